"""A thread with a cursor that stops at sentences, grows, and moves its ends by words; the mouse selects by characters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from argmap.gui.reader import cursor as moves
from argmap.gui.reader.cursor import Cursor, Span, trimmed
from argmap.gui.reader.mouse import MouseSelection
from argmap.gui.reader.movements import MODIFIERS, Movements
from argmap.gui.reader.post_painter import Marks
from argmap.gui.reader.thread_view import ThreadView
from argmap.gui.reader.tips import described, tip_at
from argmap.model.debate import Debate
from argmap.model.records import Passage


class SentenceView(ThreadView):
    """The cursor is what a key would tag. It is None until there is a text to put it in."""

    cursor_moved = Signal()
    """The cursor is elsewhere, or its ends are."""
    clicked = Signal(str, int)
    """A character was clicked: post, offset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cursor_span: Cursor | None = None
        self.outlined = ""
        self._mouse = MouseSelection(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.movements = Movements(self)
        self._keys = self.movements.by_key()

    def show_debate(self, debate: Debate) -> None:
        self.cursor_span = None
        self.outlined = ""
        super().show_debate(debate)

    def marks(self, index: int) -> Marks:
        post_id = self.document.ids[index]
        statement = self.document.debate.statements.get(self.outlined)
        passages = statement.passages if statement is not None else ()
        here = self.cursor_span
        span = (here.start, here.end) if here is not None and here.post == post_id and here.start < here.end else None
        return replace(
            super().marks(index),
            outlined=[(p.start, p.end) for p in passages if p.post == post_id],
            cursor=span,
            focused=self.hasFocus(),
        )

    def outline(self, statement_id: str) -> None:
        """Outlines the passages of a statement, or nothing for ""."""
        if statement_id != self.outlined:
            statements = self.document.debate.statements
            posts = {p.post for i in (self.outlined, statement_id) if i in statements for p in statements[i].passages}
            self.outlined = statement_id
            for post_id in posts:
                self.update_post(post_id)

    def set_cursor(self, new: Cursor | None, *, reveal: bool = True) -> None:
        """Puts the cursor somewhere, scrolls there, and tells screen readers what it is on."""
        old, self.cursor_span = self.cursor_span, new
        if new is not None and reveal:
            self.reveal(self.document.index(new.post), new.start, new.end)
        for post_id in {c.post for c in (old, new) if c is not None}:
            self.update_post(post_id)
        if new != old:
            self._tell()
            self.cursor_moved.emit()

    def ensure_cursor(self) -> Cursor | None:
        """The cursor on some words: where it is, else on the first sentence that shows; None when there are no words."""
        self.catch_up()
        here = self.cursor_span
        if here is None or here.start == here.end:
            post = here.post if here is not None else ""
            start = self.movements.first_from
            new = start(self.document.index(post), here.start) if here is not None else self.movements.first_shown()
            if new is not None:
                self.set_cursor(new, reveal=here is not None)
        return self.cursor_span

    def passage(self) -> Passage | None:
        """What a key would tag: the cursor's words in whole characters, without white space at the ends."""
        here = self.ensure_cursor()
        if here is None:
            return None
        laid = self.laid(self.document.index(here.post))
        start, end = laid.body.offsets.span(here.start, here.end)
        span = trimmed(laid.body.text, start, end)
        return Passage(here.post, *span) if span is not None else None

    def selected_text(self) -> str:
        """The words under the cursor, "" when there are none."""
        self.catch_up()
        here = self.cursor_span
        return "" if here is None else self.document.debate.posts[here.post].text[here.start : here.end]

    def go_to(self, post_id: str, start: int | None = None, end: int | None = None) -> None:
        """Scrolls to a post, or to a span of it, and puts the cursor there: on a sentence when ``end`` is left out."""
        index = self.document.index(post_id)
        if index < 0:
            return
        spans = self.document.sentences(post_id)
        span = spans[0] if spans else (0, 0)
        if start is not None:
            span = (start, end) if end is not None else self.sentence_at(post_id, start) or span
        self.set_cursor(Cursor.on(post_id, span))

    def copy(self) -> None:
        """Puts the words under the cursor on the clipboard."""
        if self.selected_text():
            QGuiApplication.clipboard().setText(self.selected_text())

    def sentence_at(self, post_id: str, offset: int) -> Span | None:
        """The sentence that holds a character of a post, quoted ones included."""
        spans = self.document.all_sentences(post_id)
        index = moves.index_at(spans, offset)
        return spans[index] if index >= 0 else None

    def cursor_rect(self) -> QRect:
        """Where the cursor's words are in the viewport, or its top left corner when they do not show."""
        here = self.cursor_span
        if here is None:
            return QRect(20, 20, 1, 1)
        rect = self.span_rect(self.document.index(here.post), here.start, here.end)
        return rect if rect.isValid() else QRect(20, 20, 1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        movement = self._keys.get((event.key(), event.modifiers() & MODIFIERS))
        if movement is None:
            event.ignore()
        else:
            movement()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse.press(
                event.position().toPoint(), extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event.position().toPoint(), bool(event.buttons() & Qt.MouseButton.LeftButton))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse.release(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse.double_click(event.position().toPoint())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip_at(self, event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tell(self) -> None:
        here = self.cursor_span
        if here is None:
            return
        words = described(self.document, here)
        self.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
