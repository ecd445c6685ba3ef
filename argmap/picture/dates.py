"""Dates as people read them, the same in every place and locale."""

from __future__ import annotations

from datetime import datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def show_date(moment: str | None) -> str:
    """An ISO 8601 time as "13 Sep 2024"; what is no such time is given back as it is, and nothing for none."""
    if not moment:
        return ""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
