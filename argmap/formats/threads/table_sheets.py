"""The sheets of a workbook (XLSX) as tables. Formulas are read as what they came to when the file was saved; nothing that the
workbook links to is looked at."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import PurePath
from typing import Any

from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.table_rows import MOST_CELLS, Row, Table, arranged
from argmap.formats.threads.zip_parts import Parts
from argmap.model.progress import Cancelled, Progress, silent

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MOST_SHEETS = 500
_MOST_ROWS = 1 << 20
"""Rows that a sheet of Excel can have."""
MOST_SCANNED = 5 * MOST_CELLS
"""Cells of a workbook, blank ones too, above which it is refused."""


def tables_of_workbook(data: bytes, name: str, progress: Progress = silent) -> list[Table]:
    """The tables of a workbook, one a sheet, without blank sheets. Raises FormatError for what is no workbook, is encrypted or
    too large."""
    name = PurePath(name).name
    parts = Parts(data, name, "Excel workbook")
    if "xl/workbook.bin" in parts.names():
        raise FormatError(f"“{name}” is a binary Excel workbook (.xlsb). Save it as .xlsx, and open that.")
    for part in parts.names():
        if part.endswith((".xml", ".rels")):
            parts.refuse_entities(parts.read(part) or b"")
    progress(0.05, "Opening the workbook")
    try:
        return list(_tables(data, name, progress))
    except (FormatError, Cancelled):
        raise
    except Exception:  # what the reader raises for a damaged workbook is of any type
        raise FormatError(parts.broken()) from None


def _tables(data: bytes, name: str, progress: Progress) -> Iterator[Table]:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):  # it prints what a damaged file lacks
        warnings.simplefilter("ignore")  # about styles and extensions that say nothing about the words
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]  # charts have no cells
        cells = 0
        for number, sheet in enumerate(sheets[:_MOST_SHEETS]):
            progress(0.1 + 0.4 * number / len(sheets), f"Sheet {sheet.title}")
            rows: list[Row] = []
            for row, scanned in _rows(sheet):
                cells += len(row.cells)
                rows.append(row)
                if cells > MOST_CELLS or scanned > MOST_SCANNED:
                    raise FormatError(f"“{name}” has more than {MOST_CELLS:,} cells. Split it and open the parts.")
                if not len(rows) % 5_000:
                    progress(0.1 + 0.4 * number / len(sheets), f"Sheet {sheet.title}, {len(rows):,} rows")
            table = arranged(name, rows, str(sheet.title))
            if table.rows:
                yield table


def _rows(sheet: Any) -> Iterator[tuple[Row, int]]:
    """The rows of a sheet that are not blank, whatever size the sheet claims to have, as far as Excel can count; each with the
    number of cells looked at so far."""
    sheet.reset_dimensions()
    scanned = 0
    for values in islice(sheet.iter_rows(values_only=True), _MOST_ROWS):
        scanned += len(values)
        end = next((n for n in range(len(values), 0, -1) if values[n - 1] is not None), 0)
        if end or scanned > MOST_SCANNED:
            yield Row(tuple(_text(value) for value in values[:end])), scanned


def _text(value: object) -> str:
    """A cell's value as text: dates in ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return normalised(_CONTROL.sub("", _ESCAPED.sub(_unescaped, value))).strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if midnight else value.replace(microsecond=0).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
