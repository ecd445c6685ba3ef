"""The map in a person's hands."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from argmap.gui.map.camera import Camera
from argmap.gui.map.keys import NUDGE
from argmap.model.debate import Debate
from argmap.model.edits import positions, provisions, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Passage, Position, Provision, Relation, Statement, Target
from argmap.picture.compose import compose
from argmap.picture.drawing import Rect
from argmap.picture.palette import DARK, LIGHT
from argmap.store.debate_file import DebateFile

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


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


# Moving cards


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


# Following edits


def test_adding_a_statement_moves_nothing_else(page) -> None:
    before = page.places()
    page.session.do(
        statements.tag(page.debate, StatementKind.OBJECTION, (Passage("p4", 0, 5),), "New", statement_id="n")
    )
    link = relations.relate(page.debate, RelationKind.OBJECTS, ["n"], Target(TargetKind.STATEMENT, "s5"))
    page.session.do(link, joins=True)
    page.wait()
    after = page.places()
    assert {i: at for i, at in after.items() if i != "n"} == before
    new = page.view.scene.board.rect("n")
    assert not any(page.view.scene.board.rect(i).meets(new) for i in before)
    assert new.x > page.view.scene.board.rect("s5").right
    assert abs(new.y - page.place("s5")[1]) < 400
    assert page.session.places["n"] == after["n"]


def test_a_loose_statement_goes_near_what_it_answers_once_it_is_linked(page) -> None:
    page.session.do(
        statements.tag(page.debate, StatementKind.OBJECTION, (Passage("p4", 0, 5),), "New", statement_id="n")
    )
    page.wait()
    loose = page.place("n")
    assert loose[1] > max(y for i, (_, y) in page.places().items() if i != "n")
    before = page.places()
    page.session.do(relations.relate(page.debate, RelationKind.OBJECTS, ["n"], Target(TargetKind.PROVISION, "v1")))
    page.wait()
    assert page.place("n") != loose
    assert page.place("n")[0] > page.view.scene.board.rect("v1").right
    assert {i: at for i, at in page.places().items() if i != "n"} == {i: at for i, at in before.items() if i != "n"}


def test_undo_and_redo_bring_a_card_back_to_its_place(page) -> None:
    page.session.do(statements.tag(page.debate, StatementKind.CLAIM, (Passage("p4", 0, 5),), "New", statement_id="n"))
    page.wait()
    place = page.place("n")
    page.session.undo()
    page.wait()
    assert "n" not in page.places()
    page.session.redo()
    page.wait()
    assert page.place("n") == place


def test_deleting_removes_the_card_and_its_links(page) -> None:
    page.click("s6")
    page.press(KEY.Key_Delete)
    board = page.view.scene.board
    assert "s6" not in page.debate.statements
    assert "s6" not in board.cards
    assert not {"r5", "r6", "r10"} & board.links.keys()
    page.session.undo()
    page.wait()
    assert page.view.picture().links == compose(page.debate, page.session.verdicts, places=page.places()).links


def test_delete_removes_a_selected_link_only(page) -> None:
    page.session.select(Table.RELATIONS, "r3")
    page.press(KEY.Key_Delete)
    assert "r3" not in page.debate.relations
    assert "r3" not in page.view.scene.board.links
    assert "s4" in page.places()


def test_cards_are_measured_again_when_their_words_or_verdicts_change(page) -> None:
    board = page.view.scene.board
    page.session.do(statements.set_gist(page.debate, "s1", "A much longer sentence about plates, " * 4))
    page.wait()
    assert board.cards["s1"].height > 100
    words = [run.text for run in board.cards["s4"].runs]
    assert "unanswered" in words
    page.session.do(relations.relate(page.debate, RelationKind.OBJECTS, ["s1"], Target(TargetKind.STATEMENT, "s4")))
    page.wait()
    assert "unanswered" not in [run.text for run in board.cards["s4"].runs]
    assert page.view.picture() == compose(page.debate, page.session.verdicts, places=page.places())


def test_a_withdrawal_is_drawn(page) -> None:
    page.session.do(provisions.withdraw(page.debate, "v2", because_of="s6"))
    page.wait()
    assert "amends:s6:v2" in page.view.scene.board.links
    page.session.undo()
    page.wait()
    assert "amends:s6:v2" not in page.view.scene.board.links
    assert page.view.picture() == compose(page.debate, page.session.verdicts, places=page.places())


def test_verdicts_can_be_hidden(page) -> None:
    page.view.set_show_verdicts(False)
    assert "stands" not in [run.text for card in page.view.scene.board.cards.values() for run in card.runs]
    page.view.set_show_verdicts(True)
    assert page.view.picture() == compose(page.debate, page.session.verdicts, places=page.places())


# Looking around


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


def test_centre_on_puts_a_card_in_the_middle(page) -> None:
    page.view.centre_on("s8")
    width, height = page.view.view_size
    rect = page.view.camera.rect_to_view(page.view.scene.board.rect("s8"))
    assert (rect.x + rect.width / 2, rect.y + rect.height / 2) == pytest.approx((width / 2, height / 2), abs=1)


# What it says and shows


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
