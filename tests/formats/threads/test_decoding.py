import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import decode, looks_like_text, normalised

WORDS = "“Naïve” says Åsa – it’s a 25 € plate.\n" * 3


def test_letters_that_were_encoded_twice_are_put_right_and_told() -> None:
    data = WORDS.encode().decode("latin-1").encode()
    decoded = decode(data, "a.txt")
    assert decoded.text == WORDS
    assert "encoded twice" in decoded.doubt
    assert looks_like_text(data) == WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_or_shows_its_encoding_leaves_no_doubt(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), "a.txt")
    assert (decoded.text, decoded.doubt) == (WORDS, "")


def test_windows_letters_are_read_and_doubted() -> None:
    decoded = decode(WORDS.encode("cp1252"), "a.txt")
    assert decoded.text == WORDS
    assert "Windows-1252" in decoded.doubt


def test_files_of_two_encodings_are_read_letter_by_letter_and_doubted() -> None:
    for data in (WORDS.encode() + WORDS.encode("cp1252"), (WORDS + WORDS + "é").encode()[:-1]):
        decoded = decode(data, "a.txt")
        assert decoded.text.startswith(WORDS)
        assert decoded.doubt.startswith("Parts of the file are not UTF-8")
    assert decode(WORDS.encode() + WORDS.encode("cp1252"), "a.txt").text == WORDS * 2
    assert decode("Müller à Paris: Ã©".encode("cp1252"), "a.txt").text == "Müller à Paris: Ã©", (
        "which happens to be UTF-8"
    )


def test_compressed_data_is_no_text() -> None:
    data = bytes(range(256)) * 40
    assert looks_like_text(data) is None
    with pytest.raises(FormatError, match="looks like a binary file"):
        decode(data, "a.txt")


@given(st.binary(max_size=300))
def test_whatever_the_bytes_the_text_is_normalised_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.txt").text
    except FormatError:
        return
    assert normalised(text) == text
    assert "\r" not in text
