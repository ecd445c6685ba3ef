"""A debate as an abstract argumentation framework, with helper arguments that are never shown.

Statements, provisions and relations with force are arguments. Besides them there are, where needed,

- FAIL of a statement x: attacked by x, and attacks every relation of which x is a source, which acts only while x stands;
- GONE of a "rests on" relation: attacked by it, and attacks its target, which falls when the premise or the link does;
- LACK of a statement that must be shown: attacks it, and is attacked by each relation that supports it;
- BACK of a "contradicts" relation: its other half, from its target to its source;
- and unattacked ones that put OUT what was amended, hits an old version, was conceded away, or is supposed to fall.

A question is judged like any other statement, since what counts is the relations it has; only its label is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from argmap.analysis.labelling import Framework
from argmap.model.checks import UNDERCUTTABLE
from argmap.model.debate import Debate
from argmap.model.kinds import Burden, Extent, RelationKind, TargetKind, VersionStatus
from argmap.model.records import Provision, Relation

ATTACKS = frozenset({RelationKind.OBJECTS, RelationKind.CONTRADICTS, RelationKind.UNDERCUTS})
"""The kinds of relation that tell against their target."""

# looked up for every relation, which is slow on the class
_SUPPORTS, _RESTS_ON = RelationKind.SUPPORTS, RelationKind.RESTS_ON
_OBJECTS, _UNDERCUTS, _CONTRADICTS = RelationKind.OBJECTS, RelationKind.UNDERCUTS, RelationKind.CONTRADICTS
_CONCEDES, _AMENDS, _PROVISION = RelationKind.CONCEDES, RelationKind.AMENDS, TargetKind.PROVISION


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposition, by ids of statements, relations, provisions and authors: records left out of account as if they had
    never been said, records taken to stand or to fall, authors whose words are left out, and whether whatever anybody
    conceded in full is taken to stand. A record that is both accepted and rejected is accepted."""

    ignore: frozenset[str] = frozenset()
    accept: frozenset[str] = frozenset()
    reject: frozenset[str] = frozenset()
    without_authors: frozenset[str] = frozenset()
    accept_conceded: bool = False


class Role(Enum):
    """What an argument stands for, with the id that goes with it."""

    RECORD = auto()  # a statement or a provision
    RELATION = auto()
    BACK = auto()  # relation id
    FAIL = auto()  # statement id
    GONE = auto()  # relation id
    LACK = auto()  # statement id
    AMENDED = auto()  # id of the relation that amends
    OUTDATED = auto()  # provision id
    CONCEDED = auto()  # id of the relation that concedes
    REJECTED = auto()  # no id


@dataclass(slots=True)
class Flat:
    """The framework, and what its arguments stand for: ``roles`` and ``ids`` by number.

    By record id: ``node`` has the arguments, ``back`` the other halves of contradictions, ``lack`` what puts a statement OUT
    that is not shown, ``live`` the relations taken into account, and ``conceded`` the known authors who conceded it in full,
    each with the relations that say so. ``struck`` are the ids of records that are OUT whatever else there is, and why;
    ``accepted`` those that are taken to stand.
    """

    framework: Framework = field(default_factory=Framework)
    roles: list[Role] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    node: dict[str, int] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)
    lack: dict[str, int] = field(default_factory=dict)
    struck: list[tuple[str, Role]] = field(default_factory=list)
    live: dict[str, Relation] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    conceded: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def flatten(debate: Debate, what_if: WhatIf) -> Flat:
    """The framework of a debate under a supposition. Linear in the records."""
    return _Flattening(debate, what_if).flat


def is_withdrawn(provision: Provision) -> bool:
    """Whether a provision is no longer proposed."""
    return provision.current.status is VersionStatus.WITHDRAWN


def hits_current(relation: Relation, provision: Provision) -> bool:
    """Whether a relation to a provision is to its current version. None named means the current one."""
    return not relation.versions or provision.current.number in relation.versions


class _Flattening:
    """Builds a Flat: first an argument for each record, then what each relation does."""

    def __init__(self, debate: Debate, what_if: WhatIf) -> None:
        self.flat = Flat()
        self._debate = debate
        self._what_if = what_if
        self._provisions = debate.provisions
        self._fail: dict[str, int] = {}
        gone = self._left_out()
        self.flat.live = self._kept_relations(gone)
        self.flat.conceded = self._concessions()
        with_force = [relation for relation in self.flat.live.values() if relation.kind in UNDERCUTTABLE]
        self._make_arguments(gone, with_force)
        for relation in with_force:
            self._act(relation)
        for relation in with_force:
            self._strike(relation)
        self._suppose()

    def _left_out(self) -> set[str]:
        """The records named, and the statements that only authors left out have made."""
        gone = set(self._what_if.ignore)
        if self._what_if.without_authors:
            gone.update(
                s for s in self._debate.statements if set(_speakers(self._debate, [s])) <= self._what_if.without_authors
            )
        return gone

    def _kept_relations(self, gone: set[str]) -> dict[str, Relation]:
        relations = self._debate.relations
        if not gone:
            return dict(relations)
        return {
            r.id: r
            for r in relations.values()
            if r.id not in gone and r.target.id not in gone and gone.isdisjoint(r.sources)
        }

    def _concessions(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for relation in self.flat.live.values():
            if relation.kind is not _CONCEDES or relation.extent is Extent.PARTIAL:
                continue
            provision = self._provisions.get(relation.target.id)
            if provision is not None and not hits_current(relation, provision):
                continue
            who = found.setdefault(relation.target.id, {})
            for author in set(_speakers(self._debate, relation.sources)):
                if author is not None:
                    who.setdefault(author, []).append(relation.id)
        return found

    def _make_arguments(self, gone: set[str], relations: Iterable[Relation]) -> None:
        flat = self.flat
        provisions = self._provisions.values()
        flat.ids = [i for i in self._debate.statements if i not in gone]
        flat.ids += [p.id for p in provisions if p.id not in gone and not is_withdrawn(p)]
        flat.roles = [Role.RECORD] * len(flat.ids)
        flat.ids += [relation.id for relation in relations]
        flat.roles += [Role.RELATION] * (len(flat.ids) - len(flat.roles))
        flat.node = {record_id: number for number, record_id in enumerate(flat.ids)}
        flat.framework = Framework([[] for _ in flat.ids], [[] for _ in flat.ids])
        for statement in self._debate.statements.values():
            if statement.burden is Burden.MUST_BE_SHOWN and statement.id in flat.node:
                flat.lack[statement.id] = self._against(flat.node[statement.id], Role.LACK, statement.id)

    def _argument(self, role: Role, record_id: str) -> int:
        self.flat.roles.append(role)
        self.flat.ids.append(record_id)
        return self.flat.framework.argument()

    def _against(self, target: int, role: Role, record_id: str) -> int:
        """A helper that attacks an argument."""
        helper = self._argument(role, record_id)
        self.flat.framework.attack(helper, target)
        return helper

    def _strike_out(self, argument: int, role: Role, record_id: str) -> None:
        """Puts an argument OUT for good."""
        self._against(argument, role, record_id)
        self.flat.struck.append((self.flat.ids[argument], role))

    def _depend(self, argument: int, source: str) -> None:
        """Lets a relation act only while its source stands."""
        framework = self.flat.framework
        fail = self._fail.get(source)
        if fail is None:
            fail = self._fail[source] = self._argument(Role.FAIL, source)
            framework.attack(self.flat.node[source], fail)
        framework.attack(fail, argument)

    def _act(self, relation: Relation) -> None:
        """What a relation needs, and what it does to a statement or a provision."""
        flat, kind, target = self.flat, relation.kind, relation.target
        here = flat.node[relation.id]
        for source in relation.sources:
            self._depend(here, source)
        if target.kind is _PROVISION and not hits_current(relation, self._provisions[target.id]):
            self._strike_out(here, Role.OUTDATED, target.id)
            return  # above all, what no longer rests on its premises does not fall with them
        if kind is _OBJECTS:
            if target.id in flat.node:
                flat.framework.attack(here, flat.node[target.id])
        elif kind is _SUPPORTS:
            if target.id in flat.lack:
                flat.framework.attack(here, flat.lack[target.id])
        elif kind is _RESTS_ON:
            if target.id in flat.node:
                gone = self._against(flat.node[target.id], Role.GONE, relation.id)
                flat.framework.attack(here, gone)
        elif kind is _CONTRADICTS:
            flat.framework.attack(here, flat.node[target.id])
            back = self._against(flat.node[relation.sources[0]], Role.BACK, relation.id)
            self._depend(back, target.id)
            flat.back[relation.id] = back

    def _strike(self, relation: Relation) -> None:
        """Undercuts, which need the other halves of contradictions, and what concessions switch off."""
        flat, target = self.flat, relation.target
        here = flat.node[relation.id]
        if relation.kind is _UNDERCUTS and target.id in flat.node:
            flat.framework.attack(here, flat.node[target.id])
            if target.id in flat.back:
                flat.framework.attack(here, flat.back[target.id])
        if flat.conceded and relation.kind in ATTACKS:
            for concession in self._conceding(relation.sources, self._conceded_with(relation)):
                self._strike_out(here, Role.CONCEDED, concession)
            if relation.id in flat.back:
                for concession in self._conceding([target.id], relation.sources):
                    self._strike_out(flat.back[relation.id], Role.CONCEDED, concession)

    def _conceded_with(self, attack: Relation) -> Iterable[str]:
        """What has to be conceded by whoever makes an attack for it to be off: its target; of an undercut, the sources of
        the relation that it undercuts, provided that this relation acts on a statement of the same authors."""
        if attack.kind is not _UNDERCUTS:
            return (attack.target.id,)
        undercut = self._debate.relations[attack.target.id]
        if undercut.target.kind is TargetKind.STATEMENT:
            owners = set(_speakers(self._debate, [undercut.target.id]))
            if owners.issuperset(_speakers(self._debate, attack.sources)):
                return undercut.sources
        return ()

    def _conceding(self, attackers: Iterable[str], conceded: Iterable[str]) -> list[str]:
        """The relations by which all authors of the attacking statements have conceded everything named; none while one
        of them has not, or is unknown."""
        named = [self.flat.conceded.get(record_id, {}) for record_id in conceded]
        if not named or not all(named):
            return []
        authors = set(_speakers(self._debate, attackers)) - self._what_if.without_authors
        if not all(authors <= who.keys() for who in named):  # an unknown author is None, whom nothing names
            return []
        return sorted({c for who in named for author in authors if author for c in who[author]})

    def _suppose(self) -> None:
        """Retires amended statements, and makes what is accepted or rejected so."""
        flat = self.flat
        for relation in flat.live.values():
            if relation.kind is _AMENDS and relation.target.kind is TargetKind.STATEMENT:
                self._strike_out(flat.node[relation.target.id], Role.AMENDED, relation.id)
        for record_id in sorted(self._what_if.reject):
            for argument in self._halves(record_id):
                self._strike_out(argument, Role.REJECTED, "")
        flat.accepted = set(self._what_if.accept)
        if self._what_if.accept_conceded:
            flat.accepted.update(flat.conceded)
        for record_id in flat.accepted:
            for argument in self._halves(record_id):
                flat.framework.spare(argument)

    def _halves(self, record_id: str) -> list[int]:
        """The arguments of a record: none, one, or both halves of a contradiction."""
        return [table[record_id] for table in (self.flat.node, self.flat.back) if record_id in table]


def _speakers(debate: Debate, statement_ids: Iterable[str]) -> Iterator[str | None]:
    """The authors of statements, None for an unknown one; the analyst's own words count as unknown."""
    for statement_id in statement_ids:
        passages = debate.statements[statement_id].passages
        if not passages:
            yield None
        for passage in passages:
            yield debate.posts[passage.post].author
