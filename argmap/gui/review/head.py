"""The head and foot of the review: counts, filters by kind, and a button for every key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from argmap.analysis.inferred import Counts, Kind
from argmap.gui.key_button import KeyButton
from argmap.gui.models.wording import counted, digits
from argmap.gui.panels.flow_layout import FlowLayout
from argmap.gui.panels.outline_view import OutlineView
from argmap.gui.review import keys, words
from argmap.picture import fonts
from argmap.picture.palette import Palette

KINDS: tuple[Kind | None, ...] = (None, *Kind)
"""The filters, by digit."""


class Head(QWidget):
    """What there is and how much of it is to be decided."""

    toggled = Signal()
    """What is settled is to be shown, or no longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel("Import review")
        self._title.setFont(fonts.font("threshold"))
        self.left = QLabel()
        self.left.setFont(fonts.font("gist"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setAccessibleName("What the import found")
        self.toggle = KeyButton(keys.SETTLED.text, keys.SETTLED.cap)
        self.toggle.setToolTip(keys.SETTLED.tip)
        self.toggle.setCheckable(True)
        self.toggle.clicked.connect(self.toggled)
        self.refused = QLabel()
        self.refused.setWordWrap(True)
        self.refused.setTextFormat(Qt.TextFormat.PlainText)
        self.refused.hide()
        top = QHBoxLayout()
        top.setSpacing(12)
        for label in (self._title, self.left):
            top.addWidget(label, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addStretch(1)
        top.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.summary)
        column.addWidget(self.refused)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self.summary.setStyleSheet(f"color: {palette.secondary}")
        self.left.setStyleSheet(f"color: {palette.accent}")
        self.refused.setStyleSheet(f"color: {palette.ink['concession']}")
        self.toggle.set_palette(palette)

    def show_reason(self, reason: str) -> None:
        """Tells why nothing can be decided, "" when it can."""
        self.refused.setText(f"Read only: {reason}" if reason else "")
        self.refused.setVisible(bool(reason))

    def show_counts(self, found: Counts, opened: int, settled: int) -> None:
        """Tells the counts, and how many items are open and settled."""
        self.summary.setText(" · ".join(words.summary(found)))
        done = f", {digits(settled)} settled" if settled else ""
        self.left.setText(
            f"{digits(opened)} to decide{done}" if opened else f"Everything is settled{done and f': {digits(settled)}'}"
        )


class Filters(QWidget):
    """A button for each kind of item, with how many are open, and a digit."""

    wanted = Signal(object)
    """A Kind is to be shown, None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Kind | None, KeyButton] = {}
        row = _flow(self, top=4)
        for number, kind in enumerate(KINDS, start=1):
            button = KeyButton(self._name(kind), str(number))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, kind=kind: self.wanted.emit(kind))
            self.buttons[kind] = button
            row.addWidget(button)

    @staticmethod
    def kind_number(number: int) -> Kind | None:
        """The kind that a digit stands for, counted from 0."""
        return KINDS[number]

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        for button in self.buttons.values():
            button.set_palette(palette)

    def show_numbers(self, number: Callable[[Kind | None], int], shown: Kind | None) -> None:
        """Tells how many items of each kind are open, and which kind is shown."""
        for index, (kind, button) in enumerate(self.buttons.items(), start=1):
            count = number(kind)
            name = self._name(kind)
            text = f"{name} {digits(count)}" if count else name
            if button.text() != text:
                button.setText(text)
                button.updateGeometry()
            button.setChecked(kind is shown)
            told = f"{name}: {counted(count, 'item')}" + (" to decide" if kind is not Kind.NOISE else "")
            button.setAccessibleName(told)
            button.setToolTip(f"{told} ({index})")

    @staticmethod
    def _name(kind: Kind | None) -> str:
        return "All" if kind is None else words.NAMES[kind][0]


def _flow(widget: QWidget, top: int) -> FlowLayout:
    """A layout of buttons that breaks lines, with room round it."""
    flow = FlowLayout(6)
    column = QVBoxLayout(widget)
    column.setContentsMargins(16, top, 16, 8)
    column.addLayout(flow)
    return flow


class KeyBar(QWidget):
    """A button for every command of the review, with its key; those that can do nothing now say why."""

    wanted = Signal(str)
    """A command was pressed, by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, KeyButton] = {}
        row = _flow(self, top=8)
        for command in keys.COMMANDS:
            button = KeyButton(command.text, command.cap)
            button.setToolTip(command.tip)
            button.setAccessibleName(command.text.rstrip("…"))
            button.clicked.connect(lambda _=False, name=command.name: self.wanted.emit(name))
            self.buttons[command.name] = button
            row.addWidget(button)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        for button in self.buttons.values():
            button.set_palette(palette)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"KeyBar {{ background: {palette.raised}; border-top: 1px solid {palette.line}; }}")

    def refresh(self, why_not: Callable[[str], str]) -> None:
        """Enables what can be done now."""
        for command in keys.COMMANDS:
            reason = why_not(command.name)
            button = self.buttons[command.name]
            button.setEnabled(not reason)
            button.setToolTip(f"{command.tip}\n{reason}" if reason else command.tip)


class ThreadPart(QWidget):
    """The thread list under its heading, which says what it is for."""

    def __init__(self, posts_list: OutlineView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = posts_list
        self._heading = QLabel("Thread")
        self._heading.setFont(fonts.font("kind"))
        self._heading.setContentsMargins(16, 7, 8, 3)
        self._heading.setToolTip("Tab goes here; Shift+↑ and ↓ select a run of posts; W says who wrote them")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(posts_list, 1)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._heading.setStyleSheet(f"color: {palette.secondary}")
        self._list.set_palette(palette)
