"""The list of items: two lines a row, with a bar for how sure each is."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from argmap.analysis.inferred import Decision, Item
from argmap.gui.review.review_model import ReviewModel, Role
from argmap.gui.review.words import Row
from argmap.picture import fonts
from argmap.picture.palette import LIGHT, Palette

_Index = QModelIndex | QPersistentModelIndex
HEIGHT = 50
EDGE = 12.0
BAR = 44.0
END = 78.0
"""Pixels at the end of a row for its figure or decision."""


class ItemList(QListView):
    """Shows a ReviewModel. Its keys are those of the review, which filters them first."""

    came = Signal()
    """Another row is current."""

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review = model
        self.setModel(model)
        self._painter = ItemPainter(self)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName("What was inferred, least sure first")
        self.selectionModel().currentChanged.connect(self.came)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._painter.colours = palette
        self.viewport().update()

    @property
    def current(self) -> Item | None:
        """The item of the current row."""
        return self.review.item(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Makes a row current and shows it."""
        index = self.review.index(row)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)


class ItemPainter(QStyledItemDelegate):
    """Draws the rows of a review."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.colours = LIGHT
        self._view = view
        self._bold = fonts.font("gist")
        self._body = fonts.font("body")
        self._small = fonts.font("footer")
        self._kind = fonts.font("kind")

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item, row = cast("Item | None", index.data(Role.ITEM)), cast("Row | None", index.data(Role.ROW))
        if item is None or row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._ground(painter, rect, option.state)
        inner = rect.adjusted(EDGE, 6, -EDGE, -6)
        self._end(painter, item, row, inner)
        lines = inner.adjusted(0, 0, -END, 0)
        bare = not item.is_open or item.confidence is None  # nothing stands at the end of the second line
        quiet = not item.is_open
        ink = self.colours.secondary if quiet else self.colours.ink[row.ink]
        wide = self._write(painter, row.kind, self._kind, ink, QRectF(lines.left(), lines.top(), lines.width(), 17))
        head = QRectF(lines.left() + wide + 8, lines.top(), lines.width() - wide - 8, 17)
        self._write(painter, row.who, self._bold, self.colours.secondary if quiet else self.colours.text, head)
        below = QRectF(lines.left(), lines.top() + 19, inner.width() if bare else lines.width() + 22, 19)
        self._write(painter, row.words, self._body, self.colours.secondary if quiet else self.colours.text, below)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        inner = rect.adjusted(4, 1, -4, -1)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours.selection if selected else self.colours.raised))
            painter.drawRoundedRect(inner, 6, 6)
        if selected and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colours.accent), 1.5))
            painter.drawRoundedRect(inner.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)

    def _end(self, painter: QPainter, item: Item, row: Row, inner: QRectF) -> None:
        """The figure with its bar, or what was decided."""
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._small)
        if not item.is_open:
            rejected = item.decision is Decision.REJECTED
            ink = self.colours.ink["objection" if rejected else "support"]
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(inner.right() - END, inner.top(), END, 17), flags, row.sure)
            return
        painter.setPen(QColor(self.colours.secondary))
        painter.drawText(QRectF(inner.right() - END, inner.top(), END, 17), flags, row.sure)
        if item.confidence is None:
            return
        bar = QRectF(inner.right() - BAR, inner.top() + 26, BAR, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.line))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.setBrush(QColor(self.colours.accent))
        filled = max(5.0, bar.width() * min(1.0, item.confidence))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), filled, bar.height()), 2.5, 2.5)

    @staticmethod
    def _write(painter: QPainter, text: str, font: QFont, ink: str, rect: QRectF) -> float:
        """Draws a line, elided where there is no room; gives its width."""
        if rect.width() < 8 or not text:
            return 0.0
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        return metrics.horizontalAdvance(shown)
