"""Memory of the window with a large map open, drawn, panned through at every zoom and fitted, in a process of its own.

``settled_mb`` is the resident memory when the map is drawn and all its lines are led round cards, ``panned_mb`` after the
view has been everywhere; ``empty_mb`` that of the window without a debate. In millions of bytes.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.model.debate import Debate
from argmap.store.debate_file import DebateFile


def resident() -> float:
    """Megabytes that this process holds."""
    from resource import getpagesize

    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 1e6


def look_around(path: str, scratch: str) -> dict[str, float]:
    """What the window holds while a file is opened and looked at."""
    from argmap.gui.app import make_application, settle
    from argmap.gui.main_window import MainWindow
    from argmap.gui.map.camera import Camera
    from argmap.gui.map.map_view import MapView
    from argmap.gui.settings import Settings
    from argmap.gui.theme import Theme
    from argmap.gui.views import View

    window = MainWindow(Theme(make_application(), "light"), Settings(Path(scratch, "settings.ini")))
    window.resize(1600, 1000)
    window.set_view(View("map"))
    window.show()
    settle(window)
    told = {"empty_mb": resident()}
    window.session.open(DebateFile.open(Path(path), read_only=True))
    settle(window)
    told["settled_mb"] = resident()
    view = window.findChild(MapView)
    bounds = view.scene.board.bounds()
    for zoom in (1.0, 0.5, 0.2, 0.08, 0.03):
        view.look(Camera(bounds.x, bounds.y + bounds.height / 3, zoom))
        view.settle()
        for step in range(60):
            view.pan(-18 if step < 20 else 6, -30)
            view.viewport().repaint()
    view.fit()
    view.settle()
    told["panned_mb"] = resident()
    window.close()
    return told


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="resident memory is read from /proc")
@pytest.mark.parametrize("count", [10_000, 50_000])
def test_memory(benchmark: BenchmarkFixture, synthetic: Callable[[int], Debate], tmp_path: Path, count: int) -> None:
    path = tmp_path / "big.argmap"
    DebateFile.create(path, synthetic(count).snapshot()).close()

    def child() -> dict[str, float]:
        command = [sys.executable, __file__, str(path), str(tmp_path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
        return json.loads(done.stdout)

    told = benchmark.pedantic(child, rounds=1)
    benchmark.extra_info.update({name: round(value) for name, value in told.items()})
    assert told["empty_mb"] < told["settled_mb"]


if __name__ == "__main__":
    print(json.dumps(look_around(*sys.argv[1:])))
