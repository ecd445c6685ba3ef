"""Which boxes are near a place: upright strips, each with the boxes that touch it from the top down."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

Area = tuple[float, float, float, float]
"""Left, top, right and bottom in map units."""

Box = tuple[float, float, float, float, str]
"""Left, top, right and bottom in map units, and the id of what is there."""

_top = itemgetter(1)


@dataclass(slots=True)
class _Strip:
    """The boxes of a strip in the order of their tops. No box in it is higher than ``tallest``."""

    tops: list[float] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    tallest: float = 0.0


class Grid:
    """Boxes by id. ``wide`` is the width of a strip in map units, about that of a box: boxes of a map stand in columns, so
    that a question about a long way up or down is answered by one stretch of one or two strips."""

    def __init__(self, areas: Iterable[tuple[str, Area]] = (), wide: float = 256) -> None:
        self._wide = wide
        self._strips: dict[int, _Strip] = {}
        self._boxes: dict[str, Box] = {key: (*area, key) for key, area in areas}
        for box in sorted(self._boxes.values(), key=_top):  # from the top down each is the last of its strip
            self._put_in(box)

    def __len__(self) -> int:
        return len(self._boxes)

    def __contains__(self, key: str) -> bool:
        return key in self._boxes

    def areas(self) -> list[Area]:
        """Where every box is."""
        return [box[:4] for box in self._boxes.values()]

    def area(self, key: str) -> Area:
        """Where a box is."""
        return self._boxes[key][:4]

    def add(self, key: str, area: Area) -> None:
        """Puts a box in, in place of one of the same id."""
        if key in self._boxes:
            self.remove(key)
        box = self._boxes[key] = (*area, key)
        self._put_in(box)

    def remove(self, key: str) -> None:
        """Takes a box out."""
        box = self._boxes.pop(key)
        for number in self._numbers(box):
            strip = self._strips[number]
            at = strip.boxes.index(box, bisect_left(strip.tops, box[1]))
            del strip.tops[at], strip.boxes[at]

    def meeting(self, area: Area) -> list[str]:
        """The ids of the boxes that share more than an edge with an area, strip by strip from the top down."""
        return [box[4] for box in self.met(area)]

    def is_free(self, area: Area) -> bool:
        """Whether no box shares more than an edge with an area."""
        return not self.met(area)

    def met(self, area: Area) -> list[Box]:
        """The boxes that share more than an edge with an area, strip by strip from the top down."""
        left, top, right, bottom = area
        first, last = int(left // self._wide), int(right // self._wide)
        numbers: Iterable[int] = range(first, last + 1)
        if last - first >= len(self._strips):
            numbers = sorted(number for number in self._strips if first <= number <= last)
        found: list[Box] = []
        for number in numbers:
            strip = self._strips.get(number)
            if strip is None:
                continue
            low = bisect_left(strip.tops, top - strip.tallest)
            high = bisect_left(strip.tops, bottom, low)
            if low < high:
                edge = number * self._wide if number > first else -math.inf  # else it was in the strip before
                found += [
                    box for box in strip.boxes[low:high] if left < box[2] and edge <= box[0] < right and top < box[3]
                ]
        return found

    def _put_in(self, box: Box) -> None:
        top = box[1]
        for number in self._numbers(box):
            strip = self._strips.get(number)
            if strip is None:
                strip = self._strips[number] = _Strip()
            tops = strip.tops
            at = len(tops) if not tops or tops[-1] <= top else bisect_left(tops, top)
            tops.insert(at, top)
            strip.boxes.insert(at, box)
            strip.tallest = max(strip.tallest, box[3] - top)

    def _numbers(self, box: Box) -> range:
        return range(int(box[0] // self._wide), int(box[2] // self._wide) + 1)
