"""Paints a page: ground, title, map, legend and stamp, with the painter that the screen uses."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from argmap.picture.drawing import Picture
from argmap.picture.legend import Page
from argmap.picture.painter import paint_glyph, paint_link, paint_picture, paint_runs
from argmap.picture.palette import Palette, palette


def paper_palette(theme: str) -> Palette:
    """A theme's palette for paper: light is on white."""
    chosen = palette(theme)
    return replace(chosen, window="#FFFFFF") if chosen.name == "light" else chosen


def paint_page(painter: QPainter, page: Page, picture: Picture, colours: Palette) -> None:
    """Paints a page, with all its text, from the painter's origin, in map units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, page.width, page.height), QColor(colours.window))

    def ink(run: object) -> str:
        return colours.text if getattr(run, "ink", "") == "text" else colours.secondary

    paint_runs(painter, page.runs, ink)
    painter.save()
    painter.translate(*page.origin)
    paint_picture(painter, picture, colours)
    painter.restore()
    for entry in page.entries:
        if entry.hit is not None:
            paint_link(painter, entry.hit, colours, marked=False)
        if entry.link is not None:
            paint_link(painter, entry.link, colours)
        if entry.kind:
            paint_glyph(painter, entry.kind, entry.glyph, colours.ink[entry.kind])
    paint_runs(painter, [entry.run for entry in page.entries], ink)
    for rule in page.rules:
        painter.fillRect(QRectF(rule.x, rule.y, rule.width, rule.height), QColor(colours.line))
