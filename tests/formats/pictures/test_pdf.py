"""The map as a page."""

import re
import time

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from argmap.formats.pictures import pdf
from argmap.formats.registry import FormatError, WriteOptions, by_name, for_writing
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Info, Position, Relation, Statement, Target

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


FIRST = "0001-01-01T00:00:00+14:00"
MOMENTS = ["", "no time", "2024-09-13", "2024-09-13T10:00:00+02:00", "1999-12-31T23:59:59Z", FIRST]


@pytest.mark.parametrize("moment", MOMENTS)
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


def many(count: int) -> Debate:
    """Claims under a first one, in a map that is taller than any sheet."""
    claims = [Statement(f"s{i:03}", StatementKind.CLAIM, f"point {i:03} of many, " + "word " * 9) for i in range(count)]
    links = [
        Relation(f"r{i:03}", RelationKind.SUPPORTS, (f"s{i:03}",), Target(TargetKind.STATEMENT, f"s{i // 3:03}"))
        for i in range(1, count)
    ]
    return Debate([Info(title="Many points"), *claims, *links])


def pages_of(data: bytes) -> list[tuple[tuple[float, float], str]]:
    """Size and text of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [(page.get_size(), " ".join(page.get_textpage().get_text_range().split())) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("paper", "short", "long"), [("A4", 595, 842), ("A3", 842, 1191), ("Letter", 612, 792)])
@pytest.mark.parametrize("orientation", ["", "portrait", "landscape"])
def test_a_map_is_fitted_to_the_paper_asked_for(
    debate: Debate, paper: str, short: int, long: int, orientation: str
) -> None:
    [(size, text)] = pages_of(pdf.write(debate, WriteOptions(paper=paper, orientation=orientation)))
    if orientation:
        assert size == ((long, short) if orientation == "landscape" else (short, long))
    assert set(size) == {short, long}
    assert "Every courier bike" in text


@pytest.mark.parametrize(("orientation", "size"), [("portrait", (595, 842)), ("landscape", (842, 595))])
def test_tiles_hold_everything_between_them(orientation: str, size: tuple[int, int]) -> None:
    pages = pages_of(pdf.write(many(120), WriteOptions(tiled=True, orientation=orientation)))
    assert {found for found, _ in pages} == {size}
    index, *tiles = (text for _, text in pages)
    assert index.startswith(f"Many points {len(tiles)} sheets in ")
    everything = "".join(tiles).replace(" ", "")
    for i in range(120):
        assert f"point{i:03}" in everything
    for number, text in enumerate(tiles, start=2):
        assert f"sheet{number}of{len(pages)}·Manypoints" in text.replace(" ", "")
        assert re.search(rf"\b{number}\b", index)
        assert text.count("point ") < 60  # what another sheet shows is not on this one


def test_tiles_join_without_a_gap() -> None:
    from argmap.formats.pictures.prepared import prepared
    from argmap.picture.drawing import Rect
    from argmap.picture.tiling import OVERLAP, POINTS, tiling

    made = prepared(many(120), WriteOptions())
    tiles = tiling(made.page, made.picture, "A4").tiles
    areas = {(tile.column, tile.row): tile.area for tile in tiles}
    assert OVERLAP > 10
    for (column, row), area in areas.items():
        if (column + 1, row) in areas:
            assert area.right - areas[column + 1, row].x == pytest.approx(OVERLAP / POINTS)
        if (column, row + 1) in areas:
            assert area.bottom - areas[column, row + 1].y == pytest.approx(OVERLAP / POINTS)
    for card_id in made.picture.places:
        box = made.picture.rect(card_id).moved(*made.page.origin)
        for tile in tiles:
            assert (card_id in tile.cards) == (box.meets(tile.area))
    assert max(area.right for area in areas.values()) >= made.page.width
    assert isinstance(tiles[0].area, Rect)


def test_tiles_are_named_like_cells_of_a_table() -> None:
    from argmap.picture.drawing import Rect
    from argmap.picture.tiling import Tile

    names = [Tile(1, column, 2, Rect(0, 0, 1, 1), (), ()).name for column in (0, 25, 26, 27, 701, 702)]
    assert names == ["A3", "Z3", "AA3", "AB3", "ZZ3", "AAA3"]


def test_a_small_map_is_not_tiled(debate: Debate) -> None:
    small = Debate([Statement("s", StatementKind.CLAIM, "Only one")])
    [(size, text)] = pages_of(pdf.write(small, WriteOptions(tiled=True, paper="A3")))
    assert set(size) == {842, 1191}
    assert "Only one" in text


def test_a_map_that_would_take_thousands_of_sheets_is_not_tiled(debate: Debate) -> None:
    apart = [Position("s2", 4e7, 3e7, True), Position("s4", 0, 0, True)]
    far = Debate([*debate.records(), *apart])
    with pytest.raises(FormatError, match=r"up to [\d,]{10,} sheets, more than the 10,000") as refused:
        pdf.write(far, WriteOptions(tiled=True))
    assert "Fit it to one sheet" in str(refused.value)
    assert pdf.write(far, WriteOptions(paper="A4"))


def test_a_tiled_file_is_settled_too() -> None:
    options = WriteOptions(tiled=True, last_edit="2024-09-13T10:00:00")
    data = pdf.write(many(40), options)
    assert data == pdf.write(many(40), options)
    assert set(re.findall(rb"D:\d{14}", data)) == {b"D:20240913100000"}


@pytest.mark.parametrize("options", [{"paper": "A9"}, {"orientation": "aslant"}])
def test_paper_that_does_not_exist_is_refused(debate: Debate, options: dict[str, str]) -> None:
    with pytest.raises(FormatError, match=r"There is no (paper|orientation) “"):
        pdf.write(debate, WriteOptions(**options))  # type: ignore[arg-type]
