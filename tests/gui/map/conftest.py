"""A map on a real file, and a hand that uses it as a person does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from argmap.gui.map.map_view import MapView
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
        session.refused.connect(self.refusals.append)

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
            self.qtbot.mouseMove(viewport, start + QPoint(round(by[0] * share), round(by[1] * share)))
        if drop:
            self.qtbot.mouseRelease(viewport, button, modifier, start + QPoint(*by))
        self.wait()

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
