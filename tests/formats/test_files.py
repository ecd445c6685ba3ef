"""Files are read once and written whole, and nothing is ever written over a debate."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from argmap.formats.files import is_debate_file, read_bytes, write_whole
from argmap.formats.registry import FormatError
from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile


def test_what_is_there_is_replaced_by_the_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.svg"
    for content in (b"first", b"second"):
        write_whole(target, content)
        assert target.read_bytes() == content
    assert os.listdir(tmp_path) == ["out.svg"]


def test_nothing_is_written_over_a_debate_or_a_folder(tmp_path: Path, debate: Debate) -> None:
    DebateFile.create(tmp_path / "bikes.argmap", debate).close()
    shutil.copyfile(tmp_path / "bikes.argmap", tmp_path / "bikes.bak")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name, says in (("bikes.argmap", "never writes .argmap"), ("bikes.bak", "is a debate"), (".", "is a folder")):
        with pytest.raises(FormatError, match=says):
            write_whole(tmp_path / name, b"a picture")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_looking_takes_nothing_from_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "thread"
    os.mkfifo(pipe)
    assert not is_debate_file(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"Ada: One."))
    writer.start()
    assert read_bytes(pipe) == b"Ada: One."
    writer.join()
