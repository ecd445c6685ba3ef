"""How easily a placed map can be read, told from straight lines between its boxes: which of two layouts suits it better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.layout.shape import Box, Place, Shape

_SCREEN = (1600.0, 1000.0)


def crossings(shape: Shape, places: Mapping[str, Place]) -> int:
    """How many pairs of links cross where each is a straight line between the sides of its boxes that face each other.
    Links that share a box do not count, and the same two boxes are linked once."""
    lines = sorted(_lines(shape, places))
    found = 0
    for index, (_, right, low, high, a, b, ends) in enumerate(lines):
        for number in range(index + 1, len(lines)):
            other = lines[number]
            if other[0] > right:
                break
            if other[2] < high and low < other[3] and not ends & other[6]:
                found += _cross(a, b, other[4], other[5])
    return found


def seen_whole(boxes: Mapping[str, Box], places: Mapping[str, Place]) -> float:
    """The zoom at which all of a map fits on a screen of 1,600 to 1,000 units; text can be read from about a half on."""
    right = max((x + boxes[i][0] for i, (x, _) in places.items()), default=0.0)
    bottom = max((y + boxes[i][1] for i, (_, y) in places.items()), default=0.0)
    return min(_SCREEN[0] / max(right, 1.0), _SCREEN[1] / max(bottom, 1.0))


_Line = tuple[float, float, float, float, Place, Place, frozenset[str]]
"""Left, right, top and bottom of a line, its ends, and the boxes there."""


def _lines(shape: Shape, places: Mapping[str, Place]) -> Iterable[_Line]:
    pairs = {(min(pair), max(pair)) for pair in shape.links if pair[0] != pair[1]}
    for one, other in sorted(pairs):
        if one not in places or other not in places:
            continue
        (x1, y1), (x2, y2) = places[one], places[other]
        (w1, h1), (w2, h2) = shape.boxes[one], shape.boxes[other]
        start = (x1 if x1 >= x2 + w2 else x1 + w1, y1 + h1 / 2)
        end = (x2 if x2 >= x1 + w1 else x2 + w2, y2 + h2 / 2)
        left, right = min(start[0], end[0]), max(start[0], end[0])
        yield left, right, min(start[1], end[1]), max(start[1], end[1]), start, end, frozenset((one, other))


def _cross(a: Place, b: Place, c: Place, d: Place) -> bool:
    """Whether two straight lines cross, other than at their ends."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Place, b: Place, point: Place) -> float:
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
