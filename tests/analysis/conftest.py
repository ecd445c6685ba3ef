"""Debates for tests of the analyses: random ones with everything that verdicts depend on."""

import random
from collections.abc import Callable

import pytest

from argmap.model.checks import TARGETS, UNDERCUTTABLE, problems
from argmap.model.debate import Debate
from argmap.model.kinds import Burden, Extent, RelationKind, StatementKind, TargetKind, VersionStatus
from argmap.model.records import Author, Passage, Post, Provision, Relation, Statement, Target, Version

RandomDebate = Callable[[int], Debate]

KINDS = [
    *[RelationKind.OBJECTS] * 6,
    *[RelationKind.UNDERCUTS] * 5,
    *[RelationKind.SUPPORTS] * 4,
    *[RelationKind.RESTS_ON] * 4,
    *[RelationKind.CONCEDES] * 3,
    RelationKind.CONTRADICTS,
    RelationKind.AMENDS,
    RelationKind.ANSWERS,
    RelationKind.ABOUT,
]
STATUSES = [*[VersionStatus.AMENDED] * 3, VersionStatus.ADOPTED, VersionStatus.PROPOSED, VersionStatus.WITHDRAWN]


@pytest.fixture(scope="session")
def random_debate() -> RandomDebate:
    """A function from a seed to a valid debate. Odd seeds may have circles; even ones have none except by contradictions."""
    return _build


def _build(seed: int) -> Debate:
    source = random.Random(seed)  # noqa: S311
    authors = [Author(f"a{i}", f"Author {i}") for i in range(3)]
    posts = [Post("p?", text="words"), *(Post(f"p{a.id}", author=a.id, text="words") for a in authors)]
    provisions = [_provision(source, f"v{i}") for i in range(source.randint(0, 2))]
    statements = [_statement(source, f"s{i}") for i in range(source.randint(1, 12))]
    relations: list[Relation] = []
    for number in range(source.randint(0, 2 * len(statements) + 2)):
        relation = _relation(source, f"r{number}", statements, relations, provisions, circles=seed % 2 == 1)
        if relation is not None:
            relations.append(relation)
    source.shuffle(relations)
    debate = Debate([*authors, *posts, *provisions, *statements, *relations])
    assert list(problems(debate)) == []
    return debate


def _provision(source: random.Random, provision_id: str) -> Provision:
    later = tuple(Version(n + 2, status=source.choice(STATUSES)) for n in range(source.choice([0, 0, 1, 2])))
    return Provision(provision_id, citation=f"§ {provision_id}", versions=(Version(1), *later))


def _statement(source: random.Random, statement_id: str) -> Statement:
    count = source.choice([0, 1, 1, 1, 1, 2])
    posts = source.choices(["pa0", "pa1", "pa2", "p?"], weights=[4, 3, 2, 1], k=count)
    kind = source.choice([StatementKind.CLAIM] * 6 + [StatementKind.QUESTION])
    burden = Burden.MUST_BE_SHOWN if source.random() < 0.25 else Burden.PRESUMED
    passages = tuple(Passage(post, n, n + 2) for n, post in enumerate(posts))
    return Statement(statement_id, kind, f"Gist of {statement_id}", passages, burden=burden)


def _relation(
    source: random.Random,
    relation_id: str,
    statements: list[Statement],
    relations: list[Relation],
    provisions: list[Provision],
    *,
    circles: bool,
) -> Relation | None:
    """A random relation. Without circles, statements only act on what stands before them."""
    kind = source.choice(KINDS)
    acting = source.randrange(len(statements))
    target = _target(source, kind, statements if circles else statements[:acting], relations, provisions)
    if target is None:
        return None
    count = 1 if kind is RelationKind.CONTRADICTS else source.choice([1, 1, 1, 2])
    pool = list(range(len(statements))) if circles else [acting]
    if not circles:
        earliest = _latest(target, {r.id: r for r in relations})
        pool = list(range(earliest + 1, len(statements)))
    if not pool:
        return None
    sources = tuple(f"s{n}" for n in source.sample(pool, min(count, len(pool))))
    versions: tuple[int, ...] = ()
    if target.kind is TargetKind.PROVISION and source.random() < 0.7:
        known = [v.number for p in provisions if p.id == target.id for v in p.versions]
        versions = tuple(sorted(source.sample(known, source.randint(1, len(known)))))
    extent = source.choice([Extent.FULL, Extent.FULL, Extent.PARTIAL, None]) if kind is RelationKind.CONCEDES else None
    return Relation(relation_id, kind, sources, target, versions, extent)


def _target(
    source: random.Random,
    kind: RelationKind,
    statements: list[Statement],
    relations: list[Relation],
    provisions: list[Provision],
) -> Target | None:
    allowed = TARGETS[kind]
    choices = [Target(TargetKind.STATEMENT, s.id) for s in statements if TargetKind.STATEMENT in allowed]
    choices += [Target(TargetKind.PROVISION, p.id) for p in provisions * 3 if TargetKind.PROVISION in allowed]
    if kind is RelationKind.UNDERCUTS:
        choices += [Target(TargetKind.RELATION, r.id) for r in relations if r.kind in UNDERCUTTABLE]
    return source.choice(choices) if choices else None


def _latest(target: Target, relations: dict[str, Relation]) -> int:
    """The number of the last statement that has a part in a target; -1 for a provision."""
    if target.kind is TargetKind.PROVISION:
        return -1
    if target.kind is TargetKind.STATEMENT:
        return int(target.id[1:])
    relation = relations[target.id]
    return max(*(int(s[1:]) for s in relation.sources), _latest(relation.target, relations), -1)
