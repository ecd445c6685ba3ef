"""The banner: what it says, how long, and the act it offers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from argmap.gui.messages import Messages


def test_a_problem_stays_until_it_is_dismissed(qtbot: QtBot) -> None:
    messages = Messages()
    qtbot.addWidget(messages)
    assert messages.text == ""
    messages.done("Exported.")
    messages.problem("That cannot be done. Choose another place.")
    assert messages.text == "That cannot be done. Choose another place."
    assert messages.accessibleName() == messages.text
    assert not messages._timer.isActive()
    qtbot.mouseClick(messages.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert messages.text == ""


def test_good_news_goes_by_itself(qtbot: QtBot) -> None:
    messages = Messages()
    qtbot.addWidget(messages)
    messages._timer.setInterval(1)
    messages.done("Exported.")
    qtbot.waitUntil(lambda: messages.text == "")


def test_the_offered_act_runs_once(qtbot: QtBot) -> None:
    messages = Messages()
    qtbot.addWidget(messages)
    runs: list[int] = []
    messages.info("The file changed.", "Reload", lambda: runs.append(1))
    button = messages.findChild(QPushButton)
    assert button.text() == "Reload"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert runs == [1]
    assert messages.text == ""


def test_words_are_never_read_as_markup(qtbot: QtBot) -> None:
    messages = Messages()
    qtbot.addWidget(messages)
    messages.problem("<img src='file:///etc/passwd'> is no debate.")
    assert messages._label.textFormat() is Qt.TextFormat.PlainText


def test_a_refusal_stays_until_something_else_was_done(qtbot: QtBot) -> None:
    messages = Messages()
    qtbot.addWidget(messages)
    messages.refuse("Only an arrow can be undercut.")
    assert not messages._timer.isActive()
    assert messages.text == "Only an arrow can be undercut."
    messages.on_edited()
    assert messages.text == ""
    messages.problem("That cannot be read.")
    messages.on_edited()
    assert messages.text == "That cannot be read."
