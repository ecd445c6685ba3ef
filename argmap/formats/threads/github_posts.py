"""The issues and comments in GitHub's JSON, in the spelling of any of its programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.json_values import id_of, list_of, number_of, object_of, text_of
from argmap.formats.threads.markdown_body import markdown_body
from argmap.formats.threads.thread import Body, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted
from argmap.model.kinds import BlockKind, FindingLevel, PostStatus

_ANCHOR = re.compile(r"#(issuecomment-\d+|discussion_?r?\d+|discussioncomment-\d+|pullrequestreview-\d+)$")
_API_COMMENT = re.compile(r"/repos/[^/]+/[^/]+/(issues|pulls|discussions)/comments/(\d+)$")
_PAGE = re.compile(r"^https?://[^/]+/(?:api/v\d/)?(?:repos/)?([^/#]+/[^/#]+)/(?:issues|pulls?|discussions)/(\d+)$")
_OF_COMMENTS = {"issues": "issuecomment-", "pulls": "discussion_r", "discussions": "discussioncomment-"}
_HIDDEN = frozenset({"spam", "abuse", "off_topic", "off-topic"})
_HOLDERS = ("data", "repository", "issue", "pullRequest", "discussion", "node", "nodes", "edges", "items")
_LISTS = ("comments", "reviews", "reviewThreads", "timelineItems", "replies")


class Issues:
    """What the files of one import tell; ``absent`` is for when all of them have been read."""

    def __init__(self) -> None:
        self._said = 0
        self._comments = 0
        self._pages: set[str] = set()

    def thread(self, value: Any) -> Thread:
        """The posts of one file in its order: an issue before its comments, and a comment before the replies to it."""
        thread, clock = Thread(), Clock()
        ignored = 0
        rest: list[tuple[Any, str | None]] = [(value, None)]
        while rest:
            found, parent = rest.pop()
            if isinstance(found, list):
                rest += ((entry, parent) for entry in reversed(found))
                continue
            if not isinstance(found, dict):
                continue
            here = parent
            if _is_post(found):
                draft = self._draft(found, parent, clock)
                thread.title = thread.title or draft.title
                thread.posts.append(draft)
                here = draft.native_id if _is_answered(draft.native_id or "") else parent
            elif "event" in found or "__typename" in found:
                ignored += 1
            rest += ((found[key], here) for key in reversed(_LISTS) if isinstance(found.get(key), dict | list))
            rest += ((found[key], parent) for key in reversed(_HOLDERS) if isinstance(found.get(key), dict | list))
        thread.notes = clock.note()
        if ignored:
            was = "was" if ignored == 1 else "were"
            text = f"{counted(ignored, 'event')} (labels, references and the like) without words {was} left out."
            thread.notes.append(Note(FindingLevel.INFO, "noise", text))
        return thread

    def absent(self, files: int) -> list[Note]:
        """A note on the comments that the issues say they have, and the files have not."""
        missing = self._said - self._comments
        if missing <= 0 or not self._pages:
            return []
        file = "this file" if files == 1 else "these files"
        text = f"{counted(missing, 'comment')} {'is' if missing == 1 else 'are'} not in {file}."
        return [Note(FindingLevel.WARNING, "stub", text)]

    def _draft(self, post: dict[str, Any], parent: str | None, clock: Clock) -> PostDraft:
        native = _native(post)
        page = _is_page(post)
        if page and native not in self._pages:
            self._pages.add(native)
            said = number_of(post, "comments") or number_of(object_of(post, "comments"), "totalCount")
            self._said += int(min(said or 0, 1e9))
        elif native.startswith(("issuecomment-", "discussioncomment-")):
            self._comments += 1
        answered = id_of(post, "in_reply_to_id")
        created = clock.iso(_first(post, "created_at", "createdAt", "submitted_at", "submittedAt"))
        edited = _first(post, "lastEditedAt", *(() if page else ("updated_at", "updatedAt")))
        edited_at = clock.iso(edited)
        return PostDraft(
            native,
            f"discussion_r{answered}" if answered else parent,
            author=_author(post),
            posted_at=created,
            edited_at=edited_at if edited_at != created else None,
            status=_status(post),
            title=normalised(text_of(post, "title")),
            body=_body(post),
            permalink=_address(post),
            score=_score(post),
        )


def _first(post: dict[str, Any], *keys: str) -> Any:
    return next((post[key] for key in keys if post.get(key)), None)


def _is_post(value: dict[str, Any]) -> bool:
    if value.get("event") not in (None, "commented", "reviewed"):
        return False
    words = isinstance(value.get("body"), str) or isinstance(value.get("bodyText"), str)
    is_known = any(key in value for key in ("user", "author", "created_at", "createdAt", "submitted_at", "submittedAt"))
    if not is_known or not (words or ("body" in value and "title" in value)):
        return False
    return bool(words and _body_text(value).strip()) or "title" in value or not ("state" in value or "event" in value)


def _is_page(post: dict[str, Any]) -> bool:
    return "title" in post


def _is_answered(native: str) -> bool:
    """Whether comments that lie in a comment answer it: in discussions, and under code."""
    return native.startswith(("discussioncomment-", "discussion_r", "DC_"))


def _native(post: dict[str, Any]) -> str:
    """An id that is the same in every spelling: that of the post's address."""
    for key in ("html_url", "url"):
        address = text_of(post, key)
        anchor, api, page = _ANCHOR.search(address), _API_COMMENT.search(address), _PAGE.match(address)
        if anchor:
            return anchor[1]
        if api:
            return _OF_COMMENTS[api[1]] + api[2]
        if page and _is_page(post):
            return f"{page[1]}#{page[2]}"
    if _is_page(post) and id_of(post, "number"):
        return f"#{id_of(post, 'number')}"
    return id_of(post, "node_id") or id_of(post, "id") or f"{_author(post)} {_first(post, 'created_at', 'createdAt')}"


def _address(post: dict[str, Any]) -> str | None:
    for key in ("html_url", "url"):
        address = text_of(post, key)
        if address.startswith("http") and not re.match(r"https?://(?:api\.[^/]+|[^/]+/api)/", address):
            return address
    return None


def _author(post: dict[str, Any]) -> str:
    for key in ("user", "author", "actor"):
        login = text_of(object_of(post, key), "login")
        if login:
            return login
    return ""


def _status(post: dict[str, Any]) -> PostStatus:
    reason = text_of(post, "minimizedReason").casefold()
    return PostStatus.REMOVED if post.get("isMinimized") and reason in _HIDDEN else PostStatus.OK


def _body_text(post: dict[str, Any]) -> str:
    return text_of(post, "body") or text_of(post, "bodyText")


def _body(post: dict[str, Any]) -> Body:
    """Markdown, whose comments in HTML (hints of a template) nobody sees."""
    body = markdown_body(_body_text(post))
    if "<!--" not in body.text:
        return body
    return replace(
        body,
        blocks=tuple(
            replace(b, kind=BlockKind.NOISE, depth=0) if _is_unseen(body.text[b.start : b.end]) else b
            for b in body.blocks
        ),
    )


def _is_unseen(text: str) -> bool:
    return text.startswith("<!--") and text.endswith("-->") and text.count("-->") == 1


def _score(post: dict[str, Any]) -> float | None:
    """All reactions to a post; in discussions also the votes for it."""
    reactions = object_of(post, "reactions")
    total = number_of(reactions, "total_count")
    if total is None:
        total = number_of(reactions, "totalCount")
    groups = list_of(post, "reactionGroups")
    if total is None and isinstance(post.get("reactionGroups"), list):
        total = sum(
            number_of(object_of(group, who), "totalCount") or 0 for group in groups for who in ("users", "reactors")
        )
    votes = number_of(post, "upvoteCount")
    return total if votes is None else votes + (total or 0)
