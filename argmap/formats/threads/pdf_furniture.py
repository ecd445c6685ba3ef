"""What stands on the pages of a document again and again and is no part of its words: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.formats.threads.pdf_lines import PdfLine

_EDGE = 0.12  # of a page's height, above and below, where headers and footers stand
_DEEP = 4  # lines of an edge at most
_WORD = re.compile(r"[^\W\d_]+")
_PAGE = re.compile(
    r"\W*(?:(?:page|pg\.?|p\.|seite|s\.|página|pagina|pág\.|стр\.|第)\W*)?(?:\d{1,4}|[ivxlc]{1,7})\W*"
    r"(?:(?:of|von|de|di|van|/|из|页)\W*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def furniture(lines: Sequence[PdfLine], pages: int) -> dict[int, str]:
    """The numbers of the lines that are furniture, each with what they have in common on all pages ("" for page numbers):
    lines at the edge of a page that stand, figures aside, on half of the pages, or on every third of many."""
    at_edge = _at_edge(lines)
    shown: dict[str, set[int]] = {}
    for number in at_edge:
        shown.setdefault(_key(lines[number]), set()).add(lines[number].page)
    found: dict[int, str] = {}
    for number in at_edge:
        key, line = _key(lines[number]), lines[number]
        often = len(shown[key])
        if key == "" and (_is_own_number(line) if pages == 1 else often * 2 >= pages or _is_own_number(line)):
            found[number] = ""
        elif key and often >= 2 and (often * 2 >= pages or (often >= 3 and often * 3 >= pages)):
            found[number] = " ".join(line.text.split())
    return found


def _at_edge(lines: Sequence[PdfLine]) -> list[int]:
    """The outermost lines of each page, by their places: a footer often comes first in a file."""
    by_page: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(number)
    found: list[int] = []
    for numbers in by_page.values():
        ordered = sorted(numbers, key=lambda n: -lines[n].bottom)
        height = lines[numbers[0]].height
        found += [n for n in ordered[:_DEEP] if lines[n].bottom >= height * (1 - _EDGE)]
        found += [n for n in ordered[-_DEEP:] if lines[n].bottom + lines[n].size <= height * _EDGE]
    return sorted(set(found))


def _key(line: PdfLine) -> str:
    """What a line says on every page: its words in any order, as left and right pages have them; "" for a page number."""
    if _PAGE.match(line.text):
        return ""
    return " ".join(sorted(word.casefold() for word in _WORD.findall(line.text))) or line.text


def _is_own_number(line: PdfLine) -> bool:
    figures = re.findall(r"\d+", line.text)
    return bool(_PAGE.match(line.text)) and (not figures or int(figures[0]) == line.page + 1)
