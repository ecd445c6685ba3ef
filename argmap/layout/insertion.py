"""A free place for a new card near what it answers, so that adding one moves nothing else."""

from __future__ import annotations

from argmap.layout.grid import Area, Grid

_MARGIN = 18.0
_GAP = 88.0


def insert(box: tuple[float, float], near: Area | None, occupied: Grid, *, beside: bool = False) -> tuple[float, float]:
    """Where the top left corner of a box (width, height) goes: in the column to the right of ``near`` and as close to its
    height as there is room, else further to the right. With ``beside`` it goes below or above ``near`` in the same column.
    Without ``near`` it goes below everything. Boxes keep at least 18 units between them."""
    width, height = box
    if near is None:
        return _below_all(occupied)
    left, top, right, bottom = near
    middle = (top + bottom - height) / 2
    start = bottom + _MARGIN if beside else middle
    x = left if beside else right + _GAP
    best: tuple[float, float, float] | None = None
    for column in range(3):
        here = x + column * (width + _GAP)
        y = _free(here, start, width, height, occupied)
        cost = abs(y - start) + column * (width + _GAP)
        if best is None or cost < best[0]:
            best = (cost, here, y)
        if best[0] <= (column + 1) * (width + _GAP):
            break
    assert best is not None  # noqa: S101
    return best[1], best[2]


def _free(x: float, start: float, width: float, height: float, occupied: Grid) -> float:
    """The y nearest to ``start`` at which a box of this size at x keeps its distance from all others."""
    down = up = start
    while True:
        below = _blocked(x, down, width, height, occupied)
        if not below:
            break
        down = max(area[3] for area in below) + _MARGIN
    while True:
        above = _blocked(x, up, width, height, occupied)
        if not above:
            break
        up = min(area[1] for area in above) - _MARGIN - height
        if start - up > down - start:
            return down
    return down if down - start <= start - up else up


def _blocked(x: float, y: float, width: float, height: float, occupied: Grid) -> list[Area]:
    """The boxes in the way; touching at exactly the margin is no obstacle."""
    slack = _MARGIN - 0.01
    return occupied.met((x - slack, y - slack, x + width + slack, y + height + slack))


def _below_all(occupied: Grid) -> tuple[float, float]:
    areas = occupied.areas()
    if not areas:
        return 0.0, 0.0
    return min(area[0] for area in areas), max(area[3] for area in areas) + 2 * _MARGIN
