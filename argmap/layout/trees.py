"""The forest that a shape is: every box once, circles cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.layout.shape import Box


@dataclass(frozen=True, slots=True)
class Trees:
    """A forest that reaches every box once: the children of each box in their order, all boxes with parents before
    children (one tree after the other, depth first), and how deep each is below its root (0)."""

    children: dict[str, list[str]]
    order: list[str]
    depth: dict[str, int]


def grown(boxes: Mapping[str, Box], edges: Iterable[tuple[str, str]], roots: Sequence[str] = ()) -> Trees:
    """The forest of (parent, child): the first parent of a child wins, an edge that would close a circle is left out, and so
    is one to a box that is not there. ``roots`` come first; boxes that are named nowhere follow as they come."""
    wanted: dict[str, list[str]] = {}
    has_parent: set[str] = set()
    for parent, child in edges:
        if parent in boxes and child in boxes and parent != child and child not in has_parent:
            wanted.setdefault(parent, []).append(child)
            has_parent.add(child)
    children: dict[str, list[str]] = {}
    order: list[str] = []
    depth: dict[str, int] = {}
    starts = [*roots, *(node for node in boxes if node not in has_parent), *boxes]  # the last: what only circles reach
    for root in starts:
        if root in depth or root not in boxes:
            continue
        depth[root] = 0
        stack = [root]
        while stack:
            node = stack.pop()
            order.append(node)
            below = [child for child in wanted.get(node, ()) if child not in depth]
            children[node] = below
            for child in below:
                depth[child] = depth[node] + 1
            stack.extend(reversed(below))
    return Trees(children, order, depth)
