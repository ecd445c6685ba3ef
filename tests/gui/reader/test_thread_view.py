from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from argmap.gui.reader.thread_view import ThreadView
from argmap.model.debate import Debate
from argmap.model.edits import posts, statements
from argmap.model.kinds import ParentBasis, PostStatus, StatementKind
from argmap.model.records import Author, Passage, Post
from argmap.picture.palette import DARK


def long_thread(count: int = 300) -> Debate:
    chance = random.Random(4)  # noqa: S311
    words = "short words and considerably longer ones\nwith breaks 🚲".split(" ")  # noqa: SIM905
    made = [
        Post(
            f"p{n}",
            author="a",
            parent=f"p{chance.randrange(n)}" if n % 5 else None,
            parent_basis=ParentBasis.NATIVE if n % 5 else ParentBasis.NONE,
            position=n,
            text=" ".join(chance.choices(words, k=chance.choice([3, 30, 300]))),
        )
        for n in range(count)
    ]
    return Debate([Author("a", "Ada"), *made])


@pytest.fixture
def view(qtbot) -> ThreadView:
    made = ThreadView()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.show_debate(long_thread())
    return made


def places(view: ThreadView) -> dict[str, int]:
    return {view.document.ids[index]: y for index, y, _ in view.shown()}


def test_only_what_is_seen_is_laid_out(view):
    assert len(view._laid) < 40


def test_scrolling_a_little_moves_everything_by_exactly_that(view):
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for by in (66, 66, -66, -300, -66, 90, -600, -600, 44):
        before, value = places(view), bar.value()
        bar.setValue(value + by)
        after = places(view)
        for post_id in before.keys() & after.keys():
            assert after[post_id] == before[post_id] - by


def test_a_height_that_turns_out_different_moves_nothing_that_is_seen(view):
    view.reveal(200, 0, 3)
    before = places(view)
    for index in range(150, 199):
        view.laid(index)
    view._settle()
    assert places(view) == before


def test_the_bar_reaches_both_ends(view):
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    *_, (index, y, laid) = view.shown()
    assert index == len(view.document) - 1
    assert y + laid.height == view.viewport().height()
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    first, top, _ = next(view.shown())
    assert (first, top) == (0, 16)


@pytest.mark.parametrize("index", [0, 1, 137, 298, 299])
def test_a_revealed_span_shows(view, index):
    view.reveal(index, 0, 5)
    rect = view.span_rect(index, 0, 5)
    assert rect.isValid()
    assert view.viewport().rect().contains(rect)


def test_revealing_what_shows_moves_nothing(view):
    view.reveal(100, 0, 5)
    before = places(view)
    view.reveal(100, 0, 5)
    assert places(view) == before


def test_another_width_keeps_the_top_post(view):
    view.reveal(120, 0, 5)
    top = next(view.shown())[0]
    view.resize(900, 600)
    assert next(view.shown())[0] == top


def test_a_point_finds_its_post(view):
    view.reveal(50, 0, 5)
    rect = view.span_rect(50, 0, 5)
    index, point, laid = view.post_near(rect.center())
    assert index == 50
    assert laid.body.character_at(point.x(), point.y()) in range(5)


def test_a_tag_paints_its_own_post_again(view, qtbot):
    debate = view.document.debate
    first = view.document.ids[0]
    before = view.grab().toImage()
    edit = statements.tag(debate, StatementKind.OBJECTION, [Passage(first, 0, 4)])
    debate.apply(edit)
    moved, touched = view.document.touched(edit)
    assert (moved, touched) == (False, {first})
    view.refresh(touched, moved=moved, texts=False)
    assert "1 objection" in [piece.text for piece in view.laid(0).header.pieces]
    rect = view.span_rect(0, 0, 4)
    after = view.grab().toImage()
    spot = QPoint(rect.left() + 1, rect.bottom() - 4)
    assert after.pixelColor(spot) != before.pixelColor(spot)


def test_a_new_order_keeps_what_is_at_the_top(view):
    debate = view.document.debate
    view.reveal(150, 0, 5)
    top = view.document.ids[next(view.shown())[0]]
    edit = posts.set_parent(debate, view.document.ids[2], view.document.ids[250])
    debate.apply(edit)
    moved, touched = view.document.touched(edit)
    assert moved
    view.refresh(touched, moved=moved, texts=True)
    assert view.document.ids[next(view.shown())[0]] == top


def test_a_deep_reply_is_marked_with_its_level(qtbot):
    made = [
        Post(f"p{n:02}", parent=f"p{n - 1:02}" if n else None, parent_basis=ParentBasis.NATIVE, text=f"Level {n}")
        for n in range(12)
    ]
    view = ThreadView()
    qtbot.addWidget(view)
    view.resize(700, 900)
    view.show_debate(Debate(made))
    assert view.laid(8).header.pieces[0].text == "Unknown author"
    assert view.laid(11).header.pieces[0].text == "» 11"
    assert view.laid(11).x == view.laid(8).x


def test_a_deleted_post_says_so(qtbot):
    view = ThreadView()
    qtbot.addWidget(view)
    view.resize(700, 900)
    view.show_debate(Debate([Post("p", status=PostStatus.DELETED)]))
    laid = view.laid(0)
    assert "deleted" in laid.notice
    assert laid.height > 40


def test_dark_is_dark(view):
    view.set_palette(DARK)
    assert view.grab().toImage().pixelColor(3, 3) == QColor(DARK.window)


def test_an_empty_thread_has_nothing_to_scroll(qtbot):
    view = ThreadView()
    qtbot.addWidget(view)
    view.show()
    assert view.verticalScrollBar().maximum() == 0
    assert view.post_near(QPoint(5, 5)) is None
    assert list(view.shown()) == []
