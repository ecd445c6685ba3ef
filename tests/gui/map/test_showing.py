"""Focus, folds, filters and the past, by keys and clicks on the map."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt

from argmap.analysis.past import Moment
from argmap.model.edits import positions, statements
from argmap.model.kinds import StatementKind, Table

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


def _shown(page) -> set[str]:
    part = page.view.scene.sight.part
    return page.places().keys() - part.hidden - part.dimmed


def _hidden(page) -> set[str]:
    return page.view.scene.sight.part.hidden & page.places().keys()


def test_f_focuses_the_selected_card_and_leaves_again_and_moves_nothing(page) -> None:
    before, camera = page.places(), page.view.camera
    page.click("s6")
    page.press(KEY.Key_F)
    assert _shown(page) == {"s6", "s5", "s8"}
    assert not _hidden(page)
    page.press(KEY.Key_2)
    assert _shown(page) > {"s6", "s5", "s8"}
    page.press(KEY.Key_1)
    assert _shown(page) == {"s6", "s5", "s8"}
    page.press(KEY.Key_F)
    assert _shown(page) == page.places().keys()
    assert (page.places(), page.view.camera) == (before, camera)
    assert page.session.undo_label == ""


def test_a_focus_whose_card_is_deleted_dims_nothing_until_it_is_back(page) -> None:
    page.click("s8")
    page.press(KEY.Key_F)
    assert page.view.scene.sight.part.dimmed
    page.press(KEY.Key_Delete)
    assert not page.view.scene.sight.part.dimmed
    page.session.undo()
    page.wait()
    assert page.view.scene.sight.part.dimmed


def test_digits_focus_at_once_and_escape_leaves_before_it_deselects(page) -> None:
    page.click("s6")
    page.press(KEY.Key_3)
    assert page.view.showing.focus.steps == 3
    page.press(KEY.Key_Escape)
    assert page.hints[-1].startswith("The focus is left")
    assert page.view.showing.focus is None
    assert page.selected == ("s6",)
    page.press(KEY.Key_Escape)
    assert page.selected == ()


def test_f_without_a_selection_says_what_to_do(page) -> None:
    said = []
    page.view.hinted.connect(said.append)
    page.press(KEY.Key_F)
    assert "Select a card" in said[-1]


def test_h_hides_what_the_focus_leaves_out(page) -> None:
    page.click("s6")
    page.press(KEY.Key_F)
    page.press(KEY.Key_H)
    assert _hidden(page) == page.places().keys() - {"s6", "s5", "s8"}
    assert page.view.pointer.spots.record(QPointF(page.point("s1"))) is None
    page.press(KEY.Key_H)
    assert not _hidden(page)


def test_a_dimmed_card_is_paler_and_comes_back(page) -> None:
    before = page.picture()
    page.session.select(Table.STATEMENTS, "s6")
    selected = page.picture()
    page.press(KEY.Key_F)
    assert page.picture() not in (before, selected)
    page.press(KEY.Key_Escape)
    assert page.picture() == selected
    page.press(KEY.Key_Escape)
    assert page.picture() == before


def test_b_folds_with_a_count_and_b_unfolds(page) -> None:
    before = page.places()
    page.click("v1")
    page.press(KEY.Key_B)
    assert _hidden(page) == {"s1", "s2", "s3", "s4"}
    assert page.view.scene.sight.part.stubs == {"v1": 4}
    assert page.places() == before
    page.press(KEY.Key_B)
    assert not _hidden(page)


def test_a_click_on_the_stub_unfolds_and_on_the_sign_folds(page) -> None:
    page.qtbot.mouseMove(page.view.viewport(), page.point("v1"))
    page.wait()
    sign = page.view.camera.rect_to_view(page.view.scene.sight.stub("v1"))
    page.click_at(QPointF(sign.x + sign.width / 2, sign.y + sign.height / 2).toPoint())
    assert page.view.scene.sight.part.stubs == {"v1": 4}
    page.click_at(QPointF(sign.x + sign.width / 2, sign.y + sign.height / 2).toPoint())
    assert page.view.scene.sight.part.stubs == {}


def test_the_sign_stays_under_the_mouse_where_a_link_ends(page) -> None:
    page.qtbot.mouseMove(page.view.viewport(), page.ground())
    page.wait()
    page.qtbot.mouseMove(page.view.viewport(), page.point("v1"))
    page.wait()
    sign = page.view.camera.rect_to_view(page.view.scene.sight.stub("v1"))
    tip = page.view.camera.to_view(*page.view.scene.board.links["r3"].tip)
    at = QPointF(sign.x + 6, min(max(tip[1], sign.y + 2), sign.bottom - 2)).toPoint()
    page.qtbot.mouseMove(page.view.viewport(), at)
    page.wait()
    page.click_at(at)
    assert page.view.scene.sight.part.stubs == {"v1": 4}


def test_shift_b_folds_all_and_unfolds_all(page) -> None:
    page.press(KEY.Key_B, SHIFT)
    assert {"v1", "v2"} <= page.view.scene.sight.part.stubs.keys()
    page.press(KEY.Key_B, SHIFT)
    assert not _hidden(page)


def test_folding_around_the_selection_selects_the_folded_card(page) -> None:
    page.click("s3")
    page.view.showing.toggle_fold(("v1",))
    page.wait()
    assert page.selected == ("v1",)


def test_what_is_selected_elsewhere_is_unfolded(page) -> None:
    page.view.showing.toggle_fold(("v1",))
    page.session.select(Table.STATEMENTS, "s3")
    page.wait()
    assert not _hidden(page)
    assert page.in_view("s3")


def test_what_a_filter_hides_is_there_while_it_is_selected(page) -> None:
    page.view.showing.narrow(topics=("enf",), hides=True)
    assert "s8" in _hidden(page)
    page.session.select(Table.STATEMENTS, "s8")
    page.wait()
    assert "s8" not in _hidden(page)
    page.session.select(None)
    page.wait()
    page.session.select(Table.STATEMENTS, "s4")
    page.wait()
    assert "s8" in _hidden(page)


def test_arrows_walk_what_is_shown_and_over_bridges(page) -> None:
    page.view.showing.narrow(kinds=(StatementKind.CONCESSION,), hides=True)
    page.wait()
    assert _shown(page) == {"s3", "v1"}
    page.click("s3")
    page.press(KEY.Key_Left)
    assert page.selected == ("v1",)
    page.press(KEY.Key_Right)
    assert page.selected == ("s3",)


def test_a_bridge_is_drawn_between_what_is_linked_through_hidden_cards(page) -> None:
    page.view.showing.narrow(kinds=(StatementKind.CONCESSION,), hides=True)
    bridge = page.view.scene.sight.part.bridges
    assert [(b.source, b.target) for b in bridge] in ([], [("s3", "v1")])  # none beside the amendment's own link


def test_a_new_statement_obeys_the_filter_and_new_verdicts_too(page) -> None:
    page.view.showing.narrow(verdicts=("unanswered",))
    shown = _shown(page)
    assert "s4" in shown
    page.session.do(statements.delete(page.debate, "s4"))
    page.wait()
    assert "s4" not in _shown(page)


def test_fit_fits_what_is_shown(page) -> None:
    page.view.showing.narrow(provisions=("v1",), hides=True)
    page.press(KEY.Key_W)
    assert page.view.scene.sight.bounds().height < page.view.scene.board.bounds().height
    assert all(page.in_view(i) for i in _shown(page))


# Back and forward


def test_alt_arrows_go_back_and_forward_over_what_was_looked_at(page) -> None:
    page.click("s6")
    page.press(KEY.Key_F)
    page.press(KEY.Key_Escape)
    page.click("s2")
    page.press(KEY.Key_Left, ALT)
    assert page.selected == ("s6",)
    assert page.view.showing.focus is None
    page.press(KEY.Key_Left, ALT)
    assert page.view.showing.focus is not None
    page.press(KEY.Key_Left, ALT)
    assert page.view.showing.focus is None
    page.press(KEY.Key_Left, ALT)
    assert page.selected == ()
    for _ in range(4):
        page.press(KEY.Key_Right, ALT)
    assert page.selected == ("s2",)


def test_going_back_brings_back_where_the_view_was(page) -> None:
    page.click("s6")
    camera = page.view.camera
    page.view.pan(-300, -200)
    page.click("s2")
    page.press(KEY.Key_Left, ALT)
    assert page.view.camera != camera  # where it was when s6 was left
    page.press(KEY.Key_Right, ALT)
    assert page.selected == ("s2",)


# Finding


def test_hits_are_numbered_and_f3_goes_round(page) -> None:
    page.view.finder.search("tests")
    hits = page.view.finder.hits
    assert set(hits) >= {"s5", "s6", "s7", "s9", "v2"}
    page.press(KEY.Key_F3)
    assert page.selected == (hits[0],)
    page.press(KEY.Key_F3, SHIFT)
    assert page.selected == (hits[-1],)
    assert page.view.finder.number == len(hits)
    page.press(KEY.Key_Escape)
    assert page.view.overlay.hits == {}


def test_a_hit_in_a_folded_branch_is_unfolded(page) -> None:
    page.view.showing.toggle_fold(("v1",))
    page.view.finder.search("night")
    assert page.view.finder.hits == ["s4"]
    page.press(KEY.Key_F3)
    assert page.selected == ("s4",)
    assert "s4" not in _hidden(page)


# The past


@pytest.fixture
def dated(debate):
    at = {"p1": "2024-09-12", "p2": "2024-09-13", "p3": "2024-09-14", "p4": "2024-09-15", "p5": "2024-09-16"}
    for post, day in at.items():
        debate._tables[Table.POSTS][post] = replace(debate.posts[post], posted_at=day)
    return debate


def test_the_map_as_it_stood_has_its_own_verdicts_and_places(dated, page) -> None:
    before = page.places()
    page.view.showing.set_moment(Moment("2024-09-13"))
    page.wait()
    assert page.places().keys() == {"s1", "s2", "s4", "v1", "v2", "v3"}
    assert all(before[i] == at for i, at in page.places().items())
    assert "unanswered" in [run.text for run in page.view.scene.board.cards["s2"].runs]
    page.view.showing.set_moment(None)
    page.wait()
    assert page.places() == before
    assert page.session.undo_label == ""


def test_an_edit_while_the_past_is_shown_is_followed(dated, page) -> None:
    page.view.showing.set_moment(Moment("2024-09-13"))
    page.session.do(statements.set_gist(page.debate, "s2", "Couriers are faster"))
    page.wait()
    assert page.view.scene.board.cards["s2"].title == "Couriers are faster"
    assert "s3" not in page.places()


def test_what_is_moved_and_undone_while_the_past_is_shown_is_where_it_was(dated, page) -> None:
    before = page.places()
    page.view.showing.set_moment(Moment("2024-09-13"))
    page.session.do(positions.drag(page.debate, {"s2": (900.0, 900.0)}))
    page.wait()
    assert page.place("s2") == (900, 900)
    page.session.undo()
    page.wait()
    page.view.showing.set_moment(None)
    page.wait()
    assert page.places() == before


def test_what_is_being_dragged_when_the_past_is_asked_for_goes_back(dated, page) -> None:
    before = page.places()
    page.drag(page.point("s2"), (40, 130), drop=False)
    assert page.places() != before
    page.view.showing.set_moment(Moment("2024-09-13"))
    page.view.showing.set_moment(None)
    page.wait()
    assert page.places() == before
