"""Web pages in general. The pages in fixtures are written after the markup that these programs make: WordPress, phpBB, XenForo,
vBulletin, SMF, Discourse (for browsers and for crawlers), Disqus, GitHub, old Reddit, Hacker News, Stack Exchange, schema.org in
JSON-LD; and a page of alike elements without any."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import html_page
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, PostStatus, QuoteBasis
from argmap.model.records import Post

PAGES = Path(__file__).parent / "fixtures" / "html_page"


def read(markup: str | bytes, name: str = "page.html") -> Debate:
    data = markup.encode() if isinstance(markup, str) else markup
    debate = registry.read(data, name, quotes=False)
    assert list(problems(debate)) == []
    assert next(iter(debate.sources.values())).content == data
    return debate


def page(name: str) -> Debate:
    return read((PAGES / f"{name}.html").read_bytes())


def key(post: Post) -> str | None:
    return post.native_id and post.native_id.rpartition("#")[2]


def rows(debate: Debate) -> list[tuple[str | None, str | None, str | None, str | None, str]]:
    """(id on the page, the id it answers, author, time, text) of each post."""
    return [
        (
            key(post),
            key(debate.posts[post.parent]) if post.parent else None,
            debate.authors[post.author].name if post.author else None,
            post.posted_at,
            post.text,
        )
        for post in debate.posts.values()
    ]


def quoted(debate: Debate) -> list[tuple[str | None, str, str | None]]:
    return [
        (
            key(debate.posts[q.post]),
            debate.posts[q.post].text[q.start : q.end],
            q.of_post and key(debate.posts[q.of_post]),
        )
        for q in debate.quotes.values()
        if q.basis is QuoteBasis.MARKUP
    ]


def told(debate: Debate) -> list[str]:
    return [finding.text for finding in debate.findings.values()]


def test_comments_nested_in_lists_answer_each_other_and_the_article() -> None:
    debate = page("wordpress")
    assert [row[:4] for row in rows(debate)] == [
        ("article", None, "Editor", None),
        ("comment-11", "article", "Ann", "2024-03-01T10:02:00+01:00"),
        ("comment-12", "comment-11", "Ben", "2024-03-01T11:30:00+01:00"),
        ("comment-13", "article", "Cas", "2024-03-02T09:00:00+01:00"),
    ]
    assert [row[4] for row in rows(debate)][1:] == ["Who pays?", "Who pays?\n\nWe all do.", "The mill is shut anyway."]
    assert next(iter(debate.posts.values())).text.startswith("The council wants the dam")
    assert debate.info.title == "The dam"
    assert [p.native_id for p in debate.posts.values()][1] == "lake.example/dam#comment-11"


def test_a_forum_without_nesting_is_a_row_of_posts_whose_quotes_name_others() -> None:
    debate = page("phpbb")
    assert rows(debate) == [
        (
            "p101",
            None,
            "Ann",
            "2024-03-01T10:02:00",
            "The dam should be three metres higher.\n\nThe flood of May went over it.",
        ),
        (
            "p102",
            None,
            "Ben",
            "2024-03-01T23:30:00",
            "Ann wrote: ↑Fri Mar 01, 2024 10:02 am\nThe flood of May went over it.\n\nOnly once.",
        ),
    ]
    assert quoted(debate) == [("p102", "The flood of May went over it.", "p101")]
    assert [b.kind for b in list(debate.posts.values())[1].blocks] == [BlockKind.NOISE, BlockKind.QUOTE, BlockKind.OWN]
    assert debate.info.title == "The dam"


def test_quotes_name_posts_by_attributes() -> None:
    debate = page("xenforo")
    assert [row[:4] for row in rows(debate)] == [
        ("post-101", None, "Ann", "2024-03-01T10:02:00+01:00"),
        ("post-102", None, "Ben", "2024-03-01T11:30:00+01:00"),
    ]
    assert quoted(debate) == [("post-102", "The dam should be three metres higher.", "post-101")]


Told = list[tuple[str, str | None, str, str]]
FORUMS: dict[str, Told] = {
    "discourse_crawler": [
        ("post_1", None, "ann", "2024-03-01T10:02:00+00:00"),
        ("post_2", "post_1", "ben", "2024-03-01T11:30:00+00:00"),
        ("post_3", "post_1", "ann", "2024-03-01T12:30:00+00:00"),
    ],
    "discourse_js": [
        ("501", None, "ann", "2024-03-01T10:02:00+00:00"),
        ("502", None, "ben", "2024-03-01T11:03:20+00:00"),
    ],
    "vbulletin4": [
        ("post_101", None, "Ann", "2024-03-01T10:02:00"),
        ("post_102", None, "Ben", "2024-03-13T23:30:00"),
    ],
    "smf": [("msg_101", None, "Ann", "2024-03-01T10:02:00"), ("msg_102", None, "Ben", "2024-03-01T23:30:00")],
    "disqus": [
        ("post-101", None, "Ann", "2024-03-01T10:02:00"),
        ("post-102", "post-101", "Ben", "2024-03-01T11:30:00"),
    ],
    "github": [
        ("issue-100", None, "ann", "2024-03-01T10:02:00+00:00"),
        ("issuecomment-201", None, "ben", "2024-03-01T11:30:00+00:00"),
    ],
}


@pytest.mark.parametrize("forum", FORUMS)
def test_pages_of_forums_open(forum: str) -> None:
    debate = page(forum)
    told_here = rows(debate)
    assert [row[:4] for row in told_here] == FORUMS[forum]
    first, second = told_here[0], told_here[1]
    assert first[4] in ("The dam should be higher.", "The dam should be three metres higher.", "The dam is too low.")
    if forum == "disqus":
        assert second[4] == "Why?"
        assert any("more comments would have loaded" in text for text in told(debate))
        return
    source = None if forum == "github" else first[0]
    assert quoted(debate) == [(second[0], first[4], source)]
    assert second[4].endswith(("\n\nWhy?", "\n\nNo."))


def test_an_old_page_of_reddit_opens_and_says_what_is_absent() -> None:
    debate = page("old_reddit")
    assert [row[:3] for row in rows(debate)] == [
        ("t3_aaa", None, "ann"),
        ("t1_b1", "t3_aaa", "ben"),
        ("t1_b2", "t1_b1", "ann"),
        ("t1_b3", "t3_aaa", None),
    ]
    posts = list(debate.posts.values())
    assert [post.score for post in posts] == [41, 12, None, None]
    assert posts[3].status is PostStatus.REMOVED
    assert posts[1].permalink == "/r/lake/comments/aaa/the_dam/b1/"
    assert "12 comments are not in this file." in told(debate)


def test_replies_that_are_only_set_in_answer_what_stands_above() -> None:
    debate = page("hacker_news")
    assert [row[:4] for row in rows(debate)] == [
        ("101", None, "ben", "2024-03-01T10:00:00+00:00"),
        ("102", "101", "ann", "2024-03-01T11:00:00"),
        ("103", None, "cas", "2024-03-02T10:00:00"),
        ("104", "103", None, "2024-03-02T11:00:00"),
    ]
    assert [p.status for p in debate.posts.values()][3] is PostStatus.DELETED
    assert rows(debate)[0][4] == "Who pays?\n\nAnd why?"
    assert rows(debate)[1][4] == "Who pays?\n\nWe do. See https://lake.example/long"


def test_answers_and_remarks_on_them_are_one_tree() -> None:
    debate = page("stackexchange")
    assert [row[:4] for row in rows(debate)] == [
        ("mainbar", None, "Ann", "2024-03-01T10:02:00+00:00"),
        ("6", "mainbar", "Ben", "2024-03-02T09:00:00"),
        ("77", "6", "Ann", "2024-03-02T10:00:00+00:00"),
    ]
    assert [p.score for p in debate.posts.values()] == [7, 3, None]


def test_what_a_page_tells_machines_is_read_where_it_shows_nothing() -> None:
    debate = page("linked_data")
    assert [row[2:] for row in rows(debate)] == [
        ("Ann", "2024-03-01T10:02:00+00:00", "Should it be higher?"),
        ("Ben", "2024-03-01T11:30:00+00:00", "Why?"),
        ("Ann", "2024-03-01T12:00:00+00:00", "The flood."),
    ]
    posts = list(debate.posts.values())
    assert [p.parent for p in posts] == [None, posts[0].id, posts[1].id]
    assert debate.info.title == "The dam & us"


def test_alike_elements_with_names_and_dates_are_posts() -> None:
    assert rows(page("alike")) == [
        (None, None, "Ann", "2024-03-01T10:02:00", "The lake is fine.\nWe swam."),
        (None, None, "Ben", "2024-03-02T11:30:00", "The lake is cold."),
        (None, None, "Cas", "2024-03-03T09:15:00", "The lake is deep."),
    ]


def test_days_before_months_are_told_by_the_whole_page() -> None:
    row = '<div class="comment"><b class="author">Ann</b> <span class="date">{}</span><div class="text">The lake is {}.</div></div>'
    debate = read("<title>x</title>" + row.format("3/4/2024 10:00", "fine") + row.format("23/4/2024 11:00", "cold"))
    assert [p.posted_at for p in debate.posts.values()] == ["2024-04-03T10:00:00", "2024-04-23T11:00:00"]
    unsure = read("<title>x</title>" + row.format("3/4/2024", "fine") + row.format("5/4/2024", "cold"))
    assert any("month first" in text for text in told(unsure))


def test_labels_in_the_text_name_who_speaks() -> None:
    turns = "".join(
        f"<p><b>{name}:</b> The dam is {n} metres high, or so they say.</p><p>&nbsp;</p>"
        for n, name in enumerate(["Mr SMITH", "Ms LEE"] * 4)
    )
    debate = read(f"<html><title>Debate</title><body><nav><a>Home</a></nav><div id=main>{turns}</div></body></html>")
    assert [row[2] for row in rows(debate)] == ["Mr SMITH", "Ms LEE"] * 4
    assert rows(debate)[1][4] == "The dam is 1 metres high, or so they say."
    pasted = read(
        "<div><p>Ann: Hi there</p></div><div><p>Ben: No.</p><blockquote>Hi there</blockquote></div><div><p>Ann: Why?</p></div>"
    )
    assert [row[2:] for row in rows(pasted)] == [
        ("Ann", None, "Hi there"),
        ("Ben", None, "No.\n\nHi there"),
        ("Ann", None, "Why?"),
    ]
    assert quoted(pasted) == [(None, "Hi there", None)]


def test_a_page_without_posts_is_one_post() -> None:
    markup = "<html><head><title>The dam</title></head><body><nav>Home</nav><main><h1>The dam</h1><p>It is old.</p><p>It leaks.</p></main></body></html>"
    debate = read(markup)
    assert [row[4] for row in rows(debate)] == ["The dam\n\nIt is old.\n\nIt leaks."]
    assert any("stands as one" in text for text in told(debate))


def test_a_mail_saved_as_a_page_is_one_post_with_its_quote() -> None:
    debate = read(
        '<div>Fine.</div><div class="gmail_quote">On Mon, Mar 4, 2024 at 2:14 PM Ann &lt;ann@lake.example&gt; wrote:<br><blockquote>How?</blockquote></div><div></div>'
    )
    (post,) = debate.posts.values()
    assert [b.kind for b in post.blocks] == [BlockKind.OWN, BlockKind.NOISE, BlockKind.QUOTE]
    assert quoted(debate) == [(None, "How?", None)]


ROWS = "".join(
    f'<li class="comment" id="c{n}"><b class="author">{name}</b> <time datetime="2024-03-0{n}">x</time><div class="body">Größe {n}: “{word}”</div></li>'
    for n, (name, word) in enumerate([("Ann", "Fluß"), ("Žofie", "řeka")], 1)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_unicode_is_read(encoding: str) -> None:
    debate = read(f"<!doctype html><html><body><ul>{ROWS}</ul></body></html>".encode(encoding))
    assert [row[2::2] for row in rows(debate)] == [("Ann", "Größe 1: “Fluß”"), ("Žofie", "Größe 2: “řeka”")]


@pytest.mark.parametrize(
    ("declared", "encoding", "word"),
    [
        ("windows-1250", "cp1250", "řeka"),
        ("ISO-8859-1", "cp1252", "“Fluß”"),
        ("gb2312", "gb18030", "水坝"),
        ("shift_jis", "cp932", "ダム①"),
        ("iso-2022-jp", "iso2022_jp", "ダム"),
        ("koi8-r", "koi8-r", "плотина"),
        ("rot13", "cp1252", "Fluß"),
        ("no-such", "cp1252", "Fluß"),
    ],
)
def test_the_encoding_that_a_page_declares_is_believed(declared: str, encoding: str, word: str) -> None:
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>The {word} is old.</p>'
    (post,) = read(markup.encode(encoding)).posts.values()
    assert post.text == f"The {word} is old."


def test_utf8_is_read_as_such_whatever_is_declared() -> None:
    (post,) = read('<meta charset="iso-8859-1"><p>Fluß</p>'.encode()).posts.values()
    assert post.text == "Fluß"
    (post,) = read(b'<meta charset="utf-8"><p>' + "Fluß ".encode() * 400 + b"\xff</p>").posts.values()
    assert post.text.startswith("Fluß Fluß")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>" + bytes(range(32)) * 40, "binary"),
        (b"<html><head><title>x</title></head><body><script>1</script></body></html>", "shows no words"),
        (b" \n <!-- -->", "shows no words"),
        (b"\xef\xbb\xbf \n", "white space"),
    ],
)
def test_what_shows_nothing_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        html_page.read(data, "page.html")


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(FormatError, match="100 MB, and argmap reads pages of up to 64 MB"):
        html_page.read(b"<p>" + b"x" * (100 * 2**20), "page.html")
    with pytest.raises(FormatError, match="too many for a page"):
        html_page.read(b"<b>" * 1_500_001, "page.html")


def test_one_long_line_is_no_reason_to_refuse() -> None:
    (post,) = read(b"<p>" + b"word " * 2_000_000).posts.values()
    assert len(post.text) == 9_999_999


def test_a_hostile_page_loads_and_runs_nothing() -> None:
    debate = read(
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        '<html><head><script src="https://x.example/a.js"></script><link rel="stylesheet" href="https://x.example/a.css">'
        '<base href="https://x.example/"></head><body onload="go()"><p>&b;&c; Fine.<img src="https://x.example/p.gif" '
        'onerror="go()"><object data="https://x.example/o"></object><iframe src="https://x.example/f"></iframe></p></body></html>'
    )
    (post,) = debate.posts.values()
    assert post.text.endswith("Fine.[image][embedded: https://x.example/f]")
    assert "ha" not in post.text
    assert "root:" not in post.text


@pytest.mark.parametrize("tag", ["blockquote", "div class=comment", "ul class=children><li class=comment"])
def test_a_page_of_any_depth_opens(tag: str) -> None:
    inside = '<b class="author">Ann</b> <time datetime="2024-03-01">x</time> <div class="text">Reply.</div>'
    debate = read(f"<html><title>Deep</title><body>{f'<{tag}>{inside}' * 10_000}<p>The end.</p>")
    assert sum(post.text.count("Reply.") for post in debate.posts.values()) == 10_000
    assert any("The end." in post.text for post in debate.posts.values())
    assert any("deeper than 1,000 levels" in text for text in told(debate))


def test_only_pages_are_taken_for_pages() -> None:
    for head in (
        b"Hello",
        b'{"a": 1}',
        b'<?xml version="1.0"?><rss><channel/></rss>',
        b"# Title\n<p align=center>",
        b"a < b",
    ):
        assert html_page.sniff(head) == 0
    assert html_page.sniff(b"\xff\xfe" + "<!DOCTYPE html><p>".encode("utf-16-le")) > 0.5
    assert html_page.sniff(codecs.BOM_UTF8 + b"\n<HTML>") > 0.5


@pytest.mark.corpus
def test_a_hansard_page_is_a_transcript(corpus: Path) -> None:
    (path,) = (corpus / "threads" / "hansard").glob("20130522-*.html")
    debate = read(path.read_bytes(), path.name)
    names = [row[2] for row in rows(debate)]
    assert len(debate.posts) > 100
    assert names.count("Mr D J MAYNIER") >= 1
    assert names.count("The SPEAKER") > 10


@pytest.mark.corpus
def test_saved_mails_are_one_post_each(corpus: Path) -> None:
    paths = sorted((corpus / "threads" / "eml_replies").glob("*.html"))
    assert len(paths) >= 10
    for path in paths:
        debate = read(path.read_bytes(), path.name)
        assert len(debate.posts) == 1, path.name
        (post,) = debate.posts.values()
        assert post.text.startswith(("Hi. I am fine.", "Reply")), path.name
        assert debate.quotes, path.name


@given(st.data())
def test_broken_pages_are_read_or_refused(data: st.DataObject) -> None:
    markup = data.draw(st.sampled_from(sorted(PAGES.glob("*.html")))).read_bytes()
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(markup)))
        junk = data.draw(
            st.binary(max_size=6)
            | st.sampled_from([b"<", b">", b"</div>", b"<table>", b'"', b"&#0;", b"<!--", b"<script>"])
        )
        markup = markup[:start] + junk + markup[start + data.draw(st.integers(0, 300)) :]
    try:
        debate = html_page.read(markup, "junk.html")
    except FormatError:
        return
    assert list(problems(debate)) == []


@given(st.binary(max_size=200))
def test_junk_is_read_or_refused(junk: bytes) -> None:
    try:
        debate = html_page.read(junk, "junk.html")
    except FormatError:
        return
    assert list(problems(debate)) == []
