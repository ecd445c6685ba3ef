"""The lines of a PDF's pages with their places, as PDFium finds them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from argmap.formats.registry import FormatError
from argmap.model.progress import Cancelled, Progress, silent

LARGEST = 256 * 2**20
"""Bytes of a PDF above which it is refused."""
MOST_PAGES = 3_000
"""Pages above which a PDF is refused."""
MOST_CHARACTERS = 20_000_000
"""Characters above which a PDF is refused."""

_one_at_a_time = threading.RLock()  # PDFium keeps state of its own and knows no threads
_LINE = re.compile(
    "[^\n\ufffe]*[\n\ufffe]|[^\n\ufffe]+"
)  # PDFium puts U+FFFE between the parts of a word parted at a line's end
_PASSWORD = 4  # PDFium's code for a missing one


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page. Places are in points from the page's lower left corner; ``size`` is the height of its letters' boxes,
    ``height`` the page's."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    height: float


@dataclass(frozen=True, slots=True)
class Pages:
    """What a PDF says: its lines in the order in which the file has them, its properties, and how many of its pages have
    no words."""

    lines: tuple[PdfLine, ...]
    facts: dict[str, str]
    count: int
    blank: int


def pages_of(data: bytes, name: str, progress: Progress = silent) -> Pages:
    """The lines of a PDF. Raises FormatError for what is none, has a password, or is too large."""
    name = PurePath(name).name
    if len(data) > LARGEST:
        raise FormatError(f"“{name}” is larger than {LARGEST // 2**20} MB. Split it and open the parts.")
    with _one_at_a_time, _opened(data, name) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise FormatError(f"“{name}” has more than {MOST_PAGES:,} pages. Split it and open the parts.")
        lines: list[PdfLine] = []
        blank = characters = 0
        for number in range(count):
            progress(0.8 * number / count, f"Page {number + 1:,} of {count:,}")
            found = list(_lines(document, number, name))
            characters += sum(len(line.text) for line in found)
            if characters > MOST_CHARACTERS:
                raise FormatError(f"“{name}” has more text than any book. Split it and open the parts.")
            blank += not found
            lines += found
        facts = {key: str(told) for key, told in document.get_metadata_dict().items()}
        return Pages(tuple(lines), facts, count, blank)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise FormatError(f"“{name}” has a password. Save it without one, or print it into a new PDF.") from None
        raise FormatError(_broken(name)) from None
    try:
        yield document
    except (FormatError, Cancelled):
        raise
    except pypdfium2.PdfiumError:
        raise FormatError(_broken(name)) from None
    finally:
        document.close()


def _broken(name: str) -> str:
    return f"“{name}” is no whole PDF: it is damaged or something else. Get it again, or print it into a new PDF."


def _lines(document: Any, number: int, name: str) -> Iterator[PdfLine]:
    """The lines of a page that are not blank. A page that cannot be read has none."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return
    words = page.get_textpage()
    try:
        text = _text(words, name)
        height = page.get_height()
        start = 0
        for raw in _LINE.findall(text):
            inner = [n for n, c in enumerate(raw) if not c.isspace() and c != "\0"]
            if inner:
                first = words.get_charbox(start + inner[0], loose=True)
                last = words.get_charbox(start + inner[-1], loose=True)
                said = raw[inner[0] : inner[-1] + 1]
                yield PdfLine(said, number, first[0], last[2], first[1], first[3] - first[1], height)
            start += len(raw)
    finally:
        words.close()
        page.close()


def _text(words: Any, name: str) -> str:
    """The text of a page, in which every character of PDFium is one."""
    import pypdfium2.raw

    count = words.count_chars()
    if count > MOST_CHARACTERS:
        raise FormatError(f"“{name}” has more text than any book. Split it and open the parts.")
    text: str = words.get_text_range() if count > 0 else ""
    if len(text) != count:  # where some are left out or are two, one by one
        codes = (pypdfium2.raw.FPDFText_GetUnicode(words.raw, n) for n in range(count))
        text = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
    return "".join("\n" if c in "\r\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x85" else c for c in text)
