"""What a document's own properties say of it, less what programs put there that nobody meant."""

from __future__ import annotations

import re
from collections.abc import Callable

_NOBODY = frozenset(
    [
        *(
            "user",
            "users",
            "admin",
            "administrator",
            "author",
            "owner",
            "default",
            "unknown",
            "anonymous",
            "guest",
            "test",
        ),
        *(
            "benutzer",
            "utilisateur",
            "usuario",
            "utente",
            "gebruiker",
            "student",
            "public",
            "staff",
            "office",
            "pc",
            "me",
        ),
        *("python-docx", "openpyxl", "apache poi", "un-named", "docx4j", "pandoc", "google docs", "microsoft", "word"),
        *(
            "microsoft office user",
            "windows user",
            "microsoft office",
            "hp",
            "dell",
            "lenovo",
            "acer",
            "asus",
            "toshiba",
        ),
    ]
)
_FILE_NAME = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|pdf|odt|rtf|txt|wpd|pages|pptx?))$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"(?:untitled|document|dokument|documento|word document|letter|title|titel|presentation)\W*\d*$", re.IGNORECASE
)


def fact_name(told: str) -> str:
    """The author that a document's properties name, "" for a name that a program made up or that lists nobody."""
    name = " ".join(told.split())
    if name.casefold() in _NOBODY or len(name) > 120 or not any(c.isalpha() for c in name):
        return ""
    return name


def fact_title(told: str) -> str:
    """The title that a document's properties give, "" for the name of a file or of nothing."""
    title = " ".join(told.split())
    return "" if _FILE_NAME.match(title) or _NO_TITLE.match(title) or len(title) > 300 else title


def fact_date(told: str, read: Callable[[object], str | None]) -> str | None:
    """The date that a document's properties give; None for none, and for the first day that a program counts from."""
    date = read(told)
    return None if date is None or date[:4] <= "1980" else date
