"""The strip that tells, while a link is drawn, what it can be and which key makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from argmap.picture import fonts
from argmap.picture.palette import Palette

HEIGHT, PAD, GAP = 24.0, 9.0, 6.0
MOST_ROWS = 2
TOP = 10.0
"""Pixels from the upper edge of the view."""


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A key and what it makes of the link; whether that can be, and whether it is so now."""

    key: str
    words: str
    possible: bool
    chosen: bool


Row = list[tuple[KindChoice, QRectF]]
"""Choices with their boxes."""


def rows_of(choices: Sequence[KindChoice], width: float) -> list[Row]:
    """The choices in as many rows as a view of this width in pixels needs. Where two are too few, all but the chosen one
    show their keys alone."""
    rows = _rows(choices, width)
    return rows if len(rows) <= MOST_ROWS else _rows([c if c.chosen else replace(c, words="") for c in choices], width)


def _rows(choices: Sequence[KindChoice], width: float) -> list[Row]:
    rows: list[Row] = [[]]
    x = y = 0.0
    for choice in choices:
        wide = fonts.width(f"{choice.key}  {choice.words}".rstrip(), "badge") + 2 * PAD
        if rows[-1] and x + wide > width - 2 * TOP:
            rows.append([])
            x, y = 0.0, y + HEIGHT + GAP
        rows[-1].append((choice, QRectF(x, TOP + y, wide, HEIGHT)))
        x += wide + GAP
    for row in rows:
        left = max(TOP, (width - row[-1][1].right()) / 2) if row else 0
        for _, box in row:
            box.translate(left, 0)
    return rows


def paint_kinds(painter: QPainter, choices: Sequence[KindChoice], width: float, palette: Palette) -> None:
    """Paints the strip at the upper edge of a view of this width in pixels; what cannot be is struck through."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in rows_of(choices, width):
        for choice, box in row:
            _paint_choice(painter, choice, box, palette)
    painter.restore()


def _paint_choice(painter: QPainter, choice: KindChoice, box: QRectF, palette: Palette) -> None:
    painter.setPen(QPen(QColor(palette.accent if choice.chosen else palette.line), 2 if choice.chosen else 1))
    painter.setBrush(QColor(palette.selection if choice.chosen else palette.card))
    painter.drawRoundedRect(box, 6, 6)
    font = QFont(fonts.font("badge"))
    painter.setFont(font)
    painter.setPen(QColor(palette.accent if choice.possible else palette.secondary))
    inside = box.adjusted(PAD, 0, -PAD, 0)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, choice.key)
    painter.setPen(QColor(palette.text if choice.possible else palette.secondary))
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, choice.words)
    if not choice.possible:
        wide, middle = fonts.width(choice.words or choice.key, "badge"), inside.center().y() + 1
        painter.drawLine(QPointF(inside.right() - wide, middle), QPointF(inside.right(), middle))
