"""Reddit's comments and submissions as drafts, whichever file they come in.

Field names are those of Reddit's public API: "t1" are comments, "t3" submissions, and a full name is kind_id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from argmap.formats.threads.json_values import id_of, list_of, number_of, text_of
from argmap.formats.threads.markdown_body import markdown_body
from argmap.formats.threads.reddit_text import NOBODY, Signs, status_of
from argmap.formats.threads.thread import Body, Note, PostDraft
from argmap.formats.threads.times import from_epoch
from argmap.model.kinds import FindingLevel, PostStatus
from argmap.model.progress import Progress, silent

SITE = "https://www.reddit.com"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a post says in the file's own words: what it links to, its text, and what it was crossposted from."""

    text: str
    link: str = ""
    origin: str = ""


class Posts:
    """Comments and submissions of one file, in order. Their texts are read at the end, since only all of them together tell
    how the file writes signs."""

    def __init__(self) -> None:
        self.drafts: list[PostDraft] = []
        self._said: list[_Said] = []
        self._signs = Signs()

    def comment(self, data: Any, above: str | None = None, span: tuple[int, int] | None = None) -> PostDraft:
        """Takes a comment in. ``above`` is the full name of what it stands below, for files that do not name its parent."""
        link = _full_name(data, "link_id", "t3_")
        draft = self._draft(data, "t1_", span)
        draft.parent = _full_name(data, "parent_id", "t1_") or above or link or None
        draft.permalink = _permalink(data, link, draft.native_id)
        self._take(draft, data, _Said(text_of(data, "body")), text_of(data, "body_html"))
        return draft

    def submission(self, data: Any, span: tuple[int, int] | None = None) -> PostDraft:
        """Takes a submission in: its title, what it links to, its text, and the text of what it was crossposted from."""
        draft = self._draft(data, "t3_", span)
        draft.title = text_of(data, "title")
        draft.permalink = _permalink(data, "", draft.native_id)
        self._signs.see(draft.title)
        said = _Said(text_of(data, "selftext"), _linked(data), _origin(data))
        self._take(draft, data, said, text_of(data, "selftext_html"))
        return draft

    def finish(self, progress: Progress = silent) -> list[PostDraft]:
        """All of them with their bodies."""
        for number, (draft, said) in enumerate(zip(self.drafts, self._said, strict=True)):
            if number % 1024 == 0:
                progress(number / len(self._said), "Reading posts")
            draft.title = self._signs.typed(draft.title)
            draft.body = self._body(said) or draft.body
            self._said[number] = _NOTHING
        return self.drafts

    def _body(self, said: _Said) -> Body | None:
        text, link, origin = (self._signs.typed(part) for part in (said.text, said.link, said.origin))
        quote = "\n".join(f"> {line}" for line in origin.split("\n")) if origin else ""
        parts = [part for part in (link, text, quote) if part]
        return markdown_body("\n\n".join(parts)) if parts else None

    def _draft(self, data: Any, kind: str, span: tuple[int, int] | None) -> PostDraft:
        author = text_of(data, "author").strip()
        created = data.get("created_utc") if isinstance(data, dict) else None  # "created" is in the server's own time
        edited = data.get("edited") if isinstance(data, dict) else None
        is_hidden = isinstance(data, dict) and True in (data.get("score_hidden"), data.get("hide_score"))
        draft = PostDraft(
            native_id=_own_name(data, kind),
            author="" if author in NOBODY else author,
            posted_at=from_epoch(created),
            edited_at=from_epoch(edited),
            score=None if is_hidden else number_of(data, "score"),
            span=span,
        )
        if draft.posted_at is None and created is not None:
            draft.notes.append(UNREAD_TIME)
        return draft

    def _take(self, draft: PostDraft, data: Any, said: _Said, markup: str) -> None:
        draft.status = status_of(said.text)
        if not said.text and text_of(data, "removed_by_category"):
            draft.status = PostStatus.DELETED if data["removed_by_category"] == "deleted" else PostStatus.REMOVED
        if not said.text and markup:
            draft.body = _shown(markup)
        if draft.status is not PostStatus.OK:
            said = _Said("", said.link, said.origin)
        self._signs.see(said.text)
        self.drafts.append(draft)
        self._said.append(said)


UNREAD_TIME = Note(FindingLevel.INFO, "time", "The time of this post could not be read.")
_NOTHING = _Said("")


def _shown(markup: str) -> Body:
    """The body of a post that only comes as HTML, which Reddit writes with its own signs escaped."""
    import html

    from argmap.formats.threads.html_body import html_body

    return html_body(html.unescape(markup) if markup.lstrip().startswith("&lt;") else markup)


def _own_name(data: Any, kind: str) -> str | None:
    name = id_of(data, "name")
    if name.startswith(kind):
        return name
    own = id_of(data, "id").removeprefix(kind)
    return kind + own if own else None


def _full_name(data: Any, key: str, kind: str) -> str:
    """The full name under a key. Some dumps write a comment's id there as a plain number."""
    found = data.get(key) if isinstance(data, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return kind + _base36(found) if 0 < found < 36**12 else ""
    name = id_of(data, key)
    return name if not name or re.match(r"t\d_", name) else kind + name


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits


def _permalink(data: Any, link: str, own: str | None) -> str | None:
    path = text_of(data, "permalink")
    if path:
        return path if path.startswith("http") else SITE + path
    if own is None:
        return None
    if own.startswith("t3_"):
        return f"{SITE}/comments/{own[3:]}/"
    return f"{SITE}/comments/{link[3:]}/_/{own[3:]}/" if link.startswith("t3_") else None


def _linked(data: Any) -> str:
    """Where a submission that is a link leads, "" for one that is only text."""
    url = text_of(data, "url_overridden_by_dest") or text_of(data, "url")
    is_own = data.get("is_self") is True or ("/comments/" in url and id_of(data, "id") in url)
    return "" if is_own or not url.startswith(("http", "/")) else (SITE + url if url.startswith("/") else url)


def _origin(data: Any) -> str:
    """What a crosspost repeats."""
    first = next(iter(list_of(data, "crosspost_parent_list")), None)
    said = [part for part in (text_of(first, "title"), text_of(first, "selftext")) if part]
    return "\n\n".join(said)
