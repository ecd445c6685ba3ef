"""Every part of the map in every picture format and every colours, with numbers and without: complete, inside its page, the
same each time, and readable by somebody else's program."""

import io
import re
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from lxml import etree
from lxml import html as parser
from PySide6.QtGui import QColor, QImage

from argmap.analysis.past import Moment, as_of
from argmap.formats.parts import kept, shown_by
from argmap.formats.registry import WriteOptions, by_name
from argmap.model.debate import Debate
from argmap.model.progress import Cancelled
from argmap.model.records import View
from argmap.picture.palette import paper_palette

SVG = "{http://www.w3.org/2000/svg}"
DATE = "2024-09-13T10:00:00"
PLACES = {"s2": (0.0, 0.0), "s4": (3000.0, 40.0), "s6": (400.0, 2000.0)}


def whole(debate: Debate) -> dict[str, object]:
    return {}


def selection(debate: Debate) -> dict[str, object]:
    return {"shown": frozenset({"s2", "s4", "v1"}), "part": "Selected cards"}


def focus(debate: Debate) -> dict[str, object]:
    return {"focus": "s5", "depth": 2}


def provision(debate: Debate) -> dict[str, object]:
    return {"provision": "v2"}


def view(debate: Debate) -> dict[str, object]:
    shown = shown_by(debate, View("w", "Police", topics=("enf",)))
    return {"shown": shown, "part": "View “Police”", "placed": True, "places": PLACES}


def past(debate: Debate) -> dict[str, object]:
    return {"stood": "As it stood after Bo Lind"}


Part = Callable[[Debate], dict[str, object]]
PARTS = (whole, selection, focus, provision, view, past)
ways = [
    pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__),
    pytest.mark.parametrize("theme", ["light", "dark", "grey"]),
    pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"]),
]


def every_way(test: Callable[..., None]) -> Callable[..., None]:
    for way in ways:
        test = way(test)
    return test


def made(debate: Debate, name: str, part: Part, theme: str, numbered: bool) -> tuple[bytes, Debate, set[str]]:
    """A picture, the debate that it is of, and the cards that it shows; it is the same when it is made again."""
    options = WriteOptions(theme=theme, numbered=numbered, last_edit=DATE, scale=0.5, **part(debate))  # type: ignore[arg-type]
    shown = as_of(debate, Moment(post="p2")) if part is past else debate
    writer = by_name(name).write
    assert writer is not None
    data = writer(shown, options)
    assert writer(shown, options) == data
    keep, _ = kept(shown, options)
    return data, shown, {*shown.statements, *shown.provisions} if keep is None else keep


def shift(element: etree._Element) -> tuple[float, float]:
    x = y = 0.0
    for above in [element, *element.iterancestors()]:
        moved = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", above.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
    return x, y


def assert_cards_hold_their_lines(
    root: etree._Element, space: str, area: tuple[float, float, float, float]
) -> set[str]:
    """Every card lies in an area and every line of text on its card; gives the cards."""
    left, top, right, bottom = area
    found = set()
    for card in root.iter(f"{space}g"):
        if not (card.get("id") or "").startswith("card-"):
            continue
        found.add(str(card.get("id"))[5:])
        x, y = shift(card)
        outline = card.find(f"{space}rect")
        path = card.find(f"{space}path")
        if (card.get("class") or "").split()[1] == "provision":
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", str(path.get("d")))]  # type: ignore[union-attr]
            width, height = max(numbers[::2]), max(numbers[1::2])
        else:
            assert outline is not None
            width, height = float(outline.get("width", "0")), float(outline.get("height", "0"))
        assert left <= x
        assert x + width <= right
        assert top <= y
        assert y + height <= bottom
        for line in card.iter(f"{space}tspan"):
            at, down, size = (float(line.get(name, "0")) for name in ("x", "y", "font-size"))
            length = line.get("textLength") or line.get("textlength") or "0"
            assert at >= 0
            assert at + float(length) <= width
            assert size * 0.7 <= down <= height
    return found


@every_way
def test_svg(debate: Debate, part: Part, theme: str, numbered: bool) -> None:
    data, _, cards = made(debate, "svg", part, theme, numbered)
    root = etree.fromstring(data)
    area = tuple(float(n) for n in root.get("viewBox", "").split())
    assert assert_cards_hold_their_lines(root, SVG, area) == cards  # type: ignore[arg-type]
    for line in root.iter(f"{SVG}tspan"):
        x = float(line.get("x", "0")) + shift(line)[0]
        assert x >= 0
        assert x + float(line.get("textLength", "0")) <= area[2]
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert ground.get("fill") == paper_palette(theme).window


@every_way
def test_png(debate: Debate, part: Part, theme: str, numbered: bool) -> None:
    data, _, _ = made(debate, "png", part, theme, numbered)
    image = QImage.fromData(data, "PNG")  # type: ignore[call-overload]
    assert not image.isNull()
    ground = QColor(paper_palette(theme).window).rgb()
    wide, high = image.width(), image.height()
    edge = [(x, y) for x in range(wide) for y in (*range(6), *range(high - 6, high))]
    edge += [(x, y) for y in range(high) for x in (*range(6), *range(wide - 6, wide))]
    assert all(image.pixel(x, y) == ground for x, y in edge)
    assert any(image.pixel(x, y) != ground for x in range(0, wide, 3) for y in range(0, high, 3))


@every_way
def test_pdf(debate: Debate, part: Part, theme: str, numbered: bool) -> None:
    data, shown, cards = made(debate, "pdf", part, theme, numbered)
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        width, height = document[0].get_size()
        text = document[0].get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert 0 <= left <= right <= width
            assert 0 <= bottom <= top <= height
        words = " ".join(text.get_text_range().split())
    finally:
        document.close()
    for card_id in cards & shown.statements.keys():
        assert all(word in words for word in shown.statements[card_id].gist.split())


@every_way
def test_html(debate: Debate, part: Part, theme: str, numbered: bool) -> None:
    data, shown, cards = made(debate, "html-map", part, theme, numbered)
    root = parser.document_fromstring(data.decode())
    x, y, width, height = (float(n) for n in root.get_element_by_id("map").get("data-bounds").split())
    assert assert_cards_hold_their_lines(root, "", (x, y, x + width, y + height)) == cards
    outline = " ".join(root.get_element_by_id("outline").text_content().split())
    for card_id in cards & shown.statements.keys():
        assert shown.statements[card_id].gist in outline
    assert root.get("data-shown") == theme


NUMBER = re.compile(r"^\s*(?:- )?\**(\d+)\**(?:\.| ·)")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_numbers_are_the_same_in_pictures_and_outlines(debate: Debate, part: Part) -> None:
    data, shown, cards = made(debate, "svg", part, "light", True)
    root = etree.fromstring(data)
    pictured = {}
    for card in root.iter(f"{SVG}g"):
        if (card.get("id") or "").startswith("card-"):
            number = NUMBER.match(card.findtext(f"{SVG}title") or "")
            assert number is not None
            pictured[str(card.get("id"))[5:]] = int(number[1])
    assert len(set(pictured.values())) == len(cards)
    gists = {i: shown.statements[i].gist for i in cards & shown.statements.keys()}
    markdown = made(debate, "outline-md", part, "light", True)[0].decode().splitlines()
    document = docx.Document(io.BytesIO(made(debate, "outline-docx", part, "light", True)[0]))
    for lines in (markdown, [paragraph.text for paragraph in document.paragraphs]):
        told = {int(number[1]): line for line in lines if (number := NUMBER.match(line))}
        assert set(pictured.values()) <= set(told)
        for card_id, gist in gists.items():
            assert gist in told[pictured[card_id]]
    page = parser.document_fromstring(made(debate, "html-map", part, "light", True)[0].decode())
    for card_id in cards:
        head = page.get_element_by_id(f"entry-{card_id}").text_content()
        assert head.startswith(f"{pictured[card_id]} · ")


@pytest.mark.parametrize("name", ["svg", "png", "pdf", "html-map"])
def test_a_picture_that_nobody_wants_any_more_is_not_made(debate: Debate, name: str) -> None:
    def cancel(fraction: float, words: str) -> None:
        raise Cancelled

    writer = by_name(name).write
    assert writer is not None
    with pytest.raises(Cancelled):
        writer(debate, WriteOptions(progress=cancel))
