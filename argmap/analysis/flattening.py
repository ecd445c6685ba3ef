"""A debate as an abstract argumentation framework, with helper arguments that are never shown.

Statements, relations with force and provisions are arguments. Besides them there are, where needed,

- ``fail(x)``: x is attacked by the statement and attacks every relation of which x is a source: it acts only while x stands;
- ``gone(r)``: attacked by a "rests on" relation and attacking its target, which falls when the premise or the link does;
- ``lack(y)``: attacks a statement that must be shown, and is attacked by each relation that supports it;
- ``never``: unattacked; it attacks what was amended, rejected, conceded away or aimed at an old version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from argmap.analysis.labelling import Framework
from argmap.model.checks import UNDERCUTTABLE
from argmap.model.debate import Debate
from argmap.model.kinds import Burden, Extent, RelationKind, StatementKind, TargetKind, VersionStatus
from argmap.model.records import Provision, Relation

ATTACKS = frozenset({RelationKind.OBJECTS, RelationKind.CONTRADICTS, RelationKind.UNDERCUTS})


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposition: records left out of account, taken to stand or to fall, authors whose words are left out, and whether
    whatever anybody conceded in full is taken to stand."""

    ignore: frozenset[str] = frozenset()
    accept: frozenset[str] = frozenset()
    reject: frozenset[str] = frozenset()
    without_authors: frozenset[str] = frozenset()
    accept_conceded: bool = False


@dataclass(slots=True)
class Flat:
    """The framework and what its arguments stand for. ``node`` maps record ids to arguments, ``meaning`` arguments to
    (role, record id) with the roles "record", "back" (the other direction of a contradiction), "fail", "gone", "lack" and
    "never". ``dead`` names relations without force and why: "conceded" or "amended"."""

    framework: Framework = field(default_factory=Framework)
    node: dict[str, int] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)
    meaning: list[tuple[str, str]] = field(default_factory=list)
    dead: dict[str, str] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)


def flatten(debate: Debate, what_if: WhatIf) -> Flat:
    """The framework of a debate under a supposition. Linear in the records."""
    return _Flattening(debate, what_if).flat


def is_withdrawn(provision: Provision) -> bool:
    """Whether a provision is no longer proposed."""
    return provision.current.status is VersionStatus.WITHDRAWN


def hits_current(relation: Relation, provision: Provision) -> bool:
    """Whether a relation to a provision is to its current version. None named means the current one."""
    return not relation.versions or provision.current.number in relation.versions


def conceded_by(debate: Debate) -> Mapping[str, set[str]]:
    """Id of what was conceded in full to the ids of the known authors who did."""
    found: dict[str, set[str]] = {}
    for relation in debate.relations.values():
        if relation.kind is RelationKind.CONCEDES and relation.extent is not Extent.PARTIAL:
            authors = found.setdefault(relation.target.id, set())
            authors.update(a for s in relation.sources for a in _authors(debate, s) if a is not None)
    return found


def _authors(debate: Debate, statement_id: str) -> Iterator[str | None]:
    """The authors of a statement, None for an unknown one; the analyst's own words count as unknown."""
    passages = debate.statements[statement_id].passages
    if not passages:
        yield None
    for passage in passages:
        yield debate.posts[passage.post].author


class _Flattening:
    """Builds a Flat step by step."""

    def __init__(self, debate: Debate, what_if: WhatIf) -> None:
        self.flat = Flat()
        self._debate = debate
        self._what_if = what_if
        self._fail: dict[str, int] = {}
        self._lack: dict[str, int] = {}
        self._never: int | None = None
        self._left_out = self._ignored()
        conceded = conceded_by(debate)
        self._conceded = conceded
        for statement in debate.statements.values():
            if statement.kind is not StatementKind.QUESTION and statement.id not in self._left_out:
                self._argument("record", statement.id)
                if statement.burden is Burden.MUST_BE_SHOWN:
                    self._lack[statement.id] = self._helper("lack", statement.id, attacks=self.flat.node[statement.id])
        for provision in debate.provisions.values():
            if not is_withdrawn(provision) and provision.id not in self._left_out:
                self._argument("record", provision.id)
        relations = [r for r in debate.relations.values() if r.kind in UNDERCUTTABLE and r.id not in self._left_out]
        for relation in relations:
            self._argument("record", relation.id)
        for relation in relations:
            self._act(relation)
        self._suppose()

    def _ignored(self) -> set[str]:
        """Records left out: those named, statements only said by authors left out, and relations without them."""
        gone = set(self._what_if.ignore)
        if self._what_if.without_authors:
            for statement in self._debate.statements.values():
                if set(_authors(self._debate, statement.id)) <= self._what_if.without_authors:
                    gone.add(statement.id)
        return gone

    def _argument(self, role: str, record_id: str) -> int:
        number = self.flat.framework.argument()
        self.flat.meaning.append((role, record_id))
        if role == "record":
            self.flat.node[record_id] = number
        return number

    def _helper(self, role: str, record_id: str, *, attacks: int) -> int:
        number = self._argument(role, record_id)
        self.flat.framework.attack(number, attacks)
        return number

    def _kill(self, argument: int) -> None:
        if self._never is None:
            self._never = self._argument("never", "")
        self.flat.framework.attack(self._never, argument)

    def _depend(self, argument: int, source: str) -> None:
        """Lets a relation act only while its source stands. A source without a label (a question) always does; one that
        is left out never does."""
        if source in self._left_out:
            self._kill(argument)
        elif source in self.flat.node:
            if source not in self._fail:
                number = self._argument("fail", source)
                self.flat.framework.attack(self.flat.node[source], number)
                self._fail[source] = number
            self.flat.framework.attack(self._fail[source], argument)

    def _act(self, relation: Relation) -> None:
        here = self.flat.node[relation.id]
        for source in relation.sources:
            self._depend(here, source)
        why = self._why_dead(relation)
        if why:
            self.flat.dead[relation.id] = why
            self._kill(here)
        target = self.flat.node.get(relation.target.id)
        if target is None:
            return
        framework = self.flat.framework
        match relation.kind:
            case RelationKind.SUPPORTS:
                if relation.target.id in self._lack:
                    framework.attack(here, self._lack[relation.target.id])
            case RelationKind.RESTS_ON:
                framework.attack(here, self._helper("gone", relation.id, attacks=target))
            case RelationKind.CONTRADICTS:
                framework.attack(here, target)
                self._attack_back(relation)
            case _:
                framework.attack(here, target)
                if relation.target.id in self.flat.back:
                    framework.attack(here, self.flat.back[relation.target.id])

    def _attack_back(self, relation: Relation) -> None:
        """The other half of a contradiction: the target attacks the source. It is undercut together with the first half."""
        source = self.flat.node.get(relation.sources[0])
        if source is None:
            return
        back = self._argument("back", relation.id)
        self.flat.back[relation.id] = back
        self._depend(back, relation.target.id)
        self.flat.framework.attack(back, source)
        first = self.flat.node[relation.id]
        for attacker in self.flat.framework.attackers[first]:
            if self.flat.meaning[attacker][0] == "record":  # undercuts seen before
                self.flat.framework.attack(attacker, back)

    def _why_dead(self, relation: Relation) -> str:
        target = relation.target
        provision = self._debate.provisions.get(target.id) if target.kind is TargetKind.PROVISION else None
        if provision is not None and not hits_current(relation, provision):
            return "amended"
        if relation.kind in ATTACKS and target.id in self._conceded:
            authors = {a for s in relation.sources for a in _authors(self._debate, s)}
            if authors and authors <= self._conceded[target.id]:
                return "conceded"
        return ""

    def _suppose(self) -> None:
        """Retires amended statements, and makes what is accepted or rejected so."""
        node = self.flat.node
        for relation in self._debate.relations.values():
            if relation.kind is RelationKind.AMENDS and relation.target.kind is TargetKind.STATEMENT:
                self.flat.retired.add(relation.target.id)
        accepted = set(self._what_if.accept)
        if self._what_if.accept_conceded:
            accepted.update(self._conceded)
        for record_id in sorted((self.flat.retired | self._what_if.reject) - accepted):
            if record_id in node:
                self._kill(node[record_id])
        for record_id in accepted:
            if record_id in node:
                attackers = self.flat.framework.attackers[node[record_id]]
                for attacker in attackers:
                    self.flat.framework.attacked[attacker].remove(node[record_id])
                attackers.clear()
