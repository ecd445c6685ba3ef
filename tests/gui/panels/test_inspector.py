"""The inspector, page by page."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from argmap.gui.panels.editors import TextEditor
from argmap.gui.panels.inspector import Inspector
from argmap.gui.panels.parts import _Dot
from argmap.model.debate import Debate
from argmap.model.edits import document, posts, statements
from argmap.model.kinds import (
    Burden,
    Extent,
    FindingLevel,
    ParentBasis,
    RelationKind,
    StatementKind,
    Table,
    TargetKind,
)
from argmap.model.records import Finding, Post
from argmap.picture.contrast import contrast
from argmap.picture.palette import DARK, LIGHT
from argmap.store.debate_file import DebateFile

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(session, screen):
    inspector = Inspector(session)
    inspector.set_palette(LIGHT)
    return screen(inspector)


def _look_at(shown, session, table, *ids):
    session.select(table, *ids)
    shown.settle()
    return shown.widget.page


def test_a_statement_is_told_in_full(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    assert page.kind.text() == "Objection"
    assert page.label.text() == "S-4"
    assert page.gist.toPlainText() == "Plates cannot be read at night"
    shown.label("Nobody can check a plate at night.")
    shown.label("Bo Lind")
    assert shown.button("§ 1 · objects to").isVisible()
    assert shown.button("enforceability").isVisible()
    assert any("Stands" in text for text in shown.texts())


def test_enter_in_the_gist_is_one_edit(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.widget.edit_gist()
    assert page.gist.hasFocus()
    shown.qtbot.keyClicks(page.gist, "Too dark to read")
    assert session.undo_label == ""
    shown.press(page.gist, Qt.Key.Key_Return)
    assert session.debate.statements["s4"].gist == "Too dark to read"
    assert page.gist.hasFocus()
    session.undo()
    shown.settle()
    assert page.gist.toPlainText() == "Plates cannot be read at night"
    assert session.undo_label == ""


def test_what_is_typed_is_committed_before_another_statement_comes(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.widget.edit_gist()
    shown.qtbot.keyClicks(page.gist, "Typed")
    session.select(Table.STATEMENTS, "s5")
    shown.settle()
    assert session.debate.statements["s4"].gist == "Typed"
    assert session.debate.statements["s5"].gist == "Tests keep people safe"
    assert page.gist.toPlainText() == "Tests keep people safe"


def test_what_is_typed_survives_edits_of_other_things_and_keeps_the_focus(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    page.note.setFocus()
    shown.qtbot.keyClicks(page.note, "Half a thou")
    session.do(statements.set_topics(session.debate, "s4", ["scope"]))
    session.do(statements.set_note(session.debate, "s5", "elsewhere"))
    shown.settle()
    assert page.note.toPlainText() == "Half a thou"
    assert page.note.hasFocus()
    shown.qtbot.keyClicks(page.note, "ght")
    shown.press(page.note, Qt.Key.Key_Return, modifier=CTRL)
    assert session.debate.statements["s4"].note == "Half a thought"


def test_window_wide_keys_do_not_take_what_ends_typing(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    taken = []
    for key in ("Ctrl+Return", "Ctrl+Z"):
        action = QAction(shown.widget)
        action.setShortcut(key)
        action.triggered.connect(lambda _, key=key: taken.append(key))
        shown.widget.addAction(action)
    page.note.setFocus()
    shown.qtbot.keyClicks(page.note, "memo")
    shown.press(page.note, Qt.Key.Key_Return, modifier=CTRL)
    assert session.debate.statements["s4"].note == "memo"
    assert taken == []
    shown.press(page.note, Qt.Key.Key_Z, modifier=CTRL)  # nothing is typed, so that it is the window's
    assert taken == ["Ctrl+Z"]


def test_leaving_a_field_commits_and_escape_takes_back(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    page.note.setFocus()
    shown.qtbot.keyClicks(page.note, "memo")
    shown.press(page.note, Qt.Key.Key_Tab)
    assert session.debate.statements["s4"].note == "memo"
    shown.widget.edit_gist()
    shown.qtbot.keyClicks(page.gist, "no")
    shown.press(page.gist, Qt.Key.Key_Escape)
    assert page.gist.toPlainText() == "Plates cannot be read at night"


def test_the_kind_can_be_changed(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    next(a for a in page.kind.menu().actions() if a.text() == "Claim").trigger()
    shown.settle()
    assert session.debate.statements["s4"].kind is StatementKind.CLAIM
    assert page.kind.text() == "Claim"


def test_chips_are_taken_away_and_the_keyboard_stays_near(shown, session):
    _look_at(shown, session, Table.STATEMENTS, "s4")
    cross = shown.button("Take topic away: enforceability")
    cross.setFocus()
    shown.press(cross, Qt.Key.Key_Space)
    assert session.debate.statements["s4"].topics == ()
    assert shown.button("Add topic").hasFocus()
    words = shown.button("§ 1 · objects to")
    words.setFocus()
    shown.press(words, Qt.Key.Key_Delete)
    assert "r3" not in session.debate.relations
    assert shown.button("Add provision").hasFocus()


def _field(shown) -> QLineEdit:
    return next(w for w in shown.widget.findChildren(QLineEdit) if w.isVisible() and "filter" in w.accessibleName())


def test_add_p_links_by_the_kind_of_the_statement(shown, session):
    _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.press(shown.button("Add provision"), Qt.Key.Key_Space)
    shown.press(_field(shown), Qt.Key.Key_1)  # § 1 is linked already, so that § 2 comes first
    made = [r for r in session.debate.relations.values() if r.sources == ("s4",) and r.target.id == "v2"]
    assert [r.kind for r in made] == [RelationKind.OBJECTS]
    assert shown.button("§ 2 · objects to").isVisible()


def test_add_t_ticks_topics_and_makes_new_ones(shown, session):
    _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.press(shown.button("Add topic"), Qt.Key.Key_Space)
    shown.press(_field(shown), Qt.Key.Key_2, Qt.Key.Key_Return)
    assert session.debate.statements["s4"].topics == ("enf", "scope")
    shown.press(shown.button("Add topic"), Qt.Key.Key_Space)
    shown.qtbot.keyClicks(_field(shown), "night")
    shown.press(_field(shown), Qt.Key.Key_Return)
    names = [session.debate.topics[i].name for i in session.debate.statements["s4"].topics]
    assert names == ["enforceability", "scope", "night"]
    session.undo()  # topic and link in one step
    assert len(session.debate.topics) == 2


def test_burden_is_a_tick(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.press(page.burden, Qt.Key.Key_Space)
    assert session.debate.statements["s4"].burden is Burden.MUST_BE_SHOWN
    assert page.burden.hasFocus()


def test_links_read_both_ways_and_lead_to_the_other_end(shown, session):
    _look_at(shown, session, Table.STATEMENTS, "s5")
    assert shown.label("objected to by").isVisible()
    assert shown.label("rests on").isVisible()
    shown.label("answers").linkActivated.emit("statements:s7")
    shown.settle()
    assert session.selection.only(Table.STATEMENTS) == ("s7",)
    assert shown.label("answered by").isVisible()


def test_a_link_is_followed_with_tab_and_enter(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s6")
    page.burden.setFocus()
    for _ in range(12):
        shown.press(shown.widget.focusWidget(), Qt.Key.Key_Tab)
        focused = shown.widget.focusWidget()
        if "objects to" in getattr(focused, "text", lambda: "")():
            break
    shown.press(focused, Qt.Key.Key_Return)
    assert session.selection.only(Table.STATEMENTS) == ("s5",)


def test_a_links_menu_changes_reverses_and_removes(shown, session):
    _look_at(shown, session, Table.STATEMENTS, "s6")
    menu = shown.button("Change the link “objects to”").menu()
    kinds = next(a for a in menu.actions() if a.text() == "Change to").menu()
    next(a for a in kinds.actions() if a.text() == "contradicts").trigger()
    shown.settle()
    assert session.debate.relations["r5"].kind is RelationKind.CONTRADICTS
    reverse = next(a for a in shown.button("Change the link “contradicts”").menu().actions() if a.text() == "Reverse")
    reverse.trigger()
    shown.settle()
    assert session.debate.relations["r5"].sources == ("s5",)


def test_passages_lead_to_their_place_and_can_be_removed(shown, session, qtbot):
    _look_at(shown, session, Table.STATEMENTS, "s4")
    with qtbot.waitSignal(shown.widget.passage_wanted) as wanted:
        shown.label("Bo Lind").linkActivated.emit("passage:p2:42:76")
    assert wanted.args == ["p2", 42, 76]
    remove = next(
        b for b in shown.widget.findChildren(QAbstractButton) if b.accessibleName().startswith("Remove passage")
    )
    shown.press(remove, Qt.Key.Key_Space)
    assert "s4" not in session.debate.statements
    assert session.selection.table is None


def test_the_verdict_is_explained_and_can_be_supposed_otherwise(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    assert any("Stands" in part and "unanswered" in part for part in page.standing.html)
    shown.label("What if it were answered?").linkActivated.emit("ask")
    shown.settle()
    assert "If it fell" in page.standing.html[-1]
    assert "Plates" in page.standing.html[-1]
    assert "would stand" in page.standing.html[-1]
    assert session.undo_label == ""


def test_a_relation_shows_ends_kind_and_versions(shown, session):
    page = _look_at(shown, session, Table.RELATIONS, "r1")
    assert page.kind.currentText() == "objects to"
    boxes = page.versions.findChildren(QCheckBox)
    assert [b.isChecked() for b in boxes] == [True, False]
    shown.press(boxes[1], Qt.Key.Key_Space)
    assert session.debate.relations["r1"].versions == (1, 2)
    boxes = [b for b in page.versions.findChildren(QCheckBox) if b.isVisible()]
    assert boxes[1].hasFocus()
    shown.press(boxes[0], Qt.Key.Key_Space)
    assert session.debate.relations["r1"].versions == (2,)


def test_the_last_version_of_a_link_cannot_be_unticked(shown, session, refusals):
    page = _look_at(shown, session, Table.RELATIONS, "r1")
    shown.press(page.versions.findChildren(QCheckBox)[0], Qt.Key.Key_Space)
    assert session.debate.relations["r1"].versions == (1,)
    assert refusals == ["A link to a provision hits at least one of its versions. Remove the link instead."]
    assert [b.isChecked() for b in page.versions.findChildren(QCheckBox) if b.isVisible()] == [True, False]


def test_a_concession_is_full_or_partial(shown, session):
    page = _look_at(shown, session, Table.RELATIONS, "r2")
    assert page.extent.isVisible()
    shown.press(page.extent, Qt.Key.Key_Down)
    assert session.debate.relations["r2"].extent is Extent.PARTIAL
    _look_at(shown, session, Table.RELATIONS, "r5")
    assert not page.extent.isVisible()
    assert shown.label("undercut by").isVisible()


def test_a_relation_can_be_retyped_reversed_and_removed(shown, session):
    page = _look_at(shown, session, Table.RELATIONS, "r10")
    page.kind.setCurrentIndex(page.kind.findText("objects to"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert session.debate.relations["r10"].kind is RelationKind.OBJECTS
    shown.press(shown.button("Reverse"), Qt.Key.Key_Space)
    assert session.debate.relations["r10"].sources == ("s6",)
    shown.press(shown.button("Remove"), Qt.Key.Key_Space)
    assert "r10" not in session.debate.relations


def test_a_provision_is_told_and_renamed(shown, session):
    page = _look_at(shown, session, Table.PROVISIONS, "v1")
    assert "45 km/h" in page.threshold.text()
    assert "1 unanswered" in page.status.text()
    assert any("of version 1 only" in text for text in shown.texts())
    page.title.setFocus()
    page.title.selectAll()
    shown.qtbot.keyClicks(page.title, "Number plates")
    shown.press(page.title, Qt.Key.Key_Return)
    assert session.debate.provisions["v1"].title == "Number plates"


def test_a_posts_author_and_quotes(shown, session):
    page = _look_at(shown, session, Table.POSTS, "p5")
    assert page.author.text() == "Bo Lind"
    page.author.setFocus()
    page.author.selectAll()
    shown.qtbot.keyClicks(page.author, "Somebody")
    shown.press(page.author, Qt.Key.Key_Return)
    assert session.debate.authors[session.debate.posts["p5"].author].name == "Somebody"
    assert shown.label("nearly the same words, 90 % alike").isVisible()
    shown.press(shown.button("Reject quote"), Qt.Key.Key_Space)
    assert session.debate.quotes["q1"].decided_by == "user:rejected"
    shown.press(shown.button("Accept quote"), Qt.Key.Key_Space)
    assert session.debate.quotes["q1"].decided_by == "user"


def test_a_quote_is_shown_with_its_post(shown, session):
    page = _look_at(shown, session, Table.QUOTES, "q1")
    assert page.record_id == "p5"


def test_a_guessed_parent_can_be_confirmed_or_refused(open_session, screen):
    guess = Post("b", parent="a", parent_basis=ParentBasis.QUOTE, parent_confidence=0.87, text="Second")
    session = open_session(Debate([Post("a", text="First"), guess]))
    shown = screen(Inspector(session))
    _look_at(shown, session, Table.POSTS, "b")
    assert shown.label("Inferred from a quote, 87 % sure").isVisible()
    shown.press(shown.button("Wrong"), Qt.Key.Key_Space)
    assert session.debate.posts["b"].parent is None
    session.undo()
    shown.settle()
    shown.press(shown.button("Right"), Qt.Key.Key_Space)
    assert session.debate.posts["b"].parent_basis is ParentBasis.USER


def test_nothing_selected_shows_the_debate(shown, session):
    page = shown.widget.page
    assert page.title.toPlainText() == "Fast bicycles"
    assert "5 posts" in page.counts.text()
    assert shown.label("Unanswered objections (1)").isVisible()
    shown.label("Plates cannot be read at night").linkActivated.emit("statements:s4")
    shown.settle()
    assert session.selection.only(Table.STATEMENTS) == ("s4",)


def test_the_title_can_be_typed(shown, session):
    page = shown.widget.page
    page.title.setFocus()
    page.title.selectAll()
    shown.qtbot.keyClicks(page.title, "Plates")
    session.select(Table.STATEMENTS, "s1")
    assert session.debate.title == "Plates"


def test_findings_are_listed_by_level_and_settled(open_session, screen):
    findings = [
        Finding("f1", FindingLevel.INFO, "a", "p1", "Something small"),
        Finding("f2", FindingLevel.ERROR, "b", "line 3", "Something lost"),
    ]
    session = open_session(Debate([Post("p1", text="Words"), *findings]))
    shown = screen(Inspector(session))
    assert shown.label("Findings (2 open)").isVisible()
    texts = [t for t in shown.texts() if "Something" in t]
    assert ["lost" in t for t in texts] == [True, False]
    settle = next(b for b in shown.widget.findChildren(QAbstractButton) if b.isVisible() and b.text() == "Settle")
    shown.press(settle, Qt.Key.Key_Space)
    assert session.debate.findings["f2"].decision == "settled"
    assert shown.label("Findings (1 open)").isVisible()
    _look_at(shown, session, Table.POSTS, "p1")
    assert shown.label("Something small").isVisible()


def test_deleting_what_is_shown_goes_back_to_the_debate(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.widget.edit_gist()
    shown.qtbot.keyClicks(page.gist, "typed")
    session.do(statements.delete(session.debate, "s4"))
    shown.settle()
    assert shown.widget.page.title.isVisible()


def test_undo_keys_are_the_fields_own_only_while_something_is_typed(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    shown.widget.edit_gist()
    shown.qtbot.keyClicks(page.gist, "ab")
    assert page.gist.dirty
    shown.press(page.gist, Qt.Key.Key_Z, modifier=CTRL)
    assert page.gist.toPlainText() == "Plates cannot be read at night"
    assert not page.gist.dirty


def test_a_read_only_file_cannot_be_typed_into(debate, tmp_path, screen):
    from argmap.gui.session import Session

    DebateFile.create(tmp_path / "x.argmap", debate).close()
    session = Session()
    session.open(DebateFile.open(tmp_path / "x.argmap", read_only=True))
    shown = screen(Inspector(session))
    page = _look_at(shown, session, Table.STATEMENTS, "s4")
    assert page.gist.isReadOnly()
    session.close_file()


@pytest.mark.parametrize(
    ("table", "record_id"),
    [(Table.STATEMENTS, "s5"), (Table.RELATIONS, "r3"), (Table.PROVISIONS, "v1"), (Table.POSTS, "p5"), (None, "")],
)
def test_every_control_has_a_name_a_tip_where_it_is_a_sign_and_a_place_in_order(shown, session, table, record_id):
    _look_at(shown, session, table, *([record_id] if record_id else []))
    page: QWidget = shown.widget.page
    kinds = QAbstractButton | QComboBox | QLineEdit | TextEditor
    tabbed = [w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    controls = [w for w in tabbed if isinstance(w, kinds)]
    assert controls
    for control in controls:
        assert control.accessibleName() or getattr(control, "text", str)(), control
        if isinstance(control, QAbstractButton):
            assert control.toolTip(), control.text()
    chain, focused = [], page.nextInFocusChain()
    while focused is not page:
        if focused in controls and focused.isVisible():
            chain.append(focused.mapTo(shown.widget, focused.rect().topLeft()).y())
        focused = focused.nextInFocusChain()
    assert all(below - above > -12 for above, below in itertools.pairwise(chain)), chain


def test_themes_can_change_while_a_page_is_shown(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s5")
    light = page.links.findChildren(QWidget)
    assert light
    shown.widget.set_palette(DARK)
    shown.settle()
    assert DARK.ink["objection"] in shown.label("objected to by").text()


def test_what_cannot_be_written_stays_typed_but_never_goes_into_another_debate(shown, session, refusals):
    page = shown.widget.page
    page.title.setFocus()
    shown.qtbot.keyClicks(page.title, "x")
    session.file.close()  # as if the disk were gone
    shown.press(page.title, Qt.Key.Key_Return)
    assert len(refusals) == 1
    shown.widget.refresh()
    assert page.title.toPlainText() == "xFast bicycles"
    assert session.debate.title == "Fast bicycles"
    other = DebateFile.create(str(session.file.path).replace("0.argmap", "9.argmap"), Debate())
    session.open(other)
    shown.settle()
    assert shown.widget.page.title.toPlainText() == ""
    assert other.debate.title == ""


def test_what_is_typed_is_kept_when_the_file_is_closed(shown, session):
    page = shown.widget.page
    page.title.setFocus()
    page.title.selectAll()
    shown.qtbot.keyClicks(page.title, "Typed last")
    path = session.file.path
    session.close()
    with DebateFile.open(path) as file:
        assert file.debate.title == "Typed last"


def test_joined_posts_leave_the_page_on_the_debate_or_the_joined_post(shown, session):
    _look_at(shown, session, Table.POSTS, "p3")
    session.do(posts.join(session.debate, "p2", "p3"))
    shown.settle()
    session.do(document.set_title(session.debate, "Again"))
    shown.settle()
    assert shown.widget.page.title.toPlainText() == "Again"


def test_relation_targets_of_every_kind_are_named(shown, session):
    for relation in list(session.debate.relations.values()):
        page = _look_at(shown, session, Table.RELATIONS, relation.id)
        assert page.relation == relation
        assert page.versions_heading.isVisible() == (relation.target.kind is TargetKind.PROVISION)
        assert page.target.findChildren(QWidget)


@pytest.mark.parametrize("table", [None, Table.STATEMENTS])
def test_a_very_long_word_does_not_widen_the_inspector(shown, session, table):
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
    session.do(statements.set_gist(session.debate, "s4", f"The {word} & https://example.org/{word}/{word} say so"))
    _look_at(shown, session, table, *(["s5"] if table else []))
    for label in shown.widget.findChildren(QLabel):
        if label.isVisible():
            assert label.mapTo(shown.widget, QPoint(label.width(), 0)).x() <= shown.widget.width()


def test_the_dots_of_topics_are_seen_in_the_dark(shown, session):
    page = _look_at(shown, session, Table.STATEMENTS, "s2")
    shown.widget.set_palette(DARK)
    shown.settle()
    dots = [dot for dot in page.findChildren(_Dot) if dot.isVisible()]
    assert dots
    for dot in dots:
        image = dot.grab().toImage()
        middle = image.pixelColor(image.width() // 2, image.height() // 2).name()
        assert contrast(middle, DARK.raised) >= 3
