"""The command line: parts of the map, numbers, paper and pages."""

import re
from pathlib import Path

import pytest

from argmap.__main__ import main
from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile


@pytest.fixture
def folder(tmp_path: Path, debate: Debate, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a debate."""
    monkeypatch.chdir(tmp_path)
    DebateFile.create(tmp_path / "bikes.argmap", debate).close()
    return tmp_path


def test_export_of_chosen_cards_with_numbers_that_an_outline_shares(folder: Path) -> None:
    chosen = ["--only", "s4", "--only", "v1"]
    assert main(["export", "bikes.argmap", "-o", "two.svg", "--numbered", "--theme", "grey", *chosen]) == 0
    assert main(["export", "bikes.argmap", "-o", "two.md", *chosen]) == 0
    picture, outline = ((folder / name).read_text(encoding="utf-8") for name in ("two.svg", "two.md"))
    numbers = re.findall(r"<title>(\d+)\. ", picture)
    assert len(numbers) == 2
    assert re.findall(r"- \*\*(\d+)\*\* · ", outline) == sorted(numbers, key=int)
    assert "Plates cannot be read at night" in outline
    assert "Selected cards: 1 statement, 1 provision." in outline


def test_export_to_paper_and_to_a_page(folder: Path) -> None:
    for options in (
        ["-o", "a.pdf", "--tiled"],
        ["-o", "a.pdf", "--paper", "Letter", "--orientation", "portrait"],
        ["-o", "a.html"],
    ):
        assert main(["export", "bikes.argmap", *options]) == 0
    assert (folder / "a.html").read_bytes().startswith(b"<!doctype html>")
    assert b"/MediaBox [0 0 612" in (folder / "a.pdf").read_bytes()
