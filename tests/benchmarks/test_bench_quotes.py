"""How long quotes, parents, copies and sentences take. DESIGN: 10,000 posts in 4 s."""

import random
import resource
import tracemalloc
from collections.abc import Callable
from itertools import accumulate

import pytest

from argmap.analysis import quoting
from argmap.analysis.quotes import Part, PostText, Role, find_quotes, parents_from_quotes
from argmap.analysis.scrapes import merge_scrapes
from argmap.analysis.sentences import _sentences
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis
from argmap.model.records import Author, Block, Post, Source

WORDS = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("n", "rk", "st", "", "ll", "ve")]


def talk(posts: int, seed: int = 7) -> list[PostText]:
    """Posts of 30 to 110 words in two paragraphs, every second with a marked or unmarked quote of an earlier one."""
    chance = random.Random(seed)  # noqa: S311
    made: list[PostText] = []
    own: list[str] = []
    for number in range(posts):
        parts: list[tuple[str, Role]] = []
        if number % 2 and own:
            role = Role.MARKED if number % 4 == 1 else Role.OPEN
            parts.append((own[chance.randrange(max(0, len(own) - 40), len(own))], role))
        for _ in range(2):
            said = " ".join(chance.choices(WORDS, k=chance.randrange(15, 55))).capitalize() + "."
            own.append(said)
            parts.append((said, Role.OPEN))
        text, spans = "", []
        for said, role in parts:
            text += "\n\n" if text else ""
            spans.append(Part(len(text), len(text) + len(said), role))
            text += said
        made.append(PostText(str(number), text, tuple(spans)))
    return made


@pytest.mark.benchmark(group="quotes")
def test_quotes_and_parents_of_10_000_posts(benchmark) -> None:  # type: ignore[no-untyped-def]
    posts = talk(10_000)

    def work() -> int:
        quotes = find_quotes(posts)
        return len(parents_from_quotes([post.id for post in posts], quotes))

    assert benchmark.pedantic(work, rounds=3) > 4_500


def corpus_of(posts: int, seed: int = 11) -> Debate:
    """A debate of a corpus: posts of 10 to 120 words that answer one of the forty before, words as frequent as in a language,
    a quote of the parent in every twentieth."""
    chance = random.Random(seed)  # noqa: S311
    weights = [*accumulate(1 / (rank + 3) for rank in range(20_000))]
    words = [f"{WORDS[n % len(WORDS)]}{WORDS[n // len(WORDS) % len(WORDS)]}{n % 7}" for n in range(20_000)]
    texts: list[list[str]] = []
    made: list[Post] = []
    for number in range(posts):
        parent = number - chance.randrange(1, 40) if number % 20 and number > 40 else None
        said = [" ".join(chance.choices(words, cum_weights=weights, k=chance.randrange(10, 60)))]
        if chance.random() < 0.5:
            said.append(" ".join(chance.choices(words, cum_weights=weights, k=chance.randrange(10, 60))))
        if parent is not None and chance.random() < 0.05:
            said.insert(0, texts[parent][-1])
        texts.append(said)
        text, blocks = "", []
        for words_of in said:
            text += "\n\n" if text else ""
            blocks.append(Block(BlockKind.OWN, len(text), len(text) + len(words_of)))
            text += words_of
        basis = ParentBasis.NONE if parent is None else ParentBasis.NATIVE
        above = None if parent is None else f"p{parent}"
        author = f"a{chance.randrange(posts // 10)}"
        made.append(Post(f"p{number}", "s", None, author, above, basis, None, number, text=text, blocks=tuple(blocks)))
    return Debate([Source("s", "corpus"), *(Author(f"a{n}", f"n{n}") for n in range(posts // 10)), *made])


def peak_of(work: Callable[[], object]) -> float:
    """Megabytes that some work takes beside what is there already."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


@pytest.mark.benchmark(group="quotes")
def test_memory_for_10_000_posts(benchmark) -> None:  # type: ignore[no-untyped-def]
    posts = talk(10_000)
    peak = benchmark.pedantic(lambda: peak_of(lambda: find_quotes(posts)), rounds=1)
    print(f"peak {peak:.0f} MB")
    assert peak < 300


@pytest.mark.benchmark(group="quotes")
def test_edit_for_10_000_posts_of_a_corpus(benchmark) -> None:  # type: ignore[no-untyped-def]
    debate = corpus_of(10_000)
    edit = benchmark.pedantic(lambda: quoting.find(debate), rounds=3)
    assert len(edit.changes) > 500


@pytest.mark.benchmark(group="quotes")
def test_edit_for_100_000_posts_of_a_corpus(benchmark) -> None:  # type: ignore[no-untyped-def]
    debate = corpus_of(100_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    calls = []
    edit = benchmark.pedantic(lambda: quoting.find(debate, progress=lambda done, words: calls.append(done)), rounds=1)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(edit.changes)} changes, {len(calls)} calls of progress, {before:.0f} MB before, at most {after:.0f} MB"
    )
    assert after < 1500


@pytest.mark.benchmark(group="quotes")
def test_two_scrapes_of_1_000_paragraphs(benchmark) -> None:  # type: ignore[no-untyped-def]
    paragraphs = [post.text.split("\n\n")[-1] for post in talk(1_000)]
    passages = [*paragraphs, *(p for n, p in enumerate(paragraphs) if n % 12)]
    merged = benchmark.pedantic(lambda: merge_scrapes(passages), rounds=3)
    assert len(merged.pieces) == len(paragraphs)


@pytest.mark.benchmark(group="quotes")
def test_sentences_of_a_long_post(benchmark) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(post.text for post in talk(50))
    assert len(benchmark(lambda: _sentences.__wrapped__(text))) > 50
