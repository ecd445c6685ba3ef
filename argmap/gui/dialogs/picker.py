"""A popup that picks from a list by typing, by digit or by mouse. Whoever opens it connects its signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from argmap.gui.dialogs.picker_rows import ROW_HEIGHT, WIDTH, Choice, RowPainter, Rows
from argmap.picture.palette import LIGHT, Palette

__all__ = ["Choice", "Picker"]

SHOWN_ROWS = 9


class Picker(QFrame):
    """A filter above a list. While the filter is empty the digits 1 to 9 choose a row. With ``chosen`` given it is a list to
    tick: Space and the digits tick, Enter is done. ``creates`` words the last row, which makes something new, from the
    typed text; "" leaves the row out."""

    picked = Signal(str)
    """The id of the chosen row, when one is to be picked."""
    ticked = Signal(list)
    """The ids of all ticked rows, when several may be; only when they are others than at the start."""
    created = Signal(str)
    """Something new is wanted; the typed text, "" when nothing was typed."""
    cancelled = Signal()
    """The popup was left without a choice."""

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        title: str,
        parent: QWidget,
        palette: Palette = LIGHT,
        chosen: Iterable[str] | None = None,
        creates: Callable[[str], str] = lambda text: "",
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._colours = palette
        self._decided = False
        self._initial = None if chosen is None else frozenset(chosen)
        self._rows = Rows(choices, self._initial, creates, self)
        self._build(title)
        self._refilter("")

    @property
    def shown(self) -> list[str]:
        """The texts of the rows that the filter leaves, the one that makes something new included."""
        return [str(self._rows.data(self._rows.index(row))) for row in range(self._rows.rowCount())]

    @property
    def typed(self) -> str:
        """What is typed into the filter."""
        return self._filter.text()

    @property
    def current_text(self) -> str:
        """The text of the row that Enter would choose, "" when there is none."""
        return str(self._list.currentIndex().data() or "")

    def popup_near(self, anchor: QRect) -> None:
        """Shows the popup below a rectangle in global coordinates, above it where there is no room below, whole on the
        screen."""
        screen = QGuiApplication.screenAt(anchor.center()) or self.screen()
        room = screen.availableGeometry()
        self.resize(min(WIDTH, room.width()), self.sizeHint().height())
        left = max(room.left(), min(anchor.left(), room.right() - self.width() + 1))
        below = anchor.bottom() + 5
        above = anchor.top() - self.height() - 4
        top = below if below + self.height() <= room.bottom() + 1 or above < room.top() else above
        self.move(QPoint(left, max(room.top(), min(top, room.bottom() - self.height() + 1))))
        self.show()
        self._filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def sizeHint(self) -> QSize:
        rows = max(1, min(self._rows.rowCount(), SHOWN_ROWS))
        return QSize(WIDTH, 84 + rows * ROW_HEIGHT)

    def on_keyed(self, event: QKeyEvent) -> bool:
        """Takes the keys that move and choose, before the filter types them; True when it did."""
        if self._decided:
            return True
        key = event.key()
        typed = self._filter.text()
        if key in _MOVES:
            self._move(_MOVES[key])
            self._filter.moved = True
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif not typed and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not event.modifiers() & _COMMANDS:
            self._choose_row(int(key) - int(Qt.Key.Key_1))
        elif key == Qt.Key.Key_Space and self._initial is not None and (not typed or self._filter.moved):
            self._choose_row(self._list.currentIndex().row())
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._decided and not event.spontaneous():
            self._decided = True
            self.cancelled.emit()

    def _build(self, title: str) -> None:
        self._filter = _Filter(self.on_keyed, self)
        self._filter.setPlaceholderText("Type to filter, or press a digit")
        self._filter.setAccessibleName(f"{title}: filter")
        self._filter.textChanged.connect(self._refilter)
        self.setFocusProxy(self._filter)
        self._list = QListView(self)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(RowPainter(self._colours, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(title)
        self._list.clicked.connect(lambda index: self._choose_row(index.row()))
        heading = QLabel(title, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for part in (heading, self._filter, self._list):
            column.addWidget(part)
        self._paint_in(self._colours)

    def _paint_in(self, colours: Palette) -> None:
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Window, colours.card),
            (QPalette.ColorRole.Base, colours.card),
            (QPalette.ColorRole.Text, colours.text),
            (QPalette.ColorRole.WindowText, colours.secondary),
            (QPalette.ColorRole.PlaceholderText, colours.faint),
            (QPalette.ColorRole.Highlight, colours.selection),
            (QPalette.ColorRole.HighlightedText, colours.text),
        ):
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)

    def _refilter(self, text: str) -> None:
        self._filter.moved = False
        self._rows.keep(text)
        self._list.setCurrentIndex(self._rows.index(0))
        self._tell()

    def _move(self, by: int) -> None:
        count = self._rows.rowCount()
        if count:
            row = self._list.currentIndex().row()
            single = abs(by) == 1
            to = (row + by) % count if single else max(0, min(row + by, count - 1))
            self._list.setCurrentIndex(self._rows.index(to))
            self._tell()

    def _tell(self) -> None:
        self._filter.setAccessibleDescription(self.current_text or "Nothing matches")

    def _enter(self) -> None:
        row = self._list.currentIndex().row()
        if self._initial is None or self._rows.is_new(row):
            self._choose_row(row)
            return
        if self._rows.ticks == self._initial or self._filter.text():
            self._rows.tick(row, on=True)
        self._finish()

    def _choose_row(self, row: int) -> None:
        if self._decided or not 0 <= row < self._rows.rowCount():
            return
        if self._rows.is_new(row):
            text = self._filter.text().strip()
            self._finish()
            self.created.emit(text)
        elif self._initial is not None:
            self._rows.tick(row)
            self._list.setCurrentIndex(self._rows.index(row))
        else:
            chosen = self._rows.choice(row).id
            self._decided = True
            self.close()
            self.picked.emit(chosen)

    def _finish(self) -> None:
        self._decided = True
        self.close()
        if self._initial is not None and self._rows.ticks != self._initial:
            self.ticked.emit(self._rows.ticked_ids())


_MOVES: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: SHOWN_ROWS - 1,
    Qt.Key.Key_PageUp: 1 - SHOWN_ROWS,
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Filter(QLineEdit):
    """The filter; shows its keys to the picker first. ``moved``: an arrow moved the choice since the last typing."""

    def __init__(self, keyed: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self.moved = False
        self._keyed = keyed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the popup closes on it
            self.window().close()
        elif not self._keyed(event):
            super().keyPressEvent(event)
