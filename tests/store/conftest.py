"""What the tests of the file share."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile

Spoil = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path, debate: Debate) -> Path:
    """A file with the small debate in it, closed."""
    made = tmp_path / "bikes.argmap"
    DebateFile.create(made, debate, label="Import bikes.txt", placements={"s1": (1.5, -2)}).close()
    return made


@pytest.fixture
def file(path: Path) -> Iterator[DebateFile]:
    """The same, open for writing."""
    with DebateFile.open(path) as opened:
        yield opened


@pytest.fixture
def spoil(path: Path) -> Spoil:
    """Runs SQL on the closed file, as another program would."""

    def run(*statements: str) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return run
