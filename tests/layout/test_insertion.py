"""New cards go into free slots near what they answer."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.grid import Grid
from argmap.layout.insertion import insert

BOX = (220.0, 80.0)


def grown(at: tuple[float, float], margin: float) -> tuple[float, float, float, float]:
    return at[0] - margin, at[1] - margin, at[0] + BOX[0] + margin, at[1] + BOX[1] + margin


def test_the_first_answer_goes_beside_the_middle_of_what_it_answers() -> None:
    near = (0.0, 0.0, 200.0, 100.0)
    x, y = insert(BOX, near, Grid([("a", near)]))
    assert x == 288
    assert y == 10


def test_the_second_one_goes_next_to_the_first() -> None:
    near = (0.0, 0.0, 200.0, 100.0)
    grid = Grid([("a", near), ("b", (288, 10, 508, 90))])
    assert insert(BOX, near, grid) == (288, 108)


def test_a_card_that_is_only_just_clear_is_in_the_way() -> None:
    near = (0.0, 0.0, 200.0, 100.0)
    grid = Grid([("a", near), ("b", (288, 100, 508, 200))])  # ten below the best place
    assert insert(BOX, near, grid) == (288, 2)


def test_beside_means_in_the_same_column() -> None:
    near = (300.0, 0.0, 500.0, 100.0)
    assert insert(BOX, near, Grid([("a", near)]), beside=True) == (300, 118)


def test_a_crowded_column_gives_way_to_the_next() -> None:
    near = (0.0, 0.0, 200.0, 100.0)
    column = [(str(i), (288.0, i * 100.0 - 5000, 508.0, i * 100.0 - 4910)) for i in range(100)]
    x, y = insert(BOX, near, Grid([("a", near), *column]))
    assert x > 508
    assert abs(y - 10) < 1


def test_without_anything_near_it_goes_below_all() -> None:
    grid = Grid([("a", (50, 0, 250, 100)), ("b", (300, 0, 500, 400))])
    assert insert(BOX, None, grid) == (50, 436)
    assert insert(BOX, None, Grid()) == (0, 0)


@given(st.randoms(use_true_random=False), st.integers(1, 60), st.booleans())
def test_a_new_card_keeps_its_distance_from_all_others(chance: Random, count: int, beside: bool) -> None:
    grid = Grid()
    for number in range(count):
        near = grid.area(f"n{chance.randrange(number)}") if number else None
        at = insert(BOX, near, grid, beside=beside)
        assert grid.meeting(grown(at, 17.9)) == []
        grid.add(f"n{number}", grown(at, 0))
