"""Akoma Ntoso records: sections, speeches, who speaks, what interrupts; and what must be refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats import registry
from argmap.formats.registry import FormatError
from argmap.formats.threads import akoma_ntoso
from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import BlockKind, ParentBasis
from argmap.model.queries import author_name

RECORD = """\
<?xml version="1.0"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="LAKE ASSEMBLY">
<meta><identification source="#x"><FRBRWork><FRBRthis value="/lake/2024-05-01/main"/>
<FRBRdate date="3000-01-01" name="generation"/></FRBRWork></identification>
<references source="#x"><TLCPerson eId="holm" href="/p/holm" showAs="Mr D J HOLM"/>
<TLCPerson eId="berg" href="/p/berg" showAs="Mrs BERG"/><TLCRole eId="speaker" href="/r/s" showAs="The SPEAKER"/></references>
</meta>
<preface><p>Wednesday, <docDate date="2024-05-01">1 May</docDate></p></preface>
<debateBody><debateSection eId="s1"><heading>PROCEEDINGS</heading>
<p>The Assembly met at <recordedTime time="14:02:00">14:02</recordedTime></p>
<debateSection eId="s2"><num>1.</num><heading>FERRY BILL</heading><scene>The bell was rung.</scene>
<speech by="#holm" eId="sp1" startTime="2024-05-01T14:05:00+02:00"><from>Mr D J HOLM (Lake Party)</from>
<p>Sixty seats is <i>too</i> low. [Interjections.] Every boat ...</p><ul><li>One</li><li>Two</li></ul></speech>
<speech by="#speaker"><from>The SPEAKER</from><p>Order!</p></speech>
<speech by="#holm"><from>Mnr D J HOLM</from><p>... will be caught.</p><p>Mrs BERG: Nonsense!</p></speech>
<speech by="#nobody"><p>Said by one who is not listed.</p><p>Debate concluded.</p></speech>
</debateSection>
<questions eId="s3"><heading>QUESTIONS</heading>
<question by="#berg" to="#holm"><from>Mrs BERG</from><p>How many?</p></question>
<answer by="#holm"><from>Mr D J HOLM</from><p>Many.</p></answer></questions>
</debateSection></debateBody></debate></akomaNtoso>
"""


def read(text: str | bytes, name: str = "a.xml") -> Debate:
    debate = akoma_ntoso.read(text if isinstance(text, bytes) else text.encode(), name)
    assert list(problems(debate)) == []
    return debate


def rows(debate: Debate) -> list[tuple[str, str, str]]:
    return [(author_name(debate, p), p.title, p.text) for p in debate.posts.values()]


def test_sections_and_speeches_in_order() -> None:
    assert rows(read(RECORD)) == [
        ("", "PROCEEDINGS", "The Assembly met at 14:02"),
        ("", "1. FERRY BILL", "The bell was rung."),
        ("Mr D J HOLM", "", "Sixty seats is too low. [Interjections.] Every boat ...\n\nOne\n\nTwo"),
        ("The SPEAKER", "", "Order!"),
        ("Mr D J HOLM", "", "... will be caught."),
        ("Mrs BERG", "", "Nonsense!"),
        ("nobody", "", "Said by one who is not listed.\n\nDebate concluded."),
        ("", "QUESTIONS", ""),
        ("Mrs BERG", "", "[to Mr D J HOLM]\n\nHow many?"),
        ("Mr D J HOLM", "", "Many."),
    ]


def test_speeches_answer_their_section_and_interruptions_whom_they_interrupt() -> None:
    debate = read(RECORD)
    answers = [
        (p.text[:7] or p.title[:7], debate.posts[p.parent].text[:7] or debate.posts[p.parent].title[:7], p.parent_basis)
        for p in debate.posts.values()
        if p.parent is not None
    ]
    assert answers == [
        ("The bel", "The Ass", ParentBasis.NATIVE),
        ("Sixty s", "The bel", ParentBasis.NATIVE),
        ("Order!", "Sixty s", ParentBasis.ORDER),
        ("... wil", "The bel", ParentBasis.NATIVE),
        ("Nonsens", "The bel", ParentBasis.NATIVE),
        ("Said by", "The bel", ParentBasis.NATIVE),
        ("QUESTIO", "The Ass", ParentBasis.NATIVE),
        ("[to Mr ", "QUESTIO", ParentBasis.NATIVE),
        ("Many.", "[to Mr ", ParentBasis.HEADER),
    ]


def test_ids_times_names_and_noise() -> None:
    debate = read(RECORD)
    posts = list(debate.posts.values())
    assert [p.native_id for p in posts if p.native_id] == [
        f"/lake/2024-05-01/main#{own}" for own in ("s1", "s2", "sp1", "s3")
    ]
    assert [p.posted_at for p in posts[:3]] == ["2024-05-01T14:02:00", "2024-05-01", "2024-05-01T14:05:00+02:00"]
    assert {a.name: a.aliases for a in debate.authors.values() if a.aliases} == {
        "Mr D J HOLM": ("Mr D J HOLM (Lake Party)", "Mnr D J HOLM")
    }
    noise = [p.text[b.start : b.end] for p in posts for b in p.blocks if b.kind is BlockKind.NOISE]
    assert noise == [
        "The Assembly met at 14:02",
        "The bell was rung.",
        "[Interjections.]",
        "Debate concluded.",
        "[to Mr D J HOLM]",
    ]
    items = [p.text[b.start : b.end] for p in posts for b in p.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == ["One", "Two"]
    assert sorted(f.code for f in debate.findings.values()) == ["label", "label", "label"]


def test_sections_nested_fifty_thousand_deep_are_refused_and_many_are_read() -> None:
    deep = "<debateSection>" * 50_000 + "</debateSection>" * 50_000
    with pytest.raises(FormatError):
        read(RECORD.replace("<scene>", deep + "<scene>"))
    many = "<speech by='#holm'><from>Mr D J HOLM</from><p>Words.</p></speech>" * 20_000
    assert len(read(RECORD.replace("<scene>", many + "<scene>")).posts) > 20_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<akomaNtoso><act/></akomaNtoso>", "holds “act” and no debate"),
        ("<akomaNtoso><debate><debateBody/></debate></akomaNtoso>", "without speeches"),
        ("<html/>", "no Akoma Ntoso document"),
        ("<akomaNtoso><debate>", "no whole XML document"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read(text)


def test_the_format_is_chosen_by_content() -> None:
    assert registry.guess(RECORD.encode(), "a.xml").name == "akoma-ntoso"
    assert akoma_ntoso.sniff(b"<disqus/>") == 0.0


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damaged_records_give_a_sound_debate_or_a_sentence(data: st.DataObject) -> None:
    raw = bytearray(RECORD.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    try:
        read(bytes(raw))
    except FormatError as error:
        assert str(error).endswith(".")


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "speeches", "most", "times"),
    [
        ("2013-05-08-00010-NA080513.xml", 41, "The DEPUTY SPEAKER", 11),
        ("EPC110512.xml", 41, "The TEMPORARY CHAIRPERSON (Mr J D Thibedi)", 9),
        ("NA210212.xml", 95, "The CHIEF WHIP OF THE MAJORITY PARTY", 14),
        ("NA290307.xml", 42, "The ACTING CHIEF WHIP OF THE MAJORITY PARTY", 6),
    ],
)
def test_real_records(corpus: Path, name: str, speeches: int, most: str, times: int) -> None:
    data = (corpus / "threads" / "hansard" / name).read_bytes()
    debate = read(data, name)
    unmarked = sum("somebody else speaks" in f.text for f in debate.findings.values())
    spoken = [author_name(debate, p) for p in debate.posts.values() if p.author]
    assert len(spoken) == speeches + unmarked == data.count(b"<speech") + unmarked
    assert spoken.count(most) == times
    sections = sum(bool(p.title) for p in debate.posts.values())
    assert sections == data.count(b"<heading")
    native = sum(p.parent_basis is ParentBasis.NATIVE for p in debate.posts.values())
    inferred = sum(p.parent_basis is ParentBasis.ORDER for p in debate.posts.values())
    assert native + inferred == len(debate.posts) - 1
    tags = re.sub(rb"<meta>.*</meta>|<preface>.*</preface>|<from>.*?</from>", b"", data, flags=re.DOTALL)
    words = set(re.sub(rb"<[^>]*>", b" ", tags).decode().split())
    read_words = {w for p in debate.posts.values() for w in f"{p.title} {p.text}".split()}
    assert len(words - read_words) <= len(words) * 0.01
