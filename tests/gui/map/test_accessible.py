"""What a screen reader finds on the map."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible

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
    assert _tree(page).childAt(at.x(), at.y()).card_id == "s6"
    assert item.state().selected
    assert _tree(page).focusChild().card_id == "s6"
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
        assert _tree(page).focusChild().card_id == page.selected[0] != "s6"
    finally:
        QAccessible.setActive(active)


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
