"""Utterances of a ConvoKit corpus as drafts, of old corpora ("user", "root", "reply-to") and of new ones."""

from __future__ import annotations

from typing import Any

from argmap.formats.threads.json_values import id_of, number_of, object_of, text_of
from argmap.formats.threads.markdown_body import markdown_body
from argmap.formats.threads.plain_body import plain_body
from argmap.formats.threads.reddit_posts import SITE, UNREAD_TIME
from argmap.formats.threads.reddit_text import NOBODY, Signs, status_of
from argmap.formats.threads.thread import PostDraft
from argmap.formats.threads.times import from_epoch, from_iso
from argmap.model.kinds import ParentBasis, PostStatus
from argmap.model.progress import Progress, silent

LIKELY = 0.4
"""How sure a post that does not say what it answers is taken for a reply to the first one of its conversation."""
FIRST_YEAR = 366 * 86_400
"""Seconds below which a timestamp counts from somewhere else than 1970: from the start of a recording, or lines."""

_KEYS = frozenset({"reply-to", "reply_to", "speaker", "user", "conversation_id", "root"})


class Utterances:
    """The utterances of a file, in order. Their texts are read at the end: only all together tell how they are written."""

    def __init__(self) -> None:
        self.drafts: list[PostDraft] = []
        self._roots: list[str] = []
        self._texts: list[str] = []
        self._signs = Signs()
        self._is_markdown = False

    def take(self, value: dict[str, Any], span: tuple[int, int] | None = None) -> bool:
        """Takes an utterance in; tells whether it was one."""
        if "text" not in value or _KEYS.isdisjoint(value):
            return False
        meta = object_of(value, "meta")
        link = text_of(meta, "permalink")
        author = _name(value.get("speaker")) or _name(value.get("user"))
        draft = PostDraft(
            native_id=id_of(value, "id") or None,
            parent=_parent(value),
            author="" if author in NOBODY else author,
            title=text_of(meta, "title"),
            permalink=SITE + link if link.startswith("/r/") else link or None,
            score=number_of(meta, "score"),
            span=span,
        )
        _tell_time(draft, value)
        self.drafts.append(draft)
        self._roots.append(id_of(value, "conversation_id") or id_of(value, "root"))
        self._texts.append(text_of(value, "text"))
        self._signs.see(self._texts[-1])
        self._is_markdown = self._is_markdown or "subreddit" in meta or link.startswith("/r/")
        return True

    def finish(self, progress: Progress = silent) -> list[PostDraft]:
        """All of them with bodies and parents. What does not say what it answers, in a conversation that begins with another
        post, most likely answers that."""
        here = {draft.native_id for draft in self.drafts}
        for number, draft in enumerate(self.drafts):
            if number % 1024 == 0:
                progress(number / len(self.drafts), "Reading posts")
            root, text = self._roots[number], self._texts[number]
            if draft.parent is None and root and root != draft.native_id and root in here:
                draft.parent, draft.parent_basis, draft.parent_confidence = root, ParentBasis.ORDER, LIKELY
            draft.status = status_of(text)
            if draft.status is PostStatus.OK:
                text = self._signs.typed(text)
                draft.body = markdown_body(text) if self._is_markdown else plain_body(text)
            self._texts[number] = ""
        return self.drafts


def _name(speaker: object) -> str:
    """The name of a speaker, who stands there by id or whole."""
    return speaker.strip() if isinstance(speaker, str) else id_of(speaker, "id") or id_of(speaker, "name")


def _parent(value: dict[str, Any]) -> str | None:
    parent = id_of(value, "reply-to") or id_of(value, "reply_to")
    return None if parent in ("", "None") else parent


def _tell_time(draft: PostDraft, value: dict[str, Any]) -> None:
    told = value.get("timestamp")
    seconds = number_of(value, "timestamp")
    if told in (None, "") or (seconds is not None and abs(seconds) < FIRST_YEAR):
        return
    draft.posted_at = from_iso(told) or from_epoch(told)
    if draft.posted_at is None:
        draft.notes.append(UNREAD_TIME)
