"""Records survive becoming rows, whatever they hold."""

import json
import typing
from dataclasses import fields, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model.codec import CodecError
from argmap.model.kinds import BlockKind, Table
from argmap.model.records import (
    RECORD_TYPES,
    AnyRecord,
    Block,
    Position,
    Post,
    Source,
)
from argmap.store.rows import HASH_RANGE, ROWS

whole = st.integers(-(2**63), 2**63 - 1)
plain = {
    str: st.text(),
    int: whole,
    float: whole | st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    bytes: st.binary(),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of an annotated type."""
    if hint in plain:
        return plain[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values_of(parts[0]), max_size=3).map(tuple)
    if parts:
        return st.one_of(*(st.none() if part is type(None) else values_of(part) for part in parts))
    hints = typing.get_type_hints(hint)
    return st.builds(hint, **{field.name: values_of(hints[field.name]) for field in fields(hint)})


any_record: st.SearchStrategy[AnyRecord] = st.one_of(*(values_of(kind) for kind in RECORD_TYPES.values()))


@given(any_record)
@settings(max_examples=300, deadline=None)
def test_a_record_comes_back_from_its_row(record: AnyRecord) -> None:
    rows = ROWS[record.table]
    row = rows.to_row(record)
    (again,) = rows.to_records([row])
    assert again == record
    assert rows.to_row(again) == row
    assert list(map(type, rows.to_row(again))) == list(map(type, row))
    assert all(type(value) in (str, int, float, bytes, type(None)) for value in row)


def test_no_record_of_a_table_is_no_record() -> None:
    assert all(rows.to_records([]) == [] for rows in ROWS.values())


def test_the_hash_of_rows_is_what_its_description_says() -> None:
    first = Source("s", "a\nb", "text", content=b"\0\xff", spans=())
    row = ["sources", "s", "a\nb", "text", "", "\0", sha256(b"\0\xff").hexdigest(), "[]"]
    expected = int(sha256("\x1f".join(row).encode()).hexdigest(), 16)
    rows = ROWS[Table.SOURCES]
    assert rows.digests([rows.to_row(first)]) == expected
    second = rows.to_row(replace(first, id="t", content=None))
    both = rows.digests([second, rows.to_row(first)])
    assert both == (expected + rows.digests([second])) % HASH_RANGE


def test_what_the_hash_of_every_kind_of_value_is() -> None:
    """A change here makes every older file warn of changes that nobody made."""
    post = Post("p", position=3, parent_confidence=0.25, score=2, text="é", blocks=(Block(BlockKind.OWN, 0, 1),))
    parts = ["posts", "p", "\0", "\0", "\0", "\0", "", "0.25", "3", "\0", "\0", "ok", "", "é", "\0", "2", "\0"]
    text = "\x1f".join([*parts, '[{"kind":"own","start":0,"end":1,"depth":0}]'])
    rows = ROWS[Table.POSTS]
    assert rows.digests([rows.to_row(post)]) == int(sha256(text.encode()).hexdigest(), 16)


def test_moving_a_card_leaves_the_hash_alone() -> None:
    rows = ROWS[Table.POSITIONS]
    assert rows.digests([rows.to_row(Position("s", 1, 2))]) == 0


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        (Table.POSTS, "status", "gone", "“status” in “posts” is “gone”"),
        (Table.POSTS, "score", "high", "“score” in “posts” should be a number"),
        (Table.POSTS, "blocks", "[", "“blocks” in “posts” is not JSON"),
        (Table.POSTS, "blocks", "", "“blocks” in “posts” is not JSON"),
        (Table.POSTS, "blocks", "[] []", "“blocks” in “posts” is not JSON"),
        (Table.POSTS, "blocks", "[" * 100_000, "“blocks” in “posts” is not JSON"),
        (Table.POSTS, "blocks", "{}", "“blocks” in “posts” should be a list"),
        (Table.POSTS, "blocks", "[1]", "should be an object"),
        (Table.POSTS, "blocks", '[{"kind":"own","start":0.5,"end":1,"depth":0}]', "“start” should be a whole number"),
        (Table.POSTS, "blocks", '[{"kind":"own","start":true,"end":1,"depth":0}]', "“start” should be a whole number"),
        (Table.POSTS, "blocks", '[{"kind":"x","start":0,"end":1,"depth":0}]', "“kind” is “x”"),
        (Table.POSTS, "blocks", '[{"kind":"own","end":1}]', "has no “start”"),
        (Table.STATEMENTS, "topics", "[1]", "“topics” in “statements” should be text"),
        (Table.RELATIONS, "target", '{"post":"p"}', "should name one “statement”, “relation” or “provision”"),
        (Table.RELATIONS, "extent", "half", "“extent” in “relations” is “half”"),
    ],
)
def test_a_row_that_is_no_record_is_refused(table: Table, column: str, value: str, said: str) -> None:
    rows = ROWS[table]
    sample = {
        Table.POSTS: '["p",null,null,null,null,"",null,0,null,null,"ok","","",null,null,null,"[]"]',
        Table.STATEMENTS: '["s","claim","","[]","[]","presumed",""]',
        Table.RELATIONS: '["r","objects","[]","{\\"statement\\":\\"s\\"}","[]",null]',
    }
    row = json.loads(sample[table])
    assert rows.to_records([tuple(row)])
    row[rows.names.index(column)] = value
    with pytest.raises(CodecError) as raised:
        rows.to_records([tuple(row)])
    assert said in str(raised.value)


def test_a_part_without_its_optional_keys_is_read() -> None:
    rows = ROWS[Table.POSTS]
    row = list(rows.to_row(Post("p")))
    row[-1] = '[{"kind":"own","start":1,"end":2}]'
    (post,) = rows.to_records([tuple(row)])
    assert isinstance(post, Post)
    assert post.blocks == (Block(BlockKind.OWN, 1, 2),)


def test_numbers_stay_whole_or_decimal() -> None:
    rows = ROWS[Table.POSTS]
    for score in (1, 1.0):
        (post,) = rows.to_records([rows.to_row(Post("p", score=score))])
        assert isinstance(post, Post)
        assert type(post.score) is type(score)
