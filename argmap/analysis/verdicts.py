"""What stands, what falls, what is disputed, and why: the verdicts on a debate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from argmap.analysis.flags import Flag, flags_of
from argmap.analysis.flattening import Flat, WhatIf, flatten
from argmap.analysis.labelling import IN, OUT, grounded
from argmap.model.debate import Debate

__all__ = ["Flag", "Label", "Verdict", "Verdicts", "WhatIf", "changed", "evaluate", "to_plain"]


class Label(StrEnum):
    """The outcome for a record."""

    STANDS = "stands"
    FALLS = "falls"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label (None for what has none), flags, and the ids that decide: for what falls the standing attackers, the one with
    the shortest explanation first; for what stands its attackers, which all fall, the longest first; for what is disputed
    its disputed attackers. Where a relation decides, it is followed by its sources. ``rank`` falls along every explanation,
    and is 0 for the disputed."""

    label: Label | None
    flags: tuple[Flag, ...] = ()
    because: tuple[str, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdict on every statement, relation and provision, by id."""

    statements: Mapping[str, Verdict]
    relations: Mapping[str, Verdict]
    provisions: Mapping[str, Verdict]

    def of(self, record_id: str) -> Verdict | None:
        """The verdict on a record, None when it has none."""
        return self.statements.get(record_id) or self.relations.get(record_id) or self.provisions.get(record_id)


def evaluate(debate: Debate, what_if: WhatIf = WhatIf()) -> Verdicts:  # noqa: B008 (it is frozen)
    """Judges a debate: grounded labelling over statements, relations and provisions. Linear in the size of the map."""
    flat = flatten(debate, what_if)
    labels, ranks = grounded(flat.framework)
    flags = flags_of(debate, flat, labels)
    judge = _Judge(debate, flat, labels, ranks, flags)
    return Verdicts(
        {i: judge.verdict(i) for i in debate.statements},
        {i: judge.verdict(i) for i in debate.relations},
        {i: judge.verdict(i) for i in debate.provisions},
    )


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
            record_id: {"label": v.label, "flags": list(v.flags), "because": list(v.because)}
            for record_id, v in sorted(table.items())
        }

    return {
        "statements": plain(verdicts.statements),
        "relations": plain(verdicts.relations),
        "provisions": plain(verdicts.provisions),
    }


_FLAGS = tuple(Flag)
_LABELS = {IN: Label.STANDS, OUT: Label.FALLS}


class _Judge:
    """Turns labelled arguments into verdicts in terms of records."""

    def __init__(
        self, debate: Debate, flat: Flat, labels: list[int], ranks: list[int], flags: Mapping[str, set[Flag]]
    ) -> None:
        self._flat = flat
        self._labels = labels
        self._ranks = ranks
        self._flags = flags
        self._relations = debate.relations
        self._names: dict[int, tuple[str, ...]] = {}

    def verdict(self, record_id: str) -> Verdict:
        """The verdict on one record."""
        raised = self._flags.get(record_id)
        flags = tuple(sorted(raised, key=_FLAGS.index)) if raised else ()
        argument = self._flat.node.get(record_id)
        if argument is None:
            return Verdict(None, flags)
        back = self._flat.back.get(record_id)
        if back is not None and self._labels[back] > self._labels[argument]:
            argument = back  # a contradiction acts while either of its halves does
        label = _LABELS.get(self._labels[argument], Label.DISPUTED)
        return Verdict(label, flags, self._because(argument), self._ranks[argument])

    def _because(self, argument: int) -> tuple[str, ...]:
        attackers = self._flat.framework.attackers[argument]
        labels, ranks = self._labels, self._ranks
        state = labels[argument]
        if state == OUT:
            chosen = [a for a in attackers if labels[a] == IN]
        elif state == IN:
            chosen = attackers
        else:
            chosen = [a for a in attackers if labels[a] not in (IN, OUT)]
        if len(chosen) == 1:
            return self._named(chosen[0])
        if state == OUT:
            chosen.sort(key=lambda a: (ranks[a], a))
        else:
            chosen = sorted(chosen, key=lambda a: (-ranks[a], a))
        return tuple(dict.fromkeys(record_id for attacker in chosen for record_id in self._named(attacker)))

    def _named(self, argument: int) -> tuple[str, ...]:
        """The records that an attacker stands for."""
        names = self._names.get(argument)
        if names is None:
            names = self._names[argument] = self._name(argument)
        return names

    def _name(self, argument: int) -> tuple[str, ...]:
        role, record_id = self._flat.meaning[argument]
        if role in ("record", "gone"):
            relation = self._relations.get(record_id)
            return (record_id,) if relation is None else (record_id, *relation.sources)
        if role == "fail":
            return (record_id,)
        if role == "back":
            return (record_id, self._relations[record_id].target.id)
        if role == "lack":
            attackers = self._flat.framework.attackers[argument]
            return tuple(dict.fromkeys(name for attacker in attackers for name in self._named(attacker)))
        return ()
