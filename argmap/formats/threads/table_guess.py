"""Guesses which column of a table says what, by its headers and by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from argmap.formats.threads.table_columns import ColumnMap
from argmap.formats.threads.table_dates import DateOrder, iso_date, order_of
from argmap.formats.threads.table_rows import Row
from argmap.formats.threads.table_words import likeness, normal

_LOOKED_AT = 400
_SURE = 0.3
_FIRST_NAMES = frozenset(
    map(normal, ("first name", "given name", "forename", "vorname", "prénom", "nombre", "voornaam"))
)
_LAST_NAMES = frozenset(
    map(
        normal,
        ("last name", "family name", "surname", "nachname", "nom", "apellido", "apellidos", "cognome", "achternaam"),
    )
)
_NOTHING = frozenset({"", "0", "-1", "null", "none", "nan", "n/a", "na", "nil", "[]", "-"})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_UNNAMED = re.compile(r"Column \d+$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of a column are like; the shares are of those that are not blank."""

    header: str
    filled: float
    length: float
    words: float
    distinct: float
    numbers: float
    dates: float
    addresses: float
    values: tuple[str, ...]

    def is_like(self, role: str) -> float:
        return likeness(self.header, role)


def guess(headers: Sequence[str], rows: Sequence[Row]) -> ColumnMap:
    """The likeliest map of a table. It has no text column where no column holds words."""
    step = max(1, len(rows) // _LOOKED_AT)
    seen = rows[::step][:_LOOKED_AT]  # from all over the table: the start is often unlike the rest
    columns = [_column(header, [row.cells[n] for row in seen]) for n, header in enumerate(headers)]
    free = set(range(len(columns)))
    made = ColumnMap()
    group, order = _group(columns, headers, rows)
    free -= _given(group, order)
    id_column = None if group is not None else _id(columns, free, rows)
    free -= _given(id_column)
    known = {row.cells[n] for row in rows for n in (group, id_column) if n is not None}
    parent = _parent(columns, free, rows, known)
    free -= _given(parent)
    url = _best(columns, free, "url", lambda c: c.addresses > 0.8 and c.words < 40, by_content=True)
    attachments = _best(columns, free - _given(url), "attachments", lambda c: c.filled > 0)
    free -= _given(url, attachments)
    date = _best(columns, free, "date", lambda c: c.dates > 0.5, by_content=True)
    free -= _given(date)
    text = _text(columns, free)
    free -= set(text)
    made = replace(made, text=text, date=date, id=id_column, parent=parent, group=group, order=order)
    authors, organisation = _authors(columns, free)
    free -= _given(*authors, organisation)
    title = _best(columns, free, "title", lambda c: c.filled > 0 and c.numbers < 0.5 and c.distinct > 0.05)
    score = _best(columns, free - _given(title), "score", lambda c: c.numbers > 0.9)
    return replace(
        made, author=authors, organisation=organisation, title=title, score=score, url=url, attachments=attachments
    )


def is_nothing(cell: str) -> bool:
    """Whether a cell stands for nothing: blank, or a word for that."""
    return cell.strip().casefold() in _NOTHING


def _column(header: str, cells: Sequence[str]) -> _Column:
    filled = [cell.strip() for cell in cells if cell.strip()]
    count = max(1, len(filled))
    order: DateOrder = order_of(filled)
    return _Column(
        header,
        len(filled) / max(1, len(cells)),
        sum(map(len, filled)) / count,
        sum(len(_WORD.findall(cell[:2000])) for cell in filled) / count,
        len(set(filled)) / count,
        sum(_is_number(cell) for cell in filled) / count,
        sum(iso_date(cell, order) is not None for cell in filled) / count,
        sum(_ADDRESS.match(cell) is not None for cell in filled) / count,
        tuple(filled),
    )


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).replace(",", "").isdecimal()


def _given(*columns: int | None) -> set[int]:
    return {column for column in columns if column is not None}


def _best(
    columns: Sequence[_Column],
    free: Iterable[int],
    role: str,
    fits: Callable[[_Column], bool],
    by_content: bool = False,
) -> int | None:
    """The free column that is likest to a role and fits; with ``by_content`` one that fits under any header will do, where
    it is no plain number."""
    fitting = [n for n in sorted(free) if fits(columns[n])]
    named = max(fitting, key=lambda n: columns[n].is_like(role), default=None)
    if named is not None and columns[named].is_like(role) >= _SURE:
        return named
    if by_content:
        return next((n for n in fitting if columns[n].numbers < 0.5 and columns[n].filled > 0.5), None)
    return None


def _text(columns: Sequence[_Column], free: set[int]) -> tuple[int, ...]:
    """The column with the most words, where a header that says so counts for a lot."""

    def weight(n: int) -> float:
        column = columns[n]
        if column.addresses > 0.8 or column.dates > 0.8 or column.numbers > 0.8:
            return 0.0
        named = column.is_like("text")
        others = max(column.is_like(role) for role in ("author", "organisation", "title", "id", "attachments"))
        return column.words * min(1.0, column.filled * 4) * (0.5 + 4 * named) / (1 + 4 * (others > named))

    best = max(sorted(free), key=weight, default=None)
    return (best,) if best is not None and weight(best) > 0 else ()


def _authors(columns: Sequence[_Column], free: set[int]) -> tuple[tuple[int, ...], int | None]:
    """Who wrote: first and last name, or one column with names; and the organisation."""
    fitting = {n for n in free if columns[n].words < 12 and columns[n].numbers < 0.9}
    organisation = _best(columns, fitting, "organisation", lambda c: c.filled > 0)
    fitting -= _given(organisation)
    first = next((n for n in sorted(fitting) if normal(columns[n].header) in _FIRST_NAMES), None)
    last = next((n for n in sorted(fitting) if normal(columns[n].header) in _LAST_NAMES), None)
    if first is not None and last is not None:
        return (first, last), organisation
    one = _best(columns, fitting, "author", lambda c: c.filled > 0)
    if one is None:
        one = next((n for n in sorted(fitting) if _UNNAMED.match(columns[n].header) and _are_names(columns[n])), None)
    return (() if one is None else (one,)), organisation


def _are_names(column: _Column) -> bool:
    """Whether nearly all cells could be people: a few words with capitals and without figures."""
    alike = sum(
        len(value.split()) <= 4 and value[:1].isupper() and not any(c.isdigit() for c in value)
        for value in column.values
    )
    return column.filled > 0.5 and alike >= 0.9 * len(column.values)


def _id(columns: Sequence[_Column], free: set[int], rows: Sequence[Row]) -> int | None:
    """A column whose header says that it is an id and whose cells are all different."""
    likely = [
        n for n in free if columns[n].is_like("id") >= _SURE and columns[n].filled > 0.95 and columns[n].words < 12
    ]
    for n in sorted(likely, key=lambda n: (-columns[n].is_like("id"), n)):
        cells = [cell for row in rows if (cell := row.cells[n].strip())]
        if len(set(cells)) >= 0.98 * len(cells):
            return n
    return None


def _parent(columns: Sequence[_Column], free: set[int], rows: Sequence[Row], known: set[str]) -> int | None:
    """A column whose header says that it names what is answered, and whose cells are ids; or, under another header, one that
    holds nothing but ids that are more than small numbers."""
    for n in sorted(free, key=lambda n: (-columns[n].is_like("parent"), n)):
        named = columns[n].is_like("parent") >= _SURE
        cells = [row.cells[n].strip() for row in rows if not is_nothing(row.cells[n])]
        found = sum(cell in known or bare(cell) in known for cell in cells)
        if not cells or not known:
            continue
        plain = all(cell.isdecimal() and len(cell) < 5 for cell in cells[:200])
        if (named and found * 5 >= len(cells)) or (found >= 0.95 * len(cells) and not plain):
            return n
    return None


def bare(cell: str) -> str:
    """An id without the mark of its kind that some exports put before a parent's (t1_abc)."""
    return cell[3:] if re.match(r"t\d_", cell) else cell


def _group(columns: Sequence[_Column], headers: Sequence[str], rows: Sequence[Row]) -> tuple[int | None, int | None]:
    """The columns of a document's id and of the number of a sentence in it, where each row is a sentence."""
    orders = [n for n, c in enumerate(columns) if c.is_like("order") >= _SURE and c.numbers > 0.99 and c.filled > 0.99]
    groups = [n for n, c in enumerate(columns) if c.is_like("group") >= _SURE and c.filled > 0.99]
    for order in orders:
        for group in sorted(groups, key=lambda n: -columns[n].is_like("group")):
            pairs = [(row.cells[group], row.cells[order]) for row in rows]
            names = {name for name, _ in pairs}
            if group != order and len(set(pairs)) == len(pairs) and len(pairs) > 1 and len(names) * 1.2 < len(pairs):
                return group, order
    return None, None
