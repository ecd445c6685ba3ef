"""The statuses in Mastodon's JSON, and the one that a context leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from argmap.formats.threads.html_body import html_body
from argmap.formats.threads.json_values import id_of, list_of, number_of, object_of, text_of
from argmap.formats.threads.thread import Body, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock
from argmap.model.kinds import FindingLevel, PostStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE = 80  # characters of the first status that a thread is called by


def thread_of(value: Any) -> Thread:
    """The statuses of a file, those of contexts in the order in which they stand around the status."""
    clock = Clock()
    statuses = sorted(_statuses(value), key=lambda pair: pair[0])
    drafts = [_draft(status, clock) for _, status in statuses]
    first = next((draft for draft in drafts if draft.body.text), None)
    title = ""
    if first is not None:
        words = first.body.text.split("\n")[0]
        title = f"{first.author}: {words[:_TITLE]}{'…' * (len(words) > _TITLE)}" if first.author else words[:_TITLE]
    return Thread(title, drafts, clock.note())


def fill_gap(threads: Sequence[Thread]) -> None:
    """Puts in the status that a context is about, where it is not there: it answers the last one before it, and what comes
    after it answers it."""
    here = {draft.native_id for thread in threads for draft in thread.posts}
    for thread in threads:
        gaps = [place for place, d in enumerate(thread.posts) if d.parent is not None and d.parent not in here]
        places = [place for place in gaps if place > 0]
        if not thread.posts or len({thread.posts[place].parent for place in places}) != 1:
            continue
        place = places[0]
        native, before = thread.posts[place].parent, thread.posts[place - 1]
        if gaps[0] == 0 and thread.posts[0].parent == native:
            continue  # there is nothing before it
        thread.posts.insert(place, PostDraft(native, before.native_id, status=PostStatus.MISSING))
        text = "The status that this file is about is not in it. Open it together with its context."
        thread.notes.append(Note(FindingLevel.WARNING, "absent-parent", text))


_BEFORE, _ITSELF, _AFTER = range(3)


def _statuses(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The statuses of a file, each with its place: before, at or after the status that a context is about."""
    for one in value if isinstance(value, list) else [value]:
        for wrapped in (one, object_of(one, "context")):
            yield from ((_BEFORE, s) for s in list_of(wrapped, "ancestors") if _is_status(s))
            yield from ((_AFTER, s) for s in list_of(wrapped, "descendants") if _is_status(s))
        for status in (one, object_of(one, "status"), *list_of(one, "statuses")):
            if _is_status(status):
                yield _ITSELF, status


def _is_status(value: Any) -> bool:
    return isinstance(value, dict) and bool(id_of(value, "id")) and ("content" in value or "reblog" in value)


def _draft(status: dict[str, Any], clock: Clock) -> PostDraft:
    shared = object_of(status, "reblog")
    status = shared if _is_status(shared) else status
    account = object_of(status, "account")
    return PostDraft(
        id_of(status, "id"),
        id_of(status, "in_reply_to_id") or None,
        author=text_of(account, "acct") or text_of(account, "username") or text_of(account, "display_name"),
        posted_at=clock.iso(status.get("created_at")),
        edited_at=clock.iso(status.get("edited_at")),
        body=_body(status),
        permalink=text_of(status, "url") or text_of(status, "uri") or None,
        score=number_of(status, "favourites_count"),
    )


def _body(status: dict[str, Any]) -> Body:
    """What a status says: its warning as a heading, its words, what it asks, shows and quotes."""
    warning = text_of(status, "spoiler_text").strip()
    parts = [f"<h2>{escape(warning)}</h2>" if warning else "", text_of(status, "content")]
    options = [text_of(option, "title") for option in list_of(object_of(status, "poll"), "options")]
    if options:
        parts.append("<ul>" + "".join(f"<li>{escape(option)}</li>" for option in options) + "</ul>")
    for medium in list_of(status, "media_attachments"):
        parts.append(f"<p>{_medium(medium)}</p>")
    quoted = object_of(object_of(status, "quote"), "quoted_status") or object_of(status, "quote")
    if not _is_status(quoted):
        return html_body("\n".join(parts))
    parts.append(f'<blockquote data-quoted="1">{text_of(quoted, "content")}</blockquote>')
    of = id_of(quoted, "id")

    def cited_of(element: _Element) -> str | None:
        return of if element.get("data-quoted") else None

    return html_body("\n".join(parts), cited_of=cited_of)


def _medium(medium: Any) -> str:
    """What stands for a picture, a film or a recording."""
    told = escape(text_of(medium, "description"))
    kind = {"video": "video", "gifv": "video", "audio": "audio"}.get(text_of(medium, "type"))
    if kind is None:
        return f'<img alt="{told}">'
    return f"[{kind}: {told}]" if told.strip() else f"[{kind}]"
