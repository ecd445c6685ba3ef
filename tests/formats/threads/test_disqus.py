"""Exports of Disqus: pages as roots, what became of comments, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import disqus
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'


def page(number: int, title: str = "", message: str = "") -> str:
    return (
        f'<thread dsq:id="{number}"><id>p{number}</id><link>https://lake.example/{number}</link><title>{title}</title>'
        f"<message>{message}</message><createdAt>2024-05-01T10:00:00Z</createdAt><author><name>Ada</name></author></thread>"
    )


def comment(number: int, on: int, message: str, answers: int | None = None, more: str = "", author: str = "Bo") -> str:
    parent = "" if answers is None else f'<parent dsq:id="{answers}"/>'
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message><createdAt>2024-05-02T10:00:{number % 60:02}Z</createdAt>'
        f"<author><email>who@lake.example</email><name>{author}</name></author><ipAddress>127.0.0.1</ipAddress>{more}"
        f'<thread dsq:id="{on}"/>{parent}</post>'
    )


EXPORT = "".join(
    (
        HEAD,
        page(1, "Sixty &amp; more"),
        page(2, "Empty"),
        page(3, "", "&lt;p&gt;Body.&lt;/p&gt;"),
        comment(11, 1, "<p>Too low. שלום</p>"),
        comment(12, 1, "<p>No. 🚲</p><blockquote>Too low.</blockquote>", 11, author=""),
        comment(13, 3, "<p>gone</p>", more="<isDeleted>true</isDeleted>"),
        comment(14, 1, "<p>buy</p>", 12, more="<isDeleted>false</isDeleted><isSpam>true</isSpam>"),
        comment(15, 99, "<p>lost</p>"),
        "</disqus>",
    )
)


def load(text: str) -> Debate:
    return disqus.read(text.encode(), "export.xml")


def test_pages_are_the_roots_of_their_comments(native_tree: Tree, check_posts: Callable[[Debate], None]) -> None:
    debate = load(EXPORT)
    check_posts(debate)
    assert native_tree(debate) == [
        ("thread/99", "", None),
        ("thread/1", "Ada", None),
        ("11", "Bo", "thread/1"),
        ("12", "", "11"),
        ("thread/3", "Ada", None),
        ("13", "Bo", "thread/3"),
        ("14", "Bo", "12"),
        ("15", "Bo", "thread/99"),
    ]
    post = {p.native_id: p for p in debate.posts.values()}
    assert post["thread/1"].title == "Sixty & more"
    assert post["thread/3"].title == "https://lake.example/3"
    assert post["thread/3"].text == "Body."
    assert {n: p.status for n, p in post.items() if p.status is not PostStatus.OK} == {
        "thread/99": PostStatus.MISSING,
        "thread/1": PostStatus.MISSING,
        "13": PostStatus.DELETED,
        "14": PostStatus.NOISE,
    }
    assert post["13"].text == "gone"
    assert [b.kind for b in post["12"].blocks] == [BlockKind.OWN, BlockKind.QUOTE]
    assert post["11"].posted_at == "2024-05-02T10:00:11+00:00"
    assert not any("who@" in a.name for a in debate.authors.values())
    assert {f.code: f.text for f in debate.findings.values()} == {
        "absent-parent": "1 post names a parent that is not in this file.",
        "noise": "1 page without comments was left out.",
    }


def test_a_debate_is_called_by_its_only_page() -> None:
    assert load(f"{HEAD}{page(1, 'Boats')}{page(2, 'Other')}{comment(11, 1, 'A')}</disqus>").title == "Boats"
    assert load(EXPORT).title == "export"


def test_circles_equal_ids_and_times_that_cannot_be() -> None:
    comments = comment(1, 9, "A", 2) + comment(2, 9, "B", 1) + comment(3, 9, "C", 3) + comment(3, 9, "D")
    debate = load(f"{HEAD}{comments}</disqus>".replace("2024-05-02T10:00:02", "0000-00-00T00:00:00"))
    assert {f.code for f in debate.findings.values()} >= {"circle", "self-parent", "same-id", "time"}


def test_a_thread_of_50_000_replies_opens() -> None:
    comments = "".join(comment(n, 1, "", n - 1 or None) for n in range(1, 50_001))
    debate = load(f"{HEAD}{page(1, 'Boats')}{comments}</disqus>")
    assert sum(p.parent is not None for p in debate.posts.values()) == 50_000


@pytest.mark.parametrize("text", [f"{HEAD}</disqus>", HEAD + page(1, "Boats") + "</disqus>", "<rss/>"])
def test_a_file_without_comments_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"“export\.xml” holds no comments of Disqus"):
        load(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_known_by_its_first_element(encoding: str) -> None:
    data = EXPORT.encode(encoding)
    assert registry.guess(data, "x.xml").name == "disqus"
    assert len(disqus.read(data, "x.xml").posts) == 8
    assert disqus.sniff(b"words <disqus> disqus.com") == 0.0


@pytest.mark.corpus
def test_real_exports_give_their_own_parents(corpus: Path, check_posts: Callable[[Debate], None]) -> None:
    from lxml import etree

    data = (corpus / "threads" / "disqus_wp" / "disqus.xml").read_bytes()
    assert registry.guess(data, "disqus.xml").name == "disqus"
    debate = disqus.read(data, "disqus.xml")
    check_posts(debate)
    names = {"d": "http://disqus.com"}
    key = "{http://disqus.com/disqus-internals}id"
    told = {}
    for post in etree.fromstring(data).iterfind("d:post", names):
        parent, thread = post.find("d:parent", names), post.find("d:thread", names)
        told[post.get(key)] = f"thread/{thread.get(key)}" if parent is None else parent.get(key)
    posts = debate.posts
    read = {p.native_id: posts[p.parent].native_id for p in posts.values() if p.parent}
    assert read == told
