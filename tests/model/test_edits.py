"""Every edit function on random debates: it can be taken back exactly, and never leaves a broken debate."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.model import edits
from argmap.model.checks import problems
from argmap.model.debate import Debate, Edit, EditError
from argmap.model.edits import (
    authors,
    document,
    positions,
    posts,
    provisions,
    quotes,
    relations,
    statements,
    topics,
    views,
)
from argmap.model.kinds import Burden, Comparator, Extent, RelationKind, StatementKind, Table, TargetKind, VersionStatus
from argmap.model.records import Author, Info, Passage, Post, Target, Threshold, View

T = TypeVar("T")
Debates = st.SearchStrategy[Debate]
THOROUGH = settings(max_examples=1200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Hand:
    """Draws what an edit needs from a debate; now and then something that is not there."""

    def __init__(self, data: st.DataObject, debate: Debate) -> None:
        self.data = data
        self.debate = debate

    def one_of(self, options: Sequence[T]) -> T:
        return self.data.draw(st.sampled_from(options))

    def some(self, options: Sequence[T]) -> list[T]:
        return (
            self.data.draw(st.lists(st.sampled_from(options), min_size=self.number(0, 1), max_size=3))
            if options
            else []
        )

    def number(self, low: int = 0, high: int = 5) -> int:
        return self.data.draw(st.integers(low, high))

    def flag(self) -> bool:
        return self.data.draw(st.booleans())

    def word(self) -> str:
        return self.one_of(["", "Ada", "ada", " Bo  Lind ", "enforceability", "é", "🚲", "x y"])

    def place(self) -> tuple[float, float]:
        return (self.number(-9, 9) * 0.5, float(self.number(-9, 9)))

    def id_in(self, table: Table) -> str:
        known = list(self.debate.table(table))
        return self.one_of(known) if known and self.number(0, 15) else "ghost"

    def view(self) -> View:
        return View(
            "new",
            self.word(),
            provisions=tuple(self.ids_in(Table.PROVISIONS)),
            topics=tuple(self.ids_in(Table.TOPICS)),
            authors=tuple(self.ids_in(Table.AUTHORS)),
            folded=tuple(self.ids_in(Table.STATEMENTS)),
        )

    def ids_in(self, table: Table) -> list[str]:
        return self.some([*self.debate.table(table)])

    def two_in(self, table: Table) -> tuple[str, str]:
        ids = self.data.draw(st.permutations(list(self.debate.table(table))))
        return (ids[0], ids[1]) if len(ids) > 1 else ("ghost", "ghost")

    def maybe(self, table: Table) -> str | None:
        return self.one_of([None, self.id_in(table)])

    def passage(self) -> Passage:
        post = self.debate.posts.get(self.id_in(Table.POSTS))
        length = len(post.text) if post is not None else 9
        start = self.number(0, length - 1) if length else 0
        return Passage(post.id if post is not None else "ghost", start, self.number(start + 1, length + 1))

    def target(self) -> Target:
        kind = self.one_of(list(TargetKind))
        return Target(kind, self.id_in(kind.table))

    def threshold(self) -> Threshold | None:
        return self.one_of([None, Threshold("speed", Comparator.MORE_THAN, 25, "km/h")])


def _number_of(hand: Hand, provision_id: str) -> int:
    provision = hand.debate.provisions.get(provision_id)
    return hand.one_of([v.number for v in provision.versions] if provision else [1]) + hand.one_of([0, 0, 0, 1])


def _passage_of(hand: Hand, statement_id: str) -> Passage:
    statement = hand.debate.statements.get(statement_id)
    return hand.one_of(statement.passages) if statement and statement.passages else hand.passage()


def _set_version(hand: Hand) -> Edit:
    provision = hand.id_in(Table.PROVISIONS)
    status = hand.one_of([None, *VersionStatus])
    number = _number_of(hand, provision)
    return provisions.set_version(
        hand.debate, provision, number, text=hand.word(), status=status, at="2026-01-01", threshold=hand.threshold()
    )


def _remove_version(hand: Hand) -> Edit:
    provision = hand.id_in(Table.PROVISIONS)
    return provisions.remove_version(hand.debate, provision, _number_of(hand, provision))


def _remove_passage(hand: Hand) -> Edit:
    statement = hand.id_in(Table.STATEMENTS)
    return statements.remove_passage(hand.debate, statement, _passage_of(hand, statement))


def _replace_passage(hand: Hand) -> Edit:
    statement = hand.id_in(Table.STATEMENTS)
    return statements.replace_passage(hand.debate, statement, _passage_of(hand, statement), hand.passage())


def _merge(hand: Hand) -> Edit:
    keep, other = hand.two_in(Table.STATEMENTS)
    return statements.merge(hand.debate, keep, [other, *hand.ids_in(Table.STATEMENTS)])


def _add_all(hand: Hand) -> Edit:
    tag = hand.number(0, 3)
    post = Post(f"new-{tag}", author=f"somebody-{tag}", text="Words.")
    other = Debate([Info(title=hand.word()), Author(f"somebody-{tag}", "X"), post])
    return document.add_all(hand.debate, other, "Import")


EDITS: dict[Callable[..., Edit], Callable[[Hand], Edit]] = {
    document.set_title: lambda h: document.set_title(h.debate, h.word()),
    document.decide_finding: lambda h: document.decide_finding(h.debate, h.id_in(Table.FINDINGS), h.word()),
    document.add_all: _add_all,
    positions.drag: lambda h: positions.drag(
        h.debate, {h.id_in(Table.STATEMENTS): h.place() for _ in range(h.number())}
    ),
    positions.pin: lambda h: positions.pin(h.debate, {i: h.place() for i in h.ids_in(Table.PROVISIONS)}),
    positions.unpin: lambda h: positions.unpin(h.debate, h.ids_in(Table.POSITIONS)),
    positions.tidy: lambda h: positions.tidy(
        h.debate, {i: h.place() for i in (*h.debate.statements, *h.debate.provisions)}
    ),
    posts.set_author: lambda h: posts.set_author(h.debate, h.ids_in(Table.POSTS), h.word()),
    posts.set_noise: lambda h: posts.set_noise(h.debate, h.ids_in(Table.POSTS), h.flag()),
    document.decide_findings: lambda h: document.decide_findings(h.debate, h.ids_in(Table.FINDINGS), h.word()),
    posts.accept_parents: lambda h: posts.accept_parents(h.debate, h.ids_in(Table.POSTS)),
    quotes.reopen: lambda h: quotes.reopen(h.debate, *h.ids_in(Table.QUOTES)),
    authors.keep_apart: lambda h: authors.keep_apart(h.debate, h.id_in(Table.AUTHORS), h.id_in(Table.AUTHORS)),
    document.set_layout: lambda h: document.set_layout(h.debate, h.word()),
    views.save: lambda h: views.save(h.debate, h.view()),
    views.rename: lambda h: views.rename(h.debate, h.id_in(Table.VIEWS), h.word()),
    views.delete: lambda h: views.delete(h.debate, h.id_in(Table.VIEWS)),
    authors.rename: lambda h: authors.rename(h.debate, h.id_in(Table.AUTHORS), h.word()),
    authors.merge: lambda h: authors.merge(h.debate, h.id_in(Table.AUTHORS), *h.ids_in(Table.AUTHORS)),
    posts.set_parent: lambda h: posts.set_parent(h.debate, h.id_in(Table.POSTS), h.maybe(Table.POSTS)),
    posts.split: lambda h: posts.split(h.debate, h.id_in(Table.POSTS), h.number(-2, 80)),
    posts.join: lambda h: posts.join(h.debate, *h.two_in(Table.POSTS)),
    provisions.add: lambda h: provisions.add(
        h.debate, "§ 9", h.word(), threshold=h.threshold(), parent=h.maybe(Table.PROVISIONS)
    ),
    provisions.describe: lambda h: provisions.describe(h.debate, h.id_in(Table.PROVISIONS), citation=h.word()),
    provisions.move: lambda h: provisions.move(
        h.debate, h.id_in(Table.PROVISIONS), h.maybe(Table.PROVISIONS), h.number()
    ),
    provisions.set_version: _set_version,
    provisions.add_version: lambda h: provisions.add_version(
        h.debate, h.id_in(Table.PROVISIONS), because_of=h.maybe(Table.STATEMENTS), status=h.one_of(list(VersionStatus))
    ),
    provisions.withdraw: lambda h: provisions.withdraw(
        h.debate, h.id_in(Table.PROVISIONS), because_of=h.maybe(Table.STATEMENTS)
    ),
    provisions.remove_version: _remove_version,
    provisions.delete: lambda h: provisions.delete(h.debate, h.id_in(Table.PROVISIONS)),
    quotes.accept: lambda h: quotes.accept(h.debate, *h.ids_in(Table.QUOTES)),
    quotes.reject: lambda h: quotes.reject(h.debate, *h.ids_in(Table.QUOTES)),
    quotes.set_source: lambda h: quotes.set_source(
        h.debate, h.id_in(Table.QUOTES), h.one_of([None, h.passage(), h.passage()])
    ),
    quotes.add: lambda h: quotes.add(h.debate, h.passage(), h.one_of([None, h.passage()])),
    quotes.delete: lambda h: quotes.delete(h.debate, *h.ids_in(Table.QUOTES)),
    relations.relate: lambda h: relations.relate(
        h.debate, h.one_of(list(RelationKind)), [h.id_in(Table.STATEMENTS), *h.ids_in(Table.STATEMENTS)], h.target()
    ),
    relations.set_kind: lambda h: relations.set_kind(h.debate, h.id_in(Table.RELATIONS), h.one_of(list(RelationKind))),
    relations.set_extent: lambda h: relations.set_extent(h.debate, h.id_in(Table.RELATIONS), h.one_of(list(Extent))),
    relations.set_target: lambda h: relations.set_target(h.debate, h.id_in(Table.RELATIONS), h.target()),
    relations.reverse: lambda h: relations.reverse(h.debate, h.id_in(Table.RELATIONS)),
    relations.set_sources: lambda h: relations.set_sources(
        h.debate, h.id_in(Table.RELATIONS), h.ids_in(Table.STATEMENTS)
    ),
    relations.carry_over: lambda h: relations.carry_over(h.debate, h.ids_in(Table.RELATIONS), h.number(1, 3)),
    relations.set_versions: lambda h: relations.set_versions(h.debate, h.id_in(Table.RELATIONS), h.some([1, 2, 3])),
    relations.delete: lambda h: relations.delete(h.debate, *h.ids_in(Table.RELATIONS)),
    statements.tag: lambda h: statements.tag(
        h.debate,
        h.one_of(list(StatementKind)),
        [h.passage() for _ in range(h.number(0, 2))],
        h.word(),
        topics=h.ids_in(Table.TOPICS),
        statement_id=h.one_of([None, None, *h.debate.authors]),
    ),
    statements.set_kind: lambda h: statements.set_kind(
        h.debate, h.id_in(Table.STATEMENTS), h.one_of(list(StatementKind))
    ),
    statements.set_gist: lambda h: statements.set_gist(h.debate, h.id_in(Table.STATEMENTS), h.word()),
    statements.set_note: lambda h: statements.set_note(h.debate, h.id_in(Table.STATEMENTS), h.word()),
    statements.set_burden: lambda h: statements.set_burden(h.debate, h.id_in(Table.STATEMENTS), h.one_of(list(Burden))),
    statements.set_topics: lambda h: statements.set_topics(h.debate, h.id_in(Table.STATEMENTS), h.ids_in(Table.TOPICS)),
    statements.toggle_topic: lambda h: statements.toggle_topic(
        h.debate, h.id_in(Table.STATEMENTS), h.id_in(Table.TOPICS)
    ),
    statements.add_passage: lambda h: statements.add_passage(h.debate, h.id_in(Table.STATEMENTS), h.passage()),
    statements.remove_passage: _remove_passage,
    statements.replace_passage: _replace_passage,
    statements.delete: lambda h: statements.delete(h.debate, *h.ids_in(Table.STATEMENTS)),
    statements.merge: _merge,
    topics.add: lambda h: topics.add(h.debate, h.word(), parent=h.maybe(Table.TOPICS), topic_id=h.one_of([None, "t0"])),
    topics.revise: lambda h: topics.revise(h.debate, h.id_in(Table.TOPICS), name=h.word(), colour="#123456"),
    topics.move: lambda h: topics.move(h.debate, h.id_in(Table.TOPICS), h.maybe(Table.TOPICS)),
    topics.delete: lambda h: topics.delete(h.debate, h.id_in(Table.TOPICS)),
}
"""How to call each edit function with arguments drawn for a debate."""


def _edit_functions() -> list[Callable[..., object]]:
    found: list[Callable[..., object]] = []
    for module_info in pkgutil.iter_modules(edits.__path__):
        module = importlib.import_module(f"argmap.model.edits.{module_info.name}")
        found += [
            function
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if not name.startswith("_") and function.__module__ == module.__name__
        ]
    return found


def test_every_edit_function_is_exercised_here() -> None:
    returning_edits = {f for f in _edit_functions() if inspect.signature(f).return_annotation == "Edit"}
    assert len(returning_edits) > 40
    assert {f"{f.__module__}.{f.__name__}" for f in returning_edits ^ EDITS.keys()} == set()


def _is_sound(debate: Debate) -> None:
    assert list(problems(debate)) == []
    rebuilt = Debate(debate.records())
    for record in rebuilt.records():
        assert debate.referrers(record.id) == rebuilt.referrers(record.id)


@THOROUGH
@given(data=st.data())
def test_an_edit_taken_back_leaves_no_trace(random_debates: Debates, data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    before, revision = debate.snapshot(), debate.revision
    function = data.draw(st.sampled_from(list(EDITS)))
    try:
        edit = EDITS[function](Hand(data, debate))
        assert debate == before, "making an edit is not applying it"
        debate.apply(edit)
    except EditError as error:
        assert str(error)
        assert debate == before
        assert debate.revision == revision
        return
    _is_sound(debate)
    assert all(change.before != change.after for change in edit.changes)
    assert (debate == before) is not bool(edit)
    after = debate.snapshot()
    debate.apply(edit.inverse())
    assert debate == before
    _is_sound(debate)
    debate.apply(edit.inverse().inverse())
    assert debate == after


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), moves=st.lists(st.sampled_from(["edit", "edit", "edit", "undo", "redo"]), max_size=25))
def test_edits_undos_and_redos_match_a_list_and_a_cursor(
    random_debates: Debates, data: st.DataObject, moves: list[str]
) -> None:
    debate = data.draw(random_debates)
    done: list[Edit] = []
    states, cursor = [debate.snapshot()], 0
    for move in moves:
        if move == "undo" and cursor > 0:
            cursor -= 1
            debate.apply(done[cursor].inverse())
        elif move == "redo" and cursor < len(done):
            debate.apply(done[cursor])
            cursor += 1
        elif move == "edit":
            try:
                edit = EDITS[data.draw(st.sampled_from(list(EDITS)))](Hand(data, debate))
                debate.apply(edit)
            except EditError:
                pass
            else:
                del done[cursor:], states[cursor + 1 :]
                done.append(edit)
                states.append(debate.snapshot())
                cursor += 1
        assert debate == states[cursor]
        _is_sound(debate)
    for edit in reversed(done[:cursor]):
        debate.apply(edit.inverse())
    assert debate == states[0]


@pytest.mark.parametrize("function", EDITS, ids=lambda f: f"{f.__module__.rsplit('.', 1)[-1]}.{f.__name__}")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_each_edit_only_ever_refuses_with_a_sentence(
    random_debates: Debates, function: Callable[..., Edit], data: st.DataObject
) -> None:
    debate = data.draw(random_debates)
    before = debate.snapshot()
    try:
        debate.apply(EDITS[function](Hand(data, debate)))
    except EditError as error:
        assert str(error).endswith(".")
        assert debate == before
    _is_sound(debate)
