"""A table as it stands in a file: a header, rows of cells, and where each row stands in the file's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.formats.registry import FormatError
from argmap.formats.threads.table_dates import DateOrder, iso_date
from argmap.formats.threads.table_words import is_known
from argmap.formats.threads.thread import Note
from argmap.model.kinds import FindingLevel

MOST_COLUMNS = 1_000
"""Columns above which a table is refused."""
MOST_CELLS = 20_000_000
"""Cells above which a table is refused."""
_LOOKED_AT = 60
_LONGEST_HEADER = 300


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a table side by side. ``span`` is the row's place in the source's decoded, normalised text, where it has one."""

    cells: tuple[str, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has as many cells as there are headers. ``name`` is the file's and ``sheet`` the sheet's, "" in files
    without sheets. ``noise`` are spans of the text that are no row; ``notes`` say what was doubtful."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    noise: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()

    def column(self, index: int, most: int | None = None) -> list[str]:
        """The cells of a column, top down."""
        return [row.cells[index] for row in self.rows[:most]]


def arranged(name: str, raw: Sequence[Row], sheet: str = "", noise: Sequence[tuple[int, int]] = ()) -> Table:
    """A table of rows as they were read: the header found, blank rows left out, all rows made equally wide. What stands
    above the header and beside it is told in a note. Raises FormatError for a table that is too wide."""
    rows = [row for row in raw if any(cell.strip() for cell in row.cells)]
    spans = list(noise) + [row.span for row in raw if row.span and not any(cell.strip() for cell in row.cells)]
    notes: list[Note] = []
    width = _width(rows)
    above = next((n for n, row in enumerate(rows[:10]) if len(_filled(row)) * 5 >= width * 3), 0)
    if above:
        lines = "1 line stands" if above == 1 else f"{above} lines stand"
        notes.append(
            Note(
                FindingLevel.INFO, "format", f"{lines} above the table, and {'is' if above == 1 else 'are'} in no post."
            )
        )
        spans += [row.span for row in rows[:above] if row.span]
        rows = rows[above:]
    headers: tuple[str, ...] = ()
    width = max(width, len(_trimmed(rows[0]))) if rows else width
    if width > MOST_COLUMNS:
        raise FormatError(
            f"“{name}” has a table of more than {MOST_COLUMNS:,} columns. Keep those with the comments in it."
        )
    if rows and _is_header(rows, width):
        headers = tuple(" ".join(cell.split()) for cell in _padded(rows[0].cells, width))
        spans += [rows[0].span] if rows[0].span else []
        rows = rows[1:]
    named = tuple(_name_of(headers[n] if n < len(headers) else "", n) for n in range(width))
    beyond = sum(any(cell.strip() for cell in row.cells[width:]) for row in rows)
    if beyond:
        what = "1 row has" if beyond == 1 else f"{beyond:,} rows have"
        text = f"{what} more cells than the table has columns; what is too much stands in the last column."
        notes.append(Note(FindingLevel.WARNING, "format", text))
    even = tuple(row if len(row.cells) == width else Row(_padded(row.cells, width), row.span) for row in rows)
    return Table(name, named, even, sheet, tuple(sorted(spans)), tuple(notes))


def _width(rows: Sequence[Row]) -> int:
    """How many columns a table has at least: as many as a quarter of its rows fill."""
    widths = sorted(len(_trimmed(row)) for row in rows[:2000])
    return widths[len(widths) * 3 // 4] if widths else 1


def _trimmed(row: Row) -> tuple[str, ...]:
    end = len(row.cells)
    while end and not row.cells[end - 1].strip():
        end -= 1
    return row.cells[:end]


def _filled(row: Row) -> list[str]:
    return [cell for cell in row.cells if cell.strip()]


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Cells in the number of columns: blank ones added, those that are too many joined to the last."""
    if len(cells) <= width:
        return cells + ("",) * (width - len(cells))
    rest = [cell for cell in cells[width - 1 :] if cell.strip()]
    return (*cells[: width - 1], "\n".join(rest))


def _name_of(header: str, number: int) -> str:
    return header if header else f"Column {number + 1}"


def _is_header(rows: Sequence[Row], width: int) -> bool:
    """Whether the first row names the columns: short words, all different, no figures or dates; known ones, or shorter than
    what stands below them."""
    cells = _filled(rows[0])
    folded = [cell.strip().casefold() for cell in cells]
    if any(len(cell) > _LONGEST_HEADER or _is_value(cell) for cell in cells):
        return False
    if any(is_known(cell) for cell in cells):
        return True
    if len(set(folded)) < len(folded) or width < 2 or len(rows) < 2:
        return False
    below = [_padded(row.cells, width) for row in rows[1:_LOOKED_AT]]
    first = _padded(rows[0].cells, width)
    if any(first[n].strip() and any(first[n] == row[n] for row in below) for n in range(width)):
        return False
    means = [sum(len(row[n]) for row in below) / len(below) for n in range(width)]
    longest = max(range(width), key=means.__getitem__)
    numeric = any(all(_is_value(row[n]) for row in below) for n in range(width))
    return numeric or len(first[longest]) * 2 <= means[longest]


def _is_value(cell: str) -> bool:
    """Whether a cell is a figure, a date or an address, and so no header."""
    cell = cell.strip()
    bare = cell.replace(",", "").replace(".", "").lstrip("+-")
    return bare.isdecimal() or cell.startswith(("http://", "https://")) or iso_date(cell, DateOrder()) is not None
