"""A map on a real file, and a hand that uses it as a person does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from argmap.formats.maps import json_debate
from argmap.formats.registry import WriteOptions
from argmap.gui.map.map_view import MapView
from argmap.gui.map.walking import Way, next_card
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.picture.drawing import Rect
from argmap.picture.palette import LIGHT
from argmap.store.debate_file import DebateFile


class MapPage:
    """What a person can do with the map, and see of it."""

    def __init__(self, qtbot: QtBot, session: Session, view: MapView) -> None:
        self.qtbot = qtbot
        self.session = session
        self.view = view
        self.refusals: list[str] = []
        self.hints: list[str] = []
        self.told: list[str] = []
        session.refused.connect(self.refusals.append)
        view.hinted.connect(self.hints.append)
        view.told.connect(self.told.append)

    @property
    def debate(self) -> Debate:
        return self.session.debate

    @property
    def selected(self) -> tuple[str, ...]:
        return self.session.selection.ids

    def wait(self) -> None:
        """Until everything that was due has happened."""
        for _ in range(4):
            QApplication.processEvents()
        self.view.settle()

    def point(self, card_id: str) -> QPoint:
        """A point of the view that lies on a card."""
        rect = self.view.camera.rect_to_view(self.view.scene.board.rect(card_id))
        return QPointF(rect.x + rect.width * 0.6, rect.y + rect.height * 0.5).toPoint()

    def point_on(self, link_id: str) -> QPoint:
        """A point of the view that lies on a link."""
        return QPointF(*self.view.camera.to_view(*self.view.scene.board.links[link_id].middle)).toPoint()

    def ground(self) -> QPoint:
        """A point of the view where there is nothing."""
        bounds = self.view.camera.rect_to_view(self.view.scene.board.bounds())
        return QPoint(round(bounds.x) + 30, round(bounds.bottom) + 8)

    def place(self, card_id: str) -> tuple[float, float]:
        return self.view.scene.board.places[card_id]

    def places(self) -> dict[str, tuple[float, float]]:
        return dict(self.view.scene.board.places)

    def in_view(self, card_id: str) -> bool:
        """Whether all of a card is visible."""
        rect = self.view.camera.rect_to_view(self.view.scene.board.rect(card_id))
        width, height = self.view.view_size
        return rect.x >= -0.5 and rect.y >= -0.5 and rect.right <= width + 0.5 and rect.bottom <= height + 0.5

    def click(self, card_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.click_at(self.point(card_id), modifier)

    def click_at(self, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, point)
        self.wait()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view, key, modifier)
        self.wait()

    def drag(
        self,
        start: QPoint,
        by: tuple[int, int],
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        drop: bool = True,
    ) -> None:
        """Presses, moves in three steps, and lets go unless told otherwise."""
        viewport = self.view.viewport()
        self.qtbot.mousePress(viewport, button, modifier, start)
        for share in (0.2, 0.6, 1.0):
            self._move(start + QPoint(round(by[0] * share), round(by[1] * share)), button)
        if drop:
            self.qtbot.mouseRelease(viewport, button, modifier, start + QPoint(*by))
        self.wait()

    def drag_to(self, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
        away = end - start
        self.drag(start, (away.x(), away.y()), drop=drop)

    def release(self, point: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        self.qtbot.mouseRelease(self.view.viewport(), button, pos=point)
        self.wait()

    def hover(self, point: QPoint) -> None:
        self._move(point, Qt.MouseButton.NoButton)
        self.wait()

    def _move(self, point: QPoint, held: Qt.MouseButton) -> None:
        """QTest would move the pointer of the desktop, which tells nobody when it is there already."""
        viewport, at, none = self.view.viewport(), QPointF(point), Qt.MouseButton.NoButton
        kind, modifiers = QMouseEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(viewport, QMouseEvent(kind, at, viewport.mapToGlobal(at), none, held, modifiers))

    def ring(self, card_id: str) -> QPoint:
        """The handle of a card, once it is there: the mouse has come over the card."""
        self.hover(self.point(card_id))
        rect = self.view.camera.rect_to_view(self.view.scene.board.rect(card_id))
        return QPointF(rect.x, rect.y + rect.height / 2).toPoint()

    def tip(self, link_id: str) -> QPoint:
        """The handle at the end of a link, once it is there: the link has been clicked."""
        self.click_at(self.point_on(link_id))
        return QPointF(*self.view.camera.to_view(*self.view.scene.board.links[link_id].tip)).toPoint()

    def start(self, link_id: str) -> QPoint:
        """The handle at the start of a link, once it is there."""
        self.click_at(self.point_on(link_id))
        return QPointF(*self.view.camera.to_view(*self.view.scene.board.links[link_id].curves[0].start)).toPoint()

    def menu(self, point: QPoint, *words: str) -> None:
        """Opens the menu with the right button and clicks through it."""
        viewport = self.view.viewport()
        self.qtbot.mouseClick(viewport, Qt.MouseButton.RightButton, pos=point)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, point, viewport.mapToGlobal(point)))
        for text in words:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(text))
            self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
            if action.menu() is not None:
                self.qtbot.waitUntil(action.menu().isVisible)
        self.wait()
        if words:  # a desktop gives the keyboard back by itself
            self.view.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def side_button(self, button: Qt.MouseButton) -> None:
        self.qtbot.mouseClick(self.view.viewport(), button, pos=self.ground())
        self.wait()

    def double_click(self, point: QPoint) -> None:
        """As a mouse does it: the second press is told to be that of a double click."""
        viewport = self.view.viewport()
        self.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)
        at, left = QPointF(point), Qt.MouseButton.LeftButton
        kinds = (QMouseEvent.Type.MouseButtonDblClick, QMouseEvent.Type.MouseButtonRelease)
        for kind, held in zip(kinds, (left, Qt.MouseButton.NoButton), strict=True):
            event = QMouseEvent(kind, at, viewport.mapToGlobal(at), left, held, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(viewport, event)
        self.wait()

    # By keys

    @property
    def front(self) -> QWidget:
        """What gets the keys."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or self.view

    def keys(self, *names: str) -> None:
        """Presses keys such as "L", "Ctrl+Left", "Return" wherever the keyboard is."""
        for name in names:
            combination = QKeySequence(name)[0]
            self.qtbot.keyClick(self.front, combination.key(), combination.keyboardModifiers())
            self.wait()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.front, text)

    def menu_key(self, *names: str) -> None:
        """Opens the menu with its key, and goes on there."""
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(self.view, QContextMenuEvent(reason, QPoint(5, 5), self.view.mapToGlobal(QPoint(5, 5))))
        self.keys(*names)

    def walk_to(self, card_id: str) -> None:
        """Selects a card by arrow keys, beginning at the first one."""
        self.keys("Escape", "Home")
        self.keys(*self._way(self.selected[-1], card_id, ()))
        assert self.selected == (card_id,)

    def walk_to_link(self, link_id: str) -> None:
        """Selects a link by arrow keys: those of the card that it starts from, one after the other."""
        self.walk_to(self.view.scene.board.links[link_id].sources[0])
        self.keys("Ctrl+Left")
        for _ in range(10):
            if self.selected == (link_id,):
                return
            self.keys("Ctrl+Down")
        raise AssertionError(f"{link_id} cannot be reached")

    def aim_at(self, card_id: str) -> None:
        """Aims at a card by arrow keys while a link is drawn."""
        aim = self.view.linking.aim
        assert aim is not None
        links = self.view.scene.board.links
        here = aim.target or aim.sources[-1]
        self.keys(*self._way(links[here].sources[0] if here in links else here, card_id, aim.sources))
        assert aim.target == card_id

    def link_by_mouse(self, source: str, target: str, *keys: str) -> None:
        """Drags from the ring of a card to another card or a link, and presses keys before letting go."""
        end = self.point_on(target) if target in self.view.scene.board.links else self.point(target)
        self.drag_to(self.ring(source), end, drop=False)
        self.keys(*keys)
        self.release(end)

    def link_by_keys(self, source: str, target: str, *keys: str) -> None:
        """Walks to a card, links it to another, and presses keys before Enter."""
        self.walk_to(source)
        self.keys("L")
        self.aim_at(target)
        self.keys(*keys, "Return")

    def _way(self, start: str, goal: str, passed_over: tuple[str, ...]) -> list[str]:
        """The fewest arrow keys from one card to another."""
        sight = self.view.scene.sight
        ways: dict[str, list[str]] = {start: []}
        queue = [start]
        for here in queue:  # grows while it is walked
            for way in Way:
                found = next_card(sight, here, way)
                if found in passed_over:
                    found = next_card(sight, found, way)
                if found is not None and found not in ways and found not in passed_over:
                    ways[found] = [*ways[here], way.name.capitalize()]
                    queue.append(found)
        assert goal in ways, f"no way by arrow keys from {start} to {goal}"
        return ways[goal]

    def written(self) -> bytes:
        """The debate as JSON."""
        return json_debate.write(self.debate, WriteOptions())

    def wheel(self, point: QPoint, notches: int, modifier: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            QPointF(point),
            self.view.viewport().mapToGlobal(QPointF(point)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.view.viewport(), event)
        self.wait()

    def picture(self) -> QImage:
        """What is on the screen."""
        self.wait()
        return self.view.viewport().grab().toImage()

    def colours(self, window: Rect) -> set[str]:
        """The colours within a rectangle of the view."""
        image = self.picture()
        ratio = image.devicePixelRatio()
        return {
            QColor(image.pixel(x, y)).name()
            for x in range(max(0, int(window.x * ratio)), min(image.width(), int(window.right * ratio)))
            for y in range(max(0, int(window.y * ratio)), min(image.height(), int(window.bottom * ratio)))
        }


def _opened(qtbot: QtBot, path: Path, debate: Debate, size: tuple[int, int]) -> Iterator[MapPage]:
    session = Session()
    view = MapView(session)
    qtbot.addWidget(view)
    view.set_palette(LIGHT)
    view.resize(*size)
    view.show()
    session.open(DebateFile.create(path, debate))
    page = MapPage(qtbot, session, view)
    page.wait()
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(view.hasFocus)
    yield page
    session.close_file()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, debate: Debate) -> Iterator[MapPage]:
    """The small debate on a map of 1200 by 800 pixels."""
    yield from _opened(qtbot, tmp_path / "bicycles.argmap", debate, (1200, 800))


@pytest.fixture
def empty_page(qtbot: QtBot, tmp_path: Path) -> Iterator[MapPage]:
    """A debate in which nothing has been tagged."""
    yield from _opened(qtbot, tmp_path / "empty.argmap", Debate(), (600, 400))
