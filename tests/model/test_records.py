"""Ids, and what records become when something they name goes."""

import threading
import time
import uuid

import pytest

from argmap.model.ids import new_id
from argmap.model.kinds import (
    ParentBasis,
    RelationKind,
    SpanRole,
    StatementKind,
    TargetKind,
)
from argmap.model.records import (
    Passage,
    Post,
    Provision,
    Quote,
    Relation,
    Source,
    SourceSpan,
    Statement,
    Target,
    Topic,
    Version,
)


def test_ids_are_unique_and_sort_by_when_they_were_made() -> None:
    ids = [new_id() for _ in range(100_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert all(len(i) == 32 and set(i) <= set("0123456789abcdef") for i in ids[:100])


def test_an_id_is_a_version_7_uuid_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= before + 60_000


def test_ids_made_while_the_clock_runs_backwards_still_sort(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([5, 4, 3, 9, 1])
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + next(times) * 3_600_000_000_000)
    ids = [new_id() for _ in range(5)]
    assert ids == sorted(set(ids))


def test_threads_never_make_the_same_id() -> None:
    made: list[list[str]] = [[] for _ in range(4)]

    def make(into: list[str]) -> None:
        into.extend(new_id() for _ in range(5_000))

    threads = [threading.Thread(target=make, args=(into,)) for into in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({i for into in made for i in into}) == 20_000
    assert all(into == sorted(into) for into in made)


def test_a_post_forgets_what_it_named() -> None:
    post = Post("p", "src", author="a", parent="q", parent_basis=ParentBasis.QUOTE, parent_confidence=0.5)
    assert set(post.references()) == {"src", "a", "q"}
    orphan = post.without("q")
    assert orphan is not None
    assert (orphan.parent, orphan.parent_basis, orphan.parent_confidence) == (None, ParentBasis.NONE, None)
    assert post.without("a").author is None
    assert post.without("src").source is None
    assert post.without("other") == post


def test_a_statement_goes_with_its_last_words_but_the_analysts_own_stays() -> None:
    said = Statement("s", StatementKind.CLAIM, "", (Passage("p", 0, 1), Passage("q", 0, 1)), ("t",))
    assert said.without("p").passages == (Passage("q", 0, 1),)
    assert said.without("p").without("q") is None
    assert said.without("t").topics == ()
    own = Statement("s", StatementKind.CLAIM, "mine", topics=("t",))
    assert own.without("t") == Statement("s", StatementKind.CLAIM, "mine")


def test_a_relation_loses_premises_until_none_is_left() -> None:
    relation = Relation("r", RelationKind.OBJECTS, ("a", "b"), Target(TargetKind.STATEMENT, "c"))
    assert relation.without("a").sources == ("b",)
    assert relation.without("a").without("b") is None
    assert relation.without("c") is None


def test_quotes_sources_provisions_and_topics_let_go() -> None:
    quote = Quote("q", "p", 0, 1, "o", 2, 3)
    assert quote.without("p") is None
    assert quote.without("o") == Quote("q", "p", 0, 1)
    source = Source("s", spans=(SourceSpan(0, 4, SpanRole.POST, "p"), SourceSpan(4, 9, SpanRole.DUPLICATE, "o")))
    assert source.without("p").spans == (SourceSpan(0, 4, SpanRole.NOISE), SourceSpan(4, 9, SpanRole.DUPLICATE, "o"))
    provision = Provision("v", "up", versions=(Version(1), Version(2, because_of="s")))
    assert set(provision.references()) == {"up", "s"}
    assert provision.without("s").versions == (Version(1), Version(2))
    assert provision.without("up").parent is None
    assert provision.current.number == 2
    assert Topic("t", "up").without("up").parent is None
