"""What is to be drawn of a debate's relations, before it is known where the lines run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.layout.grid import Area
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import Extent, RelationKind, TargetKind
from argmap.model.records import Relation

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Wish:
    """A link before it is routed. ``card`` is what it ends on; "" where it ends on another link, its target."""

    id: str
    kind: RelationKind
    sources: tuple[str, ...]
    target: str
    card: str
    partial: bool = False
    dimmed: bool = False


def wished(debate: Debate, verdicts: Verdicts | None, areas: Mapping[str, Area]) -> Iterator[Wish]:
    """What is to be drawn, each after what it hits; a relation that misses one of its ends is not."""
    told: set[tuple[str, str]] = set()
    for relation, card in _drawable(debate, areas):
        sources = tuple(source for source in relation.sources if source in areas)
        if relation.kind is RelationKind.AMENDS:
            told.update((source, relation.target.id) for source in sources)
        verdict = verdicts.relations.get(relation.id) if verdicts is not None else None
        falls = verdict is not None and verdict.label == "falls"
        partial = relation.extent is Extent.PARTIAL
        yield Wish(relation.id, relation.kind, sources, relation.target.id, card, partial, falls)
    for statement, provision, _ in queries.amendments(debate):
        if statement in areas and provision.id in areas and (statement, provision.id) not in told:
            told.add((statement, provision.id))
            name = f"amends:{statement}:{provision.id}"
            yield Wish(name, RelationKind.AMENDS, (statement,), provision.id, provision.id)


def _drawable(debate: Debate, areas: Mapping[str, Area]) -> Iterator[tuple[Relation, str]]:
    """(relation, the card that it ends on, or "" for another link), each after what it hits. Where undercuts run in a
    circle, one of them is aimed at the card where the link that it hits starts."""
    here = [r for r in debate.relations.values() if any(source in areas for source in r.sources)]
    here.sort(key=lambda relation: relation.id)
    hitting: dict[str, list[Relation]] = {}
    for relation in here:
        if relation.target.kind is TargetKind.RELATION:
            hitting.setdefault(relation.target.id, []).append(relation)
    by_id = {relation.id: relation for relation in here}
    queue = [(r, r.target.id) for r in here if r.target.id in areas]
    seen = {relation.id for relation, _ in queue}
    for first in (None, *here):
        if first is not None:
            way = _circle(first, by_id, seen)
            if way is None:
                continue
            queue = [(way, next(i for i in by_id[way.target.id].sources if i in areas))]
            seen.add(way.id)
        for relation, card in queue:  # grows while it is walked
            yield relation, card
            more = [r for r in hitting.get(relation.id, ()) if r.id not in seen]
            seen.update(r.id for r in more)
            queue += [(r, "") for r in more]


def _circle(start: Relation, by_id: Mapping[str, Relation], seen: set[str]) -> Relation | None:
    """The first relation met twice on the way from one to what it hits, and on; None where the way ends. What leads to no
    circle is marked as seen, so that it is walked once."""
    path: dict[str, None] = {}
    here = start.id
    while here in by_id and here not in seen:
        if here in path:
            return by_id[here]
        path[here] = None
        here = by_id[here].target.id
    seen.update(path)
    return None
