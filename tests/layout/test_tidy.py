"""The tidy tree: order, room, and no card on another."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.tidy import Gaps, tidy

Boxes = dict[str, tuple[float, float]]
Edges = list[tuple[str, str]]


def a_forest(chance: Random, count: int) -> tuple[Boxes, Edges, list[str]]:
    """Random boxes, each under an earlier one or a root."""
    boxes = {f"n{i}": (chance.choice([200.0, 230.0, 260.0]), chance.uniform(40, 300)) for i in range(count)}
    edges, roots = [], []
    for i in range(count):
        if i == 0 or chance.random() < 0.1:
            roots.append(f"n{i}")
        else:
            edges.append((f"n{chance.randrange(i)}", f"n{i}"))
    return boxes, edges, roots


def overlaps(boxes: Boxes, places: dict[str, tuple[float, float]]) -> list[tuple[str, str]]:
    """Pairs of boxes that share more than an edge."""
    rects = [(i, *places[i], places[i][0] + boxes[i][0], places[i][1] + boxes[i][1]) for i in boxes]
    return [
        (a[0], b[0])
        for a, b in itertools.combinations(rects, 2)
        if a[1] < b[3] - 1e-6 and b[1] < a[3] - 1e-6 and a[2] < b[4] - 1e-6 and b[2] < a[4] - 1e-6
    ]


@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_no_box_lies_on_another_and_all_start_at_the_origin(chance: Random, count: int) -> None:
    boxes, edges, roots = a_forest(chance, count)
    places = tidy(boxes, edges, roots)
    assert places.keys() == boxes.keys()
    assert overlaps(boxes, places) == []
    if places:
        assert min(x for x, _ in places.values()) == 0
        assert min(y for _, y in places.values()) == pytest.approx(0)


@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_children_stand_in_the_next_column_in_their_order_around_the_middle_of_their_parent(
    chance: Random, count: int
) -> None:
    boxes, edges, roots = a_forest(chance, count)
    places = tidy(boxes, edges, roots)
    children: dict[str, list[str]] = {}
    for parent, child in edges:
        children.setdefault(parent, []).append(child)
    for parent, below in children.items():
        assert len({places[child][0] for child in below}) == 1
        assert places[below[0]][0] >= places[parent][0] + boxes[parent][0] + Gaps().column
        tops = [places[child][1] for child in below]
        assert tops == sorted(tops)
        first, last = below[0], below[-1]
        middle = (places[first][1] + places[last][1] + boxes[last][1]) / 2
        assert places[parent][1] + boxes[parent][1] / 2 == pytest.approx(middle, abs=1e-6)
    assert [places[root][1] for root in roots] == sorted(places[root][1] for root in roots)


@given(st.randoms(use_true_random=False), st.integers(2, 40))
def test_boxes_of_one_column_keep_their_distance(chance: Random, count: int) -> None:
    boxes, edges, roots = a_forest(chance, count)
    places = tidy(boxes, edges, roots)
    columns: dict[float, list[str]] = {}
    for node, (x, _) in places.items():
        columns.setdefault(x, []).append(node)
    for nodes in columns.values():
        nodes.sort(key=lambda node: places[node][1])
        for upper, lower in itertools.pairwise(nodes):
            assert places[lower][1] - places[upper][1] - boxes[upper][1] >= Gaps().sibling - 1e-6


def test_a_small_tree_stands_as_close_as_its_outline_allows() -> None:
    boxes = dict.fromkeys(("a", "b", "c", "b1", "b2", "b3"), (100.0, 20.0))
    places = tidy(boxes, [("a", "b"), ("a", "c"), ("b", "b1"), ("b", "b2"), ("b", "b3")], ["a"])
    gap = Gaps()
    assert places["b2"][1] - places["b1"][1] == 20 + gap.sibling
    assert places["c"][1] - places["b"][1] == 20 + gap.sibling  # beside b, though b's children reach lower


def test_a_chain_of_fifty_thousand_is_no_deeper_than_the_stack() -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(50_000)}
    places = tidy(boxes, [(str(i), str(i + 1)) for i in range(49_999)], ["0"])
    assert places["49999"] == (49_999 * (200 + Gaps().column), 0)


def test_fifty_thousand_children_stand_below_each_other() -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(50_001)}
    places = tidy(boxes, [("0", str(i)) for i in range(1, 50_001)], ["0"])
    assert places["50000"][1] == pytest.approx(49_999 * (60 + Gaps().sibling))


def test_circles_second_parents_and_strangers_do_no_harm() -> None:
    boxes = dict.fromkeys("abcd", (100.0, 20.0))
    edges = [("a", "b"), ("b", "a"), ("c", "b"), ("c", "c"), ("c", "nobody"), ("nobody", "d")]
    places = tidy(boxes, edges, ["missing"])
    assert places.keys() == boxes.keys()
    assert overlaps(boxes, places) == []
    assert places["c"][0] == places["d"][0] == 0


def test_the_same_boxes_give_the_same_places() -> None:
    boxes, edges, roots = a_forest(Random(5), 300)  # noqa: S311
    assert tidy(boxes, edges, roots) == tidy(dict(reversed(boxes.items())), edges, roots)
