"""Which letters the glyphs of a PDF stand for, so that its text can be searched and copied."""

from __future__ import annotations

import re
import unicodedata

_RANGES = re.compile(rb"(?<=beginbfrange\n)[<>\[\]0-9A-F \n]+(?=endbfrange)")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_ARRAY = re.compile(rb"\[([^\]]*)\]")


def with_plain_letters(data: bytes) -> bytes:
    """The same file, as long as before, in which glyphs stand for letters instead of their compatibility forms.

    Qt names a glyph by one of the characters that a font shows with it (PDF 32000-1, 9.10.3), which for Arabic letters may
    be a presentation form and for common Chinese characters a radical: nobody who types the word would find it.
    """
    return _RANGES.sub(lambda found: _mended(found[0]), data)


def _mended(ranges: bytes) -> bytes:
    """The ranges of a character map with plain letters. Ligatures need more room, which the spaces between codes give."""
    whole = _ARRAY.sub(lambda array: b"[" + _CODE.sub(_plain, array[1]).replace(b" ", b"") + b"]", ranges)
    if len(whole) > len(ranges):
        whole = _ARRAY.sub(lambda array: b"[" + _CODE.sub(_short, array[1]).replace(b" ", b"") + b"]", ranges)
    return whole.ljust(len(ranges) - 1) + b"\n" if len(whole) < len(ranges) else whole


def _plain(code: re.Match[bytes]) -> bytes:
    """A code of UTF-16BE as those of its letters, where it is the form of a letter and not a letter."""
    letter = chr(int(code[1], 16))
    if not _is_form(letter):
        return code[0]
    plain = unicodedata.normalize("NFKC", letter).encode("utf-16-be", "ignore")
    return b"<" + plain.hex().upper().encode() + b">" if plain and not plain.startswith(b"\x00 ") else code[0]


def _short(code: re.Match[bytes]) -> bytes:
    plain = _plain(code)
    return plain if len(plain) == len(code[0]) else code[0]


def _is_form(letter: str) -> bool:
    """Whether it is a radical, a compatibility ideograph, or the form of an Arabic or Hebrew letter at a place in a word."""
    return "\u2e80" <= letter <= "\u2fdf" or "\uf900" <= letter <= "\ufaff" or "\ufb1d" <= letter <= "\ufefc"
