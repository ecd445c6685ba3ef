"""Passages of texts that were edited: they stay on their words, or it is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.anchoring import Found, Moves, Unsure, place

TEXT = (
    "Sixty seats is too low a line. It would catch every wedding boat on the lake. "
    "The register lists 327 of them. Nobody has counted the inspectors, and nobody pays them."
)


def where(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def moved(new: str, words: str, old: str = TEXT, nth: int = 0) -> str | list[str] | None:
    """The words where the passage is now; all candidates when that is unsure."""
    result = place(old, new, *where(words, old, nth))
    if isinstance(result, Found):
        return new[result.start : result.end]
    return None if result is None else [f"{new[c.start : c.end]}@{c.start}" for c in result.candidates]


def test_a_text_that_stayed() -> None:
    assert place(TEXT, TEXT, 3, 9) == Found(3, 9)


@pytest.mark.parametrize(
    "new",
    [
        f"EDIT: two words were changed. {TEXT}",
        f"{TEXT} And so on.",
        TEXT.replace("327", "four hundred").replace("Sixty", "Seventy"),
        TEXT.replace(" It would", "\n\nIt would"),
        "It would catch every wedding boat on the lake.",
    ],
)
def test_words_that_stayed_are_found_exactly(new: str) -> None:
    at = new.index("It would catch")
    assert place(TEXT, new, *where("It would catch every wedding boat on the lake.")) == Found(at, at + 46)


def test_words_that_were_edited_are_found_between_their_neighbours() -> None:
    words = "The register lists 327 of them."
    assert moved(TEXT.replace("327 of them", "400 of them"), words) == "The register lists 400 of them."
    assert moved(TEXT.replace("lists 327", "only lists 327"), words) == "The register only lists 327 of them."
    assert moved(TEXT.replace("register lists", "register now lists some"), words) == (
        "The register now lists some 327 of them."
    )


def test_a_passage_that_moved_and_changed() -> None:
    moved_text = "Nobody has ever counted the inspectors, and nobody pays them. " + TEXT[: TEXT.index("Nobody") - 1]
    assert moved(moved_text, "Nobody has counted the inspectors") == "Nobody has ever counted the inspectors"


def test_words_that_are_gone() -> None:
    assert moved(TEXT.replace("The register lists 327 of them. ", ""), "The register lists 327 of them.") is None
    assert moved("", "Sixty seats") is None
    assert moved("[deleted]", "Sixty seats is too low a line.") is None


def test_the_right_one_of_several_places() -> None:
    old = "Order! One speaks. Order! Two speaks. Order! Three speaks."
    new = "Zero was here. Order! One speaks. Order! Two spoke. Order! Three speaks."
    for nth in range(3):
        assert place(old, new, *where("Order!", old, nth)) == Found(*where("Order!", new, nth))


def test_places_that_are_as_good_are_asked_about() -> None:
    assert moved("Order! Now. Order! So be it.", "Order!", "Order! So be it.") == ["Order!@0", "Order!@12"]
    assert moved("Yes. Yes. Yes.", "Yes.", "Yes. Yes.", 1) == ["Yes.@10", "Yes.@5"]


def test_a_short_word_elsewhere_is_not_taken_for_the_passage() -> None:
    assert moved("Whatever I meant is gone: the pier.", "pier", "Long ago we went to a pier in the fog.") == ["pier@30"]
    assert moved("Only eyes.", "yes", "Oh yes indeed.") is None
    assert moved("The colour is red.", "color", "The color is red.") == ["colour@4"]


def test_a_copy_of_the_whole_surroundings_is_asked_about() -> None:
    new = f"{TEXT} {TEXT}"
    result = place(TEXT, new, *where("every wedding boat"))
    assert isinstance(result, Unsure)
    assert {new[c.start : c.end] for c in result.candidates} == {"every wedding boat"}


def test_edges_in_edited_words() -> None:
    old, new = "I like cats. Dogs bark.", "I like big cats! Dogs bark."
    assert moved(new, "I like cats.", old) == "I like big cats!"
    assert moved(new, "Dogs bark.", old) == "Dogs bark."


def test_emoji_and_other_scripts_keep_their_offsets() -> None:
    old, new = "🚢🚢 שלום עולם 安娜 said so.", "🚢 Once: 🚢 שלום עולם 安娜 has said so."
    assert moved(new, "שלום עולם 安娜", old) == "שלום עולם 安娜"


_WORDS = st.lists(st.sampled_from(["seat", "boat", "lake", "rule", "pier", "fog", "tax", "🚢", "no"]), max_size=40).map(
    " ".join
)
_ANY = st.text("ab c\n🚢é", max_size=40)


@settings(max_examples=600, deadline=None)
@given(
    st.one_of(st.tuples(_WORDS, _WORDS, _WORDS, _WORDS), st.tuples(_ANY, _ANY, _ANY, _ANY)), st.booleans(), st.data()
)
def test_an_edit_elsewhere_never_moves_a_passage_off_its_words(
    parts: tuple[str, str, str, str], before: bool, data: st.DataObject
) -> None:
    left, words, right, other = parts
    words = words.strip() or "seat"
    side = left if before else right
    start = data.draw(st.integers(0, len(side)))
    end = data.draw(st.integers(start, len(side)))
    edited = side[:start] + other + side[end:]
    old = f"{left}{words}{right}"
    new_left = edited if before else left
    new = f"{new_left}{words}{right if before else edited}"
    result = place(old, new, len(left), len(left) + len(words))
    assert result is not None
    true = Found(len(new_left), len(new_left) + len(words))
    if isinstance(result, Found):
        assert new[result.start : result.end] == words
        assert result == true or _planted(old, new, len(left), len(words), result.start)
    else:
        assert all(new[c.start : c.end] == words for c in result.candidates)


def _planted(old: str, new: str, at: int, size: int, found: int) -> bool:
    """Whether the edit itself put the words and all that stood around them elsewhere."""
    around = f"\0{old}\0"[max(0, at + 1 - 24) : at + 1 + size + 24]
    return around in f"\0{new}\0"[max(0, found - 26) : found + size + 28]


@settings(max_examples=300, deadline=None)
@given(_ANY, _ANY, st.data())
def test_any_two_texts(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    if start == end:
        return
    moves = Moves(old, new)
    result = moves.place(start, end)
    assert result == moves.place(start, end) == place(old, new, start, end)
    found = [result] if isinstance(result, Found) else [] if result is None else list(result.candidates)
    for each in found:
        assert 0 <= each.start < each.end <= len(new)
        assert 0.5 <= each.similarity <= 1


def test_a_long_post_with_many_passages() -> None:
    old = " ".join(f"word{n} and" for n in range(20_000))
    new = old.replace("word777 ", "").replace("word15000 and", "word15000 or")
    moves = Moves(old, new)
    for n in range(1, 20_000, 97):
        at = old.index(f"word{n} ")
        result = moves.place(at, at + len(f"word{n}"))
        assert result is None if n == 777 else isinstance(result, Found)
