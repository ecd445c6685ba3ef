"""Which format a file is taken for, and what is said of files that are in none."""

import gzip

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b" \n\n", "a.txt", "“a.txt” holds only white space. Choose a file with a debate in it."),
        (b"\t", "a.json", "“a.json” holds only white space. Choose a file with a debate in it."),
        (
            gzip.compress(b"From a", mtime=0),
            "2020.mbox.gz",
            "“2020.mbox.gz” is compressed (gzip). Unpack it and open the file that",
        ),
        (b"<script>alert(1)</script>", "a.html", "“a.html” shows no words."),
        (b"\0\1\2", "a.bin", "“a.bin” is in no format that argmap reads."),
    ],
)
def test_files_in_no_format_are_refused_with_what_is_wrong(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(FormatError) as refusal:
        registry.read(data, name)
    assert str(refusal.value).startswith(sentence)
