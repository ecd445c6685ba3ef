"""A session on a real file with the small debate."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, debate: Debate) -> Iterator[Session]:
    """The small debate, open."""
    session = Session()
    session.open(DebateFile.create(tmp_path / "debate.argmap", debate))
    yield session
    session.close_file()
