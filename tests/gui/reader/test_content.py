from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.gui.reader import content
from argmap.gui.reader.highlights import highlights
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, PostStatus, QuoteBasis
from argmap.model.records import Author, Block, Post, Quote


def header(debate: Debate, post_id: str, index: int = 1) -> content.Header:
    return content.header(debate, debate.posts[post_id], index, highlights(debate, post_id))


def changed(debate: Debate, post_id: str, **fields: object) -> Debate:
    return Debate([replace(r, **fields) if r.id == post_id else r for r in debate.records()])


def test_who_replied_to_whom_and_when(debate):
    debate = changed(debate, "p2", posted_at="2023-09-12T10:00:00Z", edited_at="2023-09-13")
    shown = header(debate, "p2")
    assert (shown.author, shown.said) == ("Bo Lind", "replied to Ada Brook · 12 Sep 2023 · edited")
    assert shown.known
    assert shown.counts == (("objection", "2 objections"),)
    assert "2023-09-12T10:00:00Z" in shown.tip


def test_the_first_post_opened_the_thread(debate):
    assert header(debate, "p1", 0).said == "opened the thread"


def test_an_unknown_author_is_named_so(debate):
    shown = header(changed(debate, "p2", author=None), "p2")
    assert (shown.author, shown.known) == ("Unknown author", False)


@pytest.mark.parametrize("basis", [ParentBasis.QUOTE, ParentBasis.ORDER])
def test_a_guessed_parent_is_shown_as_a_guess(debate, basis):
    shown = header(changed(debate, "p2", parent_basis=basis, parent_confidence=0.8), "p2")
    assert shown.said == "probably answers Ada Brook"
    assert "≈ 0.80" in shown.tip


def test_a_parent_without_a_known_author_is_told_by_its_own_words(debate):
    debate = changed(debate, "p1", author=None)
    assert header(debate, "p2").said == "replied to “Bicycles above 25 km/h need a…”"
    text = debate.posts["p1"].text
    quoted = changed(debate, "p1", blocks=(Block(BlockKind.QUOTE, 0, 36), Block(BlockKind.OWN, 37, len(text))))
    assert header(quoted, "p2").said == "replied to “Riders must pass a test of at…”"


@pytest.mark.parametrize(
    ("status", "whom"),
    [
        (PostStatus.DELETED, "a deleted post"),
        (PostStatus.REMOVED, "a removed post"),
        (PostStatus.MISSING, "an unknown post"),
    ],
)
def test_a_parent_without_words_is_told_by_what_became_of_it(debate, status, whom):
    gone = changed(debate, "p1", author=None, text="", blocks=(), status=status)
    assert header(gone, "p2").said == f"replied to {whom}"


def test_a_time_that_is_none_is_shown_as_it_came(debate):
    assert header(changed(debate, "p2", posted_at="last spring"), "p2").said.endswith("· last spring")


@pytest.mark.parametrize("status", [s for s in PostStatus if s is not PostStatus.OK])
def test_every_absent_text_says_why(status):
    assert content.notice(Post("p", status=status))
    assert content.notice(Post("p", text="Words")) == ""
    assert content.notice(Post("p", text=" \n")) == "This post has no text."


def quoted(text: str, start: int, end: int, *, blocks=(), **fields: object) -> content.QuoteMark:
    posts = [Post("a", author="ada", text="A line of old."), Post("b", text=text, blocks=blocks, position=1)]
    debate = Debate([Author("ada", "Ada"), *posts, Quote("q", "b", start, end, **fields)])
    (mark,) = content.quote_marks(debate, debate.posts["b"], {"a": 0, "b": 1}.__getitem__)
    return mark


def test_a_quote_on_lines_of_its_own_is_set_as_a_block():
    assert quoted("> A line of old.\nNo.", 2, 16, of_post="a", of_start=0, of_end=14).whole
    assert quoted("“A line of old.”\nNo.", 1, 15, of_post="a", of_start=0, of_end=14).whole
    assert not quoted("You say a line of old. No.", 8, 22, of_post="a", of_start=0, of_end=14).whole


def test_what_a_quote_says_of_its_source():
    known = {"of_post": "a", "of_start": 0, "of_end": 14}
    assert quoted("A line of old.", 0, 14, **known).label == "↑ quoted from Ada"
    assert quoted("A line of old.", 0, 14, basis=QuoteBasis.EXACT, **known).label == "↑ quoted from Ada · inferred"
    fuzzy = {"basis": QuoteBasis.FUZZY, "similarity": 0.91}
    assert quoted("A line of old.", 0, 14, **known, **fuzzy).label == "↑ quoted from Ada · ≈ 0.91 inferred"
    assert quoted("A line of old.", 0, 14, **known, **fuzzy, decided_by="user").label == "↑ quoted from Ada"
    absent = quoted("A line of old.", 0, 14)
    assert (absent.label, absent.of) == ("source not in this file", None)


def test_a_quote_of_what_stands_later_points_down():
    posts = [Post("a", text="A line."), Post("b", text="A line.", position=1)]
    debate = Debate([*posts, Quote("q", "a", 0, 7, "b", 0, 7)])
    (mark,) = content.quote_marks(debate, posts[0], {"a": 0, "b": 1}.__getitem__)
    assert mark.label == "↓ quoted from below"


def test_a_quote_block_that_nobody_resolved_has_no_source():
    post = Post("a", text="> Old\nNew", blocks=(Block(BlockKind.QUOTE, 2, 5, 1), Block(BlockKind.OWN, 6, 9)))
    (mark,) = content.quote_marks(Debate([post]), post, lambda post_id: 0)
    assert mark.label == "source not in this file"


def test_first_words_are_whole():
    assert content.first_words("One two three", 13) == "One two three"
    assert content.first_words("One two three", 12) == "One two…"
    assert content.first_words("One  two,\nthree", 11) == "One two…"
    assert len(content.first_words("Antidisestablishmentarianism", 10)) == 10
