"""Text as words to compare: case, typography and punctuation gone, each word knowing where it stands in the raw text.

Two spellings of one sentence (curly or straight quotes, NBSP, ligatures, soft hyphens, full width, `*emphasis*`) give the
same words. A tag of HTML is no word and a web address is one. Scripts that put no space between words (Han, kana, Thai, Lao, Khmer, Burmese) count each character as a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"<[a-zA-Z/!][^<>]{{0,4000}}>|https?://[^\s<>\"]+|[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:[{_INVISIBLE}]+[^\W_{_UNSPACED}]+)*"
)
_UNSPACED_ONE = re.compile(rf"[{_UNSPACED}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_INK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in normal form; ``starts`` and ``ends`` are their code points in the raw text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def normal_word(word: str) -> str:
    """One word as it is compared: compatibility forms resolved (NFKC), case folded, invisible characters gone."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", _HIDDEN.sub("", word)).casefold()


def words(text: str) -> Words:
    """The words of a text with their places. A text of signs alone (an emoji, "???") gives one word for each run of them."""
    found = [m for m in _WORD.finditer(text) if text[m.start()] != "<"] or list(_INK.finditer(text))
    return Words([normal_word(m.group()) for m in found], [m.start() for m in found], [m.end() for m in found])


def is_unspaced(text: str) -> bool:
    """Whether most words of a text are characters of a script without spaces."""
    return len(_UNSPACED_ONE.findall(text)) * 2 > len(_WORD.findall(text))


class Vocabulary:
    """Numbers for words, the same for the same normal form; numbers count from 1."""

    def __init__(self) -> None:
        self._by_raw: dict[str, int] = {}
        self._by_normal: dict[str, int] = {}
        self._words: list[str] = [""]

    def words(self, numbers: Iterable[int]) -> list[str]:
        """The words in normal form that have these numbers."""
        return [self._words[number] for number in numbers]

    def numbers(self, text: str) -> list[int]:
        """The words of a text as numbers, in the order of ``words(text)``."""
        found = _WORD.findall(text)
        if "<" in text:
            found = [word for word in found if word[0] != "<"]
        found = found or _INK.findall(text)
        known = self._by_raw
        return [known.get(word) or self._learn(word) for word in found]

    def _learn(self, word: str) -> int:
        normal = normal_word(word)
        number = self._by_normal.setdefault(normal, len(self._words))
        if number == len(self._words):
            self._words.append(normal)
        self._by_raw[word] = number
        return number
