"""The outline: order, indents, columns, and its proportions."""

import itertools
from random import Random

import pytest

from argmap.layout.outline import INDENT, place
from argmap.layout.shape import Shape


def test_places_of_a_small_map() -> None:
    boxes = dict.fromkeys("abcde", (200.0, 60.0))
    places = place(Shape(boxes, (("a", "b"), ("b", "c"), ("a", "d")), ("a", "e"), {"e": 22.0}))
    assert places == {"a": (0, 0), "b": (36, 84), "c": (72, 168), "d": (36, 252), "e": (336, 0)}


@pytest.mark.parametrize(("count", "roots"), [(60, 4), (300, 6), (1000, 1), (5000, 30)])
def test_it_is_about_as_wide_as_high(count: int, roots: int) -> None:
    pick = Random(count)  # noqa: S311
    boxes = {str(i): (pick.choice([200.0, 260.0]), pick.uniform(54, 150)) for i in range(count)}
    edges = tuple((str(pick.randrange(max(0, i - 60), i)), str(i)) for i in range(roots, count))
    places = place(Shape(boxes, edges, tuple(map(str, range(roots)))))
    width = max(x + boxes[i][0] for i, (x, _) in places.items())
    height = max(y + boxes[i][1] for i, (_, y) in places.items())
    assert 0.7 < width / height < 2.2


def test_it_reads_downwards_then_to_the_right_in_thread_order() -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(200)}
    edges = tuple((str((i - 1) // 3), str(i)) for i in range(1, 200))
    places = place(Shape(boxes, edges, ("0",)))
    order, stack = [], ["0"]
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(sorted((c for p, c in edges if p == node), key=int, reverse=True))
    columns: list[list[str]] = [[order[0]]]
    for before, node in itertools.pairwise(order):
        if places[node][1] < places[before][1]:
            columns.append([])
        columns[-1].append(node)
    assert len(columns) > 2
    rights = [max(places[node][0] + 200 for node in column) for column in columns]
    lefts = [min(places[node][0] for node in column) for column in columns]
    assert all(left - right >= 40 for right, left in zip(rights, lefts[1:], strict=False))


def test_an_answer_in_the_same_column_is_one_step_further_in_and_the_room_at_its_left_is_free() -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(120)}
    edges = tuple((str((i - 1) // 2), str(i)) for i in range(1, 120))
    places = place(Shape(boxes, edges, ("0",)))
    same = [(p, c) for p, c in edges if 0 < places[c][0] - places[p][0] < 200]
    assert len(same) > 60
    for parent, child in same:
        assert places[child][0] - places[parent][0] == INDENT
        between = [
            i
            for i, (x, y) in places.items()
            if places[parent][1] < y < places[child][1] and places[parent][0] - 100 < x < places[child][0]
        ]
        assert between == []


def test_nothing_stands_farther_in_than_eight_answers_and_a_column_begins_at_its_left() -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(2_000)}
    places = place(Shape(boxes, tuple((str(i - 1), str(i)) for i in range(1, 2_000)), ("0",)))
    columns: list[list[float]] = []
    for x, y in places.values():
        if y == 0:
            columns.append([])
        columns[-1].append(x)
    assert len(columns) > 5
    for column in columns:
        assert column[0] == min(column)
        assert max(column) - column[0] == 8 * INDENT
