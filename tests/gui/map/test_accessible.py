"""What a screen reader finds on the map."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from argmap.gui.map.map_menu import MapMenu
from argmap.gui.map.map_view import MapView
from argmap.gui.map.text_dialog import TextDialog, outline
from argmap.gui.map.walking import reading_order
from argmap.gui.session import Session
from argmap.model.edits import statements
from argmap.model.kinds import StatementKind, Table

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def _tree(page):
    return QAccessible.queryAccessibleInterface(page.view)


def _item(page, card_id):
    return _tree(page).child(reading_order(page.view.scene.sight).index(card_id))


def test_every_card_is_a_child_in_reading_order(page) -> None:
    tree = _tree(page)
    assert tree.role() is QAccessible.Role.Tree
    assert tree.childCount() == len(page.places())
    names = [tree.child(i).text(NAME) for i in range(tree.childCount())]
    assert names == [page.view.scene.board.cards[i].title for i in reading_order(page.view.scene.sight)]
    assert tree.child(0).role() is QAccessible.Role.TreeItem
    assert tree.child(-1) is None
    assert tree.indexOfChild(tree.child(3)) == 3


def test_a_card_tells_its_kind_verdict_and_neighbours(page) -> None:
    told = _item(page, "s6").text(DESCRIPTION)
    assert told.startswith("Objection by Cy Marsh: No study shows that tests help")
    assert "Objects to “Tests keep people safe”" in told
    assert "“The study covers cars only” contradicts this" in told
    assert any(word in told for word in ("stands", "falls", "disputed"))
    assert "objects to this" in _item(page, "v1").text(DESCRIPTION)


def test_items_are_where_the_cards_are_and_the_selected_one_has_the_focus(page) -> None:
    page.click("s6")
    item = _item(page, "s6")
    assert item.rect().contains(page.view.viewport().mapToGlobal(page.point("s6")))
    at = page.view.viewport().mapToGlobal(page.point("s6"))
    assert _tree(page).childAt(at.x(), at.y()).record_id == "s6"
    assert item.state().selected
    assert _tree(page).focusChild().record_id == "s6"
    assert not _item(page, "s4").state().selected


def test_hidden_cards_are_no_children_and_folds_are_told(page) -> None:
    page.view.showing.toggle_fold(("v1",))
    page.wait()
    assert _tree(page).childCount() == len(page.places()) - 4
    assert _item(page, "v1").state().collapsed
    assert "4 more folded away" in _item(page, "v1").text(DESCRIPTION)


def test_the_children_follow_edits(page) -> None:
    before = [_tree(page).child(i) for i in range(_tree(page).childCount())]
    page.session.do(statements.delete(page.debate, "s8"))
    page.session.do(statements.tag(page.debate, StatementKind.CLAIM, gist="New"))
    page.wait()
    assert _tree(page).childCount() == len(before)
    names = [_tree(page).child(i).text(NAME) for i in range(_tree(page).childCount())]
    assert "New" in names
    assert "The study covers cars only" not in names


def test_a_map_that_is_gone_leaves_nothing_behind(qtbot) -> None:
    for _ in range(3):
        view = MapView(Session())
        tree = QAccessible.queryAccessibleInterface(view)
        assert tree.childCount() == 0
        del tree
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view
        gc.collect()


def test_arrows_tell_a_listening_reader(page) -> None:
    active = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        page.click("s6")
        page.press(Qt.Key.Key_Left)
        assert _tree(page).focusChild().record_id == page.selected[0] != "s6"
    finally:
        QAccessible.setActive(active)


def _link(page, link_id):
    return next(
        item
        for card in (_tree(page).child(i) for i in range(_tree(page).childCount()))
        for item in (card.child(i) for i in range(card.childCount()))
        if item.record_id == link_id
    )


def test_every_link_is_a_child_of_the_card_that_it_starts_from(page) -> None:
    cards = [_tree(page).child(i) for i in range(_tree(page).childCount())]
    found = {card.child(i).record_id: card for card in cards for i in range(card.childCount())}
    assert found.keys() == page.view.scene.board.links.keys()
    assert all(page.view.scene.board.links[i].sources[0] == card.record_id for i, card in found.items())
    card = found["r5"]
    item = _link(page, "r5")
    assert card.indexOfChild(item) == [card.child(i).record_id for i in range(card.childCount())].index("r5")
    assert item.parent() is card
    assert item.childCount() == 0
    assert item.role() is QAccessible.Role.TreeItem


def test_a_link_tells_what_it_does_how_it_fares_and_what_hits_it(page) -> None:
    item = _link(page, "r5")
    assert item.text(NAME) == "Objects to “Tests keep people safe”"
    told = item.text(DESCRIPTION)
    assert told.startswith("“No study shows that tests help”. objects")
    assert "“The study covers cars only” undercuts this" in told
    assert any(word in told.lower() for word in ("stands", "falls", "disputed"))
    assert "“Tests measure what matters”" in _link(page, "r4").text(DESCRIPTION)


def test_a_link_is_where_its_line_is_and_is_found_there(page) -> None:
    at = page.view.viewport().mapToGlobal(page.point_on("r3"))
    assert _link(page, "r3").rect().contains(at)
    assert _tree(page).childAt(at.x(), at.y()).record_id == "r3"
    nowhere = page.view.viewport().mapToGlobal(page.ground())
    assert _tree(page).childAt(nowhere.x(), nowhere.y()) is None


def _do(item, action: str) -> None:
    actions = item.actionInterface()
    assert action in actions.actionNames()
    actions.doAction(action)


def test_a_reader_selects_reads_folds_and_opens_the_menu(page) -> None:
    read = []
    page.view.passage_wanted.connect(read.append)
    actions = QAccessibleActionInterface
    _do(_item(page, "s6"), actions.setFocusAction())
    assert page.selected == ("s6",)
    _do(_link(page, "r5"), actions.setFocusAction())
    assert page.session.selection.only(Table.RELATIONS) == ("r5",)
    assert _link(page, "r5").state().selected
    assert _tree(page).focusChild().record_id == "r5"
    _do(_item(page, "s4"), actions.pressAction())
    assert read == ["s4"]
    _do(_item(page, "v1"), actions.toggleAction())
    page.wait()
    assert page.view.scene.sight.part.stubs["v1"] == 4
    _do(_item(page, "v1"), actions.toggleAction())
    page.wait()
    assert not page.view.scene.sight.part.stubs
    _do(_item(page, "s6"), actions.showMenuAction())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MapMenu)
    menu.close()
    keys = _item(page, "v1").actionInterface()
    assert [keys.keyBindingsForAction(name) for name in keys.actionNames()] == [[], ["Return"], ["Menu"], ["B"]]


def test_what_a_card_is_not_it_says_without_harm(page) -> None:
    for item in (_item(page, "s6"), _link(page, "r5")):
        assert item.textInterface() is None
        assert item.valueInterface() is None
        assert item.tableCellInterface() is None


def test_only_what_can_be_folded_is_expandable(page) -> None:
    assert _item(page, "v1").state().expandable
    assert _item(page, "v1").state().expanded
    assert not _item(page, "s1").state().expandable
    assert QAccessibleActionInterface.toggleAction() not in _item(page, "s1").actionInterface().actionNames()


def test_cards_out_of_view_are_told_to_be(page) -> None:
    assert not _item(page, "s6").state().offscreen
    page.view.pan(-5000, 0)
    assert _item(page, "s6").state().offscreen
    assert _link(page, "r5").state().offscreen


def test_what_is_gone_or_folded_away_answers_nothing(page) -> None:
    card, link = _item(page, "s4"), _link(page, "r3")
    page.view.showing.toggle_fold(("v1",))
    page.wait()
    for item in (card, link):
        assert not item.isValid()
        assert item.state().invalid
        assert item.text(NAME) == ""
        assert item.rect().isEmpty()
        assert item.actionInterface().actionNames() == []
    at = page.view.viewport().mapToGlobal(page.point("s4"))
    assert _tree(page).childAt(at.x(), at.y()) is None
    assert "s4" not in {_tree(page).child(i).record_id for i in range(_tree(page).childCount())}


def test_a_filter_that_hides_takes_cards_off_the_tree(page) -> None:
    page.view.showing.narrow(kinds=(StatementKind.QUESTION,), hides=True)
    page.wait()
    kinds = {_tree(page).child(i).text(DESCRIPTION).split()[0] for i in range(_tree(page).childCount())}
    assert kinds <= {"Question", "Provision"}


@pytest.fixture
def told(page, monkeypatch):
    """What a screen reader that listens is told: (event, card or link)."""
    heard = []

    def hear(event) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append((event.type(), event.message()))
            return
        item = event.accessibleInterface()
        heard.append((event.type(), getattr(item, "record_id", "")))

    active = QAccessible.isActive()
    QAccessible.setActive(True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    yield heard
    QAccessible.setActive(active)


def test_walking_tells_of_each_card_and_link(page, told) -> None:
    page.click("s6")
    for key, modifier in ((Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Left, None)):
        page.press(key, modifier or Qt.KeyboardModifier.NoModifier)
    focused = [record_id for event, record_id in told if event is QAccessible.Event.Focus]
    assert focused == ["s6", "r5", "s5"]
    assert [i for event, i in told if event is QAccessible.Event.Selection] == focused


def test_what_a_link_would_say_is_said_while_it_is_drawn(page, told) -> None:
    page.walk_to("s8")
    page.keys("L")
    page.aim_at("s4")
    page.keys("4")
    said = [words for event, words in told if event is QAccessible.Event.Announcement]
    assert said[-2].startswith("Objects to “Plates cannot be read at night”")
    assert said[-1].startswith("Only an arrow can be undercut")


def test_folding_and_edits_tell_that_the_tree_is_another_one(page, told) -> None:
    page.click("v1")
    page.press(Qt.Key.Key_B)
    assert QAccessible.Event.ObjectReorder in [event for event, _ in told]
    told.clear()
    page.session.do(statements.delete(page.debate, "s8"))
    page.wait()
    assert QAccessible.Event.ObjectReorder in [event for event, _ in told]


# As text


def test_the_outline_names_every_card_once_with_its_links(page) -> None:
    lines = outline(page.view)
    assert {card_id for card_id, _ in lines} == page.places().keys()
    numbers = {card_id: n for n, (card_id, _) in enumerate(lines, start=1)}
    by_id = dict(lines)
    assert by_id["v1"].startswith(f"{numbers['v1']}. Provision § 1")
    assert by_id["s2"].startswith("    ")
    assert f"Objects to {numbers['s5']}" in by_id["s6"]
    assert f"the link from {numbers['s6']} to {numbers['s5']}" in by_id["s8"]


def test_the_dialog_starts_at_the_selected_card(page, qtbot) -> None:
    page.session.select(Table.STATEMENTS, "s6")
    dialog = TextDialog(page.view)
    qtbot.addWidget(dialog)
    assert "No study shows" in dialog.text.textCursor().block().text()
