"""The table of provisions and topics: how many objections, and what became of them; and the list of those that nobody answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.analysis.flags import replies
from argmap.analysis.thresholds import show
from argmap.analysis.verdicts import Flag, Label, Verdicts
from argmap.model import codec
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, TargetKind
from argmap.model.queries import provision_order, statement_order, topic_order
from argmap.model.records import Provision, Statement, Version

OTHER = ""
"""Stands for "no topic" among the columns."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """The objections to one provision that have one topic, as statement ids in thread order, and how many of them nobody
    answered, were answered, were conceded (in full or in part), and stand against the provision as it is now. An objection
    that was answered may have been conceded as well; one to an earlier version does not stand and wants no answer."""

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
    """A provision: its cells by topic id (OTHER for objections without a topic; cells without any are left out), all of its
    objections, each counted once however many topics it has, and all that it has said."""

    provision: str
    cells: Mapping[str, Cell]
    total: Cell
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the order of provisions, columns (topic ids that occur, OTHER last) in the order of topics. In a total, an
    objection to several provisions counts once, and is unanswered or standing when it is so for one of them."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    totals: Mapping[str, Cell]
    total: Cell


def matrix(debate: Debate, verdicts: Verdicts) -> Matrix:
    """Counts objections by provision and topic. A statement is an objection to a provision that it objects to, in any
    version; what undercuts a support of the provision argues about it at one remove and is not counted, as on its card."""
    counting = _Counting(debate, verdicts)
    hits = _hits(debate)
    rows = []
    by_topic: dict[str, dict[str, set[str]]] = {}
    everything: dict[str, set[str]] = {}
    for provision, _ in provision_order(debate):
        found = hits.get(provision.id, {})
        topics: dict[str, dict[str, set[str]]] = {}
        for statement_id, links in found.items():
            everything.setdefault(statement_id, set()).update(links)
            for topic_id in debate.statements[statement_id].topics or (OTHER,):
                topics.setdefault(topic_id, {})[statement_id] = links
                by_topic.setdefault(topic_id, {}).setdefault(statement_id, set()).update(links)
        cells = {topic_id: counting.cell(links) for topic_id, links in topics.items()}
        rows.append(Row(provision.id, cells, counting.cell(found), provision.versions))
    columns = [topic.id for topic, _ in topic_order(debate) if topic.id in by_topic]
    if OTHER in by_topic:
        columns.append(OTHER)
    totals = {topic_id: counting.cell(links) for topic_id, links in by_topic.items()}
    return Matrix(tuple(rows), tuple(columns), totals, counting.cell(everything))


def _hits(debate: Debate) -> dict[str, dict[str, set[str]]]:
    """Provision id to the statements that object to it, each with the relations by which it does."""
    hits: dict[str, dict[str, set[str]]] = {}
    for relation in debate.relations.values():
        if relation.kind is RelationKind.OBJECTS and relation.target.kind is TargetKind.PROVISION:
            for source in relation.sources:
                hits.setdefault(relation.target.id, {}).setdefault(source, set()).add(relation.id)
    return hits


class _Counting:
    """Makes cells of objections and the relations that they object by."""

    def __init__(self, debate: Debate, verdicts: Verdicts) -> None:
        self._verdicts = verdicts
        self._order = {statement.id: number for number, statement in enumerate(statement_order(debate))}
        self._replies = replies(debate, verdicts.grounds.flat)

    def cell(self, links: Mapping[str, Iterable[str]]) -> Cell:
        """The cell of these statements."""
        ids = sorted(links, key=self._order.__getitem__)
        unanswered = {i for i in ids if any((link, i) in self._replies.unanswered for link in links[i])}
        answered = {i for i in ids if any((link, i) in self._replies.answered for link in links[i])}
        conceded = {Flag.CONCEDED, Flag.PARTLY_CONCEDED}
        return Cell(
            tuple(ids),
            unanswered=len(unanswered),
            answered=len(answered - unanswered),
            conceded=sum(not conceded.isdisjoint(self._flags(i)) for i in ids),
            standing=sum(any(self._stands(link) for link in links[i]) for i in ids),
        )

    def _flags(self, statement_id: str) -> tuple[Flag, ...]:
        verdict = self._verdicts.statements.get(statement_id)
        return () if verdict is None else verdict.flags

    def _stands(self, relation_id: str) -> bool:
        verdict = self._verdicts.relations.get(relation_id)
        return verdict is not None and verdict.label is Label.STANDS


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
                "status": debate.provisions[row.provision].current.status.value,
                "versions": [codec.to_plain(version) for version in row.versions],
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
        rows.append([name_of(provision), provision.current.status.value, *counts, *_numbers(row.total)])
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
    """The objections that nobody answered: those with most backing first (standing supports and further passages), then in
    thread order."""
    backing: dict[str, int] = {}
    for relation in debate.relations.values():
        verdict = verdicts.relations.get(relation.id)
        if relation.kind is RelationKind.SUPPORTS and verdict is not None and verdict.label is Label.STANDS:
            backing[relation.target.id] = backing.get(relation.target.id, 0) + 1
    found = [s for s in statement_order(debate) if _is_unanswered(verdicts, s.id)]
    return sorted(found, key=lambda statement: -len(statement.passages) - backing.get(statement.id, 0))


def _is_unanswered(verdicts: Verdicts, statement_id: str) -> bool:
    verdict = verdicts.statements.get(statement_id)
    return verdict is not None and Flag.UNANSWERED in verdict.flags
