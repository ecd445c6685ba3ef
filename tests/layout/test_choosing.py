"""Which layouts there are, which suits a map, and what holds for all of them."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout import choosing
from argmap.layout.shape import Shape
from argmap.layout.sightlines import crossings, seen_whole

NAMES = ("tidy", "outline", "layered", "flow")
Maker = Callable[[Random, int], Shape]


def areas(shape: Shape, places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float, float, float]]:
    return {i: (x, y, x + shape.boxes[i][0], y + shape.boxes[i][1]) for i, (x, y) in places.items()}


def test_layouts_are_found_in_their_order_with_words_for_people() -> None:
    found = choosing.layouts()
    assert tuple(layout.name for layout in found) == NAMES
    assert all(layout.label and layout.about.endswith(".") and len(layout.about) < 100 for layout in found)
    with pytest.raises(KeyError):
        choosing.by_name("spiral")
    with pytest.raises(KeyError):
        choosing.place("spiral", Shape({}))


@pytest.mark.parametrize("name", NAMES)
@given(chance=st.randoms(use_true_random=False), count=st.integers(0, 60))
def test_every_box_has_a_place_of_its_own(
    metrics: ModuleType, a_shape: Maker, name: str, chance: Random, count: int
) -> None:
    shape = a_shape(chance, count)
    made = choosing.place(name, shape)
    assert made.layout == name
    assert made.note == ""
    assert made.places.keys() == shape.boxes.keys()
    assert metrics.overlaps(areas(shape, made.places)) == []
    if made.places:
        assert min(y for _, y in made.places.values()) == pytest.approx(0)
        assert min(x for x, _ in made.places.values()) in (0, 22)


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_of_nothing_or_of_loose_boxes_only(name: str) -> None:
    assert choosing.place(name, Shape({})).places == {}
    boxes = {str(i): (200.0, 50.0) for i in range(5)}
    assert choosing.place(name, Shape(boxes, loose=tuple(boxes))).places.keys() == boxes.keys()


_PRINTED = """
import random, runpy, sys
sys.path.insert(0, sys.argv[1])
made = runpy.run_path(sys.argv[2])["a_shape"].__wrapped__()
from argmap.layout import choosing
for name in ("tidy", "outline", "layered", "flow"):
    shape = made(random.Random(4), 120)
    print(name, choosing.place(name, shape).places, choosing.best(shape))
"""


def test_the_same_shape_gives_the_same_places_in_every_process() -> None:
    here = Path(__file__)
    printed = [
        subprocess.run(
            [sys.executable, "-c", _PRINTED, str(here.parents[2]), str(here.with_name("conftest.py"))],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(printed[0]) > 1000
    assert printed[0] == printed[1]


def a_forest(count: int) -> Shape:
    """An argument map as they are: most answers to recent statements."""
    pick = Random(11)  # noqa: S311
    boxes = {f"n{i}": (pick.choice([200.0, 230.0, 260.0]), pick.uniform(54, 150)) for i in range(count)}
    edges = [(f"n{pick.randrange(max(0, i - 200), i)}", f"n{i}") for i in range(1, count) if pick.random() > 0.02]
    return Shape(boxes, tuple(edges), links=tuple((child, parent) for parent, child in edges))


@pytest.mark.parametrize("name", ["tidy", "outline", "flow"])
def test_fifty_thousand_boxes_stand_apart(metrics: ModuleType, name: str) -> None:
    shape = a_forest(50_000)
    places = choosing.place(name, shape).places
    assert places.keys() == shape.boxes.keys()
    assert metrics.overlaps(areas(shape, places)) == []


@pytest.mark.parametrize("name", ["tidy", "outline", "flow"])
@pytest.mark.parametrize("deep", [True, False])
def test_fifty_thousand_in_a_chain_or_under_one_root(name: str, deep: bool) -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(50_000)}
    edges = [(str(i - 1) if deep else "0", str(i)) for i in range(1, 50_000)]
    places = choosing.place(name, Shape(boxes, tuple(edges), ("0",))).places
    assert len(set(places.values())) == 50_000


def tree(count: int) -> list[tuple[str, str]]:
    return [(f"n{i}", f"n{(i - 1) // 2}") for i in range(1, count)]


def best(count: int, links: list[tuple[str, str]], across: Sequence[tuple[str, str]] = ()) -> str:
    boxes = {f"n{i}": (200.0, 60.0) for i in range(count)}
    edges = tuple((parent, child) for child, parent in links)
    return choosing.best(Shape(boxes, edges, ("n0",), links=(*links, *across))).layout


def test_a_tree_suits_what_is_a_tree_and_an_outline_what_is_large() -> None:
    assert best(0, []) == best(40, tree(40)) == best(500, tree(500)) == "tidy"
    assert best(501, tree(501)) == "outline"


def crossed(pairs: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """A root with children that have one child each, and links from that to the mirrored child: tangled in this order."""
    links = [(f"n{i}", "n0") for i in range(1, pairs + 1)]
    links += [(f"n{i + pairs}", f"n{i}") for i in range(1, pairs + 1)]
    return links, [(f"n{i + pairs}", f"n{pairs + 1 - i}") for i in range(1, pairs + 1)]


def test_layers_suit_a_map_where_they_mend_many_crossings() -> None:
    links, across = crossed(12)
    assert best(25, links, across) == "layered"
    assert best(25, links, across[:1]) == "tidy"  # one in twenty is no reason to leave the order of the thread
    assert best(25, links, [(f"n{i}", f"n{i + 1}") for i in range(1, 12)]) == "tidy"  # nothing crosses


def test_layers_that_mend_too_little_are_not_chosen() -> None:
    pick = Random(8)  # noqa: S311
    across = [(f"n{i}", f"n{pick.randrange(i)}") for i in range(5, 30)]
    boxes = {f"n{i}": (200.0, 60.0) for i in range(30)}
    edges = tuple((parent, child) for child, parent in tree(30))
    shape = Shape(boxes, edges, ("n0",), links=(*tree(30), *across))
    trees, layers = (choosing.place(name, shape).places for name in ("tidy", "layered"))
    assert crossings(shape, trees) / 2 < crossings(shape, layers) < crossings(shape, trees)
    assert seen_whole(boxes, layers) > seen_whole(boxes, trees)
    assert choosing.best(shape).layout == "tidy"


def test_layers_are_tried_on_up_to_three_hundred_cards_and_four_hundred_links() -> None:
    assert best(267, *crossed(133)) == "layered"  # 399 links
    assert best(269, *crossed(134)) == "tidy"
    links, across = crossed(110)  # 330 links
    assert best(300, links, across) == "layered"
    assert best(301, links, across) == "tidy"


def test_links_there_and_back_and_to_oneself_do_not_make_a_map_dense() -> None:
    back = [(b, a) for a, b in tree(40)]
    assert best(40, tree(40), [*back, *tree(40), ("n1", "n1")] * 3) == "tidy"


def test_layers_that_leave_the_whole_much_smaller_on_a_screen_are_not_chosen() -> None:
    chain = [(f"n{i}", f"n{i - 1}") for i in range(1, 30)]
    shape = Shape(
        {f"n{i}": (200.0, 60.0) for i in range(30)}, links=(*chain, *((f"n{i}", "n0") for i in range(9, 30, 4)))
    )
    broad = Shape(shape.boxes, tuple((parent, child) for child, parent in shape.links[29:]), links=shape.links)
    made = [choosing.place(name, broad).places for name in ("tidy", "layered")]
    assert seen_whole(broad.boxes, made[1]) < 0.9 * seen_whole(broad.boxes, made[0])
    assert choosing.best(broad).layout == "tidy"


def test_crossings_are_those_of_straight_lines_that_share_no_box() -> None:
    boxes = dict.fromkeys("abcd", (100.0, 20.0))
    at = {"a": (0.0, 0.0), "b": (0.0, 100.0), "c": (300.0, 0.0), "d": (300.0, 100.0)}
    crossed = (("c", "b"), ("d", "a"))
    assert crossings(Shape(boxes, links=crossed), at) == 1
    assert crossings(Shape(boxes, links=(*crossed, ("a", "d"), ("b", "b"))), at) == 1
    assert crossings(Shape(boxes, links=(("c", "a"), ("d", "b"))), at) == 0
    assert crossings(Shape(boxes, links=(("c", "b"), ("d", "b"), ("c", "a"))), at) == 0
    assert crossings(Shape(boxes, links=crossed), {"a": (0, 0), "b": (0, 100), "c": (300, 0)}) == 0


def test_a_map_too_large_for_layers_is_a_tree_and_says_so() -> None:
    shape = a_forest(400)
    made = choosing.place("layered", shape)
    assert made.places == choosing.place("tidy", shape).places
    assert made.layout == "tidy"
    assert "300" in made.note
    assert "400" in made.note
    assert made.note.endswith(".")
