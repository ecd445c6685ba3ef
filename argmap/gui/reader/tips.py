"""What the reader says of a place: to the pointer that rests on it, and to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from argmap.gui.reader import highlights
from argmap.gui.reader.content import UNKNOWN
from argmap.gui.reader.cursor import Cursor
from argmap.gui.reader.document import Document
from argmap.model.queries import author_name, title_of

if TYPE_CHECKING:
    from argmap.gui.reader.thread_view import ThreadView


def tip_at(view: ThreadView, point: QPoint) -> str:
    """More about the header, the quote or the statements under a point of the viewport."""
    near = view.post_near(point)
    if near is None:
        return ""
    index, at, laid = near
    if at.y() < 0:
        return laid.header.tip
    mark = laid.body.mark_at(at.x(), at.y())
    if mark is not None:
        return mark.tip
    offset = laid.body.character_at(at.x(), at.y())
    over = highlights.at(view.document.highlights(view.document.ids[index]), -1 if offset is None else offset)
    debate = view.document.debate
    return "\n".join(f"{h.kind.capitalize()}: {title_of(debate.statements[h.statement], debate)}" for h in over)


def described(document: Document, here: Cursor) -> str:
    """The cursor's words, who wrote them and what they are tagged as."""
    debate = document.debate
    post = debate.posts[here.post]
    over = highlights.within(document.highlights(here.post), here.start, here.end)
    kinds = ", ".join(dict.fromkeys(mark.kind for mark in over)) or "not tagged"
    return f"{post.text[here.start : here.end]} {author_name(debate, post) or UNKNOWN}, {kinds}"
