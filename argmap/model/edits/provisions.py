"""Edits of provisions and their versions."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import Table, TargetKind, VersionStatus
from argmap.model.records import Provision, Relation, Threshold, Version


def add(
    debate: Debate,
    citation: str,
    title: str = "",
    *,
    text: str = "",
    threshold: Threshold | None = None,
    parent: str | None = None,
    at: str | None = None,
    provision_id: str | None = None,
) -> Edit:
    """Makes a provision with its first version, last among its siblings."""
    position = 1 + max((p.position for p in debate.provisions.values() if p.parent == parent), default=-1)
    first = Version(1, text.strip(), VersionStatus.PROPOSED, at, None, threshold)
    provision = Provision(provision_id or new_id(), parent, citation.strip(), title.strip(), position, (first,))
    return Edit("Add provision", (Change(None, provision),))


def describe(debate: Debate, provision_id: str, *, citation: str | None = None, title: str | None = None) -> Edit:
    """Changes a provision's citation or title; None leaves it."""
    provision = _get(debate, provision_id)
    new = replace(
        provision,
        citation=provision.citation if citation is None else citation.strip(),
        title=provision.title if title is None else title.strip(),
    )
    return edit_of("Edit provision", [Change(provision, new)])


def move(debate: Debate, provision_id: str, parent: str | None, position: int) -> Edit:
    """Puts a provision below a parent (None: at the top) as number ``position``, counting from 0, among its siblings."""
    provision = _get(debate, provision_id)
    siblings = [p for p in debate.provisions.values() if p.parent == parent and p.id != provision_id]
    siblings.sort(key=lambda p: (p.position, p.id))
    siblings.insert(position, provision)
    moved = (Change(p, replace(p, parent=parent, position=i)) for i, p in enumerate(siblings))
    return edit_of("Move provision", moved)


def set_version(
    debate: Debate,
    provision_id: str,
    number: int,
    *,
    text: str | None = None,
    status: VersionStatus | None = None,
    at: str | None = None,
    threshold: Threshold | None = None,
) -> Edit:
    """Corrects a version in place. ``text`` and ``status`` of None stay; ``at`` and ``threshold`` are set as given."""
    provision = _get(debate, provision_id)
    old = _version(provision, number)
    new = replace(
        old, text=old.text if text is None else text.strip(), status=status or old.status, at=at, threshold=threshold
    )
    versions = tuple(new if v.number == number else v for v in provision.versions)
    return edit_of("Edit version", [Change(provision, replace(provision, versions=versions))])


def add_version(
    debate: Debate,
    provision_id: str,
    *,
    text: str | None = None,
    status: VersionStatus = VersionStatus.AMENDED,
    at: str | None = None,
    because_of: str | None = None,
    threshold: Threshold | None = None,
) -> Edit:
    """Amends a provision: the next version, and the statement that brought it about. Relations that named no version are
    held to the one that was current, so that the amendment retires them until they are carried over."""
    provision = _get(debate, provision_id)
    old = provision.current
    new = Version(old.number + 1, old.text if text is None else text.strip(), status, at, because_of, threshold)
    label = "Withdraw provision" if status is VersionStatus.WITHDRAWN else "Amend provision"
    changes = [Change(provision, replace(provision, versions=(*provision.versions, new)))]
    for relation in _unversioned(debate, provision_id):
        changes.append(Change(relation, replace(relation, versions=(old.number,))))
    return edit_of(label, changes)


def withdraw(debate: Debate, provision_id: str, *, because_of: str | None = None, at: str | None = None) -> Edit:
    """Withdraws a provision: a version with the same words and threshold, no longer proposed."""
    threshold = _get(debate, provision_id).current.threshold
    return add_version(
        debate, provision_id, status=VersionStatus.WITHDRAWN, at=at, because_of=because_of, threshold=threshold
    )


def remove_version(debate: Debate, provision_id: str, number: int) -> Edit:
    """Takes a version away, and from the relations that name it; one that names no other is held to the version before it, or
    to the first, so that what was retired stays so where it can. The only version cannot go."""
    provision = _get(debate, provision_id)
    _version(provision, number)
    versions = tuple(v for v in provision.versions if v.number != number)
    if not versions:
        raise EditError("A provision keeps at least one version. Delete the provision instead.")
    stand_in = max((v.number for v in versions if v.number < number), default=versions[0].number)
    changes = [Change(provision, replace(provision, versions=versions))]
    for table, relation_id in sorted(debate.referrers(provision_id)):
        relation = debate.relations[relation_id] if table is Table.RELATIONS else None
        if relation is not None and number in relation.versions:
            kept = tuple(n for n in relation.versions if n != number)
            changes.append(Change(relation, replace(relation, versions=kept or (stand_in,))))
    return edit_of("Remove version", changes)


def delete(debate: Debate, provision_id: str) -> Edit:
    """Deletes a provision and the relations to it. Its children move up to where it stood."""
    provision = _get(debate, provision_id)
    changes = [
        Change(p, replace(p, parent=provision.parent)) for p in debate.provisions.values() if p.parent == provision_id
    ]
    return edit_of("Delete provision", debate.deletion((Table.PROVISIONS, provision_id), after=changes))


def _unversioned(debate: Debate, provision_id: str) -> list[Relation]:
    relations = (debate.relations[i] for t, i in sorted(debate.referrers(provision_id)) if t is Table.RELATIONS)
    return [r for r in relations if r.target.kind is TargetKind.PROVISION and not r.versions]


def _version(provision: Provision, number: int) -> Version:
    found = next((v for v in provision.versions if v.number == number), None)
    if found is None:
        raise EditError(f"{provision.citation or 'The provision'} has no version {number}. Choose one of its versions.")
    return found


def _get(debate: Debate, provision_id: str) -> Provision:
    provision = debate.provisions.get(provision_id)
    if provision is None:
        raise EditError("That provision is no longer in the debate. Select another one.")
    return provision
