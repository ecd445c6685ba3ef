"""A debate: frozen records in dicts, changed only by applying edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from argmap.model.kinds import Table
from argmap.model.records import (
    AnyRecord,
    Author,
    Finding,
    Info,
    Position,
    Post,
    Provision,
    Quote,
    Relation,
    Source,
    Statement,
    Topic,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class EditError(Exception):
    """An edit that cannot be made. Its text says what, where and what to do, and is fit to show."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None before adds it, None after deletes it."""

    before: AnyRecord | None
    after: AnyRecord | None

    @property
    def table(self) -> Table:
        """The table of the changed record."""
        return cast("AnyRecord", self.after or self.before).table

    @property
    def id(self) -> str:
        """The id of the changed record."""
        return cast("AnyRecord", self.after or self.before).id

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """A label for people ("Tag objection") and the changes that are made together. Falsy when it changes nothing."""

    label: str
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def ids(self, table: Table) -> set[str]:
        """The ids of the records of one table that this edit touches."""
        return {change.id for change in self.changes if change.table is table}

    def touches(self, *tables: Table) -> bool:
        """Whether any record of these tables changes."""
        return any(change.table in tables for change in self.changes)


def edit_of(label: str, changes: Iterable[Change]) -> Edit:
    """An edit from changes made one after another: several of one record become one, and those without effect go."""
    merged: dict[tuple[Table, str], Change] = {}
    for change in changes:
        key = (change.table, change.id)
        first = merged.get(key)
        merged[key] = change if first is None else Change(first.before, change.after)
    return Edit(label, tuple(change for change in merged.values() if change.before != change.after))


SHARED_IDS = frozenset({Table.INFO, Table.POSITIONS})
"""Tables whose records' ids may be those of records of other tables; all other ids are unique in the debate."""

_POINTED_INTO = frozenset({Table.POSTS, Table.PROVISIONS, Table.RELATIONS})
"""Tables whose records others hold to more than their id: spans of a text, version numbers, a kind."""


class Debate:
    """The whole document: one dict of records for each table, keyed by id. Read them freely; only ``apply`` changes them.

    ``revision`` counts the edits applied since the debate was built, so that a late result can tell that it is stale.
    """

    def __init__(self, records: Iterable[AnyRecord] = ()) -> None:
        self._tables: dict[Table, dict[str, AnyRecord]] = {table: {} for table in Table}
        self._tables[Table.INFO]["debate"] = Info()
        self._referrers: dict[str, set[tuple[Table, str]]] | None = None
        self.revision = 0
        self.sources: Final = cast("Mapping[str, Source]", self.table(Table.SOURCES))
        self.authors: Final = cast("Mapping[str, Author]", self.table(Table.AUTHORS))
        self.posts: Final = cast("Mapping[str, Post]", self.table(Table.POSTS))
        self.quotes: Final = cast("Mapping[str, Quote]", self.table(Table.QUOTES))
        self.provisions: Final = cast("Mapping[str, Provision]", self.table(Table.PROVISIONS))
        self.topics: Final = cast("Mapping[str, Topic]", self.table(Table.TOPICS))
        self.statements: Final = cast("Mapping[str, Statement]", self.table(Table.STATEMENTS))
        self.relations: Final = cast("Mapping[str, Relation]", self.table(Table.RELATIONS))
        self.positions: Final = cast("Mapping[str, Position]", self.table(Table.POSITIONS))
        self.views: Final = cast("Mapping[str, View]", self.table(Table.VIEWS))
        self.findings: Final = cast("Mapping[str, Finding]", self.table(Table.FINDINGS))
        for record in records:
            self._tables[record.table][record.id] = record

    @property
    def info(self) -> Info:
        """The record about the debate as a whole."""
        return cast("Info", self._tables[Table.INFO]["debate"])

    @property
    def title(self) -> str:
        """The debate's title; may be empty."""
        return self.info.title

    def table(self, table: Table) -> Mapping[str, AnyRecord]:
        """The records of one table by id."""
        return MappingProxyType(self._tables[table])

    def records(self) -> Iterator[AnyRecord]:
        """Every record, table by table."""
        for records in self._tables.values():
            yield from records.values()

    def find(self, record_id: str) -> AnyRecord | None:
        """The record with this id, positions aside (a position has its node's id), and what is said of the whole debate."""
        for table, records in self._tables.items():
            if table not in SHARED_IDS and record_id in records:
                return records[record_id]
        return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Debate) and self._tables == other._tables

    __hash__ = None  # type: ignore[assignment]  # it changes

    def snapshot(self) -> Debate:
        """A copy that later edits leave alone; the records themselves are shared."""
        copy = Debate()
        for table, records in self._tables.items():
            copy._tables[table].update(records)
        copy.revision = self.revision
        return copy

    def referrers(self, record_id: str) -> set[tuple[Table, str]]:
        """(table, id) of every record that names this one."""
        return set(self._referrer_index().get(record_id, ()))

    def apply(self, edit: Edit) -> None:
        """Make an edit. Raises EditError, and changes nothing, when a record is not as the edit expects it or when the
        result would not be a valid debate."""
        done: list[Change] = []
        try:
            for change in edit.changes:
                if self._tables[change.table].get(change.id) != change.before:
                    raise EditError(
                        f"“{edit.label}” no longer fits the debate: something it changes was changed since."
                    )
                self._put(change)
                done.append(change)
            self._check(edit)
        except BaseException:
            for change in reversed(done):
                self._put(change.inverse())
            raise
        self.revision += 1

    def deletion(self, *ids: tuple[Table, str], after: Iterable[Change] = ()) -> list[Change]:
        """The changes that delete these records and everything that cannot be without them. ``after``: changes, one for each
        record, that are made first, so that what they re-aim is spared; the result includes them."""
        state = {(change.table, change.id): change.after for change in after}
        anew: dict[str, set[tuple[Table, str]]] = {}
        for key, record in state.items():
            for named in () if record is None else record.references():
                anew.setdefault(named, set()).add(key)
        queue = [(table, record_id) for table, record_id in ids if record_id in self._tables[table]]
        state.update(dict.fromkeys(queue))
        for table, gone in queue:  # grows while it is walked
            if table in SHARED_IDS:
                continue
            for key in sorted(self.referrers(gone) | anew.get(gone, set())):
                record = state[key] if key in state else self._tables[key[0]][key[1]]
                if record is None or gone not in record.references():
                    continue
                state[key] = record.without(gone)
                if state[key] is None:
                    queue.append(key)
        return [Change(self._tables[table].get(record_id), after) for (table, record_id), after in state.items()]

    def _put(self, change: Change) -> None:
        table, record_id = change.table, change.id
        if self._referrers is not None:
            key = (table, record_id)
            if change.before is not None:
                for named in change.before.references():
                    self._referrers.get(named, set()).discard(key)
            if change.after is not None:
                for named in change.after.references():
                    self._referrers.setdefault(named, set()).add(key)
        if change.after is None:
            self._tables[table].pop(record_id, None)
        else:
            self._tables[table][record_id] = change.after

    def _check(self, edit: Edit) -> None:
        from argmap.model import checks  # checks read debates, so the import cannot stand above

        changed = dict.fromkeys((change.table, change.id) for change in edit.changes)
        doubtful: dict[tuple[Table, str], None] = {}
        for table, record_id in changed:
            if record_id in self._tables[table]:
                doubtful[table, record_id] = None
            elif table not in SHARED_IDS and self.referrers(record_id):
                raise EditError(
                    f"“{edit.label}” cannot be done: something in the debate still refers to what would be deleted."
                )
            if table in _POINTED_INTO:
                doubtful.update(dict.fromkeys(sorted(self.referrers(record_id))))
        records = [self._tables[table][record_id] for table, record_id in doubtful]
        fault = next(checks.faults(self, records), None)
        if fault is not None:
            raise EditError(f"“{edit.label}” cannot be done: {fault}")

    def _referrer_index(self) -> dict[str, set[tuple[Table, str]]]:
        if self._referrers is None:
            index: dict[str, set[tuple[Table, str]]] = {}
            for record in self.records():
                own = (record.table, record.id)
                for named in record.references():
                    index.setdefault(named, set()).add(own)
            self._referrers = index
        return self._referrers
