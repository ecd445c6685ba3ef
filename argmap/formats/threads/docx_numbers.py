"""The numbers of list items and headings in a Word document, which stand nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.threads.xml_values import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Number:
    """The mark before a paragraph, "" for a bullet, and its level from 0."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "bullet"
    text: str = ""
    start: int = 1


class Numbers:
    """Counts the paragraphs of each list."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in children(root, "abstractNum"):
            name = attribute(abstract, "abstractNumId")
            for level in children(abstract, "lvl"):
                at, start = attribute(level, "ilvl"), attribute(child(level, "start"), "val")
                form, text = attribute(child(level, "numFmt"), "val"), attribute(child(level, "lvlText"), "val")
                known = _Level(form or "decimal", text, _whole(start, 1))
                self._levels[name, _whole(at, 0)] = known
        for number in children(root, "num"):
            self._lists[attribute(number, "numId")] = attribute(child(number, "abstractNumId"), "val")

    def next(self, numbering: _Element | None) -> Number | None:
        """The mark of the next paragraph with this numbering; None for one that has none."""
        if numbering is None:
            return None
        list_id = attribute(child(numbering, "numId"), "val")
        level = min(_whole(attribute(child(numbering, "ilvl"), "val"), 0), 8)
        if list_id in ("", "0"):
            return None  # a paragraph says so when it is no item in spite of its style
        name = self._lists.get(list_id, "")
        known = self._levels.get((name, level), _Level())
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if known.form in ("bullet", "none"):
            return Number("", level)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = self._levels.get((name, at), _Level("decimal"))
            return _written(counts.get(at, form.start), form.form)

        return Number(_PLACE.sub(shown, known.text)[:60], level)


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 9)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        made = ""
        for worth, sign in (*_ROMAN, *_ROMAN_SMALL):
            made += sign * (number // worth)
            number %= worth
        return made.upper() if form == "upperRoman" else made
    return str(number)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
