"""The map as SVG."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.formats.pictures import svg
from argmap.formats.registry import FormatError, WriteOptions, by_name, for_writing
from argmap.model.debate import Debate
from argmap.model.edits import relations, statements
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Info, Provision, Source, Statement, Target, Topic, Version

SVG = "{http://www.w3.org/2000/svg}"
DATED = WriteOptions(last_edit="2024-09-13T10:00:00")


def parsed(debate: Debate, options: WriteOptions = DATED) -> etree._Element:
    return etree.fromstring(svg.write(debate, options))


def shift(element: etree._Element) -> tuple[float, float]:
    """How far the groups around an element move it."""
    x = y = 0.0
    for above in [element, *element.iterancestors()]:
        moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", above.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
    return x, y


def corners(element: etree._Element) -> list[tuple[float, float]]:
    """Points that an element reaches, on the page. Those of a curve are its controls, which hold it."""
    dx, dy = shift(element)
    scale = re.search(r"scale\(([\d.]+)\)", element.get("transform", ""))
    size = float(scale[1]) if scale else 1.0
    get = element.get
    points: list[tuple[float, float]] = []
    match element.tag.removeprefix(SVG):
        case "rect":
            x, y = float(get("x", "0")), float(get("y", "0"))
            points = [(x, y), (x + float(get("width", "0")), y + float(get("height", "0")))]
        case "circle":
            x, y, r = (float(get(name, "0")) for name in ("cx", "cy", "r"))
            points = [(x - r, y - r), (x + r, y + r)]
        case "path":
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", get("d", ""))]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
        case "tspan":
            x, y, high = float(get("x", "0")), float(get("y", "0")), float(get("font-size", "0"))
            points = [(x, y - high), (x + 0.3 * high * len(element.text or ""), y + 0.3 * high)]
    return [(dx + x * size, dy + y * size) for x, y in points]


def assert_inside(root: etree._Element) -> None:
    left, top, width, height = (float(n) for n in root.get("viewBox", "").split())
    seen = 0
    for element in root.iter(f"{SVG}rect", f"{SVG}circle", f"{SVG}path", f"{SVG}tspan"):
        for x, y in corners(element):
            seen += 1
            assert left <= x <= left + width, etree.tostring(element)
            assert top <= y <= top + height, etree.tostring(element)
    assert seen > 4


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_format_is_found_by_name_and_suffix() -> None:
    assert by_name("svg") is svg.FORMAT is for_writing("map.svg")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_card_is_one_selectable_text_and_everything_is_inside(debate: Debate, theme: str) -> None:
    root = parsed(debate, WriteOptions(theme=theme))
    cards = root.findall(f".//{SVG}g[@id='cards']/{SVG}g")
    assert len(cards) == len(debate.statements) + len(debate.provisions)
    for card in cards:
        assert len(card.findall(f"{SVG}text")) == 1
        assert card.find(f"{SVG}title") is not None
    gists = {words(card.find(f"{SVG}text")) for card in cards}  # type: ignore[arg-type]
    assert any("Every courier bike is faster Bo Lind scope" in gist for gist in gists)
    assert_inside(root)


def test_ids_are_unique_and_name_the_records(debate: Debate) -> None:
    root = parsed(debate)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"card-{i}" for i in debate.statements} <= set(ids)
    assert {f"link-{i}" for i in debate.relations} <= set(ids)
    assert "link-amends_3a_s3_3a_v1" in ids


def test_title_legend_date_and_source_are_on_the_page(debate: Debate) -> None:
    root = parsed(Debate([*debate.records(), Source("f", "thread.txt")]))
    shown = words(root)
    for expected in ("Fast bicycles", "objects to", "undercuts", "Last edited 13 Sep 2024", "Source: thread.txt"):
        assert expected in shown
    assert root.find(f"{SVG}title").text == "Fast bicycles"  # type: ignore[union-attr]
    assert "9 statements" in (root.findtext(f"{SVG}desc") or "")


def test_the_ground_covers_the_page(debate: Debate) -> None:
    for theme, colour in (("light", "#FFFFFF"), ("dark", "#1D1F23")):
        root = parsed(debate, WriteOptions(theme=theme))
        ground = root.find(f"{SVG}rect[@id='ground']")
        assert ground is not None
        assert (ground.get("fill"), ground.get("width")) == (colour, root.get("width"))


def test_links_are_told_apart_without_colour(debate: Debate) -> None:
    root = parsed(debate)

    def of(kind: str) -> str:
        group = root.find(f".//{SVG}g[@id='links']/{SVG}g[@class='link {kind}']")
        assert group is not None, kind
        return re.sub(r'[-\d.]+ [-\d.]+|id="[^"]*"|#\w+|<title>.*?</title>', "", etree.tostring(group).decode())

    kinds = ["supports", "rests-on", "objects", "undercuts", "contradicts", "concedes", "answers", "amends", "about"]
    assert len({of(kind).replace(kind, "") for kind in kinds}) == len(kinds)


def test_lines_break_where_the_screen_breaks_them(debate: Debate) -> None:
    from argmap.picture.compose import compose

    picture = compose(debate, None)
    root = parsed(debate)
    for card_id, card in picture.cards.items():
        group = root.find(f".//{SVG}g[@id='card-{card_id}']")
        assert group is not None
        shown = [t.text for t in group.iter(f"{SVG}tspan") if t.get("class") == "gist"]
        assert shown == [run.text for run in card.runs if run.role == "gist"]


def test_an_empty_map_says_so() -> None:
    root = parsed(Debate())
    assert "This map is empty" in words(root)
    assert_inside(root)


JUNK = "a\x00\x01\x07\x0b\x1b\ud800\udfff\ufffe\uffff\ufdd0<&>\"']]>\u202e\u2028b\x85"


def test_junk_in_every_field_gives_valid_xml() -> None:
    odd = Debate(
        [
            Info(title=JUNK),
            Source("f", JUNK),
            Author("a", JUNK),
            Topic("t", None, JUNK, 'red" onload="x'),
            Statement("s \"<>&'é", StatementKind.CLAIM, JUNK, (), ("t",)),
            Statement("s2", StatementKind.CLAIM, "\x00\x01"),
            Provision("v/1", None, JUNK, JUNK, 0, (Version(1, JUNK), Version(2, JUNK, at=JUNK, because_of="s2"))),
        ]
    )
    odd.apply(relations.relate(odd, RelationKind.SUPPORTS, ["s \"<>&'é"], Target(TargetKind.STATEMENT, "s2")))
    data = svg.write(odd, WriteOptions(last_edit=JUNK))
    root = etree.fromstring(data)
    assert "onload" not in {name for element in root.iter() for name in element.attrib}
    assert root.find(f".//{SVG}g[@id='card-s_20__22__3c__3e__26__27__e9_']") is not None
    assert_inside(root)


@pytest.mark.parametrize(
    "gist",
    [
        "x" * 500,
        "word " * 1000,
        "הטיעון הזה נכתב מימין לשמאל ונמשך הלאה",
        "这项规定适用于所有参数超过七百亿的模型",
        "🚲" * 50,
    ],
)
def test_odd_texts_stay_inside(gist: str) -> None:
    odd = Debate([Info(title=gist), Author("a", gist), Statement("s", StatementKind.CLAIM, gist)])
    assert_inside(parsed(odd))


def test_right_to_left_lines_are_marked(debate: Debate) -> None:
    debate.apply(statements.set_gist(debate, "s1", "הטיעון הזה"))
    root = parsed(debate)
    group = root.find(f".//{SVG}g[@id='card-s1']")
    assert group is not None
    assert "\u202bהטיעון הזה\u202c" in [t.text for t in group.iter(f"{SVG}tspan")]


def test_letters_from_right_to_left_do_not_turn_the_next_line_round() -> None:
    title = "Words · \u05db\u05ea\u05d1"
    lines = [t.text or "" for t in parsed(Debate([Info(title=title)])).findall(f".//{SVG}g[@id='heading']//{SVG}tspan")]
    assert lines[0] == title + "\u200e"
    assert not any("\u200e" in line for line in lines[1:])


@settings(deadline=None)
@given(st.data())
def test_any_map_stays_inside_its_page(random_debates: st.SearchStrategy[Debate], data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    root = parsed(debate)
    assert_inside(root)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_focus_and_provision_show_a_part(debate: Debate) -> None:
    def cards(**options: object) -> set[str]:
        root = parsed(debate, WriteOptions(**options))  # type: ignore[arg-type]
        assert_inside(root)
        return {(g.get("id") or "")[5:] for g in root.findall(f".//{SVG}g[@id='cards']/{SVG}g")}

    assert cards(focus="s2") == {"s2", "s3", "v1"}
    assert cards(focus="s2", depth=0) == {"s2"}
    assert cards(provision="v1") == {"v1", "s1", "s2", "s3", "s4"}
    assert cards(provision="v2") == {"v2", "v3", "s5", "s6", "s7", "s8", "s9"}  # v3 is a clause of v2
    assert cards(provision="v2", focus="s8", depth=1) == {"s5", "s6", "s8"}
    assert "What hangs on § 1" in words(parsed(debate, WriteOptions(provision="v1")))
    assert "What is within 2 links of “The speed line moves”" in words(
        parsed(debate, WriteOptions(focus="s3", depth=2))
    )


def test_places_are_kept_unless_a_layout_is_named(debate: Debate) -> None:
    def place(options: WriteOptions) -> str | None:
        group = parsed(debate, options).find(f".//{SVG}g[@id='card-s1']")
        return None if group is None else group.get("transform")

    given = {"s1": (777.0, 333.0)}
    assert place(WriteOptions(places=given)) == "translate(777.0 333.0)"
    assert place(WriteOptions(places=given, layout="tidy")) == place(WriteOptions())


def test_chosen_cards_stay_where_they_stand_or_are_laid_out_afresh(debate: Debate) -> None:
    places = {"s1": (777.0, 333.0), "s2": (5000.0, 40.0)}

    def shown(placed: bool) -> etree._Element:
        chosen = frozenset({"s1", "s2", "gone"})
        return parsed(debate, WriteOptions(shown=chosen, part="Selected cards", placed=placed, places=places))

    for placed in (True, False):
        root = shown(placed)
        cards = root.findall(f".//{SVG}g[@id='cards']/{SVG}g")
        assert {card.get("id") for card in cards} == {"card-s1", "card-s2"}
        assert "Selected cards · 2 statements" in words(root)
        assert (float(root.get("width", "0")) > 4000) is placed
        assert_inside(root)
    with pytest.raises(FormatError, match="Nothing of the map is chosen"):
        svg.write(debate, WriteOptions(shown=frozenset()))


def test_numbers_stand_on_every_card(debate: Debate) -> None:
    root = parsed(debate, WriteOptions(numbered=True, theme="grey"))
    cards = root.findall(f".//{SVG}g[@id='cards']/{SVG}g")
    found = sorted(int(n) for card in cards for n in re.findall(r"^(\d+)\. ", card.findtext(f"{SVG}title") or ""))
    assert found == list(range(1, len(cards) + 1))
    for card in cards:
        number = (card.findtext(f"{SVG}title") or "").split(".")[0]
        assert any((t.text or "").startswith(f"{number} · ") for t in card.iter(f"{SVG}tspan"))
    assert_inside(root)
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}", etree.tostring(root).decode()))
    assert all(len({c[1:3], c[3:5], c[5:7]}) == 1 for c in colours)


def test_lines_are_as_long_as_they_were_measured_whatever_the_font(debate: Debate) -> None:
    from argmap.picture.compose import compose

    picture = compose(debate, None)
    root = parsed(debate)
    for card_id, card in picture.cards.items():
        group = root.find(f".//{SVG}g[@id='card-{card_id}']")
        assert group is not None
        for line in group.iter(f"{SVG}tspan"):
            if len(line.text or "") > 1:
                length, x = float(line.get("textLength", "0")), float(line.get("x", "0"))
                assert length > 0
                assert x + length <= card.width - 8


@pytest.mark.parametrize("options", [{"theme": "pink"}, {"layout": "spiral"}, {"focus": "x"}, {"provision": "s1"}])
def test_what_does_not_exist_is_said_in_a_sentence(debate: Debate, options: dict[str, str]) -> None:
    with pytest.raises(FormatError, match=r"There is no .*“.*”.*\."):
        svg.write(debate, WriteOptions(**options))  # type: ignore[arg-type]


SCRIPT = """
import sys
from argmap.formats.registry import by_name, WriteOptions
from argmap.model.debate import Debate
from argmap.model.kinds import *
from argmap.model.records import *
kinds = list(StatementKind)
statements = [Statement(f"s{i}", kinds[i % 5], f"point {i} of many", topics=("t",)) for i in range(30)]
acts = [RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.CONCEDES, RelationKind.RESTS_ON]
links = [Relation(f"r{i}", acts[i % 4], (f"s{i}",), Target(TargetKind.STATEMENT, f"s{i // 2}")) for i in range(1, 30)]
debate = Debate([Info(title="Twice"), Topic("t", None, "topic"), *statements, *links])
for name in ("svg", "png", "pdf", "html-map", "outline-md", "outline-docx"):
    data = by_name(name).write(debate, WriteOptions(last_edit="2024-09-13T10:00:00+02:00", scale=0.5, numbered=True))
    open(f"{sys.argv[1]}.{name}", "wb").write(data)
tiled = WriteOptions(last_edit="2024-09-13T10:00:00+02:00", tiled=True)
open(f"{sys.argv[1]}.tiled", "wb").write(by_name("pdf").write(debate, tiled))
"""


def test_the_same_debate_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "UTC" if seed == "1" else "Asia/Tokyo"}
        subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path / seed)], check=True, env=environment, timeout=120)
    for name in ("svg", "png", "pdf", "html-map", "outline-md", "outline-docx", "tiled"):
        assert (tmp_path / f"1.{name}").read_bytes() == (tmp_path / f"2.{name}").read_bytes(), name
