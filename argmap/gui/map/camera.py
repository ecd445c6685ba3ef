"""Where the view looks at the map, and how close: pure arithmetic between map units and view pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.picture.drawing import Point, Rect

CLOSEST = 4.0
"""The highest zoom, in view pixels for each map unit."""

FARTHEST = 0.1
"""The lowest zoom of a map that fits into the view at it; a larger map may be shown smaller, until all of it fits."""


@dataclass(frozen=True, slots=True)
class Camera:
    """``x`` and ``y`` are the map point at the view's top left corner; ``zoom`` is view pixels for each map unit."""

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0

    def to_view(self, x: float, y: float) -> Point:
        """A map point in view pixels."""
        return ((x - self.x) * self.zoom, (y - self.y) * self.zoom)

    def to_map(self, x: float, y: float) -> Point:
        """A point of the view, in pixels from its top left corner, on the map."""
        return (self.x + x / self.zoom, self.y + y / self.zoom)

    def rect_to_view(self, rect: Rect) -> Rect:
        """A map rectangle in view pixels."""
        x, y = self.to_view(rect.x, rect.y)
        return Rect(x, y, rect.width * self.zoom, rect.height * self.zoom)

    def seen(self, width: float, height: float) -> Rect:
        """What a view of this size in pixels shows of the map."""
        return Rect(self.x, self.y, width / self.zoom, height / self.zoom)

    def panned(self, dx: float, dy: float) -> Camera:
        """Moved so that what is shown moves by (dx, dy) pixels."""
        return replace(self, x=self.x - dx / self.zoom, y=self.y - dy / self.zoom)

    def zoomed(self, zoom: float, x: float, y: float, lowest: float = FARTHEST) -> Camera:
        """At another zoom, held within limits, with the map point under view pixel (x, y) staying under it."""
        zoom = min(max(zoom, lowest), CLOSEST)
        at_x, at_y = self.to_map(x, y)
        return Camera(at_x - x / zoom, at_y - y / zoom, zoom)

    def centred(self, point: Point, width: float, height: float) -> Camera:
        """With a map point in the middle of a view of this size."""
        return replace(self, x=point[0] - width / 2 / self.zoom, y=point[1] - height / 2 / self.zoom)

    def showing(self, rect: Rect, width: float, height: float, margin: float = 24) -> Camera:
        """Moved as little as makes a map rectangle wholly visible, ``margin`` pixels inside the view where there is room.
        Of a rectangle larger than the view, the top left part is shown. The same camera when it is visible already."""
        return replace(
            self,
            x=_least(self.x, rect.x, rect.right, width / self.zoom, margin / self.zoom),
            y=_least(self.y, rect.y, rect.bottom, height / self.zoom, margin / self.zoom),
        )


def fitted(bounds: Rect, width: float, height: float, margin: float = 24, most: float = 1.0) -> Camera:
    """The camera that shows all of ``bounds`` in the middle of a view of this size, no closer than ``most``."""
    room_x, room_y = max(width - 2 * margin, 1.0), max(height - 2 * margin, 1.0)
    zoom = min(most, room_x / max(bounds.width, 1e-9), room_y / max(bounds.height, 1e-9))
    middle = (bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
    return Camera(zoom=zoom).centred(middle, width, height)


def _least(start: float, low: float, high: float, room: float, margin: float) -> float:
    """The start nearest to ``start`` of a stretch of length ``room`` that holds low to high."""
    if start <= low and high <= start + room:
        return start
    margin = min(margin, max(0.0, (room - (high - low)) / 2))
    if low - margin < start or high - low > room:
        return low - margin
    return high + margin - room
