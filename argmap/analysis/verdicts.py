"""What stands, what falls, what is disputed, and why: the verdicts on a debate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.analysis.flags import Flag, flags_of
from argmap.analysis.flattening import Flat, Role, WhatIf, flatten
from argmap.analysis.labelling import IN, OUT, UNDECIDED, grounded
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind

__all__ = ["Flag", "Grounds", "Label", "Verdict", "Verdicts", "WhatIf", "changed", "evaluate", "to_plain"]


class Label(StrEnum):
    """The outcome for a record."""

    STANDS = "stands"
    FALLS = "falls"
    DISPUTED = "disputed"


class Verdict(NamedTuple):
    """A label (None for what has none), flags, and the ids that decide: for what falls the standing attackers, the one with
    the shortest explanation first; for what stands what settles each of its attackers, the longest explanation first; for
    what is disputed its disputed attackers. A relation that decides is followed by the statements from which it comes.
    ``rank`` falls along every explanation, and is 0 for the disputed."""

    label: Label | None
    flags: tuple[Flag, ...] = ()
    because: tuple[str, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Grounds:
    """The labelled framework that verdicts were read off, for whoever explains them."""

    flat: Flat = field(default_factory=Flat)
    labels: list[int] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)

    def argument(self, record_id: str) -> int | None:
        """The argument that decides the label of a record, None for one without a label."""
        return self.better_half(record_id) if record_id in self.flat.back else self.flat.node.get(record_id)

    def better_half(self, contradiction: str) -> int:
        """The half of a contradiction that fares better: it acts while either does."""
        here, back = self.flat.node[contradiction], self.flat.back[contradiction]
        return back if self.labels[back] > self.labels[here] else here

    def deciders(self, argument: int) -> list[int]:
        """The attackers that give an argument its label, the one to tell of first in front."""
        attackers = self.flat.framework.attackers[argument]
        if len(attackers) < 2:
            return attackers
        state, ranks = self.labels[argument], self.ranks
        if state == IN:
            return sorted(attackers, key=lambda a: (-ranks[a], a))
        chosen = [a for a in attackers if self.labels[a] == -state]
        return sorted(chosen, key=lambda a: (ranks[a], a)) if state == OUT else chosen


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdict on every statement, relation and provision, by id."""

    statements: Mapping[str, Verdict]
    relations: Mapping[str, Verdict]
    provisions: Mapping[str, Verdict]
    grounds: Grounds = field(default_factory=Grounds, compare=False, repr=False)

    def of(self, record_id: str) -> Verdict | None:
        """The verdict on a record, None when it has none."""
        return self.statements.get(record_id) or self.relations.get(record_id) or self.provisions.get(record_id)


def evaluate(debate: Debate, what_if: WhatIf = WhatIf()) -> Verdicts:  # noqa: B008 (it is frozen)
    """Judges a debate: grounded labelling over statements, relations and provisions. Linear in the size of the map."""
    flat = flatten(debate, what_if)
    labels, ranks = grounded(flat.framework)
    grounds = Grounds(flat, labels, ranks)
    judge = _Judge(debate, grounds, flags_of(debate, flat, labels))
    statements = judge.verdicts(debate.statements)
    for statement in debate.statements.values():
        if statement.kind is _QUESTION:
            statements[statement.id] = Verdict(None, statements[statement.id].flags)
    return Verdicts(statements, judge.verdicts(debate.relations), judge.verdicts(debate.provisions), grounds)


def changed(before: Verdicts, after: Verdicts) -> dict[str, tuple[Label | None, Label | None]]:
    """The records whose label is another, with both labels."""
    pairs = zip(
        (before.statements, before.relations, before.provisions),
        (after.statements, after.relations, after.provisions),
        strict=True,
    )
    return {
        record_id: (old[record_id].label, verdict.label)
        for old, new in pairs
        for record_id, verdict in new.items()
        if record_id in old and old[record_id].label is not verdict.label
    }


def to_plain(verdicts: Verdicts) -> dict[str, Any]:
    """The verdicts as JSON values: {"statements": {id: {"label", "flags", "because"}}, "relations", "provisions"}."""

    def plain(table: Mapping[str, Verdict]) -> dict[str, Any]:
        return {
            record_id: {
                "label": None if verdict.label is None else verdict.label.value,
                "flags": [flag.value for flag in verdict.flags],
                "because": list(verdict.because),
            }
            for record_id, verdict in sorted(table.items())
        }

    return {
        "statements": plain(verdicts.statements),
        "relations": plain(verdicts.relations),
        "provisions": plain(verdicts.provisions),
    }


_LABELS = {IN: Label.STANDS, OUT: Label.FALLS, UNDECIDED: Label.DISPUTED}

# looked up for every record, which is slow on the class
_FAIL, _RELATION, _STANDS, _QUESTION = Role.FAIL, Role.RELATION, Label.STANDS, StatementKind.QUESTION

_UNATTACKED = Verdict(Label.STANDS, rank=1)
_FORCELESS = Verdict(None)


class _Judge:
    """Reads verdicts on records off a labelled framework."""

    def __init__(self, debate: Debate, grounds: Grounds, flags: Mapping[str, tuple[Flag, ...]]) -> None:
        self._relations = debate.relations
        self._grounds = grounds
        self._roles, self._ids = grounds.flat.roles, grounds.flat.ids
        self._flags = flags

    def verdicts(self, record_ids: Iterable[str]) -> dict[str, Verdict]:
        """The verdict on each record."""
        flat, labels, ranks = self._grounds.flat, self._grounds.labels, self._grounds.ranks
        nodes, attackers = flat.node, flat.framework.attackers
        judged: dict[str, Verdict] = {}
        flagged, back = self._flags, flat.back
        for record_id in record_ids:
            flags = flagged.get(record_id, ())
            argument = nodes.get(record_id)
            if argument is None:
                judged[record_id] = Verdict(None, flags) if flags else _FORCELESS
                continue
            if record_id in back:
                argument = self._grounds.better_half(record_id)
            against = attackers[argument]
            if against:
                because = self._named(against[0]) if len(against) == 1 else self._because(argument)
                judged[record_id] = Verdict(_LABELS[labels[argument]], flags, because, ranks[argument])
            else:
                judged[record_id] = Verdict(_STANDS, flags, (), 1) if flags else _UNATTACKED
        return judged

    def _because(self, argument: int) -> tuple[str, ...]:
        deciders = self._grounds.deciders(argument)
        return tuple(dict.fromkeys(record_id for decider in deciders for record_id in self._named(decider)))

    def _named(self, decider: int) -> tuple[str, ...]:
        """The records that an attacker stands for."""
        role, record_id = self._roles[decider], self._ids[decider]
        if role is _FAIL:
            return (record_id,)
        if role is _RELATION:
            return (record_id, *self._relations[record_id].sources)
        if role is Role.OUTDATED or role is Role.REJECTED:
            return (record_id,) if record_id else ()
        if role is Role.LACK:
            supports = self._grounds.deciders(decider)
            return tuple(dict.fromkeys(i for support in supports for i in self._named(support)))
        relation = self._relations[record_id]
        return (record_id, relation.target.id) if role is Role.BACK else (record_id, *relation.sources)
