"""A toolbar button that shows its sign, its word and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from argmap.picture import fonts, glyphs
from argmap.picture.palette import LIGHT, Palette

HEIGHT = 30
PAD = 8.0
GLYPH = 11.0
GAP = 6.0


class KeyButton(QToolButton):
    """``glyph`` is a kind with a sign of its own, or ""; ``key`` is shown as a key cap, "" for none."""

    def __init__(self, text: str, key: str = "", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._key = key
        self._glyph = glyph
        self._palette = LIGHT
        self._compact = False
        self.setFont(fonts.font("body"))
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({key})" if key else text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def has_sign(self) -> bool:
        """Whether a sign tells what the button is, so that the word can be spared."""
        return bool(self._glyph)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._palette = palette
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Leaves out the word where there is little room, or where there is no sign to tell what it is, the key; the tooltip
        has both."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = 2 * PAD
        parts = [GLYPH] if self._glyph else []
        if self._has_word:
            parts.append(metrics.horizontalAdvance(self.text()))
        if self._has_key:
            parts.append(self._cap_width())
        return QSize(round(width + sum(parts) + GAP * (len(parts) - 1)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._palette
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.isChecked() or self.isDown()
        painter.setPen(QPen(QColor(colours.accent if lit or self.hasFocus() else colours.line), 1.4 if lit else 1.0))
        ground = (
            colours.selection if lit else colours.raised if self.underMouse() and self.isEnabled() else colours.card
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(frame, 6, 6)
        x = PAD
        if self._glyph:
            ink = colours.ink.get(self._glyph, colours.text) if self.isEnabled() else colours.faint
            painter.save()
            painter.translate(x, (self.height() - GLYPH) / 2)
            painter.scale(GLYPH, GLYPH)
            painter.fillPath(glyphs.path(self._glyph), QColor(ink))
            painter.restore()
            x += GLYPH + GAP
        if self._has_word:
            ink = colours.ink.get(self._glyph, colours.text) if self._glyph else colours.text
            painter.setPen(QColor(ink if self.isEnabled() else colours.faint))
            painter.setFont(self.font())
            width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
            painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
            x += width + GAP
        if self._has_key:
            self._paint_cap(painter, x)

    @property
    def _has_word(self) -> bool:
        return not (self._compact and self._glyph)

    @property
    def _has_key(self) -> bool:
        return bool(self._key) and not (self._compact and not self._glyph)

    def _cap_width(self) -> float:
        return max(17.0, QFontMetricsF(fonts.font("key")).horizontalAdvance(self._key) + 8)

    def _paint_cap(self, painter: QPainter, x: float) -> None:
        cap = QRectF(x, (self.height() - 17) / 2, self._cap_width(), 17)
        painter.setPen(QColor(self._palette.line))
        painter.setBrush(QColor(self._palette.panel))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(self._palette.secondary))
        painter.setFont(fonts.font("key"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
