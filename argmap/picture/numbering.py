"""The order in which an outline tells of the map, and the numbers that cards and outlines share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.debate import Debate
from argmap.picture.forest import forest


class Told(NamedTuple):
    """A statement or provision in the outline: its id, the card that it hangs under ("" for none), and how deep."""

    id: str
    under: str
    depth: int


def told(debate: Debate) -> list[Told]:
    """Every statement and provision once, parents before children, in the order of the map from top to bottom."""
    return list(_walk(debate))


def numbers(debate: Debate) -> dict[str, int]:
    """The place of every statement and provision in the outline, from 1."""
    return {node.id: place for place, node in enumerate(_walk(debate), start=1)}


def _walk(debate: Debate) -> Iterator[Told]:
    trees = forest(debate)
    below: dict[str, list[str]] = {}
    for parent, child in trees.edges:
        below.setdefault(parent, []).append(child)
    above = {child: parent for parent, child in trees.edges}
    stack = [(i, trees.indents.get(i, 0)) for i in reversed(trees.roots)]
    while stack:
        node, depth = stack.pop()
        yield Told(node, above.get(node, ""), depth)
        stack.extend((child, depth + 1) for child in reversed(below.get(node, ())))
    for node in trees.loose:
        yield Told(node, "", 0)
