"""The window: opening, views, undo, theme, messages, what is enabled when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from argmap import paths
from argmap.gui.actions import COMMANDS, key_of
from argmap.gui.dialogs.picker import Picker
from argmap.gui.key_button import KeyButton
from argmap.gui.views import View
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.store.debate_file import DebateFile

THREAD = "I think the line is too low.\n\n> the line is too low\n\nIt is where the data puts it.\n"


@pytest.fixture
def opened(page, debate: Debate, tmp_path: Path):
    """The window on a small finished debate."""
    path = tmp_path / "bicycles.argmap"
    DebateFile.create(path, debate).close()
    return page.open(path)


def test_without_a_debate_it_offers_ways_in(page) -> None:
    assert page.window.views.currentWidget() is page.window.welcome
    assert page.window.actions_["open"].isEnabled()
    assert not page.window.actions_["export"].isEnabled()
    assert not page.window.actions_["tag_claim"].isEnabled()
    assert not page.window.actions_["undo"].isEnabled()


def test_a_thread_file_becomes_a_debate_beside_it(page, tmp_path: Path) -> None:
    thread = tmp_path / "line.txt"
    thread.write_text(THREAD, encoding="utf-8")
    page.open(thread)
    assert (tmp_path / "line.argmap").is_file()
    assert thread.read_text(encoding="utf-8") == THREAD
    assert page.debate.posts
    assert "Imported" in page.said
    assert page.window.views.currentWidget() is page.window.views.splitter


def test_the_same_thread_again_opens_the_debate_made_of_it(page, tmp_path: Path) -> None:
    thread = tmp_path / "line.txt"
    thread.write_text(THREAD, encoding="utf-8")
    page.open(thread)
    first = page.session.file.path
    page.window.session.close()
    page.open(thread)
    assert page.session.file.path == first
    assert "imported before" in page.said
    assert len(list(tmp_path.glob("*.argmap"))) == 1


def test_another_thread_of_the_same_name_gets_a_number(page, tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text(THREAD, encoding="utf-8")
    page.open(tmp_path / "line.txt")
    (tmp_path / "line.txt").write_text(THREAD.replace("low", "high"), encoding="utf-8")
    page.open(tmp_path / "line.txt")
    assert sorted(p.name for p in tmp_path.glob("*.argmap")) == ["line 2.argmap", "line.argmap"]


def test_a_dropped_file_is_opened(page, tmp_path: Path) -> None:
    thread = tmp_path / "line.txt"
    thread.write_text(THREAD, encoding="utf-8")
    page.window.files._settings.folder = str(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(thread))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.window.dropEvent(event)
    page.settle()
    assert event.isAccepted()
    assert page.debate.posts


def test_a_file_that_cannot_be_read_leaves_what_was_open(opened, tmp_path: Path) -> None:
    before = opened.session.file.path
    broken = tmp_path / "broken.json"
    broken.write_text('{"argmap": 1, "posts": [', encoding="utf-8")
    opened.open(broken)
    assert "broken.json" in opened.said or "JSON" in opened.said
    assert opened.session.file.path == before
    assert not (tmp_path / "broken.argmap").exists()


def test_the_sample_opens_as_a_copy(page, tmp_path: Path) -> None:
    sample = paths.sample_debates() / "frontier-thresholds.argmap"
    content = sample.read_bytes()
    page.open(sample)
    assert page.session.file.path == str(tmp_path / sample.name)
    assert len(page.debate.statements) >= 40
    page.trigger("own_statement")
    assert sample.read_bytes() == content
    page.open(sample)  # the first copy has been changed, so this is another
    assert page.session.file.path == str(tmp_path / "frontier-thresholds 2.argmap")


@pytest.mark.parametrize("width", [1066, 1150, 1200, 1250, 1400, 1500, 1560, 1600, 1800])
def test_the_buttons_of_the_views_are_there_at_any_usual_width(opened, width: int) -> None:
    opened.window.resize(width, 800)
    opened.settle()
    assert all(button.isVisible() for button in opened.window.tools.findChildren(KeyButton))


def test_views_by_key(opened) -> None:
    keys = {"F5": View.READ, "F7": View.MAP, "F8": View.MATRIX, "F9": View.REVIEW, "F6": View.SPLIT}
    for key, view in keys.items():
        opened.press(key)
        assert opened.window.views.view is view
        assert opened.window.reader.isVisible() is (view in (View.READ, View.SPLIT))
        assert opened.window.map.isVisible() is (view in (View.MAP, View.SPLIT))
        assert opened.window.matrix.isVisible() is (view is View.MATRIX)
        assert opened.window.review.isVisible() is (view is View.REVIEW)
        assert opened.window.inspector.isVisible() is (view is not View.REVIEW)


def test_every_pane_can_be_reached_by_key(opened) -> None:
    window = opened.window
    for key, pane in (
        ("Ctrl+1", window.panels),
        ("Ctrl+2", window.reader),
        ("Ctrl+3", window.map),
        ("Ctrl+4", window.inspector),
    ):
        opened.press(key)
        assert pane.isAncestorOf(opened.focus) or pane is opened.focus, key


def test_tagging_by_menu_then_undo_and_redo(opened) -> None:
    before = opened.debate.snapshot()
    opened.window.reader.go_to("p1", 37, 78)
    opened.trigger("tag_claim").press("Escape")
    made = opened.debate.snapshot()
    assert len(made.statements) == len(before.statements) + 1
    assert opened.window.actions_["undo"].text() == "Undo tag claim"
    opened.press("Ctrl+Z")
    assert opened.debate == before
    assert opened.window.actions_["redo"].isEnabled()
    opened.press("Ctrl+Shift+Z")
    assert opened.debate == made


def test_an_implicit_premise_is_one_step_and_asks_for_its_words(opened) -> None:
    opened.session.select(Table.STATEMENTS, "s6")
    before = opened.debate.snapshot()
    opened.press("Ctrl+Shift+M")
    premise = next(s for s in opened.debate.statements.values() if not s.passages and s.id not in before.statements)
    (link,) = (r for r in opened.debate.relations.values() if premise.id in r.sources)
    assert (link.kind.value, link.target.id) == ("rests_on", "s6")
    assert opened.window.inspector.isAncestorOf(opened.focus)
    opened.press("Ctrl+2").press("Ctrl+Z")
    assert opened.debate == before


def test_find_selects_everywhere(opened) -> None:
    opened.press("Ctrl+F")
    assert isinstance(QApplication.activePopupWidget(), Picker)
    opened.type("courier").press("Return")
    assert opened.session.selection.ids == ("s2",)


def test_find_goes_to_the_sentence_in_a_post(opened) -> None:
    opened.press("Ctrl+F").type("read a plate at night county").press("Escape")
    opened.press("Ctrl+F").type("must pass a test").press("Return")
    assert opened.window.reader.selected_text() == "Riders must pass a test of at least 80 %."
    assert opened.focus is opened.window.reader


def test_the_palette_runs_commands(opened) -> None:
    opened.press("Ctrl+Shift+P").type("matrix").press("Return")
    assert opened.window.views.view is View.MATRIX


def test_theme_is_kept(opened) -> None:
    opened.trigger("theme_dark")
    assert opened.theme.palette.name == "dark"
    assert opened.settings.theme == "dark"
    assert opened.window.actions_["theme_dark"].isChecked()


def test_letters_typed_into_a_field_are_not_commands(opened) -> None:
    opened.session.select(Table.STATEMENTS, "s6")
    before = len(opened.debate.statements)
    opened.window.routing.on_gist_wanted("s6")
    opened.type("co son")
    assert len(opened.debate.statements) == before


def test_export_writes_what_the_map_shows(opened, tmp_path: Path) -> None:
    from argmap.formats.registry import WriteOptions

    target = tmp_path / "out.json"
    opened.window.files.export_to(target, "json", WriteOptions())
    opened.settle()
    assert json.loads(target.read_text(encoding="utf-8"))["title"] == "Fast bicycles"
    assert str(target) in opened.said
    opened.window.files.export_to(tmp_path, "json", WriteOptions())
    opened.settle()
    assert "is a folder" in opened.said


def test_a_file_somebody_else_holds_is_read_only(page, debate: Debate, tmp_path: Path) -> None:
    path = tmp_path / "held.argmap"
    with DebateFile.create(path, debate):
        page.open(path)
        assert page.session.read_only
        assert page.said
        assert not page.window.actions_["tag_claim"].isEnabled()
        assert "read only" in page.window.file_label.text()


def test_no_key_is_given_twice() -> None:
    keys = [key for command in COMMANDS for key in command.keys.split(", ") if key]
    assert len(keys) == len(set(keys))
    view_keys = [command.view_key for command in COMMANDS if command.view_key]
    assert len(view_keys) == len(set(view_keys))
    assert all(key_of(command) or command.menu for command in COMMANDS)


def test_every_button_has_a_name_and_a_tooltip(opened) -> None:
    from PySide6.QtWidgets import QAbstractButton

    unnamed = [
        button
        for button in opened.window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert not unnamed
    assert not [
        line for line in opened.window.findChildren(QLineEdit) if line.isVisible() and not line.accessibleName()
    ]


def test_the_foot_of_the_window_tells_counts_and_zoom(page, tmp_path: Path) -> None:
    DebateFile.create(tmp_path / "empty.argmap", Debate()).close()
    page.open(tmp_path / "empty.argmap")
    words = [label.text() for label in page.window.status.findChildren(QLabel) if label.isVisible()]
    assert "0 posts · 0 statements · 0 provisions" in [word.replace("\u202f", " ") for word in words]
    assert "100 %" in words
