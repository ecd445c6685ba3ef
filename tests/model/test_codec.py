"""Records as plain JSON and back."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model.codec import CodecError, from_plain, json_keys, to_plain
from argmap.model.kinds import Comparator, ParentBasis, SpanRole, StatementKind, Table
from argmap.model.records import RECORD_TYPES, Provision, Source, SourceSpan, Statement, Threshold, Version

FLOATS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63) + 1, 2**63 - 1)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
st.register_type_strategy(float, FLOATS)
st.register_type_strategy(int, INTEGERS)
RECORDS = st.one_of([st.from_type(kind) for kind in RECORD_TYPES.values()])
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just("p1"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(RECORDS)
def test_every_record_comes_back_equal_through_json(record: Any) -> None:
    text = json.dumps(to_plain(record))
    again = from_plain(type(record), json.loads(text), unknown=pytest.fail)
    assert again == record
    assert json.dumps(to_plain(again)) == text


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=list(RECORD_TYPES))
def test_every_field_has_a_key(kind: type) -> None:
    assert len(set(json_keys(kind))) == len(fields(kind))
    assert not any(key.startswith("_") for key in json_keys(kind))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(Table)), JUNK, st.data())
def test_junk_gives_only_codec_errors(table: Table, junk: object, data: st.DataObject) -> None:
    kind = RECORD_TYPES[table]
    keys = json_keys(kind)
    shaped = data.draw(st.dictionaries(st.sampled_from([*keys, "odd"]), JUNK))
    for plain in (junk, shaped):
        try:
            record = from_plain(kind, plain, lambda place: None)
        except CodecError as error:
            assert str(error)
        else:
            assert isinstance(record, kind)


@settings(max_examples=200, deadline=None)
@given(RECORDS, st.data())
def test_a_record_with_one_thing_spoilt_gives_only_codec_errors(record: Any, data: st.DataObject) -> None:
    plain = json.loads(json.dumps(to_plain(record)))
    if plain:
        plain[data.draw(st.sampled_from(sorted(plain)))] = data.draw(JUNK)
    try:
        from_plain(type(record), plain)
    except CodecError as error:
        assert str(error)


def test_what_is_empty_is_left_out_and_what_is_required_is_not() -> None:
    assert to_plain(Statement("s", StatementKind.CLAIM)) == {"id": "s", "kind": "claim", "burden": "presumed"}
    threshold = Threshold("", Comparator.AT_LEAST, 0)
    assert to_plain(threshold) == {"measure": "", "comparator": ">=", "value": 0}
    post = from_plain(RECORD_TYPES[Table.POSTS], {"id": "p"})
    assert post.parent_basis is ParentBasis.NONE


def test_keys_that_mean_nothing_are_told_in_the_order_they_stand() -> None:
    plain = {"id": "v", "zeal": 1, "versions": [{"number": 1, "hue": 2}], "apt": 3}
    heard: list[str] = []
    assert from_plain(Provision, plain, heard.append) == Provision("v", versions=(Version(1),))
    assert heard == ["provision “v”: “versions”: “hue”", "provision “v”: “zeal”", "provision “v”: “apt”"]


@pytest.mark.parametrize(
    ("table", "plain", "says"),
    [
        (Table.STATEMENTS, [], "statement should be an object."),
        (Table.STATEMENTS, {"id": "s"}, "statement “s” has no “kind”."),
        (Table.STATEMENTS, {"id": "s", "kind": "rant"}, "statement “s”: “kind” is “rant” but should be one of “claim”"),
        (Table.STATEMENTS, {"id": "s", "kind": 3}, "statement “s”: “kind” is no text and should be one of “claim”"),
        (Table.STATEMENTS, {"id": "s", "kind": "claim", "topics": "t"}, "“topics” should be a list."),
        (Table.POSTS, {"id": "p", "position": True}, "“position” should be a whole number."),
        (Table.POSTS, {"id": "p", "position": 1.5}, "“position” should be a whole number."),
        (Table.POSTS, {"id": "p", "score": "1"}, "“score” should be a number."),
        (Table.SOURCES, {"id": "s", "bytes": "ä"}, "“bytes” should be base64 text."),
        (Table.RELATIONS, {"id": "r", "kind": "about", "sources": [], "target": {"post": "p"}}, "should name one"),
    ],
)
def test_an_error_says_where_and_what(table: Table, plain: object, says: str) -> None:
    with pytest.raises(CodecError) as caught:
        from_plain(RECORD_TYPES[table], plain)
    assert says in str(caught.value)


def test_a_number_that_is_far_too_long_to_print_is_an_error_like_any_other() -> None:
    with pytest.raises(CodecError):
        from_plain(RECORD_TYPES[Table.STATEMENTS], {"id": "s", "kind": 10**5_000})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(CodecError, match="“x” should be a number"):
        from_plain(RECORD_TYPES[Table.POSITIONS], {"node": "s", "x": value, "y": 0})


def test_whole_numbers_stay_whole_as_far_as_files_hold_them() -> None:
    position = from_plain(RECORD_TYPES[Table.POSITIONS], {"node": "s", "x": 2**63 - 1, "y": 10**24})
    assert to_plain(position) == {"node": "s", "x": 9223372036854775807, "y": 1e24, "pinned": False}
    with pytest.raises(CodecError, match="“position” should be a whole number"):
        from_plain(RECORD_TYPES[Table.POSTS], {"id": "p", "position": 2**63})


@pytest.mark.parametrize(("sign", "comparator"), [("≥", ">="), ("≤", "<="), (">", ">"), ("=", "=")])
def test_a_comparator_may_be_written_as_its_sign(sign: str, comparator: str) -> None:
    threshold = from_plain(Threshold, {"measure": "m", "comparator": sign, "value": 1})  # type: ignore[type-var]
    assert to_plain(threshold)["comparator"] == comparator


def test_names_that_differ_from_the_fields() -> None:
    source = Source("s", content=b"\x00\xff", spans=(SourceSpan(0, 2, SpanRole.NOISE),))
    assert to_plain(source) == {"id": "s", "bytes": "AP8=", "spans": [{"start": 0, "end": 2, "as": "noise"}]}
