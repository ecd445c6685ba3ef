"""The picker, used by keys as a person would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from argmap.gui.dialogs.picker import Choice, Picker

TOPICS = [
    Choice("scope", "scope", "3", colour="#2b6cb0"),
    Choice("enf", "enforceability", "1", colour="#c2410c"),
    Choice("prior", "prior restraint", depth=1),
    Choice("commerce", "commerce clause", glyph="topic"),
]


class Opened:
    """A shown picker and what it has told so far."""

    def __init__(self, qtbot: QtBot, picker: Picker) -> None:
        self.picker, self._qtbot = picker, qtbot
        self.told: list[tuple[str, object]] = []
        picker.picked.connect(lambda i: self.told.append(("picked", i)))
        picker.ticked.connect(lambda ids: self.told.append(("ticked", ids)))
        picker.created.connect(lambda text: self.told.append(("created", text)))
        picker.cancelled.connect(lambda: self.told.append(("cancelled", None)))
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        picker.popup_near(QRect(100, 100, 40, 20))
        self.filter = picker.findChild(QLineEdit)

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            if isinstance(key, str):
                self._qtbot.keyClicks(self.filter, key)
            else:
                self._qtbot.keyClick(self.filter, key)


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[..., Opened]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def make(**options: object) -> Opened:
        picker = Picker(TOPICS, title="Topics", parent=window, **options)
        return Opened(qtbot, picker)

    return make


def test_typing_filters_and_enter_picks(opened):
    it = opened()
    it.press("cl")
    assert it.picker.shown == ["commerce clause"]
    it.press(Qt.Key.Key_Return)
    assert it.told == [("picked", "commerce")]
    assert not it.picker.isVisible()


def test_words_match_in_any_order_and_those_that_begin_so_come_first(opened):
    it = opened()
    it.press("clause com")
    assert it.picker.shown == ["commerce clause"]
    it.filter.clear()
    it.press("e")
    assert it.picker.shown[0] == "enforceability"
    assert set(it.picker.shown) == {"enforceability", "scope", "prior restraint", "commerce clause"}


def test_digits_choose_only_while_nothing_is_typed(opened):
    it = opened()
    it.press("2")
    assert it.told == [("picked", "enf")]
    it = opened()
    it.press("s 3")
    assert it.told == []
    assert it.picker.shown == ["scope"]  # its hint holds a 3


def test_a_digit_beyond_the_rows_does_nothing(opened):
    it = opened()
    it.press("9")
    assert it.told == []
    assert it.picker.isVisible()


def test_arrows_go_round(opened):
    it = opened()
    it.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert it.picker.current_text == "prior restraint"
    it.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert it.picker.current_text == "commerce clause"
    it.press(Qt.Key.Key_PageUp)
    assert it.picker.current_text == "scope"


def test_escape_cancels_once(opened):
    it = opened()
    it.press(Qt.Key.Key_Escape)
    assert it.told == [("cancelled", None)]
    assert not it.picker.isVisible()


def test_the_new_row_takes_the_typed_text(opened):
    it = opened(creates=lambda text: f"New topic “{text}”" if text else "")
    assert "New topic" not in " ".join(it.picker.shown)
    it.press("fast track")
    assert it.picker.shown == ["New topic “fast track”"]
    it.press(Qt.Key.Key_Return)
    assert it.told == [("created", "fast track")]


def test_a_name_that_is_there_is_not_offered_as_new(opened):
    it = opened(creates=lambda text: f"New topic “{text}”" if text else "")
    it.press("Scope")
    assert it.picker.shown == ["scope"]


def test_ticking_several(opened):
    it = opened(chosen=["enf"])
    it.press(Qt.Key.Key_Space, "2", "4", Qt.Key.Key_Return)
    assert it.told == [("ticked", ["scope", "commerce"])]


def test_enter_alone_ticks_the_row_that_was_typed_for(opened):
    it = opened(chosen=["enf"])
    it.press("prior", Qt.Key.Key_Return)
    assert it.told == [("ticked", ["enf", "prior"])]


def test_a_space_is_typed_while_a_name_is_typed(opened):
    it = opened(chosen=[])
    it.press("prior r")
    assert it.picker.shown == ["prior restraint"]
    it.press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert it.told == [("ticked", ["prior"])]


def test_creating_keeps_what_was_ticked(opened):
    it = opened(chosen=[], creates=lambda text: f"New “{text}”" if text else "")
    it.press("1", "speech", Qt.Key.Key_Return)
    assert it.told == [("ticked", ["scope"]), ("created", "speech")]


def test_a_click_picks(opened, qtbot):
    it = opened()
    rows = it.picker.findChild(QListView)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(1, 0)).center())
    assert it.told == [("picked", "enf")]


@pytest.mark.parametrize("anchor", [QRect(-500, -500, 10, 10), QRect(790, 795, 30, 20), QRect(5000, 300, 10, 10)])
def test_it_stays_whole_on_the_screen(opened, anchor):
    it = opened()
    it.picker.popup_near(anchor)
    assert it.picker.screen().availableGeometry().contains(it.picker.geometry())


def test_above_the_anchor_when_there_is_no_room_below(opened):
    it = opened()
    bottom = it.picker.screen().availableGeometry().bottom()
    it.picker.popup_near(QRect(100, bottom - 30, 50, 20))
    assert it.picker.geometry().bottom() < bottom - 30


def test_a_screen_reader_hears_the_list_the_filter_and_the_current_row(opened):
    it = opened()
    assert QAccessible.queryAccessibleInterface(it.picker).text(QAccessible.Text.Name) == "Topics"
    assert it.filter.accessibleName() == "Topics: filter"
    it.press(Qt.Key.Key_Down)
    assert it.filter.accessibleDescription() == "enforceability"


def test_a_choice_is_made_once_however_fast_the_fingers_are(opened):
    it = opened()
    it.press("2", "1", Qt.Key.Key_Return)
    assert it.told == [("picked", "enf")]
    it = opened(chosen=["enf"])
    it.press("1", Qt.Key.Key_Return, Qt.Key.Key_Return, "2", Qt.Key.Key_Return)
    assert it.told == [("ticked", ["scope", "enf"])]
