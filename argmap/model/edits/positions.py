"""Edits of where cards stand on the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.model.debate import Change, Debate, Edit, edit_of
from argmap.model.records import Position


def drag(debate: Debate, places: Mapping[str, tuple[float, float]]) -> Edit:
    """Puts cards where the user dropped them, and pins them there. ``places``: node id to (x, y) of its top left corner."""
    changes = (Change(debate.positions.get(node), Position(node, x, y, True)) for node, (x, y) in places.items())
    return edit_of("Move card" if len(places) == 1 else f"Move {len(places)} cards", changes)


def unpin(debate: Debate, nodes: Iterable[str]) -> Edit:
    """Lets cards move again at the next Tidy; they stay where they are until then."""
    held = [debate.positions[node] for node in nodes if node in debate.positions and debate.positions[node].pinned]
    return edit_of("Unpin", (Change(position, Position(position.node, position.x, position.y)) for position in held))


def pin(debate: Debate, places: Mapping[str, tuple[float, float]]) -> Edit:
    """Holds cards where they stand."""
    return Edit("Pin", drag(debate, places).changes)


def tidy(debate: Debate, places: Mapping[str, tuple[float, float]]) -> Edit:
    """Puts every card that is not pinned where a layout says."""
    pinned = {position.node for position in debate.positions.values() if position.pinned}
    changes = (
        Change(debate.positions.get(node), Position(node, x, y))
        for node, (x, y) in places.items()
        if node not in pinned
    )
    return edit_of("Tidy map", changes)
