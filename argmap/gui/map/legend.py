"""The map's legend: a sample of each kind of line that occurs, in a corner of the view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from argmap.picture import legend
from argmap.picture.drawing import Picture
from argmap.picture.painter import paint_link, paint_runs
from argmap.picture.palette import LIGHT, Palette

_PAD, _ROW, _BETWEEN = 10, 22, 18


class LegendBox(QWidget):
    """Lines and their meanings, in as many rows as the width that it is given needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[legend.Entry] = []
        self._places: list[tuple[float, float]] = []
        self._palette = LIGHT
        self.setAccessibleName("Legend of the map")
        self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Draws in other colours from now on."""
        self._palette = palette
        self.update()

    def explain(self, picture: Picture) -> None:
        """Explains what occurs in a picture. Linear time."""
        self._entries = [entry for entry in legend.entries(picture) if entry.link is not None]

    def arrange(self, width: float) -> QSize:
        """Breaks the entries into rows of at most a width, and returns the size of the box; empty without entries."""
        self._places = []
        x, y, widest = 0.0, 0.0, 0.0
        for entry in self._entries:
            wide = entry.run.x + entry.run.width
            if x > 0 and x + wide > width - 2 * _PAD:
                x, y = 0.0, y + _ROW
            self._places.append((x, y))
            widest = max(widest, x + wide)
            x += wide + _BETWEEN
        return QSize(round(widest + 2 * _PAD), round(y + _ROW + 12)) if self._entries else QSize()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing of the map behind it is meant

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QPen(QColor(self._palette.line), 1))
        painter.setBrush(QColor(self._palette.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for entry, (x, y) in zip(self._entries, self._places, strict=False):
            painter.save()
            painter.translate(_PAD + x, _PAD + y + 13)
            if entry.hit is not None:
                paint_link(painter, entry.hit, self._palette, marked=False)
            if entry.link is not None:
                paint_link(painter, entry.link, self._palette)
            paint_runs(painter, (entry.run,), lambda run: self._palette.secondary)
            painter.restore()
        painter.end()
