"""Where lines run: which side of a box they leave and enter, in what order, and the curve in between.

A line leaves a box sideways, changes height in the gaps between columns of boxes, and passes a column between two boxes
where one is in its way. All in map units, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from argmap.layout import passages
from argmap.layout.grid import Area, Grid
from argmap.layout.passages import CLEAR, Column, Point
from argmap.layout.segments import Segment, at, free_curve, length, rounded, straight, turned_round

_Key = TypeVar("_Key", str, tuple[str, int])

_LEAVE = 3.0
_TURN = 24.0
"""The level start of a line, and the room that a change of height needs."""

_EDGE = 5.0
"""How far the ends of lines keep from the ends of a part of a side: a mark is about twice as wide."""

_INDENTED = 24.0
"""A box stands further in than another one from so much on: there is room for an upright line at its left."""

_BESIDE = 80.0
"""An upright line that is no farther from the box that it leaves runs beside it."""

_HIGH = 420.0
"""From so great a change of height on, a line goes round two corners instead of in an S."""

_CLOSE = 260.0
"""Boxes with less between them, about the width of one, may be of one column."""


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


def hangs(source: Area, target: Area, boxes: Grid) -> bool:
    """Whether one box stands below another and further in, with nothing in the room at its left: then the line between
    them runs there, from the left side of the one to the bottom of the other."""
    if source[1] < target[3] or not target[0] + _INDENTED <= source[0] < target[2]:
        return False
    left, right, top, bottom = target[0] + 1, source[0] - 1, target[3], (source[1] + source[3]) / 2
    if bottom - top <= passages.TALL:
        return boxes.is_free((left, top, right, bottom))
    ends = ((top, top + passages.WINDOW), (bottom - passages.WINDOW, bottom))
    return all(boxes.is_free((left, low, right, high)) for low, high in ends)


def open_between(source: Area, target: Area, boxes: Grid) -> bool:
    """Whether a line can change height between two boxes that face each other sideways, where they stand so close that
    they may be of one column."""
    left, right = (target[2], source[0]) if source[0] >= target[2] else (source[2], target[0])
    if not 0 <= right - left < _CLOSE:
        return True
    y1, y2 = (source[1] + source[3]) / 2, (target[1] + target[3]) / 2
    return passages.lane(left, right, y1, y2, boxes) is not None


def spread(
    area: Area,
    side: Side,
    wishes: Sequence[tuple[_Key, float, Hashable]],
    gap: float = 15,
    within: tuple[float, float] | None = None,
) -> dict[_Key, Port]:
    """Places on one side of a box for line ends, given as (id, position of the other end along the side, group), in the
    order of those positions and centred, on the whole side or ``within`` a part of it. Where all do not fit with 9 units
    between them, the ends of a group share one."""
    vertical = side is Side.LEFT or side is Side.RIGHT
    dx, dy = side.value
    edge = area[dx + 1] if vertical else area[dy + 2]
    low, high = within or ((area[1], area[3]) if vertical else (area[0], area[2]))
    margin = min(14.0, (high - low) / 4) if within is None else _EDGE
    if len(wishes) == 1:
        along = (low + high) / 2
        return {wishes[0][0]: Port((edge, along) if vertical else (along, edge), side)}
    room = high - low - 2 * margin
    ordered = sorted(wishes, key=lambda wish: (wish[1], wish[0]))
    slots = [[key] for key, _, _ in ordered]
    if len(slots) > 1 and room / (len(slots) - 1) < 9:
        shared: dict[Hashable, list[tuple[_Key, float]]] = {}
        for key, position, group in ordered:
            shared.setdefault(group, []).append((key, position))
        by_middle = sorted(shared.values(), key=lambda ends: ends[len(ends) // 2][1])
        slots = [[key for key, _ in ends] for ends in by_middle]
    step = min(gap, room / (len(slots) - 1)) if len(slots) > 1 else 0.0
    start = (low + high - step * (len(slots) - 1)) / 2
    ports = {}
    for index, keys in enumerate(slots):
        along = start + step * index
        for key in keys:
            ports[key] = Port((edge, along) if vertical else (along, edge), side)
    return ports


def curve(
    start: Port,
    end: Port,
    boxes: Grid,
    own: Sequence[str] = (),
    between: Sequence[Column] = (),
    lead: float = 0,
) -> list[Segment]:
    """The way from one port to another. ``own`` are the ids of the boxes at its ends and ``between`` the columns between
    them; for the last ``lead`` units the way is level, so that a mark sits straight on it."""
    rail = passages.rail(own[-1]) if own else 0.5
    if start.side is Side.LEFT and end.side is Side.RIGHT and start.point[0] > end.point[0]:
        way = _across(end.point, start.point, between, boxes, (lead, _LEAVE), _lane(end.point), rail)
        return turned_round(end.point, way)
    if start.side is Side.RIGHT and end.side is Side.LEFT and start.point[0] < end.point[0]:
        return _across(start.point, end.point, between, boxes, (_LEAVE, lead), _lane(end.point), rail)
    if start.side is end.side and start.side in (Side.LEFT, Side.RIGHT):
        return _around(start, end, boxes, own)
    if start.side is Side.LEFT and end.side is Side.BOTTOM and start.point[0] > end.point[0]:
        return _elbow(start.point, end.point)
    return [free_curve(start.point, start.side.value, end.point, end.side.value)]


def meet(start: Port, end: Point, along: Point, boxes: Grid, own: Sequence[str] = ()) -> tuple[list[Segment], Point]:
    """From a port to a point of another line, which runs along a unit vector there: (the way, the direction in which it
    arrives, at a right angle to that line)."""
    (x, y), (dx, dy) = start.point, start.side.value
    back = (x - end[0], y - end[1])
    normal = (-along[1], along[0])
    if normal[0] * back[0] + normal[1] * back[1] > 0:
        normal = (-normal[0], -normal[1])
    around = (min(x, end[0]), min(y, end[1]), max(x, end[0]), max(y, end[1]))
    reach = math.hypot(*back)
    out, into = min(0.55 * reach, max(18.0, 0.5 * abs(back[0]) + 8)), min(0.45 * reach, 40.0)
    first = (x + dx * out, y + dy * out)
    plain = [(first, (end[0] - normal[0] * into, end[1] - normal[1] * into), end)]
    if not dx or not any(key not in own for key in boxes.meeting(around)):
        return plain, normal
    headings = (normal, (-normal[0], -normal[1]))
    ways = [_hook(start, end, heading, boxes) for heading in headings]
    if back[0] * dx < 0:
        ways = [*(_detour(start, end, heading, boxes, own) for heading in headings), *ways]
    return min(ways, key=lambda way: (_covered(start.point, way[0], boxes), length(start.point, way[0])))


def upright(start: Point, segments: Sequence[Segment]) -> tuple[Point, Point] | None:
    """The straight stretch upwards (from, to) of a way that leaves a box to the left and then runs close by it."""
    pen = start
    for one, other, end in segments:
        if pen[0] == one[0] == other[0] == end[0] and pen[1] > end[1] and 0 < start[0] - end[0] < _BESIDE:
            return pen, end
        pen = end
    return None


def climb(start: Port, stretch: tuple[Point, Point], number: int, boxes: Grid) -> list[Segment] | None:
    """From the left side of a box to a straight stretch upwards of another line, into that from the left; the ``number``
    says how many others do so already. None where there is no room, or the box stands too high."""
    (x, low), (_, high) = stretch
    y = low - 12 - 20 * number
    (x1, y1), rise = start.point, x - 6.5 - 3 * (number % 2)
    if start.side is not Side.LEFT or y < high + 24 or y1 < y + 20 or not 0 < x1 - x < _BESIDE:
        return None
    if not boxes.is_free((rise - 1, y - 1, x1 - 1, y1 + 1)):
        return None
    return rounded([(x1, y1), (rise, y1), (rise, y), (x, y)], 6)


def _covered(start: Point, segments: Sequence[Segment], boxes: Grid) -> int:
    """How many boxes a way runs over, as far as a few points of each segment tell."""
    found: set[str] = set()
    for segment in segments:
        steps = max(3, min(60, int(math.dist(start, segment[2]) / 40)))
        for step in range(1, steps):
            (x, y), _ = at(start, segment, step / steps)
            found.update(boxes.meeting((x - 1, y - 1, x + 1, y + 1)))
        start = segment[2]
    return len(found)


def _hook(start: Port, end: Point, heading: Point, boxes: Grid) -> tuple[list[Segment], Point]:
    """To a point of another line by the next free upright way on the side where the line leaves its box."""
    (x, y), out = start.point, start.side.value[0]
    edge = max(x, end[0]) if out > 0 else min(x, end[0])
    level = end[1] - heading[1] * 14
    near, far = edge + out * 6, edge + out * 246
    wish = 0.06 if out > 0 else 0.94
    lane = passages.lane(min(near, far), max(near, far), y, level, boxes, wish)
    upright = edge + out * 24 if lane is None else lane
    gate = (end[0] + out * 12, level)
    way = rounded([(x, y), (upright, y), (upright, level), gate])
    return [*way, ((end[0], level), (end[0] - heading[0] * 8, end[1] - heading[1] * 8), end)], heading


def _detour(start: Port, end: Point, heading: Point, boxes: Grid, own: Sequence[str]) -> tuple[list[Segment], Point]:
    """To a point of another line past the boxes in the way: level above or below the last one, then a turn to the point."""
    x, leftwards = start.point[0], start.side is Side.LEFT
    level_range, here = (end[1] - CLEAR, end[1] + CLEAR), (min(x, end[0]), max(x, end[0]))
    taken = passages.taken(*here, [level_range], boxes, own)
    in_way = [column for column in taken if (column[1] < x if leftwards else column[0] > x)]
    if in_way:
        left, right = in_way[0] if leftwards else in_way[-1]
        level = passages.clear(left, right, end[1], -1 if heading[1] > 0 else 1, boxes)
        gate, far = ((left, level), (right, level)) if leftwards else ((right, level), (left, level))
    else:
        gate = far = (end[0] + math.copysign(12.0, x - end[0]), end[1] - heading[1] * 14)
    first, last = (far, start.point) if leftwards else (start.point, far)
    one, other = ((px, py - CLEAR, px, py + CLEAR) for px, py in (first, last))
    way = _across(first, last, passages.columns(one, other, boxes, own), boxes)
    way = turned_round(far, way) if leftwards else way
    turn = ((end[0], gate[1]), (end[0] - heading[0] * 8, end[1] - heading[1] * 8), end)
    return [*way, *([straight(far, gate)] if in_way else ()), turn], heading


def _elbow(start: Point, end: Point) -> list[Segment]:
    """Level to the left, then straight up."""
    (x1, y1), (x2, y2) = start, end
    turn = min(10.0, x1 - x2, max(y1 - y2, 0.0))
    corner = ((x2 + 0.45 * turn, y1), (x2, y1 - 0.45 * turn), (x2, y1 - turn))
    return [straight(start, (x2 + turn, y1)), corner, straight((x2, y1 - turn), end)]


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
    if abs(y2 - y1) >= 80:
        bow = _free_bow(outer, bow, (y1, y2), boxes)
    if abs(y2 - y1) < 80:
        reach = bow + (bow - outer) / 3
        return [((reach, y1), (reach, y2), (x2, y2))]
    turn = math.copysign(min(28.0, abs(y2 - y1) / 3), y2 - y1)
    return [
        ((bow, y1), (bow, y1), (bow, y1 + turn)),
        ((bow, y1 + turn), (bow, y2 - turn), (bow, y2 - turn)),
        ((bow, y2), (bow, y2), (x2, y2)),
    ]


def _free_bow(outer: float, bow: float, heights: tuple[float, float], boxes: Grid) -> float:
    """The x nearest to where a bow should be at which nothing is in its way; there, where all is taken for a while."""
    beyond = outer + (bow - outer) * 12
    wish = abs(bow - outer) / abs(beyond - outer)
    left, right = min(outer, beyond), max(outer, beyond)
    free = passages.lane(left, right, *heights, boxes, wish if beyond > outer else 1 - wish)
    return bow if free is None else free


def approach(source: Area, target: Area, between: Sequence[Column], boxes: Grid, rail: float = 0.5) -> Point:
    """The heights from which a line arrives at two boxes that face each other sideways, (at the source, at the target):
    those of the other box, or of the last gap between boxes that it has to pass."""
    y1, y2 = (source[1] + source[3]) / 2, (target[1] + target[3]) / 2
    if source[0] >= target[2]:
        stops = passages.stops((target[2], y2), (source[0], y1), between, boxes, rail)
        return stops[-2][2], stops[1][2]
    if source[2] <= target[0]:
        stops = passages.stops((source[2], y1), (target[0], y2), between, boxes, rail)
        return stops[1][2], stops[-2][2]
    return y2, y1


def _lane(target: Point) -> float:
    """Which part of a gap between columns the upright lines to a place take: the same for all that end there."""
    return 0.22 + 0.04 * (round(target[0] * 0.37 + target[1] * 0.61) % 15)


def _across(
    start: Point,
    end: Point,
    between: Sequence[Column],
    boxes: Grid,
    leads: tuple[float, float] = (0, 0),
    lane: float = 0.5,
    rail: float = 0.5,
) -> list[Segment]:
    """From left to right: level past every column that is in the way, up or down in the gaps between them. It is level for
    at least ``leads`` at its ends where there is room; where it is upright, that is in the part ``lane`` of a gap, and
    where it passes between two boxes, in the part ``rail`` of the room."""
    stops = passages.stops(start, end, between, boxes, rail)
    first, last = stops[0], stops[-1]
    begun = (first[0], max(first[1], start[0] + leads[0]), first[2])
    ended = (min(last[0], end[0] - leads[1]), last[1], last[2])
    if stops[1][0] - begun[1] >= _TURN and ended[0] - max(stops[-2][1], begun[1]) >= _TURN:
        stops = [begun, *stops[1:-1], ended]
    return _through(start, stops, boxes, lane)


def _through(start: Point, stops: Sequence[passages.Stop], boxes: Grid, lane: float) -> list[Segment]:
    """Segments along level stretches (from x, to x, y), with a step up or down before each but the first."""
    segments: list[Segment] = []
    pen = start
    for number, (left, right, y) in enumerate(stops):
        if number:
            segments += _step(pen, (left, y), boxes, lane)
            pen = (left, y)
        if right > left:
            segments.append(straight((left, y), (right, y)))
            pen = (right, y)
    return segments


def _step(start: Point, end: Point, boxes: Grid, lane: float) -> list[Segment]:
    """From left to right between two heights, level at both ends: an S, or round two corners where they are far apart."""
    (x1, y1), (x2, y2) = start, end
    steep = abs(y2 - y1) > min(max(_HIGH, 3 * (x2 - x1)), passages.TALL)
    x = passages.lane(x1, x2, y1, y2, boxes, lane) if steep else None
    if x is None:
        middle = (x1 + x2) / 2
        return [((middle, y1), (middle, y2), end)]
    turn, down = min(18.0, x - x1, x2 - x), math.copysign(1.0, y2 - y1)
    near, far = y1 + down * turn, y2 - down * turn
    return [
        straight(start, (x - turn, y1)),
        ((x - 0.45 * turn, y1), (x, near - down * 0.55 * turn), (x, near)),
        straight((x, near), (x, far)),
        ((x, far + down * 0.55 * turn), (x + 0.45 * turn, y2), (x + turn, y2)),
        straight((x + turn, y2), end),
    ]
