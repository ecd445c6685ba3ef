"""The reader by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from argmap.model.debate import Debate
from argmap.model.records import Block, BlockKind, Post, Quote

TEXT = "Dogs bark. Cats climb, 🐈 mostly. Birds sing."


@pytest.fixture
def plain(open_reader):
    return open_reader(Debate([Post("a", text=TEXT), Post("b", position=1, text="Another post. With words.")]))


def test_dragging_selects_characters(plain):
    plain.drag("a", "climb, 🐈 mo")
    assert plain.selected == "climb, 🐈 mo"
    plain.press("O")
    assert len(plain.on("climb, 🐈 mo")) == 1


def test_a_drag_stays_in_its_post(plain, qtbot):
    start, end = plain.point("a", "sing"), plain.point("b", "words")
    viewport = plain.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert plain.view.cursor_span.post == "a"


def test_a_click_puts_the_cursor_on_the_sentence(plain):
    plain.click("a", "climb")
    assert plain.selected == "Cats climb, 🐈 mostly."


def test_a_double_click_selects_a_word_and_a_third_its_sentence(plain):
    plain.click("a", "climb", times=2)
    assert plain.selected == "climb"
    plain.click("b", "With", times=3)
    assert plain.selected == "With words."


def test_shift_and_a_click_reach_to_there(plain, qtbot):
    plain.click("a", "Dogs")
    viewport = plain.view.viewport()
    rect = plain.rect("a", "climb")
    held = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, held, QPoint(rect.right(), rect.center().y()))
    assert plain.selected == "Dogs bark. Cats climb"


def test_a_click_on_a_highlight_selects_its_statement(page):
    page.click("p4", "study shows")
    assert page.selected_statement == "s6"
    assert page.view.outlined == "s6"


def test_repeated_clicks_go_through_what_overlaps(plain):
    plain.read("a", "Cats climb, 🐈 mostly.").press("C")
    plain.read("a", "climb").press("O", "Esc")
    (inner,), (outer,) = plain.on("climb"), plain.on("Cats climb, 🐈 mostly.")
    plain.click("b", "Another")
    chosen = []
    for _ in range(3):
        plain.click("a", "climb")
        chosen.append(plain.selected_statement)
    assert chosen == [inner.id, outer.id, inner.id]


@pytest.fixture
def quoting(open_reader):
    text = "Cats climb.\nNo, they sleep."
    blocks = (Block(BlockKind.QUOTE, 0, 11, 1), Block(BlockKind.OWN, 12, len(text)))
    old = [Post("a", text=TEXT + "\n" * 200 + "End."), Post("b", position=1, text=text, blocks=blocks)]
    return open_reader(Debate([*old, Quote("q", "b", 0, 11, "a", 11, 21)]))


def link(page) -> QPoint:
    page.view.go_to("b")
    for index, y, laid in page.view.shown():
        if index == 1:
            (label,) = laid.body.labels
            return QPoint(laid.x, round(y + laid.body_top)) + label.rect.center().toPoint()
    raise AssertionError("the quoting post does not show")


def test_the_link_of_a_quote_goes_to_its_source(quoting, qtbot):
    qtbot.mouseClick(quoting.view.viewport(), Qt.MouseButton.LeftButton, pos=link(quoting))
    assert quoting.view.cursor_span.post == "a"
    assert quoting.selected == "Cats climb"
    assert quoting.rect("a", "Cats climb").isValid()


def test_the_pointer_over_a_link_is_a_hand(quoting, qtbot):
    place = link(quoting)
    viewport = quoting.view.viewport()
    qtbot.mouseMove(viewport, place)
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(viewport, place + QPoint(0, 60))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor


def tip(page, point: QPoint) -> str:
    viewport = page.view.viewport()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    return QToolTip.text()


def test_tips(page, quoting):
    assert tip(page, page.point("p4", "study shows")) == "Objection: No study shows that tests help"
    assert tip(quoting, link(quoting)) == "Go to “Cats climb”"


def test_a_proposal_is_accepted_by_a_click(page, qtbot):
    page.read("p4", "Who would").press("C")
    rows = page.view.bar.findChild(type(page.view.bar._list))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(1, 0)).center())
    (made,) = page.on("Who would")
    assert page.links(made) == [("supports", "s3")]


def test_a_click_beside_the_rows_of_the_bar_goes_nowhere(page, qtbot):
    page.read("p1", "Bicycles").press("C")
    before = page.view.cursor_span
    qtbot.mouseClick(page.view.bar, Qt.MouseButton.LeftButton, pos=QPoint(4, page.view.bar.height() - 4))
    assert page.view.cursor_span == before
    assert page.proposed


def test_the_bar_follows_its_passage_when_the_view_scrolls(open_reader):
    page = open_reader(Debate([Post(f"p{n:02}", position=n, text=f"Number {n} says so.") for n in range(60)]))
    page.read("p00", "Number 0 says so.").press("C")
    page.read("p10", "Number 10 says so.").press("O")
    before = page.view.bar.y()
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.value() + 100)
    assert page.view.bar.y() == before - 100
