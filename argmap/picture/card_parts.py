"""What cards are built of: blocks of wrapped text, the word for a verdict, and the footer with authors and topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.picture import fonts, text
from argmap.picture.drawing import Chip, Rect, Run

WIDTHS = (200.0, 230.0, 260.0)
"""How wide a card may be, in map units."""

LEFT, RIGHT, TOP, BOTTOM = 15.0, 12.0, 9.0, 9.0
"""The margins inside a card; the coloured band is part of the left one."""

_CHIP_SIDE, _CHIP_HEIGHT, _CHIP_GAP, _DOT = 7.0, 17.0, 5.0, 9.0
_LINES_LIKED = 3
_LINES_STRUCK = 2
"""A longer text is not struck through, for it could not be read; grey says enough."""
_NARROW = 5.6
"""Characters are wider than this on average, in map units; it spares texts that are too long a measurement."""


@dataclass(frozen=True, slots=True)
class Word:
    """A verdict in words, with the ink that it has. ``filled``: a badge."""

    text: str = ""
    ink: str = "secondary"
    filled: bool = False

    @property
    def width(self) -> float:
        """The room that it takes."""
        if not self.text:
            return 0
        return fonts.width(self.text, "badge") + 2 * _CHIP_SIDE if self.filled else fonts.width(self.text, "verdict")


def fitting_width(words: str, role: str, at_least: float = 0) -> float:
    """The narrowest card on which a text takes no more than three lines, or the widest one."""
    for width in WIDTHS[:-1]:
        if len(words) * _NARROW > _LINES_LIKED * (width - LEFT - RIGHT):
            continue
        if width >= at_least and len(text.wrap(words, role, width - LEFT - RIGHT)) <= _LINES_LIKED:
            return width
    return WIDTHS[-1]


def add_block(
    runs: list[Run],
    words: str,
    role: str,
    width: float,
    y: float,
    ink: str,
    *,
    struck: bool = False,
    left: float = LEFT,
) -> float:
    """Adds a wrapped text to a card of this width whose first line starts at y; gives the y below it. It is ``struck``
    through only where it is short."""
    style, ascent = fonts.STYLES[role], fonts.ascent(role)
    lines = text.wrap(words, role, width - left - RIGHT)
    struck = struck and len(lines) <= _LINES_STRUCK
    for line in lines:
        runs.append(Run(line.text, left + line.x, y + ascent, line.width, role, ink, struck, line.rtl))
        y += style.line
    return y


def add_word(runs: list[Run], chips: list[Chip], word: Word, width: float, baseline: float) -> None:
    """Adds a verdict at the right of a card's first line."""
    if not word.text:
        return
    right = width - RIGHT
    if not word.filled:
        wide = fonts.width(word.text, "verdict")
        runs.append(Run(word.text, right - wide, baseline, wide, "verdict", word.ink))
        return
    wide = fonts.width(word.text, "badge")
    left = right + 3 - wide - 2 * _CHIP_SIDE
    chips.append(Chip(Rect(left, baseline - 12, wide + 2 * _CHIP_SIDE, 16), word.ink))
    runs.append(Run(word.text, left + _CHIP_SIDE, baseline, wide, "badge", word.ink))


def add_footer(
    runs: list[Run],
    chips: list[Chip],
    names: str,
    topics: Sequence[tuple[str, str]],
    width: float,
    y: float,
) -> float:
    """Adds authors, then topics (name, colour), in as many lines as they need; gives the y below them."""
    room = width - LEFT - RIGHT
    x = 0.0
    if names:
        ascent = fonts.ascent("footer")
        lines = text.wrap(names, "footer", room)
        for number, line in enumerate(lines):
            if number:
                y += fonts.STYLES["footer"].line
            runs.append(Run(line.text, LEFT + line.x, y + 1 + ascent, line.width, "footer", "secondary", rtl=line.rtl))
        x = room if len(lines) > 1 or lines[0].rtl else lines[-1].width + _CHIP_GAP + 2
    for name, colour in topics:
        x, y = _add_topic(runs, chips, text.one_line(name) or "unnamed topic", colour, room, x, y)
    return y + _CHIP_HEIGHT if names or topics else y - 5


def _add_topic(
    runs: list[Run], chips: list[Chip], name: str, colour: str, room: float, x: float, y: float
) -> tuple[float, float]:
    """Adds a chip at x, y or on the next line; gives where the next one goes."""
    dot = _DOT if colour else 0.0
    lines = text.wrap(name, "chip", room - 2 * _CHIP_SIDE - dot)
    wide = max(line.width for line in lines) + 2 * _CHIP_SIDE + dot
    if x > 0 and x + wide > room:
        x, y = 0.0, y + _CHIP_HEIGHT + 3
    style, ascent = fonts.STYLES["chip"], fonts.ascent("chip")
    extra = style.line * (len(lines) - 1)
    chips.append(Chip(Rect(LEFT + x, y, wide, _CHIP_HEIGHT + extra), "raised", colour))
    for number, line in enumerate(lines):
        left = LEFT + x + _CHIP_SIDE + dot
        baseline = y + (_CHIP_HEIGHT - style.line) / 2 + ascent + number * style.line
        runs.append(Run(line.text, left, baseline, line.width, "chip", "secondary", rtl=line.rtl))
    return x + wide + _CHIP_GAP, y + extra
