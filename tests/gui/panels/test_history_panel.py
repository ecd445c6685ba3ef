"""The history panel."""

from PySide6.QtCore import Qt

from argmap.gui.models.outline_model import Role
from argmap.gui.panels.history_panel import HistoryPanel
from argmap.model.edits import document, statements
from argmap.model.kinds import Table


def _labels(panel):
    return [str(panel.model.index(row).data()) for row in range(panel.model.rowCount())]


def _faded(panel):
    return [panel.model.index(row).data(Role.LINE).faded for row in range(panel.model.rowCount())]


def _work(session):
    session.do(document.set_title(session.debate, "One"))
    session.do(statements.set_gist(session.debate, "s1", "Two"))
    session.do(statements.set_note(session.debate, "s1", "Three"))


def test_steps_are_listed_with_the_present_one_current(session, screen):
    shown = screen(panel := HistoryPanel(session))
    _work(session)
    shown.settle()
    assert _labels(panel)[1:] == ["Set title", "Edit gist", "Edit note"]
    assert panel.view.currentIndex().row() == 3
    session.undo()
    shown.settle()
    assert _faded(panel) == [False, False, False, True]


def test_enter_goes_back_and_forward(session, screen):
    shown = screen(panel := HistoryPanel(session))
    _work(session)
    shown.settle()
    shown.press(panel.view, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert session.debate.title == "One"
    assert session.debate.statements["s1"].gist == "Fast bicycles need a plate"
    assert panel.view.currentIndex().row() == 1
    panel.view.setCurrentIndex(panel.model.index(3))
    shown.press(shown.button("Go to this step"), Qt.Key.Key_Space)
    assert session.debate.statements["s1"].note == "Three"


def test_abandoned_steps_are_left_out(session, screen):
    shown = screen(panel := HistoryPanel(session))
    _work(session)
    session.undo()
    session.do(statements.delete(session.debate, "s1"))
    shown.settle()
    assert _labels(panel)[1:] == ["Set title", "Edit gist", "Delete statement"]
    assert session.selection.only(Table.STATEMENTS) == ()
