"""The session: edits reach the file or do not happen, and verdicts follow the debate whatever its size."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from argmap.analysis.verdicts import evaluate
from argmap.gui import session as sessions
from argmap.gui.session import Session
from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import relations, statements
from argmap.model.kinds import RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Statement, Target
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
