"""Where in a text a quotation of it is taken from."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from argmap.analysis.normal import Words, words
from argmap.analysis.shingles import WORD_RUN

COMPARED_WORDS = 400
"""Beyond this a similarity is counted in shared runs of words, not in letters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters start to end of a text, how similar they are to the quotation (0 to 1), and whether word for word."""

    start: int
    end: int
    similarity: float
    exact: bool


def locate(quotation: str, text: str, run: int = WORD_RUN) -> Place | None:
    """The span of a text that a quotation repeats, its first occurrence when word for word, else the window with the most
    shared runs of ``run`` words. None when it shares none."""
    mine = words(quotation)
    run = min(run, len(mine.words))
    theirs, at = _searchable(text, run)
    size = len(mine.words)
    for first in at.get(tuple(mine.words[:run]), ()):
        if theirs.words[first : first + size] == mine.words:
            start, end = with_signs(quotation, mine, text, theirs.starts[first], theirs.ends[first + size - 1])
            return Place(start, end, 1.0, True)
    wanted = set(_runs(mine.words, run))
    hits = sorted(place for held in wanted for place in at.get(held, ()))
    if not hits:
        return None
    first, last = densest(hits, len(mine.words) * 5 // 4 + run)
    last = min(last + run - 1, len(theirs.words) - 1)
    return Place(theirs.starts[first], theirs.ends[last], _similarity(mine, theirs, first, last, wanted, run), False)


def with_signs(quotation: str, mine: Words, text: str, start: int, end: int) -> tuple[int, int]:
    """A span of words with the signs before and after it that the quotation has too."""
    before, after = quotation[: mine.starts[0]], quotation[mine.ends[-1] :].rstrip()
    for sign in reversed(before.lstrip()):
        if start == 0 or text[start - 1] != sign:
            break
        start -= 1
    for sign in after:
        if end == len(text) or text[end] != sign:
            break
        end += 1
    return start, end


@lru_cache(maxsize=64)
def _searchable(text: str, run: int) -> tuple[Words, dict[tuple[str, ...], list[int]]]:
    """The words of a text, and where each run of them stands. Kept for the posts that were quoted last."""
    known = words(text)
    at: dict[tuple[str, ...], list[int]] = {}
    for place, held in enumerate(_runs(known.words, run)):
        at.setdefault(held, []).append(place)
    return known, at


def _runs(listed: list[str], run: int) -> list[tuple[str, ...]]:
    return [tuple(listed[i : i + run]) for i in range(len(listed) - run + 1)]


def densest(hits: list[int], width: int) -> tuple[int, int]:
    """First and last of the most hits that lie within ``width`` of each other."""
    best = (0, 0, 0)
    for number, hit in enumerate(hits):
        end = bisect_left(hits, hit + width)
        if end - number > best[0]:
            best = (end - number, number, end - 1)
    return hits[best[1]], hits[best[2]]


def _similarity(mine: Words, theirs: Words, first: int, last: int, wanted: set[tuple[str, ...]], run: int) -> float:
    window = theirs.words[first : last + 1]
    if max(len(window), len(mine.words)) > COMPARED_WORDS:
        return len(wanted & set(_runs(window, run))) / len(wanted)
    from rapidfuzz import fuzz

    return float(fuzz.ratio(" ".join(mine.words), " ".join(window))) / 100
