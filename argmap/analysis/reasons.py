"""Why a verdict is what it is, in words: a chain of deciders that ends at something nobody attacks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.analysis.flattening import is_withdrawn
from argmap.analysis.verdicts import Flag, Label, Verdict, Verdicts
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind
from argmap.model.queries import title_of
from argmap.model.records import Provision, Relation, Statement

LONGEST = 40
"""Steps of a chain that are told before it breaks off with an ellipsis."""

_ATTACKS = {
    RelationKind.OBJECTS: "objects to it",
    RelationKind.CONTRADICTS: "contradicts it",
    RelationKind.UNDERCUTS: "undercuts it",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of an explanation: words, and the record that they name ("" for words between names)."""

    text: str
    id: str = ""


def in_words(debate: Debate, verdicts: Verdicts, record_id: str) -> str:
    """The explanation of a verdict as plain text."""
    return "".join(reason.text for reason in explain(debate, verdicts, record_id))


def explain(debate: Debate, verdicts: Verdicts, record_id: str) -> list[Reason]:
    """Why a record stands, falls or is disputed, as sentences in pieces. Empty for what has no verdict at all."""
    verdict = verdicts.of(record_id)
    if verdict is None:
        return []
    if verdict.label is None:
        return _unlabelled(debate, record_id)
    if verdict.label is Label.DISPUTED:
        return _Teller(debate, verdicts).circle(record_id)
    return _Teller(debate, verdicts).chain(record_id)


def chain(debate: Debate, verdicts: Verdicts, record_id: str) -> list[str]:
    """The ids that an explanation goes through, from the record itself to one that nobody attacks."""
    return _Teller(debate, verdicts).path(record_id)


def _unlabelled(debate: Debate, record_id: str) -> list[Reason]:
    record = debate.find(record_id)
    match record:
        case Statement():
            return [Reason("A question is neither true nor false; it is answered or open.")]
        case Provision() if is_withdrawn(record):
            return [Reason("It was withdrawn, so nothing about it is at issue any more.")]
        case Relation():
            return [
                Reason(f"“{record.kind.label.capitalize()}” says how things hang together; it has no force of its own.")
            ]
    return []


@dataclass(frozen=True, slots=True)
class _Step:
    """Why one record has its label: words, the record named in them, words after it, and the record to go on with, or how
    the chain ends when it comes here."""

    before: str
    named: str = ""
    after: str = ""
    following: str = ""
    ends: str = ""


class _Teller:
    """Walks from decider to decider."""

    def __init__(self, debate: Debate, verdicts: Verdicts) -> None:
        self._debate = debate
        self._verdicts = verdicts

    def chain(self, record_id: str) -> list[Reason]:
        """The explanation of what stands or falls."""
        reasons: list[Reason] = []
        seen = {record_id}
        here = record_id
        for count in range(LONGEST + 1):
            step = self._step(here)
            if count == 0:
                reasons.append(Reason(step.before[:1].upper() + step.before[1:]))
            elif step.ends:
                reasons.append(Reason(f", and {step.ends}"))
                break
            else:
                reasons.append(Reason(f"; that one {step.before}"))
            if step.named:
                reasons.append(self._name(step.named))
            reasons.append(Reason(step.after))
            if not step.following or step.following in seen:
                break
            seen.add(step.following)
            here = step.following
        else:
            reasons.append(Reason("; …"))
        reasons.append(Reason("."))
        return [reason for reason in reasons if reason.text]

    def path(self, record_id: str) -> list[str]:
        """The records of the explanation."""
        found = [record_id]
        while True:
            following = self._step(found[-1]).following
            if not following or following in found:
                return found
            found.append(following)

    def circle(self, record_id: str) -> list[Reason]:
        """The shortest circle of disputed records that this one is in, or that it hangs on."""
        ids = [i for i in self._shortest_circle(record_id) if i not in self._debate.relations] or [record_id]
        if ids == [record_id]:
            return [Reason("It is disputed because it attacks itself, directly or by what it rests on.")]
        if record_id in ids:
            turned = ids[ids.index(record_id) :] + ids[: ids.index(record_id)]
            intro = "It is disputed because it and "
            ids = turned[1:]
        else:
            intro = "It is disputed because it hangs on a dispute that nobody has settled: "
        return [Reason(intro), *self._list(ids), Reason(" decide one another in a circle.")]

    def _step(self, record_id: str) -> _Step:
        verdict = self._verdicts.of(record_id)
        if verdict is None or verdict.label is None:
            return _Step("is taken as it is")
        return self._standing(record_id, verdict) if verdict.label is Label.STANDS else self._fallen(record_id, verdict)

    def _fallen(self, record_id: str, verdict: Verdict) -> _Step:
        deciding = [i for i in verdict.because if i in self._debate.relations]
        relation = self._debate.relations.get(deciding[0]) if deciding else None
        if record_id in self._debate.relations:
            return self._fallen_link(verdict, relation)
        if relation is None:
            if Flag.UNSUPPORTED in verdict.flags:
                return _Step("falls because it must be shown and nothing supports it")
            words = "was amended" if Flag.AMENDED in verdict.flags else "is taken to fall"
            return _Step(words)
        if relation.kind is RelationKind.SUPPORTS:
            source = self._first_fallen(relation)
            if source is None:
                return _Step("falls because it must be shown, and the link that supports it fails", "", "", relation.id)
            return _Step("falls because it must be shown, and its support ", source, " falls", source)
        if relation.kind is RelationKind.RESTS_ON:
            source = self._first_fallen(relation)
            if source is None:
                return _Step("falls because the link to what it rests on fails", "", "", relation.id)
            return _Step("falls because its premise ", source, " falls", source)
        attacker = self._attacker(relation, record_id)
        return _Step("falls because ", attacker, f" stands and {_ATTACKS[relation.kind]}", attacker)

    def _fallen_link(self, verdict: Verdict, undercut: Relation | None) -> _Step:
        if undercut is not None:
            attacker = undercut.sources[0]
            return _Step("has no effect because ", attacker, " stands and undercuts it", attacker)
        if Flag.AMENDED in verdict.flags:
            return _Step("has no effect because it was aimed at an earlier version")
        if Flag.CONCEDED in verdict.flags:
            return _Step("has no effect because those who raised it have conceded")
        source = next(iter(verdict.because), "")
        if not source:
            return _Step("is left out of account")
        return _Step("has no effect because ", source, " falls", source)

    def _standing(self, record_id: str, verdict: Verdict) -> _Step:
        attacks = [self._debate.relations[i] for i in verdict.because if i in self._debate.relations]
        if record_id in self._debate.relations:
            undercuts = [r for r in attacks if r.kind is RelationKind.UNDERCUTS]
            if not undercuts:
                source = next(iter(verdict.because), "")
                return _Step("stands because ", source, " does", source) if source else _Step("stands")
            attacks = undercuts
        attacks = [r for r in attacks if r.kind in _ATTACKS] or attacks
        if not attacks:
            return self._unattacked(record_id, verdict)
        first = attacks[0]
        if first.kind is RelationKind.SUPPORTS:
            return _Step("stands because ", first.sources[0], " supports it", first.sources[0])
        if first.kind is RelationKind.RESTS_ON:
            return _Step("stands because its premise ", first.sources[0], " does", first.sources[0])
        attacker = self._attacker(first, record_id)
        more = f" (and so do {len(attacks) - 1} more)" if len(attacks) > 1 else ""
        if self._label(attacker) is Label.FALLS:
            return _Step("stands although ", attacker, f" {_ATTACKS[first.kind]}, for that falls{more}", attacker)
        return _Step("stands although ", attacker, f" {_ATTACKS[first.kind]}, for that link fails{more}", first.id)

    def _unattacked(self, record_id: str, verdict: Verdict) -> _Step:
        statement = self._debate.statements.get(record_id)
        if Flag.CONCEDED in verdict.flags:
            return _Step("stands, for it was conceded", ends="that was conceded")
        if Flag.PARTLY_CONCEDED in verdict.flags:
            return _Step("stands, for it was conceded in part", ends="that was conceded in part")
        if statement is not None and statement.kind is StatementKind.OBJECTION:
            return _Step("stands because nobody has answered it", ends="nobody has answered that")
        return _Step("stands because nobody objects to it", ends="nobody objects to that")

    def _attacker(self, relation: Relation, target: str) -> str:
        """Which end of an attacking relation attacks the target."""
        return (
            relation.target.id if target in relation.sources and relation.target.id != target else relation.sources[0]
        )

    def _first_fallen(self, relation: Relation) -> str | None:
        return next((s for s in relation.sources if self._label(s) is Label.FALLS), None)

    def _label(self, record_id: str) -> Label | None:
        verdict = self._verdicts.of(record_id)
        return None if verdict is None else verdict.label

    def _shortest_circle(self, record_id: str) -> list[str]:
        """The first circle that a walk over disputed deciders, nearest first, comes back to."""
        before: dict[str, str] = {record_id: ""}
        queue = deque([record_id])
        while queue:
            here = queue.popleft()
            for following in self._disputed_deciders(here):
                if following in before:
                    circle = self._between(before, here, following)
                    if circle:
                        return circle
                else:
                    before[following] = here
                    queue.append(following)
        return []

    def _disputed_deciders(self, record_id: str) -> Iterator[str]:
        verdict = self._verdicts.of(record_id)
        for decider in verdict.because if verdict is not None else ():
            if self._label(decider) is Label.DISPUTED:
                yield decider

    @staticmethod
    def _between(before: dict[str, str], last: str, first: str) -> list[str]:
        path = [last]
        while path[-1] != first:
            previous = before[path[-1]]
            if not previous:
                return []
            path.append(previous)
        return path[::-1]

    def _list(self, ids: list[str]) -> Iterator[Reason]:
        for number, record_id in enumerate(ids[:6]):
            if number:
                yield Reason(" and " if number == len(ids) - 1 else ", ")
            yield self._name(record_id)
        if len(ids) > 6:
            yield Reason(" and others")

    def _name(self, record_id: str) -> Reason:
        record = self._debate.find(record_id)
        match record:
            case Statement():
                return Reason(f"“{title_of(record, self._debate)}”", record_id)
            case Provision():
                return Reason(f"{record.citation} {record.title}".strip() or "the provision", record_id)
            case Relation():
                return Reason("that link", record_id)
        return Reason("", "")
