"""Where mails begin and end in an archive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.threads.decoding import decode
from argmap.formats.threads.mail_archive import letters, places, starts_archive, starts_mail

FROM = b"From ada@lake.example Wed Nov 01 06:04:53 2017\n"
MAIL = b"From: Ada <ada@lake.example>\nDate: Wed, 1 Nov 2017 06:04:53 +0000\nMessage-ID: <%d@lake.example>\nSubject: Boats\n\n%s\n"


def mail(number: int, body: bytes = b"Words.\n") -> bytes:
    return MAIL % (number, body)


def bodies(data: bytes) -> list[bytes]:
    return [letter.data.replace(b"\r", b"").partition(b"\n\n")[2].strip() for letter in letters(data)]


def test_mails_end_where_the_next_begins():
    data = FROM + mail(1) + FROM + mail(2)
    first, second = letters(data)
    assert (first.start, first.end, second.end) == (0, second.start, len(data))
    assert data[second.start :].startswith(FROM)
    assert first.envelope == FROM.decode().strip()
    assert bodies(data.replace(b"\n", b"\r\n")) == [b"Words.", b"Words."]


@pytest.mark.parametrize(
    "line",
    [
        b"From here on I disagree.",
        b"From 06:30 on 3 May 2017 the boat was late.",
        b"From ada@lake.example we heard nothing.",
        b"From ",
    ],
)
def test_a_sentence_that_begins_with_from_begins_no_mail(line: bytes):
    text = b"Words.\n\n" + line + b"\n\nMore.\n"
    assert bodies(FROM + mail(1, text) + FROM + mail(2)) == [text.strip(), b"Words."]


@pytest.mark.parametrize(
    "line",
    [
        b"From - Wed Nov 01 06:04:53 2017\n",
        b"From ada at lake.example  Wed Nov  1 06:04:52 2017\n",
        b"From 15123@xxx Wed Nov 01 06:04:53 +0000 2017\n",
        b"From ada@lake.example\n",
        b"From ada@lake.example Wed Nov 01 06:04:53 2017 remote from mars\n",
    ],
)
def test_archives_of_many_programs_are_parted(line: bytes):
    assert len(list(letters(line + mail(1) + line + mail(2)))) == 2
    assert starts_archive(line + mail(1))


def test_escaped_lines_are_as_they_were_sent():
    assert bodies(FROM + mail(1, b">From here on.\n>>From there.\n")) == [b"From here on.\n>From there."]
    quoted = b"> He said:\n>From here on.\n> And more.\n"
    assert bodies(FROM + mail(1, quoted)) == [quoted.strip()]
    assert bodies(FROM + mail(1, b"> He said:\n>>From here on.\n")) == [b"> He said:\n>From here on."]


def test_a_length_that_lies_is_not_believed():
    lying = mail(1).replace(b"Subject", b"Content-Length: 100000\nSubject")
    assert len(list(letters(FROM + lying + FROM + mail(2)))) == 2


def test_a_missing_blank_line_before_the_next_mail_does_no_harm():
    assert len(list(letters(FROM + mail(1).rstrip() + b"\n" + FROM + mail(2)))) == 2


def test_what_is_a_mail_and_what_is_not():
    assert starts_mail(mail(1)) > 0.8
    assert starts_mail(b"\xef\xbb\xbf" + mail(1).replace(b"\n", b"\r\n")) > 0.8
    assert starts_mail(b"Received: from a\n\tby b; today\nFrom: a@b.c\nSubject: x\n\nWords") > 0.8
    assert 0.3 < starts_mail(b"From: Ada\nTo: Ben\nSubject: Boats\nDate: today\n\nWords.") < 0.8
    for text in (b"", b"Words: and more.\n\nMore.", b"Ada: Hello.\nBen: From: here\n", b"From here on.", b'{"From: a": 1}',
                 b"From: <Saved by Blink>\nSnapshot-Content-Location: http://x\nSubject: x\nMIME-Version: 1.0\n\n"):  # fmt: skip
        assert starts_mail(text) == 0.0
        assert not starts_archive(text)


@pytest.mark.parametrize(
    "data", [b"abc\ndef\n", "äbc\r\ndéf\r\n".encode(), "äbc\r\ndéf\r\n".encode("cp1252"), "e\u0301a\nb".encode()]
)
def test_places_are_in_the_decoded_text(data: bytes):
    cut = data.index(b"\n") + 1
    text = decode(data, "a").text
    first, second = places(data, [(0, cut), (cut, len(data))])
    assert text[slice(*first)] + text[slice(*second)] == text
    assert text[slice(*first)].endswith("\n")


@given(
    st.lists(st.sampled_from([FROM, mail(1), b"\n", b"From ", b">From x\n", b"\r\n", b"\xff", b"a: b\n"]), max_size=12)
)
def test_mails_lie_in_order_and_apart(pieces: list[bytes]):
    data = b"".join(pieces)
    end = 0
    for letter in letters(data):
        assert end <= letter.start <= letter.end <= len(data)
        end = letter.end
