"""Where lines run: which side of a box they leave and enter, in what order, and the curve in between.

A line leaves a box sideways, changes height in the gaps between columns of boxes, and passes a column between two boxes
where one is in its way. All in map units, y downwards.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from argmap.layout.grid import Area, Grid

Point = tuple[float, float]
Segment = tuple[Point, Point, Point]
"""A cubic Bézier from where the pen is: first control, second control, end."""

CLEAR = 10.0
"""How far a passing line keeps from a box."""


class Side(Enum):
    """A side of a box, as the direction in which a line leaves it."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    TOP = (0, -1)
    BOTTOM = (0, 1)


@dataclass(frozen=True, slots=True)
class Port:
    """Where a line meets a box."""

    point: Point
    side: Side


def sides(source: Area, target: Area) -> tuple[Side, Side]:
    """The sides at which a line from one box to another leaves and enters: those that face each other; the right side of
    both when one stands above the other."""
    if source[0] >= target[2]:
        return Side.LEFT, Side.RIGHT
    if source[2] <= target[0]:
        return Side.RIGHT, Side.LEFT
    return Side.RIGHT, Side.RIGHT


def spread(area: Area, side: Side, wishes: Sequence[tuple[str, float, str]], gap: float = 15) -> dict[str, Port]:
    """Places on one side of a box for line ends, given as (id, position of the other end along the side, group), in the
    order of those positions and centred. Where all do not fit with 9 units between them, the ends of a group share one."""
    vertical = side in (Side.LEFT, Side.RIGHT)
    low, high = (area[1], area[3]) if vertical else (area[0], area[2])
    margin = min(14.0, (high - low) / 4)
    room = high - low - 2 * margin
    ordered = sorted(wishes, key=lambda wish: (wish[1], wish[0]))
    slots = [[key] for key, _, _ in ordered]
    if len(slots) > 1 and room / (len(slots) - 1) < 9:
        shared: dict[str, list[tuple[str, float]]] = {}
        for key, position, group in ordered:
            shared.setdefault(group, []).append((key, position))
        by_middle = sorted(shared.values(), key=lambda ends: ends[len(ends) // 2][1])
        slots = [[key for key, _ in ends] for ends in by_middle]
    step = min(gap, room / (len(slots) - 1)) if len(slots) > 1 else 0.0
    start = (low + high - step * (len(slots) - 1)) / 2
    edge = {Side.LEFT: area[0], Side.RIGHT: area[2], Side.TOP: area[1], Side.BOTTOM: area[3]}[side]
    ports = {}
    for index, keys in enumerate(slots):
        along = start + step * index
        for key in keys:
            ports[key] = Port((edge, along) if vertical else (along, edge), side)
    return ports


def curve(start: Port, end: Port, boxes: Grid, own: Sequence[str] = ()) -> list[Segment]:
    """The way from one port to another. ``own`` are the ids of the boxes at its ends."""
    if start.side is Side.LEFT and end.side is Side.RIGHT and start.point[0] > end.point[0]:
        return _reversed(start.point, _across(end.point, start.point, boxes, own), end.point)
    if start.side is Side.RIGHT and end.side is Side.LEFT and start.point[0] < end.point[0]:
        return _across(start.point, end.point, boxes, own)
    if start.side is end.side and start.side in (Side.LEFT, Side.RIGHT):
        return _around(start, end, boxes, own)
    return [_free_curve(start.point, start.side.value, end.point, end.side.value)]


def loop(start: Point, end: Point, reach: float = 44) -> list[Segment]:
    """From a place on a box's right side back to another one."""
    rise = math.copysign(10, end[1] - start[1])
    return [((start[0] + reach, start[1] - rise), (end[0] + reach, end[1] + rise), end)]


def meet(start: Port, end: Point, heading: Point) -> list[Segment]:
    """From a port to a point in the open, arriving in a direction (a unit vector)."""
    (x, y), (dx, dy) = start.point, start.side.value
    reach = math.hypot(end[0] - x, end[1] - y)
    out, into = min(0.55 * reach, max(18.0, 0.5 * abs(end[0] - x) + 8)), min(0.45 * reach, 40.0)
    return [((x + dx * out, y + dy * out), (end[0] - heading[0] * into, end[1] - heading[1] * into), end)]


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
    length = math.hypot(dx, dy) or 1.0
    return (x, y), (dx / length, dy / length)


def _free_curve(start: Point, out: Point, end: Point, into: Point) -> Segment:
    reach = max(24.0, math.hypot(end[0] - start[0], end[1] - start[1]) * 0.4)
    return (
        (start[0] + out[0] * reach, start[1] + out[1] * reach),
        (end[0] + into[0] * reach, end[1] + into[1] * reach),
        end,
    )


def _reversed(start: Point, segments: Sequence[Segment], end: Point) -> list[Segment]:
    """Segments that run from ``end`` to ``start``, turned round."""
    points = [end, *(segment[2] for segment in segments)]
    return [(segment[1], segment[0], points[index]) for index, segment in reversed(list(enumerate(segments)))]


def _around(start: Port, end: Port, boxes: Grid, own: Sequence[str]) -> list[Segment]:
    """A bow from one side of a box to the same side of another, outside whatever stands between them."""
    direction = start.side.value[0]
    (x1, y1), (x2, y2) = start.point, end.point
    outer = max(x1, x2) if direction > 0 else min(x1, x2)
    beyond = outer + direction * 40
    between = [
        boxes.area(key)
        for key in boxes.meeting((min(x1, x2, beyond), min(y1, y2), max(x1, x2, beyond), max(y1, y2)))
        if key not in own
    ]
    edges = [area[2] if direction > 0 else area[0] for area in between]
    near = [edge for edge in edges if abs(edge - outer) <= 80]
    outer = max([outer, *near]) if direction > 0 else min([outer, *near])
    bow = outer + direction * min(36.0, 20 + abs(y2 - y1) / 40)
    if abs(y2 - y1) < 80:
        reach = bow + (bow - outer) / 3
        return [((reach, y1), (reach, y2), (x2, y2))]
    turn = math.copysign(min(28.0, abs(y2 - y1) / 3), y2 - y1)
    return [
        ((bow, y1), (bow, y1), (bow, y1 + turn)),
        ((bow, y1 + turn), (bow, y2 - turn), (bow, y2 - turn)),
        ((bow, y2), (bow, y2), (x2, y2)),
    ]


def _across(start: Point, end: Point, boxes: Grid, own: Sequence[str]) -> list[Segment]:
    """From left to right: level past every column that is in the way, up or down in the gaps between them."""
    (x1, y1), (x2, y2) = start, end
    columns = _columns_between(x1, x2, min(y1, y2) - CLEAR, max(y1, y2) + CLEAR, boxes, own)
    if not columns:
        return [_step(start, end)]
    stops = [(x1, x1, y1)]
    for left, right in columns:
        if left <= x1:
            stops[0] = (x1, min(right, x2), y1)
        elif right >= x2:
            stops.append((max(left, stops[-1][1]), x2, y2))
        else:
            here = stops[-1][2]
            straight = here + (y2 - here) * (left - x1) / max(x2 - x1, 1.0)
            stops.append((left, right, _pass(left, right, straight, boxes)))
    if stops[-1][1] < x2 or stops[-1][2] != y2:
        stops.append((x2, x2, y2))
    if any(b[0] - a[1] < 12 for a, b in itertools.pairwise(stops)):
        return [_step(start, end)]  # no gap to change height in
    return _through(start, stops)


def _through(start: Point, stops: Sequence[tuple[float, float, float]]) -> list[Segment]:
    """Segments along level stretches (from x, to x, y), with a step up or down before each but the first."""
    segments: list[Segment] = []
    pen = start
    for number, (left, right, y) in enumerate(stops):
        if number:
            segments.append(_step(pen, (left, y)))
            pen = (left, y)
        if right > left:
            third = (right - left) / 3
            segments.append(((left + third, y), (right - third, y), (right, y)))
            pen = (right, y)
    return segments


def _step(start: Point, end: Point) -> Segment:
    """An S between two points, level at both ends."""
    middle = (start[0] + end[0]) / 2
    return ((middle, start[1]), (middle, end[1]), end)


def _columns_between(
    x1: float, x2: float, top: float, bottom: float, boxes: Grid, own: Sequence[str]
) -> list[tuple[float, float]]:
    """The stretches of x between two places that boxes at these heights take up, with room at their sides."""
    spans = sorted(
        (max(area[0] - 4, x1), min(area[2] + 4, x2))
        for area in (boxes.area(key) for key in boxes.meeting((x1, top, x2, bottom)) if key not in own)
    )
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left - columns[-1][1] < 24:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _pass(left: float, right: float, wish: float, boxes: Grid) -> float:
    """The height nearest to a wish at which a level line from left to right meets no box."""
    up = down = wish
    for _ in range(40):
        hit = boxes.meeting((left, down - CLEAR + 2, right, down + CLEAR - 2))
        if not hit:
            break
        down = max(boxes.area(key)[3] for key in hit) + CLEAR
    for _ in range(40):
        hit = boxes.meeting((left, up - CLEAR + 2, right, up + CLEAR - 2))
        if not hit:
            break
        up = min(boxes.area(key)[1] for key in hit) - CLEAR
    return down if down - wish <= wish - up else up


def bounds(start: Point, segments: Sequence[Segment]) -> Area:
    """A rectangle that holds a curve: that of its control points."""
    points = [start, *(point for segment in segments for point in segment)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
