"""The provisions panel."""

from PySide6.QtCore import Qt

from argmap.gui.dialogs.provision_dialog import ProvisionDialog
from argmap.gui.dialogs.version_dialog import VersionDialog
from argmap.gui.models.provision_model import tally
from argmap.gui.panels.provisions_panel import ProvisionsPanel
from argmap.model.edits import provisions, relations
from argmap.model.kinds import RelationKind, Table, TargetKind, VersionStatus
from argmap.model.records import Target

ALT = Qt.KeyboardModifier.AltModifier


def test_rows_have_threshold_status_counts_and_digit(session, screen):
    shown = screen(panel := ProvisionsPanel(session))
    first, second, third = shown.rows(panel.view)
    assert (first.head, first.text, first.key) == ("§ 1", "Plates", "1")
    assert first.under.startswith("> 45 km/h")
    assert "amended" in first.right
    assert "1 unanswered" in first.right
    assert (second.key, third.key) == ("2", "3")
    assert not first.struck
    session.do(provisions.withdraw(session.debate, "v2"))
    assert shown.rows(panel.view)[1].struck


def test_counts_follow_the_verdicts(session, screen, qtbot):
    shown = screen(panel := ProvisionsPanel(session))
    before = tally(session, "v1")
    with qtbot.waitSignal(session.judged):
        session.do(relations.relate(session.debate, RelationKind.OBJECTS, ["s1"], Target(TargetKind.STATEMENT, "s4")))
        repainted = []
        panel.model.dataChanged.connect(lambda *rows: repainted.append(rows))  # after the edit itself
    assert repainted
    after = tally(session, "v1")
    assert before.standing - after.standing == 1
    assert before.unanswered - after.unanswered == 1
    assert "unanswered" not in shown.rows(panel.view)[0].right


def test_selecting_goes_both_ways(session, screen):
    shown = screen(panel := ProvisionsPanel(session))
    session.select(Table.PROVISIONS, "v2")
    assert panel.view.current_id == "v2"
    shown.press(panel.view, Qt.Key.Key_Up)
    assert session.selection.only(Table.PROVISIONS) == ("v1",)
    session.select(Table.STATEMENTS, "s1")
    assert panel.view.current_id == "v1"


def test_versions_of_the_current_provision_are_told_and_lead_to_their_cause(session, screen):
    shown = screen(panel := ProvisionsPanel(session))
    session.select(Table.PROVISIONS, "v1")
    shown.settle()
    assert len(panel.history.lines) == 2
    assert "proposed" in panel.history.lines[0]
    assert "amended because of “" in panel.history.lines[1]
    link = shown.label("because of")
    link.setFocus()
    shown.press(link, Qt.Key.Key_Tab)
    shown.label("because of").linkActivated.emit("s3")
    assert session.selection.only(Table.STATEMENTS) == ("s3",)
    session.do(provisions.withdraw(session.debate, "v1"))
    assert "<s>" in panel.history.lines[2]


def test_keys_move_indent_and_outdent(session, screen):
    shown = screen(panel := ProvisionsPanel(session))
    session.select(Table.PROVISIONS, "v2")
    shown.press(panel.view, Qt.Key.Key_Up, modifier=ALT)
    assert shown.ids(panel.view) == ["v2", "v3", "v1"]
    assert panel.view.current_id == "v2"
    shown.press(panel.view, Qt.Key.Key_Down, modifier=ALT)
    assert shown.ids(panel.view) == ["v1", "v2", "v3"]
    shown.press(panel.view, Qt.Key.Key_Right, modifier=ALT)
    assert session.debate.provisions["v2"].parent == "v1"
    shown.press(panel.view, Qt.Key.Key_Left, modifier=ALT)
    assert session.debate.provisions["v2"].parent is None
    assert session.selection.only(Table.PROVISIONS) == ("v2",)


def test_delete_and_undo(session, screen):
    shown = screen(panel := ProvisionsPanel(session))
    session.select(Table.PROVISIONS, "v2")
    shown.press(panel.view, Qt.Key.Key_Delete)
    assert shown.ids(panel.view) == ["v1", "v3"]
    session.undo()
    assert shown.ids(panel.view) == ["v1", "v2", "v3"]


def test_keys_open_the_dialogs(session, screen, qtbot):
    shown = screen(panel := ProvisionsPanel(session))
    session.select(Table.PROVISIONS, "v2")
    shown.press(panel.view, Qt.Key.Key_Insert)
    dialog = panel.findChild(ProvisionDialog)
    qtbot.keyClicks(dialog.citation, "§ 9")
    qtbot.keyClick(dialog.citation, Qt.Key.Key_Return)
    shown.settle()
    assert [p.citation for p in session.debate.provisions.values()][-1] == "§ 9"
    assert session.debate.provisions[panel.view.current_id].citation == "§ 9"


def test_withdrawing_asks_with_the_selected_statement_as_the_reason(session, screen):
    screen(panel := ProvisionsPanel(session))
    panel.view.go_to("v2")
    session.select(Table.STATEMENTS, "s6")
    panel.new_version(VersionStatus.WITHDRAWN)
    dialog = panel.findChild(VersionDialog)
    assert dialog.because.currentData() == "s6"
    dialog.accept()
    version = session.debate.provisions["v2"].current
    assert (version.status, version.because_of) == (VersionStatus.WITHDRAWN, "s6")


def test_an_empty_debate_says_how_to_begin(open_session, screen):
    from argmap.model.debate import Debate

    shown = screen(ProvisionsPanel(open_session(Debate())))
    assert any("Insert" in text for text in shown.texts())


def test_a_narrow_panel_keeps_the_menu_of_all_commands(session, screen):
    shown = screen(panel := ProvisionsPanel(session))
    panel.resize(190, 500)
    shown.settle()
    assert panel.width() == 190
    menu = shown.button("More commands").menu()
    assert [a.text() for a in menu.actions()][:3] == ["Add provision…", "Edit…", "New version…"]
