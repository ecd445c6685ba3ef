"""Frames of the map, and what an edit costs on it, at 1,000 and 10,000 cards.

A frame is what a movement of the camera and the paint event after it cost: the tiles that it draws anew and the overlay.
Frames come sixty a second, as on a screen. ``p95_ms`` in the extra figures is the 95th percentile of the frames of all
rounds, in milliseconds of processor time of the window's thread.
"""

import random
from collections.abc import Callable
from time import perf_counter, thread_time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from argmap.gui.map.camera import Camera
from argmap.gui.map.map_view import MapView
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.model.edits import positions, relations, statements
from argmap.model.kinds import Comparator, RelationKind, StatementKind, TargetKind
from argmap.model.records import (
    Author,
    Passage,
    Post,
    Provision,
    Relation,
    Statement,
    Target,
    Threshold,
    Topic,
    Version,
)
from argmap.store.debate_file import DebateFile

WORDS = [
    "plate",
    "courier",
    "night",
    "rider",
    "test",
    "score",
    "safety",
    "county",
    "speed",
    "limit",
    "study",
    "cost",
    "permit",
    "helmet",
    "lane",
    "budget",
    "rule",
]


def synthetic(count: int) -> Debate:
    """A debate with ``count`` cards, 20 of them provisions: trees of replies to provisions, eleven deep at most, and a tenth
    as many links across."""
    pick = random.Random(7)  # noqa: S311
    records: list[object] = [Author(f"a{i}", f"Author {i}") for i in range(40)]
    records += [Topic(f"t{i}", None, word, "#2b6cb0") for i, word in enumerate(WORDS)]
    for i in range(20):
        threshold = Threshold("speed", Comparator.MORE_THAN, 25 + i, "km/h")
        records.append(Provision(f"v{i}", None, f"§ {i + 1}", "Plates", i, (Version(1, "Text.", threshold=threshold),)))
    kinds = [StatementKind.OBJECTION, StatementKind.SUPPORT, StatementKind.CLAIM, StatementKind.CONCESSION]
    natural = [RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.OBJECTS, RelationKind.CONCEDES]
    depth: list[int] = []
    for i in range(count - 20):
        text = " ".join(pick.choices(WORDS, k=pick.randint(5, 16)))
        records.append(Post(f"p{i}", author=f"a{pick.randrange(40)}", position=i, text=text))
        which = pick.choices(range(4), (5, 3, 2, 1))[0]
        topics = tuple(f"t{t}" for t in pick.sample(range(len(WORDS)), pick.randint(0, 2)))
        records.append(Statement(f"s{i}", kinds[which], text, (Passage(f"p{i}", 0, len(text)),), topics))
        parent = pick.randrange(max(0, i - 300), i) if i else 0
        if i < 60 or pick.random() < 0.03 or depth[parent] > 10:
            depth.append(1)
            target = Target(TargetKind.PROVISION, f"v{pick.randrange(20)}")
        else:
            depth.append(depth[parent] + 1)
            target = Target(TargetKind.STATEMENT, f"s{parent}")
        records.append(Relation(f"r{i}", natural[which], (f"s{i}",), target))
        if i > 200 and pick.random() < 0.1:
            other = Target(TargetKind.STATEMENT, f"s{pick.randrange(i - 200, i)}")
            records.append(Relation(f"x{i}", RelationKind.ANSWERS, (f"s{i}",), other))
    return Debate(records)


@pytest.fixture(scope="module", params=[1_000, 10_000])
def big(request: pytest.FixtureRequest) -> Debate:
    return synthetic(request.param)


@pytest.fixture
def view(qtbot: QtBot, tmp_path, big: Debate) -> MapView:
    session = Session()
    view = MapView(session)
    qtbot.addWidget(view)
    view.resize(1600, 1000)
    view.show()
    session.open(DebateFile.create(tmp_path / "big.argmap", big.snapshot()))
    QApplication.processEvents()
    view.settle()
    yield view
    session.close_file()


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


def _measure(benchmark, frames: Callable[[], list[float]]) -> None:
    taken: list[float] = []
    benchmark.pedantic(lambda: taken.extend(frames()), rounds=3, iterations=1)
    taken.sort()
    benchmark.extra_info["frames"] = len(taken)
    benchmark.extra_info["median_ms"] = round(taken[len(taken) // 2], 2)
    benchmark.extra_info["p95_ms"] = round(taken[int(len(taken) * 0.95)], 2)
    benchmark.extra_info["worst_ms"] = round(taken[-1], 2)


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2, 0.08])
def test_pan(benchmark, view: MapView, zoom: float) -> None:
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


def test_zoom(benchmark, view: MapView) -> None:
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


def test_fit(benchmark, view: MapView) -> None:
    bounds = view.scene.board.bounds()

    def frames() -> list[float]:
        view.tiles.clear()
        view.look(Camera(bounds.x, bounds.y, 1.0))
        view.settle()
        return [_frame(view, view.fit), *(_frame(view) for _ in range(20))]

    _measure(benchmark, frames)


def test_load(benchmark, view: MapView) -> None:
    session = view.session
    benchmark.pedantic(lambda: view.scene.load(session.debate, session.verdicts, {}), rounds=3)


def _catching_up(view: MapView, edit) -> float:
    """Milliseconds that the map takes to follow an edit, verdicts and file aside."""
    session = view.session
    session.do(edit)
    session._judging.stop()
    session._judge_now()
    start = thread_time()
    view.catch_up()
    return (thread_time() - start) * 1000


def test_add_a_statement(benchmark, view: MapView) -> None:
    debate = view.session.debate

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


def test_drag_a_card(benchmark, view: MapView) -> None:
    board = view.scene.board

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


def test_drop_a_card(benchmark, view: MapView) -> None:
    debate = view.session.debate

    def edits() -> list[float]:
        taken = []
        for number in range(20):
            x, y = view.scene.board.places[f"s{number * 30}"]
            taken.append(_catching_up(view, positions.drag(debate, {f"s{number * 30}": (x + 40, y + 10)})))
        return taken

    _measure(benchmark, edits)
