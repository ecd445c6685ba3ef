"""What all tests share: a display that is not there, a small debate, and the folder of real debates where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

from argmap.model.checks import problem
from argmap.model.debate import Debate
from argmap.model.kinds import (
    BlockKind,
    Comparator,
    Extent,
    FindingLevel,
    ParentBasis,
    QuoteBasis,
    RelationKind,
    SpanRole,
    StatementKind,
    TargetKind,
    VersionStatus,
)
from argmap.model.records import (
    AnyRecord,
    Author,
    Block,
    Finding,
    Info,
    Passage,
    Position,
    Post,
    Provision,
    Quote,
    Relation,
    Source,
    SourceSpan,
    Statement,
    Target,
    Threshold,
    Topic,
    Version,
    View,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


settings.register_profile("argmap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")  # a busy machine is no failure; what takes long is for the benchmarks to tell


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> Iterator[QApplication]:
    """One application with widgets for the whole run: pictures made first would start one without."""
    yield qapp
    QApplication.clipboard().clear()  # what Python put there must not outlive it


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real debates: ARGMAP_CORPUS, or shared/data beside the checkout."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("ARGMAP_CORPUS", beside))
    if not folder.is_dir():
        pytest.skip(f"no real debates at {folder}; set ARGMAP_CORPUS to a folder of them")
    return folder


def _post(post_id: str, author: str, text: str, parent: str | None = None, position: int = 0) -> Post:
    basis = ParentBasis.NATIVE if parent else ParentBasis.NONE
    block = Block(BlockKind.OWN, 0, len(text))
    return Post(
        post_id, author=author, parent=parent, parent_basis=basis, position=position, text=text, blocks=(block,)
    )


def _said(post: Post, words: str) -> tuple[Passage, ...]:
    start = post.text.index(words)
    return (Passage(post.id, start, start + len(words)),)


@pytest.fixture
def debate() -> Debate:
    """A small finished debate about a cycling rule, with every kind of relation."""
    p1 = _post("p1", "ada", "Bicycles above 25 km/h need a plate. Riders must pass a test of at least 80 %.")
    p2 = _post("p2", "bo", "Every courier bike is faster than that 🚲. Nobody can check a plate at night.", "p1")
    p3 = _post("p3", "ada", "Fair, the speed line goes to 45 km/h. A test is still what keeps people safe.", "p2")
    p4 = _post("p4", "cy", "No study shows that tests help. Who would run them?", "p3")
    p5 = _post("p5", "bo", "The study of 2019 covers cars only, so it says nothing here.", "p4", 1)
    speed = Threshold("speed", Comparator.MORE_THAN, 25, "km/h")
    versions = (
        Version(1, "Above 25 km/h a plate is needed.", threshold=speed),
        Version(
            2,
            "Above 45 km/h a plate is needed.",
            VersionStatus.AMENDED,
            because_of="s3",
            threshold=Threshold("speed", Comparator.MORE_THAN, 45, "km/h"),
        ),
    )
    test = Version(1, "A test is needed.", threshold=Threshold("test score", Comparator.AT_LEAST, 80, "%"))
    statements = [
        Statement("s1", StatementKind.CLAIM, "Fast bicycles need a plate", _said(p1, p1.text[:36])),
        Statement("s2", StatementKind.OBJECTION, "Every courier bike is faster", _said(p2, p2.text[:41]), ("scope",)),
        Statement("s3", StatementKind.CONCESSION, "The speed line moves", _said(p3, p3.text[:37])),
        Statement("s4", StatementKind.OBJECTION, "Plates cannot be read at night", _said(p2, p2.text[42:]), ("enf",)),
        Statement("s5", StatementKind.SUPPORT, "Tests keep people safe", _said(p3, p3.text[38:])),
        Statement("s6", StatementKind.OBJECTION, "No study shows that tests help", _said(p4, p4.text[:31]), ("enf",)),
        Statement("s7", StatementKind.QUESTION, "Who would run the tests?", _said(p4, p4.text[32:])),
        Statement("s8", StatementKind.OBJECTION, "The study covers cars only", _said(p5, p5.text)),
        Statement("s9", StatementKind.CLAIM, "Tests measure what matters"),
    ]

    def on(kind: TargetKind, target: str) -> Target:
        return Target(kind, target)

    relations = [
        Relation("r1", RelationKind.OBJECTS, ("s2",), on(TargetKind.PROVISION, "v1"), (1,)),
        Relation("r2", RelationKind.CONCEDES, ("s3",), on(TargetKind.STATEMENT, "s2"), extent=Extent.FULL),
        Relation("r3", RelationKind.OBJECTS, ("s4",), on(TargetKind.PROVISION, "v1"), (1, 2)),
        Relation("r4", RelationKind.SUPPORTS, ("s5", "s9"), on(TargetKind.PROVISION, "v2"), (1,)),
        Relation("r5", RelationKind.OBJECTS, ("s6",), on(TargetKind.STATEMENT, "s5")),
        Relation("r6", RelationKind.UNDERCUTS, ("s8",), on(TargetKind.RELATION, "r5")),
        Relation("r7", RelationKind.ABOUT, ("s7",), on(TargetKind.PROVISION, "v2"), (1,)),
        Relation("r8", RelationKind.ABOUT, ("s1",), on(TargetKind.PROVISION, "v1"), (1,)),
        Relation("r9", RelationKind.RESTS_ON, ("s9",), on(TargetKind.STATEMENT, "s5")),
        Relation("r10", RelationKind.CONTRADICTS, ("s8",), on(TargetKind.STATEMENT, "s6")),
        Relation("r11", RelationKind.ANSWERS, ("s5",), on(TargetKind.STATEMENT, "s7")),
    ]
    return Debate(
        [
            Info(title="Fast bicycles"),
            *(Author(i, n) for i, n in (("ada", "Ada Brook"), ("bo", "Bo Lind"), ("cy", "Cy Marsh"))),
            *(p1, p2, p3, p4, p5),
            Quote("q1", "p5", 0, 9, "p4", 3, 8, QuoteBasis.FUZZY, 0.9),
            Provision("v1", None, "§ 1", "Plates", 0, versions),
            Provision("v2", None, "§ 2", "Tests", 1, (test,)),
            Provision("v3", "v2", "§ 2(a)", "Who runs them", 0, (Version(1, "The county."),)),
            Topic("scope", None, "scope", "#2b6cb0", "What is covered"),
            Topic("enf", None, "enforceability", "#c2410c"),
            *statements,
            *relations,
        ]
    )


RANDOM_TEXT = "One fast 🚲 rider.\n\nTwo é slow   riders,  \n > quoted words. End"


@pytest.fixture(scope="session")
def random_debates() -> "SearchStrategy[Debate]":
    """Small debates for hypothesis, with something in every table and whatever relations happen to be allowed."""
    from hypothesis import strategies as st

    return st.randoms(use_true_random=False).map(_random_debate)


def _random_debate(chance: Random) -> Debate:
    posts = [f"p{i}" for i in range(chance.randint(2, 4))]
    statements = [f"s{i}" for i in range(chance.randint(2, 5))]
    topics = [f"t{i}" for i in range(chance.randint(0, 3))]
    records: list[AnyRecord] = [Info(title=chance.choice(["", "Bikes"]), layout=chance.choice(["", "flow"]))]
    records += [Author("a0", "Ada", ("A. Brook",)), Author("a1", "Bo")]
    records += _random_posts(chance, posts)
    for index in range(chance.randint(0, 3)):
        of = _random_span(chance, posts) if chance.random() < 0.7 else (None, None, None)
        records.append(Quote(f"q{index}", *_random_span(chance, posts), *of, similarity=0.875))
    records += [Topic(t, chance.choice([None, *topics[:i]]), t, "#1a2b3c") for i, t in enumerate(topics)]
    for statement in statements:
        passages = tuple({Passage(*_random_span(chance, posts)): None for _ in range(chance.randint(0, 2))})
        kind, note = chance.choice(list(StatementKind)), chance.choice(["", "a note\n"])
        records.append(
            Statement(statement, kind, statement, passages, tuple(topics[: chance.randint(0, 2)]), note=note)
        )
    records += _random_provisions(chance, statements)
    records.append(Finding("f0", chance.choice(list(FindingLevel)), "odd", "post p0", "Something is odd."))
    records += [Position(s, 1.5, -2, chance.random() < 0.5) for s in statements if chance.random() < 0.5]
    if chance.random() < 0.5:
        folded = tuple(statements[: chance.randint(0, 2)])
        kinds = (StatementKind.CLAIM, StatementKind.OBJECTION)
        records.append(
            View("w0", "Ada's", authors=("a0",), kinds=kinds, verdicts=("falls",), folded=folded, hides=True)
        )
    return _with_random_relations(chance, Debate(records))


def _random_span(chance: Random, posts: list[str]) -> tuple[str, int, int]:
    start = chance.randint(0, len(RANDOM_TEXT) - 1)
    return chance.choice(posts), start, chance.randint(start + 1, len(RANDOM_TEXT))


def _random_posts(chance: Random, posts: list[str]) -> list[AnyRecord]:
    records: list[AnyRecord] = []
    length = len(RANDOM_TEXT)
    spans = [SourceSpan(i * length, (i + 1) * length, SpanRole.POST, post) for i, post in enumerate(posts)]
    spans += [SourceSpan(900, 900 + length, SpanRole.DUPLICATE, posts[0]), SourceSpan(990, 999, SpanRole.NOISE)]
    records.append(Source("source", "thread.txt", "text", content=b"\x00raw", spans=tuple(spans)))
    for index, post in enumerate(posts):
        parent, author = chance.choice([None, *posts[:index]]), chance.choice([None, "a0", "a1"])
        basis = ParentBasis.NATIVE if parent else ParentBasis.NONE
        blocks = (Block(BlockKind.OWN, 0, 20), Block(BlockKind.QUOTE, 20, length, 1)) if index else ()
        records.append(
            Post(
                post,
                "source",
                None,
                author,
                parent,
                basis,
                position=index,
                text=RANDOM_TEXT,
                agreement=chance.choice([None, -2.5]),
                blocks=blocks,
            )
        )
    return records


def _random_provisions(chance: Random, statements: list[str]) -> list[AnyRecord]:
    provisions = [f"v{i}" for i in range(chance.randint(0, 3))]
    threshold = Threshold("speed", Comparator.MORE_THAN, 25, "km/h")
    records: list[AnyRecord] = []
    for index, provision in enumerate(provisions):
        because = chance.choice([None, *statements])
        versions = (Version(1, threshold=threshold), Version(2, "New.", VersionStatus.AMENDED, because_of=because))
        parent = chance.choice([None, *provisions[:index]])
        records.append(Provision(provision, parent, f"§ {index}", "", index, versions[: chance.randint(1, 2)]))
    return records


def _with_random_relations(chance: Random, debate: Debate) -> Debate:
    for index in range(chance.randint(0, 9)):
        kind = chance.choice(list(RelationKind))
        target = chance.choice([Target(k, i) for k in TargetKind for i in debate.table(k.table)])
        sources = tuple({chance.choice(list(debate.statements)): None for _ in range(chance.choice([1, 1, 2]))})
        extent = chance.choice(list(Extent)) if kind is RelationKind.CONCEDES else None
        versions = chance.choice([(), (1,)]) if target.kind is TargetKind.PROVISION else ()
        relation = Relation(f"r{index}", kind, sources, target, versions, extent)
        if problem(debate, relation) is None:
            debate = Debate([*debate.records(), relation])
    return debate
