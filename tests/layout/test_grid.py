"""The grid finds what a plain search finds."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.grid import Grid

spans = st.tuples(st.floats(-2000, 2000), st.floats(1, 900))
areas = st.tuples(spans, spans).map(lambda s: (s[0][0], s[1][0], s[0][0] + s[0][1], s[1][0] + s[1][1]))


@given(st.lists(areas, max_size=30), areas)
def test_what_meets_an_area_is_found(boxes: list[tuple[float, float, float, float]], area: tuple[float, ...]) -> None:
    grid = Grid((str(i), box) for i, box in enumerate(boxes))
    left, top, right, bottom = area
    expected = {str(i) for i, b in enumerate(boxes) if b[0] < right and left < b[2] and b[1] < bottom and top < b[3]}
    assert set(grid.meeting((left, top, right, bottom))) == expected


def test_a_box_can_be_moved_and_taken_out() -> None:
    grid = Grid([("a", (0, 0, 10, 10))])
    grid.add("a", (1000, 1000, 1010, 1010))
    assert grid.meeting((0, 0, 20, 20)) == []
    assert grid.area("a") == (1000, 1000, 1010, 1010)
    assert grid.areas() == [(1000, 1000, 1010, 1010)]
    grid.remove("a")
    assert len(grid) == 0
    assert "a" not in grid
    assert grid.meeting((900, 900, 1100, 1100)) == []


def test_touching_edges_do_not_meet() -> None:
    assert Grid([("a", (0, 0, 10, 10))]).meeting((10, 0, 20, 10)) == []


def test_a_far_area_looks_at_filled_strips_only() -> None:
    assert Grid([("a", (0, 0, 10, 10)), ("b", (9_000, 0, 9_300, 10))]).meeting((-1e12, -1e12, 1e12, 1e12)) == ["a", "b"]
