"""Questions asked of a debate."""

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind
from argmap.model.records import Passage, Post, Statement


def test_the_thread_in_order_with_depths(debate: Debate) -> None:
    assert [(p.id, depth) for p, depth in queries.thread_order(debate)] == [
        ("p1", 0),
        ("p2", 1),
        ("p3", 2),
        ("p4", 3),
        ("p5", 4),
    ]
    assert [p.id for p in queries.replies(debate, "p3")] == ["p4"]


def test_a_very_deep_thread_has_an_order() -> None:
    debate = Debate(Post(f"p{i:06}", parent=f"p{i - 1:06}" if i else None) for i in range(50_000))
    order = queries.thread_order(debate)
    assert order[-1][1] == 49_999


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_orders_hold_each_record_once_children_after_parents(
    random_debates: st.SearchStrategy[Debate], data: st.DataObject
) -> None:
    debate = data.draw(random_debates)
    for order, table in (
        (queries.thread_order(debate), debate.posts),
        (queries.provision_order(debate), debate.provisions),
        (queries.topic_order(debate), debate.topics),
    ):
        depths = {record.id: depth for record, depth in order}
        assert len(order) == len(depths) == len(table)
        assert all(depths[r.id] == (depths[r.parent] + 1 if r.parent else 0) for r, _ in order)
    assert sorted(s.id for s in queries.statement_order(debate)) == sorted(debate.statements)
    for statement in debate.statements.values():
        for passage in statement.passages:
            assert statement in queries.statements_of_post(debate, passage.post)


def test_statements_come_in_thread_order_and_the_analysts_own_last(debate: Debate) -> None:
    assert [s.id for s in queries.statement_order(debate)] == ["s1", "s2", "s4", "s3", "s5", "s6", "s7", "s8", "s9"]
    assert [s.id for s in queries.statements_of_post(debate, "p2")] == ["s2", "s4"]


def test_relations_by_what_they_name(debate: Debate) -> None:
    assert [r.id for r in queries.relations_from(debate, "s5")] == ["r11", "r4"]
    assert [r.id for r in queries.relations_to(debate, "s5")] == ["r5", "r9"]
    assert [r.id for r in queries.relations_to(debate, "r5")] == ["r6"]
    assert [(r.id, p.id) for r, p in queries.provisions_of(debate, "s4")] == [("r3", "v1")]


def test_amendments_name_the_statement_the_provision_and_the_version(debate: Debate) -> None:
    assert [(s, p.id, n) for s, p, n in queries.amendments(debate)] == [("s3", "v1", 2)]


def test_what_a_statement_is_called(debate: Debate) -> None:
    said = Statement("x", StatementKind.CLAIM, "", (Passage("p2", 0, 20),))
    assert queries.title_of(said, debate) == "Every courier bike i"
    assert queries.title_of(debate.statements["s2"], debate) == "Every courier bike is faster"
    assert queries.title_of(Statement("y", StatementKind.QUESTION), debate) == "Question"


def test_authors_of_a_statement_are_those_of_its_passages(debate: Debate) -> None:
    passages = (Passage("p1", 0, 1), Passage("p2", 0, 1), Passage("p3", 0, 1))
    assert queries.authors_of(debate, Statement("x", StatementKind.CLAIM, "", passages)) == ["ada", "bo"]
    assert queries.authors_of(debate, debate.statements["s9"]) == []
    assert queries.author_name(debate, debate.posts["p1"]) == "Ada Brook"
    assert queries.author_name(debate, Post("x")) == ""


def test_overlap_needs_a_shared_character(debate: Debate) -> None:
    statements = list(debate.statements.values())
    assert [s.id for s in queries.overlapping(statements, "p2", 40, 43)] == ["s2", "s4"]
    assert [s.id for s in queries.overlapping(statements, "p2", 41, 42)] == []
