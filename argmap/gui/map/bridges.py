"""Bridges over hidden cards, indexed by place: a filtered map may have thousands, of which few are near a window."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from argmap.gui.map.board import Board
from argmap.gui.map.grid import Grid
from argmap.layout.segments import Segment, at
from argmap.picture.drawing import Point, Rect
from argmap.picture.visible import Bridge

REACH = 40.0
"""How far a bridge is painted outside the boxes of its pieces, in map units."""

_PIECES = 4


class Bridges:
    """The bridges of a board, wherever its cards are moved. Those whose cards have no place are left out."""

    def __init__(self, board: Board, bridges: Iterable[Bridge]) -> None:
        self._board = board
        self._at: dict[str, list[Bridge]] = {}
        self._ends: dict[Bridge, tuple[Point, Point]] = {}
        self._pieces: Grid[Bridge] = Grid()
        board.shifted.clear()
        for bridge in bridges:
            for card_id in bridge:
                self._at.setdefault(card_id, []).append(bridge)
            self._put(bridge)

    def near(self, window: Rect) -> list[tuple[Bridge, Point, Point]]:
        """The bridges that may be seen in a rectangle of the map, each with its ends."""
        for card_id in self._board.shifted & self._at.keys():
            for bridge in self._at[card_id]:
                self._put(bridge)
        self._board.shifted.clear()
        return [(bridge, *self._ends[bridge]) for bridge in sorted(self._pieces.hits(window))]

    def _put(self, bridge: Bridge) -> None:
        places = self._board.places
        if bridge.source not in places or bridge.target not in places:
            self._pieces.remove(bridge)
            return
        start, end = self._ends[bridge] = ends(self._board.rect(bridge.source), self._board.rect(bridge.target))
        way = course(start, end)
        points = [at(start, way, step / _PIECES)[0] for step in range(_PIECES + 1)]
        self._pieces.put(bridge, *(_around(one, other) for one, other in pairwise(points)))


def ends(source: Rect, target: Rect) -> tuple[Point, Point]:
    """Where a bridge starts and ends: the middles of the sides that face each other."""
    if source.x >= target.right:
        return (source.x, source.y + source.height / 2), (target.right, target.y + target.height / 2)
    if source.right <= target.x:
        return (source.right, source.y + source.height / 2), (target.x, target.y + target.height / 2)
    return (source.right, source.y + source.height / 2), (target.right, target.y + target.height / 2)


def course(start: Point, end: Point) -> Segment:
    """The way of a bridge, leaving and arriving sideways."""
    if abs(end[0] - start[0]) < 60:
        return (start[0] + REACH, start[1]), (end[0] + REACH, end[1]), end
    middle = (start[0] + end[0]) / 2
    return (middle, start[1]), (middle, end[1]), end


def _around(one: Point, other: Point) -> Rect:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return Rect(left, top, right - left, bottom - top).grown(REACH)
