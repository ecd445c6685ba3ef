"""What somebody made of a thread, added to a debate that has the thread: topics, provisions, statements, relations and where
their cards stand. What is here already, by id or by what it says, is not added again; what differs here stays as it is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from argmap.model.checks import UNDERCUTTABLE
from argmap.model.debate import Change, Debate
from argmap.model.ids import new_id
from argmap.model.kinds import Table, TargetKind
from argmap.model.records import AnyRecord, Passage, Provision, Relation, Statement, Topic

SpanHere = Callable[[str, int, int], tuple[str, int, int] | None]
"""From a post of the other debate, a start and an end to a post here and the same words in it; None where they are not."""
_TAGS = (Table.TOPICS, Table.PROVISIONS, Table.STATEMENTS, Table.RELATIONS)


class Tags:
    """The records to add. ``differing`` counts those that are here under the same id and say something else; ``lost`` those
    whose words are nowhere here."""

    def __init__(self, debate: Debate, other: Debate, span_here: SpanHere, related: bool) -> None:
        self._debate, self._other, self._span_here, self._related = debate, other, span_here, related
        self._ids: dict[str, str] = {}
        self._same: set[str] = set()
        self.differing = 0
        self.lost = 0
        self._name()

    def changes(self) -> Iterator[Change]:
        """The changes that add what is new."""
        for table in _TAGS:
            for record in self._other.table(table).values():
                if record.id not in self._same:
                    yield Change(None, self._here(record))
        for position in self._other.positions.values():
            node = self._ids.get(position.node, position.node)
            known = node in self._debate.statements or node in self._debate.provisions
            if position.node not in self._same and not known and node not in self._debate.positions:
                yield Change(None, replace(position, node=node))

    def _name(self) -> None:
        """Finds which records are here already, and ids for those that are not and whose own are taken. What refers to
        others comes after them, save for what a provision's versions came from."""
        topics = {self._topic_key(t, self._debate): t.id for t in self._debate.topics.values()}
        provisions = {_provision_key(p): p.id for p in self._debate.provisions.values()}
        statements: dict[object, str] = {}
        relations: dict[object, str] = {}
        for statement in self._debate.statements.values():
            statements.setdefault(_statement_key(statement), statement.id)
        for relation in self._debate.relations.values():
            relations.setdefault(_relation_key(relation), relation.id)
        for topic in self._other.topics.values():
            self._settle(topic, topics.get(self._topic_key(topic, self._other)))
        for provision in self._other.provisions.values():
            self._settle(provision, provisions.get(_provision_key(provision)))
        for statement in self._other.statements.values():
            self._settle(statement, statements.get(_statement_key(self._statement(statement))))
        for relation in _targets_first(self._other):
            self._settle(relation, relations.get(_relation_key(self._relation(relation))))

    def _settle(self, record: AnyRecord, alike: str | None) -> None:
        mine = self._debate.find(record.id)
        self._ids[record.id] = record.id
        if mine is not None and (
            self._here(record) == mine or (alike is None and self._is_other_version(record, mine))
        ):
            self._same.add(record.id)
            self.differing += self._here(record) != mine
        elif alike is not None:
            self._ids[record.id] = alike
            self._same.add(record.id)
        elif mine is not None:
            self._ids[record.id] = new_id()

    def _is_other_version(self, record: AnyRecord, mine: AnyRecord) -> bool:
        """Whether a record with the id of another was made from it, or it from the record: they have something in common."""
        here = self._here(record)
        match here, mine:
            case Topic(), Topic():
                return self._related or here.name.casefold() == mine.name.casefold()
            case Provision(), Provision():
                return (
                    here.citation.casefold() == mine.citation.casefold()
                    or here.title.casefold() == mine.title.casefold()
                )
            case Statement(), Statement():
                return here.gist == mine.gist or not set(here.passages).isdisjoint(mine.passages)
            case Relation(), Relation():
                force = (here.kind in UNDERCUTTABLE) == (
                    mine.kind in UNDERCUTTABLE
                )  # what is undercut there can be here
                return force and (here.target == mine.target or set(here.sources) == set(mine.sources))
        return False

    def here(self, there: str) -> str:
        """The id here of a tag of the other debate."""
        return self._ids.get(there, there)

    def _here(self, record: AnyRecord) -> AnyRecord:
        match record:
            case Topic():
                return replace(record, id=self.here(record.id), parent=record.parent and self.here(record.parent))
            case Provision():
                versions = tuple(
                    replace(v, because_of=v.because_of and self.here(v.because_of)) for v in record.versions
                )
                parent = record.parent and self.here(record.parent)
                return replace(record, id=self.here(record.id), parent=parent, versions=versions)
            case Statement():
                new = self._statement(record)
                if record.id not in self._same and record.passages and not new.passages:
                    self.lost += 1
                return replace(new, id=self.here(record.id))
            case Relation():
                return replace(self._relation(record), id=self.here(record.id))
        return record

    def _statement(self, statement: Statement) -> Statement:
        spans = (self._span_here(p.post, p.start, p.end) for p in statement.passages)
        passages = dict.fromkeys(Passage(*span) for span in spans if span is not None)
        topics = dict.fromkeys(self.here(topic) for topic in statement.topics)
        return replace(statement, passages=tuple(passages), topics=tuple(topics))

    def _relation(self, relation: Relation) -> Relation:
        sources = tuple(dict.fromkeys(self.here(source) for source in relation.sources))
        target = replace(relation.target, id=self.here(relation.target.id))
        versions = relation.versions
        if target.kind is TargetKind.PROVISION and target.id in self._debate.provisions:
            known = {version.number for version in self._debate.provisions[target.id].versions}
            versions = tuple(number for number in versions if number in known)
        return replace(relation, sources=sources, target=target, versions=versions)

    def _topic_key(self, topic: Topic, debate: Debate) -> tuple[str, ...]:
        names: list[str] = []
        here: Topic | None = topic
        while here is not None and len(names) < 100:
            names.append(" ".join(here.name.split()).casefold())
            here = debate.topics.get(here.parent) if here.parent is not None else None
        return tuple(names)


def _targets_first(debate: Debate) -> list[Relation]:
    """Relations, each after the relation that it acts on."""
    order: list[Relation] = []
    done: set[str] = set()
    for relation in debate.relations.values():
        path: list[Relation] = []
        here: Relation | None = relation
        while here is not None and here.id not in done:
            done.add(here.id)
            path.append(here)
            here = debate.relations.get(here.target.id) if here.target.kind is TargetKind.RELATION else None
        order += reversed(path)
    return order


def _provision_key(provision: Provision) -> object:
    versions = tuple((v.number, v.text, v.status, v.threshold) for v in provision.versions)
    return provision.citation.casefold(), provision.title.casefold(), versions


def _statement_key(statement: Statement) -> object:
    return statement.kind, statement.gist, statement.passages, statement.burden


def _relation_key(relation: Relation) -> object:
    return relation.kind, frozenset(relation.sources), relation.target, relation.versions, relation.extent
