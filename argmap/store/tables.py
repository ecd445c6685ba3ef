"""The tables of the .argmap file, derived from the fields of the records: a new field of a record is a new column here
without a line of code, and needs a step in ``upgrades`` for the files that exist.

A scalar field is a column of its kind; a field that holds tuples or other dataclasses is JSON text as the codec spells it;
bytes are a BLOB. Tables are STRICT, so that SQLite's own check finds a value of the wrong kind, and hold no foreign keys:
``argmap.model.checks`` knows what may name what, inside JSON too.
"""

from __future__ import annotations

import functools
import sqlite3
import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from argmap.model.kinds import Table
from argmap.model.records import RECORD_TYPES

APPLICATION_ID = 0x6172676D
"""The four bytes "argm" at offset 68 of every .argmap file."""

VERSION = 2
"""``user_version`` of the files that this program writes. A change of any table raises it by one."""

UNHASHED = frozenset({Table.POSITIONS})
"""Tables of records that the content hash leaves out: moving a card does not change what is said."""


class Number(sa.types.UserDefinedType[Any]):
    """A whole or a decimal number, kept as it came: 1 does not turn into 1.0."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """SQLite's name of the type."""
        return "ANY"


def plain_type(hint: object) -> tuple[Any, bool]:
    """The type of a field's values without None, and whether None is allowed."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        parts = typing.get_args(hint)
        return next(part for part in parts if part is not type(None)), type(None) in parts
    return hint, False


def _column_type(kind: object) -> sa.types.TypeEngine[Any]:
    if kind in (int, bool):
        return sa.Integer()
    if kind is float:
        return Number()
    if kind is bytes:
        return sa.LargeBinary()
    return sa.Text()  # text, a word of a closed vocabulary, or JSON


def is_json(kind: object) -> bool:
    """Whether values of this type are kept as JSON text."""
    scalar = isinstance(kind, type) and issubclass(kind, (str, int, float, bytes, StrEnum))
    return not scalar


def _derived(table: Table) -> sa.Table:
    record = RECORD_TYPES[table]
    hints = typing.get_type_hints(record)
    columns = []
    for number, field in enumerate(fields(record)):
        kind, nullable = plain_type(hints[field.name])
        columns.append(sa.Column(field.name, _column_type(kind), primary_key=number == 0, nullable=nullable))
    return sa.Table(table.value, METADATA, *columns)


METADATA = sa.MetaData()

RECORDS: Mapping[Table, sa.Table] = {table: _derived(table) for table in Table}
"""One table for each kind of record; its first column is the record's id."""

HISTORY = sa.Table(
    "history",
    METADATA,
    sa.Column("seq", sa.Integer, primary_key=True),  # counts from 1
    sa.Column("step", sa.Integer, nullable=False),  # rows of one step are undone together; 0: how the file began
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("dropped", sa.Integer, nullable=False),  # 1: undone, and then something else was done
    sa.Column("bulk", sa.Integer, nullable=False),  # 1: names what it added instead of copying it
    sa.Column("changes", sa.Text, nullable=False),  # JSON, see history.py; last, because it is long
)

PLACEMENTS = sa.Table(
    "placements",
    METADATA,
    sa.Column("node", sa.Text, primary_key=True, nullable=False),
    sa.Column("x", Number, nullable=False),
    sa.Column("y", Number, nullable=False),
)
"""Where cards were put automatically: a cache, outside the history and the hash."""

STATE = sa.Table(
    "state",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),  # always 1
    sa.Column("cursor", sa.Integer, nullable=False),  # seq of the last row of the history that is done
    sa.Column("revision", sa.Integer, nullable=False),  # grows with every transaction
    sa.Column("content", sa.Text, nullable=False),  # the content hash, 64 hex digits
)


def ddl(table: sa.Table) -> str:
    """The statement that makes a table. Written here and not by SQLAlchemy, so that it is the same text for ever: a file is
    recognised by it."""
    lines = []
    for column in table.columns:
        kind = {sa.Integer: "INTEGER", sa.Text: "TEXT", sa.LargeBinary: "BLOB", Number: "ANY"}[type(column.type)]
        lines.append(f'"{column.name}" {kind}' + ("" if column.nullable else " NOT NULL"))
    key = next(iter(table.primary_key.columns)).name
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)}, PRIMARY KEY ("{key}")) STRICT'


SCHEMA: Mapping[str, str] = {table.name: ddl(table) for table in METADATA.sorted_tables}
"""The name and the statement of every table of this version."""

SchemaRow = tuple[str, str, str, str | None]
"""type, name, tbl_name and sql of sqlite_master."""


@functools.cache
def _schema_rows(statements: tuple[str, ...]) -> frozenset[SchemaRow]:
    connection = sqlite3.connect(":memory:")
    try:
        for statement in statements:
            connection.execute(statement)
        return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
    finally:
        connection.close()


def schema_rows(schema: Mapping[str, str]) -> frozenset[SchemaRow]:
    """What sqlite_master holds in a file with this schema, and nothing else."""
    return _schema_rows(tuple(schema.values()))
