"""The outline: every card on a line of its own, answers further in below what they answer, in columns like a newspaper's.

It is about as wide as high whatever the debate's shape, so that a large map can be seen whole. A column is a plain stack, so
that lines can pass between any two cards, and the room at the left of answers is left for the lines to what they answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.layout.shape import Box, Layout, Place, Shape
from argmap.layout.trees import grown

INDENT = 36.0
"""How much further in an answer stands than what it answers, in map units."""

_DEEPEST = 8
"""No card of a column stands farther in than this many answers."""

_GAP, _TREE_GAP, _COLUMN_GAP = 24.0, 44.0, 64.0
_ASPECT = 1.25
_FILLED = 0.6


def place(shape: Shape) -> dict[str, Place]:
    """A shape as an outline, read downwards and then to the right."""
    trees = grown(shape.boxes, shape.edges, (*shape.roots, *shape.loose))
    if not trees.order:
        return {}
    apart = set(shape.loose)
    parents = {child: parent for parent, below in trees.children.items() for child in below}
    indents: dict[str, float] = {}
    for node in trees.order:
        parent = parents.get(node)
        indents[node] = shape.indents.get(node, 0.0) if parent is None else indents[parent] + INDENT
    gaps = [_TREE_GAP if trees.depth[node] == 0 and node not in apart else _GAP for node in trees.order]
    height = (sum(shape.boxes[node][1] + gap for node, gap in zip(trees.order, gaps, strict=True))) * 260.0
    target = (height / _ASPECT) ** 0.5
    places: dict[str, Place] = {}
    for _ in range(3):
        columns = _broken(trees.order, trees.depth, shape.boxes, gaps, target)
        places = _stood(trees.order, columns, shape.boxes, gaps, indents)
        wide = max(x + shape.boxes[node][0] for node, (x, _) in places.items())
        high = max(y + shape.boxes[node][1] for node, (_, y) in places.items())
        target = high * (wide / high / _ASPECT) ** 0.5
    return places


def _broken(
    order: Sequence[str], depth: Mapping[str, int], boxes: Mapping[str, Box], gaps: Sequence[float], target: float
) -> list[tuple[int, int]]:
    """(from, to) of each column: about as high as the target, and begun where a tree or a large part of one begins."""
    columns: list[tuple[int, int]] = []
    start = 0
    while start < len(order):
        y, index, best = 0.0, start, -1
        while index < len(order):
            high = boxes[order[index]][1]
            if index > start and y + gaps[index] + high > target:
                break
            y += high if index == start else gaps[index] + high
            index += 1
            near = index < len(order) and y >= target * _FILLED
            if near and (best < 0 or depth[order[index]] <= depth[order[best]]):
                best = index
        end = index if index == len(order) or best < 0 else best
        columns.append((start, end))
        start = end
    return columns


def _stood(
    order: Sequence[str],
    columns: Sequence[tuple[int, int]],
    boxes: Mapping[str, Box],
    gaps: Sequence[float],
    indents: Mapping[str, float],
) -> dict[str, Place]:
    """The places of cards in columns. A column begins at the left with what is least far in."""
    places: dict[str, Place] = {}
    left = 0.0
    for start, end in columns:
        nodes = order[start:end]
        least = min(indents[node] for node in nodes)
        y = right = 0.0
        for index, node in enumerate(nodes, start):
            y += gaps[index] if index > start else 0.0
            x = left + min(indents[node] - least, _DEEPEST * INDENT)
            places[node] = (x, y)
            y += boxes[node][1]
            right = max(right, x + boxes[node][0])
        left = right + _COLUMN_GAP
    return places


LAYOUT = Layout(
    "outline", "Outline", "One card a line, answers further in, in columns: large maps at a glance.", place, 2
)
