"""What filters, focus and folds leave of a map."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.verdicts import evaluate
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Relation, Statement, Target, View
from argmap.picture.visible import EVERYTHING, FARTHEST, WHOLE, Bridge, Focus, below, branch, visible


def _shown(debate, part):
    """The cards that are neither hidden nor dimmed."""
    return (debate.statements.keys() | debate.provisions.keys()) - part.hidden - part.dimmed


def _left(debate, **filters):
    return _shown(debate, visible(debate, evaluate(debate), View("", **filters)))


def test_nothing_asked_shows_everything(debate) -> None:
    assert visible(debate, evaluate(debate)) == WHOLE


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({"provisions": ("v1",)}, {"v1", "s1", "s2", "s3", "s4"}),
        ({"provisions": ("v2",)}, {"v2", "v3", "s5", "s6", "s7", "s8", "s9"}),
        ({"provisions": ("v3",)}, {"v3"}),
        ({"topics": ("enf",)}, {"s4", "s6", "v1", "v2"}),
        ({"authors": ("cy",)}, {"s6", "s7", "v2"}),
        ({"kinds": (StatementKind.SUPPORT, StatementKind.QUESTION)}, {"s5", "s7", "v2"}),
        ({"verdicts": ("conceded",)}, {"s2", "v1"}),
        ({"topics": ("enf",), "authors": ("bo",)}, {"s4", "v1"}),
        ({"topics": ("enf",), "provisions": ("v2",)}, {"s6", "v2"}),
        ({"topics": ("enf",), "authors": ("ada",)}, set()),
    ],
)
def test_each_filter_lets_through_what_it_names_and_all_must(debate, filters, shown) -> None:
    assert _left(debate, **filters) == shown


def test_a_label_is_a_verdict_to_filter_by(debate) -> None:
    judged = evaluate(debate).statements
    stand = {i for i, verdict in judged.items() if verdict.label == "stands"}
    assert {i for i in _left(debate, verdicts=("stands",)) if i in debate.statements} == stand


def test_days_are_included_at_both_ends_and_what_nobody_said_has_none(debate) -> None:
    at = {"p1": "2024-09-12T10:00", "p2": "2024-09-13T09:00+02:00", "p3": "2024-09-14", "p4": None, "p5": "2024-09-15"}
    dated = Debate([replace(r, posted_at=at[r.id]) if r.id in at else r for r in debate.records()])
    found = {i for i in _left(dated, since="2024-09-13", until="2024-09-14") if i in dated.statements}
    assert found == {"s2", "s4", "s3", "s5"}
    assert {i for i in _left(dated, until="2024-09-12") if i in dated.statements} == {"s1"}


def test_what_is_left_out_is_dimmed_or_hidden_with_its_links(debate) -> None:
    dim = visible(debate, None, View("", topics=("enf",)))
    assert not dim.hidden
    assert {"s8", "r6", "r5"} <= dim.dimmed
    assert "r3" not in dim.dimmed
    hid = visible(debate, None, View("", topics=("enf",), hides=True))
    assert hid.hidden == dim.dimmed
    assert not hid.dimmed


def test_a_spared_card_is_shown_whatever_is_asked(debate) -> None:
    part = visible(debate, None, View("", topics=("enf",), hides=True), spared=("s8",))
    assert "s8" not in part.hidden


@pytest.mark.parametrize(
    ("focus", "shown"),
    [
        (Focus("s6", 1), {"s6", "s5", "s8"}),
        (Focus("s2", 1), {"s2", "s3", "v1"}),
        (Focus("s2", 2), {"s2", "s3", "v1", "s4", "s1"}),
        (Focus("r5", 0), {"s5", "s6"}),
        (Focus("gone", 2), set()),
    ],
)
def test_a_focus_shows_so_many_steps_either_way(debate, focus, shown) -> None:
    assert _shown(debate, visible(debate, None, EVERYTHING, focus)) == shown


def test_a_fold_hides_its_branch_and_counts_it(debate) -> None:
    whole = set(branch(below(debate), "v1"))
    part = visible(debate, None, View("", folded=("v1",)))
    assert whole == {"s1", "s2", "s3", "s4"}
    assert part.hidden >= whole
    assert part.stubs == {"v1": 4}
    assert part.bridges == ()
    assert "v1" not in part.hidden


def test_folds_within_folds_are_counted_on_both(debate) -> None:
    part = visible(debate, None, View("", folded=("s2", "v1")))
    assert part.stubs == {"v1": 4, "s2": 1}


def _chain(*links) -> Debate:
    names = dict.fromkeys(end for pair in links for end in pair)
    made = [Statement(i, StatementKind.CLAIM, i) for i in names]
    made += [
        Relation(f"r{n}", RelationKind.SUPPORTS, (a,), Target(TargetKind.STATEMENT, b))
        for n, (a, b) in enumerate(links)
    ]
    return Debate(made)


def _with_hidden(debate: Debate, hidden) -> Debate:
    return Debate([replace(r, kind=StatementKind.QUESTION) if r.id in hidden else r for r in debate.records()])


HIDING = View("", kinds=(StatementKind.CLAIM,), hides=True)


def test_a_way_through_hidden_cards_is_a_bridge() -> None:
    debate = _with_hidden(_chain(("a", "h"), ("h", "i"), ("i", "b"), ("c", "h"), ("b", "d")), {"h", "i"})
    part = visible(debate, None, HIDING)
    assert set(part.bridges) == {Bridge("a", "b"), Bridge("c", "b")}
    assert part.hidden == {"h", "i", "r0", "r1", "r2", "r3"}


def test_no_bridge_beside_a_link_and_none_in_circles() -> None:
    debate = _with_hidden(_chain(("a", "h"), ("h", "b"), ("a", "b"), ("h", "h2"), ("h2", "h"), ("h", "a")), {"h", "h2"})
    assert visible(debate, None, HIDING).bridges == ()


def test_a_folded_card_speaks_for_what_it_hides() -> None:
    debate = _chain(("child", "top"), ("child", "far"), ("other", "child"), ("other", "top2"))
    part = visible(debate, None, View("", folded=("top",)))
    assert part.stubs["top"] >= 1
    assert Bridge("top", "far") in part.bridges


def test_an_undercut_goes_with_the_link_that_it_hits(debate) -> None:
    part = visible(debate, None, View("", kinds=(StatementKind.OBJECTION,), hides=True))
    assert {"r5", "r6"} <= part.hidden  # s5 is hidden, so is the link that s8 undercuts
    assert not {"s6", "s8"} & part.hidden


@given(st.data())
def test_any_view_of_any_debate(random_debates, data) -> None:
    debate = data.draw(random_debates)
    nodes = sorted(debate.statements.keys() | debate.provisions.keys())
    view = View(
        "",
        kinds=tuple(data.draw(st.sets(st.sampled_from(list(StatementKind)), max_size=2))),
        folded=tuple(data.draw(st.sets(st.sampled_from(nodes), max_size=2))),
        hides=data.draw(st.booleans()),
    )
    focus = data.draw(st.none() | st.builds(Focus, st.sampled_from(nodes), st.integers(1, 3)))
    part = visible(debate, evaluate(debate), view, focus)
    assert not part.hidden & part.dimmed
    shown = set(nodes) - part.hidden
    assert all(bridge.source in shown and bridge.target in shown for bridge in part.bridges)
    for relation in debate.relations.values():
        ends = {*relation.sources, relation.target.id}
        assert (relation.id in part.hidden) or not ends & part.hidden


def test_twenty_thousand_cards_in_a_chain_and_a_comb() -> None:
    count = 10_000
    links = [(f"n{i + 1}", f"n{i}") for i in range(count)] + [(f"leaf{i}", f"n{i}") for i in range(count)]
    debate = _with_hidden(_chain(("n0", "end"), *links), {f"n{i}" for i in range(count)})
    bridges = visible(debate, None, HIDING).bridges
    assert len(bridges) == FARTHEST - 1  # from the leaves that are near enough to the end
    assert {bridge.target for bridge in bridges} == {"end"}
    assert visible(debate, None, View("", folded=("n0",))).stubs == {"n0": 2 * count}
