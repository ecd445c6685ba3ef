"""The thread as the reader shows it: posts in order, their heights, and what is shown of each, kept until an edit
touches it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable

from argmap.gui.reader import content
from argmap.gui.reader.cursor import Span, trimmed
from argmap.gui.reader.heights import Heights
from argmap.gui.reader.highlights import Highlight, highlights
from argmap.model.debate import Debate, Edit
from argmap.model.kinds import BlockKind, Table
from argmap.model.queries import thread_order
from argmap.model.records import Post, Provision, Quote, Statement

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class Document:
    """Posts are numbered from 0 in thread order. ``estimate`` gives the height in pixels of a post that was never laid
    out; heights that were measured survive a change of order."""

    def __init__(self, debate: Debate, estimate: Callable[[Post, int], int]) -> None:
        self.debate = debate
        self._estimate = estimate
        self._highlights: dict[str, list[Highlight]] = {}
        self._quotes: dict[str, list[content.QuoteMark]] = {}
        self._sentences: dict[str, list[Span]] = {}
        self._thresholds: dict[str, list[Span]] = {}
        self._measured: dict[str, int] = {}
        self.rebuild()

    def rebuild(self) -> None:
        """Takes the order of the posts afresh from the debate. Linear."""
        order = thread_order(self.debate)
        self.ids = [post.id for post, _ in order]
        self.depths = [depth for _, depth in order]
        self._index = {post_id: index for index, post_id in enumerate(self.ids)}
        self._take_heights()

    def has_gone(self) -> bool:
        """Whether an edit has deleted posts of which nobody has told yet."""
        posts = self.debate.posts
        return not all(post_id in posts for post_id in self.ids)

    def forget(self) -> None:
        """Forgets what is shown of every post, because edits went by unseen; heights stay."""
        for cache in (self._highlights, self._quotes, self._sentences, self._thresholds):
            cache.clear()

    def forget_heights(self) -> None:
        """Estimates all heights anew, because the width has changed."""
        self._measured.clear()
        self._take_heights()

    def __len__(self) -> int:
        return len(self.ids)

    def post(self, index: int) -> Post:
        """Post number ``index``."""
        return self.debate.posts[self.ids[index]]

    def index(self, post_id: str) -> int:
        """The number of a post, -1 for one that is not there."""
        return self._index.get(post_id, -1)

    def measured(self, index: int, height: int) -> None:
        """Notes the true height of a post."""
        self._measured[self.ids[index]] = height
        self.heights[index] = height

    def header(self, index: int) -> content.Header:
        """The header of a post."""
        return content.header(self.debate, self.post(index), index, self.highlights(self.ids[index]))

    def highlights(self, post_id: str) -> list[Highlight]:
        """The highlights in a post."""
        if post_id not in self._highlights:
            self._highlights[post_id] = highlights(self.debate, post_id)
        return self._highlights[post_id]

    def quotes(self, post_id: str) -> list[content.QuoteMark]:
        """The quotes in a post."""
        if post_id not in self._quotes:
            self._quotes[post_id] = content.quote_marks(self.debate, self.debate.posts[post_id], self.index)
        return self._quotes[post_id]

    def thresholds(self, post_id: str) -> list[Span] | None:
        """Where a post names a threshold that a provision has or had; None until ``find_thresholds`` has looked."""
        return self._thresholds.get(post_id)

    def find_thresholds(self, post_id: str) -> list[Span]:
        """Looks for thresholds in a post: about a millisecond for each provision, so not while painting."""
        self._thresholds[post_id] = _matching_thresholds(self.debate, self.debate.posts[post_id].text)
        return self._thresholds[post_id]

    def all_sentences(self, post_id: str) -> list[Span]:
        """The sentences of a post, quoted ones included."""
        if post_id not in self._sentences:
            post = self.debate.posts[post_id]
            self._sentences[post_id] = [] if content.is_folded(post) else split_sentences(post)
        return self._sentences[post_id]

    def sentences(self, post_id: str) -> list[Span]:
        """The sentences of a post that the cursor stops at: those of quotes whose source is in the debate and of noise are
        left out, unless there are no others."""
        spans = self.all_sentences(post_id)
        passed = [(mark.start, mark.end) for mark in self.quotes(post_id) if mark.whole and mark.of is not None]
        passed += [(b.start, b.end) for b in self.debate.posts[post_id].blocks if b.kind is BlockKind.NOISE]
        if not passed:
            return spans
        own = [span for span in spans if not any(span[0] < end and start < span[1] for start, end in passed)]
        return own or spans

    def touched(self, edit: Edit) -> tuple[bool, set[str]]:
        """Forgets what an edit makes stale. Returns whether posts came, went or moved, and the ids of the posts to draw
        again."""
        posts: set[str] = set()
        moved = False
        for change in edit.changes:
            for record in (change.before, change.after):
                if isinstance(record, Statement):
                    posts.update(passage.post for passage in record.passages)
                elif isinstance(record, Quote):
                    posts.add(record.post)
                elif isinstance(record, Post):
                    posts.add(record.id)
            if change.table is Table.POSTS:
                moved = moved or _moves(change.before, change.after)
        if edit.touches(Table.POSTS, Table.AUTHORS):
            posts.update(self.ids)  # headers and quotes name other posts' authors and words
        if any(_redraws_lines(c.before, c.after) for c in edit.changes if c.table is Table.PROVISIONS):
            self._thresholds.clear()
            posts.update(self.ids)
        self._forget(posts, texts=edit.touches(Table.POSTS, Table.QUOTES))
        return moved, posts

    def _forget(self, posts: set[str], *, texts: bool) -> None:
        caches: list[dict[str, list[Highlight]] | dict[str, list[content.QuoteMark]] | dict[str, list[Span]]]
        caches = [self._highlights, self._quotes]
        if texts:
            caches += [self._sentences, self._thresholds]
        for cache in caches:
            for post_id in posts:
                cache.pop(post_id, None)

    def _take_heights(self) -> None:
        known = self._measured
        self.heights = Heights(
            known[post_id] if post_id in known else self._estimate(self.debate.posts[post_id], self.depths[index])
            for index, post_id in enumerate(self.ids)
        )


def split_sentences(post: Post) -> list[Span]:
    """The sentences of a post. None runs over the edge of a block or a blank line."""
    edges = {0, len(post.text)}
    for block in post.blocks:
        edges.update((block.start, block.end))
    for gap in _PARAGRAPHS.finditer(post.text):
        edges.add(gap.end())
    code = [(block.start, block.end) for block in post.blocks if block.kind is BlockKind.CODE]
    cuts = sorted(edges)
    spans: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        if index_in(code, start):
            whole = trimmed(post.text, start, end)
            spans += [whole] if whole else []
        else:
            spans += [(start + low, start + high) for low, high in _sentences(post.text[start:end])]
    return spans


def index_in(spans: list[Span], offset: int) -> bool:
    """Whether a character is in one of these spans."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index >= 0 and offset < spans[index][1]


def _sentences(text: str) -> list[Span]:
    from argmap.analysis.sentences import sentences

    return sentences(text)


def _matching_thresholds(debate: Debate, text: str) -> list[Span]:
    known = {v.threshold for p in debate.provisions.values() for v in p.versions if v.threshold is not None}
    if not known:
        return []
    from argmap.analysis.thresholds import matches

    return sorted({span for threshold in known for span in matches(text, threshold)})


def _moves(before: object, after: object) -> bool:
    if not isinstance(before, Post) or not isinstance(after, Post):
        return True
    return (before.parent, before.position) != (after.parent, after.position)


def _redraws_lines(before: object, after: object) -> bool:
    def lines(record: object) -> list[object]:
        return [version.threshold for version in record.versions] if isinstance(record, Provision) else []

    return lines(before) != lines(after)
