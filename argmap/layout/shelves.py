"""Boxes that hang on nothing, in a block below the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.layout.shape import Box, Place, Shape

_APART = 56.0


def shelves(boxes: Mapping[str, Box], order: Sequence[str], height: float, gap: float = 18) -> dict[str, Place]:
    """Boxes in columns about ``height`` high that are read downwards, then to the right."""
    places: dict[str, Place] = {}
    x = y = widest = 0.0
    for node in order:
        wide, high = boxes[node]
        if y > 0 and y + high > height:
            x, y, widest = x + widest + gap, 0.0, 0.0
        places[node] = (x, y)
        y += high + gap
        widest = max(widest, wide)
    return places


def block_height(boxes: Mapping[str, Box], order: Sequence[str], aspect: float = 1.6, gap: float = 18) -> float:
    """How high columns should be for such boxes to make a block ``aspect`` times as wide as high."""
    area = sum((boxes[node][0] + gap) * (boxes[node][1] + gap) for node in order)
    return float((area / aspect) ** 0.5)


def with_loose(shape: Shape, places: dict[str, Place]) -> dict[str, Place]:
    """The places of a shape's linked boxes, and below them a block of those that are linked to nothing."""
    loose = [node for node in shape.loose if node in shape.boxes]
    if loose:
        bottom = max((y + shape.boxes[node][1] for node, (_, y) in places.items()), default=-_APART)
        for node, (x, y) in shelves(shape.boxes, loose, block_height(shape.boxes, loose)).items():
            places[node] = (x, y + bottom + _APART)
    return places


def linked_boxes(shape: Shape) -> dict[str, Box]:
    """The boxes of a shape without those that are linked to nothing."""
    apart = set(shape.loose)
    return {node: box for node, box in shape.boxes.items() if node not in apart}
