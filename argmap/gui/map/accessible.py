"""The map for screen readers: a tree whose items are the cards that are shown, and theirs the links that start from them.

Each tells what it says, its kind, how it fares and what it is linked to, where it is on the screen, and can be selected,
folded and opened by the reader as by a key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr, isValid

from argmap.gui.map import words
from argmap.gui.map.walking import reading_order
from argmap.gui.map.wording import VERBS, title

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

_Act = tuple[str, Callable[[], object]]
"""A key, "" for none, and what it does."""

_NOTHING = VoidPtr(0)
"""What stands for no interface: None, returned to Qt there, ends the program."""


class ItemActions(QAccessibleActionInterface):
    """What a screen reader can do with a card or link; the words are Qt's own."""

    def __init__(self, item: MapItem) -> None:
        super().__init__()
        self._item = item

    def actionNames(self) -> list[str]:
        return list(self._item.acts())

    def doAction(self, name: str) -> None:
        act = self._item.acts().get(name)
        if act is not None:
            act[1]()

    def keyBindingsForAction(self, name: str) -> list[str]:
        act = self._item.acts().get(name)
        return [act[0]] if act is not None and act[0] else []


class MapItem(QAccessibleInterface):
    """A card or link in the tree. It answers nothing once it is no longer shown."""

    def __init__(self, view: MapView, tree: MapTree, record_id: str) -> None:
        super().__init__()
        self._map, self._tree, self.record_id = view, tree, record_id
        self._actions = ItemActions(self)

    def isValid(self) -> bool:
        return isValid(self._map) and self.record_id in self._map.scene.sight

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Cards are worded in the map itself (F2)."""

    def text(self, t: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if t is QAccessible.Text.Name:
            return self.name()
        return self.description() if t is QAccessible.Text.Description else ""

    def name(self) -> str:
        """What it says."""
        raise NotImplementedError

    def description(self) -> str:
        """What it is, how it fares, and what it is linked to."""
        raise NotImplementedError

    def area(self) -> QRect:
        """Where it is in the view, in pixels."""
        raise NotImplementedError

    def acts(self) -> dict[str, _Act]:
        """The actions by name, each with its key."""
        if not self.isValid():
            return {}
        return {
            QAccessibleActionInterface.setFocusAction(): ("", self._select),
            QAccessibleActionInterface.pressAction(): ("Return", self._read),
            QAccessibleActionInterface.showMenuAction(): ("Menu", self._open_menu),
        }

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        area = self.area()
        return QRect(self._map.viewport().mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        selection = self._map.session.selection
        state.focusable = state.selectable = True
        state.selected = self.record_id in selection.ids
        state.focused = self.record_id == selection.current and self._map.hasFocus()
        state.offscreen = not self._map.viewport().rect().intersects(self.area())
        return state

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        return self._actions if t is QAccessible.InterfaceType.ActionInterface else _NOTHING

    def _select(self) -> None:
        self._map.setFocus()
        self._map.choices.pick(self.record_id)
        self._map.reveal(self.record_id)

    def _read(self) -> None:
        self._select()
        self._map.choices.read(self.record_id)

    def _open_menu(self) -> None:
        self._select()
        self._map.pointer.open_menu(None)


class CardItem(MapItem):
    """A card: its name is what it says, its description what it is, how it fares, and what it is linked to."""

    def isValid(self) -> bool:
        return isValid(self._map) and self._map.scene.sight.is_card(self.record_id)

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._map)

    def childCount(self) -> int:
        return len(self._links())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        links = self._links()
        return self._tree.item(links[index]) if 0 <= index < len(links) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        links = self._links()
        return links.index(child.record_id) if isinstance(child, LinkItem) and child.record_id in links else -1

    def name(self) -> str:
        return self._map.scene.board.cards[self.record_id].title

    def description(self) -> str:
        return words.in_full(self._map.scene, self.record_id)

    def area(self) -> QRect:
        seen = self._map.camera.rect_to_view(self._map.scene.board.rect(self.record_id))
        return QRect(round(seen.x), round(seen.y), round(seen.width), round(seen.height))

    def state(self) -> QAccessible.State:
        state = super().state()
        if self.isValid():
            state.collapsed = self.record_id in self._map.scene.sight.part.stubs
            state.expandable = state.collapsed or self._map.scene.has_branch(self.record_id)
            state.expanded = state.expandable and not state.collapsed
        return state

    def acts(self) -> dict[str, _Act]:
        found = super().acts()
        if found and self.state().expandable:
            toggle = QAccessibleActionInterface.toggleAction()
            found[toggle] = ("B", lambda: self._map.showing.toggle_fold((self.record_id,)))
        return found

    def _links(self) -> list[str]:
        """The links that start from this card and are listed with it: those of several premises with the first."""
        sight = self._map.scene.sight if self.isValid() else None
        if sight is None:
            return []
        return [i for i in sight.links_from(self.record_id) if sight.board.links[i].sources[0] == self.record_id]


class LinkItem(MapItem):
    """A link: its name is what the card that it starts from does to what."""

    def isValid(self) -> bool:
        return isValid(self._map) and self._map.scene.sight.is_link(self.record_id)

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._tree.item(self._map.scene.board.links[self.record_id].sources[0]) if self.isValid() else None

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def name(self) -> str:
        link = self._map.scene.board.links[self.record_id]
        return f"{VERBS[link.kind].capitalize()} {title(self._map.scene.debate, link.target)}"

    def description(self) -> str:
        scene = self._map.scene
        lines = words.about_link(scene.debate, scene.verdicts, self.record_id).splitlines()
        hits = [scene.board.links[i] for i in scene.sight.links_to(self.record_id)]
        lines += [f"{title(scene.debate, hit.sources[0])} {VERBS[hit.kind]} this" for hit in hits]
        return ". ".join(lines)

    def area(self) -> QRect:
        seen = self._map.camera.rect_to_view(self._map.scene.board.links[self.record_id].bounds)
        return QRect(round(seen.x), round(seen.y), round(seen.width), round(seen.height))


class MapTree(QAccessibleWidget):
    """The map itself; its children are the cards in reading order. They are made when somebody asks for them."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, QAccessible.Role.Tree, view.accessibleName())
        self._map = view
        self._items: dict[str, MapItem] = {}
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._known: object = None

    def order(self) -> list[str]:
        """The cards that are shown, in reading order."""
        if not isValid(self._map):
            return []
        scene = self._map.scene
        known = (scene.sight, scene.debate.revision, len(scene.board.places), len(scene.board.links))
        if known != self._known:
            self._known = known
            self._order = reading_order(scene.sight)
            self._places = {card_id: index for index, card_id in enumerate(self._order)}
            for gone in [i for i in self._items if i not in scene.sight]:
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._items.pop(gone)))
        return self._order

    def item(self, record_id: str | None) -> MapItem | None:
        """A card or link that is shown, None for any other."""
        self.order()
        if not isValid(self._map) or record_id is None or record_id not in self._map.scene.sight:
            return None
        if record_id not in self._items:
            kind = LinkItem if self._map.scene.sight.is_link(record_id) else CardItem
            self._items[record_id] = kind(self._map, self, record_id)
            QAccessible.registerAccessibleInterface(self._items[record_id])
        return self._items[record_id]

    def childCount(self) -> int:
        return len(self.order())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        order = self.order()
        return self.item(order[index]) if 0 <= index < len(order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        self.order()
        return self._places.get(child.record_id, -1) if isinstance(child, CardItem) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not isValid(self._map):
            return None
        point = QPointF(self._map.viewport().mapFromGlobal(QPoint(x, y)))
        return self.item(self._map.pointer.spots.record(point))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.item(self._map.session.selection.current) if isValid(self._map) else None

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
    teller = Teller(view)
    view.showing.changed.connect(teller.on_shown)
    view.session.judged.connect(teller.on_shown)


def tell_selected(view: MapView) -> None:
    """Tells a screen reader, where one listens, which card or link the keyboard is on now."""
    if not QAccessible.isActive():
        return
    tree = QAccessible.queryAccessibleInterface(view)
    item = tree.item(view.session.selection.current) if isinstance(tree, MapTree) else None
    if item is not None and view.hasFocus():
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Selection))


def announce(view: MapView, text: str) -> None:
    """Has a screen reader, where one listens, say something at once."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))


class Teller(QObject):
    """Tells a screen reader, where one listens, that other cards are shown now, or that they fare differently."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view

    def on_shown(self) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._map, QAccessible.Event.ObjectReorder))


def _made(_: str, item: QObject) -> QAccessibleInterface | None:
    from argmap.gui.map.map_view import MapView

    if not isinstance(item, MapView) or not item.is_ready:
        return None
    if id(item) not in _trees:
        _trees[id(item)] = MapTree(item)
    return _trees[id(item)]
