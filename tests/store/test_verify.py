"""A file is hostile until verified, and each refusal has its own sentence."""

import os
import random
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile, StoreError

Spoil = Callable[..., None]


def refused(path: Path | str) -> str:
    """The sentence with which a file is refused, for writing and for reading alike, with nothing changed or left behind."""
    said = []
    folder = os.path.dirname(path)
    before = sorted(os.listdir(folder)) if os.path.isdir(folder) else None
    for read_only in (False, True):
        with pytest.raises(StoreError) as raised:
            DebateFile.open(path, read_only=read_only)
        said.append(str(raised.value))
    assert said[0] == said[1]
    assert said[0].endswith(".")
    assert "\n" not in said[0]
    if before is not None:
        assert sorted(os.listdir(folder)) == before
    return said[0]


def test_what_is_not_there_or_no_file(path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    assert "is not there. Check the name and the folder" in refused(tmp_path / "none.argmap")
    assert "is not there" in refused(tmp_path / "dangling")
    assert "is not" in refused(tmp_path / "circle")
    assert "is not there" in refused(path / "below.argmap")
    assert "is a folder. Choose an .argmap file in it" in refused(tmp_path)
    assert "is not a file" in refused(tmp_path / "fifo")
    assert "is not a file" in refused("/dev/null")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(path: Path) -> None:
    path.chmod(0)
    assert "permission denied" in refused(path)


def test_what_is_no_argmap_file(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.argmap"
    other.write_bytes(b"")
    assert refused(other) == "“other.argmap” is empty. Choose another file."
    for content in (b"Ada: I disagree.\n", b"\0" * 5000, b"SQLite format 2\0" * 10):
        other.write_bytes(content)
        assert refused(other) == "“other.argmap” is not an .argmap file. To read another format, import it."
    with zipfile.ZipFile(other, "w") as archive:
        archive.write(path)
    assert "is not an .argmap file" in refused(other)
    other.unlink()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE notes (id)")
    assert "is an SQLite file of another program" in refused(other)


def test_what_is_cut_short(path: Path) -> None:
    whole = path.read_bytes()
    for length in (len(whole) - 1, len(whole) - 4096, 4096, 100):
        path.write_bytes(whole[:length])
        assert f"is cut short: it has {length} of {len(whole)} bytes" in refused(path)
    for length in (99, 16, 1):
        path.write_bytes(whole[:length])
        assert f"is cut short: it has {length} bytes" in refused(path)


def test_what_another_version_or_program_wrote(path: Path, spoil: Spoil) -> None:
    spoil("PRAGMA user_version=99")
    assert "was written by a newer argmap (file version 99; this one reads up to 2). Update argmap" in refused(path)
    for version in (0, -3):
        spoil(f"PRAGMA user_version={version}")
        assert f"has no version that argmap ever wrote ({version})" in refused(path)
    spoil("PRAGMA user_version=1", "PRAGMA application_id=7")
    assert "is an SQLite file of another program" in refused(path)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("CREATE TRIGGER t AFTER UPDATE ON posts BEGIN DELETE FROM posts; END", "a trigger (“t”)"),
        ("CREATE VIEW v AS SELECT * FROM posts", "a view (“v”)"),
        ("CREATE TABLE extra (id)", "an extra table (“extra”)"),
        ("CREATE INDEX i ON posts (text)", "an extra index (“i”)"),
        ("CREATE VIRTUAL TABLE f USING fts5(text)", "a virtual table (“f”)"),
        ("ALTER TABLE posts ADD COLUMN spy TEXT AS (text)", "a table with a computed column (“posts”)"),
        ("ALTER TABLE posts ADD COLUMN spy TEXT", "a changed table (“posts”)"),
        ("ALTER TABLE posts RENAME COLUMN text TO words", "a changed table (“posts”)"),
        ("ANALYZE", "an extra table (“sqlite_stat1”)"),
    ],
)
def test_a_schema_with_anything_more(path: Path, spoil: Spoil, statement: str, what: str) -> None:
    spoil(statement)
    assert (
        refused(path) == f"“bikes.argmap” holds {what}, which no .argmap file has. Do not trust it; use another copy."
    )


def test_a_view_in_place_of_a_table(path: Path, spoil: Spoil) -> None:
    spoil("ALTER TABLE topics RENAME TO held", "CREATE VIEW topics AS SELECT * FROM held")
    assert "an extra table (“held”)" in refused(path)


def test_a_schema_with_less(path: Path, spoil: Spoil) -> None:
    spoil("DROP TABLE findings")
    assert refused(path) == "“bikes.argmap” lacks the table “findings”. Use a complete copy."


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE posts SET parent = 'p5' WHERE id = 'p1'", "the parents of “p"),
        ("UPDATE posts SET parent = 'p1' WHERE id = 'p1'", "“p1” is its own parent"),
        ("UPDATE posts SET author = 'nobody'", "names “nobody”, which is not there"),
        ("DELETE FROM statements WHERE id = 's2'", "names “s2”, which is not there"),
        ("DELETE FROM provisions WHERE id = 'v1'", "names “v1”, which is not there"),
        ("UPDATE posts SET text = 'short'", "of a text of 5 characters"),
        ("UPDATE posts SET status = 'lost'", "“status” in “posts” is “lost”"),
        ("UPDATE posts SET score = 'high'", "“score” in “posts” should be a number"),
        ("UPDATE posts SET score = 9e999", "“score” in “posts” should be a finite number"),
        ("UPDATE posts SET blocks = '{'", "“blocks” in “posts” is not JSON"),
        ("UPDATE statements SET id = 'p1' WHERE id = 's9'", "the id “p1” is used twice"),
        ("INSERT INTO authors VALUES ('', 'x', '[]')", "a record in “authors” has no id"),
        ("INSERT INTO authors VALUES ('p1', 'x', '[]')", "the id “p1” is used twice"),
        ("DELETE FROM info", "it does not say what the debate is called"),
        ("UPDATE info SET id = 'other'", "it does not say what the debate is called"),
        ("DELETE FROM state", "its history has no present"),
        ("UPDATE state SET cursor = 77", "its history has no present"),
        ("UPDATE history SET dropped = 1", "its history has no present"),
        ("INSERT INTO state VALUES (2, 1, 1, '')", "its history has no present"),
    ],
)
def test_rows_that_are_no_valid_debate(path: Path, spoil: Spoil, statement: str, what: str) -> None:
    spoil(statement)
    said = refused(path)
    assert said.startswith("“bikes.argmap” is damaged: ")
    assert what in said


def test_a_page_that_nothing_reads_yet(path: Path) -> None:
    """Reading goes through the tables; the index of their ids is used by the first edit, which is too late."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_posts_1'"
        ((page,),) = connection.execute(query).fetchall()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)
    assert refused(path).startswith("“bikes.argmap” is damaged (")


def test_a_text_in_place_of_a_number(path: Path, spoil: Spoil) -> None:
    """SQLite keeps such values out of a STRICT table, but not those that were there when it was none."""
    schema = "UPDATE sqlite_master SET sql = replace(sql, '{}', '{}') WHERE name = 'posts'"
    spoil("PRAGMA writable_schema=ON", schema.format(" STRICT", ""))
    spoil("UPDATE posts SET position = 'first' WHERE id = 'p1'")
    spoil("PRAGMA writable_schema=ON", schema.format('("id")))'[:-1], '("id")) STRICT'))
    assert "non-INTEGER value in posts.position" in refused(path)


def test_a_value_of_the_wrong_kind_behind_sqlite_s_back(path: Path) -> None:
    content = path.read_bytes()
    assert content.count(b"Fast bicycles need a plate") >= 1
    path.write_bytes(content.replace(b"Fast bicycles need a plate", b"Fast \xff\xfe\xfdcycles need a plate"))
    assert "“bikes.argmap” is damaged" in refused(path)


def test_a_write_ahead_log(path: Path, spoil: Spoil) -> None:
    spoil("PRAGMA journal_mode=WAL")
    assert "was switched to a write-ahead log by another program" in refused(path)
    spoil("PRAGMA journal_mode=DELETE")
    (path.parent / "bikes.argmap-wal").write_bytes(b"x" * 100)
    assert "changes that another program has not finished (bikes.argmap-wal)" in refused(path)


def test_a_placement_that_is_no_place_is_left_out(path: Path, spoil: Spoil) -> None:
    spoil("INSERT INTO placements VALUES ('s2', 'x', 1), ('s3', 9e999, 1), ('s4', 1, 2.5)")
    with DebateFile.open(path) as file:
        assert file.placements == {"s1": (1.5, -2), "s4": (1, 2.5)}


def test_mutated_files_open_or_are_refused_and_nothing_else(path: Path, tmp_path: Path, debate: Debate) -> None:
    """Random bytes changed, cut off or put elsewhere. Whatever opens is a debate that can be used."""
    dice = random.Random(20)  # noqa: S311
    whole = path.read_bytes()
    mutant = tmp_path / "mutant.argmap"
    opened = 0
    for number in range(200):
        content = bytearray(whole)
        for _ in range(dice.choice((1, 1, 3, 20))):
            content[dice.randrange(100 if number % 3 == 0 else len(content))] = dice.randrange(256)
        if number % 7 == 0:
            start = dice.randrange(len(content))
            del content[start : start + dice.randrange(8192)]
        mutant.write_bytes(content)
        try:
            with DebateFile.open(mutant, read_only=number % 2 == 0) as file:
                opened += 1
                file.steps()
                list(file.debate.records())
        except StoreError as error:
            assert str(error).endswith(".")
    assert 0 < opened < 200
    assert sorted(os.listdir(tmp_path)) == ["bikes.argmap", "mutant.argmap"]
    shutil.copyfile(path, mutant)
    with DebateFile.open(mutant) as file:
        assert file.debate == debate
