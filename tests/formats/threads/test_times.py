import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.threads.times import from_epoch, from_iso


@pytest.mark.parametrize(
    ("value", "time"),
    [
        (0, "1970-01-01T00:00:00+00:00"),
        (1_700_000_000, "2023-11-14T22:13:20+00:00"),
        (1_700_000_000.6, "2023-11-14T22:13:21+00:00"),
        ("1700000000", "2023-11-14T22:13:20+00:00"),
        (1_700_000_000_000, "2023-11-14T22:13:20+00:00"),
        (1_700_000_000_000_000, "2023-11-14T22:13:20+00:00"),
        (-86_400, "1969-12-31T00:00:00+00:00"),
        (-62_135_596_800, "0001-01-01T00:00:00+00:00"),
        (-62_135_596_801, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        (True, None),
        (None, None),
        ("soon", None),
        ([], None),
    ],
)
def test_seconds_since_1970(value: object, time: str | None) -> None:
    assert from_epoch(value) == time


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-5-1 9:03", "2024-05-01T09:03:00"),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00+00:00"),
        ("2024-05-01 10:00:00 UTC", "2024-05-01T10:00:00+00:00"),
        ("2024-05-01T10:00:00.123456-0430", "2024-05-01T10:00:00-04:30"),
        ("2024-05-01 10:00:00.123456+00", "2024-05-01T10:00:00+00:00"),
        ("2024-05-01 10:00:00-05", "2024-05-01T10:00:00-05:00"),
        ("2024-05-01-05", None),
        ("2024-05-01 Z", "2024-05-01"),
        ("9999-12-31T23:59:59+14:00", "9999-12-31T23:59:59+14:00"),
        ("0000-01-01", None),
        ("2024-02-30", None),
        ("2024-05-01T10:00:00+99:00", None),
        ("2024-05-01 or so", None),
        ("", None),
        (20240501, None),
        (None, None),
    ],
)
def test_dates_and_times_as_files_write_them(value: object, time: str | None) -> None:
    assert from_iso(value) == time


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.integers())))
def test_anything_else_is_no_time(value: object) -> None:
    for read in (from_epoch, from_iso):
        time = read(value)
        assert time is None or from_iso(time) == time
