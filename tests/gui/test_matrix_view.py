"""The matrix in the window: counts, the objections behind a cell, and what happens before an edit is judged."""

import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from argmap.gui.matrix_view import MatrixView
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.model.edits import provisions, relations, statements, topics
from argmap.model.kinds import RelationKind, Table, TargetKind
from argmap.model.kinds import StatementKind as K
from argmap.model.records import Target
from argmap.store.debate_file import DebateFile


@pytest.fixture
def view(qtbot: QtBot, debate: Debate, tmp_path):
    session = Session()
    session.open(DebateFile.create(tmp_path / "bikes.argmap", debate))
    shown = MatrixView(session)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    session.close_file()


def listed(view: MatrixView) -> list[str]:
    return [view.objections.item(row).text() for row in range(view.objections.count())]


def cell(view: MatrixView, row: int, column: int) -> str:
    model = view.table.model()
    view.table.setCurrentIndex(model.index(row, column))
    return str(model.index(row, column).data())


def session_of(view: MatrixView) -> Session:
    return view._session


def test_a_cell_shows_its_objections_and_selects_them(view) -> None:
    assert cell(view, 0, 2) == "§ 1 × scope: 1 objection, 1 conceded"
    assert listed(view) == ["Every courier bike is faster\nBo Lind · stands, conceded"]
    view.objections.setCurrentRow(0)
    assert session_of(view).selection.only(Table.STATEMENTS) == ("s2",)
    assert cell(view, 1, 3) == "§ 2 × all: no objections"
    assert listed(view) == []


def test_what_is_not_judged_yet_is_counted_once_it_is(view, qtbot: QtBot) -> None:
    session = session_of(view)
    assert session.verdicts
    view.hide()
    made = statements.tag(session.debate, K.OBJECTION, gist="Plates fall off", topics=["enf"], statement_id="s10")
    assert session.do(made)
    assert session.do(
        relations.relate(session.debate, RelationKind.OBJECTS, ["s10"], Target(TargetKind.PROVISION, "v1"))
    )
    assert session.do(provisions.delete(session.debate, "v2"))
    view.show()  # nothing has been judged since
    assert not session.is_judged
    qtbot.waitUntil(lambda: view.table.model().rowCount() == 2)
    assert session.is_judged
    assert cell(view, 0, 1).startswith("§ 1 × enforceability: 2 objections")
    assert any(row.startswith("Plates fall off\nUnknown author") for row in listed(view))


def test_what_was_deleted_stays_on_show_until_it_is_counted(view, qtbot: QtBot) -> None:
    session = session_of(view)
    assert session.do(statements.delete(session.debate, "s2"))
    assert session.do(topics.delete(session.debate, "scope"))
    assert cell(view, 0, 2) == "§ 1 × scope: 1 objection, 1 conceded"
    view.objections.setCurrentRow(0)
    assert session.selection.ids == ()
    qtbot.waitUntil(lambda: view.table.model().columnCount() == 3)
    assert cell(view, 0, 1) == "§ 1 × enforceability: 1 objection, 1 unanswered"


def test_names_are_no_html(view, qtbot: QtBot) -> None:
    session = session_of(view)
    assert session.do(topics.revise(session.debate, "enf", name="<b>&</b>"))
    qtbot.waitUntil(lambda: "<b>" in view.table.model().headerData(1, Qt.Orientation.Horizontal))
    assert cell(view, 0, 1).startswith("§ 1 × <b>&</b>:")
    tip = view.table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert QTextDocumentFragment.fromHtml(tip).toPlainText() == cell(view, 0, 1)
    assert view._title.textFormat() is Qt.TextFormat.PlainText


def test_the_table_goes_out_as_csv(view, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.table_wanted) as wanted:
        view.findChild(QPushButton).click()
    rows = list(csv.reader(io.StringIO(wanted.args[0].decode("utf-8-sig"))))
    assert rows[0][:3] == ["provision", "status", "enforceability"]
    assert rows[1][2] == "1"
