"""Verdicts and reasons on maps of 1,000 to 50,000 statements, and the labelling alone beside networkx reading the same
framework."""

import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.analysis.flattening import WhatIf, flatten
from argmap.analysis.labelling import Framework, grounded
from argmap.analysis.matrix import matrix
from argmap.analysis.reasons import explain
from argmap.analysis.verdicts import Label, Verdicts, evaluate
from argmap.model.debate import Debate
from argmap.model.kinds import Burden, RelationKind, StatementKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Target, Topic

KINDS = [
    *[RelationKind.OBJECTS] * 4,
    *[RelationKind.SUPPORTS] * 3,
    *[RelationKind.UNDERCUTS] * 2,
    RelationKind.RESTS_ON,
]


def a_map(count: int) -> Debate:
    """Statements, half of them about ten provisions, and 1.6 relations a statement with undercuts and linked premises."""
    pick = random.Random(5)  # noqa: S311
    records: list[Topic | Provision | Statement | Relation] = [Topic(f"t{i}", None, f"topic {i}") for i in range(8)]
    records += [Provision(f"v{i}", None, f"§ {i}", position=i) for i in range(10)]
    for i in range(count):
        burden = Burden.MUST_BE_SHOWN if pick.random() < 0.1 else Burden.PRESUMED
        records.append(
            Statement(f"s{i}", StatementKind.OBJECTION, f"What number {i} says", (), (f"t{i % 8}",), burden=burden)
        )
    undercuttable: list[str] = []
    for i in range(count * 8 // 5):
        kind = pick.choice(KINDS) if undercuttable else RelationKind.OBJECTS
        sources = tuple(dict.fromkeys(f"s{pick.randrange(count)}" for _ in range(pick.choice([1, 1, 1, 2]))))
        if kind is RelationKind.UNDERCUTS:
            target = Target(TargetKind.RELATION, pick.choice(undercuttable))
        elif pick.random() < 0.3:
            target = Target(TargetKind.PROVISION, f"v{pick.randrange(10)}")
        else:
            target = Target(TargetKind.STATEMENT, f"s{pick.randrange(count)}")
        records.append(Relation(f"r{i}", kind, sources, target))
        undercuttable.append(f"r{i}")
    return Debate(records)


@pytest.mark.parametrize("count", [100, 1_000, 10_000, 50_000])
def test_verdicts(benchmark: BenchmarkFixture, count: int) -> None:
    debate = a_map(count)
    verdicts = benchmark.pedantic(evaluate, args=(debate,), rounds=9, warmup_rounds=1)
    assert {v.label for v in verdicts.statements.values()} >= {Label.STANDS, Label.FALLS}


def test_verdicts_on_1000_with_the_reasons_for_one(benchmark: BenchmarkFixture) -> None:
    """What an edit costs while a record is selected."""
    debate = a_map(1_000)

    def judge() -> Verdicts:
        verdicts = evaluate(debate)
        assert explain(debate, verdicts, "v0")
        return verdicts

    benchmark.pedantic(judge, rounds=15, warmup_rounds=1)


def test_reasons_for_all_of_1000(benchmark: BenchmarkFixture) -> None:
    debate = a_map(1_000)
    verdicts = evaluate(debate)
    told = benchmark.pedantic(
        lambda: [explain(debate, verdicts, i) for i in debate.statements], rounds=9, warmup_rounds=1
    )
    assert all(told)


def test_matrix_of_1000(benchmark: BenchmarkFixture) -> None:
    debate = a_map(1_000)
    verdicts = evaluate(debate)
    table = benchmark.pedantic(matrix, args=(debate, verdicts), rounds=9, warmup_rounds=1)
    assert len(table.rows) == 10


@pytest.mark.parametrize("graph", ["lists", "networkx"])
def test_labelling_of_20000_beside_networkx(benchmark: BenchmarkFixture, graph: str) -> None:
    """The same framework labelled on lists of numbers, and built as a networkx graph and labelled there."""
    framework = flatten(a_map(20_000), WhatIf()).framework
    attacks = [(a, t) for a, targets in enumerate(framework.attacked) for t in targets]

    def on_networkx() -> list[int]:
        import networkx as nx

        made: nx.DiGraph[int] = nx.DiGraph()
        made.add_nodes_from(range(len(framework.attackers)))
        made.add_edges_from(attacks)
        return grounded(Framework([list(made.predecessors(n)) for n in made], [list(made[n]) for n in made]))[0]

    label = on_networkx if graph == "networkx" else lambda: grounded(framework)[0]
    labels = benchmark.pedantic(label, rounds=5, warmup_rounds=1)
    assert labels == grounded(framework)[0]
