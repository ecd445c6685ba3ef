"""Threads of Hacker News, in all shapes. The nested ones and those by id are written after the published interfaces."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import hacker_news
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import PostStatus
from argmap.model.records import Post


def nested(own: int, parent: int | None, text: str | None, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    told = {"id": own, "created_at_i": 1_500_000_000, "author": "ann", "text": text, "points": None, "type": "comment"}
    return {**told, "parent_id": parent, "story_id": 1, "title": None, "url": None, "children": list(children), **more}


STORY = nested(
    1,
    None,
    None,
    nested(2, 1, "&gt; Raise it<p>Why?<p><i>Who</i> pays", nested(3, 2, "The town.", author="ben")),
    nested(4, 1, None, nested(5, 4, "Kept."), author=None),
    type="story",
    title="The dam",
    url="https://lake.example/?a=1&b=2",
    points=70,
)
ITEMS = {
    "1": {
        "id": 1,
        "by": "ann",
        "time": 1_500_000_000,
        "type": "story",
        "title": "Dam",
        "kids": [4, 2, 9],
        "descendants": 5,
        "score": 3,
    },
    "2": {"id": 2, "by": "ben", "time": 1_500_000_001, "type": "comment", "parent": 1, "text": "Two", "kids": [3]},
    "3": {
        "id": 3,
        "by": "cleo",
        "time": 1_500_000_002,
        "type": "comment",
        "parent": 2,
        "text": "[flagged]",
        "dead": True,
    },
    "4": {"id": 4, "time": 1_500_000_003, "type": "comment", "parent": 1, "deleted": True, "kids": [5]},
    "5": {"id": 5, "by": "ben", "time": 1_500_000_004, "type": "comment", "parent": 4, "text": "Five", "dead": True},
    "6": None,
}


def read(value: Any) -> Debate:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    debate = hacker_news.read(data, "dam.json")
    assert list(problems(debate)) == []
    return debate


def in_order(debate: Debate) -> list[Post]:
    return sorted(debate.posts.values(), key=lambda post: post.position)


def tree(debate: Debate) -> dict[str | None, str | None]:
    return {p.native_id: p.parent and debate.posts[p.parent].native_id for p in debate.posts.values()}


def findings(debate: Debate) -> list[str]:
    return [finding.text for finding in debate.findings.values()]


def test_a_story_with_its_comments_inside() -> None:
    debate = read(STORY)
    assert tree(debate) == {"1": None, "2": "1", "3": "2", "4": "1", "5": "4"}
    root, first, _, gone, kept = in_order(debate)
    assert (debate.title, root.title, root.text, root.score) == (
        "The dam",
        "The dam",
        "https://lake.example/?a=1&b=2",
        70,
    )
    assert root.permalink == "https://news.ycombinator.com/item?id=1"
    assert (first.text, first.score, first.posted_at) == (
        "Raise it\n\nWhy?\n\nWho pays",
        None,
        "2017-07-14T02:40:00+00:00",
    )
    assert [first.text[q.start : q.end] for q in debate.quotes.values()] == ["Raise it"]
    assert (gone.status, gone.author, kept.status) == (PostStatus.DELETED, None, PostStatus.OK)
    assert findings(debate) == []


@pytest.mark.parametrize("shape", ["map", "list", "lines"])
def test_items_in_the_order_of_the_site(shape: str) -> None:
    rows = list(ITEMS.values())
    shapes: dict[str, Any] = {"map": ITEMS, "list": rows, "lines": "\n".join(json.dumps(r) for r in rows if r).encode()}
    debate = read(shapes[shape])
    assert [(post.native_id, post.status.value) for post in in_order(debate)] == [
        ("1", "ok"),
        ("4", "deleted"),
        ("5", "ok"),
        ("2", "ok"),
        ("3", "removed"),
        ("1/more", "stub"),
    ]
    assert sorted(findings(debate)) == ["1 comment is not in this file.", "This post was flagged; the site hides it."]
    assert len(read(ITEMS["2"]).posts) == 3, "with the story and the reply that are not there"


def test_found_comments() -> None:
    hit = {
        "objectID": "7",
        "author": "ann",
        "comment_text": "Yes",
        "parent_id": 1,
        "story_id": 1,
        "story_title": "The dam",
    }
    debate = read(
        {"hits": [{**hit, "created_at": "2017-07-14T02:40:00Z", "children": [8, 9], "points": None}], "nbHits": 1}
    )
    assert tree(debate) == {"1": None, "7": "1", "7/more": "7"}
    assert debate.title == "The dam"
    assert next(p.posted_at for p in debate.posts.values() if p.native_id == "7") == "2017-07-14T02:40:00+00:00"


def test_files_of_one_story_are_one_thread() -> None:
    files = [(json.dumps(ITEMS[key]).encode(), f"{key}.json") for key in ("2", "1", "3")]
    debate = hacker_news.read_all(files)
    assert tree(debate) == {"2": "1", "1": None, "3": "2", "1/more": "1"}
    assert len(debate.sources) == 3


def test_replies_nest_as_deep_as_they_like() -> None:
    depth = 50_000
    rows = "".join(f'{{"id":{n},"author":"a","text":"","title":"x","children":[' for n in range(1, depth + 1))
    debate = read((rows + "]}" * depth).encode())
    assert len(debate.posts) == depth
    assert tree(debate)[str(depth)] == str(depth - 1)


def test_hostile_items_open() -> None:
    debate = read(
        [
            {"id": 1, "parent": 2, "text": "a", "kids": [2, "2", None, {}, [3]], "by": 7},
            {"id": 2, "parent": 1, "text": "b", "kids": [1]},
            {"id": 3, "parent": 3, "text": "👩‍👧 שלום\0<p>x", "time": "never", "descendants": 1e308, "kids": [4]},
            {"id": 1, "parent": 2, "text": "other", "score": "12"},
            {"id": True, "text": "no id"},
            {"id": "x", "text": ["a"], "time": 1e200, "by": "ann", "url": "javascript:alert(1)"},
        ]
    )
    found = {post.native_id: post for post in debate.posts.values()}
    assert found["3"].text == "👩‍👧 שלום\n\nx"
    assert found["1#2"].score == 12
    assert found["x"].text == ""
    assert {finding.code for finding in debate.findings.values()} == {
        "circle",
        "self-parent",
        "same-id",
        "time",
        "stub",
    }


def test_shapes_are_known_by_their_content() -> None:
    for name in ("x.json", "x"):
        for value in (STORY, ITEMS, list(ITEMS.values()), ITEMS["2"], {"hits": [STORY]}):
            assert [f.name for f in registry.tied(json.dumps(value).encode(), name)] == ["hacker-news"]
    assert hacker_news.sniff(b"{}") == hacker_news.sniff(b"by time parent") == 0


def test_other_files_are_refused_in_one_sentence() -> None:
    for data in (b"{}", b"[]", b'{"hits": []}', b"null"):
        with pytest.raises(FormatError, match=r"“x\.json” holds no items of Hacker News"):
            hacker_news.read(data, "x.json")


@given(st.binary(max_size=60), st.integers(0, 5_000), st.integers(0, 40), st.sampled_from([STORY, ITEMS]))
def test_damaged_files_open_or_are_refused(junk: bytes, at: int, cut: int, value: object) -> None:
    whole = json.dumps(value).encode()
    at %= len(whole)
    for data in (junk, whole[:at], whole[:at] + junk + whole[at + cut :]):
        try:
            debate = hacker_news.read(data, "x.json")
        except FormatError as error:
            assert "\n" not in str(error)
        else:
            assert list(problems(debate)) == []


@pytest.mark.corpus
def test_real_comments_open_with_the_parents_that_they_tell(corpus: Path) -> None:
    (file,) = (corpus / "threads/hn").glob("*.jsonl")
    data = file.read_bytes()
    assert [f.name for f in registry.tied(data, file.name)] == ["hacker-news"]
    debate = hacker_news.read(data, file.name)
    assert list(problems(debate)) == []
    rows = [json.loads(line) for line in data.decode().splitlines()]
    parents = tree(debate)
    assert {row["id"]: parents[row["id"]] for row in rows} == {row["id"]: row["parent"] for row in rows}
    written = {post.native_id: post.text for post in debate.posts.values()}
    assert all(written[row["id"]] for row in rows)
    assert not any("<p>" in text or "&#x27;" in text for text in written.values())
