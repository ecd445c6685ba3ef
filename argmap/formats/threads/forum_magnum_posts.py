"""Posts and comments of a forum that runs on ForumMagnum, as its GraphQL interface hands them out, in whatever wrapping.

Fields by the schema of https://github.com/ForumMagnum/ForumMagnum (collections comments and posts). An id is unique over all
collections of a forum, so the native id of a draft is that id. The second score is the agreement axis; where a forum counts
who agrees and who disagrees, it is the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from argmap.formats.threads.html_body import html_body
from argmap.formats.threads.json_values import id_of, number_of, object_of, text_of
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted
from argmap.model.kinds import FindingLevel, PostStatus

_ANSWERING = frozenset(
    {
        "parentCommentId",
        "topLevelCommentId",
        "parentAnswerId",
        "directChildrenCount",
        "descendentCount",
        "debateResponse",
        "deletedPublic",
        "retracted",
        "tagCommentType",
        "postVersion",
    }
)
"""Keys that only comments have."""
_POSTED = frozenset(
    {"slug", "commentCount", "frontpageDate", "curatedDate", "url", "question", "readTimeMinutes", "pageUrl"}
)


class Records:
    """The posts and comments of one file, each once, with everything that any of its copies says."""

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, Any]] = {}
        self.comments: dict[str, dict[str, Any]] = {}

    def take(self, value: Any) -> None:
        """Takes in what stands anywhere in some JSON, in its order."""
        for found in _objects(value):
            native = id_of(found, "_id") or id_of(found, "id")
            kind = _kind(found) if native else ""
            if not kind:
                continue
            known = self.comments if kind == "comment" else self.posts
            old = known.get(native, {})
            known[native] = {**found, **{key: old[key] for key in old if old[key] is not None}}

    def keep(self, post: str) -> None:
        """Leaves out everything that is not about a post: pages have what else there is to read as well."""
        self.posts = {native: found for native, found in self.posts.items() if native == post}
        self.comments = {n: c for n, c in self.comments.items() if id_of(c, "postId") in (post, "")}

    def thread(self) -> Thread:
        """The thread of it all: each post, then its comments in the file's order."""
        clock = Clock()
        posts = {native: _post_draft(native, post, clock) for native, post in self.posts.items()}
        comments = [_comment_draft(native, c, self.posts, clock) for native, c in self.comments.items()]
        named = {id_of(c, "postId") for c in self.comments.values()}
        kept = [draft for native, draft in posts.items() if draft.status is not PostStatus.MISSING or native in named]
        kept = kept or list(posts.values())
        titles = [draft.title for draft in kept if draft.title]
        thread = Thread(titles[0] if len(titles) == 1 else "", [*kept, *comments], clock.note())
        thread.notes += [*self._stubs(), *_struck(comments)]
        return thread

    def _stubs(self) -> Iterator[Note]:
        """Comments that the posts count and the file does not have."""
        here: dict[str, int] = {}
        for comment in self.comments.values():
            if not comment.get("deleted") and not comment.get("rejected") and not comment.get("debateResponse"):
                post = id_of(comment, "postId") or (next(iter(self.posts)) if len(self.posts) == 1 else "")
                here[post] = here.get(post, 0) + 1
        told = {native: int(number_of(post, "commentCount") or 0) for native, post in self.posts.items()}
        absent = sum(max(0, told[native] - count) for native, count in here.items() if native in told)
        if absent:
            yield stub(absent)


def stub(absent: int) -> Note:
    """That a file counts more comments than it holds."""
    verb = "is" if absent == 1 else "are"
    return Note(FindingLevel.WARNING, "stub", f"{counted(absent, 'comment')} {verb} not in this file.")


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of some JSON, those around before those within."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting.extend(item for item in reversed(here.values()) if isinstance(item, dict | list))
        elif isinstance(here, list):
            waiting.extend(item for item in reversed(here) if isinstance(item, dict | list))


def _kind(found: dict[str, Any]) -> str:
    """ "comment", "post" or "" for an object with an id."""
    named = found.get("__typename")
    if isinstance(named, str):
        return named.lower() if named in ("Comment", "Post") else ""
    if not found.keys().isdisjoint(_ANSWERING):
        return "comment"
    is_written = not found.keys().isdisjoint({"postedAt", "contents", "htmlBody", "body"})
    if "postId" in found and is_written:
        return "comment"
    if isinstance(found.get("title"), str) and (is_written or not found.keys().isdisjoint(_POSTED)):
        return "post"
    return "comment" if is_written and "user" in found and ("contents" in found or "htmlBody" in found) else ""


def _post_draft(native: str, post: dict[str, Any], clock: Clock) -> PostDraft:
    body = _body(post)
    status = PostStatus.OK if body.text or text_of(post, "url") else PostStatus.MISSING
    if status is PostStatus.OK and not body.text:
        body = html_body(f"<p>{text_of(post, 'url')}</p>")
    draft = _draft(native, post, body, clock)
    draft.status = PostStatus.DELETED if post.get("deleted") or post.get("deletedDraft") else status
    draft.title = text_of(post, "title")
    draft.permalink = text_of(post, "pageUrl") or text_of(post, "pageUrlRelative") or None
    return draft


def _comment_draft(native: str, comment: dict[str, Any], posts: dict[str, Any], clock: Clock) -> PostDraft:
    body = _body(comment)
    draft = _draft(native, comment, body, clock)
    parents = [id_of(comment, key) for key in ("parentCommentId", "parentAnswerId", "topLevelCommentId", "postId")]
    for nested, key in (("parentComment", "_id"), ("post", "_id"), ("tag", "_id")):
        parents.append(id_of(object_of(comment, nested), key))
    draft.parent = next((parent for parent in parents if parent and parent != native), None)
    if draft.parent is None and len(posts) == 1 and not id_of(comment, "tagId"):
        draft.parent = next(iter(posts))
    draft.status = _status(comment, body)
    draft.title = text_of(comment, "title")
    page = text_of(posts.get(id_of(comment, "postId"), {}), "pageUrl")
    draft.permalink = text_of(comment, "pageUrl") or text_of(comment, "pageUrlRelative") or None
    if draft.permalink is None and page:
        draft.permalink = f"{page}?commentId={native}"
    if comment.get("retracted"):
        draft.notes.append(Note(FindingLevel.INFO, "retracted", RETRACTED))
    if draft.status is PostStatus.REMOVED and body.text:
        reason = text_of(comment, "rejectedReason") or text_of(comment, "deletedReason")
        told = html_body(reason).text.replace("\n", " ")
        text = "The forum has removed this comment, and the file still has its words." + (
            f" Reason: {told}" if told else ""
        )
        draft.notes.append(Note(FindingLevel.INFO, "deleted", text))
    return draft


RETRACTED = "Its author has taken this comment back: the forum shows it struck through."


def _status(comment: dict[str, Any], body: Body) -> PostStatus:
    by = id_of(comment, "deletedByUserId") or id_of(object_of(comment, "deletedByUser"), "_id")
    if comment.get("rejected") or (comment.get("deleted") and by and by != id_of(comment, "userId")):
        return PostStatus.REMOVED
    if comment.get("deleted") or (comment.get("deletedPublic") and not body.text):
        return PostStatus.DELETED
    return PostStatus.OK


def _draft(native: str, record: dict[str, Any], body: Body, clock: Clock) -> PostDraft:
    contents = object_of(record, "contents")
    edited = record.get("lastEditedAt")
    if edited is None and text_of(contents, "version") not in ("", "1.0.0", "0.1.0"):
        edited = contents.get("editedAt")
    return PostDraft(
        native,
        author=_author(record),
        posted_at=clock.iso(record.get("postedAt") or record.get("createdAt")),
        edited_at=clock.iso(edited),
        body=body,
        score=number_of(record, "baseScore"),
        agreement=_agreement(record),
    )


def _author(record: dict[str, Any]) -> str:
    if record.get("hideAuthor"):
        return ""
    user = object_of(record, "user")
    if user.get("deleted"):
        return ""
    names = (text_of(user, key) for key in ("displayName", "fullName", "username", "slug"))
    return next((name for name in names if name.strip()), "") or text_of(record, "author")


def _agreement(record: dict[str, Any]) -> float | None:
    for key in ("extendedScore", "afExtendedScore"):
        told = object_of(record, key)
        agreement = number_of(told, "agreement")
        if agreement is not None:
            return agreement
        agree, disagree = number_of(told, "agree"), number_of(told, "disagree")
        if agree is not None or disagree is not None:
            return (agree or 0.0) - (disagree or 0.0)
    return None


def _body(record: dict[str, Any]) -> Body:
    """The body in the form that keeps most: HTML, else Markdown, else plain text."""
    contents = object_of(record, "contents")
    html = text_of(contents, "html") or text_of(record, "htmlBody") or text_of(contents, "htmlHighlight")
    if html.strip():
        return html_body(html)
    original = object_of(contents, "originalContents")
    kind, data = text_of(original, "type"), text_of(original, "data")
    if data and kind in ("html", "ckEditorMarkup"):
        return html_body(data)
    markdown = text_of(contents, "markdown") or (data if kind == "markdown" else "") or text_of(record, "markdown")
    if markdown.strip():
        from argmap.formats.threads.markdown_body import markdown_body

        return markdown_body(markdown)
    plain = (
        text_of(contents, "plaintextMainText") or text_of(contents, "plaintextDescription") or text_of(record, "body")
    )
    if plain.strip():
        from argmap.formats.threads.plain_body import plain_body

        return plain_body(plain)
    return NOTHING


def _struck(drafts: Iterable[PostDraft]) -> list[Note]:
    deleted = sum(draft.status is PostStatus.DELETED for draft in drafts)
    if not deleted:
        return []
    are = "comment was deleted; its place" if deleted == 1 else "comments were deleted; their places"
    return [
        Note(FindingLevel.INFO, "deleted", f"{deleted:,} {are} in the thread {'is' if deleted == 1 else 'are'} kept.")
    ]
