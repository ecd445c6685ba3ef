"""Pictures of 1,000 statements: measuring, linking, and a whole process from a file to an SVG, beside Graphviz.

The process is the command line: it reads a debate as JSON and writes the SVG; starting Python and Qt alone is timed beside
it, since what is allowed is a tenth of the peer *plus* that.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.analysis.verdicts import evaluate
from argmap.formats.registry import WriteOptions, by_name
from argmap.model.debate import Debate
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
    """The median time of a process, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=120, env=env)
        times.append(time.perf_counter() - start)
    return median(times)


def test_a_whole_process_beside_dot(benchmark: BenchmarkFixture, debate: Debate, tmp_path: Path) -> None:
    source, out = tmp_path / "map.json", tmp_path / "map.svg"
    written = by_name("json").write
    assert written is not None
    source.write_bytes(written(debate, WriteOptions()))
    json.loads(source.read_bytes())
    environment = compiled(tmp_path)
    whole = [sys.executable, "-m", "argmap", "export", str(source), "-o", str(out)]
    benchmark.pedantic(
        lambda: subprocess.run(whole, check=True, timeout=120, env=environment), rounds=5, warmup_rounds=1
    )
    assert out.stat().st_size > 500_000
    start = took([sys.executable, "-c", START], env=environment)
    benchmark.extra_info["start_of_python_and_qt_s"] = round(start, 3)
    benchmark.extra_info["beyond_the_start_s"] = round(benchmark.stats["median"] - start, 3)
    dot = shutil.which("dot")
    if dot is not None:
        graph = tmp_path / "map.dot"
        lines = [f'"{i}" [shape=box label="{s.gist}"]' for i, s in debate.statements.items()]
        lines += [f'"{r.sources[0]}" -> "{r.target.id}"' for r in debate.relations.values()]
        graph.write_text("digraph { rankdir=RL\n" + "\n".join(lines) + "\n}", encoding="utf-8")
        peer = took([dot, "-Tsvg", str(graph), "-o", str(tmp_path / "dot.svg")], rounds=3)
        benchmark.extra_info["dot_s"] = round(peer, 3)
        benchmark.extra_info["ratio_to_dot"] = round(benchmark.stats["median"] / peer, 3)
