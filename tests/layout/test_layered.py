"""Layers: few crossings, provisions first, and a word where it cannot be done."""

import sys
from random import Random

import pytest

from argmap.layout import choosing
from argmap.layout.layered import place
from argmap.layout.shape import Shape, UnsuitedError


def test_what_acts_on_something_stands_to_its_right_and_roots_stand_first() -> None:
    boxes = dict.fromkeys("pqabc", (200.0, 60.0))
    links = (("a", "p"), ("b", "a"), ("b", "q"), ("c", "p"), ("c", "b"))
    places = place(Shape(boxes, (("p", "a"), ("a", "b"), ("p", "c")), ("p", "q"), links=links))
    assert places["p"][0] == places["q"][0] == 0
    assert all(places[source][0] >= places[target][0] + 260 for source, target in links)


def test_fewer_lines_cross_than_in_a_tree() -> None:
    pick = Random(2)  # noqa: S311
    boxes = {str(i): (200.0, 60.0) for i in range(40)}
    edges = tuple((str(pick.randrange(i)), str(i)) for i in range(1, 40))
    across = [(str(max(a, b)), str(min(a, b))) for a, b in (pick.sample(range(40), 2) for _ in range(25))]
    shape = Shape(boxes, edges, ("0",), links=(*((c, p) for p, c in edges), *across))

    def crossings(places: dict[str, tuple[float, float]]) -> int:
        lines = [(places[a], places[b]) for a, b in shape.links if a != b]

        def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
            return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

        return sum(
            side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0
            for n, (p, q) in enumerate(lines)
            for r, s in lines[n + 1 :]
        )

    assert crossings(place(shape)) < crossings(choosing.place("tidy", shape).places)


def test_circles_and_links_to_oneself_do_no_harm() -> None:
    boxes = dict.fromkeys("abc", (200.0, 60.0))
    links = (("a", "b"), ("b", "c"), ("c", "a"), ("a", "a"), ("a", "nobody"))
    assert place(Shape(boxes, (("a", "b"), ("b", "c")), ("a",), links=links)).keys() == boxes.keys()


def test_too_many_links_are_too_many() -> None:
    boxes = {str(i): (200.0, 60.0) for i in range(60)}
    links = tuple((str(a), str(b)) for a in range(60) for b in range(a) if (a + b) % 2)
    with pytest.raises(UnsuitedError, match="600"):
        place(Shape(boxes, roots=("0",), links=links))


def test_without_the_engine_a_map_is_a_tree_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "graphlay", None)
    shape = Shape({"a": (200.0, 60.0), "b": (200.0, 60.0)}, (("a", "b"),), ("a",), links=(("b", "a"),))
    made = choosing.place("layered", shape)
    assert made.places == choosing.place("tidy", shape).places
    assert made.note == "Laid out as “Tree” instead of “Layers”: the layered engine, graphlay, is not installed."


def apart(parts: int, size: int) -> Shape:
    """Parts of the same number of boxes without a link from one to another, their boxes given in turns."""
    boxes = {f"p{part}n{i}": (200.0, 60.0) for i in range(size) for part in range(parts)}
    edges = tuple((f"p{part}n{i // 2}", f"p{part}n{i}") for i in range(1, size) for part in range(parts))
    links = tuple((child, parent) for parent, child in edges)
    return Shape(boxes, edges, tuple(f"p{part}n0" for part in range(parts)), links=links)


def test_parts_without_a_link_between_them_lie_apart_and_fill_a_screen() -> None:
    shape = apart(30, 5)
    places = place(shape)
    spans = []
    for part in range(30):
        mine = [places[f"p{part}n{i}"] for i in range(5)]
        spans.append(
            (
                min(x for x, _ in mine),
                min(y for _, y in mine),
                max(x for x, _ in mine) + 200,
                max(y for _, y in mine) + 60,
            )
        )
    for n, (left, top, right, bottom) in enumerate(spans):
        others = spans[n + 1 :]
        assert not [
            o for o in others if o[0] < right + 50 and left < o[2] + 50 and o[1] < bottom + 50 and top < o[3] + 50
        ]
    wide, high = max(span[2] for span in spans), max(span[3] for span in spans)
    assert 1.0 < wide / high < 2.2
    corners = [(left, top) for left, top, _, _ in spans]
    assert corners == sorted(corners)  # in their order downwards, then to the right


def test_the_parts_of_a_map_that_hangs_together_are_not_torn_apart() -> None:
    shape = apart(2, 20)
    joined = Shape(shape.boxes, shape.edges, shape.roots, links=(*shape.links, ("p1n19", "p0n0")))
    places = place(joined)
    assert places["p0n0"][0] == places["p1n0"][0] == 0
