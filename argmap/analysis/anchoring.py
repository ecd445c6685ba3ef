"""Where a passage of a text stands after the text was edited.

Exact places come first: every place where the passage's words stand in the new text, judged by the words around them, as the
TextQuote selectors of the W3C's Web Annotation model do it. A place that the edit shows to be another one's is out. Only
where the words themselves changed does the edit's own alignment, or the most similar stretch of new text, say where they are.
When two places are about as good, that is the answer: nobody guesses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from argmap.analysis.alignment import align

CONTEXT = 32
"""Characters before and after a passage that tell its place from others with the same words."""
MARGIN = 0.25
"""How much more of its context the best place must have than the second, from 0 to 1."""
SURE = 0.75
"""The share of a passage's characters that must be the same for its place to be certain."""
LIKELY = 0.5
"""The share below which nothing in the new text is the passage any more."""
MOST_PLACES = 500
"""Places with the same words that are compared; words that stand in a text more often have no place of their own."""
_MOST_SHOWN = 5
_SHORT = 12  # characters below which words that changed are never certain to be the same
_SHORTEST = 4  # characters below which they are not looked for
_LONGEST_COMPARED = 20_000  # characters of a stretch that is searched for similar words
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Found:
    """The passage is characters start to end of the new text. ``similarity`` is the share of its characters that stayed,
    0 to 1."""

    start: int
    end: int
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class Unsure:
    """Places of the new text that may be the passage, best first."""

    candidates: tuple[Found, ...]


Place = Found | Unsure | None
"""None: the passage is gone."""


def place(old: str, new: str, start: int, end: int) -> Place:
    """Where characters start to end of an old text are in the new one. Deterministic."""
    return Moves(old, new).place(start, end)


@dataclass(slots=True)
class Moves:
    """What became of every part of a text that was edited. Made once for many passages: about linear in both texts."""

    old: str
    new: str
    _runs: list[tuple[int, int, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._runs = list(_runs(self.old, self.new)) if self.old != self.new else [(0, 0, len(self.old))]

    def place(self, start: int, end: int) -> Place:
        """Where characters start to end of the old text are now."""
        if self.old == self.new:
            return Found(start, end)
        places = list(islice(self._standing(start, end), MOST_PLACES + 1))
        if len(places) > MOST_PLACES:
            kept = self._unmoved(start, end)
            some = (Found(at, at + end - start) for at in places[:_MOST_SHOWN])
            return kept if kept is not None else Unsure(tuple(some))
        if places:
            return self._by_context(start, end, places)
        return self._changed(start, end)

    def _standing(self, start: int, end: int) -> Iterator[int]:
        """Where the passage's words stand in the new text: as whole words if they were, or beside what they stood beside."""
        size = end - start
        for at in _occurrences(self.new, self.old[start:end]):
            cut = (_in_word(self.new, at) and not _in_word(self.old, start)) or (
                _in_word(self.new, at + size) and not _in_word(self.old, end)
            )
            if not cut or self._agreement(start, end, at)[0]:
                yield at

    def _by_context(self, start: int, end: int, places: list[int]) -> Place:
        """The place whose surroundings are the passage's. An edit leaves those on one side of it as they were, so that two
        places that each have one whole side are equally good."""
        others = self._taken_by_others(start, end)
        scored = [(self._agreement(start, end, at), at) for at in places if at not in others]
        if not scored:
            return self._changed(start, end)
        scored.sort(key=lambda pair: (-pair[0][0], -pair[0][1], pair[1]))
        (whole, share), _ = scored[0]
        size = end - start
        close = [
            Found(at, at + size) for (sides, part), at in scored if (sides and sides == whole) or share - part < MARGIN
        ]
        alone = len(close) == 1 and (share >= MARGIN or size >= CONTEXT)
        return close[0] if alone else Unsure(tuple(close[:_MOST_SHOWN]))

    def _agreement(self, start: int, end: int, at: int) -> tuple[int, float]:
        """How many sides of the passage's context stand whole around a place, and how much of both, 0 to 1. The ends of the
        texts are context too."""
        before = _same_end(self.old, start, self.new, at)
        after = _same_start(self.old, end, self.new, at + end - start)
        return (before == 1) + (after == 1), (before + after) / 2

    def _taken_by_others(self, start: int, end: int) -> set[int]:
        """Places that the same words elsewhere in the old text still hold, their context unchanged."""
        words = self.old[start:end]
        taken: set[int] = set()
        for number, other in enumerate(_occurrences(self.old, words)):
            if number > MOST_PLACES:
                return set()
            if other != start and (kept := self._unmoved(other, other + len(words))) is not None:
                taken.add(kept.start)
        own = self._unmoved(start, end)
        return taken if own is None else taken - {own.start}

    def _unmoved(self, start: int, end: int) -> Found | None:
        """Where a passage stands whose context on both sides went unchanged with it."""
        low, high = max(0, start - CONTEXT), min(len(self.old), end + CONTEXT)
        number = bisect_right(self._runs, (low, len(self.new) + 1, 0)) - 1
        if number < 0:
            return None
        old_at, new_at, size = self._runs[number]
        shift = new_at - old_at
        if not old_at <= low or high > old_at + size:
            return None
        ends = (low > 0 or low + shift == 0) and (high < len(self.old) or high + shift == len(self.new))
        return Found(start + shift, end + shift) if ends else None

    def _changed(self, start: int, end: int) -> Place:
        """Where words are that were themselves edited: between what stayed around them, or where new text is most like
        them."""
        words = self.old[start:end]
        found = {found for stretch in self._stretches(start, end) for found in _similar(words, self.new, *stretch)}
        ranked = sorted(found, key=lambda each: (-each.similarity, each.start))
        apart = [each for n, each in enumerate(ranked) if all(_apart(each, other) for other in ranked[:n])]
        short = end - start < _SHORT
        least = SURE if short else LIKELY
        close = [each for each in apart if apart[0].similarity - each.similarity < MARGIN and each.similarity >= least]
        if not close or end - start < _SHORTEST:
            return None
        if len(close) == 1 and close[0].similarity >= SURE and not short:
            return close[0]
        return Unsure(tuple(close[:_MOST_SHOWN]))

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch of the new text between what stayed before and after a passage, and all text that is new."""
        low, high = self._edge(start, after=False), self._edge(end, after=True)
        if low < high:
            yield low, high
        ends = [(0, 0), *((new_at, new_at + size) for _, new_at, size in self._runs), (len(self.new), len(self.new))]
        for (_, gap_start), (gap_end, _) in pairwise(ends):
            if gap_end - gap_start >= 3:
                yield gap_start, gap_end

    def _edge(self, at: int, *, after: bool) -> int:
        """Where an edge of a passage is: exactly, where the text beside it stayed on the passage's side; else the edge of
        the nearest text outside that stayed."""
        number = bisect_right(self._runs, (at, len(self.new) + 1, 0)) - 1
        if not after:
            if number >= 0:
                old_at, new_at, size = self._runs[number]
                if at < old_at + size:
                    return new_at + at - old_at
                return new_at + size
            return 0
        if number >= 0:
            old_at, new_at, size = self._runs[number]
            if old_at < at <= old_at + size:
                return new_at + at - old_at
            if old_at == at:
                return new_at
        return self._runs[number + 1][1] if number + 1 < len(self._runs) else len(self.new)


def _runs(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """(place in old, place in new, length) of what stayed, in order; runs that touch in both texts are one."""
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    head, tail = _whole_words(old, new, head, tail)
    run = (0, 0, head)
    for old_at, new_at, size in [
        *_between(old, new, head, len(old) - tail, len(new) - tail),
        (len(old) - tail, len(new) - tail, tail),
    ]:
        if old_at == run[0] + run[2] and new_at == run[1] + run[2]:
            run = (run[0], run[1], run[2] + size)
            continue
        if run[2]:
            yield run
        run = (old_at, new_at, size)
    if run[2]:
        yield run


def _between(old: str, new: str, head: int, old_end: int, new_end: int) -> Iterator[tuple[int, int, int]]:
    """What stayed in the middle of two texts, token by token."""
    numbers: dict[str, int] = {}
    sides = []
    for text, end in ((old, old_end), (new, new_end)):
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text, head, end)]
        sides.append((tokens, [numbers.setdefault(text[s:e], len(numbers) + 1) for s, e in tokens]))
    (old_tokens, old_numbers), (new_tokens, new_numbers) = sides
    for old_first, new_first, count in align(old_numbers, new_numbers):
        start = old_tokens[old_first][0]
        yield start, new_tokens[new_first][0], old_tokens[old_first + count - 1][1] - start


def _whole_words(old: str, new: str, head: int, tail: int) -> tuple[int, int]:
    """The same beginnings and ends of two texts, cut back to the edges of words."""
    if head < max(len(old), len(new)):
        while head and _in_word(old, head) | _in_word(new, head):
            head -= 1
    while tail and _in_word(old, len(old) - tail) | _in_word(new, len(new) - tail):
        tail -= 1
    return head, tail


def _in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _common(one: str, other: str) -> int:
    """How many first characters two texts share, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _same_end(old: str, old_at: int, new: str, new_at: int) -> float:
    """The share of the context before two places that is the same; the beginning of a text counts as a character."""
    wanted = f"\0{old[:old_at]}"[-CONTEXT:] if old_at < CONTEXT else old[old_at - CONTEXT : old_at]
    there = f"\0{new[:new_at]}"[-CONTEXT:] if new_at < CONTEXT else new[new_at - CONTEXT : new_at]
    return _common(wanted[::-1], there[::-1]) / len(wanted)


def _same_start(old: str, old_at: int, new: str, new_at: int) -> float:
    wanted = f"{old[old_at : old_at + CONTEXT]}\0"[:CONTEXT]
    there = f"{new[new_at : new_at + CONTEXT]}\0"[:CONTEXT]
    return _common(wanted, there) / len(wanted)


def _similar(words: str, text: str, start: int, end: int) -> Iterator[Found]:
    """The part of a stretch that is most like some words, cut at the edges of words."""
    from rapidfuzz import fuzz

    start, end = _inked(text, start, end)
    if start >= end or end - start > _LONGEST_COMPARED:
        return
    if end - start <= len(words) * 2:
        yield Found(start, end, round(fuzz.ratio(words, text[start:end]) / 100, 4))
    aligned = fuzz.partial_ratio_alignment(words, text[start:end])
    if aligned is None or aligned.dest_start >= aligned.dest_end:
        return
    low, high = start + aligned.dest_start, start + aligned.dest_end
    while low > start and _in_word(text, low):
        low -= 1
    while high < end and _in_word(text, high):
        high += 1
    low, high = _inked(text, low, high)
    if low < high:
        yield Found(low, high, round(fuzz.ratio(words, text[low:high]) / 100, 4))


def _inked(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _apart(one: Found, other: Found) -> bool:
    return one.end <= other.start or other.end <= one.start
