"""Reading a file of 100,000 posts again."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.analysis.reimport import merge
from argmap.model.debate import Debate
from argmap.model.ids import new_id
from argmap.model.kinds import ParentBasis
from argmap.model.records import AnyRecord, Author, Post, Source

POSTS = 100_000
MOST_SECONDS = 3.0


def thread(more: int, *, ids: bool) -> Debate:
    source = Source(new_id(), "a.json", "some", sha256=str(more))
    authors = [Author(new_id(), f"A{n}") for n in range(500)]
    records: list[AnyRecord] = [source, *authors]
    own = [new_id() for _ in range(POSTS + more)]
    for n, post in enumerate(own):
        records.append(
            Post(
                post,
                source.id,
                f"t{n}" if ids else None,
                authors[n % 500].id,
                own[n // 3] if n else None,
                ParentBasis.NATIVE if n else ParentBasis.NONE,
                position=n,
                text=f"Words of post number {n}, and a few more of them.",
            )
        )
    return Debate(records)


@pytest.mark.parametrize("ids", [True, False])
def test_a_newer_export_of_a_large_thread(benchmark: BenchmarkFixture, ids: bool) -> None:
    debate, newer = thread(0, ids=ids), thread(100, ids=ids)
    merged = benchmark.pedantic(merge, (debate, newer, "Import"), rounds=3)
    assert sum(isinstance(c.after, Post) for c in merged.edit.changes) == 100
    assert benchmark.stats.stats.min < MOST_SECONDS
