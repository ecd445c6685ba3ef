"""Transcripts: who speaks, what was not said, what was called out, and who answers whom."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import transcript
from argmap.formats.threads.transcript_labels import is_chair, label_at, same_person
from argmap.formats.threads.transcript_turns import turns_of
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis
from argmap.model.queries import author_name

HOUSE = """\
LAKE ASSEMBLY

The Assembly met at 14:02.

FERRY SAFETY BILL

Mr D J HOLM: Madam Speaker, sixty seats is too low a line. [Interjections.] It would
catch every wedding boat ...

The SPEAKER: Order, members!

Mr D J HOLM: ... and every school outing. I ask the Minister one thing: who counted them?
(Mrs BERG: Nobody!)
[Laughter.]

An HON MEMBER: Hear, hear!

The MINISTER OF LAKES AND RIVERS: The register lists 327 boats.

There is one rule: no boat sinks twice.

Mnr D J HOLM (Lake Party): That is no answer.

Debate concluded.

ADJOURNMENT

The DEPUTY SPEAKER (Ms A Vik): The Assembly is adjourned.
"""


def read(text: str, name: str = "minutes.txt") -> Debate:
    debate = transcript.read(text.encode(), name)
    assert list(problems(debate)) == []
    return debate


def said(debate: Debate) -> list[tuple[str, str]]:
    return [(author_name(debate, p), " ".join(p.text.split())) for p in debate.posts.values()]


def answers(debate: Debate) -> dict[str, tuple[str, float | None]]:
    """The first words of each post that answers one, with those of the one, and how sure that is."""
    return {
        p.text[:9]: (debate.posts[p.parent].text[:9], p.parent_confidence)
        for p in debate.posts.values()
        if p.parent is not None
    }


def noise(debate: Debate) -> list[str]:
    return [p.text[b.start : b.end] for p in debate.posts.values() for b in p.blocks if b.kind is BlockKind.NOISE]


def test_a_sitting_of_a_parliament(check_sound: Callable[..., None]) -> None:
    debate = read(HOUSE)
    assert said(debate) == [
        ("", "LAKE ASSEMBLY The Assembly met at 14:02. FERRY SAFETY BILL"),
        (
            "Mr D J HOLM",
            "Madam Speaker, sixty seats is too low a line. [Interjections.] It would catch every wedding boat ...",
        ),
        ("The SPEAKER", "Order, members!"),
        ("Mr D J HOLM", "... and every school outing. I ask the Minister one thing: who counted them? [Laughter.]"),
        ("Mrs BERG", "Nobody!"),
        ("An HON MEMBER", "Hear, hear!"),
        (
            "The MINISTER OF LAKES AND RIVERS",
            "The register lists 327 boats. There is one rule: no boat sinks twice.",
        ),
        ("Mr D J HOLM", "(Lake Party) That is no answer. Debate concluded."),
        ("The DEPUTY SPEAKER (Ms A Vik)", "The Assembly is adjourned."),
    ]
    assert noise(debate) == [
        "The Assembly met at 14:02.",
        "[Interjections.]",
        "[Laughter.]",
        "(Lake Party)",
        "Debate concluded.",
    ]
    assert [p.title for p in debate.posts.values() if p.title] == ["ADJOURNMENT"]
    assert {a.name: a.aliases for a in debate.authors.values() if a.aliases} == {"Mr D J HOLM": ("Mnr D J HOLM",)}


def test_interruptions_answer_the_turn_that_they_interrupt() -> None:
    debate = read(HOUSE)
    assert answers(debate) == {
        "Order, me": ("Madam Spe", 0.8),
        "Nobody!": ("... and e", 0.8),
        "Hear, hea": ("... and e", 0.8),
        "The regis": ("... and e", 0.5),
        "(Lake Par": ("The regis", 0.5),
        "The Assem": ("(Lake Par", 0.5),
    }
    assert {p.parent_basis for p in debate.posts.values() if p.parent} == {ParentBasis.ORDER}


def test_blocks_and_spans_account_for_every_character() -> None:
    debate = read(HOUSE)
    (source,) = debate.sources.values()
    covered = 0
    for span in source.spans:
        assert covered <= span.start < span.end
        assert not HOUSE[covered : span.start].strip()
        covered = span.end
    assert not HOUSE[covered:].strip()
    for post in debate.posts.values():
        end = 0
        for block in post.blocks:
            assert not post.text[end : block.start].strip()
            assert end <= block.start < block.end
            assert post.text[block.start : block.end] == post.text[block.start : block.end].strip()
            end = block.end
        assert not post.text[end:].strip()


def test_a_hearing_with_questions_and_answers() -> None:
    debate = read(
        "JANE ANN DOE, called as a witness, testified as follows:\n\nDIRECT EXAMINATION\nBY MR. SMITH:\n"
        "Q.  Where were you?\nA.  At the pier. I said: wait.\nQ.  Who else was there?\nA.  Nobody.\n"
        "MR. BRAUN: Objection.\nTHE COURT: Sustained.\nBY MR. BRAUN:\nQ.  Was it dark?\nA.  Yes.\n"
    )
    assert said(debate)[1:] == [
        ("MR. SMITH", "Where were you?"),
        ("JANE ANN DOE", "At the pier. I said: wait."),
        ("MR. SMITH", "Who else was there?"),
        ("JANE ANN DOE", "Nobody."),
        ("MR. BRAUN", "Objection."),
        ("THE COURT", "Sustained."),
        ("MR. BRAUN", "Was it dark?"),
        ("JANE ANN DOE", "Yes."),
    ]


def test_the_record_of_congress_ends_its_labels_with_a_point() -> None:
    debate = read(
        "  The SPEAKER pro tempore. The gentleman from Ohio is recognized.\n"
        "  Mr. HOLM of Ohio. Mr. Speaker, I yield myself time.\n  Mr. Berg said so. He was right.\n\n"
        "  Mr. BERG. I thank the gentleman.\n  Mr. HOLM of Ohio. I yield back.\n"
    )
    assert [name for name, _ in said(debate)] == [
        "The SPEAKER pro tempore",
        "Mr. HOLM of Ohio",
        "Mr. BERG",
        "Mr. HOLM of Ohio",
    ]


def test_what_machines_write_down_has_times() -> None:
    debate = read("Ada Low  0:03\nShall we begin?\n\nBen Ohm  0:09\nYes: now.\n\nAda Low  1:00:02\nGood.\n")
    assert [(author_name(debate, p), p.title, p.text) for p in debate.posts.values()] == [
        ("Ada Low", "0:03", "Shall we begin?"),
        ("Ben Ohm", "0:09", "Yes: now."),
        ("Ada Low", "1:00:02", "Good."),
    ]
    assert {p.parent_confidence for p in debate.posts.values() if p.parent} == {0.7}


@pytest.mark.parametrize(
    ("line", "name", "beside"),
    [
        ("Mr L SUKA (ANC): Thanks", "Mr L SUKA", "(ANC)"),
        ("The HOUSE CHAIRPERSON (Mr C T Frolick): Order", "The HOUSE CHAIRPERSON (Mr C T Frolick)", ""),
        ("Jane Doe (Bristol West) (Lab): I", "Jane Doe", "(Bristol West) (Lab)"),
        ("Some hon. members: Oh, oh!", "Some hon. members", ""),
        (">> JANE DOE: Hi", "JANE DOE", ""),
        ("**Dr. Low:** Hi", "Dr. Low", ""),
        ("[00:12:03] Speaker 1: Hi", "Speaker 1", ""),
        ("437. Mr D A Worth (DA-FS) to ask the Minister of Works:", "Mr D A Worth", "(DA-FS)"),
        ("The Minister of Finance went on to say: no", None, ""),
        ("Mr Smith said: no", None, ""),
        ("In short: no", None, ""),
        ("NOTE: no", None, ""),
        ("The Constitution: a history", None, ""),
        ("https://a.example", None, ""),
        ("The House met at 14:04.", None, ""),
        ("A house is no boat", None, ""),
    ],
)
def test_labels(line: str, name: str | None, beside: str) -> None:
    label = label_at(line, 0, len(line))
    assert (None if label is None else label.name) == name
    assert label is None or label.beside == beside


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mr. D.J. Holm", "MR D J HOLM", True),
        ("Mnr P J GROEN", "Mr P J GROEN", True),
        ("Mr L SUKA", "Mr L SUKA (ANC)", True),
        ("Mr HOLM", "Mrs HOLM", False),
        ("The HOUSE CHAIRPERSON (Mr C T Frolick)", "The HOUSE CHAIRPERSON (Ms M Oliphant)", False),
        ("The SPEAKER", "The DEPUTY SPEAKER", False),
    ],
)
def test_the_forms_of_a_name(one: str, other: str, same: bool) -> None:
    assert (same_person(one) == same_person(other)) is same


@pytest.mark.parametrize(
    "name", ["The SPEAKER", "The DEPUTY SPEAKER", "Madam Chair", "The HOUSE CHAIRPERSON (Mr C T F)"]
)
def test_the_chair(name: str) -> None:
    assert is_chair(name)


@pytest.mark.parametrize("name", ["Speaker 1", "Mr D J HOLM", "The MINISTER OF LAKES", "The CHIEF WHIP"])
def test_not_the_chair(name: str) -> None:
    assert not is_chair(name)


@pytest.mark.parametrize(
    "text",
    [
        "Ann: One.\n\nBen: Two.\n\nAnn: Three.",
        "The SPEAKER: Order!\n\nThat was all that anybody remembers of the day.",
        "PROS: cheap\nCONS: slow\nPRICE: 3",
        "Subject: Ferry\nFrom: Ann\nTo: Ben\n\nHello.",
        "Q: What is this?\nA: A page of questions.\nQ: Oh?\nA: Yes.",
        "He went on to\nMr HOLM: he was there. He went on to\nThe SPEAKER: she was there. He went on to\nMr HOLM: no.",
        "{}",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nMr HOLM: Hi.\n\nMrs BERG: Hi.\n\nMr HOLM: Bye.",
    ],
)
def test_other_texts_are_no_transcripts(text: str) -> None:
    assert transcript.sniff(text.encode()) == 0.0


def test_a_text_without_labels_is_refused() -> None:
    with pytest.raises(FormatError, match="does not say who speaks"):
        read("Just some words.\n\nAnd more.")


def test_the_format_is_chosen_by_content() -> None:
    assert registry.guess(HOUSE.encode(), "a.txt").name == "transcript"
    assert registry.guess(b"Ann: One.\n\nBen: Two.\n\nAnn: Three.", "a.txt").name == "text"


def test_a_long_sitting_is_read_in_one_pass() -> None:
    turns = [f"{'Mr HOLM' if n % 2 else 'The SPEAKER'}: Words number {n}." for n in range(50_000)]
    debate = read("\n\n".join(turns))
    assert len(debate.posts) == 50_000
    assert all(p.parent is None or p.parent_confidence == 0.8 for p in debate.posts.values())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HOUSE.split("\n"), "Q. ", "[", "(Mr X: ", ">> ", "\u202e", "🚢", "A.  B", " : "]), max_size=30
    )
)
def test_shuffled_lines_give_a_sound_debate_or_a_sentence(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        debate = read(text)
    except FormatError:
        return
    for turn in turns_of(text):
        assert 0 <= turn.start < turn.words_at <= turn.end <= len(text)
    assert len(debate.posts) >= 3


@pytest.mark.corpus
def test_a_real_sitting_as_plain_text(corpus: Path) -> None:
    """The web page of a sitting as its paragraphs; the labels were counted by hand."""
    from lxml import html

    (page,) = (corpus / "threads" / "hansard").glob("*.html")
    root = html.fromstring(page.read_text())
    text = "\n\n".join(" ".join(p.text_content().split()) for p in root.iter("p"))
    debate = read(text)
    names = [name for name, _ in said(debate) if name]
    assert len(names) == 134
    assert names.count("The SPEAKER") == 43
    assert names.count("The MINISTER OF HOME AFFAIRS") == 16
    assert names.count("Ms A VAN WYK") == 13
    assert len(debate.authors) == 30
