from __future__ import annotations

from dataclasses import replace

from argmap.gui.reader.proposals import proposals, quotes_of
from argmap.model.debate import Debate
from argmap.model.edits import quotes, statements
from argmap.model.kinds import QuoteBasis, StatementKind
from argmap.model.records import Passage, Quote


def tagged(debate: Debate, post: str, words: str, kind: StatementKind = StatementKind.OBJECTION) -> Passage:
    start = debate.posts[post].text.index(words)
    passage = Passage(post, start, start + len(words))
    debate.apply(statements.tag(debate, kind, [passage], statement_id="new"))
    return passage


def found(debate: Debate, passage: Passage) -> list[tuple[str, str]]:
    return [(p.statement, p.why) for p in proposals(debate, passage, "new")]


def with_quote(debate: Debate, post: str, words: str, of: str, of_words: str) -> Debate:
    start, of_start = debate.posts[post].text.index(words), debate.posts[of].text.index(of_words)
    quote = Quote("q9", post, start, start + len(words), of, of_start, of_start + len(of_words), QuoteBasis.MARKUP)
    return Debate([*debate.records(), quote])


def test_the_statement_on_the_quoted_passage_comes_first(debate):
    debate = with_quote(debate, "p4", "No study", "p2", "Every courier bike")
    assert found(debate, tagged(debate, "p4", "Who would run them?"))[0] == ("s2", "quoted")


def test_then_those_of_the_parent_the_last_first(debate):
    answers = found(debate, tagged(debate, "p4", "Who would run them?"))
    assert answers[:2] == [("s5", "parent"), ("s3", "parent")]


def test_of_two_quotes_the_nearest_above_counts(debate):
    debate = with_quote(debate, "p5", "covers cars", "p1", "Bicycles above 25 km/h")
    answers = found(debate, tagged(debate, "p5", "so it says nothing here."))
    assert answers[0] == ("s1", "quoted")
    assert ("s6", "quoted") in answers  # q1, further up, repeats a word of it


def test_a_quote_below_the_passage_is_not_what_it_answers(debate):
    debate = with_quote(debate, "p4", "Who would run", "p1", "Bicycles above 25 km/h")
    assert found(debate, tagged(debate, "p4", "No study shows"))[0] == ("s5", "parent")


def test_a_rejected_quote_proposes_nothing(debate):
    debate = with_quote(debate, "p4", "No study", "p2", "Every courier bike")
    debate.apply(quotes.reject(debate, "q9"))
    assert quotes_of(debate, "p4") == []
    assert found(debate, tagged(debate, "p4", "Who would run them?"))[0] == ("s5", "parent")


def test_a_thread_starter_is_offered_what_was_said_before_and_what_is_recent(debate):
    answers = found(debate, tagged(debate, "p1", "Riders must pass a test of at least 80 %."))
    assert answers[0] == ("s1", "recent")
    assert {why for _, why in answers} == {"recent"}


def test_never_itself_nor_what_it_answers_already(debate):
    passage = debate.statements["s6"].passages[0]
    ids = [p.statement for p in proposals(debate, passage, "s6")]
    assert "s6" not in ids
    assert "s5" not in ids
    assert len(ids) == len(set(ids)) <= 9


def test_an_empty_debate_proposes_nothing(debate):
    bare = Debate([replace(debate.posts["p1"], author=None)])
    assert found(bare, tagged(bare, "p1", "Bicycles")) == []
