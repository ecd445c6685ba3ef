"""The dialog for a new version of a provision."""

import pytest
from PySide6.QtCore import Qt

from argmap.gui.dialogs.version_dialog import VersionDialog
from argmap.model.kinds import VersionStatus


@pytest.fixture
def opened(session, qtbot):
    def make(provision_id="v1", **options):
        dialog = VersionDialog(session, provision_id, **options)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def test_amending_because_of_a_statement_carries_over_what_is_ticked(session, opened, qtbot):
    dialog = opened(because_of="s3")
    assert dialog.because.currentText() == "Concession: The speed line moves"
    listed = [dialog.still.item(i).text() for i in range(dialog.still.count())]
    assert listed == ["“Plates cannot be read at night” objects to it"]  # what hit version 1 alone is not asked about
    qtbot.keyClick(dialog.still, Qt.Key.Key_Space)
    assert dialog.ticked() == ["r3"]
    dialog.threshold.written.clear()
    qtbot.keyClicks(dialog.threshold.written, "> 60 km/h")
    dialog.accept()
    current = session.debate.provisions["v1"].current
    assert (current.number, current.status, current.because_of) == (3, VersionStatus.AMENDED, "s3")
    assert current.threshold.value == 60
    assert session.debate.relations["r3"].versions == (1, 2, 3)
    assert session.debate.relations["r1"].versions == (1,)
    session.undo()
    assert session.debate.provisions["v1"].current.number == 2
    assert session.debate.relations["r3"].versions == (1, 2)
    assert session.undo_label == ""


def test_withdrawing_keeps_words_and_threshold(session, opened):
    dialog = opened("v2", status=VersionStatus.WITHDRAWN, because_of="s6")
    assert not dialog.threshold.isEnabled()
    dialog.accept()
    versions = session.debate.provisions["v2"].versions
    assert versions[-1].status is VersionStatus.WITHDRAWN
    assert (versions[-1].threshold, versions[-1].text) == (versions[0].threshold, versions[0].text)


def test_the_status_can_be_chosen_by_key(session, opened, qtbot):
    dialog = opened("v2")
    dialog.status.setFocus()
    qtbot.keyClick(dialog.status, Qt.Key.Key_End)
    assert VersionStatus(dialog.status.currentData()) is VersionStatus.ADOPTED
    dialog.accept()
    assert session.debate.provisions["v2"].current.status is VersionStatus.ADOPTED


def test_a_bad_date_is_told(session, opened, qtbot):
    dialog = opened()
    qtbot.keyClicks(dialog.date, "soon")
    qtbot.keyClick(dialog.date, Qt.Key.Key_Return)
    assert dialog.warning == "“soon” is no date. Write it as 2026-09-12."
    assert session.debate.provisions["v1"].current.number == 2


def test_nothing_that_was_said_is_a_reason_too(session, opened):
    dialog = opened("v3")
    assert dialog.because.currentData() is None
    assert dialog.still.isHidden()
    dialog.accept()
    assert session.debate.provisions["v3"].current.because_of is None
