"""Delimited text (CSV, TSV and their kin) as rows of cells, each with its place in the text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import LARGEST, decode, looks_like_text
from argmap.formats.threads.table_rows import MOST_CELLS, Row, Table, arranged
from argmap.formats.threads.table_words import is_known
from argmap.formats.threads.thread import Note
from argmap.model.kinds import FindingLevel
from argmap.model.progress import Progress, silent

DELIMITERS = "\t,;|"
_SEP = re.compile(r"\s*\"?sep=(.)\"?[ \t,;]*(?:\n|$)", re.IGNORECASE)
_SAMPLE = 200_000
_NO_DELIMITER = "\x1f"  # parts nothing: a table of one column


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text parts its cells. ``escape`` is a backslash where that goes before a quotation mark in a cell."""

    delimiter: str
    is_quoted: bool = True
    escape: str | None = None


def table_of_text(data: bytes, name: str, progress: Progress = silent) -> Table:
    """The table in a delimited text. Raises FormatError for what is no text, or too large."""
    progress(0.0, "Decoding")
    text = decode(data, name).text
    told = _SEP.match(text)
    at = told.end() if told else 0
    dialect = dialect_of(text[at:], told[1] if told else "")
    progress(0.2, "Reading rows")
    raw: list[Row] = []
    cells = 0
    for row in rows_of(text, dialect, at):
        raw.append(row)
        cells += len(row.cells)
        if cells > MOST_CELLS:
            raise FormatError(f"“{name}” has more than {MOST_CELLS:,} cells. Split it and open the parts.")
        if not len(raw) % 20_000:
            progress(0.2 + 0.3 * (row.span or (0, 0))[1] / len(text), f"{len(raw):,} rows")
    table = arranged(name, raw, noise=[(0, at)] if told else [])
    lost = _swallowed(text, raw[-1] if raw else None, dialect)
    if lost > 1:
        told_of = f"A quotation mark in the last row is never closed, so that the last {lost:,} lines of the file are one cell."
        table = replace(table, notes=(*table.notes, Note(FindingLevel.WARNING, "format", told_of)))
    return table


def dialect_of(text: str, delimiter: str = "") -> Dialect:
    """How a text parts its cells: the delimiter that makes most rows equally wide, and the way to quote that leaves the
    fewest rows odd."""
    cut = text.rfind("\n", 0, _SAMPLE) + 1 if len(text) > _SAMPLE else len(text)
    sample = text[: cut or _SAMPLE]
    first = sample.partition("\n")[0].strip().strip('"')
    if not delimiter and is_known(first) and not any(d in first for d in DELIMITERS):
        delimiter = _NO_DELIMITER
    if not delimiter:
        scored = [(_evenness(sample, Dialect(d)), -n, d) for n, d in enumerate(DELIMITERS)]
        best = max(scored)
        delimiter = best[2] if best[0] > 0 else ","
    usual = Dialect(delimiter)
    if '"' not in text or not _odd(text, usual):
        return usual
    tried = [usual, Dialect(delimiter, escape="\\"), Dialect(delimiter, is_quoted=False)]
    return min(tried, key=lambda dialect: _odd(text, dialect))


def rows_of(text: str, dialect: Dialect, start: int = 0) -> Iterator[Row]:
    """The rows of a normalised text from a place on. A cell may go over several lines; blank lines are no rows."""
    csv.field_size_limit(LARGEST)  # one cell can be a whole letter
    lines = _Lines(text, start)
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.is_quoted else csv.QUOTE_NONE,
        escapechar=dialect.escape,
    )
    at = start
    try:
        for cells in reader:
            end = lines.at
            if cells:
                yield Row(tuple(cells), (at, end - text.endswith("\n", at, end)))
            at = end
    except csv.Error:  # a cell beyond the limit: decode has refused longer files
        return


class _Lines:
    """The lines of a text, with their ends; ``at`` is where the next one begins."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self.at = start

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        start = self.at
        if start >= len(self._text):
            raise StopIteration
        end = self._text.find("\n", start) + 1
        self.at = end if end else len(self._text)
        return self._text[start : self.at]


def _evenness(sample: str, dialect: Dialect) -> float:
    """The share of rows that have the usual number of cells, a little more for more cells; 0 where that is one."""
    widths = Counter(len(row.cells) for row in rows_of(sample, dialect))
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    if width < 2:
        wide = sum(n for w, n in widths.items() if w > 1)
        return 0.1 * wide / sum(widths.values())
    return count / sum(widths.values()) + min(width, 20) / 1000


def _odd(text: str, dialect: Dialect) -> float:
    """The share of rows that have another number of cells than most. What a quotation mark that is never closed has swallowed
    counts as rows that have."""
    widths: Counter[int] = Counter()
    last: Row | None = None
    for row in rows_of(text, dialect):
        widths[len(row.cells)] += 1
        last = row
    rows = sum(widths.values())
    lost = _swallowed(text, last, dialect)
    return 1 - max(widths.values(), default=0) / max(1, rows + lost)


def _swallowed(text: str, last: Row | None, dialect: Dialect) -> int:
    """How many lines stand in a last row whose quotation mark is never closed; 0 where none is."""
    if last is None or last.span is None or not dialect.is_quoted:
        return 0
    start, end = last.span
    lines = text[start:end].split("\n")
    strict = csv.reader(
        (f"{line}\n" for line in lines), delimiter=dialect.delimiter, escapechar=dialect.escape, strict=True
    )
    try:
        for _ in strict:
            pass
    except csv.Error as error:
        return len(lines) if "end of data" in str(error) else 0
    return 0


def sniffed(head: bytes, delimiters: str) -> float:
    """How likely the head of a file is a table with one of these delimiters: its rows are equally wide, and its header says
    what is in the columns."""
    from argmap.formats.threads.text import MACHINE_TEXT

    text = looks_like_text(head)
    if text is None or MACHINE_TEXT.match(text):
        return 0.0
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    told = _SEP.match(text)
    if told:
        return 0.95 if told[1] in delimiters else 0.0
    text = text[: text.rfind("\n") + 1] if len(head) > 60_000 else text  # the last line may be cut
    found = dialect_of(text)
    if found.delimiter not in delimiters or text.startswith("|"):
        return 0.0
    rows = [row.cells for row in rows_of(text, found)]
    if len(head) > 60_000:
        rows = rows[:-1]  # as may a cell of several lines
    rows = [cells for cells in rows if any(cells)]
    width = len(rows[0]) if rows else 0
    even = sum(len(cells) == width for cells in rows) / len(rows) if rows else 0.0
    if width < 2 or len(rows) < 2 or even < 0.8:
        return 0.0
    known = sum(is_known(cell) for cell in rows[0])
    if known >= 2 or (known and found.delimiter == "\t"):
        return 0.9
    return 0.6 if width > 2 and len(rows) > 4 and even > 0.95 and (known or found.delimiter == "\t") else 0.0
