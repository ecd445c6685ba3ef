"""Scrolling of the map while something is dragged to its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

EDGE = 28.0
"""How close to the edge of the view, in pixels of it, the map begins to scroll."""

FASTEST = 22.0
"""Pixels of the view that it scrolls in a step, at most."""

STEP = 16
"""Milliseconds between steps."""

BEYOND = 300.0
"""How far past the outermost cards, in map units, it goes on."""


class EdgeScroll(QObject):
    """Moves the view towards what lies beyond the edge that the mouse is near, the faster the nearer."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._point = QPointF()
        self._timer = QTimer(self, interval=STEP)
        self._timer.timeout.connect(self._on_step)

    def follow(self, point: QPointF) -> None:
        """The mouse is at a point of the view, dragging something."""
        self._point = point
        if self._speed() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _speed(self) -> tuple[float, float]:
        """Pixels to the right and down in a step."""
        width, height = self._view.view_size
        return _towards(self._point.x(), width), _towards(self._point.y(), height)

    def _on_step(self) -> None:
        dx, dy = self._speed()
        seen = self._view.camera.seen(*self._view.view_size)
        bounds = self._view.scene.sight.bounds().grown(BEYOND)
        if (dx > 0 and seen.right >= bounds.right) or (dx < 0 and seen.x <= bounds.x):
            dx = 0
        if (dy > 0 and seen.bottom >= bounds.bottom) or (dy < 0 and seen.y <= bounds.y):
            dy = 0
        if (dx, dy) == (0, 0):
            self._timer.stop()
        else:
            self._view.pan(-dx, -dy)


def _towards(at: float, length: float) -> float:
    """The speed along one side of the view, 0 away from both of its ends."""
    if length <= 2 * EDGE:
        return 0
    if at < EDGE:
        return -FASTEST * min(1.0, (EDGE - at) / EDGE)
    return FASTEST * min(1.0, (at - length + EDGE) / EDGE) if at > length - EDGE else 0
