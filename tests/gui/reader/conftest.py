"""A reader on a debate in a real file, and its page object: what a person sees in it and does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from argmap.gui.dialogs.picker import Picker
from argmap.gui.reader.reader_view import ReaderView
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.model.records import Relation, Statement
from argmap.store.debate_file import DebateFile

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PageDown": Qt.Key.Key_PageDown,
    "PageUp": Qt.Key.Key_PageUp,
    "Delete": Qt.Key.Key_Delete,
    "Space": Qt.Key.Key_Space,
}
MODIFIERS = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class ReaderPage:
    """The reader as a person uses it."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self._qtbot = qtbot
        self.session = session
        self.view = ReaderView(session)
        self.view.resize(700, 900)
        qtbot.addWidget(self.view)
        self.view.show()
        self.view.setFocus()
        self.hints: list[str] = []
        self.wanted: list[tuple[str, ...]] = []
        self.refused: list[str] = []
        self.view.hinted.connect(self.hints.append)
        self.view.gist_wanted.connect(lambda i: self.wanted.append(("gist", i)))
        self.view.provision_wanted.connect(lambda text, i: self.wanted.append(("provision", text, i)))
        self.view.provision_version_wanted.connect(lambda s, p: self.wanted.append(("version", s, p)))
        session.refused.connect(self.refused.append)

    @property
    def debate(self) -> Debate:
        return self.session.debate

    def press(self, *keys: str) -> ReaderPage:
        """Presses keys such as "J", "Shift+J", "Enter" where the keyboard is: in the reader or an open picker."""
        for name in keys:
            *held, key = name.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                modifiers |= MODIFIERS[modifier]
            target = self.view if self.picker is None else self.picker.findChild(QLineEdit)
            self._qtbot.keyClick(target, KEYS[key] if key in KEYS else key.lower(), modifiers)
        return self

    def type(self, text: str) -> ReaderPage:
        """Types into the open picker."""
        assert self.picker is not None
        self._qtbot.keyClicks(self.picker.findChild(QLineEdit), text)
        return self

    def read(self, post: str, words: str) -> ReaderPage:
        """Puts the cursor on some words."""
        start = self.debate.posts[post].text.index(words)
        self.view.go_to(post, start, start + len(words))
        return self

    def click(self, post: str, words: str, *, times: int = 1) -> ReaderPage:
        """Clicks into the middle of some words; twice or three times in quick succession."""
        point = self.point(post, words)
        if times == 1:
            self._qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        else:
            self._qtbot.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        if times == 3:
            self._qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        return self

    def drag(self, post: str, words: str) -> ReaderPage:
        """Drags over some words on one line."""
        rect = self.rect(post, words)
        left, right = QPoint(rect.left(), rect.center().y()), QPoint(rect.right(), rect.center().y())
        viewport = self.view.viewport()
        self._qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=left)
        self._qtbot.mouseMove(viewport, (left + right) / 2)
        self._qtbot.mouseMove(viewport, right)
        self._qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=right)
        return self

    def rect(self, post: str, words: str):
        start = self.debate.posts[post].text.index(words)
        rect = self.view.span_rect(self.view.document.index(post), start, start + len(words))
        assert rect.isValid(), f"“{words}” does not show"
        return rect

    def point(self, post: str, words: str) -> QPoint:
        return self.rect(post, words).center()

    @property
    def selected(self) -> str:
        return self.view.selected_text()

    @property
    def picker(self) -> Picker | None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, Picker) else None

    @property
    def proposed(self) -> list[str]:
        """The ids of the statements in the proposal bar, nothing when it is closed."""
        return [choice.id for choice in self.view.bar.choices] if self.view.bar.isVisible() else []

    @property
    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    def on(self, words: str) -> list[Statement]:
        """The statements whose first passage is exactly these words."""
        return [
            s
            for s in self.debate.statements.values()
            if s.passages
            and self.debate.posts[s.passages[0].post].text[s.passages[0].start : s.passages[0].end] == words
        ]

    def links(self, statement: Statement) -> list[tuple[str, str]]:
        """(kind, target) of the relations from a statement."""
        relations: list[Relation] = sorted(self.debate.relations.values(), key=lambda r: r.id)
        return [(r.kind.value, r.target.id) for r in relations if statement.id in r.sources]

    @property
    def selected_statement(self) -> str | None:
        return next(iter(self.session.selection.only(Table.STATEMENTS)), None)


@pytest.fixture
def open_reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Debate], ReaderPage]]:
    """Opens a reader on a debate, kept in a real file."""
    sessions: list[Session] = []

    def opened(debate: Debate) -> ReaderPage:
        session = Session()
        sessions.append(session)
        session.open(DebateFile.create(tmp_path / f"debate{len(sessions)}.argmap", debate))
        return ReaderPage(qtbot, session)

    yield opened
    for session in sessions:
        session.close_file()


@pytest.fixture
def page(open_reader: Callable[[Debate], ReaderPage], debate: Debate) -> ReaderPage:
    """The reader on the small debate, without the statements that tests tag themselves."""
    return open_reader(debate)
