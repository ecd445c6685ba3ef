"""The colours and outlines that cards and links have, whoever draws them: a painter, or a file that is written as text."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from argmap.picture.contrast import faded, mixed, visible
from argmap.picture.drawing import Card, Link, Run
from argmap.picture.palette import Palette

RADIUS = 7.0
BAND = 4.0
LARGE_CORNER, SMALL_CORNER = 15.0, 4.0
"""The corners of a provision: top right and bottom left, and the other two."""

CELL_CORNER, CELL_DASH = 6.0, (4.0, 4.0)
"""The outline of an empty place on the sheet of a flow."""

_HEX = re.compile("#[0-9A-Fa-f]{6}")


def card_colours(card: Card, palette: Palette) -> tuple[str, str, str]:
    """(ground, band or block, outline) of a card. One that falls is paler."""
    ink = palette.ink[card.kind]
    if card.kind == "provision":
        return palette.fill["provision"], ink, faded(ink, palette.window) if card.dimmed else ink
    if card.dimmed:
        return palette.panel, faded(ink, palette.panel), outline_colour(palette)
    return palette.card, ink, outline_colour(palette)


@functools.cache
def _outline(line: str, secondary: str) -> str:
    return mixed(line, secondary, 0.25)


def outline_colour(palette: Palette) -> str:
    """The colour of a card's edge: a little firmer than the lines of the window."""
    return _outline(palette.line, palette.secondary)


def run_ink(run: Run, card: Card, palette: Palette) -> str:
    """The colour of a run on its card."""
    if run.ink == "text":
        return palette.text
    return palette.ink.get(run.ink, palette.secondary)


def link_colour(link: Link, palette: Palette) -> str:
    """The colour of a link; one that falls is paler."""
    colour = palette.relation(link.kind)
    return faded(colour, palette.window) if link.dimmed else colour


def topic_colour(colour: str, palette: Palette) -> str:
    """A topic's own colour, no closer to the chip that it lies on than dots need to be seen by, or the palette's secondary one
    where that is no colour, or no colours are wanted."""
    if not _HEX.fullmatch(colour) or palette.name == "grey":
        return palette.secondary
    return visible(colour, palette.chip, palette.text)


@functools.lru_cache(maxsize=2_000)
def card_path(kind: str, width: float, height: float) -> QPainterPath:
    """The outline of a card at the origin. Do not change it."""
    path = QPainterPath()
    if kind != "provision":
        path.addRoundedRect(QRectF(0, 0, width, height), RADIUS, RADIUS)
        return path
    large, small = min(LARGE_CORNER, height / 2), SMALL_CORNER
    path.moveTo(small, 0)
    path.lineTo(width - large, 0)
    path.arcTo(QRectF(width - 2 * large, 0, 2 * large, 2 * large), 90, -90)
    path.lineTo(width, height - small)
    path.arcTo(QRectF(width - 2 * small, height - 2 * small, 2 * small, 2 * small), 0, -90)
    path.lineTo(large, height)
    path.arcTo(QRectF(0, height - 2 * large, 2 * large, 2 * large), -90, -90)
    path.lineTo(0, small)
    path.arcTo(QRectF(0, 0, 2 * small, 2 * small), 180, -90)
    path.closeSubpath()
    return path


@functools.lru_cache(maxsize=2_000)
def band_path(height: float) -> QPainterPath:
    """The coloured band at a card's left, within its rounded corners. Do not change it."""
    path = QPainterPath(QPointF(BAND, 0.8))
    path.arcTo(QRectF(0, 0, 2 * RADIUS, 2 * RADIUS), 115, 65)
    path.lineTo(0, height - RADIUS)
    path.arcTo(QRectF(0, height - 2 * RADIUS, 2 * RADIUS, 2 * RADIUS), 180, 65)
    path.lineTo(BAND, height - 0.8)
    path.closeSubpath()
    return path
