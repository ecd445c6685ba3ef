"""A tree of records as a flat list of rows that know their depth.

A list with depths, rather than a tree model, keeps threads of any depth out of Qt's recursion and its rows cheap: 10,000 posts
are laid out at once, and only rows that are painted are asked for their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from argmap.gui.session import Session
from argmap.model.debate import Edit
from argmap.model.kinds import Table

AnyIndex = QModelIndex | QPersistentModelIndex


ONE_BY_ONE = 200
"""Rows that are painted again one by one; where more change, all are, which costs no more than what is in sight."""


class Role(IntEnum):
    """What a row can be asked for besides Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    DEPTH = Qt.ItemDataRole.UserRole + 2
    FOLDED = Qt.ItemDataRole.UserRole + 3
    LINE = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows: a dot, bold words, more words, a second line, something at the right, a key cap.

    ``dot`` is a statement kind's value, "provision", "#rrggbb", "none" for a grey one or "" for none at all. ``guess`` sets a
    mark that says that the row's place is inferred; ``ticked`` fills the dot's ring; ``struck`` strikes the second line.
    """

    head: str = ""
    text: str = ""
    under: str = ""
    right: str = ""
    dot: str = ""
    key: str = ""
    guess: bool = False
    ticked: bool = False
    struck: bool = False
    faded: bool = False
    tip: str = ""
    spoken: str = ""


class OutlineModel(QAbstractListModel):
    """Rows of one table of the debate, depth first, without those below a folded one. Subclasses give order and words."""

    def __init__(self, session: Session, table: Table) -> None:
        super().__init__()
        self.session = session
        self.record_table = table
        self._order: list[tuple[str, int]] = []
        self._place: dict[str, int] = {}
        self._folded: set[str] = set()
        self._rows: list[int] = []
        self._row_of: dict[str, int] = {}
        session.opened.connect(self.on_opened)
        session.edited.connect(self.on_edited)

    def ordered(self) -> list[tuple[str, int]]:
        """(id, depth) of every record, depth first."""
        raise NotImplementedError

    def line(self, record_id: str) -> Line:
        """What the row of a record shows."""
        raise NotImplementedError

    def touched_rows(self, edit: Edit) -> Iterable[str] | None:
        """The ids of records whose rows look different after an edit that moved none; None for all rows."""
        return edit.ids(self.record_table)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        """The rows in sight."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's roles and those of Role."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        record_id, depth = self._order[self._rows[index.row()]]
        if role == Role.ID:
            return record_id
        if role == Role.DEPTH:
            return depth
        if role == Role.FOLDED:
            return record_id in self._folded if self.has_children(record_id) else None
        if role == Role.LINE:
            return self.line(record_id)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(record_id)
            words = " ".join(part for part in (line.head, line.text) if part)
            if role == Qt.ItemDataRole.DisplayRole:
                return words
            if role == Qt.ItemDataRole.ToolTipRole:
                return line.tip or words
            level = f", level {depth + 1}" if depth else ""
            return f"{line.spoken or words}{level}"
        return None

    def index_of(self, record_id: str) -> QModelIndex:
        """The row of a record, invalid while it is folded away or absent."""
        row = self._row_of.get(record_id)
        return QModelIndex() if row is None else self.index(row)

    def id_at(self, index: AnyIndex) -> str | None:
        """The record of a row."""
        return self._order[self._rows[index.row()]][0] if index.isValid() and index.row() < len(self._rows) else None

    def has_children(self, record_id: str) -> bool:
        """Whether a record has others below it."""
        place = self._place[record_id]
        return place + 1 < len(self._order) and self._order[place + 1][1] > self._order[place][1]

    def parent_of(self, record_id: str) -> str | None:
        """The record above, by depth."""
        place = self._place.get(record_id)
        if place is None:
            return None
        depth = self._order[place][1]
        while place and self._order[place][1] >= depth:
            place -= 1
        return self._order[place][0] if self._order[place][1] < depth else None

    def previous(self, record_id: str) -> str | None:
        """The record before this one in the order, folded or not."""
        place = self._place.get(record_id, 0)
        return self._order[place - 1][0] if place else None

    def place_of(self, record_id: str) -> int:
        """A record's number in the order, folded or not, -1 for one that is not there."""
        return self._place.get(record_id, -1)

    def depth_of(self, record_id: str) -> int:
        """A record's depth in its tree, 0 for one that is not there."""
        place = self._place.get(record_id)
        return 0 if place is None else self._order[place][1]

    def around(self, record_id: str | None, before: int, after: int) -> list[tuple[str, int]]:
        """(id, depth) of a record and of so many before and after it in the order; of the first ones for None."""
        place = 0 if record_id is None else self._place.get(record_id, 0)
        return self._order[max(0, place - before) : place + after + 1]

    def fold(self, record_id: str, folded: bool) -> None:
        """Hides or shows what is below a record."""
        if folded != (record_id in self._folded) and self.has_children(record_id):
            (self._folded.add if folded else self._folded.discard)(record_id)
            self._reset_rows()

    def reveal(self, record_id: str) -> QModelIndex:
        """The row of a record, unfolding what hides it."""
        if record_id in self._place and record_id not in self._row_of:
            above = self.parent_of(record_id)
            while above is not None:
                self._folded.discard(above)
                above = self.parent_of(above)
            self._reset_rows()
        return self.index_of(record_id)

    def rebuild(self) -> None:
        """Reads the whole tree afresh."""
        self.take(self.ordered())

    def take(self, order: list[tuple[str, int]]) -> None:
        """Shows the records in this order."""
        self.beginResetModel()
        self._order = order
        self._place = {record_id: place for place, (record_id, _) in enumerate(self._order)}
        self._folded &= self._place.keys()
        self._find_rows()
        self.endResetModel()

    def touch(self, ids: Iterable[str] | None = None) -> None:
        """Has rows painted again; None for all."""
        ids = None if ids is None else list(ids)
        if ids is None or len(ids) > ONE_BY_ONE:
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        for record_id in ids:
            index = self.index_of(record_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def on_opened(self) -> None:
        """Another debate is open."""
        self._folded.clear()
        self.rebuild()

    def on_edited(self, edit: Edit) -> None:
        """Reads the tree afresh when a record came, went or moved; else repaints what an edit touched."""
        for change in edit.changes:
            if change.table is self.record_table and placed(change.before) != placed(change.after):
                self.rebuild()
                return
        self.touch(self.touched_rows(edit))

    def _reset_rows(self) -> None:
        self.beginResetModel()
        self._find_rows()
        self.endResetModel()

    def _find_rows(self) -> None:
        rows: list[int] = []
        hidden_below = -1
        for place, (record_id, depth) in enumerate(self._order):
            if 0 <= hidden_below < depth:
                continue
            hidden_below = depth if record_id in self._folded else -1
            rows.append(place)
        self._rows = rows
        self._row_of = {self._order[place][0]: row for row, place in enumerate(rows)}


def placed(record: object) -> tuple[object, ...] | None:
    """What decides where a record stands in its tree."""
    return None if record is None else (getattr(record, "parent", None), getattr(record, "position", None))
