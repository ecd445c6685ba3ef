"""The text of a saved page: by its byte order mark, else as UTF-8, else in the encoding that it declares itself."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import Decoded

LARGEST = 64 * 2**20
"""Bytes of a page above which it is refused."""

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|iso[-_]?8859|iso[-_]ir|iso[-_]?2022|windows[-_]?\d|cp[-_]?\d|koi8|gb|big5|shift|x[-_]sjis|sjis|euc|"
    r"mac|x[-_]mac|ks[-_]c|tis|us[-_]ascii|ascii|latin)",
    re.IGNORECASE,
)
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""What a browser takes instead, as the declared encoding is a part of it."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY = 0.002


def decode_page(data: bytes, name: str) -> Decoded:
    """The text of a page and its encoding. Raises FormatError for a file that is too large, binary or blank."""
    name = PurePath(name).name
    if len(data) > LARGEST:
        raise FormatError(
            f"“{name}” has {len(data) // 2**20} MB, and argmap reads pages of up to {LARGEST // 2**20} MB. Cut it into parts."
        )
    text, encoding = _decoded(data)
    if not text.strip("\0 \t\r\n\f\ufeff"):
        raise FormatError(f"“{name}” holds only white space. Choose a file with a debate in it.")
    if len(_BINARY.findall(text)) > max(20, _MOST_BINARY * len(text)):
        raise FormatError(f"“{name}” looks like a binary file. Save the page again as HTML.")
    return Decoded(text.replace("\0", ""), encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    wide = _wide(data[:4000])
    if wide:
        return data.decode(wide, "replace"), wide
    declared = declared_encoding(data[:4000])
    if declared.startswith("iso2022") and b"\x1b" in data:  # all its bytes are ASCII
        return data.decode(declared, "replace"), declared
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # cut off within a character
            return data[: error.start].decode("utf-8"), "utf-8"
    if declared.startswith("utf-8"):
        broken = data.decode("utf-8", "replace")
        if broken.count("\ufffd") <= max(3, len(broken) // 2000):
            return broken, "utf-8"  # a few broken bytes do not make it another encoding
    if declared and not declared.startswith("utf"):
        return data.decode(_WIDER.get(declared, declared), "replace"), declared
    return data.decode("cp1252", "replace").replace("\ufffd", "\x81"), "windows-1252"


def declared_encoding(head: bytes) -> str:
    """The Python name of the encoding that the head of a page declares; "" for none, or none that text is in."""
    found = _DECLARED.search(head)
    label = (found.group(1) or found.group(2)).decode("ascii", "replace") if found else ""
    if not _KNOWN.match(label):
        return ""
    label = {"x-sjis": "shift_jis", "ks_c_5601-1987": "cp949", "x-mac-roman": "mac-roman"}.get(label.lower(), label)
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""


def _wide(head: bytes) -> str:
    """UTF-16 that has no mark shows by the zeros of its ASCII characters."""
    half = len(head) // 2
    if half < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else ""


_PAGE = re.compile(rb"\s*<(?:!doctype|!--|\?xml|[a-z])", re.IGNORECASE)


def html_letters(head: bytes) -> bytes:
    """The head of a page in what is ASCII of its letters; empty for what does not begin with a tag."""
    for mark, _ in _MARKS:
        head = head.removeprefix(mark)
    letters = head.replace(b"\0", b"").lstrip()
    return letters if _PAGE.match(letters) else b""
