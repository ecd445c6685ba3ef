"""How each kind of relation is drawn: its line and the mark at its end, the same on screen, on paper and in SVG."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from argmap.layout.segments import at
from argmap.model.kinds import RelationKind
from argmap.picture.drawing import Curve, Link, Point


class Mark(Enum):
    """What stands at the end of a line."""

    ARROW = auto()
    OPEN_ARROW = auto()
    CROSS = auto()
    CROSSES = auto()
    BAR = auto()
    DOT = auto()
    RING = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """A line: ``width`` in map units, ``dash`` in map units (on, off, …), and whether it is two lines or a zigzag. The line
    stops ``setback`` before the card and the mark stands ``tip`` before it."""

    width: float
    mark: Mark
    dash: tuple[float, ...] = ()
    double: bool = False
    zigzag: bool = False
    setback: float = 0.0
    tip: float = 0.0


LOOKS: Mapping[RelationKind, Look] = {
    RelationKind.SUPPORTS: Look(1.9, Mark.ARROW, setback=9, tip=1.5),
    RelationKind.RESTS_ON: Look(1.3, Mark.ARROW, double=True, setback=10, tip=1.5),
    RelationKind.OBJECTS: Look(1.9, Mark.CROSS, setback=0, tip=9),
    RelationKind.UNDERCUTS: Look(1.9, Mark.BAR),
    RelationKind.CONTRADICTS: Look(1.7, Mark.CROSSES, zigzag=True, setback=0, tip=9),
    RelationKind.CONCEDES: Look(1.9, Mark.ARROW, dash=(6, 4), setback=9, tip=1.5),
    RelationKind.AMENDS: Look(3.2, Mark.ARROW, setback=11, tip=1.5),
    RelationKind.ANSWERS: Look(1.4, Mark.OPEN_ARROW, dash=(1.4, 3.6), setback=3, tip=2),
    RelationKind.ABOUT: Look(1.4, Mark.RING, dash=(1.4, 3.6), setback=8, tip=5),
}

MARK_SIZE = 12.0
"""No mark reaches farther than this from its place, nor any line from its course, in map units."""

_ZIGZAG_STEP, _ZIGZAG_REACH = 5.0, 3.2


def mark_of(kind: RelationKind, partial: bool) -> Mark:
    """The mark at the end of a relation; a partial concession has an open arrow."""
    return Mark.OPEN_ARROW if partial and kind is RelationKind.CONCEDES else LOOKS[kind].mark


def ends(kind: RelationKind, partial: bool) -> tuple[float, float]:
    """How far before the card a relation's line stops, and its mark stands."""
    look = LOOKS[kind]
    return (2.5, look.tip) if mark_of(kind, partial) is Mark.OPEN_ARROW else (look.setback, look.tip)


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon or circle: ``points`` of a filled polygon or an open line of a ``width``, or a ``centre`` with a
    ``radius``. ``clearing``: in the colour of the ground, to set off what comes next."""

    points: tuple[Point, ...] = ()
    filled: bool = False
    centre: Point = (0.0, 0.0)
    radius: float = 0.0
    width: float = 1.9
    clearing: bool = False


def mark_shapes(link: Link) -> list[Shape]:
    """The mark of a link, in place."""
    mark = mark_of(link.kind, link.partial)
    (x, y), cos, sin = link.tip, math.cos(link.angle), math.sin(link.angle)

    def put(along: float, aside: float) -> Point:
        along, aside = along * link.size, aside * link.size
        return (x + along * cos - aside * sin, y + along * sin + aside * cos)

    if mark is Mark.ARROW:
        long, half = (12.5, 6.5) if link.kind is RelationKind.AMENDS else (10.0, 5.0)
        back = -long * max(1.0, 0.8 / link.size)  # as far as the line reaches
        return [Shape((put(0, 0), put(back, half), put(back, -half)), filled=True)]
    if mark is Mark.OPEN_ARROW:
        return [Shape((put(-7.5, 4.5), put(0, 0), put(-7.5, -4.5)))]
    if mark is Mark.CROSS:
        return _cross(link.tip, link.angle, 5.0 * link.size)
    if mark is Mark.CROSSES:
        far = link.curves[0]
        place, (dx, dy) = at(far.start, far.segments[0], 0.0)
        return _cross(link.tip, link.angle, 4.2 * link.size) + _cross(
            (place[0] + 9 * dx, place[1] + 9 * dy), link.angle, 4.2 * link.size
        )
    if mark is Mark.BAR:
        bar = (put(0, 8), put(0, -8))
        return [Shape(bar, width=8.0, clearing=True), Shape(bar, width=4.0)]
    if mark is Mark.RING:
        return [Shape(centre=link.tip, radius=2.8 * link.size)]
    return [Shape(filled=True, centre=link.tip, radius=2.5)]


def _cross(place: Point, angle: float, arm: float) -> list[Shape]:
    (x, y), cos, sin = place, math.cos(angle) * arm, math.sin(angle) * arm
    return [
        Shape(((x - cos - sin, y - sin + cos), (x + cos + sin, y + sin - cos))),
        Shape(((x - cos + sin, y - sin - cos), (x + cos - sin, y + sin + cos))),
    ]


def zigzag(curve: Curve) -> list[Point]:
    """A curve as a saw line about its course, straight where the marks stand."""
    fine: list[tuple[Point, Point]] = []
    start = curve.start
    for segment in curve.segments:
        steps = min(600, 8 + int(math.dist(start, segment[2]) / 2))
        fine += [at(start, segment, step / steps) for step in range(min(1, len(fine)), steps + 1)]
        start = segment[2]
    points, travelled, side, total = [fine[0][0]], 0.0, 1, 0.0
    lengths = [math.dist(a[0], b[0]) for a, b in itertools.pairwise(fine)]
    whole = sum(lengths)
    for ((x, y), (dx, dy)), length in zip(fine[1:], lengths, strict=True):
        travelled += length
        total += length
        if travelled >= _ZIGZAG_STEP and 14 < total < whole - 14:
            points.append((x - dy * side * _ZIGZAG_REACH, y + dx * side * _ZIGZAG_REACH))
            travelled, side = 0.0, -side
        elif not 14 < total < whole - 14:
            points.append((x, y))
    return points
