"""Comments on pages as small servers take and give them. The list of pages has a real sample in the corpus; the replies to one
page are written from the server's published interface."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import comments_json
from argmap.model.debate import Debate
from argmap.model.kinds import PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]


def comment(number: int, text: str, **more: Any) -> dict[str, Any]:
    created = "2024-05-01 10:00:00"
    return {
        "id": number,
        "author": "bo",
        "email": "bo@lake.example",
        "website": "",
        "created": created,
        "text": text,
        **more,
    }


PAGES = [
    {
        "id": "/1/",
        "title": "Sixty+%26+more",
        "comments": [comment(0, "Too low. 🚲"), comment(1, "> Too low.\n\nNo.", parent=0)],
    },
    {"id": "/2/", "title": "", "comments": [comment(0, "<p>Too low.</p>")]},
]


def load(value: Any) -> Debate:
    return comments_json.read(json.dumps(value).encode(), "comments.json")


def test_pages_are_the_roots_of_their_comments(native_tree: Tree, check_posts: Callable[[Debate], None]) -> None:
    debate = load(PAGES)
    check_posts(debate)
    assert native_tree(debate) == [
        ("page//1/", "", None),
        ("/1//0", "bo", "page//1/"),
        ("/1//1", "bo", "/1//0"),
        ("page//2/", "", None),
        ("/2//0", "bo", "page//2/"),
    ]
    page, first, second, other, third = debate.posts.values()
    assert (page.title, page.status, other.title) == ("Sixty & more", PostStatus.MISSING, "/2/")
    assert first.posted_at == "2024-05-01T10:00:00"
    assert third.text == "Too low."
    (quote,) = debate.quotes.values()
    assert second.text[quote.start : quote.end] == "Too low."


def test_replies_to_a_page_lie_in_each_other(native_tree: Tree) -> None:
    inner = {
        "id": 3,
        "parent": 2,
        "text": "<p>Why?</p>",
        "author": None,
        "created": 1714557600.5,
        "likes": 3,
        "dislikes": 1,
    }
    outer = {
        "id": 2,
        "parent": None,
        "text": "<p>No.</p>",
        "author": "cy",
        "created": 1714557600,
        "mode": 4,
        "replies": [inner],
    }
    debate = load({"id": None, "total_replies": 3, "hidden_replies": 1, "replies": [outer]})
    assert native_tree(debate) == [("2", "cy", None), ("3", "", "2")]
    first, second = debate.posts.values()
    assert (first.status, second.score, second.posted_at) == (PostStatus.DELETED, 2, "2024-05-01T10:00:00+00:00")
    assert [f.text for f in debate.findings.values()] == ["1 comment is not in this file."]


def test_a_thread_of_50_000_replies_opens() -> None:
    text = (
        '{"total_replies":1,"replies":['
        + '{"id":%d,"text":"A","replies":[' * 50_000 % tuple(range(50_000))
        + "]}" * 50_001
    )
    debate = comments_json.read(text.encode(), "deep.json")
    assert sum(p.parent is not None for p in debate.posts.values()) == 49_999


@pytest.mark.parametrize("value", [{}, [], 1, [{"comments": []}], [{"id": "a", "comments": [1]}], {"replies": 3}])
def test_a_file_without_comments_is_refused(value: Any) -> None:
    with pytest.raises(FormatError, match=r"“comments\.json” holds no comments"):
        load(value)


def test_it_is_known_by_its_keys() -> None:
    assert registry.guess(json.dumps(PAGES).encode(), "x.json").name == "comments-json"
    assert (
        registry.guess(b'{"id":null,"total_replies":1,"replies":[{"id":1,"text":"a"}]}', "x.json").name
        == "comments-json"
    )
    assert comments_json.sniff(b'[{"text": "a", "title": "b"}]') == 0.0


@pytest.mark.corpus
def test_a_real_list_gives_its_own_parents(corpus: Path, check_posts: Callable[[Debate], None]) -> None:
    data = (corpus / "threads" / "disqus_wp" / "generic.json").read_bytes()
    assert registry.guess(data, "generic.json").name == "comments-json"
    debate = comments_json.read(data, "generic.json")
    check_posts(debate)
    told = [(c["text"].strip(), unquote_plus(page["title"])) for page in json.loads(data) for c in page["comments"]]
    assert [(p.text, debate.posts[p.parent].title) for p in debate.posts.values() if p.parent] == told
