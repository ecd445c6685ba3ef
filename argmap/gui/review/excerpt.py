"""A few posts of the thread as the reader shows them, with the words in question marked, and a cursor that stops at
sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from argmap.gui.reader import content
from argmap.gui.reader.cursor import Cursor, Span
from argmap.gui.reader.document import Document
from argmap.gui.reader.highlights import Highlight
from argmap.gui.reader.post_painter import Marks
from argmap.gui.reader.sentence_view import SentenceView
from argmap.model.debate import Debate
from argmap.model.records import Post

Rows = Sequence[tuple[str, int]]
"""(post, reply depth) each."""
MARK = "claim"
"""The kind whose tint marks the words in question."""


class ExcerptDocument(Document):
    """The posts of a debate that are shown, in their order. ``place`` gives a post's number in the whole thread."""

    def __init__(
        self, debate: Debate, estimate: Callable[[Post, int], int], rows: Rows, place: Callable[[str], int]
    ) -> None:
        self._shown = rows
        self._place = place
        super().__init__(debate, estimate)

    def rebuild(self) -> None:
        rows = [(post_id, depth) for post_id, depth in self._shown if post_id in self.debate.posts]
        self.ids = [post_id for post_id, _ in rows]
        self.depths = [depth for _, depth in rows]
        self._index = {post_id: index for index, post_id in enumerate(self.ids)}
        self._take_heights()

    def header(self, index: int) -> content.Header:
        post = self.post(index)
        return content.header(self.debate, post, self._place(post.id), self.highlights(post.id))

    def quotes(self, post_id: str) -> list[content.QuoteMark]:
        if post_id not in self._quotes:
            self._quotes[post_id] = content.quote_marks(self.debate, self.debate.posts[post_id], self._place)
        return self._quotes[post_id]


class Excerpt(SentenceView):
    """Shows some posts of a debate. ``marked`` are spans of posts that are in question."""

    folding = False  # whoever decides about a post wants to read it

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: Mapping[str, Sequence[Span]] = {}
        self._target: Cursor | None = None
        self.setAccessibleName(name)

    def show_rows(
        self, debate: Debate, rows: Rows, place: Callable[[str], int], marked: Mapping[str, Sequence[Span]]
    ) -> None:
        """Shows posts from the first one's beginning. Scroll with ``look_at``."""
        self.show_debate(Debate())
        self._marked, self._target = marked, None
        self.document = ExcerptDocument(debate, self._estimate, rows, place)
        self._settle()

    def drop_gone(self) -> bool:
        """Leaves out posts that are no longer there, until others are to be shown."""
        if not super().drop_gone():
            return False
        self._target = self.cursor_span = None
        self._top = self._hidden = 0
        self._settle()
        return True

    def look_at(self, post_id: str, start: int = 0) -> None:
        """Scrolls to a place of a post, and puts the cursor on the sentence there."""
        if self.document.index(post_id) < 0:
            return
        span = self.sentence_at(post_id, start)
        if span is None:
            self.reveal(self.document.index(post_id), 0, 0)
        else:
            self._target = Cursor.on(post_id, span)
            self.set_cursor(self._target, reveal=False)
            self._reveal_target()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal_target()

    def _reveal_target(self) -> None:
        """Shows the place that was asked for, as long as the cursor has not been moved from it."""
        here = self._target
        if here is not None and here == self.cursor_span:
            margin = self.viewport().height() // 4
            self.reveal(self.document.index(here.post), here.start, here.end, margin=margin)

    def marks(self, index: int) -> Marks:
        post_id = self.document.ids[index]
        spans = self._marked.get(post_id, ())
        lit = [Highlight("", MARK, start, end, 0) for start, end in spans if start < end]
        found = super().marks(index)
        return replace(found, highlights=lit, thresholds=(), cursor=found.cursor if self.hasFocus() else None)
