"""A session on a real file with the small debate, its refusals, and panels as their users see them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from argmap.gui.models.outline_model import Line, Role
from argmap.gui.panels.outline_view import OutlineView
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile


@pytest.fixture
def open_session(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Debate], Session]]:
    """Opens a debate in a new file of its own."""
    opened: list[Session] = []

    def make(debate: Debate) -> Session:
        session = Session()
        session.open(DebateFile.create(tmp_path / f"{len(opened)}.argmap", debate))
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close_file()


@pytest.fixture
def session(open_session: Callable[[Debate], Session], debate: Debate) -> Session:
    """The small debate, open."""
    return open_session(debate)


@pytest.fixture
def refusals(session: Session) -> list[str]:
    """What the session refused, in order."""
    said: list[str] = []
    session.refused.connect(said.append)
    return said


class Screen:
    """A widget that is shown, and what a person does with it and reads on it."""

    def __init__(self, qtbot: QtBot, widget: QWidget) -> None:
        self.qtbot = qtbot
        self.widget = widget
        qtbot.addWidget(widget)
        widget.resize(290, 800)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Lets what is due happen."""
        self.qtbot.wait(1)

    def press(
        self, target: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Presses keys on a widget that has the keyboard."""
        if not target.hasFocus():
            target.setFocus()
        for key in keys:
            self.qtbot.keyClick(target, key, modifier)
        self.settle()

    def rows(self, view: OutlineView) -> list[Line]:
        """The rows of a list as they are drawn."""
        return [view.outline.index(row).data(Role.LINE) for row in range(view.outline.rowCount())]

    def ids(self, view: OutlineView) -> list[str]:
        """The ids of the rows in sight."""
        return [str(view.outline.index(row).data(Role.ID)) for row in range(view.outline.rowCount())]

    def texts(self) -> list[str]:
        """The labels that can be seen, as written."""
        return [label.text() for label in self.widget.findChildren(QLabel) if label.isVisible() and label.text()]

    def button(self, name: str) -> QToolButton:
        """A visible button by what it is called."""
        found = [
            b for b in self.widget.findChildren(QToolButton) if b.isVisible() and name in (b.accessibleName(), b.text())
        ]
        assert len(found) == 1, [b.accessibleName() for b in self.widget.findChildren(QToolButton) if b.isVisible()]
        return found[0]

    def label(self, words: str) -> QLabel:
        """The visible label that holds these words."""
        found = [w for w in self.widget.findChildren(QLabel) if w.isVisible() and words in w.text()]
        assert found, self.texts()
        return found[0]


@pytest.fixture
def screen(qtbot: QtBot) -> Callable[[QWidget], Screen]:
    """Shows a widget."""
    return lambda widget: Screen(qtbot, widget)
