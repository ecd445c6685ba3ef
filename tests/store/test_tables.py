"""The tables follow the records."""

from dataclasses import fields

import pytest

from argmap.model.kinds import Table
from argmap.model.records import RECORD_TYPES
from argmap.store.tables import METADATA, RECORDS, SCHEMA, VERSION

VERSION_2 = {
    "info": "id TEXT!, title TEXT!, layout TEXT!",
    "sources": "id TEXT!, name TEXT!, format TEXT!, sha256 TEXT!, imported_at TEXT, content BLOB, spans TEXT!",
    "authors": "id TEXT!, name TEXT!, aliases TEXT!",
    "posts": "id TEXT!, source TEXT, native_id TEXT, author TEXT, parent TEXT, parent_basis TEXT!, "
    "parent_confidence ANY, position INTEGER!, posted_at TEXT, edited_at TEXT, status TEXT!, title TEXT!, text TEXT!, "
    "permalink TEXT, score ANY, agreement ANY, blocks TEXT!",
    "quotes": "id TEXT!, post TEXT!, start INTEGER!, end INTEGER!, of_post TEXT, of_start INTEGER, of_end INTEGER, "
    "basis TEXT!, similarity ANY!, decided_by TEXT!",
    "provisions": "id TEXT!, parent TEXT, citation TEXT!, title TEXT!, position INTEGER!, versions TEXT!",
    "topics": "id TEXT!, parent TEXT, name TEXT!, colour TEXT!, definition TEXT!",
    "statements": "id TEXT!, kind TEXT!, gist TEXT!, passages TEXT!, topics TEXT!, burden TEXT!, note TEXT!",
    "relations": "id TEXT!, kind TEXT!, sources TEXT!, target TEXT!, versions TEXT!, extent TEXT",
    "positions": "node TEXT!, x ANY!, y ANY!, pinned INTEGER!",
    "views": "id TEXT!, name TEXT!, provisions TEXT!, topics TEXT!, authors TEXT!, kinds TEXT!, verdicts TEXT!, since TEXT!,"
    " until TEXT!, folded TEXT!, hides INTEGER!",
    "findings": "id TEXT!, level TEXT!, code TEXT!, where TEXT!, text TEXT!, decision TEXT!",
    "history": "seq INTEGER!, step INTEGER!, label TEXT!, at TEXT!, who TEXT!, dropped INTEGER!, bulk INTEGER!, changes TEXT!",
    "placements": "node TEXT!, x ANY!, y ANY!",
    "state": "id INTEGER!, cursor INTEGER!, revision INTEGER!, content TEXT!",
}
"""Every table of version 2; "!" is NOT NULL. Files are recognised by their tables to the letter, so this text changes only
together with VERSION and a step in argmap/store/upgrades.py."""


def spelled(name: str, columns: str) -> str:
    parts = [column.split(" ") for column in columns.split(", ")]
    lines = ", ".join(f'"{column}" {kind.replace("!", " NOT NULL")}' for column, kind in parts)
    return f'CREATE TABLE "{name}" ({lines}, PRIMARY KEY ("{parts[0][0]}")) STRICT'


@pytest.mark.parametrize("table", Table)
def test_every_field_of_a_record_has_a_column(table: Table) -> None:
    assert [c.name for c in RECORDS[table].columns] == [f.name for f in fields(RECORD_TYPES[table])]


def test_the_schema_changes_only_with_the_version() -> None:
    assert VERSION == 2
    assert dict(SCHEMA) == {name: spelled(name, columns) for name, columns in VERSION_2.items()}
    assert set(METADATA.tables) == set(SCHEMA)
