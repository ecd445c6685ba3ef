"""The map as a page."""

import re
import time

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from argmap.formats.pictures import pdf
from argmap.formats.registry import WriteOptions, by_name, for_writing
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Info, Relation, Statement, Target

DATED = WriteOptions(last_edit="2024-09-13T10:00:00")


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def test_the_format_is_found_by_name_and_suffix() -> None:
    assert by_name("pdf") is pdf.FORMAT is for_writing("map.pdf")


def test_there_is_one_page_and_its_text_can_be_read(debate: Debate) -> None:
    data = pdf.write(debate, DATED)
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        assert document.get_metadata_dict()["Title"] == "Fast bicycles"
        assert document.get_metadata_dict()["CreationDate"] == "D:20240913100000Z"
        width, height = document[0].get_size()
        assert {round(width), round(height)} == {595, 842}
    finally:
        document.close()
    shown = " ".join(text_of(data).split())
    for gist in (
        "Every courier bike is faster",
        "Plates cannot be read at night",
        "Last edited 13 Sep 2024",
        "≥ 80",
        "> 45",
    ):
        assert gist in shown


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_inside_the_page(debate: Debate, theme: str) -> None:
    document = pypdfium2.PdfDocument(pdf.write(debate, WriteOptions(theme=theme)))
    try:
        page = document[0]
        width, height = page.get_size()
        textpage = page.get_textpage()
        assert textpage.count_chars() > 300
        for index in range(textpage.count_chars()):
            left, bottom, right, top = textpage.get_charbox(index)
            assert left >= 0
            assert bottom >= 0
            assert right <= width
            assert top <= height
        drawn = 0
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            if right - left > width - 2 and top - bottom > height - 2:
                continue  # the ground, which covers the page
            drawn += 1
            assert left >= 0
            assert bottom >= 0
            assert right <= width + 0.5
            assert top <= height + 0.5
        assert drawn > 40
    finally:
        document.close()


def test_a_wide_map_lies_and_a_tall_one_stands() -> None:
    assert pdf.sheet(600, 400) == (842, 595)
    assert pdf.sheet(400, 600) == (595, 842)
    assert pdf.sheet(1000, 700) == (842, 595)  # a little smaller than life
    assert pdf.sheet(1500, 500) == (1684, 1191)
    assert pdf.sheet(2000, 9000) == (2000, 9000)
    wide, high = pdf.sheet(2000, 100_000)
    assert high == 14_000
    assert wide == pytest.approx(280)


def test_a_map_larger_than_any_sheet_gets_a_page_of_its_own() -> None:
    claims = [Statement(f"s{i}", StatementKind.CLAIM, "word " * 20) for i in range(80)]
    links = [
        Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i}",), Target(TargetKind.STATEMENT, "s0")) for i in range(1, 80)
    ]
    document = pypdfium2.PdfDocument(pdf.write(Debate([*claims, *links]), DATED))
    try:
        width, height = document[0].get_size()
        assert height > 3370
        assert len(document) == 1
        assert width < height
    finally:
        document.close()


@pytest.mark.parametrize("moment", ["", "no time", "2024-09-13", "2024-09-13T10:00:00+02:00", "1999-12-31T23:59:59Z"])
def test_the_table_of_places_stays_right(debate: Debate, moment: str) -> None:
    data = pdf.write(debate, WriteOptions(last_edit=moment))
    table = re.search(rb"\nxref\n0 (\d+)\n", data)
    assert table is not None
    start = re.search(rb"startxref\n(\d+)", data)
    assert start is not None
    assert data[int(start[1]) :].startswith(b"xref\n")
    entries = re.findall(rb"(\d{10}) \d{5} n", data[table.end() :])
    assert len(entries) == int(table[1]) - 1
    for number, entry in enumerate(entries, start=1):
        assert data[int(entry) :].startswith(b"%d 0 obj" % number)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set here")
def test_the_time_zone_changes_nothing(debate: Debate, monkeypatch: pytest.MonkeyPatch) -> None:
    here = pdf.write(debate, DATED)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        there = pdf.write(debate, DATED)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert here == there


def test_nothing_of_the_clock_or_of_chance_is_in_the_file(debate: Debate) -> None:
    data = pdf.write(debate, DATED)
    assert data == pdf.write(debate, DATED)
    assert set(re.findall(rb"D:\d{14}", data)) == {b"D:20240913100000"}
    assert data != pdf.write(debate, WriteOptions(last_edit="2024-09-14T10:00:00"))


def test_titles_with_any_characters_are_kept(debate: Debate) -> None:
    odd = Debate([*debate.records(), Info(title='<Räder> & "Schilder" 規則')])
    document = pypdfium2.PdfDocument(pdf.write(odd, DATED))
    try:
        assert document.get_metadata_dict()["Title"] == '<Räder> & "Schilder" 規則'
    finally:
        document.close()


def test_an_empty_map_says_so() -> None:
    assert "This map is empty" in text_of(pdf.write(Debate(), WriteOptions()))
