"""The flow: a debater's sheet, with a column for each round of replies and a row for each line of argument.

What answers a card stands in the next column, the first answer on the same row. Rows are never shared, so that the place to
the right of an argument that nobody answered stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.layout.shape import Box, Layout, Place, Shape
from argmap.layout.shelves import linked_boxes, with_loose
from argmap.layout.trees import Trees, grown

COLUMN_GAP = 64.0
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
    heights = _heights(trees, boxes)
    columns = _columns(trees, boxes, shape.indents)
    places: dict[str, Place] = {}
    down = 0.0
    for node in trees.order:
        depth = trees.depth[node]
        if depth == 0:
            places[node] = (columns[0] + shape.indents.get(node, 0.0), down)
            down += heights[node] + _TREE_GAP
        y = places[node][1]
        for child in trees.children[node]:
            places[child] = (columns[depth + 1], y)
            y += heights[child] + _ROW_GAP
    return with_loose(shape, places)


def _heights(trees: Trees, boxes: Mapping[str, Box]) -> dict[str, float]:
    """How high the rows of each card are together: its own height, or that of all that answers it."""
    heights: dict[str, float] = {}
    for node in reversed(trees.order):
        below = trees.children[node]
        answers = sum(heights[child] for child in below) + _ROW_GAP * max(0, len(below) - 1)
        heights[node] = max(boxes[node][1], answers)
    return heights


def _columns(trees: Trees, boxes: Mapping[str, Box], indents: Mapping[str, float]) -> list[float]:
    """The left edge of each column."""
    widest = [0.0] * (max(trees.depth.values(), default=-1) + 1)
    for node, round_number in trees.depth.items():
        widest[round_number] = max(widest[round_number], boxes[node][0] + indents.get(node, 0.0))
    return _running(width + COLUMN_GAP for width in widest)


def _running(widths: Iterable[float]) -> list[float]:
    lefts, x = [], 0.0
    for width in widths:
        lefts.append(x)
        x += width
    return lefts


LAYOUT = Layout(
    "flow", "Flow", "A column for each round of replies: an empty place is an argument nobody answered.", place, 4
)
