"""The whole window on files of its own, and its page object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from argmap.gui.app import make_application
from argmap.gui.main_window import MainWindow
from argmap.gui.session import Session
from argmap.gui.settings import Settings
from argmap.gui.theme import Theme
from argmap.model.debate import Debate


class WindowPage:
    """The window as a person at the keyboard uses it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self.theme = Theme(make_application(), "light")
        self.settings = Settings(folder / "settings.ini")
        self.window = MainWindow(self.theme, self.settings)
        qtbot.addWidget(self.window)
        self.window.resize(1400, 900)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    @property
    def session(self) -> Session:
        return self.window.session

    @property
    def debate(self) -> Debate:
        return self.window.session.debate

    @property
    def said(self) -> str:
        """What the banner says."""
        return self.window.messages.text

    def open(self, path: Path) -> WindowPage:
        """Opens a file and waits until it is there, or refused."""
        self.window.files.open(path, self.folder)
        return self.settle()

    def settle(self) -> WindowPage:
        """Waits until no job runs and what was put off has happened."""
        self._qtbot.waitUntil(lambda: not self.window.jobs.is_busy)
        self._qtbot.wait(1)
        return self

    def when_asked(self, titles: list[str], answer: Callable[[], object]) -> WindowPage:
        """Answers the next dialog once it is there; its title is added to ``titles``."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(5, look)
                return
            titles.append(dialog.windowTitle())
            answer()

        QTimer.singleShot(0, look)
        self._qtbot.waitUntil(lambda: bool(titles) and QApplication.activeModalWidget() is None)
        return self

    def press(self, *keys: str) -> WindowPage:
        """Presses keys such as "O", "Ctrl+Z", "Return" wherever the keyboard is."""
        for key in keys:
            combination = QKeySequence(key)[0]
            self._qtbot.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self

    def type(self, text: str) -> WindowPage:
        """Types text wherever the keyboard is."""
        self._qtbot.keyClicks(self.focus, text)
        return self

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys: in a popup, in a dialog, or in the window."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal.focusWidget() or modal
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    def trigger(self, command: str) -> WindowPage:
        """Chooses a command from the menus."""
        self.window.actions_[command].trigger()
        return self


@pytest.fixture
def window_page(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowPage]:
    """A window without a debate, under the name that pages of parts of it find it by."""
    shown = WindowPage(qtbot, tmp_path)
    yield shown
    shown.window.close()


@pytest.fixture
def page(window_page: WindowPage) -> WindowPage:
    """A window without a debate."""
    return window_page
