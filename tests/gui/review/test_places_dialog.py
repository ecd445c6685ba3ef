"""The dialog that asks where words of an edited post stand now."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from argmap.analysis.anchoring import Found
from argmap.analysis.reimport import KEEP_OLD, Question
from argmap.gui.review.places_dialog import PlacesDialog
from argmap.model.debate import Debate
from argmap.model.kinds import Table

NEW = "A test keeps people safe. Others say so too. A test keeps folk <safe>, and that is that."


def asked(key: str, *starts: int, record: str = "s5", table: Table = Table.STATEMENTS) -> Question:
    places = tuple(Found(start, start + 24) for start in starts)
    return Question(key, "p3", record, table, "A test is still what keeps people safe.", NEW, places)


@pytest.fixture
def ask(qtbot, debate: Debate):
    def shown(*questions: Question) -> PlacesDialog:
        dialog = PlacesDialog(questions, debate)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return shown


def press(qtbot, dialog: PlacesDialog, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(dialog.focusWidget() or dialog, key)


def texts(dialog: PlacesDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_digit_picks_a_place_and_the_next_question_follows(qtbot, ask) -> None:
    dialog = ask(asked("one", 0, 45), asked("two", 45, 0))
    assert "Question 1 of 2" in texts(dialog)
    assert "Ada Brook has edited the post. Where do the words of “Tests keep people safe” stand now?" in texts(dialog)
    press(qtbot, dialog, Qt.Key.Key_2)
    assert "Question 2 of 2" in texts(dialog)
    press(qtbot, dialog, Qt.Key.Key_1)
    assert dialog.result() == PlacesDialog.DialogCode.Accepted
    assert dialog.choices() == {"one": (45, 69), "two": (45, 69)}


def test_arrows_and_enter_pick_too_and_backspace_goes_back(qtbot, ask) -> None:
    dialog = ask(asked("one", 0, 45), asked("two", 0, 45))
    press(qtbot, dialog, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Backspace)
    assert "Question 1 of 2" in texts(dialog)
    press(qtbot, dialog, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert dialog.choices() == {"one": (0, 24), "two": (0, 24)}


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_K])
def test_the_old_text_is_kept(qtbot, ask, key) -> None:
    dialog = ask(asked("one", 0, 45))
    press(qtbot, dialog, key)
    assert dialog.choices() == {"one": KEEP_OLD}


def test_esc_keeps_all_old_texts(qtbot, ask) -> None:
    dialog = ask(asked("one", 0, 45), asked("two", 0, 45))
    press(qtbot, dialog, Qt.Key.Key_Escape)
    assert dialog.result() == PlacesDialog.DialogCode.Rejected
    assert dialog.choices() == {"one": KEEP_OLD, "two": KEEP_OLD}


def test_a_digit_without_a_place_does_nothing(qtbot, ask) -> None:
    dialog = ask(asked("one", 0, 45))
    press(qtbot, dialog, Qt.Key.Key_3)
    assert dialog.isVisible()


def test_nothing_like_the_words_is_said(qtbot, ask) -> None:
    dialog = ask(asked("one", record="q1", table=Table.QUOTES))
    assert "these quoted words" in texts(dialog)
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.choices() == {"one": KEEP_OLD}


def test_the_words_are_no_html_and_everything_has_a_name(ask) -> None:
    dialog = ask(asked("one", 45, 0))
    rows = dialog.findChild(QListWidget)
    assert rows.accessibleName()
    assert "&lt;safe&gt;" in texts(dialog)
    assert rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("1: A test keeps people safe.")
    assert all(button.toolTip() for button in dialog.findChildren(QPushButton))
