"""Which paragraphs of a post repeat which other post, and where: candidates from an index of word runs, then the post that
explains most of them at once, with whatever stands beside them there.

A reply quotes what it answers together with what that quoted in turn. So the source is the post that holds most of the
repeated words in one place, not the one that held each first; of posts that hold as much, the one that the file says is
answered, then the earliest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from argmap.analysis.places import COMPARED_WORDS, densest
from argmap.analysis.post_words import WIDTH, Found, Texts
from argmap.analysis.shingles import WORD_RUN, ShingleIndex, shingles

CONTAINED = 0.6
"""The part of a paragraph's shingles that a post must hold for the paragraph to be a quote of it."""
RELATED = 0.2
"""The part above which it is worth comparing letter by letter."""
NEARLY = 86
"""The partial ratio (0 to 100, rapidfuzz) from which a related paragraph is a near repeat."""
FUZZY_WORDS = range(8, 151)
"""Lengths in words of paragraphs that are compared letter by letter; longer ones are logs and patches, and cost minutes."""
FUZZY_SOURCE = 20_000
"""Characters of a post beyond which it is not compared letter by letter."""
MOST_SOURCES = 200
"""How many posts one post can quote, so that a hostile one costs no more than a long one."""
COMPARED = 6
"""How many posts that hold about as much of a post's paragraphs are compared word by word."""
SKIPPED = 24
"""Words of the source that may be left out between two paragraphs that are quoted together."""
EXPLAINING = 0.8
"""The part of the best candidate's words that another must hold to be compared with it."""

OWN_WORDS = 0.8
"""What words that an author repeats from their own posts weigh when another post holds them too."""

_ANNOUNCING = re.compile("@|wrote|writes|said|schrieb|écrit|escribió|scrisse|skrev")
_DIGIT = re.compile(r"\d")


class Quotable(Protocol):
    """Whether the places that some rows beside each other repeat may be quoted: words that are somebody's own there, or known
    quotes; with ``own_words``, some that are that post's own."""

    def __call__(self, together: Mapping[int, Found], *, own_words: bool) -> bool: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is looked for, with how many of its shingles each other post holds, and how many it has."""

    row: int
    held: dict[int, int]
    size: int


class Explanations:
    """Finds for the rows of one post after another the posts that they repeat. ``like`` says whether a place is like enough
    to a row; ``quotable`` whether places that rows beside each other repeat may be quoted; ``kin`` whether two posts are by one
    author, who rather quotes others; ``may_differ`` whether a row can be a quote at all when it is not word for word."""

    def __init__(
        self,
        texts: Texts,
        like: Callable[[int, Found], bool],
        quotable: Quotable,
        kin: Callable[[int, int], bool],
        may_differ: Callable[[int], bool],
    ) -> None:
        self._texts = texts
        self._like = like
        self._quotable = quotable
        self._kin = kin
        self._may_differ = may_differ
        self._index = ShingleIndex()
        self._held: dict[int, set[int]] = {}

    def index(self, post: int, rows: Sequence[int]) -> None:
        """Lets later posts find the words of these rows, also those that begin in one and end in the next."""
        run = self._texts.runs[post]
        numbers = self._texts.numbers[post]
        held: set[int] = set()
        among = set(rows)
        for row in rows:
            here = self._texts.rows[row]
            held |= self._held.get(row) or set(shingles(numbers[here.first : here.last], run))
            if row + 1 in among:
                held.update(shingles(numbers[max(here.first, here.last - run + 1) : here.last + run - 1], run))
        self._held.clear()
        self._index.add(post, held)

    def ask(self, row: int) -> Asked | None:
        """A row with the posts that share words with it; None when none does."""
        post = self._texts.rows[row].post
        held = set(shingles(self._texts.of(row), self._texts.runs[post]))
        self._held[row] = held
        shared = self._index.shared(held)
        shared.pop(post, None)
        return Asked(row, shared, len(held)) if shared else None

    def explain(self, asked: Sequence[Asked], free: set[int], preferred: Sequence[int]) -> dict[int, Found]:
        """What each of a post's rows repeats. ``free`` are the rows that may be part of quotes, those that are asked for
        among them; ``preferred`` are the posts that are answered, nearest first."""
        post = self._texts.rows[asked[0].row].post
        left = {one.row: one for one in asked}
        free = set(free)
        found: dict[int, Found] = {}
        for _ in range(MOST_SOURCES):
            if not left:
                break
            best: dict[int, Found] = {}
            weight = 0.0
            for source in self._candidates(list(left.values()), preferred):
                cover = self._cover(source, list(left.values()), free)
                size = sum(len(self._texts.of(row)) for row in cover) * (OWN_WORDS if self._kin(post, source) else 1.0)
                if size > weight:
                    best, weight = cover, size
            if not best:
                break
            found |= best
            free -= best.keys()
            for row in best:
                left.pop(row, None)
        for one in left.values():
            near = self._compared(one, preferred)
            if near is not None:
                found[one.row] = near
        return found

    def _candidates(self, asked: Sequence[Asked], preferred: Sequence[int]) -> list[int]:
        """The posts that may explain most of the rows, those that are answered first, the others in reading order."""
        totals: dict[int, int] = {}
        for one in asked:
            for post, count in one.held.items():
                if count >= CONTAINED * one.size:
                    totals[post] = totals.get(post, 0) + count
        least = EXPLAINING * max(totals.values(), default=0)
        likely = sorted(post for post, total in totals.items() if total >= least)
        if len(likely) > COMPARED:
            likely = [*likely[: COMPARED // 2], *likely[-COMPARED // 2 :]]
        first = [post for post in preferred if post in totals][:COMPARED]
        return [*first, *(post for post in likely if post not in first)]

    def _cover(self, source: int, asked: Sequence[Asked], free: Set[int]) -> dict[int, Found]:
        """The rows that a post holds, with those beside them that go on as it goes on."""
        placed: dict[int, Found] = {}
        after = 0
        for one in asked:
            if one.held.get(source, 0) >= CONTAINED * one.size:
                found = self._locate(one.row, source, after)
                if found is not None and self._like(one.row, found):
                    placed[one.row] = found
                    after = found.last
        for row in list(placed):
            for step in (1, -1):
                here: int | None = row
                while here is not None:
                    here = self._extend(placed, here, step, free)
        runs = [*_together(placed)]
        if not any(self._quotable(run, own_words=True) for run in runs):
            return {}
        kept = {row: found for run in runs if self._quotable(run, own_words=False) for row, found in run.items()}
        return kept | self._bridges(kept, free)

    def _extend(self, placed: dict[int, Found], row: int, step: int, free: Set[int]) -> int | None:
        """Places the next row that goes on as the source does, and names it; a line between that only announces a quote
        within the quote is stepped over."""
        over: list[int] = []
        for beside in range(row + step, row + 4 * step, step):
            if beside not in free or beside in placed:
                return None
            if not over or self._announces(over):
                found = self._continued(placed[row], beside, step)
                if found is not None:
                    placed[beside] = found
                    return beside
            over.append(beside)
        return None

    def _announces(self, rows: Sequence[int]) -> bool:
        """Whether some rows only say who is quoted next, as programs write it."""
        if sum(len(self._texts.of(row)) for row in rows) > SKIPPED:
            return False
        said = " ".join(self._texts.text(row) for row in sorted(rows)).rstrip()
        if not said.endswith((":", "：")):
            return False
        return _ANNOUNCING.search(said) is not None or len(_DIGIT.findall(said)) > 1

    def _bridges(self, placed: Mapping[int, Found], free: Set[int]) -> dict[int, Found]:
        """Lines between two quoted paragraphs that only announce the second, as programs do that quote quotes."""
        made: dict[int, Found] = {}
        for before, after in pairwise(sorted(placed)):
            gap = range(before + 1, after)
            first, last = placed[before].last, placed[after].first
            near = 0 < len(gap) <= 3 and 0 <= last - first <= SKIPPED
            if near and all(row in free for row in gap) and self._announces(gap):
                source = placed[before].source
                made |= {row: Found(source, first, first, 0.0, False) for row in gap}
        return made

    def _locate(self, row: int, source: int, after: int) -> Found | None:
        """Where a post holds a row: word for word, rather behind what was found last; else where most of it stands."""
        mine, theirs = self._texts.of(row), self._texts.numbers[source]
        for start in (after, 0):
            first = _search(mine.tobytes(), self._texts.data(source), start, len(theirs))
            if first is not None:
                return Found(source, first, first + len(mine), 1.0, True)
        at = self._texts.places(source)
        run = self._texts.runs[source]
        wanted = set(shingles(mine, run))
        hits = sorted(place for shingle in wanted for place in at.get(shingle, ()))
        if not hits:
            return None
        first, last = densest(hits, len(mine) * 5 // 4 + run)
        last = min(last + run, len(theirs))
        return Found(source, first, last, self._similarity(row, source, first, last, wanted), False)

    def _similarity(self, row: int, source: int, first: int, last: int, wanted: set[int]) -> float:
        size = max(last - first, len(self._texts.of(row)))
        if size > COMPARED_WORDS:
            there = set(shingles(self._texts.numbers[source][first:last], self._texts.runs[source]))
            return len(wanted & there) / len(wanted)
        from rapidfuzz import fuzz

        joined, starts = self._texts.joined(source)
        end = starts[last] - 1 if last < len(starts) else len(joined)
        return float(fuzz.ratio(self._texts.plain(row), joined[starts[first] : end])) / 100

    def _continued(self, found: Found, row: int, step: int) -> Found | None:
        """The place that a row repeats, right after (or before) the place that its neighbour repeats."""
        mine, theirs = self._texts.of(row), self._texts.data(found.source)
        if not mine:
            return None
        wanted = mine.tobytes()
        room = len(mine) + (SKIPPED if len(mine) >= WORD_RUN else 0)
        if step > 0:
            first = _search(wanted, theirs, found.last, found.last + room)
        else:
            first = _search(wanted, theirs, max(0, found.first - room), found.first, last=True)
        return None if first is None else Found(found.source, first, first + len(mine), 1.0, True)

    def _compared(self, one: Asked, preferred: Sequence[int]) -> Found | None:
        """Letter by letter, with the three most related posts."""
        words_here = self._texts.of(one.row)
        related = sorted((-count, post) for post, count in one.held.items() if count >= RELATED * one.size)
        if len(words_here) not in FUZZY_WORDS or not related or not self._may_differ(one.row):
            return None
        from rapidfuzz import fuzz

        mine = self._texts.plain(one.row)
        needed = set(words_here)
        for _, source in sorted(related, key=lambda pair: (pair[0], pair[1] not in preferred, pair[1]))[:3]:
            shared = needed.intersection(self._texts.numbers[source])
            if len(shared) < CONTAINED * len(needed) or self._texts.size(source) > FUZZY_SOURCE:
                continue
            joined, starts = self._texts.joined(source)
            if len(joined) < len(mine) * 0.8:
                continue  # what is quoted must be there; a shorter text would be searched in the quote instead
            match = fuzz.partial_ratio_alignment(mine, joined, score_cutoff=NEARLY)
            if match is None or match.dest_start >= match.dest_end:
                continue
            first = bisect_right(starts, match.dest_start) - 1
            last = bisect_right(starts, match.dest_end - 1)
            found = Found(source, first, last, match.score / 100, False)
            if self._like(one.row, found) and self._quotable({one.row: found}, own_words=True):
                return found
        return None


def _together(placed: Mapping[int, Found]) -> Iterator[dict[int, Found]]:
    """Rows that follow each other in the post and in the source."""
    run: dict[int, Found] = {}
    last = -1
    for row in sorted(placed):
        if run and not (row == last + 1 and 0 <= placed[row].first - run[last].last <= SKIPPED):
            yield run
            run = {}
        run[row] = placed[row]
        last = row
    if run:
        yield run


def _search(wanted: bytes, there: bytes, start: int, end: int, *, last: bool = False) -> int | None:
    """Where a run of words stands in others between start and end: the first place, or the last."""
    low, high = start * WIDTH, end * WIDTH
    while True:
        at = there.rfind(wanted, low, high) if last else there.find(wanted, low, high)
        if at < 0:
            return None
        if at % WIDTH == 0:
            return at // WIDTH
        low, high = (low, at + len(wanted) - 1) if last else (at + 1, high)
