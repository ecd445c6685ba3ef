"""Markdown, whose structure is read and whose words are kept as they were typed."""

from __future__ import annotations

import re

from argmap.formats.registry import Format
from argmap.formats.threads.decoding import looks_like_text
from argmap.formats.threads.text import MACHINE_TEXT
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_MARKUP = re.compile(
    r"^(?:#{1,6} \S|[ ]{0,3}```|[ ]{0,3}\[\^?\w+\]: |!\[)|\[[^\]\n]+\]\([^)\s]+\)|\*\*\S[^*\n]*\*\*", re.MULTILINE
)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a Markdown text. Raises FormatError for what is no text."""
    from argmap.formats.threads.markdown_chunks import markdown_chunks
    from argmap.formats.threads.reading import read_layout

    return read_layout(data, name, "markdown", markdown_chunks, progress)


def sniff(head: bytes) -> float:
    """How likely a text is Markdown: by its headings, fences, links and strong words."""
    text = looks_like_text(head)
    if text is None or not text.strip() or MACHINE_TEXT.match(text):
        return 0.0
    return min(0.6, 0.22 + 0.06 * len(_MARKUP.findall(text)))


FORMAT = Format("markdown", "Markdown", (".md", ".markdown"), read=read, sniff=sniff, quoted=True)
