"""What a newly tagged statement probably answers, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model.debate import Debate
from argmap.model.edits.quotes import REJECTED
from argmap.model.kinds import Table
from argmap.model.queries import overlapping, statements_of_post
from argmap.model.records import Passage, Quote

MOST = 9
"""As many as there are digits."""
_RECENT = 4
"""How many recent statements are offered behind better guesses."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that may be answered, and why it is thought of: "quoted", "parent" or "recent"."""

    statement: str
    why: str


def proposals(debate: Debate, passage: Passage, own: str) -> list[Proposal]:
    """What the statement ``own``, said in a passage, may answer: statements on what the post quotes above the passage, the
    nearest quote first; then those of the post that it replies to, the last first; then the ones made most recently."""
    found: dict[str, Proposal] = {}
    taken = {own, *_answered(debate, own)}
    for source, why in (
        (_quoted(debate, passage), "quoted"),
        (_of_parent(debate, passage.post), "parent"),
        (_recent(debate, passage), "recent"),
    ):
        for statement in source:
            if statement not in taken:
                found.setdefault(statement, Proposal(statement, why))
    return list(found.values())[:MOST]


def quotes_of(debate: Debate, post_id: str) -> list[Quote]:
    """The quotes in a post, from its start to its end, without rejected ones."""
    found = [debate.quotes[i] for table, i in debate.referrers(post_id) if table is Table.QUOTES]
    kept = [quote for quote in found if quote.post == post_id and quote.decided_by != REJECTED]
    return sorted(kept, key=lambda quote: (quote.start, quote.end, quote.id))


def _quoted(debate: Debate, passage: Passage) -> Iterator[str]:
    above = [quote for quote in quotes_of(debate, passage.post) if quote.start < passage.end]
    for quote in sorted(above, key=lambda quote: quote.end, reverse=True):
        if quote.of_post is None or quote.of_start is None or quote.of_end is None:
            continue
        start, end = quote.of_start, quote.of_end

        def shared(statement_id: str, post: str = quote.of_post, start: int = start, end: int = end) -> int:
            passages = debate.statements[statement_id].passages
            return max(min(p.end, end) - max(p.start, start) for p in passages if p.post == post)

        over = overlapping(statements_of_post(debate, quote.of_post), quote.of_post, start, end)
        yield from sorted((statement.id for statement in over), key=shared, reverse=True)


def _of_parent(debate: Debate, post_id: str) -> Iterator[str]:
    parent = debate.posts[post_id].parent
    if parent is not None:
        yield from (statement.id for statement in reversed(statements_of_post(debate, parent)))


def _recent(debate: Debate, passage: Passage) -> Iterator[str]:
    """The statement said last before the passage in its own post, then those made last."""
    before = [
        (p.end, statement.id)
        for statement in statements_of_post(debate, passage.post)
        for p in statement.passages
        if p.post == passage.post and p.end <= passage.start
    ]
    if before:
        yield max(before)[1]
    yield from reversed(list(debate.statements)[-_RECENT - 1 :])


def _answered(debate: Debate, statement_id: str) -> Iterator[str]:
    for table, relation_id in debate.referrers(statement_id):
        if table is Table.RELATIONS and statement_id in debate.relations[relation_id].sources:
            yield debate.relations[relation_id].target.id
