"""The map for screen readers: a tree whose items are the cards that are shown, each with its kind, verdict and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from argmap.gui.map import words
from argmap.gui.map.walking import reading_order

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView


class CardItem(QAccessibleInterface):
    """A card: its name is what it says, its description what it is, how it fares, and what it is linked to."""

    def __init__(self, view: MapView, card_id: str) -> None:
        super().__init__()
        self._map = view
        self.card_id = card_id

    def isValid(self) -> bool:
        return isValid(self._map) and self._map.scene.sight.is_card(self.card_id)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._map)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Cards are worded in the map itself (F2)."""

    def text(self, t: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if t is QAccessible.Text.Name:
            return self._map.scene.board.cards[self.card_id].title
        if t is QAccessible.Text.Description:
            return words.in_full(self._map.scene, self.card_id)
        return ""

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        seen = self._map.camera.rect_to_view(self._map.scene.board.rect(self.card_id))
        corner = self._map.viewport().mapToGlobal(QPoint(round(seen.x), round(seen.y)))
        return QRect(corner.x(), corner.y(), round(seen.width), round(seen.height))

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        selection = self._map.session.selection
        state.focusable = state.selectable = True
        state.selected = self.card_id in selection.ids
        state.focused = self.card_id == selection.current and self._map.hasFocus()
        stubs, card = self._map.scene.sight.part.stubs, self.card_id
        state.collapsed = card in stubs
        state.expandable = card in stubs or self._map.scene.has_branch(card)
        state.offscreen = (
            not self._map.viewport()
            .rect()
            .intersects(QRect(self._map.viewport().mapFromGlobal(self.rect().topLeft()), self.rect().size()))
        )
        return state


class MapTree(QAccessibleWidget):
    """The map itself; its children are the cards in reading order. They are made when somebody asks for them."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, QAccessible.Role.Tree, view.accessibleName())
        self._map = view
        self._items: dict[str, CardItem] = {}
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._known: object = None

    def order(self) -> list[str]:
        """The cards that are shown, in reading order."""
        if not isValid(self._map):
            return []
        scene = self._map.scene
        known = (scene.sight, scene.debate.revision, len(scene.board.places))
        if known != self._known:
            self._known = known
            self._order = reading_order(scene.sight)
            self._places = {card_id: index for index, card_id in enumerate(self._order)}
            for gone in [i for i in self._items if i not in self._places]:
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._items.pop(gone)))
        return self._order

    def place_of(self, card_id: str | None) -> int:
        """The number of a card among the children, -1 when it is not shown."""
        self.order()
        return self._places.get(card_id or "", -1)

    def childCount(self) -> int:
        return len(self.order())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        order = self.order()
        if not 0 <= index < len(order):
            return None
        card_id = order[index]
        if card_id not in self._items:
            self._items[card_id] = CardItem(self._map, card_id)
            QAccessible.registerAccessibleInterface(self._items[card_id])
        return self._items[card_id]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.place_of(child.card_id) if isinstance(child, CardItem) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not isValid(self._map):
            return None
        point = self._map.viewport().mapFromGlobal(QPoint(x, y))
        at = self._map.camera.to_map(point.x(), point.y())
        return self.child(self.place_of(self._map.scene.sight.card_at(at)))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(self.place_of(self._map.session.selection.current)) if isValid(self._map) else None

    def drop(self) -> None:
        """The map goes: its items go too."""
        for item in self._items.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._items.clear()


_trees: dict[int, MapTree] = {}
_installed = False


def offer(view: MapView) -> None:
    """Makes a map known to screen readers, from now until it goes."""
    global _installed  # noqa: PLW0603 (Qt keeps factories for the whole run)
    if not _installed:
        _installed = True
        QAccessible.installFactory(_made)
    key = id(view)

    def forget() -> None:
        tree = _trees.pop(key, None)
        if tree is not None:
            tree.drop()

    view.destroyed.connect(forget)


def tell_selected(view: MapView) -> None:
    """Tells a screen reader, where one listens, which card the keyboard is on now."""
    if not QAccessible.isActive():
        return
    tree = QAccessible.queryAccessibleInterface(view)
    place = tree.place_of(view.session.selection.current) if isinstance(tree, MapTree) else -1
    if place >= 0 and view.hasFocus():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)


def _made(_: str, item: QObject) -> QAccessibleInterface | None:
    from argmap.gui.map.map_view import MapView

    if not isinstance(item, MapView) or not item.is_ready:
        return None
    if id(item) not in _trees:
        _trees[id(item)] = MapTree(item)
    return _trees[id(item)]
