from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.gui.reader.document import Document, split_sentences
from argmap.model.debate import Debate
from argmap.model.edits import posts, provisions, quotes, relations, statements, topics
from argmap.model.kinds import BlockKind, RelationKind, StatementKind, TargetKind
from argmap.model.records import Block, Passage, Post, Target


@pytest.fixture
def document(debate: Debate) -> Document:
    return Document(debate, lambda post, depth: 10 + len(post.text))


def after(document: Document, edit) -> tuple[bool, set[str]]:
    document.debate.apply(edit)
    return document.touched(edit)


def test_posts_stand_in_thread_order(document):
    assert document.ids == ["p1", "p2", "p3", "p4", "p5"]
    assert document.depths == [0, 1, 2, 3, 4]
    assert document.index("p3") == 2
    assert document.index("nobody") == -1


def test_a_tag_touches_its_post_alone(document):
    before = document.highlights("p1")
    edit = statements.tag(document.debate, StatementKind.CLAIM, [Passage("p1", 37, 40)], statement_id="new")
    assert after(document, edit) == (False, {"p1"})
    assert len(document.highlights("p1")) == len(before) + 1
    undone = edit.inverse()
    assert after(document, undone) == (False, {"p1"})
    assert document.highlights("p1") == before


def test_merging_touches_the_posts_of_both(document):
    assert after(document, statements.merge(document.debate, "s8", ["s6"])) == (False, {"p4", "p5"})


@pytest.mark.parametrize(
    "make",
    [
        lambda debate: relations.relate(debate, RelationKind.OBJECTS, ["s1"], Target(TargetKind.STATEMENT, "s5")),
        lambda debate: topics.add(debate, "new"),
        lambda debate: provisions.describe(debate, "v1", title="Another name"),
    ],
)
def test_what_is_not_on_the_text_touches_nothing(document, make):
    assert after(document, make(document.debate)) == (False, set())


def test_another_threshold_is_looked_for_everywhere(document):
    assert [document.debate.posts["p1"].text[slice(*s)] for s in document.find_thresholds("p1")] == ["25 km/h", "80 %"]
    moved, touched = after(document, provisions.delete(document.debate, "v2"))
    assert (moved, touched) == (False, set(document.ids))
    assert document.thresholds("p1") is None
    assert len(document.find_thresholds("p1")) == 1


def test_a_decided_quote_touches_its_post(document):
    assert document.quotes("p5")[0].label.endswith("≈ 0.90 inferred")
    assert after(document, quotes.accept(document.debate, "q1")) == (False, {"p5"})
    assert document.quotes("p5")[0].label == "↑ quoted from Cy Marsh"
    after(document, quotes.reject(document.debate, "q1"))
    assert document.quotes("p5") == []


def test_moved_split_and_joined_posts_change_the_order(document):
    assert after(document, posts.set_parent(document.debate, "p5", None))[0]
    document.rebuild()
    assert document.depths[document.index("p5")] == 0
    assert after(document, posts.split(document.debate, "p1", 37))[0]
    document.rebuild()
    assert len(document) == 6


def test_measured_heights_survive_a_new_order_and_not_a_new_width(document):
    document.measured(1, 999)
    after(document, posts.set_parent(document.debate, "p2", None))
    document.rebuild()
    assert document.heights[document.index("p2")] == 999
    document.forget_heights()
    assert document.heights[document.index("p2")] == 10 + len(document.debate.posts["p2"].text)


def test_a_new_text_has_new_sentences(document):
    assert len(document.sentences("p1")) == 2
    post = document.debate.posts["p1"]
    cut = posts.split(document.debate, "p1", 37)
    after(document, cut)
    assert document.sentences("p1") == [(0, 36)]
    assert post.text[:36] == document.debate.posts["p1"].text


def test_no_sentence_runs_over_a_block_or_a_blank_line():
    text = "A heading\nwords go on\n\nand on here\nx = 1.5. y\nAfter"
    code = text.index("x =")
    blocks = (
        Block(BlockKind.HEADING, 0, 9, 1),
        Block(BlockKind.OWN, 10, code - 1),
        Block(BlockKind.CODE, code, code + 10),
        Block(BlockKind.OWN, code + 11, len(text)),
    )
    post = Post("p", text=text, blocks=blocks)
    words = [text[start:end] for start, end in split_sentences(post)]
    assert words == ["A heading", "words go on", "and on here", "x = 1.5. y", "After"]
    assert split_sentences(replace(post, text="", blocks=())) == []
