"""What an import left open, as a list to decide."""

from dataclasses import replace

import pytest

from argmap.analysis.inferred import (
    Decision,
    Item,
    Kind,
    above,
    counts,
    inferred,
    item_of,
    lost_source_findings,
    post_before,
    touched,
    undecided,
)
from argmap.model.debate import Debate
from argmap.model.edits import authors, document, posts, quotes
from argmap.model.kinds import BlockKind, FindingLevel, ParentBasis, PostStatus, QuoteBasis, SpanRole
from argmap.model.records import Author, Block, Finding, Info, Post, Quote, Source, SourceSpan

TEXT = "Some words that others repeat, and some that they do not."


def post(post_id: str, parent: str | None = None, basis=ParentBasis.NONE, sure=None, **rest) -> Post:
    blocks = (Block(BlockKind.OWN, 0, len(TEXT)),)
    fields = {"author": "ada", "source": "file", "text": TEXT, "blocks": blocks, **rest}
    return Post(post_id, parent=parent, parent_basis=basis, parent_confidence=sure, **fields)


@pytest.fixture
def imported() -> Debate:
    """A debate with something inferred of every kind, and everything that is not inferred."""
    spans = [SourceSpan(at * 100, at * 100 + 57, SpanRole.POST, p) for at, p in enumerate(("p1", "p2", "p3", "p4"))]
    spans += [SourceSpan(500, 560, SpanRole.DUPLICATE, "p1"), SourceSpan(600, 610, SpanRole.NOISE)]
    return Debate(
        [
            Info(title="Imported"),
            Source("file", "thread.txt", spans=tuple(spans)),
            Author("ada", "Ada Brook"),
            Author("bo", "A. Brook"),
            post("p1"),
            post("p2", "p1", ParentBasis.NATIVE),
            post("p3", "p1", ParentBasis.QUOTE, 0.8),
            post("p4", "p3", ParentBasis.ORDER, position=1),
            post("p5", "p1", ParentBasis.HEADER, 0.7, source=None, position=2),
            post("p6", "p1", ParentBasis.USER, source=None, position=3),
            post("p7", status=PostStatus.NOISE, source=None, position=4),
            Post("gone", status=PostStatus.MISSING, position=5),
            Quote("q1", "p3", 0, 10, "p1", 0, 10, QuoteBasis.FUZZY, 0.7),
            Quote("q2", "p3", 11, 20, "p1", 11, 20, QuoteBasis.EXACT),
            Quote("q3", "p4", 0, 10, "p1", 0, 10, QuoteBasis.MARKUP),
            Quote("q4", "p4", 11, 20, None, None, None, QuoteBasis.MARKUP, 0.0),
            Quote("q5", "p5", 0, 10, None, None, None, QuoteBasis.FUZZY, 0.0),
            Quote("q6", "p5", 11, 20, "p1", 11, 20, QuoteBasis.USER),
            Finding("f1", FindingLevel.INFO, "boundary", "p2", "That a post begins here is a guess: a sign."),
            Finding("f2", FindingLevel.WARNING, "stub", "thread.txt", "3 comments are not in this file."),
            Finding("f3", FindingLevel.INFO, "label", "thread.txt", "Taken for speakers: “Ada Brook”."),
            Finding("f4", FindingLevel.INFO, "quote-without-source", "p4", "Nowhere else."),
        ]
    )


def told(items: list[Item]) -> list[tuple[str, float, float | None]]:
    return [(item.record, item.sureness, item.confidence) for item in items if item.is_open]


def test_everything_inferred_is_listed_least_sure_first(imported: Debate) -> None:
    assert told(inferred(imported)) == [
        ("q5", 0.5, None),
        ("p4", 0.5, None),
        ("f1", 0.5, None),
        ("f3", 0.5, None),
        ("f2", 0.6, None),
        ("q1", 0.7, 0.7),
        ("p5", 0.7, 0.7),
        ("p3", 0.8, 0.8),
        ("q4", 0.9, None),
        ("q2", 1.0, 1.0),
    ]
    assert undecided(imported) == 10


def test_what_was_decided_is_settled_and_says_how(imported: Debate) -> None:
    for edit in (
        quotes.accept(imported, "q2"),
        quotes.reject(imported, "q1"),
        posts.accept_parents(imported, ["p3", "p5"]),
        posts.set_parent(imported, "p4", None),
        document.decide_finding(imported, "f1", "accepted"),
        document.decide_finding(imported, "f2", "settled"),
        authors.keep_apart(imported, "bo", "ada"),
    ):
        imported.apply(edit)
    settled = {item.record: (item.kind, item.decision) for item in inferred(imported) if not item.is_open}
    assert settled == {
        "q1": (Kind.QUOTE, Decision.REJECTED),
        "q2": (Kind.QUOTE, Decision.ACCEPTED),
        "p3": (Kind.PARENT, Decision.ACCEPTED),
        "p4": (Kind.PARENT, Decision.REJECTED),
        "p5": (Kind.PARENT, Decision.ACCEPTED),
        "p6": (Kind.PARENT, Decision.ACCEPTED),
        "p7": (Kind.NOISE, Decision.ACCEPTED),
        "f1": (Kind.BOUNDARY, Decision.ACCEPTED),
        "f2": (Kind.FINDING, Decision.SEEN),
        "ada": (Kind.AUTHORS, Decision.REJECTED),
    }
    assert [item.record for item in inferred(imported) if item.is_open] == ["q5", "f3", "q4"]


def test_reopening_makes_an_open_item_again(imported: Debate) -> None:
    before = inferred(imported)
    imported.apply(quotes.reject(imported, "q1"))
    imported.apply(quotes.reopen(imported, "q1"))
    assert inferred(imported) == before


def test_all_that_is_as_sure_is_of_the_same_kind(imported: Debate) -> None:
    items = inferred(imported)
    by_record = {item.record: item for item in items}
    assert [item.record for item in above(items, by_record["q1"])] == ["q1", "q4", "q2"]
    assert [item.record for item in above(items, by_record["p5"])] == ["p5", "p3"]


def test_an_edit_tells_which_items_it_touches(imported: Debate) -> None:
    edit = quotes.accept(imported, "q1")
    imported.apply(edit)
    found = dict(touched(imported, edit))
    assert found["q1"] == item_of(imported.quotes["q1"])
    edit = posts.join(imported, "p3", "p4")
    imported.apply(edit)
    assert dict(touched(imported, edit))["p4"] is None


def test_findings_about_lost_sources_wait_for_the_last_quote_of_their_post(imported: Debate) -> None:
    quote = imported.quotes["q4"]
    imported.apply(quotes.add(imported, _passage("p4", 21, 30), None))
    other = next(q for q in imported.quotes.values() if q.start == 21)
    imported = Debate([*(r for r in imported.records() if r.id != other.id), replace(other, decided_by="")])
    assert lost_source_findings(imported, [quote]) == []
    assert [f.id for f in lost_source_findings(imported, [quote, imported.quotes[other.id]])] == ["f4"]


def _passage(post_id: str, start: int, end: int):
    from argmap.model.records import Passage

    return Passage(post_id, start, end)


def test_the_post_before_is_the_one_before_it_in_the_file(imported: Debate) -> None:
    assert [post_before(imported, i) for i in ("p1", "p2", "p3", "p4")] == [None, "p1", "p2", "p3"]
    assert post_before(imported, "p5") == "p4"  # the file does not tell: the one above it in the thread
    assert post_before(imported, "gone") == "p7"


def test_the_counts_of_an_import(imported: Debate) -> None:
    found = counts(imported)
    assert (found.posts, found.authors, found.absent, found.aside) == (7, 2, 1, 1)
    assert (found.quotes, found.quotes_with_source) == (6, 4)
    assert (found.duplicates, found.noise, found.findings, found.open_findings) == (1, 1, 4, 4)
    assert {basis.value: number for basis, number in found.parents.items()} == {
        "native": 1,
        "user": 1,
        "header": 1,
        "quote": 1,
        "order": 1,
    }
    imported.apply(quotes.reject(imported, "q1"))
    assert counts(imported).quotes == 5
