"""Sizes, fonts and colours of the reader."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from argmap.model.kinds import BlockKind
from argmap.picture import fonts
from argmap.picture.palette import Palette

TEXT = 14
"""Pixels of the text; everything else follows."""
LEADING = 1.6
"""Distance of two lines as a multiple of the letters' size."""
MEASURE = 75
"""Most characters a line, at the width of an average letter."""
LEVEL = 18
"""Pixels that a reply is set in."""
DEEPEST = 8
"""Reply levels that are set in; deeper ones are marked with their number."""
MARGIN = 20
"""At the left and right of the column."""
GAP = 22
"""Between two posts."""
TOP = 16
"""Above the post at the top of the view; no more than GAP, so that nothing is cut off there."""
STEP = 14
"""Pixels that each level of quotes, and each of lists, is set in."""

_SIZES = {BlockKind.QUOTE: 13, BlockKind.CODE: 13, BlockKind.FOOTNOTE: 12, BlockKind.NOISE: 12}


class Style:
    """The fonts, which are the same in all themes, and the colours of one palette."""

    def __init__(self, palette: Palette) -> None:
        fonts.load()
        self.palette = palette
        self.author = _font(TEXT - 1, QFont.Weight.DemiBold)
        self.said = _font(TEXT - 2)
        self.notice = _font(TEXT - 1)
        self.notice.setItalic(True)
        self.text = _font(TEXT)
        self.title = _font(TEXT + 1, QFont.Weight.DemiBold)
        self._letter = QFontMetricsF(self.text).horizontalAdvance("etaoin shrdlu the one who said") / 30

    @property
    def widest(self) -> int:
        """The widest that a column of text gets, in pixels."""
        return round(MEASURE * self._letter)

    def letters(self, width: float) -> float:
        """How many letters of the text fit on a line of a width, to estimate heights with."""
        return max(8.0, width / self._letter)

    def font(self, kind: BlockKind, depth: int) -> QFont:
        """The font of a block."""
        if kind is BlockKind.HEADING:
            return _font({0: 17, 1: 17, 2: 16}.get(depth, 15), QFont.Weight.DemiBold)
        if kind is BlockKind.CODE:
            mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            mono.setPixelSize(_SIZES[kind])
            return mono
        return _font(_SIZES.get(kind, TEXT))

    def line(self, kind: BlockKind, depth: int) -> float:
        """The distance of lines in a block."""
        return round(self.font(kind, depth).pixelSize() * LEADING, 1)

    def ink(self, kind: BlockKind) -> str:
        """The colour of a block's text."""
        quiet = kind in (BlockKind.QUOTE, BlockKind.FOOTNOTE, BlockKind.NOISE)
        return self.palette.secondary if quiet else self.palette.text

    def tint(self, kind: str) -> QColor:
        """The translucent fill of a highlight: two that overlap show both."""
        colour = QColor(self.palette.ink.get(kind, self.palette.secondary))
        colour.setAlphaF(0.11 if self.palette.name == "light" else 0.22)
        return colour

    def ground(self, *, focused: bool) -> QColor:
        """The fill behind what the cursor is on: stronger than that of a claim, which is of the same colour."""
        colour = QColor(self.palette.accent)
        light = self.palette.name == "light"
        colour.setAlphaF((0.15 if light else 0.19) if focused else (0.08 if light else 0.1))
        return colour

    def colour(self, role: str) -> QColor:
        """The colour of a kind, or of a role of the palette."""
        return QColor(self.palette.ink.get(role) or getattr(self.palette, role))


class Column:
    """Where text goes in a view of a width in pixels."""

    def __init__(self, width: int, style: Style) -> None:
        self._width, self._style = width, style

    @property
    def deepest(self) -> int:
        """The last reply level that is set in: fewer where the view is narrow."""
        return max(1, min(DEEPEST, (self._width - 300) // LEVEL))

    def place(self, depth: int) -> tuple[int, int]:
        """(left edge, width) of the text of a post at a reply level."""
        left = MARGIN + LEVEL * min(depth, self.deepest)
        return left, max(120, min(self._style.widest, self._width - left - MARGIN))

    def probable_height(self, text: str, depth: int) -> int:
        """The height of a post that was never laid out, with its gap: its letters over the letters of a line."""
        _, width = self.place(depth)
        lines = len(text) / self._style.letters(width) + 0.6 * (text.count("\n") + 1)
        return round(lines * TEXT * LEADING) + 22 + GAP


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont()
    made.setFamilies(list(fonts.FAMILIES))
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
