"""Two sequences in step with each other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.alignment import align, longest_increasing


def test_a_gap_too_large_for_difflib_is_anchored() -> None:
    a = list(range(1, 3001))
    b = [*range(1, 1000), *range(9000, 9600), *range(1200, 3001)]
    assert align(a, b) == [(0, 0, 999), (1199, 1599, 1801)]


def test_repeated_runs_align_with_their_first_place() -> None:
    a = list(range(1, 500)) * 2
    b = list(range(1, 500))
    assert align(a, b) == [(0, 0, 499)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 6), max_size=60), st.lists(st.integers(1, 6), max_size=60))
def test_matches_are_equal_ordered_and_apart(a: list[int], b: list[int]) -> None:
    end_a = end_b = 0
    for x, y, size in align(a, b):
        assert a[x : x + size] == b[y : y + size]
        assert x >= end_a
        assert y >= end_b
        end_a, end_b = x + size, y + size


@given(st.lists(st.integers(0, 20), max_size=40))
def test_the_longest_increasing_chain_increases_and_cannot_be_longer(values: list[int]) -> None:
    chain = longest_increasing(values)
    assert chain == sorted(set(chain))
    assert [values[i] for i in chain] == sorted({values[i] for i in chain})
    best = [0] * (len(values) + 1)
    for n, value in enumerate(values):
        best[n] = 1 + max((best[m] for m in range(n) if values[m] < value), default=0)
    assert len(chain) == max(best, default=0)
