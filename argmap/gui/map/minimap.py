"""The whole map as small blocks in a corner, with the part that is seen; a click or drag there goes there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from argmap.gui.map.sight import Sight
from argmap.picture.drawing import Rect
from argmap.picture.palette import LIGHT, Palette

LARGEST, SMALLEST = QSize(150, 150), QSize(90, 90)
SHARE = 0.2
"""Of the view that it lies in, the overview takes no more than this either way, between those two sizes."""

_PAD = 5.0
_LEAST = 7.0
"""The frame around what is seen is no narrower or lower than this, however large the map is."""


class Minimap(QWidget):
    """A picture of all cards. ``sought`` tells which map point the user wants to see."""

    sought = Signal(float, float)
    """The map point to be in the middle of the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = LIGHT
        self._bounds = Rect(0, 0, 1, 1)
        self._seen = Rect(0, 0, 0, 0)
        self._scale = 1.0
        self._blocks: dict[str, list[QRectF]] = {}
        """Cards by kind, in map units."""
        self._room = LARGEST
        self._pixels: QPixmap | None = None
        self.setAccessibleName("Overview of the map")
        self.setToolTip("Overview: click or drag to go there")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Draws in other colours from now on."""
        self._palette = palette
        self._pixels = None
        self.update()

    def survey(self, sight: Sight) -> None:
        """Takes the cards that are seen. Linear time."""
        self._bounds = bounds = sight.bounds(exact=True)
        board = sight.board
        self._blocks = {}
        for card_id in sight.cards():
            card, (x, y) = board.cards[card_id], board.places[card_id]
            block = QRectF(x - bounds.x, y - bounds.y, card.width, card.height)
            self._blocks.setdefault(card.kind, []).append(block)
        self._measure()

    def suit(self, width: float, height: float) -> None:
        """Takes a size that suits a view of a width and height in pixels."""
        room = QSize(round(width * SHARE), round(height * SHARE)).expandedTo(SMALLEST).boundedTo(LARGEST)
        if room != self._room:
            self._room = room
            self._measure()

    def _measure(self) -> None:
        """Takes a size in the proportions of the map."""
        bounds = self._bounds
        room_x, room_y = self._room.width() - 2 * _PAD, self._room.height() - 2 * _PAD
        self._scale = scale = min(room_x / max(bounds.width, 1), room_y / max(bounds.height, 1))
        self._pixels = None
        self.resize(round(max(bounds.width * scale, 28) + 2 * _PAD), round(max(bounds.height * scale, 28) + 2 * _PAD))
        self.update()

    def look(self, seen: Rect) -> None:
        """Says which part of the map the view shows."""
        if seen != self._seen:
            self._seen = seen
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seek(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing of the map behind it is meant

    def _seek(self, point: QPointF) -> None:
        left, top = self._corner()
        self.sought.emit(
            self._bounds.x + (point.x() - left) / self._scale, self._bounds.y + (point.y() - top) / self._scale
        )

    def _corner(self) -> tuple[float, float]:
        """Where the map's top left corner is drawn; a narrow map stands in the middle."""
        return (
            (self.width() - self._bounds.width * self._scale) / 2,
            (self.height() - self._bounds.height * self._scale) / 2,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixels is None or self._pixels.devicePixelRatioF() != self.devicePixelRatioF():
            self._pixels = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixels)
        tint = QColor(self._palette.accent)
        tint.setAlpha(36)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.accent), 1.2))
        painter.setBrush(tint)
        painter.drawRect(self.frame())
        painter.end()

    def frame(self) -> QRectF:
        """What is seen, in pixels of the overview and within it."""
        (left, top), scale = self._corner(), self._scale
        wide, high = max(_LEAST, self._seen.width * scale), max(_LEAST, self._seen.height * scale)
        middle_x = left + (self._seen.x + self._seen.width / 2 - self._bounds.x) * scale
        middle_y = top + (self._seen.y + self._seen.height / 2 - self._bounds.y) * scale
        frame = QRectF(middle_x - wide / 2, middle_y - high / 2, wide, high)
        return frame.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixels = QPixmap(self.size() * ratio)
        pixels.setDevicePixelRatio(ratio)
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.line), 1))
        painter.setBrush(QColor(self._palette.panel))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), 5, 5)
        painter.translate(*self._corner())
        painter.scale(self._scale, self._scale)
        painter.setPen(Qt.PenStyle.NoPen)
        for kind, blocks in self._blocks.items():
            painter.setBrush(QColor(self._palette.ink[kind]))
            painter.drawRects(blocks)
        painter.end()
        return pixels
