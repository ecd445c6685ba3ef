"""The tidy tree: roots at the left, children in columns to the right, each parent beside the middle of its children.

Columns are shared by all trees, so that the gaps between them stay free for lines. Within a column every card is as high as
it needs to be, and subtrees are pushed together until their outlines meet (the contours of Reingold and Tilford, "Tidier
drawings of trees", 1981, kept per column as in van der Ploeg, "Drawing non-layered tidy trees in linear time", 2014).
Linear in the number of cards, and without recursion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.layout.shape import Box, Layout, Place, Shape
from argmap.layout.shelves import linked_boxes, with_loose
from argmap.layout.trees import grown


@dataclass(frozen=True, slots=True)
class Gaps:
    """Distances in map units: between columns, between neighbours that share a parent, between other neighbours in a
    column, and between trees."""

    column: float = 88
    sibling: float = 18
    cousin: float = 34
    tree: float = 56


def tidy(
    boxes: Mapping[str, Box],
    edges: Iterable[tuple[str, str]],
    roots: Sequence[str] = (),
    gaps: Gaps = Gaps(),
) -> dict[str, tuple[float, float]]:
    """The top left corner of every box. ``edges`` are (parent, child), children in the order in which they are to appear;
    the first parent of a child wins, and an edge that would close a circle is left out. ``roots`` come first, in their
    order; boxes that hang on nothing and are named nowhere follow as they come."""
    trees = grown(boxes, edges, roots)
    children, order, depth = trees.children, trees.order, trees.depth
    columns = _columns(boxes, depth, gaps)
    shift = _shifts(boxes, children, order, gaps)
    places: dict[str, tuple[float, float]] = {}
    above: dict[str, float] = {}
    for node in order:
        y = above.get(node, 0.0) + shift[node][0]
        places[node] = (columns[depth[node]], y + shift[node][1])
        for child in children.get(node, ()):
            above[child] = y
    start = min((y for _, y in places.values()), default=0.0)
    return {node: (x, y - start) for node, (x, y) in places.items()}


def _columns(boxes: Mapping[str, Box], depth: Mapping[str, int], gaps: Gaps) -> list[float]:
    """The left edge of each column."""
    widest = [0.0] * (max(depth.values(), default=-1) + 1)
    for node, level in depth.items():
        widest[level] = max(widest[level], boxes[node][0])
    lefts, x = [], 0.0
    for width in widest:
        lefts.append(x)
        x += width + gaps.column
    return lefts


class _Outline:
    """The upper and lower edge of a subtree in each of its columns, deepest first, all moved down by ``offset``."""

    __slots__ = ("bottoms", "offset", "tops")

    def __init__(self) -> None:
        self.tops: list[float] = []
        self.bottoms: list[float] = []
        self.offset = 0.0

    def room_for(self, below: _Outline, gap: float, far_gap: float) -> float:
        """How far down another outline must move to stand below this one: the gap holds in the first column, the far gap
        in the deeper ones."""
        needed = float("-inf")
        for back in range(1, min(len(self.tops), len(below.tops)) + 1):
            between = self.bottoms[-back] + self.offset - below.tops[-back] - below.offset
            needed = max(needed, between + (gap if back == 1 else far_gap))
        return needed

    def joined(self, below: _Outline) -> _Outline:
        """Both as one; the deeper of the two is reused, so that a merge costs the depth of the shallower one."""
        kept, other = (self, below) if len(self.tops) >= len(below.tops) else (below, self)
        change = other.offset - kept.offset
        target, given = (kept.bottoms, other.bottoms) if other is below else (kept.tops, other.tops)
        for back in range(1, len(other.tops) + 1):
            target[-back] = given[-back] + change
        return kept


def _shifts(
    boxes: Mapping[str, Box], children: Mapping[str, list[str]], order: Sequence[str], gaps: Gaps
) -> dict[str, tuple[float, float]]:
    """For each node (how far its subtree is moved down from its parent's, where its own top is in its subtree)."""
    shift: dict[str, tuple[float, float]] = {}
    outlines: dict[str, _Outline] = {}
    for node in reversed(order):
        height = boxes[node][1]
        outline, moves = _stacked([outlines.pop(child) for child in children[node]], gaps.sibling, gaps.cousin)
        top = 0.0
        if moves:
            first, last = children[node][0], children[node][-1]
            upper = moves[0] + shift[first][1]
            lower = moves[-1] + shift[last][1] + boxes[last][1]
            top = (upper + lower - height) / 2
            for child, move in zip(children[node], moves, strict=True):
                shift[child] = (move, shift[child][1])
        shift[node] = (0.0, top)
        outline.tops.append(top - outline.offset)
        outline.bottoms.append(top + height - outline.offset)
        outlines[node] = outline
    roots = [node for node in order if node in outlines]
    _, moves = _stacked([outlines[root] for root in roots], gaps.tree, gaps.tree)
    for root, move in zip(roots, moves, strict=True):
        shift[root] = (move, shift[root][1])
    return shift


def _stacked(outlines: Sequence[_Outline], gap: float, far_gap: float) -> tuple[_Outline, list[float]]:
    """Outlines put below each other as closely as they go: their joint outline, and how far each was moved."""
    if not outlines:
        return _Outline(), []
    joint, moves = outlines[0], [0.0]
    for outline in outlines[1:]:
        move = joint.room_for(outline, gap, far_gap)
        outline.offset += move
        moves.append(move)
        joint = joint.joined(outline)
    return joint, moves


def place(shape: Shape) -> dict[str, Place]:
    """A shape as tidy trees one below the other, then in a block what hangs on nothing."""
    boxes = linked_boxes(shape)
    boxes.update((i, (boxes[i][0] + indent, boxes[i][1])) for i, indent in shape.indents.items() if i in boxes)
    places = tidy(boxes, shape.edges, shape.roots)
    for i, indent in shape.indents.items():
        if i in places:
            places[i] = (places[i][0] + indent, places[i][1])
    return with_loose(shape, places)


LAYOUT = Layout("tidy", "Tree", "Answers in columns to the right of what they answer, in thread order.", place, 1)
