"""Rejecting a quote that was only inferred gives its words back to the author."""

from dataclasses import replace

import pytest

from argmap.model.debate import Change, Debate, Edit
from argmap.model.edits import quotes
from argmap.model.kinds import BlockKind, QuoteBasis
from argmap.model.records import Block


@pytest.fixture
def inferred(debate: Debate) -> Debate:
    post = debate.posts["p5"]
    blocks = (Block(BlockKind.QUOTE, 0, 9, 1), Block(BlockKind.OWN, 9, len(post.text)))
    debate.apply(Edit("prepare", (Change(post, replace(post, blocks=blocks)),)))
    return debate


def test_rejecting_and_accepting_turn_the_block(inferred: Debate) -> None:
    inferred.apply(quotes.reject(inferred, "q1"))
    assert {b.kind for b in inferred.posts["p5"].blocks} == {BlockKind.OWN}
    inferred.apply(quotes.accept(inferred, "q1"))
    assert inferred.posts["p5"].blocks[0].kind is BlockKind.QUOTE
    assert inferred.posts["p5"].blocks[1].kind is BlockKind.OWN


def test_marks_in_the_file_stay(inferred: Debate) -> None:
    quote = inferred.quotes["q1"]
    inferred.apply(Edit("prepare", (Change(quote, replace(quote, basis=QuoteBasis.MARKUP)),)))
    inferred.apply(quotes.reject(inferred, "q1"))
    assert inferred.posts["p5"].blocks[0].kind is BlockKind.QUOTE
