"""What benchmarks of drawings measure with."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


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
