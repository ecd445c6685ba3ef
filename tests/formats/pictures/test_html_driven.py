"""The interactive page in a real browser: bridges, what is hidden, maps too large to be drawn at once, hostile words, paper."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from argmap.analysis.verdicts import evaluate
from argmap.formats.pictures import html
from argmap.formats.registry import WriteOptions
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Info, Passage, Position, Post, Relation, Statement, Target, View
from argmap.picture.visible import below, visible

Shown = Callable[..., Any]
SETTLED = "new Promise(r => { let n = 14; const f = () => n-- ? requestAnimationFrame(f) : r(); f(); })"


@pytest.fixture
def shown(browser: Any, debate: Debate, tmp_path: Path) -> Shown:
    """Opens a debate in the browser."""

    def show(what: Debate = debate, **options: Any) -> Any:
        path = tmp_path / "map.html"
        path.write_bytes(html.write(what, WriteOptions(**options)))
        browser.open(path)
        return browser

    return show


def ids(browser: Any, selector: str = "#cards > .card") -> set[str]:
    """The cards that are part of the page now."""
    browser.run(SETTLED)
    return set(browser.run(f"[...document.querySelectorAll({selector!r})].map(c => c.id.slice(5))"))


def bridges(browser: Any) -> set[tuple[str, str]]:
    browser.run(SETTLED)
    script = "[...document.querySelectorAll('.bridge')].map(b => [b.dataset.from.slice(5), b.dataset.to.slice(5)])"
    return {(start, end) for start, end in browser.run(script)}


def fold(browser: Any, *card_ids: str) -> None:
    for card_id in card_ids:
        browser.click(f"#card-{card_id} .stub")
        browser.run(SETTLED)


def look(browser: Any) -> list[float]:
    """Shift and scale of the map."""
    matrix = "document.getElementById('view').transform.baseVal.consolidate().matrix"
    return list(browser.run(f"(m => [m.e, m.f, m.a])({matrix})"))


@pytest.mark.parametrize("folds", [("v1",), ("v2",), ("s5",), ("v1", "v2"), ("s6", "v1")])
def test_bridges_are_those_of_the_window(shown: Shown, debate: Debate, folds: tuple[str, ...]) -> None:
    browser = shown()
    folds = tuple(fold for fold in folds if fold in below(debate))
    fold(browser, *folds)
    part = visible(debate, evaluate(debate), View("", folded=folds))
    assert bridges(browser) == {tuple(bridge) for bridge in part.bridges}
    assert ids(browser) == {*debate.statements, *debate.provisions} - part.hidden
    browser.click("#unfoldall")
    assert bridges(browser) == set()


def a_chain() -> Debate:
    """Statements that answer each other, s0 to s5."""
    claims = [Statement(f"s{i}", StatementKind.CLAIM, f"point {i}") for i in range(6)]
    links = [
        Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i}",), Target(TargetKind.STATEMENT, f"s{i - 1}"))
        for i in range(1, 6)
    ]
    return Debate([*claims, *links])


def test_a_fold_in_the_middle_is_a_bridge_to_what_it_acts_on_elsewhere(shown: Shown) -> None:
    chain = a_chain()
    extra = [
        Statement("t", StatementKind.CLAIM, "elsewhere"),
        Relation("x", RelationKind.OBJECTS, ("s4",), Target(TargetKind.STATEMENT, "t")),
    ]
    browser = shown(Debate([*chain.records(), *extra]))
    fold(browser, "s1")
    assert ids(browser) == {"s0", "s1", "t"}
    assert bridges(browser) == {("s1", "t")}
    assert browser.run("getComputedStyle(document.querySelector('.bridge .way')).strokeDasharray") != "none"
    assert (
        browser.run("document.querySelector('.bridge title').textContent") == "Linked through cards that are not shown"
    )


def test_the_rest_can_be_hidden_instead_of_dimmed(shown: Shown) -> None:
    browser = shown(a_chain())
    browser.click("#card-s2")
    browser.press("f")
    assert ids(browser, ".card.dim") == {"s0", "s4", "s5"}
    browser.press("h")
    assert ids(browser) == {"s1", "s2", "s3"}
    browser.press("2")
    assert ids(browser) == {f"s{i}" for i in range(5)}
    browser.press("1")
    assert ids(browser) == {"s1", "s2", "s3"}
    assert browser.run("document.getElementById('hide').getAttribute('aria-pressed')") == "true"
    assert browser.run("document.activeElement.id") == "card-s2"
    browser.click("#hide")
    assert ids(browser) == {f"s{i}" for i in range(6)}
    browser.click("#hide")
    browser.press("Escape")
    assert ids(browser) == {f"s{i}" for i in range(6)}


def a_large_map(count: int = 1500) -> Debate:
    """Statements in threads of ten."""
    words = "a point that somebody made about it at some length"
    claims = [Statement(f"s{i:04}", StatementKind.OBJECTION, f"number {i}: {words}") for i in range(count)]
    links = [
        Relation(f"r{i:04}", RelationKind.OBJECTS, (f"s{i:04}",), Target(TargetKind.STATEMENT, f"s{i - 1:04}"))
        for i in range(count)
        if i % 10
    ]
    return Debate([*claims, *links])


@pytest.fixture(scope="module")
def large() -> Debate:
    return a_large_map()


def test_a_large_map_keeps_only_what_is_in_sight_in_the_page(shown: Shown, large: Debate) -> None:
    browser = shown(large)
    here = ids(browser)
    assert 10 < len(here) < 300
    assert browser.run("document.getElementById('far').hidden")
    browser.drag((1100, 600), (1100, 110))
    browser.drag((1100, 600), (1100, 110))
    browser.drag((1100, 600), (1100, 110))
    there = ids(browser)
    assert there - here
    assert 10 < len(there) < 300
    in_sight = (
        "[...document.querySelectorAll('#cards > .card')].filter(c => { const a = c.getBoundingClientRect();"
        " return a.right > 0 && a.left < innerWidth && a.bottom > 90 && a.top < innerHeight; }).length"
    )
    assert browser.run(in_sight) > 5


def test_from_afar_cards_are_blocks_that_can_be_chosen(shown: Shown, large: Debate) -> None:
    browser = shown(large)
    browser.click("#fit")
    assert len(ids(browser)) <= 2  # where the keyboard is
    pixel = (
        "((x, y) => { const c = document.getElementById('far'), a = c.getBoundingClientRect();"
        " return [...c.getContext('2d').getImageData((x - a.left) * c.width / a.width, (y - a.top) * c.height / a.height, 1, 1).data]; })"
    )
    x, y, scale = look(browser)
    place = browser.run(
        "(c => [...c.getAttribute('transform').match(/[\\d.]+/g), c.dataset.w, c.dataset.h].map(Number))"
        "(document.getElementById('drawing').content.querySelector('#card-s0704')) "
    )
    top = browser.run("document.getElementById('stage').getBoundingClientRect().top")
    at = x + (place[0] + place[2] / 2) * scale, top + y + (place[1] + place[3] / 2) * scale
    assert browser.run(f"{pixel}({at[0]}, {at[1]})")[3] > 100
    browser.mouse("mouseMoved", *at)
    browser.mouse("mousePressed", *at, button="left", clickCount=1)
    browser.mouse("mouseReleased", *at, button="left", clickCount=1)
    assert browser.run("document.querySelector('.card.chosen').id") == "card-s0704"
    assert "number 704:" in browser.run("document.getElementById('told').innerText")
    browser.press("ArrowLeft")
    assert browser.run("document.activeElement.id") == "card-s0703"


def test_blocks_take_the_colours_that_are_chosen(shown: Shown, large: Debate) -> None:
    browser = shown(large)
    browser.click("#fit")
    browser.run(SETTLED)
    picture = "document.getElementById('far').toDataURL()"
    light = browser.run(picture)
    theme = "document.getElementById('theme')"
    browser.run(f"{theme}.value = 'dark'; {theme}.dispatchEvent(new Event('change'))")
    browser.run(SETTLED)
    assert browser.run(picture) != light


def test_a_search_from_afar_goes_to_its_hit(shown: Shown, large: Debate) -> None:
    browser = shown(large)
    browser.click("#fit")
    browser.click("#search")
    browser.press(*"1234")
    browser.press("Enter")
    assert "s1234" in ids(browser)
    assert browser.run("document.querySelector('.card.current').id") == "card-s1234"
    area = browser.run(
        "(a => [a.left, a.top, a.right, a.bottom])(document.querySelector('.card.current').getBoundingClientRect())"
    )
    assert area[0] > 0
    assert area[2] < 1200
    assert 90 < area[1] < area[3] < 800


def test_a_wheel_that_zooms_ends_with_a_sharp_map(shown: Shown) -> None:
    browser = shown(a_large_map(60))
    for _ in range(4):
        browser.mouse("mouseWheel", 600, 450, deltaX=0, deltaY=60, modifiers=2)
    browser.until("!document.getElementById('stage').classList.contains('gliding')")
    assert browser.run("document.getElementById('map').style.transform") == ""
    shown_as = int(browser.run("document.getElementById('zoom').textContent").split()[0])
    assert look(browser)[2] == pytest.approx(shown_as / 100, abs=0.006)


def test_a_large_map_is_printed_whole(shown: Shown) -> None:
    browser = shown(a_large_map(120))
    browser.click("#card-s0000")
    browser.press("1")
    data = base64.b64decode(browser.call("Page.printToPDF", printBackground=True)["data"])
    document = pypdfium2.PdfDocument(data)
    try:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()
    assert all(f"number {i}:" in text for i in range(120))
    assert len(ids(browser)) < 120


def test_a_telephone_has_room_for_the_map(shown: Shown) -> None:
    browser = shown()
    browser.call("Emulation.setDeviceMetricsOverride", width=390, height=780, deviceScaleFactor=2, mobile=True)
    try:
        browser.until("innerWidth === 390")
        assert browser.run("document.documentElement.scrollWidth") <= 390
        assert browser.run("document.getElementById('stage').clientHeight") > 500
        browser.click("#card-v1")
        panel = browser.run("(a => [a.left, a.right, a.top])(document.getElementById('panel').getBoundingClientRect())")
        assert panel[:2] == [0, 390]
        assert panel[2] > 200
    finally:
        browser.call("Emulation.clearDeviceMetricsOverride")


def test_nothing_moves_for_those_who_ask_for_stillness(shown: Shown) -> None:
    browser = shown()
    seconds = "getComputedStyle(document.querySelector('.card')).transitionDuration"
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    try:
        browser.until(f"{seconds} === '0s'")
    finally:
        browser.call("Emulation.setEmulatedMedia", features=[])
    browser.until(f"{seconds} === '0.15s'")


def test_the_keyboard_is_seen_and_named(shown: Shown) -> None:
    browser = shown()
    browser.run("document.getElementById('stage').focus()")
    browser.press("Tab")
    ring = "getComputedStyle(document.activeElement.querySelector('.ring')).stroke"
    assert browser.run(ring) != "none"
    assert browser.run("document.activeElement.getAttribute('role')") == "button"
    assert browser.run("document.activeElement.getAttribute('aria-label').length") > 10
    browser.press("Enter")
    assert browser.run("document.querySelector('[aria-current]').classList.contains('chosen')")
    unnamed = (
        "[...document.querySelectorAll('button, select, input, [role]')].filter(e => e.id !== 'said' && e.id !== 'hits'"
        " && !(e.getAttribute('aria-label') || e.textContent.trim())).map(e => e.outerHTML.slice(0, 80))"
    )
    assert browser.run(unnamed) == []


ODD = {
    "script": "</script></template></svg><script>window.hit=1</script>",
    "handler": '<img src=x onerror="window.hit=1">',
    "style": "</style><style>*{display:none}</style>",
    "comment": "<!--<script>",
    "overrides": "\u202egnirts\u2066\u2067 turned \u200f round",
    "controls": "a\x00b\x07c\x1b[31m\x7f\ufffe end",
    "long": "word " * 20_000,
    "unbroken": "x" * 100_000,
    "lone": "half \ud800 pair",
}


@pytest.mark.parametrize("which", ODD)
def test_odd_words_are_words(shown: Shown, which: str) -> None:
    said = ODD[which]
    post = Post("p", author="a", text=said)
    claims = [
        Statement("s", StatementKind.CLAIM, said, (Passage("p", 0, min(len(said), 400)),), note=said),
        Statement("t", StatementKind.OBJECTION, "an ordinary answer"),
    ]
    link = Relation("r", RelationKind.OBJECTS, ("t",), Target(TargetKind.STATEMENT, "s"))
    browser = shown(Debate([Info(title=said[:200]), Author("a", said[:200]), post, *claims, link]))
    assert browser.faults == []
    assert browser.run("window.hit") is None
    assert browser.run("document.querySelectorAll('script').length") == 1
    assert browser.run("getComputedStyle(document.getElementById('stage')).display") == "block"
    browser.run("document.getElementById('fit').click()")
    browser.click("#search")
    browser.press(*"ordinary")
    browser.press("Enter")
    assert "t" in ids(browser)
    assert "an ordinary answer" in browser.run("document.getElementById('told').innerText")
    inside = (
        "(c => { const box = c.querySelector('.ring').getBoundingClientRect();"
        " return [...c.querySelectorAll('tspan')].every(t => t.getBoundingClientRect().right <= box.right + 1); })"
    )
    browser.press("Enter")
    browser.run(SETTLED)
    assert browser.run(f"{inside}(document.querySelector('.card.claim'))")


def test_a_card_that_was_dragged_very_far_away_does_not_stop_the_page(shown: Shown, debate: Debate) -> None:
    source = debate.relations["r1"].sources[0]
    far = [Position(source, 5e7, 4e7, True), Position(debate.relations["r1"].target.id, -5e7, -4e7, True)]
    browser = shown(Debate([*(r for r in debate.records() if not isinstance(r, Position)), *far]))
    assert browser.faults == []
    assert debate.relations["r1"].target.id in ids(browser)
    assert "r1" in ids(browser, "#links > .link")


def test_the_outline_of_a_large_map_is_read_to_its_end(shown: Shown, large: Debate) -> None:
    browser = shown(large)
    browser.click("#read")
    assert browser.run("getComputedStyle(document.getElementById('stage')).display") == "none"
    assert browser.run("document.activeElement.id") == "outline"
    last = "document.querySelector('#entry-s1499')"
    browser.run(f"{last}.scrollIntoView()")
    browser.run(SETTLED)
    top = browser.run(f"{last}.getBoundingClientRect().top")
    assert 0 < top < 800
    browser.click("#entry-s1499 summary")
    assert browser.run(f"{last}.querySelector('details').open")
    browser.click("#read")
    assert len(ids(browser)) > 10


def test_the_empty_places_of_a_flow_go_with_their_cards(shown: Shown) -> None:
    browser = shown(a_large_map(40), layout="flow")
    browser.click("#fit")
    browser.run(SETTLED)
    places = "[...document.querySelectorAll('#cells > .unanswered')].map(c => c.dataset.beside.slice(5))"
    before = set(browser.run(places))
    assert "s0009" in before
    fold(browser, "s0000")
    assert before - set(browser.run(places)) == {f"s{i:04}" for i in range(1, 10)} & before
    browser.click("#unfoldall")
    browser.run(SETTLED)
    assert set(browser.run(places)) == before


def test_a_very_tall_map_fits(shown: Shown) -> None:
    claims = [Statement(f"s{i:03}", StatementKind.CLAIM, "word " * 40) for i in range(400)]
    links = [
        Relation(f"r{i:03}", RelationKind.SUPPORTS, (f"s{i:03}",), Target(TargetKind.STATEMENT, "s000"))
        for i in range(1, 400)
    ]
    browser = shown(Debate([*claims, *links]), layout="tidy")
    browser.click("#fit")
    _, y, scale = look(browser)
    box = [float(n) for n in browser.run("document.getElementById('map').dataset.bounds").split()]
    height = browser.run("document.getElementById('stage').clientHeight")
    assert y + box[1] * scale >= 0
    assert y + (box[1] + box[3]) * scale <= height


def test_a_script_that_was_changed_does_not_run_and_leaves_the_outline(
    browser: Any, debate: Debate, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(html.write(debate, WriteOptions()).replace(b'"use strict";', b'"use strict";window.hit=1;'))
    browser.call("Page.navigate", url=path.as_uri())
    browser.until("document.readyState === 'complete' && !!document.getElementById('outline')")
    assert browser.run("window.hit") is None
    assert browser.run("getComputedStyle(document.getElementById('stage')).display") == "none"
    assert browser.run("getComputedStyle(document.getElementById('outline')).display") == "block"
    assert "Every courier bike is faster" in browser.run("document.body.innerText")
