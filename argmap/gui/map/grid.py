"""An index of rectangles: which of them meet a window on the map, without looking at all of them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from argmap.picture.drawing import Rect

_SMALLEST = 8
"""Cells of the finest layer are two to this power map units wide (256, a little more than a card)."""

_Cell = tuple[int, int]


class Grid:
    """Layers of square cells, each twice as coarse as the one before. A rectangle lies in the one cell of its top left
    corner, on the finest layer whose cells are no smaller than it is; so putting, moving and removing one costs the same
    however long it is, and a question looks at one cell more than the window covers, to the left and above."""

    def __init__(self) -> None:
        self._rects: dict[str, Rect] = {}
        self._layers: dict[int, dict[_Cell, set[str]]] = {}

    def __len__(self) -> int:
        return len(self._rects)

    def __contains__(self, item: str) -> bool:
        return item in self._rects

    def __getitem__(self, item: str) -> Rect:
        return self._rects[item]

    def put(self, item: str, rect: Rect) -> None:
        """Adds a rectangle, or moves the one of this name."""
        self.remove(item)
        self._rects[item] = rect
        layer, cell = _home(rect)
        self._layers.setdefault(layer, {}).setdefault(cell, set()).add(item)

    def remove(self, item: str) -> None:
        """Takes a rectangle away; one that is not there is fine."""
        rect = self._rects.pop(item, None)
        if rect is None:
            return
        layer, cell = _home(rect)
        cells = self._layers[layer]
        cells[cell].discard(item)
        if not cells[cell]:
            del cells[cell]
            if not cells:
                del self._layers[layer]

    def hits(self, window: Rect) -> set[str]:
        """The names of all rectangles that share a point with the window."""
        found: set[str] = set()
        for layer, cells in self._layers.items():
            for names in _looked_at(cells, window, layer):
                found.update(name for name in names if self._rects[name].meets(window))
        return found

    def bounds(self) -> Rect:
        """The smallest rectangle around all of them; an empty one at the origin when there are none. Linear time."""
        if not self._rects:
            return Rect(0, 0, 0, 0)
        left = min(rect.x for rect in self._rects.values())
        top = min(rect.y for rect in self._rects.values())
        right = max(rect.right for rect in self._rects.values())
        bottom = max(rect.bottom for rect in self._rects.values())
        return Rect(left, top, right - left, bottom - top)


def _home(rect: Rect) -> tuple[int, _Cell]:
    """The layer of a rectangle and its cell there."""
    longest = max(rect.width, rect.height, 1.0)
    layer = max(_SMALLEST, math.frexp(longest)[1])  # 2 ** layer > longest
    return layer, (math.floor(rect.x / 2**layer), math.floor(rect.y / 2**layer))


def _looked_at(cells: dict[_Cell, set[str]], window: Rect, layer: int) -> Iterator[set[str]]:
    """The filled cells of a layer from which a rectangle may reach into the window."""
    size = 2**layer
    left, right = math.floor(window.x / size) - 1, math.floor(window.right / size)
    top, bottom = math.floor(window.y / size) - 1, math.floor(window.bottom / size)
    if (right - left + 1) * (bottom - top + 1) > len(cells):
        yield from (names for (x, y), names in cells.items() if left <= x <= right and top <= y <= bottom)
        return
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            names = cells.get((x, y))
            if names is not None:
                yield names
