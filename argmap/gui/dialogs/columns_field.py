"""A field that says which column of a table has a role, or which columns, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

MOST = 6
"""Columns that can be joined."""
_NONE = "–"


class _HeaderBox(QComboBox):
    """A box that the wheel only turns when it has the focus: otherwise the page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ColumnsField(QWidget):
    """Boxes with the headers of a table. With ``several``, another box appears below the last one that is filled."""

    chosen = Signal()
    """Another column was chosen."""

    def __init__(self, role: str, headers: Sequence[str], samples: Sequence[str], *, several: bool = False) -> None:
        super().__init__()
        self._role = role
        self._headers = headers
        self._samples = samples
        self._several = several
        self.boxes: list[QComboBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.set_columns(())

    def columns(self) -> tuple[int, ...]:
        """The chosen columns in order, each once."""
        found = [box.currentData() for box in self.boxes]
        return tuple(dict.fromkeys(column for column in found if column is not None))

    def set_columns(self, columns: Sequence[int]) -> None:
        """Chooses columns, without a signal."""
        needed = len(columns) + 1 if self._several else 1
        self._show_boxes(min(needed, MOST))
        for number, box in enumerate(self.boxes):
            box.setCurrentIndex(box.findData(columns[number]) if number < len(columns) else 0)

    def _show_boxes(self, count: int) -> None:
        while len(self.boxes) < count:
            self._add_box()
        while len(self.boxes) > count:
            box = self.boxes.pop()
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()

    def _add_box(self) -> None:
        box = _HeaderBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        number = len(self.boxes)
        box.setAccessibleName(self._role if not number else f"{self._role}, column {number + 1}")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.setMaxVisibleItems(24)
        box.addItem(_NONE if not number else "and nothing more", None)
        for column, (header, sample) in enumerate(zip(self._headers, self._samples, strict=True)):
            box.addItem(header if len(header) <= 60 else f"{header[:59]}…", column)
            box.setItemData(column + 1, f"{header}\n{sample}".strip(), Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda _: self._on_activated(number))
        self._column.addWidget(box)
        if self.boxes:
            QWidget.setTabOrder(self.boxes[-1], box)
        else:
            self.setFocusProxy(box)
        self.boxes.append(box)

    def _on_activated(self, number: int) -> None:
        if self._several:
            self.set_columns(self.columns())
            self.boxes[min(number, len(self.boxes) - 1)].setFocus()
        self.chosen.emit()
