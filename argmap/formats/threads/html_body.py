"""The text of a post that is written in HTML, with its blocks and quotes: what a browser would show, as plain text.

Nothing is loaded and nothing runs. Numbers of lists, marks of footnotes and targets of links stand in the text; bullets, as
in the browser, do not. Images are their alternative text in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.threads.html_flow import BREAK, Flow
from argmap.formats.threads.html_inline import formula, image, integer, link, short, target_of
from argmap.formats.threads.html_names import (
    ANNOUNCES,
    BACK_LINKS,
    FOOTNOTES,
    HEADINGS,
    LINES,
    MENTIONS,
    NO_DATA,
    NO_QUOTES,
    PARAGRAPHS,
    QUOTES,
    SIGNS,
    UNSEEN,
)
from argmap.formats.threads.html_tree import parsed
from argmap.formats.threads.thread import NOTHING, Body
from argmap.model.kinds import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

CitedOf = Callable[["_Element"], str | None]
"""Tells the native id of the post that an outermost quote element is from, None where the markup does not say."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?\d{1,9}(?:[.,]\d+)?$")
_BACK = re.compile(r"[\^↩↑⏎←\ufe0e\ufe0f\[\]\s]*$")


def html_body(markup: str, *, cited_of: CitedOf | None = None) -> Body:
    """The body that some HTML shows, a whole page or a fragment of one. ``cited_of`` is asked for each outermost quote
    (blockquote, aside.quote) which post it is from. Raises FormatError for markup too large to hold."""
    if "<" not in markup and "&" not in markup and not markup.strip():
        return NOTHING
    root = parsed(markup)
    return NOTHING if root is None else element_body(root, cited_of=cited_of)


def element_body(
    root: _Element, *, cited_of: CitedOf | None = None, without: frozenset[_Element] = frozenset()
) -> Body:
    """The body of an element of a page, leaving out the elements ``without``."""
    return _Walk(cited_of, without).body(root)


@dataclass(slots=True)
class _List:
    """A list that is open: ``number`` is its next one, None where its items have none."""

    number: int | None
    step: int = 1
    letters: str = ""
    is_footnotes: bool = False


@dataclass(slots=True)
class _Table:
    """A table that is open: whether its rows are data, and how many cells of the row have begun."""

    is_data: bool
    cells: int = 0


class _Walk:
    """A walk over a tree in document order, from which a flow gets what is seen."""

    def __init__(self, cited_of: CitedOf | None, without: frozenset[_Element]) -> None:
        self._cited_of = cited_of
        self._without = without
        self._flow = Flow()
        self._undo: list[tuple[_Element, Callable[[], None]]] = []
        self._quotes = 0
        self._wrappers = 0
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._root: _Element | None = None
        self._data_tables: frozenset[_Element] = frozenset()
        self._preserves = 0
        self._footnotes = 0
        self._noise = 0
        self._heading = 0
        self._links = 0

    def body(self, root: _Element) -> Body:
        from lxml import etree

        self._root = root
        words = self._flow.words
        skipped: _Element | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if not self._start(element):
                    skipped = element
                    walk.skip_subtree()
                elif element.text:
                    words.append(element.text)
                continue
            if element is not skipped:
                self._end(element)
            if element.tail and element is not root:
                words.append(element.tail)
        return self._flow.body()

    def _start(self, element: _Element) -> bool:
        """Takes note that an element begins; whether to go on into it."""
        tag = element.tag
        if tag in UNSEEN or element in self._without:
            return False
        attributes = element.attrib
        classes: frozenset[str] = frozenset()
        if attributes:
            if _is_hidden(element):
                return False
            if "class" in attributes:
                classes = frozenset((element.get("class") or "").lower().split())
        if tag == "br":
            self._flow.words.append(" " if self._in_data() else BREAK)
        elif tag in PARAGRAPHS or tag in LINES or tag in HEADINGS:
            self._start_block(element, str(tag), classes)
        elif tag in ("a", "sup", "img", "iframe", "q", "math", "cite") or classes:
            return self._start_inline(element, str(tag), classes)
        return True

    def _end(self, element: _Element) -> None:
        tag = element.tag
        if tag in PARAGRAPHS or tag in LINES or tag in HEADINGS:
            self._cut(str(tag))
        while self._undo and self._undo[-1][0] is element:
            self._undo.pop()[1]()

    def _in_data(self) -> bool:
        return bool(self._tables) and self._tables[-1].is_data and self._tables[-1].cells > 0

    def _cut(self, tag: str) -> None:
        if self._in_data() and tag not in ("tr", "table", "caption"):
            if tag not in ("td", "th"):
                self._flow.words.append(" ")
            return
        is_far = tag in HEADINGS or (tag in PARAGRAPHS and not (self._lists and tag in ("ul", "ol", "menu", "dir")))
        self._flow.cut(2 if is_far else 1)

    def _start_block(self, element: _Element, tag: str, classes: frozenset[str]) -> None:
        self._cut(tag)
        if tag == "li":
            self._start_item(element)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._start_list(element, tag, classes)
        elif tag in ("table", "tr", "td", "th"):
            self._start_table(element, tag)
        elif tag in ("pre", "listing", "xmp"):
            self._while(element, "_preserves")
        elif tag in HEADINGS and self._heading == 0:
            self._while(element, "_heading", HEADINGS[tag])
        if (classes and FOOTNOTES & classes and tag not in ("ul", "ol")) or element.get("role") == "doc-endnotes":
            self._while(element, "_footnotes")
        if _is_quote(tag, classes) and element is not self._root:
            self._start_quote(element, tag)
        elif _is_noise(element, tag, classes):
            self._while(element, "_noise")

    def _while(self, element: _Element, count: str, amount: int = 1) -> None:
        """Raises a count until the element ends."""
        setattr(self, count, getattr(self, count) + amount)
        self._set_kind()

        def undo() -> None:
            self._flow.cut(0)
            setattr(self, count, getattr(self, count) - amount)
            self._set_kind()

        self._undo.append((element, undo))

    def _set_kind(self) -> None:
        flow = self._flow
        flow.depth, flow.is_preserved = 0, self._preserves > 0
        if self._noise:
            flow.kind = BlockKind.NOISE
        elif self._quotes:
            flow.kind, flow.depth = BlockKind.QUOTE, self._quotes
        elif self._preserves:
            flow.kind = BlockKind.CODE
        elif self._heading:
            flow.kind, flow.depth = BlockKind.HEADING, min(self._heading, 6)
        elif self._footnotes:
            flow.kind = BlockKind.FOOTNOTE
        elif self._lists:
            flow.kind, flow.depth = BlockKind.LIST_ITEM, len(self._lists)
        else:
            flow.kind = BlockKind.OWN

    def _start_quote(self, element: _Element, tag: str) -> None:
        if self._wrappers == 0:
            of = self._cited_of(element) if self._cited_of is not None else None
            self._flow.open_quote()
            self._undo.append((element, lambda: self._flow.close_quote(of)))
        self._while(element, "_wrappers")
        if tag == "blockquote" or (element.find("blockquote") is None and element.find("*/blockquote") is None):
            self._while(element, "_quotes")

    def _start_list(self, element: _Element, tag: str, classes: frozenset[str]) -> None:
        if classes & FOOTNOTES:
            self._while(element, "_footnotes")
        number = integer(element.get("start"), 1) if tag == "ol" else None
        step = -1 if tag == "ol" and "reversed" in element.attrib else 1
        if step < 0 and "start" not in element.attrib:
            number = sum(1 for _ in element.iterchildren("li"))
        letters = element.get("type", "") if tag == "ol" else ""
        is_first = not any(known.is_footnotes for known in self._lists)
        self._lists.append(_List(number, step, letters, bool(self._footnotes) and is_first and tag == "ol"))
        self._set_kind()

        def undo() -> None:
            self._lists.pop()
            self._flow.marker = ""
            self._set_kind()

        self._undo.append((element, undo))

    def _start_item(self, element: _Element) -> None:
        if not self._lists or self._lists[-1].number is None:
            return
        known = self._lists[-1]
        number = integer(element.get("value"), known.number or 0)
        known.number = number + known.step
        if known.is_footnotes:
            self._flow.marker = f"[{number}] "
        elif known.letters in ("a", "A") and 1 <= number <= 26:
            self._flow.marker += f"{chr(ord(known.letters) + number - 1)}. "
        else:
            self._flow.marker += f"{number}. "

    def _start_table(self, element: _Element, tag: str) -> None:
        if tag == "table":
            if not self._tables:
                self._data_tables = _data_tables(element)
            self._tables.append(_Table(element in self._data_tables))
            self._undo.append((element, lambda: (self._tables.pop(), None)[1]))
        elif not self._tables:
            return
        elif tag == "tr":
            self._tables[-1].cells = 0
        else:
            if self._in_data():
                self._flow.words.append(" | ")
            self._tables[-1].cells += 1

    def _start_inline(self, element: _Element, tag: str, classes: frozenset[str]) -> bool:
        words = self._flow.words
        if tag == "a":
            return self._start_link(element, classes)
        if tag == "img":
            words.append("" if self._noise else image(element, classes))
        elif tag == "iframe":
            words.append(f"[embedded: {element.get('src')}]" if element.get("src") else "")
            return False
        elif tag == "q":
            words.append("“")
            self._undo.append((element, lambda: words.append("”")))
        elif tag == "sup":
            return self._start_raised(element)
        elif tag == "math" or "mjx-math" in classes:
            typed = formula(element)
            words.append(typed)
            return not typed
        elif "katex-html" in classes or "footnote-back-link" in classes:
            return False
        elif "informations" in classes:
            words.append(" ")  # a picture's size, right after its name
        elif classes & ANNOUNCES or classes & SIGNS or (tag == "cite" and self._flow.is_at_quote):
            self._flow.cut(1)
            self._while(element, "_noise")
        return True

    def _start_raised(self, element: _Element) -> bool:
        """A number above the line is a power after a number or a letter, and a footnote's mark elsewhere."""
        text = short(element)
        if text is None or not _NUMBER.match(text):
            return True
        before = "".join(self._flow.words[-2:])[-2:]
        is_reference = element.find(".//a") is not None
        if not is_reference and before[-1:].isalnum() and not (before.isalpha() and len(before) == 2):
            self._flow.words.append(f"^{text}")
        else:
            self._flow.words.append(f"[{text}]")
        return False

    def _start_link(self, element: _Element, classes: frozenset[str]) -> bool:
        href = (element.get("href") or "").strip()
        if classes & BACK_LINKS or href.startswith("#fnref") or element.get("role") == "doc-backlink":
            text = short(element)
            if text is not None and _BACK.match(text):
                return False
        if not href or href[0] == "#" or classes & MENTIONS or self._links or self._noise:
            return True
        self._links += 1
        count, first = self._flow.count, len(self._flow.words)

        def undo() -> None:
            self._links -= 1
            words = self._flow.words
            if self._flow.count == count:
                said = "".join(words[first:]).replace(BREAK, " ").strip()
                words[first:] = link(said, href, words[first:])
            elif target_of(href):
                words.append(f" ({target_of(href)})")

        self._undo.append((element, undo))
        return True


def _is_hidden(element: _Element) -> bool:
    if "hidden" in element.attrib:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _is_quote(tag: str, classes: frozenset[str]) -> bool:
    if tag == "blockquote":
        return not classes & NO_QUOTES
    return bool(classes) and tag in ("aside", "div", "td", "section") and bool(classes & QUOTES)


def _is_noise(element: _Element, tag: str, classes: frozenset[str]) -> bool:
    """Whether a block only announces a quote or signs the post."""
    if classes & ANNOUNCES or classes & SIGNS:
        return True
    parent = element.getparent()
    if parent is None:
        return False
    if "title" in classes and "quote" in (parent.get("class") or "").lower().split():
        return True
    return "meta" in classes and "lightbox" in (parent.get("class") or "")


def _data_tables(outermost: _Element) -> frozenset[_Element]:
    """The tables in a table, and itself, whose cells hold words alone."""
    from lxml import etree

    tables: list[_Element] = []
    paragraphs: list[int] = []  # in the open cell of each table
    data: set[_Element] = set()
    for event, element in etree.iterwalk(outermost, events=("start", "end")):
        if element.tag == "table":
            if event == "end":
                tables.pop()
                paragraphs.pop()
                continue
            if tables:
                data.discard(tables[-1])
            tables.append(element)
            paragraphs.append(0)
            data.add(element)
        elif event == "start" and tables:
            paragraphs[-1] = (
                paragraphs[-1] + 1 if element.tag == "p" else 0 if element.tag in ("td", "th") else paragraphs[-1]
            )
            if element.tag in NO_DATA or paragraphs[-1] > 1:
                data.discard(tables[-1])
    return frozenset(data)
