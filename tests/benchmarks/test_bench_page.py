"""The interactive page in Chromium: what the main thread of the browser works for each frame while one pans and zooms."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.formats.registry import WriteOptions, by_name
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Relation, Statement, Target

FRAMES = 60
WHEEL = """new Promise(done => {{ let n = 0; const stage = document.getElementById('stage'), a = stage.getBoundingClientRect();
 const step = () => {{ if (n++ >= {frames}) {{ done(); return; }}
  stage.dispatchEvent(new WheelEvent('wheel', {{deltaX: {across}, deltaY: {down}, ctrlKey: {zoom}, clientX: a.left + 600,
   clientY: a.top + 350, bubbles: true, cancelable: true}})); requestAnimationFrame(step); }}; requestAnimationFrame(step); }})"""
WAYS = {
    "pan": (12, 30, "false"),
    "zoom out": (0, 22, "true"),
    "pan from afar": (10, 10, "false"),
    "zoom in": (0, -22, "true"),
}


@pytest.fixture(scope="module")
def driver() -> ModuleType:
    """The browser that the tests of pages drive."""
    path = Path(__file__).parents[1] / "formats" / "pictures" / "conftest.py"
    spec = importlib.util.spec_from_file_location("driver", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tab(driver: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if driver.CHROMIUM is None:
        pytest.skip("no Chromium is installed here (apt-get install chromium)")
    opened = driver.Browser(tmp_path_factory.mktemp("chromium"))
    opened.call("Performance.enable", timeDomain="threadTicks")
    yield opened
    opened.close()


def a_map(count: int) -> Debate:
    """Threads of some fifty statements, every tenth with a second link into another thread."""
    words = "a point that somebody made about the matter at some length, with words enough for three lines or so"
    acts = [RelationKind.OBJECTS, RelationKind.SUPPORTS]
    claims = [
        Statement(f"s{i:05}", list(StatementKind)[i % 5], f"{i}: {words[: 30 + i * 7 % 60]}") for i in range(count)
    ]
    links = [
        Relation(
            f"r{i:05}", acts[i % 2], (f"s{i:05}",), Target(TargetKind.STATEMENT, f"s{i - 1 - i * 13 % (i % 50):05}")
        )
        for i in range(count)
        if i % 50
    ]
    links += [
        Relation(f"x{i:05}", acts[i % 2], (f"s{i:05}",), Target(TargetKind.STATEMENT, f"s{i * 31 % count:05}"))
        for i in range(7, count, 10)
    ]
    return Debate([*claims, *links])


@pytest.mark.parametrize("count", [1_000, 5_000])
def test_frames_of_a_page(
    benchmark: BenchmarkFixture, qapp: QApplication, tab: Any, tmp_path: Path, count: int
) -> None:
    writer = by_name("html-map").write
    assert writer is not None
    path = tmp_path / "map.html"
    data = benchmark.pedantic(writer, args=(a_map(count), WriteOptions()), rounds=1)
    path.write_bytes(data)
    tab.open(path)
    benchmark.extra_info["kB"] = len(data) // 1000
    for name, (across, down, zoom) in WAYS.items():
        before = _worked(tab)
        tab.run(WHEEL.format(frames=FRAMES, across=across, down=down, zoom=zoom))
        benchmark.extra_info[f"{name}, ms of CPU a frame"] = round(1000 * (_worked(tab) - before) / FRAMES, 1)
    assert all(took < 16 for name, took in benchmark.extra_info.items() if name != "kB"), benchmark.extra_info


def _worked(tab: Any) -> float:
    """Seconds of its processor that the page's main thread has used."""
    found = {metric["name"]: metric["value"] for metric in tab.call("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])
