"""The command line: what it prints, what it writes, and that bad input leaves everything as it was."""

import contextlib
import csv
import gc
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import __version__
from argmap.__main__ import VERBS, main
from argmap.formats.maps import json_debate
from argmap.formats.registry import WriteOptions, formats
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel
from argmap.model.records import Finding
from argmap.store.debate_file import DebateFile

THREAD = """Ada: Bicycles above 25 km/h need a plate.

Bo: Every courier bike is faster than that.

> Bicycles above 25 km/h need a plate.

Cy: Who would check it?
"""
_SCREENLESS = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, debate: Debate, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a debate in three formats."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thread.txt").write_text(THREAD, encoding="utf-8")
    (tmp_path / "bikes.json").write_bytes(json_debate.write(debate, WriteOptions()))
    DebateFile.create(tmp_path / "bikes.argmap", debate).close()
    return tmp_path


def _state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by name, with what is in it; locks of open files would show up too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _argmap(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def test_import_makes_a_debate_and_counts_what_is_in_it(folder: Path, capsys: Said) -> None:
    assert main(["import", "thread.txt", "-o", "new.argmap"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("Wrote new.argmap: 3 posts, 3 authors, 1 quote (0 without source), 0 duplicates,")
    with DebateFile.open(folder / "new.argmap", read_only=True) as file:
        assert len(file.debate.posts) == 3
        assert [s.name for s in file.debate.sources.values()] == ["thread.txt"]
        assert file.steps()[0].label == "Import thread.txt"


def test_import_as_json_has_the_agreed_shape(folder: Path, capsys: Said, debate: Debate) -> None:
    finding = Finding("f", FindingLevel.WARNING, "odd", "p1", "Something is odd.")
    (folder / "odd.json").write_bytes(json_debate.write(Debate([*debate.records(), finding]), WriteOptions()))
    assert main(["import", "odd.json", "-o", "new.argmap", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "posts": 5,
        "authors": 3,
        "quotes": 1,
        "quotes_without_source": 0,
        "duplicates": 0,
        "statements": 9,
        "relations": 11,
        "findings": [
            {"id": "f", "level": "warning", "code": "odd", "where": "p1", "text": "Something is odd."},
        ],
    }


def test_import_into_adds_once_and_can_be_undone(folder: Path, capsys: Said, debate: Debate) -> None:
    assert main(["import", "thread.txt", "--into", "bikes.argmap"]) == 0
    assert capsys.readouterr().out.startswith("Added to bikes.argmap: 3 posts, 3 authors")
    before = _state(folder)
    assert main(["import", "thread.txt", "--into", "bikes.argmap", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["posts"] == 0
    assert main(["import", "thread.txt", "--into", "bikes.argmap"]) == 0
    assert capsys.readouterr().out == "Nothing new: it is all there already.\n"
    assert _state(folder) == before
    with DebateFile.open(folder / "bikes.argmap") as file:
        assert len(file.debate.posts) == 8
        edit = file.undo()
        assert edit is not None
        file.debate.apply(edit)
        assert file.debate == debate


def test_import_of_several_files_makes_one_debate(folder: Path, capsys: Said) -> None:
    (folder / "more.txt").write_text("Ada: A test is needed.\n\nDi: Why?\n", encoding="utf-8")
    assert main(["import", "thread.txt", "more.txt", "-o", "new.argmap", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["posts"], counts["authors"]) == (5, 4)


@pytest.mark.parametrize("name", ["bikes.argmap", "bikes.json"])
def test_export_to_json_is_what_the_format_writes(folder: Path, debate: Debate, name: str) -> None:
    (folder / "out").mkdir()
    assert main(["export", name, "-o", "out/copy.json"]) == 0
    assert (folder / "out" / "copy.json").read_bytes() == json_debate.write(debate, WriteOptions())
    assert os.listdir(folder / "out") == ["copy.json"]


def test_export_replaces_what_was_there(folder: Path) -> None:
    (folder / "old.json").write_text("old")
    assert main(["export", "bikes.argmap", "-o", "old.json"]) == 0
    assert (folder / "old.json").read_bytes().startswith(b'{"argmap": 1')
    assert main(["export", "bikes.argmap", "-o", "named.out", "--format", "json"]) == 0
    assert (folder / "named.out").read_bytes() == (folder / "old.json").read_bytes()


def test_export_of_pictures_without_a_display(folder: Path) -> None:
    for suffix, start in (("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        for copy in ("a", "b"):
            done = _argmap("export", "bikes.argmap", "-o", f"{copy}.{suffix}", cwd=folder, env=_SCREENLESS)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        picture = (folder / f"a.{suffix}").read_bytes()
        assert picture.startswith(start)
        assert (folder / f"b.{suffix}").read_bytes() == picture, "the same debate gives the same bytes"


def test_export_of_a_part_of_the_map(folder: Path, capsys: Said) -> None:
    assert main(["export", "bikes.argmap", "-o", "all.svg"]) == 0
    assert main(["export", "bikes.argmap", "-o", "part.svg", "--provision", "§2", "--theme", "dark"]) == 0
    assert main(["export", "bikes.argmap", "-o", "near.svg", "--focus", "s8", "--depth", "1"]) == 0
    whole, part, near = ((folder / f"{n}.svg").read_text(encoding="utf-8") for n in ("all", "part", "near"))
    assert "Plates cannot be read" in whole
    assert "Plates cannot be read" not in part
    assert "Tests keep people" in part
    assert "The study covers" in near
    assert "Who would run" not in near
    assert capsys.readouterr() == ("", "")


def test_verdicts_for_people_and_as_json(folder: Path, capsys: Said, debate: Debate) -> None:
    assert main(["verdicts", "bikes.argmap"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(debate.provisions) + len(debate.statements)
    assert lines[0].split()[:3] == ["falls", "provision", "§"]
    assert main(["verdicts", "bikes.json", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain.keys() == {"statements", "relations", "provisions"}
    assert plain["statements"].keys() == debate.statements.keys()
    assert plain["provisions"]["v1"]["label"] == "falls"
    assert plain["statements"]["s7"]["label"] is None


def test_the_matrix_in_three_forms(folder: Path, capsys: Said, debate: Debate) -> None:
    assert main(["matrix", "bikes.argmap"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(debate.provisions) + 2
    assert lines[0].split()[:3] == ["provision", "status", "enforceability"]
    assert main(["matrix", "bikes.argmap", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert [row["provision"] for row in plain["rows"]] == ["v1", "v2", "v3"]
    assert main(["matrix", "bikes.json", "-o", "table.csv"]) == 0
    assert capsys.readouterr().out == ""
    with (folder / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["provision", "§ 1 Plates > 45 km/h speed", *(row[0] for row in rows[2:])]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_an_empty_debate_has_an_empty_matrix_and_no_verdicts(folder: Path, capsys: Said) -> None:
    (folder / "none.json").write_text('{"argmap": 1}')
    assert main(["matrix", "none.json"]) == 0
    assert main(["verdicts", "none.json"]) == 0
    assert capsys.readouterr().out.endswith("There are no provisions or statements yet.\n")
    assert main(["export", "none.json", "-o", "none.svg"]) == 0


def test_check_lists_what_is_doubtful(folder: Path, capsys: Said, debate: Debate) -> None:
    finding = Finding("f", FindingLevel.WARNING, "odd", "p2", "Something is odd.")
    settled = Finding("g", FindingLevel.ERROR, "odd", "", "Settled.", "kept")
    (folder / "odd.json").write_bytes(json_debate.write(Debate([*debate.records(), finding, settled]), WriteOptions()))
    assert main(["check", "odd.json"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "warning: post 2 (“Every courier bike is faster than that 🚲…”): Something is odd.",
        "“odd.json” is sound: 5 posts, 3 provisions, 9 statements, 11 relations.",
    ]


def test_words_from_a_file_do_not_steer_the_terminal(folder: Path, capsys: Said) -> None:
    odd = "a\x1b[31m\x07\n\u202eb"
    (folder / "odd.json").write_text(
        json.dumps(
            {
                "argmap": 1,
                "provisions": [{"id": "v", "citation": odd, "versions": [{"number": 1}]}],
                "statements": [{"id": "s", "kind": "claim", "gist": odd}],
                "findings": [{"id": "f", "level": "info", "code": "odd", "where": "s", "text": odd}],
            }
        )
    )
    for verb in ("verdicts", "matrix", "check"):
        assert main([verb, "odd.json"]) == 0
        said = capsys.readouterr().out
        assert "a [31m b" in said
        assert all(line.isprintable() for line in said.splitlines())


def test_check_calls_nothing_sound_that_was_changed_behind_its_back(folder: Path, capsys: Said) -> None:
    with contextlib.closing(sqlite3.connect(folder / "bikes.argmap")) as connection:
        connection.execute("UPDATE statements SET gist = 'Altered' WHERE id = 's1'")
        connection.commit()
    assert main(["check", "bikes.argmap"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "was changed outside argmap" in said.err
    assert main(["verdicts", "bikes.argmap"]) == 0


def test_formats_lists_every_format(capsys: Said) -> None:
    assert main(["formats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [f.name for f in formats()]
    assert all(line.endswith(f.label) for line, f in zip(lines[1:], formats(), strict=True))


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_in_words(capsys: Said, verb: str) -> None:
    assert main([*([verb] if verb else []), "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: argmap {verb}" if verb else "usage: argmap [FILE]")
    if not verb:
        assert all(f"  {known}" in said for known in VERBS)


def test_version(capsys: Said) -> None:
    assert main(["--version"]) == 0
    assert main(["formats", "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"argmap {__version__}\n")


def _cut_short(good: bytes) -> bytes:
    return good[: len(good) // 2]


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


def _with_trigger(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON posts BEGIN DELETE FROM posts; END")
    connection.close()


def _spoil(folder: Path) -> None:
    """Files that nothing should be read from, beside the good ones."""
    good = (folder / "bikes.argmap").read_bytes()
    (folder / "empty.txt").touch()
    (folder / "empty.json").touch()
    (folder / "empty.argmap").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "binary").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "cut.json").write_bytes((folder / "bikes.json").read_bytes()[:-40])
    (folder / "deep.json").write_bytes(b'{"argmap": 1, "posts": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")
    (folder / "new.json").write_text('{"argmap": 2}')
    (folder / "list.json").write_text("[1]")
    (folder / "twice.json").write_text('{"argmap": 1, "posts": [{"id": "p"}], "topics": [{"id": "p"}]}')
    (folder / "self.json").write_text('{"argmap": 1, "posts": [{"id": "p", "parent": "p"}]}')
    (folder / "dangling.json").write_text('{"argmap": 1, "posts": [{"id": "p", "author": "a"}]}')
    passage = '{"post": "p", "start": 0, "end": 9}'
    statement = f'{{"id": "s", "kind": "claim", "passages": [{passage}]}}'
    (folder / "outside.json").write_text(f'{{"argmap": 1, "posts": [{{"id": "p"}}], "statements": [{statement}]}}')
    (folder / "cut.argmap").write_bytes(_cut_short(good))
    (folder / "text.argmap").write_text("no database at all, but long enough to hold a header of one hundred bytes" * 3)
    (folder / "newer.argmap").write_bytes(good)
    _newer(folder / "newer.argmap")
    (folder / "trigger.argmap").write_bytes(good)
    _with_trigger(folder / "trigger.argmap")
    said = '{"id": "p", "posted_at": "2024-05-01", "text": "so"}'
    claim = '{"id": "s1", "kind": "claim", "gist": "so", "passages": [{"post": "p", "start": 0, "end": 2}]}'
    (folder / "dated.json").write_text(f'{{"argmap": 1, "posts": [{said}], "statements": [{claim}]}}')
    (folder / "folder").mkdir()
    (folder / "folder.csv").mkdir()
    (folder / "folder.argmap").mkdir()


UNREADABLE = {
    "nowhere.txt": "no such file",
    "nowhere.argmap": "is not there",
    "empty.txt": "is empty",
    "empty.json": "is empty",
    "empty.argmap": "empty",
    "binary.txt": "",
    "binary": "in no format that argmap reads",
    "cut.json": "it is cut off at line",
    "deep.json": "too deep",
    "new.json": "newer argmap",
    "list.json": "none of the .json files",
    "twice.json": "the id “p” is used in",
    "self.json": "“p” is its own parent",
    "dangling.json": "post “p” names “a”",
    "outside.json": "covers characters 0 to 9 of a text of 0",
    "cut.argmap": "“cut.argmap”",
    "text.argmap": "“text.argmap”",
    "newer.argmap": "newer",
    "trigger.argmap": "",
    "folder": "“folder” ",
    "folder.argmap": "folder",
    "bad\x00name": "cannot be read",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_sentence_and_changes_nothing(folder: Path, capsys: Said, name: str) -> None:
    _spoil(folder)
    before = _state(folder)
    for arguments in (
        ["import", name, "-o", "out.argmap"],
        ["import", "thread.txt", name, "-o", "out.argmap"],
        ["import", name, "--into", "bikes.argmap"],
        ["export", name, "-o", "out.json"],
        ["export", name, "-o", "out.svg"],
        ["verdicts", name],
        ["matrix", name],
        ["check", name],
    ):
        assert main(arguments) == 2
        _is_one_sentence(capsys, UNREADABLE[name])
        assert _state(folder) == before, arguments


def _is_one_sentence(capsys: Said, says: str = "") -> None:
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert said.err.endswith(".\n")
    assert "Traceback" not in said.err
    assert says in said.err


REFUSED: dict[str, tuple[list[str], str]] = {
    "import over a file": (["import", "thread.txt", "-o", "bikes.argmap"], "is there already"),
    "import over a folder": (["import", "thread.txt", "-o", "folder.argmap"], "is there already"),
    "import to another ending": (["import", "thread.txt", "-o", "out.json"], "ends in .argmap"),
    "import into a missing folder": (["import", "thread.txt", "-o", "no/out.argmap"], "/no” is not there"),
    "import to two places": (["import", "thread.txt", "-o", "o.argmap", "--into", "bikes.argmap"], "either -o"),
    "import to no place": (["import", "thread.txt"], "either -o"),
    "import in no format": (["import", "thread.txt", "-o", "o.argmap", "--format", "doc"], "no format “doc”"),
    "import in a picture": (["import", "thread.txt", "-o", "o.argmap", "--format", "svg"], "cannot read it"),
    "import text as json": (["import", "thread.txt", "-o", "o.argmap", "--format", "json"], "is not valid JSON"),
    "import into a text": (["import", "thread.txt", "--into", "bikes.json"], "bikes.json"),
    "import into nothing": (["import", "thread.txt", "--into", "no.argmap"], "is not there"),
    "export to a folder": (["export", "bikes.argmap", "-o", "folder", "--format", "json"], "is a folder"),
    "export to a missing folder": (["export", "bikes.argmap", "-o", "no/out.json"], "cannot be written"),
    "export without an ending": (["export", "bikes.argmap", "-o", "out"], "does not say which format"),
    "export to an odd ending": (["export", "bikes.argmap", "-o", "out.xyz"], "End its name with one of"),
    "export over a debate": (
        ["export", "bikes.json", "-o", "bikes.argmap", "--format", "json"],
        "never writes .argmap",
    ),
    "export over itself": (["export", "bikes.json", "-o", "./bikes.json"], "is the file that is read"),
    "export in no format": (["export", "bikes.argmap", "-o", "o.svg", "--format", "doc"], "no format “doc”"),
    "export in a format to read": (["export", "bikes.argmap", "-o", "o.md", "--format", "text"], "cannot write it"),
    "matrix over itself": (["matrix", "bikes.json", "-o", "bikes.json"], "Give “bikes.json” the ending .csv"),
    "matrix to a folder": (["matrix", "bikes.json", "-o", "folder.csv"], "is a folder"),
    "matrix to two places": (["matrix", "bikes.json", "--json", "-o", "t.csv"], "not allowed with"),
    "no such provision": (["export", "bikes.argmap", "-o", "o.svg", "--provision", "§ 9"], "are: § 1, § 2, § 2(a)."),
    "no such focus": (["export", "bikes.argmap", "-o", "o.svg", "--focus", "nobody"], "“nobody”"),
    "no such layout": (["export", "bikes.argmap", "-o", "o.svg", "--layout", "spiral"], "no layout “spiral”"),
    "depth of nothing": (["export", "bikes.argmap", "-o", "o.svg", "--depth", "2"], "--focus"),
    "focus in json": (["export", "bikes.argmap", "-o", "o.json", "--focus", "s1"], "leave out --focus"),
    "tiles of pixels": (["export", "bikes.argmap", "-o", "o.png", "--tiled"], "is not a PDF, so leave out --tiled"),
    "theme of words": (["export", "bikes.argmap", "-o", "o.md", "--theme", "dark"], "leave out --theme"),
    "no such paper": (["export", "bikes.argmap", "-o", "o.pdf", "--paper", "A9"], "Known are A4, A3, Letter."),
    "no such card": (["export", "bikes.argmap", "-o", "o.svg", "--only", "nobody"], "“nobody”"),
    "no such view": (["export", "bikes.argmap", "-o", "o.svg", "--view", "mine"], "no view “mine”"),
    "no such day": (
        ["export", "bikes.argmap", "-o", "o.svg", "--as-of", "2024-02-30"],
        "“2024-02-30” is neither a day",
    ),
    "a card of later": (["export", "dated.json", "-o", "o.svg", "--as-of", "2024-01-01", "--focus", "s1"], "“s1”"),
    "the past as data": (["export", "bikes.argmap", "-o", "o.json", "--as-of", "2024-05-01"], "leave out --as-of"),
    "pixels of a drawing": (["export", "bikes.argmap", "-o", "o.svg", "--scale", "2"], "leave out --scale"),
    "scale in words": (["export", "bikes.argmap", "-o", "o.png", "--scale", "big"], "“big” is no size"),
    "scale of no number": (["export", "bikes.argmap", "-o", "o.png", "--scale", "nan"], "“nan” is no size"),
    "depth in words": (["export", "bikes.argmap", "-o", "o.svg", "--depth", "two"], "“two” is no whole number"),
    "depth without end": (["export", "bikes.argmap", "-o", "o.svg", "--depth", "9999999"], "below 1,000,000"),
    "scale of nothing": (["export", "bikes.argmap", "-o", "o.png", "--scale", "0"], "“0” is no size"),
    "scale beyond measure": (["export", "bikes.argmap", "-o", "o.png", "--scale", "900"], "pixels"),
    "no such theme": (["export", "bikes.argmap", "-o", "o.svg", "--theme", "pink"], "invalid choice: 'pink'"),
    "import of nothing": (["import", "", "-o", "o.argmap"], "Argument IN: an empty name names nothing"),
    "import to nothing": (["import", "thread.txt", "-o", ""], "an empty name names nothing"),
    "export of nothing": (["export", "", "-o", "o.svg"], "Argument FILE: an empty name names nothing"),
    "export to nothing": (["export", "bikes.argmap", "-o", ""], "an empty name names nothing"),
    "export around nothing": (["export", "bikes.argmap", "-o", "o.svg", "--focus", ""], "an empty name names nothing"),
    "matrix to nothing": (["matrix", "bikes.argmap", "-o", ""], "an empty name names nothing"),
    "the window on nothing": ([""], "Argument FILE: an empty name names nothing"),
    "verb without a file": (["verdicts"], "required: FILE"),
    "unknown option": (["check", "bikes.argmap", "--loud"], "Unrecognized arguments: --loud"),
    "no such file for the window": (["nowhere.txt"], "There is no file “nowhere.txt”"),
    "no such size": (["bikes.argmap", "--size", "huge"], "“huge” is no size"),
    "a size for ants": (["bikes.argmap", "--size", "3x3"], "too small"),
    "two files for the window": (["bikes.argmap", "thread.txt"], "Unrecognized arguments: thread.txt"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(folder: Path, capsys: Said, case: str) -> None:
    _spoil(folder)
    before = _state(folder)
    arguments, says = REFUSED[case]
    assert main(arguments) == 2
    _is_one_sentence(capsys, says)
    assert _state(folder) == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written(folder: Path, capsys: Said) -> None:
    (folder / "locked").mkdir()
    (folder / "locked").chmod(0o500)
    try:
        for arguments in (
            ["import", "thread.txt", "-o", "locked/out.argmap"],
            ["export", "bikes.argmap", "-o", "locked/out.json"],
        ):
            assert main(arguments) == 2
            _is_one_sentence(capsys)
        assert os.listdir(folder / "locked") == []
    finally:
        (folder / "locked").chmod(0o700)


def test_a_place_where_nothing_can_be_written(folder: Path, capsys: Said) -> None:
    """Below a file there is no folder, not even for the superuser."""
    before = _state(folder)
    for arguments in (
        ["import", "thread.txt", "-o", "thread.txt/out.argmap"],
        ["export", "bikes.argmap", "-o", "thread.txt/out.json"],
        ["export", "bikes.argmap", "-o", "/proc/out.json"],
        ["import", "thread.txt", "-o", "/proc/out.argmap"],
    ):
        assert main(arguments) == 2
        _is_one_sentence(capsys)
    assert _state(folder) == before


def test_a_debate_that_somebody_holds_is_read_but_not_changed(folder: Path, capsys: Said) -> None:
    with DebateFile.open(folder / "bikes.argmap"):
        before = (folder / "bikes.argmap").read_bytes()
        done = _argmap("import", "thread.txt", "--into", "bikes.argmap", cwd=folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert _argmap("verdicts", "bikes.argmap", cwd=folder).returncode == 0
        assert (folder / "bikes.argmap").read_bytes() == before


def test_names_that_no_encoding_holds(folder: Path) -> None:
    if sys.platform == "darwin":
        pytest.skip("this system refuses such names")
    name = os.fsdecode(b"thread-\xff.txt")
    (folder / name).write_text(THREAD, encoding="utf-8")
    done = _argmap("import", name, "-o", "new.argmap", cwd=folder)
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr
    done = _argmap("check", os.fsdecode(b"no-\xff"), cwd=folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_file_that_is_called_like_a_verb_opens_with_a_path(folder: Path) -> None:
    (folder / "import").write_text(THREAD, encoding="utf-8")
    done = _argmap("./import", "--screenshot", "out.png", "--size", "800x600", cwd=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (folder / "out.png").read_bytes().startswith(b"\x89PNG")
    assert _argmap("import", cwd=folder).returncode == 2


def test_a_picture_of_the_window_leaves_the_debate_as_a_crash_left_it(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "bikes.argmap", isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE posts SET text = text || hex(randomblob(20000))")
        before = _state(folder)
        connection.execute("ROLLBACK")
    for name, content in before.items():
        (folder / name).write_bytes(content)
    assert "bikes.argmap-journal" in before  # which opening the file for writing would take away
    done = _argmap("bikes.argmap", "--screenshot", "out.png", "--size", "800x600", cwd=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (folder / "out.png").read_bytes().startswith(b"\x89PNG")
    assert before.items() <= _state(folder).items()
    done = _argmap("bikes.argmap", "--screenshot", "bikes.argmap", cwd=folder)
    assert done.returncode == 2
    assert before.items() <= _state(folder).items()


def test_the_reader_of_a_pipe_may_leave(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "argmap", "verdicts", "bikes.argmap"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_control_c_leaves_without_a_traceback_or_a_file(folder: Path) -> None:
    os.mkfifo(folder / "slow.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", "import", "slow.txt", "-o", "new.argmap"],
        cwd=folder,
        stderr=subprocess.PIPE,
    )
    with (folder / "slow.txt").open("wb"):  # opens when the other side has begun to read
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert not (folder / "new.argmap").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_control_c_closes_the_window_and_lets_go_of_the_file(folder: Path) -> None:
    """The window holds the file's lock while it is open; when the lock is there, it has been opened."""
    process = subprocess.Popen(
        [sys.executable, "-m", "argmap", "bikes.argmap"],
        cwd=folder,
        stderr=subprocess.PIPE,
        env=_SCREENLESS | {"XDG_CONFIG_HOME": str(folder)},
    )
    lock = folder / ".bikes.argmap.lock"
    while not lock.exists():
        with contextlib.suppress(subprocess.TimeoutExpired):
            pytest.fail(f"the window left with {process.wait(timeout=0.05)}")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert not lock.exists()


def test_garbage_is_looked_for_again_after_a_command(folder: Path) -> None:
    assert main(["check", "bikes.argmap"]) == 0
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
