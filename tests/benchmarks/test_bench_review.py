"""How long the import review takes for 20,000 inferred quotes: the list in under 0.1 s; for 20,000 names, in a job."""

import random

import pytest

from argmap.analysis.inferred import counts, inferred
from argmap.analysis.lookalikes import lookalikes
from argmap.gui.review.review_model import ReviewModel
from argmap.model.debate import Debate
from argmap.model.edits import quotes
from argmap.model.kinds import QuoteBasis
from argmap.model.records import Post, Quote

TEXT = "Some words that others repeat in their own posts."


@pytest.fixture(scope="module")
def imported() -> Debate:
    posts = [Post(f"p{n}", text=TEXT, position=n) for n in range(20_001)]
    found = [
        Quote(f"q{n}", f"p{n + 1}", 0, 20, f"p{n}", 0, 20, QuoteBasis.FUZZY, (n * 7919 % 1000) / 1000)
        for n in range(20_000)
    ]
    return Debate([*posts, *found])


@pytest.mark.benchmark(group="review")
def test_list_of_20_000_items(benchmark, imported: Debate) -> None:  # type: ignore[no-untyped-def]
    assert len(benchmark(inferred, imported)) == 20_000


@pytest.mark.benchmark(group="review")
def test_counts(benchmark, imported: Debate) -> None:  # type: ignore[no-untyped-def]
    assert benchmark(counts, imported).quotes == 20_000


@pytest.mark.benchmark(group="review")
def test_one_decision_among_20_000(benchmark, imported: Debate) -> None:  # type: ignore[no-untyped-def]
    debate = imported.snapshot()
    model = ReviewModel()
    model.show_debate(debate)

    def decide() -> None:
        edit = quotes.accept(debate, model.shown[0].record)
        debate.apply(edit)
        model.edited(edit)

    benchmark(decide)
    assert model.rowCount() < 20_000


@pytest.mark.benchmark(group="review")
def test_names_of_20_000_authors(benchmark) -> None:  # type: ignore[no-untyped-def]
    chance = random.Random(1)  # noqa: S311
    given = ["Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal"]
    names = {str(n): f"{chance.choice(given)} {chance.choice(given)}son{n % 5000}" for n in range(20_000)}
    assert benchmark.pedantic(lookalikes, args=(names,), rounds=2)
