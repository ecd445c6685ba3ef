"""When a mail was sent: by its Date, else by the servers that passed it on, else by the line that an archive put before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

_YEARS = range(1971, 2101)
"""Years that a mail can be of; clocks that were never set say 1970."""
_ISO_LIKE = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?")
_YEAR_ZERO = re.compile(r"(?<![+\-:\d])0\d{3}\b")  # which the standard library takes for 2000
_LONGEST = 200


def from_mail_date(value: str) -> str | None:
    """A date as mail headers write it (RFC 5322 and its older spellings) in ISO 8601: with an offset where the zone is told.
    "-0000" is a time in UTC by RFC 5322. None for what is no date, or of no year that mail has."""
    if len(value) > _LONGEST or _YEAR_ZERO.search(value):
        return None
    iso = _ISO_LIKE.match(value)
    if iso is not None:
        return _iso(tuple(int(part or 0) for part in iso.groups()[:6]), _zone(iso.group(7)))
    try:
        parsed = parsedate_tz(value)
    except (ValueError, IndexError, TypeError, OverflowError):  # some broken dates make the parser stumble
        return None
    if parsed is None:
        return None
    return _iso(parsed[:6], parsed[9] if _tells_zone(value) else None)


def sent_at(dates: Sequence[str], received: Sequence[str], envelope: str) -> tuple[str | None, bool]:
    """When a mail was sent, and whether its own Date was of no use. ``received`` are the headers of servers, the latest first;
    ``envelope`` is the line before the mail in an archive."""
    for value in dates:
        known = from_mail_date(value)
        if known is not None:
            return known, False
    for value in reversed(received):
        known = from_mail_date(value.rpartition(";")[2])
        if known is not None:
            return known, True
    words = envelope.split(None, 2)
    known = from_mail_date(words[2]) if len(words) > 2 else None
    return known, bool(dates) or known is not None


def _iso(fields: tuple[int, ...], offset: int | None) -> str | None:
    year, month, day, hour, minute, second = fields[:6]
    if year not in _YEARS:
        return None
    try:
        zone = None if offset is None else timezone(timedelta(seconds=offset))
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone).isoformat()
    except (ValueError, OverflowError):
        return None


def _tells_zone(value: str) -> bool:
    """Whether a date tells a zone. Python's parser takes an unknown name for none at all, and says 0 for some of them."""
    return re.search(r"[+-]\d{3,4}\b|\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b", value) is not None


def _zone(value: str | None) -> int | None:
    if value is None:
        return None
    if value == "Z":
        return 0
    sign = -1 if value[0] == "-" else 1
    return sign * (int(value[1:3]) * 3600 + int(value[-2:]) * 60)
