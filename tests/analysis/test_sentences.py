"""Sentences: whole, exact, and quickly found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["The U.S. Senate met at 3 p.m. on Jan. 5.", "It voted, e.g. on Sec. 3.", "No.", "Not at all."],
        ["No court has allowed it in the U.S.", "While the state may tax, it may not forbid."],
        ["They scored 70 % on MMLU.", "That is 3.5 points more than No. 2."],
        ["Fishing rods, campfires, etc.", "As to boats, nothing is said."],
        ["Dr. Smith et al. show it.", "J. R. Brown agrees.", "I take plan B.", "We go."],
        ["He said “Stop.” and left.", "She said “Go!”", "Then (really!) they ran."],
        ["(It may do both!", "This is likely.)", "But no."],
        ["What?!", "No… you… just wait.", "Things.… you see."],
        ["Great! 🎉🎉", "Next one 👩‍👩‍👧.", "Done."],
        ["See https://a.example/b.c?d=1.", "Or www.b.example today."],
        ["It says so.[1]", "And here.²", "Fine."],
        ["Everyone needs a license.", "la3orn says why.", "i agree."],
        ["Ist das wahr?", "Ja, z.B. hier.", "Gut."],
        ["هل هذا صحيح؟", "نعم۔", "حسنا"],
    ],
)
def test_sentences_on_one_line(wanted: list[str]) -> None:
    assert split(" ".join(wanted)) == wanted


def test_scripts_without_spaces() -> None:
    assert split("私は賛成です。しかし反対もある！「本当？」と聞いた。") == [
        "私は賛成です。",
        "しかし反対もある！",
        "「本当？」と聞いた。",
    ]


def test_a_line_break_between_paragraphs_ends_a_sentence_and_one_in_wrapped_text_does_not() -> None:
    wrapped = "This was broken where the page of somebody's mail program ended\nand goes on here."
    assert split(f"A title\n{wrapped}\n\n- an item\n- another\n1. a third") == [
        "A title",
        wrapped,
        "- an item",
        "- another",
        "1. a third",
    ]


def test_sentences_that_two_posts_ran_together_are_two() -> None:
    assert split("That is the regulation.I suspect not.") == ["That is the regulation.", "I suspect not."]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*'aB1.!?…。)”"[] \n\t🎉—', "e.g.", "U.S.", "\u00a0", "e\u0301", "- "]), max_size=80).map(
        "".join
    )
)
def test_every_character_is_in_one_sentence(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.text(max_size=200))
def test_any_text_has_sentences(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())
