"""Outlines in words: their numbers are those of the cards, and nothing in them is taken for markup."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree
from markdown_it import MarkdownIt

from argmap.formats.pictures import svg
from argmap.formats.registry import FormatError, WriteOptions, by_name, for_writing
from argmap.formats.reports import outline_docx, outline_markdown
from argmap.formats.reports.outline import account
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Info, Passage, Post, Provision, Relation, Statement, Target, Version

DATED = WriteOptions(last_edit="2024-09-13T10:00:00+02:00")
SVG = "{http://www.w3.org/2000/svg}"


def markdown(debate: Debate, options: WriteOptions = DATED) -> str:
    return outline_markdown.write(debate, options).decode()


def paragraphs(debate: Debate, options: WriteOptions = DATED) -> list[str]:
    return [p.text for p in Document(io.BytesIO(outline_docx.write(debate, options))).paragraphs]


def on_cards(debate: Debate, options: WriteOptions) -> dict[int, str]:
    """What the cards of a picture are called, by the number that stands on them."""
    root = etree.fromstring(svg.write(debate, replace(options, numbered=True)))
    found = {}
    for card in root.findall(f".//{SVG}g[@id='cards']/{SVG}g"):
        number = next(
            re.match(r"(\d+) · ", t.text or "") for t in card.iter(f"{SVG}tspan") if re.match(r"\d+ · ", t.text or "")
        )
        assert number is not None
        said = card.findtext(f"{SVG}title") or ""
        assert said.startswith(f"{number[1]}. ")
        found[int(number[1])] = said
    return found


def test_formats_are_found_by_name_and_suffix() -> None:
    assert by_name("outline-md") is outline_markdown.FORMAT is for_writing("map.md")
    assert by_name("outline-docx") is outline_docx.FORMAT is for_writing("map.docx")


@pytest.mark.parametrize("options", [DATED, replace(DATED, provision="v2"), replace(DATED, focus="s2")])
def test_numbers_are_those_of_the_cards(debate: Debate, options: WriteOptions) -> None:
    cards = on_cards(debate, options)
    listed = {entry.number: entry.title for entry in account(debate, options).entries}
    assert listed.keys() == cards.keys()
    for number, title in listed.items():
        assert title.split(" · ")[0] in cards[number]
    in_markdown = {
        int(n): t for n, t in re.findall(r"^ *- \*\*(\d+)\*\* · \w+: (.*?)(?: — |$)", markdown(debate, options), re.M)
    }
    in_docx = {int(m[1]) for line in paragraphs(debate, options) if (m := re.match(r"(\d+) · \w+: ", line))}
    assert in_markdown.keys() == in_docx == cards.keys()


def test_a_part_has_the_numbers_of_the_whole(debate: Debate) -> None:
    whole = {e.id: e.number for e in account(debate, DATED).entries}
    part = {e.id: e.number for e in account(debate, replace(DATED, provision="v2")).entries}
    assert sorted(whole.values()) == list(range(1, len(whole) + 1))
    assert part.items() < whole.items()


def test_children_follow_and_stand_below_their_parents(debate: Debate) -> None:
    listed = account(debate, DATED).entries
    depth = {"": -1}
    for entry in listed:
        if entry.kind != "provision":
            assert entry.depth == depth[entry.under] + 1
        depth[entry.id] = entry.depth


@pytest.mark.parametrize("told", [markdown, lambda d: "\n".join(paragraphs(d))], ids=["md", "docx"])
def test_kind_gist_verdict_and_who_said_it_are_told(debate: Debate, told: Callable[[Debate], str]) -> None:
    link = "https://example.org/a_(b)"
    post = replace(debate.posts["p2"], permalink=link, posted_at="2024-09-12T10:00:00Z")
    text = told(Debate([post, *(r for r in debate.records() if r.id != "p2")]))
    for expected in (
        "Fast bicycles",
        "Every courier bike is faster",
        "Bo Lind, 12 Sep 2024",
        "conceded",
        "Last edited 13 Sep 2024",
    ):
        assert expected in text
    assert "Said by nobody: the analyst’s own." in text
    assert "Version 1 (proposed)" in text
    assert "Because" not in text or "The speed line moves" in text


def test_the_table_of_provisions_has_a_row_for_every_version(debate: Debate) -> None:
    rows = account(debate, DATED).provisions
    assert [row[1:4] for row in rows] == [
        ("§ 1 · Plates", "1", "> 25 km/h speed"),
        ("§ 1 · Plates", "2", "> 45 km/h speed"),
        ("§ 2 · Tests", "1", "≥ 80 % test score"),
        ("§ 2(a) · Who runs them", "1", "The county."),
    ]
    assert rows[1][5] == "The speed line moves"
    tables = Document(io.BytesIO(outline_docx.write(debate, DATED))).tables
    assert [tuple(c.text for c in row.cells) for row in tables[0].rows[1:]] == list(rows)
    html = MarkdownIt("commonmark").enable("table").render(markdown(debate))
    assert html.count("<tr>") == 1 + len(rows)


def test_links_lead_to_the_post(debate: Debate) -> None:
    link = "https://example.org/a_(b)?x=1&y=2"
    post = replace(debate.posts["p2"], permalink=link)
    linked = Debate([post, *(r for r in debate.records() if r.id != "p2")])
    assert f'href="{link.replace("&", "&amp;")}"' in MarkdownIt().render(markdown(linked))
    parts = Document(io.BytesIO(outline_docx.write(linked, DATED))).part.rels.values()
    assert link in {part.target_ref for part in parts if part.is_external}


ODD = "# <b>bold</b> [x](javascript:1) | `code` *a* _b_ \\ 1. &amp; ~~no~~\n- item\n\x00\x0b> quote"


def test_words_are_never_markup() -> None:
    post = Post("p", author="a", text=ODD, permalink="javascript:alert(1)")
    odd = Debate(
        [
            Info(title=ODD),
            Author("a", ODD),
            post,
            Statement("s", StatementKind.CLAIM, ODD, (Passage("p", 0, len(ODD)),), note=ODD),
            Provision("v", None, ODD, ODD, 0, (Version(1, ODD),)),
            Statement("o", StatementKind.OBJECTION, ODD),
            Relation("r", RelationKind.OBJECTS, ("o",), Target(TargetKind.STATEMENT, "s")),
        ]
    )
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown(odd))
    assert set(re.findall(r"<(\w+)", html)) <= {
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "strong",
        "em",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
    }
    assert html.count("<h1>") == 1
    assert "&lt;b&gt;bold" in html
    shown = "\n".join(paragraphs(odd))
    assert "<b>bold</b> [x](javascript:1) | `code`" in shown
    around = paragraphs(odd, WriteOptions(focus="s", part=ODD, shown=frozenset({"s", "o"})))
    assert any(words.startswith("# <b>bold</b>") for words in around)


def test_the_same_debate_gives_the_same_bytes(debate: Debate) -> None:
    for write in (outline_markdown.write, outline_docx.write):
        assert write(debate, DATED) == write(debate, DATED)
    assert outline_docx.write(debate, DATED) != outline_docx.write(debate, WriteOptions(last_edit="2025-01-01"))


def test_a_moment_that_is_none_in_this_calendar_is_no_fault(debate: Debate) -> None:
    for moment in ("no time", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        assert paragraphs(debate, WriteOptions(last_edit=moment))


def test_an_empty_debate_says_so() -> None:
    assert "Nothing has been tagged yet." in markdown(Debate())
    assert "Nothing has been tagged yet." in paragraphs(Debate())


def test_deep_threads_are_told_to_the_end() -> None:
    claims = [Statement(f"s{i:04}", StatementKind.CLAIM, f"point {i}") for i in range(1500)]
    links = [
        Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i:04}",), Target(TargetKind.STATEMENT, f"s{i - 1:04}"))
        for i in range(1, 1500)
    ]
    deep = Debate([*claims, *links])
    assert "point 1499" in markdown(deep)
    assert any("point 1499" in line for line in paragraphs(deep))


def test_what_does_not_exist_is_said_in_a_sentence(debate: Debate) -> None:
    with pytest.raises(FormatError, match="There is no provision"):
        outline_markdown.write(debate, WriteOptions(provision="s1"))
