"""Files that are made to do harm, or that a program has mangled: each is refused with its own sentence, or is read whole."""

import io
import json
import re
import socket
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from argmap.__main__ import main
from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind
from argmap.store.debate_file import DebateFile

Check = Callable[[Debate], None]
InTime = Callable[[float], None]
FROM = "From ada@lake.example Wed Nov 01 06:04:53 2017\n"
XML_READERS = ("akoma-ntoso", "cmv", "disqus", "wordpress")
JSON_READERS = tuple(
    f.name for f in registry.formats() if f.read is not None and (".json" in f.suffixes or ".jsonl" in f.suffixes)
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a file says is ever fetched."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a reader reached for the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


def refusal(data: bytes, name: str, format_name: str | None = None) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FormatError) as caught:
        registry.read(data, name, format_name)
    said = str(caught.value)
    assert name in said
    assert len(said) < 500
    assert "\n" not in said
    return said


def said(own: Any, answers: Any = None, text: str = "Words.", **more: Any) -> dict[str, Any]:
    told = {"id": own, "conversation_id": "r", "reply_to": answers, "text": text, "speaker": "ann", "meta": {}}
    return {**told, "timestamp": 1_500_000_000, **more}


def utterances(*values: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()


def mail(number: int, *headers: str, body: str = "Words.") -> str:
    told = (f"From: Ada <ada@lake.example>\nMessage-ID: <{number}@x>\n", *(f"{h}\n" for h in headers))
    return FROM + "".join(told) + f"Subject: Boats\n\n{body}\n\n"


def by_native(debate: Debate) -> dict[str, Any]:
    return {post.native_id or "": post for post in debate.posts.values()}


def tree(debate: Debate) -> dict[str, str | None]:
    return {n: debate.posts[p.parent].native_id if p.parent else None for n, p in by_native(debate).items()}


def codes(debate: Debate) -> set[str]:
    return {finding.code for finding in debate.findings.values()}


ENTITIES = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
BOMB = f'<!DOCTYPE a [<!ENTITY a "ha">{ENTITIES}]><a>&j;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
DTD = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://lake.example/a.dtd"> %x;]><a/>'


@pytest.mark.parametrize("reader", XML_READERS)
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (BOMB, "defines abbreviations of its own"),
        (OUTSIDE, "wants to fetch another file"),
        (DTD, "wants to fetch another"),
    ],
)
def test_bombs_and_outside_files_in_xml(reader: str, text: str, sentence: str) -> None:
    assert sentence in refusal(text.encode(), "bomb.xml", reader)


def _zip(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()


OFFICE = (("letter.docx", "word/document.xml"), ("survey.xlsx", "xl/workbook.xml"), ("letter.odt", "content.xml"))


@pytest.mark.parametrize(("name", "part"), OFFICE)
def test_zip_bombs_and_parts_that_point_out_of_a_document(name: str, part: str) -> None:
    reader = {"docx": "docx-comment", "xlsx": "xlsx-table", "odt": "odt-comment"}[name.rpartition(".")[2]]
    bomb = _zip({part: b"<a>" + b" " * 40_000_000 + b"</a>"})
    assert len(bomb) < 100_000
    assert "would be too large unpacked, as files are that are made to do harm" in refusal(bomb, name, reader)
    for path in ("../../etc/x", "/etc/x", "word\\..\\..\\x", "C:/x"):
        assert "has a part that points out of the document" in refusal(_zip({part: b"<a/>", path: b"x"}), name, reader)
    for text in (BOMB, OUTSIDE, DTD):
        mimetype = {"mimetype": b"application/vnd.oasis.opendocument.text"} if name.endswith("odt") else {}
        packed = _zip({**mimetype, "[Content_Types].xml": b"<Types/>", part: text.encode()})
        assert re.search(r"has a document type in it|is no whole|is a zip file without", refusal(packed, name, reader))


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_bombs_within_a_workbook_that_is_otherwise_whole(make_xlsx: Callable[..., bytes], part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(make_xlsx({"S": [["Comment"], ["A comment in words."]]}))) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    for text in (BOMB, OUTSIDE, DTD):
        told = refusal(_zip({**files, part: text.encode()}), "survey.xlsx")
        assert "has a document type in it" in told or "is no whole" in told


def test_a_page_loads_and_runs_nothing_however_deep_it_nests(in_time: InTime, check_posts: Check) -> None:
    in_time(60)
    loads = (
        '<link rel="stylesheet" href="http://lake.example/a.css"><script src="http://lake.example/a.js"></script>'
        '<script>fetch("http://lake.example")</script><base href="http://lake.example/"><meta http-equiv="refresh" content="0;url=http://lake.example">'
        '<img src="http://lake.example/a.png" alt="chart"><iframe src="http://lake.example"></iframe><object data="http://lake.example"></object>'
        '<p onclick="x()" style="background:url(http://lake.example/b.png)">Sixty seats.</p><video src="http://lake.example/v"></video>'
    )
    page = f"<html><head><title>T</title></head><body>{loads}{'<blockquote>' * 10_000}Deep words.{'</blockquote>' * 10_000}<p>End.</p></body></html>"
    debate = registry.read(page.encode(), "page.html")
    check_posts(debate)
    text = "\n".join(post.text for post in debate.posts.values())
    assert all(words in text for words in ("[image: chart]", "Sixty seats.", "Deep words.", "End."))
    assert "fetch(" not in text
    assert any(b.kind is BlockKind.QUOTE and b.depth > 0 for post in debate.posts.values() for b in post.blocks)


@pytest.mark.parametrize("reader", JSON_READERS)
def test_two_hundred_megabytes_of_brackets(reader: str, in_time: InTime) -> None:
    in_time(30)
    told = refusal(_BRACKETS, "x.json", reader)
    assert re.search(r"too many values|has \d+ MB|nests|holds no|is no|is not|holds more", told), told


_BRACKETS = b"[" * 200_000_000


def test_brackets_without_a_reader_and_in_lines() -> None:
    assert "is none of the .json files that argmap reads" in refusal(_BRACKETS, "x.json")
    assert "is none of the .jsonl files that argmap reads" in refusal(_BRACKETS, "x.jsonl")


def test_a_pdf_of_pictures(make_pdf: Callable[..., bytes]) -> None:
    assert "text" in refusal(make_pdf([[]]), "scan.pdf") or "words" in refusal(make_pdf([[]]), "scan.pdf")


WORDS = "“Sixty” seats é🚲, שלום."


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode(),
    ],
    ids=["utf-16", "utf-16-be", "bom", "utf-8"],
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"Ann: {WORDS}\n\nBo: No.\n\nAnn: Yes.\n"),
        ("a.md", f"# T\n\n{WORDS}\n"),
        ("a.csv", f'Author,Comment,Date\nAnn,"{WORDS}",2024-05-01\nBo,"Not at all so.",2024-05-02\n'),
        ("a.json", json.dumps([said("r", None, WORDS), said("a", "r")], ensure_ascii=False)),
        ("a.xml", f"<thread ID='1'><title>T</title><OP author='Ann'>{WORDS}</OP></thread>"),
        ("a.html", f"<html><body><p>{WORDS}</p></body></html>"),
        ("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\nANN: {WORDS}\n"),
    ],
)
def test_encodings(name: str, text: str, encode: Callable[[str], bytes], check_posts: Check) -> None:
    debate = registry.read(encode(text), name)
    check_posts(debate)
    assert any(WORDS in post.text for post in debate.posts.values())


def test_windows_bytes_zeros_and_two_encodings_in_one_file(check_posts: Check) -> None:
    mixed = "Ann said “café”.\n\n".encode() + "Bo said “café”.\n".encode("cp1252")
    for data in ("Ann said “café”.\n".encode("cp1252"), mixed):
        debate = registry.read(data, "a.txt")
        check_posts(debate)
        assert "encoding" in codes(debate)
        assert "café" in next(iter(debate.posts.values())).text
    for data in (b"words\0\0\1\2\3" * 900, b"Ann said so.\0\n\nBo did not.\n"):
        assert "“a.txt” looks like a binary file" in refusal(data, "a.txt", "text")
    charset = mail(1, "Content-Type: text/plain; charset=utf-16", body="plain words, whatever it says").encode()
    check_posts(registry.read(charset, "a.mbox"))


def test_circles_and_posts_that_answer_themselves(check_posts: Check) -> None:
    looped = registry.read(
        utterances(said("r"), said("a", "b"), said("b", "c"), said("c", "a"), said("d", "d")), "u.jsonl"
    )
    mails = registry.read(
        "".join(mail(n, f"In-Reply-To: <{p}@x>") for n, p in ((1, 3), (2, 1), (3, 2), (4, 4))).encode(), "a.mbox"
    )
    table = registry.read(
        b"id,parent_id,author,comment\n1,2,Ann,Sixty seats are few.\n2,1,Bo,They are not at all.\n3,3,Cy,Who counted them all?\n",
        "a.csv",
    )
    for debate, count in ((looped, 5), (mails, 4), (table, 3)):
        check_posts(debate)
        assert len(debate.posts) == count
        assert codes(debate) >= ({"circle"} if debate is mails else {"circle", "self-parent"})


def test_ids_that_are_used_twice(check_posts: Check) -> None:
    debate = registry.read(utterances(said("a"), said("a", None, "Others."), said("b", "a"), said("a")), "u.jsonl")
    check_posts(debate)
    assert sorted(post.text for post in debate.posts.values()) == ["Others.", "Words.", "Words."]
    assert {"same-id", "repeated"} & codes(debate)
    mails = registry.read((mail(1) + mail(1, body="Others.") + mail(1)).encode(), "a.mbox")
    check_posts(mails)
    assert sorted(post.text for post in mails.posts.values()) == ["Others.", "Words."]


@pytest.mark.parametrize(
    "when",
    [
        *("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"),
        *(
            "9999-12-31T23:59:59-14:00",
            "-62167219200",
            "253402300800",
            "1e400",
            253402300799,
            1e308,
            -(10**40),
            10**400,
        ),
    ],
)
def test_times_at_the_ends_of_time(when: Any, check_posts: Check, tmp_path: Path) -> None:
    data = utterances(said("r"), said("a", "r", timestamp=when))
    debate = registry.read(data, "u.jsonl")
    check_posts(debate)
    told = by_native(debate)["a"].posted_at
    assert told is not None or "time" in codes(debate)
    assert told is None or datetime.fromisoformat(told)
    _kept(debate, tmp_path)
    if isinstance(when, str) and "T" in when:
        for name, text in (
            ("a.csv", f"author,comment,date\nAnn,Sixty seats are few.,{when}\nBo,They are not so few.,2024-05-01\n"),
            (
                "a.mbox",
                mail(1, f"Date: {when}")
                + mail(2, "Date: Sat, 1 Jan 0000 00:00:00 +0000")
                + mail(3, "Date: Fri, 31 Dec 9999 23:59:59 -1400"),
            ),
        ):
            check_posts(registry.read(text.encode(), name))


def test_offsets_are_exact_among_emoji_and_right_to_left_text(check_posts: Check, tmp_path: Path) -> None:
    first = "Family 👩\u200d👩\u200d👧 of 🚲🚲 riders, e\u0301te\u0301 \u200fשלום עולם\u200f مرحبا."
    own = "No 🕎 — \u202eevil\u202c."
    quote = registry.read(utterances(said("r", None, first), said("a", "r", f"> {first}\n\n{own}")), "u.jsonl")
    html = f"<html><body><p>{first}</p><blockquote>{first}</blockquote><p>{own}</p></body></html>"
    letters = registry.read(
        (mail(1, body=first) + mail(2, "In-Reply-To: <1@x>", body=f"> {first}\n\n{own}")).encode(), "a.mbox"
    )
    for debate in (quote, letters, registry.read(html.encode(), "a.html")):
        check_posts(debate)
        whole = "Family 👩\u200d👩\u200d👧 of 🚲🚲 riders, \u00e9t\u00e9"
        cut = [(b.kind, post.text[b.start : b.end]) for post in debate.posts.values() for b in post.blocks]
        assert any(
            kind is BlockKind.QUOTE and words.startswith(whole) and words.endswith("مرحبا.") for kind, words in cut
        )
        assert (BlockKind.OWN, own) in cut
        (known,) = debate.quotes.values()
        words = debate.posts[known.post].text[known.start : known.end]
        assert words.startswith(whole)
        assert words.endswith("مرحبا.")
        if known.of_post is not None and known.of_start is not None:
            assert debate.posts[known.of_post].text[known.of_start : known.of_end] == words
        _kept(debate, tmp_path)


@pytest.mark.parametrize(
    ("name", "head", "sentence"),
    [
        ("a.txt", "", "argmap reads texts up to 64 MB"),
        ("a.md", "", "argmap reads texts up to 64 MB"),
        ("a.csv", "", "argmap reads texts up to 64 MB"),
        ("a.html", "<html><body><p>", "argmap reads pages of up to 64 MB"),
        ("a.rtf", "{\\rtf1 ", "is larger than 64 MB"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n", "argmap reads texts up to 64 MB"),
        ("a.xml", "<thread ID='1'><OP>", "more than 10 MB in one element"),
        ("a.eml", "words ", "holds no mail"),
    ],
)
def test_a_line_of_a_hundred_megabytes(name: str, head: str, sentence: str, in_time: InTime) -> None:
    in_time(30)
    reader = {"a.txt": "text", "a.md": "markdown", "a.xml": "cmv"}.get(name)
    assert sentence in refusal(head.encode() + _LONG, name, reader)


_LONG = b"words and more " * 6_666_667


def test_a_long_line_that_is_not_too_long(in_time: InTime, check_posts: Check) -> None:
    in_time(60)
    for name, head in (
        ("a.txt", ""),
        ("a.md", ""),
        ("a.eml", "From: a@x\nSubject: s\n\n"),
        ("a.html", "<html><body><p>"),
    ):
        debate = registry.read(head.encode() + b"words and more " * 60_000, name)
        check_posts(debate)
        assert sum(len(post.text) for post in debate.posts.values()) >= 890_000, name


@pytest.mark.parametrize("filler", ["a", "(", " ", "<", "< ", "a@", "=?", '"'])
@pytest.mark.parametrize(
    "header", ["From", "Subject", "References", "In-Reply-To", "Date", "Message-ID", "Content-Type"]
)
def test_headers_that_never_end(header: str, filler: str, in_time: InTime, check_posts: Check) -> None:
    in_time(30)
    data = f"From: a@x\n{header}: {filler * 300_000}\nSubject: s\n\nWords.\n".encode()
    check_posts(registry.read(data, "a.eml"))


@pytest.mark.parametrize(
    "filler", ["<", "<a class=", "<p>", "&", "<!--", "<table><tr><td>", '<a class="a ', "<![CDATA["]
)
def test_pages_of_one_mark_only(filler: str, in_time: InTime) -> None:
    in_time(30)
    data = f"<html><body><p>lesswrong</p><p>{filler * (400_000 // len(filler))}".encode()
    try:
        registry.read(data, "a.html")
    except FormatError as error:
        assert "a.html" in str(error)


BLANK = " \n" * 100_000


def test_brackets_and_blank_lines_without_end(in_time: InTime, check_posts: Check) -> None:
    in_time(30)
    topic = f"# T\n\n## Post #1 by @ann (2024-05-01 10:00 UTC)\n\na{BLANK}b\n\n---\n"
    (post,) = registry.read(topic.encode(), "a.md", "discourse-markdown").posts.values()
    assert post.text.split() == ["a", "b"]
    front = f"---\ntitle: a{' ' * 200_000}b\n---\n\n# a{' #' * 100_000}\n\n"
    check_posts(registry.read((front + topic).encode(), "a.md", "discourse-markdown"))
    debate = registry.read(f"From: {'(' * 1_500}Ann) <a@x>\nSubject: s\n\nWords.\n".encode(), "a.eml")
    assert len(debate.authors) == 1
    check_posts(registry.read("# A\n\n\x1e\n\nWords.\n\n> \x85\n".encode(), "a.md", "markdown"))


@pytest.mark.parametrize("filler", ["1", "1 ", "@", "said", ":"])
def test_words_without_end_between_two_quotes(filler: str, in_time: InTime, check_posts: Check) -> None:
    in_time(30)
    first = "Every boat on the lake would fall under the draft, not only the large ones."
    second = "Sixty seats is where the council may look at a boat that carries people."
    answer = f"{first}\n\n{filler * (20_000 // len(filler))}\n\n{second}\n\nNo."
    more = "Old hulls are the point of the rule, since nobody inspects them twice in ten years. " * 2
    debate = registry.read(
        utterances(said("r", None, f"{first}\n\n{second}\n\n{more}"), said("a", "r", answer, speaker="bo")), "u.jsonl"
    )
    check_posts(debate)
    assert debate.quotes


DEPTH = 50_000


def _nested_reddit() -> bytes:
    above = '{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"id":"%d","name":"t1_%d","body":"w%d","author":"a","replies":'
    return ("".join(above % (n, n, n) for n in range(DEPTH)) + '""' + "}}]}}" * DEPTH).encode()


def _flat_utterances() -> bytes:
    return utterances(*(said(str(n), str(n - 1) if n else None, f"w{n}") for n in range(DEPTH)))


@pytest.mark.parametrize(("make", "name"), [(_nested_reddit, "deep.json"), (_flat_utterances, "deep.jsonl")])
def test_a_thread_fifty_thousand_replies_deep(make: Callable[[], bytes], name: str, tmp_path: Path) -> None:
    debate = registry.read(make(), name, quotes=make is _flat_utterances)
    assert len(debate.posts) == DEPTH
    opened = _kept(debate, tmp_path) if make is _flat_utterances else debate
    depth, last = 0, next(p for p in opened.posts.values() if p.text == f"w{DEPTH - 1}")
    while last.parent is not None:
        depth, last = depth + 1, opened.posts[last.parent]
    assert depth == DEPTH - 1


def _kept(debate: Debate, folder: Path) -> Debate:
    """The debate as it comes out of a file that it was put into."""
    path = folder / f"kept{len(list(folder.iterdir()))}.argmap"
    DebateFile.create(path, debate).close()
    with DebateFile.open(path) as opened:
        assert opened.warning == ""
        assert next(problems(opened.debate), None) is None
        assert opened.debate.posts == debate.posts
        return opened.debate


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("bomb.xml", BOMB.encode(), "“bomb.xml” is none of the .xml files"),
        ("bomb.docx", _zip({"word/document.xml": b"<a/>", "../../x": b""}), "points out of the document"),
        ("brackets.json", b"[" * 5_000_000, "“brackets.json” is none of the .json files"),
        ("scan.txt", bytes(range(256)) * 40, "scan.txt"),
    ],
)
def test_the_command_line_refuses_with_the_sentence_and_writes_nothing(
    name: str, data: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["import", str(tmp_path / name), "-o", str(tmp_path / "out.argmap")]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""
    assert [path.name for path in tmp_path.iterdir()] == [name]
