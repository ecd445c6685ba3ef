from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.map.grid import Grid
from argmap.picture.drawing import Rect

_places = st.floats(-20_000, 20_000) | st.integers(-8, 8).map(lambda n: n * 256.0)
_rects = st.builds(Rect, _places, _places, st.floats(0, 9_000), st.floats(0, 9_000))
_names = st.sampled_from("abcdefghijkl")
_deeds = st.lists(st.tuples(_names, st.lists(_rects, max_size=3)), max_size=40)


@given(_deeds, _rects)
def test_hits_are_those_of_looking_at_every_rectangle(deeds: list[tuple[str, list[Rect]]], window: Rect) -> None:
    grid, plain = Grid(), dict[str, list[Rect]]()
    for name, rects in deeds:
        if rects:
            grid.put(name, *rects)
            plain[name] = rects
        else:
            grid.remove(name)
            plain.pop(name, None)
    assert grid.hits(window) == {name for name, rects in plain.items() if any(rect.meets(window) for rect in rects)}
    assert len(grid) == len(plain)


def test_a_far_window_looks_at_filled_cells_only() -> None:
    grid = Grid()
    grid.put("a", Rect(0, 0, 10, 10))
    assert grid.hits(Rect(-1e12, -1e12, 2e12, 2e12)) == {"a"}
