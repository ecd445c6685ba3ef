"""Which passages of a thread repeat which others, and what each post therefore answers. Knows texts, not formats.

Found in this order: exact repeats, passages that another post contains, near repeats; then what continues a quote, then, for
passages that are known to be quotes, sources that stand later. The earliest holder is the source. Never is a repeat a quote
only because it repeats: phrases that return again and again, and whole posts that stand twice, are left alone.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from argmap.analysis.normal import Vocabulary, Words, is_unspaced, words
from argmap.analysis.places import Place, locate, with_signs
from argmap.analysis.shingles import CHARACTER_RUN, WORD_RUN, ShingleIndex, shingles
from argmap.model.kinds import QuoteBasis
from argmap.model.progress import Progress, silent

CONTAINED = 0.6
"""The part of a passage's shingles that a post must hold for the passage to be a quote of it."""
RELATED = 0.2
"""The part above which it is worth comparing letter by letter."""
NEARLY = 86
"""The partial ratio (0 to 100, rapidfuzz) from which a related passage is a near repeat."""
FUZZY_WORDS = range(8, 151)
"""Lengths in words of passages that are compared letter by letter; longer ones are logs and patches, and cost minutes."""
FUZZY_SOURCE = 20_000
"""Characters of a post beyond which it is not compared letter by letter."""
FEWEST_WORDS = 5
"""Words that an unmarked repeat needs: shorter ones are greetings and signatures."""
FEWEST_WORDS_UNLIKE = 12
"""Words that an unmarked repeat needs that is not word for word: shorter ones are the same formula with another number."""
MARKS_OF_PROSE = 0.15
"""The part of a text that digits and punctuation take up at most in what people write to each other; logs, paths and tables
have more, and two of them are alike without one quoting the other."""
TOO_OFTEN = 4
"""How often an unmarked passage may stand in a thread before it is a saying rather than a quote."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>")
_MARK = re.compile(r"[0-9!-/:-@\[-`{-~]")


class Role(Enum):
    """What is known of a part before quotes are looked for: surely the author's own; may be a quote; stands in one of two
    copies of the thread only, as quotes do; a quote by the file's own marks."""

    OWN = auto()
    OPEN = auto()
    LONE = auto()
    MARKED = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a post: characters start to end, and what is known of it."""

    start: int
    end: int
    role: Role = Role.OPEN


@dataclass(frozen=True, slots=True)
class PostText:
    """What is compared of a post: its text, in parts that follow each other."""

    id: str
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Characters start to end of ``post`` repeat of_start to of_end of ``of_post``; None when the source is not here, which
    only marked and lone parts can say. ``similarity`` is 0 to 1, and 0 without a source."""

    post: str
    start: int
    end: int
    of_post: str | None
    of_start: int | None
    of_end: int | None
    basis: QuoteBasis
    similarity: float


def find_quotes(
    posts: Sequence[PostText], *, posts_known: bool = True, progress: Progress = silent
) -> list[FoundQuote]:
    """The quotes of a thread whose posts come in reading order. ``posts_known`` is False when each "post" is but a paragraph
    because nobody knows yet where posts end. Linear in words for threads of people; near repeats cost most."""
    finder = _Finder(posts, posts_known)
    finder.scan(progress)
    finder.drop_sayings()
    finder.look_ahead()
    finder.extend_runs()
    return joined_quotes({post.id: post.text for post in posts}, finder.quotes())


class _Finder:
    """The passages of a thread, numbered, with the place that each was found to repeat."""

    def __init__(self, posts: Sequence[PostText], posts_known: bool) -> None:
        self._posts = posts
        self._posts_known = posts_known
        self._rows = [(number, part) for number, post in enumerate(posts) for part in post.parts]
        self._vocabulary = Vocabulary()
        self._numbers: list[array[int]] = []
        self._index = ShingleIndex()
        self._found: dict[int, tuple[int, Place]] = {}

    def scan(self, progress: Progress) -> None:
        """Looks each passage up among the posts before it, then lets later ones find it if it is its author's own."""
        for row, (post, part) in enumerate(self._rows):
            if row % 500 == 0:
                progress(row / max(1, len(self._rows)), "Looking for quotes")
            text = self._posts[post].text[part.start : part.end]
            numbers = self._vocabulary.numbers(text)
            self._numbers.append(array("I", numbers))
            held = set(shingles(numbers, _run(text)))
            if not self._look_up(row, text, held) and part.role in (Role.OWN, Role.OPEN):
                self._index.add(post, held)

    def look_ahead(self) -> None:
        """Marked and lone passages without a source so far may repeat what stands later."""
        for row, (post, part) in enumerate(self._rows):
            if part.role in (Role.LONE, Role.MARKED) and row not in self._found:
                text = self._posts[post].text[part.start : part.end]
                self._look_up(row, text, set(shingles(self._numbers[row], _run(text))))

    def drop_sayings(self) -> None:
        """Unmarked repeats are no quotes when they return too often, or are all that their post says, unless they stand
        beside another quote."""
        often = Counter(numbers.tobytes() for numbers in self._numbers)
        doubtful = []
        for row in self._found:
            post, part = self._rows[row]
            whole = self._posts_known and len(self._posts[post].parts) == 1
            if part.role is Role.OPEN and (whole or often[self._numbers[row].tobytes()] >= TOO_OFTEN):
                doubtful.append(row)
        alone = [row for row in doubtful if not any(self._has_company(row, step) for step in (-1, 1))]
        for row in alone:
            del self._found[row]

    def _has_company(self, row: int, step: int) -> bool:
        """Whether another quote stands beside this one, and not the same words again."""
        beside = self._beside(row, step)
        return beside is not None and beside in self._found and self._numbers[beside] != self._numbers[row]

    def extend_runs(self) -> None:
        """A passage beside a quote that repeats what stands beside the quote's source is part of it, however short."""
        for row in sorted(self._found):
            for step in (1, -1):
                here = row
                while (beside := self._beside(here, step)) is not None and beside not in self._found:
                    place = self._continued(here, beside, step)
                    if place is None:
                        break
                    self._found[beside] = (self._found[here][0], place)
                    here = beside

    def quotes(self) -> Iterator[FoundQuote]:
        """What was found, in reading order, with marked passages that have no source."""
        for row, (number, part) in enumerate(self._rows):
            post = self._posts[number]
            found = self._found.get(row)
            if found is not None:
                source, place = found
                basis = QuoteBasis.EXACT if place.exact else QuoteBasis.FUZZY
                basis = QuoteBasis.MARKUP if part.role is Role.MARKED else basis
                of = self._posts[source].id
                yield FoundQuote(
                    post.id, part.start, part.end, of, place.start, place.end, basis, round(place.similarity, 3)
                )
            elif part.role in (Role.MARKED, Role.LONE) and part.start < part.end:
                basis = QuoteBasis.MARKUP if part.role is Role.MARKED else QuoteBasis.FUZZY
                yield FoundQuote(post.id, part.start, part.end, None, None, None, basis, 0.0)

    def _look_up(self, row: int, text: str, held: set[int]) -> bool:
        post, part = self._rows[row]
        fewest = FEWEST_WORDS if part.role is Role.OPEN else WORD_RUN
        if part.role is Role.OWN or len(self._numbers[row]) < fewest:
            return False
        shared = self._index.shared(held)
        shared.pop(post, None)
        if not shared:
            return False
        best = max(shared.values())
        if best >= CONTAINED * len(held):
            source = min(p for p, count in shared.items() if count >= best * 0.95)
            place = locate(text, self._posts[source].text, _run(text))
            if place is not None and self._is_enough(row, place):
                self._found[row] = (source, place)
                return True
        return self._compare(row, text, shared, len(held))

    def _compare(self, row: int, text: str, shared: dict[int, int], size: int) -> bool:
        """Letter by letter, with the three most related posts."""
        if len(self._numbers[row]) not in FUZZY_WORDS or max(shared.values()) < RELATED * size:
            return False
        from rapidfuzz import fuzz

        mine = " ".join(words(text).words)
        for source in sorted(shared, key=lambda p: (-shared[p], p))[:3]:
            if shared[source] < RELATED * size or len(self._posts[source].text) > FUZZY_SOURCE:
                continue
            theirs, joined = _joined_words(self._posts[source].text)
            if len(joined) < len(mine) * 0.8:
                continue  # what is quoted must be there; a shorter text would be searched in the quote instead
            match = fuzz.partial_ratio_alignment(mine, joined, score_cutoff=NEARLY)
            if match is not None:
                first = joined.count(" ", 0, match.dest_start)
                last = min(joined.count(" ", 0, max(match.dest_end - 1, 0)), len(theirs.ends) - 1)
                place = Place(theirs.starts[first], theirs.ends[last], match.score / 100, False)
                if self._is_enough(row, place):
                    self._found[row] = (source, place)
                    return True
        return False

    def _is_enough(self, row: int, place: Place) -> bool:
        """Whether a place is like enough: marked quotes may be edited and cut, unmarked ones hardly."""
        if self._rows[row][1].role is Role.MARKED or place.exact:
            return True
        post, part = self._rows[row]
        if place.similarity < CONTAINED or part.role is not Role.OPEN:
            return place.similarity >= CONTAINED
        text = self._posts[post].text[part.start : part.end]
        return len(self._numbers[row]) >= FEWEST_WORDS_UNLIKE and _is_prose(text)

    def _beside(self, row: int, step: int) -> int | None:
        """The passage before or after this one, in the same post; in the next paragraph when posts are not known."""
        other = row + step
        if not 0 <= other < len(self._rows):
            return None
        same = self._rows[other][0] == self._rows[row][0]
        return other if same or not self._posts_known else None

    def _continued(self, row: int, beside: int, step: int) -> Place | None:
        """The place that a neighbour repeats, right after (or before) the place that this passage repeats."""
        source, place = self._found[row]
        post, part = self._rows[beside]
        if part.role is Role.OWN or not self._posts_known:
            return None
        theirs = self._posts[source].text
        around = (place.end, len(theirs)) if step > 0 else (0, place.start)
        text = self._posts[post].text[part.start : part.end]
        wanted = words(text)
        there = words(theirs[around[0] : around[1]])
        size = len(wanted.words)
        if part.role is Role.OPEN and size < 2:
            return None
        first = 0 if step > 0 else len(there.words) - size
        if not size or first < 0 or there.words[first : first + size] != wanted.words:
            return None
        start, end = there.starts[first], there.ends[first + size - 1]
        span = with_signs(text, wanted, theirs, around[0] + start, around[0] + end)
        return Place(*span, 1.0, True)


@lru_cache(maxsize=64)
def _joined_words(text: str) -> tuple[Words, str]:
    known = words(text)
    return known, " ".join(known.words)


def _is_prose(text: str) -> bool:
    text = _TAG.sub("", text)
    return len(_MARK.findall(text)) <= MARKS_OF_PROSE * len(text)


def _run(text: str) -> int:
    return WORD_RUN if text.isascii() or not is_unspaced(text) else CHARACTER_RUN


def joined_quotes(texts: Mapping[str, str], quotes: Iterable[FoundQuote]) -> list[FoundQuote]:
    """Quotes that follow each other in a post and in their source, with white space between, as one. ``texts`` are the posts'
    by id; the quotes come in reading order."""
    joined: list[FoundQuote] = []
    for quote in quotes:
        last = joined[-1] if joined else None
        if last is not None and _follows(last, quote, texts):
            similarity = min(last.similarity, quote.similarity)
            basis = last.basis if last.basis is quote.basis else QuoteBasis.FUZZY
            joined[-1] = replace(last, end=quote.end, of_end=quote.of_end, basis=basis, similarity=similarity)
        else:
            joined.append(quote)
    return joined


def _follows(first: FoundQuote, second: FoundQuote, texts: Mapping[str, str]) -> bool:
    if first.post != second.post or first.of_post != second.of_post:
        return False
    if texts[first.post][first.end : second.start].strip():
        return False
    if first.of_end is None or second.of_start is None or first.of_post is None:
        return True
    return first.of_end <= second.of_start and not texts[first.of_post][first.of_end : second.of_start].strip()


@dataclass(frozen=True, slots=True)
class FoundParent:
    """What a post answers, as its quotes tell; ``confidence`` is 0 to 1. ``parent`` is None for a post that can no longer
    answer what it was thought to, because that now answers the post."""

    parent: str | None
    confidence: float


TENTH = 0.1
"""The part of a post's quoted characters that a post must have supplied to be what it answers."""


def parents_from_quotes(
    order: Sequence[str], quotes: Sequence[FoundQuote], known: Mapping[str, str] | None = None
) -> dict[str, FoundParent]:
    """What each quoting post answers: the latest post that supplied a tenth of what it quotes. ``order`` are all post ids in
    reading order. Posts that stand later count only when none before does; no circle ever results, also not with ``known``,
    the parents that other posts have. The confidences are the measured shares of right parents: nine in ten where one post
    is quoted, eight where several are."""
    place = {post: number for number, post in enumerate(order)}
    supplied: dict[str, dict[str, list[FoundQuote]]] = {}
    for quote in quotes:
        if quote.of_post is not None and quote.of_post != quote.post:
            supplied.setdefault(quote.post, {}).setdefault(quote.of_post, []).append(quote)
    found: dict[str, FoundParent] = {}
    above = {post: parent for post, parent in (known or {}).items() if post not in supplied}
    for post in order:
        sources = supplied.get(post)
        if not sources:
            continue
        sizes = {of: sum(q.end - q.start for q in cited) for of, cited in sources.items()}
        enough = [of for of, size in sizes.items() if size >= TENTH * sum(sizes.values()) and of in place]
        before = [of for of in enough if place[of] < place[post]]
        for parent in sorted(before or enough, key=place.__getitem__, reverse=True):
            if not _above(parent, post, above):
                fuzzy = all(q.basis is QuoteBasis.FUZZY for q in sources[parent])
                confidence = (0.9 if len(enough) == 1 else 0.8) * (0.85 if fuzzy else 1.0)
                found[post] = FoundParent(parent, round(confidence * (1.0 if before else 0.8), 2))
                above[post] = parent
                break
        else:
            before_that = known.get(post) if known else None
            if before_that is not None and _above(before_that, post, above):
                found[post] = FoundParent(None, 0.0)
            elif before_that is not None:
                above[post] = before_that
    return found


def _above(post: str, ancestor: str, parents: Mapping[str, str]) -> bool:
    here: str | None = post
    while here is not None:
        if here == ancestor:
            return True
        here = parents.get(here)
    return False
