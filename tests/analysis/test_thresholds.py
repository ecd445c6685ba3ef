"""Thresholds read from what people write, shown, and read again."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argmap.analysis.numbers import quantities, spell
from argmap.analysis.thresholds import find, matches, parse, same, show
from argmap.model.kinds import Comparator
from argmap.model.records import Threshold

AT_LEAST, MORE, AT_MOST, LESS, EQUAL = Comparator


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("70B", 70_000_000_000),
        ("70b", 70_000_000_000),
        ("70 billion", 70_000_000_000),
        ("70bn", 70_000_000_000),
        ("6.7B", 6_700_000_000),
        ("1 T", 1_000_000_000_000),
        ("one trillion", 1_000_000_000_000),
        ("a trillion", 1_000_000_000_000),
        ("half a million", 500_000),
        ("twenty-five thousand", 25_000),
        ("two hundred and fifty", 250),
        ("one million two hundred thousand and six", 1_200_006),
        ("seventy billion", 70_000_000_000),
        ("500K", 500_000),
        ("3,276", 3_276),
        ("3\u202f276", 3_276),
        ("1,234,567.5", 1_234_567.5),
        ("0.1", 0.1),
        ("-5", -5),
        ("−5", -5),
        ("10^24", 1e24),
        ("10**24", 1e24),
        ("10^{24}", 1e24),
        ("10²⁴", 1e24),
        ("10⁻³", 0.001),
        ("10^-3", 0.001),
        ("1e25", 1e25),
        ("1E+25", 1e25),
        ("3 × 10^23", 3e23),
        ("3.5x10^23", 3.5e23),
        ("9007199254740993", 9007199254740992.0),
    ],
)
def test_a_number_is_read_exactly(text: str, value: float) -> None:
    (found,) = quantities(text)
    assert (text[found.start : found.end], found.value) == (text, value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4",
        "llama2",
        "v1.2.3",
        "1.2.3",
        "five six",
        "zero one",
        "two million three million",
        "x10",
        "1,23",
        "5m",
        "1e999",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert list(quantities(text)) == []


def test_numbers_among_words_keep_their_places() -> None:
    text = "heron-1 of 4.5/12 B kinds, > 3 T words 🚲 and 98.76% of $10M"
    assert [text[q.start : q.end] for q in quantities(text)] == ["4.5", "3 T", "98.76", "$10M"]


@pytest.mark.parametrize(
    ("text", "shown", "threshold"),
    [
        ("70B parameters", "≥ 70 B parameters", Threshold("parameters", AT_LEAST, 70e9, "parameters")),
        ("70 billion params", "≥ 70 B parameters", Threshold("parameters", AT_LEAST, 70e9, "parameters")),
        (
            "one trillion training tokens",
            "≥ 1 T training tokens",
            Threshold("training tokens", AT_LEAST, 1e12, "tokens"),
        ),
        ("1 T tokens", "≥ 1 T tokens", Threshold("tokens", AT_LEAST, 1e12, "tokens")),
        ("> 1 trillion tokens", "> 1 T tokens", Threshold("tokens", MORE, 1e12, "tokens")),
        ("10^24 FLOP", "≥ 10^24 FLOP", Threshold("FLOP", AT_LEAST, 1e24, "FLOP")),
        ("1e25 operations", "≥ 10^25 FLOP", Threshold("FLOP", AT_LEAST, 1e25, "FLOP")),
        (
            "more than 10^26 integer or floating-point operations",
            "> 10^26 FLOP",
            Threshold("FLOP", MORE, 1e26, "FLOP"),
        ),
        ("10^20 FLOP/s", "≥ 10^20 FLOP/s", Threshold("", AT_LEAST, 1e20, "FLOP/s")),
        ("$10M", "≥ $10 M", Threshold("", AT_LEAST, 10e6, "$")),
        ("$10 million", "≥ $10 M", Threshold("", AT_LEAST, 10e6, "$")),
        ("10 million dollars", "≥ $10 M", Threshold("", AT_LEAST, 10e6, "$")),
        ("over US$ 2.5 bn of training cost", "> $2.5 B training cost", Threshold("training cost", MORE, 2.5e9, "$")),
        ("€5m a year", "≥ €5 M a year", Threshold("a year", AT_LEAST, 5e6, "€")),
        ("70 % on MMLU", "≥ 70 % MMLU", Threshold("MMLU", AT_LEAST, 70, "%")),
        ("70% MMLU", "≥ 70 % MMLU", Threshold("MMLU", AT_LEAST, 70, "%")),
        ("seventy percent on the MMLU.", "≥ 70 % MMLU", Threshold("MMLU", AT_LEAST, 70, "%")),
        ("test score ≥ 80 %", "≥ 80 % test score", Threshold("test score", AT_LEAST, 80, "%")),
        ("500K downloads", "≥ 500 K downloads", Threshold("downloads", AT_LEAST, 500e3, "downloads")),
        ("3,276 models", "≥ 3,276 models", Threshold("models", AT_LEAST, 3276, "models")),
        ("25 km/h", "≥ 25 km/h", Threshold("", AT_LEAST, 25, "km/h")),
        ("any vehicle over 7.5 tonnes", "> 7.5 tonnes", Threshold("", MORE, 7.5, "tonnes")),
        ("70", "≥ 70", Threshold("", AT_LEAST, 70)),
    ],
)
def test_what_people_write_is_understood_and_shown(text: str, shown: str, threshold: Threshold) -> None:
    found = parse(text)
    assert found == threshold
    assert show(threshold) == shown
    again = parse(shown)
    assert again is not None
    assert same(again, threshold)
    assert again.comparator is threshold.comparator


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("at least 7", AT_LEAST),
        ("no less than 7", AT_LEAST),
        ("a minimum of 7", AT_LEAST),
        ("≥7", AT_LEAST),
        (">= 7", AT_LEAST),
        ("greater than or equal to 7", AT_LEAST),
        ("7 or more", AT_LEAST),
        ("70B+", AT_LEAST),
        ("7 users and above", AT_LEAST),
        ("more than 7", MORE),
        ("over 7", MORE),
        ("exceeding 7", MORE),
        ("in excess of 7", MORE),
        ("> 7", MORE),
        ("at most 7", AT_MOST),
        ("no more than 7", AT_MOST),
        ("not exceeding 7", AT_MOST),
        ("up to 7", AT_MOST),
        ("7 or fewer", AT_MOST),
        ("≤ 7", AT_MOST),
        ("<=7", AT_MOST),
        ("less than or equal to 7", AT_MOST),
        ("under 7", LESS),
        ("fewer than 7", LESS),
        ("< 7", LESS),
        ("exactly 7", EQUAL),
        ("= 7", EQUAL),
        ("7", AT_LEAST),
    ],
)
def test_comparators_in_words_and_signs(words: str, comparator: Comparator) -> None:
    found = parse(words)
    assert found is not None
    assert found.comparator is comparator


@pytest.mark.parametrize("text", ["", "  ", "a licence", "%", "$", "tokens", "≥"])
def test_without_a_number_there_is_no_threshold(text: str) -> None:
    assert parse(text) is None


WORDS = st.lists(
    st.sampled_from(["training", "compute", "MMLU", "score", "speed", "GPT-4", "noise", "naïve"]), max_size=3
)
UNITS = st.sampled_from(
    ["", "parameters", "tokens", "FLOP", "%", "$", "€", "km/h", "knots", "years", "models", "dB", "°C"]
)
VALUES = (
    st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e290, 1e290, allow_subnormal=False)
    | st.builds(lambda m, e: float(Decimal(m).scaleb(e)), st.integers(1, 9999), st.integers(-12, 30))
    | st.builds(lambda m, e: m * 10**e, st.integers(1, 9999), st.integers(0, 11))
)


@settings(max_examples=3_000, deadline=None)
@given(st.builds(Threshold, WORDS.map(" ".join), st.sampled_from(Comparator), VALUES, UNITS))
@example(Threshold("parameters", AT_LEAST, 12_345_678_901, "parameters"))
@example(Threshold("", AT_LEAST, 1e-300, "$"))
@example(Threshold("", AT_LEAST, -0.0, "%"))
def test_what_is_shown_reads_as_the_same(threshold: Threshold) -> None:
    again = parse(show(threshold))
    assert again is not None
    assert (again.value, again.comparator) == (threshold.value, threshold.comparator)
    assert same(again, threshold)
    assert same(threshold, again)
    assert show(again) == show(threshold)


@settings(max_examples=1_000, deadline=None)
@given(st.text(max_size=60) | st.text("0123456789.,^eE×10 KMBT$%onemilhud-−≥<>", max_size=40))
def test_any_text_is_taken_without_complaint(text: str) -> None:
    threshold = parse(text)
    if threshold is not None:
        assert same(threshold, threshold)
        again = parse(show(threshold))
        assert again is not None
        assert again.value == threshold.value
    for start, end, found in find(text):
        assert 0 <= start < end <= len(text)
        assert matches(text, found)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (70_000_000_000, "70 B"),
        (500_000, "500 K"),
        (9_000, "9,000"),
        (3_276, "3,276"),
        (1_234_567, "1,234,567"),
        (1_250_000, "1.25 M"),
        (0.1, "0.1"),
        (1e24, "10^24"),
        (0, "0"),
    ],
)
def test_numbers_are_spelled_short_and_exact(value: float, text: str) -> None:
    assert spell(value) == text


def test_in_running_text_only_likely_thresholds_are_found() -> None:
    text = (
        "What has seen > 1 trillion tokens counts, and so does 70% on MMLU. The register has 55 entries beyond the "
        "70B threshold, 4112 models in one list, 98.76% of requests, 12K papers, two of them from 2019, page 41, and "
        "GPT-4. A licence costs over $10M or more than one model; the weights have 500K downloads (§ 3(a)(2))."
    )
    assert [(text[a:b], show(t)) for a, b, t in find(text)] == [
        ("> 1 trillion tokens", "> 1 T tokens"),
        ("70% on MMLU", "≥ 70 % MMLU"),
        ("70B", "≥ 70 B"),
        ("over $10M", "> $10 M"),
        ("500K downloads", "≥ 500 K downloads"),
    ]


@pytest.mark.parametrize(
    ("text", "threshold", "found"),
    [
        ("the 70B line, 70 billion parameters, 70 B tokens, 70", "70B parameters", ["70B", "70 billion parameters"]),
        ("70% on MMLU, 70 percent on GPQA, 70% of us, 70%", "70 % on MMLU", ["70%", "70%"]),
        (
            "1 T token cutoff; a trillion; 1 trillion text tokens",
            "> 1 T tokens",
            ["1 T token", "a trillion", "1 trillion text tokens"],
        ),
        ("3276 models, 3,276 of them, 3276 users", "3,276 models", ["3276 models", "3,276"]),
        ("25 km/h, 25 people, 25", "> 25 km/h", ["25 km/h"]),
        ("10^24, 1e24 operations, 10²⁴ FLOP/s", "10^24 FLOP", ["10^24", "1e24 operations"]),
        ("$10M, 10 million dollars, €10M, 10 million", "$10M", ["$10M", "10 million dollars", "10 million"]),
    ],
)
def test_a_provisions_figure_is_found_again(text: str, threshold: str, found: list[str]) -> None:
    wanted = parse(threshold)
    assert wanted is not None
    assert [text[a:b] for a, b in matches(text, wanted)] == found


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("70B", "70 billion parameters", True),
        ("> 70B parameters", "70B params", True),
        ("1 T tokens", "1 T training tokens", True),
        ("1 T text tokens", "1 T training tokens", False),
        ("70 % MMLU", "70 % GPQA", False),
        ("70 % MMLU", "70 %", True),
        ("$10M", "€10M", False),
        ("70B parameters", "70B tokens", False),
        ("70B parameters", "71B parameters", False),
        ("1e24 FLOP", "10^24 operations", True),
    ],
)
def test_same_line_or_not(one: str, other: str, equal: bool) -> None:
    first, second = parse(one), parse(other)
    assert first is not None
    assert second is not None
    assert same(first, second) is same(second, first) is equal


def test_a_long_post_is_searched_in_one_pass() -> None:
    text = "1,1,1 one one one 10^ 3 × 10 " * 20_000
    assert find(text) == []
