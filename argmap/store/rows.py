"""Records as rows of the file and back, and the hash of a row.

Reading goes column by column, because a hundred thousand posts should open in the time of a breath: most of a column's
conversion is then one call into C.
"""

from __future__ import annotations

import json
import operator
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, chain, repeat
from math import inf
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from argmap.model.codec import CodecError, field_codec, json_keys
from argmap.model.kinds import Table
from argmap.model.records import RECORD_TYPES, AnyRecord
from argmap.store.tables import RECORDS, UNHASHED, is_json, plain_type

Row = tuple[Any, ...]
"""The values of a record's columns, in the order of its fields."""

_Column = Sequence[Any]
Columns = Sequence[_Column]
"""The values of many rows, column by column; nothing where there are no rows."""

_Write = Callable[[Any], Any]
_Read = Callable[[_Column], _Column]
_Decode = Callable[..., Any]

_dumps = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode
_parse = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
"""The value that begins at an index of a text, and where it ends. Raises ValueError, or StopIteration where none begins."""


@dataclass(frozen=True, slots=True)
class RowCodec:
    """How the records of one table become rows and rows become records."""

    table: Table
    columns: sa.Table
    select_all: str  # every row, in the order in which they were added, as SQL
    kind: type[AnyRecord]
    names: tuple[str, ...]
    values: Callable[[Any], Row]
    writers: tuple[tuple[int, _Write], ...]
    readers: tuple[tuple[int, _Read], ...]

    def to_row(self, record: AnyRecord) -> Row:
        """The values of a record's columns."""
        row = list(self.values(record))
        for index, write in self.writers:
            if row[index] is not None:
                row[index] = write(row[index])
        return tuple(row)

    def to_records(self, rows: Iterable[Row]) -> list[AnyRecord]:
        """The records that rows hold. Raises CodecError for a row that holds none."""
        return self.records_in(by_column(rows))

    def records_in(self, given: Columns) -> list[AnyRecord]:
        """The same for rows that are laid out by column."""
        if not given:
            return []
        columns = list(given)
        for index, read in self.readers:
            columns[index] = read(columns[index])
        return list(map(self.kind, *columns))

    def digests(self, rows: Iterable[Row]) -> int:
        """The sum modulo 2^256 of the rows' SHA-256, each taken of the table's name and the row's values with U+001F between
        them, in UTF-8: text as it is, a number as Python writes it, a BLOB as its own SHA-256 in hex, NULL as U+0000. 0 for
        a table that the content hash leaves out."""
        return self.digests_in(by_column(rows))

    def digests_in(self, given: Columns) -> int:
        """The same for rows that are laid out by column."""
        if self.table in UNHASHED or not given:
            return 0
        columns: list[Iterable[str]] = [repeat(self.table.value, len(given[0]))]
        columns += map(_spelled, self.columns.columns, given)
        texts = map("\x1f".join, zip(*columns, strict=True))
        hashes = map(operator.methodcaller("digest"), map(sha256, map(str.encode, texts)))
        return sum(map(int.from_bytes, hashes)) % HASH_RANGE  # the first byte of a digest is the highest


HASH_RANGE = 1 << 256


def by_column(rows: Iterable[Row]) -> Columns:
    """Rows laid out by column."""
    return list(zip(*rows, strict=True))


def _spelled(column: sa.Column[Any], values: _Column) -> Iterable[str]:
    """The values of a column as the content hash takes them."""
    spell: Callable[[Any], str] = str
    if isinstance(column.type, sa.LargeBinary):
        spell = _hex_digest
    elif isinstance(column.type, sa.Text):
        return [_NULL if value is None else value for value in values] if column.nullable else values
    return [_NULL if value is None else spell(value) for value in values] if column.nullable else map(spell, values)


_NULL = "\0"


def _hex_digest(value: bytes) -> str:
    return sha256(value).hexdigest()


def _row_codec(table: Table) -> RowCodec:
    kind = RECORD_TYPES[table]
    hints = typing.get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    writers: list[tuple[int, _Write]] = []
    readers: list[tuple[int, _Read]] = []
    for index, name in enumerate(names):
        value_type, nullable = plain_type(hints[name])
        encode, decode = field_codec(kind, name)
        where = f"“{name}” in “{table}”"
        if is_json(value_type):
            writers.append((index, _json_writer(encode)))
            readers.append((index, _json_reader(value_type, decode, where)))
        elif issubclass(value_type, StrEnum):
            writers.append((index, str))
            readers.append((index, _word_reader(value_type, decode, where, nullable=nullable)))
        elif value_type is bool:
            writers.append((index, int))
            readers.append((index, lambda column: list(map(bool, column))))
        elif value_type is float:
            readers.append((index, _number_reader(where)))
    values = operator.attrgetter(*names)
    columns = RECORDS[table]
    select_all = sa.select(columns).order_by(sa.literal_column("rowid")).compile(dialect=sqlite.dialect())
    return RowCodec(table, columns, str(select_all), kind, names, values, tuple(writers), tuple(readers))


def _json_writer(encode: _Write) -> _Write:
    return lambda value: _dumps(encode(value))


def _json_reader(value_type: Any, decode: _Decode, where: str) -> _Read:
    item = typing.get_args(value_type)[0] if typing.get_origin(value_type) is tuple else None
    build = _builder(item)

    def read(texts: _Column) -> _Column:
        distinct = dict.fromkeys(texts)  # of posts that are one block, many have the same length
        values = dict(zip(distinct, read_distinct(list(distinct)), strict=True))
        return list(map(values.__getitem__, texts))

    def read_distinct(texts: _Column) -> _Column:
        plain = _parsed(texts, where)
        if build is not None and set(map(type, plain)) <= {list}:
            built = build(list(chain.from_iterable(plain)))
            if built is not None:
                ends = list(accumulate(map(len, plain)))
                return [tuple(built[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
        return [decode(value, where, None) for value in plain]  # which says what is wrong, if anything is

    return read


def _parsed(texts: _Column, where: str) -> list[Any]:
    """Each of some JSON texts as a plain value."""
    try:
        parsed = list(map(_parse, texts, repeat(0)))  # shorter where one is no value: StopIteration ends a map
    except (ValueError, RecursionError):
        parsed = []
    if [end for _, end in parsed] != list(map(len, texts)):
        raise CodecError(f"{where} is not JSON.")
    return [value for value, _ in parsed]


def _builder(item: Any) -> Callable[[list[Any]], list[Any] | None] | None:
    """Makes many values of one simple type from plain ones at once, or gives None when one of them is not spelled with every
    key that it needs and of the right kinds. No builder for types that hold more than text, whole numbers and words."""
    if item in (str, int):
        return lambda plain: plain if set(map(type, plain)) <= {item} else None
    if not isinstance(item, type) or not is_dataclass(item):
        return None
    hints = typing.get_type_hints(item)
    keys = json_keys(item)
    types_ = [plain_type(hints[field.name]) for field in fields(item)]
    if not all(isinstance(kind, type) and issubclass(kind, (str, int)) and kind is not bool for kind, _ in types_):
        return None
    needed = sum(not nullable for _, nullable in types_)
    parts = []
    for key, (kind, nullable) in zip(keys, types_, strict=True):
        members = _members(kind) if issubclass(kind, StrEnum) else None
        allowed = {str if members else kind} | ({type(None)} if nullable else set())
        parts.append((key, nullable, allowed, members))

    def build(plain: list[Any]) -> list[Any] | None:
        if not set(map(type, plain)) <= {dict}:
            return None
        columns, met = [], needed * len(plain)
        try:
            for key, nullable, allowed, members in parts:
                column = [row.get(key) for row in plain] if nullable else list(map(operator.itemgetter(key), plain))
                if not set(map(type, column)) <= allowed:
                    return None
                met += sum(key in row for row in plain) if nullable else 0
                columns.append(column if members is None else list(map(members.__getitem__, column)))
        except KeyError:
            return None
        return (
            list(map(item, *columns)) if sum(map(len, plain)) == met else None
        )  # else there are keys that mean nothing

    return build


def _members(kind: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {member.value: member for member in kind}


def _word_reader(kind: type[StrEnum], decode: _Decode, where: str, *, nullable: bool) -> _Read:
    members: dict[str | None, StrEnum | None] = {member.value: member for member in kind}
    if nullable:
        members[None] = None

    def read(column: _Column) -> _Column:
        try:
            return list(map(members.__getitem__, column))
        except KeyError as error:
            return list(map(decode, [error.args[0]], repeat(where), repeat(None)))  # raises what is wrong

    return read


def _number_reader(where: str) -> _Read:
    def read(column: _Column) -> _Column:
        if not set(map(type, column)) <= {float, int, type(None)}:
            raise CodecError(f"{where} should be a number.")
        if inf in column or -inf in column:
            raise CodecError(f"{where} should be a finite number.")
        return column

    return read


ROWS: Mapping[Table, RowCodec] = {table: _row_codec(table) for table in Table}
"""The row codec of each table."""
