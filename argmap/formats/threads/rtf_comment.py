"""A comment or letter in the Rich Text Format: one post, or the turns of a transcript."""

from __future__ import annotations

from pathlib import PurePath

from argmap.formats.registry import Format, FormatError
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate of one post, or of the turns of a transcript. Raises FormatError for what is no RTF or holds no words."""
    from argmap.formats.threads import building
    from argmap.formats.threads.document_thread import thread_of_document
    from argmap.formats.threads.paragraph_body import DocumentParagraph, body_of_paragraphs
    from argmap.formats.threads.rtf_text import text_of
    from argmap.formats.threads.thread import PostDraft

    progress(0.0, "Reading")
    text = text_of(data, name)
    body = body_of_paragraphs(DocumentParagraph(line) for line in text.split("\n"))
    if not body.text:
        raise FormatError(f"“{PurePath(name).name}” holds no words. Choose a document with a comment in it.")
    progress(0.9, "Building")
    return building.build(thread_of_document(PostDraft(body=body)), data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """Whether a file is RTF: it begins with the mark."""
    return 0.95 if head.lstrip().startswith(b"{\\rtf") else 0.0


FORMAT = Format(
    "rtf-comment", "Comment in RTF", (".rtf", ".doc"), read=read, sniff=sniff, binding=True, family="document"
)
