"""Bytes of mail as words: charsets, encoded headers, flowed paragraphs, dates."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.threads.mail_body import plain_mail
from argmap.formats.threads.mail_dates import from_mail_date, sent_at
from argmap.formats.threads.mail_text import from_base64, header_text, text_of, unflowed
from argmap.model.kinds import BlockKind


@pytest.mark.parametrize(
    ("data", "charset", "text", "doubtful"),
    [
        (b"plain", None, "plain", False),
        ("Öl €".encode(), "utf-8", "Öl €", False),
        ("Öl €".encode(), None, "Öl €", False),
        ("Öl €".encode(), "us-ascii", "Öl €", False),
        ("Öl €".encode("cp1252"), "iso-8859-1", "Öl €", False),
        ("Öl €".encode("cp1252"), "utf-8", "Öl €", True),
        ("Öl €".encode("cp1252"), None, "Öl €", True),
        ("Öl €".encode("cp1252"), "x-unknown", "Öl €", True),
        ("Öl €".encode(), "iso-8859-1", "Öl €", True),
        ("Öl".encode("utf-8-sig"), "nonsense", "Öl", False),
        ("船が沈む".encode("iso-2022-jp"), "ISO-2022-JP", "船が沈む", False),
        ("船①".encode("cp932"), "shift_jis", "船①", False),
        ("лодка".encode("koi8-r"), "koi8-r", "лодка", False),
        ("船镕".encode("gbk"), "gb2312", "船镕", False),
        (b"a\0b", None, "a\ufffdb", False),
    ],
)
def test_words_are_found_in_the_charset_that_they_are_in(data: bytes, charset: str | None, text: str, doubtful: bool):
    assert text_of(data, charset) == (text, doubtful)


@pytest.mark.parametrize(
    "charset", ["hex", "rot13", "idna", "punycode", "undefined", "utf-7", "zlib", "unicode_escape", "\xff", "x" * 9999]
)
def test_no_charset_that_is_named_does_harm(charset: str):
    text, _ = text_of(b"words \xe9\xff +2AA- \\ud800", charset)
    text.encode()
    assert text.startswith("words")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Boats", "Boats"),
        ("=?utf-8?b?w5Zs?=", "Öl"),
        ("=?UTF-8?Q?=C3=96l_auf?=\n =?utf-8?q?_See?=", "Öl auf See"),
        ("=?utf-8?b?ww==?= =?utf-8?b?lmw=?=", "Öl"),
        ("Re: =?iso-8859-1?q?=D6l?= (on =?iso-8859-1?q?See?=)", "Re: Öl (on See)"),
        ("=?iso-8859-1*de?q?=D6l?=", "Öl"),
        ("=?utf-8?q?Öl auf?=", "Öl auf"),
        ("=?nonsense?q?abc?=", "abc"),
        ("=?utf-8?b?!!!?=", ""),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("two\r\n\tlines", "two lines"),
        ("\udcc3\udc96l", "Öl"),
        ("\udcd6l", "Öl"),
    ],
)
def test_headers_are_read_however_they_are_encoded(raw: str, text: str):
    assert header_text(raw) == text


@given(st.text(st.sampled_from(list("=?utf-8qbQB_ a\n\udcff")), max_size=80))
def test_any_header_is_read(raw: str):
    header_text(raw).encode()


def test_base64_is_read_as_far_as_it_goes():
    whole = base64.b64encode(b"words that were sent").decode()
    assert from_base64(whole[:-3].encode()).startswith(b"words that were")
    assert from_base64(b"-" + whole.encode() + b"\n\n-- list footer").startswith(b"words that were sent")


def test_flowed_lines_are_put_together_within_their_depth():
    text, depths = unflowed("One \ntwo.\n>> three \n>> four\n> five \nsix\n-- \nsig", delete_space=False)
    assert text.split("\n") == ["One two.", ">> three four", "> five ", "six", "-- ", "sig"]
    assert depths == [0, 2, 1, 0, 0, 0]


def test_flowed_lines_without_spaces_between_words():
    assert unflowed("船が \n沈む", delete_space=True)[0] == "船が沈む"


def test_a_line_of_flowed_text_may_begin_with_the_mark():
    body = plain_mail(" > is more than\n > From here\n>quoted\n", flowed=True)
    assert [(b.kind, body.text[b.start : b.end]) for b in body.blocks] == [
        (BlockKind.OWN, "> is more than"),
        (BlockKind.OWN, "> From here"),
        (BlockKind.QUOTE, "quoted"),
    ]


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("Mon, 2 Apr 2012 06:45:30 -0700 (PDT)", "2012-04-02T06:45:30-07:00"),
        ("2 Apr 2012 06:45 +0000", "2012-04-02T06:45:00+00:00"),
        ("Mon, 2 Apr 2012 06:45:30 -0000", "2012-04-02T06:45:30+00:00"),
        ("Mon, 2 Apr 2012 06:45:30 GMT", "2012-04-02T06:45:30+00:00"),
        ("Mon, 2 Apr 2012 06:45:30 EST", "2012-04-02T06:45:30-05:00"),
        ("Mon, 2 Apr 2012 06:45:30", "2012-04-02T06:45:30"),
        ("Mon, 2 Apr 12 06:45:30 +0100", "2012-04-02T06:45:30+01:00"),
        ("Mon Apr  2 06:45:30 2012", "2012-04-02T06:45:30"),
        ("2012-04-02T06:45:30Z", "2012-04-02T06:45:30+00:00"),
        ("Mon, 2 Apr 2012 06:45:60 +0000", "2012-04-02T06:45:59+00:00"),
        ("Mon, 2 Apr 0000 06:45:30 +0000", None),
        ("Mon, 2 Apr 9999 06:45:30 +0000", None),
        ("Thu, 1 Jan 1970 00:00:00 +0000", None),
        ("Mon, 32 Apr 2012 06:45:30 +0000", None),
        ("yesterday", None),
        ("", None),
        ("9" * 500, None),
    ],
)
def test_dates_keep_their_zone_and_wrong_ones_are_none(value: str, known: str | None):
    assert from_mail_date(value) == known


def test_a_broken_date_falls_back_to_servers_and_then_to_the_archive():
    hops = ["by b; Tue, 3 Apr 2012 10:00:00 +0000", "from x; Mon, 2 Apr 2012 10:00:00 +0000", "by nobody"]
    assert sent_at(["Mon, 2 Apr 2012 09:00:00 +0000"], hops, "") == ("2012-04-02T09:00:00+00:00", False)
    assert sent_at(["soon"], hops, "") == ("2012-04-02T10:00:00+00:00", True)
    assert sent_at([], [], "From a@b.c Wed Nov  1 06:04:52 2017") == ("2017-11-01T06:04:52", True)
    assert sent_at(["soon"], [], "From a@b.c") == (None, True)
    assert sent_at([], [], "") == (None, False)


@given(st.text(max_size=60))
def test_any_date_is_read_or_none(value: str):
    from_mail_date(value)
