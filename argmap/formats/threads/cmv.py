"""Dialogues from Change My View with their annotation, as XML: a thread with a title, an opening post and replies.

The replies follow each other as a dialogue; the file names no parents. Ids are Reddit's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads.decoding import looks_like_text
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from lxml.etree import _Element

    from argmap.formats.threads.thread import PostDraft, Thread

_ROOT = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?<thread\b[^>]*\bID=", re.IGNORECASE)
_IN_TURN = 0.8
"""How sure it is that a reply answers the last post by somebody else: two people talk, but others are left out."""


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a dialogue. Raises FormatError for XML of another kind."""
    from argmap.formats.threads import xml_values
    from argmap.formats.threads.building import build

    progress(0.0, "Reading XML")
    root = xml_values.parse(data, name)
    if xml_values.local(root) != "thread" or xml_values.child(root, "OP") is None:
        raise FormatError(f"“{name}” has no thread with an opening post (OP). Open it without naming a format.")
    thread = _thread(root)
    progress(0.8, "Building the thread")
    return build(thread, data, name, FORMAT.name)


def _thread(root: _Element) -> Thread:
    from argmap.formats.threads.markdown_body import markdown_body
    from argmap.formats.threads.thread import Note, PostDraft, Thread
    from argmap.formats.threads.xml_values import attribute, children, local, text_in, value
    from argmap.model.kinds import FindingLevel

    thread = Thread(value(root, "title"))
    link = value(root, "source") or None
    marked = {"claim": 0, "premise": 0}
    for element in children(root, "OP", "reply"):
        opening = local(element) == "OP"
        own = attribute(element, "id") or (attribute(root, "ID") if opening else "")
        draft = PostDraft(
            f"{'t3' if opening else 't1'}_{own}" if own else None,
            author=attribute(element, "author"),
            title=thread.title if opening else "",
            body=markdown_body(text_in(element)),
            permalink=(link if opening else f"{link}{own}") if link else None,
        )
        _answer(thread.posts, draft)
        thread.posts.append(draft)
    for part in root.iter():
        if local(part) in marked:
            marked[local(part)] += 1
    if any(marked.values()):
        text = f"The file marks {marked['claim']} claims and {marked['premise']} premises, which were not read."
        thread.notes.append(Note(FindingLevel.INFO, "markup", text))
    return thread


def _answer(posts: list[PostDraft], draft: PostDraft) -> None:
    from argmap.model.kinds import ParentBasis

    others = (post for post in reversed(posts) if post.author != draft.author)
    draft.answers = next(others, posts[0] if posts else None)
    if draft.answers is not None:
        draft.parent_basis, draft.parent_confidence = ParentBasis.ORDER, _IN_TURN


def sniff(head: bytes) -> float:
    """How likely a file is such a dialogue: nearly certain where its root and its opening post say so."""
    text = looks_like_text(head)
    return 0.9 if text is not None and _ROOT.match(text) and "<OP" in text else 0.0


FORMAT = Format(
    "cmv", "Change My View dialogue (XML)", (".xml",), read=read, sniff=sniff, binding=True, family="reddit"
)
