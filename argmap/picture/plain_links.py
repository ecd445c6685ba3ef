"""Links as plain curves that take no notice of the cards in their way, for a large map until its lines are routed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from argmap.layout import segments
from argmap.layout.grid import Area
from argmap.layout.segments import Segment
from argmap.model.progress import Progress, told
from argmap.picture import strokes
from argmap.picture.drawing import Curve, Link, Point, Rect
from argmap.picture.strokes import MARK_SIZE
from argmap.picture.wishes import Wish

TOLD_EVERY = 256
"""After how many links progress is told."""

HIT = 0.24
"""How far along its way, from the source, a line is hit by what undercuts it: near the source, where lines stand apart."""

_LEFT, _RIGHT = -1, 1
_APART, _MARGIN = 15.0, 14.0
"""How far apart the ends of lines on one side of a card are at most, and how far they keep from its corners."""

_JUNCTION = 24.0
"""How long the part is that linked premises have in common."""


class _End(NamedTuple):
    """Where a line leaves a card: a point of its left or right side, and which of them (-1 or 1)."""

    x: float
    y: float
    side: int


def plain_links(wishes: Mapping[str, Wish], areas: Mapping[str, Area], progress: Progress) -> dict[str, Link]:
    """Every link, in the order of the wishes, in which each comes after what it hits. Raises Cancelled when ``progress``
    does."""
    ends = _ends(wishes, areas)
    hits: dict[str, int] = {}
    drawn: dict[str, Link] = {}
    for wish in told(list(wishes.values()), progress, "Drawing lines", TOLD_EVERY):
        starts = ends[wish.id]
        if wish.card:
            drawn[wish.id] = _arriving(wish, starts[:-1], starts[-1])
        else:
            hits[wish.target] = number = hits.get(wish.target, 0) + 1
            drawn[wish.id] = _hitting(wish, starts, drawn[wish.target], number)
    return drawn


def _ends(wishes: Mapping[str, Wish], areas: Mapping[str, Area]) -> dict[str, list[_End]]:
    """The ends of every link at its cards: those of its sources, then that of its target where it is a card. On each side
    of a card they stand in the order of what they lead to."""
    wanted: dict[tuple[str, int], list[tuple[float, str, int]]] = {}
    found: dict[str, list[_End]] = {}
    for wish in wishes.values():
        goal = areas[wish.card or wishes[wish.target].sources[0]]
        entering, heights = _RIGHT, 0.0
        for number, source in enumerate(wish.sources):
            area = areas[source]
            leaving = _LEFT if area[0] >= goal[2] else _RIGHT
            if area[2] <= goal[0]:
                entering = _LEFT
            wanted.setdefault((source, leaving), []).append(((goal[1] + goal[3]) / 2, wish.id, number))
            heights += (area[1] + area[3]) / 2
        if wish.card:
            many = len(wish.sources)
            wanted.setdefault((wish.card, entering), []).append((heights / many, wish.id, many))
        found[wish.id] = [_End(0.0, 0.0, _RIGHT)] * (len(wish.sources) + bool(wish.card))
    for (card, side), ends in wanted.items():
        left, top, right, bottom = areas[card]
        x, step = right if side == _RIGHT else left, 0.0
        if len(ends) > 1:
            ends.sort()
            room = bottom - top - 2 * min(_MARGIN, (bottom - top) / 4)
            step = min(_APART, room / (len(ends) - 1))
        y = (top + bottom - step * (len(ends) - 1)) / 2
        for _, link_id, number in ends:
            found[link_id][number] = _End(x, y, side)
            y += step
    return found


def _arriving(wish: Wish, starts: list[_End], target: _End) -> Link:
    """A link that ends on a card; linked premises meet at a junction before it."""
    setback, ahead = strokes.ends(wish.kind, wish.partial)
    side, y = target.side, target.y
    end = (target.x + side * setback, y)
    if len(starts) == 1:
        curves: tuple[Curve, ...] = (_curve(starts[0], end, side),)
    else:
        junction = (end[0] + side * _JUNCTION, y)
        last = Curve(junction, (segments.straight(junction, end),))
        curves = (*(_curve(start, junction, side) for start in starts), last)
    return _made(wish, curves, (target.x + side * ahead, y), 0.0 if side == _LEFT else math.pi)


def _curve(start: _End, end: Point, side: int) -> Curve:
    """From a card to a point that is to be reached from one side."""
    x, y, out = start
    if out != side:
        middle = (x + end[0]) / 2
        return Curve((x, y), (((middle, y), (middle, end[1]), end),))
    high = y - 16 if abs(y - end[1]) < 1 else y  # a statement that acts on itself
    bow = (max(x, end[0]) if out == _RIGHT else min(x, end[0])) + out * (26 + min(22.0, abs(high - end[1]) / 30))
    return Curve((x, high), (((bow, high), (bow, end[1]), end),))


def _hitting(wish: Wish, starts: list[_End], hit: Link, number: int) -> Link:
    """A link that ends on another one, as the ``number``th that does."""
    line = hit.curves[-1]
    on, (dx, dy) = segments.at(line.start, line.segments[0], min(HIT + 0.09 * (number - 1), 0.9))
    x, y, _ = starts[0]
    if (x - on[0]) * -dy + (y - on[1]) * dx > 0:
        dx, dy = -dx, -dy
    heading = (-dy, dx)
    reach = min(40.0, 0.45 * math.dist((x, y), on))
    before = (on[0] - heading[0] * reach, on[1] - heading[1] * reach)
    curves = []
    for x, y, side in starts:
        out = min(30.0, 0.5 * math.dist((x, y), on))
        segment: Segment = ((x + side * out, y), before, on)
        curves.append(Curve((x, y), (segment,)))
    return _made(wish, tuple(curves), on, math.atan2(heading[1], heading[0]))


def _made(wish: Wish, curves: tuple[Curve, ...], tip: Point, angle: float) -> Link:
    points = [tip]
    for curve in curves:
        (segment,) = curve.segments
        points += (curve.start, *segment)
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    margin = MARK_SIZE
    return Link(
        wish.id,
        wish.kind,
        wish.sources,
        wish.target,
        curves,
        tip,
        angle,
        segments.at(curves[-1].start, segment, HIT if len(curves) == 1 else 0.5)[0],
        Rect(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin),
        wish.partial,
        wish.dimmed,
    )
