"""How good a drawn map is, found out from its rectangles and curves alone, without the code that placed and routed them.

Cards are (left, top, right, bottom) by id. A line is its points, and the ids of the cards at its ends.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Area = tuple[float, float, float, float]
Point = tuple[float, float]
Piece = tuple[Point, Point]
_CELL = 128.0


class Line(NamedTuple):
    """A drawn link as polylines, flattened to within about half a unit."""

    id: str
    ends: frozenset[str]
    ways: tuple[tuple[Point, ...], ...]


def flattened(start: Point, segments: Iterable[tuple[Point, Point, Point]]) -> tuple[Point, ...]:
    """A chain of cubic Béziers as points (Bernstein form, at most 12 units of the control polygon between two)."""
    points = [start]
    for a, b, c in segments:
        x0, y0 = points[-1]
        span = math.dist((x0, y0), a) + math.dist(a, b) + math.dist(b, c)
        steps = max(2, min(400, round(span / 12)))
        for step in range(1, steps + 1):
            t = step / steps
            k0, k1, k2, k3 = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            points.append((k0 * x0 + k1 * a[0] + k2 * b[0] + k3 * c[0], k0 * y0 + k1 * a[1] + k2 * b[1] + k3 * c[1]))
    return tuple(points)


def overlaps(cards: Mapping[str, Area]) -> list[tuple[str, str]]:
    """Pairs of cards that share more than an edge: a sweep from left to right."""
    order = sorted(cards, key=lambda i: (cards[i][0], i))
    active: list[str] = []
    found = []
    for card in order:
        left, top, _, bottom = cards[card]
        active = [other for other in active if cards[other][2] > left + 1e-6]
        found += [(o, card) for o in active if cards[o][1] < bottom - 1e-6 and top < cards[o][3] - 1e-6]
        active.append(card)
    return found


def over_cards(cards: Mapping[str, Area], lines: Iterable[Line], depth: float = 1.0) -> list[tuple[str, str]]:
    """(line, card) for every card that a line runs over, more than ``depth`` inside its edge; at a line's own cards four
    times as deep, since marks sit on their edges."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for card, area in cards.items():
        for cell in _cells(area):
            cells[cell].append(card)
    found: dict[tuple[str, str], None] = {}
    for line in lines:
        for piece in _pieces(line):
            for card in {card for cell in _cells(_box(piece)) for card in cells.get(cell, ())}:
                inset = depth * (4 if card in line.ends else 1)
                left, top, right, bottom = cards[card]
                if _enters(piece, (left + inset, top + inset, right - inset, bottom - inset)):
                    found[line.id, card] = None
    return list(found)


def crossings(lines: Sequence[Line]) -> int:
    """In how many points lines cross lines that share neither card with them."""
    pieces = [(index, piece) for index, line in enumerate(lines) for piece in _pieces(line)]
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (_, piece) in enumerate(pieces):
        for cell in _cells(_box(piece)):
            cells[cell].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in cells.values():
        for one, other in itertools.combinations(numbers, 2):
            (first, a), (second, b) = pieces[one], pieces[other]
            if first != second and not lines[first].ends & lines[second].ends and _cross(a, b):
                seen.add((one, other))
    return len(seen)


def _pieces(line: Line) -> Iterator[Piece]:
    for way in line.ways:
        yield from itertools.pairwise(way)


def _box(piece: Piece) -> Area:
    (x1, y1), (x2, y2) = piece
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _cells(area: Area) -> Iterator[tuple[int, int]]:
    for column in range(int(area[0] // _CELL), int(area[2] // _CELL) + 1):
        for row in range(int(area[1] // _CELL), int(area[3] // _CELL) + 1):
            yield column, row


def _enters(piece: Piece, area: Area) -> bool:
    """Whether a straight line has a point strictly inside a rectangle (the clipping of Liang and Barsky, 1984)."""
    (x1, y1), (x2, y2) = piece
    enter, leave = 0.0, 1.0
    for start, change, low, high in ((x1, x2 - x1, area[0], area[2]), (y1, y2 - y1, area[1], area[3])):
        if abs(change) < 1e-12:
            if not low < start < high:
                return False
            continue
        one, other = sorted(((low - start) / change, (high - start) / change))
        enter, leave = max(enter, one), min(leave, other)
    return enter < leave - 1e-9


def _cross(a: Piece, b: Piece) -> bool:
    """Whether two straight lines cross in a point inside both."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    (p, q), (r, s) = a, b
    return side(p, q, r) * side(p, q, s) < -1e-9 and side(r, s, p) * side(r, s, q) < -1e-9
