"""How fast a large file opens, and how fast an edit is on the disk."""

import random
import time
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from argmap.model.debate import Debate
from argmap.model.edits import statements
from argmap.model.kinds import BlockKind, ParentBasis, RelationKind, StatementKind, TargetKind
from argmap.model.records import AnyRecord, Author, Block, Info, Passage, Post, Relation, Statement, Target
from argmap.store.debate_file import DebateFile

WORDS = ["the", "threshold", "of", "seventy", "billion", "parameters", "catches", "every", "model", "somebody", "tunes"]


def large(posts: int, tagged: int, seed: int = 1) -> Debate:
    """A thread of posts of some 50 words, a third of them with quotes, and statements each linked to the one before it."""
    dice = random.Random(seed)  # noqa: S311
    records: list[AnyRecord] = [Info(title="Large"), *(Author(f"author-{i}", f"Author {i}") for i in range(500))]
    lengths = []
    for number in range(posts):
        text = " ".join(dice.choices(WORDS, k=dice.randrange(20, 80)))
        length = len(text)
        lengths.append(length)
        blocks: tuple[Block, ...] = (Block(BlockKind.OWN, 0, length),)
        if number % 3 == 0:
            cut = dice.randrange(1, length)
            blocks = (Block(BlockKind.QUOTE, 0, cut, 1), Block(BlockKind.OWN, cut, length))
        parent = f"post-{dice.randrange(number):032}" if number else None
        basis = ParentBasis.NATIVE if parent else ParentBasis.NONE
        when = f"2025-01-01T00:00:{number % 60:02}+00:00"
        records.append(
            Post(
                f"post-{number:032}",
                native_id=f"t1_{number}",
                author=f"author-{number % 500}",
                parent=parent,
                parent_basis=basis,
                position=number,
                posted_at=when,
                text=text,
                score=number % 40,
                blocks=blocks,
            )
        )
    for number in range(tagged):
        post = number * posts // tagged
        end = dice.randrange(1, lengths[post])
        passage = Passage(f"post-{post:032}", dice.randrange(end), end)
        records.append(Statement(f"statement-{number:032}", StatementKind.OBJECTION, f"point {number}", (passage,)))
        if number % 2:
            target = Target(TargetKind.STATEMENT, f"statement-{number - 1:032}")
            records.append(
                Relation(f"relation-{number:032}", RelationKind.OBJECTS, (f"statement-{number:032}",), target)
            )
    return Debate(records)


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.argmap"
    DebateFile.create(path, large(100_000, 50_000)).close()
    return path


def test_open_100k_posts_and_50k_statements(benchmark: BenchmarkFixture, large_file: Path) -> None:
    """At most 1.5 s, verified and all."""
    benchmark.extra_info["bytes"] = large_file.stat().st_size

    def opened() -> DebateFile:
        return DebateFile.open(large_file, read_only=True)

    file = benchmark.pedantic(opened, rounds=5, warmup_rounds=1)
    assert len(file.debate.posts) + len(file.debate.statements) == 150_000


def test_create_100k_posts_and_50k_statements(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    debate = large(100_000, 50_000)
    paths = iter(tmp_path / f"{number}.argmap" for number in range(9))
    benchmark.pedantic(lambda: DebateFile.create(next(paths), debate).close(), rounds=2)


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_append_an_edit(benchmark: BenchmarkFixture, tmp_path: Path, size: int) -> None:
    """A tag in a debate with half as many statements: a few milliseconds; p95 is in extra_info."""
    debate = large(size, size // 2)
    with DebateFile.create(tmp_path / "a.argmap", debate) as file:
        times = []

        def tag() -> None:
            edit = statements.tag(debate, StatementKind.CLAIM, (Passage(f"post-{0:032}", 0, 5),), "a point")
            debate.apply(edit)
            started = time.perf_counter()
            file.append(edit)
            times.append(time.perf_counter() - started)

        benchmark.pedantic(tag, rounds=200, warmup_rounds=5)
        benchmark.extra_info["append p95 ms"] = round(sorted(times)[int(len(times) * 0.95)] * 1000, 2)


def test_undo_and_redo_a_bulk_import(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    from argmap.model.edits import document

    debate = Debate()
    with DebateFile.create(tmp_path / "a.argmap", debate) as file:
        edit = document.add_all(debate, large(10_000, 5_000), "Import")
        file.append(edit, bulk=True)

        def there_and_back() -> None:
            assert file.undo() == edit.inverse()
            assert file.redo() == edit

        benchmark.pedantic(there_and_back, rounds=3)
