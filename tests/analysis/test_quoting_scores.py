"""What is found in real threads whose marks were taken away, with floors far below what was measured."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.corpus

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "score_quotes.py"
FLOORS = {
    "mbox": (0.90, 0.75, 0.80),
    "maildir_lkml": (0.85, 0.40, 0.80),
    "discourse_rendered_md": (0.90, 0.65, 0.0),
    "convokit": (0.85, 0.40, 0.85),
    "reddit_json": (0.85, 0.20, 0.85),
}
"""Precision and recall of quotes, and precision of parents, by folder."""


@pytest.mark.parametrize("folder", FLOORS)
def test_quotes_and_parents_of_real_threads(corpus: Path, folder: str) -> None:
    path = corpus / "threads" / folder
    if not path.is_dir():
        pytest.skip(f"no {folder} below {corpus}")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(path), "--json"], capture_output=True, text=True, check=True, timeout=120
    )
    (rates,) = (score for name, score in json.loads(done.stdout).items() if name.startswith(folder))
    precision, recall, parents = FLOORS[folder]
    assert rates["precision"] >= precision
    assert rates["recall"] >= recall
    assert (rates["parent_precision"] or 1.0) >= parents
