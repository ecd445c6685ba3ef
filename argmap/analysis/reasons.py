"""Why a verdict is what it is, in words: a chain of sentences that ends at something nobody attacks.

A sentence follows the attacker that settles its record: what falls, the standing attacker with the shortest explanation;
what stands, the defeated attacker with the longest. Ranks fall along the chain, so it ends, and has no more sentences than
its first record's rank. What is disputed goes back to a shortest circle of disputed attackers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.analysis.circles import path_to_circle
from argmap.analysis.flattening import Role, is_withdrawn
from argmap.analysis.labelling import IN, UNDECIDED
from argmap.analysis.naming import VERBS, Names, Pieces, Reason, enumerated, said
from argmap.analysis.verdicts import Flag, Verdicts
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind
from argmap.model.records import Provision, Relation, Statement

__all__ = ["Reason", "Sentence", "explain", "in_words", "sentences"]

SHOWN = 8
"""Sentences of a chain that are shown; a longer one has its middle left out."""
SHOWN_BESIDE = 3
"""Attackers beside the main line that are shown."""
SHOWN_IN_CIRCLE = 6
"""Links of a circle that are shown."""

_IT: Pieces = (Reason("it"),)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step of an explanation: the record that it is about, and its words. ``beside`` marks what settles another attacker
    of the record that was asked about, off the main line."""

    about: str
    pieces: Pieces
    beside: bool = False

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def explain(debate: Debate, verdicts: Verdicts, record_id: str) -> list[Reason]:
    """Why a record stands, falls or is disputed, as pieces of running text. Empty for what the verdicts do not know."""
    found = sentences(debate, verdicts, record_id)
    main = [sentence for sentence in found if not sentence.beside]
    beside = [sentence for sentence in found if sentence.beside]
    lines = [sentence.pieces for sentence in main]
    if len(lines) > SHOWN:
        lines[SHOWN - 1 : -1] = [(Reason(f"And so on through {len(lines) - SHOWN} more."),)]
    lines += [sentence.pieces for sentence in beside[:SHOWN_BESIDE]]
    if len(beside) > SHOWN_BESIDE:
        lines.append((Reason(f"And {len(beside) - SHOWN_BESIDE} more like that."),))
    pieces: list[Reason] = []
    for line in lines:
        pieces += [Reason(" "), *line] if pieces else line
    return pieces


def in_words(debate: Debate, verdicts: Verdicts, record_id: str) -> str:
    """The explanation of a verdict as plain text."""
    return "".join(piece.text for piece in explain(debate, verdicts, record_id))


def sentences(debate: Debate, verdicts: Verdicts, record_id: str) -> list[Sentence]:
    """The whole explanation of a verdict: the main line in order, then what settles the record's other attackers. Linear
    in the length of the chain, iterative."""
    verdict = verdicts.of(record_id)
    if verdict is None:
        return []
    argument = verdicts.grounds.argument(record_id)
    if verdict.label is None or argument is None:
        return [Sentence(record_id, _unlabelled(debate, verdicts, record_id))]
    teller = _Teller(debate, verdicts)
    if verdicts.grounds.labels[argument] == UNDECIDED:
        return [Sentence(record_id, _capital(pieces)) for pieces in teller.circle(argument)]
    return list(teller.tell(argument))


def _unlabelled(debate: Debate, verdicts: Verdicts, record_id: str) -> Pieces:
    record = debate.find(record_id)
    verdict = verdicts.of(record_id)
    if isinstance(record, Statement) and record_id in verdicts.grounds.flat.node:
        answered = verdict is not None and Flag.ANSWERED in verdict.flags
        return (Reason(f"A question neither stands nor falls; this one is {'answered' if answered else 'open'}."),)
    if isinstance(record, Provision) and is_withdrawn(record):
        return (Reason("It was withdrawn, so nothing is at issue any more."),)
    if isinstance(record, Relation) and record_id in verdicts.grounds.flat.live:
        return (
            Reason(
                f"“{record.kind.label.capitalize()}” has no force of its own: it fells nothing and holds nothing up."
            ),
        )
    return (Reason("It is left out of account."),)


def _capital(pieces: Pieces) -> Pieces:
    first = pieces[0]
    return (Reason(first.text[:1].upper() + first.text[1:], first.id), *pieces[1:])


class _Teller:
    """Puts the deciders of a labelled framework into words."""

    def __init__(self, debate: Debate, verdicts: Verdicts) -> None:
        self._debate = debate
        self._verdicts = verdicts
        self._grounds = verdicts.grounds
        self._flat = verdicts.grounds.flat
        self._names = Names(debate, self._flat.live)

    def tell(self, asked: int) -> Iterator[Sentence]:
        """The main line from an argument that is settled, and then what is beside it."""
        here: int | None = asked
        while here is not None:
            decider = next(iter(self._grounds.deciders(here)), None)
            subject = _IT if here == asked else self._names.name(self._flat.ids[here])
            pieces, following = self._step(here, subject, decider)
            if here == asked or not self._goes_without_saying(here, decider):
                yield Sentence(self._flat.ids[here], _capital(pieces))
            here = following
        told: set[tuple[str, ...]] = set()
        for number, decider in enumerate(self._grounds.deciders(asked)):
            if number and self._goes_without_saying(asked, decider) and self._grounds.labels[asked] == IN:
                continue  # that a premise stands is no news beside others that do
            pieces, _ = self._step(asked, (Reason("besides, it"),), decider)
            named = tuple(piece.id for piece in pieces)
            if number and named not in told:
                yield Sentence(self._flat.ids[asked], _capital(pieces), beside=True)
            told.add(named)

    def _goes_without_saying(self, argument: int, decider: int | None) -> bool:
        """Whether an argument on the way is a relation that does what its source lets it do, which needs no sentence."""
        is_relation = self._flat.roles[argument] in (Role.RELATION, Role.BACK)
        return is_relation and decider is not None and self._flat.roles[decider] is Role.FAIL

    def _step(self, argument: int, subject: Pieces, decider: int | None) -> tuple[Pieces, int | None]:
        """A sentence that says how a decider settles an argument, and the argument to go on with."""
        stands = self._grounds.labels[argument] == IN
        if decider is None:
            pieces, following = said("{} " + self._unattacked(argument) + ".", subject), None
        elif self._flat.roles[argument] is Role.RECORD:
            pieces, following = self._standing(subject, decider) if stands else self._fallen(subject, decider)
        elif not stands:
            why, following = self._failing(argument, decider)
            pieces = said("{} has no effect, for {}.", subject, why)
        elif self._flat.roles[decider] is Role.FAIL:
            source = self._flat.ids[decider]
            pieces, following = (
                said("{} holds because {} does.", subject, self._names.name(source)),
                self._flat.node[source],
            )
        else:
            pieces, following = self._although(subject, "holds", decider)
        return self._fit(argument, pieces), following

    def _fit(self, argument: int, pieces: Pieces) -> Pieces:
        """A sentence about a question, which neither stands nor falls."""
        statement = self._debate.statements.get(self._flat.ids[argument])
        if statement is None or statement.kind is not StatementKind.QUESTION:
            return pieces
        for number, piece in enumerate(pieces):
            words = piece.text.replace("stands", "counts", 1).replace("falls", "does not count", 1)
            if not piece.id and words != piece.text:
                return (*pieces[:number], Reason(words), *pieces[number + 1 :])
        return pieces

    def _standing(self, subject: Pieces, decider: int) -> tuple[Pieces, int | None]:
        role = self._flat.roles[decider]
        if role is Role.GONE:
            link = self._flat.node[self._flat.ids[decider]]
            return said("{} stands because what it rests on, {}, does.", subject, self._sources(link)), link
        if role is Role.LACK:
            support = self._grounds.deciders(decider)[0]
            return said(
                "{} stands because {} " + self._does(support) + " it.", subject, self._sources(support)
            ), support
        return self._although(subject, "stands", decider)

    def _although(self, subject: Pieces, verb: str, attacker: int) -> tuple[Pieces, int | None]:
        """An attack that fails, because of what it meets first."""
        pieces, following = self._failing(attacker, self._grounds.deciders(attacker)[0], named_already=True)
        words = "{} " + verb + " although {} " + self._does(attacker) + " it, for {}."
        return said(words, subject, self._sources(attacker), pieces), following

    def _fallen(self, subject: Pieces, decider: int) -> tuple[Pieces, int | None]:
        role, record_id = self._flat.roles[decider], self._flat.ids[decider]
        if role is Role.GONE:
            return self._without_premise(subject, self._flat.node[record_id])
        if role is Role.LACK:
            supports = self._grounds.deciders(decider)
            words = "nothing that supports it stands" if supports else "nothing supports it"
            return said("{} falls because it must be shown and " + words + ".", subject), next(iter(supports), None)
        if role is Role.AMENDED:
            amending = self._names.names(self._flat.live[record_id].sources)
            return said("{} falls because it was amended by {}.", subject, amending), None
        if role is Role.REJECTED:
            return said("{} is taken to fall.", subject), None
        does = self._does(decider)
        stand = "stands" if len(self._acting(decider)) == 1 else "stand"
        return said("{} falls because {} " + does + " it and " + stand + ".", subject, self._sources(decider)), decider

    def _without_premise(self, subject: Pieces, link: int) -> tuple[Pieces, int | None]:
        decider = self._grounds.deciders(link)[0]
        pieces, following = self._failing(link, decider)
        if self._flat.roles[decider] is Role.FAIL:
            return said("{} falls because its premise {}.", subject, pieces), following
        words = "{} falls because its link to the premise {} has no effect: {}."
        return said(words, subject, self._sources(link), pieces), following

    def _failing(self, relation: int, decider: int, *, named_already: bool = False) -> tuple[Pieces, int | None]:
        """Why a relation has no effect, as a clause, and what to go on with."""
        role, record_id = self._flat.roles[decider], self._flat.ids[decider]
        if role is Role.FAIL:
            alone = named_already and len(self._acting(relation)) == 1
            return said("{} falls", (Reason("that"),) if alone else self._names.name(record_id)), self._flat.node[
                record_id
            ]
        if role is Role.CONCEDED:
            conceding = self._flat.live[record_id]
            words = "whoever said so has conceded {} in {}"
            return said(words, self._names.name(conceding.target.id), self._names.names(conceding.sources)), None
        if role is Role.OUTDATED:
            return said("it was about an earlier version of {}", self._names.name(record_id)), None
        if role is Role.REJECTED:
            return (Reason("it is taken to fail"),), None
        that = "that" if named_already else "it"
        return said("{} " + self._does(decider) + f" {that}", self._sources(decider)), decider

    def _unattacked(self, argument: int) -> str:
        record_id = self._flat.ids[argument]
        verdict = self._verdicts.of(record_id)
        flags = () if verdict is None else verdict.flags
        if record_id in self._flat.accepted:
            return "is taken to stand"
        if Flag.UNANSWERED in flags:
            return "stands because nobody has answered it"
        if Flag.CONCEDED in flags or Flag.PARTLY_CONCEDED in flags:
            return "stands: nobody objects to it, and it was conceded" + ("" if Flag.CONCEDED in flags else " in part")
        if record_id in self._debate.provisions and Flag.AMENDED in flags:
            return "stands because nobody objects to it as it is now"
        return "stands because nobody objects to it"

    def _acting(self, argument: int) -> tuple[str, ...]:
        """The statements that a relation, or half of one, comes from."""
        relation = self._flat.live[self._flat.ids[argument]]
        return (relation.target.id,) if self._flat.roles[argument] is Role.BACK else relation.sources

    def _sources(self, argument: int) -> Pieces:
        return self._names.names(self._acting(argument))

    def _does(self, argument: int) -> str:
        kind = self._flat.live[self._flat.ids[argument]].kind
        return VERBS[kind][len(self._acting(argument)) > 1]

    def circle(self, asked: int) -> Iterator[Pieces]:
        """The sentences about a disputed argument."""
        path, circle = path_to_circle(self._undecided, asked)
        if len(path) > 1:
            yield said("it is disputed because {} is.", self._next_named(path))
            intro = "That goes back to a circle that nothing outside settles: {}."
        else:
            intro = "it is disputed because of a circle that nothing outside settles: {}."
        clauses = list(self._clauses(circle))
        if len(clauses) > SHOWN_IN_CIRCLE:
            clauses[SHOWN_IN_CIRCLE:] = [(Reason(f"{len(clauses) - SHOWN_IN_CIRCLE} more"),)]
        yield said(intro, enumerated(clauses, "; ", "; "))

    def _undecided(self, argument: int) -> list[int]:
        labels = self._grounds.labels
        return [a for a in self._flat.framework.attackers[argument] if labels[a] == UNDECIDED]

    def _next_named(self, path: list[int]) -> Pieces:
        """The first record after an argument on a path through helpers and relations; a relation when there is no other."""
        for argument in path[1:]:
            if self._flat.roles[argument] is Role.RECORD:
                return self._names.name(self._flat.ids[argument])
        return self._names.name(self._flat.ids[path[-1]])

    def _clauses(self, circle: list[int]) -> Iterator[Pieces]:
        """What the relations of a circle say, each once; of a contradiction with both its halves, that it is mutual."""
        relations = [a for a in circle if self._flat.roles[a] in (Role.RELATION, Role.BACK)]
        ids = [self._flat.ids[a] for a in relations]
        for record_id in dict.fromkeys(ids):
            relation = self._flat.live[record_id]
            if relation.kind is RelationKind.CONTRADICTS and ids.count(record_id) > 1:
                yield said("{} contradict each other", self._names.names((*relation.sources, relation.target.id)))
            else:
                yield self._names.clause(relation)
