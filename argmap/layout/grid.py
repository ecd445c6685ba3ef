"""Which boxes are near a place: a uniform grid of cells, each with the boxes that touch it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Area = tuple[float, float, float, float]
"""Left, top, right and bottom in map units."""


class Grid:
    """Boxes by id. ``cell`` is the side of a cell in map units, about the size of a box."""

    def __init__(self, areas: Iterable[tuple[str, Area]] = (), cell: float = 256) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[str]] = {}
        self._areas: dict[str, Area] = {}
        for key, area in areas:
            self.add(key, area)

    def __len__(self) -> int:
        return len(self._areas)

    def __contains__(self, key: str) -> bool:
        return key in self._areas

    def areas(self) -> list[Area]:
        """Where every box is."""
        return list(self._areas.values())

    def area(self, key: str) -> Area:
        """Where a box is."""
        return self._areas[key]

    def add(self, key: str, area: Area) -> None:
        """Puts a box in, in place of one of the same id."""
        if key in self._areas:
            self.remove(key)
        self._areas[key] = area
        for cell in self._covered(area):
            self._cells.setdefault(cell, []).append(key)

    def remove(self, key: str) -> None:
        """Takes a box out."""
        for cell in self._covered(self._areas.pop(key)):
            self._cells[cell].remove(key)

    def meeting(self, area: Area) -> list[str]:
        """The ids of the boxes that share more than an edge with an area, in the order in which they were found."""
        left, top, right, bottom = area
        found: dict[str, None] = {}
        for cell in self._covered(area):
            for key in self._cells.get(cell, ()):
                x1, y1, x2, y2 = self._areas[key]
                if x1 < right and left < x2 and y1 < bottom and top < y2:
                    found[key] = None
        return list(found)

    def _covered(self, area: Area) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(edge // self._cell) for edge in area)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield column, row
