"""Which column of a table says what: who wrote a comment, when, in answer to what, and the comment itself."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from argmap.formats.registry import FormatError
from argmap.formats.threads.table_words import normal

SEVERAL = ("text", "author")
"""Roles that several columns may share; they are joined in the order given."""
_OTHER_NAMES = {
    "organization": "organisation",
    "answers": "parent",
    "document": "group",
    "link": "url",
    "subject": "title",
}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of a table by their role, counted from 0; None for a role that no column has.

    ``text`` are joined as paragraphs and ``author`` with a space between (first and last name). ``organisation`` is the author
    where no person is named. Rows that have the same ``group`` are one post, joined in the order of the numbers in ``order``.
    ``parent`` holds the id, or the group, of the post that is answered. ``attachments`` are only counted. ``sheet`` names
    the sheet of a workbook, "" for the one with the most text.
    """

    text: tuple[int, ...] = ()
    author: tuple[int, ...] = ()
    organisation: int | None = None
    date: int | None = None
    title: int | None = None
    id: int | None = None
    parent: int | None = None
    group: int | None = None
    order: int | None = None
    score: int | None = None
    url: int | None = None
    attachments: int | None = None
    sheet: str = ""

    def columns(self) -> Mapping[str, tuple[int, ...]]:
        """The columns of each role that has one."""
        given = {role: getattr(self, role) for role in ROLES}
        as_tuples = {role: value if isinstance(value, tuple) else (value,) for role, value in given.items()}
        return {role: value for role, value in as_tuples.items() if value and value != (None,)}

    def fits(self, width: int) -> bool:
        """Whether all columns are in a table of this many, and there is one with text."""
        return bool(self.text) and all(0 <= column < width for value in self.columns().values() for column in value)

    def spelled(self) -> str:
        """The map as ``parse`` takes it, by column numbers."""
        parts = [f"{role}={'+'.join(f'#{c + 1}' for c in value)}" for role, value in self.columns().items()]
        return ",".join([*parts, *([_quoted(f"sheet={self.sheet}")] if self.sheet else [])])

    @classmethod
    def parse(cls, spec: str, headers: Sequence[str]) -> ColumnMap:
        """A map as it is typed: “text=Comment,author=First Name+Last Name,date=#4”. A column is named by its header, or by
        its number from 1 after a #; a role with a comma in a header stands in quotation marks. Raises FormatError."""
        made = cls()
        seen: set[str] = set()
        for part in next(csv.reader([spec], skipinitialspace=True), []):
            word, equals, value = part.partition("=")
            role = _OTHER_NAMES.get(word.strip().casefold(), word.strip().casefold())
            if not equals or not value.strip() or (role not in ROLES and role != "sheet"):
                raise FormatError(
                    f"“{part.strip()}” does not say what a column is. Write it as text=Comment; "
                    f"the roles are {', '.join(ROLES)}, and sheet."
                )
            if role in seen:
                raise FormatError(f"“{role}” is given twice. Join several columns of text or of a name with +.")
            seen.add(role)
            made = replace(made, **{role: _value(role, value.strip(), headers)})  # type: ignore[arg-type]
        if not made.text:
            raise FormatError("No column is given for the text. Say which one has the comments, as in text=Comment.")
        return made


ROLES = tuple(f.name for f in fields(ColumnMap) if f.name != "sheet")
"""The roles of columns, the most needed first."""


def headers_key(headers: Sequence[str]) -> str:
    """A short name for tables with these headers, by which a map is remembered: capitals and punctuation aside."""
    return hashlib.sha256("\0".join(normal(header) for header in headers).encode()).hexdigest()[:24]


def _value(role: str, value: str, headers: Sequence[str]) -> str | int | tuple[int, ...]:
    if role == "sheet":
        return value
    if role not in SEVERAL:
        return _column(value, headers)
    whole = _found(value, headers)
    return (whole,) if whole is not None else tuple(_column(part.strip(), headers) for part in value.split("+"))


def _column(value: str, headers: Sequence[str]) -> int:
    found = _found(value, headers)
    if found is None:
        listed = ", ".join(f"“{header}”" for header in headers[:30])
        raise FormatError(f"There is no column “{value}”. The table has {listed}{' …' if len(headers) > 30 else ''}.")
    return found


def _found(value: str, headers: Sequence[str]) -> int | None:
    if value.startswith("#") and value[1:].isascii() and value[1:].isdigit() and len(value) < 8:
        number = int(value[1:])
        return number - 1 if 1 <= number <= len(headers) else None
    exact = [n for n, header in enumerate(headers) if header == value]
    alike = exact or [n for n, header in enumerate(headers) if normal(header) == normal(value)]
    return alike[0] if alike else None


def _quoted(part: str) -> str:
    return '"' + part.replace('"', '""') + '"' if any(c in part for c in '",') else part
