"""Code points to UTF-16 positions and back: Qt counts a character outside the Basic Multilingual Plane twice, argmap once."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QTextBoundaryFinder

_ASTRAL = "\U00010000"


class Offsets:
    """The two ways of counting in one text. Texts without astral characters, most of them, cost nothing."""

    def __init__(self, text: str) -> None:
        plain = text.isascii() or max(text) < _ASTRAL
        self._text = text
        self._astral = () if plain else tuple(i for i, character in enumerate(text) if character >= _ASTRAL)
        self._seconds = [place + number + 1 for number, place in enumerate(self._astral)]
        self._finder: QTextBoundaryFinder | None = None

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 position of a code point."""
        return offset + bisect_left(self._astral, offset)

    def to_code_point(self, position: int) -> int:
        """The code point at a UTF-16 position; from the middle of a pair, the character that the pair is."""
        before = bisect_left(self._seconds, position)
        inside = before < len(self._seconds) and self._seconds[before] == position
        return position - before - inside

    def snapped(self, offset: int, *, up: bool = False) -> int:
        """The offset itself when it stands between two characters as people see them (grapheme clusters), else the start
        of the one that it cuts, or its end when ``up``."""
        if self._text.isascii() and "\r" not in self._text:
            return offset
        if self._finder is None:
            self._finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, self._text)
        self._finder.setPosition(self.to_utf16(offset))
        if self._finder.isAtBoundary():
            return offset
        found = self._finder.toNextBoundary() if up else self._finder.toPreviousBoundary()
        return offset if found < 0 else self.to_code_point(found)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span grown to whole characters as people see them."""
        return self.snapped(start), self.snapped(end, up=True)
