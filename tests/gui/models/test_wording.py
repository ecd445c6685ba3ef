"""What a post is called in one line."""

import pytest

from argmap.gui.models.wording import opening_words
from argmap.model.kinds import BlockKind, PostStatus
from argmap.model.records import Block, Post


def test_a_post_is_called_by_its_own_first_words() -> None:
    text = "ada:\n\nToo low.\n\nWhy?"
    kinds = ((BlockKind.NOISE, "ada:"), (BlockKind.QUOTE, "Too low."), (BlockKind.OWN, "Why?"))
    blocks = tuple(Block(kind, text.index(words), text.index(words) + len(words)) for kind, words in kinds)
    assert opening_words(Post("p", text=text, blocks=blocks)) == "Why?"
    assert opening_words(Post("p", text=text, blocks=blocks[:2])) == "ada: Too low. Why?"


@pytest.mark.parametrize(("title", "words"), [("Boats & seats", "Boats & seats"), ("", "not in the file")])
def test_a_post_that_is_absent_is_called_by_its_title(title: str, words: str) -> None:
    assert opening_words(Post("p", status=PostStatus.MISSING, title=title)) == words
