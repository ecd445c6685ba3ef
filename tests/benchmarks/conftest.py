"""What benchmarks of drawings measure with, and what they draw."""

import functools
import importlib.util
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from argmap.model.debate import Debate
from argmap.model.kinds import Comparator, RelationKind, StatementKind, TargetKind
from argmap.model.records import (
    Author,
    Passage,
    Post,
    Provision,
    Relation,
    Statement,
    Target,
    Threshold,
    Topic,
    Version,
)

_WORDS = [
    "plate",
    "courier",
    "night",
    "rider",
    "test",
    "score",
    "safety",
    "county",
    "speed",
    "limit",
    "study",
    "cost",
    "permit",
    "helmet",
    "lane",
    "budget",
    "rule",
]


def _synthetic(count: int) -> Debate:
    """A debate with ``count`` cards, 20 of them provisions: trees of replies to provisions, eleven deep at most, and a tenth
    as many links across."""
    pick = random.Random(7)  # noqa: S311
    records: list[object] = [Author(f"a{i}", f"Author {i}") for i in range(40)]
    records += [Topic(f"t{i}", None, word, "#2b6cb0") for i, word in enumerate(_WORDS)]
    for i in range(20):
        threshold = Threshold("speed", Comparator.MORE_THAN, 25 + i, "km/h")
        records.append(Provision(f"v{i}", None, f"§ {i + 1}", "Plates", i, (Version(1, "Text.", threshold=threshold),)))
    kinds = [StatementKind.OBJECTION, StatementKind.SUPPORT, StatementKind.CLAIM, StatementKind.CONCESSION]
    natural = [RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.OBJECTS, RelationKind.CONCEDES]
    depth: list[int] = []
    for i in range(count - 20):
        text = " ".join(pick.choices(_WORDS, k=pick.randint(5, 16)))
        records.append(Post(f"p{i}", author=f"a{pick.randrange(40)}", position=i, text=text))
        which = pick.choices(range(4), (5, 3, 2, 1))[0]
        topics = tuple(f"t{t}" for t in pick.sample(range(len(_WORDS)), pick.randint(0, 2)))
        records.append(Statement(f"s{i}", kinds[which], text, (Passage(f"p{i}", 0, len(text)),), topics))
        parent = pick.randrange(max(0, i - 300), i) if i else 0
        if i < 60 or pick.random() < 0.03 or depth[parent] > 10:
            depth.append(1)
            target = Target(TargetKind.PROVISION, f"v{pick.randrange(20)}")
        else:
            depth.append(depth[parent] + 1)
            target = Target(TargetKind.STATEMENT, f"s{parent}")
        records.append(Relation(f"r{i}", natural[which], (f"s{i}",), target))
        if i > 200 and pick.random() < 0.1:
            other = Target(TargetKind.STATEMENT, f"s{pick.randrange(i - 200, i)}")
            records.append(Relation(f"x{i}", RelationKind.ANSWERS, (f"s{i}",), other))
    return Debate(records)


@pytest.fixture(scope="session")
def synthetic() -> Callable[[int], Debate]:
    """Makes debates with so many cards, the same ones every time."""
    return functools.cache(_synthetic)


@pytest.fixture(scope="session")
def metrics() -> ModuleType:
    """The checker of drawings, which shares no code with what makes them."""
    path = Path(__file__).parents[1] / "layout" / "metrics.py"
    spec = importlib.util.spec_from_file_location("metrics", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
