"""Plain text, as people paste threads: with labels, with `>`, or with nothing but paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.formats.registry import Format
from argmap.formats.threads.decoding import looks_like_text
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from argmap.formats.threads.chunks import Chunk, Line

MACHINE_TEXT = re.compile(
    r"\s*(?:<!doctype|<html|<\?xml|<[a-z]+[ >]|\{\s*[\"}]|\[\s*[\[{\"]|%PDF|\{\\rtf)", re.IGNORECASE
)
"""How files begin that are text, but for machines: HTML, XML, JSON, PDF, RTF."""


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a plain text. Raises FormatError for what is no text."""
    from argmap.formats.threads.reading import read_layout

    return read_layout(data, name, "text", _layout, progress)


def _layout(text: str) -> tuple[Sequence[Line], Sequence[Chunk]]:
    from argmap.formats.threads.chunks import lines_of, plain_chunks

    lines = lines_of(text)
    return lines, plain_chunks(text, lines)


def sniff(head: bytes) -> float:
    """How likely a file is plain text: likely when it decodes, hardly when it is in a language for machines."""
    text = looks_like_text(head)
    if text is None or not text.strip():
        return 0.0
    return 0.05 if MACHINE_TEXT.match(text) else 0.3


FORMAT = Format("text", "Plain text", (".txt", ".text"), read=read, sniff=sniff, quoted=True)
