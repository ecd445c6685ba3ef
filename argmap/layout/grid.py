"""Which boxes are near a place: upright strips, each with the boxes that touch it from the top down."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Area = tuple[float, float, float, float]
"""Left, top, right and bottom in map units."""


@dataclass(slots=True)
class _Strip:
    """The boxes of a strip in the order of their tops. No box in it is higher than ``tallest``."""

    tops: list[float] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    tallest: float = 0.0


class Grid:
    """Boxes by id. ``wide`` is the width of a strip in map units, about that of a box: boxes of a map stand in columns, so
    that a question about a long way up or down is answered by one stretch of one or two strips."""

    def __init__(self, areas: Iterable[tuple[str, Area]] = (), wide: float = 256) -> None:
        self._wide = wide
        self._strips: dict[int, _Strip] = {}
        self._areas: dict[str, Area] = dict(areas)
        # those that are put in from the top down need not be sorted in
        for key, area in sorted(self._areas.items(), key=lambda item: item[1][1]):
            self._put_in(key, area)

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
        self._put_in(key, area)

    def remove(self, key: str) -> None:
        """Takes a box out."""
        area = self._areas.pop(key)
        for number in self._numbers(area):
            strip = self._strips[number]
            at = strip.keys.index(key, bisect_left(strip.tops, area[1]))
            del strip.tops[at], strip.areas[at], strip.keys[at]

    def meeting(self, area: Area) -> list[str]:
        """The ids of the boxes that share more than an edge with an area, strip by strip from the top down."""
        left, top, right, bottom = area
        return [
            key
            for strip, low, high, edge in self._stretches(area)
            for key, (x1, _, x2, y2) in zip(strip.keys[low:high], strip.areas[low:high], strict=True)
            if x1 < right and left < x2 and top < y2 and edge <= x1
        ]

    def met(self, area: Area) -> list[Area]:
        """Where those boxes are."""
        left, top, right, bottom = area
        found: list[Area] = []
        for strip, low, high, edge in self._stretches(area):
            found += [
                box
                for box in strip.areas[low:high]
                if box[0] < right and left < box[2] and top < box[3] and edge <= box[0]
            ]
        return found

    def is_free(self, area: Area) -> bool:
        """Whether there are none."""
        left, top, right, bottom = area
        for strip, low, high, _ in self._stretches(area):
            for box in strip.areas[low:high]:
                if box[0] < right and left < box[2] and top < box[3]:
                    return False
        return True

    def _stretches(self, area: Area) -> Iterator[tuple[_Strip, int, int, float]]:
        """The stretches of strips in which the boxes that meet an area are: from, up to, and how far left at most those
        start that were not in the strip before."""
        left, top, right, bottom = area
        first, edge = int(left // self._wide), float("-inf")
        for number in range(first, int(right // self._wide) + 1):
            strip = self._strips.get(number)
            if strip is not None:
                tops = strip.tops
                low = bisect_left(tops, top - strip.tallest)
                high = bisect_left(tops, bottom, low)
                if low < high:
                    yield strip, low, high, edge
            edge = (number + 1) * self._wide

    def _put_in(self, key: str, area: Area) -> None:
        top = area[1]
        for number in self._numbers(area):
            strip = self._strips.get(number)
            if strip is None:
                strip = self._strips[number] = _Strip()
            tops = strip.tops
            at = len(tops) if not tops or tops[-1] <= top else bisect_left(tops, top)
            tops.insert(at, top)
            strip.areas.insert(at, area)
            strip.keys.insert(at, key)
            strip.tallest = max(strip.tallest, area[3] - top)

    def _numbers(self, area: Area) -> range:
        return range(int(area[0] // self._wide), int(area[2] // self._wide) + 1)
