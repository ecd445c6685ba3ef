"""The rules of the house that no other tool checks."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.formats.registry import Format, formats

ROOT = Path(__file__).resolve().parents[1]
FILE_LINES, CLASS_LINES, CLASS_METHODS, FUNCTION_LINES = 600, 300, 25, 40
MAIN_WINDOW_LINES = 300
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "misc"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _lines(node: ast.ClassDef | Function) -> int:
    """How long a definition is, its docstring aside: words are cheap."""
    documented = ast.get_docstring(node, clean=False) is not None
    docstring = node.body[0].end_lineno - node.body[0].lineno + 1 if documented else 0  # type: ignore[operator]
    return node.end_lineno - node.lineno + 1 - docstring  # type: ignore[operator]


def _too_long(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if text.count("\n") > FILE_LINES:
        yield f"{_short(path)} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        where = f"{_short(path)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, Function) for part in node.body)
            if _lines(node) > CLASS_LINES:
                yield f"{where} class {node.name} has {_lines(node)} lines"
            if methods > CLASS_METHODS:
                yield f"{where} class {node.name} has {methods} methods"
        elif isinstance(node, Function) and _lines(node) > FUNCTION_LINES:
            yield f"{where} {node.name} has {_lines(node)} lines"


def test_files_classes_and_functions_stay_small() -> None:
    assert [fault for path in _modules("argmap") for fault in _too_long(path)] == []


def test_test_files_stay_small() -> None:
    long = {_short(p): n for p in _modules("tests") if (n := p.read_text(encoding="utf-8").count("\n")) > FILE_LINES}
    assert long == {}


def test_the_main_window_only_builds_and_connects() -> None:
    path = ROOT / "argmap" / "gui" / "main_window.py"
    assert path.read_text(encoding="utf-8").count("\n") <= MAIN_WINDOW_LINES
    classes = [node for node in _tree(path).body if isinstance(node, ast.ClassDef)]
    assert [c.name for c in classes if not c.name.startswith("_")] == ["MainWindow"]


def test_modules_are_named_for_what_they_hold() -> None:
    parts = {_short(path): set(path.with_suffix("").parts) for path in _modules("argmap", "tests")}
    assert {name for name, words in parts.items() if words & VAGUE} == set()


def _imported(path: Path) -> set[str]:
    """The full names of everything that a module imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_widgets_and_printing_live_in_the_window() -> None:
    """The import linter knows packages from outside only as a whole."""
    for path in _modules("argmap"):
        widgets = {"PySide6.QtWidgets", "PySide6.QtPrintSupport"} & _imported(path)
        assert not widgets or "gui" in path.relative_to(ROOT).parts, _short(path)


def _undocumented(path: Path) -> Iterator[str]:
    tree = _tree(path)
    if ast.get_docstring(tree) is None:
        yield f"{_short(path)} has no docstring"
    for node in tree.body:
        public = isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_")
        if public and ast.get_docstring(node) is None:
            yield f"{_short(path)}:{node.lineno} {node.name} has no docstring"


def test_everything_public_says_what_it_is() -> None:
    assert [fault for path in _modules("argmap") for fault in _undocumented(path)] == []


def _project_texts() -> Iterator[tuple[str, str]]:
    """(path, text) of every text file of the project: what git holds, or everything in an unpacked archive."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        names = [_short(path) for path in ROOT.rglob("*") if path.is_file()]
    for name in names:
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in data[:8_192]:
            yield name, data.decode("utf-8", errors="replace")


_ELSEWHERE = re.compile(
    "|".join(
        (
            r"(?<![\w.~-])/(?:wo[r]k|ro[o]t|ho[m]e/\w)(?=[/\s\"'`)]|$)",  # folders of the machine it was written on
            r"py[p]i\.org|python[h]osted|npm[j]s|crates[.]io|proxy\.go[l]ang",  # where packages are fetched from
            r"\bclau[d]e\b|\bcopi[l]ot\b|\bsub-?agen[t]s?\b|\bCo-Autho[r]ed",
            r"\bissue[ ]#?\d+",
        )
    ),
    re.IGNORECASE,
)


def test_the_project_speaks_of_itself_alone() -> None:
    found = [
        f"{name}: {match[0]!r} in {text[max(0, match.start() - 30) : match.end() + 20]!r}"
        for name, text in _project_texts()
        for match in _ELSEWHERE.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", ["see /{}/main".format("work"), "https://py{}.org/x".format("pi"), f"fixes issue #{3}"]
)
def test_that_rule_can_fail(text: str) -> None:
    assert _ELSEWHERE.search(text)


def _row(known: Format) -> tuple[str, ...]:
    yes = ("yes" if known.read else "", "yes" if known.write else "")
    return (f"`{known.name}`", known.label, " ".join(f"`{suffix}`" for suffix in known.suffixes), *yes)


def test_the_readme_lists_the_formats_there_are() -> None:
    """Between two marks in the README stands a table with a row for each format: name, label, endings, reads, writes."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    if "<!-- formats -->" not in readme:
        pytest.skip("the README has no table of formats, marked <!-- formats --> … <!-- /formats -->")
    table = readme.split("<!-- formats -->")[1].split("<!-- /formats -->")[0].strip().splitlines()
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in table]
    assert rows[2:] == [_row(known) for known in formats()]


_COUNTING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

class Sender(QObject):
    plain = Signal()
    valued = Signal(object)

application = QGuiApplication([])
sender, heard = Sender(), []
sender.plain.connect(lambda: None)
sender.valued.connect(heard.append)
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)

def work(times):
    for _ in range(times):
        sender.plain.emit()
        sender.valued.emit(True)
        painter.save()
        painter.fillRect(0, 0, 4, 4, QColor("red"))
        painter.drawLine(0, 0, 7, 7)
        painter.restore()
        image.isNull()
    heard.clear()

work(100)  # fills the caches that keep a reference for good
before = sys.getrefcount(None), sys.getrefcount(True)
work(20_000)
after = sys.getrefcount(None), sys.getrefcount(True)
painter.end()
print(after[0] - before[0], after[1] - before[1])
"""


def test_signals_and_painting_leave_the_counts_of_none_and_true_alone() -> None:
    """A binding that drops a reference on every call makes Python abort in the end, minutes after the window opened."""
    done = subprocess.run([sys.executable, "-c", _COUNTING], capture_output=True, text=True, timeout=120, check=True)
    changed = [int(number) for number in done.stdout.split()]
    assert all(abs(number) < 200 for number in changed), f"None changed by {changed[0]}, True by {changed[1]}"
