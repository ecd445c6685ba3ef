"""Workbooks of comments."""

import io
import zipfile
from datetime import date, datetime

import pytest

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import table_sheets
from argmap.formats.threads.table_columns import ColumnMap
from argmap.formats.threads.table_reading import read_table, table_file

ROWS = [
    ["When", "Who", "Comment", "Votes", "Id"],
    [datetime(2024, 5, 1, 10, 30), "Ann", "It is far too low for real use.", 3, 1],
    [date(2024, 5, 2), "Bo", "I like it.\nReally 🚲.", 4.5, 2],
    [None, None, None, None, None],
    ["2024-05-03", "Cy", True, None, 3],
]


@pytest.fixture
def workbook(make_xlsx):
    return make_xlsx({"About": [["A survey of May"]], "Answers": ROWS, "More": [["Comment"], ["Short."]]})


def test_the_sheet_with_the_most_text_is_read(workbook, check_posts):
    debate = registry.read(workbook, "survey.xlsx")
    check_posts(debate)
    assert [(debate.authors[p.author].name, p.posted_at, p.text, p.score) for p in debate.posts.values()] == [
        ("Ann", "2024-05-01T10:30:00", "It is far too low for real use.", 3.0),
        ("Bo", "2024-05-02", "I like it.\nReally 🚲.", 4.5),
        ("Cy", "2024-05-03", "yes", None),
    ]
    notes = [f.text for f in debate.findings.values()]
    assert notes == ["Only the sheet “Answers” was read, not “About” (1 row), “More” (1 row)."]


def test_another_sheet_can_be_chosen(workbook):
    debate = read_table(workbook, "survey.xlsx", ColumnMap(text=(0,), sheet="More"))
    assert [p.text for p in debate.posts.values()] == ["Short."]
    assert next(iter(debate.sources.values())).format == "xlsx-table"
    with pytest.raises(FormatError, match="There is no sheet “Less” with anything in it"):
        read_table(workbook, "survey.xlsx", ColumnMap(text=(0,), sheet="Less"))
    found = table_file(workbook, "survey.xlsx")
    assert found.recalled('text=#1,"sheet=More"') == ColumnMap(text=(0,), sheet="More")
    assert found.recalled("text=#1,sheet=Gone") is None


def test_formulas_are_what_they_came_to_and_links_are_left_alone(make_xlsx):
    data = make_xlsx({"S": [["Comment"], ['=WEBSERVICE("http://example.org/")'], ["A comment in words."]]})
    assert [p.text for p in read_table(data, "x.xlsx").posts.values()] == ["A comment in words."]


def test_a_sheet_that_claims_to_be_huge_is_read_in_time(make_xlsx, in_time):
    in_time(60)
    data = make_xlsx({"S": [["Comment"], ["A comment in words."]]})
    source = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"').replace(b'r="2"', b'r="1048576"')
                content = content.replace(b'r="A2"', b'r="A1048576"')
            new.writestr(name, content)
    (post,) = read_table(source.getvalue(), "x.xlsx").posts.values()
    assert post.text == "A comment in words."


def test_a_row_far_below_what_excel_can_count_does_not_hang(make_xlsx, in_time):
    in_time(60)
    data = make_xlsx({"S": [["Comment"], ["A comment in words."], ["Another."]]})
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").replace(b'r="3"', b'r="99999999999"')
    (post,) = read_table(_replaced(data, "xl/worksheets/sheet1.xml", sheet), "x.xlsx").posts.values()
    assert post.text == "A comment in words."


def test_rows_of_nothing_but_width_are_refused(make_xlsx, monkeypatch):
    data = make_xlsx({"S": [["Comment"], ["A comment in words."]]})
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    wide = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (n, n) for n in range(3, 30))
    monkeypatch.setattr(table_sheets, "MOST_SCANNED", 100_000)
    with pytest.raises(FormatError, match="has more than 20,000,000 cells"):
        read_table(
            _replaced(data, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", wide + b"</sheetData>")),
            "x.xlsx",
        )


def _replaced(data, part, content):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, content)
    return target.getvalue()


def test_hostile_workbooks_are_refused_with_a_sentence(workbook, in_time):
    in_time(60)
    bomb = _replaced(workbook, "xl/sharedStrings.xml", b" " * 300_000_000)
    away = _replaced(workbook, "../../etc/passwd", b"x")
    entity = _replaced(workbook, "xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>')
    binary = _replaced(workbook, "xl/workbook.bin", b"x")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    for data, sentence in (
        (bomb, "would be too large unpacked"),
        (away, "points out of the document"),
        (entity, "has a document type in it"),
        (binary, "is a binary Excel workbook"),
        (old, "of the kind before 2007"),
        (locked, "has a password"),
        (workbook[:2000], "is no whole Excel workbook"),
        (b"PK\x03\x04" + b"x" * 100, "is no whole Excel workbook"),
        (b"words", "is no whole Excel workbook"),
    ):
        with pytest.raises(FormatError, match=sentence):
            registry.read(data, "x.xlsx")
    with pytest.raises(FormatError, match=r"before 2007 \(.xls\)"):
        registry.read(old, "x.xls")


def test_spoiled_workbooks_are_read_or_refused(make_xlsx, mutations, in_time, check_posts):
    in_time(120)
    data = make_xlsx({"Answers": ROWS})
    outcomes = {"read": 0, "refused": 0}
    for spoiled in mutations(data, 300, unpack=True):
        try:
            check_posts(read_table(spoiled, "x.xlsx"))
            outcomes["read"] += 1
        except FormatError as error:
            assert str(error).endswith(".")
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 10
