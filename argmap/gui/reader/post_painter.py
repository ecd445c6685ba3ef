"""Paints a post: header, quotes, text, highlights, the selection and what is outlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from argmap.gui.reader.cursor import Span
from argmap.gui.reader.header_layout import HeaderLayout
from argmap.gui.reader.highlights import Highlight
from argmap.gui.reader.post_layout import PostLayout, Row
from argmap.gui.reader.style import STEP, Style
from argmap.model.kinds import BlockKind


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies on a post's text. ``cursor`` is what a key would tag, ``outlined`` the passages of the selected
    statement."""

    highlights: Sequence[Highlight] = ()
    thresholds: Sequence[Span] = ()
    outlined: Sequence[Span] = ()
    cursor: Span | None = None
    focused: bool = False


class PostPainter:
    """Paints with one style."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def paint_header(self, painter: QPainter, header: HeaderLayout, corner: QPointF) -> None:
        """Who wrote it, and the rest of the line."""
        for piece in header.pieces:
            painter.setFont(piece.font)
            painter.setPen(self.style.colour(piece.ink))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(piece.rect.translated(corner), int(flags), piece.text)

    def paint_notice(self, painter: QPainter, words: str, rect: QRectF) -> None:
        """What stands in place of a text."""
        painter.setFont(self.style.notice)
        painter.setPen(self.style.colour("secondary"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def paint_body(self, painter: QPainter, post: PostLayout, marks: Marks, corner: QPointF, clip: QRectF) -> None:
        """The text with everything on it. ``clip`` is in the painter's coordinates, like ``corner``."""
        top, bottom = clip.top() - corner.y(), clip.bottom() - corner.y()
        rows = post.rows_between(top - 4, bottom + 4)
        if not rows:
            return
        shown = (rows[0].start, rows[-1].end)
        painter.save()
        painter.translate(corner)
        self._grounds(painter, rows, post)
        self._cursor(painter, post, marks, shown)
        lit = [mark for mark in marks.highlights if mark.start < shown[1] and shown[0] < mark.end]
        rects = {mark: post.rects(max(mark.start, shown[0]), min(mark.end, shown[1])) for mark in lit}
        for mark in lit:
            for rect in rects[mark]:
                painter.fillRect(_fill_of(rect), self.style.tint(mark.kind))
        painter.setPen(self.style.colour("text"))
        post.layout.draw(painter, QPointF(0, 0), [], clip.translated(-corner))
        for mark in lit:
            for rect in rects[mark]:
                painter.fillRect(_underline_of(rect, mark.lane), self.style.colour(mark.kind))
        for span in _clipped(marks.thresholds, shown):
            lane = 1 + max((m.lane for m in lit if m.start < span[1] and span[0] < m.end), default=-1)
            self._dotted(painter, post.rects(*span), "provision", 2.0, lane)
        for inline in post.inline:
            for span in _clipped([(inline.start, inline.end)], shown):
                self._dotted(painter, post.rects(*span), "accent", 1.0, 0)
        self._labels(painter, post, top, bottom)
        for span in _clipped(marks.outlined, shown):
            self._outline(painter, post.rects(*span))
        painter.restore()

    def _grounds(self, painter: QPainter, rows: Iterable[Row], post: PostLayout) -> None:
        palette = self.style.palette
        for row in rows:
            reach = row.height + (8 if row.part.kind is BlockKind.QUOTE else 0)
            if row.part.kind is BlockKind.QUOTE:
                reach = max(row.height, self._reach(row, post))
                for level in range(max(1, min(row.part.depth, 6))):
                    painter.fillRect(QRectF(level * STEP, row.y, 2, reach), QColor(palette.line).darker(112))
            elif row.part.kind is BlockKind.CODE:
                painter.fillRect(QRectF(0, row.y, post.width, row.height), QColor(palette.panel))
            if row.bullet:
                painter.setFont(self.style.text)
                painter.setPen(self.style.colour("secondary"))
                painter.drawText(QPointF(row.line.x() - 11, row.line.y() + row.line.ascent()), "•")

    @staticmethod
    def _reach(row: Row, post: PostLayout) -> float:
        """How far down the rule beside a line of a quote goes: over the link below it, and up to the quote's next line."""
        lowest = row.y + row.height
        for label in post.labels:
            if row.start < label.mark.end <= row.end and label.rect.top() >= lowest:
                lowest = label.rect.bottom()
        return lowest - row.y

    def _cursor(self, painter: QPainter, post: PostLayout, marks: Marks, shown: Span) -> None:
        if marks.cursor is None:
            return
        ground = self.style.ground(focused=marks.focused)
        for low, high in _clipped([marks.cursor], shown):
            rects = post.rects(low, high)
            if marks.cursor not in marks.outlined:
                for rect in rects:
                    painter.fillRect(rect.adjusted(-1, 1, 1, -1), ground)
            bar = self.style.colour("accent")
            bar.setAlphaF(1.0 if marks.focused else 0.4)
            for rect in rects:
                painter.fillRect(QRectF(-10, rect.top(), 2.5, rect.height()), bar)

    def _dotted(self, painter: QPainter, rects: Iterable[QRectF], role: str, dot: float, lane: int) -> None:
        painter.setPen(QPen(self.style.colour(role), dot, Qt.PenStyle.DotLine))
        for rect in rects:
            y = _underline_of(rect, lane).center().y()
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _labels(self, painter: QPainter, post: PostLayout, top: float, bottom: float) -> None:
        painter.setFont(self.style.said)
        for label in post.labels:
            if label.rect.bottom() >= top and label.rect.top() <= bottom:
                painter.setPen(self.style.colour("accent" if label.mark.of is not None else "secondary"))
                painter.drawText(label.rect, int(Qt.AlignmentFlag.AlignVCenter), label.mark.label)

    def _outline(self, painter: QPainter, rects: Sequence[QRectF]) -> None:
        """A line round a passage; where its lines meet it is one shape."""
        shape = QPainterPath()
        for rect in rects:
            box = QPainterPath()
            box.addRoundedRect(rect.adjusted(-2.5, 0.5, 2.5, 1.5), 4, 4)
            shape = shape.united(box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.style.colour("accent"), 2))
        painter.drawPath(shape)
        painter.restore()


def _clipped(spans: Iterable[Span], shown: Span) -> list[Span]:
    return [(max(low, shown[0]), min(high, shown[1])) for low, high in spans if low < shown[1] and shown[0] < high]


def _fill_of(rect: QRectF) -> QRectF:
    return QRectF(rect.left(), rect.top() + 2, rect.width(), rect.height() - 4)


def _underline_of(rect: QRectF, lane: int) -> QRectF:
    """On whole pixels, so that all are equally thick."""
    return QRectF(rect.left(), round(rect.bottom() - 3.4) + 3 * lane, rect.width(), 2)
