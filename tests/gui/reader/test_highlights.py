from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.reader.highlights import LANES, at, highlights, in_lanes, within
from argmap.model.kinds import StatementKind
from argmap.model.records import Passage, Statement


def marks(*spans: tuple[int, int]):
    statements = [Statement(f"s{n}", StatementKind.CLAIM, "", (Passage("p", *s),)) for n, s in enumerate(spans)]
    return in_lanes("p", statements)


def test_passages_that_do_not_meet_share_the_first_lane():
    assert [mark.lane for mark in marks((0, 5), (5, 9), (12, 20))] == [0, 0, 0]


def test_nested_and_crossing_passages_are_underlined_side_by_side():
    assert [(m.start, m.lane) for m in marks((0, 20), (5, 10), (8, 30), (25, 28))] == [(0, 0), (5, 1), (8, 2), (25, 0)]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=12))
def test_two_in_one_lane_meet_only_in_the_last(spans):
    found = marks(*((start, start + length) for start, length in spans))
    assert len(found) == len(spans)
    for one, other in itertools.combinations(found, 2):
        if one.lane == other.lane < LANES - 1:
            assert one.end <= other.start or other.end <= one.start


def test_only_passages_of_the_post(debate):
    assert [(m.statement, m.kind) for m in highlights(debate, "p2")] == [("s2", "objection"), ("s4", "objection")]
    assert highlights(debate, "p1")[0].end == 36


def test_the_shortest_over_a_character_comes_first():
    assert [m.statement for m in at(marks((0, 20), (5, 10)), 6)] == ["s1", "s0"]
    assert at(marks((0, 20)), 20) == []


def test_the_best_fit_of_a_span_comes_first():
    found = marks((0, 50), (10, 20), (12, 30))
    assert [m.statement for m in within(found, 10, 20)] == ["s1", "s2", "s0"]
    assert within(found, 60, 70) == []
