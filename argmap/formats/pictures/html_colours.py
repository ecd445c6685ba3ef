"""Drawings in colours that a page can change: the same drawing in several palettes, made one with custom properties."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COLOUR = re.compile(r'(?:(?<=fill=")|(?<=stroke="))#[0-9A-Fa-f]{6}(?=")')


def paired(drawings: Sequence[str], first: int = 0) -> tuple[str, list[tuple[str, ...]]]:
    """A drawing with ``var(--cN)`` for every colour, N from ``first``, and what each N is in each of the palettes in which
    the drawing is given. Colours that are the same in all palettes share a number. Only attributes that say fill or stroke
    hold colours: text has its quotes escaped, and so never looks like one."""
    found = [_COLOUR.findall(drawing) for drawing in drawings]
    known: dict[tuple[str, ...], str] = {}
    names = []
    for colours in zip(*found, strict=True):
        name = known.get(colours)
        if name is None:
            name = known[colours] = f"var(--c{first + len(known)})"
        names.append(name)
    pieces = _COLOUR.split(drawings[0])
    parts = [piece for pair in zip(pieces, [*names, ""], strict=True) for piece in pair]
    return "".join(parts), list(known)
