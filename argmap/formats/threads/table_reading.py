"""From a file with a table in it to a debate: which table, by which map of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from argmap.formats.registry import FormatError
from argmap.formats.threads import building
from argmap.formats.threads.table_columns import ColumnMap, headers_key
from argmap.formats.threads.table_guess import guess
from argmap.formats.threads.table_posts import posts_of
from argmap.formats.threads.table_rows import Table
from argmap.formats.threads.table_text import table_of_text
from argmap.formats.threads.thread import Note
from argmap.formats.threads.told import counted
from argmap.formats.threads.zip_parts import OLE
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel
from argmap.model.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class TableFile:
    """The tables of a file, at least one: a workbook has one a sheet. The first has the most text."""

    name: str
    tables: tuple[Table, ...]

    @property
    def key(self) -> str:
        """By what a map of its columns is remembered."""
        return headers_key(self.tables[0].headers)

    def table(self, columns: ColumnMap) -> Table:
        """The table that a map is about."""
        return next((t for t in self.tables if columns.sheet and t.sheet == columns.sheet), self.tables[0])

    def guess(self) -> ColumnMap:
        """The likeliest map."""
        return chosen(self.tables, None)[1]

    def recalled(self, spelled: str) -> ColumnMap | None:
        """A map as it was spelled when it was remembered; None where it does not fit any more."""
        sheets = {table.sheet: table for table in self.tables}
        for table in self.tables:
            try:
                columns = ColumnMap.parse(spelled, table.headers) if spelled else None
            except FormatError:
                continue
            if columns is not None and columns.sheet in ("", *sheets):
                found = self.table(columns)
                return replace(columns, sheet=found.sheet) if columns.fits(len(found.headers)) else None
        return None


def table_file(data: bytes, name: str, progress: Progress = silent) -> TableFile:
    """The tables in a file. Raises FormatError for a file without any."""
    return TableFile(PurePath(name).name, tuple(tables(data, name, progress)))


def tables(data: bytes, name: str, progress: Progress = silent) -> list[Table]:
    """The tables in a file, the one with the most text first. Raises FormatError for a file without any."""
    if data.startswith((b"PK", OLE)):
        from argmap.formats.threads.table_sheets import tables_of_workbook

        found = tables_of_workbook(data, name, progress)
    else:
        found = [table_of_text(data, name, progress)]
    found = [table for table in found if table.rows]
    if not found:
        raise FormatError(f"“{PurePath(name).name}” has no rows below its header. Choose a table with comments in it.")
    amounts = {id(t): sum(len(c) for row in t.rows[:5000] for c in row.cells if " " in c.strip()) for t in found}
    return sorted(found, key=lambda table: -amounts[id(table)])


def read_table(
    data: bytes,
    name: str,
    columns: ColumnMap | None = None,
    progress: Progress = silent,
    format_name: str = "",
) -> Debate:
    """The debate in a table, by a map of its columns or by the guessed one. Raises FormatError where no column holds text."""
    found = tables(data, name, progress)
    table, columns = chosen(found, columns)
    if not columns.fits(len(table.headers)):
        listed = ", ".join(f"“{header}”" for header in table.headers[:12])
        raise FormatError(
            f"None of the columns of “{PurePath(name).name}” is known to hold comments (there are {listed}). "
            "Say which one does, as in text=Comment."
        )
    thread = posts_of(table, columns, progress)
    others = [f"“{other.sheet}” ({counted(len(other.rows), 'row')})" for other in found if other is not table]
    if others:
        text = f"Only the sheet “{table.sheet}” was read, not {', '.join(others[:12])}."
        thread.notes.append(Note(FindingLevel.INFO, "format", text))
    if not thread.posts:
        raise FormatError(
            f"The column “{table.headers[columns.text[0]]}” of “{PurePath(name).name}” is blank. Choose another one."
        )
    progress(0.9, "Building")
    return building.build(thread, data, name, format_name or _format(data, name))


def _format(data: bytes, name: str) -> str:
    """The name of the format that a table is in."""
    if data.startswith(b"PK"):
        return "xlsx-table"
    return "tsv-table" if name.casefold().endswith((".tsv", ".tab")) else "csv-table"


def chosen(found: Sequence[Table], columns: ColumnMap | None) -> tuple[Table, ColumnMap]:
    """The table that a map is about and the map, guessed where there is none. Raises FormatError for an absent sheet."""
    if columns is None:
        guessed = [(table, guess(table.headers, table.rows)) for table in found[:8]]
        table, columns = next((pair for pair in guessed if pair[1].text), guessed[0])
        return table, replace(columns, sheet=table.sheet)
    if not columns.sheet:
        return found[0], columns
    for table in found:
        if table.sheet.casefold() == columns.sheet.casefold():
            return table, columns
    listed = ", ".join(f"“{table.sheet}”" for table in found)
    raise FormatError(f"There is no sheet “{columns.sheet}” with anything in it. The workbook has {listed}.")


def columns_of(found: Sequence[Table], spec: str) -> ColumnMap:
    """A map as it is typed (``ColumnMap.parse``), for the table whose headers it names or whose sheet it says. Raises
    FormatError where it fits none."""
    refusals: list[FormatError] = []
    for table in found:
        try:
            columns = ColumnMap.parse(spec, table.headers)
        except FormatError as error:
            refusals.append(error)
            continue
        if columns.sheet.casefold() in ("", table.sheet.casefold()):
            return replace(columns, sheet=table.sheet)
    if refusals:
        raise refusals[0]
    return ColumnMap.parse(spec, found[0].headers)  # names a sheet that is not there; the reader says so
