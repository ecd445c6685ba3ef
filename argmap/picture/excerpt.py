"""A part of a debate as a debate of its own."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Debate
from argmap.model.records import AnyRecord, Relation


def excerpt(debate: Debate, keep: set[str], *, placed: bool = False) -> Debate:
    """A debate with only these statements and provisions, the relations among them, and all posts. Where its cards stood
    is left out, so that it is laid out afresh, unless they are to stay ``placed``."""
    records: list[AnyRecord] = [debate.info, *debate.sources.values(), *debate.authors.values()]
    records += [*debate.posts.values(), *debate.topics.values()]
    for provision in debate.provisions.values():
        if provision.id in keep:
            parent = provision.parent if provision.parent in keep else None
            versions = (v if v.because_of in keep else replace(v, because_of=None) for v in provision.versions)
            records.append(replace(provision, parent=parent, versions=tuple(versions)))
    records += [statement for statement in debate.statements.values() if statement.id in keep]
    records += [replace(r, sources=tuple(s for s in r.sources if s in keep)) for r in _among(debate, keep)]
    if placed:
        records += [position for position in debate.positions.values() if position.node in keep]
    return Debate(records)


def _among(debate: Debate, keep: set[str]) -> list[Relation]:
    """The relations that start and end at these cards or at each other, by id. Those whose ends are left out are taken away
    until none is, so that undercuts stay that hit each other in a circle."""
    there = sorted((r for r in debate.relations.values() if any(s in keep for s in r.sources)), key=lambda r: r.id)
    hitting: dict[str, list[str]] = {}
    for relation in there:
        hitting.setdefault(relation.target.id, []).append(relation.id)
    ends = {*keep, *(relation.id for relation in there)}
    gone = [i for target, several in hitting.items() if target not in ends for i in several]
    for relation_id in gone:  # grows while it is walked
        gone += hitting.get(relation_id, ())
    left_out = set(gone)
    return [relation for relation in there if relation.id not in left_out]
