"""Forests to lay out, and what measures a drawing."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from argmap.layout.shape import Shape


@pytest.fixture(scope="session")
def metrics() -> ModuleType:
    """The checker of drawings, which shares no code with what makes them."""
    spec = importlib.util.spec_from_file_location("metrics", Path(__file__).with_name("metrics.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def a_shape() -> Callable[[Random, int], Shape]:
    """Makes random shapes: trees, links across, circles, undercuts, a few boxes that hang on nothing."""

    def made(chance: Random, count: int) -> Shape:
        boxes = {f"n{i}": (chance.choice([200.0, 230.0, 260.0]), float(chance.randint(40, 300))) for i in range(count)}
        names = list(boxes)
        edges, roots, loose = [], [], []
        beside: dict[str, str] = {}
        above: dict[str, str] = {}
        for i, name in enumerate(names):
            pick = chance.random()
            if i == 0 or pick < 0.08:
                roots.append(name)
            elif pick < 0.12:
                loose.append(name)
            else:
                parent = chance.choice([n for n in names[max(0, i - 40) : i] if n not in loose] or roots)
                edges.append((parent, name))
                siblings = [n for n, p in above.items() if p == parent]
                above[name] = parent
                if siblings and chance.random() < 0.1:
                    beside[name] = siblings[-1]
        linked = [name for name in names if name not in loose]
        across = [(chance.choice(linked), chance.choice(linked)) for _ in range(count // 6)]
        circles = [(child, parent) for parent, child in edges if chance.random() < 0.03]
        links = [*((child, beside.get(child, parent)) for parent, child in edges), *across]
        indents = {root: 22.0 for root in roots if chance.random() < 0.2}
        return Shape(boxes, (*edges, *circles), tuple(roots), indents, beside, tuple(loose), tuple(links))

    return made
