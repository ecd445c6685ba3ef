"""The posts of Discourse's JSON, whichever of its lists they come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.html_body import html_body
from argmap.formats.threads.json_values import id_of, list_of, number_of, object_of, text_of
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted
from argmap.model.kinds import BlockKind, FindingLevel, PostStatus
from argmap.model.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = ("posts", "latest_posts", "private_posts", "user_actions")
_MODERATOR, _SMALL = 2, 3  # kinds of posts that the forum makes itself; moderators make the first kind too
_LIKE = 2  # the kind of action that is a like


class Page:
    """The posts of one file, by topic and number. ``listed`` are the ids that its topics say they have, by topic, and
    ``ids`` those that are here; ``begins`` is the number of its first post."""

    def __init__(self, value: Any) -> None:
        self.title = ""
        self.drafts: list[PostDraft] = []
        self.listed: dict[str, set[str]] = {}
        self.ids: set[str] = set()
        self._clock = Clock()
        self._excerpts = 0
        found = list(_posts(value))
        topics: dict[str, int] = {}
        keys = [topics.setdefault(_topic(post, page), len(topics)) for post, page in found]
        numbers = [number_of(post, "post_number") or 0 for post, _ in found]
        self.begins = min(numbers, default=0.0)
        for place in sorted(range(len(found)), key=lambda place: (keys[place], numbers[place])):
            post, page = found[place]
            self.title = self.title or _title(post, page)
            self.ids.add(id_of(post, "id"))
            self.drafts.append(self._draft(post, page))
        for page in _pages(value):
            listed = {str(entry) for entry in list_of(object_of(page, "post_stream"), "stream")}
            self.listed.setdefault(id_of(page, "id"), set()).update(listed)

    def thread(self) -> Thread:
        """The posts as a thread, with what is doubtful about them."""
        notes = self._clock.note()
        if self._excerpts:
            text = f"{counted(self._excerpts, 'post')} {'is' if self._excerpts == 1 else 'are'} here only in part: the file has excerpts."
            notes.append(Note(FindingLevel.WARNING, "excerpt", text))
        return Thread(self.title, self.drafts, notes)

    def _draft(self, post: dict[str, Any], page: dict[str, Any]) -> PostDraft:
        topic, number = _topic(post, page), id_of(post, "post_number")
        parent = id_of(post, "reply_to_post_number")
        edited = (number_of(post, "version") or 1) > 1
        body = self._body(post, topic)
        draft = PostDraft(
            f"{topic}/{number}" if number else f"{topic}/post {id_of(post, 'id') or id_of(post, 'post_id')}",
            f"{topic}/{parent}" if parent not in ("", "0") else None,
            author=text_of(post, "acting_username") or text_of(post, "username") or text_of(post, "name"),
            posted_at=self._clock.iso(post.get("created_at")),
            edited_at=self._clock.iso(post.get("last_edited_at") or post.get("updated_at")) if edited else None,
            status=_status(post, body),
            title=_title(post, page) if number == "1" else "",
            body=body,
            permalink=_permalink(post),
            score=_score(post),
        )
        if body is not NOTHING and not text_of(post, "cooked") and not text_of(post, "raw") and not _is_small(post):
            self._excerpts += 1
        return draft

    def _body(self, post: dict[str, Any], topic: str) -> Body:
        cooked = text_of(post, "cooked")
        if cooked.strip():
            return html_body(cooked, cited_of=lambda element: quoted(element, topic))
        raw = text_of(post, "raw")
        if raw.strip():
            from argmap.formats.threads.discourse_raw import raw_body

            return raw_body(raw, topic)
        if _is_small(post) or text_of(post, "action_code"):
            return _action(post)
        excerpt = text_of(post, "excerpt") or text_of(post, "blurb")
        return html_body(excerpt) if excerpt.strip() else NOTHING


def absent(pages: Sequence[Page]) -> list[Note]:
    """A note on the posts that the topics of some files have and the files have not: forums hand out a topic in parts."""
    here = {post for page in pages for post in page.ids}
    listed: dict[str, set[str]] = {}
    for page in pages:
        for topic, posts in page.listed.items():
            listed.setdefault(topic, set()).update(posts)
    missing = sum(len(posts - here) for posts in listed.values())
    if not missing:
        return []
    file = "this file" if len(pages) == 1 else "these files"
    return [
        Note(
            FindingLevel.WARNING, "stub", f"{counted(missing, 'post')} {'is' if missing == 1 else 'are'} not in {file}."
        )
    ]


def quoted(element: _Element, topic: str) -> str | None:
    """The native id of the post that a quote is from, as the box around it tells; None where it does not."""
    here: _Element | None = element
    while here is not None and here.get("data-post") is None:
        here = here.getparent()
    if here is None:
        return None
    number = str(here.get("data-post") or "").strip()
    return f"{str(here.get('data-topic') or '').strip() or topic}/{number}" if number.isdigit() else None


def _pages(value: Any) -> Iterable[dict[str, Any]]:
    """The topics in a file: objects that have a stream of posts."""
    for page in value if isinstance(value, list) else [value]:
        if object_of(page, "post_stream"):
            yield page
        elif object_of(object_of(page, "topic"), "post_stream"):
            yield page["topic"]


def _posts(value: Any) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    """The posts in a file, each with the topic's page, or whatever it lies in."""
    for page in _pages(value):
        yield from ((post, page) for post in list_of(page["post_stream"], "posts") if _is_post(post))
    for one in value if isinstance(value, list) else [value]:
        if _is_post(one):
            yield one, {}
            continue
        for key in _LISTS:
            yield from ((post, {}) for post in list_of(one, key) if _is_post(post))
        if _is_post(object_of(one, "post")):
            yield one["post"], {}


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and (
        "cooked" in value or "post_number" in value or ("raw" in value and "topic_id" in value)
    )


def _topic(post: dict[str, Any], page: dict[str, Any]) -> str:
    return id_of(post, "topic_id") or id_of(page, "id") or id_of(post, "topic_slug") or text_of(page, "slug")


def _title(post: dict[str, Any], page: dict[str, Any]) -> str:
    title = text_of(page, "title") or text_of(post, "topic_title") or text_of(post, "title")
    return normalised(title) or text_of(post, "topic_slug").replace("-", " ").capitalize()


def _is_small(post: dict[str, Any]) -> bool:
    return number_of(post, "post_type") == _SMALL


def _status(post: dict[str, Any], body: Body) -> PostStatus:
    gone = bool(post.get("deleted_at") or post.get("deleted"))
    by = text_of(object_of(post, "deleted_by"), "username")
    if post.get("user_deleted") or (gone and by in ("", text_of(post, "username"))):
        return PostStatus.DELETED
    if gone or post.get("hidden"):
        return PostStatus.REMOVED
    automatic = number_of(post, "post_type") == _MODERATOR and (text_of(post, "action_code") or not body.text.strip())
    return PostStatus.NOISE if _is_small(post) or automatic else PostStatus.OK


def _action(post: dict[str, Any]) -> Body:
    """What the forum itself did ("closed.enabled"), in its words."""
    words = text_of(post, "action_code").replace(".", " ").replace("_", " ").strip()
    who = text_of(post, "action_code_who")
    text = normalised(" ".join(f"{words} {'@' * bool(who)}{who}".split()))
    return Body(text, (Block(BlockKind.NOISE, 0, len(text)),)) if text else NOTHING


def _permalink(post: dict[str, Any]) -> str | None:
    """A post's address, without the forum's where the file does not tell it."""
    told = text_of(post, "post_url") or text_of(post, "url")
    topic, number = id_of(post, "topic_id"), id_of(post, "post_number")
    slug = text_of(post, "topic_slug") or text_of(post, "slug") or "-"
    return told or (f"/t/{slug}/{topic}/{number}" if topic and number else None)


def _score(post: dict[str, Any]) -> float | None:
    """How many liked a post; the forum leaves out the actions that nobody took."""
    if isinstance(post.get("actions_summary"), list):
        return sum((number_of(a, "count") or 0) for a in post["actions_summary"] if number_of(a, "id") == _LIKE)
    return number_of(post, "like_count")
