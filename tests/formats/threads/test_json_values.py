"""JSON from anywhere: any depth, any encoding, no half characters, and never more than fits."""

import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.registry import FormatError
from argmap.formats.threads import json_values
from argmap.formats.threads.json_values import id_of, list_of, load, number_of, object_of, text_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_the_parser_for_deep_files_reads_what_python_reads(value: object, is_ascii: bool, indent: int | None) -> None:
    value = json.loads(json.dumps(value).replace("\\u0000", ""))
    text = json.dumps(value, ensure_ascii=is_ascii, indent=indent)
    assert json_values._deep_value(text) == json.loads(text)


@given(VALUES, st.integers(0, 200), st.sampled_from(list('[]{},:"1-.e \\tfn')), st.integers(0, 2))
def test_the_parser_for_deep_files_refuses_what_python_refuses(value: object, at: int, put: str, cut: int) -> None:
    text = json.dumps(value)
    at %= len(text)
    text = text[:at] + put + text[at + cut :]
    try:
        expected = json_values._decoder.decode(text)
    except json.JSONDecodeError:
        with pytest.raises(json.JSONDecodeError):
            json_values._deep_value(text)
    else:
        assert json_values._deep_value(text) == expected


def test_lists_and_objects_nest_as_deep_as_they_like() -> None:
    depth = 300_000
    value = load(b'[{"a":' * (depth // 2) + b'"leaf"' + b"}]" * (depth // 2), "deep.json")
    for _ in range(depth // 2):
        value = value[0]["a"]
    assert value == "leaf"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_all_encodings_that_json_comes_in(encoding: str) -> None:
    assert load('{"who": "Zoë said “no”"}'.encode(encoding), "x.json") == {"who": "Zoë said “no”"}


def test_odd_values_do_no_harm() -> None:
    assert load(rb'["\ud83d", "\ud83d\ude00", "\\ud83d", "x\ude00\ud83d"]', "x.json") == ["�", "😀", "\\ud83d", "x��"]
    assert load(b'{"a": 1, "a": 2}', "x.json") == {"a": 2}
    assert load(b"[NaN, -Infinity, " + b"7" * 5_000 + b"]", "x.json") == [None, None, None]
    assert load(b'["a\tb\nc"]', "x.json") == ["a\tb\nc"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'{"a": 1', "“x.json” is cut off: its end is missing"),
        (b'{"a": "b', "“x.json” is cut off"),
        ('{"a": "ü'.encode()[:-1], "“x.json” is cut off"),
        (b'{"a"\n: oh}', "“x.json” is not valid JSON at line 2, column 3"),
        (b'{"a": 1}\n{"a": 2}', "“x.json” goes on after its end, at line 2"),
        (b" \n ", "“x.json” holds only white space"),
        (b"\xff\xfe[\x00\x01", "“x.json” is not UTF-16"),
        (b"{},".join([b"["] + [b""] * 4_000_002), "“x.json” holds too many values"),
        (b"[" * 3_000_000, "“x.json” nests more than 2,000,000"),
        (b"[" * 100_000, "“x.json” is cut off"),
        (b'{"a":' * 100_000, "“x.json” is cut off"),
        (b"[" * 100_000 + b",", "“x.json” is not valid JSON"),
    ],
)
def test_what_is_no_json_is_refused_in_one_sentence(data: bytes, fault: str) -> None:
    with pytest.raises(FormatError) as caught:
        load(data, "some/where/x.json")
    assert str(caught.value).startswith(fault)
    assert "\n" not in str(caught.value)


def test_a_bomb_of_brackets_is_refused_before_it_takes_memory() -> None:
    data = b"[" * 200_000_000
    tracemalloc.start()
    try:
        with pytest.raises(FormatError, match="holds too many values"):
            load(data, "bomb.json")
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "LARGEST", 2**20)
    with pytest.raises(FormatError, match="has 3 MB, and argmap reads JSON of up to 1 MB"):
        load(b" " * (3 * 2**20), "x.json")


@pytest.mark.parametrize("value", [None, 3, "a", [1], {"k": None}, {"k": object()}, {}])
def test_getters_take_anything(value: object) -> None:
    assert (text_of(value, "k"), id_of(value, "k"), number_of(value, "k")) == ("", "", None)
    assert (list_of(value, "k"), object_of(value, "k")) == ([], {})


def test_getters_find_what_is_there() -> None:
    value = {
        "t": "a\0b",
        "i": 12,
        "s": " t1_x ",
        "n": "3.5",
        "yes": True,
        "huge": 10**400,
        "inf": 1e999,
        "l": [1],
        "o": {"a": 1},
    }
    assert text_of(value, "t") == "ab"
    assert (id_of(value, "i"), id_of(value, "s"), id_of(value, "yes"), id_of(value, "huge")) == ("12", "t1_x", "", "")
    assert [number_of(value, key) for key in ("i", "n", "yes", "huge", "inf", "t")] == [12, 3.5, None, None, None, None]
    assert (list_of(value, "l"), object_of(value, "o")) == ([1], {"a": 1})
