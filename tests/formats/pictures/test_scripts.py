"""Words of every script stay on their cards, in every format, and can be found again in a PDF."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter

from argmap.analysis.verdicts import evaluate
from argmap.formats.pictures import html, pdf, svg
from argmap.formats.pictures.pdf_text import with_plain_letters
from argmap.formats.registry import WriteOptions
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind
from argmap.model.records import Author, Info, Passage, Post, Statement
from argmap.picture import fonts
from argmap.picture.cards import measure
from argmap.picture.painter import paint_card
from argmap.picture.palette import palette

Systems = QFontDatabase.WritingSystem
SAID = {
    "latin": ("A clause that goes on for long enough to be wrapped into some lines", "wrapped", Systems.Latin),
    "chinese": (
        "这项规定适用于所有参数超过七百亿的模型，而不是只适用于没有经过独立安全评估的文字。",
        "这项规定适用于所有参数",
        Systems.SimplifiedChinese,
    ),
    "japanese": (
        "この規定は、公開前に独立した安全性評価を受けていないモデルにも適用されます。",
        "この規定は、公開前に独立",
        Systems.Japanese,
    ),
    "korean": (
        "이 규정은 공개 전에 독립적인 안전성 평가를 받지 않은 모든 모델에 적용됩니다.",
        "이 규정은 공개 전에",
        Systems.Korean,
    ),
    "arabic": (
        "ينطبق هذا الحكم على جميع النماذج التي تتجاوز سبعين مليار معلمة وليس على غيرها.",
        "الحكم",
        Systems.Arabic,
    ),
    "hebrew": ("הסעיף הזה חל על כל המודלים שיש בהם יותר משבעים מיליארד פרמטרים ולא רק עליהם.", "הסעיף", Systems.Hebrew),
    "devanagari": ("यह प्रावधान सत्तर अरब से अधिक पैरामीटर वाले सभी मॉडलों पर लागू होता है।", "", Systems.Devanagari),
    "thai": ("ข้อกำหนดนี้ใช้กับแบบจำลองทั้งหมดที่มีพารามิเตอร์มากกว่าเจ็ดหมื่นล้านตัวไม่ใช่เฉพาะบางส่วน", "", Systems.Thai),
    "marks": (
        "Zażółć gęślą jaźń e\u0301a\u0308o\u0302 q\u0323\u0307 naïve ệ and Z\u0351\u036b\u0343 stacked for long",
        "",
        Systems.Latin,
    ),
    "emoji": ("🚲👩‍🔬🏳️‍🌈👍🏽🇩🇪 in a row 🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲 and more", "in a row", Systems.Latin),
    "mixed": (
        "The הסעיף clause 第三条 and ينطبق mix scripts in one sentence that has to wrap",
        "mix scripts",
        Systems.Latin,
    ),
}


@pytest.fixture(params=SAID)
def written(request: pytest.FixtureRequest) -> tuple[Debate, str]:
    """A debate in a script, with words that are found in it."""
    words, found, system = SAID[request.param]
    if not QFontDatabase.families(system):
        pytest.skip(f"no font here has {request.param} letters (apt-get install fonts-noto-core fonts-noto-cjk)")
    post = Post("p", author="a", text=words)
    claim = Statement("s", StatementKind.OBJECTION, words, (Passage("p", 0, len(words)),))
    short = Statement("t", StatementKind.CLAIM, words[:9])
    return Debate([Info(title=words), Author("a", words[:20]), post, claim, short]), found


def test_no_ink_leaves_a_card(written: tuple[Debate, str]) -> None:
    debate, _ = written
    fonts.load()
    colours = palette("light")
    for card in measure(debate, evaluate(debate)).values():
        image = QImage(round(card.width * 2) + 80, round(card.height * 2) + 80, QImage.Format.Format_RGB32)
        image.fill(QColor(colours.window))
        painter = QPainter(image)
        painter.scale(2, 2)
        paint_card(painter, card, 20, 20, colours)
        painter.end()
        ground = QColor(colours.window).rgb()
        inked = [
            (x, y)
            for y in range(image.height())
            for x in range(image.width())
            if image.pixel(x, y) != ground and not (36 <= x <= image.width() - 36 and 36 <= y <= image.height() - 36)
        ]
        assert inked == []
        for run in card.runs:
            assert run.x >= 0
            assert run.x + run.width <= card.width


def test_words_are_found_in_a_pdf(written: tuple[Debate, str]) -> None:
    debate, found = written
    if not found:
        pytest.skip("glyphs of conjunct letters have no name of their own in a PDF that Qt writes")
    document = pypdfium2.PdfDocument(pdf.write(debate, WriteOptions()))
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert found in text.replace("\r\n", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("family", ["Inter", "serif", "monospace"])
def test_lines_stay_on_their_cards_in_a_browser(
    written: tuple[Debate, str], browser: Any, tmp_path: Path, family: str
) -> None:
    debate, _ = written
    path = tmp_path / "map.html"
    path.write_bytes(html.write(debate, WriteOptions()))
    browser.open(path)
    browser.run(f"document.getElementById('map').style.fontFamily = '{family}'")
    outside = (
        "[...document.querySelectorAll('#cards .card')].flatMap(card => { const box = card.querySelector('.ring')"
        ".getBoundingClientRect(); return [...card.querySelectorAll('tspan')].filter(line => { const area ="
        " line.getBoundingClientRect(); return area.right > box.right - 2 || area.left < box.left + 2; })"
        ".map(line => line.textContent); })"
    )
    assert browser.run(outside) == []


def test_lines_of_an_svg_stay_on_their_cards_in_a_browser(
    written: tuple[Debate, str], browser: Any, tmp_path: Path
) -> None:
    debate, _ = written
    path = tmp_path / "map.svg"
    path.write_bytes(svg.write(debate, WriteOptions()))
    browser.call("Page.navigate", url=path.as_uri())
    browser.until("document.readyState === 'complete' && !!document.querySelector('#cards')")
    outside = (
        "[...document.querySelectorAll('#cards > g')].flatMap(card => { const box = card.querySelector('rect')"
        ".getBoundingClientRect(); return [...card.querySelectorAll('tspan')].filter(line => { const area ="
        " line.getBoundingClientRect(); return area.right > box.right || area.left < box.left; })"
        ".map(line => line.textContent); })"
    )
    assert browser.run(outside) == []


MAP = b"2 beginbfrange\n<0000> <0000> <0000>\n<0001> <0006> [%s ]\nendbfrange\n"


@pytest.mark.parametrize(
    ("codes", "plain"),
    [
        (b"<2F64> <0041> <F900> <FEF2> <FE8E> <0020>", b"<7528><0041><8C48><064A><0627><0020>"),
        (b"<FEFB> <0041> <0042> <0043> <0044> <0045>", b"<06440627><0041><0042><0043><0044><0045>"),
        (b"<0041> <00AA> <FB01> <3131> <0000> <FFFD>", b"<0041><00AA><FB01><3131><0000><FFFD>"),
        (b"<FEFB> <FEFC>", b"<FEFB><FEFC>"),  # no room for the two letters of each
    ],
)
def test_glyphs_stand_for_letters(codes: bytes, plain: bytes) -> None:
    before = b"stream\n" + MAP % codes + b"endstream <2F64>"
    after = with_plain_letters(before)
    assert len(after) == len(before)
    assert plain in after
    assert after.startswith(b"stream\n2 beginbfrange\n<0000> <0000> <0000>\n")
    assert after.endswith(b"\nendbfrange\nendstream <2F64>")
