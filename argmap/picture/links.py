"""Links: the relations of a debate as lines between placed cards, with the marks at their ends."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from argmap.layout import passages, routing, segments
from argmap.layout.grid import Area, Grid
from argmap.layout.passages import Column
from argmap.layout.routing import Port, Side
from argmap.layout.segments import Segment
from argmap.model.debate import Debate
from argmap.model.progress import Progress, part_of, silent, told
from argmap.picture import strokes
from argmap.picture.drawing import Card, Curve, Link, Point, Rect
from argmap.picture.inks import LARGE_CORNER
from argmap.picture.plain_links import HIT, TOLD_EVERY, plain_links
from argmap.picture.strokes import MARK_SIZE
from argmap.picture.wishes import Wish, wished

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

_HIT_JOINED = 0.4
"""How far along what linked premises have in common is hit by what undercuts it: clear of the junction and of the mark at
the end."""

_HIT_ROOM = 25.0
"""What linked premises have in common is this long beyond the mark where something hits it."""

_MARK_WIDTH = 11.0
"""Marks of the usual size need so much room beside each other."""

_LEVEL, _CORNER = 16.0, 16.0
"""Ends that differ by less in height are brought to one, but not where cards have their corners."""

_STUB = 3.0
"""By so much more than ports need, lines that hang below a card keep from the cards that they come from."""


def route(
    debate: Debate,
    verdicts: Verdicts | None,
    cards: Mapping[str, Card],
    places: Mapping[str, Point],
    *,
    boxes: Grid | None = None,
    plain: bool = False,
    progress: Progress = silent,
) -> dict[str, Link]:
    """Every relation between placed cards, and every amendment that a version tells of. A link's course depends on the
    links that share a card with it and on the cards between its ends, and on nothing else. ``boxes`` are all cards that may
    be in the way, where ``places`` has but those at the ends of the debate's relations. ``plain`` ones look at no card in
    the way, which takes a tenth of the time. Raises Cancelled when ``progress`` does."""
    areas = {i: (x, y, x + cards[i].width, y + cards[i].height) for i, (x, y) in places.items() if i in cards}
    wishes = {wish.id: wish for wish in wished(debate, verdicts, areas)}
    if plain:
        return plain_links(wishes, areas, progress)
    rounded = {i for i in areas if cards[i].kind == "provision"}
    return _Router(wishes, areas, rounded, Grid(areas.items()) if boxes is None else boxes, progress).links()


class _Router:
    """Routes wishes over boxes: first all ends get their place on a side, then each line its way. ``rounded`` are cards with
    a large corner at the bottom left."""

    def __init__(
        self,
        wishes: Mapping[str, Wish],
        areas: Mapping[str, Area],
        rounded: Set[str],
        boxes: Grid,
        progress: Progress,
    ) -> None:
        self._wishes = wishes
        self._rounded = rounded
        self._targets = {wish.target for wish in wishes.values() if not wish.card}
        self._progress = progress
        self._areas = areas
        self._boxes = boxes
        self._ports: dict[tuple[str, int], Port] = {}
        self._between: dict[tuple[str, int], list[Column]] = {}
        self._hits: dict[str, int] = {}
        self._sizes: dict[str, float] = {}
        self._routed: dict[str, Link] = {}

    def links(self) -> dict[str, Link]:
        """All links, in the order of the wishes."""
        self._assign_ports()
        waiting: dict[str, list[str]] = {}
        ready = []
        for wish in self._wishes.values():
            if not wish.card:
                waiting.setdefault(wish.target, []).append(wish.id)
            else:
                ready.append(wish.id)
        for number, link_id in enumerate(ready):  # grows while it is walked
            if number % TOLD_EVERY == 0:
                self._progress(0.5 + number / len(self._wishes) / 2, "Routing lines")
            self._routed[link_id] = self._link(self._wishes[link_id])
            ready += waiting.pop(link_id, ())
        return {i: self._routed[i] for i in self._wishes if i in self._routed}

    def _assign_ports(self) -> None:
        """A place for every end: (link, number of the source) and (link, -1) for the target."""
        wanted: dict[tuple[str, Side], list[tuple[tuple[str, int], float, Hashable]]] = {}
        reach: dict[str, float] = {}

        def want(card: str, side: Side, link: Wish, number: int, along: float) -> None:
            group = (number < 0, link.kind, link.partial, link.dimmed)
            wanted.setdefault((card, side), []).append(((link.id, number), along, group))

        halfway = part_of(self._progress, 0.0, 0.5)
        for link in told(list(self._wishes.values()), halfway, "Routing lines", TOLD_EVERY):
            goal = self._goal(link)
            arrivals = []
            for number, source in enumerate(link.sources):
                area = self._areas[source]
                leaving, entering = self._sides(area, goal, link)
                if entering is Side.BOTTOM:
                    reach[link.card] = min(area[0], reach.get(link.card, area[0]))
                between = self._between[link.id, number] = passages.columns(
                    area, goal, self._boxes, (source, link.card)
                )
                from_y, to_y = routing.approach(area, goal, between, self._boxes, passages.rail(link.card))
                want(source, leaving, link, number, from_y)
                arrivals.append((entering, to_y))
            if link.card:
                middle = sum(y for _, y in arrivals) / len(arrivals)
                below = arrivals[0][0] is Side.BOTTOM  # the farthest at the left, so that none crosses another
                want(link.card, arrivals[0][0], link, -1, -middle if below else middle)
        for (card, side), ends in wanted.items():
            area = self._areas[card]
            within = (area[0], reach[card] - _STUB) if side is Side.BOTTOM else None
            ports = routing.spread(area, side, ends, within=within)
            if side is Side.BOTTOM and card in self._rounded:
                ports = {key: _on_corner(port, area[0]) for key, port in ports.items()}
            self._ports.update(ports)
            size = _mark_size(port.point[side in (Side.LEFT, Side.RIGHT)] for port in ports.values())
            if size < 1:
                self._sizes.update((link_id, size) for link_id, number in ports if number < 0)
        self._level({ends[0][0] for ends in wanted.values() if len(ends) == 1})

    def _level(self, alone: Set[tuple[str, int]]) -> None:
        """Lines that would climb or fall by next to nothing run level: an end that is alone on its side gives way."""
        for wish in self._wishes.values():
            if not wish.card or len(wish.sources) != 1:
                continue
            keys = (wish.id, 0), (wish.id, -1)
            ports = [self._ports[key] for key in keys]
            if {port.side for port in ports} != {Side.LEFT, Side.RIGHT}:
                continue
            for key, port, other, card in zip(keys, ports, ports[::-1], (wish.sources[0], wish.card), strict=True):
                y, (_, top, _, bottom) = other.point[1], self._areas[card]
                if key in alone and 0 < abs(y - port.point[1]) < _LEVEL and top + _CORNER < y < bottom - _CORNER:
                    self._ports[key] = Port((port.point[0], y), port.side)
                    break

    def _sides(self, area: Area, goal: Area, link: Wish) -> tuple[Side, Side]:
        """The sides at which a link leaves a card and enters its goal."""
        if link.card and len(link.sources) == 1 and routing.hangs(area, goal, self._boxes):
            return Side.LEFT, Side.BOTTOM
        if link.card and not routing.open_between(area, goal, self._boxes):
            return Side.RIGHT, Side.RIGHT
        return routing.sides(area, goal)

    def _goal(self, link: Wish) -> Area:
        """What a link aims at: a card, or about where it will meet the line that it hits."""
        if link.card:
            return self._areas[link.card]
        hit = self._wishes[link.target]
        left, top, right, bottom = self._areas[hit.sources[0]]
        middle = (top + bottom) / 2
        leaves_left = (
            not hit.card or self._sides((left, top, right, bottom), self._areas[hit.card], hit)[0] is Side.LEFT
        )
        x = left - 20 if leaves_left else right + 20
        return (x, middle, x, middle)

    def _link(self, wish: Wish) -> Link:
        if not wish.card:
            return self._hitting(wish)
        target = self._ports[wish.id, -1]
        setback, ahead = strokes.ends(wish.kind, wish.partial)
        dx, dy = target.side.value
        end = (target.point[0] + dx * setback, target.point[1] + dy * setback)
        stop = Port(end, target.side)
        if len(wish.sources) > 1:
            curves = self._joined(wish, stop)
        elif wish.sources[0] == wish.card:
            start = self._ports[wish.id, 0].point
            low, high = min(start[1], end[1]) - 8, max(start[1], end[1]) + 8
            curves = [Curve((start[0], low), tuple(segments.loop((start[0], low), (end[0], high))))]
            end, target = (end[0], high), Port((target.point[0], high), target.side)
        else:
            start_port = self._ports[wish.id, 0]
            own = (wish.sources[0], wish.card)
            lead = max(3.0, ahead + 4)
            between = self._between[wish.id, 0]
            way = routing.curve(start_port, stop, self._boxes, own, between, lead)
            curves = [Curve(start_port.point, tuple(way))]
        tip = (target.point[0] + dx * ahead, target.point[1] + dy * ahead)
        return self._made(wish, curves, tip, math.atan2(-dy, -dx))

    def _joined(self, wish: Wish, stop: Port) -> list[Curve]:
        """Linked premises: their lines meet at a junction before the target, and go on as one."""
        starts = [self._ports[wish.id, number] for number in range(len(wish.sources))]
        dx, dy = stop.side.value
        nearest = min(abs(port.point[0] - stop.point[0]) for port in starts) if dx else 0.0
        away = max(16.0, min(24.0, nearest * 0.3))
        if wish.id in self._targets:
            setback, ahead = strokes.ends(wish.kind, wish.partial)
            away = max(away, min(nearest * 0.6, max(setback + 2.5, ahead + 5) - setback + _HIT_ROOM))
        junction = (stop.point[0] + dx * away, stop.point[1] + dy * away)
        gate = Port(junction, stop.side)
        curves = [
            Curve(
                port.point,
                tuple(routing.curve(port, gate, self._boxes, (source, wish.card), self._between[wish.id, number])),
            )
            for number, (port, source) in enumerate(zip(starts, wish.sources, strict=True))
        ]
        return [*curves, Curve(junction, (segments.straight(junction, stop.point),))]

    def _hitting(self, wish: Wish) -> Link:
        """A line that ends on another one, at a right angle to it: on its long straight stretch where
        it has one beside the cards. Several that hit the same one do so side by side."""
        hit = self._routed[wish.target]
        count = self._hits[wish.target] = self._hits.get(wish.target, 0) + 1
        begun, course = hit.curves[-1].start, hit.curves[-1].segments
        part = (
            (HIT if len(hit.curves) == 1 else _HIT_JOINED)
            if count == 1
            else HIT + 0.09 * (count - 1)
            if count < 8
            else 0.9
        )
        on, along = _on(begun, course, part)
        starts = [
            self._facing(self._ports[wish.id, n], self._areas[source], on) for n, source in enumerate(wish.sources)
        ]
        stretch = routing.upright(begun, course)
        climb = routing.climb(starts[0], stretch, count - 1, self._boxes) if stretch and len(starts) == 1 else None
        if climb is not None:
            curves, on, heading = [Curve(starts[0].point, tuple(climb))], climb[-1][2], (1.0, 0.0)
        elif len(starts) == 1:
            way, heading = routing.meet(starts[0], on, along, self._boxes, wish.sources)
            curves = [Curve(starts[0].point, tuple(way))]
        else:
            _, heading = routing.meet(starts[0], on, along, Grid())
            gate = (on[0] - heading[0] * 18, on[1] - heading[1] * 18)
            across = (-heading[1], heading[0])
            ways = [routing.meet(port, gate, across, self._boxes, wish.sources)[0] for port in starts]
            curves = [Curve(port.point, tuple(way)) for port, way in zip(starts, ways, strict=True)]
            curves.append(Curve(gate, (segments.straight(gate, on),)))
        return self._made(wish, curves, on, math.atan2(heading[1], heading[0]))

    @staticmethod
    def _facing(port: Port, area: Area, point: Point) -> Port:
        """A port, or the place across from it where the point that it is for turned out to lie on the other side."""
        if port.side is Side.RIGHT and point[0] < (area[0] + area[2]) / 2:
            return Port((area[0], port.point[1]), Side.LEFT)
        if port.side is Side.LEFT and point[0] > area[2]:
            return Port((area[2], port.point[1]), Side.RIGHT)
        return port

    def _made(self, wish: Wish, curves: list[Curve], tip: Point, angle: float) -> Link:
        courses = [(curve.start, curve.segments) for curve in curves]
        boxes = [segments.bounds(*course) for course in courses]
        left, top, right, bottom = _around([*boxes, (*tip, *tip)])
        margin = MARK_SIZE
        return Link(
            wish.id,
            wish.kind,
            wish.sources,
            wish.target,
            tuple(curves),
            tip,
            angle,
            _on(*courses[-1], HIT if len(curves) == 1 else _HIT_JOINED)[0],
            Rect(left, top, right - left, bottom - top).grown(margin),
            wish.partial,
            wish.dimmed,
            self._sizes.get(wish.id, 1.0),
        )


def _on_corner(port: Port, left: float) -> Port:
    """A port below a card, on its outline where that is round."""
    inwards = max(0.0, LARGE_CORNER - (port.point[0] - left))
    lift = LARGE_CORNER - math.sqrt(LARGE_CORNER**2 - inwards**2)
    return Port((port.point[0], port.point[1] - lift), port.side)


def _mark_size(places: Iterable[float]) -> float:
    """How large marks are whose lines end at these places of a side, so that they do not touch; never less than 0.7."""
    ordered = sorted(set(places))
    gap = min((b - a for a, b in itertools.pairwise(ordered)), default=_MARK_WIDTH)
    return 1.0 if gap >= _MARK_WIDTH else max(0.7, gap / _MARK_WIDTH)


def _on(begun: Point, course: Sequence[Segment], t: float) -> tuple[Point, Point]:
    """The point of a curve, and the direction there, at t of its first segment that changes height, or of its longest one
    where none does. Where many lines end in one that runs straight up, it is in the middle of what comes before that."""
    if len(course) == 1:
        return segments.at(begun, course[0], t)
    pieces = list(zip([begun, *(segment[2] for segment in course)], course, strict=False))
    if len(pieces) == 3 and pieces[-1][0][0] == pieces[-1][1][2][0]:
        return segments.at(*pieces[0], 0.5)
    rising = (piece for piece in pieces if abs(piece[1][2][1] - piece[0][1]) > 0.5)
    longest = max(pieces, key=lambda piece: math.dist(piece[0], piece[1][2]))
    start, segment = next(rising, longest)
    return segments.at(start, segment, t)


def _around(areas: list[Area]) -> Area:
    return (
        min(area[0] for area in areas),
        min(area[1] for area in areas),
        max(area[2] for area in areas),
        max(area[3] for area in areas),
    )


def segments_of(link: Link) -> Iterator[tuple[Point, Segment]]:
    """Every Bézier segment of a link with where it starts."""
    for curve in link.curves:
        start = curve.start
        for segment in curve.segments:
            yield start, segment
            start = segment[2]
