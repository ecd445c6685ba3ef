"""Quotes between posts of any format, and what they say of replies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.quotes import FoundQuote, Part, PostText, Role, find_quotes, parents_from_quotes
from argmap.model.kinds import QuoteBasis

DAM = "The dam should be three metres higher, because the flood of last May went over it in a single night."
MILL = "The mill has its own gate, and the miller opens it when he likes, not when the town asks him to."


def post(name: str, *parts: str | tuple[str, Role]) -> PostText:
    text, made = "", []
    for part in parts:
        said, role = (part, Role.OPEN) if isinstance(part, str) else part
        text += "\n\n" if text else ""
        made.append(Part(len(text), len(text) + len(said), role))
        text += said
    return PostText(name, text, tuple(made))


def test_an_unmarked_repeat_with_an_answer_is_a_quote() -> None:
    posts = [post("a", MILL, DAM), post("b", DAM.upper(), "Who pays?")]
    (quote,) = find_quotes(posts)
    assert quote == FoundQuote("b", 0, len(DAM), "a", len(MILL) + 2, len(MILL) + 2 + len(DAM), QuoteBasis.EXACT, 1.0)


def test_a_whole_post_that_stands_twice_is_no_quote() -> None:
    assert find_quotes([post("a", DAM), post("b", MILL), post("c", DAM)]) == []


@pytest.mark.parametrize(
    ("text", "basis", "least"),
    [
        ("the flood of last May went over it in a single night", QuoteBasis.EXACT, 1.0),
        (
            "The dam should be 3 m higher, because the flood of last May went over it in a single nigth.",
            QuoteBasis.FUZZY,
            0.8,
        ),
        (
            "The dam should be three meters higher because teh floods of May went over it in one night",
            QuoteBasis.FUZZY,
            0.7,
        ),
    ],
)
def test_parts_and_near_repeats(text: str, basis: QuoteBasis, least: float) -> None:
    (quote,) = find_quotes([post("a", DAM), post("b", text, "Hm.")])
    assert (quote.basis, quote.of_post) == (basis, "a")
    assert least <= quote.similarity <= 1.0


def test_lines_of_logs_that_are_alike_do_not_quote_each_other() -> None:
    line = (
        "[WARN] 2024-05-{}: pump {} at /srv/dam/pumps/{}.cfg did not answer in time and was switched off <retry 3 of 5>"
    )
    first, second = line.format("11 04:10:22", 17, "north"), line.format("12 06:15:40", 18, "south")
    assert find_quotes([post("a", MILL, first), post("b", second, "Here it is again.")]) == []
    (quote,) = find_quotes([post("a", MILL, first), post("b", (second, Role.MARKED), "Here it is again.")])
    assert quote.of_post == "a"


def test_the_first_holder_is_the_source_even_when_others_quote_it() -> None:
    posts = [post("a", DAM), post("b", (DAM, Role.MARKED), "No."), post("c", (DAM, Role.MARKED), "Yes.")]
    assert [q.of_post for q in find_quotes(posts)] == ["a", "a"]


def test_short_lines_beside_a_quote_belong_to_it() -> None:
    posts = [post("a", DAM, "Do it.", MILL), post("b", (DAM, Role.MARKED), ("Do it.", Role.MARKED), "Never.")]
    (quote,) = find_quotes(posts)
    assert posts[1].text[quote.start : quote.end] == f"{DAM}\n\nDo it."
    assert posts[0].text[quote.of_start : quote.of_end] == f"{DAM}\n\nDo it."


def test_marked_quotes_of_nothing_have_no_source() -> None:
    (quote,) = find_quotes([post("a", MILL), post("b", (DAM, Role.MARKED), "Eh?")])
    assert (quote.of_post, quote.of_start, quote.similarity) == (None, None, 0.0)


def test_a_source_may_stand_later_only_for_what_is_known_to_be_a_quote() -> None:
    later = [post("a", ("the flood of last May went over it", Role.MARKED), "Hm."), post("b", DAM)]
    (quote,) = find_quotes(later)
    assert quote.of_post == "b"
    assert find_quotes([post("a", "the flood of last May went over it", "Hm."), post("b", DAM, MILL)]) == []


def test_what_is_surely_own_is_never_a_quote() -> None:
    assert find_quotes([post("a", DAM), post("b", (DAM, Role.OWN), "Hm.")]) == []


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    rule = "湖の規則は厳しいが、誰も検査しないので意味がないと私は思います。"
    (quote,) = find_quotes([post("a", "町の話です。", rule), post("b", rule[:20], "本当ですか。")])
    assert (quote.of_post, quote.basis) == ("a", QuoteBasis.EXACT)


def test_offsets_hold_with_emoji_and_combining_characters() -> None:
    source = "🚲🚲 Cafe\u0301s beside the lake 👩‍👩‍👧 open at nine, and close at noon every day."
    (quote,) = find_quotes([post("a", MILL, source), post("b", source.replace("🚲🚲 ", ""), "Hm 🚲.")])
    assert quote.of_post == "a"
    assert f"{MILL}\n\n{source}"[quote.of_start : quote.of_end] == source[3:]


def quote_of(post_id: str, of: str | None, size: int, start: int = 0) -> FoundQuote:
    return FoundQuote(post_id, start, start + size, of, 0, size, QuoteBasis.MARKUP, 1.0)


def test_the_parent_is_the_latest_post_with_a_tenth_of_the_quoted_text() -> None:
    quotes = [quote_of("d", "a", 100), quote_of("d", "b", 60, 200), quote_of("d", "c", 5, 300)]
    found = parents_from_quotes(["a", "b", "c", "d"], quotes)
    assert found["d"].parent == "b"
    assert found.keys() == {"d"}


def test_posts_that_quote_each_other_make_no_circle() -> None:
    found = parents_from_quotes(["a", "b"], [quote_of("a", "b", 10), quote_of("b", "a", 10)])
    assert {post: parent.parent for post, parent in found.items()} in ({"a": "b"}, {"b": "a"})


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from([DAM, MILL, DAM[:50], "Hm.", "🚲", "湖の", ""]), max_size=4), max_size=8))
def test_every_span_lies_in_its_text_and_no_parents_circle(threads: list[list[str]]) -> None:
    posts = [post(str(n), *parts) for n, parts in enumerate(threads)]
    texts = {p.id: p.text for p in posts}
    quotes = find_quotes(posts)
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(texts[quote.post])
        assert 0 <= quote.of_start < quote.of_end <= len(texts[quote.of_post])
        assert quote.of_post != quote.post
    parents = parents_from_quotes(list(texts), quotes)
    for start in parents:
        seen, here = set(), start
        while here in parents:
            assert here not in seen
            seen.add(here)
            here = parents[here].parent
