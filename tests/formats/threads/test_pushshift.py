"""Dumps of Reddit, one object a line."""

import json
from typing import Any

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import pushshift, reddit
from argmap.formats.threads.decoding import decode
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import PostStatus

SUBMISSION = {
    "id": "dam",
    "title": "Dam",
    "selftext": "Raise &gt; it?",
    "subreddit": "lake",
    "created_utc": "1400000000",
}


def comment(own: str, parent: Any, body: str = "Words.", **more: Any) -> dict[str, Any]:
    told = {"id": own, "link_id": "t3_dam", "parent_id": parent, "body": body, "author": "ann", "subreddit": "lake"}
    return {**told, "created_utc": 1_500_000_000, "score": 2, **more}


def lines(*values: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def read(data: bytes) -> Debate:
    debate = pushshift.read(data, "RC_2015-08.jsonl")
    assert list(problems(debate)) == []
    return debate


def tree(debate: Debate) -> dict[str | None, str | None]:
    return {p.native_id: p.parent and debate.posts[p.parent].native_id for p in debate.posts.values()}


def test_comments_and_submissions_have_the_ids_of_reddit() -> None:
    data = lines(comment("b", "t1_a", "&gt; Words.\n\nOh."), SUBMISSION, comment("a", "t3_dam"), {"subreddit": "lake"})
    debate = read(data)
    assert tree(debate) == {"t1_b": "t1_a", "t3_dam": None, "t1_a": "t3_dam"}
    assert pushshift.FORMAT.family == reddit.FORMAT.family
    assert debate.title == "Dam"
    text = decode(data, "x").text
    (source,) = debate.sources.values()
    told = [json.loads(text[span.start : span.end]).get("id") for span in source.spans]
    assert told == ["b", "dam", "a", None]
    assert [debate.posts[span.post].native_id if span.post else None for span in source.spans] == [
        "t1_b",
        "t3_dam",
        "t1_a",
        None,
    ]
    assert sorted(post.text for post in debate.posts.values()) == ["Raise > it?", "Words.", "Words.\n\nOh."]


def test_ids_as_numbers_and_comments_without_a_parent_find_their_place() -> None:
    debate = read(
        lines(SUBMISSION, comment("a", None), comment("cu5uxqk", 36 * 10 + 1), comment("d", -4), comment("a1", "t1_a"))
    )
    assert tree(debate) == {
        "t3_dam": None,
        "t1_a": "t3_dam",
        "t1_cu5uxqk": "t1_a1",
        "t1_d": "t3_dam",
        "t1_a1": "t1_a",
    }


def test_posts_that_are_gone() -> None:
    gone = {**SUBMISSION, "selftext": "", "removed_by_category": "moderator"}
    debate = read(lines(gone, comment("a", "t3_dam", "[deleted]", author="[deleted]")))
    assert [post.status for post in debate.posts.values()] == [PostStatus.REMOVED, PostStatus.DELETED]
    assert not debate.authors


def test_lists_and_answers_of_servers_are_dumps_too() -> None:
    for data in (json.dumps([comment("a", "t3_dam")]), json.dumps({"data": [comment("a", "t3_dam")], "metadata": {}})):
        assert registry.guess(data.encode(), "x.json") is pushshift.FORMAT
        assert len(read(data.encode()).posts) == 2


def test_dumps_are_known_by_their_content() -> None:
    for name in ("x.jsonl", "x.ndjson", "x.json", "RC_2015-08"):
        assert [f.name for f in registry.tied(lines(comment("a", "t3_dam"), comment("b", "t1_a")), name)] == [
            "pushshift"
        ]
        assert [f.name for f in registry.tied(lines(SUBMISSION), name)] == ["pushshift"]


def test_packed_dumps_are_told_how_to_be_opened() -> None:
    with pytest.raises(FormatError, match=r"“RC\.zst” is compressed \(Zstandard\)\. Unpack it"):
        registry.read(b"\x28\xb5\x2f\xfd\0\0\0", "RC.zst")


def test_lines_without_posts_are_refused() -> None:
    with pytest.raises(FormatError, match="holds no comments or submissions of Reddit"):
        read(b'{"a": 1}\n{"b": 2}')
