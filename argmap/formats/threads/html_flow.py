"""A body in the making: words and breaks in, text with blocks and quotes out."""

from __future__ import annotations

import re
from itertools import groupby

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.thread import Body, Cited
from argmap.model.kinds import BlockKind
from argmap.model.records import Block

BREAK = "\x1e"
"""Stands for a line break among words whose other white space is only space. Markup cannot hold it (``html_tree.parsed``)."""
BLANKS = " \t\n\r\f\xa0\u2000\u2001\u2002\u2003\u2009\u200b\u3000\ufeff"
"""What is nothing where it stands alone, at the start or at the end of a line."""

_SPACE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
"""White space that is not one space already, which is most of it."""
_MARKS = re.compile(r"((?:>[ \xa0]?)+)(?=[^\W_]|[\"'“”‘’«(\[…*–—-])")


class Flow:
    """The text so far, and the words of the block that is still open. ``kind`` and ``depth`` are what words that come now
    belong to; ``marker`` stands before the next words ("3. "); ``is_preserved``: their white space counts."""

    def __init__(self) -> None:
        self.kind = BlockKind.OWN
        self.depth = 0
        self.marker = ""
        self.is_preserved = False
        self.words: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._margin = 0
        self._blocks: list[Block] = []
        self._quotes: list[Cited] = []
        self._quote_from: int | None = None
        self._marked = -1

    @property
    def count(self) -> int:
        """How many blocks are finished."""
        return len(self._blocks)

    @property
    def is_at_quote(self) -> bool:
        """Whether a quote has just been opened, and nothing stands in it yet."""
        return self._quote_from == len(self._blocks) and not "".join(self.words).strip()

    def cut(self, lines: int) -> None:
        """Ends the open block. What comes next stands ``lines`` (1 or 2) below it."""
        if self.words:
            raw = "".join(self.words)
            self.words.clear()
            self._verbatim(raw) if self.is_preserved else self._paragraphs(raw)
        self._margin = max(self._margin, lines)

    def open_quote(self) -> None:
        """From here on blocks are in an outermost quote."""
        self.cut(2)
        self._quote_from = len(self._blocks)

    def close_quote(self, of: str | None) -> None:
        """The outermost quote ends; it is from the post ``of``. What only announces it is no part of it."""
        self.cut(2)
        inside = [b for b in self._blocks[self._quote_from :] if b.kind is not BlockKind.NOISE]
        self._quote_from = None
        if inside:
            self._quotes.append(Cited(inside[0].start, inside[-1].end, of))

    def body(self) -> Body:
        """All of it."""
        self.cut(0)
        return Body("".join(self._parts), tuple(self._blocks), tuple(self._quotes))

    def _verbatim(self, raw: str) -> None:
        text = normalised(raw.replace(BREAK, "\n")).rstrip()
        lines = text.split("\n")
        first = next((n for n, line in enumerate(lines) if line.strip()), None)
        if first is None:
            return
        if self.marker:
            self._add(self.marker.strip(), BlockKind.LIST_ITEM, max(1, self.depth))
            self.marker, self._margin = "", 1
        self._add("\n".join(lines[first:]), self.kind, self.depth)

    def _paragraphs(self, raw: str) -> None:
        """Lines without a blank one between them, each run a block."""
        text = _SPACE.sub(" ", raw)
        run: list[str] = []
        lines = text.split(BREAK)
        for line in lines:
            stripped = line.strip(BLANKS)
            if stripped:
                run.append(stripped)
                continue
            self._run(run)
            run = []
            if len(lines) > 1:
                self._margin = 2
        self._run(run)

    def _run(self, lines: list[str]) -> None:
        if not lines:
            return
        if self.kind is BlockKind.OWN and not self.marker and any(line.startswith(">") for line in lines):
            self._marked_lines(lines)
            return
        self._add(self.marker + normalised("\n".join(lines)), self.kind, self.depth)
        self.marker = ""

    def _marked_lines(self, lines: list[str]) -> None:
        """Lines some of which are quoted in the manner of plain text, with ``>`` before them."""
        for depth, run in groupby(lines, key=_marks):
            text = normalised("\n".join(_MARKS.sub("", line, count=1) if depth else line for line in run))
            if not depth:
                self._add(text, self.kind, self.depth)
            else:
                self._add(text, BlockKind.QUOTE, depth)
                self._cite_marked()
            self._margin = 2

    def _cite_marked(self) -> None:
        """The last block is a quote, one with the marked block right before it."""
        block = self._blocks[-1]
        if self._quotes and self._marked == len(self._blocks) - 1:
            self._quotes[-1] = Cited(self._quotes[-1].start, block.end)
        else:
            self._quotes.append(Cited(block.start, block.end))
        self._marked = len(self._blocks)

    def _add(self, text: str, kind: BlockKind, depth: int) -> None:
        if self._size:
            gap = "\n" * max(1, self._margin)
            self._parts.append(gap)
            self._size += len(gap)
        self._margin = 0
        self._parts.append(text)
        self._blocks.append(Block(kind, self._size, self._size + len(text), depth))
        self._size += len(text)


def _marks(line: str) -> int:
    found = _MARKS.match(line)
    return min(found.group(1).count(">"), 1000) if found else 0
