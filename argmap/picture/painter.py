"""Paints a picture with any QPainter: the screen, PNG, PDF and print all come through here."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from argmap.picture import afar, fonts, glyphs
from argmap.picture.drawing import Card, Curve, Link, Picture, Rect, Run, Sheet
from argmap.picture.inks import (
    CELL_CORNER,
    CELL_DASH,
    band_path,
    card_colours,
    card_path,
    link_colour,
    run_ink,
    topic_colour,
)
from argmap.picture.palette import Palette
from argmap.picture.strokes import LOOKS, Shape, mark_shapes, zigzag

CUT = 8.0
"""How far apart, in map units, the places are that a line from afar is drawn through: less than a pixel."""


class Level(Enum):
    """How much is drawn: coloured blocks, boxes with bars for text, boxes with their titles in large type, or everything."""

    BLOCKS = 0
    BARS = 1
    TITLES = 2
    TEXT = 3

    @staticmethod
    def at(scale: float) -> Level:
        """The level for a zoom (1 is 100 %)."""
        known = ((0.12, Level.BLOCKS), (afar.FARTHEST, Level.BARS), (0.55, Level.TITLES))
        return next((level for below, level in known if scale < below), Level.TEXT)

    @property
    def is_near(self) -> bool:
        """Whether cards are large enough for what can be pressed on them, and for words beside them."""
        return self in (Level.TITLES, Level.TEXT)


def paint_picture(
    painter: QPainter, picture: Picture, palette: Palette, *, level: Level = Level.TEXT, clip: Rect | None = None
) -> None:
    """Paints cards and links, those that meet ``clip`` (map units) where it is given. The painter is in map units."""
    if picture.sheet is not None:
        paint_sheet(painter, picture.sheet, palette, level=level, clip=clip)
    paint_links(
        painter, (k for k in picture.links.values() if clip is None or k.bounds.meets(clip)), palette, level=level
    )
    for card_id, (x, y) in picture.places.items():
        card = picture.cards[card_id]
        if clip is None or Rect(x, y, card.width, card.height).meets(clip):
            paint_card(painter, card, x, y, palette, level=level)


def paint_sheet(
    painter: QPainter, sheet: Sheet, palette: Palette, *, level: Level = Level.TEXT, clip: Rect | None = None
) -> None:
    """Paints what lies under the cards of a flow, what meets ``clip`` (map units) where it is given. From afar only its
    columns and rows are drawn."""
    for band in sheet.bands:
        if clip is None or band.meets(clip):
            painter.fillRect(_qrect(band), _colour(palette.panel))
    for rule in sheet.rules:
        if clip is None or rule.meets(clip):
            painter.fillRect(_qrect(rule), _colour(palette.line))
    if level is Level.BLOCKS:
        return
    cells = [(cell, run) for cell, run in sheet.cells if clip is None or cell.meets(clip)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(palette.ink["objection"], 1.0, CELL_DASH))
    painter.setBrush(_colour(palette.fill["objection"]))
    for cell, _ in cells:
        painter.drawRoundedRect(_qrect(cell), CELL_CORNER, CELL_CORNER)
    painter.restore()
    if level is Level.TEXT:
        runs = [*sheet.runs, *(run for _, run in cells)]
        paint_runs(painter, runs, lambda run: palette.ink.get(run.ink, palette.secondary))


def paint_card(
    painter: QPainter, card: Card, x: float, y: float, palette: Palette, *, level: Level = Level.TEXT
) -> None:
    """Paints one card with its top left corner at x, y."""
    if level is Level.BLOCKS:
        painter.fillRect(QRectF(x, y, card.width, card.height), _colour(card_colours(card, palette)[1]))
        return
    painter.save()
    painter.translate(x, y)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_box(painter, card, palette)
    if level is Level.TEXT:
        _paint_content(painter, card, palette)
    elif level is Level.TITLES:
        _paint_title(painter, card, palette)
    else:
        _paint_bars(painter, card, palette)
    painter.restore()


def _paint_box(painter: QPainter, card: Card, palette: Palette) -> None:
    ground, band, outline = card_colours(card, palette)
    path = card_path(card.kind, card.width, card.height)
    provision = card.kind == "provision"
    pen = QPen(_colour(band if card.own and not provision else outline), 1.2 if provision or card.own else 1.0)
    if card.own:
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(_colour(ground))
    painter.drawPath(path)
    if not provision:
        painter.fillPath(band_path(card.height), _colour(band))


def _paint_content(painter: QPainter, card: Card, palette: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for chip in card.chips:
        painter.setBrush(_colour(palette.fill.get(chip.fill, palette.chip)))
        round_corner = min(chip.rect.height, 17) / 2
        painter.drawRoundedRect(_qrect(chip.rect), round_corner, round_corner)
        if chip.colour:
            painter.setBrush(_colour(topic_colour(chip.colour, palette)))
            painter.drawEllipse(QPointF(chip.rect.x + 9, chip.rect.y + 8.5), 3, 3)
    if card.glyph.width:
        paint_glyph(painter, card.kind, card.glyph, palette.ink[card.kind])
    paint_runs(painter, card.runs, lambda run: run_ink(run, card, palette))


def _paint_title(painter: QPainter, card: Card, palette: Palette) -> None:
    """Paints a card's sign and title in type that can be read at the painter's zoom."""
    title = afar.title_of(card, afar.role_at(painter.transform().m11()))
    if title.glyph.width:
        paint_glyph(painter, card.kind, title.glyph, palette.ink[card.kind])
    paint_runs(painter, title.runs, lambda run: run_ink(run, card, palette))


def _paint_bars(painter: QPainter, card: Card, palette: Palette) -> None:
    """Paints bars in place of text."""
    for run in card.runs:
        ink = _colour(run_ink(run, card, palette))
        ink.setAlpha(120)
        high = fonts.STYLES[run.role].size
        painter.fillRect(QRectF(run.x, run.y - high * 0.65, run.width, high * 0.6), ink)


def paint_glyph(painter: QPainter, kind: str, place: Rect, colour: str) -> None:
    """Paints the sign of a kind into a square."""
    painter.save()
    painter.translate(place.x, place.y)
    painter.scale(place.width, place.height)
    painter.fillPath(glyphs.path(kind), _colour(colour))
    painter.restore()


def paint_runs(painter: QPainter, runs: Iterable[Run], ink: Callable[[Run], str]) -> None:
    """Paints lines of text in the colours that ``ink`` gives for each."""
    painter.save()
    painter.scale(1 / fonts.FINE, 1 / fonts.FINE)
    for run in runs:
        colour = _colour(ink(run))
        painter.setPen(colour)
        painter.setFont(fonts.fine_font(run.role))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if run.rtl else Qt.LayoutDirection.LeftToRight)
        painter.drawText(QPointF(run.x * fonts.FINE, run.y * fonts.FINE), run.text)
        if run.struck:
            size = fonts.STYLES[run.role].size * fonts.FINE
            line = QRectF(run.x * fonts.FINE, run.y * fonts.FINE - size * 0.31, run.width * fonts.FINE, size / 11)
            painter.fillRect(line, colour)
    painter.restore()


def paint_links(painter: QPainter, links: Iterable[Link], palette: Palette, *, level: Level = Level.TEXT) -> None:
    """Paints links; from afar as plain lines, all of a colour at once."""
    if level is not Level.BLOCKS:
        for link in links:
            paint_link(painter, link, palette, level=level)
        return
    ways: dict[str, QPainterPath] = {}
    for link in links:
        way = ways.setdefault(link_colour(link, palette), QPainterPath())
        for curve in link.curves:
            way.addPath(_far_path(curve))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, way in ways.items():
        painter.setPen(QPen(_colour(colour), 0))
        painter.drawPath(way)


def paint_link(
    painter: QPainter, link: Link, palette: Palette, *, level: Level = Level.TEXT, marked: bool = True
) -> None:
    """Paints one relation and, unless from afar, its mark."""
    if level is Level.BLOCKS:
        paint_links(painter, (link,), palette, level=level)
        return
    look, colour = LOOKS[link.kind], _colour(link_colour(link, palette))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for curve in link.curves:
        path = curve_path(curve) if not look.zigzag else _polyline(zigzag(curve))
        if look.double:
            painter.strokePath(path, _pen(link_colour(link, palette), look.width * 2 + 2.2, ()))
            painter.strokePath(path, _pen(palette.window, 2.2, ()))
        else:
            painter.strokePath(path, _pen(link_colour(link, palette), look.width, look.dash))
    if len(link.curves) > 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(*link.curves[-1].start), 3.0, 3.0)
    for shape in mark_shapes(link) if marked else ():
        _paint_shape(painter, shape, link_colour(link, palette), palette.window)
    painter.restore()


def _paint_shape(painter: QPainter, shape: Shape, colour: str, ground: str) -> None:
    """Paints a piece of a mark."""
    ink = ground if shape.clearing else colour
    if shape.radius:
        painter.setPen(_pen(ink, 1.4, ()))
        painter.setBrush(_colour(ink if shape.filled else ground))
        painter.drawEllipse(QPointF(*shape.centre), shape.radius, shape.radius)
        return
    points = QPolygonF([QPointF(*point) for point in shape.points])
    if shape.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(ink))
        painter.drawPolygon(points)
    else:
        painter.setPen(_pen(ink, shape.width, ()))
        painter.drawPolyline(points)


@functools.lru_cache(maxsize=10_000)
def _far_path(curve: Curve) -> QPainterPath:
    """A curve from afar: straight from one end of a segment to the next, corners cut. A long one is on many tiles."""
    stations = list(curve.stations)
    x, y = stations[0]
    path = QPainterPath(QPointF(x, y))
    for there in stations[1:-1]:
        if abs(there[0] - x) + abs(there[1] - y) >= CUT:
            x, y = there
            path.lineTo(x, y)
    path.lineTo(*stations[-1])
    return path


@functools.lru_cache(maxsize=1_000)
def curve_path(curve: Curve) -> QPainterPath:
    """A curve as a path. Do not change it."""
    path = QPainterPath(QPointF(*curve.start))
    for (x1, y1), (x2, y2), (x3, y3) in curve.segments:
        path.cubicTo(x1, y1, x2, y2, x3, y3)
    return path


def _polyline(points: list[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(x, y)
    return path


@functools.cache
def _named_colour(name: str) -> QColor:
    return QColor(name)


def _colour(name: str) -> QColor:
    return QColor(_named_colour(name))


@functools.cache
def _pen(colour: str, width: float, dash: tuple[float, ...]) -> QPen:
    """A pen whose dashes are in map units. Do not change it."""
    pen = QPen(QBrush(_colour(colour)), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if dash and dash[0] < 2 else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    return pen


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
