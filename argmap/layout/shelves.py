"""Boxes that hang on nothing, in a block below the rest, and parts of a map side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.layout.shape import Box, Place, Shape
from argmap.layout.sightlines import seen_whole

_APART = 56.0
_MOST_COLUMNS = 12


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


def packed(boxes: Mapping[str, Box], parts: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Parts of a map that are placed each by itself, below each other in as many columns as let the whole be seen largest on
    a screen. They are read downwards, then to the right."""
    sizes = [_extent(boxes, part) for part in parts]
    total = sum(high + _APART for _, high in sizes)
    best: dict[str, Place] = {}
    for columns in range(1, min(len(parts), _MOST_COLUMNS) + 1):
        corners = _in_columns(sizes, total / columns)
        made = {
            i: (x + dx, y + dy) for part, (dx, dy) in zip(parts, corners, strict=True) for i, (x, y) in part.items()
        }
        if not best or seen_whole(boxes, made) > seen_whole(boxes, best):
            best = made
    return best


def _in_columns(sizes: Sequence[Box], height: float) -> list[Place]:
    """The corners of parts in columns about as high as this: one goes into the next column where more than half of it would
    stand out below."""
    corners: list[Place] = []
    x = y = widest = 0.0
    for wide, high in sizes:
        if y > 0 and y + high / 2 > height:
            x, y, widest = x + widest + 2 * _APART, 0.0, 0.0
        corners.append((x, y))
        y += high + _APART
        widest = max(widest, wide)
    return corners


def _extent(boxes: Mapping[str, Box], places: Mapping[str, Place]) -> Box:
    """How wide and high boxes reach from the origin."""
    return (
        max((x + boxes[i][0] for i, (x, _) in places.items()), default=0.0),
        max((y + boxes[i][1] for i, (_, y) in places.items()), default=0.0),
    )


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
