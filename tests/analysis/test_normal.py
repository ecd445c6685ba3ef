"""Words as they are compared, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis.normal import Vocabulary, is_unspaced, words


@pytest.mark.parametrize(
    "text",
    [
        "Don't “say” the efﬁcient word",
        "don’t 'SAY' the ef\u00adficient\u00a0word",
        "**Don't** say—the efficient, <b class='x'>word</b>!",
        "Ｄｏｎ't say the _efficient_ word",
    ],
)
def test_spellings_of_one_sentence_give_the_same_words(text: str) -> None:
    assert words(text).words == ["don", "t", "say", "the", "efficient", "word"]


def test_a_web_address_is_one_word_and_a_tag_none() -> None:
    assert words("see https://a.example/b?c=1#d, <i>now</i> 3 < 4").words[1:] == [
        "https://a.example/b?c=1#d,",
        "now",
        "3",
        "4",
    ]


def test_characters_are_words_where_there_are_no_spaces() -> None:
    assert words("湖の規則 is").words == ["湖", "の", "規", "則", "is"]
    assert is_unspaced("湖の規則は厳しい")
    assert not is_unspaced("the rule 湖")


@given(st.text(max_size=60))
def test_places_are_exact_and_numbers_agree(text: str) -> None:
    known = words(text)
    again = words(" ".join(text[s:e] for s, e in zip(known.starts, known.ends, strict=True)))
    vocabulary = Vocabulary()
    assert len(vocabulary.numbers(text)) == len(known.words)
    if "<" not in text and "http" not in text:
        assert again.words == known.words
    assert known.starts == sorted(known.starts)
    assert all(s < e <= len(text) for s, e in zip(known.starts, known.ends, strict=True))
