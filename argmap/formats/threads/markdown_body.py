"""The body of a post that was typed in Markdown: its words as they were typed, without the `>` of quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.thread import NOTHING, Body, Cited
from argmap.model.kinds import BlockKind
from argmap.model.records import Block

if TYPE_CHECKING:
    from argmap.formats.threads.chunks import Chunk, Line

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_STRUCTURE = re.compile(r"^[ \t]*(?:[>#`~*+=_|<\[-]|\(?\w{1,9}[.)][ \t])|^(?: {4}|\t)", re.MULTILINE)
"""Where a line may begin something else than a plain paragraph."""
_SPOILER = re.compile(r"^([ \t]{0,3})>(?=![^\n]*!<)", re.MULTILINE)


def markdown_body(text: str) -> Body:
    """The body that a Markdown text is, with its outermost quotes. A line like ``>!word!<`` hides a word and quotes nothing."""
    text = _CONTROL.sub("", normalised(text))
    if not text or text.isspace():
        return NOTHING
    lines, chunks = _chunks(text)
    return _Writer(text, lines).body(chunks)


def _chunks(text: str) -> tuple[Sequence[Line], Sequence[Chunk]]:
    from argmap.formats.threads.chunks import lines_of, plain_chunks

    if not _STRUCTURE.search(text):
        lines = lines_of(text)
        return lines, plain_chunks(text, lines)
    from argmap.formats.threads.markdown_chunks import markdown_chunks

    return markdown_chunks(_SPOILER.sub(r"\1x", text))  # as long as the text itself, so that all places are the same


class _Writer:
    """Writes the lines of a post without their marks, and knows where each of them went."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._bodies = [text[line.inner : line.end].rstrip() for line in lines]
        self._text = ""
        self._starts: list[int] = []

    def body(self, chunks: Sequence[Chunk]) -> Body:
        """The body whose blocks are these chunks."""
        self._write({number for c in chunks if c.kind is BlockKind.CODE for number in range(c.first, c.last)})
        blocks: list[Block] = []
        quotes: list[Cited] = []
        last_quoted = -2
        for chunk in chunks:
            block = self._block(chunk)
            if block is None:
                continue
            blocks.append(block)
            if block.kind is BlockKind.QUOTE:
                goes_on = (
                    all(self._lines[n].depth for n in range(last_quoted, chunk.first)) if last_quoted >= 0 else False
                )
                if goes_on:
                    quotes[-1] = Cited(quotes[-1].start, block.end)
                else:
                    quotes.append(Cited(block.start, block.end))
                last_quoted = chunk.last
            else:
                last_quoted = -2
        return Body(self._text, tuple(blocks), tuple(quotes))

    def _write(self, code: set[int]) -> None:
        """Blank lines at either end go, and outside of code no two of them stand together."""
        parts: list[str] = []
        size = blank = 0
        for number, body in enumerate(self._bodies):
            blank = 0 if body else blank + 1
            if not body and (not parts or (blank > 1 and number not in code)):
                self._starts.append(size)
                continue
            if parts:
                parts.append("\n")
                size += 1
            self._starts.append(size)
            parts.append(body)
            size += len(body)
        self._text = "".join(parts).rstrip()

    def _block(self, chunk: Chunk) -> Block | None:
        """A chunk as a block; the indent of code and of nested lists is a part of it. A rule is no words of anybody."""
        numbers = [n for n in range(chunk.first, chunk.last) if self._bodies[n].strip()]
        if not numbers:
            return None
        start, end = self._starts[numbers[0]], self._starts[numbers[-1]] + len(self._bodies[numbers[-1]])
        kind = chunk.kind if isinstance(chunk.kind, BlockKind) else BlockKind.NOISE
        if kind not in (BlockKind.CODE, BlockKind.LIST_ITEM):
            first = self._bodies[numbers[0]]
            start += len(first) - len(first.lstrip())
        return Block(kind, start, end, chunk.depth if kind is not BlockKind.OWN else 0)
