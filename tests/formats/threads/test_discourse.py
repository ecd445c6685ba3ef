"""Discourse topics as JSON: posts, quotes, what the forum did itself, and what a page leaves out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import discourse
from argmap.formats.threads.discourse_raw import raw_body
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]


def post(number: int, user: str, cooked: str, **more: Any) -> dict[str, Any]:
    return {
        "id": 900 + number,
        "username": user,
        "name": f"{user.title()} Long",
        "created_at": f"2024-05-01T10:{number:02}:00.123Z",
        "updated_at": f"2024-05-02T10:{number:02}:00.456Z",
        "version": 1,
        "cooked": cooked,
        "post_number": number,
        "post_type": 1,
        "reply_to_post_number": None,
        "topic_id": 7,
        "topic_slug": "boats",
        "actions_summary": [],
        **more,
    }


QUOTE = (
    '<aside class="quote no-group" data-username="ada" data-post="1" data-topic="7">\n<div class="title">\n'
    '<div class="quote-controls"></div>\n<img alt="" class="avatar" src="https://x.example/a.png"> ada:</div>\n'
    "<blockquote>\n<p>Sixty seats is too low.</p>\n</blockquote>\n</aside>\n<p>Why? 🚲</p>"
)
ELSEWHERE = QUOTE.replace('data-topic="7"', 'data-topic="8"')
TOPIC: dict[str, Any] = {
    "post_stream": {
        "posts": [
            post(1, "ada", "<p>Sixty seats is too low. שלום</p>", version=3),
            post(2, "bo", QUOTE, actions_summary=[{"id": 2, "count": 4}, {"id": 3, "count": 9}]),
            post(4, "cy", ELSEWHERE, reply_to_post_number=2),
            post(5, "dan", "<p>(post deleted by author)</p>", user_deleted=True, reply_to_post_number=1),
            post(6, "eve", "", deleted_at="2024-05-03", deleted_by={"username": "mod"}, reply_to_post_number=3),
            post(7, "fay", "<p>Rude.</p>", hidden=True),
            post(8, "system", "", post_type=3, action_code="closed.enabled", action_code_who="mod"),
            post(9, "mod", "<p>Please be kind.</p>", post_type=2, reply_to_post_number=7),
        ],
        "stream": [*range(901, 910), 950, 951],
    },
    "id": 7,
    "title": "Boats & seats",
}


def load(value: Any) -> Debate:
    return discourse.read(json.dumps(value).encode(), "topic.json")


@pytest.fixture
def topic(check_posts: Callable[[Debate], None]) -> Debate:
    debate = load(TOPIC)
    check_posts(debate)
    return debate


def by_number(debate: Debate, number: int, topic: int = 7) -> Any:
    return next(p for p in debate.posts.values() if p.native_id == f"{topic}/{number}")


def test_posts_and_parents_are_the_files_own(topic: Debate, native_tree: Tree) -> None:
    assert native_tree(topic) == [
        ("7/3", "", None),  # absent, and named by the sixth
        ("7/1", "ada", None),
        ("7/2", "bo", None),
        ("7/4", "cy", "7/2"),
        ("7/5", "dan", "7/1"),
        ("7/6", "eve", "7/3"),
        ("7/7", "fay", None),
        ("7/8", "system", None),
        ("7/9", "mod", "7/7"),
    ]
    assert {p.parent_basis for p in topic.posts.values() if p.parent} == {ParentBasis.NATIVE}
    assert topic.title == "Boats & seats"
    assert by_number(topic, 1).title == "Boats & seats"
    assert by_number(topic, 2).title == ""


def test_what_became_of_posts(topic: Debate) -> None:
    status = {p.native_id: p.status for p in topic.posts.values()}
    assert status == {
        "7/3": PostStatus.MISSING,
        "7/1": PostStatus.OK,
        "7/2": PostStatus.OK,
        "7/4": PostStatus.OK,
        "7/5": PostStatus.DELETED,
        "7/6": PostStatus.REMOVED,
        "7/7": PostStatus.REMOVED,
        "7/8": PostStatus.NOISE,
        "7/9": PostStatus.OK,
    }
    assert by_number(topic, 7).text == "Rude."
    assert by_number(topic, 8).text == "closed enabled @mod"


def test_times_scores_and_addresses(topic: Debate) -> None:
    first, second = by_number(topic, 1), by_number(topic, 2)
    assert (first.posted_at, first.edited_at) == ("2024-05-01T10:01:00+00:00", "2024-05-02T10:01:00+00:00")
    assert second.edited_at is None  # touched by likes alone
    assert (first.score, second.score) == (0, 4)
    assert second.permalink == "/t/boats/7/2"


def test_quotes_name_their_posts_by_topic(topic: Debate) -> None:
    second = by_number(topic, 2)
    here, elsewhere = topic.quotes.values()
    assert second.text == "ada:\n\nSixty seats is too low.\n\nWhy? 🚲"
    assert [b.kind for b in second.blocks] == [BlockKind.NOISE, BlockKind.QUOTE, BlockKind.OWN]
    assert second.text[here.start : here.end] == "Sixty seats is too low."
    assert here.of_post == by_number(topic, 1).id
    assert elsewhere.of_post is None  # the first post of another topic


def test_what_a_page_leaves_out_is_counted(topic: Debate) -> None:
    found = {f.code: f.text for f in topic.findings.values()}
    assert found == {
        "stub": "3 posts are not in this file.",
        "absent-parent": "1 post names a parent that is not in this file.",
    }


def test_pages_of_a_topic_are_one_debate_in_whatever_order(native_tree: Tree) -> None:
    later = {"post_stream": {"posts": [post(3, "gil", "<p>Yes.</p>"), post(2, "bo", QUOTE)]}, "id": 7}
    files = [(json.dumps(value).encode(), name) for value, name in ((later, "2.json"), (TOPIC, "1.json"))]
    debate = discourse.read_all(files)
    found = {f.code: f.text for f in debate.findings.values()}
    assert found["stub"] == "2 posts are not in these files."
    assert found["repeated"] == "1 post stood there twice and was read once."
    assert "absent-parent" not in found
    assert ("7/6", "eve", "7/3") in native_tree(debate)
    assert len(debate.posts) == 9
    assert [s.name for s in debate.sources.values()] == ["1.json", "2.json"]


def test_lists_of_posts_come_newest_first_and_are_turned_round(native_tree: Tree) -> None:
    posts = [post(2, "bo", "B"), post(1, "ada", "A"), post(1, "cy", "C", topic_id=8, topic_title="Cranes")]
    debate = load({"latest_posts": posts})
    assert native_tree(debate) == [("7/1", "ada", None), ("7/2", "bo", None), ("8/1", "cy", None)]
    assert by_number(debate, 1, 8).title == "Cranes"


@pytest.mark.parametrize("value", [post(1, "ada", "A"), [post(1, "ada", "A")], {"post": post(1, "ada", "A")}])
def test_a_post_alone(value: Any, native_tree: Tree) -> None:
    assert native_tree(load(value)) == [("7/1", "ada", None)]
    assert load(value).title == "Boats"


def test_what_a_person_was_answered_has_only_excerpts(native_tree: Tree) -> None:
    action = {
        "action_type": 5,
        "created_at": "2024-05-01T10:00:00Z",
        "excerpt": "Too low &hellip;",
        "topic_id": 7,
        "post_number": 3,
        "reply_to_post_number": 2,
        "username": "asked",
        "acting_username": "bo",
        "title": "Boats",
    }
    debate = load({"user_actions": [action]})
    assert native_tree(debate) == [("7/2", "", None), ("7/3", "bo", "7/2")]
    assert by_number(debate, 3).text == "Too low …"
    texts = [f.text for f in debate.findings.values()]
    assert "1 post is here only in part: the file has excerpts." in texts


def test_typed_text_where_the_forum_gives_nothing_else(check_posts: Callable[[Debate], None]) -> None:
    raw = 'First.\n\n[quote="ada, post:1, topic:7"]\nSixty seats\n[quote="cy"]is low[/quote]\n[/quote]\nWhy?\n\n> typed\n\nEnd.'
    debate = load([post(1, "ada", "A"), {**post(2, "bo", ""), "raw": raw}])
    check_posts(debate)
    second = by_number(debate, 2)
    quoted, typed = debate.quotes.values()
    assert quoted.of_post == by_number(debate, 1).id
    assert typed.of_post is None
    assert second.text[typed.start : typed.end] == "typed"
    assert "Sixty seats" in second.text[quoted.start : quoted.end]
    assert "Why?" not in second.text[quoted.start : quoted.end]
    assert [second.text[b.start : b.end] for b in second.blocks if b.kind is BlockKind.OWN] == [
        "First.",
        "Why?",
        "End.",
    ]


def test_tags_of_typed_quotes_may_be_unbalanced() -> None:
    for raw in ("[/quote]a", "[quote]" * 500 + "a", "[quote=]a[/quote][/quote]", '[quote="x\n"]'):
        body = raw_body(raw, "7")
        assert "quote" not in body.text or "\n" in raw


@pytest.mark.parametrize("year", ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01", "soon"])
def test_times_that_cannot_be(year: str) -> None:
    debate = load([post(1, "ada", "A", created_at=year)])
    expected = "9999-12-31T23:59:59+00:00" if year.startswith("9999") else None
    assert by_number(debate, 1).posted_at == expected
    texts = [f.text for f in debate.findings.values()]
    assert texts == ([] if expected else ["1 time could not be read and was left out."])


def test_circles_and_equal_ids_are_told() -> None:
    posts = [
        post(1, "ada", "A", reply_to_post_number=2),
        post(2, "bo", "B", reply_to_post_number=1),
        post(3, "cy", "C", reply_to_post_number=3),
        post(3, "dan", "D"),
    ]
    debate = load(posts)
    assert {f.code for f in debate.findings.values()} == {"circle", "self-parent", "same-id"}
    assert len(debate.posts) == 4


def test_a_thread_of_50_000_replies_opens() -> None:
    posts = [post(n, "ada", "A", reply_to_post_number=n - 1, created_at=None) for n in range(1, 50_001)]
    debate = load({"post_stream": {"posts": posts}, "id": 7})
    assert sum(p.parent is not None for p in debate.posts.values()) == 49_999


@pytest.mark.parametrize(
    "value", [{}, [], [1], {"post_stream": {}}, {"post_stream": {"posts": [1, {}]}}, {"latest_posts": 3}, 1]
)
def test_a_file_without_posts_is_refused(value: Any) -> None:
    with pytest.raises(FormatError, match=r"“topic\.json” holds no posts of a Discourse topic"):
        load(value)


def test_values_of_odd_types_are_no_harm() -> None:
    odd = {key: [1] for key in post(1, "ada", "A")} | {
        "post_number": 1,
        "reply_to_post_number": "x",
        "cooked": {"a": 1},
    }
    assert len(load([odd]).posts) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_it_is_known_by_its_keys(encoding: str) -> None:
    text = json.dumps(TOPIC, ensure_ascii=False).encode(encoding)
    assert registry.guess(text, "x.json").name == "discourse"
    assert discourse.read(text, "x.json").title == "Boats & seats"
    long = json.dumps({**post(1, "ada", "A"), "avatar_template": "/a/{size}.png"}).encode()
    assert discourse.sniff(long[: long.index(b"post_number")]) == 0.0
    assert discourse.sniff(b'{"avatar_template": "/a/{size}.png", ' + long[1 : long.index(b"post_number")]) > 0.9
    assert discourse.sniff(json.dumps({"note": json.dumps(TOPIC)}).encode()) == 0.0
    assert discourse.sniff(b'<p>"post_stream": {') == 0.0


@pytest.mark.corpus
def test_real_files_give_their_own_parents(corpus: Path, check_posts: Callable[[Debate], None]) -> None:
    paths = sorted((corpus / "threads" / "discourse_json").glob("*.json"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert registry.guess(data, path.name).name == "discourse", path.name
        debate = discourse.read(data, path.name)
        check_posts(debate)
        found = {p.native_id: p for p in debate.posts.values()}
        told = [o for o in _objects(json.loads(data)) if "post_number" in o and "created_at" in o]
        assert told
        for one in told:
            read = found[f"{one['topic_id']}/{one['post_number']}"]
            parent = one.get("reply_to_post_number")
            expected = None if parent is None else f"{one['topic_id']}/{parent}"
            assert (debate.posts[read.parent].native_id if read.parent else None) == expected
            assert debate.authors[read.author].name == one.get("acting_username", one["username"])


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [o for entry in value for o in _objects(entry)]
    if isinstance(value, dict):
        return [value, *(o for entry in value.values() for o in _objects(entry))]
    return []


def test_tags_in_code_are_code() -> None:
    raw = '[quote="ada, post:1"]\nSixty\n[/quote]\n\n```\n[quote]typed[/quote]\n> so\n```\n\nSay `[quote]` twice.'
    body = raw_body(raw, "7")
    assert [quote.of for quote in body.quotes] == ["7/1"]
    assert body.text.endswith("```\n[quote]typed[/quote]\n> so\n```\n\nSay `[quote]` twice.")
