"""A part of a debate as a debate of its own: what is near a card, or what hangs on a provision."""

from __future__ import annotations

from dataclasses import replace

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import TargetKind
from argmap.model.records import AnyRecord


def around(debate: Debate, focus: str, depth: int) -> set[str]:
    """The ids of the statements and provisions that are at most ``depth`` links away from one, itself among them. An
    undercut is one link away from the ends of the link that it hits."""
    near: dict[str, set[str]] = {}
    for relation in debate.relations.values():
        ends = [*relation.sources, *_nodes_of_target(debate, relation.target.id, relation.target.kind)]
        for end in ends:
            near.setdefault(end, set()).update(ends)
    for statement, provision, _ in queries.amendments(debate):
        near.setdefault(statement, set()).add(provision.id)
        near.setdefault(provision.id, set()).add(statement)
    found, edge = {focus}, {focus}
    for _ in range(depth):
        edge = {other for node in edge for other in near.get(node, ())} - found
        if not edge:
            break
        found |= edge
    return found


def _nodes_of_target(debate: Debate, target: str, kind: TargetKind) -> list[str]:
    """The cards at the ends of a target: itself, or for a link its ends."""
    ends: list[str] = []
    seen: set[str] = set()
    while kind is TargetKind.RELATION and target not in seen:
        seen.add(target)
        hit = debate.relations[target]
        ends += hit.sources
        target, kind = hit.target.id, hit.target.kind
    return ends if kind is TargetKind.RELATION else [*ends, target]


def under(debate: Debate, provision: str) -> set[str]:
    """The ids of a provision and of the statements that reach it through any number of links."""
    actors: dict[str, list[str]] = {}
    for relation in debate.relations.values():
        actors.setdefault(relation.target.id, []).extend((relation.id, *relation.sources))
    for statement, amended, _ in queries.amendments(debate):
        actors.setdefault(amended.id, []).append(statement)
    found, queue = {provision}, [provision]
    for node in queue:  # grows while it is walked
        fresh = [actor for actor in dict.fromkeys(actors.get(node, ())) if actor not in found]
        found.update(fresh)
        queue += fresh
    return {i for i in found if i in debate.statements or i in debate.provisions}


def excerpt(debate: Debate, keep: set[str]) -> Debate:
    """A debate with only these statements and provisions, the relations among them, and all posts. Where its cards stood
    is left out, so that it is laid out afresh."""
    records: list[AnyRecord] = [debate.info, *debate.sources.values(), *debate.authors.values()]
    records += [*debate.posts.values(), *debate.topics.values()]
    for provision in debate.provisions.values():
        if provision.id in keep:
            parent = provision.parent if provision.parent in keep else None
            versions = (v if v.because_of in keep else replace(v, because_of=None) for v in provision.versions)
            records.append(replace(provision, parent=parent, versions=tuple(versions)))
    records += [statement for statement in debate.statements.values() if statement.id in keep]
    kept: set[str] = set(keep)
    waiting = sorted(debate.relations.values(), key=lambda relation: relation.id)
    while True:
        fitting = [r for r in waiting if r.target.id in kept and any(source in keep for source in r.sources)]
        if not fitting:
            break
        kept.update(relation.id for relation in fitting)
        records += [replace(r, sources=tuple(s for s in r.sources if s in keep)) for r in fitting]
        waiting = [relation for relation in waiting if relation.id not in kept]
    return Debate(records)
