"""Walking over the map with the keyboard."""

from PySide6.QtCore import Qt

from argmap.model.kinds import Table

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def test_left_goes_to_what_is_answered_and_right_to_what_answers(page) -> None:
    page.click("s6")
    page.press(KEY.Key_Left)
    assert page.selected == ("s5",)
    page.press(KEY.Key_Right)
    assert page.selected == ("s6",)


def test_an_undercut_lies_right_of_the_card_whose_arrow_it_hits(page) -> None:
    assert "s8" in page.view.scene.sight.sources_at("s6")
    page.click("s8")
    page.press(KEY.Key_Left)
    assert page.selected == ("s6",)


def test_up_and_down_stay_in_the_column(page) -> None:
    page.click("s2")
    page.press(KEY.Key_Down)
    assert page.selected == ("s4",)
    page.press(KEY.Key_Up)
    page.press(KEY.Key_Up)
    assert page.selected == ("s1",)


def test_every_card_is_reached_with_j_and_k_from_home(page) -> None:
    page.press(KEY.Key_Home)
    reached = [page.selected[0]]
    for _ in range(len(page.places()) - 1):
        page.press(KEY.Key_J)
        reached.append(page.selected[0])
    assert sorted(reached) == sorted(page.places())
    page.press(KEY.Key_End)
    assert page.selected == (reached[-1],)
    page.press(KEY.Key_K)
    assert page.selected == (reached[-2],)


def test_links_are_picked_with_control(page) -> None:
    page.click("s6")
    page.press(KEY.Key_Left, CONTROL)
    assert page.session.selection.only(Table.RELATIONS) == ("r5",)
    page.press(KEY.Key_Left)
    assert page.selected == ("s5",)
    page.press(KEY.Key_Right, CONTROL)
    first = page.selected
    page.press(KEY.Key_Down)
    assert page.selected != first
    assert page.session.selection.table is Table.RELATIONS


def test_shift_and_arrows_extend_the_selection(page) -> None:
    page.click("s2")
    page.press(KEY.Key_Down, SHIFT)
    assert page.selected == ("s2", "s4")


def test_an_arrow_begins_where_the_eye_is(page) -> None:
    page.press(KEY.Key_Right)
    assert page.selected in {("v1",), ("v2",), ("v3",)}
    page.press(KEY.Key_Escape)
    assert page.selected == ()


def test_enter_and_double_click_go_to_the_passage(page, qtbot) -> None:
    page.click("s6")
    with qtbot.waitSignal(page.view.passage_wanted) as wanted:
        page.press(KEY.Key_Return)
    assert wanted.args == ["s6"]
    with qtbot.waitSignal(page.view.passage_wanted) as wanted:
        qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.point("s4"))
    assert wanted.args == ["s4"]
    page.click("s9")
    with qtbot.waitSignal(page.view.hinted) as hint:
        page.press(KEY.Key_Return)
    assert "analyst" in hint.args[0]
