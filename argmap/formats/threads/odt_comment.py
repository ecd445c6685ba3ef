"""A comment or letter in an OpenDocument text (LibreOffice): one post, or the turns of a transcript."""

from __future__ import annotations

from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads.zip_parts import ZIP
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate of one post, or of the turns of a transcript. Raises FormatError for what is no OpenDocument text, has a
    password or holds no words."""
    from argmap.formats.threads import building
    from argmap.formats.threads.document_thread import thread_of_document
    from argmap.formats.threads.odt_text import document

    progress(0.0, "Unpacking")
    found = document(data, name)
    if not found.body.text:
        raise FormatError(f"“{PurePath(name).name}” holds no words. Choose a document with a comment in it.")
    progress(0.9, "Building")
    return building.build(thread_of_document(found), data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How likely a file is an OpenDocument text: its first part says so."""
    return 0.9 if head.startswith(ZIP) and b"application/vnd.oasis.opendocument.text" in head[:200] else 0.0


FORMAT = Format(
    "odt-comment", "Comment in OpenDocument", (".odt",), read=read, sniff=sniff, binding=True, family="document"
)
