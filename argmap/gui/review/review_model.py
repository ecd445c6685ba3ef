"""The items of a review as rows of a list: those of one kind or all, least sure first, kept up with every edit."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from argmap.analysis.inferred import Item, Kind, inferred, item_of, touched
from argmap.analysis.lookalikes import Alike
from argmap.gui.review import words
from argmap.model.debate import Debate, Edit
from argmap.model.edits.authors import APART

AnyIndex = QModelIndex | QPersistentModelIndex
ONE_BY_ONE = 200
"""Items that an edit may touch for rows to come and go singly; after more, all rows are made anew."""


class Role(IntEnum):
    """What a row can be asked for besides Qt's own roles."""

    ITEM = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2


class ReviewModel(QAbstractListModel):
    """``kind`` is the kind that is shown, None for all; ``settled`` shows what was decided too."""

    def __init__(self) -> None:
        super().__init__()
        self.debate = Debate()
        self.kind: Kind | None = None
        self.settled = False
        self._items: dict[tuple[str, str], Item] = {}
        self._rows: list[Item] = []
        self._why: dict[tuple[str, str], str] = {}
        self._counts: Counter[tuple[Kind, bool]] = Counter()

    def show_debate(self, debate: Debate) -> None:
        """Reads all items of a debate; ``propose`` adds the authors that look alike."""
        self.debate = debate
        self._why = {}
        self._items = {item.key: item for item in inferred(debate)}
        self._reset()

    def propose(self, pairs: Sequence[Alike]) -> list[tuple[str, str]]:
        """Takes the authors that look alike now in place of those that did. Returns the keys of those that are new."""
        items = {key: item for key, item in self._items.items() if item.kind is not Kind.AUTHORS}
        apart = [item for f in self.debate.findings.values() if f.code == APART and (item := item_of(f)) is not None]
        items |= {item.key: item for item in apart}
        known = {frozenset(item.key) for item in apart}
        self._why = {(pair.kept, pair.other): pair.why for pair in pairs}
        for pair in pairs:
            if frozenset((pair.kept, pair.other)) not in known:
                item = Item(Kind.AUTHORS, pair.kept, pair.likeness, pair.likeness, other=pair.other)
                items[item.key] = item
        new = [key for key, item in items.items() if item.kind is Kind.AUTHORS and item.is_open]
        new = [key for key in new if key not in self._items or not self._items[key].is_open]
        if items != self._items:
            self._items = items
            self._reset()
        return new

    def filter(self, kind: Kind | None, settled: bool) -> None:
        """Shows one kind of item or all, and whether those that are settled."""
        if (kind, settled) != (self.kind, self.settled):
            self.kind, self.settled = kind, settled
            self._reset()

    def edited(self, edit: Edit) -> list[tuple[str, str]]:
        """Takes up what an edit decided, added or removed. Returns the keys of the items that it opened."""
        changed = {(record, ""): item for record, item in touched(self.debate, edit)}
        pairs = {item.key: item for item in changed.values() if item is not None and item.other}
        new = {key: None if item is None or item.other else item for key, item in changed.items()} | pairs
        new = {key: item for key, item in new.items() if self._items.get(key) != item}
        was_open = {key for key in new if key in self._items and self._items[key].is_open}
        opened = [key for key, item in new.items() if item is not None and item.is_open and key not in was_open]
        if len(new) > ONE_BY_ONE:
            for key, item in new.items():
                self._put(key, item)
            self._reset()
            return opened
        for key, item in new.items():
            self._replace(key, item)
        return opened

    def item(self, row: int) -> Item | None:
        """The item of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def shown(self) -> Sequence[Item]:
        """The items of all rows."""
        return self._rows

    def row_of(self, key: tuple[str, str]) -> int:
        """The row of an item, -1 when it is not shown."""
        item = self._items.get(key)
        if item is None:
            return -1
        row = bisect_left(self._rows, item.rank, key=lambda each: each.rank)
        return row if row < len(self._rows) and self._rows[row].key == key else -1

    def next_open(self, row: int) -> int:
        """The first row from one on that is open, else the last open one before it; -1 without any."""
        ahead = next((n for n in range(max(0, row), len(self._rows)) if self._rows[n].is_open), -1)
        if ahead >= 0:
            return ahead
        return next((n for n in range(min(row, len(self._rows)) - 1, -1, -1) if self._rows[n].is_open), -1)

    def why(self, item: Item) -> str:
        """Why two authors look alike."""
        return self._why.get(item.key, "")

    def number(self, kind: Kind | None, *, opened: bool = True) -> int:
        """How many items of a kind, or of all, are open, or settled."""
        if kind is Kind.NOISE:
            return self._counts[kind, False] if opened else 0
        kinds = [each for each in Kind if each is not Kind.NOISE] if kind is None else [kind]
        return sum(self._counts[each, opened] for each in kinds)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == Role.ITEM:
            return item
        if role in (Role.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = words.row(self.debate, item, self.why(item))
            if role == Role.ROW:
                return row
            return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else f"{row.kind}: {row.who} {row.words}"
        return None

    def _shows(self, item: Item) -> bool:
        if self.kind is Kind.NOISE:
            return item.kind is Kind.NOISE
        return (self.kind is None or item.kind is self.kind) and (self.settled or item.is_open)

    def _put(self, key: tuple[str, str], item: Item | None) -> None:
        old = self._items.pop(key, None)
        if old is not None:
            self._counts[old.kind, old.is_open] -= 1
        if item is not None:
            self._items[key] = item
            self._counts[item.kind, item.is_open] += 1

    def _replace(self, key: tuple[str, str], item: Item | None) -> None:
        """Puts an item in the place of what it was, and its row too."""
        row = self.row_of(key)
        old = self._rows[row] if row >= 0 else None
        shows = item is not None and self._shows(item)
        if old is not None and item is not None and shows and item.rank == old.rank:
            self._put(key, item)
            self._rows[row] = item
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        if old is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self._put(key, item)
            self.endRemoveRows()
        else:
            self._put(key, item)
        if item is not None and shows:
            at = bisect_left(self._rows, item.rank, key=lambda each: each.rank)
            self.beginInsertRows(QModelIndex(), at, at)
            self._rows.insert(at, item)
            self.endInsertRows()

    def _reset(self) -> None:
        self.beginResetModel()
        self._counts = Counter((item.kind, item.is_open) for item in self._items.values())
        self._rows = sorted((i for i in self._items.values() if self._shows(i)), key=lambda item: item.rank)
        self.endResetModel()
