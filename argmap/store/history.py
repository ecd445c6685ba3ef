"""The history: rows that are only ever added, and a cursor, the seq of the last row that is done.

A row's ``changes`` are JSON: ``{"changes": [...], "added": {table: [ids]}}``. A change is ``{"table", "id", "before",
"after"}`` with null for a record that is not there. Where a record is there before and after, both hold only the fields
that differ, null among them, so that a long text or a source's bytes are not copied when something beside them changes.
``added`` is how a bulk row names what it added; while it is undone its changes hold that in full instead.
"""

from __future__ import annotations

import functools
import getpass
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, cast

import sqlalchemy as sa

from argmap.model.codec import CodecError, field_codec, from_plain, to_plain
from argmap.model.debate import Change, Edit, edit_of
from argmap.model.kinds import Table
from argmap.model.records import RECORD_TYPES, AnyRecord
from argmap.store.errors import StoreError
from argmap.store.tables import HISTORY, RECORDS

Key = tuple[Table, str]
Records = Mapping[Key, AnyRecord]


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the history as people see it: what was done together, when (ISO 8601, UTC) and by whom. ``number`` 0 is
    how the file began, which cannot be undone. ``done`` is False for what was undone; ``dropped`` steps were undone before
    something else was done, and cannot come back."""

    number: int
    label: str
    at: str
    who: str
    done: bool
    dropped: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A row of the history that is not dropped."""

    seq: int
    step: int
    label: str
    changes: str
    bulk: bool


def packed(changes: Iterable[Change], *, bulk: bool = False) -> str:
    """The changes of an edit as the text of a row; ``bulk`` names what is added instead of copying it."""
    plain = []
    added: dict[str, list[str]] = {}
    for change in changes:
        if bulk and change.before is None:
            added.setdefault(change.table.value, []).append(change.id)
        else:
            plain.append(_plain(change))
    payload: dict[str, Any] = {"changes": plain}
    if added:
        payload["added"] = added
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def named(rows: Iterable[HistoryRow]) -> set[Key]:
    """The records that some rows change. Raises StoreError when a row cannot be read."""
    keys: set[Key] = set()
    for row in rows:
        payload = _payload(row)
        keys.update((Table(c["table"]), c["id"]) for c in payload["changes"])
        keys.update((Table(table), i) for table, ids in payload["added"].items() for i in ids)
    return keys


def undoing(rows: list[HistoryRow], now: Records) -> tuple[Edit, dict[int, str]]:
    """The edit that takes rows back, given the records now, and new texts for those rows that have to save what goes.
    Raises StoreError when they do not fit each other."""
    state = dict(now)
    undone: list[Change] = []
    saved: dict[int, str] = {}
    for row in reversed(rows):
        payload = _payload(row)
        changes = [_read(row, plain, state, forward=False) for plain in reversed(payload["changes"])]
        added = [(Table(table), i) for table, ids in payload["added"].items() for i in ids]
        changes += [Change(_there(row, state, key), None) for key in reversed(added)]
        if payload["added"]:
            saved[row.seq] = packed(_in_order(payload, changes))
        _advance(state, changes)
        undone += changes
    return edit_of(rows[0].label, undone), saved


def redoing(rows: list[HistoryRow], now: Records) -> tuple[Edit, dict[int, str]]:
    """The edit that makes undone rows again, given the records now, and new texts for those that saved what had gone.
    Raises StoreError when they do not fit each other."""
    state = dict(now)
    redone: list[Change] = []
    shortened: dict[int, str] = {}
    for row in rows:
        changes = [_read(row, plain, state, forward=True) for plain in _payload(row)["changes"]]
        if row.bulk:
            shortened[row.seq] = packed(changes, bulk=True)
        _advance(state, changes)
        redone += changes
    return edit_of(rows[0].label, redone), shortened


def begin(connection: sa.Connection, label: str) -> int:
    """Writes the first row, how the file came to be, and gives its seq."""
    return _insert(connection, 1, 0, label, '{"changes":[]}', bulk=False)


def add(connection: sa.Connection, cursor: int, edit: Edit, *, joins: bool, bulk: bool) -> int:
    """Adds the row of an edit after ``cursor``, drops what was undone, and gives the new seq. ``joins``: the row belongs to
    the step of the row before it, unless that one is undone or is how the file began."""
    last = connection.execute(sa.select(HISTORY.c.seq, HISTORY.c.step).order_by(HISTORY.c.seq.desc()).limit(1)).one()
    step = last.step if joins and last.seq == cursor and last.step > 0 else last.step + 1
    abandoned = (HISTORY.c.seq > cursor) & (HISTORY.c.dropped == 0)
    connection.execute(sa.update(HISTORY).where(abandoned).values(dropped=1))
    return _insert(connection, last.seq + 1, step, edit.label, packed(edit.changes, bulk=bulk), bulk=bulk)


def rewrite(connection: sa.Connection, texts: Mapping[int, str]) -> None:
    """Gives rows new changes, by seq."""
    for seq, text in texts.items():
        connection.execute(sa.update(HISTORY).where(HISTORY.c.seq == seq).values(changes=text))


def rows_before(connection: sa.Connection, seq: int) -> list[HistoryRow]:
    """The rows of the step that ends at or before ``seq``, in order; none where the file began."""
    rows = _step_rows(connection, HISTORY.c.seq <= seq, HISTORY.c.seq.desc())
    return rows[::-1] if rows and rows[0].step > 0 else []


def rows_after(connection: sa.Connection, seq: int) -> list[HistoryRow]:
    """The rows of the undone step that follows ``seq``, in order."""
    return _step_rows(connection, HISTORY.c.seq > seq, HISTORY.c.seq.asc())


def label_before(connection: sa.Connection, seq: int) -> str:
    """What the step that ends at ``seq`` is called, "" where the file began."""
    columns = sa.select(HISTORY.c.step, HISTORY.c.label)
    label, number = "", None
    with connection.execute(columns.where(HISTORY.c.seq <= seq).order_by(HISTORY.c.seq.desc())) as result:
        for step, name in result:
            if step == 0 or number not in (None, step):
                break
            label, number = name, step
    return label


def seq_before(connection: sa.Connection, seq: int) -> int:
    """The last row before ``seq`` that is not dropped; there is one, because the first row is never undone."""
    live = (HISTORY.c.seq < seq) & (HISTORY.c.dropped == 0)
    return int(
        connection.execute(sa.select(HISTORY.c.seq).where(live).order_by(HISTORY.c.seq.desc()).limit(1)).scalar_one()
    )


def time_of(connection: sa.Connection, seq: int) -> str:
    """When a row was made, ISO 8601."""
    return connection.scalar(sa.select(HISTORY.c.at).where(HISTORY.c.seq == seq)) or ""


def label_after(connection: sa.Connection, seq: int) -> str:
    """What the undone step that follows ``seq`` is called, "" when there is none."""
    live = (HISTORY.c.seq > seq) & (HISTORY.c.dropped == 0)
    return connection.scalar(sa.select(HISTORY.c.label).where(live).order_by(HISTORY.c.seq).limit(1)) or ""


def steps(connection: sa.Connection, cursor: int) -> list[Step]:
    """The whole history, oldest first."""
    found: dict[int, Step] = {}
    columns = (HISTORY.c.seq, HISTORY.c.step, HISTORY.c.label, HISTORY.c.at, HISTORY.c.who, HISTORY.c.dropped)
    for seq, step, label, at, who, dropped in connection.execute(sa.select(*columns).order_by(HISTORY.c.seq)):
        first = found.get(step)
        done = seq <= cursor and not dropped
        found[step] = (
            Step(step, label, at, who, done, bool(dropped)) if first is None else replace(first, at=at, done=done)
        )
    return list(found.values())


def _insert(connection: sa.Connection, seq: int, step: int, label: str, changes: str, *, bulk: bool) -> int:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"seq": seq, "step": step, "label": label, "at": at, "who": who(), "dropped": 0, "bulk": int(bulk)}
    connection.execute(sa.insert(HISTORY), {**row, "changes": changes})
    return seq


@functools.cache
def who() -> str:
    """The user's name for the history, "" when the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _step_rows(connection: sa.Connection, where: Any, order: Any) -> list[HistoryRow]:
    columns = (HISTORY.c.seq, HISTORY.c.step, HISTORY.c.label, HISTORY.c.changes, HISTORY.c.bulk)
    found: list[HistoryRow] = []
    with connection.execute(sa.select(*columns).where(where, HISTORY.c.dropped == 0).order_by(order)) as result:
        for seq, step, label, changes, bulk in result:
            if found and found[0].step != step:
                break
            found.append(HistoryRow(seq, step, label, changes, bool(bulk)))
    return found


def _plain(change: Change) -> dict[str, Any]:
    before, after = change.before, change.after
    plain: dict[str, Any] = {"table": change.table.value, "id": change.id, "before": None, "after": None}
    if before is None or after is None:
        plain["before"] = None if before is None else to_plain(before)
        plain["after"] = None if after is None else to_plain(after)
        return plain
    differing = [f.name for f in fields(before) if getattr(before, f.name) != getattr(after, f.name)]
    plain["before"], plain["after"] = _some_fields(before, differing), _some_fields(after, differing)
    return plain


def _some_fields(record: AnyRecord, names: list[str]) -> dict[str, Any]:
    plain = {}
    for name in names:
        value = getattr(record, name)
        encode, _ = field_codec(type(record), name)
        plain[name] = None if value is None else encode(value)
    return plain


def _read(row: HistoryRow, plain: dict[str, Any], state: Mapping[Key, AnyRecord], *, forward: bool) -> Change:
    """The change from how a record is now to how it was (or, ``forward``, will be again)."""
    key = (Table(plain["table"]), plain["id"])
    start, end = (plain["before"], plain["after"]) if forward else (plain["after"], plain["before"])
    kind = RECORD_TYPES[key[0]]
    try:
        if start is None:
            if key in state:
                raise _unfit(row)
            return Change(None, _same_key(row, key, from_plain(kind, end)))
        current = _there(row, state, key)
        if end is None:
            if current != from_plain(kind, start):
                raise _unfit(row)
            return Change(current, None)
        if current != _with_fields(current, start):
            raise _unfit(row)
        return Change(current, _same_key(row, key, _with_fields(current, end)))
    except (CodecError, StopIteration, AttributeError, KeyError, TypeError) as error:
        raise _unreadable(row) from error


def _with_fields(record: AnyRecord, plain: dict[str, Any]) -> AnyRecord:
    values: dict[str, Any] = {}
    for name, value in plain.items():
        _, decode = field_codec(type(record), name)
        if value is None and not RECORDS[record.table].columns[name].nullable:
            raise CodecError(f"{name} is missing.")
        values[name] = None if value is None else decode(value, name, None)
    return replace(record, **values)


def _payload(row: HistoryRow) -> dict[str, Any]:
    """The content of a row, its outline checked: hostile files have histories too."""
    try:
        payload = json.loads(row.changes)
        payload.setdefault("added", {})
        tables = [change["table"] for change in payload["changes"]] + list(payload["added"])
        ids = [change["id"] for change in payload["changes"]] + [i for v in payload["added"].values() for i in v]
        shapes = [(change["before"], change["after"]) for change in payload["changes"]]
        if not set(tables) <= set(Table) or not all(isinstance(i, str) for i in ids) or (None, None) in shapes:
            raise _unreadable(row)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(row) from error
    return cast("dict[str, Any]", payload)


def _in_order(payload: dict[str, Any], undone: list[Change]) -> list[Change]:
    """The changes of an undone bulk row as they are to be made again: what was added first, in its order, then the rest."""
    count = len(payload["changes"])
    rest = [change.inverse() for change in reversed(undone[:count])]
    return [change.inverse() for change in reversed(undone[count:])] + rest


def _advance(state: dict[Key, AnyRecord], changes: Iterable[Change]) -> None:
    for change in changes:
        if change.after is None:
            state.pop((change.table, change.id), None)
        else:
            state[change.table, change.id] = change.after


def _there(row: HistoryRow, state: Mapping[Key, AnyRecord], key: Key) -> AnyRecord:
    record = state.get(key)
    if record is None:
        raise _unfit(row)
    return record


def _same_key(row: HistoryRow, key: Key, record: AnyRecord) -> AnyRecord:
    if (record.table, record.id) != key:
        raise _unreadable(row)
    return record


def _unfit(row: HistoryRow) -> StoreError:
    return StoreError(
        f"“{row.label}” cannot be undone or redone: what it changed was changed since by another program. "
        "The debate itself is whole."
    )


def _unreadable(row: HistoryRow) -> StoreError:
    return StoreError(
        f"“{row.label}” cannot be undone or redone: its entry in the history is damaged. The debate itself is whole."
    )
