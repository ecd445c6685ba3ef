"""The map in a person's hands: what it shows and says, and selecting."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from argmap.model.debate import Debate
from argmap.model.edits import provisions, relations, statements
from argmap.model.kinds import StatementKind, Table
from argmap.picture.drawing import Rect
from argmap.picture.palette import DARK, LIGHT
from argmap.store.debate_file import DebateFile

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_every_statement_and_provision_has_a_card_and_all_are_visible(page) -> None:
    assert page.places().keys() == page.debate.statements.keys() | page.debate.provisions.keys()
    assert all(page.in_view(card_id) for card_id in page.places())


def test_looking_writes_nothing_but_places_are_kept_with_the_next_edit(page) -> None:
    assert page.session.undo_label == ""
    assert page.session.places == page.places()
    page.session.do(statements.set_note(page.debate, "s1", "checked"))
    path = page.session.file.path
    page.session.close_file()
    with DebateFile.open(path) as file:
        assert file.placements == page.places()


# Selecting


def test_click_selects_and_ground_deselects(page) -> None:
    page.click("s5")
    assert page.session.selection.only(Table.STATEMENTS) == ("s5",)
    page.click("v1")
    assert page.session.selection.only(Table.PROVISIONS) == ("v1",)
    page.click_at(page.ground())
    assert page.selected == ()


@pytest.mark.parametrize("modifier", [SHIFT, CONTROL])
def test_modified_click_adds_and_takes_away(page, modifier) -> None:
    page.click("s5")
    page.click("s6", modifier)
    assert page.selected == ("s5", "s6")
    page.click("s5", modifier)
    assert page.selected == ("s6",)


def test_click_on_a_line_selects_the_relation_and_marks_both_ends(page) -> None:
    before = page.picture()
    page.click_at(page.point_on("r3") + QPoint(0, 4))
    assert page.session.selection.only(Table.RELATIONS) == ("r3",)
    assert page.picture() != before
    page.click_at(page.point_on("r3") + QPoint(0, 40))
    assert page.selected != ("r3",)


def test_an_amendment_told_by_a_version_stands_for_its_provision(page) -> None:
    page.view.choices.pick("amends:s3:v1")
    assert page.session.selection.only(Table.PROVISIONS) == ("v1",)


def test_what_is_selected_elsewhere_is_outlined_and_scrolled_to(page) -> None:
    page.view.look(page.view.camera.panned(5000, 0))
    zoom = page.view.camera.zoom
    assert not page.in_view("s8")
    page.session.select(Table.STATEMENTS, "s8")
    page.wait()
    assert page.in_view("s8")
    assert page.view.camera.zoom == zoom
    ring = page.view.camera.rect_to_view(page.view.scene.board.rect("s8")).grown(4)
    assert LIGHT.accent.lower() in page.colours(ring)


def test_what_is_visible_already_is_not_scrolled(page) -> None:
    camera = page.view.camera
    page.session.select(Table.STATEMENTS, "s8")
    page.wait()
    assert page.view.camera == camera


def test_a_frame_drawn_with_shift_selects_the_cards_in_it(page) -> None:
    s2 = page.view.camera.rect_to_view(page.view.scene.board.rect("s2"))
    s4 = page.view.camera.rect_to_view(page.view.scene.board.rect("s4"))
    start = QPointF(s2.x - 4, s2.y - 4).toPoint()
    page.drag(start, (round(s4.right - s2.x) + 8, round(s4.bottom - s2.y) + 8), modifier=SHIFT)
    assert set(page.selected) == {"s2", "s4"}


# What it says and shows


def test_the_tool_tip_names_title_speaker_and_verdict(page) -> None:
    text = page.view.words_about("s4")
    assert "Plates cannot be read at night" in text
    assert "Bo Lind" in text
    assert "unanswered" in text
    assert "undercuts" in page.view.words_about("r6")


def test_screen_readers_hear_the_current_card(page) -> None:
    page.click("s6")
    assert "No study shows that tests help" in page.view.accessibleDescription()
    assert page.view.accessibleName() == "Argument map"


def test_an_empty_debate_says_what_to_do(empty_page) -> None:
    assert "tag a sentence in it with C, S or O" in empty_page.view.overlay.words
    assert LIGHT.secondary.lower() in empty_page.colours(Rect(0, 0, 600, 400))
    empty_page.session.do(provisions.add(empty_page.debate, "§ 1", "First", provision_id="v"))
    empty_page.wait()
    assert empty_page.view.overlay.words == ""
    assert empty_page.places().keys() == {"v"}


def test_colours_follow_the_palette(page) -> None:
    page.view.set_palette(DARK)
    image = page.picture()
    assert image.pixelColor(3, 3).name() == DARK.window.lower()


def test_the_same_things_are_drawn_after_edits_as_afresh(page) -> None:
    """Damage covers all that changed: what tiles kept is no different from what is painted anew."""
    page.picture()
    page.drag(page.point("s4"), (20, 140))
    page.session.do(statements.set_kind(page.debate, "s1", StatementKind.QUESTION))
    page.session.do(relations.delete(page.debate, "r3"))
    page.wait()
    page.view.overlay.hovered = None
    kept = page.picture()
    page.view.redraw()
    assert page.picture() == kept


def test_another_debate_takes_the_place_of_this_one(page, tmp_path) -> None:
    page.click("s4")
    page.session.open(DebateFile.create(tmp_path / "other.argmap", Debate()))
    page.wait()
    assert page.places() == {}
    assert page.view.overlay.chosen == ()
