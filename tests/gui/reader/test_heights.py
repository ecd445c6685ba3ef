from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.reader.heights import Heights

ROWS = st.lists(st.integers(1, 500), min_size=1, max_size=40)


@given(ROWS, st.data())
def test_it_sums_like_a_list(rows, data):
    heights = Heights(rows)
    for _ in range(data.draw(st.integers(0, 6))):
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row] = heights[row] = data.draw(st.integers(1, 500))
    assert [heights.before(n) for n in range(len(rows) + 1)] == [sum(rows[:n]) for n in range(len(rows) + 1)]
    assert heights.total == sum(rows)
    assert [heights[n] for n in range(len(heights))] == rows


@given(ROWS, st.data())
def test_a_place_is_in_the_row_that_covers_it(rows, data):
    heights = Heights(rows)
    y = data.draw(st.integers(0, sum(rows) - 1))
    row, rest = heights.at(y)
    assert heights.before(row) + rest == y
    assert 0 <= rest < rows[row]


def test_places_outside_belong_to_the_ends():
    heights = Heights([10, 20])
    assert heights.at(-5) == (0, 0)
    assert heights.at(100) == (1, 90)
    assert Heights([]).at(3) == (0, 3)
    assert Heights([]).total == 0
