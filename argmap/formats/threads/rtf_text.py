"""The words of a Rich Text Format file (specification 1.9.1), one paragraph a line: formatting, pictures and hidden parts left
out."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from argmap.formats.registry import FormatError

LARGEST = 64 * 2**20
"""Bytes of a file above which it is refused."""
DEEPEST = 10_000
"""Nested groups above which a file is refused."""

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_HIDDEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"listtable listoverridetable revtbl rsidtbl generator themedata datastore xmlnstbl latentstyles fldinst "
    b"annotation atnid atnauthor bkmkstart bkmkend filetbl".split()
)
_SIGNS = {
    b"par": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"line": "\n",
    b"cell": " | ",
    b"tab": " ",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
}
_ESCAPED = {b"\\": "\\", b"{": "{", b"}": "}", b"~": "\u00a0", b"_": "-", b"\n": "\n", b"\r": "\n"}


def text_of(data: bytes, name: str) -> str:
    """The words of an RTF file. Raises FormatError for what is none, or too large or nested too deep."""
    name = PurePath(name).name
    if not data.lstrip().startswith(b"{\\rtf"):
        raise FormatError(f"“{name}” is no RTF file. Save it again in the program it is from.")
    if len(data) > LARGEST:
        raise FormatError(f"“{name}” is larger than {LARGEST // 2**20} MB. Take the pictures out of it.")
    return _Words(name).read(data)


class _Words:
    """Reads token after token. Of each open group it is known whether it is hidden and how many characters stand for one
    that old programs do not know (``\\uc``)."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._page = "cp1252"
        self._hidden = False
        self._fallback = 1
        self._groups: list[tuple[bool, int]] = []
        self._skip = 0
        self._starred = False

    def read(self, data: bytes) -> str:
        """The words of the file."""
        at = 0
        while at < len(data):
            match = _TOKEN.match(data, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if word == b"bin" and number:
                at += max(0, int(number))
            elif word:
                self._word(word, None if number is None else int(number))
            elif brace:
                self._brace(brace)
            elif sign == b"*":
                self._starred = True
            elif sign:
                self._text(_ESCAPED.get(sign, ""))
            elif code:
                self._byte(int(code, 16))
            elif plain:
                self._plain(plain)
        self._flush()
        joined = "".join(self._pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        lines = joined.split("\n")  # a character beyond the first 65,536 stands there as two
        return "\n".join(line.strip().removesuffix("|").rstrip() for line in lines)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._skip = 0
        self._starred = False
        if brace == b"{":
            if len(self._groups) >= DEEPEST:
                raise FormatError(f"“{self._name}” nests its groups too deep to be a document. Choose another file.")
            self._groups.append((self._hidden, self._fallback))
        elif self._groups:
            self._hidden, self._fallback = self._groups.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word in _HIDDEN or (self._starred and word not in (b"shptxt", b"pnseclvl")):
            self._hidden = True
        self._starred = False
        if word == b"u" and number is not None:
            self._flush()
            self._text(chr(number % 65_536))
            self._skip = self._fallback
        elif word == b"uc" and number is not None:
            self._fallback = min(max(0, number), 8)
        elif word == b"ansicpg" and number is not None:
            try:
                self._page = codecs.lookup(f"cp{number}").name
            except LookupError:
                self._page = "cp1252"
        elif word == b"v":
            self._hidden = number != 0
        elif word in _SIGNS:
            self._text(_SIGNS[word])

    def _text(self, text: str) -> None:
        self._flush()
        if not self._hidden:
            self._pieces.append(text)

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        elif not self._hidden:
            self._bytes.append(value)

    def _plain(self, plain: bytes) -> None:
        taken = min(self._skip, len(plain))
        self._skip -= taken
        if not self._hidden:
            self._bytes += plain[taken:]

    def _flush(self) -> None:
        if self._bytes:
            self._pieces.append(self._bytes.decode(self._page, errors="replace"))
            self._bytes.clear()
