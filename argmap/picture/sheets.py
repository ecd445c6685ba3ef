"""Paints a page on sheets of paper, in a PDF or on a printer alike: on one, fitted, or on many, with an index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from argmap.picture import fonts
from argmap.picture.drawing import Picture, Rect, Run
from argmap.picture.legend import Page
from argmap.picture.painter import Level, paint_card, paint_link, paint_picture, paint_runs, paint_sheet
from argmap.picture.palette import Palette
from argmap.picture.paper import paint_page, paint_surroundings
from argmap.picture.tiling import MARGIN, OVERLAP, POINTS, Tile, Tiling

_GROWN = 1.25
"""How much a map may be enlarged to fill a sheet: 12.5 units of text are 11.7 points."""

_CUT = 9.0
"""The length of a cut mark, in points."""

_LEAST = 60.0
"""How much of a column, in map units, must be on a sheet for its heading to be repeated there."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is painted, and in which colours."""

    page: Page
    picture: Picture
    colours: Palette


def paint_fitted(painter: QPainter, made: Sheets, width: float, height: float, margin: float = 0.0) -> None:
    """Paints a page on a sheet of this size, as large as fits. The painter is in points."""
    page = made.page
    painter.fillRect(QRectF(0, 0, width + 1, height + 1), QColor(made.colours.window))
    room = width - 2 * margin, height - 2 * margin
    scale = min(room[0] / page.width, room[1] / page.height, POINTS * _GROWN)
    painter.save()
    painter.translate((width - page.width * scale) / 2, (height - page.height * scale) / 2)
    painter.scale(scale, scale)
    paint_page(painter, page, made.picture, made.colours)
    painter.restore()


def paint_tiled(painter: QPainter, made: Sheets, tiling: Tiling, new_sheet: Callable[[], object]) -> None:
    """Paints an index, and then every tile on a sheet of its own, each with only what is to be seen on it. The painter is in
    points; ``new_sheet`` ends a sheet and begins the next."""
    _paint_index(painter, made, tiling)
    for tile in tiling.tiles:
        new_sheet()
        painter.fillRect(QRectF(0, 0, tiling.width + 1, tiling.height + 1), QColor(made.colours.window))
        _paint_tile(painter, made, tile)
        _paint_marks(painter, made, tiling, tile)


def _paint_tile(painter: QPainter, made: Sheets, tile: Tile) -> None:
    area, (x, y) = tile.area, made.page.origin
    painter.save()
    painter.translate(MARGIN, MARGIN)
    painter.scale(POINTS, POINTS)
    painter.setClipRect(QRectF(0, 0, area.width, area.height))
    painter.translate(-area.x, -area.y)
    paint_surroundings(painter, made.page, made.colours, clip=area)
    painter.translate(x, y)
    if made.picture.sheet is not None:
        paint_sheet(painter, made.picture.sheet, made.colours, clip=area.moved(-x, -y))
    for link_id in tile.links:
        paint_link(painter, made.picture.links[link_id], made.colours)
    for card_id in tile.cards:
        paint_card(painter, made.picture.cards[card_id], *made.picture.places[card_id], made.colours)
    painter.restore()


def _paint_marks(painter: QPainter, made: Sheets, tiling: Tiling, tile: Tile) -> None:
    """Cut marks at the corners, where to glue on, and which sheet this is."""
    right, bottom = tiling.width - MARGIN, tiling.height - MARGIN
    pen = QPen(QColor(made.colours.secondary), 0.5)
    painter.save()
    painter.setPen(pen)
    for x, away in ((MARGIN, -1), (right, 1)):
        for y, down in ((MARGIN, -1), (bottom, 1)):
            painter.drawLine(QPointF(x + away * 3, y), QPointF(x + away * _CUT, y))
            painter.drawLine(QPointF(x, y + down * 3), QPointF(x, y + down * _CUT))
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    if tile.column < tiling.columns - 1:
        for y, down in ((MARGIN, -1), (bottom, 1)):
            painter.drawLine(QPointF(right - OVERLAP, y), QPointF(right - OVERLAP, y + down * _CUT))
    if tile.row < tiling.rows - 1:
        for x, away in ((MARGIN, -1), (right, 1)):
            painter.drawLine(QPointF(x, bottom - OVERLAP), QPointF(x + away * _CUT, bottom - OVERLAP))
    painter.restore()
    _write_headings(painter, made, tile)
    where = f"{tile.name} · sheet {tile.number} of {len(tiling.tiles) + 1} · {made.page.title}"
    _write(painter, made, where, MARGIN, tiling.height - MARGIN + 20, tiling.width - 2 * MARGIN)


def _write_headings(painter: QPainter, made: Sheets, tile: Tile) -> None:
    """Above a sheet of a flow that does not show the headings of its columns, what they are."""
    if made.picture.sheet is None:
        return
    runs = [run for run in made.picture.sheet.runs if run.role == "gist"]
    origin = made.page.origin
    if not runs or tile.area.y <= runs[0].y + origin[1] - 14:
        return
    lefts = [run.x + origin[0] - tile.area.x for run in runs]
    for run, left, next_left in zip(runs, lefts, [*lefts[1:], tile.area.width], strict=True):
        start = max(left, 0.0)
        room = min(next_left, tile.area.width) - start
        if room >= _LEAST:
            _write(painter, made, run.text, MARGIN + start * POINTS, MARGIN - 6, room * POINTS)


def _paint_index(painter: QPainter, made: Sheets, tiling: Tiling) -> None:
    """The whole map in small, with the sheets that it is laid over."""
    page, colours = made.page, made.colours
    painter.fillRect(QRectF(0, 0, tiling.width + 1, tiling.height + 1), QColor(colours.window))
    width = tiling.width - 2 * MARGIN
    _write(painter, made, page.title, MARGIN, MARGIN + 14, width, "title")
    sheets = len(tiling.tiles)
    words = f"{sheets} sheets in {tiling.columns} columns and {tiling.rows} rows. Cut along the marks and glue at the dashes."
    _write(painter, made, words, MARGIN, MARGIN + 32, width, "subtitle")
    _write(painter, made, page.stamp, MARGIN, tiling.height - MARGIN, width)
    room = Rect(MARGIN, MARGIN + 48, width, tiling.height - 2 * MARGIN - 66)
    scale = min(room.width / page.width, room.height / page.height, POINTS)
    painter.save()
    painter.translate(room.x, room.y)
    painter.scale(scale, scale)
    painter.translate(*page.origin)
    paint_picture(painter, made.picture, colours, level=Level.BLOCKS)
    painter.restore()
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.secondary), 0.6))
    for tile in tiling.tiles:
        x, y = room.x + tile.area.x * scale, room.y + tile.area.y * scale
        wide = min(tile.area.width, page.width - tile.area.x) * scale
        high = min(tile.area.height, page.height - tile.area.y) * scale
        painter.drawRect(QRectF(x, y, wide, high))
        for label in (f"{tile.name} · {tile.number}", str(tile.number)):
            patch = QRectF(x + 1, y + 1, fonts.width(label, "stamp") * POINTS + 4, 11)
            lowest = tile.row == tiling.rows - 1  # may be a sliver, but has nothing below it
            if patch.width() < wide and (lowest or patch.height() < high):
                painter.fillRect(patch, QColor(colours.window))
                _write(painter, made, label, x + 3, y + 9, wide)
                break
    painter.restore()


def _write(painter: QPainter, made: Sheets, words: str, x: float, y: float, width: float, role: str = "stamp") -> None:
    """Writes a line of text in points; what is too long for its width ends in an ellipsis."""
    from argmap.picture.text import is_rtl

    room = width / POINTS
    while fonts.width(words, role) > room and len(words) > 1:
        words = words[:-2].rstrip() + "…"
    painter.save()
    painter.translate(x, y)
    painter.scale(POINTS, POINTS)
    run = Run(words, 0, 0, fonts.width(words, role), role, rtl=is_rtl(words))
    paint_runs(painter, [run], lambda _: made.colours.text if role == "title" else made.colours.secondary)
    painter.restore()
