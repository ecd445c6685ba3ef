"""What the mouse does between press and release. Each kind of drag is an object; at most one is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from argmap.model.edits import positions
from argmap.picture.drawing import Rect

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView


class Gesture(Protocol):
    """A drag. Points are in pixels of the view."""

    cursor: Qt.CursorShape | None
    scrolls: bool
    """Whether the map scrolls under it at the edge of the view."""

    def moved(self, point: QPointF) -> None:
        """The mouse is at another point, or the map has scrolled under it."""

    def finished(self) -> None:
        """The button was let go."""

    def cancelled(self) -> None:
        """Escape was pressed, or the map changed under the drag."""


class Pan:
    """Drags the map about. With ``clears``, a mere click takes the selection away."""

    cursor: Qt.CursorShape | None = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def __init__(self, view: MapView, start: QPointF, *, clears: bool = False) -> None:
        self._view, self._start, self._last, self._clears = view, start, start, clears

    def moved(self, point: QPointF) -> None:
        if _is_far(point - self._start):
            self._clears = False
        self._view.pan(point.x() - self._last.x(), point.y() - self._last.y())
        self._last = point

    def finished(self) -> None:
        if self._clears:
            self._view.choices.clear()

    def cancelled(self) -> None:
        """It stays where it was dragged to."""


class Band:
    """Draws a frame and selects the cards that it meets, besides those that were selected before."""

    cursor: Qt.CursorShape | None = Qt.CursorShape.CrossCursor
    scrolls = True

    def __init__(self, view: MapView, start: QPointF) -> None:
        self._view, self._start = view, view.camera.to_map(start.x(), start.y())

    def moved(self, point: QPointF) -> None:
        x, y = self._view.camera.to_map(point.x(), point.y())
        left, top = min(x, self._start[0]), min(y, self._start[1])
        frame = Rect(left, top, abs(x - self._start[0]), abs(y - self._start[1]))
        self._view.overlay.band = frame
        self._view.viewport().update()

    def finished(self) -> None:
        frame = self._view.overlay.band
        self.cancelled()
        if frame is not None:
            self._view.choices.pick_cards((*self._view.overlay.chosen, *self._view.scene.sight.cards_in(frame)))

    def cancelled(self) -> None:
        self._view.overlay.band = None
        self._view.viewport().update()


class Drag:
    """Moves cards, their links following, and pins them where they are dropped. Nothing happens until the mouse has moved
    far enough to be no mere click; a mere click selects the card that was pressed alone."""

    cursor: Qt.CursorShape | None = None
    scrolls = True

    def __init__(self, view: MapView, start: QPointF, card_ids: tuple[str, ...], pressed: str) -> None:
        self._view, self._pressed = view, pressed
        self._pressed_at, self._start = start, view.camera.to_map(start.x(), start.y())
        standing = view.scene.board.places
        self._from = {i: standing[i] for i in card_ids if i in standing}
        self._to = self._from
        self._moving = self._refused = False

    def moved(self, point: QPointF) -> None:
        view = self._view
        if not self._moving:
            if self._refused or not _is_far(point - self._pressed_at):
                return
            if view.acts.refuses():
                self._refused = True
                return
            self._moving, self.cursor = True, Qt.CursorShape.ClosedHandCursor
            view.overlay.hovered = None
            view.tiles.spoil(view.scene.lift(self._from))
            view.pointer.show_cursor()
        here = view.camera.to_map(point.x(), point.y())
        dx, dy = here[0] - self._start[0], here[1] - self._start[1]
        self._to = {i: (round(x + dx), round(y + dy)) for i, (x, y) in self._from.items()}
        view.scene.carry(self._to)
        view.viewport().update()

    def finished(self) -> None:
        view = self._view
        if not self._moving:
            view.choices.pick(self._pressed)
            return
        view.tiles.spoil(view.scene.drop())
        if self._to == self._from or not view.session.do(positions.drag(view.session.debate, self._to)):
            view.tiles.spoil(view.scene.move(self._from))
        elif self._covers_others():
            view.hinted.emit(
                "It lies on another card now. To link the two, drag from the ring at its left edge, or press L"
            )
        view.on_moved()

    def cancelled(self) -> None:
        if self._moving:
            self._view.tiles.spoil(self._view.scene.drop())
            self._view.tiles.spoil(self._view.scene.move(self._from))
            self._view.on_moved()

    def _covers_others(self) -> bool:
        """Whether a card lies on one that was not moved."""
        sight = self._view.scene.sight
        return any(i not in self._from for card_id in self._from for i in sight.cards_in(sight.rect(card_id)))


class Relate:
    """Draws a link from the handle of a card, or the end of a link that is held, to the card or arrow under the mouse. A
    key while it is drawn says what it is. A mere click on the handle leaves it to the next click to say where to."""

    cursor: Qt.CursorShape | None = None  # the cursor of what is being linked is the pointer's
    scrolls = True

    def __init__(self, view: MapView, start: QPointF, *, goes_on: bool) -> None:
        self._view, self._start, self._goes_on = view, start, goes_on
        view.overlay.hovered = None

    def moved(self, point: QPointF) -> None:
        if _is_far(point - self._start):
            self._goes_on = False
        self._view.linking.point_at(self._view.pointer.spots.record(point), point)

    def finished(self) -> None:
        linking = self._view.linking
        if linking.aim is None:
            return
        if self._goes_on:
            self._view.hinted.emit("Click the card or arrow that it leads to · Esc gives up")
        elif linking.aim.target is None:
            linking.cancel()
            self._view.hinted.emit("Nothing is there: drop it on the card it acts on, or on an arrow to undercut that")
        else:
            linking.finish()

    def cancelled(self) -> None:
        self._view.linking.cancel()


def _is_far(away: QPointF) -> bool:
    """Whether the mouse has moved too far for a mere click."""
    return away.manhattanLength() >= QApplication.startDragDistance()
