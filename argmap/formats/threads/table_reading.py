"""From a file with a table in it to a debate: which table, by which map of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from argmap.formats.registry import FormatError
from argmap.formats.threads import building
from argmap.formats.threads.table_columns import ColumnMap
from argmap.formats.threads.table_guess import guess
from argmap.formats.threads.table_posts import posts_of
from argmap.formats.threads.table_rows import Table
from argmap.formats.threads.table_text import table_of_text
from argmap.formats.threads.thread import Note
from argmap.formats.threads.zip_parts import OLE
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel
from argmap.model.progress import Progress, silent


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
    format_name: str = "csv-table",
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
    others = [f"“{other.sheet}” ({len(other.rows):,} rows)" for other in found if other is not table]
    if others:
        text = f"Only the sheet “{table.sheet}” was read, not {', '.join(others[:12])}."
        thread.notes.append(Note(FindingLevel.INFO, "format", text))
    if not thread.posts:
        raise FormatError(
            f"The column “{table.headers[columns.text[0]]}” of “{PurePath(name).name}” is blank. Choose another one."
        )
    progress(0.9, "Building")
    return building.build(thread, data, name, format_name)


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
