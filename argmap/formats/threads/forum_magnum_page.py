"""Saved pages of LessWrong and its like: what the page was made from where the page still has it, else what it shows.

Class names are those of the components of https://github.com/ForumMagnum/ForumMagnum ("Component-rule"): CommentFrame has the
class "comments-node" and the comment's id, CommentBody its words, OverallVoteAxis and AgreementVoteAxis its scores.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from argmap.formats.threads.forum_magnum_posts import RETRACTED, Records, stub
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
from argmap.formats.threads.told import Clock
from argmap.model.kinds import FindingLevel, PostStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

_STATE = re.compile(r"__APOLLO_(?:FOREIGN_)?STATE__\s*=\s*(?=[{\[])|ApolloSSRDataTransport[^{}]{0,80}\.push\(\s*(?=\{)")
_UNDEFINED = re.compile(r'("(?:[^"\\]|\\.)*")|\bundefined\b')
_BODIES = (
    "CommentBody-commentStyling",
    "CommentBody-answerStyling",
    "CommentBody-root",
    "commentBody",
    "ContentStyles-commentBody",
    "ContentStyles-answerBody",
    "SingleLineComment-truncatedHighlight",
)
_POST_BODIES = ("PostsPage-postContent", "ContentStyles-postBody", "PostsPage-postBody", "PostBody-root")
_ID = re.compile(r"[?&#](?:commentId=)?([A-Za-z0-9]{17})(?:$|[&#])")
_POST_ID = re.compile(r"/(?:posts|events)/([A-Za-z0-9]{8,24})(?:/|$|[?#])")
_COUNTED = re.compile(
    r"Rendering\s+[\d,]+\s*/\s*([\d,]+)\s+comment|([\d,]+)\s+comments?,?\s+sorted|\(\s*[\d,]+\s*/\s*([\d,]+)\s*\)"
)


def thread_of(root: _Element) -> Thread | None:
    """The thread of such a page; None for a page that is none."""
    state = Records()
    for value in _states(root):
        state.take(value)
    post = _address(root.iter("link", "meta"))[0]
    if post is not None and post in state.posts:
        state.keep(post)
    shown = _shown(root)
    if state.comments or (state.posts and shown is None):
        thread = state.thread()
        if shown is not None:
            here = {draft.native_id for draft in thread.posts}
            more = [draft for draft in shown.posts if draft.native_id not in here]
            if more:  # the page was saved after it had loaded them, and counts better
                thread.posts += more
                counted = [note for note in shown.notes if note.code == "stub"]
                thread.notes = [note for note in thread.notes if note.code != "stub"] + counted
        return thread if any(draft.body.text for draft in thread.posts) else shown
    return shown


def _states(root: _Element) -> Iterator[Any]:
    """The answers to queries that scripts of a page hold, with what they refer to in place."""
    for script in root.iter("script"):
        text = script.text or ""
        for found in _STATE.finditer(text) if "APOLLO" in text or "ApolloSSR" in text else ():
            cleaned = _UNDEFINED.sub(lambda match: match[1] or "null", text[found.end() :])
            try:
                value, _ = json.JSONDecoder().raw_decode(cleaned)
            except (json.JSONDecodeError, RecursionError, ValueError):
                continue
            yield _joined(value) if isinstance(value, dict) else value


def _joined(cache: dict[str, Any]) -> Any:
    """A cache of objects that name each other: its comments and posts, with their users and contents put in."""
    made = []
    for key, value in cache.items():
        if isinstance(value, dict) and re.match(r"(?:Comment|Post):", key):
            made.append({part.split("(")[0]: _named(cache, item) for part, item in value.items()})
    return made or cache


def _named(cache: dict[str, Any], value: Any) -> Any:
    if not isinstance(value, dict):
        return None if isinstance(value, list) else value
    key = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
    target = cache.get(key) if isinstance(key, str) else None
    if isinstance(target, dict):
        kept = {part.split("(")[0]: item for part, item in target.items() if not isinstance(item, list)}
        return kept if target.get("__typename") not in ("Comment", "Post") else {"_id": target.get("_id")}
    return value


def _shown(root: _Element) -> Thread | None:
    """The thread as the page shows it."""
    is_node = has_class("comments-node")
    page, nodes = outline(root, is_node)
    post_body = next((e for name in _POST_BODIES for e in page.inner if name in classes(e)), None)
    post_body = post_body if post_body is not None else page.first(lambda e: e.get("id") == "postContent")
    if not nodes and post_body is None:
        return None
    clock = Clock()
    drafts: list[PostDraft] = []
    post = _post(page, post_body, clock)
    if post is not None:
        drafts.append(post)
    made: dict[int, PostDraft] = {}
    known: dict[str, PostDraft] = {}
    for node in nodes:
        draft = _comment(node, clock)
        other = known.get(draft.native_id or "")
        if other is not None:  # a comment that was linked to stands above its thread, too
            made[id(node)] = other
            if len(draft.body.text) > len(other.body.text):
                other.body, other.notes = draft.body, draft.notes
            continue
        around = made[id(node.parent)] if node.parent is not None else post
        if around is not None:
            draft.parent, draft.answers = around.native_id, None if around.native_id else around
        made[id(node)] = draft
        if draft.native_id:
            known[draft.native_id] = draft
        drafts.append(draft)
    thread = Thread(post.title if post is not None else "", drafts, clock.note())
    comments = [draft for draft in drafts if draft is not post]
    thread.notes += _stubs(page, sum(draft.status is PostStatus.OK for draft in comments))
    return thread


def _post(page: Node, body: _Element | None, clock: Clock) -> PostDraft | None:
    title = page.first(lambda e: e.tag == "h1" or any(c.startswith("PostsPageTitle") for c in classes(e)))
    if body is None and title is None:
        return None
    native, address = _address(page.inner)
    author = page.first(lambda e: e.tag == "a" and _is_user(e) and bool(tight_words(e)))
    date = page.first(lambda e: e.tag == "time" and bool(e.get("datetime")))
    return PostDraft(
        native,
        author=tight_words(author, 200),
        posted_at=clock.iso(date.get("datetime") if date is not None else None),
        status=PostStatus.OK if body is not None else PostStatus.MISSING,
        title=tight_words(title, 1000),
        body=NOTHING if body is None else element_body(body, without=without_nested(page)),
        permalink=address if native else None,
        score=number_in(tight_words(_scored(page), 40)),
    )


def _address(elements: Iterable[_Element]) -> tuple[str | None, str | None]:
    """The id and the address of the post that a page is about, by what it tells others."""
    for element in elements:
        address = element.get("href") if element.get("rel") == "canonical" else None
        address = element.get("content") if element.get("property") == "og:url" else address
        found = _POST_ID.search(address or "")
        if found:
            return found.group(1), address
    return None, None


def _comment(node: Node, clock: Clock) -> PostDraft:
    link = node.first(lambda e: e.tag == "a" and bool(_ID.search(e.get("href") or "")) and not _is_user(e))
    address = (link.get("href") or "") if link is not None else ""
    found = _ID.search(address)
    date = node.first(lambda e: e.tag == "time" and bool(e.get("datetime")))
    body = next((e for name in _BODIES for e in node.inner if name in classes(e)), None)
    draft = PostDraft(
        node.element.get("id") or (found.group(1) if found else None),
        author=_author(node),
        posted_at=clock.iso(date.get("datetime") if date is not None else None),
        body=NOTHING if body is None else element_body(body, without=without_nested(node) | _buttons(node)),
        permalink=address or None,
        score=number_in(tight_words(_scored(node), 40)),
        agreement=number_in(tight_words(_ending(node, "-agreementScore"), 40)),
    )
    name = node.first(
        lambda e: any(c.startswith("CommentUserName") for c in classes(e)) or "comment deleted" in (e.text or "")
    )
    if not draft.body.text and (name is None or "deleted" in tight_words(name, 60) or _is_deleted(node)):
        draft.status = PostStatus.DELETED
    elif not draft.body.text:
        draft.status = PostStatus.STUB  # it is folded
    if node.first(has_class("CommentBody-retracted")) is not None:
        draft.notes.append(Note(FindingLevel.INFO, "retracted", RETRACTED))
    if body is not None and ("SingleLineComment-truncatedHighlight" in classes(body) or _buttons(node)):
        text = "The page shows only the beginning of this comment. Open it there, and save the page again."
        draft.notes.append(Note(FindingLevel.WARNING, "stub", text))
    return draft


def _is_deleted(node: Node) -> bool:
    return "CommentFrame-deleted" in classes(node.element) or "CommentsNode-deleted" in classes(node.element)


def _buttons(node: Node) -> frozenset[_Element]:
    """What a page has in place of the rest of a long comment."""
    return frozenset(e for e in node.inner if "read-more-button" in classes(e))


def _author(node: Node) -> str:
    link = node.first(lambda e: e.tag == "a" and _is_user(e) and bool(tight_words(e)))
    for start in ("UsersNameDisplay-", "CommentUserName-author", "SingleLineComment-username"):
        link = _starting(node, start) if link is None else link
    name = re.sub(r"^Answer by\s+", "", tight_words(link, 200))
    return "" if name.startswith("[") else name


def _is_user(element: _Element) -> bool:
    return bool(re.search(r"(?:^|//[^/]+)/users/[^/]", element.get("href") or ""))


def _starting(node: Node, start: str) -> _Element | None:
    return node.first(lambda e: any(c.startswith(start) for c in classes(e)) and bool(tight_words(e, 100)))


def _ending(node: Node, end: str) -> _Element | None:
    return node.first(lambda e: any(c.endswith(end) for c in classes(e)))


def _scored(node: Node) -> _Element | None:
    """Where a comment's or post's own score stands."""
    axis = node.first(lambda e: any(c.endswith("-voteScore") and not c.startswith("Agreement") for c in classes(e)))
    return axis if axis is not None else _ending(node, "SingleLineComment-karma")


def _stubs(page: Node, here: int) -> list[Note]:
    """That the page counts more comments than it shows."""
    most = 0
    for element in page.inner:
        if any(c.startswith(("CommentsListMeta", "CommentsListSection", "LoadMore")) for c in classes(element)):
            for found in _COUNTED.finditer(tight_words(element, 300)):
                digits = (found.group(1) or found.group(2) or found.group(3)).replace(",", "")
                most = max(most, int(digits) if len(digits) < 9 else 0)
    return [stub(most - here)] if most > here > 0 else []
