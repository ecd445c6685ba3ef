"""A real thread, read and tagged by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.formats.registry import read
from argmap.gui.reader.proposals import quotes_of
from argmap.model.kinds import RelationKind, TargetKind

pytestmark = pytest.mark.corpus


@pytest.fixture
def seed(corpus: Path, open_reader):
    path = next((corpus / "seed").glob("*.txt"))
    return open_reader(read(path.read_bytes(), path.name))


def test_every_post_is_laid_out_whole(seed):
    for index in range(len(seed.view.document)):
        laid = seed.view.laid(index)
        text = seed.view.document.post(index).text
        assert "".join(text[row.start : row.end] for row in laid.body.rows) == text
        wide = laid.body.width + 0.5
        assert all(rect.right() <= wide for rect in laid.body.rects(0, len(text)))
        assert all(label.rect.right() <= wide + 1 for label in laid.body.labels)


def test_j_stops_at_every_sentence_that_is_not_quoted_from_here(seed):
    document = seed.view.document
    expected = [(post_id, *span) for post_id in document.ids for span in document.sentences(post_id)]
    walked = []
    for _ in expected:
        seed.press("J")
        here = seed.view.cursor_span
        walked.append((here.post, here.start, here.end))
        assert seed.view.viewport().rect().intersects(seed.view.cursor_rect())
    assert walked == expected
    assert len(walked) > 50


def test_an_answer_below_a_quote_finds_the_statement_on_what_it_quotes(seed):
    debate = seed.debate
    quote = next(
        quote for post_id in seed.view.document.ids for quote in quotes_of(debate, post_id) if quote.of_post is not None
    )
    seed.view.go_to(quote.of_post, quote.of_start, quote.of_end)
    seed.press("C", "Esc")
    (claim,) = debate.statements
    seed.view.go_to(quote.post, quote.end + 1)
    seed.press("O")
    assert seed.proposed[0] == claim
    seed.press("Enter")
    (link,) = debate.relations.values()
    assert (link.kind, link.target.kind, link.target.id) == (RelationKind.OBJECTS, TargetKind.STATEMENT, claim)
