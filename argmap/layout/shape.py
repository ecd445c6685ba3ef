"""What is laid out and what comes of it, the same for every layout. No cards and no debates: boxes, and who hangs on whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

Box = tuple[float, float]
"""Width and height in map units."""

Place = tuple[float, float]
"""The top left corner of a box in map units, y downwards."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is to be laid out.

    ``edges`` are (parent, child) of a forest, children in the order in which they are to appear; ``roots`` come first, in
    their order. ``indents`` move roots, with what hangs on them, to the right, in map units. ``beside`` tells which box,
    another child of the same parent, a box is really about: its link ends on that one's link. ``loose`` are the boxes that
    nothing is linked to. ``links`` are (source, target) of every line that is drawn, those of the forest included.
    ``vacant`` are the boxes beside which a flow keeps a place empty, though something hangs on them.
    """

    boxes: Mapping[str, Box]
    edges: Sequence[tuple[str, str]] = ()
    roots: Sequence[str] = ()
    indents: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    loose: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    vacant: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where every box of a shape goes. ``layout`` is the name of the layout that was used; where that is not the one that
    was asked for, ``note`` is a sentence that says why."""

    places: dict[str, Place]
    layout: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to lay out a map: its ``name`` in files and on the command line, its ``label`` and a line ``about`` it for
    people, and what does it. ``place`` raises UnsuitedError for a shape that it cannot do. ``order`` is its place in a list."""

    name: str
    label: str
    about: str
    place: Callable[[Shape], dict[str, Place]]
    order: int = 0


class UnsuitedError(Exception):
    """A layout cannot do a shape. The text says why, and can stand before a semicolon: “the map has 812 cards, …”."""
