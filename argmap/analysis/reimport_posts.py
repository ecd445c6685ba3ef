"""What a newer or older reading of a post tells of one that is here already, field by field; and posts that were split or
joined here, which are no edits of anybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from argmap.analysis.quoted_text import INFERRED
from argmap.analysis.reimport_matching import PLACEHOLDERS, ink
from argmap.model.debate import Debate
from argmap.model.kinds import ParentBasis, PostStatus
from argmap.model.records import Post

GONE = frozenset({PostStatus.DELETED, PostStatus.REMOVED})
_FIRST = 24  # characters without white space by which the second half of a post is looked up


def is_older(theirs: Post, mine: Post) -> bool:
    """Whether the other reading is of a state before the one that is here, as far as the times of edits tell."""
    here, there = _seconds(mine.edited_at), _seconds(theirs.edited_at)
    return here is not None and (there is None or there < here)


def _seconds(time: str | None) -> float | None:
    if time is None:
        return None
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return None
    return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).timestamp()


def filled(mine: Post, theirs: Post, source: str | None, author: str | None, position: int) -> Post:
    """The post that takes the place of one that was only named: it keeps the id, and what the user has said."""
    post = replace(theirs, id=mine.id, source=source, author=author or mine.author, position=position)
    if mine.parent_basis is ParentBasis.USER:
        return with_parent(post, mine.parent, mine.parent_basis, mine.parent_confidence)
    return post


def refreshed(mine: Post, theirs: Post) -> Post:
    """The post that is here with what else the other reading knows of it; words, author and parent are left alone."""
    older = mine.edited_at is not None and is_older(theirs, mine)
    told = (
        mine.posted_at or theirs.posted_at,
        mine.edited_at if older else theirs.edited_at or mine.edited_at,
        mine.title or theirs.title,
        mine.permalink or theirs.permalink,
        mine.score if theirs.score is None or older else theirs.score,
        mine.agreement if theirs.agreement is None or older else theirs.agreement,
        _status(mine, theirs),
    )
    if told == (mine.posted_at, mine.edited_at, mine.title, mine.permalink, mine.score, mine.agreement, mine.status):
        return mine  # as almost always
    posted_at, edited_at, title, permalink, score, agreement, status = told
    return replace(
        mine,
        posted_at=posted_at,
        edited_at=edited_at,
        title=title,
        permalink=permalink,
        score=score,
        agreement=agreement,
        status=status,
    )


def _status(mine: Post, theirs: Post) -> PostStatus:
    """Words that are here stay, whatever became of the post where it came from."""
    if mine.status is PostStatus.OK and theirs.status in GONE and not mine.text.strip():
        return theirs.status
    return mine.status


def with_parent(post: Post, parent: str | None, basis: ParentBasis, confidence: float | None) -> Post:
    """The post as one that answers another."""
    return replace(post, parent=parent, parent_basis=basis, parent_confidence=confidence)


def takes_parent(mine: Post, theirs: Post) -> bool:
    """Whether what the other reading tells of the parent counts for more than what is here: the file's own word does, over
    what was inferred, and any guess over none."""
    if theirs.parent is None or mine.parent_basis not in INFERRED:
        return False
    return theirs.parent_basis not in INFERRED or (mine.parent is None and mine.parent_basis is ParentBasis.NONE)


def joined(debate: Debate, other: Debate, same: Mapping[str, str]) -> dict[str, str]:
    """Posts of the other debate that are here as the second part of a joined post, with the id of that. Linear."""
    loose: dict[str, list[Post]] = {}
    for post in other.posts.values():
        if post.id not in same and post.status not in PLACEHOLDERS and (words := ink(post.text)):
            loose.setdefault(words[:_FIRST], []).append(post)
    found: dict[str, str] = {}
    for theirs, mine in same.items() if loose else ():
        here, there = debate.posts[mine].text, other.posts[theirs].text
        if len(here) <= len(there) or not here.startswith(there.rstrip()):
            continue
        rest = ink(here)[len(ink(there)) :]
        while rest:
            part = next((p for p in loose.get(rest[:_FIRST], ()) if rest.startswith(ink(p.text))), None)
            if part is None:
                part = next(
                    (p for key, ps in loose.items() if rest.startswith(key) for p in ps if key == ink(p.text)), None
                )
            if part is None or part.id in found:
                break
            found[part.id] = mine
            rest = rest[len(ink(part.text)) :]
    return found


class Splits:
    """Posts that are here in several parts, cut by the user."""

    def __init__(self, debate: Debate) -> None:
        self._parts: dict[tuple[str | None, str | None, str | None], list[Post]] = {}
        named = {post.source for post in debate.posts.values() if post.native_id is not None}
        for post in debate.posts.values():
            if post.native_id is None and post.source in named and post.text:
                self._parts.setdefault((post.source, post.author, post.parent), []).append(post)
        for parts in self._parts.values():
            parts.sort(key=lambda post: (post.position, post.id))

    def whole(self, post: Post) -> str:
        """The words, without white space, of a post and of the parts that were cut from it."""
        words = ink(post.text)
        for part in self._parts.get((post.source, post.author, post.parent), ()):
            if part.position > post.position:
                words += ink(part.text)
        return words

    def is_split(self, post: Post, text: str) -> bool:
        """Whether a text is what this post and the parts after it say together."""
        if post.native_id is None or len(text) <= len(post.text):
            return False
        wanted = ink(text)
        return wanted.startswith(ink(post.text)) and self.whole(post).startswith(wanted)

    def has_parts(self, post: Post) -> bool:
        """Whether a part was cut from a post."""
        parts = self._parts.get((post.source, post.author, post.parent), ())
        return post.native_id is not None and any(part.position == post.position + 1 for part in parts)
