"""Edits of posts: where one ends and the next begins, who wrote it, what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import ParentBasis, PostStatus, Table
from argmap.model.queries import author_named
from argmap.model.records import AnyRecord, Author, Block, Passage, Post, Quote, Source, SourceSpan, Statement


def set_author(debate: Debate, post_ids: Iterable[str], name: str) -> Edit:
    """Says who wrote some posts. "" makes the author unknown; a name nobody has yet makes a new author."""
    posts = [_get(debate, i) for i in post_ids]
    name = " ".join(name.split())
    author_id: str | None = None
    changes: list[Change] = []
    if name:
        author = author_named(debate, name)
        if author is None:
            author = Author(new_id(), name)
            changes.append(Change(None, author))
        author_id = author.id
    changes += [Change(post, replace(post, author=author_id)) for post in posts]
    return edit_of("Set author", changes)


def set_noise(debate: Debate, post_ids: Iterable[str], noise: bool) -> Edit:
    """Sets posts aside as noise, kept where they are and marked, or takes them back."""
    wanted = PostStatus.NOISE if noise else PostStatus.OK
    posts = [_get(debate, i) for i in post_ids]
    changed = [p for p in posts if (p.status is PostStatus.NOISE) != noise]
    label = "Set aside as noise" if noise else "Take back from noise"
    return edit_of(label, [Change(post, replace(post, status=wanted)) for post in changed])


def set_parent(debate: Debate, post_id: str, parent: str | None) -> Edit:
    """Says what a post answers; None makes it start a thread of its own."""
    post = _get(debate, post_id)
    new = replace(post, parent=parent, parent_basis=ParentBasis.USER, parent_confidence=None)
    return edit_of("Set parent", [Change(post, new)])


def accept_parents(debate: Debate, post_ids: Iterable[str]) -> Edit:
    """Makes what was inferred that posts answer the user's own word."""
    posts = [_get(debate, i) for i in post_ids]
    sure = (Change(p, replace(p, parent_basis=ParentBasis.USER, parent_confidence=None)) for p in posts)
    return edit_of("Accept parent" if len(posts) == 1 else "Accept parents", sure)


def split(debate: Debate, post_id: str, at: int) -> Edit:
    """Cuts a post in two before character ``at``. White space at the cut belongs to neither text, statements and quotes stay
    on their words, replies stay with the first part, and the second part follows it as a sibling."""
    post = _get(debate, post_id)
    first_end = len(post.text[:at].rstrip())
    second_start = at + len(post.text[at:]) - len(post.text[at:].lstrip())
    if not 0 < first_end <= second_start < len(post.text):
        raise EditError("A post can only be split between two of its words. Put the cursor inside it first.")
    first = replace(post, text=post.text[:first_end], blocks=_clip(post.blocks, 0, first_end))
    second = replace(
        post,
        id=new_id(),
        native_id=None,
        title="",
        position=post.position + 1,
        text=post.text[second_start:],
        blocks=_clip(post.blocks, second_start, len(post.text)),
    )
    cuts = [(0, first_end, first.id, 0), (second_start, len(post.text), second.id, second_start)]
    changes = [Change(post, first), Change(None, second), *_make_room(debate, post)]
    changes += _remapped(debate, {post_id: cuts})
    return edit_of("Split post", changes)


def join(debate: Debate, first_id: str, second_id: str) -> Edit:
    """Makes one post of two, the second's text after the first's with a blank line between. Replies to either answer the
    joined post; what the second answered is forgotten unless the first answered nothing."""
    first, second = _get(debate, first_id), _get(debate, second_id)
    if first_id == second_id:
        raise EditError("A post cannot be joined to itself. Choose two posts.")
    offset = len(first.text) + 2 if first.text else 0
    text = f"{first.text}\n\n{second.text}" if first.text else second.text
    moved = tuple(replace(b, start=b.start + offset, end=b.end + offset) for b in second.blocks)
    parent, basis, confidence = _joined_parent(debate, first, second)
    joined = replace(
        first,
        author=first.author or second.author,
        parent=parent,
        parent_basis=basis,
        parent_confidence=confidence,
        text=text,
        blocks=(*first.blocks, *moved),
    )
    changes = [Change(first, joined)]
    changes += _remapped(debate, {second_id: [(0, len(second.text), first_id, -offset)]})
    for reply in (p for p in debate.posts.values() if p.parent == second_id and p.id != first_id):
        changes.append(Change(reply, replace(reply, parent=first_id)))
    return edit_of("Join posts", debate.deletion((Table.POSTS, second_id), after=changes))


def _joined_parent(debate: Debate, first: Post, second: Post) -> tuple[str | None, ParentBasis, float | None]:
    """What two posts that become one answer: the first's parent, else the second's, but none that answers either of them."""
    for post in (first, second):
        if post.parent is not None and not _descends(debate, post.parent, {first.id, second.id}):
            return post.parent, post.parent_basis, post.parent_confidence
    return None, ParentBasis.NONE, None


def _descends(debate: Debate, post_id: str | None, ancestors: set[str]) -> bool:
    while post_id is not None:
        if post_id in ancestors:
            return True
        post_id = debate.posts[post_id].parent
    return False


def _make_room(debate: Debate, post: Post) -> list[Change]:
    """Moves the siblings after a post, so far as they have to, so that the position after it is free. Siblings may have had
    the same position, and come in the order of their ids then."""
    after = [
        p for p in debate.posts.values() if p.parent == post.parent and (p.position, p.id) > (post.position, post.id)
    ]
    changes: list[Change] = []
    taken = post.position + 1
    for sibling in sorted(after, key=lambda p: (p.position, p.id)):
        taken = max(sibling.position, taken + 1)
        changes.append(Change(sibling, replace(sibling, position=taken)))
    return changes


_Cuts = dict[str, list[tuple[int, int, str, int]]]
"""Post id to (start, end, post that has these characters now, what to subtract from offsets)."""


def _remapped(debate: Debate, cuts: _Cuts) -> list[Change]:
    """The changes that keep spans on their words when texts move between posts. Only records that name a moved post."""
    keys = sorted({key for post_id in cuts for key in debate.referrers(post_id)})
    changes: list[Change] = []
    for table, record_id in keys:
        record = debate.table(table)[record_id]
        for after in _remap_record(record, cuts):
            before = record if after is None or after.id == record.id else None
            changes.append(Change(before, after))
    return changes


def _remap_record(record: AnyRecord, cuts: _Cuts) -> list[AnyRecord | None]:
    match record:
        case Statement():
            passages = tuple(
                Passage(post, start, end)
                for p in record.passages
                for post, start, end in _pieces(p.post, p.start, p.end, cuts)
            )
            if record.passages and not passages:
                raise EditError(
                    "A statement here has no words, only the white space at the cut. Delete it or resize its passage first."
                )
            return [replace(record, passages=passages)]
        case Quote():
            return _remap_quote(record, cuts)
        case Source():
            return [replace(record, spans=tuple(s for span in record.spans for s in _remap_span(span, cuts)))]
    return []


def _remap_quote(quote: Quote, cuts: _Cuts) -> list[AnyRecord | None]:
    """A quote that a cut divides becomes one for each part; a source that a cut divides keeps its longer part."""
    if quote.of_post in cuts and quote.of_start is not None and quote.of_end is not None:
        parts = _pieces(quote.of_post, quote.of_start, quote.of_end, cuts)
        longest = max(parts, key=lambda part: part[2] - part[1], default=(quote.of_post, None, None))
        quote = replace(quote, of_post=longest[0], of_start=longest[1], of_end=longest[2])
    elif quote.of_post in cuts:
        quote = replace(quote, of_post=cuts[quote.of_post][0][2])
    if quote.post not in cuts:
        return [quote]
    parts = _pieces(quote.post, quote.start, quote.end, cuts)
    kept: list[AnyRecord | None] = []
    for number, (post, start, end) in enumerate(parts):
        kept.append(replace(quote, id=quote.id if number == 0 else new_id(), post=post, start=start, end=end))
    return kept or [None]


def _remap_span(span: SourceSpan, cuts: _Cuts) -> list[SourceSpan]:
    """Where the text is the source's characters one for one, a span is cut with it; elsewhere each part names all of it."""
    if span.post not in cuts:
        return [span]
    parts = cuts[span.post]
    exact = span.end - span.start == parts[-1][1]
    return [
        replace(
            span,
            post=post,
            start=span.start + start if exact else span.start,
            end=span.start + end if exact else span.end,
        )
        for start, end, post, _ in parts
    ]


def _pieces(post_id: str, start: int, end: int, cuts: _Cuts) -> list[tuple[str, int, int]]:
    if post_id not in cuts:
        return [(post_id, start, end)]
    clipped = ((post, max(start, from_) - shift, min(end, to) - shift) for from_, to, post, shift in cuts[post_id])
    return [(post, low, high) for post, low, high in clipped if low < high]


def _clip(blocks: Iterable[Block], start: int, end: int) -> tuple[Block, ...]:
    clipped = (replace(b, start=max(b.start, start) - start, end=min(b.end, end) - start) for b in blocks)
    return tuple(b for b in clipped if b.start < b.end)


def _get(debate: Debate, post_id: str) -> Post:
    post = debate.posts.get(post_id)
    if post is None:
        raise EditError("That post is no longer in the debate. Select another one.")
    return post
