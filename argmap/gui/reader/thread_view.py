"""Shows a thread of posts in a scrolled column, laying out only those that are seen.

What is held fast is the post at the top of the view and how far it is scrolled out: the scroll bar follows from it, so that
a height that turns out other than it was estimated moves nothing that is seen.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from argmap.gui.reader import content, style
from argmap.gui.reader.document import Document
from argmap.gui.reader.header_layout import HeaderLayout
from argmap.gui.reader.post_layout import PostLayout
from argmap.gui.reader.post_painter import Marks, PostPainter
from argmap.gui.reader.posts_view import PostsView
from argmap.gui.reader.style import Column, Style
from argmap.model.debate import Debate
from argmap.model.records import Post
from argmap.picture.palette import LIGHT, Palette

_KEPT = 80
"""Laid out posts that are kept, the ones seen last."""
_NOTICE = 22


@dataclass(slots=True)
class Laid:
    """A post laid out: its header, its body or what stands in its place, and where its column begins."""

    header: HeaderLayout
    body: PostLayout
    notice: str
    x: int

    @property
    def body_top(self) -> float:
        """Where the text begins, from the top of the post."""
        return self.header.height + (_NOTICE if self.notice else 0)

    @property
    def height(self) -> int:
        """In pixels, with the gap below."""
        return round(self.body_top + self.body.height + 0.5) + style.GAP


class ThreadView(PostsView):
    """The scrolled column. What lies on the posts comes from ``marks``, which views that know more override.
    ``folding``: posts that were set aside are shown without their text."""

    folding = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = PostPainter(Style(LIGHT))
        self._laid: OrderedDict[str, Laid] = OrderedDict()
        self._top, self._hidden = 0, 0
        self._syncing = False
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._on_idle)
        self.document = Document(Debate(), self._estimate)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(22)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._painter.style.palette

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._painter = PostPainter(Style(palette))
        self._laid.clear()
        self.viewport().update()

    def show_debate(self, debate: Debate) -> None:
        """Shows another debate from its beginning."""
        self._laid.clear()
        self.document = Document(debate, self._estimate)
        self._top = self._hidden = 0
        self._settle()

    def marks(self, index: int) -> Marks:
        """What lies on a post's text."""
        post_id = self.document.ids[index]
        thresholds = self.document.thresholds(post_id)
        if thresholds is None:
            self._idle.start()
        return Marks(self.document.highlights(post_id), thresholds or ())

    def laid(self, index: int) -> Laid:
        """A post laid out in the present width."""
        post_id = self.document.ids[index]
        found = self._laid.get(post_id)
        if found is None:
            x, width = self._column.place(self.document.depths[index])
            post = self.document.post(index)
            folded = self.folding and content.is_folded(post)
            quiet = content.is_slim(post) or content.is_folded(post)
            shown = replace(post, text="", blocks=()) if folded else post
            marks = [] if quiet else self.document.quotes(post_id)
            body = PostLayout(shown, marks, width, self._painter.style)
            found = Laid(self._header(index), body, "" if quiet else content.notice(post), x)
            self._laid[post_id] = found
            self.document.measured(index, found.height)
            while len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(post_id)
        return found

    def shown(self) -> Iterator[tuple[int, int, Laid]]:
        """(number, top in the viewport, layout) of every post that shows."""
        y, index = style.TOP - self._hidden, self._top
        while index < len(self.document) and y < self.viewport().height():
            laid = self.laid(index)
            yield index, y, laid
            y += laid.height
            index += 1

    def post_near(self, point: QPoint) -> tuple[int, QPointF, Laid] | None:
        """The post at a point of the viewport, or the nearest one above or below, with the point from its text's corner."""
        found = None
        for index, y, laid in self.shown():
            found = index, QPointF(point.x() - laid.x, point.y() - y - laid.body_top), laid
            if point.y() < y + laid.height:
                break
        return found

    def span_rect(self, index: int, start: int, end: int) -> QRect:
        """The rectangle round a span in the viewport's coordinates; empty when its post does not show."""
        for number, y, laid in self.shown():
            if number == index:
                around = QRectF()
                for rect in laid.body.rects(start, end):
                    around = around.united(rect.translated(laid.x, y + laid.body_top))
                return around.toAlignedRect()
        return QRect()

    def reveal(self, index: int, start: int, end: int, *, margin: int = 48) -> None:
        """Scrolls as little as is needed to show a span of a post; when it is far, to a third of the view's height."""
        laid = self.laid(index)
        rects = laid.body.rects(start, end)
        top = laid.body_top + (rects[0].top() if rects else 0)
        bottom = laid.body_top + (rects[-1].bottom() if rects else laid.body.height)
        height = self.viewport().height()
        y = self._y_of(index)
        if y is None:
            self._top, self._hidden = index, int(top) - height // 3
        elif y + top < margin or bottom - top > height - 2 * margin:
            self._hidden += int(y + top) - margin
        elif y + bottom > height - margin:
            self._hidden += int(y + bottom) - height + margin
        else:
            return
        self._settle()

    def refresh(self, posts: set[str], *, moved: bool, texts: bool) -> None:
        if moved:
            held = self.document.ids[self._top] if self._top < len(self.document) else ""
            self.document.rebuild()
            self._top = max(0, self.document.index(held))
        if moved or texts:
            self._laid.clear()
            self._settle()
            return
        shown = {self.document.ids[index]: (index, y) for index, y, _ in self.shown()}
        for post_id in posts & self._laid.keys():
            self._renew_header(post_id)
            if post_id in shown:
                _, y = shown[post_id]
                self.viewport().update(0, y, self.viewport().width(), self._laid[post_id].height)

    def update_post(self, post_id: str) -> None:
        """Paints one post again if it shows."""
        for index, y, laid in self.shown():
            if self.document.ids[index] == post_id:
                self.viewport().update(0, y, self.viewport().width(), laid.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self.colours.window))
        for index, y, laid in list(self.shown()):
            if y + laid.height >= event.rect().top() and y <= event.rect().bottom():
                self._paint_post(painter, index, y, laid, QRectF(event.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.colours.accent), 1.5))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.75, 0.75, -0.75, -0.75))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.drop_gone()
        if event.oldSize().width() != event.size().width():
            self._laid.clear()
            self.document.forget_heights()
        self._settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing:
            return
        bar = self.verticalScrollBar()
        if bar.isSliderDown() or abs(dy) > 3 * self.viewport().height():
            self._top, self._hidden = self.document.heights.at(bar.value())
            if bar.value() == bar.maximum():
                self._top, self._hidden = max(0, len(self.document) - 1), 0  # the end, whatever was estimated
        else:
            self._hidden -= dy
        self._settle()

    def _on_idle(self) -> None:
        """Looks for thresholds in one of the posts that show, and comes back for the next."""
        for index, _, _ in list(self.shown()):
            post_id = self.document.ids[index]
            if self.document.thresholds(post_id) is None:
                if self.document.find_thresholds(post_id):
                    self.update_post(post_id)
                self._idle.start()
                return

    def _settle(self) -> None:
        """Brings the top post and what is hidden of it into bounds, lays out what shows, and sets the scroll bar."""
        if len(self.document):
            self._normalise()
            room = self.viewport().height()
            for _, y, laid in self.shown():
                room = self.viewport().height() - y - laid.height
            if room > 0 and (self._top or self._hidden > 0):
                self._hidden -= room
                self._normalise()
        self._sync_bar()
        self.viewport().update()

    def _normalise(self) -> None:
        while self._hidden < 0 and self._top > 0:
            self._top -= 1
            self._hidden += self.laid(self._top).height
        while self._top < len(self.document) - 1 and self._hidden >= self.laid(self._top).height:
            self._hidden -= self.laid(self._top).height
            self._top += 1
        self._hidden = max(0, self._hidden)

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, max(0, self.document.heights.total + style.TOP - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        if not bar.isSliderDown():
            bar.setValue(self.document.heights.before(self._top) + self._hidden)
        self._syncing = False

    def _y_of(self, index: int) -> int | None:
        return next((y for number, y, _ in self.shown() if number == index), None)

    def _paint_post(self, painter: QPainter, index: int, y: int, laid: Laid, clip: QRectF) -> None:
        self._painter.paint_header(painter, laid.header, QPointF(laid.x, y))
        if laid.notice:
            rect = QRectF(laid.x, y + laid.header.height, laid.body.width, _NOTICE)
            self._painter.paint_notice(painter, laid.notice, rect)
        corner = QPointF(laid.x, y + laid.body_top)
        self._painter.paint_body(painter, laid.body, self.marks(index), corner, clip)

    def _header(self, index: int) -> HeaderLayout:
        depth = self.document.depths[index]
        _, width = self._column.place(depth)
        level = depth if depth > self._column.deepest else 0
        post = self.document.post(index)
        title = "" if content.is_slim(post) else post.title
        return HeaderLayout(self.document.header(index), title, width, self._painter.style, level)

    def _renew_header(self, post_id: str) -> None:
        laid, index = self._laid[post_id], self.document.index(post_id)
        before = laid.height
        laid.header = self._header(index)
        if laid.height != before:
            self.document.measured(index, laid.height)
            self._settle()

    @property
    def _column(self) -> Column:
        return Column(self.viewport().width(), self._painter.style)

    def _estimate(self, post: Post, depth: int) -> int:
        return self._column.probable_height(post.text, depth)
