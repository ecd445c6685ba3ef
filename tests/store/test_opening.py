"""After a crash: what a journal beside a file leads to."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile, StoreError


@pytest.fixture
def crashed(path: Path, tmp_path: Path) -> Path:
    """A file that was left in the middle of a transaction whose pages were in part on the disk already."""
    folder = tmp_path / "crashed"
    folder.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE posts SET text = text || hex(randomblob(20000))")
        connection.execute("DELETE FROM relations")
        connection.execute("UPDATE statements SET gist = 'lost' || hex(randomblob(9000))")
        for name in ("bikes.argmap", "bikes.argmap-journal"):
            shutil.copyfile(path.with_name(name), folder / name)
        connection.execute("ROLLBACK")
    return folder / "bikes.argmap"


def journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def test_a_crash_is_rolled_back_when_the_file_is_opened_for_writing(crashed: Path, debate: Debate) -> None:
    with DebateFile.open(crashed) as file:
        assert file.debate == debate
        assert (file.warning, file.read_only) == ("", False)
    assert os.listdir(crashed.parent) == ["bikes.argmap"]


def test_the_file_alone_would_have_been_wrong(crashed: Path, debate: Debate) -> None:
    """Otherwise the tests here show nothing."""
    journal(crashed).unlink()
    try:
        with DebateFile.open(crashed) as file:
            assert file.debate != debate
    except StoreError:
        pass


def test_after_a_crash_reading_changes_nothing(crashed: Path, debate: Debate) -> None:
    before = crashed.read_bytes(), journal(crashed).read_bytes()
    with DebateFile.open(crashed, read_only=True) as file:
        assert file.debate == debate
        assert len(file.steps()) == 1
        file.save_copy(crashed.parent / "copy.argmap")
        with pytest.raises(StoreError, match="is the file that is open"):
            file.save_copy(crashed)
    assert (crashed.read_bytes(), journal(crashed).read_bytes()) == before
    with DebateFile.open(crashed.parent / "copy.argmap") as copy:
        assert copy.debate == debate


def test_a_file_that_is_not_sound_after_rolling_back_is_left_as_it_is(crashed: Path) -> None:
    pages = bytearray(journal(crashed).read_bytes())
    pages[600:1500] = os.urandom(900)
    journal(crashed).write_bytes(pages)
    before = crashed.read_bytes(), journal(crashed).read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError):
            DebateFile.open(crashed, read_only=read_only)
        assert (crashed.read_bytes(), journal(crashed).read_bytes()) == before


def test_a_journal_that_names_another_file_is_refused_and_that_file_is_left(crashed: Path, tmp_path: Path) -> None:
    """SQLite deletes what such a journal names, once it has rolled it back."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"")
    name = os.fsencode(victim)
    tail = (0).to_bytes(4, "big") + name + len(name).to_bytes(4, "big") + (sum(name) & 0xFFFFFFFF).to_bytes(4, "big")
    with journal(crashed).open("ab") as file:
        file.write(tail + bytes.fromhex("d9d505f920a163d7"))
    for read_only in (False, True):
        with pytest.raises(StoreError, match="was not written by argmap"):
            DebateFile.open(crashed, read_only=read_only)
    assert victim.exists()


@pytest.mark.parametrize("content", [b"", b"\0" * 1000, b"something else"])
def test_a_journal_that_is_none_is_no_harm(path: Path, debate: Debate, content: bytes) -> None:
    journal(path).write_bytes(content)
    with DebateFile.open(path, read_only=True) as file:
        assert file.debate == debate
    assert journal(path).read_bytes() == content
    with DebateFile.open(path) as file:
        assert file.debate == debate
