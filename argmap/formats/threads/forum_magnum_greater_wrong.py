"""Saved pages of GreaterWrong, another view of the same forums.

Markup by the templates of https://github.com/kronusaturn/lw2-viewer: each comment is ``li.comment-item`` with the id
"comment-ID", its replies a ``ul.comment-thread`` within; times are milliseconds in ``data-js-date``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.threads import times
from argmap.formats.threads.forum_magnum_posts import RETRACTED, stub
from argmap.formats.threads.html_body import element_body
from argmap.formats.threads.html_outline import (
    Node,
    classes,
    has_class,
    number_in,
    outline,
    tight_words,
    without_nested,
)
from argmap.formats.threads.thread import NOTHING, Note, PostDraft, Thread
from argmap.model.kinds import FindingLevel, PostStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOTH = re.compile(r"(\d+)\s*[:\u2236]\s*(\d+)")
_POST_ID = re.compile(r"/posts/([A-Za-z0-9]{8,24})(?:/|$|[?#])")


def thread_of(root: _Element) -> Thread | None:
    """The thread of such a page; None for a page that is none."""
    page, nodes = outline(root, _is_comment)
    main = page.first(lambda e: e.tag == "main" and "post" in classes(e))
    if main is None and not any(node.first(has_class("comment-meta")) is not None for node in nodes):
        return None
    post = None if main is None else _post(page)
    drafts = [] if post is None else [post]
    made: dict[int, PostDraft] = {}
    ids = {_native(node) for node in nodes}
    for node in nodes:
        draft = _comment(node)
        around = made[id(node.parent)] if node.parent is not None else post
        link = node.first(has_class("comment-parent-link"))
        named = (link.get("href") or "").removeprefix("#comment-") if link is not None else ""
        if node.parent is None and named in ids:  # a list by date, not a tree
            draft.parent = named
        elif around is not None:
            draft.parent, draft.answers = around.native_id, None if around.native_id else around
        if draft.parent == draft.native_id:
            draft.parent = None
        made[id(node)] = draft
        drafts.append(draft)
    thread = Thread(post.title if post is not None else "", drafts, _stubs(page, drafts, post))
    for node in [page, *nodes]:
        link = node.first(has_class("author"))
        full = (link.get("data-full-name") or "").strip() if link is not None else ""
        if full and full != _author(node):
            thread.aliases[_author(node)] = (full,)
    return thread


def _is_comment(element: _Element) -> bool:
    return element.tag == "li" and "comment-item" in classes(element)


def _native(node: Node) -> str | None:
    return (node.element.get("id") or "").removeprefix("comment-") or None


def _post(page: Node) -> PostDraft:
    body = page.first(has_class("post-body"))
    title = page.first(has_class("post-title"))
    link = page.first(has_class("lw2-link"))
    link = page.first(lambda e: e.get("rel") == "canonical") if link is None else link
    address = link.get("href") if link is not None else None
    found = _POST_ID.search(address or "")
    votes = page.first(lambda e: "voting-controls" in classes(e) and bool(e.get("data-post-id")))
    native = found.group(1) if found else (votes.get("data-post-id") if votes is not None else None)
    return PostDraft(
        native,
        author=_author(page),
        posted_at=_time(page),
        status=PostStatus.OK if body is not None else PostStatus.MISSING,
        title=tight_words(title, 1000).removeprefix("[Question] "),
        body=NOTHING if body is None else element_body(body, without=without_nested(page)),
        permalink=address,
        score=_score(page, "karma"),
    )


def _comment(node: Node) -> PostDraft:
    deleted = node.first(has_class("deleted-comment")) is not None
    body = node.first(has_class("comment-body"))
    link = node.first(has_class("lw2-link"))
    link = node.first(has_class("permalink")) if link is None else link
    draft = PostDraft(
        _native(node),
        author=_author(node),
        posted_at=_time(node),
        status=PostStatus.DELETED if deleted else PostStatus.OK,
        body=NOTHING if deleted or body is None else element_body(body, without=without_nested(node)),
        permalink=link.get("href") if link is not None else None,
        score=_score(node, "karma"),
        agreement=_score(node, "agreement"),
    )
    if node.first(has_class("retracted")) is not None:
        draft.notes.append(Note(FindingLevel.INFO, "retracted", RETRACTED))
    return draft


def _author(node: Node) -> str:
    name = tight_words(node.first(has_class("author")), 200)
    return "" if name.startswith("[") else name


def _time(node: Node) -> str | None:
    date = node.first(lambda e: "date" in classes(e) and bool(e.get("data-js-date")))
    return times.from_epoch(date.get("data-js-date")) if date is not None else None


def _score(node: Node, axis: str) -> float | None:
    votes = node.first(lambda e: axis in classes(e) and "voting-controls" in classes(e))
    shown = next((e for e in votes.iter("span") if "karma-value" in classes(e)), None) if votes is not None else None
    text = tight_words(shown, 60)
    both = _BOTH.search(text)
    return float(both.group(1)) - float(both.group(2)) if both and "LW" not in text else number_in(text)


def _stubs(page: Node, drafts: list[PostDraft], post: PostDraft | None) -> list[Note]:
    told = number_in(tight_words(page.first(has_class("comment-count")), 40)) if post is not None else None
    here = sum(draft is not post and draft.status is PostStatus.OK for draft in drafts)
    return [stub(int(told) - here)] if told is not None and here and told > here else []
