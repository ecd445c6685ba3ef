"""The header of a post, set in one row, or in as many as a narrow column needs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from argmap.gui.reader.content import Header
from argmap.gui.reader.style import Style

ROW = 20
_SPACE = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one colour (a kind, or a role of the palette) in a rectangle from the post's corner."""

    text: str
    rect: QRectF
    font: QFont
    ink: str


class HeaderLayout:
    """The pieces of a header and its height in pixels. ``level`` is the reply level where it is too deep to be set in,
    else 0."""

    def __init__(self, header: Header, title: str, width: float, style: Style, level: int) -> None:
        self.pieces: list[Piece] = []
        self._width, self._x, self._y = width, 0.0, 0.0
        if level:
            self._add(f"» {level}", style.said, "secondary")
        if header.author:
            self._add(header.author, style.author, "text" if header.known else "secondary")
        if header.said:
            self._add(header.said + (" ·" if header.counts else ""), style.said, "secondary")
        for kind, text in header.counts:
            self._add(text, style.said, kind)
        if title:
            self._x, self._y = 0.0, self._y + ROW
            self._add(title, style.title, "text")
        self.height = self._y + ROW + 3
        self.tip = header.tip

    def _add(self, text: str, font: QFont, ink: str) -> None:
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(text)
        if self._x > 0 and self._x + wide > self._width:
            self._x, self._y = 0.0, self._y + ROW
        if wide > self._width:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._width)
            wide = metrics.horizontalAdvance(text)
        self.pieces.append(Piece(text, QRectF(self._x, self._y, wide + 1, ROW), font, ink))
        self._x += wide + _SPACE
