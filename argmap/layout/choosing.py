"""The layouts there are, found by walking this package, and which one suits a map."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable
from pathlib import Path

from argmap.layout.shape import Layout, Placement, Shape, UnsuitedError
from argmap.layout.sightlines import crossings, seen_whole

DEFAULT = "tidy"

_LARGE = 500
_MOST_DENSE, _MOST_TRIED, _ACROSS = 300, 400, 1 / 20
_FEW, _TANGLED, _MENDED, _SMALLER = 4, 1 / 10, 1 / 2, 0.9


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


def best(shape: Shape) -> Placement:
    """A shape in the layout that suits it: an outline above 500 boxes; else a tidy tree, in which children keep their order;
    but layers where the lines across spoil the tree and layers mend it. They are tried on up to 300 boxes and 400 links, of
    which more than one in twenty closes a circle, whichever way the links point. They are better where lines cross in the
    tree, four times at least and once for each ten links, where in layers half as many do, and where the whole is hardly
    smaller on a screen."""
    if len(shape.boxes) > _LARGE:
        return place("outline", shape)
    tree = place(DEFAULT, shape)
    pairs = {(min(pair), max(pair)) for pair in shape.links if pair[0] != pair[1]}
    if len(shape.boxes) > _MOST_DENSE or len(pairs) > _MOST_TRIED or _closing(pairs) <= _ACROSS * len(pairs):
        return tree
    tangled = crossings(shape, tree.places)
    if tangled < max(_FEW, _TANGLED * len(pairs)):
        return tree
    layers = place("layered", shape)
    mended = not layers.note and crossings(shape, layers.places) <= _MENDED * tangled
    zooms = [seen_whole(shape.boxes, made.places) for made in (layers, tree)]
    return layers if mended and zooms[0] >= _SMALLER * zooms[1] else tree


def _closing(pairs: Iterable[tuple[str, str]]) -> int:
    """How many of the pairs join what others have joined already."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        root = node
        while root in above:
            root = above[root]
        while node != root:  # shorten the way for the next search
            above[node], node = root, above[node]
        return root

    closing = 0
    for one, other in sorted(pairs):
        first, second = top(one), top(other)
        if first == second:
            closing += 1
        else:
            above[second] = first
    return closing
