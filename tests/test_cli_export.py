"""The command line: parts of the map, numbers, paper and pages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from argmap.__main__ import main
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind
from argmap.model.records import Passage, Post, Statement, View
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


def test_the_map_as_it_stood_on_a_day_or_after_a_post(folder: Path, debate: Debate) -> None:
    days = {"p1": "2024-09-12", "p2": "2024-09-13", "p3": "2024-09-14", "p4": "2024-09-15", "p5": "2024-09-16"}
    dated = [replace(r, posted_at=f"{days[r.id]}T10:00:00") if isinstance(r, Post) else r for r in debate.records()]
    DebateFile.create(folder / "dated.argmap", Debate(dated)).close()

    def shown(when: str, *more: str) -> tuple[set[str], str]:
        assert main(["export", "dated.argmap", "-o", "then.svg", "--as-of", when, *more]) == 0
        text = (folder / "then.svg").read_text(encoding="utf-8")
        return set(re.findall(r'id="card-(\w+)"', text)), text

    cards, text = shown("2024-09-13")
    assert cards == {"s1", "s2", "s4", "v1", "v2", "v3"}
    assert "As it stood on 13 Sep 2024" in text
    assert "speed line moves" not in text
    cards, text = shown("p3", "--focus", "s2")
    assert {"s2", "s3", "v1"} <= cards
    assert "s6" not in cards
    assert "As it stood after Ada Brook, 14 Sep 2024 · What is within 1 link of" in text
    assert shown("1999-01-01")[0] == {"v1", "v2", "v3"}  # whose versions bear no date
    assert main(["export", "dated.argmap", "-o", "then.md", "--as-of", "2024-09-13"]) == 0
    outline = (folder / "then.md").read_text(encoding="utf-8")
    assert "As it stood on 13 Sep 2024" in outline
    assert "speed line" not in outline


@pytest.mark.parametrize("suffix", ["svg", "html"])
def test_a_day_before_everything_is_a_page_that_says_so(folder: Path, suffix: str) -> None:
    claim = Statement("s", StatementKind.CLAIM, "so", (Passage("p", 0, 2),))
    said = Debate([Post("p", text="so", posted_at="2024-05-01"), claim])
    DebateFile.create(folder / "one.argmap", said).close()
    assert main(["export", "one.argmap", "-o", f"then.{suffix}", "--as-of", "2024-04-30"]) == 0
    text = (folder / f"then.{suffix}").read_text(encoding="utf-8")
    assert "Nothing of this map had been said by then." in text
    assert "As it stood on 30 Apr 2024" in text


def test_a_saved_view_is_exported_by_its_name(folder: Path, debate: Debate) -> None:
    saved = View("w", "Police work", topics=("enf",))
    DebateFile.create(folder / "views.argmap", Debate([*debate.records(), saved])).close()
    assert main(["export", "views.argmap", "-o", "view.svg", "--view", "Police work"]) == 0
    text = (folder / "view.svg").read_text(encoding="utf-8")
    cards = set(re.findall(r'id="card-(\w+)"', text))
    assert {"s4", "s6"} <= cards
    assert cards.isdisjoint({"s2", "s8"})
    assert "View “Police work”" in text


def test_what_a_writer_chose_itself_is_told_beside_a_success(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from argmap.formats.pictures import png

    monkeypatch.setattr(png, "MOST_PIXELS", 90_000)
    assert main(["export", "bikes.argmap", "-o", "small.png"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(
        r"The map is too large for a PNG at scale 2 and was drawn at scale 0\.\d+; its words are too small .*\.\n",
        said.err,
    )
    assert (folder / "small.png").read_bytes().startswith(b"\x89PNG")
