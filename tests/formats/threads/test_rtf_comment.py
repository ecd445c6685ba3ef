"""Comments in the Rich Text Format."""

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError

LETTER = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}"
    rb"{\*\generator Writer;}{\info{\author Ann Roe}}\pard\b On plates\b0\par"
    rb" I am against it, Mr. M\'fcller \emdash  \ldblquote all\rdblquote  of it.\line Yes \u8364?40 and \u-10179?\u-8882?.\par"
    b"\r\n{\\pntext 1.\\tab}Cost \\{or time\\}\\par {\\v hidden}{\\header Page}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt a link}}\\par}"
)


def test_words_without_their_formatting(check_posts):
    debate = registry.read(LETTER, "letter.rtf")
    check_posts(debate)
    (post,) = debate.posts.values()
    assert post.text.split("\n\n") == [
        "On plates",
        "I am against it, Mr. Müller — “all” of it.",
        "Yes €40 and 🕎.",
        "1. Cost {or time}",
        "a link",
    ]
    assert registry.guess(LETTER, "letter.doc").name == "rtf-comment", "Word writes such files too"
    assert registry.guess(LETTER, "letter").name == "rtf-comment"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"words", "is no RTF file"),
        (rb"{\rtf1 }", "holds no words"),
        (rb"{\rtf1" + b"{" * 20_000, "nests its groups too deep"),
    ],
)
def test_what_is_no_rtf_is_refused(data, sentence):
    with pytest.raises(FormatError, match=sentence):
        registry.read(data, "letter.rtf")


def test_spoiled_files_are_read_or_refused(mutations, in_time, check_posts):
    in_time(60)
    for data in [*mutations(LETTER, 300), rb"{\rtf1 \bin99999999999 x", rb"{\rtf1 \u99999999999 x\'zz \uc-4 y}"]:
        try:
            check_posts(registry.read(data, "x.rtf"))
        except FormatError:
            continue
