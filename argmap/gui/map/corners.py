"""What lies in the corners of the map: the legend at the left, the overview at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from argmap.gui.map.legend import LegendBox
from argmap.gui.map.minimap import Minimap
from argmap.picture.drawing import Picture, Rect
from argmap.picture.palette import Palette

if TYPE_CHECKING:
    from argmap.gui.map.board import Board
    from argmap.gui.map.canvas import MapCanvas

EDGE = 12
"""Pixels between a corner and what lies in it."""

NARROWEST = 360
"""Views narrower than this, or lower than LOWEST, have no room for either."""
LOWEST = 260


class Corners(QObject):
    """Keeps the two boxes in their places, and shows the overview only while part of the map is out of view."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.legend = LegendBox(canvas.viewport())
        self.minimap = Minimap(canvas.viewport())
        self.minimap.sought.connect(self._on_sought)
        self.legend.toggled.connect(self.arrange)
        self._later = QTimer(self, singleShot=True, interval=400)
        self._later.timeout.connect(self.refresh)

    def set_palette(self, palette: Palette) -> None:
        """Draws both in other colours from now on."""
        self.legend.set_palette(palette)
        self.minimap.set_palette(palette)

    def refresh_soon(self) -> None:
        """Refreshes when the user pauses."""
        self._later.start()

    def refresh(self) -> None:
        """Takes in what the map shows now. Linear time."""
        self._later.stop()
        sight = self._canvas.scene.sight
        seen = sight.picture("") if sight.part.hidden else _whole(sight.board)
        self.legend.explain(seen, bridged=bool(sight.part.bridges))
        self.minimap.survey(sight)
        self.arrange()

    def arrange(self) -> None:
        """Puts both where they belong in the view as it is."""
        width, height = self._canvas.view_size
        roomy = width >= NARROWEST and height >= LOWEST
        bounds, seen = self._canvas.scene.sight.bounds(), self._canvas.camera.seen(width, height)
        hidden = bounds.x < seen.x or bounds.y < seen.y or bounds.right > seen.right or bounds.bottom > seen.bottom
        self.minimap.suit(width, height)
        self.minimap.setVisible(roomy and hidden and bool(self._canvas.scene.board.places) and bounds.width > 0)
        self.minimap.move(width - self.minimap.width() - EDGE, height - self.minimap.height() - EDGE)
        self.minimap.look(seen)
        taken = self.minimap.width() + EDGE if self.minimap.isVisibleTo(self._canvas) else 0
        size = self.legend.arrange(width - 2 * EDGE - taken)
        self.legend.setVisible(roomy and not size.isEmpty())
        self.legend.setGeometry(EDGE, height - size.height() - EDGE, size.width(), size.height())

    def covered(self) -> int:
        """How many pixels at the bottom of the view the legend takes."""
        shown = self.legend.isVisibleTo(self._canvas) and not self.legend.folded
        return self.legend.height() + EDGE if shown else 0

    def covered_at(self, rect: Rect) -> int:
        """How many pixels at the bottom of the view are hidden where a rectangle of the view is, 0 when it is clear of both
        boxes."""
        hidden = 0
        for box in (self.legend, self.minimap):
            frame = box.geometry()
            if box.isVisibleTo(self._canvas) and Rect(frame.x(), frame.y(), frame.width(), frame.height()).meets(rect):
                hidden = max(hidden, frame.height() + EDGE)
        return hidden

    def _on_sought(self, x: float, y: float) -> None:
        self._canvas.look(self._canvas.camera.centred((x, y), *self._canvas.view_size))


def _whole(board: Board) -> Picture:
    return Picture("", board.cards, board.places, board.links, board.bounds())
