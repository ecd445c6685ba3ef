"""Layout of 1,000, 5,000 and 20,000 cards, and of 1,000 beside Graphviz where it is installed."""

import random
import shutil
import subprocess
import time
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.layout.grid import Grid
from argmap.layout.insertion import insert
from argmap.layout.tidy import tidy

Forest = tuple[dict[str, tuple[float, float]], list[tuple[str, str]], list[str]]


def a_forest(count: int) -> Forest:
    """An argument map as they are: a few roots, most answers to recent statements."""
    pick = random.Random(11)  # noqa: S311
    boxes = {f"n{i}": (pick.choice([200.0, 230.0, 260.0]), pick.uniform(54, 150)) for i in range(count)}
    edges, roots = [], []
    for i in range(count):
        if i == 0 or pick.random() < 0.02:
            roots.append(f"n{i}")
        else:
            edges.append((f"n{pick.randrange(max(0, i - 200), i)}", f"n{i}"))
    return boxes, edges, roots


@pytest.mark.parametrize("count", [1_000, 5_000, 20_000])
def test_tidy(benchmark: BenchmarkFixture, count: int) -> None:
    boxes, edges, roots = a_forest(count)
    places = benchmark.pedantic(tidy, args=(boxes, edges, roots), rounds=7, warmup_rounds=1)
    assert len(places) == count


def test_tidy_of_1000_beside_dot(benchmark: BenchmarkFixture) -> None:
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("Graphviz is not installed here")
    boxes, edges, roots = a_forest(1_000)
    lines = [
        f'{i} [shape=box fixedsize=true width={w / 72:.3f} height={h / 72:.3f} label=""]' for i, (w, h) in boxes.items()
    ]
    lines += [f"{child} -> {parent}" for parent, child in edges]
    source = "digraph { rankdir=RL\n" + "\n".join(lines) + "\n}"
    took = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([dot, "-Tplain"], input=source, text=True, capture_output=True, check=True, timeout=120)
        took.append(time.perf_counter() - start)
    benchmark.pedantic(tidy, args=(boxes, edges, roots), rounds=7, warmup_rounds=1)
    benchmark.extra_info["dot_s"] = round(median(took), 3)
    benchmark.extra_info["ratio_to_dot"] = round(benchmark.stats["median"] / median(took), 4)


@pytest.mark.parametrize("count", [1_000, 20_000])
def test_a_free_slot(benchmark: BenchmarkFixture, count: int) -> None:
    boxes, edges, roots = a_forest(count)
    places = tidy(boxes, edges, roots)
    grid = Grid((i, (x, y, x + boxes[i][0], y + boxes[i][1])) for i, (x, y) in places.items())
    pick = random.Random(3)  # noqa: S311
    names = list(boxes)

    def slot() -> tuple[float, float]:
        return insert((230.0, 90.0), grid.area(pick.choice(names)), grid)

    benchmark.pedantic(slot, rounds=500, warmup_rounds=5)
    benchmark.extra_info["p95_ms"] = round(sorted(benchmark.stats.stats.data)[474] * 1000, 3)
