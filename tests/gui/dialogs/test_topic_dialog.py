"""The dialog for a topic."""

import pytest
from PySide6.QtCore import Qt

from argmap.gui.dialogs.topic_dialog import TopicDialog
from argmap.gui.models.topic_colours import CYCLE


@pytest.fixture
def opened(session, qtbot):
    def make(**options):
        dialog = TopicDialog(session, **options)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def test_a_new_topic_gets_the_next_colour(session, opened, qtbot):
    dialog = opened(below="enf")
    qtbot.keyClicks(dialog.name, "night")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    made = session.debate.topics[dialog.topic_id_made]
    assert (made.name, made.parent, made.colour) == ("night", "enf", CYCLE[0])


def test_editing_is_one_step(session, opened):
    dialog = opened(topic_id="scope")
    assert dialog.colour.currentData() == "#2b6cb0"
    dialog.name.setText("reach")
    dialog.colour.setCurrentIndex(dialog.colour.findData(CYCLE[2]))
    dialog.definition.setPlainText("What is caught")
    dialog.above.setCurrentIndex(dialog.above.findData("enf"))
    dialog.accept()
    topic = session.debate.topics["scope"]
    assert (topic.name, topic.colour, topic.definition, topic.parent) == ("reach", CYCLE[2], "What is caught", "enf")
    session.undo()
    assert session.debate.topics["scope"].parent is None
    assert session.undo_label == ""


def test_names_are_checked_among_siblings(session, opened):
    dialog = opened()
    dialog.accept()
    assert dialog.warning == "A topic needs a name. Type one."
    dialog.name.setText("SCOPE")
    dialog.accept()
    assert dialog.warning == "There is a topic “scope” here already. Choose another name."
    dialog.above.setCurrentIndex(dialog.above.findData("enf"))
    dialog.accept()
    assert not dialog.isVisible()
    assert len(session.debate.topics) == 3


def test_a_topic_is_not_offered_below_itself(opened):
    dialog = opened(topic_id="enf")
    assert [dialog.above.itemData(i) for i in range(dialog.above.count())] == [None, "scope"]
