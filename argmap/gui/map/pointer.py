"""What the mouse and the touch pad do on the map: pick, drag, hover, pinch, and say what lies under them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip

from argmap.gui.map.gestures import Band, Drag, Gesture, Pan, Relate
from argmap.gui.map.map_menu import MapMenu
from argmap.gui.map.signs import HANDLE, handles
from argmap.model.kinds import Table
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
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.cancelled()
        self.show_cursor()
        return True

    def forget(self) -> None:
        """Ends a drag that a key has brought to its end."""
        self._gesture = None
        self.show_cursor()

    def show_cursor(self) -> None:
        """Shows what a press would do here."""
        cursor = Qt.CursorShape.OpenHandCursor if self.panning else Qt.CursorShape.ArrowCursor
        if self._gesture is not None and self._gesture.cursor is not None:
            cursor = self._gesture.cursor
        elif self._view.linking.aim is not None:
            cursor = Qt.CursorShape.CrossCursor
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

    def handle_at(self, point: QPointF) -> tuple[str, bool] | None:
        """The card, or selected link, whose handle is under a point of the view, and whether it is a link's start."""
        view = self._view
        for record_id, at, start in handles(view.scene.sight, view.overlay, view.camera):
            if (at - point).manhattanLength() <= HANDLE + 4:
                return record_id, start
        return None

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
        found = self.handle_at(point)
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
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            found = self.record_at(QPointF(event.pos()))
            if found is None:
                self._view.choices.clear()
            elif found not in self._view.session.selection.ids:
                self._view.choices.pick(found)
            self.open_menu(event.globalPos())
            return True
        return False

    def _on_press(self, event: QMouseEvent) -> bool:
        if self._gesture is not None:
            return True
        view, point = self._view, event.position()
        view.catch_up()
        if view.linking.aim is not None:  # begun with a key; a click says where to
            view.linking.point_at(self.record_at(point), point)
            self._gesture = Relate(view)
            return True
        left = event.button() is Qt.MouseButton.LeftButton
        adding = bool(event.modifiers() & _ADDING)
        found = self.record_at(point)
        sign = self.fold_sign_at(point) if left and not self.panning else None
        if sign is not None:
            view.showing.toggle_fold((sign,))
            return True
        if left and not self.panning and not adding and self._take_handle(point):
            self._gesture = Relate(view)
        elif event.button() is Qt.MouseButton.MiddleButton or (left and self.panning):
            self._gesture = Pan(view, point)
        elif not left:
            return False
        elif found is None:
            self._gesture = Band(view, point) if adding else Pan(view, point, clears=True)
        else:
            chosen = found in view.overlay.chosen
            if adding or not chosen:
                view.choices.pick(found, add=adding)
            if found in view.scene.board.places and not adding and not view.showing.moment:
                cards = view.overlay.chosen if chosen else (found,)
                self._gesture = Drag(view, point, cards, found)
        self.show_cursor()
        return True

    def _on_move(self, event: QMouseEvent) -> bool:
        if self._gesture is not None:
            self._gesture.moved(event.position())
        elif self._view.linking.aim is not None:
            self._view.linking.point_at(self.record_at(event.position()), event.position())
        else:
            point = event.position()
            self._hover(self.fold_sign_at(point) or self.record_at(point))  # links end where the sign is
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
