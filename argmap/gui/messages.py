"""The one way in which the window tells the user something: a banner that never stops anybody from working."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from argmap.picture.palette import LIGHT, Palette

STAYS = 6000
"""Milliseconds for which a message that asks nothing is shown."""


class Tone(StrEnum):
    """How a message is meant: done, worth knowing, or refused."""

    DONE = "support"
    INFO = "claim"
    PROBLEM = "objection"


class Messages(QFrame):
    """A line above the views. A new message takes the place of the old one; problems stay until they are dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self._palette = LIGHT
        self._tone = Tone.INFO
        self._passes = False
        self._act: Callable[[], None] | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._action = QPushButton()
        self._action.clicked.connect(self._on_action_clicked)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setToolTip("Dismiss")
        self._close.setAccessibleName("Dismiss message")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said, "" when nothing is."""
        return self._label.text() if not self.isHidden() else ""

    def done(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Says that something the user asked for has happened."""
        self._show(Tone.DONE, text, action, act)

    def info(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Says something worth knowing."""
        self._show(Tone.INFO, text, action, act)

    def problem(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Says that something cannot be done, and why. It stays until it is dismissed."""
        self._show(Tone.PROBLEM, text, action, act)

    def refuse(self, text: str) -> None:
        """Says that what was asked for cannot be done. It stays until something else was done, or it is dismissed."""
        self._show(Tone.PROBLEM, text, "", None)
        self._passes = True

    def on_edited(self) -> None:
        """Something else was done: a refusal has been seen."""
        if self._passes:
            self.hide()

    def forget(self) -> None:
        """Takes back what was said of a debate that is open no more. A problem stays until somebody has seen it."""
        if self._tone is not Tone.PROBLEM:
            self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._palette = palette
        self._restyle()

    def _show(self, tone: Tone, text: str, action: str, act: Callable[[], None] | None) -> None:
        self._tone, self._act, self._passes = tone, act, False
        self._label.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._restyle()
        self.show()
        if tone is Tone.PROBLEM or action:
            self._timer.stop()
        else:
            self._timer.start()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _restyle(self) -> None:
        ink, fill = self._palette.ink[self._tone], self._palette.fill[self._tone]
        self.setStyleSheet(
            f"#messages {{ background: {fill}; border: none; border-left: 4px solid {ink};"
            f" border-bottom: 1px solid {self._palette.line}; }}"
            f"#messages QLabel {{ color: {self._palette.text}; background: transparent; }}"
        )

    def _on_action_clicked(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()
