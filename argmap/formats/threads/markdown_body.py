"""The body of a post that was typed in Markdown: its words as they were typed, without the `>` of quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.plain_body import body_of, is_one_paragraph, paragraph
from argmap.formats.threads.thread import NOTHING, Body

if TYPE_CHECKING:
    from argmap.formats.threads.chunks import Chunk, Line

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_STRUCTURE = re.compile(r"^[ \t]*(?:[>#`~*+=_|<\[-]|\(?\w{1,9}[.)][ \t])|^(?: {4}|\t)", re.MULTILINE)
"""Where a line may begin something else than a plain paragraph."""
_SPOILER = re.compile(r"^([ \t]{0,3})>(?=![^\n]*!<)", re.MULTILINE)


def markdown_body(text: str) -> Body:
    """The body that a Markdown text is, with its outermost quotes. A line like ``>!word!<`` hides a word and quotes nothing."""
    text = normalised(_CONTROL.sub("", text))
    if not text or text.isspace():
        return NOTHING
    if is_one_paragraph(text):
        return paragraph(text)
    return body_of(text, *_chunks(text))


def _chunks(text: str) -> tuple[Sequence[Line], Sequence[Chunk]]:
    from argmap.formats.threads.chunks import lines_of, plain_chunks

    if not _STRUCTURE.search(text):
        lines = lines_of(text)
        return lines, plain_chunks(text, lines)
    from argmap.formats.threads.markdown_chunks import markdown_chunks

    return markdown_chunks(_SPOILER.sub(r"\1x", text))  # as long as the text itself, so that all places are the same
