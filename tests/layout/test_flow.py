"""The flow sheet: rounds, rows, and empty places."""

from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.flow import COLUMN_GAP, place, rounds
from argmap.layout.shape import Shape


def test_places_of_a_small_sheet() -> None:
    boxes = {"p": (200.0, 60.0), "a": (220.0, 90.0), "b": (200.0, 60.0), "a1": (200.0, 50.0), "a2": (200.0, 50.0)}
    places = place(Shape(boxes, (("p", "a"), ("p", "b"), ("a", "a1"), ("a", "a2")), ("p",)))
    assert places == {"p": (0, 0), "a": (264, 0), "b": (264, 136), "a1": (548, 0), "a2": (548, 68)}


@given(chance=st.randoms(use_true_random=False), count=st.integers(1, 60))
def test_rounds_are_columns_first_answers_stand_level_and_nothing_shares_a_row_with_what_is_not_its_own(
    a_shape: Callable[[Random, int], Shape], chance: Random, count: int
) -> None:
    shape = a_shape(chance, count)
    trees, places = rounds(shape), place(shape)
    parents = {child: parent for parent, below in trees.children.items() for child in below}
    for node in trees.order:
        below = trees.children[node]
        if below:
            assert places[below[0]][1] == places[node][1]
            assert len({places[child][0] for child in below}) == 1
            assert places[below[0]][0] >= places[node][0] + shape.boxes[node][0] + COLUMN_GAP
            tops = [places[child][1] for child in below]
            assert tops == sorted(tops)
    for node in trees.order:
        x, y = places[node]
        right = [
            other
            for other in trees.order
            if places[other][0] > x and places[other][1] < y + shape.boxes[node][1] and places[other][1] >= y
        ]
        for other in right:
            while other in parents and other != node:
                other = parents[other]  # noqa: PLW2901
            assert other == node


def test_what_undercuts_a_link_answers_the_card_that_the_link_comes_from() -> None:
    boxes = dict.fromkeys(("p", "a", "u"), (200.0, 60.0))
    shape = Shape(boxes, (("p", "a"), ("p", "u")), ("p",), beside={"u": "a"})
    assert rounds(shape).depth == {"p": 0, "a": 1, "u": 2}
    assert place(shape)["u"][1] == place(shape)["a"][1]
