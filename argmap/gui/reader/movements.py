"""Where the keys take the sentence cursor."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from argmap.gui.reader import cursor as moves
from argmap.gui.reader.cursor import Cursor

if TYPE_CHECKING:
    from argmap.gui.reader.sentence_view import SentenceView

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
MODIFIERS = _SHIFT | _CTRL | _ALT
"""Those that tell keys apart; that a key is on the number pad does not."""

Keys = dict[tuple[int, Qt.KeyboardModifier], Callable[[], None]]


class Movements:
    """Moves the cursor of one view."""

    def __init__(self, view: SentenceView) -> None:
        self._view = view

    def by_key(self) -> Keys:
        """Every key that moves the cursor."""
        key = Qt.Key
        found: Keys = {
            (key.Key_Home, _NONE): lambda: self._to_end_of_post(0),
            (key.Key_End, _NONE): lambda: self._to_end_of_post(-1),
            (key.Key_Home, _CTRL): lambda: self._to_end_of_thread(0),
            (key.Key_End, _CTRL): lambda: self._to_end_of_thread(-1),
            (key.Key_PageDown, _NONE): lambda: self._page(1),
            (key.Key_PageUp, _NONE): lambda: self._page(-1),
            (key.Key_C, _CTRL): self._view.copy,
        }
        for pressed, by in ((key.Key_J, 1), (key.Key_Down, 1), (key.Key_K, -1), (key.Key_Up, -1)):
            found[pressed, _NONE] = functools.partial(self.step, by)
            found[pressed, _SHIFT] = functools.partial(self._grow, by)
        for pressed, by in ((key.Key_Right, 1), (key.Key_Left, -1)):
            found[pressed, _ALT] = functools.partial(self._move_edge, moves.with_end, by)
            found[pressed, _ALT | _SHIFT] = functools.partial(self._move_edge, moves.with_start, by)
        return found

    def step(self, by: int) -> None:
        """To the next sentence (1) or the one before (-1), into other posts too."""
        here, document = self._view.cursor_span, self._view.document
        if here is None:
            self._view.ensure_cursor()
            return
        towards = moves.next_sentence if by > 0 else moves.previous_sentence
        span = towards(document.sentences(here.post), here)
        index = document.index(here.post)
        while span is None and 0 <= index + by < len(document):
            index += by
            spans = document.sentences(document.ids[index])
            span = spans[0 if by > 0 else -1] if spans else None
        if span is not None:
            self._view.set_cursor(Cursor.on(document.ids[index], span))

    def _grow(self, by: int) -> None:
        here = self._view.ensure_cursor()
        if here is not None:
            self._view.set_cursor(moves.grown(self._view.document.all_sentences(here.post), here, by))

    def _move_edge(self, move: Callable[[str, Cursor, int], Cursor], by: int) -> None:
        here = self._view.ensure_cursor()
        if here is not None:
            self._view.set_cursor(move(self._view.document.debate.posts[here.post].text, here, by))

    def _to_end_of_post(self, which: int) -> None:
        here = self._view.ensure_cursor()
        spans = self._view.document.sentences(here.post) if here is not None else []
        if here is not None and spans:
            self._view.set_cursor(Cursor.on(here.post, spans[which]))

    def _to_end_of_thread(self, which: int) -> None:
        order = self._view.document.ids if which == 0 else reversed(self._view.document.ids)
        for post_id in order:
            spans = self._view.document.sentences(post_id)
            if spans:
                self._view.set_cursor(Cursor.on(post_id, spans[which]))
                return

    def _page(self, by: int) -> None:
        """Scrolls by a page and takes the cursor along to the first sentence that shows, or to the end of the thread."""
        bar = self._view.verticalScrollBar()
        if bar.value() == (bar.maximum() if by > 0 else bar.minimum()):
            self._to_end_of_thread(-1 if by > 0 else 0)
            return
        bar.setValue(bar.value() + by * (bar.pageStep() - 44))
        new = self.first_shown()
        if new is not None:
            self._view.set_cursor(new)

    def first_shown(self) -> Cursor | None:
        """The cursor on the first sentence near the top of the view."""
        near = self._view.post_near(QPoint(self._view.viewport().width() // 2, 40))
        if near is None:
            return None
        index, point, laid = near
        return self.first_from(index, laid.body.offset_near(0, point.y()) if point.y() > 0 else 0)

    def first_from(self, index: int, offset: int) -> Cursor | None:
        """The cursor on the sentence at a place of a post, else on the first one of the posts below."""
        for number in range(max(0, index), len(self._view.document)):
            post_id = self._view.document.ids[number]
            spans = self._view.document.sentences(post_id)
            if spans:
                return Cursor.on(post_id, spans[moves.index_at(spans, offset if number == index else 0)])
        return None
