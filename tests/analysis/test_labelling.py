"""Grounded labelling: by hand, against exhaustive search, on frameworks with published solutions, and on deep ones."""

import itertools
import json
import random
import re
from pathlib import Path

import pytest

from argmap.analysis.labelling import IN, OUT, UNDECIDED, Framework, grounded


def framework(count: int, attacks: list[tuple[int, int]]) -> Framework:
    made = Framework()
    for _ in range(count):
        made.argument()
    for attacker, target in attacks:
        made.attack(attacker, target)
    return made


def read(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The names and attacks of a framework file: ``p af``, TGF, or APX."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".af":
        head, *lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
        return [str(i + 1) for i in range(int(head[2]))], [(a, b) for a, b in lines]
    if path.suffix == ".tgf":
        nodes, _, edges = text.partition("#")
        return nodes.split(), [(line.split()[0], line.split()[1]) for line in edges.splitlines() if line.strip()]
    names = re.findall(r"\barg\(\s*(.+?)\s*\)", text)
    return names, re.findall(r"\batt\(\s*(.+?)\s*,\s*(.+?)\s*\)", text)


def smallest_complete(count: int, attacks: list[tuple[int, int]]) -> set[int]:
    """The grounded extension by definition: the least of all complete ones, found by looking at every set."""
    complete = []
    for size in range(count + 1):
        for members in itertools.combinations(range(count), size):
            inside = set(members)
            beaten = {b for a, b in attacks if a in inside}
            defended = {i for i in range(count) if all(a in beaten for a, b in attacks if b == i)}
            if inside == defended and not inside & beaten:
                complete.append(inside)
    return min(complete, key=len)


@pytest.mark.parametrize(
    ("count", "attacks", "labels", "ranks"),
    [
        (0, [], [], []),
        (1, [], [IN], [1]),
        (1, [(0, 0)], [UNDECIDED], [0]),
        (3, [(0, 1), (1, 2)], [IN, OUT, IN], [1, 2, 3]),
        (2, [(0, 1), (1, 0)], [UNDECIDED, UNDECIDED], [0, 0]),
        (3, [(0, 1), (1, 2), (0, 1)], [IN, OUT, IN], [1, 2, 3]),  # an attack listed twice
        (3, [(0, 1), (1, 2), (2, 1)], [IN, OUT, IN], [1, 2, 3]),  # a circle broken from outside
        (3, [(0, 1), (1, 1), (1, 2)], [IN, OUT, IN], [1, 2, 3]),
        # 5 is put out both by 0 (rank 1) and by 3 (rank 3): the lower counts; 6 waits for the later of 5 and 4
        (
            7,
            [(0, 1), (1, 3), (0, 5), (3, 5), (3, 4), (5, 6), (4, 6)],
            [IN, OUT, IN, IN, OUT, OUT, IN],
            [1, 2, 1, 3, 4, 2, 5],
        ),
    ],
)
def test_by_hand(count: int, attacks: list[tuple[int, int]], labels: list[int], ranks: list[int]) -> None:
    assert grounded(framework(count, attacks)) == (labels, ranks)


def test_sparing_takes_every_attack_away() -> None:
    made = framework(3, [(0, 1), (0, 1), (2, 1), (1, 0)])
    made.spare(1)
    assert made.attackers == [[1], [], []]
    assert made.attacked == [[], [0], []]


def test_equals_exhaustive_search() -> None:
    source = random.Random(7)  # noqa: S311
    for _ in range(300):
        count = source.randint(1, 8)
        attacks = [(source.randrange(count), source.randrange(count)) for _ in range(source.randint(0, 2 * count))]
        labels, _ = grounded(framework(count, attacks))
        inside = smallest_complete(count, attacks)
        assert {i for i in range(count) if labels[i] == IN} == inside
        assert {i for i in range(count) if labels[i] == OUT} == {b for a, b in attacks if a in inside}


def test_ranks_are_what_they_are_defined_to_be() -> None:
    source = random.Random(8)  # noqa: S311
    for _ in range(300):
        count = source.randint(1, 30)
        attacks = [(source.randrange(count), source.randrange(count)) for _ in range(source.randint(0, 2 * count))]
        made = framework(count, attacks)
        labels, ranks = grounded(made)
        for i in range(count):
            against = made.attackers[i]
            if labels[i] == IN:
                assert ranks[i] == 1 + max((ranks[a] for a in against), default=0)
            elif labels[i] == OUT:
                assert ranks[i] == 1 + min(ranks[a] for a in against if labels[a] == IN)
            else:
                assert ranks[i] == 0


def test_a_chain_of_fifty_thousand() -> None:
    count = 50_000
    labels, ranks = grounded(framework(count, [(i, i + 1) for i in range(count - 1)]))
    assert labels == [IN, OUT] * (count // 2)
    assert ranks == list(range(1, count + 1))


@pytest.mark.corpus
def test_equals_the_published_solutions(corpus: Path) -> None:
    solutions = sorted((corpus / "af").rglob("*.solution.json"))
    assert solutions
    for solution in solutions:
        expected = json.loads(solution.read_text(encoding="utf-8"))
        names, attacks = read(solution.with_name(solution.name.removesuffix(".solution.json")))
        number = {name: i for i, name in enumerate(names)}
        labels, _ = grounded(framework(len(names), [(number[a], number[b]) for a, b in attacks]))
        assert (len(names), len(attacks)) == (expected["n"], expected["attacks"]), solution.name
        assert {n for n in names if labels[number[n]] == IN} == set(expected["grounded_in"]), solution.name
        assert {n for n in names if labels[number[n]] == OUT} == set(expected["grounded_out"]), solution.name


@pytest.mark.corpus
def test_equals_the_small_frameworks_solved_by_exhaustive_search(corpus: Path) -> None:
    cases = json.loads((corpus / "af" / "small_bruteforce_dev.json").read_text(encoding="utf-8"))
    assert cases
    for case in cases:
        labels, _ = grounded(framework(case["n"], [(a, b) for a, b in case["attacks"]]))
        assert [[i for i in range(case["n"]) if labels[i] == IN]] == case["GR"]
