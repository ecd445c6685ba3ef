"""Items of Hacker News as drafts, in whichever shape they come: each shape has its own names for the same things."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.threads.html_body import html_body
from argmap.formats.threads.json_values import id_of, list_of, number_of, text_of
from argmap.formats.threads.stubs import Stub
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft
from argmap.formats.threads.times import from_epoch, from_iso
from argmap.model.kinds import FindingLevel, PostStatus

SITE = "https://news.ycombinator.com/item?id="
MOST_REPLIES = 10_000_000
"""The highest number of comments that a story is believed to have."""
_GONE = frozenset({"[deleted]", "[dead]", "[flagged]", "[delayed]"})
_HIDDEN = Note(FindingLevel.INFO, "deleted", "This post was flagged; the site hides it.")
_UNREAD_TIME = Note(FindingLevel.INFO, "time", "The time of this post could not be read.")


@dataclass(slots=True)
class Page:
    """The items of a file, as drafts in its order; ``stubs`` has for each one the replies that it names or counts."""

    number: int = 0
    drafts: list[PostDraft] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)
    stories: dict[str, None] = field(default_factory=dict)

    def take(self, value: Any, span: tuple[int, int] | None = None) -> None:
        """Takes in an item with what it holds, or all items that lie somewhere in a value."""
        waiting: list[tuple[Any, str | None]] = [(value, None)]
        while waiting:
            here, above = waiting.pop()
            if isinstance(here, list):
                waiting += ((entry, above) for entry in reversed(here) if isinstance(entry, dict))
            elif isinstance(here, dict):
                own = id_of(here, "id") or id_of(here, "objectID")
                if own:
                    self._item(here, own, above, span if here is value else None)
                    waiting.append((here.get("children"), own))
                else:
                    waiting += ((entry, above) for entry in reversed(here.values()) if isinstance(entry, dict | list))

    @property
    def title(self) -> str:
        """What the one story that a file is from is called; "" where there are several."""
        titles = {draft.title: None for draft in self.drafts if draft.title} or self.stories
        return next(iter(titles)) if len(titles) == 1 else ""

    def _item(self, item: dict[str, Any], own: str, above: str | None, span: tuple[int, int] | None) -> None:
        told = item.get("created_at_i", item.get("time"))
        draft = PostDraft(
            native_id=own,
            parent=id_of(item, "parent_id") or id_of(item, "parent") or id_of(item, "poll") or above,
            author=(text_of(item, "author") or text_of(item, "by")).strip(),
            posted_at=from_epoch(told) or from_iso(item.get("created_at")),
            title=text_of(item, "title"),
            permalink=SITE + own if own.isdigit() else None,
            score=number_of(item, "points" if "points" in item else "score"),
            span=span,
        )
        if draft.posted_at is None and told is not None:
            draft.notes.append(_UNREAD_TIME)
        markup = next((text for key in ("text", "comment_text", "story_text") if (text := text_of(item, key))), "")
        draft.status = _status(item, draft, markup)
        if draft.status is PostStatus.OK:
            draft.body = _body(text_of(item, "url"), markup)
            if item.get("dead") is True:
                draft.notes.append(_HIDDEN)
        if story := text_of(item, "story_title"):
            self.stories[story] = None
        self.drafts.append(draft)
        named = [*list_of(item, "kids"), *list_of(item, "parts"), *list_of(item, "children")]
        kids = tuple(dict.fromkeys(str(kid) for kid in named if isinstance(kid, int | str)))
        if kids:
            count = min(max(0, int(number_of(item, "descendants") or 0)), MOST_REPLIES)
            self.stubs.append(Stub(own, count, kids, self.number))


def arrange(pages: Sequence[Page]) -> None:
    """Puts replies to the same post in the order of the site, where files tell it."""
    rank = {kid: number for page in pages for stub in page.stubs for number, kid in enumerate(stub.children)}
    if not rank:
        return
    below: dict[str | None, list[PostDraft]] = {}
    names = {draft.native_id for page in pages for draft in page.drafts}
    for page in pages:
        for draft in page.drafts:
            below.setdefault(draft.parent if draft.parent in names else None, []).append(draft)
    order: dict[int, int] = {}
    waiting = below.pop(None, [])[::-1]
    while waiting:
        draft = waiting.pop()
        order[id(draft)] = len(order)
        replies = below.pop(draft.native_id, [])
        waiting += sorted(replies, key=lambda reply: rank.get(reply.native_id or "", len(rank)))[::-1]
    for page in pages:
        page.drafts.sort(key=lambda draft: order.get(id(draft), len(order)))


def _status(item: dict[str, Any], draft: PostDraft, markup: str) -> PostStatus:
    """A deleted item has lost its author and words, and keeps its place; one that was flagged may have both."""
    if item.get("deleted") is True:
        return PostStatus.DELETED
    if markup.strip() in _GONE:
        return PostStatus.DELETED if markup.strip() == "[deleted]" else PostStatus.REMOVED
    if markup or draft.title:
        return PostStatus.OK
    if item.get("dead") is True:
        return PostStatus.REMOVED
    return PostStatus.OK if draft.author else PostStatus.DELETED


def _body(url: str, markup: str) -> Body:
    if url.startswith(("http://", "https://")):
        markup = f"<p>{html.escape(url)}</p>{markup}"
    return html_body(markup) if markup else NOTHING
