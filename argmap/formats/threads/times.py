"""Times as files tell them, in ISO 8601: with an offset where the zone is told, without one where it is not."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

_MILLISECONDS = 1e11
"""Seconds from here on (the year 5138) are taken for milliseconds, and a thousand times that for microseconds."""

_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\s*$",
    re.IGNORECASE,
)


def from_epoch(value: object) -> str | None:
    """Seconds, milliseconds or microseconds since 1970, a number or digits, as a time in UTC; None for what is none, or not
    in the years 1 to 9999."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(seconds):
        return None
    while abs(seconds) >= _MILLISECONDS and abs(seconds) < _MILLISECONDS * 1e7:
        seconds /= 1000
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=round(seconds))).isoformat()
    except OverflowError:
        return None


def from_iso(value: object) -> str | None:
    """A date or time as most files write it ("2024-05-01", "2024-05-01 10:00:00 UTC", "2024-05-01T10:00:00.123Z"), spelled
    alike: a date alone stays one. None for what is no time."""
    match = _ISO.match(value) if isinstance(value, str) and len(value) < 80 else None
    if match is None:
        return None
    year, month, day, hour, minute, second, _, zone = match.groups()
    try:
        known = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
        if hour is None:
            return known.date().isoformat() if zone is None or len(zone) != len("+02") or zone[0] not in "+-" else None
        return known.isoformat() + _offset(zone)
    except ValueError:
        return None


def _offset(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    hours, minutes = int(zone[1:3]), int(zone[3:].removeprefix(":") or 0)  # databases leave minutes out that are 0
    if hours > 14 or minutes > 59:
        raise ValueError(zone)
    return f"{zone[0]}{hours:02}:{minutes:02}"
