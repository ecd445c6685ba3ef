"""Layouts of 1,000, 5,000 and 20,000 cards beside Graphviz where it is installed, the lines of drawn maps, and free slots.

Extra figures: cards that overlap, lines over cards and crossings as the checker in tests/layout/metrics.py finds them, and
graphlay's routes over the same places beside our own. ``dot`` is given up after 75 seconds, and is not tried on 20,000.
"""

import random
import shutil
import subprocess
import time
from collections.abc import Callable
from types import ModuleType

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.gui.map.board import Board, area
from argmap.gui.map.slots import free_slot
from argmap.layout import choosing
from argmap.layout.grid import Grid
from argmap.layout.insertion import insert
from argmap.layout.shape import Shape
from argmap.layout.tidy import tidy
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Target
from argmap.picture import compose, links
from argmap.picture.cards import measure
from argmap.picture.drawing import Card, Link, Picture, Point

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


def a_shape(count: int) -> Shape:
    """The same with a link across for each seven cards."""
    boxes, edges, roots = a_forest(count)
    pick = random.Random(5)  # noqa: S311
    across = [(f"n{pick.randrange(count)}", f"n{pick.randrange(count)}") for _ in range(count // 7)]
    return Shape(boxes, tuple(edges), tuple(roots), links=(*((child, parent) for parent, child in edges), *across))


def dot_takes(shape: Shape) -> float | None:
    """The time of ``dot`` for the same boxes and lines in seconds, None where it is not installed or takes over 75."""
    dot = shutil.which("dot")
    if dot is None:
        return None
    lines = [
        f'{i} [shape=box fixedsize=true width={w / 72:.3f} height={h / 72:.3f} label=""]'
        for i, (w, h) in shape.boxes.items()
    ]
    lines += [f"{source} -> {target}" for source, target in shape.links]
    graph = "digraph { rankdir=RL\n" + "\n".join(lines) + "\n}"
    start = time.perf_counter()
    try:
        subprocess.run([dot, "-Tplain"], input=graph, text=True, capture_output=True, check=True, timeout=75)
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - start


@pytest.mark.parametrize("count", [1_000, 5_000, 20_000, 50_000])
@pytest.mark.parametrize("name", ["tidy", "outline", "flow"])
def test_layout(benchmark: BenchmarkFixture, metrics: ModuleType, name: str, count: int) -> None:
    shape = a_shape(count)
    made = benchmark.pedantic(choosing.place, args=(name, shape), rounds=5, warmup_rounds=1)
    boxes = shape.boxes
    areas = {i: (x, y, x + boxes[i][0], y + boxes[i][1]) for i, (x, y) in made.places.items()}
    benchmark.extra_info["overlaps"] = len(metrics.overlaps(areas))
    wide, high = max(area[2] for area in areas.values()), max(area[3] for area in areas.values())
    benchmark.extra_info["aspect"] = round(wide / high, 2)
    if name == "tidy" and count <= 5_000:
        peer = dot_takes(shape)
        benchmark.extra_info["dot_s"] = "over 75" if peer is None else round(peer, 3)
        if peer is not None:
            benchmark.extra_info["ratio_to_dot"] = round(benchmark.stats["median"] / peer, 5)


@pytest.mark.parametrize("count", [40, 150, 300])
def test_layers(benchmark: BenchmarkFixture, metrics: ModuleType, count: int) -> None:
    shape = a_shape(count)
    made = benchmark.pedantic(choosing.place, args=("layered", shape), rounds=3)
    boxes = shape.boxes
    areas = {i: (x, y, x + boxes[i][0], y + boxes[i][1]) for i, (x, y) in made.places.items()}
    benchmark.extra_info["overlaps"] = len(metrics.overlaps(areas))
    assert made.note == ""


def a_debate(count: int) -> Debate:
    """A debate as they are: provisions, answers to recent statements, undercuts, a link across for each seven statements,
    some of which close circles."""
    pick = random.Random(5)  # noqa: S311
    words = [
        "licence",
        "threshold",
        "model",
        "tokens",
        "speech",
        "agency",
        "harm",
        "review",
        "budget",
        "court",
        "evidence",
        "appeal",
        "filing",
    ]
    kinds = [RelationKind.SUPPORTS] * 8 + [RelationKind.OBJECTS] * 8 + [RelationKind.ANSWERS, RelationKind.CONTRADICTS]
    tops = max(1, count // 100)
    records: list[Provision | Statement | Relation] = [
        Provision(f"p{i:03}", None, f"§ {i + 1}", pick.choice(words), i) for i in range(tops)
    ]
    hit: list[str] = []
    for i in range(count):
        gist = " ".join(pick.choice(words) for _ in range(pick.randint(3, 18)))
        records.append(Statement(f"s{i:05}", pick.choice(list(StatementKind)), gist))
        under = i < 3 * tops or pick.random() < 0.06
        target = (
            Target(TargetKind.PROVISION, f"p{pick.randrange(tops):03}")
            if under
            else Target(TargetKind.STATEMENT, f"s{pick.randrange(max(0, i - 80), i):05}")
        )
        if hit and pick.random() < 0.04:
            target = Target(TargetKind.RELATION, pick.choice(hit[-30:]))
            records.append(Relation(f"r{i:05}", RelationKind.UNDERCUTS, (f"s{i:05}",), target))
            continue
        kind = pick.choice(kinds[:16] if under else kinds)
        records.append(Relation(f"r{i:05}", kind, (f"s{i:05}",), target))
        if kind in (RelationKind.SUPPORTS, RelationKind.OBJECTS):
            hit.append(f"r{i:05}")
    for i in range(count // 7):
        source, other = pick.sample(range(count), 2)
        across = Target(TargetKind.STATEMENT, f"s{other:05}")
        records.append(Relation(f"x{i:05}", pick.choice(kinds), (f"s{source:05}",), across))
    return Debate(records)


def drawn_lines(metrics: ModuleType, routed: dict[str, Link]) -> list[object]:
    """The links as the checker wants them."""
    return [
        metrics.Line(
            link.id,
            frozenset((*link.sources, link.target)),
            tuple(metrics.flattened(curve.start, curve.segments) for curve in link.curves),
        )
        for link in routed.values()
    ]


def graphlay_routes(
    metrics: ModuleType, cards: dict[str, Card], places: dict[str, Point], routed: dict[str, Link]
) -> tuple[float, list[object]]:
    """(seconds, lines) of graphlay's router over the same places, for links between two cards."""
    import graphlay

    graph = graphlay.Graph()
    for i, (x, y) in places.items():
        centre = {"x": x + cards[i].width / 2, "y": y + cards[i].height / 2}
        graph.node(i, width=cards[i].width, height=cards[i].height, position=centre)
    between = [link for link in routed.values() if link.target in cards and len(link.sources) == 1]
    for link in between:
        graph.edge(link.target, link.sources[0])
    spacing = {"layer_gap": 40, "node_gap": 18, "dummy_gap": 8, "port_gap": 9, "reroute_node_gap": 12}
    start = time.perf_counter()
    made = graphlay.reroute(graph, options={"direction": "leftright", "spacing": spacing})
    took = time.perf_counter() - start
    lines = [
        metrics.Line(
            link.id,
            frozenset((*link.sources, link.target)),
            (tuple((point["x"], point["y"]) for point in edge["points"]),),
        )
        for link, edge in zip(between, made.edges, strict=True)
    ]
    return took, lines


@pytest.mark.parametrize("count", [200, 1_000])
@pytest.mark.parametrize("name", ["tidy", "outline", "layered", "flow"])
def test_lines(benchmark: BenchmarkFixture, qapp: object, metrics: ModuleType, name: str, count: int) -> None:
    debate = a_debate(count)
    cards = measure(debate, None)
    made = compose.arranged(debate, cards, name)
    if made.note:
        pytest.skip(made.note)
    routed = benchmark.pedantic(links.route, args=(debate, None, cards, made.places), rounds=5, warmup_rounds=1)
    areas = {i: (x, y, x + cards[i].width, y + cards[i].height) for i, (x, y) in made.places.items()}
    lines = drawn_lines(metrics, routed)
    over = len(metrics.over_cards(areas, lines))
    told = {"overlaps": len(metrics.overlaps(areas)), "over_cards": over, "crossings": metrics.crossings(lines)}
    took, theirs = graphlay_routes(metrics, cards, made.places, routed)
    told |= {"graphlay_s": round(took, 2), "graphlay_over_cards": len(metrics.over_cards(areas, theirs))}
    benchmark.extra_info.update(told | {"graphlay_crossings": metrics.crossings(theirs)})
    assert told["overlaps"] == 0
    assert over <= (0 if count == 200 else 50)


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


@pytest.mark.parametrize("count", [1_000, 20_000])
def test_a_new_card(
    benchmark: BenchmarkFixture,
    qapp: object,
    metrics: ModuleType,
    synthetic: Callable[[int], Debate],
    count: int,
) -> None:
    """From a measured card to its place on the board; 200 of them, one after another, move nothing and cover nothing."""
    pick = random.Random(3)  # noqa: S311
    new = [
        Statement(f"new{i}", StatementKind.OBJECTION, "Nobody can check that at night, said the county")
        for i in range(200)
    ]
    answers = [
        Relation(
            f"to{i}", RelationKind.OBJECTS, (s.id,), Target(TargetKind.STATEMENT, f"s{pick.randrange(count - 20)}")
        )
        for i, s in enumerate(new)
    ]
    before = synthetic(count)
    places = compose.arranged(before, measure(before, None), "tidy").places
    debate = Debate([*before.records(), *new, *answers])
    cards = measure(debate, None)
    old = {i: card for i, card in cards.items() if i in places}
    board = Board(Picture("", old, places, {}, compose.bounds(old, places, {})))
    waiting = iter(new)

    def place() -> None:
        card = cards[next(waiting).id]
        board.set_content(card)
        board.put_card(card.id, free_slot(debate, card, board, None))

    benchmark.pedantic(place, rounds=200)
    benchmark.extra_info["p95_ms"] = round(sorted(benchmark.stats.stats.data)[189] * 1000, 3)
    benchmark.extra_info["moved"] = sum(board.places[i] != at for i, at in places.items())
    benchmark.extra_info["overlaps"] = len(metrics.overlaps({i: area(board.rect(i)) for i in board.places}))
    assert benchmark.extra_info["moved"] == benchmark.extra_info["overlaps"] == 0
