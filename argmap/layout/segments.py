"""Ways as chains of curves, whatever stands around them. In map units, y downwards."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from argmap.layout.grid import Area
from argmap.layout.passages import Point

Segment = tuple[Point, Point, Point]
"""A cubic Bézier from where the pen is: first control, second control, end."""


def straight(start: Point, end: Point) -> Segment:
    """A straight line as a segment."""
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    return ((start[0] + third[0], start[1] + third[1]), (end[0] - third[0], end[1] - third[1]), end)


def at(start: Point, segment: Segment, t: float) -> tuple[Point, Point]:
    """The point of a segment at t (0 to 1) and the unit vector of travel there."""
    (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = start, segment
    u = 1 - t
    x = u**3 * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * x3
    y = u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3
    dx = u * u * (x1 - x0) + 2 * u * t * (x2 - x1) + t * t * (x3 - x2)
    dy = u * u * (y1 - y0) + 2 * u * t * (y2 - y1) + t * t * (y3 - y2)
    if math.hypot(dx, dy) < 1e-9:
        dx, dy = x3 - x0, y3 - y0
    size = math.hypot(dx, dy) or 1.0
    return (x, y), (dx / size, dy / size)


def length(start: Point, segments: Sequence[Segment]) -> float:
    """About how long a way is."""
    points = [start, *(segment[2] for segment in segments)]
    return sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in itertools.pairwise(points))


def rounded(points: Sequence[Point], radius: float = 10) -> list[Segment]:
    """A chain of straight lines with rounded corners, as segments."""
    segments: list[Segment] = []
    pen = points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        ends = []
        for other in (before, after):
            away = math.dist(corner, other) or 1.0
            ends.append(tuple(corner[i] + (other[i] - corner[i]) * room / away for i in (0, 1)))
        (x1, y1), (x2, y2) = ends
        segments.append(straight(pen, (x1, y1)))
        inner = [tuple(p[i] + (corner[i] - p[i]) * 0.55 for i in (0, 1)) for p in ends]
        segments.append(((inner[0][0], inner[0][1]), (inner[1][0], inner[1][1]), (x2, y2)))
        pen = (x2, y2)
    return [*segments, straight(pen, points[-1])]


def turned_round(begin: Point, segments: Sequence[Segment]) -> list[Segment]:
    """Segments that start at ``begin``, turned round so that they end there."""
    points = [begin, *(segment[2] for segment in segments)]
    return [(segment[1], segment[0], points[index]) for index, segment in reversed(list(enumerate(segments)))]


def free_curve(start: Point, out: Point, end: Point, into: Point) -> Segment:
    """A curve that leaves along the unit vector ``out`` and arrives from that of ``into``."""
    reach = max(24.0, math.hypot(end[0] - start[0], end[1] - start[1]) * 0.4)
    return (
        (start[0] + out[0] * reach, start[1] + out[1] * reach),
        (end[0] + into[0] * reach, end[1] + into[1] * reach),
        end,
    )


def bounds(start: Point, segments: Sequence[Segment]) -> Area:
    """A rectangle that holds a curve: that of its control points."""
    points = [start]
    for segment in segments:
        points += segment
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def loop(start: Point, end: Point, reach: float = 44) -> list[Segment]:
    """From a place on a box's right side back to another one."""
    rise = math.copysign(10, end[1] - start[1])
    return [((start[0] + reach, start[1] - rise), (end[0] + reach, end[1] + rise), end)]
