"""Which passages of a thread repeat which others, and what each post therefore answers. Knows texts, not formats.

Found in this order: what a post before holds, whole or nearly; what stands beside a quote and goes on as its source does; then,
for passages that are known to be quotes, sources that stand later. Never is a repeat a quote only because it repeats: what
``quote_doubts`` lists is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from argmap.analysis.post_words import Found, Texts
from argmap.analysis.quote_doubts import FEWEST, Repeat, is_doubtful, is_prose
from argmap.analysis.repeats import CONTAINED, Explanations
from argmap.analysis.shingles import WORD_RUN
from argmap.model.kinds import QuoteBasis
from argmap.model.progress import Progress, part_of, silent, told

FEWEST_WORDS_UNLIKE = 12
"""Words that an unmarked repeat needs that is not word for word: shorter ones are the same formula with another number."""
ELLIPSIS = 200
"""Characters of the source that may be left out inside one quote."""
NEAR = 3
"""Words before which something still begins a post, and after which it still ends one."""
TOLD_EVERY = 25_000
"""Characters after which ``progress`` is called again: some 50 ms of work."""
LOOKING = "Looking for quotes"


class Role(Enum):
    """What is known of a part before quotes are looked for: surely the author's own; may be a quote; stands in one of two
    copies of the thread only, as quotes do; a quote by the file's own marks; a quote of which everything is known; code, which
    only what is known to be a quote or answers it can quote; neither a quote nor quoted by itself, as signatures."""

    OWN = auto()
    OPEN = auto()
    LONE = auto()
    MARKED = auto()
    SETTLED = auto()
    CODE = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a post: characters start to end, and what is known of it."""

    start: int
    end: int
    role: Role = Role.OPEN


@dataclass(frozen=True, slots=True)
class PostText:
    """What is compared of a post: its text, in parts that follow each other. ``author`` and ``thread`` name who wrote it and
    which thread it is in, "" where that is not known; ``above`` are the ids of the posts that it answers as the file tells,
    nearest first."""

    id: str
    text: str
    parts: tuple[Part, ...]
    author: str = ""
    thread: str = ""
    above: tuple[str, ...] = ()


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
    finder.scan(part_of(progress, 0.0, 0.9))
    finder.look_ahead(part_of(progress, 0.9, 0.95))
    finder.drop_doubtful()
    texts = {post.id: post.text for post in posts}
    found = joined_quotes(texts, finder.quotes(part_of(progress, 0.95, 1.0)))
    finder.forget()
    return found


class _Finder:
    """The passages of a thread, numbered, with the place that each was found to repeat."""

    def __init__(self, posts: Sequence[PostText], posts_known: bool) -> None:
        self._posts = posts
        self._posts_known = posts_known
        self._number = {post.id: number for number, post in enumerate(posts)}
        self._parts: list[Part] = []
        self._texts = Texts()
        self._explanations = Explanations(self._texts, self._is_like, self._is_quotable, self._is_kin, self._may_differ)
        self._found: dict[int, Found] = {}

    def forget(self) -> None:
        """Lets go of what was indexed, which holds on to the finder by its questions: a long thread's is a million objects that
        would be garbage to be looked for."""
        del self._explanations

    def scan(self, progress: Progress) -> None:
        """Looks each post's passages up among the posts before it, then lets later ones find it."""
        size = sum(len(post.text) for post in self._posts)
        done = last = 0
        progress(0.0, LOOKING)
        for number, post in enumerate(self._posts):
            done += len(post.text)
            if done - last > TOLD_EVERY:
                last = done
                progress(done / size, LOOKING)
            rows = self._texts.add(post.text, [(part.start, part.end) for part in post.parts])
            self._parts += post.parts
            self._explain(number, rows, {Role.OPEN, Role.LONE, Role.MARKED})
            self._explanations.index(number, [row for row in rows if self._parts[row].role is not Role.ASIDE])

    def look_ahead(self, progress: Progress) -> None:
        """Marked and lone passages without a source so far may repeat what stands later."""
        roles = {Role.LONE, Role.MARKED}
        rows = [row for row, part in enumerate(self._parts) if part.role in roles and row not in self._found]
        posts = [(n, list(of_post)) for n, of_post in groupby(rows, key=lambda row: self._texts.rows[row].post)]
        for number, of_post in told(posts, progress, LOOKING, 50):
            self._explain(number, of_post, roles)

    def _explain(self, number: int, rows: Iterable[int], roles: Collection[Role]) -> None:
        free = {row for row in rows if self._parts[row].role in roles}
        long = [row for row in sorted(free) if len(self._texts.of(row)) >= self._fewest(row)]
        asked = [one for row in long if (one := self._explanations.ask(row)) is not None]
        if asked:
            above = [self._number[i] for i in self._posts[number].above if i in self._number]
            self._found |= self._explanations.explain(asked, free, above)

    def _fewest(self, row: int) -> int:
        told = self._posts[self._texts.rows[row].post].above
        return FEWEST if self._parts[row].role is Role.OPEN and not told else WORD_RUN

    def _is_like(self, row: int, found: Found) -> bool:
        """Whether a place is like enough: marked quotes may be edited and cut, unmarked ones hardly."""
        if self._parts[row].role is Role.MARKED or found.exact:
            return True
        return found.similarity >= CONTAINED and self._may_differ(row)

    def _may_differ(self, row: int) -> bool:
        if self._parts[row].role is not Role.OPEN:
            return True
        return len(self._texts.of(row)) >= FEWEST_WORDS_UNLIKE and is_prose([self._texts.text(row)])

    def _is_quotable(self, together: Mapping[int, Found], *, own_words: bool) -> bool:
        """Whether what is repeated is from a post that is answered, or half of it is known there for somebody's own words;
        with ``own_words``, some of them that post's."""
        row, found = next(iter(together.items()))
        if self._posts[found.source].id in self._posts[self._texts.rows[row].post].above:
            return True
        citable = {Role.CODE} if self._parts[row].role is Role.MARKED else set()
        own = known = size = 0
        for found in together.values():
            size += found.last - found.first
            for there in self._texts.rows_between(found.source, found.first, found.last):
                held = self._texts.rows[there]
                shared = min(held.last, found.last) - max(held.first, found.first)
                said = self._is_own(there) or self._parts[there].role in citable
                own += shared if said else 0
                known += shared if said or self._is_known(there) else 0
        return known * 2 >= size and (own > 0 or not own_words)

    def _is_known(self, row: int) -> bool:
        return row in self._found or self._parts[row].role is Role.SETTLED

    def _is_kin(self, post: int, other: int) -> bool:
        return self._posts[post].author == self._posts[other].author != ""

    def _is_own(self, row: int) -> bool:
        return self._parts[row].role in (Role.OWN, Role.OPEN) and row not in self._found

    def drop_doubtful(self) -> None:
        """Forgets unmarked repeats that are more likely no quotes."""
        often = Counter(self._texts.of(row).tobytes() for row in range(len(self._parts)))
        runs: dict[tuple[int, int], list[int]] = {}
        for row in sorted(self._found):
            if self._parts[row].role is Role.OPEN:
                runs.setdefault(self._pair(row), []).append(row)
        judged = [(run, self._repeat(run, often)) for run in runs.values()]
        doubtful = [(run, repeat) for run, repeat in judged if is_doubtful(repeat)]
        gone = {row for run, _ in doubtful for row in run}
        for run, repeat in doubtful:
            alone = not any(self._is_quote(row, gone, run) for row in self._around(run))
            if alone or repeat.same_author or repeat.told is False:
                for row in run:
                    del self._found[row]

    def _pair(self, row: int) -> tuple[int, int]:
        return self._texts.rows[row].post, self._found[row].source

    def _repeat(self, run: Sequence[int], often: Mapping[bytes, int]) -> Repeat:
        """What is to be judged of some rows that repeat one post."""
        number, source = self._pair(run[0])
        mine, theirs = self._posts[number], self._posts[source]
        first, last = self._said(source)
        founds = [self._found[row] for row in run]
        rows = self._texts.rows_of(number)
        before = any(self._is_own(row) for row in range(rows.start, run[0])) or not self._posts_known
        after = any(self._is_own(row) for row in range(run[0] + 1, rows.stop)) or not self._posts_known
        size = sum(len(self._texts.of(row)) for row in run)
        return Repeat(
            words=size,
            part=size / max(1, last - first) if run[-1] - run[0] < len(run) else 0.0,
            often=min(often[self._texts.of(row).tobytes()] for row in run),
            exact=all(found.exact or found.first == found.last for found in founds),
            prose=is_prose([self._texts.text(row) for row in run]),
            opens=not before,
            answered=after,
            from_start=self._posts_known and min(found.first for found in founds) <= first + NEAR,
            from_end=self._posts_known and max(found.last for found in founds) >= last - NEAR,
            told=theirs.id in mine.above if mine.above else None,
            same_author=self._is_kin(number, source),
            same_thread=mine.thread == theirs.thread if mine.thread and theirs.thread else None,
        )

    def _said(self, post: int) -> tuple[int, int]:
        """The first and last (exclusive) word of what a post says, signatures and the like aside."""
        said = [row for row in self._texts.rows_of(post) if self._parts[row].role is not Role.ASIDE]
        return (self._texts.rows[said[0]].first, self._texts.rows[said[-1]].last) if said else (0, 0)

    def _around(self, run: Sequence[int]) -> Iterator[int]:
        """The rows before and after some, in the same post; in the next paragraph when posts are not known."""
        for row in sorted({row + step for row in run for step in (-1, 1)}.difference(run)):
            if 0 <= row < len(self._parts):
                same = self._texts.rows[row].post == self._texts.rows[run[0]].post
                if same or not self._posts_known:
                    yield row

    def _is_quote(self, row: int, gone: Collection[int], run: Sequence[int]) -> bool:
        """Whether a row is a quote, from the same post where posts are known, that nothing speaks against, and not the same
        words again."""
        if row in gone or row not in self._found:
            return False
        if self._posts_known and self._found[row].source != self._found[run[0]].source:
            return False
        return all(self._texts.of(row) != self._texts.of(other) for other in run)

    def quotes(self, progress: Progress) -> Iterator[FoundQuote]:
        """What was found, in reading order, with marked passages that have no source."""
        for row, part in told(list(enumerate(self._parts)), progress, LOOKING, 500):
            post = self._posts[self._texts.rows[row].post]
            found = self._found.get(row)
            if found is not None:
                basis = QuoteBasis.EXACT if found.exact else QuoteBasis.FUZZY
                basis = QuoteBasis.MARKUP if part.role is Role.MARKED else basis
                of = self._posts[found.source].id
                span = self._texts.characters(row, found)
                yield FoundQuote(post.id, part.start, part.end, of, *span, basis, round(found.similarity, 3))
            elif part.role in (Role.MARKED, Role.LONE) and part.start < part.end:
                basis = QuoteBasis.MARKUP if part.role is Role.MARKED else QuoteBasis.FUZZY
                yield FoundQuote(post.id, part.start, part.end, None, None, None, basis, 0.0)


def joined_quotes(texts: Mapping[str, str], quotes: Iterable[FoundQuote]) -> list[FoundQuote]:
    """Quotes that follow each other in a post and in their source as one; a few words of the source may be left out between
    them. ``texts`` are the posts' by id; the quotes come in reading order."""
    joined: list[FoundQuote] = []
    for quote in quotes:
        last = joined[-1] if joined else None
        if last is not None and _follows(last, quote, texts):
            joined[-1] = _with_next(last, quote, texts)
        else:
            joined.append(quote)
    return [quote for quote in joined if quote.of_start is None or quote.of_start != quote.of_end]


def _with_next(last: FoundQuote, quote: FoundQuote, texts: Mapping[str, str]) -> FoundQuote:
    sizes = last.end - last.start, quote.end - quote.start
    similarity = round((last.similarity * sizes[0] + quote.similarity * sizes[1]) / max(1, sum(sizes)), 3)
    basis = last.basis
    if basis is not quote.basis or (basis is QuoteBasis.EXACT and _left_out(last, quote, texts)):
        basis = QuoteBasis.FUZZY
        similarity = min(similarity, 0.999)
    of_end = quote.of_end if last.of_end is None or quote.of_end is None else max(last.of_end, quote.of_end)
    return replace(last, end=quote.end, of_end=of_end, basis=basis, similarity=similarity)


def _follows(first: FoundQuote, second: FoundQuote, texts: Mapping[str, str]) -> bool:
    if first.post != second.post or first.of_post != second.of_post:
        return False
    if (first.basis is QuoteBasis.MARKUP) != (second.basis is QuoteBasis.MARKUP):
        return False
    if texts[first.post][first.end : second.start].strip():
        return False
    if first.of_end is None or second.of_start is None or first.of_post is None:
        return True
    if second.of_start == second.of_end:
        return True
    return first.of_end <= second.of_start and len(_left_out(first, second, texts)) <= ELLIPSIS


def _left_out(first: FoundQuote, second: FoundQuote, texts: Mapping[str, str]) -> str:
    """The words of the source between two quotes."""
    return "" if first.of_post is None else texts[first.of_post][first.of_end : second.of_start].strip()


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
    forward = any(place[parent] > place[post] for post, parent in above.items() if post in place and parent in place)
    for post in order:
        sources = supplied.get(post)
        if not sources:
            continue
        sizes = {of: sum(q.end - q.start for q in cited) for of, cited in sources.items()}
        enough = [of for of, size in sizes.items() if size >= TENTH * sum(sizes.values()) and of in place]
        before = [of for of in enough if place[of] < place[post]]
        for parent in sorted(before or enough, key=place.__getitem__, reverse=True):
            later = place[parent] > place[post]
            if not (later or forward) or not _above(parent, post, above):
                forward = forward or later
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
                forward = forward or place.get(before_that, 0) > place[post]
    return found


def _above(post: str, ancestor: str, parents: Mapping[str, str]) -> bool:
    here: str | None = post
    while here is not None:
        if here == ancestor:
            return True
        here = parents.get(here)
    return False
