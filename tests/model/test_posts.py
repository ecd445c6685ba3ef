"""Splitting and joining posts: every passage and quote stays on its words, whatever is cut."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.model.debate import Debate, EditError
from argmap.model.edits import posts
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, RelationKind, SpanRole, StatementKind, TargetKind
from argmap.model.queries import passage_text, replies, thread_order
from argmap.model.records import (
    Block,
    Passage,
    Post,
    Quote,
    Relation,
    Source,
    SourceSpan,
    Statement,
    Target,
)

Debates = st.SearchStrategy[Debate]
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _solid(text: str) -> str:
    return "".join(text.split())


def _words(debate: Debate) -> dict[str, str]:
    """Statement id to the letters that its passages cover."""
    return {
        statement.id: "".join(_solid(passage_text(debate, p)) for p in statement.passages)
        for statement in debate.statements.values()
    }


def _quoted(debate: Debate) -> str:
    """The letters that all quotes cover, sorted, since a quote that is cut becomes two."""
    spans = (debate.posts[q.post].text[q.start : q.end] for q in debate.quotes.values())
    return "".join(sorted(_solid("".join(spans))))


def _all_text(debate: Debate) -> str:
    return "".join(sorted("".join(_solid(p.text) for p in debate.posts.values())))


@MANY
@given(data=st.data())
def test_a_split_keeps_every_word_where_it_was(random_debates: Debates, data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    post = data.draw(st.sampled_from(list(debate.posts.values())))
    words, quoted, text, count = _words(debate), _quoted(debate), _all_text(debate), len(debate.posts)
    try:
        debate.apply(posts.split(debate, post.id, data.draw(st.integers(0, len(post.text)))))
    except EditError:
        return
    assert len(debate.posts) == count + 1
    assert (_words(debate), _quoted(debate), _all_text(debate)) == (words, quoted, text)


@MANY
@given(data=st.data())
def test_a_join_keeps_every_word_statement_and_relation(random_debates: Debates, data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    first, second = data.draw(st.permutations(list(debate.posts)))[:2]
    words, quoted, text, related = _words(debate), _quoted(debate), _all_text(debate), dict(debate.relations)
    reply_ids = {r.id for i in (first, second) for r in replies(debate, i)} - {first, second}
    debate.apply(posts.join(debate, first, second))
    assert second not in debate.posts
    assert (_words(debate), _quoted(debate), _all_text(debate)) == (words, quoted, text)
    assert dict(debate.relations) == related
    assert {r.id for r in replies(debate, first)} >= reply_ids - {debate.posts[first].parent}


@MANY
@given(data=st.data())
def test_joining_what_was_split_gives_the_words_back_to_one_post(random_debates: Debates, data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    post = data.draw(st.sampled_from(list(debate.posts.values())))
    at = post.text.index("Two")
    edit = posts.split(debate, post.id, at)
    new = next(c.id for c in edit.changes if c.before is None and isinstance(c.after, Post))
    try:
        debate.apply(edit)
    except EditError:
        return
    debate.apply(posts.join(debate, post.id, new))
    assert debate.posts[post.id].text == post.text  # the cut was at a blank line, which a join puts back
    assert debate.posts[post.id].blocks[-1:] == post.blocks[-1:]


def test_a_split_makes_a_sibling_right_after(debate: Debate) -> None:
    at = debate.posts["p4"].text.index("Who")
    edit = posts.split(debate, "p4", at)
    new = next(c.id for c in edit.changes if c.before is None)
    debate.apply(edit)
    first, second = debate.posts["p4"], debate.posts[new]
    assert (first.text, second.text) == ("No study shows that tests help.", "Who would run them?")
    assert (second.parent, second.author, second.position) == (first.parent, first.author, first.position + 1)
    assert first.blocks == (Block(BlockKind.OWN, 0, 31),)
    assert second.blocks == (Block(BlockKind.OWN, 0, 19),)
    assert debate.statements["s7"].passages == (Passage(new, 0, 19),)
    assert [p.id for p, _ in thread_order(debate)] == ["p1", "p2", "p3", "p4", "p5", new]


def test_the_second_part_comes_right_after_the_first_also_among_posts_of_one_position() -> None:
    thread = Debate([*(Post(i, position=0, text="One. Two.") for i in "abc"), Post("d", position=1, text="Last.")])
    thread.apply(posts.split(thread, "b", 5))
    order = [post.id for post, _ in thread_order(thread)]
    assert [i for i in order if len(i) == 1] == ["a", "b", "c", "d"]
    assert thread.posts[order[2]].text == "Two."


def test_a_statement_across_the_cut_gets_two_passages() -> None:
    debate = Debate([Post("p", text="ab cd"), Statement("s", StatementKind.CLAIM, "", (Passage("p", 0, 5),))])
    edit = posts.split(debate, "p", 3)
    debate.apply(edit)
    (new,) = debate.posts.keys() - {"p"}
    assert debate.statements["s"].passages == (Passage("p", 0, 2), Passage(new, 0, 2))


def test_a_statement_made_of_the_space_at_the_cut_stands_in_the_way() -> None:
    debate = Debate([Post("p", text="ab  cd"), Statement("s", StatementKind.CLAIM, "", (Passage("p", 2, 4),))])
    with pytest.raises(EditError, match="white space at the cut"):
        posts.split(debate, "p", 3)


def test_a_quote_of_the_space_at_the_cut_goes_and_a_source_there_is_forgotten() -> None:
    gone, kept = Quote("gone", "p", 2, 4), Quote("kept", "o", 0, 1, "p", 2, 4)
    debate = Debate([Post("p", text="ab  cd"), Post("o", text="x"), gone, kept])
    debate.apply(posts.split(debate, "p", 3))
    assert list(debate.quotes.values()) == [Quote("kept", "o", 0, 1, "p")]


def test_a_source_that_the_cut_divides_keeps_its_longer_part() -> None:
    debate = Debate([Post("p", text="ab cdefg"), Post("o", text="x"), Quote("q", "o", 0, 1, "p", 1, 8)])
    debate.apply(posts.split(debate, "p", 2))
    (new,) = debate.posts.keys() - {"p", "o"}
    assert (debate.quotes["q"].of_post, debate.quotes["q"].of_start, debate.quotes["q"].of_end) == (new, 0, 5)


def test_the_source_knows_where_both_parts_came_from() -> None:
    spans = (SourceSpan(10, 15, SpanRole.POST, "p"), SourceSpan(20, 29, SpanRole.DUPLICATE, "p"))
    debate = Debate([Source("f", spans=spans), Post("p", "f", text="ab cd")])
    debate.apply(posts.split(debate, "p", 2))
    (new,) = debate.posts.keys() - {"p"}
    assert debate.sources["f"].spans == (
        SourceSpan(10, 12, SpanRole.POST, "p"),
        SourceSpan(13, 15, SpanRole.POST, new),
        SourceSpan(20, 29, SpanRole.DUPLICATE, "p"),  # a copy that differs cannot be cut at the same place
        SourceSpan(20, 29, SpanRole.DUPLICATE, new),
    )


@pytest.mark.parametrize("at", [-3, 0, 1, 6, 7, 99])
def test_a_split_needs_words_on_both_sides(at: int) -> None:
    debate = Debate([Post("p", text=" ab cd ")])
    if at in (0, 1, -3, 6, 7, 99):
        with pytest.raises(EditError, match="between two of its words"):
            posts.split(debate, "p", at)


def test_a_split_and_a_join_need_posts_that_are_there(debate: Debate) -> None:
    for make in (lambda: posts.split(debate, "?", 3), lambda: posts.join(debate, "p1", "?")):
        with pytest.raises(EditError, match="no longer in the debate"):
            make()
    with pytest.raises(EditError, match="joined to itself"):
        posts.join(debate, "p1", "p1")


def test_a_join_keeps_the_undercut_of_a_relation_whose_statement_moves(debate: Debate) -> None:
    debate.apply(posts.join(debate, "p3", "p4"))  # p4 holds s6, which r5 comes from, which r6 undercuts
    assert debate.relations["r6"].target == Target(TargetKind.RELATION, "r5")
    assert passage_text(debate, debate.statements["s6"].passages[0]) == "No study shows that tests help."
    assert debate.posts["p5"].parent == "p3"


def test_what_joined_posts_answer() -> None:
    def chain(*parents: str | None) -> Debate:
        basis = ParentBasis.NATIVE
        return Debate(Post(f"p{i}", parent=p, parent_basis=basis, text="x") for i, p in enumerate(parents))

    debate = chain(None, "p0", "p1", "p2")
    debate.apply(posts.join(debate, "p2", "p1"))  # the first answered the second
    assert debate.posts["p2"].parent == "p0"
    debate = chain(None, "p0", "p1", "p2")
    debate.apply(posts.join(debate, "p3", "p1"))  # the first answered a reply to the second
    assert (debate.posts["p3"].parent, debate.posts["p2"].parent) == ("p0", "p3")
    debate = chain(None, "p0")
    debate.apply(posts.join(debate, "p1", "p0"))
    assert (debate.posts["p1"].parent, debate.posts["p1"].parent_basis) == (None, ParentBasis.NONE)


def test_authors_are_found_by_name_made_and_forgotten(debate: Debate) -> None:
    debate.apply(posts.set_author(debate, ["p1", "p2"], " bo   LIND"))
    assert {debate.posts[i].author for i in ("p1", "p2")} == {"bo"}
    debate.apply(posts.set_author(debate, ["p1"], "Di"))
    assert debate.authors[debate.posts["p1"].author or ""].name == "Di"
    debate.apply(posts.set_author(debate, ["p1"], "  "))
    assert debate.posts["p1"].author is None


def test_posts_are_set_aside_and_taken_back(debate: Debate) -> None:
    before = dict(debate.posts)
    debate.apply(posts.set_noise(debate, ["p1", "p2"], True))
    assert [p.id for p in debate.posts.values() if p.status is PostStatus.NOISE] == ["p1", "p2"]
    assert debate.posts["p1"].text == before["p1"].text
    debate.apply(posts.set_noise(debate, ["p1", "p2", "p3"], False))
    assert dict(debate.posts) == before


def test_a_parent_below_its_child_is_refused(debate: Debate) -> None:
    for parent, says in (("p5", "run in a circle"), ("p1", "its own parent"), ("?", "not there")):
        with pytest.raises(EditError, match=says):
            debate.apply(posts.set_parent(debate, "p1", parent))
    debate.apply(posts.set_parent(debate, "p5", "p1"))
    assert (debate.posts["p5"].parent, debate.posts["p5"].parent_basis) == ("p1", ParentBasis.USER)


def test_quotes_between_joined_posts_stay() -> None:
    relation = Relation("r", RelationKind.ABOUT, ("s",), Target(TargetKind.STATEMENT, "t"))
    said = (Passage("b", 0, 1),)
    statements = [Statement("s", StatementKind.CLAIM, "", said), Statement("t", StatementKind.CLAIM, "", said)]
    debate = Debate(
        [Post("a", text="xy"), Post("b", text="xz"), Quote("q", "b", 0, 1, "a", 0, 1), *statements, relation]
    )
    debate.apply(posts.join(debate, "a", "b"))
    assert debate.quotes["q"] == Quote("q", "a", 4, 5, "a", 0, 1)
    assert debate.relations == {"r": relation}
