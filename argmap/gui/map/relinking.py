"""Edits that draw a link or change where it leads, with all that must be seen to so that nothing is said twice."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from argmap.gui.map import wording
from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.edits import relations
from argmap.model.ids import new_id
from argmap.model.kinds import Extent, RelationKind, Table, TargetKind
from argmap.model.queries import relations_from, relations_to
from argmap.model.records import Relation, Target

HOLDING_UP = frozenset({RelationKind.SUPPORTS, RelationKind.RESTS_ON})
"""The kinds of link by which statements hold each other up."""


def linked(debate: Debate, kind: RelationKind, sources: tuple[str, ...], target: Target) -> tuple[Edit, str]:
    """The edit that links statements to a target as one, and the id of the link. Links of the same kind that some of them
    have to it already become part of the one."""
    wording.check(debate, kind, sources, target)
    there = [
        r
        for source in sources
        for r in relations_from(debate, source)
        if r.kind is kind and r.target == target and set(r.sources) <= set(sources)
    ]
    if not there:
        relation_id = new_id()
        return relations.relate(debate, kind, sources, target, relation_id=relation_id), relation_id
    kept, *doubles = dict.fromkeys(there)
    changes = relations.set_sources(debate, kept.id, sources).changes
    gone = debate.deletion(*((Table.RELATIONS, r.id) for r in doubles), after=changes)
    return edit_of("Link premises", gone), kept.id


def fitting_kind(debate: Debate, relation: Relation, target: Target) -> RelationKind:
    """What a link says when it is aimed at something else: the same where that can be."""
    if wording.why_not(debate, relation.kind, relation.sources, target) is None:
        return relation.kind
    return relations.natural_kind(debate, relation.sources[0], target)


def why_not_aimed(debate: Debate, relation: Relation, target: Target, kind: RelationKind) -> str | None:
    """Why a link cannot be aimed at something and be of a kind, in a sentence, or None when it can."""
    if hangs_on(debate, target, relation.id):
        return "That arrow hangs on this one, so this one cannot lead to it. Aim at something else."
    return wording.why_not(debate, kind, relation.sources, target)


def reaimed(debate: Debate, relation_id: str, target: Target, kind: RelationKind | None) -> Edit:
    """A link aimed at something else, and of another kind where it has to be or is asked for."""
    relation = existing(debate, relation_id)
    kind = kind or fitting_kind(debate, relation, target)
    why = why_not_aimed(debate, relation, target, kind)
    if why is not None:
        raise EditError(why)
    edit = relations.set_target(debate, relation_id, target)
    return alone(debate, _with_kind(debate, relation, edit, kind))


def restarted(debate: Debate, relation_id: str, source: str, kind: RelationKind | None) -> Edit:
    """A link that starts from another statement, and of another kind where that is asked for."""
    relation = existing(debate, relation_id)
    if source not in debate.statements:
        raise EditError("A link starts from a statement. Choose one.")
    wording.check(debate, kind or relation.kind, (source,), relation.target)
    edit = Edit("Move start of link", relations.set_sources(debate, relation_id, [source]).changes)
    return alone(debate, _with_kind(debate, relation, edit, kind or relation.kind))


def retyped(debate: Debate, relation_id: str, kind: RelationKind) -> Edit:
    """A link that says something else."""
    relation = existing(debate, relation_id)
    wording.check(debate, kind, relation.sources, relation.target)
    return alone(debate, relations.set_kind(debate, relation_id, kind))


def reversed_(debate: Debate, relation_id: str) -> Edit:
    """A link turned round."""
    return alone(debate, relations.reverse(debate, relation_id))


def alone(debate: Debate, edit: Edit) -> Edit:
    """The edit itself. Raises EditError when a link that it changes would say what another one says already."""
    for change in edit.changes:
        if isinstance(change.after, Relation) and twin_of(debate, change.after) is not None:
            raise EditError("There is a link already that says just this. Delete one of the two instead.")
    return edit


def twin_of(debate: Debate, relation: Relation) -> Relation | None:
    """Another link that says the same of the same."""
    same = (relation.kind, frozenset(relation.sources), relation.target)
    found = (r for r in relations_to(debate, relation.target.id) if r.id != relation.id)
    return next((r for r in found if (r.kind, frozenset(r.sources), r.target) == same), None)


def _with_kind(debate: Debate, relation: Relation, edit: Edit, kind: RelationKind) -> Edit:
    """An edit of a link that makes it one of a kind as well."""
    if kind is relation.kind:
        return edit
    undercuts = [c for c in relations.set_kind(debate, relation.id, kind).changes if c.id != relation.id]
    moved = cast("Relation", edit.changes[0].after) if edit else relation
    extent = (relation.extent or Extent.FULL) if kind is RelationKind.CONCEDES else None
    return edit_of(edit.label, [Change(relation, replace(moved, kind=kind, extent=extent)), *undercuts])


def existing(debate: Debate, relation_id: str) -> Relation:
    """The link of this id; raises EditError when it is gone."""
    relation = debate.relations.get(relation_id)
    if relation is None:
        raise EditError("That link is no longer in the debate. Select another one.")
    return relation


def hangs_on(debate: Debate, target: Target, relation_id: str) -> bool:
    """Whether a target is this link, or acts on it, or on what acts on it, and so on."""
    seen: set[str] = set()
    while target.kind is TargetKind.RELATION and target.id in debate.relations and target.id not in seen:
        if target.id == relation_id:
            return True
        seen.add(target.id)
        target = debate.relations[target.id].target
    return False


def closes_circle(debate: Debate, relation: Relation) -> bool:
    """Whether a link makes statements hold up each other in a circle."""
    if relation.kind not in HOLDING_UP or relation.target.kind is not TargetKind.STATEMENT:
        return False
    seen = {relation.target.id}
    queue = [relation.target.id]
    for statement_id in queue:  # grows while it is walked
        for further in relations_from(debate, statement_id):
            if further.kind in HOLDING_UP and further.target.id not in seen:
                seen.add(further.target.id)
                queue.append(further.target.id)
    return not seen.isdisjoint(relation.sources)
