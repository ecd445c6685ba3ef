"""Posts of a debate as texts that are compared, and back: paragraphs from blocks, blocks from quotes, and reading order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from argmap.analysis.quotes import LOOKING, Part, PostText, Role
from argmap.model.debate import Debate
from argmap.model.edits.quotes import REJECTED
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, QuoteBasis
from argmap.model.progress import Progress, silent, told
from argmap.model.records import Block, Post, Quote

SILENT = frozenset({PostStatus.MISSING, PostStatus.STUB, PostStatus.NOISE})
"""Posts that neither quote nor are quoted."""
CITING = frozenset({BlockKind.OWN, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.QUOTE})
"""Blocks in which others may be quoted, or that may be quoted."""

LONGEST = 200_000
"""Characters beyond which a paragraph is nothing that anybody says or quotes."""
INFERRED = frozenset({ParentBasis.NONE, ParentBasis.QUOTE, ParentBasis.ORDER})
"""How parents are known that a quote may replace."""

_REPLY = re.compile(r"^(?:\s*(?:\[[^\]]{1,40}\]|[^\W\d_]{2,4}(?:\[\d+\])?\s?[:：]))+\s*")
"""“Re:”, “Fwd:”, “AW:”, “[list]” and the like at the front of a title."""
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def reading_order(debate: Debate, progress: Progress = silent) -> list[Post]:
    """The posts by their time; those without one stay behind what the file has before them. A parent that the file tells of
    comes before its replies, whatever their clocks say."""
    posts = sorted(debate.posts.values(), key=lambda post: post.position)
    last: dict[str | None, float] = {}
    keyed: list[tuple[float, int, Post]] = []
    for number, post in told(list(enumerate(posts)), progress, LOOKING, 1000):
        at = _seconds(post.posted_at)
        if at is None:
            at = last.get(post.source, float("-inf"))
        last[post.source] = at
        keyed.append((at, number, post))
    keyed.sort(key=lambda row: row[:2])
    return _parents_first([row[2] for row in keyed])


def _seconds(time: str | None) -> float | None:
    if time is None:
        return None
    try:
        at = datetime.fromisoformat(time)
        return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _parents_first(posts: Sequence[Post]) -> list[Post]:
    known = {post.id: post for post in posts}
    done: set[str] = set()
    order: list[Post] = []
    for post in posts:
        path: list[Post] = []
        here: Post | None = post
        while here is not None and here.id not in done:
            done.add(here.id)
            path.append(here)
            here = known.get(here.parent) if here.parent is not None and here.parent_basis not in INFERRED else None
        order += reversed(path)
    return order


def text_of(
    post: Post, quotes: Collection[Quote], *, searched: bool, author: str = "", above: tuple[str, ...] = ()
) -> PostText:
    """A post in paragraphs. Where its quotes are not looked for, all of it is its author's own, known quotes aside. Quotes
    that nobody has decided are looked for again, so that the same is found again."""
    parts = [
        Part(start, end, _role(block, [q for q in quotes if q.start < end and start < q.end], searched))
        for block in post.blocks
        for start, end in _paragraphs(post.text, block)
        if end - start <= LONGEST
    ]
    return PostText(post.id, post.text, tuple(parts), author, _thread(post.title), above)


def _thread(title: str) -> str:
    """The title of a thread without what replies and lists put before it; "" for none."""
    return _REPLY.sub("", title).strip().casefold()


def _role(block: Block, quotes: Collection[Quote], searched: bool) -> Role:
    """What is known of a paragraph, given the quotes that it is part of."""
    if any(q.decided_by == REJECTED for q in quotes):
        return Role.OWN if block.kind in CITING else _aside(block)
    if searched and any(q.basis is QuoteBasis.MARKUP and not q.decided_by for q in quotes):
        return Role.MARKED
    if block.kind not in CITING:
        return _aside(block)
    inferred = searched and bool(quotes) and not any(q.decided_by for q in quotes)
    if (quotes or block.kind is BlockKind.QUOTE) and not inferred:
        return Role.SETTLED
    return Role.OPEN if searched else Role.OWN


def _aside(block: Block) -> Role:
    return Role.CODE if block.kind is BlockKind.CODE else Role.ASIDE


def _paragraphs(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for gap in [*_BLANK.finditer(text, block.start, block.end), None]:
        end = block.end if gap is None else gap.start()
        if text[start:end].strip():
            yield start, end
        start = end if gap is None else gap.end()


def quoted_blocks(post: Post, quotes: Collection[Quote]) -> tuple[Block, ...]:
    """The blocks of a post in which each quote's part of its author's own blocks is a quote block of its own."""
    spans = sorted((quote.start, quote.end) for quote in quotes)
    made: list[Block] = []
    for block in post.blocks:
        made += _cut(post.text, block, spans) if block.kind is BlockKind.OWN else (block,)
    return tuple(made)


def _cut(text: str, block: Block, spans: Sequence[tuple[int, int]]) -> Iterator[Block]:
    at = block.start
    for start, end in spans:
        first, last = max(start, block.start), min(end, block.end)
        if first >= last:
            continue
        yield from _trimmed(text, replace(block, start=at, end=first))
        yield from _trimmed(text, Block(BlockKind.QUOTE, first, last, 1))
        at = last
    yield from _trimmed(text, replace(block, start=at))


def _trimmed(text: str, block: Block) -> Iterator[Block]:
    """The block without white space at its ends; nothing where there is nothing else."""
    words = text[block.start : block.end]
    if words.strip():
        start = block.start + len(words) - len(words.lstrip())
        yield replace(block, start=start, end=start + len(words.strip()))
