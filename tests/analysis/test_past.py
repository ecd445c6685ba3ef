"""A debate as it stood before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.past import Moment, as_of, days, posts
from argmap.analysis.verdicts import evaluate
from argmap.model.checks import problems
from argmap.model.debate import Debate

TIMES = {
    "p1": "2024-09-12T10:00",
    "p2": "2024-09-13T09:00+02:00",
    "p3": "2024-09-14",
    "p4": None,
    "p5": "2024-09-15T08:00Z",
}


@pytest.fixture
def dated(debate) -> Debate:
    return Debate([replace(r, posted_at=TIMES[r.id]) if r.id in TIMES else r for r in debate.records()])


@pytest.mark.parametrize(
    ("moment", "statements"),
    [
        (Moment("2024-09-11"), set()),
        (Moment("2024-09-12"), {"s1"}),
        (Moment("2024-09-13"), {"s1", "s2", "s4"}),
        (Moment("2024-09-14"), {"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s9"}),
        (Moment("2024-09-30"), {f"s{i}" for i in range(1, 10)}),
        (Moment(post="p2"), {"s1", "s2", "s4"}),
        (Moment(post="p3"), {"s1", "s2", "s3", "s4", "s5", "s9"}),
        (Moment(post="p5"), {f"s{i}" for i in range(1, 10)}),
    ],
)
def test_what_had_been_said(dated, moment, statements) -> None:
    past = as_of(dated, moment)
    assert past.statements.keys() == statements
    assert list(problems(past)) == []
    assert set(evaluate(past).statements) == statements


def test_a_version_is_there_once_its_cause_is(dated) -> None:
    assert len(as_of(dated, Moment("2024-09-13")).provisions["v1"].versions) == 1
    assert len(as_of(dated, Moment("2024-09-14")).provisions["v1"].versions) == 2
    assert as_of(dated, Moment("2024-09-13")).relations["r3"].versions == (1,)


def test_a_provision_proposed_later_is_not_there_and_those_below_it_stand_alone(dated) -> None:
    v2 = dated.provisions["v2"]
    late = replace(v2, versions=(replace(v2.versions[0], at="2024-09-14"),))
    changed = Debate([late if r.id == "v2" else r for r in dated.records()])
    past = as_of(changed, Moment("2024-09-13"))
    assert past.provisions.keys() == {"v1", "v3"}
    assert past.provisions["v3"].parent is None
    assert list(problems(past)) == []


def test_verdicts_are_those_of_the_day(dated) -> None:
    assert evaluate(dated).statements["s2"].label == "falls" or "conceded" in evaluate(dated).statements["s2"].flags
    then = evaluate(as_of(dated, Moment("2024-09-13"))).statements["s2"]
    assert then.label == "stands"
    assert "unanswered" in then.flags


def test_the_days_on_which_something_happened(dated) -> None:
    assert days(dated) == ["2024-09-12", "2024-09-13", "2024-09-14", "2024-09-15"]


def test_the_debate_itself_is_left_alone(dated) -> None:
    before = list(dated.records())
    as_of(dated, Moment("2024-09-12"))
    assert list(dated.records()) == before


@given(st.data())
def test_any_debate_at_any_post_is_valid(random_debates, data) -> None:
    debate = data.draw(random_debates)
    past = as_of(debate, Moment(post=data.draw(st.sampled_from(sorted(debate.posts)))))
    assert list(problems(past)) == []
    evaluate(past)


def test_posts_come_in_the_order_in_which_they_were_made(dated: Debate) -> None:
    order = posts(dated)
    assert set(order) == {p.post for s in dated.statements.values() for p in s.passages}
    times = [at for post in order if (at := dated.posts[post].posted_at)]
    assert times == sorted(times)
    there: set[str] = set()
    for post in order:
        now = set(as_of(dated, Moment(post=post)).statements)
        assert there <= now
        there = now
    assert there == set(dated.statements)
