"""The dates of a column of a table. Which of 3/4/2024 is the day is decided by the whole column, not cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from argmap.formats.threads.times import from_epoch, from_iso

_PARTS = re.compile(
    r"\s*(?:[^\W\d]+\.?,?\s+)?(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?:[ T,]+(.*\S))?\s*$"
)  # a weekday may lead
_NAMED = (
    re.compile(
        r"\s*(?:[^\W\d]+\.?,?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er|º)?[\s-]+(?:de\s+)?(?P<m>[^\W\d]{3,12})\.?,?[\s-]+(?:del?\s+)?(?P<y>\d{4})(?:,?\s+(?P<t>.*\S))?\s*$"
    ),
    re.compile(
        r"\s*(?:[^\W\d]+\.?,\s+)?(?P<m>[^\W\d]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?:,?\s+(?:at\s+)?(?P<t>.*\S))?\s*$"
    ),
)
_CLOCK = re.compile(
    r"(?:um\s+|à\s+)?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?(?:\s*uhr)?"
    r"\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?|[a-z]{2,4})?(?:\s*\([^)]*\))?\s*$",
    re.IGNORECASE,
)
_MONTHS = (
    "jan januar january janvier enero gennaio januari janeiro ene gen jän jänner",
    "feb februar february février fevrier febrero febbraio februari fevereiro fév fev févr",
    "mar mär märz maerz march mars marzo maart março mrz mrt",
    "apr april avril abril aprile avr abr",
    "may mai mayo maggio mei maio mag",
    "jun juni june juin junio giugno junho giu",
    "jul juli july juillet julio luglio julho lug juil",
    "aug august août aout agosto augustus ago",
    "sep sept september septembre septiembre settembre setembro set",
    "oct okt oktober october octobre octubre ottobre outubro ott out",
    "nov november novembre noviembre novembro",
    "dec dez dezember december décembre decembre diciembre dicembre dezembro dic",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column writes dates: whether the day stands before the month, and whether anything in it tells."""

    day_first: bool = False
    is_told: bool = True


def order_of(cells: Iterable[str]) -> DateOrder:
    """The order that a column's dates are in: what a number above 12 proves, else by the dots of 3.4.2024, else the month
    first, untold when there are such dates at all."""
    firsts = seconds = ambiguous = 0
    for cell in cells:
        match = _PARTS.match(cell) if len(cell) < 80 else None
        if match is None or len(match[1]) > 2:
            continue
        first, second = int(match[1]), int(match[3])
        firsts += first > 12 >= second or match[2] == "."
        seconds += second > 12 >= first
        ambiguous += first <= 12 and second <= 12 and first != second and match[2] != "."
    if firsts or seconds:
        return DateOrder(day_first=firsts >= seconds)
    return DateOrder(is_told=not ambiguous)


def iso_date(cell: str, order: DateOrder) -> str | None:
    """A cell as ISO 8601, with a zone only where it tells one; None for what is no date."""
    cell = " ".join(cell.split())
    if not 4 < len(cell) < 80:
        return None
    if cell.replace(".", "", 1).isdigit():
        return from_epoch(cell) if len(cell.split(".")[0]) in (9, 10, 13, 16) else None
    known = from_iso(cell)
    if known is not None:
        return known
    match = _PARTS.match(cell)
    if match is not None:
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == 4:
            return _iso(first, second, third, match[5])
        if len(match[4]) not in (2, 4) or len(match[1]) > 2:
            return None
        day, month = (first, second) if order.day_first else (second, first)
        return _iso(third + (0 if third > 99 else 2000 if third < 70 else 1900), month, day, match[5])
    for pattern in _NAMED:
        found = pattern.match(cell)
        number = _MONTH_OF.get(found["m"].casefold()) if found else None
        if found and number:
            return _iso(int(found["y"]), number, int(found["d"]), found["t"])
    return None


def _iso(year: int, month: int, day: int, clock: str | None) -> str | None:
    found = _CLOCK.match(clock) if clock else None
    if clock and found is None:
        return None
    try:
        if found is None:
            return datetime(year, month, day).date().isoformat()
        hour = int(found[1])
        if found[4]:
            hour = hour % 12 + (12 if found[4] in "pP" else 0)
        moment = datetime(year, month, day, hour, int(found[2]), int(found[3] or 0)).isoformat()
    except ValueError:
        return None
    zone = (found[5] or "").upper()
    if zone and (zone[0] in "+-" or zone in ("Z", "UTC", "GMT")):
        return from_iso(f"{moment}{zone}")
    return moment  # an abbreviation such as CST names several zones
