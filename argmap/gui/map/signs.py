"""Signs on the map that no picture of it has: stubs of folded branches, bridges, numbers of search hits, handles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from argmap.gui.map.bridges import course
from argmap.picture import fonts
from argmap.picture.drawing import Point, Rect
from argmap.picture.painter import Level
from argmap.picture.palette import Palette
from argmap.picture.visible import Bridge

if TYPE_CHECKING:
    from argmap.gui.map.camera import Camera
    from argmap.gui.map.overlay import Overlay
    from argmap.gui.map.sight import Sight

HANDLE = 6.0
"""Radius of the handle from which a link is drawn, in pixels of the view."""


def paint_stub(painter: QPainter, rect: Rect, words: str, palette: Palette) -> None:
    """The sign of a folded branch: how many cards are in it, in a small box on the card's edge. In map units."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.accent), 1.2))
    painter.setBrush(QColor(palette.selection))
    box = QRectF(rect.x, rect.y, max(rect.width, fonts.width(words, "badge") + 10), rect.height)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(palette.text))
    painter.setFont(fonts.font("badge"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def paint_bridges(
    painter: QPainter, bridges: Iterable[tuple[Bridge, Point, Point]], palette: Palette, zoom: float
) -> None:
    """Thin lines of dashes and dots, which no link has, between cards that are linked through hidden ones, each with a small
    arrow head at its end."""
    pen = QPen(QColor(palette.accent), max(1.1, 0.9 / zoom))
    pen.setDashPattern([6.0, 3.0, 1.5, 3.0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for _, start, end in bridges:
        painter.strokePath(bridge_path(start, end), pen)
        heading = -1.0 if course(start, end)[1][0] > end[0] else 1.0
        head = QPainterPath(QPointF(end[0] - heading * 6, end[1] - 4))
        head.lineTo(*end)
        head.lineTo(end[0] - heading * 6, end[1] + 4)
        painter.strokePath(head, QPen(QColor(palette.accent), 1.4))
    painter.restore()


def bridge_path(start: Point, end: Point) -> QPainterPath:
    """The way of a bridge."""
    path = QPainterPath(QPointF(*start))
    one, other, _ = course(start, end)
    path.cubicTo(*one, *other, *end)
    return path


def paint_number(painter: QPainter, corner: QPointF, words: str, palette: Palette, *, current: bool) -> None:
    """The number of a search hit, on the top left corner of its card. In pixels of the view."""
    font = fonts.font("badge")
    wide = max(18.0, fonts.width(words, "badge") + 10)
    box = QRectF(corner.x() - wide / 2 + 4, corner.y() - 9, wide, 18)
    painter.setPen(QPen(QColor(palette.window), 1.5))
    painter.setBrush(QColor(palette.accent if current else palette.secondary))
    painter.drawRoundedRect(box, 9, 9)
    painter.setFont(font)
    painter.setPen(QColor(palette.window))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_handle(painter: QPainter, at: QPointF, palette: Palette, *, hot: bool = False) -> None:
    """A round handle. In pixels of the view."""
    painter.setPen(QPen(QColor(palette.accent), 1.6))
    painter.setBrush(QColor(palette.accent if hot else palette.window))
    painter.drawEllipse(at, HANDLE, HANDLE)


def handles(sight: Sight, overlay: Overlay, camera: Camera) -> list[tuple[str, QPointF, bool]]:
    """(card or link, point of the view, whether it is a link's start) of every handle there is: on the left edge of the
    statements that are pointed at or selected, and at both ends of a selected link."""
    if not Level.at(camera.zoom).is_near or overlay.fixed:
        return []
    found = []
    for card_id in dict.fromkeys((*overlay.chosen, overlay.foldable, overlay.hovered)):
        if card_id is None or card_id == overlay.reworded or not sight.is_card(card_id):
            continue
        if sight.board.cards[card_id].kind != "provision":
            rect = sight.rect(card_id)
            found.append((card_id, QPointF(*camera.to_view(rect.x, rect.y + rect.height / 2)), False))
    for link_id in overlay.links:
        if sight.is_link(link_id):
            link = sight.board.links[link_id]
            found.append((link_id, QPointF(*camera.to_view(*link.tip)), False))
            if len(link.sources) == 1:
                found.append((link_id, QPointF(*camera.to_view(*link.curves[0].start)), True))
    return found


def aim_ends(
    sight: Sight, source: str, target: str | None, camera: Camera, end: QPointF | None
) -> tuple[QPointF, QPointF]:
    """Where a link that is being drawn starts and ends, in pixels of the view: at ``end`` where that is given, else on the
    sides at which the two cards face each other."""
    here = camera.rect_to_view(sight.rect(source))
    left = QPointF(here.x, here.y + here.height / 2)
    if end is not None or target is None or not sight.is_card(target):
        return left, end if end is not None else left - QPointF(40, 0)
    there = camera.rect_to_view(sight.rect(target))
    if there.right <= here.x:
        return left, QPointF(there.right, there.y + there.height / 2)
    start = QPointF(here.right, here.y + here.height / 2)
    if there.x >= here.right:
        return start, QPointF(there.x, there.y + there.height / 2)
    return start, QPointF(there.right, there.y + there.height / 2)


def paint_aim(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    colour: QColor,
    words: str,
    size: tuple[int, int],
    palette: Palette,
) -> None:
    """A link that is being drawn, with what it says beside its end, within a view of this size. In pixels of the view."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 2.2)
    painter.strokePath(bridge_path((start.x(), start.y()), (end.x(), end.y())), pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(end, 4.5, 4.5)
    if not words:
        return
    wide = fonts.width(words, "badge") + 14
    left, top = min(end.x() + 10, size[0] - wide - 4), min(max(end.y() - 26, 4), size[1] - 24)
    if left < start.x() < left + wide and end.x() - 10 - wide > 4:  # it would cover the card where the link starts
        left = end.x() - 10 - wide
    box = QRectF(max(left, 4), top, wide, 19)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(QColor(palette.card))
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(fonts.font("badge"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
