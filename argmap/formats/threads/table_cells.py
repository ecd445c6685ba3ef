"""The body of a comment that stands in a cell of a table: plain text, or HTML where the cell has its marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.plain_body import plain_body
from argmap.formats.threads.thread import Body

_TAG = re.compile(
    r"</?(?:br|p|div|span|a|b|i|u|em|strong|ul|ol|li|blockquote|h[1-6]|font|table|tr|td|img|sup|sub|pre|code)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_BREAKING = re.compile(r"<(?:br|p|div|li|ul|ol|blockquote|h[1-6]|table|tr|pre)\b", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FINISHED = re.compile(r"[.?!:;…。？！][\"'”’»)\]]*$")


def is_marked_up(cell: str) -> bool:
    """Whether a cell has marks of HTML in it."""
    return _TAG.search(cell) is not None


def cell_body(cells: Iterable[str]) -> Body:
    """The body of a post whose text stands in some cells; each begins a paragraph."""
    words = [cleaned for cell in cells if (cleaned := _CONTROL.sub("", normalised(cell)).strip())]
    if not any(is_marked_up(cell) for cell in words):
        return plain_body("\n\n".join(html.unescape(cell) if _ENTITY.search(cell) else cell for cell in words))
    from argmap.formats.threads.html_body import html_body

    parts = [cell if is_marked_up(cell) else html.escape(cell, quote=False) for cell in words]
    marked = (part if _BREAKING.search(part) else part.replace("\n", "<br>") for part in parts)
    return html_body("".join(f"<div>{part}</div>" for part in marked))


def joined_sentences(cells: Iterable[str]) -> str:
    """Sentences of a document, one a cell, as running text: what does not end like a sentence is a line of its own."""
    made: list[str] = []
    for cell in cells:
        words = cell.strip()
        if made and words:
            flows = _FINISHED.search(made[-1][-20:]) and "\n" not in words
            made.append(" " if flows else "\n\n")
        made += [words] if words else []
    return "".join(made)
