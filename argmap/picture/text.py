"""Text broken into the lines that cards show, with the shaping of the fonts really used, for every script."""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.picture import fonts

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout

_BREAKS = re.compile("\\s*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])\\s*")
_SPACES = re.compile("[ \t\u3000]+")
_LATIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u2011\u2013\u2018-\u201f\u2022\u2026\u20ac\u2212\u2264\u2265]*")
_LONGEST = 4_000
"""Characters of a paragraph that are broken into lines in one go."""
_JOINED = "\u200d\ufe0e\ufe0f"
"""Signs that tie an emoji to its neighbours."""
_QT_MADE = threading.Lock()
"""PySide makes a class of Qt when it is first asked for: a second thread that asks at the same time finds it half made."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a wrapped text. ``x`` is the left end of its ink, from the left edge of the column it was wrapped in."""

    text: str
    x: float
    width: float
    rtl: bool


def plain(text: str) -> str:
    """Text as a picture can hold it: control characters, lone surrogates and noncharacters gone, white space single. Line
    breaks stay. Brackets of direction (UAX 9) go too: lines would part them, and one that is never closed turns round
    whatever follows; each line is ordered by its letters and marks."""
    if text.isprintable() and "  " not in text and "\u3000" not in text:
        return text.strip()
    return _SPACES.sub(" ", _unfit().sub("", _BREAKS.sub("\n", text))).strip()


@functools.cache
def _unfit() -> re.Pattern[str]:
    """What XML 1.0 cannot hold, controls, and brackets of direction. Compiled when it is first needed, which takes 20 ms."""
    controls = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    return re.compile(f"[{controls}\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Text as a picture can hold it (see ``plain``), without line breaks."""
    return plain(text).replace("\n", " ")


@functools.lru_cache(maxsize=4_000)  # cards are kept themselves
def wrap(text: str, role: str, width: float) -> tuple[Line, ...]:
    """The lines of a text (as ``plain`` leaves it) in a column of a width in map units. Words that are too long are broken,
    so that every line fits. Right-to-left paragraphs end at the right edge."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        known = _wrap_words(paragraph, role, width) if paragraph.isascii() or _is_latin(paragraph) else None
        if known is None:
            rtl = is_rtl(paragraph)
            known = [line for part in _parts(paragraph) for line in _wrap_paragraph(part, role, width, rtl)]
        lines += known
    return tuple(lines)


def _parts(text: str) -> list[str]:
    """A paragraph in parts that a QTextLayout breaks quickly, for its time grows with the square of their length; cut after
    a space where there is one near."""
    parts = []
    while len(text) > _LONGEST:
        cut = text.rfind(" ", _LONGEST // 2, _LONGEST) + 1 or _LONGEST
        for _ in range(20):  # not inside what is one sign to its reader
            cut -= bool(unicodedata.combining(text[cut]) or text[cut] in _JOINED or text[cut - 1] in _JOINED)
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]


def _is_latin(text: str) -> bool:
    """Whether text has but Latin letters in one piece, and signs that stand among them, so that lines break at spaces."""
    return _LATIN.fullmatch(text) is not None


def _wrap_words(text: str, role: str, width: float) -> list[Line] | None:
    """Latin text broken between words, whose widths add up; None where a word is too long. It takes a fifth of the time of
    a QTextLayout, and most texts are of this kind."""
    space = fonts.width(" ", role)
    lines: list[Line] = []
    words: list[str] = []
    filled = 0.0
    for word in text.split(" "):
        wide = fonts.width(word, role)
        if wide > width:
            return None
        if words and filled + space + wide > width:
            lines.append(Line(" ".join(words), 0.0, filled, False))
            words, filled = [word], wide
        else:
            filled += space + wide if words else wide
            words.append(word)
    lines.append(Line(" ".join(words), 0.0, filled, False))
    return lines


def _text_layout(text: str, role: str, rtl: bool) -> QTextLayout:
    with _QT_MADE:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QTextLayout, QTextOption  # most maps do without

        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        layout = QTextLayout(text, fonts.fine_font(role))
    layout.setTextOption(option)
    return layout


def _wrap_paragraph(text: str, role: str, width: float, rtl: bool) -> list[Line]:
    from PySide6.QtCore import QPointF

    layout = _text_layout(text, role, rtl)
    layout.beginLayout()
    spans: list[tuple[int, int, float]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * fonts.FINE)
        line.setPosition(QPointF(0, 0))
        spans.append((line.textStart(), line.textLength(), line.naturalTextWidth() / fonts.FINE))
    layout.endLayout()
    lines = []
    for (_, length, natural), part in zip(spans, _cut(text, spans), strict=True):
        shown = part.strip()
        wide = natural if part.startswith(shown) else fonts.width(shown, role)
        if shown or length == 0:
            lines.append(Line(shown, max(0.0, width - wide) if rtl else 0.0, min(wide, width), rtl))
    return lines


def _cut(text: str, spans: list[tuple[int, int, float]]) -> list[str]:
    """The parts of a text at spans that Qt counts in UTF-16 units."""
    if text.isascii() or max(text) < "\U00010000":
        return [text[start : start + length] for start, length, _ in spans]
    units = text.encode("utf-16-le")
    return [units[2 * start : 2 * (start + length)].decode("utf-16-le", "ignore") for start, length, _ in spans]


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs to the left (rules P2 and P3 of UAX 9)."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
