"""Two scrapes of one thread as one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.scrapes import Merged, merge_scrapes

LINES = [
    f"Speaker {w} says that {w} boats, {w} lamps and {w} bells are {w} too many."
    for w in ("red", "blue", "green", "black", "white")
]


def told(passages: list[str], merged: Merged) -> list[str]:
    return [passages[p.passage][p.start : p.end] for p in merged.pieces]


def test_one_scrape_comes_back_as_it_is() -> None:
    merged = merge_scrapes(LINES)
    assert (merged.copies, told(LINES, merged), merged.repeats) == (1, LINES, [])


def test_what_only_the_second_has_is_spliced_in_at_its_place() -> None:
    passages = [*LINES[:2], *LINES[3:], *LINES]
    merged = merge_scrapes(passages)
    assert merged.copies == 2
    assert told(passages, merged) == LINES
    assert [piece.held for piece in merged.pieces] == [2, 2, 1, 2, 2]


def test_a_line_that_glues_two_is_split_and_one_that_is_cut_is_whole() -> None:
    cut = LINES[3].index("lamps")
    passages = [*LINES, LINES[0] + LINES[1], LINES[2], LINES[3][:cut].rstrip(), LINES[3][cut:], LINES[4]]
    merged = merge_scrapes(passages)
    assert told(passages, merged) == LINES
    assert [piece.glued for piece in merged.pieces] == [False, True, False, False, False]
    first, second = (r for r in merged.repeats if r.passage == 5)
    assert (first.start, first.end, second.start, second.end) == (0, len(LINES[0]), len(LINES[0]), len(passages[5]))
    assert (first.piece.passage, second.piece.passage) == (0, 1)


def test_a_short_sentence_glued_to_a_repeat_is_not_lost() -> None:
    passages = [*LINES, *LINES[:2], LINES[2] + "Yes.", *LINES[3:]]
    assert told(passages, merge_scrapes(passages)) == [*LINES[:3], "Yes.", *LINES[3:]]


def test_quotes_that_only_one_scrape_keeps_are_marked() -> None:
    passages = [*LINES[:2], LINES[0], *LINES[2:], *LINES]
    merged = merge_scrapes(passages)
    assert [piece.quoting for piece in merged.pieces] == [False, False, True, False, False, False]


def test_a_quote_of_three_paragraphs_is_no_second_scrape() -> None:
    more = [line.replace("boats", "rafts").replace("many", "few").replace("says", "holds") for line in LINES]
    own = [f"{n} {word} ducks swim past nothing in particular today" for n, word in enumerate("abcdefgh")]
    assert merge_scrapes([*LINES, *own, *LINES[1:4], "So what?", *more[:1]]).copies == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=14), st.lists(st.integers(0, 9), max_size=14))
def test_every_character_is_a_piece_or_a_repeat_once(first: list[int], second: list[int]) -> None:
    words = ["boat", "dam", "lake", "bell", "lamp", "the", "a", "fog", "raft", "mill"]
    passages = [" ".join(words[(n * k) % 10] for k in range(1, 3 + n)) + "." for n in [*first, *second]]
    merged = merge_scrapes(passages)
    spans = [(p.passage, p.start, p.end) for p in merged.pieces] + [(r.passage, r.start, r.end) for r in merged.repeats]
    assert sum(end - start for _, start, end in spans) == sum(map(len, passages))
    for (one, _, end), (other, start, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
        assert one < other or end <= start
    assert all(any(r.piece is piece for piece in merged.pieces) for r in merged.repeats)
