from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.gui.reader.offsets import Offsets

TEXTS = st.text(st.sampled_from("ab é\n🚲👩🏽\u200d🇩🇪\u0301한漢"), max_size=40) | st.text(max_size=40)


def units(text: str) -> int:
    """How long Qt says that a text is."""
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS, st.data())
def test_positions_are_those_of_utf_16(text, data):
    offset = data.draw(st.integers(0, len(text)))
    assert Offsets(text).to_utf16(offset) == units(text[:offset])


@given(TEXTS)
def test_there_and_back_is_the_same(text):
    offsets = Offsets(text)
    assert [offsets.to_code_point(offsets.to_utf16(n)) for n in range(len(text) + 1)] == list(range(len(text) + 1))


@given(TEXTS)
def test_a_position_inside_a_pair_is_its_character(text):
    offsets = Offsets(text)
    for number, character in enumerate(text):
        if units(character) == 2:
            assert offsets.to_code_point(offsets.to_utf16(number) + 1) == number


@given(TEXTS, st.data())
def test_snapping_grows_a_span_and_then_rests(text, data):
    offsets = Offsets(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = offsets.span(start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert offsets.span(low, high) == (low, high)


@pytest.mark.parametrize("cluster", ["👩🏽‍🚒", "🇩🇪", "é", "👍🏿", "한"])
def test_what_looks_like_one_character_is_never_cut(cluster):
    text = f"a{cluster}b"
    for inside in range(2, 1 + len(cluster)):
        assert Offsets(text).snapped(inside) == 1
        assert Offsets(text).snapped(inside, up=True) == 1 + len(cluster)
