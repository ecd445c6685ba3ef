"""Whether a list of passages is several copies of one thread, one after another, and where each begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from argmap.analysis.alignment import longest_increasing
from argmap.analysis.shingles import shingles

RUN = 5
"""Words to a shingle: fewer would match by chance between unrelated passages."""
CANDIDATES = 12
"""How many places are examined closely."""
SAMPLE = 20_000
"""Repeated shingles examined at each place."""


@dataclass(frozen=True, slots=True)
class _Repeats:
    """For each repeated shingle its first place and a later one, as (first, later) indices into all shingles in order,
    with the passage of each index and the number of shingles before each passage."""

    pairs: list[tuple[int, int]]
    passage: list[int]
    before: list[int]


def copy_starts(passages: Sequence[Sequence[int]], may_start: Collection[int] | None = None) -> list[int]:
    """The numbers of the passages with which a further copy begins, none for a text that stands once. ``passages`` are word
    numbers; ``may_start`` limits where a copy may begin."""
    starts: list[int] = []
    stack = [(0, len(passages))]
    while stack:
        low, high = stack.pop()
        allowed = None if may_start is None else {p - low for p in may_start}
        at = _second_copy(passages[low:high], allowed)
        if at is not None:
            starts.append(low + at)
            stack += [(low, low + at), (low + at, high)]
    return sorted(starts)


def _second_copy(passages: Sequence[Sequence[int]], may_start: Collection[int] | None) -> int | None:
    repeats = _repeats(passages)
    total = len(repeats.passage)
    if not repeats.pairs:
        return None
    change = [0] * (len(passages) + 1)
    for first, later in repeats.pairs:
        change[repeats.passage[first] + 1] += 1
        change[repeats.passage[later] + 1] -= 1
    across = list(accumulate(change))
    scored = []
    for start in range(1, len(passages)):
        left = total - repeats.before[start]
        if left and (may_start is None or start in may_start):
            scored.append((across[start] * across[start] / left, -start))
    best: tuple[float, int] | None = None
    for _, negative in sorted(scored, reverse=True)[:CANDIDATES]:
        score = _chain_score(repeats, -negative, sorted(may_start) if may_start is not None else None)
        if score is not None and (best is None or score > best[0]):
            best = (score, -negative)
    return None if best is None else best[1]


def _repeats(passages: Sequence[Sequence[int]]) -> _Repeats:
    first: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    passage: list[int] = []
    before: list[int] = []
    for number, numbers in enumerate(passages):
        before.append(len(passage))
        for shingle in shingles(numbers, RUN):
            here = len(passage)
            there = first.setdefault(shingle, here)
            if there != here:
                pairs.append((there, here))
            passage.append(number)
    return _Repeats(pairs, passage, before)


def _chain_score(repeats: _Repeats, start: int, posts: Sequence[int] | None) -> float | None:
    """How well what follows ``start`` runs through what precedes it, None when it is no copy of it.

    A copy covers half of itself and a third of the other in order, over four passages; or nearly all of both; or, where the
    first copy was cut short, nearly all of that one without a break. Where it is known with which passages ``posts`` begin,
    it runs through two of them: a post that quotes a long one whole is no copy of the thread.
    """
    edge = repeats.before[start]
    pairs = [(first, later) for first, later in repeats.pairs if first < edge <= later]
    step = max(1, len(pairs) // SAMPLE)
    pairs = pairs[::step]
    chain = [pairs[i] for i in longest_increasing([first for first, _ in pairs])]
    if not chain:
        return None
    if posts is not None and len({bisect_right(posts, repeats.passage[first]) for first, _ in chain}) < 2:
        return None
    length = len(chain) * step
    of_first, of_second = length / edge, length / (len(repeats.passage) - edge)
    held = len({repeats.passage[later] for _, later in chain})
    from_, to = chain[0][1], chain[-1][1]
    dense = length / (to - from_ + 1)
    early = from_ - edge <= 0.2 * (to - edge)
    copy = (
        (held >= 2 and of_first >= 0.9 and of_second >= 0.9)
        or (held >= 3 and of_second >= 0.9 and of_first >= 0.6)
        or (held >= 4 and of_second >= 0.5 and of_first >= 0.35)
        or (held >= 6 and of_first >= 0.8 and dense >= 0.8 and early)
    )
    return length * of_second if copy else None
