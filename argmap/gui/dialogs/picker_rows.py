"""What a picker shows: its choices, those of them that a filter leaves, and how a row looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from argmap.picture import glyphs
from argmap.picture.palette import Palette

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 30
WIDTH = 380
"""Of the popup, in pixels."""
_NEW = -1
"""Stands for the row that makes something new where others are numbers of choices."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row to pick. ``glyph`` names a glyph of the picture ("claim", "provision" …) and ``colour`` is its "#rrggbb";
    ``hint`` stands at the right in a quieter colour; ``depth`` indents a row of a tree."""

    id: str
    text: str
    hint: str = ""
    glyph: str = ""
    colour: str = ""
    depth: int = 0


class Rows(QAbstractListModel):
    """The choices that the filter leaves: every typed word is somewhere in the text or hint, those that begin with the
    typed text first."""

    def __init__(
        self,
        choices: Sequence[Choice],
        ticks: frozenset[str] | None,
        creates: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._choices = list(choices)
        self._folded = [f"{choice.text} {choice.hint}".casefold() for choice in choices]
        self._creates = creates
        self._ticking = ticks is not None
        self.ticks = ticks or frozenset()
        self.filtered = False
        self._new = ""
        self._kept: list[int] = []

    def keep(self, text: str) -> None:
        """Leaves the rows that match."""
        self.beginResetModel()
        words = text.casefold().split()
        self.filtered = bool(text)
        self._kept = [n for n, folded in enumerate(self._folded) if all(word in folded for word in words)]
        if words:
            start = " ".join(words)
            self._kept.sort(key=lambda n: not self._folded[n].startswith(start))
        self._new = self._creates(text.strip())
        exact = any(self._choices[n].text.casefold() == text.strip().casefold() for n in self._kept)
        if self._new and not (words and exact):
            self._kept.append(_NEW)
        self.endResetModel()

    def choice(self, row: int) -> Choice:
        """The choice in a row that makes nothing new."""
        return self._choices[self._kept[row]]

    def is_new(self, row: int) -> bool:
        """Whether this is the row that makes something new."""
        return 0 <= row < len(self._kept) and self._kept[row] == _NEW

    def tick(self, row: int, *, on: bool | None = None) -> None:
        """Ticks a row, or takes its tick away; ``on`` says which."""
        if 0 <= row < len(self._kept) and not self.is_new(row):
            chosen = {self.choice(row).id}
            adds = not chosen <= self.ticks if on is None else on
            self.ticks = self.ticks | chosen if adds else self.ticks - chosen
            self.dataChanged.emit(self.index(row), self.index(row))

    def ticked_ids(self) -> list[str]:
        """The ids of the ticked rows, in the order of the rows."""
        return [choice.id for choice in self._choices if choice.id in self.ticks]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._kept)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        choice = None if self.is_new(row) else self.choice(row)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._new if choice is None else choice.text
            case Qt.ItemDataRole.ToolTipRole:
                return None if choice is None else " · ".join(filter(None, (choice.text, choice.hint)))
            case Qt.ItemDataRole.UserRole:
                return choice
            case Qt.ItemDataRole.CheckStateRole if self._ticking and choice is not None:
                return Qt.CheckState.Checked if choice.id in self.ticks else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                ticked = "ticked, " if choice is not None and choice.id in self.ticks else ""
                return ticked + (self._new if choice is None else f"{choice.text} {choice.hint}".strip())
        return None


class RowPainter(QStyledItemDelegate):
    """Draws a row: digit, tick, glyph, text, hint."""

    def __init__(self, colours: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(WIDTH - 20, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRectF(option.rect)
        view = cast("QListView", self.parent())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.currentIndex().row() == index.row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.selection))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 4, 4)
        left = rect.left() + 8
        rows = cast("Rows", index.model())
        if index.row() < 9 and not rows.filtered:
            painter.setPen(QColor(self._colours.secondary))
            _write(painter, QRectF(left, rect.top(), 12, rect.height()), str(index.row() + 1))
        left += 20
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            self._tick(painter, QRectF(left, rect.center().y() - 7, 14, 14), state == Qt.CheckState.Checked)
            left += 22
        choice = cast("Choice | None", index.data(Qt.ItemDataRole.UserRole))
        if choice is not None:
            left += 14 * choice.depth
            left = self._sign(painter, choice, left, rect.center().y())
        self._words(painter, rect, left, str(index.data()), choice)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, left: float, text: str, choice: Choice | None) -> None:
        metrics = QFontMetricsF(painter.font())
        room = rect.right() - 8 - left
        hint = choice.hint if choice is not None else ""
        if hint:
            hint = metrics.elidedText(hint, Qt.TextElideMode.ElideRight, room * 0.45)
            width = metrics.horizontalAdvance(hint) + 2
            painter.setPen(QColor(self._colours.secondary))
            _write(painter, QRectF(rect.right() - 8 - width, rect.top(), width, rect.height()), hint)
            room -= width + 10
        painter.setPen(QColor(self._colours.accent if choice is None else self._colours.text))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        _write(painter, QRectF(left, rect.top(), room, rect.height()), shown)

    def _sign(self, painter: QPainter, choice: Choice, left: float, middle: float) -> float:
        if not choice.glyph and not choice.colour:
            return left
        colour = QColor(choice.colour or self._colours.ink.get(choice.glyph, self._colours.secondary))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.save()
        painter.translate(left, middle - 5.5)
        painter.scale(11, 11)
        painter.drawPath(glyphs.path(choice.glyph or "claim"))
        painter.restore()
        return left + 18

    def _tick(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        painter.setPen(QPen(QColor(self._colours.accent if ticked else self._colours.secondary), 1.2))
        painter.setBrush(QColor(self._colours.accent) if ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(QColor(self._colours.card), 1.8))
            x, y = box.left(), box.top()
            painter.drawPolyline([QPointF(x + 3, y + 7.5), QPointF(x + 6, y + 10), QPointF(x + 11, y + 4)])


def _write(painter: QPainter, rect: QRectF, text: str) -> None:
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
