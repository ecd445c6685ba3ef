"""Where one post ends and the next begins: by labels where a text has them, else by signs, and then it is a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from argmap.analysis.quotes import FoundQuote
from argmap.formats.threads.chunks import ITEM
from argmap.formats.threads.paragraphs import Paragraph
from argmap.formats.threads.segments import Segment
from argmap.model.kinds import BlockKind


class Sign(StrEnum):
    """Why a post begins where it does, as the end of a sentence about it."""

    LABEL = "a label names who speaks"
    RULE = "a rule stands before it"
    GAP = "a wider gap stands before it"
    HEADING = "a heading stands there"
    QUOTE = "it begins with a quote"
    LEAD_IN = "it announces a quote of the post before it"
    LONE = "only one copy of the thread has it, as a whole post"
    AFTER_LONE = "what stands before it is a post that only one copy has"
    GLUED = "one copy ran it onto the text before without a space"
    PARAGRAPH = "it is a paragraph of its own, and nothing marks where posts begin"


@dataclass(frozen=True, slots=True)
class Start:
    """A post begins with segment number ``segment``, because of a sign; the first has none."""

    segment: int
    sign: Sign | None

    @property
    def is_guess(self) -> bool:
        """Whether the file itself does not say so."""
        return self.sign not in (None, Sign.LABEL)


SPARSE = 12
"""Paragraphs to a sign beyond which signs are too rare to say that what lies between them is one post."""

_NOTE = re.compile(
    r"[(\[*_\s]*(?:notes?|eta|edit(?:ed)?|update[d]?|p\.?s\.?|footnotes?|\^?\d{1,2}[\])])[\s:.)\]*_-]", re.I
)
_FOOTNOTE_MARK = re.compile(r"[\w.,;”\"’)]\[\^?\d{1,2}\]")
_GOES_ON = re.compile(
    r"(?:also|another|moreover|furthermore|in addition|additionally|for (?:instance|example)|in (?:order|particular|short|fact)|"
    r"that said|on the other hand|however|but|and|or|so|because|then|thus|hence|therefore|second(?:ly)?|third(?:ly)?|finally|"
    r"lastly|similarly|likewise|(?:i|we) also)\b",
    re.IGNORECASE,
)


def post_starts(
    source: str, found: Sequence[Paragraph], segments: Sequence[Segment], quotes: Mapping[int, FoundQuote]
) -> list[Start]:
    """With which segments posts begin. The surest kind of sign that the text has decides alone."""
    if any(segment.turn is not None for segment in segments):
        return [Start(n, Sign.LABEL if n else None) for n, s in enumerate(segments) if n == 0 or s.turn is not None]
    marked = _marked(source, found, segments)
    if marked:
        return [Start(0, None), *(Start(n, sign) for n, sign in sorted(marked.items()))]
    starts = _Guess(segments, quotes, split=False).starts()
    if len(starts) * SPARSE < len(segments) or len(starts) < 2:
        starts = _Guess(segments, quotes, split=True).starts()
    return starts


def _marked(source: str, found: Sequence[Paragraph], segments: Sequence[Segment]) -> dict[int, Sign]:
    """Starts after rules, else at headings, else after gaps that are wider than the usual one."""
    after_rule = {n + 1 for n, paragraph in enumerate(found[:-1]) if paragraph.is_noise and paragraph.end > 0}
    rules = {n: Sign.RULE for n, s in enumerate(segments) if n and s.paragraph in after_rule and s.piece.start == 0}
    if rules:
        return rules
    headings = [n for n, s in enumerate(segments) if s.kind is BlockKind.HEADING]
    if headings:
        level = min(segments[n].depth for n in headings)
        if sum(segments[n].depth == level for n in headings) < 2:  # the title of the whole
            level = min((segments[n].depth for n in headings if segments[n].depth > level), default=level)
        return {n: Sign.HEADING for n in headings if n and segments[n].depth <= level}
    breaks = {}
    for n in range(1, len(segments)):
        before, here = segments[n - 1], segments[n]
        if here.paragraph == before.paragraph + 1:
            breaks[n] = source[before.end : here.start].count("\n")
    wide = [n for n, count in breaks.items() if count >= 3]
    usual = [n for n, count in breaks.items() if count == 2]
    return dict.fromkeys(wide, Sign.GAP) if wide and usual else {}


class _Guess:
    """Reads the segments once, in order, and says at each whether a post begins there."""

    def __init__(self, segments: Sequence[Segment], quotes: Mapping[int, FoundQuote], *, split: bool) -> None:
        self._segments, self._quotes, self._split = segments, quotes, split
        self._begin = 0
        self._post_of: list[int] = []
        self._last_quote: int | None = None
        self._notes = _note_runs(segments)

    def starts(self) -> list[Start]:
        """The starts, the first segment's included."""
        starts = [Start(0, None)] if self._segments else []
        for number, segment in enumerate(self._segments):
            sign = self._sign(number) if number else None
            if sign is not None:
                starts.append(Start(number, sign))
                self._begin, self._last_quote = number, None
            if self._is_quote(number):
                self._last_quote = number
            self._post_of.append(self._begin)
            if segment.kind is BlockKind.FOOTNOTE:
                self._last_quote = None
        return starts

    def _sign(self, number: int) -> Sign | None:
        here, before = self._segments[number], self._segments[number - 1]
        if here.piece.continues:
            return None
        if here.piece.glued:
            return Sign.GLUED
        if self._is_quote(number):
            return Sign.QUOTE if self._quote_begins(number) else None
        if number in self._notes:
            return None
        if self._announces(number):
            return Sign.LEAD_IN
        lone, was_lone = _is_lone(here), _is_lone(before)
        if lone and not was_lone:
            return Sign.LONE
        if was_lone and not lone:
            return Sign.AFTER_LONE
        if self._is_quote(number - 1) or not self._split or _belongs(here, before):
            return None
        return Sign.PARAGRAPH

    def _is_quote(self, number: int) -> bool:
        return number in self._quotes

    def _quote_begins(self, number: int) -> bool:
        """A run of quotes begins a post, unless this post goes through one other post from its start to its end, piece by
        piece, or has just announced a quote."""
        if self._is_quote(number - 1):
            return False
        if self._quotes_itself(number):
            return True
        if self._segments[number - 1].text.rstrip().endswith(":"):
            return False
        if self._last_quote is None:
            return True
        source, last = self._source(number), self._source(self._last_quote)
        if source is None or last is None:
            return source is not last
        return max(source, last) >= number or source <= last or self._post_of[source] != self._post_of[last]

    def _quotes_itself(self, number: int) -> bool:
        """Whether a run of quotes is of the post that it would be in: nobody quotes what they are writing."""
        while number < len(self._segments) and self._is_quote(number):
            source = self._source(number)
            if source is not None and self._begin <= source < len(self._post_of):
                return True
            number += 1
        return False

    def _announces(self, number: int) -> bool:
        """Whether a paragraph ends in a colon before a quote of the post so far, and so begins the post that quotes it."""
        text = self._segments[number].text.rstrip("*_ ")
        return text.endswith(":") and not self._is_quote(number - 1) and self._quotes_itself(number + 1)

    def _source(self, number: int) -> int | None:
        of = self._quotes[number].of_post
        return None if of is None else int(of)


def _is_lone(segment: Segment) -> bool:
    """Whether it was spliced in from a later copy."""
    return segment.piece.copy > 0


def _note_runs(segments: Sequence[Segment]) -> set[int]:
    """Segments that a later copy adds as the notes of the post before them: a run that names notes or an edit, or follows a
    footnote mark that nothing explains."""
    notes: set[int] = set()
    run: list[int] = []
    for number in range(len(segments) + 1):
        if number < len(segments) and _is_lone(segments[number]):
            run.append(number)
            continue
        named = any(_NOTE.match(segments[n].text) for n in run)
        if run and run[0] and (named or (len(run) == 1 and _has_open_mark(segments, run[0]))):
            notes.update(run)
        run = []
    return notes | {n for n, s in enumerate(segments) if s.kind is BlockKind.FOOTNOTE}


def _has_open_mark(segments: Sequence[Segment], number: int) -> bool:
    nearby = segments[max(0, number - 4) : number]
    return any(_FOOTNOTE_MARK.search(segment.text) for segment in nearby) and len(segments[number].text) < 200


def _belongs(here: Segment, before: Segment) -> bool:
    """Whether a paragraph goes on with the one before it: after a colon, in a list, in brackets, as a note, or by its first
    word."""
    text = here.text.lstrip("*_ ")
    if before.text.rstrip("*_ ").endswith((":", ",", ";")) or here.kind not in (BlockKind.OWN, BlockKind.QUOTE):
        return True
    if text[:1] in "([" or text[:1].islower() or _NOTE.match(text) or ITEM.match(here.text):
        return True
    return bool(_GOES_ON.match(text))
