"""Reddit's comments and submissions as drafts, whichever file they come in.

Field names are those of Reddit's public API: "t1" are comments, "t3" submissions, and a full name is kind_id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from argmap.formats.threads.json_values import id_of, list_of, number_of, text_of
from argmap.formats.threads.markdown_body import markdown_body
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft
from argmap.formats.threads.times import from_epoch
from argmap.model.kinds import FindingLevel, PostStatus
from argmap.model.progress import Progress, silent

SITE = "https://www.reddit.com"
NOBODY = frozenset({"", "[deleted]", "[removed]"})
"""Names that stand where an author is unknown. They are not one person."""

_DELETED = re.compile(r"\[\s*deleted(?: by user)?\s*\]$", re.IGNORECASE)
_REMOVED = re.compile(r"\[\s*removed(?: by \w+(?: \w+)?)?\s*\]$", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:gt|lt|amp);")
_BARE = re.compile(r"[<>]|&(?!#?\w{1,8};)")
_BLANK = re.compile(r"&(?:#x200[bB]|#8203|zwnj);")
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


class Posts:
    """Comments and submissions of one file, in order. Their texts are read at the end, since only all of them together tell
    whether the file writes ``&gt;`` for ``>``, as Reddit does unless it is asked for raw JSON."""

    def __init__(self) -> None:
        self.drafts: list[PostDraft] = []
        self._texts: list[str] = []

    def comment(self, data: Any, above: str | None = None, span: tuple[int, int] | None = None) -> PostDraft:
        """Takes a comment in. ``above`` is the full name of what it stands below, for files that do not name its parent."""
        link = _full_name(data, "link_id", "t3_")
        draft = self._draft(data, "t1_", span)
        draft.parent = _full_name(data, "parent_id", "t1_") or above or link or None
        draft.permalink = _permalink(data, link, draft.native_id)
        return self._take(draft, data, text_of(data, "body"), text_of(data, "body_html"))

    def submission(self, data: Any, span: tuple[int, int] | None = None) -> PostDraft:
        """Takes a submission in: its title, what it links to, its text, and the text of what it was crossposted from."""
        draft = self._draft(data, "t3_", span)
        draft.title = text_of(data, "title")
        draft.permalink = _permalink(data, "", draft.native_id)
        return self._take(
            draft, data, text_of(data, "selftext"), text_of(data, "selftext_html"), _linked(data), _origin(data)
        )

    def finish(self, progress: Progress = silent) -> list[PostDraft]:
        """All of them with their bodies."""
        is_escaped = escaped(self._texts)
        for number, (draft, text) in enumerate(zip(self.drafts, self._texts, strict=True)):
            if number % 1024 == 0:
                progress(number / len(self._texts), "Reading posts")
            draft.title = plain(draft.title, is_escaped)
            draft.body = _body(draft, plain(text, is_escaped))
            self._texts[number] = ""
        return self.drafts

    def _draft(self, data: Any, kind: str, span: tuple[int, int] | None) -> PostDraft:
        author = text_of(data, "author").strip()
        created = data.get("created_utc", data.get("created")) if isinstance(data, dict) else None
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

    def _take(self, draft: PostDraft, data: Any, text: str, markup: str, *around: str) -> PostDraft:
        draft.status = status_of(text)
        if draft.status is PostStatus.OK and text_of(data, "removed_by_category") and not text:
            draft.status = PostStatus.DELETED if data["removed_by_category"] == "deleted" else PostStatus.REMOVED
        if not text and markup:
            draft.body = _shown(markup)
        said = text if draft.status is PostStatus.OK else ""
        self.drafts.append(draft)
        self._texts.append("\n\n".join(part for part in (*around[:1], said, *around[1:]) if part))
        return draft


UNREAD_TIME = Note(FindingLevel.INFO, "time", "The time of this post could not be read.")


def escaped(texts: Sequence[str]) -> bool:
    """Whether these texts, all of one file, write ``&gt;``, ``&lt;`` and ``&amp;`` for the signs themselves."""
    return any(_ESCAPED.search(text) for text in texts) and not any(_BARE.search(text) for text in texts)


def plain(text: str, is_escaped: bool) -> str:
    """A text as it was typed, without the invisible characters that Reddit's editor leaves as entities."""
    if "&" not in text:
        return text
    if is_escaped:
        text = text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    return _BLANK.sub("", text.replace("&nbsp;", " "))


def status_of(text: str) -> PostStatus:
    """Whether a text stands for one that is gone, and who took it away."""
    start = text.strip() if len(text) < 60 else ""
    if _DELETED.match(start):
        return PostStatus.DELETED
    return PostStatus.REMOVED if _REMOVED.match(start) else PostStatus.OK


def _body(draft: PostDraft, text: str) -> Body:
    body = markdown_body(text) if text else NOTHING
    if draft.body.text and not body.text:
        return draft.body
    return body


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
    """What a crosspost repeats, as a quote."""
    first = next(iter(list_of(data, "crosspost_parent_list")), None)
    said = [part for part in (text_of(first, "title"), text_of(first, "selftext")) if part]
    return "\n".join(f"> {line}" for line in "\n\n".join(said).split("\n")) if said else ""
