"""Discussions that a page tells machines of: schema.org comments in JSON-LD. https://schema.org/Comment"""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

from argmap.formats.threads.html_body import html_body
from argmap.formats.threads.json_values import number_of, text_of
from argmap.formats.threads.plain_body import plain_body
from argmap.formats.threads.thread import NOTHING, Body, PostDraft, Thread
from argmap.formats.threads.told import Clock

if TYPE_CHECKING:
    from lxml.etree import _Element

_POSTS = frozenset(
    [
        "Comment",
        "DiscussionForumPosting",
        "SocialMediaPosting",
        "Question",
        "Answer",
        "BlogPosting",
        "Article",
        "NewsArticle",
        "Conversation",
        "Message",
        "CorrectionComment",
        "UserComments",
        "Review",
    ]
)
_REPLIES = ("comment", "comments", "acceptedAnswer", "suggestedAnswer", "answer", "replies", "hasPart", "review")
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "about", "hasPart")
_LARGEST = 20 * 2**20


def thread_of(root: _Element) -> Thread | None:
    """The thread in a page's JSON-LD; None where it has no comment."""
    clock = Clock()
    drafts: list[PostDraft] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if len(text) > _LARGEST:
            continue
        try:
            value = json.loads(text, strict=False)
        except (json.JSONDecodeError, RecursionError, ValueError):
            continue
        drafts += _drafts(value, clock)
    if sum(bool(draft.body.text) for draft in drafts) < 2:
        return None
    return Thread(next((draft.title for draft in drafts if draft.title), ""), drafts, clock.note())


def _drafts(value: Any, clock: Clock) -> list[PostDraft]:
    """The posts of one value, each after what it answers."""
    drafts: list[PostDraft] = []
    waiting: list[tuple[Any, PostDraft | None]] = [(value, None)]
    while waiting:
        here, parent = waiting.pop()
        if isinstance(here, list):
            waiting.extend((item, parent) for item in reversed(here))
            continue
        if not isinstance(here, dict):
            continue
        draft = None
        if _POSTS & _types(here):
            draft = _draft(here, clock)
            if parent is not None:
                draft.parent, draft.answers = parent.native_id, None if parent.native_id else parent
            drafts.append(draft)
        keys = _REPLIES if draft is not None else _INTO
        waiting.extend((here[key], draft or parent) for key in reversed(keys) if isinstance(here.get(key), dict | list))
    return drafts


def _types(value: dict[str, Any]) -> frozenset[str]:
    told = value.get("@type")
    kinds = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    return frozenset(kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str))


def _draft(value: dict[str, Any], clock: Clock) -> PostDraft:
    address = text_of(value, "url") or text_of(value, "@id")
    edited = text_of(value, "dateModified")
    posted = text_of(value, "datePublished") or text_of(value, "dateCreated") or text_of(value, "commentTime")
    return PostDraft(
        text_of(value, "@id") or text_of(value, "identifier") or address or None,
        author=_name(value.get("author") or value.get("creator")),
        posted_at=clock.iso(posted),
        edited_at=clock.iso(edited) if edited != posted else None,
        title=unescape(text_of(value, "headline") or text_of(value, "name")),
        body=_body(value),
        permalink=address or None,
        score=number_of(value, "upvoteCount"),
    )


def _body(value: dict[str, Any]) -> Body:
    for key in ("text", "articleBody", "commentText", "reviewBody"):
        text = text_of(value, key)
        if text.strip():
            return html_body(text) if "</" in text or "<p>" in text or "<br" in text else plain_body(unescape(text))
    return NOTHING


def _name(value: Any) -> str:
    here = value[0] if isinstance(value, list) and value else value
    return here if isinstance(here, str) else unescape(text_of(here, "name"))
