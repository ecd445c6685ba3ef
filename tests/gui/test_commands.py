"""The commands about files: nothing that is open is lost, nothing lands in the wrong debate."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from argmap import paths
from argmap.formats.registry import WriteOptions
from argmap.model.debate import Debate
from argmap.model.edits import document, statements
from argmap.store.debate_file import DebateFile

THREAD = "Ada: Plates are read by cameras.\n\nBo: Not at night.\n"


@pytest.fixture
def opened(page, debate: Debate, tmp_path: Path):
    """The window on a small finished debate."""
    path = tmp_path / "bicycles.argmap"
    DebateFile.create(path, debate).close()
    (tmp_path / "more.txt").write_text(THREAD, encoding="utf-8")
    return page.open(path)


def test_opening_what_is_open_keeps_it_writable(opened, tmp_path: Path) -> None:
    opened.session.do(statements.set_gist(opened.debate, "s1", "New words"))
    opened.open(tmp_path / "bicycles.argmap")
    assert "open here already" in opened.said
    assert not opened.session.read_only
    opened.press("Ctrl+Z")
    assert opened.debate.statements["s1"].gist != "New words"


def test_opening_it_again_is_the_way_out_when_another_program_replaced_it(opened, tmp_path: Path) -> None:
    with DebateFile.create(tmp_path / "other.argmap", opened.debate.snapshot()) as other:
        edit = document.set_title(other.debate, "From elsewhere")
        other.debate.apply(edit)
        other.append(edit)
    (tmp_path / "other.argmap").replace(tmp_path / "bicycles.argmap")
    opened.open(tmp_path / "bicycles.argmap")
    assert opened.debate.title == "From elsewhere"
    assert not opened.session.read_only


def test_an_import_is_one_step_and_the_same_again_is_none(opened, tmp_path: Path) -> None:
    before = opened.debate.snapshot()
    opened.window.files.imports.add(tmp_path / "more.txt")
    opened.settle()
    assert "Added 2 posts" in opened.said
    opened.window.files.imports.add(tmp_path / "more.txt")
    opened.settle()
    assert "Nothing new" in opened.said
    assert len(opened.debate.posts) == len(before.posts) + 2
    opened.press("Ctrl+Z")
    assert opened.debate == before


def test_a_debate_file_can_be_imported_too(opened, tmp_path: Path) -> None:
    opened.window.files.imports.add(tmp_path / "more.txt")
    opened.settle()
    with DebateFile.create(tmp_path / "empty.argmap", Debate()):
        pass
    opened.open(tmp_path / "empty.argmap")
    opened.window.files.imports.add(tmp_path / "bicycles.argmap")
    opened.settle()
    assert len(opened.debate.posts) == 7


def test_what_was_exported_adds_nothing(opened, tmp_path: Path) -> None:
    opened.window.files.export_to(tmp_path / "same.json", "json", WriteOptions())
    opened.settle()
    before = opened.debate.snapshot()
    opened.window.files.imports.add(tmp_path / "same.json")
    opened.settle()
    assert "Nothing new: all of “same.json” is here already." in opened.said
    assert opened.debate == before


def test_an_import_never_lands_in_another_debate(opened, tmp_path: Path) -> None:
    DebateFile.create(tmp_path / "other.argmap", Debate()).close()
    opened.window.files.imports.add(tmp_path / "more.txt")
    opened.session.open(DebateFile.open(tmp_path / "other.argmap"))
    opened.settle()
    assert "not open any more" in opened.said
    assert not opened.debate.posts


def test_dialogs_begin_where_the_work_is_and_never_among_the_samples(page, tmp_path: Path) -> None:
    sample = paths.sample_debates() / "frontier-thresholds.argmap"
    page.open(sample)
    assert page.settings.folder == str(tmp_path)


def test_a_change_by_whoever_holds_the_file_is_told_once(page, debate: Debate, tmp_path: Path) -> None:
    with DebateFile.create(tmp_path / "held.argmap", debate) as holder:
        page.open(tmp_path / "held.argmap")
        edit = statements.set_gist(holder.debate, "s1", "New words")
        holder.debate.apply(edit)
        holder.append(edit)
        page.window.routing.on_watch()
        assert "was changed by whoever holds it" in page.said
        page.window.messages.hide()
        page.window.routing.on_watch()
        assert page.said == ""
        page.open(tmp_path / "held.argmap")
        assert page.debate.statements["s1"].gist == "New words"


def test_an_export_over_the_open_debate_is_refused(opened, tmp_path: Path) -> None:
    opened.window.files.export_to(tmp_path / "bicycles.argmap", "json", WriteOptions())
    opened.settle()
    assert "never writes .argmap" in opened.said
    assert opened.session.do(statements.set_gist(opened.debate, "s1", "Still there"))


@pytest.mark.parametrize("name", ["table", "table.v2"])
def test_a_name_without_its_ending_replaces_nothing_unasked(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    opened.window.files.export_table(b"a,b")
    opened.settle()
    written = tmp_path / f"{name}.csv"
    assert written.read_bytes() == b"a,b"
    opened.window.files.export_table(b"other")
    opened.settle()
    assert written.read_bytes() == b"a,b"
    assert f"There is a file {name}.csv in that folder already" in opened.said
