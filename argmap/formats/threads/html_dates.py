"""Dates as pages write them for people, all of a page read in the same order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.formats.threads.table_dates import DateOrder, iso_date, order_of
from argmap.formats.threads.thread import Note
from argmap.model.kinds import FindingLevel

_CLOCK = r"(?:,?\s*(?:-|–|·|•|at|um|à)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*(?:UTC|GMT|Z|[+-]\d{2}:?\d{2})\b)?)?"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    rf"\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?\s?(?:Z|UTC|GMT|[+-]\d{{2}}:?\d{{2}})?)?|"
    rf"[^\W\d]{{3,9}}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}{_CLOCK}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?[^\W\d]{{3,9}}\.?,? \d{{4}}{_CLOCK}|"
    rf"\d{{1,2}}([./-])\d{{1,2}}\1\d{{4}}{_CLOCK}"
    r")",
    re.IGNORECASE,
)


class Dates:
    """Reads the dates of one page."""

    def __init__(self) -> None:
        self._order = DateOrder()
        self._guessed = False

    def learn(self, texts: Iterable[str]) -> None:
        """Finds out whether days stand before months, from the dates in some texts."""
        self._order = order_of(found for text in texts if (found := self._found(text)))

    def iso(self, text: str) -> str | None:
        """A text that is a date, or has one, as ISO 8601."""
        return self.iso_in(text) or iso_date(text, self._order) if text and len(text) < 300 else None

    def iso_in(self, text: str) -> str | None:
        """The first date in a text as ISO 8601."""
        found = self._found(text)
        iso = iso_date(_plain(found), self._order) if found else None
        if iso is not None and not self._order.is_told and re.match(r"\d{1,2}[./-]\d", found):
            self._guessed = True
        return iso

    def notes(self) -> list[Note]:
        """What to say of the order of dates that nothing tells."""
        if not self._guessed:
            return []
        first = "day" if self._order.day_first else "month"
        return [Note(FindingLevel.WARNING, "time", f"Dates such as 3/4/2024 were read with the {first} first.")]

    @staticmethod
    def _found(text: str) -> str:
        found = _DATE.search(text)
        return found.group() if found else ""


def _plain(date: str) -> str:
    """A date without the words and marks before its time of day."""
    return re.sub(r"\s*(?:[-–·•]|\bat\b)\s*(?=\d{1,2}[:.h]\d{2})", " ", date).replace(" of ", " ")
