"""What the columns of a table are: guessed, spelled, and remembered by their headers."""

import pytest

from argmap.formats.registry import FormatError
from argmap.formats.threads.table_columns import ColumnMap, headers_key
from argmap.formats.threads.table_guess import guess
from argmap.formats.threads.table_rows import Row

HEADERS = ("Comment ID", "Name, full", "Comment", "What else?", "Posted")


def _rows(*rows):
    return [Row(tuple(row)) for row in rows]


def test_a_map_is_spelled_by_headers_numbers_and_in_any_order():
    columns = ColumnMap.parse('date=#5, text=comment+What else?,"author=Name, full"', HEADERS)
    assert columns == ColumnMap(text=(2, 3), author=(1,), date=4)
    assert ColumnMap.parse(columns.spelled(), HEADERS) == columns
    sheet = ColumnMap(text=(0,), sheet='Answers, "May"')
    assert ColumnMap.parse(sheet.spelled(), HEADERS) == sheet


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("author=Posted", "No column is given for the text"),
        ("", "No column is given for the text"),
        ("text=Nothing", "There is no column “Nothing”. The table has “Comment ID”, “Name, full”"),
        ("text=#6", "There is no column “#6”"),
        ("text=#0", "There is no column “#0”"),
        ("word=Comment", "“word=Comment” does not say what a column is"),
        ("text", "“text” does not say what a column is"),
        ("text=", "“text=” does not say what a column is"),
        ("text=Comment,text=Posted", "“text” is given twice"),
    ],
)
def test_what_is_spelled_wrong_is_told(spec, sentence):
    with pytest.raises(FormatError, match=sentence.replace("?", r"\?")):
        ColumnMap.parse(spec, HEADERS)


def test_headers_are_remembered_by_their_words():
    assert headers_key(["Comment ID", "Posted_Date"]) == headers_key(["comment_id", "postedDate"])
    assert headers_key(["Comment ID", "Posted"]) != headers_key(["Comment", "ID Posted"])


@pytest.mark.parametrize(
    ("headers", "row", "expected"),
    [
        (("Autor", "Datum", "Stellungnahme"), ("Ann", "1.2.2024", "Das ist mir zu viel."), "author date text"),
        (("Nom", "Date", "Contribution"), ("Ann", "2024-02-01", "C'est trop pour moi."), "author date text"),
        (("Nombre", "Fecha", "Comentario"), ("Ann", "2024-02-01", "Es demasiado para mí."), "author date text"),
        (("utente", "data", "commento"), ("ann", "2024-02-01", "Per me è troppo davvero."), "author date text"),
        (("gebruiker", "datum", "reactie"), ("ann", "2024-02-01", "Dat is mij te veel."), "author date text"),
        (("作者", "日期", "评论"), ("安", "2024-02-01", "这对我来说太多了。"), "author date text"),
        (("createdAt", "userName", "commentText"), ("1714550400", "ann", "Too much for me."), "date author text"),
        (("score", "subject", "body"), ("12", "Plates", "That is too much for me."), "score title text"),
    ],
)
def test_headers_of_many_languages_are_known(headers, row, expected):
    found = guess(headers, _rows(row, row)).columns()
    assert found == {role: (n,) for n, role in enumerate(expected.split())}


def test_the_longest_words_are_the_text_where_no_header_says():
    rows = _rows(("x1", "Ann", "I think that this goes too far."), ("x2", "Bo", "I do not think that at all, no."))
    assert guess(("a", "b", "Q7. What do you think of it?"), rows).text == (2,)
    assert guess(("a", "b"), _rows(("1", "2"), ("3", "4"))).text == ()


def test_a_parent_is_a_column_of_ids_of_the_same_table():
    rows = _rows(("p-10", "", "One thing."), ("p-11", "p-10", "Another thing."), ("p-12", "p-11", "A third thing."))
    found = guess(("message id", "thread", "body"), rows)
    assert (found.id, found.parent) == (0, 1)
    votes = _rows(("1", "2", "One thing."), ("2", "1", "Another thing."), ("3", "2", "A third thing."))
    assert guess(("id", "votes", "body"), votes).parent is None
    topics = _rows(("1", "plates", "One thing."), ("2", "tests", "Another thing."))
    assert guess(("id", "in reply to", "body"), topics).parent is None


def test_rows_are_sentences_only_where_their_numbers_say_so():
    posts = _rows(("t1", "1", "One."), ("t1", "2", "Two."), ("t2", "1", "Three."), ("t2", "2", "Four."))
    assert guess(("thread_id", "post_number", "body"), posts).group is None
    found = guess(("doc_id", "sentence_id", "body"), posts)
    assert (found.group, found.order, found.id) == (0, 1, None)
