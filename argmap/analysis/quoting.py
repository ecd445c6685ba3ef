"""The quotes of a debate, looked for after it was read: where marked quotes are taken from, which unmarked passages repeat
another post, and what posts answer as their quotes tell. Knows debates; what repeats what is for ``quotes``.

What the user has decided is never looked at again, nor is what the file itself says of replies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from argmap.analysis.places import Place, locate
from argmap.analysis.quoted_text import INFERRED, SILENT, quoted_blocks, reading_order, text_of
from argmap.analysis.quotes import LOOKING, FoundQuote, PostText, find_quotes, parents_from_quotes
from argmap.analysis.repeats import CONTAINED
from argmap.model.debate import Change, Debate, Edit, edit_of
from argmap.model.edits.quotes import REJECTED
from argmap.model.ids import new_id
from argmap.model.kinds import ParentBasis, QuoteBasis
from argmap.model.progress import Progress, part_of, silent, told
from argmap.model.records import Post, Quote

LABEL = "Find quotes"
SPARE = 200
"""Characters of the source that may stand between the paragraphs of one quote, beside as many as it has itself."""
FEW_ABOVE = 3
"""How many posts above a quoting one are searched for a quote of a word or two."""
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
    return _Search(debate, posts, skip_formats, part_of(progress, 0.0, 0.05)).edit(part_of(progress, 0.05, 1.0))


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

    def __init__(
        self, debate: Debate, posts: Collection[str] | None, skip_formats: Collection[str], progress: Progress
    ) -> None:
        self._debate = debate
        skipped = {source.id for source in debate.sources.values() if source.format in skip_formats}
        wanted = debate.posts.keys() if posts is None else set(posts)
        self._order = reading_order(debate, progress)
        self._wanted = {
            p.id for p in self._order if p.id in wanted and p.source not in skipped and p.status not in SILENT
        }
        self._quotes: dict[str, list[Quote]] = {}
        for quote in debate.quotes.values():
            self._quotes.setdefault(quote.post, []).append(quote)

    def edit(self, progress: Progress) -> Edit:
        """Everything that changes."""
        texts = [
            self._text(post)
            for post in told(self._order, part_of(progress, 0.0, 0.1), LOOKING, 200)
            if post.status not in SILENT
        ]
        found = find_quotes(texts, progress=part_of(progress, 0.1, 0.9))
        by_post: dict[str, list[FoundQuote]] = {}
        for quote in found:
            by_post.setdefault(quote.post, []).append(quote)
        changes: list[Change] = []
        for post in told(self._order, part_of(progress, 0.9, 0.95), LOOKING, 200):
            if post.id in self._wanted:
                quotes = by_post.get(post.id, ())
                changes += self._placed(post, quotes)
                changes += self._added(post, quotes)
        return edit_of(LABEL, [*changes, *self._posts(changes, part_of(progress, 0.95, 1.0))])

    def _text(self, post: Post) -> PostText:
        wanted = post.id in self._wanted
        above = tuple(one.id for one in self._above(post)) if wanted else ()
        return text_of(post, self._quotes.get(post.id, ()), searched=wanted, author=post.author or "", above=above)

    def _placed(self, post: Post, found: Collection[FoundQuote]) -> Iterator[Change]:
        """The marked quotes of a post that have no place yet, with the one that was found."""
        for quote in self._quotes.get(post.id, ()):
            if quote.basis is QuoteBasis.MARKUP and not quote.decided_by and quote.of_start is None:
                parts = [f for f in found if f.of_post is not None and f.start < quote.end and quote.start < f.end]
                place = self._place(post, quote, parts)
                if place is not None:
                    of, span = place
                    similarity = round(min(span.similarity, 1.0), 3)
                    yield Change(
                        quote,
                        replace(quote, of_post=of, of_start=span.start, of_end=span.end, similarity=similarity),
                    )

    def _place(self, post: Post, quote: Quote, parts: Sequence[FoundQuote]) -> tuple[str, Place] | None:
        """The post that the file names, else the nearest one above that holds the words, else the one that holds most."""
        words = post.text[quote.start : quote.end]
        if quote.of_post is not None:
            place = locate(words, self._debate.posts[quote.of_post].text)
            return None if place is None or place.similarity < CONTAINED / 2 else (quote.of_post, place)
        sizes: dict[str, int] = {}
        for part in parts:
            if part.of_post is not None and part.of_post != post.id:
                sizes[part.of_post] = sizes.get(part.of_post, 0) + part.end - part.start
        above = [one for one in self._above(post) if one.status not in SILENT]
        if not sizes:
            for one in above[:FEW_ABOVE]:
                place = locate(words, one.text)
                if place is not None and place.exact:
                    return one.id, place
            return None
        most = max(sizes.values())
        near = (one.id for one in above if sizes.get(one.id, 0) * 2 >= most)
        of = next(near, max(sizes, key=lambda one: sizes[one]))
        return of, _joined([part for part in parts if part.of_post == of], len(words))

    def _above(self, post: Post) -> Iterator[Post]:
        """The posts above one as the file tells, nearest first, those that are not here among them."""
        for _ in range(ANCESTORS):
            if post.parent is None or post.parent_basis in INFERRED:
                return
            post = self._debate.posts[post.parent]
            yield post

    def _added(self, post: Post, found: Collection[FoundQuote]) -> Iterator[Change]:
        """Unmarked repeats as new quotes."""
        known = self._quotes.get(post.id, ())
        for quote in found:
            if quote.of_post is None or quote.basis is QuoteBasis.MARKUP:
                continue
            if any(k.start < quote.end and quote.start < k.end for k in known):
                continue
            of = (quote.of_post, quote.of_start, quote.of_end)
            yield Change(None, Quote(new_id(), post.id, quote.start, quote.end, *of, quote.basis, quote.similarity))

    def _posts(self, changes: Collection[Change], progress: Progress) -> Iterator[Change]:
        """The posts whose blocks or parents change."""
        new: dict[str, list[Quote]] = {}
        after = {quote.id: quote for quote in self._debate.quotes.values()}
        for change in changes:
            if isinstance(change.after, Quote):
                after[change.id] = change.after
                if change.before is None:
                    new.setdefault(change.after.post, []).append(change.after)
        parents = self._parents(after.values())
        for post in told(self._order, progress, LOOKING, 500):
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


def _joined(parts: Sequence[FoundQuote], size: int) -> Place:
    """Where a quote stands whose paragraphs stand at several places: from the first to the last, unless that is far more
    than was quoted; then where most of it stands."""
    spans = [(p.of_start, p.of_end, p) for p in parts if p.of_start is not None and p.of_end is not None]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    if end - start > 2 * size + SPARE:
        start, end, most = max(spans, key=lambda span: span[1] - span[0])
        spans = [(start, end, most)]
    similarity = sum(part.similarity * (part.end - part.start) for _, _, part in spans) / max(1, size)
    return Place(start, end, similarity, False)


def _is_above(post: str, start: str, parents: Mapping[str, str | None]) -> bool:
    """Whether a post is ``start`` or stands above it."""
    here: str | None = start
    while here is not None:
        if here == post:
            return True
        here = parents.get(here)
    return False
