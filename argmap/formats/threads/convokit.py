"""Corpora of ConvoKit (https://convokit.cornell.edu): the file with the utterances, one JSON object a line, or one list of
them as older corpora have it. Several conversations are several threads of one debate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.thread import PostDraft, Thread
from argmap.formats.threads.told import json_letters
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

_REPLY = re.compile(rb'"reply[-_]to"\s*:')
_SPEAKER = re.compile(rb'"(?:speaker|user)"\s*:')
_ROOT = re.compile(rb'"(?:conversation_id|root)"\s*:')
_OTHER = re.compile(rb'^\{\s*"(?:utterances-index"\s*:|[^"\\]{1,200}"\s*:\s*\{\s*"(?:meta|vectors)"\s*:\s*[\[{])')
LIKELY = 0.4
"""How sure a post that does not say what it answers is taken for a reply to the root of its conversation."""
FIRST_YEAR = 366 * 86_400
"""Seconds below which a timestamp counts from somewhere else than 1970: from the start of a recording, or posts."""


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a corpus's utterances. Raises FormatError for its other files, and for what is none of them."""
    from argmap.formats.threads.json_lines import Records

    if _OTHER.search(json_letters(data[:4096])):
        raise FormatError(
            f"“{PurePath(name).name}” belongs to a ConvoKit corpus, but has none of its posts. "
            "Open “utterances.jsonl”, which stands beside it."
        )
    records = Records(data, name, progress)
    thread = Thread()
    bodies: list[tuple[str, bool]] = []
    roots: list[str] = []
    noise = []
    for record in records:
        value = record.value
        if "text" not in value or not (
            "reply-to" in value or "reply_to" in value or "speaker" in value or "user" in value
        ):
            noise += [record.span] if record.span else []
            continue
        draft, root = _draft(value)
        draft.span = record.span
        thread.posts.append(draft)
        roots.append(root)
        bodies.append(_text(value))
    if not thread.posts:
        raise FormatError(
            f"“{PurePath(name).name}” holds no utterances of a ConvoKit corpus. Open the file “utterances.jsonl” of one."
        )
    _answer_roots(thread.posts, roots)
    _read_bodies(thread.posts, bodies, progress)
    thread.notes += records.notes
    thread.noise += [*records.noise, *noise]
    return building.build(thread, data, name, FORMAT.name)


def _draft(value: dict[str, Any]) -> tuple[PostDraft, str]:
    """An utterance without its body, and the id of the first one of its conversation."""
    from argmap.formats.threads.json_values import id_of, number_of, object_of, text_of
    from argmap.formats.threads.reddit_posts import NOBODY, SITE, UNREAD_TIME
    from argmap.formats.threads.times import from_epoch, from_iso

    meta = object_of(value, "meta")
    author = next((name for key in ("speaker", "user") if (name := _name(value.get(key)))), "")
    told = value.get("timestamp")
    seconds = number_of(value, "timestamp")
    posted = from_iso(told) or (from_epoch(told) if seconds is None or abs(seconds) >= FIRST_YEAR else None)
    link = text_of(meta, "permalink")
    draft = PostDraft(
        native_id=id_of(value, "id") or None,
        parent=id_of(value, "reply-to") or id_of(value, "reply_to") or None,
        author="" if author in NOBODY else author,
        posted_at=posted,
        title=text_of(meta, "title"),
        permalink=SITE + link if link.startswith("/r/") else link or None,
        score=number_of(meta, "score"),
    )
    if posted is None and told not in (None, "") and (seconds is None or abs(seconds) >= FIRST_YEAR):
        draft.notes.append(UNREAD_TIME)
    if draft.parent == "None":
        draft.parent = None
    return draft, id_of(value, "conversation_id") or id_of(value, "root")


def _name(speaker: object) -> str:
    """The name of a speaker, who stands there by id or whole."""
    from argmap.formats.threads.json_values import id_of

    return speaker.strip() if isinstance(speaker, str) else id_of(speaker, "id") or id_of(speaker, "name")


def _text(value: dict[str, Any]) -> tuple[str, bool]:
    """What was said, and whether in Reddit's Markdown."""
    from argmap.formats.threads.json_values import object_of, text_of

    meta = object_of(value, "meta")
    return text_of(value, "text"), "subreddit" in meta or text_of(meta, "permalink").startswith("/r/")


def _answer_roots(drafts: Sequence[PostDraft], roots: Sequence[str]) -> None:
    """Posts that do not say what they answer, in a conversation that begins with another post, most likely answer that."""
    here = {draft.native_id for draft in drafts}
    for draft, root in zip(drafts, roots, strict=True):
        if draft.parent is None and root and root != draft.native_id and root in here:
            draft.parent, draft.parent_confidence = root, LIKELY


def _read_bodies(drafts: Sequence[PostDraft], texts: list[tuple[str, bool]], progress: Progress) -> None:
    from argmap.formats.threads.markdown_body import markdown_body
    from argmap.formats.threads.plain_body import plain_body
    from argmap.formats.threads.reddit_posts import escaped, plain, status_of
    from argmap.model.kinds import PostStatus

    is_escaped = escaped([text for text, _ in texts])
    for number, (draft, (text, is_markdown)) in enumerate(zip(drafts, texts, strict=True)):
        if number % 1024 == 0:
            progress(0.5 + number / len(texts) / 2, "Reading posts")
        draft.status = status_of(text)
        if draft.status is PostStatus.OK:
            typed = plain(text, is_escaped)
            draft.body = markdown_body(typed) if is_markdown else plain_body(typed)


def sniff(head: bytes) -> float:
    """How sure it is that a file is from a ConvoKit corpus, by its keys; its other files count too, to be refused."""
    letters = json_letters(head)
    if _OTHER.search(letters):
        return 0.6
    return 0.95 if _REPLY.search(letters) and _SPEAKER.search(letters) and _ROOT.search(letters) else 0.0


FORMAT = Format(
    "convokit",
    "ConvoKit utterances (JSON Lines)",
    (".jsonl", ".ndjson", ".json"),
    read=read,
    sniff=sniff,
    binding=True,
    family="convokit",
)
