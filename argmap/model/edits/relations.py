"""Edits of relations: who acts on what, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.model.checks import UNDERCUTTABLE
from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import Extent, RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Relation, Target

NATURAL: dict[StatementKind, RelationKind] = {
    StatementKind.CLAIM: RelationKind.SUPPORTS,
    StatementKind.SUPPORT: RelationKind.SUPPORTS,
    StatementKind.OBJECTION: RelationKind.OBJECTS,
    StatementKind.CONCESSION: RelationKind.CONCEDES,
    StatementKind.QUESTION: RelationKind.ABOUT,
}
"""The kind of relation that a statement of each kind has to another statement unless the user says otherwise."""

TO_PROVISION: dict[StatementKind, RelationKind] = NATURAL | {
    StatementKind.CLAIM: RelationKind.ABOUT,
    StatementKind.CONCESSION: RelationKind.ABOUT,
}
"""The same for a provision."""


def natural_kind(debate: Debate, source: str, target: Target) -> RelationKind:
    """The kind of relation to propose between a statement and a target: undercuts for an arrow; a claim that meets an
    objection objects to it, since a reply to an objection is one."""
    if target.kind is TargetKind.RELATION:
        return RelationKind.UNDERCUTS
    kind = debate.statements[source].kind
    if target.kind is TargetKind.PROVISION:
        return TO_PROVISION[kind]
    if kind is StatementKind.CLAIM and debate.statements[target.id].kind is StatementKind.OBJECTION:
        return RelationKind.OBJECTS
    return NATURAL[kind]


def relate(
    debate: Debate,
    kind: RelationKind,
    sources: Iterable[str],
    target: Target,
    *,
    extent: Extent | None = None,
    relation_id: str | None = None,
) -> Edit:
    """Makes a relation. One to a provision is to its version current now; a concession is full unless said otherwise."""
    versions: tuple[int, ...] = ()
    if target.kind is TargetKind.PROVISION and target.id in debate.provisions:
        versions = (debate.provisions[target.id].current.number,)
    if kind is RelationKind.CONCEDES and extent is None:
        extent = Extent.FULL
    relation = Relation(relation_id or new_id(), kind, tuple(dict.fromkeys(sources)), target, versions, extent)
    rivals = (debate.relations[i] for table, i in debate.referrers(target.id) if table is Table.RELATIONS)
    if any(replace(rival, id=relation.id) == relation for rival in rivals):
        return Edit(f"Link: {kind.label}", ())  # it is there already
    return Edit(f"Link: {kind.label}", (Change(None, relation),))


def set_kind(debate: Debate, relation_id: str, kind: RelationKind) -> Edit:
    """Changes what a relation does. Undercuts of it go when the new kind has no force."""
    relation = _get(debate, relation_id)
    extent = (relation.extent or Extent.FULL) if kind is RelationKind.CONCEDES else None
    changes = [Change(relation, replace(relation, kind=kind, extent=extent))]
    if kind not in UNDERCUTTABLE:
        undercuts = [
            (Table.RELATIONS, i)
            for _, i in sorted(debate.referrers(relation_id))
            if debate.relations[i].kind is RelationKind.UNDERCUTS
        ]
        changes += debate.deletion(*undercuts)
    return edit_of(f"Change link to {kind.label}", changes)


def set_extent(debate: Debate, relation_id: str, extent: Extent) -> Edit:
    """Makes a concession full or partial."""
    relation = _get(debate, relation_id)
    if relation.kind is not RelationKind.CONCEDES:
        raise EditError("Only a concession is full or partial. Change the link to “concedes” first.")
    return edit_of("Set extent of concession", [Change(relation, replace(relation, extent=extent))])


def set_target(debate: Debate, relation_id: str, target: Target) -> Edit:
    """Aims a relation at something else."""
    relation = _get(debate, relation_id)
    versions: tuple[int, ...] = ()
    if target.kind is TargetKind.PROVISION and target.id in debate.provisions:
        versions = (debate.provisions[target.id].current.number,)
    return edit_of("Re-aim link", [Change(relation, replace(relation, target=target, versions=versions))])


def reverse(debate: Debate, relation_id: str) -> Edit:
    """Turns a relation between two statements round."""
    relation = _get(debate, relation_id)
    if len(relation.sources) != 1 or relation.target.kind is not TargetKind.STATEMENT:
        raise EditError("Only a link from one statement to another can be reversed.")
    turned = replace(relation, sources=(relation.target.id,), target=Target(TargetKind.STATEMENT, relation.sources[0]))
    return edit_of("Reverse link", [Change(relation, turned)])


def set_sources(debate: Debate, relation_id: str, sources: Iterable[str]) -> Edit:
    """Says which statements act together: several are linked premises."""
    relation = _get(debate, relation_id)
    return edit_of("Set premises", [Change(relation, replace(relation, sources=tuple(dict.fromkeys(sources))))])


def carry_over(debate: Debate, relation_ids: Iterable[str], number: int) -> Edit:
    """Says that relations to a provision hit version ``number`` of it as well."""
    changes = []
    for relation in (_get(debate, i) for i in relation_ids):
        if relation.target.kind is not TargetKind.PROVISION:
            raise EditError("Only a link to a provision can be carried over to a version. Select another one.")
        hit = relation.versions or (debate.provisions[relation.target.id].current.number,)
        changes.append(Change(relation, replace(relation, versions=tuple(sorted({*hit, number})))))
    return edit_of("Carry over to new version", changes)


def set_versions(debate: Debate, relation_id: str, numbers: Iterable[int]) -> Edit:
    """Says exactly which versions of a provision a relation hits; it keeps at least one."""
    relation = _get(debate, relation_id)
    if relation.target.kind is not TargetKind.PROVISION:
        raise EditError("Only a link to a provision hits versions of it. Select another one.")
    versions = tuple(sorted(set(numbers)))
    if not versions:
        raise EditError("A link to a provision hits at least one of its versions. Remove the link instead.")
    return edit_of("Set versions of link", [Change(relation, replace(relation, versions=versions))])


def delete(debate: Debate, *relation_ids: str) -> Edit:
    """Deletes relations, with the undercuts that were aimed at them."""
    for relation_id in relation_ids:
        _get(debate, relation_id)
    return edit_of("Delete link", debate.deletion(*((Table.RELATIONS, i) for i in relation_ids)))


def _get(debate: Debate, relation_id: str) -> Relation:
    relation = debate.relations.get(relation_id)
    if relation is None:
        raise EditError("That link is no longer in the debate. Select another one.")
    return relation
