"""The map's legend: a sample of each kind of line and state of card that occurs, in a corner of the view. It folds into a button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from argmap.gui.map.signs import paint_bridges
from argmap.picture import fonts, legend
from argmap.picture.drawing import Picture, Run
from argmap.picture.painter import paint_card, paint_link, paint_runs
from argmap.picture.palette import LIGHT, Palette
from argmap.picture.visible import Bridge

_PAD, _ROW, _BETWEEN = 10, 21, 16
_SMALL = 0.72
"""How much smaller a sample is than the line on the map at actual size."""

_SPAN = 62.0
_BRIDGE = "by way of hidden cards"

MOST_ROWS = 2
"""A legend that needs more rows than this folds itself."""


class LegendBox(QWidget):
    """Lines and their meanings, in as many rows as the width that it is given needs."""

    toggled = Signal()
    """The user folded or unfolded it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[legend.Entry] = []
        self._places: list[tuple[float, float]] = []
        self._palette = LIGHT
        self._asked: bool | None = None
        self.folded = False
        self.setAccessibleName("Legend of the map")
        self.setToolTip("Show or hide the legend (G)")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Draws in other colours from now on."""
        self._palette = palette
        self.update()

    def explain(self, picture: Picture, *, bridged: bool = False) -> None:
        """Explains what occurs in a picture, and bridges where there are any. Linear time."""
        self._entries = [entry for entry in legend.entries(picture) if not entry.kind]
        if bridged:
            wide = fonts.width(_BRIDGE, "legend")
            self._entries.append(legend.Entry(Run(_BRIDGE, _SPAN + 10, 0, wide, "legend", "secondary")))
        self.update()

    def words(self) -> list[str]:
        """What it explains."""
        return [entry.run.text for entry in self._entries]

    def toggle(self) -> None:
        """Folds or unfolds it, and leaves it so."""
        self._asked = not self.folded
        self.toggled.emit()

    def arrange(self, width: float) -> QSize:
        """Breaks the entries into rows of at most a width, folding where those are many and the user has not said
        otherwise, and returns the size of the box; empty without entries."""
        self._places = []
        x, y, widest = 0.0, 0.0, 0.0
        for entry in self._entries:
            wide = _text_at(entry) + entry.run.width
            if x > 0 and x + wide > width - 2 * _PAD:
                x, y = 0.0, y + _ROW
            self._places.append((x, y))
            widest = max(widest, x + wide)
            x += wide + _BETWEEN
        if not self._entries:
            return QSize()
        self.folded = y >= MOST_ROWS * _ROW if self._asked is None else self._asked
        if self.folded:
            return QSize(round(fonts.width("Legend", "legend")) + 2 * _PAD, 26)
        return QSize(round(widest + 2 * _PAD), round(y + _ROW + 9))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing of the map behind it is meant

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QPen(QColor(self._palette.line), 1))
        painter.setBrush(QColor(self._palette.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.folded:
            self._paint_words(painter, "Legend", _PAD, 17)
        else:
            for entry, (x, y) in zip(self._entries, self._places, strict=False):
                self._paint_entry(painter, entry, _PAD + x, _PAD + y + 9)
        painter.end()

    def _paint_entry(self, painter: QPainter, entry: legend.Entry, x: float, y: float) -> None:
        painter.save()
        painter.translate(x, y)
        painter.scale(_SMALL, _SMALL)
        if entry.hit is not None:
            paint_link(painter, entry.hit, self._palette, marked=False)
        if entry.link is not None:
            paint_link(painter, entry.link, self._palette)
        if entry.run.text == _BRIDGE:
            paint_bridges(painter, ((Bridge("", ""), (0.0, -4.0), (_SPAN, -4.0)),), self._palette, 1.0)
        if entry.card is not None:
            paint_card(painter, entry.card, entry.glyph.x, entry.glyph.y, self._palette)
        painter.restore()
        self._paint_words(painter, entry.run.text, x + _text_at(entry), y + 1)

    def _paint_words(self, painter: QPainter, words: str, x: float, y: float) -> None:
        run = Run(words, x, y, fonts.width(words, "legend"), "legend", "secondary")
        paint_runs(painter, (run,), lambda run: self._palette.secondary)


def _text_at(entry: legend.Entry) -> float:
    """Where an entry's words begin."""
    return entry.run.x * _SMALL
