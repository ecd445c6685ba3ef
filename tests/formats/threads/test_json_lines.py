"""One JSON object on each line, or one list for all."""

import json

import pytest

from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import decode
from argmap.formats.threads.json_lines import Records, refuse_packed


def rows(data: bytes) -> tuple[list[object], Records]:
    records = Records(data, "x.jsonl")
    return [record.value for record in records], records


def test_lines_have_their_places_in_the_normalised_text() -> None:
    data = '\ufeff{"a": "e\u0301 😀"}\r\n\r\n  {"b": 2}  \r\n{"c": 3}'.encode()
    text = decode(data, "x.jsonl").text
    found = [(record.value, record.span) for record in Records(data, "x.jsonl")]
    assert [value for value, _ in found] == [{"a": "é 😀"}, {"b": 2}, {"c": 3}]
    assert [json.loads(text[span[0] : span[1]]) for _, span in found if span] == [value for value, _ in found]


def test_a_list_or_an_answer_of_a_server_is_read_as_well() -> None:
    assert rows(b'[{"a": 1}, 3, {"b": 2}]')[0] == [{"a": 1}, {"b": 2}]
    assert rows(b'{"data": [{"a": 1}],\n "metadata": {}}')[0] == [{"a": 1}]
    assert rows(b'{\n "a": 1\n}')[0] == [{"a": 1}]
    assert rows(b'{"a": 1}\n')[0] == [{"a": 1}]


def test_a_line_that_is_cut_off_or_broken_is_told_and_left_out() -> None:
    data = b'{"a": 1}\n{"a": oh}\n{"a": 2}\n[1]\n{"a": "\xc3'
    values, records = rows(data)
    assert values == [{"a": 1}, {"a": 2}]
    assert [note.text for note in records.notes] == [
        "Line 2 is no JSON object and was left out.",
        "Line 4 is no JSON object and was left out.",
        "The last line is cut off; what it said is not here. Download the file again to have it.",
    ]
    text = data[:-1].decode()
    assert [text[start:end] for start, end in records.noise] == ['{"a": oh}', "[1]", '{"a": "']


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'{"a": 1}\n' + b"words\n" * 40, "Line 2 of “x.jsonl” is no JSON object, and many more are none"),
        (b"words\nand more", "“x.jsonl” is not valid JSON at line 1"),
        (b'{"a": "' + b"x" * 100, "“x.jsonl” is cut off"),
        (b'{"a": 1}\n{"a": "' + b"x" * (17 * 2**20) + b'"}', "Line 2 of “x.jsonl” has more than 16 million characters"),
        (b"\x28\xb5\x2f\xfd rest", "“x.jsonl” is compressed (Zstandard). Unpack it"),
        (b" \n\n", "“x.jsonl” holds only white space"),
    ],
)
def test_what_is_something_else_is_refused_in_one_sentence(data: bytes, fault: str) -> None:
    with pytest.raises(FormatError) as caught:
        rows(data)
    assert str(caught.value).startswith(fault)


def test_only_packed_files_are_packed() -> None:
    refuse_packed(b'{"a": 1}', "x")
    with pytest.raises(FormatError, match="gzip"):
        refuse_packed(b"\x1f\x8b\x08", "x")


def test_many_lines_that_are_none_are_counted() -> None:
    lines = ['{"a": 1}'] * 5000
    lines[30:4000:100] = ["oops"] * 40
    records = Records("\n".join(lines).encode() + b'\n{"a', "a.jsonl")
    assert len(list(records)) == 4960
    assert [note.text for note in records.notes] == [
        "40 lines are no JSON objects and were left out, the first of them line 31.",
        "The last line is cut off; what it said is not here. Download the file again to have it.",
    ]
