"""A comment or letter in a Word document: one post, or the turns of a transcript."""

from __future__ import annotations

from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads.zip_parts import OLE, ZIP
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate of one post, or of the turns of a transcript. Raises FormatError for what is no Word document, has a password or holds no words."""
    from argmap.formats.threads import building
    from argmap.formats.threads.document_thread import thread_of_document
    from argmap.formats.threads.docx_text import document

    progress(0.0, "Unpacking")
    found = document(data, name)
    if not found.body.text:
        raise FormatError(
            f"“{PurePath(name).name}” holds no words that can be read; perhaps it is a picture of a page. "
            "Copy its text into a new document."
        )
    progress(0.9, "Building")
    return building.build(thread_of_document(found), data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How likely a file is a Word document: parts of one are named in a zip file, or it is an old one, which is refused in
    words."""
    if head.startswith(OLE):
        return 0.3
    return 0.9 if head.startswith(ZIP) and (b"word/" in head or b"wordprocessingml" in head) else 0.0


FORMAT = Format(
    "docx-comment",
    "Comment in Word",
    (".docx", ".docm", ".doc"),
    read=read,
    sniff=sniff,
    binding=True,
    family="document",
)
