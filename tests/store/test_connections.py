"""What a connection is, and what it cannot do."""

import os
import sqlite3
from pathlib import Path

import pytest

from argmap.store import connections
from argmap.store.errors import StoreError


def test_an_edit_is_on_the_disk_before_the_next_line(path: Path) -> None:
    connection = connections.writing(os.fspath(path))
    with connection.begin():
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
        guards = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("trusted_schema", "mmap_size")
        }
    connection.close()
    assert found == {"journal_mode": "delete", "synchronous": 2}
    assert guards == {"trusted_schema": 0, "mmap_size": 0}


@pytest.mark.parametrize("immutable", [True, False])
def test_a_reader_cannot_write(path: Path, immutable: bool) -> None:
    with (
        pytest.raises(StoreError, match=r"Looking was not done: “bikes.argmap” or its folder is write-protected"),
        connections.telling(os.fspath(path), "Looking was not done"),
        connections.reading(os.fspath(path), immutable=immutable) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM posts")


def test_no_other_file_can_be_attached(path: Path, tmp_path: Path) -> None:
    connection = connections.writing(os.fspath(path))
    with pytest.raises(sqlite3.OperationalError):
        connections.driver(connection).execute("ATTACH ? AS other", (os.fspath(tmp_path / "other"),))
    connection.close()


def test_an_sqlite_that_is_too_old_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"Debates need SQLite 3\.37; this Python has"):
        connections.writing(os.fspath(path))


def test_a_file_in_use_by_another_program_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_PATIENCE", 0.0)
    first, second = (connections.writing(os.fspath(path)) for _ in range(2))
    with first.begin(), pytest.raises(StoreError, match="Try again when it has finished"):  # noqa: SIM117
        with connections.telling(os.fspath(path), "The edit was not done"), second.begin():
            pass
    first.close()
    second.close()
