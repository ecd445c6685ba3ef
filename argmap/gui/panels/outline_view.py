"""The list that shows an outline: indented rows, folding by arrow keys, type-ahead find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from argmap.gui.models.outline_model import Line, OutlineModel, Role
from argmap.picture.inks import topic_colour
from argmap.picture.palette import LIGHT, Palette

_Index = QModelIndex | QPersistentModelIndex
STEP = 13.0
"""Pixels by which a level is indented."""
DEEPEST = 0.34
"""The part of the width that indenting may take; deeper rows have their level written instead."""
Face = tuple[QFont, QFontMetricsF]
EDGE = 6.0
FOLD = 13.0
DOT = 8.0
GAP = 7.0


class OutlineView(QListView):
    """Shows an OutlineModel. Left folds or goes up, Right unfolds or goes down, letters find."""

    activated_id = Signal(str)
    """Enter or a double click on a row."""

    def __init__(
        self, model: OutlineModel, name: str, *, two_lines: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.outline = model
        self.setModel(model)
        self._painter = OutlinePainter(self, two_lines)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.doubleClicked.connect(self._on_double_clicked)
        self._last: tuple[str | None, int] = (None, 0)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._painter.colours = palette
        self.viewport().update()

    def add_command(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        """Adds a command to the context menu, with keys ("F2, Return") that work while the list has the focus."""
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys.split(", ") if key])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setToolTip(f"{text.rstrip('…')} ({keys.split(', ', maxsplit=1)[0]})" if keys else text.rstrip("…"))
        action.triggered.connect(lambda: act())  # noqa: PLW0108 (it tells whether it is checked)
        self.addAction(action)
        return action

    @property
    def current_id(self) -> str | None:
        """The record of the current row."""
        return self.outline.id_at(self.currentIndex())

    def selected_ids(self) -> list[str]:
        """The records of the selected rows in order, the current one last."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        ids = [i for i in (self.outline.id_at(self.outline.index(row)) for row in rows) if i is not None]
        current = self.current_id
        if current in ids:
            ids.remove(current)
            ids.append(current)
        return ids

    def go_to(self, record_id: str) -> None:
        """Makes a record's row the current and only selected one, and shows it."""
        index = self.outline.reveal(record_id)
        if index.isValid():
            self._choose(index)
            self.scrollTo(index)

    def _choose(self, index: QModelIndex) -> None:
        """Makes a row the current and only selected one. Qt's own setCurrentIndex adds it to those that are selected while
        Ctrl or Shift is held, as with Ctrl+Z."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def recall(self, wanted: str | None = None) -> None:
        """After the model was read afresh: goes to a record, else to the one that was current, else to where it was."""
        kept, row = self._last
        for record_id in (wanted, kept):
            if record_id is not None and self.outline.reveal(record_id).isValid():
                self.go_to(record_id)
                return
        if kept is not None and self.outline.rowCount():
            self._choose(self.outline.index(min(row, self.outline.rowCount() - 1)))

    def dataChanged(self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()) -> None:
        """Repaints rows. All are of one height, so that nothing needs the new layout of all rows that Qt would make."""
        if top_left == bottom_right:
            self.update(top_left)
        else:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current_id
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier and current:
            if key == Qt.Key.Key_Left:
                self._close(current)
                return
            if key == Qt.Key.Key_Right:
                self._open(current)
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.activated_id.emit(current)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(Role.FOLDED) is not None:
            x = event.position().x() - self._painter.indent(index, self.viewport().width())
            if EDGE - 4 <= x <= EDGE + FOLD:
                self._fold(str(index.data(Role.ID)), not index.data(Role.FOLDED))
                return
        super().mousePressEvent(event)

    def _on_model_about_to_be_reset(self) -> None:
        self._last = (self.current_id, self.currentIndex().row())

    def _open(self, record_id: str) -> None:
        index = self.outline.index_of(record_id)
        if index.data(Role.FOLDED):
            self._fold(record_id, False)
        elif index.data(Role.FOLDED) is False:
            self.setCurrentIndex(self.outline.index(index.row() + 1))

    def _close(self, record_id: str) -> None:
        if self.outline.index_of(record_id).data(Role.FOLDED) is False:
            self._fold(record_id, True)
            return
        above = self.outline.parent_of(record_id)
        if above is not None:
            self.setCurrentIndex(self.outline.index_of(above))

    def _fold(self, record_id: str, folded: bool) -> None:
        top = self.verticalScrollBar().value()
        self.outline.fold(record_id, folded)
        self._choose(self.outline.index_of(record_id))
        self.verticalScrollBar().setValue(top)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        record_id = self.outline.id_at(index)
        if record_id is not None:
            self.activated_id.emit(record_id)


class OutlinePainter(QStyledItemDelegate):
    """Draws the rows of an outline."""

    def __init__(self, view: QListView, two_lines: bool) -> None:
        super().__init__(view)
        self.colours = LIGHT
        self._view = view
        self._two_lines = two_lines
        self._base = QFont()
        self._faces: dict[tuple[float, bool, bool, bool], Face] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = QFontMetricsF(self._view.font()).height()
        return QSize(60, round(2 * height + 14 if self._two_lines else height + 9))

    def indent(self, index: _Index, width: int) -> float:
        """Pixels by which a row is indented."""
        return min(STEP * int(index.data(Role.DEPTH)), DEEPEST * width)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = cast("Line", index.data(Role.LINE))
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        indent = self.indent(index, int(rect.width()))
        x = rect.left() + EDGE + indent
        hovered = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        first = QRectF(rect.left(), rect.top(), rect.width(), rect.height())
        if self._two_lines:
            first = QRectF(rect.left(), rect.top() + 3, rect.width(), rect.height() / 2 - 2)
        self._fold_mark(painter, index, x, first.center().y(), hovered)
        x += FOLD
        if line.dot:
            self._dot(painter, QRectF(x, first.center().y() - DOT / 2, DOT, DOT), line)
            x += DOT + GAP
        if self._two_lines:
            self._second(
                painter, line, QRectF(x, first.bottom(), rect.right() - EDGE - x, rect.bottom() - first.bottom() - 3)
            )
        depth = int(index.data(Role.DEPTH))
        level = str(depth) if depth * STEP > indent + 0.5 else ""
        right = self._right_end(painter, line, first)
        self._words(painter, line, level, QRectF(x, first.top(), right - x, first.height()))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = rect.adjusted(3, 0.5, -3, -0.5)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.colours.selection if selected else self.colours.raised))
            painter.drawRoundedRect(inner, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colours.accent), 1))
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def _fold_mark(self, painter: QPainter, index: _Index, x: float, middle: float, hovered: bool) -> None:
        folded = index.data(Role.FOLDED)
        if folded is None or not (folded or hovered):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.secondary))
        tips = ((1.0, -3.5), (5.5, 0.0), (1.0, 3.5)) if folded else ((0.0, -2.0), (7.0, -2.0), (3.5, 2.5))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, middle + dy) for dx, dy in tips]))

    def _dot(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        colours = self.colours
        known = line.dot.startswith("#")
        colour = topic_colour(line.dot, colours) if known else colours.ink.get(line.dot, colours.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if line.dot == "provision":
            painter.drawRoundedRect(rect.adjusted(0, 0.5, 0, -0.5), 2, 2)
        else:
            painter.drawEllipse(rect)

    def _right_end(self, painter: QPainter, line: Line, rect: QRectF) -> float:
        """Draws what stands at the right; gives the x at which the words must end."""
        right = rect.right() - EDGE - 4
        if line.key:
            cap = QRectF(right - 17, rect.center().y() - 8.5, 17, 17)
            painter.setPen(QColor(self.colours.line))
            painter.setBrush(QColor(self.colours.card))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(QColor(self.colours.secondary))
            painter.setFont(self._font(0.88)[0])
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, line.key)
            right = cap.left() - GAP
        if line.ticked:
            painter.setPen(
                QPen(
                    QColor(self.colours.accent),
                    2,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            y = rect.center().y()
            painter.drawPolyline([QPointF(right - 10, y), QPointF(right - 6.5, y + 3.5), QPointF(right, y - 4)])
            right -= 10 + GAP
        if line.right and not self._two_lines:
            font, metrics = self._font(0.92)
            painter.setFont(font)
            painter.setPen(QColor(self.colours.secondary))
            painter.drawText(
                QRectF(rect.left(), rect.top(), right - rect.left(), rect.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                line.right,
            )
            right -= metrics.horizontalAdvance(line.right) + GAP
        return right

    def _words(self, painter: QPainter, line: Line, level: str, rect: QRectF) -> None:
        x = rect.left()
        if level:
            painter.setPen(QColor(self.colours.secondary))
            x += self._write(painter, level, self._font(0.82), x, rect) + 5
        if line.head:
            painter.setPen(QColor(self.colours.secondary if line.faded else self.colours.text))
            room = rect.adjusted(0, 0, -14, 0) if line.guess else rect
            x += self._write(painter, line.head, self._font(1.0, bold=True), x, room) + 6
        if line.guess:
            mark = self._font(0.92, italic=True)
            painter.setPen(QColor(self.colours.accent))
            words = "answers?" if rect.right() - x > 110 else "?"
            x += self._write(painter, words, mark, x, rect) + 5
        painter.setPen(QColor(self.colours.text if not line.head and not line.faded else self.colours.secondary))
        face = self._font(1.0, italic=line.faded and not self._two_lines)
        self._write(painter, line.text, face, x, rect)

    def _second(self, painter: QPainter, line: Line, rect: QRectF) -> None:
        x = rect.left()
        if line.under:
            painter.setPen(QColor(self.colours.ink["provision"]))
            x += self._write(painter, line.under, self._font(1.0, bold=True, struck=line.struck), x, rect) + 7
        if line.right:
            painter.setPen(QColor(self.colours.secondary))
            self._write(painter, line.right, self._font(0.92), x, rect)

    def _write(self, painter: QPainter, text: str, face: Face, x: float, rect: QRectF) -> float:
        """Draws a text from x on, elided before the end of a rectangle; gives its width."""
        room = rect.right() - x
        if room < 8 or not text:
            return 0
        font, metrics = face
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.drawText(
            QRectF(x, rect.top(), room, rect.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            shown,
        )
        return metrics.horizontalAdvance(shown)

    def _font(self, factor: float, *, bold: bool = False, italic: bool = False, struck: bool = False) -> Face:
        """The list's font in another size or style, with its metrics."""
        base = self._view.font()
        if base != self._base:
            self._base = QFont(base)
            self._faces.clear()
        key = (factor, bold, italic, struck)
        if key not in self._faces:
            font = QFont(base)
            if font.pixelSize() > 0:
                font.setPixelSize(max(9, round(font.pixelSize() * factor)))
            else:
                font.setPointSizeF(font.pointSizeF() * factor)
            if bold:
                font.setWeight(QFont.Weight.DemiBold)
            font.setItalic(italic)
            font.setStrikeOut(struck)
            self._faces[key] = (font, QFontMetricsF(font))
        return self._faces[key]
