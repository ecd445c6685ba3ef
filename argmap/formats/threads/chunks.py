"""The lines of a text in chunks of one kind: paragraphs, `>` quotes, list items, code, headings, rules.

Two readings: plain text by its lines, and Markdown by the block tokens of markdown-it-py. Neither renders anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from argmap.model.kinds import BlockKind

_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
RULE = re.compile(r"\s*(?:([-=*_~#+—–─═])\s*)(?:\1\s*){2,}$")
ITEM = re.compile(r"\s*(?:[-*+•‣–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
FOOTNOTE = re.compile(r"\s*(?:\[\^?\w{1,20}\](?::|\s)|\^\d{1,3}\s)\s*\S")
_WRAP_WIDTH = range(40, 101)
_FINISHED = re.compile(r"[.?!:…\"”’)\]。！？]\s*$")


class Kind(Enum):
    """Kinds of chunk that are no text of a post."""

    RULE = auto()
    FRONT_MATTER = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """Characters start to end of the text, without the line break; ``depth`` counts its `>` marks, ``inner`` is where its
    words begin."""

    start: int
    end: int
    depth: int
    inner: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines first to last (exclusive) of one kind; ``depth`` is of quotes or lists, or a heading's level."""

    first: int
    last: int
    kind: BlockKind | Kind
    depth: int = 0


def lines_of(text: str, depths: Sequence[int] | None = None) -> list[Line]:
    """The lines of a text. ``depths`` says how many `>` of each line are quote marks; without it all are."""
    lines = []
    start = 0
    for number, raw in enumerate(text.split("\n")):
        limit = 100 if depths is None else depths[number]
        depth, inner = _unquoted(raw, limit)
        lines.append(Line(start, start + len(raw), depth, start + inner))
        start += len(raw) + 1
    return lines


def _unquoted(raw: str, limit: int) -> tuple[int, int]:
    depth = at = 0
    while depth < limit and (mark := _QUOTE.match(raw, at)):
        at = mark.end()
        depth += 1
    return depth, at


def plain_chunks(text: str, lines: Sequence[Line]) -> list[Chunk]:
    """The chunks of a plain text. Blank lines, a change of quote depth, list marks and fences part them."""
    chunks: list[Chunk] = []
    kinds = _line_kinds(text, lines)
    for (kind, depth), numbers in groupby(range(len(lines)), key=kinds.__getitem__):
        span = list(numbers)
        if kind is BlockKind.CODE:
            chunks.append(Chunk(span[0], span[-1] + 1, kind))
        elif kind is not None:
            chunks += parted(text, lines, span[0], span[-1] + 1, kind, depth)
    return chunks


def _line_kinds(text: str, lines: Sequence[Line]) -> list[tuple[BlockKind | None, int]]:
    """Kind and quote depth of each line, None for a blank one. A fence that is never closed is no fence."""
    marks = [_FENCE.match(text, line.inner, line.end) if not line.depth else None for line in lines]
    last = {mark.group(1)[0]: number for number, mark in enumerate(marks) if mark}
    kinds: list[tuple[BlockKind | None, int]] = []
    open_with = ""
    for number, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if open_with:
            kinds.append((BlockKind.CODE, 0))
            open_with = "" if mark and mark.group(1).startswith(open_with) else open_with
        elif mark and last[mark.group(1)[0]] > number:
            kinds.append((BlockKind.CODE, 0))
            open_with = mark.group(1)[:3]
        elif not text[line.inner : line.end].strip():
            kinds.append((None, line.depth))
        else:
            kinds.append((BlockKind.QUOTE if line.depth else BlockKind.OWN, line.depth))
    return kinds


def parted(text: str, lines: Sequence[Line], first: int, last: int, kind: BlockKind, depth: int) -> Iterator[Chunk]:
    """A run of lines without blank ones in paragraphs: cut at list marks, footnotes and rules; lines that were broken at a
    page width stay together, and lines that are paragraphs each stand alone."""
    cuts: list[tuple[int, BlockKind | Kind]] = []
    wrapped = _is_wrapped(text, lines, first, last)
    for number in range(first, last):
        line = text[lines[number].inner : lines[number].end]
        marked = _mark_of(line)
        if marked is not None:
            cuts.append((number, marked if kind is BlockKind.OWN or marked is Kind.RULE else kind))
        elif not cuts or cuts[-1][1] is Kind.RULE or not (wrapped or _hangs(text, lines, cuts[-1][0], number)):
            cuts.append((number, kind))
    for (at, own), (end, _) in zip(cuts, [*cuts[1:], (last, kind)], strict=True):
        yield Chunk(at, end, own, 1 if own is BlockKind.LIST_ITEM and not depth else depth)


def _hangs(text: str, lines: Sequence[Line], item: int, number: int) -> bool:
    """Whether a line below a list item is indented to its words, and so goes on with it."""
    first, here = (text[lines[n].inner : lines[n].end] for n in (item, number))
    indent = len(first) - len(first.lstrip())
    return ITEM.match(first) is not None and len(here) - len(here.lstrip()) >= indent + 2


def _mark_of(line: str) -> BlockKind | Kind | None:
    if RULE.match(line):
        return Kind.RULE
    if ITEM.match(line):
        return BlockKind.LIST_ITEM
    return BlockKind.FOOTNOTE if FOOTNOTE.match(line) else None


def _is_wrapped(text: str, lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether lines were broken at a page width: none is long, and most that are not last are long enough and unfinished."""
    bodies = [text[line.inner : line.end].rstrip() for line in lines[first:last]]
    if len(bodies) < 2:
        return True
    if any(len(body) >= _WRAP_WIDTH.stop for body in bodies):
        return False
    broken = sum(len(body) in _WRAP_WIDTH and not _FINISHED.search(body) for body in bodies[:-1])
    return broken * 2 >= len(bodies) - 1
