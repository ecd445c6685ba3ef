"""How long quotes, parents, copies and sentences take. DESIGN: 10,000 posts in 4 s."""

import random

import pytest

from argmap.analysis.quotes import Part, PostText, Role, find_quotes, parents_from_quotes
from argmap.analysis.scrapes import merge_scrapes
from argmap.analysis.sentences import _sentences

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
