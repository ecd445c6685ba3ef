"""JSON from anywhere as plain values: decoded, limited in size, nested to any depth, and never with half a character.

Python's own parser reads nearly every file. It stops where lists and objects nest deeper than its stack, as replies to
replies do in some files; those are read again by a parser that keeps its own.
"""

from __future__ import annotations

import json
import math
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import PurePath
from typing import Any, NoReturn

from argmap.formats.registry import FormatError

LARGEST = 256 * 2**20
"""Bytes of a JSON file above which it is refused."""
MOST_BRACKETS, MOST_COMMAS = 4_000_000, 14_000_000
"""The most lists and objects, and about the most values, that are read."""
DEEPEST = 2_000_000
"""How deep lists and objects may nest."""
LONGEST_NUMBER = 4_000
"""Digits above which a whole number is none that anybody needs."""

_HALF = re.compile(r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
_TOKEN = re.compile(
    r"[ \t\n\r]*(?:(?P<mark>[{}\[\],:])|(?P<text>\")|(?P<word>true|false|null|NaN|-?Infinity)"
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?(?P<power>[eE][+-]?[0-9]+)?))"
)
_WORDS = {"true": True, "false": False}


def load(data: bytes, name: str) -> Any:
    """The value that a JSON file holds: None, bool, int, float, str, list or dict, with None for NaN and Infinity and
    the last of keys that are the same. Raises FormatError for what is no JSON, or too much of it."""
    name = PurePath(name).name
    check_amount(data, name)
    text = decoded(data, name)
    if not text or text.isspace():
        raise FormatError(f"“{name}” holds only white space. Choose a file with a debate in it.")
    try:
        return value_of(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"“{name}” {_fault(error, text)}") from None


def check_amount(data: bytes, name: str) -> None:
    """Raises FormatError for more bytes or values than fit into memory."""
    if len(data) > LARGEST:
        size, most = len(data) // 2**20, LARGEST // 2**20
        raise FormatError(
            f"“{name}” has {size:,} MB, and argmap reads JSON of up to {most} MB. Split it into several files."
        )
    brackets = data.count(b"{") + data.count(b"[")
    if brackets > MOST_BRACKETS or data.count(b",") > MOST_COMMAS:
        raise FormatError(f"“{name}” holds too many values to be a debate. Split it, or choose another file.")


def decoded(data: bytes, name: str) -> str:
    """The text of JSON bytes: by byte order mark or zeros UTF-16 or UTF-32, else UTF-8, else Windows-1252. Raises
    FormatError for what is none of them."""
    encoding = json.detect_encoding(data[:64])
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-8") and error.start >= len(data) - 3:  # the file is cut off within a character
            return data[: error.start].decode("utf-8").removeprefix("\ufeff")
        if not encoding.startswith("utf-8"):
            fault = f"is not {encoding.upper()} from byte {error.start:,} on. Save it again as UTF-8."
            raise FormatError(f"“{PurePath(name).name}” {fault}") from None
    return data.decode("cp1252", errors="replace")


def value_of(text: str) -> Any:
    """The value of a JSON text, at any depth. Raises json.JSONDecodeError, and nothing else, for what is none."""
    if ("\\ud" in text or "\\uD" in text) and _HALF.search(text):
        text = _ESCAPE.sub(lambda found: r"\ufffd" if found[1] else found[0], text)
    try:
        return _decoder.decode(text)
    except RecursionError:
        return _deep_value(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number with more digits than Python reads
        return _deep_value(text)


_decoder = json.JSONDecoder(parse_constant=lambda word: None, strict=False)


def text_of(value: Any, key: str) -> str:
    """The text that an object has under a key, without NUL characters; "" where it has none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found.replace("\0", "") if isinstance(found, str) else ""


def id_of(value: Any, key: str) -> str:
    """The id that an object has under a key, be it text or a whole number; "" where it has none."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found) if abs(found) < 10**40 else ""
    return found.replace("\0", "").strip() if isinstance(found, str) else ""


def number_of(value: Any, key: str) -> float | None:
    """The finite number that an object has under a key, also where it is written as text; None where it has none."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        return None
    if isinstance(found, str) and len(found) > 40:
        return None
    try:
        number = float(found)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def list_of(value: Any, key: str) -> list[Any]:
    """The list that an object has under a key; an empty one where it has none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def object_of(value: Any, key: str) -> dict[str, Any]:
    """The object that an object has under a key; an empty one where it has none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _fault(error: json.JSONDecodeError, text: str) -> str:
    """What is wrong with a file, as the rest of a sentence that begins with its name, and what to do."""
    if error.msg == _TOO_DEEP:
        return f"nests more than {DEEPEST:,} lists and objects in each other. Choose another file."
    if error.msg.startswith("Extra data"):
        return f"goes on after its end, at line {error.lineno:,}. If each line is a record, end its name with .jsonl."
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return "is cut off: its end is missing. Download or save it again."
    return f"is not valid JSON at line {error.lineno:,}, column {error.colno:,}. Download or save it again."


_TOO_DEEP = "Too deep"


def _deep_value(text: str) -> Any:
    """As value_of, by a parser whose stack is a list."""
    return _Parser(text).value()


class _Parser:
    """Reads one JSON text from left to right; the containers that are open wait on a list."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._top: list[Any] = []  # holds the value of the text
        self._open: list[list[Any] | dict[str, Any]] = [self._top]
        self._keys: list[str] = []  # of the open objects, the key that waits for its value

    def value(self) -> Any:
        """The value of the text. Raises json.JSONDecodeError."""
        begins = self._begin()
        while len(self._open) > 1 or begins:
            begins = self._begin() if begins else self._go_on()
        rest = re.compile(r"[ \t\n\r]*").match(self._text, self._at)
        if rest is not None and rest.end() < len(self._text):
            raise json.JSONDecodeError("Extra data", self._text, rest.end())
        return self._top[0]

    def _begin(self) -> bool:
        """Reads a value, or the beginning of one. Tells whether another one has to follow at once."""
        token = self._token()
        kind, mark = token.lastgroup, token[token.lastgroup or 0]
        if kind == "text":
            self._put(self._string())
        elif kind == "word":
            self._put(_WORDS.get(mark))
        elif kind != "mark":
            self._put(_number(token))
        elif mark in "{[":
            return self._enter({} if mark == "{" else [])
        elif mark == "]" and isinstance(self._open[-1], list) and not self._open[-1] and len(self._open) > 1:
            self._open.pop()
        else:
            self._refuse(token.start("mark"))
        return False

    def _enter(self, container: list[Any] | dict[str, Any]) -> bool:
        self._put(container)
        self._open.append(container)
        if len(self._open) > DEEPEST:
            raise json.JSONDecodeError(_TOO_DEEP, self._text, self._at)
        return self._key(may_end=True) if isinstance(container, dict) else True

    def _go_on(self) -> bool:
        """Reads what follows a value in a container: a comma, or its end. Tells whether a value has to follow."""
        token = self._token()
        mark, here = token["mark"], self._open[-1]
        if mark == ",":
            return self._key(may_end=False) if isinstance(here, dict) else self._more()
        if mark is None or mark != ("}" if isinstance(here, dict) else "]"):
            self._refuse(token.start() if mark is None else token.start("mark"))
        self._open.pop()
        return False

    def _more(self) -> bool:
        """After a comma in a list, which must not end then."""
        token = self._token()
        if token["mark"] == "]":
            self._refuse(token.start("mark"))
        self._at = token.start()
        return True

    def _key(self, *, may_end: bool) -> bool:
        """Reads a key and its colon, or the end of an object that is empty."""
        token = self._token()
        if may_end and token["mark"] == "}":
            self._open.pop()
            return False
        if token.lastgroup != "text":
            self._refuse(token.start())
        self._keys.append(self._string())
        colon = self._token()
        if colon["mark"] != ":":
            self._refuse(colon.start())
        return True

    def _put(self, value: Any) -> None:
        here = self._open[-1]
        if isinstance(here, dict):
            here[self._keys.pop()] = value
        else:
            here.append(value)

    def _token(self) -> re.Match[str]:
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            self._refuse(self._at)
        self._at = token.end()
        return token

    def _string(self) -> str:
        found: str
        found, self._at = scanstring(self._text, self._at, False)
        return found

    def _refuse(self, at: int) -> NoReturn:
        white = re.compile(r"[ \t\n\r]*").match(self._text, at)
        raise json.JSONDecodeError("Expecting value", self._text, white.end() if white else at)


def _number(token: re.Match[str]) -> float | None:
    digits = token["number"]
    if token["fraction"] or token["power"]:
        return float(digits)
    return int(digits) if len(digits) <= LONGEST_NUMBER else None
