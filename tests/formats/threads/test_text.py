"""Plain text as it is pasted: two scrapes in one file, labels, `>` quotes, and nothing at all."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import text as plain
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis, QuoteBasis, SpanRole

Check = Callable[..., None]


def read(text: str | bytes, name: str = "thread.txt") -> Debate:
    return plain.read(text if isinstance(text, bytes) else text.encode(), name)


def texts(debate: Debate) -> list[str]:
    return [post.text for post in debate.posts.values()]


def codes(debate: Debate) -> list[str]:
    return [finding.code for finding in debate.findings.values()]


def quoted(debate: Debate) -> dict[str, str | None]:
    """The words of each quote with the words that they are of."""
    found = {}
    for quote in debate.quotes.values():
        source = None if quote.of_post is None else debate.posts[quote.of_post].text[quote.of_start : quote.of_end]
        found[debate.posts[quote.post].text[quote.start : quote.end]] = source
    return found


# --- two scrapes ---


def test_two_scrapes_are_merged(
    told_twice: str, ferry: dict[str, str], true_quotes: dict[str, str | None], check_sound: Check
) -> None:
    debate = read(told_twice)
    check_sound(debate, told_twice.encode())
    everything = "\n".join(texts(debate))
    for name, paragraph in ferry.items():
        times = 2 if name in ("line", "old", "law") else 1
        assert everything.count(paragraph) == times + (name == "permit"), name
    assert quoted(debate) == {ferry[name]: None if of is None else ferry[name] for name, of in true_quotes.items()}
    (source,) = debate.sources.values()
    assert sum(span.role is SpanRole.DUPLICATE for span in source.spans) >= 5


def test_second_copies_name_the_post_that_they_repeat(told_twice: str) -> None:
    debate = read(told_twice)
    (source,) = debate.sources.values()
    for span in source.spans:
        if span.role is SpanRole.DUPLICATE:
            repeated = told_twice[span.start : span.end].split("\n", maxsplit=1)[0]
            assert repeated in debate.posts[span.post].text


def test_a_quote_of_words_that_are_nowhere_is_a_quote_without_source(told_twice: str, ferry: dict[str, str]) -> None:
    debate = read(told_twice)
    lost = next(quote for quote in debate.quotes.values() if quote.of_post is None)
    assert debate.posts[lost.post].text[lost.start : lost.end] == ferry["lost"]
    assert lost.similarity == 0.0
    assert "quote-without-source" in codes(debate)


def test_a_glued_line_ends_a_post_and_short_posts_stand_alone(told_twice: str, ferry: dict[str, str]) -> None:
    said = texts(read(told_twice))
    assert any(text.startswith(ferry["mistake"]) for text in said)
    assert ferry["lie"] in said
    assert ferry["harm"] in said
    assert ferry["speech"] in said


def test_a_footnote_of_the_second_scrape_goes_to_its_mark(told_twice: str, ferry: dict[str, str]) -> None:
    post = next(text for text in texts(read(told_twice)) if ferry["future"] in text)
    assert post.endswith(ferry["weighed"])


def test_lead_ins_that_lost_their_quote_are_found(told_twice: str) -> None:
    findings = [f.text for f in read(told_twice).findings.values() if f.code == "lost-quote"]
    assert len(findings) == 2
    assert "things like:" in findings[0]


def test_parents_come_from_quotes(told_twice: str, ferry: dict[str, str]) -> None:
    debate = read(told_twice)
    by_words = {
        name: next(p for p in debate.posts.values() if ferry[name] in p.text) for name in ("rods", "fog", "harm")
    }
    law = next(p for p in debate.posts.values() if p.text.endswith(ferry["law"]))
    assert by_words["rods"].parent == law.id
    assert by_words["fog"].parent == by_words["harm"].id
    assert by_words["fog"].parent_basis is ParentBasis.QUOTE
    assert 0 < by_words["fog"].parent_confidence < 1
    assert by_words["harm"].parent is None
    assert by_words["harm"].parent_basis is ParentBasis.NONE


def test_a_thread_told_once_has_no_second_copy(ferry: dict[str, str]) -> None:
    debate = read("\n".join(ferry[name] for name in ("old", "line", "spare", "looks", "stamp", "aim", "future")))
    assert not debate.quotes
    assert "second-copy" not in codes(debate)


def test_three_scrapes_are_one_thread(ferry: dict[str, str], check_sound: Check) -> None:
    once = "\n".join(ferry[name] for name in ("old", "line", "spare", "looks", "exempt", "wording", "damning"))
    data = "\n".join([once] * 3)
    debate = read(data)
    check_sound(debate, data.encode())
    assert "\n".join(texts(debate)) == once


def test_a_few_words_that_differ_are_reported(ferry: dict[str, str], check_sound: Check) -> None:
    first = [ferry[name] for name in ("old", "line", "spare", "looks", "exempt", "wording")]
    second = [line.replace("inspects them twice", "really ever inspects them twice") for line in first]
    data = "\n".join([*first, *second])
    debate = read(data)
    assert list(problems(debate)) == []
    assert "copies-differ" in codes(debate)
    assert "really ever" in next(f.text for f in debate.findings.values() if f.code == "copies-differ")


def test_what_one_scrape_lost_at_its_end_is_no_quote(
    told_twice: str, ferry: dict[str, str], check_sound: Check
) -> None:
    first, second = told_twice.split(ferry["fog"], maxsplit=1)
    last = "This is the last word of the thread, and the second scrape has lost it altogether."
    data = f"{first}{ferry['fog']}\n{last}{second}"
    debate = read(data)
    check_sound(debate, data.encode())
    assert last not in quoted(debate)
    assert texts(debate)[-1].endswith(last)


# --- quotes within one scrape ---


def test_an_unmarked_repeat_is_a_quote_and_begins_a_post(ferry: dict[str, str], check_sound: Check) -> None:
    data = "\n\n".join(ferry[n] for n in ("old", "line", "spare", "line", "looks", "stamp"))
    debate = read(data)
    check_sound(debate, data.encode())
    first, second = debate.posts.values()
    assert second.text.startswith(ferry["line"])
    assert second.parent == first.id
    assert second.blocks[0].kind is BlockKind.QUOTE
    (quote,) = debate.quotes.values()
    assert (quote.basis, quote.similarity) == (QuoteBasis.EXACT, 1.0)


def test_a_saying_that_returns_is_no_quote() -> None:
    saying = "This is, as everybody on the lake knows, how things are done."
    lines = [f"Point number {n} is about boat {n} and its {n * 7} passengers.\n\n{saying}" for n in range(5)]
    assert not read("\n\n".join(lines)).quotes


def test_marked_quotes_lose_their_marks_and_keep_their_depth(check_sound: Check) -> None:
    data = (
        "The dam should be three metres higher, since the flood of May went over it.\n\n"
        "> The dam should be three metres higher,\n> since the flood of May went over it.\n\nNo flood will come again.\n\n"
        ">> The dam should be three metres higher, since the flood of May went over it.\n> No flood will come again.\n"
        "How do you know?\n"
    )
    debate = read(data)
    check_sound(debate, data.encode())
    first, second, third = debate.posts.values()
    assert second.text == (
        "The dam should be three metres higher,\nsince the flood of May went over it.\n\nNo flood will come again."
    )
    assert [(b.kind, b.depth) for b in third.blocks] == [
        (BlockKind.QUOTE, 2),
        (BlockKind.QUOTE, 1),
        (BlockKind.OWN, 0),
    ]
    assert (second.parent, third.parent) == (first.id, second.id)
    assert {quote.basis for quote in debate.quotes.values()} == {QuoteBasis.MARKUP}


def test_a_marked_quote_may_stand_before_its_source() -> None:
    data = (
        "> Nobody pays for the bridge unless the toll is doubled this year.\n\nThat was said yesterday.\n\n---\n\n"
        "Nobody pays for the bridge unless the toll is doubled this year. And I mean it.\n"
    )
    debate = read(data)
    (quote,) = debate.quotes.values()
    assert debate.posts[quote.of_post].text.endswith("And I mean it.")


# --- labels ---


TALK = """Ada Brook: The toll should be doubled, or nobody pays for the bridge.
It is that simple.

Bo: Says who? My rule is: never double anything.

Ada Brook: The toll should be doubled, or nobody pays for the bridge.

Short answer: no.

Bo: I give up.
"""


def test_labels_name_authors(check_sound: Check) -> None:
    debate = read(TALK)
    check_sound(debate, TALK.encode(), labelled=True)
    names = [debate.authors[post.author].name for post in debate.posts.values()]
    assert names == ["Ada Brook", "Bo", "Ada Brook", "Bo"]
    assert texts(debate)[1] == "Says who? My rule is: never double anything."
    assert "Short answer: no." in texts(debate)[2]
    assert "boundary" not in codes(debate)


def test_labelled_turns_offer_the_turn_before_as_parent() -> None:
    posts = list(read(TALK).posts.values())
    assert posts[1].parent == posts[0].id
    assert posts[3].parent_basis is ParentBasis.ORDER
    assert posts[3].parent_confidence <= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is one.\n\nWarning: this is two.\n\nNote: this is three.",
        "The rule is simple: pay.\n\nThe rule is simple: pay or leave.\n\nI said: no.",
        "Some prose first.\n\nMore prose.\n\nAnd more.\n\nAlice: hello there.\n\nBob: well.",
        "Alice: hello there, this is only me.\n\nAlice: and me again.",
    ],
)
def test_a_colon_alone_is_no_label(text: str) -> None:
    assert not read(text).authors


def test_chat_lines_with_times() -> None:
    debate = read("[2024-03-01 10:02] ann: The dam is too low.\n[2024-03-01 10:05] ben: Is it?\n[10:06] ann: Yes.\n")
    assert [post.posted_at for post in debate.posts.values()] == ["2024-03-01T10:02", "2024-03-01T10:05", None]
    assert sorted(author.name for author in debate.authors.values()) == ["ann", "ben"]


# --- boundaries ---


def test_paragraphs_without_any_sign_stand_alone_and_say_so() -> None:
    debate = read(
        "The dam is low.\n\nNobody cares:\n\n- the mayor\n- the mill\n\nAnd the flood came.\n\n(ETA: in May)\n\nHm."
    )
    assert texts(debate) == [
        "The dam is low.",
        "Nobody cares:\n\n- the mayor\n- the mill\n\nAnd the flood came.\n\n(ETA: in May)",
        "Hm.",
    ]
    assert "no-boundaries" in codes(debate)
    assert [b.kind for b in list(debate.posts.values())[1].blocks].count(BlockKind.LIST_ITEM) == 2


def test_rules_part_posts_and_are_noise(check_sound: Check) -> None:
    data = "One is one.\n\nStill one.\n\n-----\n\nTwo is two.\n* * *\nThree."
    debate = read(data)
    assert texts(debate) == ["One is one.\n\nStill one.", "Two is two.", "Three."]
    (source,) = debate.sources.values()
    assert sum(span.role is SpanRole.NOISE for span in source.spans) == 2


def test_wide_gaps_part_posts() -> None:
    assert texts(read("One is one.\n\nStill one.\n\n\n\nTwo is two.\n\nStill two.")) == [
        "One is one.\n\nStill one.",
        "Two is two.\n\nStill two.",
    ]


def test_a_reply_that_goes_through_a_post_piece_by_piece_is_one_post() -> None:
    a = "Each boat of the lake needs a bell of brass."
    b, c = "Every skipper carries a lamp by night.", "No boat may pass under the bridge in fog."
    debate = read(f"{a}\n\n{b}\n\n{c}\n\n> {a}\n\nYes.\n\n> {b}\n\nNo.\n\n> {a}\n\nI say maybe.")
    assert len(debate.posts) == 3  # the plan; yes and no; then somebody goes back to the first part


def test_a_lead_in_goes_with_the_quote_that_it_announces() -> None:
    dam, mill = "The dam should be three metres higher, they say.", "The mill has a gate of its own and needs no dam."
    posts = read(f"{dam}\n\n{mill}\n\nYou write:\n\n> {dam}\n\nand:\n\n> {mill}\n\nWhich is it?").posts.values()
    assert [post.text.split("\n")[0] for post in posts] == [dam, "You write:"]


def test_many_guesses_make_one_finding() -> None:
    debate = read("\n\n".join(f"Paragraph {n} is about boat {n}." for n in range(100)))
    assert codes(debate).count("boundary") == 1


# --- text as it comes ---


def test_text_is_normalised_once_and_offsets_are_exact() -> None:
    raw = "\ufeffThe cafe\u0301\u00a0is 🚲 open, and it is so every day.\r\n\r\n> The cafe\u0301 is 🚲 open, and it is so every day.\r\n\r\nIs it?\r\n"
    debate = read(raw.encode())
    first, second = debate.posts.values()
    assert first.text == unicodedata.normalize("NFC", "The café\u00a0is 🚲 open, and it is so every day.")
    (quote,) = debate.quotes.values()
    assert second.text[quote.start : quote.end] == "The café is 🚲 open, and it is so every day."
    assert first.text[quote.of_start : quote.of_end] == first.text


def test_every_kind_of_line_break_is_one() -> None:
    for ending in ("\n", "\r\n", "\r"):
        (post,) = read(f"One is:{ending}two.{ending}").posts.values()
        assert post.text == "One is:\ntwo."


def test_marks_without_words_are_in_a_span(check_sound: Check) -> None:
    data = "One.\n\n>\n\n---\n\nTwo.\n>>\n"
    debate = read(data)
    check_sound(debate, data.encode())
    assert texts(debate) == ["One.", "Two."]


def test_the_source_keeps_its_bytes() -> None:
    data = "One.\r\nTwo.".encode("utf-16")
    (source,) = read(data).sources.values()
    assert source.content == data
    assert (source.name, source.format, len(source.sha256)) == ("thread.txt", "text", 64)
    assert source.imported_at.endswith("+00:00")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b" \n\t\n", "only white space"),
        (b"abc\0def", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\xff\xfea", "UTF-16-LE"),
        (b"> \n>>\n", "no words"),
        (b"x" * (9 * 2**20), "million characters"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says) as caught:
        read(data)
    assert "thread.txt" in str(caught.value)


def test_a_file_in_windows_1252_is_read_and_said_so() -> None:
    debate = read("The “dam” – naïve.".encode("cp1252"))
    assert texts(debate) == ["The “dam” – naïve."]
    assert "encoding" in codes(debate)


def test_the_format_is_known_by_content() -> None:
    assert registry.guess(b"Just some words.\n\nAnd more.", "thread").name == "text"
    assert registry.guess("Grüße".encode("cp1252"), "x.txt").name == "text"
    assert (
        registry.guess(b"# Title\n\n## Ann\n\nSee [this](http://a.b).\n\n## Ben\n\n**No.**", "x.txt").name == "markdown"
    )
    for data in (b"\x89PNG\r\n\x1a\n\0\0", b"<!doctype html><p>Hello"):
        assert plain.sniff(data) < 0.15


# --- properties ---

WORDS = st.lists(
    st.sampled_from(
        [
            "boat",
            "dam",
            "toll",
            "lake",
            "rule",
            "the",
            "a",
            "of",
            "is",
            "not",
            "🚲",
            "café",
            "ét",
            "no",
            "70%",
            "U.S.",
            ">",
            "-",
            "(",
            "):",
            "湖",
            "の",
        ]
    ),
    min_size=1,
    max_size=12,
)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=14)


@settings(max_examples=150, deadline=None)
@given(lines=LINES, gap=st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n> ", "\n\n\n"]), again=st.booleans())
def test_any_paragraphs_are_kept_once(lines: list[str], gap: str, again: bool, check_sound: Check) -> None:
    data = gap.join(lines * 2 if again else lines).encode()
    try:
        debate = read(data)
    except FormatError:
        return
    check_sound(debate, data)


@settings(max_examples=100, deadline=None)
@given(
    order=st.lists(st.integers(0, 11), min_size=7, max_size=12, unique=True),
    quotes=st.lists(st.tuples(st.integers(1, 11), st.integers(0, 11)), max_size=4),
    lost=st.sets(st.integers(0, 11), max_size=2),
)
def test_a_second_copy_adds_only_what_the_first_lost(
    order: list[int], quotes: list[tuple[int, int]], lost: set[int], check_sound: Check
) -> None:
    own = {n: f"p{n}a p{n}b, p{n}c p{n}d p{n}e; p{n}f p{n}g p{n}h p{n}i p{n}j." for n in range(12)}
    full = [own[n] for n in order]
    first = list(full)
    for at, of in quotes:
        if own[of] in first[:at]:
            first.insert(at, own[of])
    second = [line for n, line in zip(order, full, strict=True) if n not in lost]
    data = "\n".join([*first, *second]).encode()
    debate = read(data)
    check_sound(debate, data)
    said = " ".join(texts(debate))
    for line in full:
        repeats = sum(q_text == line for q_text in quoted(debate))
        assert 1 <= said.count(line) <= max(1, first.count(line))
        assert said.count(line) == 1 or repeats or first.count(line) > 1


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_junk_is_read_or_refused(data: bytes) -> None:
    try:
        debate = read(data)
    except FormatError:
        return
    assert list(problems(debate)) == []


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        debate = read(text.encode("utf-8", "surrogatepass"))
    except FormatError:
        return
    assert list(problems(debate)) == []
