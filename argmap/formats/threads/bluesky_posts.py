"""The posts in Bluesky's JSON, taken out of each other without recursion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from argmap.formats.threads.bluesky_body import body_of
from argmap.formats.threads.json_values import list_of, number_of, object_of, text_of
from argmap.formats.threads.thread import Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted
from argmap.model.kinds import FindingLevel, PostStatus

_TITLE = 80  # characters of the first post that a thread is called by


def thread_of(value: Any) -> Thread:
    """The posts of a file, each before the replies to it."""
    clock = Clock()
    thread = Thread()
    replies: dict[str, float] = {}
    for node, above in _nodes(value):
        draft = _draft(node, above, clock)
        if draft is not None:
            thread.posts.append(draft)
            replies[draft.native_id or ""] = number_of(_post(node), "replyCount") or 0
    thread.notes = clock.note()
    here = Counter(draft.parent for draft in thread.posts)
    absent = sum(int(min(max(0, count - here[native]), 1e9)) for native, count in replies.items())
    if absent:
        text = f"{counted(absent, 'reply', 'replies')} {'is' if absent == 1 else 'are'} not in this file."
        thread.notes.append(Note(FindingLevel.WARNING, "stub", text))
    first = next((draft for draft in thread.posts if draft.body.text), None)
    if first is not None:
        words = first.body.text.split("\n")[0]
        thread.title = f"{first.author}: {words[:_TITLE]}{'…' * (len(words) > _TITLE)}"
    return thread


def _nodes(value: Any) -> Iterator[tuple[dict[str, Any], str | None]]:
    """The nodes of threads and lists with what they stand below, if they stand below anything."""
    for one in value if isinstance(value, list) else [value]:
        thread = one.get("thread", one) if isinstance(one, dict) else None
        if isinstance(thread, list):
            yield from _flat(thread)
        elif isinstance(thread, dict) and (isinstance(thread.get("post"), dict) or _uri(thread)):
            yield from _nested(thread)
        for key in ("feed", "posts"):
            yield from ((node, None) for node in list_of(one, key) if isinstance(node, dict))


def _nested(thread: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str | None]]:
    chain = [thread]
    while isinstance(chain[-1].get("parent"), dict):
        chain.append(chain[-1]["parent"])
    above: str | None = None
    for node in reversed(chain[1:]):
        yield node, above
        above = _uri(node) or above
    rest = [(thread, above)]
    while rest:
        node, above = rest.pop()
        yield node, above
        below = _uri(node) or above
        rest += ((reply, below) for reply in reversed(list_of(node, "replies")) if isinstance(reply, dict))


def _flat(items: list[Any]) -> Iterator[tuple[dict[str, Any], str | None]]:
    """A thread that tells the depth of each post in a list."""
    path: dict[float, str] = {}
    for item in items:
        depth, node = number_of(item, "depth") or 0.0, object_of(item, "value")
        uri = _uri(node) or text_of(item, "uri")
        if uri:
            yield {**node, "uri": uri}, path.get(depth - 1)
            path[depth] = uri


def _post(node: dict[str, Any]) -> dict[str, Any]:
    return object_of(node, "post") or node


def _uri(node: dict[str, Any]) -> str:
    return text_of(_post(node), "uri")


def _draft(node: dict[str, Any], above: str | None, clock: Clock) -> PostDraft | None:
    post = _post(node)
    record, author = object_of(post, "record"), object_of(post, "author")
    uri = text_of(post, "uri")
    if not uri:
        return None
    named = text_of(object_of(object_of(record, "reply"), "parent"), "uri")
    if not record:
        gone = PostStatus.REMOVED if node.get("blocked") or "locked" in text_of(node, "$type") else PostStatus.MISSING
        return PostDraft(uri, above, author=text_of(author, "handle"), status=gone)
    handle = text_of(author, "handle") or text_of(author, "did")
    kind, _, key = uri.rpartition("/")
    page = f"https://bsky.app/profile/{handle}/post/{key}" if handle and kind.endswith("app.bsky.feed.post") else None
    return PostDraft(
        uri,
        named or above,
        author=handle,
        posted_at=clock.iso(record.get("createdAt") or post.get("indexedAt")),
        body=body_of(post),
        permalink=page,
        score=number_of(post, "likeCount"),
    )
