"""The drawn map, kept in square pixmaps, so that panning, hovering and selecting repaint nothing of it."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from argmap.gui.map.camera import Camera
from argmap.picture.drawing import Rect

SIDE = 256
"""Device pixels along each side of a tile."""

KEPT, MOST = 96, 375
"""Tiles that are kept: 24 MB of pixels; where a screen has so many, two screens full, as long as that is not over 96 MB."""

BUDGET = 0.005
"""Seconds that one frame may spend on drawing tiles; the rest follows in the next frames."""

_Key = tuple[float, int, int]
"""Device pixels for each map unit; column and row, counted from the map's origin."""


@dataclass(slots=True)
class _Tile:
    pixels: QPixmap
    stale: bool = False


class Tiles:
    """A cache of tiles in front of ``paint``, which draws the part of the map within a rectangle of map units.

    A tile whose content changed is drawn anew when its turn comes, and shown as it was until then. Where a zoom is not drawn
    yet, the last one that was complete is shown scaled. After a change of everything nothing is shown until all is drawn.
    """

    def __init__(self, paint: Callable[[QPainter, Rect, float], None]) -> None:
        self._paint = paint
        self._tiles: OrderedDict[_Key, _Tile] = OrderedDict()
        self._complete_scale = 0.0
        self._last_scale = 0.0
        self._cost = 0.0
        self.ground = QColor("white")

    def clear(self) -> None:
        """Forgets everything, what stands in for a missing tile included."""
        self._tiles.clear()
        self._complete_scale = 0.0

    def spoil(self, rects: Iterable[Rect]) -> None:
        """Says that the map changed within these rectangles of map units."""
        dirty = list(rects)
        many = len(dirty) > 50  # cheaper to draw what did not change than to find it
        if many:
            self._complete_scale = 0.0
        for (scale, column, row), tile in self._tiles.items():
            side = SIDE / scale
            area = Rect(column * side, row * side, side, side)
            tile.stale = tile.stale or many or any(area.meets(rect) for rect in dirty)

    def draw(self, painter: QPainter, camera: Camera, size: tuple[float, float], ratio: float) -> bool:
        """Draws what the camera sees in a view of ``size`` logical pixels with ``ratio`` device pixels each. Where there
        is something to show instead it stops after BUDGET; the result says whether all of it was there. The camera's corner
        must lie on a device pixel (see ``snapped``)."""
        scale = camera.zoom * ratio
        left, top = round(camera.x * scale), round(camera.y * scale)
        wide, high = math.ceil(size[0] * ratio), math.ceil(size[1] * ratio)
        wanted = _keys(scale, left, top, wide, high)
        deadline = perf_counter() + BUDGET if self._complete_scale else math.inf
        self._draw_missing(wanted, deadline, patient=scale != self._last_scale)
        self._last_scale = scale
        if any(key not in self._tiles for key in wanted):
            painter.fillRect(QRectF(0, 0, *size), self.ground)
            self._draw_stand_in(painter, scale, left, top, ratio)
        complete = True
        for key in wanted:
            tile = self._tiles.get(key)
            if tile is None or tile.stale:
                complete = False
            if tile is not None:
                self._tiles.move_to_end(key)
                x, y = (key[1] * SIDE - left) / ratio, (key[2] * SIDE - top) / ratio
                painter.drawPixmap(QRectF(x, y, SIDE / ratio, SIDE / ratio), tile.pixels, QRectF(0, 0, SIDE, SIDE))
        if complete:
            self._complete_scale = scale
        while len(self._tiles) > max(KEPT, min(2 * len(wanted), MOST), len(wanted)):
            self._tiles.popitem(last=False)
        return complete

    def finish(self) -> None:
        """Makes the next drawing a complete one, however long it takes."""
        self._complete_scale = 0.0

    def draw_ahead(self, camera: Camera, size: tuple[float, float], ratio: float) -> bool:
        """Draws one tile just outside of the view, for the next movement; False when all of those are there."""
        scale = camera.zoom * ratio
        left, top = round(camera.x * scale) - SIDE, round(camera.y * scale) - SIDE
        wide, high = math.ceil(size[0] * ratio) + 2 * SIDE, math.ceil(size[1] * ratio) + 2 * SIDE
        for key in _keys(scale, left, top, wide, high):
            tile = self._tiles.get(key)
            if tile is None or tile.stale:
                self._tiles[key] = _Tile(self._rendered(key))
                return True
        return False

    def _draw_missing(self, wanted: list[_Key], deadline: float, *, patient: bool) -> None:
        """Draws tiles as long as the next one is likely to be done in time. At least one is drawn, so that every frame gets
        on, unless it is ``patient``: while the zoom changes, what was drawn before will do."""
        drawn = 0
        for key in wanted:
            tile = self._tiles.get(key)
            if tile is None or tile.stale:
                started = perf_counter()
                if started + self._cost > deadline and (drawn or patient):
                    return
                self._tiles[key] = _Tile(self._rendered(key))
                self._cost = (self._cost + perf_counter() - started) / 2
                drawn += 1

    def _rendered(self, key: _Key) -> QPixmap:
        scale, column, row = key
        pixels = QPixmap(SIDE, SIDE)
        pixels.fill(self.ground)
        side = SIDE / scale
        painter = QPainter(pixels)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(-column * SIDE, -row * SIDE)
        painter.scale(scale, scale)
        self._paint(painter, Rect(column * side, row * side, side, side), scale)
        painter.end()
        return pixels

    def _draw_stand_in(self, painter: QPainter, scale: float, left: int, top: int, ratio: float) -> None:
        old = self._complete_scale
        if not old or old == scale:
            return
        side = SIDE * scale / old
        for (tile_scale, column, row), tile in self._tiles.items():
            if tile_scale == old:
                x, y = (column * side - left) / ratio, (row * side - top) / ratio
                painter.drawPixmap(QRectF(x, y, side / ratio, side / ratio), tile.pixels, QRectF(0, 0, SIDE, SIDE))


def snapped(camera: Camera, ratio: float) -> Camera:
    """The camera moved by less than a device pixel, so that its corner lies on one."""
    scale = camera.zoom * ratio
    return Camera(round(camera.x * scale) / scale, round(camera.y * scale) / scale, camera.zoom)


def _keys(scale: float, left: int, top: int, wide: int, high: int) -> list[_Key]:
    """The tiles of a view, those nearest to its middle first."""
    columns = range(left // SIDE, (left + wide - 1) // SIDE + 1)
    rows = range(top // SIDE, (top + high - 1) // SIDE + 1)
    middle_x, middle_y = (left + wide / 2) / SIDE - 0.5, (top + high / 2) / SIDE - 0.5
    keys = [(scale, column, row) for column in columns for row in rows]
    return sorted(keys, key=lambda key: (key[1] - middle_x) ** 2 + (key[2] - middle_y) ** 2)
