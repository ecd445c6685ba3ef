"""What the reader says when there is nothing to read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from argmap.gui.reader.style import Style
from argmap.picture.palette import Palette

_CLOSED = (
    "Open a debate to read it here",
    "File ▸ Open… (Ctrl+O) takes a debate, a thread as text or Markdown, or argmap’s JSON.",
)
_WITHOUT_POSTS = (
    "This debate has no posts yet",
    "File ▸ Import into this debate… (Ctrl+I) adds a thread, and its posts appear here.",
)


def paint_empty(viewport: QWidget, palette: Palette, *, is_open: bool) -> None:
    """Says what to do, in the upper half of the view."""
    heading, words = _WITHOUT_POSTS if is_open else _CLOSED
    style = Style(palette)
    width = min(viewport.width() - 48, 420)
    rect = QRectF((viewport.width() - width) / 2, viewport.height() * 0.3, width, 140)
    painter = QPainter(viewport)
    painter.setFont(style.title)
    painter.setPen(QColor(palette.text))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter), heading)
    painter.setFont(style.text)
    painter.setPen(QColor(palette.secondary))
    below = rect.adjusted(0, 30, 0, 0)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap), words)
    painter.end()
