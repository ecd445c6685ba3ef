"""Paints a page: ground, title, map, legend and stamp, with the painter that the screen uses."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from argmap.picture.drawing import Picture, Rect, Run
from argmap.picture.legend import Page
from argmap.picture.painter import paint_card, paint_glyph, paint_link, paint_picture, paint_runs
from argmap.picture.palette import Palette


def paint_page(painter: QPainter, page: Page, picture: Picture, colours: Palette) -> None:
    """Paints a page, with all its text, from the painter's origin, in map units."""
    painter.fillRect(QRectF(0, 0, page.width, page.height), QColor(colours.window))
    paint_surroundings(painter, page, colours)
    painter.save()
    painter.translate(*page.origin)
    paint_picture(painter, picture, colours)
    painter.restore()


def paint_surroundings(painter: QPainter, page: Page, colours: Palette, *, clip: Rect | None = None) -> None:
    """Paints what stands around the map, its ground aside: title, legend and stamp; what meets ``clip`` where it is given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def ink(run: Run) -> str:
        return colours.text if run.ink == "text" else colours.secondary

    def seen(run: Run) -> bool:
        return clip is None or Rect(run.x - 80, run.y - 30, run.width + 80, 40).meets(clip)

    paint_runs(painter, filter(seen, page.runs), ink)
    entries = [entry for entry in page.entries if seen(entry.run)]
    for entry in entries:
        if entry.hit is not None:
            paint_link(painter, entry.hit, colours, marked=False)
        if entry.link is not None:
            paint_link(painter, entry.link, colours)
        if entry.kind:
            paint_glyph(painter, entry.kind, entry.glyph, colours.ink[entry.kind])
        if entry.card is not None:
            paint_card(painter, entry.card, entry.glyph.x, entry.glyph.y, colours)
    paint_runs(painter, [entry.run for entry in entries], ink)
    for rule in page.rules:
        painter.fillRect(QRectF(rule.x, rule.y, rule.width, rule.height), QColor(colours.line))
