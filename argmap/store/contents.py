"""Writing records: the changes of an edit, and a whole debate."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import cast

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from argmap.model.codec import CodecError
from argmap.model.debate import Change
from argmap.model.kinds import Table
from argmap.model.records import AnyRecord
from argmap.store.errors import StoreError
from argmap.store.rows import HASH_RANGE, ROWS, Row
from argmap.store.tables import PLACEMENTS

Key = tuple[Table, str]
_AT_ONCE = 500
"""How many ids one SELECT names."""


def add_records(connection: sa.Connection, table: Table, records: Iterable[AnyRecord]) -> int:
    """Adds records of one table and gives the sum of their hashes."""
    codec = ROWS[table]
    rows = _readable_rows(table, list(records))
    if rows:
        connection.execute(sa.insert(codec.columns), [dict(zip(codec.names, row, strict=True)) for row in rows])
    return codec.digests(rows)


def read_records(connection: sa.Connection, keys: Iterable[Key]) -> dict[Key, AnyRecord]:
    """The records with these keys, those that are not there left out. Raises CodecError for a row that is no record."""
    found: dict[Key, AnyRecord] = {}
    for table, ids in _by_table(keys).items():
        records = ROWS[table].to_records(_rows(connection, table, ids))
        found.update(((table, record.id), record) for record in records)
    return found


def write_changes(connection: sa.Connection, changes: Iterable[Change], path: str) -> int:
    """Makes changes, at most one for each record, and gives by how much the content hash grows (modulo 2^256). Raises
    StoreError when a record is not as a change expects it."""
    by_table: dict[Table, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    grown = 0
    for table, group in by_table.items():
        grown -= _expected(connection, table, [c for c in group if c.before is not None], path)
        grown += add_records(connection, table, [c.after for c in group if c.before is None and c.after is not None])
        _delete(connection, table, [c.id for c in group if c.after is None])
        grown += _update(connection, table, [c for c in group if c.before is not None and c.after is not None])
    return grown % HASH_RANGE


def write_placements(connection: sa.Connection, placements: Mapping[str, tuple[float, float]]) -> None:
    """Adds or moves automatic places."""
    rows = [{"node": n, "x": x, "y": y} for n, (x, y) in placements.items() if isfinite(x) and isfinite(y)]
    if rows:
        added = insert(PLACEMENTS)
        moved = {"x": added.excluded.x, "y": added.excluded.y}
        connection.execute(added.on_conflict_do_update(index_elements=["node"], set_=moved), rows)


def _expected(connection: sa.Connection, table: Table, changes: list[Change], path: str) -> int:
    """The sum of the hashes of the rows that are to change, which have to be as the changes say."""
    if not changes:
        return 0
    rows = _rows(connection, table, [change.id for change in changes])
    try:
        there = {record.id: record for record in ROWS[table].to_records(rows)}
    except CodecError:
        there = {}
    if any(there.get(change.id) != change.before for change in changes):
        raise StoreError(
            f"“{os.path.basename(path)}” holds something else than is shown here: another program changed it. "
            "Open it again before you go on."
        )
    return ROWS[table].digests(rows)


def _delete(connection: sa.Connection, table: Table, ids: list[str]) -> None:
    if ids:
        columns = ROWS[table].columns
        key = next(iter(columns.primary_key.columns))
        gone = sa.delete(columns).where(key == sa.bindparam("which"))
        connection.execute(gone, [{"which": record_id} for record_id in ids])


def _update(connection: sa.Connection, table: Table, changes: list[Change]) -> int:
    """Writes the columns that differ, which spares a source's bytes, and gives the sum of the new rows' hashes."""
    codec = ROWS[table]
    groups: dict[tuple[str, ...], list[dict[str, object]]] = {}
    rows = _readable_rows(table, [change.after for change in changes if change.after is not None])
    for change, new in zip(changes, rows, strict=True):
        old = codec.to_row(cast("AnyRecord", change.before))
        differing = [i for i, name in enumerate(codec.names) if old[i] != new[i]]
        values = {f"new_{codec.names[i]}": new[i] for i in differing}
        groups.setdefault(tuple(codec.names[i] for i in differing), []).append({"which": change.id, **values})
    key = next(iter(codec.columns.primary_key.columns))
    for names, parameters in groups.items():
        if names:
            new_values: dict[str, sa.BindParameter[object]] = {name: sa.bindparam(f"new_{name}") for name in names}
            connection.execute(
                sa.update(codec.columns).where(key == sa.bindparam("which")).values(new_values), parameters
            )
    return codec.digests(rows)


def _readable_rows(table: Table, records: list[AnyRecord]) -> list[Row]:
    """The rows of records, once it is sure that they can be read back. Raises StoreError for a value that no file can hold,
    such as an infinite number."""
    codec = ROWS[table]
    try:
        rows = [codec.to_row(record) for record in records]
        if codec.to_records(rows) == records:
            return rows
        fault = "it holds a number that is too large or none."
    except (CodecError, TypeError, AttributeError) as error:
        fault = str(error)
    raise StoreError(f"This cannot be kept in a file: {fault} Correct it and try again.")


def _rows(connection: sa.Connection, table: Table, ids: list[str]) -> list[Row]:
    codec = ROWS[table]
    key = next(iter(codec.columns.primary_key.columns))
    rows: list[Row] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = sa.select(codec.columns).where(key.in_(ids[start : start + _AT_ONCE]))
        rows += [tuple(row) for row in connection.execute(some)]
    return rows


def _by_table(keys: Iterable[Key]) -> dict[Table, list[str]]:
    groups: dict[Table, list[str]] = {}
    for table, record_id in sorted(keys):
        groups.setdefault(table, []).append(record_id)
    return groups
