"""Names of records inside sentences, in pieces of which each knows the record that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.queries import title_of
from argmap.model.records import Provision, Relation, Statement

LENGTH = 90
"""Characters of a statement's title that an explanation shows where it first names it."""
AGAIN = 36
"""The same where it names it again."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of an explanation: words, and the id of the record that they name ("" for words between names)."""

    text: str
    id: str = ""


Pieces = tuple[Reason, ...]

_NOUNS = {
    RelationKind.OBJECTS: "the objection from ",
    RelationKind.UNDERCUTS: "the undercut from ",
    RelationKind.SUPPORTS: "the support from ",
    RelationKind.RESTS_ON: "the link to the premise ",
}
VERBS = {
    RelationKind.OBJECTS: ("objects to", "object to"),
    RelationKind.UNDERCUTS: ("undercuts", "undercut"),
    RelationKind.CONTRADICTS: ("contradicts", "contradict"),
    RelationKind.SUPPORTS: ("supports", "support"),
}
"""What one source, or several, do to a target."""


class Names:
    """Names the records of a debate in one explanation, in full at first and shorter after that. ``relations`` are those
    that were judged, which an edit may since have taken away."""

    def __init__(self, debate: Debate, relations: Mapping[str, Relation]) -> None:
        self._debate = debate
        self._relations = relations
        self._named: set[str] = set()

    def name(self, record_id: str) -> Pieces:
        """What a record is called."""
        statement = self._debate.statements.get(record_id)
        if statement is not None:
            length = AGAIN if record_id in self._named else LENGTH
            self._named.add(record_id)
            return (Reason(_quoted(statement, self._debate, length), record_id),)
        provision = self._debate.provisions.get(record_id)
        if provision is not None:
            return (Reason(_called(provision), record_id),)
        relation = self._relations.get(record_id)
        if relation is not None:
            return self._relation(relation)
        return (Reason("something that was deleted"),)

    def names(self, record_ids: Iterable[str]) -> Pieces:
        """Several records in a row: a, b and c."""
        return enumerated([self.name(record_id) for record_id in record_ids])

    def clause(self, relation: Relation) -> Pieces:
        """What a relation says, as a clause."""
        sources, target = self.names(relation.sources), self.name(relation.target.id)
        itself: Pieces = (Reason("itself"),)
        on_itself = relation.sources == (relation.target.id,)
        if relation.kind is RelationKind.RESTS_ON:
            return said("{} rests on {}", target, itself if on_itself else sources)
        verb = VERBS[relation.kind][len(relation.sources) > 1]
        return said("{} " + verb + " {}", sources, itself if on_itself else target)

    def _relation(self, relation: Relation) -> Pieces:
        if relation.kind is RelationKind.CONTRADICTS:
            both = (*relation.sources, relation.target.id)
            return (Reason("the contradiction", relation.id), Reason(" between "), *self.names(both))
        noun = _NOUNS.get(relation.kind, f"the link “{relation.kind.label}” from ")
        named = (Reason(noun.rstrip(), relation.id), Reason(" "), *self.names(relation.sources))
        if relation.target.kind is TargetKind.PROVISION:
            named = (*named, Reason(" to " if relation.kind is not RelationKind.UNDERCUTS else " of "))
            return (*named, *self.name(relation.target.id))
        return named


def _quoted(statement: Statement, debate: Debate, length: int) -> str:
    title = title_of(statement, debate)
    if len(title) > length:
        cut = title[:length].rsplit(" ", 1)[0]  # between words, where there are any
        title = cut.rstrip(" ,;:.") + "…"
    return f"the question “{title}”" if statement.kind is StatementKind.QUESTION else f"“{title}”"


def _called(provision: Provision) -> str:
    return f"{provision.citation} {provision.title}".strip() or "the provision"


def said(template: str, *pieces: Pieces) -> Pieces:
    """Words with pieces put in for each {}."""
    return tuple(_filled(template.split("{}"), pieces))


def _filled(words: list[str], pieces: tuple[Pieces, ...]) -> Iterator[Reason]:
    for number, text in enumerate(words):
        if text:
            yield Reason(text)
        if number < len(pieces):
            yield from pieces[number]


def enumerated(items: list[Pieces], between: str = ", ", last: str = " and ") -> Pieces:
    """Items in a row: a, b and c."""
    row: list[Reason] = []
    for number, item in enumerate(items):
        if number:
            row.append(Reason(last if number == len(items) - 1 else between))
        row.extend(item)
    return tuple(row)
