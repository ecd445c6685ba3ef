"""Drags that are given up, that run into the edge of the view, into edits, keys and other buttons, and random ones."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from argmap.analysis.past import Moment
from argmap.model import checks
from argmap.model.edits import relations, statements
from argmap.model.kinds import RelationKind, StatementKind, Table
from argmap.store.debate_file import DebateFile

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
BACK, FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
CROSS, ARROW, HAND = Qt.CursorShape.CrossCursor, Qt.CursorShape.ArrowCursor, Qt.CursorShape.PointingHandCursor


def _cursor(page) -> Qt.CursorShape:
    return page.view.viewport().cursor().shape()


DRAGS: dict[str, Callable] = {
    "a link": lambda page: page.drag_to(page.ring("s8"), page.point("s4"), drop=False),
    "the end of a link": lambda page: page.drag_to(page.tip("r3"), page.point("v2"), drop=False),
    "the start of a link": lambda page: page.drag_to(page.start("r5"), page.point("s4"), drop=False),
    "a card": lambda page: page.drag(page.point("s8"), (40, 90), drop=False),
    "a frame": lambda page: page.drag(
        page.ground(), (200, -200), modifier=Qt.KeyboardModifier.ShiftModifier, drop=False
    ),
}


def _assert_calm(page) -> None:
    """Nothing is held, drawn or lifted any more."""
    assert page.view.linking.aim is None
    assert page.view.overlay.aim is None
    assert page.view.overlay.band is None
    assert page.view.scene.lifted == frozenset()
    assert not page.view.pointer.busy


@pytest.mark.parametrize("drag", DRAGS)
def test_escape_gives_a_drag_up(page, drag) -> None:
    before, places = page.written(), page.places()
    DRAGS[drag](page)
    page.keys("Escape")
    _assert_calm(page)
    page.release(page.point("s4"))
    page.hover(page.ground())
    assert page.written() == before
    assert page.places() == places
    assert page.session.undo_label == ""
    assert _cursor(page) is ARROW
    plain = page.picture()
    page.view.redraw()
    assert page.picture() == plain


@pytest.mark.parametrize("drag", DRAGS)
def test_undo_in_the_middle_of_a_drag_leaves_no_half_of_it(page, drag) -> None:
    page.session.do(statements.set_gist(page.debate, "s8", "Other words"))
    page.wait()
    DRAGS[drag](page)
    page.session.undo()
    page.hover(page.point("s5"))
    page.release(page.point("s5"))
    _assert_calm(page)
    assert page.debate.statements["s8"].gist == "The study covers cars only"
    assert page.session.undo_label == ""
    assert page.session.redo_label != ""


@pytest.mark.parametrize("drag", DRAGS)
@pytest.mark.parametrize("gone", ["s8", "s4", "s5", "v2"])
def test_what_is_dragged_or_aimed_at_may_go_meanwhile(page, drag, gone) -> None:
    from argmap.model.edits import provisions

    DRAGS[drag](page)
    delete = provisions.delete if gone == "v2" else statements.delete
    page.session.do(delete(page.debate, gone))
    after = page.written()
    page.hover(page.point("s6"))
    page.release(page.point("s6"))
    _assert_calm(page)
    assert page.written() == after
    assert page.refusals == []


def test_a_source_that_is_undone_ends_a_link_begun_by_key(page) -> None:
    page.session.do(statements.tag(page.debate, StatementKind.OBJECTION, gist="Bells are enough", statement_id="new"))
    page.wait()
    page.session.select(Table.STATEMENTS, "new")
    page.keys("L")
    page.aim_at("v2")
    page.session.undo()
    page.wait()
    _assert_calm(page)
    assert "no longer" in page.hints[-1]
    page.hover(page.point("s4"))


def test_a_target_that_goes_is_aimed_at_no_more(page) -> None:
    page.walk_to("s8")
    page.keys("L")
    page.aim_at("s4")
    page.session.do(statements.delete(page.debate, "s4"))
    page.wait()
    assert page.view.linking.aim.target is None
    page.aim_at("s2")
    page.session.do(relations.delete(page.debate, "r1"))
    page.wait()
    assert page.view.linking.aim.target == "s2"
    page.keys("Return")
    assert (RelationKind.OBJECTS, "s2") in {(r.kind, r.target.id) for r in page.debate.relations.values()}


def test_another_debate_ends_what_was_begun(page, tmp_path, debate) -> None:
    page.walk_to("s8")
    page.keys("L")
    page.session.open(DebateFile.create(tmp_path / "other.argmap", debate))
    page.wait()
    _assert_calm(page)
    page.hover(QPoint(300, 300))


def test_the_keyboard_going_elsewhere_ends_what_was_begun(page) -> None:
    page.walk_to("s8")
    page.keys("L")
    page.view.clearFocus()
    _assert_calm(page)


# Where nothing can be changed


@pytest.mark.parametrize("drag", ["a link", "the end of a link", "the start of a link", "a card"])
def test_a_file_that_is_held_elsewhere_refuses_before_anything_is_drawn(page, drag, tmp_path) -> None:
    path = page.session.file.path
    page.session.close_file()
    page.session.open(DebateFile.open(path))
    with_lock = page.session.file
    assert not page.session.read_only
    page.session.file = None
    page.session.open(DebateFile.open(path))  # which the first one still holds
    page.wait()
    assert page.session.read_only
    before, places = page.written(), page.places()
    DRAGS[drag](page)
    assert page.view.linking.aim is None
    assert page.view.scene.lifted == frozenset()
    assert len(page.refusals) >= (drag == "a card")
    page.release(page.point("s4"))
    page.walk_to("s8")
    for key in ("L", "F2", "C", "Del", "U", "M"):
        count = len(page.refusals)
        page.keys(key)
        assert len(page.refusals) == count + 1, key
        page.keys("Escape") if key == "M" else None
        page.walk_to("s8")
    assert all("held" in sentence or "read" in sentence or "open" in sentence for sentence in page.refusals)
    assert page.written() == before
    assert page.places() == places
    _assert_calm(page)
    with_lock.close()


@pytest.mark.parametrize("key", ["C", "Del", "L", "F2", "U", "M", "Ctrl+Shift+Down"])
def test_the_past_cannot_be_changed_by_keys(page, key) -> None:
    page.view.showing.set_moment(Moment("2100-01-01"))
    page.wait()
    page.session.select(Table.STATEMENTS, "s8")
    page.keys(key)
    assert len(page.refusals) == 1
    assert "as it stood" in page.refusals[0]
    assert page.session.undo_label == ""


def test_the_past_cannot_be_changed_by_the_mouse(page) -> None:
    page.view.showing.set_moment(Moment("2100-01-01"))
    page.wait()
    places = page.places()
    page.drag(page.point("s8"), (40, 90))
    assert "as it stood" in page.refusals[0]
    assert page.places() == places
    assert page.session.undo_label == ""


# Buttons, cursors, signs


def test_only_the_button_that_began_a_drag_ends_it(page) -> None:
    page.drag_to(page.ring("s8"), page.point("s4"), drop=False)
    page.qtbot.mouseClick(page.view.viewport(), RIGHT, pos=page.point("s4"))
    reason, at = QContextMenuEvent.Reason.Mouse, page.point("s4")
    QApplication.sendEvent(page.view.viewport(), QContextMenuEvent(reason, at, at))
    assert QApplication.activePopupWidget() is None
    assert page.view.linking.aim is not None
    page.release(page.point("s4"))
    assert page.selected[0] in page.debate.relations


def test_the_right_button_gives_up_what_a_key_began_and_the_middle_one_pans(page) -> None:
    page.walk_to("s8")
    page.keys("L")
    camera = page.view.camera
    page.drag(page.point("s1"), (30, 20), MIDDLE)
    assert page.view.camera.x == camera.x - 30
    assert page.view.linking.aim is not None
    page.menu(page.point("s1"))
    assert QApplication.activePopupWidget() is None
    _assert_calm(page)


def test_the_side_buttons_go_back_and_forward(page) -> None:
    page.click("s8")
    page.click("s4")
    page.side_button(BACK)
    assert page.selected == ("s8",)
    page.side_button(FORWARD)
    assert page.selected == ("s4",)


def test_the_ring_stays_while_the_mouse_is_on_it_and_says_what_it_is_for(page) -> None:
    ring = page.ring("s8")  # nothing hangs on s8
    page.hover(ring - QPoint(4, 0))
    assert page.view.overlay.handle == ("s8", False)
    assert _cursor(page) is CROSS
    assert "Drag to the card" in page.view.pointer.spots.words(QPointF(ring))
    hot = page.picture()
    page.hover(page.point("s8"))
    assert page.view.overlay.handle is None
    assert _cursor(page) is HAND
    assert page.picture() != hot
    page.hover(page.ground())
    assert page.view.pointer.spots.handle(QPointF(ring)) is None


def test_the_ends_of_an_arrow_say_what_they_are_for(page) -> None:
    assert "aim this elsewhere" in page.view.pointer.spots.words(QPointF(page.tip("r3")))
    assert "starts from" in page.view.pointer.spots.words(QPointF(page.start("r3")))


def test_a_double_click_on_the_sign_folds_and_unfolds_and_reads_nothing(page) -> None:
    read = []
    page.view.passage_wanted.connect(read.append)
    page.hover(page.point("v1"))
    stub = page.view.camera.rect_to_view(page.view.scene.sight.stub("v1"))
    sign = QPointF(stub.x + stub.width * 0.7, stub.y + stub.height / 2).toPoint()
    assert "Fold" in page.view.pointer.spots.words(QPointF(sign))
    page.click_at(sign)
    assert page.view.scene.sight.part.stubs["v1"] == 4
    assert "Unfold 4" in page.view.pointer.spots.words(QPointF(sign))
    page.click_at(sign)
    page.double_click(sign)
    assert not page.view.scene.sight.part.stubs
    page.double_click(page.point("s4"))
    assert read == ["s4"]


def test_dropping_on_the_ground_says_what_to_do(page) -> None:
    before = page.written()
    page.drag_to(page.ring("s8"), page.ground())
    assert "drop it on the card" in page.hints[-1]
    assert page.written() == before
    _assert_calm(page)


def test_a_card_dropped_on_another_is_moved_and_the_ring_is_told_of(page) -> None:
    page.drag_to(page.point("s8"), page.point("s4"))
    assert "ring" in page.hints[-1]
    assert page.debate.positions["s8"].pinned


# The edge of the view


@pytest.mark.parametrize(("side", "way"), [("right", (1, 0)), ("bottom", (0, 1)), ("left", (-1, 0)), ("top", (0, -1))])
def test_the_map_scrolls_while_a_link_is_at_the_edge(page, side, way) -> None:
    page.view.resize(500, 400)
    page.view.centre_on("s6")
    page.wait()
    width, height = page.view.view_size
    start, camera = page.ring("s6"), page.view.camera
    ends = {
        "right": QPoint(width - 3, 200),
        "left": QPoint(3, 200),
        "bottom": QPoint(width // 2, height - 3),
        "top": QPoint(width // 2, 3),
    }
    page.drag_to(start, ends[side], drop=False)
    page.qtbot.waitUntil(
        lambda: (
            way[0] * (page.view.camera.x - camera.x) + way[1] * (page.view.camera.y - camera.y) > 60
            and (way[0] == 0 or page.view.camera.y == camera.y)
        )
    )
    page.keys("Escape")
    stopped = page.view.camera
    page.qtbot.wait(40)
    assert page.view.camera == stopped


def test_a_card_goes_on_with_the_map_at_the_edge_and_lies_where_the_mouse_is(page) -> None:
    page.view.resize(500, 400)
    page.view.centre_on("s6")
    page.wait()
    at, camera = page.place("s6"), page.view.camera
    end = QPoint(page.view.view_size[0] - 3, 200)
    start = page.point("s6")
    page.drag_to(start, end, drop=False)
    page.qtbot.waitUntil(lambda: page.view.camera.x > camera.x + 60)
    page.release(end)
    scrolled = page.view.camera.x - camera.x
    dragged = (end.x() - start.x()) / camera.zoom
    assert page.place("s6")[0] == pytest.approx(at[0] + dragged + scrolled, abs=2)
    assert page.debate.positions["s6"].pinned


def test_the_wheel_moves_the_map_under_a_link_that_is_drawn(page) -> None:
    page.view.resize(500, 400)
    page.view.centre_on("s6")
    page.wait()
    page.drag_to(page.ring("s6"), QPoint(250, 60), drop=False)
    before = page.view.linking.aim.target
    page.wheel(QPoint(250, 60), 3, Qt.KeyboardModifier.NoModifier)
    under = page.view.pointer.spots.record(QPointF(250, 60))
    assert page.view.linking.aim.target == under
    assert under != before or before is None
    page.keys("Escape")


def test_zooming_by_key_while_linking_keeps_the_link(page) -> None:
    page.walk_to("s8")
    page.keys("L")
    page.aim_at("s4")
    zoom = page.view.camera.zoom
    page.keys("-", "+", "0", "W", "PgDown", "PgUp")
    assert page.view.linking.aim.target == "s4"
    page.keys("J", "K")
    assert page.view.linking.aim.target is not None
    page.keys("Escape")
    assert page.view.camera.zoom == pytest.approx(zoom, rel=0.5)


# At random

KEYS = (
    *"LMARECSOQUB123456789FH",
    *("Return", "Escape", "Space", "Del", "F2", "Shift+A", "J", "K", "Home", "End", "Shift+F10", "G", "W", "-", "+"),
    *("Left", "Right", "Up", "Down", "Ctrl+Left", "Ctrl+Right", "Ctrl+Down", "Shift+Down", "Ctrl+Shift+Down"),
    *("Alt+Left", "Alt+Right", "Undo", "Redo"),
)


class Hand:
    """Somebody who presses, drags and types without a plan."""

    def __init__(self, page, draw) -> None:
        self.page, self._draw = page, draw

    def _one_of(self, things):
        """Drawn by a number that does not depend on how many there are, so that an example can be made smaller."""
        return things[self._draw(st.integers(0, 199)) % len(things)]

    def act(self) -> None:
        kind = self._one_of(("drag", "drag", "keys", "keys", "click", "double", "menu", "edit"))
        getattr(self, f"_{kind}")()
        self._close()

    def rest(self) -> None:
        """Whatever was begun is given up."""
        self._close()
        if self.page.view.acts.editor is not None:
            self.page.view.acts.editor.leave()
        self.page.view.setFocus()
        self.page.view.pointer.cancel()
        for _ in range(5):
            self.page.qtbot.keyClick(self.page.view, Qt.Key.Key_Escape)
        self.page.wait()

    def _spot(self) -> QPoint:
        view, board = self.page.view, self.page.view.scene.board
        chosen = self._one_of(("card", "card", "ring", "link", "tip", "stub", "ground"))
        cards, links = sorted(board.places), sorted(board.links)
        if not cards or chosen == "ground":
            return QPoint(self._draw(st.integers(0, 1199)), self._draw(st.integers(0, 799)))
        if chosen in ("link", "tip") and links:
            link = board.links[self._one_of(links)]
            return QPointF(*view.camera.to_view(*(link.middle if chosen == "link" else link.tip))).toPoint()
        card = self._one_of(cards)
        if chosen == "stub":
            rect = view.camera.rect_to_view(view.scene.sight.stub(card))
            return QPointF(rect.x + rect.width * 0.7, rect.y + rect.height / 2).toPoint()
        return self.page.ring(card) if chosen == "ring" else self.page.point(card)

    def _key(self) -> None:
        name = self._one_of(KEYS)
        if name in ("Undo", "Redo"):
            getattr(self.page.session, name.lower())()
        else:
            self.page.keys(name)

    def _keys(self) -> None:
        for _ in range(self._draw(st.integers(1, 4))):
            self._key()

    def _click(self) -> None:
        modifier = self._one_of(("NoModifier", "ControlModifier", "ShiftModifier"))
        button = self._one_of((LEFT, LEFT, LEFT, RIGHT, MIDDLE, BACK))
        self.page.qtbot.mouseClick(self.page.view.viewport(), button, Qt.KeyboardModifier[modifier], self._spot())

    def _double(self) -> None:
        self.page.double_click(self._spot())

    def _menu(self) -> None:
        self.page.menu(self._spot())
        menu = QApplication.activePopupWidget()
        if menu is not None:
            for _ in range(self._draw(st.integers(1, 9))):
                self.page.keys("Down")
            self.page.keys(self._one_of(("Return", "Escape", "Right")))

    def _drag(self) -> None:
        viewport, page = self.page.view.viewport(), self.page
        start, end = self._spot(), self._spot()
        page.hover(start)
        page.qtbot.mousePress(viewport, LEFT, pos=start)
        page._move((start + end) / 2, LEFT)
        page._move(end, LEFT)
        for _ in range(self._draw(st.integers(0, 2))):
            self._key()
            self._close()
        if self._draw(st.booleans()):
            page._move(self._spot(), LEFT)
        page.release(end)

    def _edit(self) -> None:
        """Somebody else's edit."""
        debate = self.page.debate
        statement = self._one_of(sorted(debate.statements) or [""])
        if statement:
            act = self._one_of((statements.delete, lambda d, i: statements.set_gist(d, i, "Other")))
            self.page.session.do(act(debate, statement))

    def _close(self) -> None:
        for _ in range(9):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        self.page.wait()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large])
@given(data=st.data())
def test_whatever_a_hand_does_is_whole_and_undone_to_the_letter(page, data, debate, tmp_path) -> None:
    hand = Hand(page, data.draw)
    page.session.open(DebateFile.create(tmp_path / f"{len(list(tmp_path.iterdir()))}.argmap", debate))
    page.wait()
    page.view.fit()
    hand.rest()
    first, before = page.debate.snapshot(), page.written()
    with page.qtbot.captureExceptions() as faults:
        for _ in range(data.draw(st.integers(1, 9))):
            hand.act()
            assert faults == []
            assert list(checks.problems(page.debate)) == []
        hand.rest()
    assert faults == []
    _assert_calm(page)
    board = page.view.scene.board
    assert board.places.keys() == page.debate.statements.keys() | page.debate.provisions.keys()
    assert {i for i in board.links if not i.startswith("amends:")} == page.debate.relations.keys()
    assert all(page.view.scene.board.places[i] == (p.x, p.y) for i, p in page.debate.positions.items())
    while page.session.undo_label:
        page.session.undo()
    page.wait()
    assert page.debate == first
    assert page.written() == before
