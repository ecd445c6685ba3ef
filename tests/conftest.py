"""What all tests share: a display that is not there, a small debate, and the folder of real debates where there is one."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from argmap.model.debate import Debate
from argmap.model.kinds import (
    BlockKind,
    Comparator,
    Extent,
    ParentBasis,
    QuoteBasis,
    RelationKind,
    StatementKind,
    TargetKind,
    VersionStatus,
)
from argmap.model.records import (
    Author,
    Block,
    Info,
    Passage,
    Post,
    Provision,
    Quote,
    Relation,
    Statement,
    Target,
    Threshold,
    Topic,
    Version,
)


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
