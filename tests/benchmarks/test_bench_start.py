"""The whole program from nothing to a painted window, and to the sample debate open and drawn, beside an empty Qt window.

Each is a process of its own that leaves as soon as it is there. What counts is the processor's time, user and system, in
``extra_info``, since it does not depend on what else the machine does; the peer runs in turn with the others. DESIGN §12:
0.5 s and 1.0 s with compiled modules on the disk, which the first round makes and nobody counts.
"""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap import paths

ROUNDS = 7

EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(["empty"])
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
window = Window()
window.show()
application.exec()
"""

WINDOW = """
import gc, os, sys
gc.disable()  # as ``main`` has it before it imports anything
from argmap import __main__
from PySide6.QtCore import QTimer
from argmap.gui import app
class Window(app.MainWindow):
    looks = None
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.looks is None:
            self.looks = QTimer(self, interval=4)
            self.looks.timeout.connect(self.look)
            self.looks.start()
    def look(self):
        drawn = self.session.is_open and self.map.scene.board.cards and self.map._complete and not self.jobs.is_busy
        if drawn or len(sys.argv) < 2:
            os._exit(0)
app.MainWindow = Window
__main__.main(sys.argv[1:])
sys.exit("the window closed by itself")
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has never started the program, with a place for compiled modules."""
    taken = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return taken | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
        "XDG_CONFIG_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }


def processor_time(code: str, arguments: list[str], surroundings: dict[str, str]) -> float:
    """User and system time of a process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, timeout=60, env=surroundings
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def beside_an_empty_window(benchmark: BenchmarkFixture, arguments: list[str], surroundings: dict[str, str]) -> None:
    empty, whole = [], []

    def once() -> None:
        empty.append(processor_time(EMPTY, [], surroundings))
        whole.append(processor_time(WINDOW, arguments, surroundings))

    benchmark.pedantic(once, rounds=ROUNDS, warmup_rounds=1)
    benchmark.extra_info["processor_s_min"] = round(min(whole[1:]), 3)
    benchmark.extra_info["processor_s_median"] = round(median(whole[1:]), 3)
    benchmark.extra_info["empty_qt_window_s_median"] = round(median(empty[1:]), 3)
    benchmark.extra_info["ratio_to_empty_window"] = round(median(whole[1:]) / median(empty[1:]), 2)


def test_start_to_a_painted_window(benchmark: BenchmarkFixture, surroundings: dict[str, str]) -> None:
    beside_an_empty_window(benchmark, [], surroundings)


def test_start_to_the_sample_debate_open_and_drawn(
    benchmark: BenchmarkFixture, surroundings: dict[str, str], tmp_path: Path
) -> None:
    sample = shutil.copy(paths.sample_debates() / "frontier-thresholds.argmap", tmp_path)
    beside_an_empty_window(benchmark, [str(sample)], surroundings)
