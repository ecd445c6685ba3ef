"""Exports of WordPress: articles as roots, what became of comments, links from other sites, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.analysis.reimport import merge
from argmap.formats import registry
from argmap.formats.completing import family
from argmap.formats.registry import FormatError
from argmap.formats.threads import wordpress
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Lake news</title>'
)


def item(number: int, title: str, content: str, comments: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://lake.example/{number}</link><dc:creator><![CDATA[ada]]></dc:creator>"
        f"<excerpt:encoded><![CDATA[Short.]]></excerpt:encoded><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>2024-05-01 12:00:00</wp:post_date>"
        "<wp:post_date_gmt>2024-05-01 10:00:00</wp:post_date_gmt><wp:post_modified>2024-05-03 12:00:00</wp:post_modified>"
        f"<wp:post_modified_gmt>2024-05-03 10:00:00</wp:post_modified_gmt>{comments}</item>"
    )


def comment(
    number: int, content: str, answers: int = 0, approved: str = "1", kind: str = "comment", gmt: str = ""
) -> str:
    gmt = gmt or f"2024-05-02 10:00:{number % 60:02}"
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[Bo {number}]]></wp:comment_author>"
        f"<wp:comment_author_email>bo@lake.example</wp:comment_author_email><wp:comment_date>2024-05-02 12:00:00</wp:comment_date>"
        f"<wp:comment_date_gmt>{gmt}</wp:comment_date_gmt><wp:comment_content><![CDATA[{content}]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>"
        f"<wp:comment_parent>{answers}</wp:comment_parent></wp:comment>"
    )


COMMENTS = "".join(
    (
        comment(1, "First line\nsecond line\n\nNext part & <b>bold</b> 🚲"),
        comment(2, "<blockquote>First line</blockquote>No. שלום", 1),
        comment(3, "buy", 2, approved="spam"),
        comment(4, "rude", 2, approved="trash"),
        comment(5, "wait", 4, approved="0", gmt="0000-00-00 00:00:00"),
        comment(6, "[...] said elsewhere [...]", kind="pingback"),
        comment(7, "child", 44),
    )
)
EXPORT = (
    HEAD
    + item(
        18, "Sixty &amp; more", "Sixty is <em>too low</em>.\n\nWhy?\n\n<!-- more -->\n\n<ul><li>one</li></ul>", COMMENTS
    )
    + item(19, "Quiet", "Nobody.")
    + "</channel></rss>"
)


def load(text: str) -> Debate:
    return wordpress.read(text.encode(), "export.xml")


def test_articles_are_the_roots_of_their_comments(native_tree: Tree, check_posts: Callable[[Debate], None]) -> None:
    debate = load(EXPORT)
    check_posts(debate)
    assert native_tree(debate) == [
        ("post/18/44", "", None),
        ("post/18", "ada", None),
        ("post/18/1", "Bo 1", "post/18"),
        ("post/18/2", "Bo 2", "post/18/1"),
        ("post/18/3", "Bo 3", "post/18/2"),
        ("post/18/4", "Bo 4", "post/18/2"),
        ("post/18/5", "Bo 5", "post/18/4"),
        ("post/18/6", "Bo 6", "post/18"),
        ("post/18/7", "Bo 7", "post/18/44"),
    ]
    post = {p.native_id: p for p in debate.posts.values()}
    assert {n: p.status for n, p in post.items() if p.status is not PostStatus.OK} == {
        "post/18/44": PostStatus.MISSING,
        "post/18/3": PostStatus.NOISE,
        "post/18/4": PostStatus.REMOVED,
        "post/18/6": PostStatus.NOISE,
    }
    article = post["post/18"]
    assert (article.title, debate.title) == ("Sixty & more", "Sixty & more")
    assert (article.posted_at, article.edited_at) == ("2024-05-01T10:00:00+00:00", "2024-05-03T10:00:00+00:00")
    assert post["post/18/5"].posted_at == "2024-05-02T12:00:00"  # by the site's clock, whose zone is not told
    assert {f.text for f in debate.findings.values()} == {
        "1 post names a parent that is not in this file.",
        "1 comment was still waiting for approval.",
        "1 link from other sites stands among the comments as noise.",
        "1 page without comments was left out.",
    }


def test_lines_and_paragraphs_are_as_the_site_shows_them() -> None:
    first, second = (p for p in load(EXPORT).posts.values() if p.native_id in ("post/18/1", "post/18/2"))
    assert first.text == "First line\nsecond line\n\nNext part & bold 🚲"
    assert [(b.kind, second.text[b.start : b.end]) for b in second.blocks] == [
        (BlockKind.QUOTE, "First line"),
        (BlockKind.OWN, "No. שלום"),
    ]


def test_an_article_with_blocks_and_bare_paragraphs() -> None:
    article = next(p for p in load(EXPORT).posts.values() if p.native_id == "post/18")
    assert article.text == "Sixty is too low.\n\nWhy?\n\none"


def test_numbers_that_two_articles_share_are_different_comments() -> None:
    text = HEAD + item(1, "A", "A", comment(5, "Yes.")) + item(2, "B", "B", comment(5, "Yes.")) + "</channel></rss>"
    debate = load(text)
    assert len(debate.posts) == 4
    assert not debate.findings
    assert debate.title == "Lake news"


def test_circles_and_times_that_cannot_be() -> None:
    comments = comment(1, "A", 2) + comment(2, "B", 1) + comment(3, "C", 3, gmt="9999-99-99 10:00:00")
    debate = load(HEAD + item(1, "A", "", comments).replace("12:00:00", "99:00:00") + "</channel></rss>")
    assert {f.code for f in debate.findings.values()} == {"circle", "self-parent", "time"}


def test_a_thread_of_50_000_replies_opens() -> None:
    comments = "".join(comment(n, "", n - 1) for n in range(1, 50_001))
    debate = load(HEAD + item(1, "A", "A", comments) + "</channel></rss>")
    assert sum(p.parent is not None for p in debate.posts.values()) == 50_000


@pytest.mark.parametrize(
    "text", [HEAD + "</channel></rss>", HEAD + item(1, "A", "A") + "</channel></rss>", "<rss/>", "<a/>"]
)
def test_a_file_without_comments_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"“export\.xml” holds no comments of WordPress"):
        load(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_known_by_its_elements(encoding: str) -> None:
    data = EXPORT.encode(encoding)
    assert registry.guess(data, "x.xml").name == "wordpress"
    assert len(wordpress.read(data, "x.xml").posts) == 9
    assert wordpress.sniff(b'<rss version="2.0"><channel><title>News</title>') == 0.0


def test_sites_that_count_from_one_keep_their_words_apart() -> None:
    site = "<link>https://www.{0}.example/blog/</link>" + item(
        1, "Hello world!", "Welcome to {0}.", comment(1, "On {0}.")
    )
    debates = [load(HEAD + site.format(name) + "</channel></rss>") for name in ("lake", "hill")]
    assert {p.native_id for p in debates[0].posts.values()} == {
        "lake.example/blog/post/1",
        "lake.example/blog/post/1/1",
    }
    both = debates[0]
    both.apply(merge(both, debates[1], "Import", family=family).edit)
    assert sorted(p.text for p in both.posts.values()) == [
        "On hill.",
        "On lake.",
        "Welcome to hill.",
        "Welcome to lake.",
    ]


@pytest.mark.corpus
def test_real_exports_give_their_own_parents(corpus: Path, check_posts: Callable[[Debate], None]) -> None:
    from lxml import etree

    data = (corpus / "threads" / "disqus_wp" / "wordpress.xml").read_bytes()
    assert registry.guess(data, "wordpress.xml").name == "wordpress"
    debate = wordpress.read(data, "wordpress.xml")
    check_posts(debate)
    wp = "{http://wordpress.org/export/1.0/}"
    told = []
    for article in etree.fromstring(data).iter("item"):
        page = f"post/{article.findtext(f'{wp}post_id') or article.findtext('link')}"
        for one in article.iterfind(f"{wp}comment"):
            parent = one.findtext(f"{wp}comment_parent")
            told.append((f"{page}/{one.findtext(f'{wp}comment_id')}", page if parent == "0" else f"{page}/{parent}"))
    posts = debate.posts
    assert [(p.native_id, posts[p.parent].native_id) for p in posts.values() if p.parent] == told
