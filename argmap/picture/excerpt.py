"""A part of a debate as a debate of its own."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Debate
from argmap.model.records import AnyRecord


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
    kept: set[str] = set(keep)
    waiting = sorted(debate.relations.values(), key=lambda relation: relation.id)
    while True:
        fitting = [r for r in waiting if r.target.id in kept and any(source in keep for source in r.sources)]
        if not fitting:
            break
        kept.update(relation.id for relation in fitting)
        records += [replace(r, sources=tuple(s for s in r.sources if s in keep)) for r in fitting]
        waiting = [relation for relation in waiting if relation.id not in kept]
    if placed:
        records += [position for position in debate.positions.values() if position.node in keep]
    return Debate(records)
