"""The posts of a thread as words: numbered, in rows that are paragraphs, with the characters that each word has."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from argmap.analysis.normal import Vocabulary, is_unspaced, words
from argmap.analysis.places import with_signs
from argmap.analysis.shingles import CHARACTER_RUN, WORD_RUN, shingles

WIDTH = array("I").itemsize
KEPT = 64
"""Posts whose words are kept in readiness because they were quoted last."""

_Value = TypeVar("_Value")


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
