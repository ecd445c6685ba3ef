"""The layouts there are, found by walking this package, and which one suits a map."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Collection, Iterable
from pathlib import Path

from argmap.layout.shape import Layout, Placement, Shape, UnsuitedError

DEFAULT = "tidy"

_DENSE, _MOST_DENSE = 1 / 3, 300
_LARGE = 500


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """All layouts in the order in which they are listed. A module of this package that sets LAYOUT is one; others are not
    imported to find out."""
    package = importlib.import_module("argmap.layout")
    found = []
    for module in pkgutil.iter_modules(package.__path__, "argmap.layout."):
        spec = module.module_finder.find_spec(module.name, None)
        source = None if spec is None or spec.origin is None else Path(spec.origin)
        if source is None or source.suffix != ".py" or b"\nLAYOUT = " in source.read_bytes():
            found.append(getattr(importlib.import_module(module.name), "LAYOUT", None))
    return tuple(sorted((known for known in found if isinstance(known, Layout)), key=lambda layout: layout.order))


def by_name(name: str) -> Layout:
    """The layout of this name. Raises KeyError for one that does not exist."""
    for layout in layouts():
        if layout.name == name:
            return layout
    raise KeyError(name)


def place(name: str, shape: Shape) -> Placement:
    """A shape laid out. Where the layout of this name cannot do it, it is laid out as a tidy tree and the placement says
    why. Raises KeyError for a layout that does not exist."""
    chosen = by_name(name)
    try:
        return Placement(chosen.place(shape), name)
    except UnsuitedError as reason:
        default = by_name(DEFAULT)
        note = f"Laid out as “{default.label}” instead of “{chosen.label}”: {reason}."
        return Placement(default.place(shape), DEFAULT, note)


def suggested(nodes: Collection[str], edges: Iterable[tuple[str, str]]) -> str:
    """The name of the layout that suits a map: layered where more than a third of the links close a circle, whichever way
    they point, and there are at most 300 cards; outline above 500 cards; else tidy. Links between the same two cards, and
    of one with itself, count once and not at all."""
    pairs = {(min(a, b), max(a, b)) for a, b in edges if a != b}
    if pairs and len(nodes) <= _MOST_DENSE and _crossing(pairs) > _DENSE * len(pairs):
        return "layered"
    return "outline" if len(nodes) > _LARGE else DEFAULT


def _crossing(pairs: Iterable[tuple[str, str]]) -> int:
    """How many of the pairs join what others have joined already."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        root = node
        while root in above:
            root = above[root]
        while node != root:  # shorten the way for the next search
            above[node], node = root, above[node]
        return root

    crossing = 0
    for one, other in sorted(pairs):
        first, second = top(one), top(other)
        if first == second:
            crossing += 1
        else:
            above[second] = first
    return crossing
