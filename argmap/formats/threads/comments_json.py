"""Comments on pages as small comment servers take and give them in JSON: a list of pages, each with its comments (what Isso
imports as "generic"), or the replies to one page, one in the other (what Isso answers). https://isso-comments.de/docs/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote_plus

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building, times
from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.json_values import id_of, list_of, load, number_of, text_of
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted, json_letters
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel, PostStatus
from argmap.model.progress import Progress, silent

_PAGES = re.compile(rb'"comments"\s*:\s*\[\s*(?:\{|\])')
_COMMENT = re.compile(rb'"(?:remote_addr|website)"\s*:')
_ANSWER = re.compile(rb'"(?:total_replies|hidden_replies)"\s*:')
_TEXT = re.compile(rb'"text"\s*:')
_TAG = re.compile(r"</?(?:p|br|a|em|strong|blockquote|ul|ol|li|pre|code)\b[^<>]*>", re.IGNORECASE)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from one file. Raises FormatError for what has no comments."""
    progress(0.0, "Reading comments")
    found, clock, drafts = load(data, name), Clock(), []
    absent = 0
    for node, above, is_page in _nodes(found):
        drafts.append(_page(node) if is_page else _comment(node, above, clock))
        absent += int(min(number_of(node, "hidden_replies") or 0, 1e9))
    absent += int(min(number_of(found, "hidden_replies") or 0, 1e9))
    if not any(draft.status is not PostStatus.MISSING for draft in drafts):
        raise FormatError(f"“{PurePath(name).name}” holds no comments. Choose the file that has them.")
    thread = Thread(drafts[0].title if sum(bool(d.title) for d in drafts) == 1 else "", drafts, clock.note())
    if absent:
        text = f"{counted(absent, 'comment')} {'is' if absent == 1 else 'are'} not in this file."
        thread.notes.append(Note(FindingLevel.WARNING, "stub", text))
    return building.build(thread, data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file holds such comments: by their keys."""
    letters = json_letters(head)
    if not _TEXT.search(letters):
        return 0.0
    if _PAGES.search(letters) and _COMMENT.search(letters):
        return 0.85
    return 0.85 if _ANSWER.search(letters) else 0.0


def _nodes(found: Any) -> Iterator[tuple[dict[str, Any], str | None, bool]]:
    """Pages and comments with what they stand below, and which of the two they are."""
    for top in found if isinstance(found, list) else [found]:
        page = id_of(top, "id") or text_of(top, "title")
        above = None
        if list_of(top, "comments"):
            above = f"page/{page}"
            yield top, None, True
        elif isinstance(top, dict) and isinstance(top.get("text"), str):
            yield top, None, False
            above = id_of(top, "id") or None
        rest = [(node, above, page) for node in reversed([*list_of(top, "comments"), *list_of(top, "replies")])]
        while rest:
            node, above, page = rest.pop()
            if not isinstance(node, dict):
                continue
            key = id_of(node, "id")
            own = f"{page}/{key}" if list_of(top, "comments") else key
            answered = id_of(node, "parent")
            if answered:
                above = f"{page}/{answered}" if list_of(top, "comments") else answered
            yield {**node, "id": own if key else ""}, above, False
            rest += ((reply, own, page) for reply in reversed(list_of(node, "replies")))


def _page(page: dict[str, Any]) -> PostDraft:
    """A page whose words are not here, by its title, which the export writes as an address has it."""
    title = normalised(unquote_plus(text_of(page, "title"))).replace("\0", "")
    key = id_of(page, "id")
    return PostDraft(f"page/{key or text_of(page, 'title')}", status=PostStatus.MISSING, title=title or key)


def _comment(comment: dict[str, Any], above: str | None, clock: Clock) -> PostDraft:
    created = comment.get("created")
    epoch = times.from_epoch(created) if isinstance(created, int | float) else None
    likes, dislikes = number_of(comment, "likes"), number_of(comment, "dislikes")
    modified = comment.get("modified")
    return PostDraft(
        id_of(comment, "id") or None,
        above,
        author=text_of(comment, "author"),
        posted_at=epoch or clock.iso(created),
        edited_at=times.from_epoch(modified) if isinstance(modified, int | float) else clock.iso(modified),
        status=PostStatus.DELETED
        if number_of(comment, "mode") == 4
        else PostStatus.OK,  # Isso's mark for a deleted one
        body=_body(text_of(comment, "text")),
        score=None if likes is None else likes - (dislikes or 0),
    )


def _body(text: str) -> Body:
    from argmap.formats.threads.html_body import html_body
    from argmap.formats.threads.markdown_body import markdown_body

    if not text.strip():
        return NOTHING
    return html_body(text) if _TAG.search(text) else markdown_body(text)


FORMAT = Format(
    "comments-json",
    "Comments on pages (JSON)",
    (".json",),
    read=read,
    sniff=sniff,
    binding=True,
    family="comments-json",
)
