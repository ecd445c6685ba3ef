"""A free place for a new card near what it answers, so that adding one moves nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from argmap.layout import outline
from argmap.layout.grid import Area, Grid
from argmap.layout.shape import Box, Place

_MARGIN = 18.0
_GAP = 88.0
_NEARBY, _ALONG = 600.0, 1500.0
"""How far a card goes for room below what it answers, and how far along a column it is looked where that begins."""

_REACH = 512.0
_TOUCH = 0.01


@dataclass(frozen=True, slots=True)
class Standing:
    """How the cards stand that a new one joins. ``layout`` is the name of their layout, "" for any. Of a flow, ``lefts`` are
    the left edges of its columns, ``right`` is where the next one would begin, and ``kept`` are places that stay empty."""

    layout: str = ""
    lefts: Sequence[float] = ()
    right: float = 0.0
    kept: Sequence[Area] = field(default=())


def insert(
    box: Box,
    near: Area | None,
    occupied: Grid,
    *,
    beside: bool = False,
    standing: Standing = Standing(),
    column: int | None = None,
) -> Place:
    """Where the top left corner of a box (width, height) goes: in the column to the right of ``near`` and as close to its
    height as there is room, else further to the right. With ``beside`` it goes below or above ``near`` in the same column.
    In an outline it goes below ``near``, one step further in unless ``beside``, where there is room within 600 units. In a
    flow it goes into the ``column`` of its round, however far up or down there is room. Without ``near`` it goes below
    everything. Boxes keep at least 18 units between them."""
    width, height = box
    if near is None:
        return _below_all(occupied)
    left, top, _, bottom = near
    if column is not None:
        x = standing.lefts[column] if column < len(standing.lefts) else standing.right
        return x, nearest_free(x, top, box, occupied, standing.kept)
    if standing.layout == outline.LAYOUT.name:
        x = left if beside else left + outline.INDENT
        y = nearest_free(x, bottom + _MARGIN, box, occupied, below=True)
        if y - bottom <= _NEARBY:
            return x, y
    middle = (top + bottom - height) / 2
    start = bottom + _MARGIN if beside else middle
    x = left if beside else _next_column(near, occupied)
    best: tuple[float, float, float] | None = None
    for step in range(3):
        here = x + step * (width + _GAP)
        y = nearest_free(here, start, box, occupied)
        cost = abs(y - start) + step * (width + _GAP)
        if best is None or cost < best[0]:
            best = (cost, here, y)
        if best[0] <= (step + 1) * (width + _GAP):
            break
    assert best is not None  # noqa: S101
    return best[1], best[2]


def _next_column(near: Area, occupied: Grid) -> float:
    """The left edge of the column to the right of a box: where the nearest box of it begins, else at a fixed distance."""
    _, top, right, bottom = near
    middle = (top + bottom) / 2
    strip = (right + _MARGIN, middle - _ALONG, right + 2.2 * _GAP, middle + _ALONG)
    found = [occupied.area(key) for key in occupied.meeting(strip)]
    begun = [(abs((a[1] + a[3]) / 2 - middle), a[0]) for a in found if a[0] >= right + _MARGIN]
    return min(begun)[1] if begun else right + _GAP


def nearest_free(
    x: float, start: float, box: Box, occupied: Grid, kept: Iterable[Area] = (), *, below: bool = False
) -> float:
    """The y nearest to ``start`` at which a box at x keeps its distance from all others and from what is ``kept`` empty, not
    above it where it is to be ``below``."""
    left, right = x - _MARGIN + _TOUCH, x + box[0] + _MARGIN - _TOUCH
    held = [area for area in kept if area[0] < right and left < area[2]]
    reach = _REACH
    while True:
        window = (left, start - (_MARGIN if below else reach), right, start + box[1] + reach)
        areas = [*(occupied.area(key) for key in occupied.meeting(window)), *held]
        spans = [(area[1] - _MARGIN, area[3] + _MARGIN) for area in areas]
        down, up = _downwards(start, box[1], spans), start if below else _upwards(start, box[1], spans)
        y = down if below or down - start <= start - up else up
        if abs(y - start) <= reach - _MARGIN:
            return y
        reach *= 4


def _downwards(start: float, height: float, spans: Iterable[tuple[float, float]]) -> float:
    """The first y from ``start`` on at which something of this height meets no span."""
    y = start
    for low, high in sorted(spans):
        if low >= y + height - _TOUCH:
            break
        y = max(y, high)
    return y


def _upwards(start: float, height: float, spans: Iterable[tuple[float, float]]) -> float:
    """The same in the other direction."""
    return -_downwards(-start - height, height, [(-high, -low) for low, high in spans]) - height


def _below_all(occupied: Grid) -> Place:
    areas = occupied.areas()
    if not areas:
        return 0.0, 0.0
    return min(area[0] for area in areas), max(area[3] for area in areas) + 2 * _MARGIN
