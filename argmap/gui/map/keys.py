"""What the keys do while the map has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from argmap.gui.map.map_menu import TAG_KEYS
from argmap.gui.map.showing import MOST, chosen_cards
from argmap.gui.map.walking import WAYS, Way, next_card, next_link, reading_order
from argmap.picture.drawing import Rect

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

NUDGE = 24
"""How far Ctrl+Shift and an arrow key move a card, in map units."""

HINT = "Arrows walk · Enter reads · F focus · B fold · / find · L link · F2 words · Menu key: all that can be done"
"""Shown while the map has the keyboard."""

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_STEPS = {Way.LEFT: (-1, 0), Way.RIGHT: (1, 0), Way.UP: (0, -1), Way.DOWN: (0, 1)}

_LOOKING = (
    *(Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0),
    *(Qt.Key.Key_W, Qt.Key.Key_G, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
"""Keys that change nothing but what is seen."""


class Keys:
    """Takes the key presses of a map."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._plain = self._for_looking() | self._for_editing()
        self._modified = self._with_modifiers()
        self._while_linking = self._for_linking()

    def _for_looking(self) -> dict[int, Callable[[], object]]:
        view = self._view
        return {
            Qt.Key.Key_Plus: view.zoom_in,
            Qt.Key.Key_Equal: view.zoom_in,
            Qt.Key.Key_Minus: view.zoom_out,
            Qt.Key.Key_0: view.reset_zoom,
            Qt.Key.Key_W: view.fit,
            Qt.Key.Key_F: view.showing.toggle_focus,
            **{int(Qt.Key.Key_0) + number: partial(self._digit, number) for number in range(1, 10)},
            Qt.Key.Key_I: view.filters_wanted.emit,
            Qt.Key.Key_X: view.text_wanted.emit,
            Qt.Key.Key_V: view.views_wanted.emit,
            Qt.Key.Key_D: view.past_wanted.emit,
            Qt.Key.Key_H: view.showing.toggle_hides,
            Qt.Key.Key_B: lambda: view.showing.toggle_fold(chosen_cards(view)),
            Qt.Key.Key_G: view.corners.legend.toggle,
            Qt.Key.Key_Return: lambda: view.choices.read(view.choices.current),
            Qt.Key.Key_Enter: lambda: view.choices.read(view.choices.current),
            Qt.Key.Key_Home: lambda: self._jump(0),
            Qt.Key.Key_End: lambda: self._jump(-1),
            Qt.Key.Key_J: lambda: self._step(1),
            Qt.Key.Key_K: lambda: self._step(-1),
            Qt.Key.Key_PageUp: lambda: view.pan(0, view.view_size[1] * 0.9),
            Qt.Key.Key_PageDown: lambda: view.pan(0, -view.view_size[1] * 0.9),
        }

    def _for_editing(self) -> dict[int, Callable[[], object]]:
        view = self._view
        return {
            **{ord(key): partial(view.acts.retype, kind) for kind, key in TAG_KEYS.items()},
            Qt.Key.Key_L: lambda: view.linking.begin(view.session.selection.ids),
            Qt.Key.Key_M: view.acts.merge_chosen,
            Qt.Key.Key_F2: view.acts.edit_gist,
            Qt.Key.Key_R: view.acts.reverse,
            Qt.Key.Key_E: view.acts.toggle_extent,
            Qt.Key.Key_A: lambda: view.linking.begin_with(view.choices.current or ""),
            Qt.Key.Key_U: view.choices.toggle_pin,
            Qt.Key.Key_Delete: view.choices.delete,
            Qt.Key.Key_Backspace: view.choices.delete,
        }

    def _for_linking(self) -> dict[int, Callable[[], object]]:
        """While a link is drawn; arrows and digits aside. What only changes what is seen does so as always."""
        linking = self._view.linking
        return {
            **{int(key): self._plain[key] for key in _LOOKING},
            Qt.Key.Key_L: linking.choose_from_list,
            Qt.Key.Key_Slash: linking.choose_from_list,
            Qt.Key.Key_J: partial(linking.step, 1),
            Qt.Key.Key_K: partial(linking.step, -1),
            Qt.Key.Key_M: linking.toggle_merging,
            Qt.Key.Key_Space: linking.take_in,
        }

    def _with_modifiers(self) -> dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]]:
        view = self._view
        return {
            (Qt.Key.Key_Left, _ALT): view.trail.back,
            (Qt.Key.Key_Right, _ALT): view.trail.forward,
            (Qt.Key.Key_A, _SHIFT): lambda: view.linking.begin_with(view.choices.current or "", start=True),
            (Qt.Key.Key_B, _SHIFT): view.showing.fold_all,
            (Qt.Key.Key_F10, _SHIFT): lambda: view.pointer.open_menu(None),
            (Qt.Key.Key_F3, _NONE): lambda: view.finder.go(1),
            (Qt.Key.Key_F3, _SHIFT): lambda: view.finder.go(-1),
            **{(Qt.Key.Key_Slash, held): view.find_wanted.emit for held in (_NONE, _SHIFT)},  # as keyboards have it
            (Qt.Key.Key_I, _SHIFT): view.showing.clear,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here, and was obeyed."""
        self._view.catch_up()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in WAYS and modifiers != _ALT and self._view.linking.aim is None:
            return self._arrow(WAYS[Qt.Key(event.key())], modifiers)
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if self._view.linking.aim is not None:
            return self._link(event.key(), modifiers)
        special = self._modified.get((event.key(), modifiers))
        if special is not None:
            special()
            return True
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._view.pointer.panning = True
            self._view.pointer.show_cursor()
            return True
        zooms = event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)
        command = self._plain.get(event.key())
        if command is None or not (modifiers == _NONE or (zooms and not modifiers & Qt.KeyboardModifier.AltModifier)):
            return False
        command()
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Lets go of the space bar."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return False
        self._view.pointer.panning = False
        self._view.pointer.show_cursor()
        return True

    def _digit(self, number: int) -> None:
        """With a link selected, what the link is; else how far the focus reaches."""
        if self._view.scene.sight.is_link(self._view.choices.current):
            self._view.acts.set_link_kind(number)
        elif number <= MOST:
            self._view.showing.focus_steps(number)

    def _link(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """While a link is being drawn the keys say where to, and what it is. Those that move the view do so still."""
        linking = self._view.linking
        if modifiers & ~(_SHIFT | _CONTROL):
            return False
        if key in WAYS:
            linking.walk(WAYS[Qt.Key(key)], to_link=modifiers == _CONTROL)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            linking.choose_kind(key - int(Qt.Key.Key_0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.pointer.forget()
            linking.finish()
        elif key in self._while_linking:
            self._while_linking[key]()
        return True

    def _arrow(self, way: Way, modifiers: Qt.KeyboardModifier) -> bool:
        sight, current = self._view.scene.sight, self._view.choices.current
        if modifiers == _SHIFT | _CONTROL:
            self._view.choices.nudge(*(step * NUDGE for step in _STEPS[way]))
            return True
        if modifiers not in (_NONE, _SHIFT, _CONTROL):
            return False
        if current is not None and (sight.is_link(current) or (modifiers == _CONTROL and sight.is_card(current))):
            found = next_link(sight, current, way, held=modifiers == _CONTROL)
        elif current is not None and sight.is_card(current):
            found = next_card(sight, current, way)
        else:
            found = self._first()
        if found is not None:
            self._go(found, add=modifiers == _SHIFT)
        return True

    def _first(self) -> str | None:
        """Where walking begins when nothing is selected: the first card that is in view, else the first of all."""
        order = reading_order(self._view.scene.sight)
        seen = self._view.camera.seen(*self._view.view_size)
        visible = (i for i in order if _holds(seen, self._view.scene.board.rect(i)))
        return next(visible, order[0] if order else None)

    def _jump(self, index: int) -> None:
        order = reading_order(self._view.scene.sight)
        if order:
            self._go(order[index])

    def _step(self, by: int) -> None:
        order = reading_order(self._view.scene.sight)
        current = self._view.choices.current
        if current not in order:
            found = self._first()
        else:
            index = order.index(current) + by
            found = order[index] if 0 <= index < len(order) else None
        if found is not None:
            self._go(found)

    def _go(self, record_id: str, *, add: bool = False) -> None:
        self._view.choices.pick(record_id, add=add)
        self._view.reveal(record_id)

    def _escape(self) -> bool:
        if self._view.pointer.cancel() or self._view.linking.cancel() or self._view.showing.leave_focus():
            return True
        if self._view.showing.moment is not None:
            self._view.showing.set_moment(None)
            return True
        if self._view.finder.words:
            self._view.finder.search("")
            return True
        if self._view.session.selection.ids:
            self._view.choices.clear()
            return True
        return False


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom
