"""The colours of what is dimmed, seen from afar: mixed with the ground beforehand, since opacity takes twice the time."""

from __future__ import annotations

from dataclasses import replace

from argmap.picture.contrast import mixed
from argmap.picture.palette import Palette

FAINT = 0.28
"""How much of a card or link is left where it is dimmed."""

_known: dict[str, Palette] = {}


def dimmed(palette: Palette) -> Palette:
    """A palette of which ``FAINT`` is left on its window's colour."""
    found = _known.get(palette.name)
    if found is None:
        found = _known[palette.name] = _mixed(palette)
    return found


def _mixed(palette: Palette) -> Palette:
    def left(colour: str) -> str:
        return mixed(palette.window, colour, FAINT)

    return replace(
        palette,
        name=f"{palette.name}, dimmed",
        panel=left(palette.panel),
        raised=left(palette.raised),
        card=left(palette.card),
        chip=left(palette.chip),
        line=left(palette.line),
        text=left(palette.text),
        secondary=left(palette.secondary),
        ink={kind: left(colour) for kind, colour in palette.ink.items()},
        fill={kind: left(colour) for kind, colour in palette.fill.items()},
    )
