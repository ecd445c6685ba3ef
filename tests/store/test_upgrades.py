"""An older file is upgraded on a copy and kept beside the new one, by steps that are made up here, and by those there are."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.store import history, opening, upgrades, verify
from argmap.store.debate_file import DebateFile, StoreError
from argmap.store.old_schemas import VERSION_1
from argmap.store.tables import SCHEMA, VERSION
from argmap.store.upgrades import Upgrade

NEXT = VERSION + 1
OLD = {**SCHEMA, "topics": SCHEMA["topics"].replace(', "definition" TEXT NOT NULL', "").replace("colour", "color")}
del OLD["findings"]


def add_definitions(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE topics ADD COLUMN definition TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("ALTER TABLE topics RENAME COLUMN color TO colour")
    connection.exec_driver_sql("UPDATE topics SET definition = 'none given'")
    connection.exec_driver_sql(SCHEMA["findings"])


STEPS = {VERSION: Upgrade(OLD, add_definitions)}


@pytest.fixture
def old(path: Path) -> str:
    """A file of the version before, in which topics had another spelling and no definition, and findings were unknown."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE topics RENAME TO kept")
        connection.execute(OLD["topics"])
        connection.execute("INSERT INTO topics SELECT id, parent, name, colour FROM kept")
        connection.execute("DROP TABLE kept")
        connection.execute("DROP TABLE findings")
        connection.commit()
    return os.fspath(path)


def test_every_step_leads_to_the_next() -> None:
    assert sorted(upgrades.UPGRADES) == list(range(1, upgrades.VERSION))


def test_an_older_file_is_upgraded_and_kept(old: str, debate: Debate) -> None:
    before = Path(old).read_bytes()
    contents = opening.read_held(old, STEPS, NEXT)
    assert {t.definition for t in contents.debate.topics.values()} == {"none given"}
    assert contents.debate.posts == debate.posts
    assert not list(problems(contents.debate))
    assert sorted(os.listdir(os.path.dirname(old))) == ["bikes.argmap", "bikes.argmap.bak-v2"]
    assert Path(old + ".bak-v2").read_bytes() == before
    again = opening.read_held(old, STEPS, NEXT)  # an upgraded file is like a new one, to the letter and with its hash
    assert (again.debate, again.warning) == (contents.debate, "")
    assert verify.check_header(old, NEXT) == NEXT


def test_a_kept_file_is_never_overwritten(old: str) -> None:
    before = Path(old).read_bytes()
    Path(old + ".bak-v2").write_text("mine")
    opening.read_held(old, STEPS, NEXT)
    assert Path(old + ".bak-v2").read_text() == "mine"
    assert Path(old + ".bak-v2-2").read_bytes() == before


def test_reading_an_older_file_changes_nothing(old: str) -> None:
    before = Path(old).read_bytes()
    with opening.shared(old, STEPS, NEXT) as connection:
        debate = verify.load(connection, old).debate
    assert {t.definition for t in debate.topics.values()} == {"none given"}
    assert Path(old).read_bytes() == before
    assert os.listdir(os.path.dirname(old)) == ["bikes.argmap"]


def test_a_step_that_fails_leaves_the_file_as_it_was(old: str) -> None:
    def fail(connection: sa.Connection) -> None:
        add_definitions(connection)
        connection.exec_driver_sql("UPDATE nothing SET at = 'all'")

    before = Path(old).read_bytes()
    with pytest.raises(StoreError, match="The file cannot be upgraded"):
        opening.read_held(old, {VERSION: Upgrade(OLD, fail)}, NEXT)
    assert Path(old).read_bytes() == before
    assert os.listdir(os.path.dirname(old)) == ["bikes.argmap"]


def test_what_an_upgrade_makes_is_verified(old: str) -> None:
    def spoil(connection: sa.Connection) -> None:
        add_definitions(connection)
        connection.exec_driver_sql("UPDATE posts SET author = 'nobody'")

    before = Path(old).read_bytes()
    with pytest.raises(StoreError, match="names “nobody”, which is not there"):
        opening.read_held(old, {VERSION: Upgrade(OLD, spoil)}, NEXT)
    assert Path(old).read_bytes() == before


def test_an_older_file_with_something_more_is_refused(old: str) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("CREATE VIEW spy AS SELECT * FROM posts")
    with pytest.raises(StoreError, match="holds a view"):
        opening.read_held(old, STEPS, NEXT)


def test_a_version_that_was_forgotten_is_told(old: str) -> None:
    with pytest.raises(StoreError, match="Files of version 2 cannot be read any more"):
        opening.read_held(old, {NEXT: STEPS[VERSION]}, NEXT + 1)


def test_history_survives_an_upgrade_that_changes_nothing(path: Path) -> None:
    same = {VERSION: Upgrade(SCHEMA, lambda connection: None)}
    with DebateFile.open(path) as file:
        before = file.steps()
    opening.read_held(os.fspath(path), same, NEXT)
    with opening.shared(os.fspath(path), same, NEXT) as connection:
        assert history.steps(connection, 1) == before


def test_a_file_of_version_1_opens_with_everything_in_it(path: Path, debate: Debate) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in ("info", "authors", "posts"):
            connection.execute(f"ALTER TABLE {table} RENAME TO kept")
            connection.execute(VERSION_1[table])
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(f"INSERT INTO {table} SELECT {columns} FROM kept")  # noqa: S608
            connection.execute("DROP TABLE kept")
        connection.execute("DROP TABLE views")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    with DebateFile.open(path) as file:
        assert (file.debate, file.warning) == (debate, "")
        assert file.undo_label == ""
    assert Path(f"{path}.bak-v1").exists()
