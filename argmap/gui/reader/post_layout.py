"""One post laid out: a QTextLayout for its text, lines set in by what they are, and the links behind its quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from argmap.gui.reader.content import QuoteMark
from argmap.gui.reader.offsets import Offsets
from argmap.gui.reader.structure import MARKER, Part, part_at, parts
from argmap.gui.reader.style import STEP, Style
from argmap.model.kinds import BlockKind
from argmap.model.records import Post
from argmap.picture.text import is_rtl

_EMPTY_LINE = 10
_PARAGRAPH_GAP = 7
_QUOTE_GAP = 6
_LABEL_ROW = 19


@dataclass(frozen=True, slots=True)
class Label:
    """The words behind a quote that lead to its source, in a rectangle from the body's corner."""

    mark: QuoteMark
    rect: QRectF


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text. ``start`` and ``end`` are code points; ``y`` and ``height`` are pixels from the top of the body."""

    start: int
    end: int
    y: float
    height: float
    line: QTextLine
    part: Part
    bullet: bool


class PostLayout:
    """The body of a post in a column of a width in pixels, and which character is where in it."""

    def __init__(self, post: Post, marks: Sequence[QuoteMark], width: float, style: Style) -> None:
        self.text = post.text
        self.width = width
        self.offsets = Offsets(post.text)
        self.parts = parts(post, marks)
        self.rows: list[Row] = []
        self.labels: list[Label] = []
        self._style = style
        self._label_metrics = QFontMetricsF(style.said)
        self._waiting = [mark for mark in marks if mark.whole]
        self.inline = [mark for mark in marks if not mark.whole]
        self.layout = QTextLayout(_one_paragraph(post.text), style.text)
        self.layout.setCacheEnabled(True)
        self.layout.setTextOption(_wrapping(post.text))
        self.layout.setFormats(self._formats())
        self.height = self._fill() if post.text else 0.0
        self._tops = [row.y for row in self.rows]
        self._starts = [row.start for row in self.rows]

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The rectangles that a span covers, one a line, without the space at a line's end."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        found = []
        for row in self.rows[first:last]:
            low = self._x(row, max(start, row.start))
            high = self._x(row, min(end, row.end))
            there = row.line.naturalTextRect()
            left, right = max(min(low, high), there.left()), min(max(low, high), there.right())
            if right > left:
                found.append(QRectF(left, row.y, right - left, row.height))
        return found

    def rows_between(self, top: float, bottom: float) -> Sequence[Row]:
        """The lines that show between two heights."""
        return self.rows[max(0, bisect_right(self._tops, top) - 1) : bisect_left(self._tops, bottom)]

    def offset_near(self, x: float, y: float) -> int:
        """The place between two characters that is nearest to a point of the body."""
        row = self._row_at(y)
        if row is None:
            return 0
        position = row.line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        return max(row.start, min(self.offsets.to_code_point(position), row.end))

    def character_at(self, x: float, y: float) -> int | None:
        """The character under a point of the body, None beside the text."""
        row = self._row_at(y)
        if row is None or not row.y <= y < row.y + row.height:
            return None
        there = row.line.naturalTextRect()
        if not there.left() <= x < there.right():
            return None
        position = row.line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return self.offsets.to_code_point(position)

    def mark_at(self, x: float, y: float) -> QuoteMark | None:
        """The quote whose link, or whose words where they stand among others, is under a point."""
        for label in self.labels:
            if label.rect.contains(x, y):
                return label.mark
        offset = self.character_at(x, y) if self.inline else None
        if offset is None:
            return None
        return next((mark for mark in self.inline if mark.start <= offset < mark.end), None)

    def _row_at(self, y: float) -> Row | None:
        if not self.rows:
            return None
        return self.rows[max(0, bisect_right(self._tops, y) - 1)]

    def _x(self, row: Row, offset: int) -> float:
        return float(row.line.cursorToX(self.offsets.to_utf16(offset))[0])  # type: ignore[index]

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ranges = []
        for part in self.parts:
            if part.kind in (BlockKind.OWN, BlockKind.LIST_ITEM):
                continue
            ranged = QTextLayout.FormatRange()
            ranged.start = self.offsets.to_utf16(part.start)
            ranged.length = self.offsets.to_utf16(part.end) - ranged.start
            look = QTextCharFormat()
            look.setFont(self._style.font(part.kind, part.depth))
            look.setForeground(QColor(self._style.ink(part.kind)))
            ranged.format = look
            ranges.append(ranged)
        return ranges

    def _fill(self) -> float:
        y, before = 0.0, None
        heights = {kind_depth: self._style.line(*kind_depth) for kind_depth in {(p.kind, p.depth) for p in self.parts}}
        self.layout.beginLayout()
        while True:
            line = self.layout.createLine()
            if not line.isValid():
                break
            start = self.offsets.to_code_point(line.textStart())
            part = part_at(self.parts, start)
            inset = _inset(part)
            line.setLineWidth(max(40.0, self.width - inset))
            end = self.offsets.to_code_point(line.textStart() + line.textLength())
            new = before is None or self.text[before.end - 1 : before.end] == "\n"
            y += self._gap(before, part, start, end, new)
            empty = not self.text[start:end].strip()
            height = _EMPTY_LINE if empty else max(heights[part.kind, part.depth], line.height())
            line.setPosition(QPointF(inset, y + (height - line.height()) / 2))
            bullet = part.kind is BlockKind.LIST_ITEM and start == part.start and not MARKER.match(self.text, start)
            before = Row(start, end, y, height, line, part, bullet)
            self.rows.append(before)
            y = self._label(before, y + height)
        self.layout.endLayout()
        return y

    def _gap(self, before: Row | None, part: Part, start: int, end: int, new: bool) -> float:
        """Extra space above a line: round quotes, and between paragraphs that wrap but have no blank line between them."""
        empty = not self.text[start:end].strip()
        if before is None or empty or before.height == _EMPTY_LINE:
            return 0.0
        if (before.part.kind is BlockKind.QUOTE) != (part.kind is BlockKind.QUOTE):
            return _QUOTE_GAP
        if not new:
            return 0.0
        wrapped = before.start > 0 and self.text[before.start - 1] != "\n"
        return _PARAGRAPH_GAP if wrapped or part.kind is BlockKind.HEADING else 0.0

    def _label(self, row: Row, y: float) -> float:
        """Sets the links of quotes that end on a line behind it, or below it where there is no room; returns where the
        next line goes."""
        x = row.line.naturalTextRect().right() + 8
        for mark in [mark for mark in self._waiting if mark.end <= row.end]:
            self._waiting.remove(mark)
            wide = self._label_metrics.horizontalAdvance(mark.label) + 2
            if x + wide <= self.width:
                self.labels.append(Label(mark, QRectF(x, row.y, wide, row.height)))
                x += wide + 8
            else:
                inset = row.line.x()
                self.labels.append(Label(mark, QRectF(inset, y, min(wide, self.width - inset), _LABEL_ROW)))
                x, y = inset + wide + 8, y + _LABEL_ROW
        return y


def _inset(part: Part) -> float:
    if part.kind is BlockKind.QUOTE:
        return STEP * max(1, min(part.depth, 6))
    if part.kind is BlockKind.LIST_ITEM:
        return STEP * max(1, min(part.depth, 6))
    return 10 if part.kind is BlockKind.CODE else 0


def _one_paragraph(text: str) -> str:
    """The text with line breaks that do not end Qt's paragraph, character for character."""
    return text.replace("\n", "\u2028").replace("\u2029", "\u2028")


def _wrapping(text: str) -> QTextOption:
    """How lines break, and that they begin at the right where the text is read from there."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if is_rtl(text):
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option
