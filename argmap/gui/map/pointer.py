"""What the mouse and the touch pad do on the map: pick, drag, hover, pinch, and say what lies under them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip

from argmap.gui.map.edge_scroll import EdgeScroll
from argmap.gui.map.gestures import Band, Drag, Gesture, Pan, Relate
from argmap.gui.map.map_menu import MapMenu
from argmap.gui.map.spots import Spots
from argmap.model.kinds import Table

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

_SIDE_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)

_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Pointer(QObject):
    """Takes the events of the map's viewport, as far as they come from a pointing device."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._point = QPointF()
        self.spots = Spots(view)
        self._edge = EdgeScroll(view)
        self.panning = False
        """Whether any drag pans, because the space bar is held down."""
        view.viewport().grabGesture(Qt.GestureType.PinchGesture)
        view.looked.connect(self._on_looked)
        view.session.edited.connect(self.cancel)
        self._handlers = {
            QEvent.Type.MouseButtonPress: self._on_press,
            QEvent.Type.MouseMove: self._on_move,
            QEvent.Type.MouseButtonRelease: self._on_release,
            QEvent.Type.MouseButtonDblClick: self._on_double_click,
            QEvent.Type.Leave: self._on_leave,
            QEvent.Type.ContextMenu: self._on_context_menu,
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
        gesture = self._gesture
        if gesture is None:
            return False
        self.forget()
        gesture.cancelled()
        self.show_cursor()
        return True

    def forget(self) -> None:
        """Ends a drag that a key has brought to its end."""
        self._gesture = None
        self._edge.stop()
        self.show_cursor()
        self._view.following.catch_up_soon()

    def show_cursor(self) -> None:
        """Shows what a press would do here, or what is being done."""
        view, aim = self._view, self._view.linking.aim
        cursor = Qt.CursorShape.OpenHandCursor if self.panning else Qt.CursorShape.ArrowCursor
        if self._gesture is not None and self._gesture.cursor is not None:
            cursor = self._gesture.cursor
        elif aim is not None:
            cursor = Qt.CursorShape.ForbiddenCursor if aim.why_not else Qt.CursorShape.CrossCursor
        elif not self.panning and view.overlay.handle is not None:
            cursor = Qt.CursorShape.CrossCursor
        elif not self.panning and (view.overlay.hovered is not None or self.spots.fold_sign(self._point) is not None):
            cursor = Qt.CursorShape.PointingHandCursor
        view.viewport().setCursor(cursor)

    def open_menu(self, at: QPoint | None) -> None:
        """Opens the menu of what is selected, at a point of the screen or beside it."""
        view, current = self._view, self._view.choices.current
        if at is None:
            rects = view.scene.board.rects((current,)) if current is not None else []
            rect = view.camera.rect_to_view(rects[0]) if rects else None
            spot = QPointF(rect.x + 24, rect.bottom - 8) if rect is not None else QPointF(24, 24)
            at = view.viewport().mapToGlobal(spot).toPoint()
        MapMenu(view).popup(at)

    def _take_handle(self, point: QPointF) -> bool:
        found = self.spots.handle(point)
        if found is None:
            return False
        record_id, start = found
        linking = self._view.linking
        if record_id in self._view.scene.board.links:
            taken = linking.begin_with(record_id, start=start)
        else:
            chosen = self._view.session.selection.only(Table.STATEMENTS)
            taken = linking.begin(chosen if record_id in chosen else (record_id,))
        if taken:
            linking.point_at(None, point)
        return taken

    def _on_context_menu(self, event: QContextMenuEvent) -> bool:
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            return False
        if self.busy or self._view.linking.cancel():
            return True
        found = self.spots.record(QPointF(event.pos()))
        if found is None:
            self._view.choices.clear()
        elif found not in self._view.session.selection.ids:
            self._view.choices.pick(found)
        self.open_menu(event.globalPos())
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        view, button, self._point = self._view, event.button(), event.position()
        if self._gesture is not None:
            return True
        view.catch_up()
        if button in _SIDE_BUTTONS:
            view.trail.back() if button is Qt.MouseButton.BackButton else view.trail.forward()
            return True
        pans = button is Qt.MouseButton.MiddleButton or (button is Qt.MouseButton.LeftButton and self.panning)
        if pans:
            self._gesture = Pan(view, self._point)
        elif button is Qt.MouseButton.LeftButton and view.linking.aim is not None:  # begun with a key or a click
            view.linking.point_at(self.spots.record(self._point), self._point)
            self._gesture = Relate(view, self._point, goes_on=False)
        elif button is Qt.MouseButton.LeftButton:
            self._gesture = self._begun(bool(event.modifiers() & _ADDING))
        self._button = button
        self.show_cursor()
        return True

    def _begun(self, adding: bool) -> Gesture | None:
        """What a press of the left button begins."""
        view, point = self._view, self._point
        sign = self.spots.fold_sign(point)
        if sign is not None:
            view.showing.toggle_fold((sign,))
            return None
        if not adding and self._take_handle(point):
            return Relate(view, point, goes_on=True)
        found = self.spots.record(point)
        if found is None:
            return Band(view, point) if adding else Pan(view, point, clears=True)
        chosen = found in view.overlay.chosen
        if adding or not chosen:
            view.choices.pick(found, add=adding)
        if adding or found not in view.scene.board.places:
            return None
        return Drag(view, point, view.overlay.chosen if chosen else (found,), found)

    def _on_move(self, event: QMouseEvent) -> bool:
        self._point = point = event.position()
        linking = self._view.linking
        if self._gesture is not None:
            self._gesture.moved(point)
            if self._gesture is not None and self._gesture.scrolls:
                self._edge.follow(point)
        elif linking.aim is not None:
            linking.point_at(self.spots.record(point), point)
        else:
            self._hover(point)
        return True

    def _on_release(self, event: QMouseEvent) -> bool:
        self._point = event.position()
        if event.button() is self._button:
            gesture = self._gesture
            self.forget()
            if gesture is not None:
                gesture.finished()
        if not self.busy:
            self._hover(self._point)
            self.show_cursor()
        return True

    def _on_double_click(self, event: QMouseEvent) -> bool:
        """The second press of two that come fast; on what is pressed again and again it is a press like the first."""
        point = event.position()
        signs = self.spots.fold_sign(point) is not None or self.spots.handle(point) is not None
        if event.button() is not Qt.MouseButton.LeftButton or signs or self._view.linking.aim is not None:
            return self._on_press(event)
        found = self.spots.record(point)
        if found is not None:
            self._view.choices.read(found)
        return True

    def _on_looked(self) -> None:
        """The map has moved under the mouse."""
        if self._gesture is not None:
            if self._gesture.scrolls:
                self._gesture.moved(self._point)
        elif self._view.linking.aim is not None and self._view.linking.aim.point is not None:
            self._view.linking.point_at(self.spots.record(self._point), self._point)

    def _on_leave(self, event: QEvent) -> bool:
        self._hover(None)
        return False

    def _hover(self, point: QPointF | None) -> None:
        """Shows what is under the mouse, and what a press there would do. Handles and the sign for folding belong to their
        card, though they reach out of it."""
        overlay, before = self._view.overlay, self._hovered()
        handle = self.spots.handle(point) if point is not None else None
        found = None
        if point is not None:
            found = handle[0] if handle is not None else self.spots.fold_sign(point) or self.spots.record(point)
        if found is not None or overlay.foldable is None:
            overlay.foldable = found if self._view.scene.has_branch(found) else None
        overlay.hovered, overlay.handle = found, handle
        if self._hovered() != before:
            self._view.viewport().update()
            self.show_cursor()

    def _hovered(self) -> tuple[object, ...]:
        overlay = self._view.overlay
        return overlay.hovered, overlay.foldable, overlay.handle

    def _on_tool_tip(self, event: QHelpEvent) -> bool:
        words = "" if self.busy else self.spots.words(QPointF(event.pos()))
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
