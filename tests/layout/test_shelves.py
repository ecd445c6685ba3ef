"""Boxes that hang on nothing make a block."""

from random import Random

from argmap.layout.shape import Shape
from argmap.layout.shelves import block_height, shelves, with_loose


def test_boxes_on_shelves_fill_a_block_without_touching() -> None:
    chance = Random(3)  # noqa: S311
    boxes = {str(i): (chance.choice([200.0, 260.0]), chance.uniform(50, 120)) for i in range(200)}
    places = shelves(boxes, list(boxes), block_height(boxes, list(boxes)))
    spans = sorted((x, y, x + boxes[i][0], y + boxes[i][1]) for i, (x, y) in places.items())
    assert not [
        (a, b)
        for n, a in enumerate(spans)
        for b in spans[n + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    width = max(places[i][0] + boxes[i][0] for i in boxes)
    height = max(places[i][1] + boxes[i][1] for i in boxes)
    assert 1 < width / height < 2.5
    assert places["0"] == (0, 0)
    assert shelves({}, [], 100) == {}


def test_they_stand_below_everything_that_is_linked() -> None:
    boxes = {"a": (200.0, 300.0), "x": (200.0, 50.0), "y": (200.0, 50.0)}
    places = with_loose(Shape(boxes, loose=("x", "y")), {"a": (0.0, 10.0)})
    assert places["a"] == (0, 10)
    assert min(places["x"][1], places["y"][1]) == 10 + 300 + 56
    assert with_loose(Shape(boxes, loose=("x",)), {})["x"] == (0, 0)
