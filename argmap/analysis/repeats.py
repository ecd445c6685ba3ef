"""Which paragraphs of a post repeat which other post, and where: candidates from an index of word runs, then the post that
explains most of them at once, with whatever stands beside them there.

A reply quotes what it answers together with what that quoted in turn. So the source is the post that holds most of the
repeated words in one place, not the one that held each first; of posts that hold as much, the one that the file says is
answered, then the earliest.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Protocol, TypeVar

from argmap.analysis.normal import Vocabulary, is_unspaced, words
from argmap.analysis.places import COMPARED_WORDS, densest, with_signs
from argmap.analysis.shingles import CHARACTER_RUN, WORD_RUN, ShingleIndex, shingles

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

WIDTH = array("I").itemsize
OWN_WORDS = 0.8
"""What words that an author repeats from their own posts weigh when another post holds them too."""
KEPT = 64
"""Posts whose words are kept in readiness because they were quoted last."""

_ANNOUNCING = re.compile("@|wrote|writes|said|schrieb|écrit|escribió|scrisse|skrev")
_DIGIT = re.compile(r"\d")
_Value = TypeVar("_Value")


class Quotable(Protocol):
    """Whether the places that some rows beside each other repeat may be quoted: words that are somebody's own there, or known
    quotes; with ``own_words``, some that are that post's own."""

    def __call__(self, together: Mapping[int, Found], *, own_words: bool) -> bool: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph: which post and which of its parts, and its words first to last (exclusive) in the post's."""

    post: int
    part: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a row repeats: words first to last (exclusive) of a post, how similar, and whether word for word. No words at all
    when the row only stands between others that are quoted from there."""

    source: int
    first: int
    last: int
    similarity: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is looked for, with how many of its shingles each other post holds, and how many it has."""

    row: int
    held: dict[int, int]
    size: int


class Texts:
    """The posts of a thread as numbers, one for each word, in rows. Words know their characters when asked."""

    def __init__(self) -> None:
        self.numbers: list[array[int]] = []
        self.rows: list[Row] = []
        self.runs: list[int] = []
        self.first_row: list[int] = []
        self._texts: list[str] = []
        self._spans: list[Sequence[tuple[int, int]]] = []
        self._vocabulary = Vocabulary()
        self._edges: dict[int, tuple[list[int], list[int]]] = {}
        self._joined: dict[int, tuple[str, list[int]]] = {}
        self._places: dict[int, dict[int, list[int]]] = {}
        self._data: dict[int, bytes] = {}

    def add(self, text: str, spans: Sequence[tuple[int, int]]) -> range:
        """Takes in the next post with the characters of its parts; the numbers of its rows."""
        post, start = len(self.numbers), len(self.rows)
        numbers: array[int] = array("I")
        for part, (begin, end) in enumerate(spans):
            first = len(numbers)
            numbers.extend(self._vocabulary.numbers(text[begin:end]))
            self.rows.append(Row(post, part, first, len(numbers)))
        self.numbers.append(numbers)
        self.runs.append(WORD_RUN if text.isascii() or not is_unspaced(text) else CHARACTER_RUN)
        self.first_row.append(start)
        self._texts.append(text)
        self._spans.append(spans)
        return range(start, len(self.rows))

    def of(self, row: int) -> array[int]:
        """The words of a row."""
        here = self.rows[row]
        return self.numbers[here.post][here.first : here.last]

    def plain(self, row: int) -> str:
        """The words of a row in normal form with spaces between."""
        return " ".join(self._vocabulary.words(self.of(row)))

    def text(self, row: int) -> str:
        """The characters of a row."""
        here = self.rows[row]
        start, end = self._spans[here.post][here.part]
        return self._texts[here.post][start:end]

    def rows_of(self, post: int) -> range:
        """The rows of a post."""
        end = self.first_row[post + 1] if post + 1 < len(self.first_row) else len(self.rows)
        return range(self.first_row[post], end)

    def rows_between(self, post: int, first: int, last: int) -> Iterator[int]:
        """The rows of a post that have words from first to last."""
        for row in range(self._row_with(post, first), self.rows_of(post).stop):
            if self.rows[row].first >= last:
                break
            if self.rows[row].last > first:
                yield row

    def _row_with(self, post: int, word: int) -> int:
        """The first row of a post that ends behind a word."""
        rows = self.rows_of(post)
        return bisect_right(self.rows, word, rows.start, rows.stop, key=attrgetter("last"))

    def characters(self, row: int, found: Found) -> tuple[int, int]:
        """The characters that a row repeats, with the signs around them that the row has too."""
        end = self._edge(found.source, max(found.last - 1, 0))[1]
        if found.first == found.last:
            return end, end
        start = self._edge(found.source, found.first)[0]
        if not found.exact:
            return start, end
        text = self.text(row)
        return with_signs(text, words(text), self._texts[found.source], start, end)

    def joined(self, post: int) -> tuple[str, list[int]]:
        """A post's words in normal form with spaces between, and where each begins there."""
        return self._kept(self._joined, post, self._join)

    def data(self, post: int) -> bytes:
        """A post's words as bytes to search, ``WIDTH`` of them to a word."""
        return self._kept(self._data, post, lambda number: self.numbers[number].tobytes())

    def size(self, post: int) -> int:
        """How many characters a post has."""
        return len(self._texts[post])

    def places(self, post: int) -> dict[int, list[int]]:
        """Where in a post each of its shingles stands."""
        return self._kept(self._places, post, self._place)

    def _kept(self, cache: dict[int, _Value], post: int, make: Callable[[int], _Value]) -> _Value:
        """What is made of a post or row, kept for those that were asked for last."""
        value = cache.pop(post, None)
        if value is None:
            value = make(post)
            if len(cache) >= KEPT:
                del cache[next(iter(cache))]
        cache[post] = value
        return value

    def _place(self, post: int) -> dict[int, list[int]]:
        at: dict[int, list[int]] = {}
        for place, shingle in enumerate(shingles(self.numbers[post], self.runs[post])):
            at.setdefault(shingle, []).append(place)
        return at

    def _edge(self, post: int, word: int) -> tuple[int, int]:
        """The characters of a word of a post."""
        row = self._row_with(post, word)
        starts, ends = self._kept(self._edges, row, self._find_edges)
        at = word - self.rows[row].first
        return starts[at], ends[at]

    def _find_edges(self, row: int) -> tuple[list[int], list[int]]:
        here = self.rows[row]
        begin, _ = self._spans[here.post][here.part]
        known = words(self.text(row))
        return [begin + start for start in known.starts], [begin + end for end in known.ends]

    def _join(self, post: int) -> tuple[str, list[int]]:
        listed = self._vocabulary.words(self.numbers[post])
        starts, size = [], 0
        for word in listed:
            starts.append(size)
            size += len(word) + 1
        return " ".join(listed), starts


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
