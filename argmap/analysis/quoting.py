"""The quotes of a debate, looked for after it was read: where marked quotes are taken from, which unmarked passages repeat
another post, and what posts answer as their quotes tell. Knows debates; what repeats what is for ``quotes``.

What the user has decided is never looked at again, nor is what the file itself says of replies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from argmap.analysis.places import Place, locate
from argmap.analysis.quoted_text import INFERRED, SILENT, quoted_blocks, reading_order, text_of
from argmap.analysis.quotes import FoundQuote, PostText, find_quotes, parents_from_quotes
from argmap.analysis.repeats import CONTAINED
from argmap.model.debate import Change, Debate, Edit, edit_of
from argmap.model.edits.quotes import REJECTED
from argmap.model.kinds import ParentBasis, QuoteBasis
from argmap.model.progress import Progress, silent
from argmap.model.records import Post, Quote, new_id

LABEL = "Find quotes"
ANCESTORS = 40
"""How many posts above a quoting one are searched for the words of a marked quote before all others are."""


def find(
    debate: Debate,
    posts: Collection[str] | None = None,
    progress: Progress = silent,
    skip_formats: Collection[str] = (),
) -> Edit:
    """The edit that adds what quotes can be found. ``posts`` are those whose quotes are looked for (None for all); all posts
    can be what is quoted. Posts of sources in ``skip_formats``, whose readers look for quotes themselves, only can be quoted.
    Made again after it was applied, the edit is empty. Linear in words; ``progress`` may raise Cancelled."""
    return _Search(debate, posts, skip_formats).edit(progress)


def rebased(edit: Edit, debate: Debate) -> Edit:
    """What still fits of an edit of ``find`` when the debate has changed since: changes of records that are no longer what
    they were, and records that name absent ones or would make a circle of replies, are left out."""
    return Edit(edit.label, tuple(_fitting(edit, debate)))


def _fitting(edit: Edit, debate: Debate) -> Iterator[Change]:
    stale = {c.id for c in edit.changes if debate.table(c.table).get(c.id) != c.before}
    parents: dict[str, str | None] = {post.id: post.parent for post in debate.posts.values()}
    for change in edit.changes:
        if change.id in stale:
            continue
        if isinstance(change.after, Quote):
            named = [named for named in change.after.references() if named in stale or named not in debate.posts]
            if named:
                continue
        if isinstance(change.after, Post) and change.after.parent != parents.get(change.id):
            parent = change.after.parent
            if parent is not None and (parent not in debate.posts or _is_above(change.id, parent, parents)):
                continue
            parents[change.id] = parent
        yield change


class _Search:
    """A debate on its way to what ``find`` changes in it."""

    def __init__(self, debate: Debate, posts: Collection[str] | None, skip_formats: Collection[str]) -> None:
        self._debate = debate
        skipped = {source.id for source in debate.sources.values() if source.format in skip_formats}
        wanted = debate.posts.keys() if posts is None else set(posts)
        self._order = reading_order(debate)
        self._wanted = {
            p.id for p in self._order if p.id in wanted and p.source not in skipped and p.status not in SILENT
        }
        self._quotes: dict[str, list[Quote]] = {}
        for quote in debate.quotes.values():
            self._quotes.setdefault(quote.post, []).append(quote)

    def edit(self, progress: Progress) -> Edit:
        """Everything that changes."""
        texts = [
            text_of(
                post,
                self._quotes.get(post.id, ()),
                searched=post.id in self._wanted,
                author=post.author or "",
                above=tuple(self._above(post.id)) if post.id in self._wanted else (),
            )
            for post in self._order
            if post.status not in SILENT
        ]
        found = find_quotes(texts, progress=progress)
        by_post: dict[str, list[FoundQuote]] = {}
        for quote in found:
            by_post.setdefault(quote.post, []).append(quote)
        quotes = [change for post in self._wanted for change in self._placed(post, by_post.get(post, ()))]
        changes = [*quotes, *self._added(texts, by_post)]
        return edit_of(LABEL, [*changes, *self._posts(changes)])

    def _placed(self, post_id: str, found: Collection[FoundQuote]) -> Iterator[Change]:
        """The marked quotes of a post that have no place yet, with the one that was found."""
        for quote in self._quotes.get(post_id, ()):
            if quote.basis is QuoteBasis.MARKUP and not quote.decided_by and quote.of_start is None:
                place = self._source(quote, [f for f in found if f.start < quote.end and quote.start < f.end])
                if place is not None:
                    of, span = place
                    yield Change(
                        quote,
                        replace(
                            quote,
                            of_post=of,
                            of_start=span.start,
                            of_end=span.end,
                            similarity=round(span.similarity, 3),
                        ),
                    )

    def _source(self, quote: Quote, found: Collection[FoundQuote]) -> tuple[str, Place] | None:
        """The post that the file names, else the nearest one above that holds the words, else the first that does."""
        posts = self._debate.posts
        words = posts[quote.post].text[quote.start : quote.end]
        if quote.of_post is not None:
            place = locate(words, posts[quote.of_post].text)
            return None if place is None or place.similarity < CONTAINED / 2 else (quote.of_post, place)
        for above in self._above(quote.post):
            place = locate(words, posts[above].text)
            if place is not None and place.similarity >= CONTAINED:
                return above, place
        sizes: dict[str, int] = {}
        for part in found:
            if part.of_post is not None and part.of_post != quote.post:
                sizes[part.of_post] = sizes.get(part.of_post, 0) + part.end - part.start
        for of in sorted(sizes, key=lambda post: -sizes[post]):
            place = locate(words, posts[of].text)
            if place is not None:
                return of, place
        return None

    def _above(self, post_id: str) -> Iterator[str]:
        """The posts above one as the file tells, nearest first."""
        post = self._debate.posts[post_id]
        for _ in range(ANCESTORS):
            if post.parent is None or post.parent_basis in INFERRED:
                return
            post = self._debate.posts[post.parent]
            if post.status not in SILENT:
                yield post.id

    def _added(self, texts: list[PostText], by_post: Mapping[str, list[FoundQuote]]) -> Iterator[Change]:
        """Unmarked repeats as new quotes."""
        for text in texts:
            known = self._quotes.get(text.id, ())
            for quote in by_post.get(text.id, ()):
                if (
                    text.id in self._wanted
                    and quote.of_post is not None
                    and quote.basis is not QuoteBasis.MARKUP
                    and not any(k.start < quote.end and quote.start < k.end for k in known)
                ):
                    yield Change(
                        None,
                        Quote(
                            new_id(),
                            quote.post,
                            quote.start,
                            quote.end,
                            quote.of_post,
                            quote.of_start,
                            quote.of_end,
                            quote.basis,
                            quote.similarity,
                        ),
                    )

    def _posts(self, changes: Collection[Change]) -> Iterator[Change]:
        """The posts whose blocks or parents change."""
        new: dict[str, list[Quote]] = {}
        after = {quote.id: quote for quote in self._debate.quotes.values()}
        for change in changes:
            if isinstance(change.after, Quote):
                after[change.id] = change.after
                if change.before is None:
                    new.setdefault(change.after.post, []).append(change.after)
        parents = self._parents(after.values())
        for post in self._order:
            changed = post
            if post.id in new:
                changed = replace(changed, blocks=quoted_blocks(post, new[post.id]))
            if post.id in parents:
                parent, confidence = parents[post.id]
                basis = ParentBasis.QUOTE if parent is not None else ParentBasis.NONE
                changed = replace(changed, parent=parent, parent_basis=basis, parent_confidence=confidence)
            if changed != post:
                yield Change(post, changed)

    def _parents(self, quotes: Collection[Quote]) -> dict[str, tuple[str | None, float | None]]:
        """What posts answer whose parents nobody has told, as their quotes say; never a circle."""
        open_posts = {p.id for p in self._order if p.id in self._wanted and p.parent_basis in INFERRED}
        cited = [
            FoundQuote(q.post, q.start, q.end, q.of_post, q.of_start, q.of_end, q.basis, q.similarity)
            for q in quotes
            if q.post in open_posts and q.decided_by != REJECTED and q.of_post is not None
        ]
        kept = {post.id: post.parent for post in self._order if post.parent is not None}
        found = parents_from_quotes([post.id for post in self._order], cited, kept)
        return {post: (f.parent, f.confidence if f.parent is not None else None) for post, f in found.items()}


def _is_above(post: str, start: str, parents: Mapping[str, str | None]) -> bool:
    """Whether a post is ``start`` or stands above it."""
    here: str | None = start
    while here is not None:
        if here == post:
            return True
        here = parents.get(here)
    return False
