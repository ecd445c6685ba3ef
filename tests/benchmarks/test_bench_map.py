"""Frames of the map, and what an edit costs on it, at 1,000 to 50,000 cards (``-k 50000`` or ``-k "not 50000"`` chooses).

A frame is what a movement of the camera and the paint event after it cost: the tiles that it draws anew and the overlay.
Frames come sixty a second, as on a screen. ``p95_ms`` in the extra figures is the 95th percentile of the frames of all
rounds, in milliseconds of processor time of the window's thread.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, thread_time

import pytest
from PySide6.QtWidgets import QApplication

from argmap.gui.map.camera import Camera
from argmap.gui.map.map_view import MapView
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.edits import positions, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Passage, Target, View
from argmap.picture.visible import EVERYTHING, Focus
from argmap.store.debate_file import DebateFile


def _opened(debate: Debate, path: Path) -> Iterator[MapView]:
    session = Session()
    view = MapView(session)
    view.resize(1600, 1000)
    view.show()
    session.open(DebateFile.create(path, debate.snapshot()))
    QApplication.processEvents()
    view.settle()
    yield view
    view.close()
    session.close_file()
    view.deleteLater()
    QApplication.processEvents()


@pytest.fixture(scope="module")
def opened(
    qapp: QApplication, synthetic: Callable[[int], Debate], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], Iterator[MapView]]:
    """Opens a map with so many cards, and closes it again."""
    return lambda count: _opened(synthetic(count), tmp_path_factory.mktemp("map") / "big.argmap")


@pytest.fixture(scope="module", params=[1_000, 10_000, 50_000])
def view(request: pytest.FixtureRequest, opened: Callable[[int], Iterator[MapView]]) -> Iterator[MapView]:
    """A map to look at."""
    yield from opened(request.param)


@pytest.fixture(scope="module", params=[1_000, 5_000, 10_000])
def edited(request: pytest.FixtureRequest, opened: Callable[[int], Iterator[MapView]]) -> Iterator[MapView]:
    """A map to change."""
    yield from opened(request.param)


@pytest.fixture(params=["whole", "filtered", "focused"])
def part(request: pytest.FixtureRequest, view: MapView) -> Iterator[str]:
    """What is shown: everything, a third of it with bridges in place of the rest, or a card with its neighbours, all others
    dimmed."""
    everything = len(view.scene.board.places)
    if request.param == "filtered":
        kinds = (StatementKind.SUPPORT, StatementKind.CONCESSION)
        view.showing.ask(View("", kinds=kinds, hides=True), None, None)
        assert 0.5 < len(view.scene.sight.part.hidden & view.scene.board.places.keys()) / everything < 0.8
    elif request.param == "focused":
        view.showing.ask(EVERYTHING, Focus("s300", 2), None)
        assert len(view.scene.sight.part.dimmed & view.scene.board.places.keys()) > 0.9 * everything
    yield request.param
    view.showing.ask(EVERYTHING, None, None)


def _frame(view: MapView, move: Callable[[], None] = lambda: None) -> float:
    """Milliseconds of the processor for a movement and the paint event after it; then what is idle of 1/60 s passes."""
    due = perf_counter() + 1 / 60
    start = thread_time()
    move()
    view.viewport().repaint()
    taken = (thread_time() - start) * 1000
    while perf_counter() < due:
        QApplication.processEvents()
    return taken


def _measure(benchmark, frames: Callable[[], list[float]], rounds: int = 2) -> None:
    taken: list[float] = []
    benchmark.pedantic(lambda: taken.extend(frames()), rounds=rounds, iterations=1)
    taken.sort()
    benchmark.extra_info["frames"] = len(taken)
    benchmark.extra_info["median_ms"] = round(taken[len(taken) // 2], 2)
    benchmark.extra_info["p95_ms"] = round(taken[int(len(taken) * 0.95)], 2)
    benchmark.extra_info["worst_ms"] = round(taken[-1], 2)


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2, 0.08, 0.03])
def test_pan(benchmark, view: MapView, part: str, zoom: float) -> None:
    bounds = view.scene.board.bounds()

    def frames() -> list[float]:
        view.tiles.clear()
        view.look(Camera(bounds.x, bounds.y + bounds.height / 3, zoom))
        view.settle()
        taken = []
        for step in range(80):
            taken.append(_frame(view, lambda step=step: view.pan(-18 if step < 20 else 6, -30)))
        return taken

    _measure(benchmark, frames)


def test_zoom(benchmark, view: MapView, part: str) -> None:
    bounds = view.scene.board.bounds()

    def frames() -> list[float]:
        view.tiles.clear()
        view.look(Camera(bounds.x + 200, bounds.y + bounds.height / 2, 1.0))
        view.settle()
        taken = []
        for step in range(80):
            factor = 0.94 if step < 40 else 1 / 0.94
            taken.append(_frame(view, lambda factor=factor: view.zoom_to(view.camera.zoom * factor)))
        return taken

    _measure(benchmark, frames)


def test_fit(benchmark, view: MapView, part: str) -> None:
    bounds = view.scene.board.bounds()

    def frames() -> list[float]:
        view.tiles.clear()
        view.look(Camera(bounds.x, bounds.y, 1.0))
        view.settle()
        return [_frame(view, view.fit), *(_frame(view) for _ in range(20))]

    _measure(benchmark, frames)


def _catching_up(view: MapView, edit: Edit) -> float:
    """Milliseconds that the map takes to follow an edit, verdicts and file aside."""
    session = view.session
    session.do(edit)
    session._judging.stop()
    QApplication.processEvents()  # what other views, and the map after the edit before, still had to do
    session._judging.stop()
    session._judge_now()
    start = thread_time()
    view.catch_up()
    return (thread_time() - start) * 1000


def test_add_a_statement(benchmark, edited: MapView) -> None:
    view, debate = edited, edited.session.debate

    def edits() -> list[float]:
        taken = []
        for number in range(30):
            passage = Passage(f"p{number * 20}", 0, 4)
            tag = statements.tag(debate, StatementKind.OBJECTION, (passage,), "Nobody can check a plate at night")
            target = Target(TargetKind.STATEMENT, f"s{number * 20}")
            link = relations.relate(debate, RelationKind.OBJECTS, [tag.changes[0].id], target)
            view.session.do(tag)
            taken.append(_catching_up(view, link))
        return taken

    _measure(benchmark, edits)


def test_drag_a_card(benchmark, edited: MapView) -> None:
    view, board = edited, edited.scene.board

    def frames() -> list[float]:
        taken = []
        card_id = "s300"
        view.centre_on(card_id)
        view.settle()
        view.tiles.spoil(view.scene.lift((card_id,)))
        for _ in range(60):
            x, y = board.places[card_id]
            taken.append(_frame(view, lambda x=x, y=y: view.scene.carry({card_id: (x + 3, y + 2)})))
        view.tiles.spoil(view.scene.drop())
        return taken

    _measure(benchmark, frames)


def test_drop_a_card(benchmark, edited: MapView) -> None:
    view, debate = edited, edited.session.debate

    def edits() -> list[float]:
        taken = []
        for number in range(20):
            x, y = view.scene.board.places[f"s{number * 30}"]
            taken.append(_catching_up(view, positions.drag(debate, {f"s{number * 30}": (x + 40, y + 10)})))
        return taken

    _measure(benchmark, edits)
