"""Parts of a debate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.picture.excerpt import around, excerpt, under


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (0, {"s5"}),
        (1, {"s5", "s9", "v2", "s6", "s7", "s8"}),  # s8 undercuts the arrow from s6 to s5
        (2, {"s5", "s9", "v2", "s6", "s7", "s8"}),
    ],
)
def test_what_is_near_a_card(debate: Debate, depth: int, expected: set[str]) -> None:
    assert around(debate, "s5", depth) == expected


def test_amendments_are_links_too(debate: Debate) -> None:
    assert around(debate, "s3", 1) == {"s3", "s2", "v1"}


def test_what_hangs_on_a_provision(debate: Debate) -> None:
    assert under(debate, "v1") == {"v1", "s1", "s2", "s3", "s4"}
    assert under(debate, "v2") == {"v2", "s5", "s6", "s7", "s8", "s9"}
    assert under(debate, "v3") == {"v3"}


def test_an_excerpt_keeps_what_it_is_told_to(debate: Debate) -> None:
    part = excerpt(debate, {"v1", "s2", "s4"})
    assert set(part.statements) == {"s2", "s4"}
    assert set(part.relations) == {"r1", "r3"}
    assert part.provisions["v1"].current.because_of is None
    assert part.title == debate.title
    assert not part.positions


def test_linked_premises_keep_those_that_are_there(debate: Debate) -> None:
    part = excerpt(debate, {"v2", "s5"})
    assert part.relations["r4"].sources == ("s5",)


@given(st.data())
def test_any_excerpt_is_a_valid_debate(random_debates: st.SearchStrategy[Debate], data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    nodes = sorted([*debate.statements, *debate.provisions])
    focus = data.draw(st.sampled_from(nodes))
    for keep in (around(debate, focus, data.draw(st.integers(0, 3))), under(debate, focus)):
        assert focus in keep
        assert list(problems(excerpt(debate, keep))) == []
