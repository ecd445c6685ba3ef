"""Threads of Bluesky. No real one was at hand: all of these are written from the published lexicons (app.bsky.feed.defs,
app.bsky.richtext.facet, app.bsky.embed, app.bsky.unspecced.getPostThreadV2)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import bluesky
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, PostStatus

Tree = Callable[[Debate], list[tuple[str | None, str, str | None]]]
VIEW = "app.bsky.feed.defs#"


def uri(key: str) -> str:
    return f"at://did:plc:{key[0]}/app.bsky.feed.post/{key}"


def view(key: str, text: str, answers: str = "", **more: Any) -> dict[str, Any]:
    record = {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": "2024-05-01T10:00:00.123Z",
        **more.pop("record", {}),
    }
    if answers:
        record["reply"] = {"parent": {"uri": uri(answers)}, "root": {"uri": uri("a1")}}
    return {
        "uri": uri(key),
        "cid": "bafy",
        "author": {"did": f"did:plc:{key[0]}", "handle": f"{key[0]}.example", "displayName": key.upper()},
        "record": record,
        "replyCount": 0,
        "likeCount": 3,
        "indexedAt": "2024-05-01T10:00:01Z",
        **more,
    }


def node(post: dict[str, Any], replies: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"$type": f"{VIEW}threadViewPost", "post": post, "replies": replies or [], **more}


GONE = {"$type": f"{VIEW}notFoundPost", "uri": uri("x9"), "notFound": True}
BLOCKED = {"$type": f"{VIEW}blockedPost", "uri": uri("y8"), "blocked": True, "author": {"did": "did:plc:y"}}
THREAD = {
    "thread": node(
        view("c3", "Why? 🚲", "b2", replyCount=9),
        [
            node(view("d4", "Because. שלום", "c3"), [node(view("e5", "So?", "d4"))]),
            GONE,
            BLOCKED,
            node(view("f6", "Yes.", "c3")),
        ],
        parent={
            "$type": f"{VIEW}threadViewPost",
            "post": view("b2", "It is not.", "a1", replyCount=1),
            "parent": node(view("a1", "Sixty.")),
        },
    )
}
TREE = [
    (uri("a1"), "a.example", None),
    (uri("b2"), "b.example", uri("a1")),
    (uri("c3"), "c.example", uri("b2")),
    (uri("d4"), "d.example", uri("c3")),
    (uri("e5"), "e.example", uri("d4")),
    (uri("x9"), "", uri("c3")),
    (uri("y8"), "", uri("c3")),
    (uri("f6"), "f.example", uri("c3")),
]


def load(value: Any) -> Debate:
    return bluesky.read(json.dumps(value).encode(), "thread.json")


def test_posts_above_and_below_are_one_thread(native_tree: Tree, check_posts: Callable[[Debate], None]) -> None:
    debate = load(THREAD)
    check_posts(debate)
    assert native_tree(debate) == TREE
    status = {p.native_id: p.status for p in debate.posts.values() if p.status is not PostStatus.OK}
    assert status == {uri("x9"): PostStatus.MISSING, uri("y8"): PostStatus.REMOVED}
    first = next(iter(debate.posts.values()))
    assert first.permalink == "https://bsky.app/profile/a.example/post/a1"
    assert (first.posted_at, first.score) == ("2024-05-01T10:00:00+00:00", 3)
    assert debate.title == "a.example: Sixty."
    assert [f.text for f in debate.findings.values()] == ["5 replies are not in this file."]


def test_a_parent_above_that_is_gone_keeps_its_place(native_tree: Tree) -> None:
    debate = load({"thread": node(view("c3", "Why?", "b2"), parent={**GONE, "uri": uri("b2")})})
    assert native_tree(debate) == [(uri("b2"), "", None), (uri("c3"), "c.example", uri("b2"))]
    assert not debate.findings


def test_flat_threads_tell_depths(native_tree: Tree) -> None:
    def item(depth: int, post: dict[str, Any] | None, key: str = "") -> dict[str, Any]:
        kind = "threadItemPost" if post else "threadItemNotFound"
        value = {"$type": f"app.bsky.unspecced.defs#{kind}", **({"post": post} if post else {})}
        return {"uri": uri(key) if key else post["uri"], "depth": depth, "value": value}

    items = [
        item(-1, None, "b2"),
        item(0, view("c3", "Why?", "b2")),
        item(1, view("d4", "So.", "c3")),
        item(1, None, "x9"),
    ]
    debate = load({"thread": items, "hasOtherReplies": False})
    assert native_tree(debate) == [
        (uri("b2"), "", None),
        (uri("c3"), "c.example", uri("b2")),
        (uri("d4"), "d.example", uri("c3")),
        (uri("x9"), "", uri("c3")),
    ]


@pytest.mark.parametrize("key", ["posts", "feed"])
def test_lists_of_posts(key: str, native_tree: Tree) -> None:
    posts = [view("a1", "A"), view("b2", "B", "a1")]
    value = {key: [{"post": p} for p in posts] if key == "feed" else posts}
    assert native_tree(load(value)) == [(uri("a1"), "a.example", None), (uri("b2"), "b.example", uri("a1"))]


def test_links_tell_bytes_and_keep_their_targets() -> None:
    text = "🚲 né see lake.example/a-lo... and here, @bo #x"
    raw = text.encode()

    def facet(words: str, kind: str = "uri", value: str = "") -> dict[str, Any]:
        start = raw.index(words.encode())
        return {"index": {"byteStart": start, "byteEnd": start + len(words.encode())}, "features": [{kind: value}]}

    facets = [
        facet("here", value="https://sea.example/b"),
        facet("lake.example/a-lo...", value="https://lake.example/a-long-way"),
        facet("@bo", "did", "did:plc:b"),
        {"index": {"byteStart": 1, "byteEnd": 3}, "features": [{"uri": "https://cut.example"}]},  # within the bicycle
        {"index": {"byteStart": 9, "byteEnd": 9_999}, "features": [{"uri": "https://far.example"}]},
        {"index": {"byteStart": "x"}, "features": 3},
        7,
    ]
    debate = load(view("a1", text, record={"facets": facets}))
    (post,) = debate.posts.values()
    assert post.text == "🚲 né see https://lake.example/a-long-way and here (https://sea.example/b), @bo #x"


def test_what_is_shown_and_quoted() -> None:
    quoted = {
        "$type": "app.bsky.embed.record#viewRecord",
        "uri": uri("a1"),
        "author": {"handle": "a.example"},
        "value": {"text": "Sixty 🚲 seats."},
    }
    media = {"$type": "app.bsky.embed.images#view", "images": [{"alt": "a boat"}, {"alt": ""}]}
    both = {"$type": "app.bsky.embed.recordWithMedia#view", "record": {"record": quoted}, "media": media}
    page = {"$type": "app.bsky.embed.external#view", "external": {"uri": "https://lake.example", "title": "The lake"}}
    posts = [view("a1", "Sixty 🚲 seats."), view("b2", "No.", embed=both), view("c3", "Look.", embed=page)]
    debate = load({"posts": [*posts, view("d4", "", embed={"record": {"$type": "#viewNotFound", "uri": uri("z1")}})]})
    first, second, third, fourth = debate.posts.values()
    assert [(b.kind, second.text[b.start : b.end]) for b in second.blocks] == [
        (BlockKind.OWN, "No."),
        (BlockKind.OWN, "[image: a boat]"),
        (BlockKind.OWN, "[image]"),
        (BlockKind.NOISE, "@a.example:"),
        (BlockKind.QUOTE, "Sixty 🚲 seats."),
    ]
    (quote,) = debate.quotes.values()
    assert (quote.post, quote.of_post) == (second.id, first.id)
    assert second.text[quote.start : quote.end] == "Sixty 🚲 seats."
    assert third.text == "Look.\n\nThe lake (https://lake.example)"
    assert fourth.text == uri("z1")


@pytest.mark.parametrize(("upwards", "depth"), [(True, 5_000), (False, 50_000)])
def test_a_thread_of_50_000_replies_opens(upwards: bool, depth: int) -> None:
    one = '{"$type":"%sthreadViewPost","post":{"uri":"at://a/app.bsky.feed.post/%d","author":{"handle":"a"},"record":{"text":"A"}},"%s":%s'
    key, opened, closed = ("parent", "", "}") if upwards else ("replies", "[", "]}")
    text = "".join(one % (VIEW, n, key, opened) for n in range(depth)) + ("{}" if upwards else "") + closed * depth
    debate = bluesky.read(('{"thread":' + text + "}").encode(), "deep.json")
    assert len(debate.posts) == depth
    assert sum(p.parent is not None for p in debate.posts.values()) == depth - 1


def test_circles_and_times_that_cannot_be() -> None:
    posts = [
        view("a1", "A", "b2", record={"createdAt": "0000-01-01"}),
        view("b2", "B", "a1"),
        view("c3", "C", "c3"),
        view("c3", "D"),
    ]
    debate = load({"posts": posts})
    assert {f.code for f in debate.findings.values()} == {"circle", "self-parent", "time", "same-id"}


@pytest.mark.parametrize("value", [{}, [], 1, {"thread": {}}, {"thread": [1, {}]}, {"posts": [{"record": {}}]}])
def test_a_file_without_posts_is_refused(value: Any) -> None:
    with pytest.raises(FormatError, match=r"“thread\.json” holds no posts of Bluesky"):
        load(value)


def test_it_is_known_by_its_keys() -> None:
    for value in (THREAD, {"posts": [view("a1", "A")]}, view("a1", "A")):
        assert registry.guess(json.dumps(value).encode(), "x.json").name == "bluesky"
        assert len(registry.tied(json.dumps(value).encode("utf-16"), "x.json")) == 1
