"""What the mouse and the touch pad do on the map: pick, drag, hover, pinch, and say what lies under them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip

from argmap.gui.map.gestures import Band, Drag, Gesture, Pan
from argmap.picture.drawing import Rect

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

NEAR = 6.0
"""How close to a link's line, in pixels of the view, counts as on it."""

NEAREST_SIGN = 0.12
"""The zoom below which signs for folding are not drawn, and cannot be pressed."""

_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Pointer:
    """Takes the events of the map's viewport, as far as they come from a pointing device."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._gesture: Gesture | None = None
        self.panning = False
        """Whether any drag pans, because the space bar is held down."""
        view.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._handlers = {
            QEvent.Type.MouseButtonPress: self._on_press,
            QEvent.Type.MouseMove: self._on_move,
            QEvent.Type.MouseButtonRelease: self._on_release,
            QEvent.Type.MouseButtonDblClick: self._on_double_click,
            QEvent.Type.Leave: self._on_leave,
            QEvent.Type.ToolTip: self._on_tool_tip,
            QEvent.Type.NativeGesture: self._on_native_gesture,
            QEvent.Type.Gesture: self._on_gesture,
        }

    @property
    def busy(self) -> bool:
        """Whether a drag is under way."""
        return self._gesture is not None

    def handle(self, event: QEvent) -> bool:
        """Whether the event was one of these, and is dealt with."""
        handler = self._handlers.get(event.type())
        return handler is not None and bool(handler(event))  # type: ignore[operator]

    def cancel(self) -> bool:
        """Gives up a drag; False when there was none."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.cancelled()
        self.show_cursor()
        return True

    def show_cursor(self) -> None:
        """Shows what a press would do here."""
        cursor = Qt.CursorShape.OpenHandCursor if self.panning else Qt.CursorShape.ArrowCursor
        if self._gesture is not None and self._gesture.cursor is not None:
            cursor = self._gesture.cursor
        elif self._view.overlay.hovered is not None and not self.panning:
            cursor = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(cursor)

    def record_at(self, point: QPointF) -> str | None:
        """The card or else the link under a point of the view."""
        sight, at = self._view.scene.sight, self._view.camera.to_map(point.x(), point.y())
        return sight.card_at(at) or sight.link_at(at, NEAR / self._view.camera.zoom)

    def fold_sign_at(self, point: QPointF) -> str | None:
        """The card whose sign for folding or unfolding is under a point of the view."""
        view, at = self._view, Rect(*self._view.camera.to_map(point.x(), point.y()), 0, 0)
        if view.camera.zoom < NEAREST_SIGN:
            return None
        near = view.scene.sight.stubs_in(at)
        foldable = view.overlay.foldable
        if not near and foldable is not None and view.scene.sight.is_card(foldable):
            near = [foldable] if view.scene.sight.stub(foldable).meets(at) else []
        return near[-1] if near else None

    def _on_press(self, event: QMouseEvent) -> bool:
        if self._gesture is not None:
            return True
        view, point = self._view, event.position()
        view.catch_up()
        left = event.button() is Qt.MouseButton.LeftButton
        adding = bool(event.modifiers() & _ADDING)
        found = self.record_at(point)
        sign = self.fold_sign_at(point) if left and not self.panning else None
        if sign is not None:
            view.showing.toggle_fold((sign,))
            return True
        if event.button() is Qt.MouseButton.MiddleButton or (left and self.panning):
            self._gesture = Pan(view, point)
        elif not left:
            return False
        elif found is None:
            self._gesture = Band(view, point) if adding else Pan(view, point, clears=True)
        else:
            chosen = found in view.overlay.chosen
            if adding or not chosen:
                view.choices.pick(found, add=adding)
            if found in view.scene.board.places and not adding:
                cards = view.overlay.chosen if chosen else (found,)
                self._gesture = Drag(view, point, cards, found)
        self.show_cursor()
        return True

    def _on_move(self, event: QMouseEvent) -> bool:
        if self._gesture is not None:
            self._gesture.moved(event.position())
        else:
            found = self.record_at(event.position())
            self._hover(found or self.fold_sign_at(event.position()))
        return True

    def _on_release(self, event: QMouseEvent) -> bool:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finished()
        self._hover(self.record_at(event.position()))
        self.show_cursor()
        return True

    def _on_double_click(self, event: QMouseEvent) -> bool:
        found = self.record_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self._view.choices.read(found)
        return True

    def _on_leave(self, event: QEvent) -> bool:
        self._hover(None)
        return False

    def _hover(self, found: str | None) -> None:
        overlay = self._view.overlay
        if found is not None or overlay.foldable is None:
            overlay.foldable = found if self._view.scene.has_branch(found) else None
        if found != self._view.overlay.hovered:
            self._view.overlay.hovered = found
            self._view.viewport().update()
            self.show_cursor()

    def _on_tool_tip(self, event: QHelpEvent) -> bool:
        words = "" if self.busy else self._view.words_about(self.record_at(QPointF(event.pos())))
        if words:
            html = "".join(f"<p style='margin:0 0 3px 0'>{escape(line)}</p>" for line in words.splitlines())
            QToolTip.showText(event.globalPos(), f"<div style='width:280px'>{html}</div>", self._view.viewport())
        else:
            QToolTip.hideText()
        return True

    def _on_native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._view.zoom_to(self._view.camera.zoom * (1 + event.value()), event.position())
        return True

    def _on_gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        centre = QPointF(self._view.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
        self._view.zoom_to(self._view.camera.zoom * pinch.scaleFactor(), centre)
        return True
