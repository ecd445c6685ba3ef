from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.reader import cursor as moves
from argmap.gui.reader.cursor import Cursor

TEXT = "One is here. Two don't follow, at 1.5 km. Three 🚲 ends."
SPANS = [(0, 12), (13, 41), (42, len(TEXT))]


def on(span: tuple[int, int]) -> Cursor:
    return Cursor.on("p", span)


def words(cursor: Cursor) -> str:
    return TEXT[cursor.start : cursor.end]


def test_stepping_through_and_off_the_ends():
    assert moves.next_sentence(SPANS, on(SPANS[0])) == SPANS[1]
    assert moves.next_sentence(SPANS, on(SPANS[2])) is None
    assert moves.previous_sentence(SPANS, on(SPANS[2])) == SPANS[1]
    assert moves.previous_sentence(SPANS, on(SPANS[0])) is None


def test_stepping_from_a_part_of_a_sentence():
    inside = on((15, 20))
    assert moves.next_sentence(SPANS, inside) == SPANS[2]
    assert moves.previous_sentence(SPANS, inside) == SPANS[0]


def test_growing_down_shrinks_back_and_then_grows_up():
    here = moves.grown(SPANS, on(SPANS[1]), 1)
    assert (here.start, here.end) == (13, len(TEXT))
    here = moves.grown(SPANS, here, -1)
    assert (here.start, here.end) == SPANS[1]
    here = moves.grown(SPANS, here, -1)
    assert (here.start, here.end) == (0, 41)
    here = moves.grown(SPANS, here, 1)
    assert (here.start, here.end) == SPANS[1]


@given(st.lists(st.sampled_from([1, -1]), max_size=12), st.integers(0, 2))
def test_growing_always_holds_the_sentence_it_began_at(steps, began):
    here = on(SPANS[began])
    for by in steps:
        here = moves.grown(SPANS, here, by)
        assert here.start <= SPANS[began][0]
        assert here.end >= SPANS[began][1]


def test_the_end_moves_by_words():
    here = moves.with_end(TEXT, on(SPANS[1]), -1)
    assert words(here) == "Two don't follow, at 1.5 km"
    here = moves.with_end(TEXT, here, -1)
    assert words(here) == "Two don't follow, at 1.5"
    assert words(moves.with_end(TEXT, here, 1)) == "Two don't follow, at 1.5 km"


def test_the_start_moves_by_words():
    here = moves.with_start(TEXT, on(SPANS[1]), 1)
    assert words(here) == "don't follow, at 1.5 km."
    assert words(moves.with_start(TEXT, here, -1)) == "Two don't follow, at 1.5 km."


@pytest.mark.parametrize("move", [moves.with_end, moves.with_start])
@pytest.mark.parametrize("by", [1, -1])
def test_an_end_never_passes_the_other(move, by):
    here = on(SPANS[1])
    for _ in range(30):
        here = move(TEXT, here, by)
        assert here.start < here.end


def test_the_word_under_a_character():
    assert TEXT[slice(*moves.word_at(TEXT, TEXT.index("don't") + 2))] == "don't"
    assert TEXT[slice(*moves.word_at(TEXT, TEXT.index("1.5") + 1))] == "1.5"
    assert TEXT[slice(*moves.word_at(TEXT, TEXT.index("🚲")))] == "🚲"


def test_trimming():
    assert moves.trimmed("  a b \n", 0, 7) == (2, 5)
    assert moves.trimmed("  \n", 0, 3) is None


def test_without_sentences_nothing_moves():
    assert moves.index_at([], 3) == -1
    assert moves.next_sentence([], on((0, 0))) is None
    assert moves.grown([], on((0, 0)), 1) == on((0, 0))


def test_words_are_stepped_through_one_by_one_in_a_long_text():
    text = "word " * 1000
    here = Cursor.on("p", (2500, 2504))
    for _ in range(200):
        here = moves.with_end(text, here, 1)
    assert here.end == 2504 + 200 * 5
    for _ in range(300):
        here = moves.with_start(text, here, -1)
    assert here.start == 2500 - 300 * 5
