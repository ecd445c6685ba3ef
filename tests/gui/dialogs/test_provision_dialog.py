"""The dialog for a provision, and its threshold."""

import pytest
from PySide6.QtCore import Qt

from argmap.gui.dialogs.provision_dialog import ProvisionDialog
from argmap.gui.dialogs.threshold_field import ThresholdField
from argmap.model.edits import provisions
from argmap.model.kinds import Comparator, RelationKind
from argmap.model.records import Threshold


@pytest.fixture
def opened(session, qtbot):
    def make(**options):
        dialog = ProvisionDialog(session, **options)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def test_typing_a_provision_with_a_threshold(session, opened, qtbot):
    dialog = opened()
    qtbot.keyClicks(dialog.citation, "§ 9")
    qtbot.keyClicks(dialog.title, "Batteries")
    qtbot.keyClicks(dialog.threshold.written, "more than 70B parameters")
    assert "70 B parameters" in dialog.threshold.preview.text()
    assert dialog.threshold.comparator.currentText().startswith(">")
    qtbot.keyClick(dialog.threshold.written, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    made = next(p for p in session.debate.provisions.values() if p.citation == "§ 9")
    assert made.title == "Batteries"
    assert made.current.threshold.comparator is Comparator.MORE_THAN
    assert made.current.threshold.value == 70e9
    assert session.selection.current == made.id
    session.undo()
    assert len(session.debate.provisions) == 3


def test_selected_words_prefill_text_and_threshold_and_link_the_statement(session, opened, qtbot):
    dialog = opened(text="Bicycles above 25 km/h need a plate", statement_id="s4")
    assert dialog.threshold.threshold().value == 25
    qtbot.keyClicks(dialog.citation, "§ 7")
    dialog.accept()
    made = next(p for p in session.debate.provisions.values() if p.citation == "§ 7")
    assert made.current.text == "Bicycles above 25 km/h need a plate"
    link = next(r for r in session.debate.relations.values() if r.target.id == made.id)
    assert (link.kind, link.sources) == (RelationKind.OBJECTS, ("s4",))
    session.undo()  # both in one step
    assert made.id not in session.debate.provisions


def test_wrong_fields_are_told_in_one_sentence_and_nothing_happens(session, opened, qtbot):
    dialog = opened()
    dialog.accept()
    assert dialog.warning == "A provision needs a citation or a title. Type one of them."
    qtbot.keyClicks(dialog.citation, "§ 1")
    dialog.accept()
    assert dialog.warning == "There is a provision § 1 already. Choose another citation."
    dialog.citation.setText("§ 9")
    qtbot.keyClicks(dialog.threshold.written, "plenty")
    dialog.accept()
    assert "holds no number" in dialog.warning
    dialog.threshold.written.clear()
    qtbot.keyClicks(dialog.date, "yesterday")
    dialog.accept()
    assert dialog.warning == "“yesterday” is no date. Write it as 2026-09-12."
    assert dialog.isVisible()
    assert len(session.debate.provisions) == 3
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.undo_label == ""


def test_editing_is_one_step_and_touches_only_what_changed(session, opened):
    dialog = opened(provision_id="v1")
    assert dialog.citation.text() == "§ 1"
    assert dialog.text.toPlainText() == "Above 45 km/h a plate is needed."
    dialog.accept()
    assert session.undo_label == ""
    dialog = opened(provision_id="v1")
    dialog.title.setText("Number plates")
    dialog.text.setPlainText("Anything fast.")
    dialog.above.setCurrentIndex(dialog.above.findData("v2"))
    dialog.accept()
    provision = session.debate.provisions["v1"]
    assert (provision.title, provision.current.text, provision.parent) == ("Number plates", "Anything fast.", "v2")
    assert provision.current.threshold.value == 45
    session.undo()
    assert session.debate.provisions["v1"].title == "Plates"
    assert session.debate.provisions["v1"].parent is None
    assert session.undo_label == ""


def test_a_provision_is_not_offered_below_itself(opened):
    dialog = opened(provision_id="v2")
    offered = [dialog.above.itemData(i) for i in range(dialog.above.count())]
    assert offered == [None, "v1"]


def test_what_the_debate_refuses_is_told_in_the_dialog(session, opened, qtbot):
    dialog = opened(provision_id="v3")
    dialog.title.setText("Changed")
    session.do(provisions.delete(session.debate, "v3"))
    dialog.accept()
    assert dialog.warning == "That provision is no longer in the debate. Select another one."
    assert dialog.isVisible()


def test_parts_of_a_threshold_can_be_set_one_by_one(qtbot):
    field = ThresholdField(Threshold("training tokens", Comparator.MORE_THAN, 1e12, "tokens"))
    qtbot.addWidget(field)
    assert field.value.text() == "1,000,000,000,000"
    assert field.threshold().value == 1e12
    field.comparator.setCurrentIndex(field.comparator.findData(Comparator.AT_MOST))
    field.comparator.activated.emit(field.comparator.currentIndex())
    assert field.written.text().startswith("≤ 1 T")
    field.value.clear()
    qtbot.keyClicks(field.value, "2.5e3")
    assert field.threshold() == Threshold("training tokens", Comparator.AT_MOST, 2500.0, "tokens")
    field.value.clear()
    qtbot.keyClicks(field.value, "x")
    assert "is no number" in field.problem()
    assert field.threshold() is None


def test_values_survive_exactly(qtbot):
    for value in (70e9, 0.1, 1e24, 2.5, 123456.789, 1e15 + 2, 1 / 3):
        field = ThresholdField(Threshold("m", Comparator.AT_LEAST, value, "u"))
        qtbot.addWidget(field)
        assert field.threshold().value == value
