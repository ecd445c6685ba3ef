"""What stands, what falls, what is disputed, and why: the verdicts on a debate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


_LABELS = {IN: Label.STANDS, OUT: Label.FALLS}


class _Judge:
    """Turns labelled arguments into verdicts in terms of records."""

    def __init__(
        self, debate: Debate, flat: Flat, labels: list[int], ranks: list[int], flags: Mapping[str, set[Flag]]
    ) -> None:
        self._debate = debate
        self._flat = flat
        self._labels = labels
        self._ranks = ranks
        self._flags = flags

    def verdict(self, record_id: str) -> Verdict:
        """The verdict on one record."""
        flags = tuple(flag for flag in Flag if flag in self._flags.get(record_id, ()))
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
        state = self._labels[argument]
        if state == OUT:
            chosen = sorted((a for a in attackers if self._labels[a] == IN), key=self._shortest)
        elif state == IN:
            chosen = sorted(attackers, key=lambda a: (-self._ranks[a], a))
        else:
            chosen = [a for a in attackers if self._labels[a] not in (IN, OUT)]
        ids = (record_id for attacker in chosen for record_id in self._named(attacker))
        return tuple(dict.fromkeys(ids))

    def _shortest(self, argument: int) -> tuple[int, int]:
        return self._ranks[argument], argument

    def _named(self, argument: int) -> Iterator[str]:
        """The records that an attacker stands for."""
        role, record_id = self._flat.meaning[argument]
        if role in ("record", "back"):
            yield record_id
            relation = self._debate.relations.get(record_id)
            if relation is not None:
                yield from (relation.target.id,) if role == "back" else relation.sources
        elif role == "fail":
            yield record_id
        elif role == "gone":
            yield record_id
            yield from self._debate.relations[record_id].sources
        elif role == "lack":
            for attacker in self._flat.framework.attackers[argument]:
                yield from self._named(attacker)
