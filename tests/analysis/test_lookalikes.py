"""Names that may be one person's, and names that are not."""

import random

import pytest

from argmap.analysis.lookalikes import MOST, lookalikes


def alike(first: str, second: str) -> str:
    """Why two names look alike, "" when they do not."""
    return next((pair.why for pair in lookalikes({"1": first, "2": second})), "")


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("Ada Brook", "ada_brook", "same letters"),
        ("Ada Brook", "AdaBrook", "same letters"),
        ("Zoë Ünal", "Zoe Unal", "same letters"),
        ("Brook, Ada", "Ada Brook", "same letters"),
        ("Mr D J MAYNIER", "D J Maynier", "same letters"),
        ("Ada Brook", "ada.brook@bikes.org", "same letters"),
        ("Ada Brook <ada@bikes.org>", "A.B. <ada@bikes.org>", "same address"),
        ("Brook Ada", "Ada Brook", "another order"),
        ("A. Brook", "Ada Brook", "short for"),
        ("A M Brook", "Ada Mary Brook", "short for"),
        ("Ada Brook", "Ada Mary Brook", "short for"),
        ("Ada Brook", "Ada Broook", "but a few"),
        ("王小明", "王小明 ", "same letters"),
    ],
)
def test_names_of_one_person(first: str, second: str, why: str) -> None:
    assert why in alike(first, second)
    assert why in alike(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("user1842", "user1843"),
        ("Ada Brook", "Ida Brook"),
        ("A. Brook", "Bo Brook"),
        ("Bo", "Boo"),
        ("Ada Brook", "Ada Stone"),
        ("", ""),
        ("ada@bikes.org", "ada@cars.org, by way of Bo"),
    ],
)
def test_names_of_two_people(first: str, second: str) -> None:
    assert alike(first, second) == ""


def test_the_one_with_more_posts_is_kept() -> None:
    names = {"1": "A. Brook", "2": "Ada Brook"}
    assert lookalikes(names, {"1": 5, "2": 3})[0].kept == "1"
    assert lookalikes(names, {"1": 3, "2": 5})[0].kept == "2"


def test_many_names_are_not_all_compared() -> None:
    chance = random.Random(1)  # noqa: S311
    names = {str(i): f"{chance.choice('abcdefgh')}{i:x} Smith" for i in range(3000)}
    assert len(lookalikes(names)) <= MOST
