"""Bytes of a text file as normalised text: decoded, without byte order mark, lines ended by LF, composed (NFC).

Offsets are only ever taken in what this returns.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from argmap.formats.registry import FormatError

LARGEST = 64 * 2**20
"""Bytes of a text file above which it is refused."""
LONGEST_LINE = 8 * 2**20
"""Characters of a line above which a file is refused: no person wrote it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_ENCODED_TWICE = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""UTF-8 that some program took for Latin-1 and encoded again."""
_TWICE = ", twice"
_MIXED = "utf-8 and windows-1252"
_HALVES = re.compile("[\udc80-\udcff]+")
"""Bytes that are not UTF-8, as Python marks them."""
_CONTROLS_ALLOWED = 0.002  # scraped text has stray ones; compressed data has one in eight


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's normalised text and the name of the encoding it was in."""

    text: str
    encoding: str

    @property
    def doubt(self) -> str:
        """What may be wrong with the letters, as a sentence, "" where nothing is."""
        if self.encoding == "windows-1252":
            return "The file is not UTF-8; it was read as Windows-1252. Check its accented letters and quotation marks."
        if self.encoding == _MIXED:
            return (
                "Parts of the file are not UTF-8; they were read as Windows-1252. Check their accented letters and "
                "quotation marks."
            )
        if self.encoding.endswith(_TWICE):
            return "Letters of the file had been encoded twice and were put right. Check its quotation marks."
        return ""


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file: by its byte order mark, else as UTF-8, else as Windows-1252, or as both where most is UTF-8 and
    some of it is not. Raises FormatError for a file that is too large, binary or blank."""
    if len(data) > LARGEST:
        raise FormatError(
            f"“{name}” has {len(data) // 2**20} MB, and argmap reads texts up to {LARGEST // 2**20} MB. Cut it into parts."
        )
    text, encoding = _decoded(data, name)
    if _is_binary(text):
        text, encoding = _ENCODED_TWICE.sub(_decoded_again, text), encoding + _TWICE
    if _is_binary(text):
        raise FormatError(f"“{name}” looks like a binary file. Open a text file, or save its text as UTF-8 first.")
    text = normalised(text)
    if not text or text.isspace():
        raise FormatError(f"“{name}” holds only white space. Choose a file with a debate in it.")
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        raise FormatError(
            f"“{name}” has a line of more than {LONGEST_LINE // 2**20} million characters, so it is no thread of people. "
            "Break it into paragraphs first."
        )
    return Decoded(text, encoding)


def normalised(text: str) -> str:
    """A text as posts have it: without byte order mark, lines ended by LF, composed (NFC)."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def looks_like_text(head: bytes) -> str | None:
    """The head of a file as text, when it is one. A character cut in two at its end does no harm."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            text = head[len(mark) :].decode(encoding, errors="ignore")
            break
    else:
        try:
            text = codecs.getincrementaldecoder("utf-8")().decode(head)
        except UnicodeDecodeError:
            text = _windows(head)
    text = _ENCODED_TWICE.sub(_decoded_again, text) if _is_binary(text) else text
    return None if _is_binary(text) else text


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) > max(2, _CONTROLS_ALLOWED * len(text))


def _decoded_again(letters: re.Match[str]) -> str:
    try:
        return letters.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return letters.group()


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise FormatError(
                    f"“{name}” says that it is {encoding.upper()}, but byte {error.start + len(mark)} is not. "
                    "Save it again as UTF-8."
                ) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _mixed(data) or (_windows(data), "windows-1252")


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some Windows-1252 in it, as of files that were glued or cut off; None where more letters are the latter."""
    text = data.decode("utf-8", errors="surrogateescape")
    others = sum(len(found[0]) for found in _HALVES.finditer(text))
    if len(text.encode("ascii", "ignore")) + 2 * others > len(text):
        return None
    return _HALVES.sub(lambda found: _windows(found[0].encode("utf-8", "surrogateescape")), text), _MIXED


def _windows(data: bytes) -> str:
    """Windows-1252; its five unused bytes become the control characters of Latin-1, as browsers have it."""
    return data.decode("cp1252", errors="replace").replace("\ufffd", "\x81")
