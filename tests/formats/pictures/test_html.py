"""The map as an interactive page: what is in the file, and what it does in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as parser

from argmap.formats.pictures import html
from argmap.formats.registry import WriteOptions, by_name, for_writing
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Author, Info, Passage, Post, Provision, Relation, Statement, Target, Topic, Version

DATED = WriteOptions(last_edit="2024-09-13T10:00:00")


def parsed(debate: Debate, options: WriteOptions = DATED) -> Any:
    return parser.document_fromstring(html.write(debate, options).decode())


def test_pages_are_written_by_this_format_and_read_by_another() -> None:
    assert for_writing("map.html") is html.FORMAT is by_name("html-map")
    assert by_name("html").read is not None


def test_every_card_has_a_name_and_an_entry_in_the_outline(debate: Debate) -> None:
    root = parsed(debate)
    cards = root.xpath("//*[contains(concat(' ', @class, ' '), ' card ')]")
    assert len(cards) == len(debate.statements) + len(debate.provisions)
    entries = {li.get("id") for li in root.xpath("//section[@id='outline']//li[@id]")}
    for card in cards:
        assert card.get("role") == "button"
        assert card.get("aria-label")
        assert "entry-" + card.get("id").removeprefix("card-") in entries
    assert len(root.xpath("//*[@class='skip']")) == 1


def test_the_outline_says_who_said_what_and_why_it_falls(debate: Debate) -> None:
    told = " ".join(parsed(debate).get_element_by_id("entry-s2").text_content().split())
    assert "Every courier bike is faster" in told
    assert "Every courier bike is faster than that 🚲.Bo Lind" in told
    assert "conceded" in told
    assert "objects to" in told


def test_nothing_is_loaded_and_only_its_own_script_may_run(debate: Debate) -> None:
    text = html.write(debate, DATED).decode()
    root = parsed(debate)
    rules = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert rules.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in rules
    assert root.xpath("//@src | //link | //img | //iframe | //object") == []
    assert root.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    outside = re.sub(r"data:font/woff2;base64,[A-Za-z0-9+/=]+", "", text)
    assert set(re.findall(r"https?://[^\s\"'<>]+", outside)) == {"http://www.w3.org/2000/svg"}


HOSTILE = '</script><script>window.hit=1</script><img src=x onerror="window.hit=1">\'"]]>--><svg onload=window.hit=1>'


@pytest.fixture
def hostile() -> Debate:
    link = 'https://example.org/"onmouseover="window.hit=1'
    post = Post("p", author="a", text=HOSTILE, permalink=link, posted_at=HOSTILE)
    script = Post("q", author="a", text=HOSTILE, permalink="javascript:window.hit=1")
    claim = Statement(
        HOSTILE, StatementKind.CLAIM, HOSTILE, (Passage("p", 0, 9), Passage("q", 0, 9)), ("t",), note=HOSTILE
    )
    other = Statement("s", StatementKind.OBJECTION, "fill=\"#123456\" stroke='#654321'")
    clause = Provision("v", None, HOSTILE, HOSTILE, 0, (Version(1, HOSTILE, at=HOSTILE),))
    hit = Relation("r", RelationKind.OBJECTS, ("s",), Target(TargetKind.STATEMENT, HOSTILE))
    return Debate(
        [
            Info(title=HOSTILE),
            Author("a", HOSTILE),
            post,
            script,
            Topic("t", None, HOSTILE, HOSTILE),
            claim,
            other,
            clause,
            hit,
        ]
    )


def test_what_a_debate_brings_is_only_ever_text(hostile: Debate) -> None:
    root = parsed(hostile)
    assert len(root.xpath("//script")) == 1
    assert root.xpath("//img | //@onerror | //@onload | //@onmouseover") == []
    assert root.xpath("//a[starts-with(@href, 'javascript')]") == []
    assert "</script>" in root.get_element_by_id("outline").text_content()
    assert 'fill="#123456"' in root.get_element_by_id("entry-s").text_content()


def test_deep_threads_do_not_nest_without_end() -> None:
    claims = [Statement(f"s{i:04}", StatementKind.CLAIM, f"point {i}") for i in range(1500)]
    links = [
        Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i:04}",), Target(TargetKind.STATEMENT, f"s{i - 1:04}"))
        for i in range(1, 1500)
    ]
    root = parsed(Debate([*claims, *links]))
    assert len(root.xpath("//section[@id='outline']//li[@id]")) == 1500
    assert max(len(list(li.iterancestors())) for li in root.xpath("//section[@id='outline']//li[@id]")) < 100


def test_every_colour_is_given_for_every_theme(debate: Debate) -> None:
    text = html.write(debate, DATED).decode()
    sets = re.findall(r"(?m)^:root(?:\[data-shown=(\w+)\])?\{([^}]*--window[^}]*)\}", text)
    names = [set(re.findall(r"--([\w-]+):", rules)) for _, rules in sets]
    assert [theme for theme, _ in sets] == ["", "dark", "grey"]
    assert names[0] == names[1] == names[2]
    assert set(re.findall(r"var\(--(\w+)\)", text)) <= names[0] | {"room"}
    assert re.findall(r'(?:fill|stroke)="#', text) == []


def test_the_page_opens_in_the_colours_asked_for(debate: Debate) -> None:
    for theme, start in (("light", "system"), ("dark", "dark"), ("grey", "grey")):
        chosen = parsed(debate, WriteOptions(theme=theme)).xpath("//select[@id='theme']/option[@selected]/@value")
        assert chosen == [start]


def test_an_empty_map_says_so() -> None:
    assert "This map is empty" in parsed(Debate()).text_content()


def test_the_drawing_is_the_one_that_the_svg_has(debate: Debate) -> None:
    from argmap.formats.pictures import svg

    space = "{http://www.w3.org/2000/svg}"
    drawn = etree.fromstring(svg.write(debate, DATED))
    ways = [path.get("d") for path in drawn.find(f".//{space}g[@id='map']").iter(f"{space}path")]
    assert [path.get("d") for path in parsed(debate).xpath("//*[@id='drawing']//*[local-name()='path']")] == ways


Shown = Callable[..., Any]


@pytest.fixture
def shown(browser: Any, debate: Debate, tmp_path: Path) -> Shown:
    """Opens a debate in the browser."""

    def show(what: Debate = debate, anchor: str = "", **options: Any) -> Any:
        path = tmp_path / "map.html"
        path.write_bytes(html.write(what, WriteOptions(**options)))
        browser.open(path, anchor)
        return browser

    return show


def look(browser: Any) -> list[float]:
    """Shift and scale of the map."""
    numbers = re.findall(r"-?[\d.]+", browser.run("document.getElementById('view').getAttribute('transform')"))
    return [float(number) for number in numbers]


def classed(browser: Any, name: str) -> set[str]:
    return set(browser.run(f"[...document.querySelectorAll('#cards > .card.{name}')].map(c => c.id.slice(5))"))


def settle(browser: Any) -> None:
    """Waits until the page has drawn what it shows, some frames long."""
    browser.run("new Promise(r => { let n = 12; const f = () => n-- ? requestAnimationFrame(f) : r(); f(); })")


def gone(browser: Any, debate: Debate) -> set[str]:
    """The cards that are not drawn, on a map that is wholly in sight."""
    settle(browser)
    there = browser.run("[...document.querySelectorAll('#cards > .card')].map(c => c.id.slice(5))")
    return {*debate.statements, *debate.provisions} - set(there)


def test_the_page_asks_for_nothing_and_complains_of_nothing(shown: Shown) -> None:
    browser = shown()
    assert [address for address in browser.asked if not address.startswith("data:font/")] == [
        address for address in browser.asked if address.startswith("file:")
    ]
    assert sum(address.startswith("file:") for address in browser.asked) == 1
    assert browser.faults == []
    assert browser.run("document.fonts.check('12px Inter')")


def test_hostile_text_does_nothing(shown: Shown, hostile: Debate) -> None:
    browser = shown(hostile)
    browser.click("#cards .card")
    assert browser.run("window.hit") is None
    assert browser.faults == []
    assert browser.run("document.querySelectorAll('script').length") == 1
    assert HOSTILE[:9] in browser.run("document.getElementById('told').textContent")


def test_drag_wheel_and_arrows_move_the_map(shown: Shown) -> None:
    browser = shown()
    x, y, scale = look(browser)
    browser.drag((1100, 600), (1130, 650))
    assert look(browser) == [x + 30, y + 50, scale]
    browser.mouse("mouseWheel", 800, 500, deltaX=0, deltaY=100)
    browser.until(f"document.getElementById('view').transform.baseVal[0].matrix.f === {y - 50}")
    browser.run("document.getElementById('stage').focus()")
    browser.press("ArrowLeft")
    assert look(browser)[0] == x + 110


def test_buttons_keys_and_wheel_zoom_about_their_place(shown: Shown) -> None:
    browser = shown()
    scale = look(browser)[2]
    browser.click("#in")
    assert look(browser)[2] == pytest.approx(scale * 1.25)
    browser.run("document.getElementById('stage').focus()")
    browser.press("-", "-")
    assert look(browser)[2] == pytest.approx(scale / 1.25)
    browser.press("1")
    assert look(browser)[2] == 1
    before = look(browser)
    browser.mouse("mouseWheel", 700, 500, deltaX=0, deltaY=-200, modifiers=2)
    browser.until("document.getElementById('view').transform.baseVal[1].matrix.a > 1.2")
    top = browser.run("document.getElementById('stage').getBoundingClientRect().top")
    after = look(browser)
    for at, shift in ((700, 0), (500 - top, 1)):
        assert (at - after[shift]) / after[2] == pytest.approx((at - before[shift]) / before[2], abs=0.01)
    browser.click("#fit")
    assert browser.run(
        "[...document.querySelectorAll('.card')].every(c => { const a = c.getBoundingClientRect(),"
        " s = document.getElementById('stage').getBoundingClientRect();"
        " return a.left >= s.left && a.right <= s.right && a.top >= s.top && a.bottom <= s.bottom; })"
    )


def test_two_fingers_zoom(shown: Shown) -> None:
    browser = shown()
    scale = look(browser)[2]
    for kind, gap in (("touchStart", 100), ("touchMove", 150), ("touchMove", 200)):
        points = [{"x": 600 - gap / 2, "y": 500, "id": 1}, {"x": 600 + gap / 2, "y": 500, "id": 2}]
        browser.call("Input.dispatchTouchEvent", type=kind, touchPoints=points)
    browser.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    assert look(browser)[2] == pytest.approx(scale * 2, rel=0.02)


def test_focus_dims_what_is_further_away(shown: Shown, debate: Debate) -> None:
    from argmap.analysis.graph import neighbourhood

    browser = shown()
    browser.click("#card-s2")
    everything = {*debate.statements, *debate.provisions}
    for steps in (1, 2, 3):
        browser.run(
            f"const s{steps} = document.getElementById('steps'); s{steps}.value = '{steps}'; s{steps}.dispatchEvent(new Event('change'))"
        )
        assert classed(browser, "dim") == everything - neighbourhood(debate, "s2", steps)
    browser.press("Escape")
    assert classed(browser, "dim") == set()


def test_a_folded_branch_is_gone_and_counted(shown: Shown, debate: Debate) -> None:
    browser = shown()
    browser.click("#card-v1 .stub")
    assert gone(browser, debate) == {"s1", "s2", "s3", "s4"}
    assert browser.run("document.querySelector('#card-v1 .stub text').textContent") == "+4"
    assert browser.run("document.getElementById('link-r1')") is None
    assert browser.run("document.getElementById('card-v1').getAttribute('aria-expanded')") == "false"
    browser.click("#unfoldall")
    assert gone(browser, debate) == set()
    assert browser.run("document.getElementById('link-r1').isConnected")
    browser.click("#foldall")
    assert {"v1", "v2"}.isdisjoint(gone(browser, debate))
    assert len(gone(browser, debate)) >= 8


def test_search_numbers_its_hits_and_goes_from_one_to_the_next(shown: Shown) -> None:
    browser = shown()
    browser.click("#search")
    browser.press(*"tests")
    browser.press("Enter")
    settle(browser)
    script = "[...document.querySelectorAll('.card.hit')].map(c => [c.id, c.querySelector('.badge').textContent])"
    hits = browser.run(script)
    assert sorted(int(number) for _, number in hits) == list(range(1, len(hits) + 1))
    assert len(hits) >= 3
    first = browser.run("document.querySelector('.card.current').id")
    assert dict(hits)[first] == "1"
    assert browser.run("document.getElementById('hits').textContent") == f"1 of {len(hits)}"
    browser.click("#next")
    assert dict(hits)[browser.run("document.querySelector('.card.current').id")] == "2"
    browser.click("#previous")
    assert browser.run("document.querySelector('.card.current').id") == first
    assert not browser.run("document.getElementById('panel').hidden")
    browser.run(
        "const box = document.getElementById('search'); box.value = 'nowhere'; box.dispatchEvent(new Event('input'))"
    )
    browser.until("document.getElementById('hits').textContent === 'no hits'")
    assert classed(browser, "hit") == set()


def test_a_hit_in_a_folded_branch_is_unfolded_as_it_is_reached(shown: Shown, debate: Debate) -> None:
    browser = shown()
    browser.click("#foldall")
    assert "s8" in gone(browser, debate)
    browser.click("#search")
    browser.press(*"covers cars")
    browser.press("Enter")
    settle(browser)
    assert browser.run("document.querySelector('.card.current').id") == "card-s8"
    assert "s8" not in gone(browser, debate)


def test_a_card_tells_its_passage_and_verdict(shown: Shown) -> None:
    browser = shown()
    browser.click("#card-s4")
    told = " ".join(browser.run("document.getElementById('told').innerText").split())
    for expected in (
        "Nobody can check a plate at night.",
        "Bo Lind",
        "unanswered",
        "It stands because nobody has answered it.",
    ):
        assert expected in told
    browser.click("#told a")
    assert browser.run("document.querySelector('.card.chosen').id") == "card-v1"
    told = " ".join(browser.run("document.getElementById('told').innerText").split())
    assert "Every courier bike is faster objects to this (version 1)" in told
    assert "The speed line moves brought about version 2 of this" in told
    assert "> 45 km/h speed" in told


def test_everything_can_be_done_from_the_keyboard(shown: Shown, debate: Debate) -> None:
    browser = shown()
    browser.run("document.getElementById('card-v1').focus()")
    here = "document.activeElement.id"
    browser.press("ArrowRight")
    child = browser.run(here)
    assert child in {"card-s1", "card-s2", "card-s4"}
    browser.press("ArrowDown")
    assert browser.run(here) != child
    browser.press("ArrowLeft", "ArrowDown")
    assert browser.run(here) == "card-v2"
    browser.press(" ")
    assert len(gone(browser, debate)) >= 5
    browser.press(" ", "f")
    assert classed(browser, "dim")
    browser.press("Escape", "Enter")
    assert browser.run(here) == "told"
    browser.press("Escape")
    assert browser.run(here) == "card-v2"
    assert browser.run("document.getElementById('panel').hidden")
    assert browser.run("document.querySelectorAll('.card[tabindex=\"0\"]').length") == 1


def test_colours_follow_the_system_and_the_switch(shown: Shown) -> None:
    browser = shown()
    ground = "getComputedStyle(document.getElementById('stage')).backgroundColor"
    assert browser.run(ground) == "rgb(255, 255, 255)"
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    try:
        browser.until(f"{ground} === 'rgb(29, 31, 35)'")
        fill = "getComputedStyle(document.querySelector('#card-s1 rect')).fill"
        assert browser.run(fill) == "rgb(40, 43, 49)"
        browser.run(
            "const theme = document.getElementById('theme'); theme.value = 'light'; theme.dispatchEvent(new Event('change'))"
        )
        assert browser.run(ground) == "rgb(255, 255, 255)"
    finally:
        browser.call("Emulation.setEmulatedMedia", features=[])


def test_an_address_names_a_card(shown: Shown) -> None:
    assert shown(anchor="#card-s6").run("document.querySelector('.card.chosen').id") == "card-s6"
    assert shown(anchor="#%E0%A4%A").faults == []


OVERFLOW = """[...document.querySelectorAll('#cards .card')].flatMap(card => {
  const box = card.querySelector('.ring').getBoundingClientRect(), scale = box.width / card.querySelector('.ring').width.baseVal.value;
  return [...card.querySelectorAll('tspan')].filter(line => { const area = line.getBoundingClientRect();
    return area.right > box.right - 4 * scale || area.width > (+line.getAttribute('textLength') + 3) * scale && line.textContent.length > 1;
  }).map(line => line.textContent); })"""


@pytest.mark.parametrize("family", ["Inter", "DejaVu Sans", "serif", "monospace"])
def test_no_line_leaves_its_card_whatever_the_font(shown: Shown, debate: Debate, family: str) -> None:
    words = ["הטיעון הזה נכתב מימין לשמאל ונמשך הלאה", "这项规定适用于所有参数超过七百亿的模型而不是别的", "W" * 60]
    more = [Statement(f"z{i}", StatementKind.CLAIM, said) for i, said in enumerate(words)]
    browser = shown(Debate([*debate.records(), *more]))
    browser.run(f"document.getElementById('map').style.fontFamily = '{family}'")
    assert browser.run(OVERFLOW) == []


def test_what_was_measured_is_what_is_drawn(shown: Shown) -> None:
    """With the typeface that the page brings, lines are as long without being told so as the map measured them."""
    browser = shown()
    off = browser.run(
        "document.fonts.ready.then(() => Math.max(...[...document.querySelectorAll('tspan[textLength]')].map(line => {"
        " const told = +line.getAttribute('textLength'); line.removeAttribute('textLength');"
        " return Math.abs(line.getComputedTextLength() - told) / told; })))"
    )
    assert off < 0.02


def test_paper_shows_the_whole_map_in_light_colours(shown: Shown) -> None:
    import base64

    import pypdfium2

    browser = shown(theme="dark")
    browser.click("#in")
    data = base64.b64decode(browser.call("Page.printToPDF", printBackground=True)["data"])
    document = pypdfium2.PdfDocument(data)
    try:
        text = " ".join(document[0].get_textpage().get_text_range().split())
        everything = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert "Fast bicycles" in text
    for gist in ("Plates cannot be read", "No study shows that"):
        assert gist in text
    assert "Nobody can check a plate at night" in " ".join(everything.split())
