"""Words of mail out of bytes: charsets that are declared, wrongly declared or not declared, encoded words of headers, and
paragraphs that were broken for the way (RFC 3676)."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re

from argmap.formats.threads.decoding import normalised

_WIDER = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""Encodings that are declared where a wider one was meant, as browsers take them (WHATWG Encoding Standard)."""
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
LONGEST_HEADER = 100_000
"""Characters of a header that are looked at."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODED = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\n]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_UNFIT = re.compile(r"[\x00\ud800-\udfff]")
_SOFT_SIGNATURE = re.compile(r"--\s?$")


def text_of(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The words that bytes are, and whether they are in doubt: not in the charset that was declared, or in none that was."""
    known = _codec(charset)
    if known == "cp1252" and (meant := _utf_8(data)) is not None:
        return _fit(meant), True  # words in Windows-1252 hardly ever are UTF-8 by chance
    if known is not None:
        try:
            return _fit(data.decode(known)), False
        except UnicodeError:
            pass
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _fit(data[len(bom) :].decode(name, "replace")), False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _fit(data.decode("cp1252", "replace")), True
    return _fit(text), bool(charset) and known != "utf-8" and not text.isascii()


def _utf_8(data: bytes) -> str | None:
    """Bytes as UTF-8 where they are that and more than ASCII."""
    if data.isascii():
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _codec(charset: str | None) -> str | None:
    """The Python codec for a charset as mail names it, None for what is none."""
    if not charset:
        return None
    name = re.sub(r"[^A-Za-z0-9_.:+-]", "", charset).lower()
    name = re.sub(r"^(?:x-|cs)(?=\w)", "", name) if not name.startswith(("x-mac", "cskoi")) else name
    name = {"iso-8859-8-i": "iso-8859-8", "windows-874": "cp874", "unicode-1-1-utf-7": "utf-7"}.get(name, name)
    try:
        known = codecs.lookup(name).name.lower()
        if known in _NO_CHARSETS:
            return None
        b"a".decode(known, "replace")  # raises for what is no encoding of text
    except (LookupError, ValueError):
        return None
    return _WIDER.get(known, known)


def _fit(text: str) -> str:
    """A text without the characters that no text file can hold."""
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def undone(data: bytes, transfer: str) -> bytes:
    """The bytes that were sent, out of quoted-printable or base64; what is broken is read as far as it goes."""
    if transfer == "quoted-printable":
        return quopri.decodestring(data)
    return from_base64(data) if transfer == "base64" else data


def from_base64(data: bytes) -> bytes:
    """Bytes out of base64 with whatever stands between, ended anywhere."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return data


def header_text(raw: str) -> str:
    """What a header says on one line: unfolded, its encoded words (RFC 2047) decoded, also where they are broken. ``raw`` has
    bytes above 127 as surrogates, as the standard library's parser leaves them."""
    raw = raw[:LONGEST_HEADER]
    if not raw.isascii():
        raw, _ = text_of(raw.encode("utf-8", "surrogateescape"), None)
    if "=?" in raw:
        raw = _words_decoded(_BETWEEN.sub(r"\1", " ".join(raw.split())))
    return normalised(" ".join(_fit(raw).split()))


def _words_decoded(raw: str) -> str:
    """Words of one charset that follow each other are decoded together: some mailers cut characters in two."""
    pieces: list[str] = []
    held, held_charset, end = b"", "", 0
    for found in _ENCODED.finditer(raw):
        charset, how, payload = found.group(1).lower(), found.group(2).lower(), found.group(3)
        data = payload.encode("utf-8", "replace")
        data = from_base64(data) if how == "b" else quopri.decodestring(data, header=True)
        if found.start() > end or charset != held_charset:
            pieces += (text_of(held, held_charset)[0], raw[end : found.start()])
            held = b""
        held, held_charset, end = held + data, charset, found.end()
    return "".join([*pieces, text_of(held, held_charset)[0], raw[end:]])


def unflowed(text: str, *, delete_space: bool) -> tuple[str, list[int]]:
    """A text of format=flowed (RFC 3676) with each paragraph on one line, and how many `>` of each line are quote marks."""
    lines: list[str] = []
    depths: list[int] = []
    is_open = False
    for raw in text.split("\n"):
        depth, words = _flowed_line(raw)
        is_soft = words.endswith(" ") and not _SOFT_SIGNATURE.fullmatch(words)
        words = words[:-1] if is_soft and delete_space else words
        if is_open and depths[-1] == depth and not _SOFT_SIGNATURE.fullmatch(words):
            lines[-1] += words
        else:
            lines.append((">" * depth + " " if depth else "") + words)
            depths.append(depth)
        is_open = is_soft
    return "\n".join(lines), depths


def _flowed_line(raw: str) -> tuple[int, str]:
    """Quote depth and words of one line as sent. Some mailers put a space between the marks."""
    at = depth = 0
    while raw.startswith((">", " >"), at) and (depth or raw[at] == ">"):
        at = raw.index(">", at) + 1
        depth += 1
    return depth, raw[at + 1 :] if raw.startswith(" ", at) else raw[at:]
