"""Subtitles: cues, voices, labels, dashes, pauses, captions that roll; and damaged files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import srt, vtt
from argmap.formats.threads.subtitle_cues import subtitles
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, SpanRole
from argmap.model.queries import author_name

VOICES = """\
WEBVTT - Ferry hearing
Kind: captions

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:03.000 align:left
<v.loud Ada Low>Sixty seats &amp; more

NOTE nobody sees this

00:00:03.000 --> 00:00:05.000
<v Ada Low>is <i>too</i> low. <00:00:04.000>[Laughter]</v>

00:00:09.000 --> 00:00:11.000
<v Ada Low>After a pause.

00:00:11.000 --> 00:00:12.000
<v Ben>Who counted?</v>
<v Ada Low>Nobody.</v>

00:00:12.500 --> 00:00:13.000
Without a voice.
"""

LABELS = """\
1
00:00:01,000 --> 00:00:02,000
>> ADA LOW: Sixty seats
is too low.

2
00:00:02,000 --> 00:00:03,000
I counted: 327 boats.

3
01:00:03,000 --> 01:00:04,000
{\\an8}<font color="red">BEN:</font> Who?
- You.
- Me?

4
01:00:05,000 --> 01:00:06,000
>> Somebody else.
"""

ROLLING = """\
WEBVTT

00:00:00.000 --> 00:00:02.000
we are here today

00:00:02.000 --> 00:00:04.000
we are here today
to speak of boats

00:00:04.000 --> 00:00:06.000
to speak of boats
and of seats

00:00:06.000 --> 00:00:08.000
and of seats
no

00:00:08.000 --> 00:00:10.000
no
no
"""


def read(text: str) -> Debate:
    reader, name = (vtt.read, "a.vtt") if text.startswith("WEBVTT") else (srt.read, "a.srt")
    debate = reader(text.encode(), name)
    assert list(problems(debate)) == []
    return debate


def rows(debate: Debate) -> list[tuple[str, str, str]]:
    return [(p.title, author_name(debate, p), p.text) for p in debate.posts.values()]


def test_voices() -> None:
    debate = read(VOICES)
    assert debate.title == "Ferry hearing"
    assert rows(debate) == [
        ("0:01", "Ada Low", "Sixty seats & more is too low. [Laughter]\n\nAfter a pause."),
        ("0:11", "Ben", "Who counted?"),
        ("0:11", "Ada Low", "Nobody."),
        ("0:12", "", "Without a voice."),
    ]
    blocks = [(b.kind, p.text[b.start : b.end]) for p in debate.posts.values() for b in p.blocks]
    assert blocks[:3] == [
        (BlockKind.OWN, "Sixty seats & more is too low."),
        (BlockKind.NOISE, "[Laughter]"),
        (BlockKind.OWN, "After a pause."),
    ]
    assert [p.parent_confidence for p in debate.posts.values()] == [None, 0.7, 0.7, None]
    assert [f.code for f in debate.findings.values()] == ["label"]


def test_places_in_the_file() -> None:
    debate = read(VOICES)
    (source,) = debate.sources.values()
    covered = 0
    for span in source.spans:
        assert covered <= span.start < span.end
        assert not VOICES[covered : span.start].strip()
        covered = span.end
        if span.role is SpanRole.POST and span.post is not None:
            last = debate.posts[span.post].text.split()[-1]
            assert last in VOICES[span.start : span.end]
    assert not VOICES[covered:].strip()
    assert VOICES[source.spans[0].start : source.spans[1].end].endswith("red }")


def test_labels_dashes_and_changes_of_speaker() -> None:
    assert rows(read(LABELS)) == [
        ("0:01", "ADA LOW", "Sixty seats is too low. I counted: 327 boats."),
        ("1:00:03", "BEN", "Who?"),
        ("1:00:03", "", "You."),
        ("1:00:03", "", "Me?"),
        ("1:00:05", "", "Somebody else."),
    ]


def test_what_rolls_is_read_once_and_what_is_said_twice_twice() -> None:
    assert rows(read(ROLLING)) == [("0:00", "", "we are here today to speak of boats and of seats no no")]
    said = (
        ROLLING.replace("we are here today\nto", "to")
        .replace("to speak of boats\nand", "and")
        .replace("and of seats\nno", "no")
    )
    assert rows(read(said))[0][2] == "we are here today to speak of boats and of seats no no no"


def test_words_that_are_painted_one_by_one() -> None:
    grown = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{words}"
        for n, words in enumerate(["so", "so", "so we", "so we", "so we go", "so we go", "so we go on"])
    )
    assert rows(read(grown))[0][2] == "so we go on"


def test_posts_begin_at_pauses_where_nobody_is_named() -> None:
    debate = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:02.000 --> 00:03.000\ntwo.\n\n00:08.000 --> 00:09.000\nThree: four.\n"
    )
    assert rows(debate) == [("0:01", "", "One two."), ("0:08", "", "Three: four.")]
    assert [f.code for f in debate.findings.values()] == ["boundary"]


def test_cues_without_numbers_or_blank_lines_between_them() -> None:
    shown = subtitles("1\n00:00:01,0 --> 00:00:02,0\nOne\n2\n00:00:02,0 --> 00:00:03,0\nTwo\n\nmore\n\n3\n")
    assert [[line.words for line in cue.lines] for cue in shown.cues] == [["One"], ["Two", "more"]]


def test_formats_are_chosen_by_content() -> None:
    assert registry.guess(VOICES.encode(), "a.txt").name == "vtt"
    assert registry.guess(LABELS.encode(), "a.txt").name == "srt"
    assert registry.guess(LABELS.encode("utf-16"), "a.srt").name == "srt"
    assert vtt.sniff(b"WEBVTTX") == 0.0


@pytest.mark.parametrize("text", ["WEBVTT\n\nNOTE nothing", "1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n"])
def test_a_file_without_words_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="no subtitles with words"):
        read(text)


def test_a_day_of_captions() -> None:
    cues = (f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> 99:00:00.000\nwords {n}" for n in range(60_000))
    debate = read("WEBVTT\n\n" + "\n\n".join(cues))
    assert sum(len(p.text.split()) for p in debate.posts.values()) == 120_000
    assert max(len(p.text) for p in debate.posts.values()) < 4_000


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([VOICES, LABELS, ROLLING]), st.data())
def test_damaged_files_give_a_sound_debate_or_a_sentence(text: str, data: st.DataObject) -> None:
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from([b"\n\n", b" --> ", b"<v A>", b">> ", b"- ", b"\xf0\x9f\x9a\xa2"]),
            )
        )
    for reader in (vtt.read, srt.read):
        try:
            debate = reader(bytes(raw), "a.vtt")
        except FormatError as error:
            assert str(error).endswith(".")
        else:
            assert list(problems(debate)) == []


def test_letters_are_composed_after_entities_and_tags_are_gone() -> None:
    data = "WEBVTT\n\n00:01.000 --> 00:03.000\nANN: cafe&#769; e<i>\u0301</i>\n\n00:04.000 --> 00:05.000\nANN: Yes.\n"
    posts = registry.read(data.encode(), "a.vtt").posts.values()
    assert " ".join(post.text for post in posts) == "caf\xe9 \xe9 Yes."
