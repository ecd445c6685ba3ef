"""The sentence cursor: pure rules for moving it and its ends about in one post's sentences and words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

Span = tuple[int, int]
_WORD = re.compile(r"\w(?:[\w'’.,-]*\w)?")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Characters start to end of a post. ``pivot`` is a character of the sentence that growing began at: the selection
    lies between it and the sentence that Shift moves."""

    post: str
    start: int
    end: int
    pivot: int

    @classmethod
    def on(cls, post: str, span: Span) -> Cursor:
        """The cursor on a span, ready to grow either way."""
        return cls(post, span[0], span[1], span[0])


def index_at(spans: Sequence[Span], offset: int) -> int:
    """The sentence that holds a character, else the next one after it, else the last. -1 without sentences."""
    index = bisect_right(spans, offset, key=lambda span: span[1])
    return min(index, len(spans) - 1)


def next_sentence(spans: Sequence[Span], cursor: Cursor) -> Span | None:
    """The first sentence that begins after the selection; None at the end of the post."""
    index = bisect_left(spans, cursor.end, key=lambda span: span[0])
    return spans[index] if index < len(spans) else None


def previous_sentence(spans: Sequence[Span], cursor: Cursor) -> Span | None:
    """The last sentence that ends before the selection; None at the start of the post."""
    index = bisect_right(spans, cursor.start, key=lambda span: span[1]) - 1
    return spans[index] if index >= 0 else None


def grown(spans: Sequence[Span], cursor: Cursor, by: int) -> Cursor:
    """The selection with its moving end one sentence further down (``by`` 1) or up (-1). The moving end is the one away
    from the pivot; on the pivot's own sentence the selection grows in either direction."""
    if not spans:
        return cursor
    pivot = index_at(spans, cursor.pivot)
    first, last = index_at(spans, cursor.start), index_at(spans, max(cursor.start, cursor.end - 1))
    moving = first if first < pivot else last
    moving = max(0, min(moving + by, len(spans) - 1))
    low, high = min(pivot, moving), max(pivot, moving)
    return replace(cursor, start=spans[low][0], end=spans[high][1])


def with_end(text: str, cursor: Cursor, by: int) -> Cursor:
    """The selection with its end one word further (``by`` 1) or back (-1), never empty."""
    ends = [end for _, end in _words_near(text, cursor.end)]
    end = _step(ends, cursor.end, by)
    return cursor if end is None or end <= cursor.start else replace(cursor, end=end)


def with_start(text: str, cursor: Cursor, by: int) -> Cursor:
    """The selection with its start one word further (``by`` 1) or back (-1), never empty."""
    starts = [start for start, _ in _words_near(text, cursor.start)]
    start = _step(starts, cursor.start, by)
    if start is None or start >= cursor.end:
        return cursor
    return replace(cursor, start=start, pivot=max(start, min(cursor.pivot, cursor.end - 1)))


def word_at(text: str, offset: int) -> Span:
    """The word that holds a character, else the character itself."""
    for start, end in _words_near(text, offset):
        if start <= offset < end:
            return start, end
    return offset, min(offset + 1, len(text))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without the white space at its ends; None when nothing is left."""
    words = text[start:end]
    low = start + len(words) - len(words.lstrip())
    high = start + len(words.rstrip())
    return (low, high) if low < high else None


def _words_near(text: str, offset: int) -> list[Span]:
    """The words a few lines to either side, so that a post as long as a book costs no more than a short one."""
    first = text.rfind(" ", 0, max(0, offset - 300)) + 1
    last = text.find(" ", offset + 300)
    return [match.span() for match in _WORD.finditer(text, first, last if last >= 0 else len(text))]


def _step(places: list[int], here: int, by: int) -> int | None:
    index = bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1
    return places[index] if 0 <= index < len(places) else None
