"""The dates of a column."""

import pytest

from argmap.formats.threads.table_dates import DateOrder, iso_date, order_of

MONTH_FIRST = DateOrder()
DAY_FIRST = DateOrder(day_first=True)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01T04:00Z", "2024-05-01T04:00:00+00:00"),
        ("2024/5/1 10:00", "2024-05-01T10:00:00"),
        ("2024/5/1 10:00:00+02", "2024-05-01T10:00:00+02:00"),
        ("1714550400", "2024-05-01T08:00:00+00:00"),
        ("1714550400000", "2024-05-01T08:00:00+00:00"),
        ("5/13/2024 3:07 PM", "2024-05-13T15:07:00"),
        ("12/31/99", "1999-12-31"),
        ("May 5, 2024", "2024-05-05"),
        ("Sunday, May 5, 2024 at 12:05 a.m.", "2024-05-05T00:05:00"),
        ("5 May 2024 10:00:30", "2024-05-05T10:00:30"),
        ("5. März 2024, 10:15 Uhr", "2024-03-05T10:15:00"),
        ("5 de mayo de 2024", "2024-05-05"),
        ("1er août 2024", "2024-08-01"),
        ("Mon, 6 May 2024 10:00:00 +0200", "2024-05-06T10:00:00+02:00"),
        ("Mon, 6 May 2024 10:00:00 EST", "2024-05-06T10:00:00"),
        ("2024", None),
        ("12", None),
        ("31/31/2024", None),
        ("9999-99-99", None),
        ("may be 2024", None),
        ("1714550400171455040017145504001714550400", None),
        ("x" * 100_000, None),
    ],
)
def test_a_cell(cell, expected):
    assert iso_date(cell, MONTH_FIRST) == expected


def test_the_day_stands_first_where_the_column_says_so():
    assert order_of(["03/04/2024", "13/04/2024"]) == DAY_FIRST
    assert order_of(["03.04.2024", "05.04.2024"]) == DAY_FIRST
    assert order_of(["03/04/2024", "04/13/2024"]) == MONTH_FIRST
    assert order_of(["03/04/2024"]) == DateOrder(is_told=False)
    assert order_of(["2024-03-04", "03/03/2024", ""]) == DateOrder()
    assert iso_date("03/04/2024", DAY_FIRST) == "2024-04-03"
