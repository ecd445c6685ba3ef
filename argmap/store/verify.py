"""A file is hostile until verified: nothing of it is used before what is here has found it to be what it says it is.

Each refusal is a sentence of its own. What a sentence of SQLite's own adds is given in brackets.
"""

from __future__ import annotations

import gc
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite

import sqlalchemy as sa

from argmap.model.checks import problems
from argmap.model.codec import CodecError
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.model.records import AnyRecord
from argmap.store import connections
from argmap.store.errors import StoreError
from argmap.store.rows import HASH_RANGE, ROWS, by_column
from argmap.store.tables import APPLICATION_ID, HISTORY, PLACEMENTS, STATE, VERSION, schema_rows

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100


@dataclass(frozen=True, slots=True)
class Contents:
    """What a verified file holds. ``content`` is the hash of the rows as they are; ``warning`` a sentence when the file says
    otherwise, else ""."""

    debate: Debate
    placements: dict[str, tuple[float, float]]
    cursor: int
    revision: int
    content: int
    warning: str


def check_place(path: str) -> str:
    """The real path of a file that is there and can be read. Raises StoreError."""
    real = os.path.realpath(path)
    if os.path.isdir(real):
        raise StoreError(f"“{path}” is a folder. Choose an .argmap file in it.")
    if not os.path.lexists(real):
        raise StoreError(f"“{path}” is not there. Check the name and the folder.")
    if not os.path.isfile(real):
        raise StoreError(f"“{path}” is not a file. Choose an .argmap file.")
    with connections.telling(path, "The file cannot be opened"), open(real, "rb"):
        return real


def check_header(path: str, newest: int = VERSION) -> int:
    """The version of a file, once its first bytes say that it is one of ours. Raises StoreError."""
    name = os.path.basename(path)
    with connections.telling(path, "The file cannot be read"), open(path, "rb") as file:
        head = file.read(_HEADER_SIZE)
    if not head:
        raise StoreError(f"“{name}” is empty. Choose another file.")
    if not _MAGIC.startswith(head[: len(_MAGIC)]):
        raise StoreError(f"“{name}” is not an .argmap file. To read another format, import it.")
    if len(head) < _HEADER_SIZE:
        raise StoreError(f"“{name}” is cut short: it has {len(head)} bytes. Use a complete copy.")
    version = int.from_bytes(head[60:64], "big", signed=True)
    application = int.from_bytes(head[68:72], "big")
    if application != APPLICATION_ID:
        raise StoreError(f"“{name}” is an SQLite file of another program. Open it there.")
    if version < 1:
        raise StoreError(f"“{name}” has no version that argmap ever wrote ({version}). Use another copy.")
    if version > newest:
        raise StoreError(
            f"“{name}” was written by a newer argmap (file version {version}; this one reads up to {newest}). "
            "Update argmap to open it."
        )
    if head[18:20] != b"\x01\x01":
        raise StoreError(
            f"“{name}” was switched to a write-ahead log by another program. "
            "Switch it back there (PRAGMA journal_mode=DELETE) and open it again."
        )
    if os.path.lexists(path + "-wal"):
        raise StoreError(
            f"Beside “{name}” lie changes that another program has not finished ({name}-wal). "
            "Open and close the file there first."
        )
    return version


def check_size(path: str) -> None:
    """Refuses a file that is shorter than its header says, with a StoreError. Not for use while a connection reads the file:
    closing it here would take that connection's lock away, which is how POSIX has it."""
    with connections.telling(path, "The file cannot be read"), open(path, "rb") as file:
        head = file.read(_HEADER_SIZE)
    (page_size,) = struct.unpack(">H", head[16:18])
    changed, pages, valid_for = (struct.unpack(">I", head[i : i + 4])[0] for i in (24, 28, 92))
    if changed == valid_for:
        _check_length(path, pages * (65536 if page_size == 1 else page_size))


def _check_length(path: str, expected: int) -> None:
    size = os.stat(path).st_size
    if size < expected:
        raise StoreError(
            f"“{os.path.basename(path)}” is cut short: it has {size} of {expected} bytes. Use a complete copy."
        )


def check_schema(connection: sa.Connection, path: str, schema: Mapping[str, str]) -> None:
    """Refuses anything but exactly these tables, with a StoreError."""
    name = os.path.basename(path)
    expected = schema_rows(schema)
    found = {tuple(r) for r in connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master")}
    for kind, item, _, sql in sorted(found - expected, key=lambda row: (row[0] == "index", str(row))):
        text = str(sql or "").casefold()
        if kind == "table" and text.startswith("create virtual"):
            what = f"a virtual table (“{item}”)"
        elif kind == "table" and item in schema:
            generated = "generated always" in text or " as (" in text or ") as" in text
            what = f"a table with a computed column (“{item}”)" if generated else f"a changed table (“{item}”)"
        else:
            words = {"table": "an extra table", "trigger": "a trigger", "view": "a view", "index": "an extra index"}
            what = f"{words.get(str(kind), 'something')} (“{item}”)"
        raise StoreError(f"“{name}” holds {what}, which no .argmap file has. Do not trust it; use another copy.")
    if len(found) != len(expected):
        missing = sorted(str(row[1]) for row in expected - found)
        raise StoreError(f"“{name}” lacks the table “{missing[0]}”. Use a complete copy.")


def check_integrity(connection: sa.Connection, path: str) -> None:
    """Refuses a file whose pages, types or NULLs are not sound, with a StoreError."""
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        detail = " ".join(str(found).split())[:100]
        raise StoreError(f"“{os.path.basename(path)}” is damaged ({detail}). Use a copy from before the damage.")


def verified(connection: sa.Connection, path: str, schema: Mapping[str, str]) -> None:
    """Everything but what the rows say. Raises StoreError."""
    with connections.telling(path, "The file cannot be read"):
        page_count, page_size = (connection.exec_driver_sql(f"PRAGMA page_{p}").scalar() for p in ("count", "size"))
        _check_length(path, (page_count or 0) * (page_size or 0))
        check_schema(connection, path, schema)
        check_integrity(connection, path)


def load(connection: sa.Connection, path: str) -> Contents:
    """What a file with a sound outline says. Raises StoreError when that is no valid debate."""
    with connections.telling(path, "The file cannot be read"), _without_collector():
        try:
            debate, content = _load_debate(connection, path)
        except CodecError as error:
            raise _damaged(path, str(error)) from error
        placements = {node: (x, y) for node, x, y in connection.execute(sa.select(PLACEMENTS))}
        state = connection.execute(sa.select(STATE)).all()
        cursor = state[0].cursor if len(state) == 1 else 0
        if not connection.scalar(sa.select(HISTORY.c.seq).where(HISTORY.c.seq == cursor, HISTORY.c.dropped == 0)):
            raise _damaged(path, "its history has no present.")
    placements = {node: place for node, place in placements.items() if all(map(_is_coordinate, place))}
    warning = ""
    if state[0].content != f"{content:064x}":
        warning = (
            f"“{os.path.basename(path)}” was changed outside argmap, or the disk altered it. "
            "Look it over, and compare it with a copy; the next edit accepts it as it is."
        )
    return Contents(debate, placements, cursor, state[0].revision, content, warning)


def _load_debate(connection: sa.Connection, path: str) -> tuple[Debate, int]:
    records: list[AnyRecord] = []
    content = 0
    for table in Table:
        codec = ROWS[table]
        columns = by_column(connection.exec_driver_sql(codec.select_all).cursor.fetchall())
        content += codec.digests_in(columns)
        records += codec.records_in(columns)
    debate = Debate(records)
    if not records or records[0] != debate.info:
        raise _damaged(path, "it does not say what the debate is called.")
    if sum(len(debate.table(table)) for table in Table) != len(records):
        raise _damaged(path, "an id is used twice.")
    fault = next(problems(debate), None)
    if fault is not None:
        raise _damaged(path, fault)
    return debate, content % HASH_RANGE


def _is_coordinate(value: object) -> bool:
    return isinstance(value, (int, float)) and isfinite(value)


def _damaged(path: str, fault: str) -> StoreError:
    return StoreError(f"“{os.path.basename(path)}” is damaged: {fault} Use a copy from before the damage.")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python looks for garbage again and again while hundreds of thousands of records are made; none of them is any. What was
    made counts as old at the end, so that it is not gone through at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()  # which puts everything with the oldest
            gc.enable()
