"""Tables of comments as CSV and TSV: what a cell, a row and a column become."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import decode
from argmap.formats.threads.table_columns import ColumnMap
from argmap.formats.threads.table_posts import preview
from argmap.formats.threads.table_reading import chosen, read_table, table_file, tables
from argmap.model.kinds import PostStatus, SpanRole

COMMENTS = (
    b"Comment ID,Parent ID,Author,Posted Date,Comment,Votes,Link\n"
    b'ex-1,,Ann Roe,2024-05-01 10:00,"Plates are fine, and\n\nthey are cheap.",5,https://example.org/1\n'
    b'ex-2,ex-1,Bo Lind,2024-05-02,"Cheap? A ""plate"" costs 40 euros.",-2,\n'
    b"ex-3,ex-9,Anonymous,no idea,Nobody reads plates at night.,,\n"
    b"ex-4,,Cy,2024-05-03,,1,\n"
)
SENTENCES = (
    b"id\tdocument_id\tsentence_nr\tcontent\n"
    b"1\tM7\t2\tThe lane is too narrow.\n"
    b"2\tM7\t1\tA narrow lane\n"
    b"3\tM7\t3\tCould it be wider?\n"
    b"4\tM8\t1\tThe crossing has no light.\n"
    b"5\tM8\t2\tChildren cross there.\n"
)


def _posts(debate):
    return [
        (p.native_id, debate.authors[p.author].name if p.author else "", p.posted_at, p.text, p.score)
        for p in debate.posts.values()
        if p.status is not PostStatus.MISSING
    ]


def _notes(debate):
    return {(f.code, f.text) for f in debate.findings.values()}


def test_a_csv_with_headers_is_read_by_them(check_posts, native_tree):
    debate = registry.read(COMMENTS, "comments.csv")
    check_posts(debate)
    assert _posts(debate) == [
        ("ex-1", "Ann Roe", "2024-05-01T10:00:00", "Plates are fine, and\n\nthey are cheap.", 5.0),
        ("ex-2", "Bo Lind", "2024-05-02", 'Cheap? A "plate" costs 40 euros.', -2.0),
        ("ex-3", "", None, "Nobody reads plates at night.", None),
        ("ex-4", "Cy", "2024-05-03", "", 1.0),
    ]
    assert {(native, parent) for native, _, parent in native_tree(debate)} == {
        ("ex-1", None),
        ("ex-2", "ex-1"),
        ("ex-3", "ex-9"),
        ("ex-4", None),
        ("ex-9", None),
    }
    assert next(iter(p.permalink for p in debate.posts.values() if p.native_id == "ex-1")) == "https://example.org/1"
    assert ("time", "1 date could not be read and is left out.") in _notes(debate)


def test_every_row_is_a_span_of_the_text():
    debate = registry.read(COMMENTS, "comments.csv")
    text = decode(COMMENTS, "comments.csv").text
    (source,) = debate.sources.values()
    rows = {debate.posts[s.post].native_id: text[s.start : s.end] for s in source.spans if s.role is SpanRole.POST}
    assert rows["ex-1"].startswith("ex-1,,Ann")
    assert rows["ex-1"].endswith("example.org/1")
    assert rows["ex-3"] == "ex-3,ex-9,Anonymous,no idea,Nobody reads plates at night.,,"
    assert [text[s.start : s.end] for s in source.spans if s.role is SpanRole.NOISE] == [text.split("\n")[0]]


def test_sentences_of_a_document_are_one_post_in_their_order():
    debate = registry.read(SENTENCES, "sentences.tsv")
    assert [(p.native_id, p.text) for p in debate.posts.values()] == [
        ("M7", "A narrow lane\n\nThe lane is too narrow. Could it be wider?"),
        ("M8", "The crossing has no light. Children cross there."),
    ]
    (source,) = debate.sources.values()
    assert [s.role for s in source.spans] == [SpanRole.NOISE, SpanRole.POST, SpanRole.POST]


def test_a_table_from_german_excel():
    text = 'sep=;\r\nName;Datum;Kommentar;Antwort auf;Nr\r\nÄnn;03.04.2024 10:15;"Gut;\r\nja!";;1\r\nBo;15.04.2024;Nein;1;2\r\n'
    debate = registry.read(text.encode("cp1252"), "umfrage.csv")
    found = _posts(debate)
    assert [f[1:4] for f in found] == [("Änn", "2024-04-03T10:15:00", "Gut;\nja!"), ("Bo", "2024-04-15", "Nein")]
    assert [p.parent is not None for p in debate.posts.values()] == [False, True]


def test_numbers_as_ids_bear_the_mark_of_their_table():
    one = read_table(b"id,comment\n1,This is one.\n2,And two.\n", "a.csv")
    other = read_table(b"id,comment,date\n1,Quite another.\n2,And two.\n", "b.csv")
    assert not {p.native_id for p in one.posts.values()} & {p.native_id for p in other.posts.values()}
    again = read_table(b"id,comment\n1,This is one.\n3,And three.\n", "c.csv")
    assert len({p.native_id for p in one.posts.values()} & {p.native_id for p in again.posts.values()}) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_marks_of_encodings_are_no_part_of_the_first_header(encoding):
    data = COMMENTS.decode().replace("\n", "\r\n").encode(encoding)
    data = b"\xff\xfe" + data if encoding == "utf-16-le" else data
    assert [post[0] for post in _posts(registry.read(data, "x.csv"))] == ["ex-1", "ex-2", "ex-3", "ex-4"]


def test_html_in_cells_is_read_as_such():
    data = b'comment,name\n"First.<br/><br/>Second isn&#39;t <b>bad</b>.",Ann\n"Plain &amp; simple",Bo\n"1 < 2 and 3 > 2",Cy\n'
    debate = read_table(data, "x.csv")
    assert [p.text for p in debate.posts.values()] == [
        "First.\n\nSecond isn't bad.",
        "Plain & simple",
        "1 < 2 and 3 > 2",
    ]
    assert ("markup", "1 comment has HTML marks, which were read as such.") in _notes(debate)


def test_first_and_last_name_and_the_organisation_make_the_author():
    data = (
        b"Document ID,First Name,Last Name,Organization Name,Posted Date,Comment,Attachment Files\n"
        b"EX-1,Jane,Roe,Acme Corp,2024-05-01T04:00Z,I oppose this threshold.,https://example.org/a.pdf\n"
        b"EX-2,,,Rail Union,2024-05-01T04:00Z,We support it.,\n"
        b"EX-3,Anonymous,Anonymous,,2024-05-01T04:00Z,No.,\n"
    )
    debate = registry.read(data, "bulk.csv")
    assert [post[1] for post in _posts(debate)] == ["Jane Roe (Acme Corp)", "Rail Union", ""]
    assert ("attachment", "1 comment has attachments that are not in this file.") in _notes(debate)


def test_deleted_rows_keep_their_place_and_reddit_marks_of_kinds_are_bare():
    data = b"id\tparent_id\tauthor\tbody\nabc\tt3_zzz\tann\t[removed]\nabd\tt1_abc\tbo\tWhy was that removed?\n"
    debate = read_table(data, "r.tsv")
    removed, answer = [p for p in debate.posts.values() if p.status is not PostStatus.MISSING]
    assert (removed.status, removed.text, answer.parent) == (PostStatus.REMOVED, "", removed.id)


def test_ragged_rows_and_stray_quotation_marks():
    data = b'name\tcomment\nann\t"Not closed\nbo\tFine\nshort\ncy\tA "word" here\tand more\tand more\n'
    debate = read_table(data, "x.tsv")
    assert [p.text for p in debate.posts.values()] == ['"Not closed', "Fine", 'A "word" here\nand more\nand more']
    notes = {text for _, text in _notes(debate)}
    assert "1 row has more cells than the table has columns; what is too much stands in the last column." in notes
    assert "1 row has no text and is in no post." in notes


def test_backslashes_before_quotation_marks():
    data = b'name,comment,note\nann,"He said \\"no, never\\", twice",x\nbo,"Yes",y\n'
    assert read_table(data, "x.csv").posts
    assert [p.text for p in read_table(data, "x.csv").posts.values()] == [
        'He said "no, never", twice',
        "Yes",
    ]


def test_a_table_without_headers_and_one_of_one_column():
    debate = read_table(b'Ann,2024-05-01,"I like it, truly"\nBo,2024-05-02,"I do not, sorry"\n', "x.csv")
    assert [post[1:4] for post in _posts(debate)] == [
        ("Ann", "2024-05-01", "I like it, truly"),
        ("Bo", "2024-05-02", "I do not, sorry"),
    ]
    one = read_table(b"comment\nI like it, truly\nI do not, sorry\n", "x.csv")
    assert [p.text for p in one.posts.values()] == ["I like it, truly", "I do not, sorry"]


def test_lines_above_the_table_are_told():
    data = b"Export of May\n\nName,Comment,Date\nAnn,This is it.,2024-05-01\nBo,That was it.,2024-05-02\n"
    debate = read_table(data, "x.csv")
    assert [post[3] for post in _posts(debate)] == ["This is it.", "That was it."]
    assert ("format", "1 line stands above the table, and is in no post.") in _notes(debate)


def test_dates_that_could_be_either_are_told():
    debate = read_table(b"date,comment\n03/04/2024,This is it.\n05/04/2024,That was it.\n", "x.csv")
    assert [p.posted_at for p in debate.posts.values()] == ["2024-03-04", "2024-05-04"]
    assert any(code == "time" and "month first" in text for code, text in _notes(debate))


def test_a_map_that_was_given_counts():
    columns = ColumnMap.parse("text=Comment+Author,author=Link", table_file(COMMENTS, "x.csv").tables[0].headers)
    debate = read_table(COMMENTS, "x.csv", columns)
    first = next(iter(debate.posts.values()))
    assert (first.native_id, first.text) == (None, "Plates are fine, and\n\nthey are cheap.\n\nAnn Roe")
    assert debate.authors[first.author].name == "https://example.org/1"


def test_a_preview_is_what_the_reading_will_be():
    found = table_file(COMMENTS, "x.csv")
    columns = found.guess()
    drafts = preview(found.tables[0], columns, 2)
    assert [(d.author, d.body.text, d.parent) for d in drafts] == [
        ("Ann Roe", "Plates are fine, and\n\nthey are cheap.", None),
        ("Bo Lind", 'Cheap? A "plate" costs 40 euros.', "ex-1"),
    ]
    assert preview(found.tables[0], ColumnMap()) == []
    assert found.recalled(columns.spelled()) == columns
    assert found.recalled("text=#90") is None
    assert found.recalled("") is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"id,number\n1,2\n3,4\n", "None of the columns of “x.csv” is known to hold comments"),
        (b"comment,name\n", "has no rows below its header"),
        (b"a,b\n\0\1\2", "looks like a binary file"),
        (b"PK\x03\x04 no zip", "is no whole Excel workbook"),
    ],
)
def test_what_is_no_table_of_comments_is_refused(data, sentence):
    with pytest.raises(FormatError, match=sentence):
        read_table(data, "x.csv")


def test_a_table_is_known_by_its_rows_under_any_name():
    assert registry.guess(COMMENTS, "comments").name == "csv-table"
    assert registry.guess(SENTENCES, "sentences.txt").name == "tsv-table"
    assert registry.guess(SENTENCES, "sentences.csv").name == "csv-table"
    prose = b"Well, I think so, too.\nBut, and it is a but, not always.\nYes, no, perhaps.\nOne, two, three.\n"
    assert registry.guess(prose, "x.txt").name == "text"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(alphabet='ab,;\t"\n\\ é1', max_size=120).map(str.encode), st.binary(max_size=80)))
def test_junk_is_read_or_refused(data):
    for name in ("x.csv", "x.tsv"):
        try:
            registry.read(data, name, quotes=False)
        except FormatError as error:
            assert str(error).endswith((".", "?"))


def test_spoiled_tables_are_read_or_refused(mutations, in_time, check_posts):
    in_time(60)
    for data in mutations(COMMENTS + SENTENCES, 300):
        try:
            check_posts(read_table(data, "x.csv"))
        except FormatError:
            continue


def test_thirty_thousand_rows_that_answer_each_other(in_time):
    in_time(30)
    rows = "".join(f"c{n},{f'c{n - 1}' if n else ''},Words of number {n}.\n" for n in range(30_000))
    debate = read_table(f"id,parent,comment\n{rows}".encode(), "deep.csv")
    assert sum(p.parent is not None for p in debate.posts.values()) == 29_999


@pytest.mark.corpus
def test_the_cycling_dialogue(corpus, check_posts):
    path = corpus / "threads" / "public_comments_tsv" / "dataset_CDM.tsv"
    data = path.read_bytes()
    (table,) = tables(data, path.name)
    _, columns = chosen([table], None)
    assert columns.columns() == {"text": (3,), "group": (1,), "order": (2,), "url": (8,)}
    debate = registry.read(data, path.name, quotes=False)
    check_posts(debate)
    documents: dict[str, list[str]] = {}
    for row in table.rows:
        documents.setdefault(row.cells[1], []).append(row.cells[3])
    assert [p.native_id for p in debate.posts.values()] == list(documents)
    for post in debate.posts.values():
        assert "".join(post.text.split()) == "".join("".join(documents[post.native_id]).split())
    (source,) = debate.sources.values()
    assert sum(span.role is SpanRole.POST for span in source.spans) == len(documents)


def test_a_quotation_mark_that_is_never_closed_swallows_no_comments() -> None:
    rows = [f"{n},Ann,Comment number {n} on boats" for n in range(9)]
    rows[3] = '3,Ann,"I never close this'
    debate = registry.read(("id,Author,Comment\n" + "\n".join(rows) + "\n").encode(), "a.csv")
    texts = [post.text for post in debate.posts.values()]
    assert len(texts) == 9
    assert texts[3] == '"I never close this'


def test_a_table_that_ends_within_a_cell_says_so() -> None:
    rows = [f'{n},Ann,"Comment {n}, which\ngoes on"' for n in range(9)]
    debate = registry.read(("id,Author,Comment\n" + "\n".join(rows)[:-3]).encode(), "a.csv")
    assert [post.text for post in debate.posts.values()][-1] == "Comment 8, which\ngoes"
    assert [f.text for f in debate.findings.values()] == [
        "A quotation mark in the last row is never closed, so that the last 2 lines of the file are one cell."
    ]
