"""Several scrapes of one thread in one text, merged: what stands in both stands once, and what only one has keeps its place.

Scrapes differ: one drops quotes, another short posts; one cuts a line at a link, another glues two posts into one line. So
they are compared word by word, and a passage that only one of them has is *alone*: a quote where its scrape is the one that
keeps quotes, else text that the other lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from argmap.analysis.alignment import align
from argmap.analysis.copies import copy_starts
from argmap.analysis.normal import Words, words
from argmap.analysis.repeats import CONTAINED
from argmap.analysis.shingles import ShingleIndex, shingles

CHANCE = 4
"""Words: a shorter run may agree, or differ, by chance."""
KEEPS_QUOTES = 0.25
"""The part of what a scrape alone has that must repeat the thread for all of it to be quotes; the rest repeats lost posts."""
_SENTENCE_END = re.compile(r"[.?!…。！？:;][\"'”’»)\]*_]*\s*$|\n\s*$")
_OPENING = "([{<“‘\"'«*_`#~-–—•¿¡"


@dataclass(slots=True)
class Piece:
    """Characters start to end of passage number ``passage``, a part of the merged thread. ``copy`` counts scrapes from 0,
    ``held`` in how many it stands. ``quoting``: alone, and its scrape is one that keeps quotes. ``glued``: another scrape runs
    it onto the piece before without a space. ``continues``: another has it in one line with the piece before."""

    passage: int
    start: int
    end: int
    copy: int = 0
    held: int = 1
    quoting: bool = False
    glued: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """Characters start to end of a passage of a later scrape repeat what ``piece`` holds."""

    passage: int
    start: int
    end: int
    piece: Piece


@dataclass(slots=True)
class Merged:
    """The thread in order, what repeats it, and the few words that differ: (passage, start, end), left in the repeats."""

    pieces: list[Piece] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    differences: list[tuple[int, int, int]] = field(default_factory=list)
    copies: int = 1


def merge_scrapes(passages: Sequence[str], may_start: Collection[int] | None = None) -> Merged:
    """The merged thread of a list of passages; a list that holds one scrape comes back as it is. ``may_start`` limits with
    which passages a further scrape may begin."""
    known = [words(passage) for passage in passages]
    numbers = _numbered(known)
    starts = [0, *copy_starts(numbers, may_start), len(passages)]
    merged = Merged(copies=len(starts) - 1)
    merged.pieces = [Piece(p, 0, len(passages[p])) for p in range(starts[1])]
    for copy, (low, high) in enumerate(pairwise(starts[1:]), start=1):
        _Merge(passages, known, numbers, merged, copy).add(range(low, high))
    if merged.copies > 1:
        _mark_quoting(passages, merged.pieces)
    return merged


def _numbered(known: Sequence[Words]) -> list[list[int]]:
    numbers: dict[str, int] = {}
    return [[numbers.setdefault(word, len(numbers) + 1) for word in passage.words] for passage in known]


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words first to last (exclusive) of a passage: repeated from a piece, or new (None)."""

    first: int
    last: int
    owner: int | None


class _Merge:
    """One scrape on its way into the merged thread."""

    def __init__(
        self, passages: Sequence[str], known: Sequence[Words], numbers: list[list[int]], merged: Merged, copy: int
    ) -> None:
        self._passages, self._known, self._numbers = passages, known, numbers
        self._merged, self._copy = merged, copy
        self._base = merged.pieces
        self._tokens = [(k, t) for k, piece in enumerate(self._base) for t in self._words_of(piece)]
        self._sizes = [0] * len(self._base)
        for owner, _ in self._tokens:
            self._sizes[owner] += 1
        self._place: dict[tuple[int, int], int] = {}

    def add(self, added: range) -> None:
        """Aligns the scrape's passages with the pieces there are, and splices in what is new."""
        theirs = [(p, t) for p in added for t in range(len(self._known[p].words))]
        mine = [self._numbers[self._base[k].passage][t] for k, t in self._tokens]
        place = self._place
        for x, y, size in align(mine, [self._numbers[p][t] for p, t in theirs]):
            for step in range(size):
                place[theirs[y + step]] = x + step
        self._finish_pieces(theirs)
        covered = [0] * len(self._base)
        new: dict[int, list[Piece]] = {}
        last = -1
        for passage in added:
            last = self._place_passage(passage, last, covered, new)
        for owner, piece in enumerate(self._base):
            piece.held += covered[owner] * 2 >= self._sizes[owner]
        order = list(new.get(-1, ()))
        for owner, piece in enumerate(self._base):
            order += [piece, *new.get(owner, ())]
        self._merged.pieces = order

    def _finish_pieces(self, theirs: list[tuple[int, int]]) -> None:
        """Where a piece stands twice, an anchor beyond the second can pull the last words of a passage there. The first has
        them all if it has any."""
        numbers = [self._numbers[self._base[k].passage][t] for k, t in self._tokens]
        for here, after in pairwise(theirs):
            at, next_at = self._place.get(here), self._place.get(after)
            if at is None or here[0] != after[0]:
                continue
            owner, passage = self._tokens[at][0], here[0]
            if next_at is not None and self._tokens[next_at][0] == owner:
                continue
            end = at + 1
            while end < len(self._tokens) and self._tokens[end][0] == owner:
                end += 1
            rest = range(at + 1, end)
            if rest and [numbers[x] for x in rest] == self._numbers[passage][after[1] : after[1] + len(rest)]:
                self._place.update({(passage, after[1] + step): x for step, x in enumerate(rest)})

    def _words_of(self, piece: Piece) -> Iterator[int]:
        starts = self._known[piece.passage].starts
        return (t for t, start in enumerate(starts) if piece.start <= start < piece.end)

    def _place_passage(self, passage: int, last: int, covered: list[int], new: dict[int, list[Piece]]) -> int:
        """Takes one passage apart; returns the last piece that it or one before it repeats."""
        segments = self._segments(passage)
        text = self._passages[passage]
        edges = [0, *(self._edge(passage, segment.first) for segment in segments[1:]), len(text)]
        before: int | None = None
        for segment, start, end in zip(segments, edges, edges[1:], strict=False):
            if segment.owner is None:
                new.setdefault(last, []).append(Piece(passage, start, end, self._copy))
                before = None
                continue
            piece = self._base[segment.owner]
            covered[segment.owner] += sum((passage, t) in self._place for t in range(segment.first, segment.last))
            self._merged.repeats.append(Repeat(passage, start, end, piece))
            if before == segment.owner - 1:
                spaced = text[start - 1 : start].isspace()
                piece.continues, piece.glued = piece.continues or spaced, piece.glued or not spaced
            before = last = segment.owner
        return last

    def _edge(self, passage: int, word: int) -> int:
        """Where the segment that begins with a word begins: signs that open belong to it, signs that close to the one before."""
        text = self._passages[passage]
        at = self._known[passage].starts[word]
        least = self._known[passage].ends[word - 1]
        while at > least and text[at - 1] in _OPENING:
            at -= 1
        return at

    def _segments(self, passage: int) -> list[_Segment]:
        size = len(self._known[passage].words)
        owners = [self._owner(passage, t) for t in range(size)]
        runs = [_Segment(run[0], run[-1] + 1, owner) for owner, run in _grouped(owners)]
        runs = [
            r if r.owner is None or self._meant(passage, r, size) else _Segment(r.first, r.last, None) for r in runs
        ]
        runs = _fused(runs)
        return _fused(list(self._absorbed(passage, runs)))

    def _owner(self, passage: int, word: int) -> int | None:
        there = self._place.get((passage, word))
        return None if there is None else self._tokens[there][0]

    def _meant(self, passage: int, run: _Segment, size: int) -> bool:
        """Whether words agree by more than chance: enough of them, or the better part of a short piece, or a whole passage."""
        assert run.owner is not None  # noqa: S101
        same = sum(self._owner(passage, t) == run.owner for t in range(size))
        return same >= CHANCE or same >= 0.8 * self._sizes[run.owner] or same == size

    def _absorbed(self, passage: int, runs: list[_Segment]) -> Iterator[_Segment]:
        """A few words that differ inside what is repeated stay with it and are noted; sentences of their own are new."""
        for number, run in enumerate(runs):
            before = runs[number - 1].owner if number else None
            after = runs[number + 1].owner if number + 1 < len(runs) else None
            short = run.last - run.first < CHANCE
            if run.owner is not None or not short or (before is None and after is None):
                yield run
                continue
            if (before is None or after is None or before != after) and self._own_sentence(passage, run, number, runs):
                yield run
                continue
            known = self._known[passage]
            self._merged.differences.append((passage, known.starts[run.first], known.ends[run.last - 1]))
            yield _Segment(run.first, run.last, before if before is not None else after)

    def _own_sentence(self, passage: int, run: _Segment, number: int, runs: list[_Segment]) -> bool:
        """Whether a short new run is set off from its repeated neighbours by the end of a sentence."""
        text, known = self._passages[passage], self._known[passage]
        if number and not _SENTENCE_END.search(text[: known.starts[run.first]].rstrip(_OPENING + " ")[-8:]):
            return False
        own = text[known.starts[run.first] : self._edge(passage, run.last)] if number + 1 < len(runs) else "."
        return bool(_SENTENCE_END.search(own[-8:]))


def _grouped(owners: Sequence[int | None]) -> Iterator[tuple[int | None, list[int]]]:
    for owner, run in groupby(range(len(owners)), key=owners.__getitem__):
        yield owner, list(run)


def _fused(runs: Sequence[_Segment]) -> list[_Segment]:
    """Neighbours of one owner as one."""
    fused: list[_Segment] = []
    for run in runs:
        if fused and fused[-1].owner == run.owner:
            fused[-1] = _Segment(fused[-1].first, run.last, run.owner)
        else:
            fused.append(run)
    return fused


def _mark_quoting(passages: Sequence[str], pieces: Sequence[Piece]) -> None:
    """A scrape keeps quotes that others drop when enough of the pieces that it alone has repeat other pieces."""
    texts = [passages[piece.passage][piece.start : piece.end] for piece in pieces]
    numbers = _numbered([words(text) for text in texts])
    held = [set(shingles(passage)) for passage in numbers]
    index = ShingleIndex()
    for number, each in enumerate(held):
        index.add(number, each)
    alone: Counter[int] = Counter()
    repeating: Counter[int] = Counter()
    for number, piece in enumerate(pieces):
        if piece.held == 1 and len(numbers[number]) >= CHANCE:
            shared = index.shared(held[number])
            shared.pop(number, None)
            alone[piece.copy] += 1
            repeating[piece.copy] += max(shared.values(), default=0) >= CONTAINED * len(held[number])
    for piece in pieces:
        lone = alone[piece.copy]
        piece.quoting = piece.held == 1 and lone > 0 and repeating[piece.copy] >= KEEPS_QUOTES * lone
