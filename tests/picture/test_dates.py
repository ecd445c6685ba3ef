"""Dates read the same everywhere."""

import pytest

from argmap.picture.dates import show_date


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2024-09-13", "13 Sep 2024"),
        ("2024-09-03T23:59:59+00:00", "3 Sep 2024"),
        ("2024-12-31T10:00:00Z", "31 Dec 2024"),
        ("last spring", "last spring"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_shown_in_words(moment: str | None, shown: str) -> None:
    assert show_date(moment) == shown
