"""The thread panel."""

import random

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLineEdit

from argmap.gui.models.outline_model import Role
from argmap.gui.panels.thread_panel import ThreadPanel
from argmap.model.debate import Debate
from argmap.model.edits import posts, statements
from argmap.model.kinds import ParentBasis, StatementKind, Table
from argmap.model.records import Post

CHAIN = 5000


def test_rows_tell_who_what_and_how_much(session, screen):
    shown = screen(panel := ThreadPanel(session))
    rows = shown.rows(panel.view)
    assert [(r.head, r.dot, r.right) for r in rows] == [
        ("Ada Brook", "claim", "1"),
        ("Bo Lind", "objection", "2"),
        ("Ada Brook", "concession", "2"),
        ("Cy Marsh", "objection", "2"),
        ("Bo Lind", "objection", "1"),
    ]
    assert rows[1].text.startswith("Every courier bike")


def test_a_post_without_author_and_with_a_guessed_parent_is_told_so(open_session, screen):
    session = open_session(
        Debate(
            [
                Post("a", text="First"),
                Post("b", parent="a", parent_basis=ParentBasis.QUOTE, parent_confidence=0.87, text="Second"),
            ]
        )
    )
    shown = screen(panel := ThreadPanel(session))
    first, second = shown.rows(panel.view)
    assert (first.head, first.dot, first.guess) == ("Unknown author", "none", False)
    assert second.guess
    assert "inferred from a quote, 87 % sure" in second.tip
    panel.view.go_to("b")
    shown.press(panel.view, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert session.debate.posts["b"].parent_basis is ParentBasis.USER
    assert not shown.rows(panel.view)[1].guess


def test_arrows_select_posts_everywhere(session, screen):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p1")
    shown.press(panel.view, Qt.Key.Key_Down)
    assert session.selection.only(Table.POSTS) == ("p2",)
    shown.press(panel.view, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert session.selection.only(Table.POSTS) == ("p2", "p3")


def test_a_selected_statement_shows_its_post_and_stays_selected(session, screen):
    screen(panel := ThreadPanel(session))
    session.select(Table.STATEMENTS, "s6")
    assert panel.view.selected_ids() == ["p4"]
    assert session.selection.only(Table.STATEMENTS) == ("s6",)
    session.select(None)
    assert panel.view.selected_ids() == []


def test_left_and_right_fold_and_walk(session, screen):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p2")
    shown.press(panel.view, Qt.Key.Key_Left)
    assert shown.ids(panel.view) == ["p1", "p2"]
    shown.press(panel.view, Qt.Key.Key_Left)
    assert panel.view.current_id == "p1"
    shown.press(panel.view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert shown.ids(panel.view) == ["p1", "p2", "p3", "p4", "p5"]
    assert panel.view.current_id == "p2"
    shown.press(panel.view, Qt.Key.Key_Right)
    assert panel.view.current_id == "p3"


def test_selecting_what_is_folded_away_unfolds_it(session, screen):
    shown = screen(panel := ThreadPanel(session))
    panel.model.fold("p1", True)
    assert shown.ids(panel.view) == ["p1"]
    session.select(Table.POSTS, "p4")
    assert panel.view.current_id == "p4"


def test_folding_above_the_selection_keeps_it_folded(session, screen):
    shown = screen(panel := ThreadPanel(session))
    session.select(Table.POSTS, "p5")
    panel.model.fold("p3", True)
    assert shown.ids(panel.view) == ["p1", "p2", "p3"]
    assert session.selection.only(Table.POSTS) == ("p5",)


def test_letters_find_an_author(session, screen):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p1")
    shown.qtbot.keyClicks(panel.view, "cy")
    assert panel.view.current_id == "p4"


def test_tagging_repaints_one_row_and_keeps_the_place(session, screen, qtbot):
    shown = screen(panel := ThreadPanel(session))
    session.select(Table.POSTS, "p5")
    resets = []
    panel.model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(panel.model.dataChanged) as painted:
        session.do(statements.tag(session.debate, StatementKind.QUESTION, session.debate.statements["s1"].passages))
    assert painted.args[0].row() == painted.args[1].row() == 0
    assert shown.rows(panel.view)[0].right == "2"
    assert not resets
    assert panel.view.current_id == "p5"


def test_a_new_parent_moves_the_row(session, screen):
    shown = screen(panel := ThreadPanel(session))
    session.do(posts.set_parent(session.debate, "p3", None))
    depth = {i: panel.model.index_of(i).data(Role.DEPTH) for i in shown.ids(panel.view)}
    assert depth["p3"] == 0
    assert depth["p4"] == 1


def _picker_field(shown) -> QLineEdit:
    return next(w for w in shown.widget.findChildren(QLineEdit) if w.isVisible())


def test_f2_sets_the_author_of_all_selected_posts(session, screen):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p4")
    panel.view.selectionModel().select(panel.model.index_of("p5"), QItemSelectionModel.SelectionFlag.Select)
    shown.press(panel.view, Qt.Key.Key_F2)
    shown.qtbot.keyClicks(_picker_field(shown), "Dee")
    shown.press(_picker_field(shown), Qt.Key.Key_Return)
    names = {session.debate.authors[session.debate.posts[i].author].name for i in ("p4", "p5")}
    assert names == {"Dee"}
    assert [r.head for r in shown.rows(panel.view)][3:] == ["Dee", "Dee"]
    session.undo()
    assert shown.rows(panel.view)[3].head == "Cy Marsh"


def test_shift_f2_sets_the_parent(session, screen):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p5")
    shown.press(panel.view, Qt.Key.Key_F2, modifier=Qt.KeyboardModifier.ShiftModifier)
    shown.qtbot.keyClicks(_picker_field(shown), "Bicycles above")
    shown.press(_picker_field(shown), Qt.Key.Key_Return)
    assert session.debate.posts["p5"].parent == "p1"


def test_a_circle_of_parents_is_refused_in_words(session, screen, refusals):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p1")
    shown.press(panel.view, Qt.Key.Key_F2, modifier=Qt.KeyboardModifier.ShiftModifier)
    shown.qtbot.keyClicks(_picker_field(shown), "Cy Marsh")
    shown.press(_picker_field(shown), Qt.Key.Key_Return)
    assert session.debate.posts["p1"].parent is None
    assert len(refusals) == 1
    assert "circle" in refusals[0]


def test_join_with_the_post_above(session, screen, refusals):
    shown = screen(panel := ThreadPanel(session))
    panel.view.go_to("p3")
    shown.press(panel.view, Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "p3" not in session.debate.posts
    assert panel.view.current_id == "p2"
    panel.view.go_to("p1")
    shown.press(panel.view, Qt.Key.Key_J, modifier=Qt.KeyboardModifier.ControlModifier)
    assert refusals == ["There is no post above to join this one to. Select a later post."]


def test_a_chain_of_thousands_of_replies_is_shown(open_session, screen):
    chain = [Post("0", text="first")]
    chain += [Post(str(n), parent=str(n - 1), text=f"post {n}") for n in range(1, CHAIN)]
    session = open_session(Debate(chain))
    shown = screen(panel := ThreadPanel(session))
    session.select(Table.POSTS, str(CHAIN - 1))
    assert panel.view.current_id == str(CHAIN - 1)
    assert not shown.widget.grab().isNull()


@pytest.mark.parametrize("seed", range(20))
def test_a_post_with_another_parent_moves_with_all_below_it(open_session, screen, seed):
    dice = random.Random(seed)  # noqa: S311
    thread = [
        Post(
            f"p{n}", parent=f"p{dice.randrange(n)}" if n and dice.random() < 0.8 else None, position=dice.randint(0, 5)
        )
        for n in range(12)
    ]
    session = open_session(Debate(thread))
    screen(panel := ThreadPanel(session))
    for _ in range(12):
        post = dice.choice(thread).id
        above = dice.choice([None, *(other.id for other in thread)])
        if above is None or post not in _path(session.debate, above):
            assert session.do(posts.set_parent(session.debate, post, above))
        rows = [panel.model.index(row) for row in range(panel.model.rowCount())]
        assert [(row.data(Role.ID), row.data(Role.DEPTH)) for row in rows] == panel.model.ordered()


def _path(debate, post_id):
    path = [post_id]
    while debate.posts[path[-1]].parent is not None:
        path.append(debate.posts[path[-1]].parent)
    return path


def test_out_of_sight_it_waits_until_somebody_looks(session, screen):
    screen(panel := ThreadPanel(session))
    panel.hide()
    session.select(Table.POSTS, "p3")
    assert panel.view.selected_ids() != ["p3"]
    panel.show()
    assert panel.view.selected_ids() == ["p3"]
