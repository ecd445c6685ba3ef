"""Moving cards by mouse and keys, pins, and Tidy."""

import pytest
from PySide6.QtCore import Qt

from argmap.gui.map.keys import NUDGE
from argmap.model.edits import positions
from argmap.picture.compose import compose

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def test_dragging_pins_moves_nothing_else_and_is_one_undo(page) -> None:
    before = page.places()
    zoom = page.view.camera.zoom
    page.drag(page.point("s8"), (60, 90))
    x, y = before["s8"]
    position = page.debate.positions["s8"]
    assert position.pinned
    assert (position.x, position.y) == pytest.approx((x + 60 / zoom, y + 90 / zoom), abs=1)
    assert page.place("s8") == (position.x, position.y)
    assert {i: at for i, at in page.places().items() if i != "s8"} == {i: at for i, at in before.items() if i != "s8"}
    page.session.undo()
    page.wait()
    assert page.places() == before
    assert "s8" not in page.debate.positions


def test_links_follow_while_a_card_is_dragged(page) -> None:
    old = page.view.scene.board.links["r3"]
    page.drag(page.point("s4"), (0, 120), drop=False)
    assert page.view.scene.board.links["r3"].curves != old.curves
    assert page.session.undo_label == ""
    page.press(KEY.Key_Escape)
    assert page.view.scene.board.links["r3"] == old
    assert page.debate.positions == {}


def test_what_is_drawn_after_a_drag_is_what_would_be_drawn_afresh(page) -> None:
    page.drag(page.point("s4"), (30, 150))
    shown = page.view.picture()
    fresh = compose(page.debate, page.session.verdicts, places=page.places())
    assert shown.links == fresh.links


def test_several_cards_are_dragged_together(page) -> None:
    before = page.places()
    page.click("s5")
    page.click("s6", SHIFT)
    page.drag(page.point("s6"), (0, 50))
    assert page.debate.positions.keys() == {"s5", "s6"}
    assert page.place("s5")[0] == before["s5"][0]
    assert page.session.undo_label == "Move 2 cards"


def test_a_small_movement_is_a_click(page) -> None:
    page.drag(page.point("s5"), (2, 1))
    assert page.selected == ("s5",)
    assert page.debate.positions == {}


def test_a_drag_in_a_read_only_debate_is_refused_and_taken_back(page) -> None:
    before = page.places()
    page.session.close_file()
    page.drag(page.point("s5"), (40, 40))
    assert page.refusals
    assert page.places() == before


def test_u_unpins(page) -> None:
    page.drag(page.point("s8"), (40, 30))
    page.click("s8")
    page.press(KEY.Key_U)
    assert not page.debate.positions["s8"].pinned


def test_keys_move_a_card(page) -> None:
    x, y = page.place("s7")
    page.click("s7")
    page.press(KEY.Key_Down, CONTROL | SHIFT)
    assert page.place("s7") == (x, y + NUDGE)
    assert page.debate.positions["s7"].pinned


def test_tidy_is_one_undo_keeps_pins_and_holds_the_selected_card(page) -> None:
    page.drag(page.point("s8"), (40, 130))
    page.session.do(positions.tidy(page.debate, {"s5": (900.0, 900.0), "v1": (50.0, 700.0)}))
    page.wait()
    messy, pinned = page.places(), page.place("s8")
    page.view.fit()
    page.view.zoom_out()
    page.click("s5")
    where = page.point("s5")
    page.view.tidying.tidy()
    page.wait()
    assert page.place("s8") == pinned
    assert page.place("s5") != messy["s5"]
    assert (page.point("s5") - where).manhattanLength() <= 2
    rects = [page.view.scene.board.rect(i) for i in page.places()]
    assert not any(a.grown(-1).meets(b.grown(-1)) for a in rects for b in rects if a is not b)
    page.session.undo()
    page.wait()
    assert page.places() == messy
