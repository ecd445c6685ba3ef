"""Editing on the map: all of it by keys, and by the mouse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from argmap.analysis.past import Moment
from argmap.gui.dialogs.picker import Picker
from argmap.gui.map.gist_editor import GistEditor
from argmap.gui.map.map_menu import MapMenu
from argmap.model.edits import statements
from argmap.model.kinds import Extent, RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Target

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def _select(page, *ids: str) -> None:
    page.session.select(page.debate.find(ids[0]).table, *ids)
    page.wait()


def _new(page) -> str:
    """A statement that hangs on nothing, selected."""
    edit = statements.tag(page.debate, StatementKind.OBJECTION, gist="Bells are enough")
    page.session.do(edit)
    page.wait()
    _select(page, edit.changes[0].id)
    return edit.changes[0].id


def _links(page, source: str) -> list[tuple[RelationKind, str]]:
    return [(r.kind, r.target.id) for r in page.debate.relations.values() if source in r.sources]


def _aim_by_keys(page, target: str) -> None:
    """Walks the arrow keys until a card is aimed at."""
    for key in (KEY.Key_Left, *[KEY.Key_Up] * 12, KEY.Key_Left, *[KEY.Key_Up] * 12, *[KEY.Key_Down] * 14):
        page.press(key)
        if page.view.linking.aim.target == target:
            return
    raise AssertionError(f"{target} cannot be reached by arrows")


# By keys


def test_linking_by_arrow_keys_is_one_step(page) -> None:
    made = _new(page)
    before = page.places()
    page.press(KEY.Key_L)
    _aim_by_keys(page, "v2")
    page.press(KEY.Key_Return)
    assert _links(page, made) == [(RelationKind.OBJECTS, "v2")]
    assert page.session.selection.table is Table.RELATIONS
    assert {i: at for i, at in page.places().items() if i != made} == {i: at for i, at in before.items() if i != made}
    page.session.undo()
    assert _links(page, made) == []


def test_a_digit_while_linking_says_what_it_is(page) -> None:
    _select(page, "s8")
    page.press(KEY.Key_L)
    page.view.linking.point_at("s4")
    page.press(KEY.Key_1)
    page.press(KEY.Key_Return)
    assert (RelationKind.SUPPORTS, "s4") in _links(page, "s8")


def test_a_digit_after_linking_changes_it_in_the_same_step(page) -> None:
    made = _new(page)
    page.press(KEY.Key_L)
    _aim_by_keys(page, "v2")
    page.press(KEY.Key_Return)
    page.press(KEY.Key_9)
    assert _links(page, made) == [(RelationKind.ABOUT, "v2")]
    page.session.undo()
    assert _links(page, made) == []
    assert made in page.debate.statements


def test_the_target_is_picked_from_a_list_by_typing(page) -> None:
    _select(page, "s8")
    page.press(KEY.Key_L)
    page.press(KEY.Key_L)
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, Picker)
    page.qtbot.keyClicks(picker.focusWidget(), "night")
    page.qtbot.keyClick(picker.focusWidget(), KEY.Key_Return)
    page.wait()
    assert (RelationKind.OBJECTS, "s4") in _links(page, "s8")


def test_an_arrow_is_undercut_by_keys(page) -> None:
    made = _new(page)
    page.press(KEY.Key_L)
    page.view.linking.point_at("s6")
    page.press(KEY.Key_Left, CONTROL)
    assert page.view.linking.aim.target in page.debate.relations
    page.press(KEY.Key_Return)
    [(kind, hit)] = _links(page, made)
    assert kind is RelationKind.UNDERCUTS
    assert hit in page.debate.relations


def test_escape_leaves_a_link_undrawn(page) -> None:
    _select(page, "s8")
    before = dict(page.debate.relations)
    page.press(KEY.Key_L)
    page.press(KEY.Key_Left)
    page.press(KEY.Key_Escape)
    assert page.view.linking.aim is None
    assert page.selected == ("s8",)
    assert dict(page.debate.relations) == before


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (KEY.Key_C, StatementKind.CLAIM),
        (KEY.Key_S, StatementKind.SUPPORT),
        (KEY.Key_O, StatementKind.OBJECTION),
        (KEY.Key_N, StatementKind.CONCESSION),
        (KEY.Key_Q, StatementKind.QUESTION),
    ],
)
def test_letters_retype_what_is_selected(page, key, kind) -> None:
    _select(page, "s1", "s7")
    page.press(key)
    assert {page.debate.statements[i].kind for i in ("s1", "s7")} == {kind}
    page.session.undo()
    assert page.debate.statements["s1"].kind is StatementKind.CLAIM
    assert page.debate.statements["s7"].kind is StatementKind.QUESTION


def test_f2_words_the_card_in_place(page) -> None:
    _select(page, "s8")
    page.press(KEY.Key_F2)
    editor = page.view.acts.editor
    assert isinstance(editor, GistEditor)
    card = page.view.camera.rect_to_view(page.view.scene.board.rect("s8"))
    assert abs(editor.x() - card.x) <= 1
    page.qtbot.keyClicks(editor, "Cars are not bicycles")
    page.qtbot.keyClick(editor, KEY.Key_Return)
    page.wait()
    assert page.debate.statements["s8"].gist == "Cars are not bicycles"
    assert page.view.scene.board.cards["s8"].title == "Cars are not bicycles"
    assert page.view.acts.editor is None
    page.session.undo()
    assert page.debate.statements["s8"].gist == "The study covers cars only"


def test_escape_leaves_the_words_and_the_editor_moves_with_the_map(page) -> None:
    _select(page, "s8")
    page.press(KEY.Key_F2)
    editor = page.view.acts.editor
    before = editor.pos()
    page.view.pan(-30, -20)
    assert editor.pos() - before == QPoint(-30, -20)
    page.qtbot.keyClicks(editor, "Nothing")
    page.qtbot.keyClick(editor, KEY.Key_Escape)
    assert page.debate.statements["s8"].gist == "The study covers cars only"
    assert page.session.undo_label == ""


def test_a_link_is_retyped_reversed_and_conceded_in_part_by_keys(page) -> None:
    _select(page, "r5")
    page.press(KEY.Key_7)
    assert page.debate.relations["r5"].kind is RelationKind.ANSWERS
    page.session.undo()
    page.wait()
    _select(page, "r10")
    page.press(KEY.Key_R)
    assert page.debate.relations["r10"].sources == ("s6",)
    assert page.debate.relations["r10"].target.id == "s8"
    _select(page, "r2")
    page.press(KEY.Key_E)
    assert page.debate.relations["r2"].extent is Extent.PARTIAL
    page.press(KEY.Key_E)
    assert page.debate.relations["r2"].extent is Extent.FULL


def test_a_link_is_aimed_elsewhere_and_keeps_what_it_says_where_it_can(page) -> None:
    _select(page, "r3")
    page.press(KEY.Key_A)
    page.view.linking.point_at("v2")
    page.press(KEY.Key_Return)
    relation = page.debate.relations["r3"]
    assert (relation.kind, relation.target, relation.versions) == (
        RelationKind.OBJECTS,
        Target(TargetKind.PROVISION, "v2"),
        (1,),
    )
    page.press(KEY.Key_A)
    page.view.linking.point_at("r1")
    page.press(KEY.Key_Return)
    assert page.debate.relations["r3"].kind is RelationKind.UNDERCUTS
    assert page.debate.relations["r3"].target == Target(TargetKind.RELATION, "r1")


def test_a_link_starts_from_another_card(page) -> None:
    _select(page, "r5")
    page.press(KEY.Key_A, SHIFT)
    page.view.linking.point_at("s4")
    page.press(KEY.Key_Return)
    assert page.debate.relations["r5"].sources == ("s4",)


def test_statements_are_merged(page) -> None:
    _select(page, "s8", "s6")
    page.press(KEY.Key_M)
    assert "s6" not in page.debate.statements
    assert page.selected == ("s8",)
    page.session.undo()
    page.wait()
    _select(page, "s9")
    page.press(KEY.Key_M)
    page.view.linking.point_at("v1")
    page.view.linking.point_at("s5")
    page.press(KEY.Key_Return)
    assert "s9" not in page.debate.statements


def test_several_premises_become_one_link_and_take_over_their_own(page) -> None:
    _select(page, "s2", "s4")
    page.press(KEY.Key_L)
    page.view.linking.point_at("v1")
    page.press(KEY.Key_Return)
    assert page.debate.relations["r1"].sources == ("s2", "s4")
    assert "r3" not in page.debate.relations
    page.session.undo()
    assert page.debate.relations["r1"].sources == ("s2",)
    assert "r3" in page.debate.relations


def test_delete_and_what_hangs_on_it(page) -> None:
    _select(page, "r5")
    page.press(KEY.Key_Delete)
    assert not {"r5", "r6"} & page.debate.relations.keys()


@pytest.mark.parametrize(
    ("start", "target", "digit", "words"),
    [
        ("s8", "v1", KEY.Key_5, "“contradicts” cannot lead to a provision"),
        ("s8", "s4", KEY.Key_4, "Only an arrow can be undercut"),
        ("s1", "r7", KEY.Key_4, "“about” has no force"),
        ("s1", "r5", KEY.Key_1, "“supports” cannot lead to an arrow"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(page, start, target, digit, words) -> None:
    before = dict(page.debate.relations)
    _select(page, start)
    page.press(KEY.Key_L)
    page.view.linking.point_at(target)
    page.press(digit)
    page.press(KEY.Key_Return)
    assert len(page.refusals) == 1
    assert words in page.refusals[0]
    assert dict(page.debate.relations) == before


def test_a_provision_starts_no_link_and_nothing_selected_neither(page) -> None:
    said = []
    page.view.hinted.connect(said.append)
    _select(page, "v1")
    page.press(KEY.Key_L)
    assert "cannot be where a link starts" in said[-1] or "Select" in said[-1]
    assert page.view.linking.aim is None


def test_the_past_cannot_be_changed(page) -> None:
    page.view.showing.set_moment(Moment("2100-01-01"))
    page.wait()
    _select(page, "s8")
    for key in (KEY.Key_C, KEY.Key_Delete, KEY.Key_L, KEY.Key_F2):
        page.press(key)
    assert len(page.refusals) == 4
    assert all("as it stood" in sentence for sentence in page.refusals)
    assert page.session.undo_label == ""


# The menu


def test_the_menu_has_everything_with_its_key_and_works(page) -> None:
    _select(page, "s8")
    page.press(KEY.Key_Menu)
    QApplication.sendEvent(page.view, _context_event(page))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MapMenu)
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert {"Link to…\tL", "Merge with…\tM", "Edit the words\tF2", "Focus\tF", "Delete\tDel"} <= set(words)
    next(a for a in menu.actions() if a.text().endswith("\tDel")).trigger()
    menu.close()
    assert "s8" not in page.debate.statements


def test_the_menu_of_a_link_is_another_one(page) -> None:
    _select(page, "r5")
    QApplication.sendEvent(page.view, _context_event(page))
    menu = QApplication.activePopupWidget()
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert {"Reverse\tR", "Aim at another card…\tA"} <= set(words)
    menu.close()


def _context_event(page):
    from PySide6.QtGui import QContextMenuEvent

    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), page.view.mapToGlobal(QPoint(5, 5)))


# By the mouse


def _handle(page, card_id: str) -> QPoint:
    rect = page.view.camera.rect_to_view(page.view.scene.board.rect(card_id))
    return QPointF(rect.x, rect.y + rect.height / 2).toPoint()


def _drag_to(page, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    away = end - start
    page.drag(start, (away.x(), away.y()), drop=drop)


def test_dragging_from_the_handle_links_and_moves_nothing(page) -> None:
    before = page.places()
    _select(page, "s8")
    _drag_to(page, _handle(page, "s8"), page.point("s4"))
    assert (RelationKind.OBJECTS, "s4") in _links(page, "s8")
    assert page.places() == before
    page.session.undo()
    assert (RelationKind.OBJECTS, "s4") not in _links(page, "s8")


def test_the_handle_is_there_for_the_card_under_the_mouse(page) -> None:
    page.qtbot.mouseMove(page.view.viewport(), page.point("s8"))
    page.wait()
    assert page.view.pointer.spots.handle(QPointF(_handle(page, "s8"))) == ("s8", False)
    assert page.view.pointer.spots.handle(QPointF(_handle(page, "s4"))) is None


def test_a_key_while_dragging_says_what_it_is(page) -> None:
    _select(page, "s8")
    _drag_to(page, _handle(page, "s8"), page.point("s4"), drop=False)
    assert page.view.overlay.aim_words == "objects to"
    page.press(KEY.Key_1)
    assert page.view.overlay.aim_words == "supports"
    page.qtbot.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.point("s4"))
    page.wait()
    assert (RelationKind.SUPPORTS, "s4") in _links(page, "s8")


def test_dragging_onto_an_arrow_undercuts_it(page) -> None:
    _select(page, "s7")
    _drag_to(page, _handle(page, "s7"), page.point_on("r3"))
    assert (RelationKind.UNDERCUTS, "r3") in _links(page, "s7")


def test_dropping_on_the_ground_or_pressing_escape_links_nothing(page) -> None:
    before = dict(page.debate.relations)
    _select(page, "s8")
    _drag_to(page, _handle(page, "s8"), page.ground())
    _drag_to(page, _handle(page, "s8"), page.point("s4"), drop=False)
    page.press(KEY.Key_Escape)
    page.qtbot.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.point("s4"))
    page.wait()
    assert dict(page.debate.relations) == before
    assert page.view.linking.aim is None


def test_dragging_the_end_of_an_arrow_aims_it_elsewhere(page) -> None:
    _select(page, "r3")
    tip = QPointF(*page.view.camera.to_view(*page.view.scene.board.links["r3"].tip)).toPoint()
    _drag_to(page, tip, page.point("v2"))
    assert page.debate.relations["r3"].target.id == "v2"


def test_the_right_button_selects_and_opens_the_menu(page) -> None:
    from PySide6.QtGui import QContextMenuEvent

    at = page.point("s4")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MapMenu)
    assert page.selected == ("s4",)
    menu.close()
