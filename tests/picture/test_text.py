"""Text is wrapped in full, whatever it is made of."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtGui
from PySide6.QtGui import QTextLayout

from argmap.picture import fonts
from argmap.picture import text as text_module
from argmap.picture.text import one_line, plain, wrap

SCRIPTS = {
    "english": "A score of 70 % is where consumer chatbots were a year ago, and none is near a catastrophe.",
    "hebrew": "הטיעון הזה נכתב מימין לשמאל, עם מספר 70% ומילה Latin בתוכו.",
    "arabic": "هذا نص عربي طويل بما يكفي ليلتف على عدة أسطر في البطاقة.",
    "chinese": "这项规定适用于所有参数超过七百亿的模型，但没有说明如何计算，也没有说明由谁来检查。",
    "thai": "ไทยภาษาไทยไม่มีช่องว่างระหว่างคำเลยสักนิดเดียวจริงๆนะ",
    "emoji": "👩‍🚀🚲🔥" * 30,
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "combining": "e\u0301" * 200,
}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("width", [60.0, 173.0])
def test_every_character_is_on_some_line_and_every_line_fits(name: str, width: float) -> None:
    lines = wrap(plain(SCRIPTS[name]), "gist", width)
    assert squeezed("".join(line.text for line in lines)) == squeezed(SCRIPTS[name])
    assert len(lines) > 1
    for line in lines:
        assert line.x >= 0
        assert line.x + line.width <= width + 0.01
        assert fonts.width(line.text, "gist") <= width + 0.6


def test_right_to_left_lines_end_at_the_right() -> None:
    lines = wrap(SCRIPTS["hebrew"], "gist", 173)
    assert all(line.rtl for line in lines)
    assert all(line.x + line.width == pytest.approx(173) for line in lines)
    assert not any(line.rtl for line in wrap(SCRIPTS["english"], "gist", 173))


def test_a_thousand_words_are_all_there() -> None:
    words = [f"word{i}" for i in range(1000)]
    assert " ".join(line.text for line in wrap(" ".join(words), "gist", 233)).split() == words


@pytest.mark.parametrize("text", ["x" * 9_000, "слово " * 2_000, "e\u0301" * 5_000, "👩‍🚀" * 2_000, "كلمة a " * 1_500])
def test_texts_that_no_person_wrote_are_there_too(text: str) -> None:
    lines = wrap(plain(text), "gist", 173)
    assert squeezed("".join(line.text for line in lines)) == squeezed(text)
    assert not any(unicodedata.combining(line.text[0]) or line.text[0] == "\u200d" for line in lines)
    assert {line.rtl for line in lines} == {text[0] == "ك"}


def test_a_million_characters_are_laid_out_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(QtGui, "QTextLayout", lambda text, font: sizes.append(len(text)) or QTextLayout(text, font))
    assert sum(len(line.text) for line in wrap("x" * 40_000, "gist", 173)) == 40_000
    assert max(sizes) <= 4_000


def test_no_line_turns_round_what_follows() -> None:
    assert plain("a\u202eb\u2066c\u202cd") == "abcd"
    assert plain("a\u200fb\u200e") == "a\u200fb\u200e"  # marks stay


def test_line_breaks_are_kept_and_white_space_is_single() -> None:
    text = plain("  one  two\t three \r\n\u2028 four\n")
    assert text == "one two three\nfour"
    assert [line.text for line in wrap(text, "gist", 233)] == ["one two three", "four"]
    assert one_line("one\n two") == "one two"


def test_nothing_is_left_that_xml_cannot_hold() -> None:
    assert plain("a\x00b\x07c\ud800d\ufffee\x1bf\x85g\u0080h") == "abcdef\ngh"


@given(st.text(max_size=80))
def test_any_text_can_be_wrapped(text: str) -> None:
    clean = plain(text)
    lines = wrap(clean, "gist", 173)
    assert squeezed("".join(line.text for line in lines)) == squeezed(clean)
    clean.encode()


def test_widths_do_not_depend_on_whole_pixels() -> None:
    assert fonts.STYLES["gist"].size == 12.5
    assert fonts.width("m" * 100, "gist") == pytest.approx(100 * fonts.width("m", "gist"), rel=1e-3)
    assert fonts.fine_font("gist").pixelSize() == 25
    assert fonts.font("gist").families()[0] == "Inter"


def test_latin_text_is_broken_at_spaces_without_a_layout_of_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "§ 3(a)(2) – “70 % on MMLU” isn’t what a naïve reader takes Größe to be…"
    laid = [line.text for line in text_module._wrap_paragraph(said, "gist", 140, rtl=False)]
    monkeypatch.delattr(QtGui, "QTextLayout")
    wrap.cache_clear()
    lines = wrap(said, "gist", 140)
    assert [line.text for line in lines] == laid
    assert all(line.width <= 140 for line in lines)


def test_threads_that_are_the_first_to_lay_text_out_do_not_disturb_each_other() -> None:
    code = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from argmap.picture import fonts, text
fonts.load()
together = Barrier(4)
def wrapped(_):
    together.wait()
    return text.wrap("第三条 הסעיף clause " * 20, "gist", 150.0)
with ThreadPoolExecutor(4) as pool:
    print(len(set(pool.map(wrapped, range(4)))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")
