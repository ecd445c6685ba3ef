"""The table of provisions and topics, and the list beside it."""

import csv
import io
import json

import pytest

from argmap.analysis.matrix import (
    OTHER,
    Cell,
    matrix,
    to_plain,
    to_rows,
    unanswered,
)
from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.model.edits import provisions, relations, topics
from argmap.model.kinds import Extent, RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Passage, Post, Provision, Relation, Statement, Target, Topic, Version

K = RelationKind


def objection(
    statement_id: str, *about: str, kind: StatementKind = StatementKind.OBJECTION, said: int = 0
) -> Statement:
    passages = tuple(Passage("post", n, n + 1) for n in range(said))
    return Statement(statement_id, kind, statement_id.upper(), passages, about)


def rel(relation_id: str, kind: RelationKind, sources: str, target: str, *versions: int) -> Relation:
    on = {"r": TargetKind.RELATION, "v": TargetKind.PROVISION}.get(target[0], TargetKind.STATEMENT)
    extent = Extent.FULL if kind is K.CONCEDES else None
    return Relation(relation_id, kind, tuple(sources.split()), Target(on, target), versions, extent)


@pytest.fixture
def busy() -> Debate:
    """Two provisions with objections in every state: § 1 amended once, § 2 new."""
    first = Provision("v1", None, "§ 1", "First", 0, (Version(1), Version(2)))
    return Debate(
        [
            Author("ada", "Ada"),
            Post("post", author="ada", text="words and more"),
            Post("late", position=1, text="words"),
            first,
            Provision("v2", None, "§ 2", "Second", 1),
            Provision("v3", None, "§ 3", "Quiet", 2),
            *(Topic(i, None, f"topic {i}") for i in ("t1", "t2", "t3")),
            objection("old", "t1"),
            objection("open", "t1", "t2"),
            objection("beaten", "t1"),
            objection("granted", "t2"),
            objection("both"),
            objection("reply"),
            objection("prop"),
            objection("saw"),
            objection("guard"),
            rel("r1", K.OBJECTS, "old", "v1", 1),
            rel("r2", K.OBJECTS, "open", "v1", 2),
            rel("r3", K.OBJECTS, "beaten", "v1", 1, 2),
            rel("r4", K.OBJECTS, "reply", "beaten"),
            rel("r5", K.OBJECTS, "granted", "v2", 1),
            rel("r6", K.CONCEDES, "reply", "granted"),
            rel("r7", K.OBJECTS, "both", "v1", 1, 2),
            rel("r8", K.OBJECTS, "both", "v2"),
            rel("r9", K.UNDERCUTS, "guard", "r8"),
            rel("r10", K.RESTS_ON, "prop", "v2"),
            rel("r11", K.UNDERCUTS, "saw", "r10"),
        ]
    )


def test_each_objection_is_counted_in_its_state(busy: Debate) -> None:
    table = matrix(busy, evaluate(busy))
    assert [row.provision for row in table.rows] == ["v1", "v2", "v3"]
    assert table.columns == ("t1", "t2", OTHER)
    first, second, quiet = table.rows
    assert first.cells["t1"] == Cell(("beaten", "old", "open"), unanswered=1, answered=1, conceded=0, standing=1)
    assert first.cells["t2"] == Cell(("open",), unanswered=1, standing=1)
    assert first.cells[OTHER] == Cell(("both",), unanswered=1, standing=1)
    assert first.total == Cell(("beaten", "both", "old", "open"), unanswered=2, answered=1, standing=2)
    assert [version.number for version in first.versions] == [1, 2]
    assert second.cells["t2"] == Cell(("granted",), conceded=1, standing=1)
    assert quiet.total == Cell()
    assert quiet.cells == {}


def test_undercutting_a_link_is_no_objection_to_the_provision(busy: Debate) -> None:
    second = matrix(busy, evaluate(busy)).rows[1]
    assert second.total.statements == ("both", "granted")
    # the same statement is unanswered towards § 1 and answered towards § 2
    assert second.cells[OTHER] == Cell(("both",), answered=1)


def test_totals_count_every_objection_once(busy: Debate) -> None:
    table = matrix(busy, evaluate(busy))
    assert table.total.objections == 5
    assert table.totals["t2"].statements == ("granted", "open")
    assert table.total == Cell(
        ("beaten", "both", "granted", "old", "open"), unanswered=2, answered=1, conceded=1, standing=3
    )


def test_an_empty_debate_has_an_empty_matrix() -> None:
    empty = Debate()
    table = matrix(empty, evaluate(empty))
    assert (table.rows, table.columns, table.total) == ((), (), Cell())
    assert to_rows(table, empty)[-1][-5:] == ["0"] * 5


def test_the_plain_form_is_json_with_names_and_history(busy: Debate) -> None:
    plain = to_plain(matrix(busy, evaluate(busy)), busy)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["topics"][0] == {"id": "t1", "name": "topic t1"}
    assert plain["rows"][0]["citation"] == "§ 1"
    assert [version["number"] for version in plain["rows"][0]["versions"]] == [1, 2]
    assert plain["rows"][0]["cells"]["t2"] == {
        "objections": 1,
        "unanswered": 1,
        "answered": 0,
        "conceded": 0,
        "standing": 1,
        "statements": ["open"],
    }
    assert plain["total"]["objections"] == 5


def test_rows_have_the_same_length_and_their_figures_in_place(busy: Debate) -> None:
    rows = to_rows(matrix(busy, evaluate(busy)), busy)
    assert {len(row) for row in rows} == {10}
    assert rows[0] == [
        *("provision", "status", "topic t1", "topic t2", "no topic"),
        *("all objections", "unanswered", "answered", "conceded", "standing"),
    ]
    assert rows[1] == ["§ 1 First", "proposed", "3", "1", "1", "4", "2", "1", "0", "2"]
    assert rows[-1][:5] == ["all provisions", "", "3", "2", "1"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", "\t=1", "  =1"])
def test_no_cell_of_a_table_is_a_formula(busy: Debate, name: str) -> None:
    busy.apply(provisions.describe(busy, "v1", citation=name, title=""))
    busy.apply(topics.revise(busy, "t1", name=name.strip()))
    text = io.StringIO()
    csv.writer(text).writerows(to_rows(matrix(busy, evaluate(busy)), busy))
    cells = [cell for row in csv.reader(io.StringIO(text.getvalue())) for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert any(name.strip() in cell for cell in cells)


def test_unanswered_objections_come_by_backing_and_then_in_thread_order() -> None:
    said = [
        Post("post", text="words and more"),
        Statement("late", StatementKind.OBJECTION, "late", (Passage("post", 8, 9),)),
        Statement("early", StatementKind.OBJECTION, "early", (Passage("post", 0, 1),)),
        objection("often", said=3),
        objection("backed"),
        *(objection(i) for i in ("claim", "help", "help2", "doubt")),
        *(rel(f"r{i}", K.OBJECTS, i, "claim") for i in ("late", "early", "often", "backed")),
        rel("r1", K.SUPPORTS, "help", "backed"),
        rel("r2", K.SUPPORTS, "help2", "backed"),
    ]
    debate = Debate(said)
    assert [s.id for s in unanswered(debate, evaluate(debate))] == ["often", "backed", "early", "late"]
    debate.apply(relations.relate(debate, K.ANSWERS, ["claim"], Target(TargetKind.STATEMENT, "often")))
    debate.apply(relations.relate(debate, K.UNDERCUTS, ["doubt"], Target(TargetKind.RELATION, "r1")))
    debate.apply(relations.relate(debate, K.UNDERCUTS, ["doubt"], Target(TargetKind.RELATION, "r2")))
    # supports that do not stand back nothing; and an undercut is an objection that wants an answer
    assert [s.id for s in unanswered(debate, evaluate(debate))] == ["early", "late", "backed", "doubt"]
