"""How far a point is from a link's line, for pointing at it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from argmap.layout.segments import at
from argmap.picture.drawing import Curve, Link, Point, Rect
from argmap.picture.links import segments_of

_STEPS = 12
"""Straight pieces for each Bézier segment; within a pixel of the curve at the sizes that occur."""


def distance(link: Link, point: Point) -> float:
    """The distance from a point to the nearest point of a link's lines, in map units."""
    return min((_to_curve(curve, point) for curve in link.curves), default=math.inf)


def passes(link: Link, rect: Rect) -> bool:
    """Whether a link's lines run into a rectangle, ends on its edge aside. Lines that only clip a corner may be missed."""
    left, top, right, bottom = rect.x + 2, rect.y + 2, rect.right - 2, rect.bottom - 2
    for start, segment in segments_of(link):
        xs, ys = zip(start, *segment, strict=True)
        if min(xs) < right and left < max(xs) and min(ys) < bottom and top < max(ys):
            points = (at(start, segment, step / _STEPS)[0] for step in range(_STEPS + 1))
            if any(left < x < right and top < y < bottom for x, y in points):
                return True
    return False


def _points(curve: Curve) -> Iterator[Point]:
    """Points along a curve, close enough together for straight pieces to do."""
    start = curve.start
    yield start
    for segment in curve.segments:
        yield from (at(start, segment, step / _STEPS)[0] for step in range(1, _STEPS + 1))
        start = segment[2]


def _to_curve(curve: Curve, point: Point) -> float:
    return min(_to_piece(start, end, point) for start, end in pairwise(_points(curve)))


def _to_piece(start: Point, end: Point, point: Point) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length > 0:
        share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length
        share = min(1.0, max(0.0, share))
    return math.hypot(start[0] + share * along[0] - point[0], start[1] + share * along[1] - point[1])
