"""A flow over many sheets of paper says on each what its columns are, and shows the same in every format."""

import pypdfium2
import pytest

from argmap.formats.pictures import pdf, svg
from argmap.formats.registry import WriteOptions
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Relation, Statement, Target


@pytest.fixture
def rounds() -> Debate:
    """Sixteen openings, each with objections and objections to those that nobody answered."""
    points = [Statement(f"s{i:02}", StatementKind.OBJECTION, f"Point number {i}") for i in range(48)]
    links = [
        Relation(f"r{i:02}", RelationKind.OBJECTS, (f"s{i:02}",), Target(TargetKind.STATEMENT, f"s{i - 1:02}"))
        for i in range(48)
        if i % 3
    ]
    return Debate([*points, *links])


def texts(data: bytes) -> list[str]:
    """What is written on each sheet."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_each_sheet_of_paper_has_the_headings_of_its_columns_once(rounds: Debate) -> None:
    _, *sheets = texts(pdf.write(rounds, WriteOptions(layout="flow", tiled=True, orientation="landscape")))
    pages = [text for text in sheets if "Point number" in text]
    assert len(pages) >= 3
    for text in pages:
        counts = [text.count(heading) for heading in ("Opening", "Round 1", "Round 2", "Round 3")]
        assert max(counts) == 1
    assert sum("Opening" in text for text in pages) >= 3


def test_a_tree_has_no_headings(rounds: Debate) -> None:
    written = "".join(texts(pdf.write(rounds, WriteOptions(layout="tidy", tiled=True))))
    assert "Round" not in written
    assert "Opening" not in written


def test_pdf_and_svg_show_the_same_sheet(rounds: Debate) -> None:
    page = "".join(texts(pdf.write(rounds, WriteOptions(layout="flow"))))
    drawn = svg.write(rounds, WriteOptions(layout="flow")).decode()
    for words, count in (("Nobody answered", 16), ("Round 3", 1), ("16 points, 16 unanswered", 1)):
        assert page.count(words) == drawn.count(words) == count
