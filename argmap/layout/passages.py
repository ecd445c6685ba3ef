"""Where a line can pass between boxes: the columns in its way, and the gaps in them."""

from __future__ import annotations

import itertools
import math
import zlib
from collections.abc import Sequence
from operator import itemgetter

from argmap.layout.grid import Area, Box, Grid

Point = tuple[float, float]
Column = tuple[float, float]
"""From x to x."""

Stop = tuple[float, float, float]
"""A level stretch: from x, to x, at y."""


class Columns(list[Column]):
    """Columns in the way of a line, from left to right. A very high way changes height at ``turn``."""

    turn: float | None = None


CLEAR = 10.0
"""How far a passing line keeps from a box, in map units."""

_ROOM = CLEAR - 2
_REACHES = (250.0, 1000.0, 7000.0)
"""A way past boxes is looked for so far away: first near by, where it nearly always is."""

_RAILS = 7
_RIM = 3.5
"""Lines through one gap run on so many rails, and keep this far from the boxes at both sides of a narrow one."""

_SIDE = 4.0
_MERGED = 24.0
_top, _bottom = itemgetter(1), itemgetter(3)
TALL, WINDOW = 2400.0, 500.0
"""Where two boxes are farther apart in height than the first, only the second around each of them is looked at."""


def columns(source: Area, target: Area, boxes: Grid, own: Sequence[str]) -> list[Column]:
    """The columns of boxes between two boxes that face each other sideways, from left to right; ``own`` are the ids of
    those two. Where they are far apart in height only what is near either of them counts."""
    if source[0] >= target[2]:
        left, right = target[2], source[0]
    elif source[2] <= target[0]:
        left, right = source[2], target[0]
    else:
        return []
    top, bottom = min(source[1], target[1]), max(source[3], target[3])
    if bottom - top <= TALL:
        return taken(left, right, [(top, bottom)], boxes, own)
    first, last = sorted((source, target))
    heights = [(area[1] + area[3]) / 2 for area in (first, last)]
    windows = [(height - WINDOW, height + WINDOW) for height in heights]
    merged = taken(left, right, windows, boxes, own)
    found = _turning((left, right), heights, merged, boxes)
    if found is None:
        return merged
    turn, start, end = found
    near, far = (taken(left, right, [window], boxes, own) for window in windows)
    # stretches that end where the gap begins and ends keep the way in it
    before = [column for column in near if column[1] <= turn] + ([(start - 1, start)] if start > left else [])
    after = ([(end, end + 1)] if end < right else []) + [column for column in far if column[0] >= turn]
    found_columns = Columns(_merged([*before, *after]))
    found_columns.turn = turn
    return found_columns


def taken(
    left: float, right: float, heights: Sequence[tuple[float, float]], boxes: Grid, own: Sequence[str]
) -> list[Column]:
    """The stretches of x between two places that boxes at these heights (top, bottom) take up, with room at their sides."""
    spans = {
        (box[0], box[2])
        for top, bottom in heights
        for box in boxes.met((left, top, right, bottom))
        if box[4] not in own
    }
    return _merged(sorted(spans), _SIDE)


def _merged(spans: Sequence[Column], side: float = 0.0) -> list[Column]:
    """Stretches in order with room at their sides, those as one between which there is none for a change of height."""
    if not spans:
        return []
    merged: list[Column] = []
    low, high = spans[0]
    apart = _MERGED + 2 * side
    for start, end in spans:
        if start - high >= apart:
            merged.append((low - side, high + side))
            low, high = start, end
        elif end > high:
            high = end
    return [*merged, (low - side, high + side)]


def rail(target: str) -> float:
    """Which part (0 to 1) of a gap the lines to a box take: the same for all of them, so that they run together and apart
    from most others, whatever else passes there."""
    return zlib.crc32(target.encode()) % _RAILS / (_RAILS - 1)


def stops(start: Point, end: Point, between: Sequence[Column], boxes: Grid, on: float = 0.5) -> list[Stop]:
    """The level stretches of a way from left to right, those at its ends included: along a column that reaches over an end
    at the height of that end, else through the nearest gap, ``on`` a rail there. A way that is very high changes height in
    one place. Only the ends where there is no room to change height."""
    (x1, y1), (x2, y2) = start, end
    turn = between.turn if isinstance(between, Columns) else None
    ends = [(x1, x1, y1), (x2, x2, y2)]
    found = ends[:1]
    for left, right in between:
        if right <= x1 or left >= x2:
            continue
        if left <= x1:
            found[0] = (x1, min(right, x2), y1)
        elif right >= x2:
            ends[1] = (left, x2, y2)
        else:
            here = found[-1][2]
            wish = here + (y2 - here) * (left - x1) / max(x2 - x1, 1.0)
            if turn is not None:
                wish = here if right <= turn else y2
            found.append((left, right, gap(left, right, wish, boxes, on)))
    found.append(ends[1])
    return found if all(b[0] - a[1] >= 12 for a, b in itertools.pairwise(found)) else [(x1, x1, y1), (x2, x2, y2)]


def _turning(
    ends: tuple[float, float], heights: Sequence[float], between: Sequence[Column], boxes: Grid
) -> tuple[float, float, float] | None:
    """Where a high way from left to right changes height: (x, from x, to x) of the first gap between columns, from the
    right, in which nothing is in its way."""
    edges = [ends[0], *(edge for column in between for edge in column), ends[1]]
    for left, right in reversed(list(zip(edges[::2], edges[1::2], strict=True))):
        x = lane(left, right, heights[0], heights[1], boxes) if right - left >= 12 else None
        if x is not None:
            return x, left, right
    return None


def lane(left: float, right: float, y1: float, y2: float, boxes: Grid, wish: float = 0.5) -> float | None:
    """The x between left and right, nearest to a part ``wish`` (0 to 1) of the way, at which an upright line between two
    heights meets no box; None where there is none."""
    room = min(CLEAR, (right - left) / 4)
    spans = {(box[0], box[2]) for box in boxes.met((left + 0.5, min(y1, y2), right - 0.5, max(y1, y2)))}
    free, x = [], left + room
    for start, end in sorted(spans):
        if start - _SIDE > x:
            free.append((x, min(start - _SIDE, right - room)))
        x = max(x, end + _SIDE)
    free.append((x, right - room))
    at = left + (right - left) * wish
    choices = [min(max(at, low), high) for low, high in free if low <= high]
    return min(choices, key=lambda choice: (abs(choice - at), choice)) if choices else None


def gap(left: float, right: float, wish: float, boxes: Grid, on: float = 0.5) -> float:
    """The height nearest to a wish at which a level line from left to right meets no box; in a narrow gap, and where many
    lines would run along the edge of one box, it is ``on`` a rail: a part (0 to 1) of the room."""
    for reach in _REACHES:
        near = boxes.met((left, wish - reach, right, wish + reach))
        down, up = _below(near, wish), _above(near, wish)
        if down - wish < reach - 40 or wish - up < reach - 40:
            break
    here = down if down - wish <= wish - up else up
    above = max((area[3] for area in near if here - 30 < area[3] <= here), default=here - 30)
    below = min((area[1] for area in near if here <= area[1] < here + 30), default=here + 30)
    if below - above < 40:
        return (above + below) / 2 + (on - 0.5) * max(0.0, below - above - 2 * _RIM)
    return here if here == wish else here + math.copysign(1.0, here - wish) * (on - 0.5) * CLEAR


def clear(left: float, right: float, y: float, direction: int, boxes: Grid) -> float:
    """The first height from y on, downwards (1) or upwards (-1), at which a level line keeps off all boxes; far away, the
    search is given up."""
    found = y
    for reach in _REACHES:
        if direction > 0:
            found = _below(boxes.met((left, y - CLEAR, right, y + reach)), y)
        else:
            found = _above(boxes.met((left, y - reach, right, y + CLEAR)), y)
        if abs(found - y) < reach - CLEAR:
            break
    return found


def _below(near: Sequence[Box], y: float) -> float:
    """The first height from y downwards at which a level line keeps off boxes."""
    for area in sorted(near, key=_top):
        if area[1] >= y + _ROOM:
            break
        if area[3] > y - _ROOM:
            y = area[3] + CLEAR
    return y


def _above(near: Sequence[Box], y: float) -> float:
    """The same upwards."""
    for area in sorted(near, key=_bottom, reverse=True):
        if area[3] <= y - _ROOM:
            break
        if area[1] < y + _ROOM:
            y = area[1] - CLEAR
    return y
