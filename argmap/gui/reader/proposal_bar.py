"""The small bar under a passage just tagged that asks what it answers. It takes no focus: the reader shows it its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from argmap.gui.dialogs.picker_rows import ROW_HEIGHT, Choice, RowPainter, Rows
from argmap.picture.palette import Palette

_WIDTH = 400


class ProposalBar(QFrame):
    """Open from ``propose`` until a choice or ``leave``."""

    accepted = Signal(str)
    """The id of the chosen statement."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # the text below is not clicked through it
        self._choices: Sequence[Choice] = ()
        self._heading = QLabel(self)
        self._list = QListView(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("What it answers")
        self._list.clicked.connect(lambda index: self.choose(index.row()))
        self._keys = QLabel("Enter takes the first · 1–9 another · Esc leaves it free", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(3)
        for part in (self._heading, self._list, self._keys):
            column.addWidget(part)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is proposed, also while the view that the bar lies in is out of sight."""
        return not self.isHidden()

    @property
    def choices(self) -> Sequence[Choice]:
        """What is offered."""
        return self._choices

    def set_palette(self, colours: Palette) -> None:
        """Takes the colours of a theme."""
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Window, colours.card),
            (QPalette.ColorRole.Base, colours.card),
            (QPalette.ColorRole.Text, colours.text),
            (QPalette.ColorRole.WindowText, colours.secondary),
        ):
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        self._list.setPalette(palette)
        self._list.setStyleSheet(f"QListView {{ background: {colours.card}; }}")
        self.setStyleSheet(
            f"ProposalBar {{ background: {colours.card}; border: 1px solid {colours.accent}; border-radius: 7px; }}"
        )
        self._list.setItemDelegate(RowPainter(colours, self._list))

    def propose(self, verb: str, choices: Sequence[Choice]) -> None:
        """Opens with statements to choose from, the best first."""
        self._choices = choices
        self._heading.setText(verb)
        self._list.setModel(Rows(choices, None, lambda text: "", self._list))
        self._list.model().keep("")  # type: ignore[attr-defined]
        self._list.setCurrentIndex(self._list.model().index(0, 0))
        self._list.setFixedHeight(ROW_HEIGHT * len(choices) + 2)
        self.setAccessibleName(f"{verb} {choices[0].text}? Enter accepts, Escape leaves it free.")
        self.adjustSize()
        self.show()
        self.raise_()

    def place(self, passage: QRect, view: QRect) -> None:
        """Puts the bar below a passage, above it where there is no room, inside the view in any case."""
        self.resize(min(_WIDTH, view.width() - 16), self.sizeHint().height())
        below = passage.bottom() + 6
        above = passage.top() - self.height() - 6
        top = below if below + self.height() <= view.bottom() or above < 0 else above
        left = max(8, min(passage.left(), view.width() - self.width() - 8))
        self.move(left, max(4, min(top, view.bottom() - self.height() - 4)))

    def key(self, key: int) -> bool:
        """Takes Enter, a digit or Escape; True when it did. A digit beyond the rows is taken too, and does nothing."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(0)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose(key - int(Qt.Key.Key_1))
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def choose(self, row: int) -> None:
        """Accepts a row."""
        if 0 <= row < len(self._choices):
            chosen = self._choices[row].id
            self.leave()
            self.accepted.emit(chosen)

    def leave(self) -> None:
        """Closes without a choice."""
        self.hide()
