"""How files begin, and the times that could not be read."""

import pytest

from argmap.formats.threads.told import Clock, counted, json_letters, xml_letters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_the_head_of_a_file_is_ascii_in_any_encoding(encoding: str) -> None:
    assert json_letters(' \n{"a": 1}'.encode(encoding)) == b'{"a": 1}'
    assert xml_letters(' \n<?xml version="1.0"?><a/>'.encode(encoding)) == b'<?xml version="1.0"?><a/>'


@pytest.mark.parametrize("head", [b"", b"words {", b"\0\0", b"<", b"< a", b"3"])
def test_other_files_have_no_such_head(head: bytes) -> None:
    assert json_letters(head) == xml_letters(head) == b""


def test_times_that_are_none_are_counted() -> None:
    clock = Clock()
    assert clock.iso("2024-05-01T10:00:00Z") == "2024-05-01T10:00:00+00:00"
    assert clock.iso(None) is clock.iso("") is None
    assert clock.note() == []
    assert clock.iso("soon") is clock.iso(7) is None
    (note,) = clock.note()
    assert (note.code, note.text) == ("time", "2 times could not be read and were left out.")


def test_numbers_have_their_nouns() -> None:
    assert [counted(1, "post"), counted(1_200, "post"), counted(2, "reply", "replies")] == [
        "1 post",
        "1,200 posts",
        "2 replies",
    ]
