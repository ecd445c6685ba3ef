"""Pictures of 1,000 statements: measuring, linking, and a whole process from a file to an SVG, beside Argdown and Graphviz.

The process is the command line: it reads a debate as JSON and writes the SVG; starting Python and Qt alone is timed beside
it, since what is allowed is a tenth of Argdown's *plus* that. Extra figures are processor time. Argdown's command line is
taken from the environment variable ARGDOWN, else from the path; peers that are not there are left out.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.analysis.verdicts import evaluate
from argmap.formats.registry import WriteOptions, by_name
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind
from argmap.picture import cards, links, text
from argmap.picture.compose import compose, place


@pytest.fixture(scope="module")
def debate(synthetic: Callable[[int], Debate]) -> Debate:
    return synthetic(1_020)


def forget() -> None:
    """Makes the next measurement a first one."""
    cards._measured.cache_clear()
    cards._laid.cache_clear()
    text.wrap.cache_clear()


@pytest.mark.parametrize("known", [False, True], ids=["first", "again"])
def test_measure_1000_cards(benchmark: BenchmarkFixture, qapp: QApplication, debate: Debate, known: bool) -> None:
    verdicts = evaluate(debate)
    benchmark.pedantic(
        cards.measure, args=(debate, verdicts), setup=None if known else forget, rounds=7, warmup_rounds=1
    )


def test_link_1000_cards(benchmark: BenchmarkFixture, qapp: QApplication, debate: Debate) -> None:
    measured = cards.measure(debate, None)
    places = place(debate, measured, {})
    benchmark.pedantic(links.route, args=(debate, None, measured, places), rounds=7, warmup_rounds=1)


A3_TILES = WriteOptions(tiled=True, paper="A3")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("svg", WriteOptions()),
        ("pdf", WriteOptions()),
        ("pdf", A3_TILES),
        ("html-map", WriteOptions()),
        ("outline-md", WriteOptions()),
        ("outline-docx", WriteOptions()),
    ],
    ids=["svg", "pdf", "pdf tiled on A3", "html", "markdown", "docx"],
)
def test_write_1000_statements(
    benchmark: BenchmarkFixture, qapp: QApplication, debate: Debate, name: str, options: WriteOptions
) -> None:
    writer = by_name(name).write
    assert writer is not None
    data = benchmark.pedantic(writer, args=(debate, options), setup=forget, rounds=5, warmup_rounds=1)
    benchmark.extra_info["kB"] = len(data) // 1000
    assert len(compose(debate, None).cards) == 1_020


START = "from PySide6.QtGui import QGuiApplication; QGuiApplication(['x', '-platform', 'offscreen'])"


def compiled(folder: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where argmap is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def took(command: list[str], rounds: int = 5, env: dict[str, str] | None = None) -> float:
    """The median processor time of a process and those that it starts, in seconds."""
    times = []
    for _ in range(rounds):
        start = os.times()
        subprocess.run(command, check=True, capture_output=True, timeout=120, env=env)
        end = os.times()
        times.append(end.children_user + end.children_system - start.children_user - start.children_system)
    return median(times)


def as_dot(debate: Debate) -> str:
    lines = [f'"{i}" [shape=box label="{s.gist}"]' for i, s in debate.statements.items()]
    lines += [f'"{r.sources[0]}" -> "{r.target.id}"' for r in debate.relations.values()]
    return "digraph { rankdir=RL\n" + "\n".join(lines) + "\n}"


def as_argdown(debate: Debate) -> str:
    """Each statement with what it supports or attacks."""
    acts = {RelationKind.SUPPORTS: "+>", RelationKind.OBJECTS: "->"}
    lines = [f"[{i}]: {provision.title}\n" for i, provision in debate.provisions.items()]
    for i, statement in debate.statements.items():
        told = [r for r in queries.relations_from(debate, i) if r.kind in acts]
        lines.append("\n".join([f"[{i}]: {statement.gist}", *(f"  {acts[r.kind]} [{r.target.id}]" for r in told), ""]))
    return "\n".join(lines)


def test_a_whole_process_beside_its_peers(benchmark: BenchmarkFixture, debate: Debate, tmp_path: Path) -> None:
    source, out = tmp_path / "map.json", tmp_path / "map.svg"
    written = by_name("json").write
    assert written is not None
    source.write_bytes(written(debate, WriteOptions()))
    environment = compiled(tmp_path)
    whole = [sys.executable, "-m", "argmap", "export", str(source), "-o", str(out)]
    benchmark.pedantic(
        lambda: subprocess.run(whole, check=True, timeout=120, env=environment), rounds=3, warmup_rounds=1
    )
    assert out.stat().st_size > 500_000
    told = {
        "whole_s": took(whole, env=environment),
        "start_of_python_and_qt_s": took([sys.executable, "-c", START], env=environment),
    }
    told["beyond_the_start_s"] = told["whole_s"] - told["start_of_python_and_qt_s"]
    if dot := shutil.which("dot"):
        graph = tmp_path / "map.dot"
        graph.write_text(as_dot(debate), encoding="utf-8")
        told["dot_s"] = took([dot, "-Tsvg", str(graph), "-o", str(tmp_path / "dot.svg")], rounds=3)
    if argdown := shutil.which(os.environ.get("ARGDOWN", "argdown")):
        text_file = tmp_path / "map.argdown"
        text_file.write_text(as_argdown(debate), encoding="utf-8")
        told["argdown_s"] = took(
            [argdown, "map", "--format", "svg", str(text_file), str(tmp_path / "argdown")], rounds=3
        )
        assert list((tmp_path / "argdown").glob("*.svg"))
        told["beyond_the_start_by_argdown"] = told["beyond_the_start_s"] / told["argdown_s"]
    benchmark.extra_info.update({name: round(value, 3) for name, value in told.items()})
