"""How Reddit and the corpora taken from it write texts: what is escaped, what is gone, what nobody sees."""

from __future__ import annotations

import re

from argmap.model.kinds import PostStatus

NOBODY = frozenset({"", "[deleted]", "[removed]"})
"""Names that stand where an author is unknown. They are not one person."""

_DELETED = re.compile(r"\[\s*deleted(?: by user)?\s*\]$", re.IGNORECASE)
_REMOVED = re.compile(r"\[\s*removed(?: by \w+(?: \w+)?)?\s*\]$", re.IGNORECASE)
_ESCAPED = re.compile(r"&(?:gt|lt|amp);")
_BARE = re.compile(r"[<>]|&(?!#?\w{1,8};)")
_BLANK = re.compile(r"&(?:#x200[bB]|#8203|zwnj);")


class Signs:
    """Whether the texts of a file write ``&gt;``, ``&lt;`` and ``&amp;`` for the signs, as Reddit's do unless raw JSON was
    asked for. All texts have to be seen first; in files that mix both, the more frequent holds where a text leaves it open."""

    def __init__(self) -> None:
        self._escaped = 0
        self._bare = 0

    def see(self, text: str) -> None:
        """Takes a text as evidence."""
        if "&" not in text and "<" not in text and ">" not in text:
            return
        if _BARE.search(text):
            self._bare += 1
        elif _ESCAPED.search(text):
            self._escaped += 1

    def typed(self, text: str) -> str:
        """A text as it was typed, without the invisible characters that Reddit's editor leaves as entities."""
        if "&" not in text:
            return text
        if self._escaped > self._bare and not _BARE.search(text):
            text = text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
        return _BLANK.sub("", text.replace("&nbsp;", " "))


def status_of(text: str) -> PostStatus:
    """Whether a text stands for one that is gone, and who took it away."""
    start = text.strip() if len(text) < 60 else ""
    if _DELETED.match(start):
        return PostStatus.DELETED
    return PostStatus.REMOVED if _REMOVED.match(start) else PostStatus.OK
