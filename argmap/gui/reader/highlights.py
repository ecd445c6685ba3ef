"""Which statements are marked where in a post, and in which lane each is underlined where several overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.model.debate import Debate
from argmap.model.queries import statements_of_post
from argmap.model.records import Statement

LANES = 3
"""How many underlines fit between two lines of text; more statements than that share the last."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of a statement in one post. ``lane`` counts from 0, the one next to the text."""

    statement: str
    kind: str
    start: int
    end: int
    lane: int


def highlights(debate: Debate, post_id: str) -> list[Highlight]:
    """The highlights of a post by where they start, the longer first."""
    return in_lanes(post_id, statements_of_post(debate, post_id))


def in_lanes(post_id: str, statements: Iterable[Statement]) -> list[Highlight]:
    """Passages in a post, each in the first lane that is free where it starts."""
    spans = [(p.start, -p.end, s.id, s.kind.value) for s in statements for p in s.passages if p.post == post_id]
    free_from = [0] * LANES
    found = []
    for start, minus_end, statement, kind in sorted(spans):
        lane = next((n for n, free in enumerate(free_from) if free <= start), LANES - 1)
        free_from[lane] = max(free_from[lane], -minus_end)
        found.append(Highlight(statement, kind, start, -minus_end, lane))
    return found


def at(marks: Iterable[Highlight], offset: int) -> list[Highlight]:
    """The highlights over a character, the shortest first: the most particular statement is meant first."""
    over = [mark for mark in marks if mark.start <= offset < mark.end]
    return sorted(over, key=lambda mark: (mark.end - mark.start, mark.start, mark.statement))


def within(marks: Iterable[Highlight], start: int, end: int) -> list[Highlight]:
    """The highlights that share a character with a span: the same span first, then the most of it and the least else."""

    def misfit(mark: Highlight) -> tuple[int, int, str]:
        shared = min(mark.end, end) - max(mark.start, start)
        return (mark.end - mark.start) + (end - start) - 2 * shared, mark.start, mark.statement

    return sorted((mark for mark in marks if mark.start < end and start < mark.end), key=misfit)
