"""The session: edits reach the file or do not happen, and verdicts follow the debate whatever its size."""

from __future__ import annotations

import gc
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import ResourceClosedError

from argmap.analysis.verdicts import evaluate
from argmap.gui import session as sessions
from argmap.gui.session import Session
from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import posts, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Passage, Statement, Target
from argmap.store.debate_file import DebateFile


@pytest.fixture
def session(qtbot: QtBot, debate: Debate, tmp_path: Path):
    opened = Session()
    opened.open(DebateFile.create(tmp_path / "debate.argmap", debate))
    yield opened
    opened.close()


def test_an_edit_is_made_everywhere_or_nowhere(session: Session) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    before = session.debate.snapshot()
    ghost = Statement("ghost", StatementKind.CLAIM, topics=("nowhere",))
    assert not session.do(Edit("Tag", (Change(None, ghost),)))
    assert "nowhere" in refused[0]
    assert session.debate == before
    assert session.undo_label == ""


def test_what_the_file_does_not_take_is_not_shown(session: Session, tmp_path: Path) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    session.do(statements.set_gist(session.debate, "s1", "One"))
    before = session.debate.snapshot()
    (tmp_path / "debate.argmap").rename(tmp_path / "moved.argmap")
    assert not session.do(statements.set_gist(session.debate, "s1", "Two"))
    session.undo()
    assert session.debate == before
    assert len(refused) == 2
    assert all("was moved" in sentence for sentence in refused)
    assert session.file is not None
    assert session.file._connection is not None
    (tmp_path / "moved.argmap").rename(tmp_path / "debate.argmap")
    session.file._connection.close()  # a fault that nobody foresaw
    for act in (lambda: session.do(statements.set_gist(session.debate, "s1", "Two")), session.undo):
        with pytest.raises(ResourceClosedError):
            act()
        assert session.debate == before


@pytest.mark.parametrize("act", ["undo", "redo"])
def test_a_history_that_leads_to_no_valid_debate_changes_nothing(session: Session, act: str) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    assert session.file is not None
    path = session.file.path
    session.do(statements.set_note(session.debate, "s1", "New"))
    if act == "redo":
        session.undo()
    session.close()
    before, after = ({"topics": ["nowhere"]}, {"topics": ["scope"]})[:: 1 if act == "undo" else -1]
    change = {"table": "statements", "id": "s1", "before": before, "after": after}
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE history SET changes = ? WHERE seq = 2", [json.dumps({"changes": [change]})])
        connection.execute("""UPDATE statements SET topics = '["scope"]' WHERE id = 's1'""")
        connection.commit()
    session.open(DebateFile.open(path))
    shown = session.debate.snapshot()
    session.undo() if act == "undo" else session.redo()
    assert "names “nowhere”" in refused[0]
    assert session.debate == shown
    session.close()
    with DebateFile.open(path) as again:
        assert again.debate == shown


def test_joined_edits_are_one_step(session: Session) -> None:
    before = session.debate.snapshot()
    session.do(statements.tag(session.debate, StatementKind.CLAIM, gist="One", statement_id="x"))
    target = Target(TargetKind.STATEMENT, "s1")
    session.do(relations.relate(session.debate, RelationKind.SUPPORTS, ["x"], target), joins=True)
    session.undo()
    assert session.debate == before
    session.redo()
    assert "x" in session.debate.statements


def test_what_is_gone_is_no_longer_selected(session: Session) -> None:
    session.select(Table.STATEMENTS, "s1", "s2")
    session.do(statements.delete(session.debate, "s2"))
    assert session.selection.ids == ("s1",)


@pytest.mark.parametrize("at_once", [1000, 0])
def test_verdicts_follow_the_debate(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(sessions, "JUDGED_AT_ONCE", at_once)  # 0: as in a large debate, in a job
    target = Target(TargetKind.STATEMENT, "s9")
    with qtbot.waitSignal(session.judged):
        session.do(statements.tag(session.debate, StatementKind.OBJECTION, gist="No", statement_id="x"))
        session.do(relations.relate(session.debate, RelationKind.OBJECTS, ["x"], target))
    assert session.verdicts.statements == evaluate(session.debate).statements
    assert session.verdicts.statements["s9"].label == "falls"


def test_who_said_it_counts_for_verdicts(session: Session, qtbot: QtBot) -> None:
    """Bo's objection is off, since Bo concedes what it is aimed at; it is on again when somebody else turns out to have made
    it."""
    p1, p2 = Passage("p1", 0, 5), Passage("p2", 0, 5)
    session.do(posts.set_author(session.debate, ["p1", "p2"], "Bo"))
    with qtbot.waitSignal(session.judged):
        for statement_id, kind, passages in (
            ("x", StatementKind.CLAIM, []),
            ("no", StatementKind.OBJECTION, [p1]),
            ("yes", StatementKind.CONCESSION, [p2]),
        ):
            session.do(statements.tag(session.debate, kind, passages, statement_id, statement_id=statement_id))
        target = Target(TargetKind.STATEMENT, "x")
        session.do(relations.relate(session.debate, RelationKind.OBJECTS, ["no"], target))
        session.do(relations.relate(session.debate, RelationKind.CONCEDES, ["yes"], target))
    assert session.verdicts.statements["x"].label == "stands"
    with qtbot.waitSignal(session.judged):
        session.do(posts.set_author(session.debate, ["p1"], "Somebody else"))
    assert session.verdicts.statements["x"].label == "falls"


def test_a_fault_while_judging_a_large_map_is_not_swallowed(session: Session, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as faults:
        session._judges.start("Judging", lambda progress: 1 / 0, lambda _: None)
        qtbot.waitUntil(lambda: not session._judges.is_busy)
    assert [kind for kind, *_ in faults] == [ZeroDivisionError]


def test_verdicts_that_come_too_late_are_asked_for_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "JUDGED_AT_ONCE", 0)
    monkeypatch.setattr(sessions, "PAUSE", 1)
    judged: list[int] = []
    session.judged.connect(lambda: judged.append(len(session.verdicts.statements)))
    session.do(statements.tag(session.debate, StatementKind.CLAIM, gist="One"))
    with qtbot.waitSignal(session._judges.started):
        pass
    session.do(statements.tag(session.debate, StatementKind.CLAIM, gist="Two"))
    qtbot.waitUntil(lambda: judged == [len(session.debate.statements)])


def test_no_job_outlives_the_file(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "JUDGED_AT_ONCE", 0)
    monkeypatch.setattr(sessions, "PAUSE", 1)
    session.do(statements.tag(session.debate, StatementKind.CLAIM, gist="One"))
    with qtbot.waitSignal(session._judges.started):
        pass
    session.close()
    assert not session._judges.is_busy
    assert gc.isenabled()
