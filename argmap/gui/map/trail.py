"""Where the user has been on the map: back and forward over what was selected, in focus, filtered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from argmap.analysis.past import Moment
from argmap.gui.map.camera import Camera
from argmap.gui.session import Selection
from argmap.model.records import View
from argmap.picture.visible import Focus

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

LONGEST = 200
"""Places that are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was looked at, and from where."""

    selection: Selection
    view: View
    focus: Focus | None
    moment: Moment | None
    camera: Camera


class Trail:
    """Places in the order of visits. Going back and then elsewhere forgets what lay ahead."""

    def __init__(self, view: MapView) -> None:
        self._map = view
        self._places: list[Place] = []
        self._at = -1
        self._walking = False

    def forget(self) -> None:
        """Another debate is shown."""
        self._places, self._at = [], -1
        self.note()

    def note(self) -> None:
        """Remembers what is looked at now, when it is something else than before."""
        if self._walking:
            return
        here = self._here()
        if self._at >= 0:
            last = self._places[self._at]
            self._places[self._at] = replace(last, camera=here.camera)
            if replace(last, camera=here.camera) == here:
                return
        self._places[self._at + 1 :] = [here]
        self._places = self._places[-LONGEST:]
        self._at = len(self._places) - 1

    def back(self) -> bool:
        """Goes to where the user was before; False at the beginning."""
        return self._go(-1)

    def forward(self) -> bool:
        """Goes to where the user was before going back; False at the end."""
        return self._go(1)

    def _here(self) -> Place:
        showing = self._map.showing
        return Place(self._map.session.selection, showing.view, showing.focus, showing.moment, self._map.camera)

    def _go(self, by: int) -> bool:
        if not 0 <= self._at + by < len(self._places):
            self._map.hinted.emit("That is where you started" if by < 0 else "That is where you were last")
            return False
        self._places[self._at] = replace(self._places[self._at], camera=self._map.camera)
        self._at += by
        place = self._places[self._at]
        self._walking = True
        self._map.showing.ask(place.view, place.focus, place.moment)
        debate, table = self._map.session.debate, place.selection.table
        ids = () if table is None else tuple(i for i in place.selection.ids if i in debate.table(table))
        self._map.session.select(table, *ids)
        self._map.look(place.camera)
        self._walking = False
        return True
