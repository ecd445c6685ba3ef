"""Editing on the map: every act by the mouse and by keys alone, and undone to the letter."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from argmap.analysis.past import Moment
from argmap.gui.actions import COMMANDS
from argmap.gui.dialogs.keys_dialog import MAP_KEYS
from argmap.gui.dialogs.picker import Picker
from argmap.gui.map.gist_editor import GistEditor
from argmap.gui.map.map_menu import MapMenu
from argmap.model.edits import statements
from argmap.model.kinds import Extent, RelationKind, StatementKind, Table, TargetKind
from argmap.model.records import Target

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def _links(page, source: str) -> set[tuple[RelationKind, str]]:
    return {(r.kind, r.target.id) for r in page.debate.relations.values() if source in r.sources}


def _sources(page, kind: RelationKind, target: str) -> list[set[str]]:
    return [set(r.sources) for r in page.debate.relations.values() if (r.kind, r.target.id) == (kind, target)]


def _pinned(page, card_id: str) -> bool:
    position = page.debate.positions.get(card_id)
    return position is not None and position.pinned


# What can be done: by the mouse, by keys, and how to see that it was


@dataclass(frozen=True)
class Act:
    """``undone`` are the steps to undo."""

    name: str
    mouse: Callable
    keys: Callable
    done: Callable
    undone: int = field(default=1)


def _undercut_by_keys(page) -> None:
    page.walk_to("s7")
    page.keys("L")
    page.aim_at("s4")
    page.keys("Ctrl+Left", "Return")


def _worded_by_mouse(page) -> None:
    page.menu(page.point("s8"), "Edit the words")
    page.type("Cars are not bicycles")
    page.click_at(page.ground())


def _worded_by_keys(page) -> None:
    page.walk_to("s8")
    page.keys("F2")
    page.type("Cars are not bicycles")
    page.keys("Return")


def _on_link(link_id: str, *keys: str, aim: str = "") -> Callable:
    def do(page) -> None:
        page.walk_to_link(link_id)
        page.keys(*keys)
        if aim:
            page.aim_at(aim)
            page.keys("Return")

    return do


def _on_card(card_id: str, *keys: str) -> Callable:
    def do(page) -> None:
        page.walk_to(card_id)
        page.keys(*keys)

    return do


def _link_menu(link_id: str, *words: str) -> Callable:
    return lambda page: page.menu(page.point_on(link_id), *words)


def _card_menu(card_id: str, *words: str) -> Callable:
    return lambda page: page.menu(page.point(card_id), *words)


def _merged_by_clicks(page) -> None:
    page.click("s5")
    page.click("s9", CONTROL)
    page.menu(page.point("s9"), "Merge")


def _merged_by_menu_and_click(page) -> None:
    page.menu(page.point("s9"), "Merge with")
    page.hover(page.point("s5"))
    page.click("s5")


def _merged_by_keys(page) -> None:
    page.walk_to("s9")
    page.keys("M")
    page.aim_at("s5")
    page.keys("Return")


def _premises_by_mouse(page) -> None:
    page.click("s2")
    page.click("s4", CONTROL)
    page.drag_to(page.ring("s4"), page.point("v1"))


def _premises_by_keys(page) -> None:
    page.walk_to("s4")
    page.keys("L")
    page.aim_at("s2")
    page.keys("Space")
    page.aim_at("v1")
    page.keys("Return")


def _premises_by_selection(page) -> None:
    page.walk_to("s2")
    page.keys("Shift+Down")
    assert page.selected == ("s2", "s4")
    page.keys("L")
    page.aim_at("v1")
    page.keys("Return")


def _clicked_twice(page) -> None:
    page.click_at(page.ring("s8"))
    assert page.view.linking.aim is not None
    page.hover(page.point("s4"))
    page.click("s4")


def _moved_by_mouse(page) -> None:
    page.drag(page.point("s8"), (40, 90))


def _tidied_by_mouse(page) -> None:
    page.drag(page.point("s8"), (40, 90))
    page.menu(page.point("s8"), "Unpin")
    page.menu(page.point("v2"), "Tidy the branch")


def _tidied_by_keys(page) -> None:
    page.walk_to("s8")
    page.keys("Ctrl+Shift+Down", "Ctrl+Shift+Down", "U")
    page.walk_to("v2")
    page.menu_key("T")


OBJECTS, SUPPORTS, UNDERCUTS = RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.UNDERCUTS
ACTS = (
    Act(
        "relate",
        lambda page: page.link_by_mouse("s8", "s4"),
        lambda page: page.link_by_keys("s8", "s4"),
        lambda page: (OBJECTS, "s4") in _links(page, "s8"),
    ),
    Act(
        "relate by two clicks and from a list",
        _clicked_twice,
        lambda page: (_on_card("s8", "L", "L")(page), page.type("night"), page.keys("Return")),
        lambda page: (OBJECTS, "s4") in _links(page, "s8"),
    ),
    Act(
        "relate by the menu",
        lambda page: (_card_menu("s8", "Link to")(page), page.click("s4")),
        lambda page: (
            page.walk_to("s8"),
            page.menu_key("L"),
            page.aim_at("s4"),
            page.keys("Return"),
        ),
        lambda page: (OBJECTS, "s4") in _links(page, "s8"),
    ),
    Act(
        "relate to a provision",
        lambda page: page.link_by_mouse("s6", "v1"),
        lambda page: page.link_by_keys("s6", "v1"),
        lambda page: next(r for r in page.debate.relations.values() if r.sources == ("s6",) and r.versions == (2,)),
    ),
    Act(
        "say what it is while it is drawn",
        lambda page: page.link_by_mouse("s8", "s4", "1"),
        lambda page: page.link_by_keys("s8", "s4", "1"),
        lambda page: (SUPPORTS, "s4") in _links(page, "s8"),
    ),
    Act(
        "say what it is after that",
        lambda page: (page.link_by_mouse("s8", "s4"), page.keys("1")),
        lambda page: (page.link_by_keys("s8", "s4"), page.keys("1")),
        lambda page: (SUPPORTS, "s4") in _links(page, "s8"),
    ),
    Act(
        "undercut",
        lambda page: page.link_by_mouse("s7", "r3"),
        _undercut_by_keys,
        lambda page: (UNDERCUTS, "r3") in _links(page, "s7"),
    ),
    Act(
        "retype",
        _card_menu("s8", "Kind", "Claim"),
        _on_card("s8", "C"),
        lambda page: page.debate.statements["s8"].kind is StatementKind.CLAIM,
    ),
    Act(
        "word",
        _worded_by_mouse,
        _worded_by_keys,
        lambda page: page.view.scene.board.cards["s8"].title == "Cars are not bicycles",
    ),
    Act(
        "aim elsewhere",
        lambda page: page.drag_to(page.tip("r3"), page.point("v2")),
        _on_link("r3", "A", aim="v2"),
        lambda page: page.debate.relations["r3"].target == Target(TargetKind.PROVISION, "v2"),
    ),
    Act(
        "aim elsewhere by the menu",
        lambda page: (_link_menu("r3", "Aim")(page), page.click("v2")),
        lambda page: (page.walk_to_link("r3"), page.menu_key("A"), page.aim_at("v2"), page.keys("Return")),
        lambda page: page.debate.relations["r3"].target == Target(TargetKind.PROVISION, "v2"),
    ),
    Act(
        "start elsewhere",
        lambda page: page.drag_to(page.start("r5"), page.point("s4")),
        _on_link("r5", "Shift+A", aim="s4"),
        lambda page: page.debate.relations["r5"].sources == ("s4",),
    ),
    Act(
        "reverse",
        _link_menu("r10", "Reverse"),
        _on_link("r10", "R"),
        lambda page: (RelationKind.CONTRADICTS, "s8") in _links(page, "s6"),
    ),
    Act(
        "change a link",
        _link_menu("r5", "Kind of link", "Answers"),
        _on_link("r5", "7"),
        lambda page: page.debate.relations["r5"].kind is RelationKind.ANSWERS,
    ),
    Act(
        "concede in part",
        _link_menu("r2", "Full"),
        _on_link("r2", "E"),
        lambda page: page.debate.relations["r2"].extent is Extent.PARTIAL,
    ),
    Act(
        "delete a link",
        _link_menu("r5", "Delete"),
        _on_link("r5", "Del"),
        lambda page: not {"r5", "r6"} & page.debate.relations.keys(),
    ),
    Act("merge", _merged_by_clicks, _merged_by_keys, lambda page: "s9" not in page.debate.statements),
    Act(
        "merge with what is chosen next",
        _merged_by_menu_and_click,
        lambda page: (page.walk_to("s9"), page.menu_key("M"), page.aim_at("s5"), page.keys("Return")),
        lambda page: "s9" not in page.debate.statements,
    ),
    Act(
        "merge instead of linking",
        lambda page: page.link_by_mouse("s9", "s5", "M"),
        lambda page: page.link_by_keys("s9", "s5", "M"),
        lambda page: "s9" not in page.debate.statements,
    ),
    Act(
        "link premises",
        _premises_by_mouse,
        _premises_by_keys,
        lambda page: _sources(page, OBJECTS, "v1") == [{"s2", "s4"}],
    ),
    Act(
        "link premises that are selected",
        _premises_by_mouse,
        _premises_by_selection,
        lambda page: _sources(page, OBJECTS, "v1") == [{"s2", "s4"}],
    ),
    Act(
        "delete a card",
        _card_menu("s6", "Delete"),
        _on_card("s6", "Del"),
        lambda page: "s6" not in page.debate.statements and not {"r5", "r6", "r10"} & page.debate.relations.keys(),
    ),
    Act(
        "move a card",
        _moved_by_mouse,
        _on_card("s8", "Ctrl+Shift+Down"),
        lambda page: _pinned(page, "s8"),
    ),
    Act("pin", _card_menu("s8", "Pin"), _on_card("s8", "U"), lambda page: _pinned(page, "s8")),
    Act(
        "unpin",
        lambda page: (_card_menu("s8", "Pin")(page), _card_menu("s8", "Unpin")(page)),
        _on_card("s8", "U", "U"),
        lambda page: "s8" in page.debate.positions and not _pinned(page, "s8"),
        2,
    ),
    Act("tidy a branch", _tidied_by_mouse, _tidied_by_keys, lambda page: page.session.undo_label == "Tidy branch", 3),
)


@pytest.mark.parametrize("way", ["mouse", "keys"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_it_is_done_by_mouse_and_by_keys_and_undone_to_the_letter(page, act, way) -> None:
    before = page.written()
    getattr(act, way)(page)
    assert act.done(page), (page.hints[-1:], page.refusals)
    assert page.refusals == []
    assert page.view.linking.aim is None
    assert not page.view.pointer.busy
    assert page.written() != before
    steps = 0
    while page.session.undo_label:
        page.session.undo()
        steps += 1
    page.wait()
    assert page.written() == before
    assert steps == (act.undone if act.name != "tidy a branch" or way == "mouse" else 4)


def test_an_act_ends_with_what_it_made_selected(page) -> None:
    page.link_by_keys("s8", "s4")
    assert page.session.selection.table is Table.RELATIONS
    assert (OBJECTS, "s4") in _links(page, "s8")
    _merged_by_keys(page)
    assert page.selected == ("s5",)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("C", StatementKind.CLAIM),
        ("S", StatementKind.SUPPORT),
        ("O", StatementKind.OBJECTION),
        ("N", StatementKind.CONCESSION),
        ("Q", StatementKind.QUESTION),
    ],
)
def test_letters_retype_all_that_is_selected(page, key, kind) -> None:
    page.session.select(Table.STATEMENTS, "s1", "s7")
    page.keys(key)
    assert {page.debate.statements[i].kind for i in ("s1", "s7")} == {kind}
    page.session.undo()
    assert page.debate.statements["s1"].kind is StatementKind.CLAIM
    assert page.debate.statements["s7"].kind is StatementKind.QUESTION


def test_linking_moves_nothing_but_what_hung_on_nothing(page) -> None:
    page.session.do(statements.tag(page.debate, StatementKind.OBJECTION, gist="Bells are enough"))
    page.wait()
    made = next(i for i, s in page.debate.statements.items() if s.gist == "Bells are enough")
    before = page.places()
    page.link_by_mouse("s8", "s4")
    assert page.places() == before
    page.link_by_keys(made, "v2")
    assert {i: at for i, at in page.places().items() if i != made} == {i: at for i, at in before.items() if i != made}


def test_a_link_keeps_what_it_says_where_it_can(page) -> None:
    page.drag_to(page.tip("r3"), page.point("v2"))
    relation = page.debate.relations["r3"]
    assert (relation.kind, relation.versions) == (OBJECTS, (1,))
    page.drag_to(page.tip("r3"), page.point_on("r2"), drop=False)
    assert "cannot" not in page.hints[-1]
    page.keys("Escape")
    page.walk_to_link("r3")
    page.keys("A")
    page.aim_at("s2")
    page.keys("Ctrl+Left", "Return")
    assert page.debate.relations["r3"].kind is UNDERCUTS
    assert page.debate.relations["r3"].target == Target(TargetKind.RELATION, "r1")


def test_every_link_is_reached_by_keys(page) -> None:
    for link_id in page.debate.relations:
        page.walk_to_link(link_id)
    page.walk_to_link("r5")
    page.keys("Ctrl+Right")
    assert page.selected == ("r6",)
    page.keys("Left")
    assert page.selected == ("r5",)


# Menus, editors, hints


def test_the_menu_has_everything_with_its_key(page) -> None:
    page.walk_to("s8")
    page.menu_key()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MapMenu)
    words = {action.text().replace("&", "") for action in menu.actions() if action.text()}
    assert {
        "Link to…\tL",
        "Merge with…\tM",
        "Edit the words\tF2",
        "Focus\tF",
        "Pin where it stands\tU",
        "Delete\tDel",
    } <= words
    page.keys("Esc")
    page.walk_to_link("r5")
    page.keys("Shift+F10")
    menu = QApplication.activePopupWidget()
    words = {action.text().replace("&", "") for action in menu.actions() if action.text()}
    assert {"Reverse\tR", "Aim at another card…\tA", "Start from another card…\tShift+A"} <= words
    menu.close()


def test_the_right_button_selects_what_is_under_it(page) -> None:
    page.menu(page.point("s4"))
    assert page.selected == ("s4",)
    QApplication.activePopupWidget().close()
    page.menu(page.point_on("r5"))
    assert page.selected == ("r5",)
    QApplication.activePopupWidget().close()
    page.menu(page.ground())
    assert page.selected == ()
    QApplication.activePopupWidget().close()


def test_the_list_offers_what_can_be_aimed_at(page) -> None:
    page.walk_to("s9")
    page.keys("M", "L")
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, Picker)
    assert len(picker.shown) == len(page.debate.statements) - 1
    picker.close()
    page.keys("Escape")


def test_escape_leaves_the_words_and_the_editor_moves_with_the_map(page) -> None:
    before = page.written()
    page.walk_to("s8")
    page.keys("F2")
    editor = page.view.acts.editor
    assert isinstance(editor, GistEditor)
    at = editor.pos()
    page.view.pan(-30, -20)
    assert editor.pos() - at == QPoint(-30, -20)
    page.type("Nothing")
    page.keys("Escape")
    assert page.written() == before
    assert page.session.undo_label == ""
    assert page.view.hasFocus()


def test_words_that_are_being_typed_are_kept_when_the_file_closes(page) -> None:
    page.walk_to("s8")
    page.keys("F2")
    page.type("Typed last")
    page.session.close_file()
    assert page.debate.statements["s8"].gist == "Typed last"


@pytest.mark.parametrize("away", ["folded", "hidden", "past"])
def test_words_that_are_being_typed_are_kept_when_their_card_goes_out_of_sight(page, away: str) -> None:
    page.walk_to("s8")
    page.keys("F2")
    page.type("Typed last")
    if away == "folded":
        page.view.showing.fold_all()
    elif away == "hidden":
        page.session.select(None)
        page.view.showing.narrow(kinds=("claim",), hides=True)
    else:
        page.view.showing.set_moment(Moment("2024-09-13"))
    assert page.debate.statements["s8"].gist == "Typed last"
    assert page.view.acts.editor is None
    assert page.view.overlay.reworded is None


def test_a_second_editor_keeps_what_the_first_has(page) -> None:
    page.walk_to("s8")
    page.keys("F2")
    page.type("First")
    page.session.select(Table.STATEMENTS, "s4")
    page.view.acts.edit_gist()
    page.type("Second")
    page.keys("Return")
    assert [page.debate.statements[i].gist for i in ("s8", "s4")] == ["First", "Second"]
    assert page.view.findChildren(GistEditor) == [] or page.view.acts.editor is None


def test_the_strip_shows_what_a_link_can_be_and_which_it_is(page) -> None:
    page.walk_to("s8")
    page.keys("L")
    page.aim_at("s4")
    choices = {choice.key: choice for choice in page.view.overlay.aim_choices}
    assert [key for key, choice in choices.items() if choice.chosen] == ["3"]
    assert not choices["4"].possible
    plain = page.picture()
    page.keys("1")
    choices = {choice.key: choice for choice in page.view.overlay.aim_choices}
    assert [key for key, choice in choices.items() if choice.chosen] == ["1"]
    assert page.picture() != plain
    page.keys("M")
    assert [choice.key for choice in page.view.overlay.aim_choices if choice.chosen] == ["M"]
    page.keys("Escape")
    assert page.view.overlay.aim is None


def test_every_key_of_the_map_is_on_the_page_of_keys_and_means_nothing_else(page) -> None:
    bound = {QKeySequence(key).toString() for key in page.view._keys._plain}
    bound |= {QKeySequence(key | held.value).toString() for key, held in page.view._keys._modified}
    told = " ".join(keys for keys, _ in MAP_KEYS) + " 1 2 3 4 5 6 7 8 9"
    for shown, named in (("←", "Left"), ("→", "Right"), ("−", "-"), ("Delete", "Del"), ("Enter", "Return")):
        told = told.replace(shown, f"{named} {named}")
    told += " Alt+Left Alt+Right Enter"
    also = {"=", "Backspace", "Shift+/"}  # what a key nearby does, or every list and text
    assert {key for key in bound if key not in told.split()} == also
    everywhere = {key for command in COMMANDS for key in command.keys.split(", ") if key}
    assert bound & everywhere == set()
