"""The flow: a debater's sheet, with a column for each round of replies and a row for each line of argument.

What answers a card stands in the next column, the first answer on the same row. Rows are never shared, so that the place to
the right of an argument that nobody answered stays empty; where something else hangs on that, it stands below the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from argmap.layout.grid import Area
from argmap.layout.shape import Box, Layout, Place, Shape
from argmap.layout.shelves import linked_boxes, with_loose
from argmap.layout.trees import Trees, grown

COLUMN_GAP = 64.0
VACANT = 84.0
"""The height of a place that is kept empty: an answer of two lines fits in."""

_ROW_GAP, _TREE_GAP = 18.0, 40.0


def rounds(shape: Shape) -> Trees:
    """The forest of a flow: its depth is the round of each card. What undercuts a link answers the card that the link comes
    from, where other layouts only put it beside that."""
    edges = [(shape.beside.get(child, parent), child) for parent, child in shape.edges]
    return grown(linked_boxes(shape), edges, shape.roots)


def place(shape: Shape) -> dict[str, Place]:
    """A shape as a flow sheet, then in a block what hangs on nothing."""
    trees = rounds(shape)
    boxes = shape.boxes
    heights = _heights(trees, boxes, shape.vacant)
    columns = _columns(trees, boxes, shape.indents)
    places: dict[str, Place] = {}
    down = 0.0
    for node in trees.order:
        depth = trees.depth[node]
        if depth == 0:
            places[node] = (columns[0] + shape.indents.get(node, 0.0), down)
            down += heights[node] + _TREE_GAP
        y = places[node][1] + (VACANT + _ROW_GAP if node in shape.vacant else 0.0)
        for child in trees.children[node]:
            places[child] = (columns[depth + 1], y)
            y += heights[child] + _ROW_GAP
    return with_loose(shape, places)


def _heights(trees: Trees, boxes: Mapping[str, Box], vacant: Set[str]) -> dict[str, float]:
    """How high the rows of each card are together: its own height, or that of all that answers it."""
    heights: dict[str, float] = {}
    for node in reversed(trees.order):
        below = trees.children[node]
        answers = sum(heights[child] for child in below) + _ROW_GAP * max(0, len(below) - 1)
        kept = VACANT + _ROW_GAP if below and node in vacant else 0.0
        heights[node] = max(boxes[node][1], kept + answers)
    return heights


def _columns(trees: Trees, boxes: Mapping[str, Box], indents: Mapping[str, float]) -> list[float]:
    """The left edge of each column."""
    widest = [0.0] * (max(trees.depth.values(), default=-1) + 1)
    for node, round_number in trees.depth.items():
        widest[round_number] = max(widest[round_number], boxes[node][0] + indents.get(node, 0.0))
    return _running(width + COLUMN_GAP for width in widest)


def standing(trees: Trees, areas: Mapping[str, Area]) -> tuple[list[float], float]:
    """(the left edge of each column of a flow whose cards stand at these areas, where most of its cards begin; the right edge
    of the last one). Areas of cards that are linked to nothing are not looked at."""
    starts: dict[int, Counter[float]] = {}
    widest: dict[int, float] = {}
    for node, number in trees.depth.items():
        if node in areas:
            starts.setdefault(number, Counter())[areas[node][0]] += 1
            widest[number] = max(widest.get(number, 0.0), areas[node][2] - areas[node][0])
    lefts: list[float] = []
    for number in range(max(starts, default=-1) + 1):
        here = starts.get(number, Counter())
        usual = min(here.items(), key=lambda pair: (-pair[1], pair[0]))[0] if here else float("-inf")
        if number == 0:
            usual = min(here, default=0.0)
        elif usual < lefts[-1] + COLUMN_GAP:  # nothing stands where it should any more
            usual = lefts[-1] + widest.get(number - 1, 0.0) + COLUMN_GAP
        lefts.append(usual)
    rights = [areas[node][2] for node in trees.order if node in areas]
    return lefts, max([*rights, *(left + widest.get(number, 0.0) for number, left in enumerate(lefts))], default=0.0)


def _running(widths: Iterable[float]) -> list[float]:
    lefts, x = [], 0.0
    for width in widths:
        lefts.append(x)
        x += width
    return lefts


LAYOUT = Layout(
    "flow", "Flow", "A column for each round of replies: an empty place is an argument nobody answered.", place, 4
)
