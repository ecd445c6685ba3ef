"""Mail archives and single mails as debates."""

import base64
import email
import re
from collections import Counter
from email import policy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import eml, mbox
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, SpanRole

FROM = "From ada@lake.example Wed Nov 01 06:04:53 2017\n"


def mail(
    number: int, *headers: str, body: str = "", who: str = "Ada Low <ada@lake.example>", subject: str = "Boats"
) -> str:
    """A mail with an id, a date that grows with its number, and the headers given."""
    told = [
        f"From: {who}",
        f"Date: Wed, {number % 27 + 1} Nov 2017 06:04:53 +0100",
        f"Message-ID: <{number}@lake.example>",
    ]
    return "\n".join([*told, f"Subject: {subject}", *headers, "", body or f"Words of {number}.", "", ""])


def archive(*mails: str) -> bytes:
    return "".join(FROM + each for each in mails).encode()


def read(*mails: str) -> Debate:
    debate = mbox.read(archive(*mails), "lake.mbox")
    assert not list(problems(debate))
    return debate


def parents(debate: Debate) -> dict[str, tuple[str | None, str]]:
    """Native id of each post, to its parent's and how that is known."""
    native = {p.id: p.native_id for p in debate.posts.values()}
    return {
        (p.native_id or "").removesuffix("@lake.example"): (
            None if p.parent is None else (native[p.parent] or "").removesuffix("@lake.example"),
            p.parent_basis.value,
        )
        for p in debate.posts.values()
    }


def codes(debate: Debate) -> list[str]:
    return [finding.code for finding in debate.findings.values()]


def test_mails_answer_each_other_by_their_headers():
    debate = read(
        mail(3, "References: <1@lake.example> <2@lake.example>"),
        mail(1),
        mail(2, "In-Reply-To: <1@lake.example>", "References: <0@lake.example>"),
        mail(4, "In-Reply-To: <gone@lake.example>", "References: <1@lake.example> <gone@lake.example>"),
        mail(5, "In-Reply-To: <gone@lake.example>"),
    )
    assert parents(debate) == {
        "gone": (None, ""),
        "1": (None, ""),
        "2": ("1", "header"),
        "3": ("2", "header"),
        "4": ("1", "header"),
        "5": ("gone", "header"),
    }
    assert codes(debate) == ["absent-parent"]
    missing = next(p for p in debate.posts.values() if p.status is PostStatus.MISSING)
    assert missing.native_id == "gone@lake.example"


@pytest.mark.parametrize(
    ("header", "parent"),
    [
        ("In-Reply-To: 1@lake.example", "1"),
        ("In-Reply-To: < 1@lake\n .example >", "1"),
        ('In-Reply-To: Your mail of "Mon, 1 Jan" <1@lake.example>', "1"),
        ("In-Reply-To: Ada's mail <ada@lake.example>", None),
        ("In-Reply-To: <2@lake.example>", None),
        ("In-Reply-To: <0@lake.example> <1@lake.example>\nReferences: <1@lake.example>", "1"),
        ("In-Reply-To: nothing at all", None),
        ("References: <1@lake.example>\n\t<2@lake.example>", "1"),
        ("in-reply-to:\nREFERENCES: <1@lake.example>", "1"),
    ],
)
def test_odd_headers_name_the_parent_that_they_can_only_mean(header: str, parent: str | None):
    assert parents(read(mail(1, subject="Other"), mail(2, header)))["2"][0] == parent


def test_a_reply_without_headers_answers_the_only_thread_of_its_subject():
    debate = read(
        mail(1, subject="Boats"),
        mail(2, "In-Reply-To: <1@lake.example>", subject="Re: [lake] Boats"),
        mail(3, subject="AW: RE: Boats"),
        mail(4, subject="Re: Seats"),
        mail(5, subject="Oars"),
        mail(6, subject="Oars"),
        mail(7, subject="Re: Oars"),
        mail(8, subject="Boats"),
    )
    found = parents(debate)
    assert (found["4"], found["7"]) == ((None, ""), (None, ""))
    assert found["3"] == (None, "")  # another mail began a thread of that subject later
    debate = read(
        mail(1, subject="Boats"),
        mail(2, "In-Reply-To: <1@lake.example>", subject="Re: Boats"),
        mail(3, subject="Re: Boats"),
    )
    assert parents(debate)["3"] == ("1", "order")
    loose = next(p for p in debate.posts.values() if p.parent_basis is ParentBasis.ORDER)
    assert loose.parent_confidence == 0.5


def test_no_mail_answers_a_later_one_by_its_subject():
    assert parents(read(mail(9), mail(3, subject="Re: Boats")))["3"] == (None, "")


def test_subject_author_and_time_are_as_the_headers_say():
    debate = read(
        mail(1, who="=?utf-8?q?=C3=84da?= <ada@lake.example>", subject="=?utf-8?b?w5Zs?= on\n the lake"),
        mail(2, who="ben@lake.example"),
        mail(3, who='"Oar, Cy" <cy@lake.example>'),
        mail(4, who="dora@lake.example (Dora Sail)"),
        mail(5, "Archived-At: <https://lists.example/5>", who="eve at lake.example (Eve)"),
    )
    posts = list(debate.posts.values())
    names = [debate.authors[p.author or ""].name for p in posts]
    assert names == ["Äda", "ben", "Oar, Cy", "Dora Sail", "Eve"]
    assert (posts[0].title, posts[0].posted_at) == ("Öl on the lake", "2017-11-02T06:04:53+01:00")
    assert posts[4].permalink == "https://lists.example/5"


def test_one_address_is_one_author_and_a_shared_one_is_not():
    debate = read(
        mail(1),
        mail(2),
        mail(3, who="A. Low <ADA@lake.example>"),
        mail(4, who="Ben via Lake <lake@lists.example>"),
        mail(5, "List-Post: <mailto:lake@lists.example>", who="Cy via Lake <lake@lists.example>"),
        mail(6, who="Dora <notifications@hub.example>"),
        mail(7, who="Eve <notifications@hub.example>"),
        mail(8, who="info@a.example"),
        mail(9, who="info@b.example"),
        *(
            mail(10 + n, who=f"{name} <low@home.example>")
            for n, name in enumerate(("Ada Low", "Ada Low", "Ada at home"))
        ),
    )
    names = {a.name: a.aliases for a in debate.authors.values()}
    assert names == {
        "Ada Low": ("A. Low", "Ada at home"),
        "Ben": (),
        "Cy": (),
        "Dora": (),
        "Eve": (),
        "info@a.example": (),
        "info@b.example": (),
    }
    assert "1 author wrote from one address under several names" in next(
        f.text for f in debate.findings.values() if f.code == "author"
    )


def test_a_thread_with_one_subject_has_it_as_title():
    assert read(mail(1), mail(2, "In-Reply-To: <1@lake.example>", subject="Re: Boats")).title == "Boats"
    assert read(mail(1), mail(2, subject="Oars")).title == "lake"


def test_copies_are_read_once_and_other_words_under_one_id_are_kept():
    footer = "Words of 1.\n\n_______________________________\nLake mailing list\nhttps://lists.example/listinfo/lake"
    debate = read(
        mail(1), mail(1), mail(1, body=footer), mail(1, body="Other words."), mail(2, "In-Reply-To: <1@lake.example>")
    )
    assert parents(debate) == {"1": (None, ""), "1@lake.example#2": (None, ""), "2": ("1", "header")}
    assert codes(debate) == ["repeated", "same-id"]
    (source,) = debate.sources.values()
    assert [s.role for s in source.spans] == [
        SpanRole.POST,
        SpanRole.DUPLICATE,
        SpanRole.DUPLICATE,
        SpanRole.POST,
        SpanRole.POST,
    ]


def test_each_post_knows_its_place_in_the_archive():
    data = b"junk before\n\n" + archive(mail(1, body="Ölige Worte."), mail(2))
    debate = mbox.read(data.replace(b"junk before", b""), "lake.mbox")
    (source,) = debate.sources.values()
    text = source.content.decode()
    first, second = (s for s in source.spans if s.role is SpanRole.POST)
    assert text[first.start :].startswith(FROM)
    assert "Ölige Worte." in text[first.start : first.end]
    assert text[second.start :].startswith(FROM)
    assert second.end == len(text)


def test_a_mail_without_an_id_gets_one_that_its_copies_share():
    nameless = mail(1).replace("Message-ID: <1@lake.example>\n", "")
    debate = read(nameless, nameless.replace("From:", "Received: by b; today\nFrom:"), mail(2))
    assert len(debate.posts) == 2
    assert codes(debate) == ["repeated", "no-id"]
    assert read(nameless).posts.keys() != debate.posts.keys()
    assert {p.native_id for p in read(nameless).posts.values()} <= {p.native_id for p in debate.posts.values()}


def test_archives_of_one_list_become_one_thread():
    one = archive(mail(1), mail(2, "In-Reply-To: <1@lake.example>"))
    two = archive(mail(2, "In-Reply-To: <1@lake.example>"), mail(3, "In-Reply-To: <2@lake.example>"))
    debate = mbox.read_all([(two, "two.mbox"), (one, "one.mbox")])
    assert parents(debate) == {"1": (None, ""), "2": ("1", "header"), "3": ("2", "header")}
    assert [s.name for s in debate.sources.values()] == ["two.mbox", "one.mbox"]


def test_mails_of_a_folder_become_one_thread_and_what_is_no_mail_is_told_of():
    files = [
        (mail(2, "In-Reply-To: <1@lake.example>").encode(), "cur/124:2,S"),
        (b"\0\1", "index"),
        (mail(1).encode(), "new/123"),
    ]
    debate = eml.read_all(files)
    assert parents(debate) == {"1": (None, ""), "2": ("1", "header")}
    assert [s.name for s in debate.sources.values()] == ["124:2,S", "123"]
    assert [f.text for f in debate.findings.values()] == [
        "“index” holds no mail: it begins with no headers such as From and Date. Choose a mail or an mbox file."
    ]
    with pytest.raises(FormatError, match="holds no mail"):
        eml.read_all([(b"\0", "a"), (b"\1", "b")])
    with pytest.raises(FormatError, match="no files"):
        eml.read_all([])


def part(kind: str, text: str, *headers: str) -> str:
    return "\n".join([f"--b\nContent-Type: {kind}", *headers, "", text, ""])


def body_of(kind: str, *parts: str) -> tuple[list[tuple[BlockKind, str]], list[str]]:
    debate = read(mail(1, "MIME-Version: 1.0", f"Content-Type: {kind}; boundary=b", body="".join(parts) + "--b--"))
    (post,) = debate.posts.values()
    return [(b.kind, post.text[b.start : b.end]) for b in post.blocks], [f.text for f in debate.findings.values()]


def test_of_two_renderings_the_plain_one_is_read():
    html = part("text/html", "<p>Words in <b>HTML</b>.</p>")
    assert body_of("multipart/alternative", part("text/plain", "Words."), html) == ([(BlockKind.OWN, "Words.")], [])
    assert body_of("multipart/alternative", part("text/plain", " "), html) == ([(BlockKind.OWN, "Words in HTML.")], [])
    assert body_of("multipart/alternative", html)[0] == [(BlockKind.OWN, "Words in HTML.")]


def test_attachments_are_named_and_not_opened():
    blocks, told = body_of(
        "multipart/mixed",
        part("text/plain", "Words."),
        part("application/pdf; name=plan.pdf", "JVBERi0=", "Content-Transfer-Encoding: base64"),
        part("text/plain", "secret", 'Content-Disposition: attachment; filename="=?utf-8?q?n=C3=B6te.txt?="'),
        part("text/plain", "A footer.", "Content-Disposition: inline"),
    )
    assert blocks == [(BlockKind.OWN, "Words."), (BlockKind.OWN, "A footer.")]
    assert told == ["2 attachments of 1 mail were not opened: plan.pdf, nöte.txt."]


def test_a_mail_within_a_mail_is_a_quote():
    inner = "Subject: Inner\nFrom: Ben <b@lake.example>\n\nInner words.\n\n> Deep.\n"
    blocks, _ = body_of("multipart/digest", part("text/plain", "Words."), part("message/rfc822", inner))
    assert blocks == [
        (BlockKind.OWN, "Words."),
        (BlockKind.NOISE, "Subject: Inner\nFrom: Ben <b@lake.example>"),
        (BlockKind.QUOTE, "Inner words."),
        (BlockKind.QUOTE, "Deep."),
    ]


def test_what_is_sealed_is_told_of():
    blocks, told = body_of(
        "multipart/encrypted", part("application/pgp-encrypted", "Version: 1"), part("application/octet-stream", "x")
    )
    assert (blocks, told) == ([], ["1 mail is encrypted; only the headers were read."])


def test_words_are_unwrapped_however_the_wrapping_is_named():
    encoded = base64.b64encode("Öl.".encode()).decode()
    for header in ("base64", " BASE64 ; x", "Base64"):
        debate = read(
            mail(1, f"Content-Transfer-Encoding: {header}", 'Content-Type: text/plain; charset="utf-8"', body=encoded)
        )
        assert [p.text for p in debate.posts.values()] == ["Öl."]
    debate = read(
        mail(
            1,
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Type: text/plain; charset=latin1",
            body="=D6l ist =\nda.",
        )
    )
    assert [p.text for p in debate.posts.values()] == ["Öl ist da."]
    raw = archive(
        mail(1, "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: 8bit", body="Öl.")
    )
    debate = mbox.read(raw.decode().encode("latin-1"), "a.mbox")
    assert [p.text for p in debate.posts.values()] == ["Öl."]


def test_formats_are_known_by_their_content():
    assert registry.guess(archive(mail(1)), "201711").name == "mbox"
    assert registry.guess(archive(mail(1)), "list.txt").name == "mbox"
    assert registry.guess(mail(1).encode(), "1382298793.002253:2,S").name == "eml"
    assert registry.guess(mail(1).encode(), "a.eml").name == "eml"
    assert len(registry.tied(mail(1).encode(), "a.txt")) == 1
    assert registry.guess(b"Ada: From here on?\n\nBen: Yes.\n", "a.txt").name == "text"
    for name in ("a.mbox", "a.eml"):
        with pytest.raises(FormatError, match="holds no mail"):
            registry.read(b"no mail at all", name)
    assert len(registry.read(archive(mail(1), mail(2)), "a.eml").posts) == 2
    assert len(registry.read(mail(1).encode(), "a.mbox").posts) == 1


def test_a_chain_of_replies_of_any_length_opens():
    count = 6_000
    chain = [mail(n, f"In-Reply-To: <{n - 1}@lake.example>", body="x") for n in range(1, count)]
    debate = mbox.read(archive(mail(0), *reversed(chain)), "a.mbox")
    assert sum(p.parent is not None for p in debate.posts.values()) == count - 1


def hostile() -> dict[str, bytes]:
    head = mail(1).partition("\n\n")[0]
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(10_000))
    return {
        "line": archive(mail(1, body="a" * 20_000_000)),
        "nul": archive(mail(1, body="\0" * 1000)),
        "nested": archive(f"{head}\n{nested}\n\nwords\n"),
        "enclosed": archive(f"{head}\n" + "Content-Type: message/rfc822\n\n" * 5_000),
        "flat": archive(f"{head}\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 10_000),
        "loop": archive(mail(1, "In-Reply-To: <2@lake.example>"), mail(2, "In-Reply-To: <1@lake.example>")),
        "self": archive(mail(1, "In-Reply-To: <1@lake.example>")),
        "mixed": archive(mail(1, body="Öl"))
        + b"\xff\xfe\xd6l"
        + archive(mail(2, body="Öl")).replace("Ö".encode(), b"\xd6"),
        "references": archive(mail(1, "References: " + "<a@b> " * 100_000)),
        "header": archive("Subject: " + "=?utf-8?q?a?= " * 100_000 + mail(1)),
        "subject": archive(mail(1, subject="Re: " * 50_000)),
        "signatures": archive(mail(1, body="-- \nx\n" * 5_000)),
        "html": archive(mail(1, "Content-Type: text/html", body="<blockquote>" * 20_000)),
        "parameters": archive(mail(1, "Content-Type: text/plain; " + 'a*0*="x"; ' * 5_000)),
        "charset": archive(mail(1, "Content-Type: text/plain; charset=idna", body="Öl")),
        "uu": archive(mail(1, "Content-Transfer-Encoding: x-uuencode", body="begin 644 a\n\xff\nend")),
    }


@pytest.mark.parametrize("name", hostile())
def test_what_is_hostile_opens_or_is_refused(name: str):
    try:
        debate = mbox.read(hostile()[name], "a.mbox")
    except FormatError:
        return
    assert not list(problems(debate))
    if name in ("line", "nested", "flat"):
        assert "too-large" in codes(debate)
    for post in debate.posts.values():
        post.text.encode()
        assert "\0" not in post.text


@given(st.binary(max_size=400))
def test_junk_is_refused(data: bytes):
    for reader in (mbox, eml):
        try:
            reader.read(data, "junk")
        except FormatError as error:
            assert str(error).endswith(".")


WHOLE = archive(
    mail(1, "References: <0@lake.example>", "MIME-Version: 1.0", "Content-Type: multipart/alternative; boundary=b",
         body=part("text/plain; charset=utf-8; format=flowed", "Öl \nda.\n> so\n-- \nAda") + part("text/html", "<p>x</p>") + "--b--"),
    mail(2, "In-Reply-To: <1@lake.example>", "Content-Transfer-Encoding: quoted-printable", body="On Nov 1 Ada Low wrote:\n> =C3=96l\n"),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=6), st.integers(0, 8)), min_size=1, max_size=8)
)
def test_a_broken_archive_opens_or_is_refused(changes: list[tuple[int, bytes, int]]):
    data = bytearray(WHOLE)
    for at, new, gone in changes:
        data[at : at + gone] = new
    try:
        debate = mbox.read(bytes(data), "a.mbox")
    except FormatError:
        return
    assert not list(problems(debate))


def told_parents(files: list[Path]) -> dict[str, set[str | None]]:
    """For each Message-ID the parents that its headers allow, nearest present one first, read by another parser than ours."""
    raw = []
    for file in files:
        data = file.read_bytes()
        cuts = [m.start() for m in re.finditer(rb"^From \S+.* \d\d:\d\d:\d\d \d{4}$", data, re.MULTILINE)] or [0]
        for start, end in zip(cuts, [*cuts[1:], len(data)], strict=True):
            raw.append(data[start:end].split(b"\n", 1)[1] if data[start:].startswith(b"From ") else data[start:])
    mails = [email.message_from_bytes(each, policy=policy.compat32) for each in raw]

    def ids(value: object) -> list[str]:
        return re.findall(r"<([^<>\s]+)>", re.sub(r"\s+", " ", str(value or "")))

    known = {own[0] for m in mails if (own := ids(m["Message-ID"]))}
    found: dict[str, set[str | None]] = {}
    for message in mails:
        own = ids(message["Message-ID"])
        if own:
            named = [i for i in [*ids(message["In-Reply-To"]), *reversed(ids(message["References"]))] if i != own[0]]
            near = next((i for i in named if i in known), named[0] if named else None)
            found.setdefault(own[0], set()).add(near)
    return found


def agreeing(debate: Debate, told: dict[str, set[str | None]]) -> Counter[bool]:
    native = {p.id: p.native_id for p in debate.posts.values()}
    posts = {p.native_id: p for p in debate.posts.values() if p.status is PostStatus.OK}
    by_header = {
        n: native[p.parent] if p.parent and p.parent_basis is ParentBasis.HEADER else None for n, p in posts.items()
    }
    return Counter(by_header.get(own) in parents for own, parents in told.items())


@pytest.mark.corpus
def test_parents_in_real_archives_are_those_of_their_headers(corpus: Path):
    for file in sorted((corpus / "threads" / "mbox").iterdir()):
        data = file.read_bytes()
        assert registry.guess(data, file.name).name == "mbox"
        debate = mbox.read(data, file.name)
        assert not list(problems(debate))
        told = told_parents([file])
        assert agreeing(debate, told) == Counter({True: len(told)}), file.name


@pytest.mark.corpus
def test_parents_in_real_folders_are_those_of_their_headers(corpus: Path):
    for folder in sorted((corpus / "threads").glob("maildir_*")):
        files = sorted(folder.iterdir())
        assert {registry.guess(f.read_bytes(), f.name).name for f in files} == {"eml"}
        debate = eml.read_all([(f.read_bytes(), f.name) for f in files])
        assert not list(problems(debate))
        told = told_parents(files)
        in_circles = 1 if folder.name == "maildir_broken" else 0
        assert agreeing(debate, told) == Counter(
            {True: len(told) - in_circles, **({False: 1} if in_circles else {})}
        ), folder.name


@pytest.mark.corpus
def test_three_archives_of_one_list_hold_the_same_mails(corpus: Path):
    files = sorted((corpus / "threads" / "mbox").glob("maven-dev-2017-11*.mbox"))
    debate = mbox.read_all([(f.read_bytes(), f.name) for f in files])
    assert sum(p.status is PostStatus.OK for p in debate.posts.values()) == 317
    assert len(debate.sources) == len(files) == 3
    assert "same-id" not in codes(debate)


@pytest.mark.corpus
def test_every_real_reply_is_parted_from_what_it_quotes(corpus: Path):
    files = sorted((corpus / "threads" / "eml_replies").glob("*.eml"))
    assert files
    for file in files:
        debate = registry.read(file.read_bytes(), file.name)
        post = next(p for p in debate.posts.values() if p.status is PostStatus.OK)
        own = [post.text[b.start : b.end] for b in post.blocks if b.kind is BlockKind.OWN]
        assert any(b.kind is BlockKind.QUOTE for b in post.blocks), file.name
        assert [words for words in own if not re.match(r"Hello|Hi Katharine|Joe", words)] == [], file.name


def test_html_tells_its_charset_where_the_mail_does_not():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><p>Лодка</p></html>'
    head = mail(1, "Content-Type: text/html", "Content-Transfer-Encoding: 8bit", body="PAGE")
    data = archive(head).replace(b"PAGE", page.encode("cp1251"))
    (post,) = mbox.read(data, "a.mbox").posts.values()
    assert post.text == "Лодка"
