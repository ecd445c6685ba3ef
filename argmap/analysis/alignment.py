"""Two sequences aligned in order: patience anchors on runs that are unique in both, difflib only inside small gaps.

The cost stays near linear for texts that mostly agree; Bram Cohen's patience diff, with runs of several sizes as its lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from argmap.analysis.shingles import shingles

RUNS = (8, 4, 2)
"""Sizes of the anchors in words, tried in turn."""
SMALL = 60_000
"""Product of the lengths of a gap that difflib is given."""

Match = tuple[int, int, int]
"""(place in a, place in b, length) of a run that is the same in both."""


def align(a: Sequence[int], b: Sequence[int]) -> list[Match]:
    """The matching runs of two sequences of word numbers, increasing in both, none overlapping another."""
    found: list[Match] = []
    stack = [(0, len(a), 0, len(b), 0)]
    while stack:
        a0, a1, b0, b1, level = stack.pop()
        if a0 == a1 or b0 == b1:
            continue
        if (a1 - a0) * (b1 - b0) <= SMALL:
            blocks = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_matching_blocks()
            found += [(a0 + m.a, b0 + m.b, m.size) for m in blocks if m.size]
            continue
        runs = _anchored(a[a0:a1], b[b0:b1], level)
        if not runs:
            if level < len(RUNS):
                stack.append((a0, a1, b0, b1, level + 1))
            continue
        left_a, left_b = a0, b0
        for x, y, size in runs:
            found.append((a0 + x, b0 + y, size))
            stack.append((left_a, a0 + x, left_b, b0 + y, level))
            left_a, left_b = a0 + x + size, b0 + y + size
        stack.append((left_a, a1, left_b, b1, level))
    return sorted(found)


def _anchored(a: Sequence[int], b: Sequence[int], level: int) -> list[Match]:
    """Runs that hold a shingle that is unique in both; beyond the last level, the first occurrences of repeated ones."""
    unique = level < len(RUNS)
    size = RUNS[min(level, len(RUNS) - 1)]
    if min(len(a), len(b)) < size:
        return []
    in_a, in_b = _places(a, size, unique), _places(b, size, unique)
    pairs = sorted((y, in_a[s]) for s, y in in_b.items() if s in in_a)
    chain = longest_increasing([x for _, x in pairs])
    return list(_runs(((pairs[i][1], pairs[i][0]) for i in chain), size))


def _places(sequence: Sequence[int], size: int, unique: bool) -> dict[int, int]:
    first: dict[int, int] = {}
    again: set[int] = set()
    for place, shingle in enumerate(shingles(sequence, size)):
        if shingle in first:
            again.add(shingle)
        else:
            first[shingle] = place
    return {s: place for s, place in first.items() if s not in again} if unique else first


def _runs(anchors: Iterator[tuple[int, int]], size: int) -> Iterator[Match]:
    run: Match | None = None
    for x, y in anchors:
        if run is not None:
            end = run[0] + run[2]
            if x - run[0] == y - run[1] and x <= end:
                run = (run[0], run[1], x + size - run[0])
                continue
            if x < end or y < run[1] + run[2]:
                continue
            yield run
        run = (x, y, size)
    if run is not None:
        yield run


def longest_increasing(values: Sequence[int]) -> list[int]:
    """The indices of a longest strictly increasing subsequence (Fredman 1975). O(n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(values)
    for index, value in enumerate(values):
        at = bisect_left(tails, value)
        if at == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[at] = value
            ends[at] = index
        before[index] = ends[at - 1] if at else -1
    chain = []
    here = ends[-1] if ends else -1
    while here >= 0:
        chain.append(here)
        here = before[here]
    return chain[::-1]
