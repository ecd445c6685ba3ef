"""What lies under a point of the map's view: cards, links, and the signs and handles that reach out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from argmap.gui.map.signs import HANDLE, handles
from argmap.picture.drawing import Rect

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

NEAR = 6.0
"""How close to a link's line, in pixels of the view, counts as on it."""

NEAREST_SIGN = 0.12
"""The zoom below which signs for folding are not drawn, and cannot be pressed."""


class Spots:
    """Points are in pixels of the view."""

    def __init__(self, view: MapView) -> None:
        self._view = view

    def record(self, point: QPointF) -> str | None:
        """The card or else the link there."""
        sight, at = self._view.scene.sight, self._view.camera.to_map(point.x(), point.y())
        return sight.card_at(at) or sight.link_at(at, NEAR / self._view.camera.zoom)

    def fold_sign(self, point: QPointF) -> str | None:
        """The card whose sign for folding or unfolding is there."""
        view, at = self._view, Rect(*self._view.camera.to_map(point.x(), point.y()), 0, 0)
        if view.camera.zoom < NEAREST_SIGN:
            return None
        near = view.scene.sight.stubs_in(at)
        foldable = view.overlay.foldable
        if not near and foldable is not None and view.scene.sight.is_card(foldable):
            near = [foldable] if view.scene.sight.stub(foldable).meets(at) else []
        return near[-1] if near else None

    def handle(self, point: QPointF) -> tuple[str, bool] | None:
        """The card, or selected link, whose handle is there, and whether it is a link's start."""
        view = self._view
        for record_id, at, start in handles(view.scene.sight, view.overlay, view.camera):
            if (at - point).manhattanLength() <= HANDLE + 4:
                return record_id, start
        return None

    def words(self, point: QPointF) -> str:
        """What lies there and what can be done with it, for a tooltip."""
        view = self._view
        sign, handle = self.fold_sign(point), self.handle(point)
        if sign is not None:
            folded = view.scene.sight.part.stubs.get(sign)
            return "Fold the branch (B)" if folded is None else f"Unfold {folded} more (B)"
        if handle is None or view.linking.aim is not None:
            return view.words_about(self.record(point))
        if handle[0] not in view.scene.board.links:
            return "Drag to the card it acts on, or to an arrow to undercut that; or click here, then there (L)"
        if handle[1]:
            return "Drag to the statement that this starts from (Shift+A)"
        return "Drag to aim this elsewhere (A)"
