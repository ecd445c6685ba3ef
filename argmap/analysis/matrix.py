"""The table of provisions and topics: how many objections, and what became of them; with the lists an analyst reports from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.analysis.thresholds import show
from argmap.analysis.verdicts import Flag, Label, Verdicts
from argmap.model.debate import Debate
from argmap.model.kinds import Extent, RelationKind, TargetKind
from argmap.model.queries import authors_of, provision_order, statement_order, title_of, topic_order
from argmap.model.records import Provision, Relation, Statement

OTHER = ""
"""Stands for "no topic" among the columns."""

_HITS = frozenset({RelationKind.OBJECTS, RelationKind.UNDERCUTS, RelationKind.CONTRADICTS})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """The objections to one provision that have one topic, as statement ids in thread order, and how many of them nobody
    answered, were answered, were conceded (in full or in part), and stand."""

    statements: tuple[str, ...] = ()
    unanswered: int = 0
    answered: int = 0
    conceded: int = 0
    standing: int = 0

    @property
    def objections(self) -> int:
        """How many there are."""
        return len(self.statements)


@dataclass(frozen=True, slots=True)
class Row:
    """A provision: its cells by topic id (OTHER for objections without a topic; cells without any are left out) and all of
    its objections, each counted once however many topics it has."""

    provision: str
    cells: Mapping[str, Cell]
    total: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the order of provisions, columns (topic ids that occur, OTHER last) in the order of topics."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    totals: Mapping[str, Cell]
    total: Cell


def matrix(debate: Debate, verdicts: Verdicts) -> Matrix:
    """Counts objections by provision and topic. An objection counts for a provision that it objects to, in any version, and
    for one whose support it undercuts."""
    order = {statement.id: number for number, statement in enumerate(statement_order(debate))}
    hits: dict[str, set[str]] = {}
    for relation in debate.relations.values():
        provision = _hit(debate, relation)
        if provision is not None:
            hits.setdefault(provision, set()).update(relation.sources)

    def cell(ids: Iterable[str]) -> Cell:
        chosen = sorted(ids, key=order.__getitem__)
        return _cell(chosen, verdicts)

    rows = []
    by_topic: dict[str, set[str]] = {}
    for provision, _ in provision_order(debate):
        found = hits.get(provision.id, set())
        topics: dict[str, set[str]] = {}
        for statement_id in found:
            for topic in debate.statements[statement_id].topics or (OTHER,):
                topics.setdefault(topic, set()).add(statement_id)
                by_topic.setdefault(topic, set()).add(statement_id)
        rows.append(Row(provision.id, {topic: cell(ids) for topic, ids in topics.items()}, cell(found)))
    columns = [topic.id for topic, _ in topic_order(debate) if topic.id in by_topic]
    if OTHER in by_topic:
        columns.append(OTHER)
    totals = {topic: cell(ids) for topic, ids in by_topic.items()}
    return Matrix(tuple(rows), tuple(columns), totals, cell(set().union(*hits.values())))


def _hit(debate: Debate, relation: Relation) -> str | None:
    """The provision that a relation attacks, directly or by undercutting what acts on it."""
    if relation.kind not in _HITS:
        return None
    target = relation.target
    if target.kind is TargetKind.RELATION:
        target = debate.relations[target.id].target
        if debate.relations[relation.target.id].kind is not RelationKind.SUPPORTS:
            return None
    return target.id if target.kind is TargetKind.PROVISION else None


def _cell(ids: list[str], verdicts: Verdicts) -> Cell:
    found = [verdicts.statements[i] for i in ids]
    return Cell(
        tuple(ids),
        sum(Flag.UNANSWERED in v.flags for v in found),
        sum(Flag.ANSWERED in v.flags for v in found),
        sum(Flag.CONCEDED in v.flags or Flag.PARTLY_CONCEDED in v.flags for v in found),
        sum(v.label is Label.STANDS for v in found),
    )


def name_of(provision: Provision) -> str:
    """A provision as the head of a row: citation, title and threshold."""
    threshold = provision.current.threshold
    return " ".join(filter(None, (provision.citation, provision.title, show(threshold) if threshold else "")))


def to_plain(table: Matrix, debate: Debate) -> dict[str, Any]:
    """The matrix as JSON values, with names and ids."""

    def plain(cell: Cell) -> dict[str, Any]:
        return {
            "objections": cell.objections,
            "unanswered": cell.unanswered,
            "answered": cell.answered,
            "conceded": cell.conceded,
            "standing": cell.standing,
            "statements": list(cell.statements),
        }

    return {
        "topics": [{"id": i, "name": _topic(debate, i)} for i in table.columns],
        "rows": [
            {
                "provision": row.provision,
                "citation": debate.provisions[row.provision].citation,
                "name": name_of(debate.provisions[row.provision]),
                "status": debate.provisions[row.provision].current.status,
                "cells": {topic: plain(row.cells[topic]) for topic in table.columns if topic in row.cells},
                "total": plain(row.total),
            }
            for row in table.rows
        ],
        "totals": {topic: plain(table.totals[topic]) for topic in table.columns},
        "total": plain(table.total),
    }


def to_rows(table: Matrix, debate: Debate) -> list[list[str]]:
    """The matrix as a table of text: a heading row, a row for each provision, a row of totals. Each topic has its number of
    objections; the last columns are all objections and what became of them. Words that a spreadsheet would run as a formula
    get an apostrophe before them."""
    ends = ["all objections", "unanswered", "answered", "conceded", "standing"]
    rows = [["provision", "status", *(_topic(debate, i) for i in table.columns), *ends]]
    for row in table.rows:
        provision = debate.provisions[row.provision]
        counts = [str(row.cells[topic].objections) if topic in row.cells else "0" for topic in table.columns]
        rows.append([name_of(provision), provision.current.status, *counts, *_numbers(row.total)])
    totals = [str(table.totals[topic].objections) for topic in table.columns]
    rows.append(["all provisions", "", *totals, *_numbers(table.total)])
    return [[_safe(value) for value in row] for row in rows]


def _numbers(cell: Cell) -> list[str]:
    return [str(n) for n in (cell.objections, cell.unanswered, cell.answered, cell.conceded, cell.standing)]


def _topic(debate: Debate, topic_id: str) -> str:
    return debate.topics[topic_id].name if topic_id else "no topic"


def _safe(value: str) -> str:
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) or value.startswith(_FORMULA) else value


def unanswered(debate: Debate, verdicts: Verdicts) -> list[Statement]:
    """The objections that nobody answered, those made in most places first, then in thread order."""
    found = [s for s in statement_order(debate) if Flag.UNANSWERED in verdicts.statements[s.id].flags]
    return sorted(found, key=lambda statement: -len(statement.passages))


@dataclass(frozen=True, slots=True)
class Concession:
    """A line of the ledger: who conceded (names, "" unknown), by which statement, what (its title and id), whether in full,
    and the provisions whose versions it brought about."""

    authors: tuple[str, ...]
    statement: str
    conceded: str
    target: str
    in_full: bool
    changed: tuple[str, ...]


def concessions(debate: Debate) -> list[Concession]:
    """Every concession in thread order of what concedes."""
    effects: dict[str, list[str]] = {}
    for provision in debate.provisions.values():
        for version in provision.versions:
            if version.because_of is not None:
                effects.setdefault(version.because_of, []).append(provision.id)
    ledger = []
    order = {statement.id: number for number, statement in enumerate(statement_order(debate))}
    conceding = [r for r in debate.relations.values() if r.kind is RelationKind.CONCEDES]
    for relation in sorted(conceding, key=lambda r: (order[r.sources[0]], r.id)):
        statement = debate.statements[relation.sources[0]]
        target = debate.find(relation.target.id)
        title = title_of(target, debate) if isinstance(target, Statement) else ""
        if isinstance(target, Provision):
            title = name_of(target)
        names = tuple(debate.authors[a].name for a in authors_of(debate, statement))
        in_full = relation.extent is not Extent.PARTIAL
        changed = tuple(dict.fromkeys(i for s in relation.sources for i in effects.get(s, ())))
        ledger.append(Concession(names, statement.id, title, relation.target.id, in_full, changed))
    return ledger
