"""What a row of the history holds, and that damaged rows are refused in words."""

import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model.debate import Change, Debate, edit_of
from argmap.model.edits import document, topics
from argmap.model.kinds import Table
from argmap.model.records import AnyRecord, Author, Post, Source, Topic
from argmap.store import history
from argmap.store.errors import StoreError
from argmap.store.history import HistoryRow


def row(changes: str, *, seq: int = 2, bulk: bool = False) -> HistoryRow:
    return HistoryRow(seq, 1, "Change it", changes, bulk)


def by_key(*records: AnyRecord) -> dict[tuple[Table, str], AnyRecord]:
    return {(record.table, record.id): record for record in records}


def test_only_the_fields_that_differ_are_kept() -> None:
    before = Source("s", "a", content=b"x" * 10_000)
    text = history.packed([Change(before, replace(before, name="b"))])
    assert json.loads(text)["changes"] == [
        {"table": "sources", "id": "s", "before": {"name": "a"}, "after": {"name": "b"}}
    ]


def test_a_bulk_row_names_what_it_adds_and_copies_the_rest() -> None:
    debate, other = Debate(), Debate([Author("a", "Ada"), Post("p", author="a", text="Long " * 1000)])
    edit = document.add_all(debate, replace_title(other), "Import")
    payload = json.loads(history.packed(edit.changes, bulk=True))
    assert payload["added"] == {"authors": ["a"], "posts": ["p"]}
    assert [change["table"] for change in payload["changes"]] == ["info"]


def replace_title(debate: Debate) -> Debate:
    debate.apply(document.set_title(debate, "Bikes"))
    return debate


posts = st.builds(
    Post,
    id=st.just("p"),
    author=st.none() | st.text(max_size=2),
    permalink=st.none() | st.just("") | st.just("x"),
    score=st.none() | st.integers(0, 2) | st.floats(0, 2),
    text=st.text(max_size=3),
)


@given(st.lists(st.none() | posts, min_size=2, max_size=6))
@settings(deadline=None)
def test_rows_lead_back_and_forth_through_any_states(states: list[Post | None]) -> None:
    pairs = [(a, b) for a, b in itertools.pairwise(states) if a != b]
    rows = [row(history.packed([Change(a, b)]), seq=n) for n, (a, b) in enumerate(pairs)]
    if not rows or states[0] == states[-1]:
        return
    first, last = states[0], states[-1]
    undone, _ = history.undoing(rows, by_key(*([last] if last else [])))
    redone, _ = history.redoing(rows, by_key(*([first] if first else [])))
    assert undone.changes == edit_of("", [Change(last, first)]).changes
    assert redone.changes == edit_of("", [Change(first, last)]).changes


def test_undoing_a_bulk_row_saves_what_goes_and_redoing_shortens_it_again() -> None:
    added = [Author("a", "Ada"), Author("b", "Bo"), Post("p", author="a")]
    changes = [*(Change(None, record) for record in added), Change(Topic("t", None, "x"), Topic("t", None, "y"))]
    short = history.packed(changes, bulk=True)
    undone, saved = history.undoing([row(short, bulk=True)], by_key(*added, Topic("t", None, "y")))
    assert undone == edit_of("Change it", changes).inverse()
    redone, shortened = history.redoing([row(saved[2], bulk=True)], by_key(Topic("t", None, "x")))
    assert redone == edit_of("Change it", changes)
    assert json.loads(shortened[2]) == json.loads(short)


@pytest.mark.parametrize(
    "changes",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"changes":[{}]}',
        '{"changes":[1]}',
        '{"changes":[],"added":[]}',
        '{"changes":[],"added":{"posts":[1]}}',
        '{"changes":[],"added":{"people":["a"]}}',
        '{"changes":[{"table":"people","id":"a","before":null,"after":{"id":"a"}}]}',
        '{"changes":[{"table":"authors","id":["a"],"before":null,"after":{"id":"a"}}]}',
        '{"changes":[{"table":"authors","id":"a","before":null,"after":null}]}',
        '{"changes":[{"table":"authors","id":"a","before":{"id":"b"},"after":null}]}',
        '{"changes":[{"table":"authors","id":"a","before":7,"after":null}]}',
        '{"changes":[{"table":"authors","id":"a","before":{"name":7},"after":{"name":"Ada"}}]}',
        '{"changes":[{"table":"authors","id":"a","before":{"age":"7"},"after":{"name":"Ada"}}]}',
        '{"changes":[{"table":"authors","id":"a","before":{"id":"b"},"after":{"id":"a"}}]}',
        '{"changes":[{"table":"authors","id":"a","before":"x","after":{"name":"Ada"}}]}',
        '{"changes":[{"table":"authors","id":"a","before":{"name":"Bo"},"after":{"name":"Cy"}}]}',
        '{"changes":[{"table":"authors","id":"b","before":null,"after":{"id":"b"}}]}',
        '{"changes":[],"added":{"authors":["b"]}}',
        '{"changes":[{"table":"authors","id":"a","before":{"name":null},"after":{"name":"Ada"}}]}',
    ],
)
def test_a_damaged_or_unfitting_row_is_refused(changes: str) -> None:
    with pytest.raises(StoreError, match="“Change it” cannot be undone or redone"):
        history.undoing([row(changes)], by_key(Author("a", "Ada")))


def test_redoing_over_a_record_that_is_there_is_refused() -> None:
    text = history.packed([Change(None, Author("a", "Ada"))])
    with pytest.raises(StoreError, match="changed since by another program"):
        history.redoing([row(text)], by_key(Author("a", "Ada")))
    with pytest.raises(StoreError, match="changed since by another program"):
        history.undoing([row(text)], by_key(Author("a", "Bo")))


def test_an_edit_of_topics_is_small(debate: Debate) -> None:
    edit = topics.revise(debate, "scope", name="Reach")
    assert len(history.packed(edit.changes)) < 150
