"""What the mouse does in the reader: a click, a drag over characters, a word, a sentence, a followed link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QGuiApplication

from argmap.gui.reader.content import QuoteMark
from argmap.gui.reader.cursor import Cursor, word_at

if TYPE_CHECKING:
    from argmap.gui.reader.sentence_view import SentenceView


class MouseSelection:
    """One gesture after another; a drag stays in the post in which it began."""

    def __init__(self, view: SentenceView) -> None:
        self._view = view
        self._pressed_at: QPoint | None = None
        self._anchor: tuple[int, int] | None = None
        self._link: QuoteMark | None = None
        self._dragging = False
        self._since_double = QElapsedTimer()

    def press(self, point: QPoint, *, extend: bool) -> None:
        """The left button went down; ``extend``: Shift was held, so the selection reaches to here."""
        self._dragging = False
        self._pressed_at = point
        near = self._view.post_near(point)
        self._anchor, self._link = None, None
        if near is None:
            return
        index, at, laid = near
        self._link = laid.body.mark_at(at.x(), at.y())
        offset = laid.body.offset_near(at.x(), at.y())
        here = self._view.cursor_span
        if extend and here is not None and self._view.document.index(here.post) == index:
            self._anchor = (index, here.start if offset >= here.end else here.end)
            self._drag_to(point)
        elif (
            self._since_double.isValid()
            and self._since_double.elapsed() < QGuiApplication.styleHints().mouseDoubleClickInterval()
        ):
            self._select_sentence(index, offset)
            self._pressed_at = None
        else:
            self._anchor = (index, offset)

    def move(self, point: QPoint, pressed: bool) -> None:
        """The pointer moved."""
        if not pressed:
            near = self._view.post_near(point)
            link = near[2].body.mark_at(near[1].x(), near[1].y()) if near is not None else None
            hand = link is not None and link.of is not None
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)
        elif self._pressed_at is not None and self._anchor is not None:
            far = (point - self._pressed_at).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
            if self._dragging or far:
                self._scroll_towards(point)
                self._drag_to(point)

    def release(self, point: QPoint) -> None:
        """The left button went up: a click unless it was dragged."""
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or self._dragging or self._anchor is None:
            return
        if self._link is not None and self._link.of is not None:
            self._view.go_to(self._link.of.post, self._link.of.start, self._link.of.end)
            return
        near = self._view.post_near(point)
        if near is not None:
            index, at, laid = near
            over = laid.body.character_at(at.x(), at.y())
            offset = laid.body.offset_near(at.x(), at.y()) if over is None else over
            if at.y() >= 0:
                self._view.clicked.emit(self._view.document.ids[index], offset)

    def double_click(self, point: QPoint) -> None:
        """The second press of two: selects a word. A third one soon after selects its sentence."""
        near = self._view.post_near(point)
        self._pressed_at = None
        if near is None:
            return
        index, at, laid = near
        over = laid.body.character_at(at.x(), at.y())
        if over is not None:
            span = word_at(laid.body.text, over)
            self._view.set_cursor(Cursor.on(self._view.document.ids[index], span), reveal=False)
            self._since_double.start()

    def _select_sentence(self, index: int, offset: int) -> None:
        self._since_double.invalidate()
        post_id = self._view.document.ids[index]
        span = self._view.sentence_at(post_id, offset)
        if span is not None:
            self._view.set_cursor(Cursor.on(post_id, span), reveal=False)

    def _drag_to(self, point: QPoint) -> None:
        if self._anchor is None:
            return
        self._dragging = True
        index, start = self._anchor
        for number, top, laid in self._view.shown():
            if number == index:
                offset = laid.body.offset_near(point.x() - laid.x, point.y() - top - laid.body_top)
                low, high = laid.body.offsets.span(min(start, offset), max(start, offset))
                if low < high:
                    post_id = self._view.document.ids[index]
                    self._view.set_cursor(Cursor.on(post_id, (low, high)), reveal=False)

    def _scroll_towards(self, point: QPoint) -> None:
        height, bar = self._view.viewport().height(), self._view.verticalScrollBar()
        beyond = point.y() if point.y() < 0 else max(0, point.y() - height)
        if beyond:
            bar.setValue(bar.value() + max(-44, min(beyond, 44)))
