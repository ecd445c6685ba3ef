"""The topics panel."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

from argmap.gui.dialogs.topic_dialog import TopicDialog
from argmap.gui.models import topic_colours
from argmap.gui.models.vocabularies import load, vocabularies
from argmap.gui.panels.topics_panel import TopicsPanel
from argmap.model.debate import Debate
from argmap.model.edits import topics
from argmap.model.kinds import Table
from argmap.picture.palette import DARK, LIGHT


def _luminance(colour: str) -> float:
    parts = QColor(colour).getRgbF()[:3]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_the_cycle_can_be_seen_on_both_panels():
    worst = min(_contrast(c, ground) for c in topic_colours.CYCLE for ground in (LIGHT.panel, DARK.panel))
    assert worst >= 3
    assert len(set(topic_colours.CYCLE)) == len(topic_colours.NAMES) == 10


def test_the_least_used_colour_comes_next():
    assert topic_colours.next_colour([]) == topic_colours.CYCLE[0]
    assert topic_colours.next_colour([c.upper() for c in topic_colours.CYCLE[:3]]) == topic_colours.CYCLE[3]
    assert topic_colours.next_colour([*topic_colours.CYCLE, topic_colours.CYCLE[0]]) == topic_colours.CYCLE[1]


def test_rows_count_statements_and_tick_those_of_the_selection(session, screen):
    shown = screen(panel := TopicsPanel(session))
    assert [(r.text, r.right, r.ticked) for r in shown.rows(panel.view)] == [
        ("enforceability", "2", False),
        ("scope", "1", False),
    ]
    session.select(Table.STATEMENTS, "s4")
    assert [r.ticked for r in shown.rows(panel.view)] == [True, False]


def test_space_and_enter_toggle_the_topic_of_the_selected_statements(session, screen, refusals):
    shown = screen(panel := TopicsPanel(session))
    panel.view.go_to("scope")
    shown.press(panel.view, Qt.Key.Key_Space)
    assert refusals == ["No statement is selected. Select one to give it a topic."]
    session.select(Table.STATEMENTS, "s2", "s4")
    shown.press(panel.view, Qt.Key.Key_Space)
    assert all("scope" in session.debate.statements[i].topics for i in ("s2", "s4"))
    assert shown.rows(panel.view)[1].right == "2"
    shown.press(panel.view, Qt.Key.Key_Return)
    assert not any("scope" in session.debate.statements[i].topics for i in ("s2", "s4"))
    session.undo()  # both at once
    assert all("scope" in session.debate.statements[i].topics for i in ("s2", "s4"))
    assert session.selection.only(Table.STATEMENTS) == ("s2", "s4")


def test_insert_asks_for_a_topic_with_the_next_colour(session, screen, qtbot):
    shown = screen(panel := TopicsPanel(session))
    shown.press(panel.view, Qt.Key.Key_Insert)
    dialog = panel.findChild(TopicDialog)
    qtbot.keyClicks(dialog.name, "cost")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    shown.settle()
    made = next(t for t in session.debate.topics.values() if t.name == "cost")
    assert made.colour == topic_colours.CYCLE[0]
    assert panel.view.current_id == made.id


def test_alt_arrows_indent_and_outdent(session, screen):
    shown = screen(panel := TopicsPanel(session))
    panel.view.go_to("scope")
    shown.press(panel.view, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    assert session.debate.topics["scope"].parent == "enf"
    assert panel.view.current_id == "scope"
    shown.press(panel.view, Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert session.debate.topics["scope"].parent is None


def test_delete_takes_the_topic_from_statements(session, screen):
    shown = screen(panel := TopicsPanel(session))
    panel.view.go_to("enf")
    shown.press(panel.view, Qt.Key.Key_Delete)
    assert session.debate.statements["s4"].topics == ()
    assert panel.view.current_id == "scope"


def test_loading_a_vocabulary_is_one_step(session, screen):
    shown = screen(panel := TopicsPanel(session))
    shown.press(panel.view, Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    field = next(w for w in panel.findChildren(QLineEdit) if w.isVisible())
    shown.qtbot.keyClicks(field, "rule")
    shown.press(field, Qt.Key.Key_Return)
    names = {t.name for t in session.debate.topics.values()}
    assert {"prior restraint", "commerce clause", "open source", "delegation", "due process"} <= names
    session.undo()
    assert set(session.debate.topics) == {"scope", "enf"}


def test_every_vocabulary_can_be_read_and_loaded_twice_without_doubles():
    assert len(vocabularies()) >= 3
    for vocabulary in vocabularies():
        debate = Debate()
        edit = load(debate, vocabulary)
        debate.apply(edit)
        assert len(debate.topics) == vocabulary.size() > 10
        assert all(t.colour in topic_colours.CYCLE for t in debate.topics.values())
        assert all(t.definition for t in debate.topics.values())
        assert not load(debate, vocabulary)


def test_a_topic_that_is_there_keeps_its_colour_and_gets_the_children():
    debate = Debate()
    debate.apply(topics.add(debate, "LAW", colour="#123456", topic_id="mine"))
    vocabulary = next(v for v in vocabularies() if v.name == "Rulemaking")
    debate.apply(load(debate, vocabulary))
    assert debate.topics["mine"].colour == "#123456"
    assert any(t.parent == "mine" and t.name == "due process" for t in debate.topics.values())
