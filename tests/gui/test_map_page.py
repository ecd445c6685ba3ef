"""The rows above the map, in the window, by keys."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from argmap.analysis.past import Moment
from argmap.gui.dialogs.keys_dialog import KeysDialog
from argmap.gui.map.days_dialog import DaysDialog
from argmap.gui.map.text_dialog import TextDialog
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.store.debate_file import DebateFile

DAYS = {"p1": "2024-09-12", "p2": "2024-09-13", "p3": "2024-09-14", "p4": "2024-09-15", "p5": "2024-09-16"}


@pytest.fixture
def opened(page, debate) -> Iterator:
    """The small debate, with days, in the window; the keyboard is on the map."""
    dated = Debate([replace(r, posted_at=DAYS[r.id]) if r.id in DAYS else r for r in debate.records()])
    page.session.open(DebateFile.create(page.folder / "bicycles.argmap", dated))
    page.settle().press("F7")
    return page


def _shown(page) -> set[str]:
    scene = page.window.map.scene
    return set(scene.board.places) - scene.sight.part.hidden - scene.sight.part.dimmed


def test_a_filter_is_chosen_by_keys_and_taken_away_again(opened) -> None:
    opened.press("I").press("2").press("1", "Return")  # topic, the first one
    assert opened.window.map.showing.view.topics == ("enf",)
    assert _shown(opened) == {"s4", "s6", "v1", "v2"}
    assert opened.window.map_page.bar._buttons["topics"].text() == "Topic: enforceability ▾"
    opened.press("I").press("4").press("3", "Return")  # and only objections
    assert _shown(opened) == {"s4", "s6", "v1", "v2"}
    opened.press("Shift+I")
    assert _shown(opened) == set(opened.window.map.scene.board.places)
    assert opened.session.undo_label == ""


def test_days_are_typed_and_checked(opened) -> None:
    opened.press("I").press("6").settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DaysDialog)
    dialog.since.setText("13 September")
    dialog.accept()
    assert "is no day" in dialog.warning
    dialog.since.setText("2024-09-14")
    dialog.until.setText(" 2024-09-13")
    dialog.accept()
    assert "before the first" in dialog.warning
    dialog.since.setText("20240914")
    dialog.until.setText(" 2024-09-14")
    dialog.accept()
    opened.settle()
    assert opened.window.findChildren(DaysDialog) == []
    view = opened.window.map.showing.view
    assert (view.since, view.until) == ("2024-09-14", "2024-09-14")
    assert _shown(opened) & opened.debate.statements.keys() == {"s3", "s5"}
    assert "14 Sep 2024" in opened.window.map_page.bar._buttons["days"].text()


def test_dialogs_are_let_go_of_when_they_are_closed(opened) -> None:
    opened.press("X").settle()
    assert isinstance(QApplication.activeModalWidget(), TextDialog)
    opened.press("Escape").settle()
    opened.trigger("keys").settle()
    assert isinstance(QApplication.activeModalWidget(), KeysDialog)
    opened.press("Escape").settle()
    assert opened.window.findChildren(QDialog) == []


def test_a_view_is_saved_chosen_renamed_and_deleted(opened, monkeypatch) -> None:
    names = iter(["Police work", "Enforcement"])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (next(names), True))
    opened.press("I").press("2").press("1", "Return")
    opened.press("H").press("V").press("S").settle()
    assert [view.name for view in opened.debate.views.values()] == ["Police work"]
    assert opened.session.undo_label == "Save view"
    opened.press("Shift+I", "H")
    opened.press("V").press("1").settle()
    assert opened.window.map.showing.view.topics == ("enf",)
    assert opened.window.map.showing.view.hides
    opened.press("V").press("R").settle()
    assert [view.name for view in opened.debate.views.values()] == ["Enforcement"]
    opened.press("V").press("W").settle()
    assert opened.window.map.showing.is_whole
    opened.press("V").press("1").press("V").press("D").settle()
    assert not opened.debate.views
    opened.trigger("undo").settle()
    assert len(opened.debate.views) == 1


def test_a_name_that_is_taken_is_refused_in_a_sentence(opened, monkeypatch) -> None:
    names = iter(["One", "Two", "One"])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (next(names), True))
    opened.press("V").press("S").settle()
    opened.press("V").press("S").settle()
    opened.press("V").press("R").settle()
    assert "There is a view “One” already" in opened.said


def test_the_past_is_walked_by_arrow_keys(opened, qtbot) -> None:
    window = opened.window
    opened.press("D")
    assert window.map_page.past.isVisible()
    opened.press("Home")
    qtbot.waitUntil(lambda: set(window.map.scene.debate.statements) == {"s1"})
    opened.press("Right")
    qtbot.waitUntil(lambda: set(window.map.scene.debate.statements) == {"s1", "s2", "s4"})
    opened.press("Escape")
    assert not window.map_page.past.isVisible()
    assert window.map.scene.debate is opened.debate
    assert window.map.hasFocus()


def test_the_past_is_walked_post_by_post(opened, qtbot) -> None:
    window = opened.window
    past, showing = window.map_page.past, window.map.showing
    opened.press("D", "Home")
    qtbot.waitUntil(lambda: showing.moment == Moment("2024-09-12"))
    opened.press("Ctrl+Right")
    assert showing.moment == Moment(post="p2")
    assert past.by_posts.isChecked()
    assert past.slider.accessibleName() == "Post"
    opened.settle()
    assert set(window.map.scene.debate.statements) == {"s1", "s2", "s4"}
    opened.press("Right")  # and now by posts
    qtbot.waitUntil(lambda: showing.moment == Moment(post="p3"))
    opened.press("End")
    qtbot.waitUntil(lambda: showing.moment == Moment(post="p5"))
    opened.press("Ctrl+Right", "Ctrl+Left")
    assert showing.moment == Moment(post="p4")
    past.by_posts.click()
    assert showing.moment == Moment("2024-09-15")
    assert window.focusWidget() is past.slider
    past.by_posts.click()
    assert showing.moment == Moment(post="p4")
    opened.press("Escape")
    assert showing.moment is None


def test_a_debate_without_dates_has_a_past_post_by_post(page, debate) -> None:
    page.session.open(DebateFile.create(page.folder / "bicycles.argmap", debate))
    page.settle().press("F7", "D")
    assert page.window.map.showing.moment == Moment(post="p5")
    assert page.window.map_page.past.by_posts.isChecked()
    page.press("Ctrl+Left")
    assert page.window.map.showing.moment == Moment(post="p4")


def test_the_past_after_a_post_that_is_selected(opened) -> None:
    opened.session.select(Table.POSTS, "p2")
    opened.trigger("map_past_post").settle()
    assert opened.window.map.showing.moment == Moment(post="p2")
    assert set(opened.window.map.scene.debate.statements) == {"s1", "s2", "s4"}
    assert opened.focus is opened.window.map_page.past.slider
    opened.press("Escape")
    opened.session.select(Table.STATEMENTS, "s3")
    opened.trigger("map_past_post").settle()
    assert opened.window.map.showing.moment == Moment(post="p3")
    opened.press("Escape")
    opened.session.select(Table.STATEMENTS, "s9")  # nobody said that
    opened.trigger("map_past_post").settle()
    assert opened.window.map.showing.moment is None


def test_words_are_found_from_the_keyboard(opened) -> None:
    opened.press("/").type("night").press("Return")
    assert opened.session.selection.only(Table.STATEMENTS) == ("s4",)
    assert opened.window.map_page.bar.count.text() == "1 of 1"
    opened.press("Escape")
    assert opened.window.map.hasFocus()
    assert opened.window.map.overlay.hits == {}


def test_the_menu_shows_the_keys_and_works(opened) -> None:
    opened.session.select(Table.STATEMENTS, "s6")
    opened.trigger("map_focus")
    assert opened.window.map.showing.focus is not None
    opened.trigger("map_back")
    assert opened.window.map.showing.focus is None
    assert opened.window.actions_["map_fold"].text().endswith("\tB")


def test_a_narrow_map_keeps_the_filters_in_use_in_sight(opened) -> None:
    bar = opened.window.map_page.bar
    opened.press("I").press("5").press("1", "Return")
    opened.window.resize(760, 600)
    opened.settle()
    assert bar._buttons["verdicts"].isVisible()
    shown = [button for button in (bar.rest, *bar._buttons.values(), bar.views, bar.field) if button.isVisible()]
    assert all(b.geometry().right() <= bar.width() for b in shown)
    assert all(b.width() >= b.sizeHint().width() or b is bar.field for b in shown)
