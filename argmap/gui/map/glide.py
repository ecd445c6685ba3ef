"""Cards on their way from where they were to where they are: an animation after a layout, over before it is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from argmap.gui.map.camera import Camera
from argmap.picture.drawing import Point
from argmap.picture.painter import Level, paint_card

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

LASTS = 160
"""Milliseconds."""

MOST = 150
"""Cards that glide at most; with more in view the new layout is simply there."""


class Glide(QObject):
    """While it is active the map paints it in place of its tiles. The desktop may ask for no animation."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self._ways: list[tuple[str, Point, Point]] = []
        self._share = 1.0
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setDuration(LASTS)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._on_moved)
        self._clock.finished.connect(self.end)

    @property
    def is_active(self) -> bool:
        """Whether cards are on their way."""
        return bool(self._ways)

    def begin(self, before: Mapping[str, Point], camera: Camera) -> None:
        """Lets the cards that are in view go from where they were seen through a camera to where they are seen now."""
        view = self._map
        self.end()
        if not view.isVisible() or not view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
            return
        sight, now = view.scene.sight, view.camera
        there = set(sight.cards_in(now.seen(*view.view_size)))
        seen = camera.seen(*view.view_size)
        there |= {i for i, (x, y) in before.items() if seen.x <= x <= seen.right and seen.y <= y <= seen.bottom}
        ways = [
            (i, camera.to_view(*before[i]), now.to_view(*sight.board.places[i]))
            for i in sorted(there)
            if i in before and sight.is_card(i)
        ]
        if len(ways) <= MOST and any(_apart(start, end) for _, start, end in ways):
            self._ways, self._share = ways, 0.0
            self._clock.start()

    def end(self) -> None:
        """Shows the map as it is."""
        self._clock.stop()
        if self._ways:
            self._ways = []
            self._map.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paints the cards where they are at the moment."""
        view = self._map
        painter.fillRect(view.viewport().rect(), QColor(view.colours.window))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        zoom = view.camera.zoom
        for card_id, start, end in self._ways:
            card = view.scene.board.cards.get(card_id)
            if card is not None:
                painter.save()
                x = start[0] + (end[0] - start[0]) * self._share
                y = start[1] + (end[1] - start[1]) * self._share
                painter.translate(x, y)
                painter.scale(zoom, zoom)
                paint_card(painter, card, 0, 0, view.colours, level=Level.at(zoom))
                painter.restore()

    def _on_moved(self, share: float) -> None:
        self._share = share
        self._map.viewport().update()


def _apart(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) > 1
