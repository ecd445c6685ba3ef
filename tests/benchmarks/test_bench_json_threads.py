"""How long large exports in JSON take: to read a corpus of 100,000 posts, and replies nested 50,000 deep."""

import json
from random import Random

from pytest_benchmark.fixture import BenchmarkFixture

from argmap.formats.threads import convokit, json_values

WORDS = ["harbour", "ferry", "council", "permit", "winter", "boats", "inspect", "never", "always", "costs", "nobody"]


def test_reading_a_corpus(benchmark: BenchmarkFixture) -> None:
    chance = Random(1)  # noqa: S311
    rows = []
    for number in range(100_000):
        first = number - number % 50
        said = " ".join(chance.choices(WORDS, k=60)) + ("\n\nNo." if number % 3 == 0 else "")
        told = {"id": f"c{number}", "conversation_id": f"c{first}", "text": said, "speaker": f"u{number % 5_000}"}
        answers = None if number == first else f"c{chance.randrange(first, number)}"
        rows.append(json.dumps({**told, "reply-to": answers, "timestamp": 1_500_000_000 + number, "meta": {}}))
    data = "\n".join(rows).encode()
    debate = benchmark.pedantic(convokit.read, (data, "utterances.jsonl"), rounds=2)
    assert len(debate.posts) == 100_000


def test_parsing_deep_json(benchmark: BenchmarkFixture) -> None:
    depth = 50_000
    row = b'{"kind":"t1","data":{"id":"abc","body":"Some words of a post.","replies":{"data":{"children":['
    benchmark.pedantic(json_values.load, (row * depth + b"]}}}}" * depth, "x.json"), rounds=2)
