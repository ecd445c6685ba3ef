"""The layered drawing, for small maps with many links across: each card in the column after all that it acts on.

Made by graphlay, a layered engine in the way of Sugiyama, Tagawa and Toda ("Methods for visual understanding of hierarchical
system structures", 1981): it orders the cards of each column so that few lines cross, and keeps lanes free for long lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from argmap.layout.grid import Grid
from argmap.layout.shape import Box, Layout, Place, Shape, UnsuitedError
from argmap.layout.shelves import linked_boxes, packed, with_loose
from argmap.layout.sightlines import crossings

if TYPE_CHECKING:
    from graphlay import Graph

MOST_BOXES, MOST_LINKS = 300, 600

_CAREFUL = 160
"""Up to this many boxes and links the engine may take the time for better orders."""

_ORDERS = (("balanced", "alternate"), ("balanced", "median"), ("fast", "barycenter"))
"""(effort, heuristic) of the orders that are tried on small maps; larger ones get the first heuristic in a fast way."""

_UNREFINED = {"simplex_face_rounds": 0, "snap_rounds": 0, "branch_rounds": 0}
"""What the engine would do to straighten lines after its own routes: a third of its time, for routes that are not used."""

_COLUMN_GAP, _GAP, _LANE = 96.0, 24.0, 24.0


def place(shape: Shape) -> dict[str, Place]:
    """A shape in layers from left to right, parts without a link between them each by itself, then in a block what hangs on
    nothing. Raises UnsuitedError for more than 300 linked boxes or 600 links, and where the engine is missing or fails."""
    boxes = linked_boxes(shape)
    pairs = _pairs(shape, boxes)
    if len(boxes) > MOST_BOXES or len(pairs) > MOST_LINKS:
        raise UnsuitedError(
            f"it takes up to {MOST_BOXES} linked cards and {MOST_LINKS} links, and this map has {len(boxes):,} and {len(pairs):,}"
        )
    if not boxes:
        return with_loose(shape, {})
    parts = []
    for part in _components(shape, boxes, pairs):
        inside = [pair for pair in pairs if pair[0] in part]
        graph = _graph(part, inside, shape)
        small = len(part) <= _CAREFUL and len(inside) <= _CAREFUL
        orders = _ORDERS if small else (("fast", _ORDERS[0][1]),)
        tried = [_apart(_layered(graph, part, *order), part) for order in orders]
        parts.append(min(tried, key=lambda places: crossings(shape, places)))
    return with_loose(shape, packed(boxes, parts))


def _components(shape: Shape, boxes: Mapping[str, Box], pairs: Iterable[tuple[str, str]]) -> list[dict[str, Box]]:
    """The boxes that are linked with each other, directly or not, apart from others; the one with the first root comes
    first."""
    beside: dict[str, list[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    found: list[dict[str, Box]] = []
    seen: set[str] = set()
    for start in (*shape.roots, *boxes):
        if start in seen or start not in boxes:
            continue
        reached = [start]
        seen.add(start)
        for node in reached:  # grows while it is walked
            fresh = [other for other in beside.get(node, ()) if other not in seen]
            reached += dict.fromkeys(fresh)
            seen.update(fresh)
        inside = set(reached)
        found.append({node: box for node, box in boxes.items() if node in inside})
    return found


def _pairs(shape: Shape, boxes: Mapping[str, Box]) -> list[tuple[str, str]]:
    """(left, right) of each two linked boxes once: what is acted on, and what acts on it."""
    parents = {child: parent for parent, child in shape.edges if child not in shape.beside}
    found = dict.fromkeys((parent, child) for child, parent in parents.items() if {parent, child} <= boxes.keys())
    for source, target in shape.links:
        pair = (target, source)
        if source != target and {source, target} <= boxes.keys() and (source, target) not in found:
            found[pair] = None
    return list(found)


def _graph(boxes: Mapping[str, Box], pairs: Iterable[tuple[str, str]], shape: Shape) -> Graph:
    """A part of a shape as the engine wants it, roots in the first layer. Raises UnsuitedError."""
    try:
        import graphlay
    except ImportError as reason:
        raise UnsuitedError("the layered engine, graphlay, is not installed") from reason
    graph = graphlay.Graph()
    hanging = {child for _, child in pairs}
    first = dict.fromkeys(root for root in shape.roots if root in boxes and root not in hanging)
    for node in dict.fromkeys((*first, *boxes)):
        graph.node(node, width=boxes[node][0], height=boxes[node][1], rank="first" if node in first else "free")
    for before, after in pairs:
        graph.edge(before, after)
    return graph


def _layered(graph: Graph, boxes: Mapping[str, Box], effort: str, heuristic: str) -> dict[str, Place]:
    """What the engine makes of it. Raises UnsuitedError."""
    import graphlay

    options = {
        "direction": "leftright",
        "effort": effort,
        "order": {"heuristic": heuristic},
        "tuning": {"coords": _UNREFINED},
        "spacing": {"layer_gap": _COLUMN_GAP, "node_gap": _GAP, "dummy_gap": _LANE, "isolated_gap": _GAP},
    }
    try:
        centres = graphlay.layout(graph, options=options).positions()
    except graphlay.GraphlayError as reason:
        raise UnsuitedError("the layered engine could not do it") from reason
    corners = {i: (x - boxes[i][0] / 2, y - boxes[i][1] / 2) for i, (x, y) in centres.items()}
    left, top = min(x for x, _ in corners.values()), min(y for _, y in corners.values())
    return {i: (corners[i][0] - left, corners[i][1] - top) for i in boxes}


def _apart(places: dict[str, Place], boxes: Mapping[str, Box]) -> dict[str, Place]:
    """The same places with everything moved down that would lie on or against something above it."""
    stood = Grid()
    done: dict[str, Place] = {}
    for node in sorted(places, key=lambda i: (places[i][1], places[i][0], i)):
        (x, y), (wide, high) = places[node], boxes[node]
        while met := stood.meeting((x - _GAP / 2, y - _GAP + 0.5, x + wide + _GAP / 2, y + high)):
            y = max(stood.area(other)[3] for other in met) + _GAP
        stood.add(node, (x, y, x + wide, y + high))
        done[node] = (x, y)
    return {node: done[node] for node in places}


LAYOUT = Layout(
    "layered", "Layers", "Columns that keep crossing lines few, for small maps with many links across.", place, 3
)
