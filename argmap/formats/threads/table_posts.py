"""From a table and a map of its columns to posts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.table_cells import cell_body, is_marked_up, joined_sentences
from argmap.formats.threads.table_columns import ColumnMap, headers_key
from argmap.formats.threads.table_dates import DateOrder, iso_date, order_of
from argmap.formats.threads.table_guess import bare, is_nothing
from argmap.formats.threads.table_rows import Row, Table
from argmap.formats.threads.thread import NOTHING, Note, PostDraft, Thread
from argmap.model.kinds import FindingLevel, PostStatus
from argmap.model.progress import Progress, silent

PREVIEWED = 5
"""How many posts a preview shows."""
_LOOKED_AT = 3_000  # rows from which a preview is made
_NOBODY = frozenset(
    [
        "deleted",
        "null",
        "anonymous",
        "anonym",
        "anonyme",
        "anónimo",
        "anonimo",
        "anoniem",
        "anônimo",
        "匿名",
        "unknown",
        "none",
        "n/a",
    ]
)
_GONE = {"[deleted]": PostStatus.DELETED, "[gelöscht]": PostStatus.DELETED, "[removed]": PostStatus.REMOVED}


def preview(table: Table, columns: ColumnMap, most: int = PREVIEWED) -> list[PostDraft]:
    """The first posts of a table as they will stand, none without a text column."""
    if not columns.fits(len(table.headers)):
        return []
    made = _Posts(replace(table, rows=table.rows[:_LOOKED_AT]), columns)
    found: list[PostDraft] = []
    for draft in made.drafts():
        found.append(draft)
        if len(found) == most:
            break
    return found


def posts_of(table: Table, columns: ColumnMap, progress: Progress = silent) -> Thread:
    """All posts of a table, and what is doubtful about them."""
    made = _Posts(table, columns)
    thread = Thread(title=PurePath(table.name).stem, noise=list(table.noise), notes=list(table.notes))
    for draft in made.drafts():
        thread.posts.append(draft)
        if not len(thread.posts) % 2_000:
            progress(0.5 + 0.4 * made.row / len(table.rows), f"{len(thread.posts):,} posts")
    thread.noise = sorted(thread.noise + made.noise)
    thread.notes += made.notes()
    return thread


@dataclass(slots=True)
class _Counts:
    textless: int = 0
    undated: int = 0
    marked: int = 0
    attached: int = 0
    deleted: int = 0


class _Posts:
    """The posts of a table, one after another, and what was noticed on the way."""

    def __init__(self, table: Table, columns: ColumnMap) -> None:
        self._table = table
        self._map = columns
        self._order = order_of(table.column(columns.date)) if columns.date is not None else DateOrder()
        self._key = headers_key(table.headers)[:8]
        naming = [column for column in (columns.group, columns.id) if column is not None]
        self._named = {row.cells[column].strip() for row in table.rows for column in naming}
        self._counts = _Counts()
        self.noise: list[tuple[int, int]] = []
        self.row = 0

    def drafts(self) -> Iterator[PostDraft]:
        """The posts in the order of the rows."""
        for rows in self._documents():
            self.row += len(rows)
            draft = self._draft(rows)
            if draft is not None:
                yield draft
            else:
                self._counts.textless += len(rows)
                self.noise += (row.span for row in rows if row.span)

    def notes(self) -> list[Note]:
        """What was noticed, in sentences."""
        counts = self._counts
        made: list[Note] = []
        if counts.textless:
            made.append(
                _note("format", counts.textless, "row has no text and is", "rows have no text and are", "in no post.")
            )
        if counts.undated:
            made.append(
                _note(
                    "time",
                    counts.undated,
                    "date could not be read and is",
                    "dates could not be read and are",
                    "left out.",
                )
            )
        if not self._order.is_told:
            header = self._table.headers[self._map.date or 0]
            text = f"The dates in “{header}” were read with the month first, as 3/4 for March 4; nothing in the file tells."
            made.append(Note(FindingLevel.WARNING, "time", text))
        if counts.marked:
            made.append(
                _note("markup", counts.marked, "comment has", "comments have", "HTML marks, which were read as such.")
            )
        if counts.attached:
            end = "attachments that are not in this file."
            made.append(_note("attachment", counts.attached, "comment has", "comments have", end))
        if counts.deleted:
            made.append(
                _note(
                    "deleted",
                    counts.deleted,
                    "comment was",
                    "comments were",
                    "deleted; the place in the thread is kept.",
                )
            )
        return made

    def _documents(self) -> Iterator[list[Row]]:
        """The rows of each post: one, or all of a group in their order, where its first stands."""
        group, order = self._map.group, self._map.order
        if group is None:
            for row in self._table.rows:
                yield [row]
            return
        grouped: dict[str, list[Row]] = {}
        for number, row in enumerate(self._table.rows):
            name = row.cells[group].strip()
            grouped.setdefault(name or f"\0{number}", []).append(row)
        for rows in grouped.values():
            yield rows if order is None else sorted(rows, key=lambda row: _number(row.cells[order], math.inf))

    def _draft(self, rows: list[Row]) -> PostDraft | None:
        columns = self._map
        first = rows[0]
        title = self._cell(rows, columns.title)
        native = self._native(self._cell(rows, columns.group if columns.group is not None else columns.id))
        if len(rows) > 1:
            texts = [joined_sentences(row.cells[column] for row in rows) for column in columns.text]
        else:
            texts = [first.cells[column] for column in columns.text]
        texts = [text for text in texts if text.strip()]
        gone = _GONE.get(texts[0].strip().casefold()) if len(texts) == 1 else None
        if not texts and title:
            texts = [title]  # all that was said is the subject
        asked_for = native is not None and columns.parent is not None
        if not texts and not asked_for:
            return None
        body = NOTHING if gone else cell_body(texts)
        if not body.text and not gone and not asked_for:
            return None
        self._counts.marked += any(map(is_marked_up, texts))
        self._counts.deleted += gone is not None
        self._counts.attached += columns.attachments is not None and not is_nothing(first.cells[columns.attachments])
        return PostDraft(
            native_id=native,
            parent=self._parent(self._cell(rows, columns.parent)),
            author=self._author(first),
            posted_at=self._date(self._cell(rows, columns.date)),
            status=gone or PostStatus.OK,
            title="" if body.text == title else title,
            body=body,
            permalink=_address(self._cell(rows, columns.url)),
            score=_score(self._cell(rows, columns.score)),
            span=_span(rows),
        )

    def _cell(self, rows: list[Row], column: int | None) -> str:
        """What the first row of a post that says anything has in a column."""
        if column is None:
            return ""
        return next((cell for row in rows if (cell := normalised(row.cells[column]).strip())), "")

    def _native(self, cell: str) -> str | None:
        """An id as it is known elsewhere: plain numbers are counted anew in every table, so they bear the table's mark."""
        if is_nothing(cell) and cell not in self._named:
            return None
        if not cell:
            return None
        return f"{self._key}/{cell}" if cell.isdecimal() else cell

    def _parent(self, cell: str) -> str | None:
        if cell not in self._named:
            cell = bare(cell) if bare(cell) in self._named else cell
            if is_nothing(cell):
                return None
        return self._native(cell)

    def _author(self, row: Row) -> str:
        parts = [row.cells[column].strip() for column in self._map.author]
        parts = [part for part in dict.fromkeys(parts) if part and part.strip("[]").casefold() not in _NOBODY]
        name = " ".join(" ".join(parts).split())
        organisation = self._map.organisation
        group = " ".join(row.cells[organisation].split()) if organisation is not None else ""
        if is_nothing(group) or group.casefold() in _NOBODY or group.casefold() in name.casefold():
            return name
        return f"{name} ({group})" if name else group

    def _date(self, cell: str) -> str | None:
        found = iso_date(cell, self._order)
        self._counts.undated += found is None and not is_nothing(cell)
        return found


def _note(code: str, count: int, one: str, several: str, end: str) -> Note:
    level = FindingLevel.WARNING if code == "time" else FindingLevel.INFO
    return Note(level, code, f"{count:,} {one if count == 1 else several} {end}")


def _span(rows: list[Row]) -> tuple[int, int] | None:
    """The place of rows that stand together; None where others stand between them."""
    spans = sorted(row.span for row in rows if row.span)
    if len(spans) != len(rows):
        return None
    together = all(after[0] - before[1] <= 1 for before, after in pairwise(spans))
    return (spans[0][0], spans[-1][1]) if together else None


def _number(cell: str, otherwise: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        return otherwise
    return value if math.isfinite(value) else otherwise


def _score(cell: str) -> float | None:
    value = _number(cell.replace(",", "").replace("−", "-"), math.inf)
    return value if math.isfinite(value) else None


def _address(cell: str) -> str | None:
    return cell if cell.startswith(("http://", "https://")) and len(cell) < 4000 else None
