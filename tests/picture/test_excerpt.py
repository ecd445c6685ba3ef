"""Parts of a debate."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, TargetKind
from argmap.model.records import Relation, Target
from argmap.picture.excerpt import excerpt


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


def test_undercuts_that_hit_each_other_in_a_circle_stay(debate: Debate) -> None:
    circle = [
        Relation(f"u{i}", RelationKind.UNDERCUTS, (source,), Target(TargetKind.RELATION, f"u{1 - i}"))
        for i, source in enumerate(("s2", "s4"))
    ]
    onto = Relation("u2", RelationKind.UNDERCUTS, ("s2",), Target(TargetKind.RELATION, "r4"))
    whole = Debate([*debate.records(), *circle, onto])
    assert set(excerpt(whole, {"v1", "s2", "s4"}).relations) == {"r1", "r3", "u0", "u1"}


@given(st.data())
def test_any_excerpt_is_a_valid_debate(random_debates: st.SearchStrategy[Debate], data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    nodes = sorted([*debate.statements, *debate.provisions])
    keep = data.draw(st.sets(st.sampled_from(nodes)))
    part = excerpt(debate, keep)
    assert {*part.statements, *part.provisions} == keep
    assert list(problems(part)) == []
