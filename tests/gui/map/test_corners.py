"""The legend and the overview in the corners of the map."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor

from argmap.gui.map.camera import Camera
from argmap.model.kinds import Table
from argmap.picture.drawing import Rect
from argmap.picture.palette import LIGHT

KEY = Qt.Key


@pytest.mark.parametrize("folded", [False, True])
def test_what_is_selected_is_clear_of_legend_and_overview(page, folded: bool) -> None:
    page.view.resize(760, 520)
    page.view.reset_zoom()
    if folded:
        page.press(KEY.Key_G)
    page.wait()
    corners, (width, height) = page.view.corners, page.view.view_size
    for card_id in page.places():
        rect = page.view.scene.board.rect(card_id)
        for left in (rect.x - 4, rect.right + 4 - width):  # in either corner
            page.session.select(None)
            page.view.look(Camera(left, rect.bottom + 4 - height, 1.0))
            page.session.select(Table.STATEMENTS if card_id in page.debate.statements else Table.PROVISIONS, card_id)
            page.wait()
            assert page.in_view(card_id)
            shown = page.view.camera.rect_to_view(rect)
            card = QRectF(shown.x, shown.y, shown.width, shown.height).toRect()
            for box in (corners.legend, corners.minimap):
                assert not box.isVisible() or not box.geometry().intersects(card)


def test_scroll_bars_and_overview_move_the_view(page) -> None:
    page.view.zoom_to(3.0)
    page.wait()
    bar = page.view.horizontalScrollBar()
    assert bar.maximum() > bar.minimum()
    bar.setValue(bar.minimum())
    assert page.view.camera.to_view(page.view.scene.board.bounds().x, 0)[0] == pytest.approx(24, abs=2)
    minimap = page.view.corners.minimap
    assert minimap.isVisible()
    page.qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() - 12, minimap.height() // 2))
    assert page.view.camera.seen(*page.view.view_size).right > page.view.scene.board.bounds().right - 100
    page.view.fit()
    assert not minimap.isVisible()


def test_the_overview_frames_what_is_seen_within_itself_however_little_that_is(page) -> None:
    minimap = page.view.corners.minimap
    for zoom in (1.0, 3.0, 4.0):
        page.view.zoom_to(zoom)
        for card_id in page.places():
            page.view.centre_on(card_id)
            page.wait()
            frame = minimap.frame()
            assert QRectF(minimap.rect()).contains(frame)
            if minimap.isVisible():
                assert min(frame.width(), frame.height()) >= 4
    bounds = page.view.scene.sight.bounds(exact=True)
    minimap.look(Rect(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, 1, 1))
    assert minimap.frame().width() == pytest.approx(7)
    assert minimap.frame().center().x() == pytest.approx(minimap.width() / 2, abs=1)


@pytest.mark.parametrize(("width", "height"), [(1400, 1000), (620, 540), (400, 900), (900, 300)])
def test_the_overview_leaves_most_of_the_view_free(page, width: int, height: int) -> None:
    page.view.resize(width, height)
    page.view.zoom_to(2.0)
    page.wait()
    minimap, (wide, high) = page.view.corners.minimap, page.view.view_size
    assert minimap.isVisible()
    assert minimap.width() <= max(90, 0.2 * wide) + 1
    assert minimap.height() <= max(90, 0.2 * high) + 1
    assert minimap.geometry().right() <= wide - 12
    assert minimap.geometry().bottom() <= high - 12


def test_the_legend_explains_what_occurs_and_folds_where_there_is_little_room(page) -> None:
    legend = page.view.corners.legend
    assert legend.isVisible()
    assert not legend.folded
    wide = legend.width()
    page.press(KEY.Key_G)
    assert legend.folded
    assert legend.width() < wide / 4
    page.qtbot.mouseClick(legend, Qt.MouseButton.LeftButton)
    assert legend.width() == wide
    page.view.resize(300, 500)
    page.wait()
    assert not legend.isVisible()


def test_the_legend_explains_bridges_while_there_are_any(page) -> None:
    wide = page.view.corners.legend.width()
    page.view.showing.narrow(folded=(), kinds=("claim", "concession"), hides=True)
    page.view.corners.refresh()
    assert page.view.scene.sight.part.bridges
    legend = page.view.corners.legend
    assert "by way of hidden cards" in legend.words()
    accent = QColor(LIGHT.accent)
    image = legend.grab().toImage()
    near = [QColor(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height())]
    assert any(abs(c.red() - accent.red()) + abs(c.blue() - accent.blue()) < 60 and c.red() < 120 for c in near)
    page.view.showing.clear()
    page.view.corners.refresh()
    assert "by way of hidden cards" not in legend.words()
    assert legend.width() == wide


def test_a_legend_of_many_rows_folds_itself(page) -> None:
    page.view.resize(420, 700)
    page.wait()
    assert page.view.corners.legend.folded
