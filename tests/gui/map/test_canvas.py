"""Zooming, scrolling and fitting, and what is seen first of a map."""

import pytest
from PySide6.QtCore import QPoint, Qt

from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Position, Provision, Relation, Statement, Target
from argmap.store.debate_file import DebateFile

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def test_control_and_wheel_zoom_at_the_pointer(page) -> None:
    point = page.point("s8")
    at = page.view.camera.to_map(point.x(), point.y())
    page.wheel(point, 2, CONTROL)
    assert page.view.camera.zoom > 1
    assert page.view.camera.to_view(*at) == pytest.approx((point.x(), point.y()), abs=1)


def test_the_wheel_scrolls(page) -> None:
    camera = page.view.camera
    page.wheel(QPoint(300, 300), -1, Qt.KeyboardModifier.NoModifier)
    assert page.view.camera.y > camera.y
    page.wheel(QPoint(300, 300), -1, SHIFT)
    assert page.view.camera.x > camera.x
    assert page.view.camera.zoom == camera.zoom


@pytest.mark.parametrize("way", ["middle", "left", "space"])
def test_dragging_the_ground_pans(page, way) -> None:
    camera = page.view.camera
    if way == "space":
        page.qtbot.keyPress(page.view, KEY.Key_Space)
        page.drag(page.point("s5"), (70, 50))
        page.qtbot.keyRelease(page.view, KEY.Key_Space)
    elif way == "middle":
        page.drag(page.point("s5"), (70, 50), Qt.MouseButton.MiddleButton)
    else:
        page.drag(page.ground(), (70, -50))
    dy = -50 if way == "left" else 50
    assert page.view.camera.x == pytest.approx(camera.x - 70 / camera.zoom, abs=1)
    assert page.view.camera.y == pytest.approx(camera.y - dy / camera.zoom, abs=1)
    assert page.debate.positions == {}


def test_keys_zoom_and_fit(page, qtbot) -> None:
    with qtbot.waitSignal(page.view.zoom_changed) as zoomed:
        page.press(KEY.Key_Plus)
    assert zoomed.args[0] == page.view.camera.zoom
    page.press(KEY.Key_Minus)
    page.press(KEY.Key_Minus)
    assert page.view.camera.zoom < 1
    page.press(KEY.Key_0, CONTROL)
    assert page.view.camera.zoom == 1
    page.view.pan(4000, 4000)
    page.press(KEY.Key_W)
    assert all(page.in_view(card_id) for card_id in page.places())


def test_a_fitted_map_stays_fitted_when_the_view_shrinks(page) -> None:
    page.view.fit()
    page.view.resize(500, 420)
    page.wait()
    assert all(page.in_view(card_id) for card_id in page.places())


def test_what_is_shown_first_is_readable_whatever_the_size_becomes(page) -> None:
    first = page.view.camera
    page.view.resize(420, 300)
    page.wait()
    assert page.view.camera.zoom >= 0.75
    assert page.view.camera.x < page.view.scene.board.bounds().x
    assert page.in_view(min(page.places(), key=page.places().__getitem__))  # what the rest hangs on
    page.view.resize(1200, 800)
    page.wait()
    assert page.view.camera == first
    page.session.select(Table.STATEMENTS, "s8")
    page.view.resize(420, 300)
    page.wait()
    assert page.view.camera == first


def test_of_a_map_that_begins_below_its_upper_edge_the_beginning_is_shown(empty_page, tmp_path) -> None:
    claims = [Statement(f"s{number:02}", StatementKind.CLAIM, f"Reason {number}") for number in range(40)]
    links = [Relation(f"r{c.id}", RelationKind.SUPPORTS, (c.id,), Target(TargetKind.PROVISION, "v")) for c in claims]
    places = [Position(c.id, 300.0, 90.0 * number) for number, c in enumerate(claims)]
    records = [Provision("v", None, "§ 1"), *claims, *links, Position("v", 0.0, 1800.0), *places]
    empty_page.session.open(DebateFile.create(tmp_path / "tall.argmap", Debate(records)))
    empty_page.wait()
    assert empty_page.in_view("v")
    assert sum(empty_page.in_view(claim.id) for claim in claims) >= 3


def test_a_map_that_is_opened_while_it_is_being_shown_is_readable(empty_page, tmp_path) -> None:
    view = empty_page.view
    assert view.fitting
    view.hide()
    provisions = [Provision(f"v{number}", None, f"§ {number}", position=number) for number in range(60)]
    empty_page.session.open(DebateFile.create(tmp_path / "large.argmap", Debate(provisions)))
    view.resize(500, 900)
    view.show()
    empty_page.wait()
    assert view.camera.zoom >= 0.75
    empty_page.press(KEY.Key_W)
    assert view.camera.zoom < 0.5


def test_centre_on_puts_a_card_in_the_middle(page) -> None:
    page.view.centre_on("s8")
    width, height = page.view.view_size
    rect = page.view.camera.rect_to_view(page.view.scene.board.rect("s8"))
    assert (rect.x + rect.width / 2, rect.y + rect.height / 2) == pytest.approx((width / 2, height / 2), abs=1)
