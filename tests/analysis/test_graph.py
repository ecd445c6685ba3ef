"""The map as a graph: neighbourhoods, and what hangs on a provision."""

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.graph import below_provision, neighbourhood
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.queries import amendments
from argmap.model.records import Provision, Relation, Statement, Target


@pytest.mark.parametrize(
    ("start", "depth", "expected"),
    [
        ("s4", 0, "s4"),
        ("s4", 1, "s4 v1 r3"),
        ("s4", 2, "s4 v1 s2 s1 s3 r1 r2 r3 r8"),  # s3 by the version that it brought about
        ("s9", 1, "s9 s5 v2 r4 r9"),
        ("s8", 1, "s8 s5 s6 r5 r6 r10"),  # an undercut brings the whole arrow that it hits
        ("s5", 1, "s5 s6 s7 s8 s9 v2 r4 r5 r6 r7 r9 r10 r11"),  # and an arrow what undercuts it
        ("r5", 0, "s5 s6 s8 r5 r6 r10"),
        ("v3", 5, "v3"),
        ("nothing", 1, ""),
    ],
)
def test_what_is_near(debate: Debate, start: str, depth: int, expected: str) -> None:
    assert neighbourhood(debate, start, depth) == set(expected.split())


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("v1", "v1 s1 s2 s3 s4 r1 r2 r3 r8"),
        ("v2", "v2 v3 s5 s6 s7 s8 s9 r4 r5 r6 r7 r9 r10 r11"),
        ("v3", "v3"),
        ("s1", ""),
    ],
)
def test_what_hangs_on_a_provision(debate: Debate, provision: str, expected: str) -> None:
    assert below_provision(debate, provision) == set(expected.split())


def test_both_ends_of_a_contradiction_hang_where_one_does() -> None:
    for source, target in (("a", "b"), ("b", "a")):
        links = [
            Relation("r1", RelationKind.OBJECTS, ("a",), Target(TargetKind.PROVISION, "v")),
            Relation("r2", RelationKind.CONTRADICTS, (source,), Target(TargetKind.STATEMENT, target)),
        ]
        debate = Debate([Provision("v"), *(Statement(i, StatementKind.CLAIM) for i in "ab"), *links])
        assert below_provision(debate, "v") == {"v", "a", "b", "r1", "r2"}


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), depth=st.integers(0, 4))
def test_neighbourhoods_are_whole_and_grow(random_debate: Callable[[int], Debate], seed: int, depth: int) -> None:
    debate = random_debate(seed)
    for record_id in [*debate.statements, *debate.provisions, *debate.relations]:
        near = neighbourhood(debate, record_id, depth)
        assert record_id in near
        assert near <= neighbourhood(debate, record_id, depth + 1)
        for relation in debate.relations.values():
            if relation.id in near:
                assert {*relation.sources, relation.target.id} <= near
    made = nx.Graph()
    made.add_nodes_from((*debate.statements, *debate.provisions))
    made.add_edges_from((r.id, end) for r in debate.relations.values() for end in (*r.sources, r.target.id))
    made.add_edges_from((statement, provision.id) for statement, provision, _ in amendments(debate))
    for statement_id in debate.statements:
        assert neighbourhood(debate, statement_id, 99) == nx.node_connected_component(made, statement_id)


def test_fifty_thousand_links_deep() -> None:
    count = 50_000
    chain = [
        Relation(f"r{n}", RelationKind.SUPPORTS, (f"s{n + 1}",), Target(TargetKind.STATEMENT, f"s{n}"))
        for n in range(count)
    ]
    debate = Debate([*(Statement(f"s{n}", StatementKind.CLAIM) for n in range(count + 1)), *chain])
    assert len(neighbourhood(debate, "s0", count)) == 2 * count + 1
