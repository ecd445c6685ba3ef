"""An index by place: which things meet a window on the map, without looking at all of them."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

from argmap.picture.drawing import Rect

_SMALLEST = 8
"""Cells of the finest layer are two to this power map units wide and high (256, a little more than a card)."""

_Name = TypeVar("_Name", bound=Hashable)
_Layer = tuple[int, int]
_Cell = tuple[int, int]
_Things = list[tuple[_Name, Rect]]


class Grid(Generic[_Name]):
    """Things, each of one or more rectangles. There are layers of cells, each twice as wide or twice as high as those of
    another. A rectangle lies in the one cell of its top left corner, on the finest layer whose cells are no smaller than it
    is; so putting and removing it costs the same however long it is, and a question looks at one cell more than the window
    covers, to the left and above. What is high and narrow, as most long lines are, is not looked at from beside it."""

    def __init__(self) -> None:
        self._rects: dict[_Name, tuple[Rect, ...]] = {}
        self._layers: dict[_Layer, dict[_Cell, _Things[_Name]]] = {}

    def __len__(self) -> int:
        return len(self._rects)

    def put(self, item: _Name, *rects: Rect) -> None:
        """Adds a thing, or moves the one of this name."""
        self.remove(item)
        self._rects[item] = rects
        for rect in rects:
            layer, cell = _home(rect)
            self._layers.setdefault(layer, {}).setdefault(cell, []).append((item, rect))

    def remove(self, item: _Name) -> None:
        """Takes a thing away; one that is not there is fine."""
        for rect in self._rects.pop(item, ()):
            layer, cell = _home(rect)
            cells = self._layers[layer]
            cells[cell].remove((item, rect))
            if not cells[cell]:
                del cells[cell]
                if not cells:
                    del self._layers[layer]

    def hits(self, window: Rect) -> set[_Name]:
        """The names of all things with a rectangle that shares a point with the window."""
        found: set[_Name] = set()
        left, top, right, bottom = window.x, window.y, window.right, window.bottom
        for layer, cells in self._layers.items():
            for things in _looked_at(cells, window, layer):
                for name, rect in things:
                    if (
                        rect.x <= right
                        and left <= rect.x + rect.width
                        and rect.y <= bottom
                        and top <= rect.y + rect.height
                    ):
                        found.add(name)
        return found


def _home(rect: Rect) -> tuple[_Layer, _Cell]:
    """The layer of a rectangle and its cell there."""
    across, down = max(_SMALLEST, math.frexp(rect.width)[1]), max(_SMALLEST, math.frexp(rect.height)[1])
    return (across, down), (math.floor(rect.x / 2**across), math.floor(rect.y / 2**down))


def _looked_at(cells: Mapping[_Cell, _Things[_Name]], window: Rect, layer: _Layer) -> Iterator[_Things[_Name]]:
    """The filled cells of a layer from which a rectangle may reach into the window."""
    wide, high = 2 ** layer[0], 2 ** layer[1]
    left, right = math.floor(window.x / wide) - 1, math.floor(window.right / wide)
    top, bottom = math.floor(window.y / high) - 1, math.floor(window.bottom / high)
    if (right - left + 1) * (bottom - top + 1) > len(cells):
        yield from (things for (x, y), things in cells.items() if left <= x <= right and top <= y <= bottom)
        return
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            things = cells.get((x, y))
            if things is not None:
                yield things
