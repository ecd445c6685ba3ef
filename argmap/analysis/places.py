"""Where in a text a quotation of it is taken from."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

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
    mine, theirs = words(quotation), words(text)
    first = _find(mine.words, theirs.words)
    if first is not None:
        return Place(theirs.starts[first], theirs.ends[first + len(mine.words) - 1], 1.0, True)
    run = min(run, len(mine.words))
    wanted = set(_runs(mine.words, run))
    hits = [i for i, held in enumerate(_runs(theirs.words, run)) if held in wanted]
    if not hits:
        return None
    first, last = _densest(hits, len(mine.words) * 5 // 4 + run)
    last = min(last + run - 1, len(theirs.words) - 1)
    return Place(theirs.starts[first], theirs.ends[last], _similarity(mine, theirs, first, last, wanted, run), False)


def _runs(listed: list[str], run: int) -> list[tuple[str, ...]]:
    return [tuple(listed[i : i + run]) for i in range(len(listed) - run + 1)]


def _find(needle: list[str], hay: list[str]) -> int | None:
    size, at = len(needle), 0
    while size and at + size <= len(hay):
        try:
            at = hay.index(needle[0], at, len(hay) - size + 1)
        except ValueError:
            return None
        if hay[at : at + size] == needle:
            return at
        at += 1
    return None


def _densest(hits: list[int], width: int) -> tuple[int, int]:
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
