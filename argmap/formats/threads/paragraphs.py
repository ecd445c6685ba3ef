"""The paragraphs of a text: what they say without `>` marks and labels, and where all of that stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from argmap.formats.threads.chunks import Chunk, Kind, Line
from argmap.formats.threads.turns import Turn
from argmap.model.kinds import BlockKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters start to end of the source, marks and labels included; ``pieces`` are the spans that, put together, are its
    text. ``turn`` is set where somebody begins to speak with it. A rule or front matter has no text."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    kind: BlockKind | Kind
    depth: int = 0
    turn: Turn | None = None

    @property
    def is_noise(self) -> bool:
        """Whether it is no text of anybody."""
        return isinstance(self.kind, Kind)

    def text(self, source: str) -> str:
        """What it says."""
        return "".join(source[start:end] for start, end in self.pieces)

    def place(self, offset: int) -> int:
        """Where in the source the character of its text at ``offset`` stands; its very edges are those of the paragraph."""
        sizes = [0]
        for start, end in self.pieces:
            sizes.append(sizes[-1] + end - start)
        if offset <= 0:
            return self.start
        if offset >= sizes[-1]:
            return self.end
        number = bisect_right(sizes, offset) - 1
        return self.pieces[number][0] + offset - sizes[number]


def paragraphs(
    source: str, lines: Sequence[Line], chunks: Sequence[Chunk], turns: Mapping[int, Turn]
) -> list[Paragraph]:
    """All paragraphs in order. Every character that is not white space lies in exactly one of them."""
    found: list[Paragraph] = []
    waiting: Turn | None = None  # a heading that named who speaks next
    for chunk in chunks:
        turn = turns.get(chunk.first)
        if turn is not None and turn.heading:
            if waiting is not None:
                found.append(_silent(waiting))
            waiting = turn
            continue
        for paragraph in _of_chunk(source, lines, chunk, turns):
            if waiting is not None and not paragraph.is_noise:
                if paragraph.turn is None:
                    found.append(replace(paragraph, start=waiting.start, turn=waiting))
                else:
                    found += [_silent(waiting), paragraph]
                waiting = None
            else:
                found.append(paragraph)
    if waiting is not None:
        found.append(_silent(waiting))
    found.sort(key=lambda paragraph: paragraph.start)
    return list(_gapless(source, _apart(found)))


def _silent(turn: Turn) -> Paragraph:
    """A turn in which nothing is said."""
    return Paragraph(turn.start, turn.words_at, (), BlockKind.OWN, turn=turn)


def _of_chunk(source: str, lines: Sequence[Line], chunk: Chunk, turns: Mapping[int, Turn]) -> Iterator[Paragraph]:
    if isinstance(chunk.kind, Kind):
        start, end = _stripped(source, lines[chunk.first].start, lines[chunk.last - 1].end)
        yield Paragraph(start, end, (), chunk.kind)
        return
    cuts = [n for n in range(chunk.first, chunk.last) if n == chunk.first or n in turns]
    for first, last in zip(cuts, [*cuts[1:], chunk.last], strict=True):
        yield _paragraph(source, lines[first:last], chunk, turns.get(first))


def _paragraph(source: str, lines: Sequence[Line], chunk: Chunk, turn: Turn | None) -> Paragraph:
    pieces: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        start = max(line.inner, turn.words_at if turn else 0) if number == 0 else line.inner
        end = line.end + (number + 1 < len(lines))
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        elif start < end:
            pieces.append((start, end))
    pieces = _trimmed(source, pieces, keep_indent=chunk.kind in (BlockKind.CODE, BlockKind.LIST_ITEM))
    start, end = _stripped(source, lines[0].start, lines[-1].end)
    if turn is not None:
        start = turn.start
    elif pieces and chunk.kind is not BlockKind.QUOTE:
        start = min(start, pieces[0][0])
    depth = chunk.depth if chunk.kind is not BlockKind.OWN else 0
    return Paragraph(start, max(start, end), tuple(pieces), chunk.kind, depth, turn)


def _trimmed(source: str, pieces: list[tuple[int, int]], *, keep_indent: bool) -> list[tuple[int, int]]:
    """Without white space at either end; the indent of code and nested lists stays."""
    while pieces and not source[slice(*pieces[0])].strip():
        del pieces[0]
    while pieces and not source[slice(*pieces[-1])].strip():
        del pieces[-1]
    if pieces:
        start, end = pieces[-1]
        pieces[-1] = (start, end - len(source[start:end]) + len(source[start:end].rstrip()))
    if pieces and not keep_indent:
        start, end = pieces[0]
        pieces[0] = (start + len(source[start:end]) - len(source[start:end].lstrip()), end)
    return pieces


def _stripped(source: str, start: int, end: int) -> tuple[int, int]:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _apart(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """A rule between a heading that names a speaker and their words lies inside their paragraph: it goes with it."""
    end = -1
    for paragraph in found:
        if paragraph.start >= end:
            yield paragraph
        end = max(end, paragraph.end)


def _gapless(source: str, found: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Lines of `>` alone between two paragraphs belong to the one before them."""
    last: Paragraph | None = None
    for paragraph in found:
        gap = source[0 if last is None else last.end : paragraph.start]
        if last is not None:
            yield replace(last, end=last.end + len(gap.rstrip())) if gap.strip() else last
            last = paragraph
        else:
            before = len(gap.lstrip()) if gap.strip() else 0
            last = replace(paragraph, start=paragraph.start - before)
    if last is not None:
        rest = source[last.end :]
        yield replace(last, end=last.end + len(rest.rstrip())) if rest.strip() else last
