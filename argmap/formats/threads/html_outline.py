"""The parts of a page that hold a post each, nested or in a row, and what stands in each of them alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from argmap.formats.threads.html_names import UNSEEN

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = re.compile(
    r"(?<![\d.,])([-−–]?)\s?(\d{1,3}(?:[,. \u202f]\d{3})+|\d+)(?:\.(\d)\s?k\b|\s?(k)\b)?", re.IGNORECASE
)
_LONGEST_CLASS = 2000


class Page:
    """The elements of a page in order; the elements within number n are those from n + 1 to ``ends[n]``, and ``letters[n]``
    is how many letters it shows."""

    def __init__(self, root: _Element) -> None:
        from lxml import etree

        self.elements: list[_Element] = []
        self.ends: list[int] = []
        self.letters: list[int] = []
        waiting: list[int] = []
        count = skipped = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                skipped += element.tag in UNSEEN
                waiting.append(len(self.elements))
                self.elements.append(element)
                self.ends.append(0)
                self.letters.append(-count)
                count += 0 if skipped or not element.text else len(element.text.strip())
                continue
            number = waiting.pop()
            self.ends[number] = len(self.elements)
            self.letters[number] += count
            skipped -= element.tag in UNSEEN
            count += 0 if skipped or not element.tail or element is root else len(element.tail.strip())

    def outline(self, numbers: Sequence[int]) -> tuple[Node, list[Node]]:
        """The page as a node of its own, which holds what no other does, and the nodes that some elements are, given by
        number, in order."""
        whole = Node(self, 0)
        nodes: list[Node] = []
        waiting = [whole]
        for number in numbers:
            while len(waiting) > 1 and number >= self.ends[waiting[-1].number]:
                waiting.pop()
            node = Node(self, number, waiting[-1] if len(waiting) > 1 else None)
            waiting[-1].nested.append(node)
            waiting.append(node)
            nodes.append(node)
        return whole, nodes


class Node:
    """An element that holds a post. ``parent`` is the node around it, ``nested`` the nodes right within it."""

    __slots__ = ("_inner", "_page", "nested", "number", "parent")

    def __init__(self, page: Page, number: int, parent: Node | None = None) -> None:
        self._page = page
        self.number = number
        self.parent = parent
        self.nested: list[Node] = []
        self._inner: list[_Element] | None = None

    @property
    def element(self) -> _Element:
        """The element itself."""
        return self._page.elements[self.number]

    @property
    def letters(self) -> int:
        """How many letters it shows, with those of the nodes within it."""
        return self._page.letters[self.number]

    @property
    def inner(self) -> list[_Element]:
        """The elements within it that no other node within it holds, in order."""
        if self._inner is None:
            self._inner = []
            start = self.number + 1
            for node in self.nested:
                self._inner += self._page.elements[start : node.number]
                start = self._page.ends[node.number]
            self._inner += self._page.elements[start : self._page.ends[self.number]]
        return self._inner

    def first(self, wanted: Callable[[_Element], bool]) -> _Element | None:
        """The first of its own elements that is wanted."""
        return next((element for element in self.inner if wanted(element)), None)


def outline(root: _Element, is_node: Callable[[_Element], bool]) -> tuple[Node, list[Node]]:
    """As ``Page.outline``, of the elements that ``is_node`` picks."""
    page = Page(root)
    return page.outline([number for number, element in enumerate(page.elements) if number and is_node(element)])


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def classes(element: _Element) -> tuple[str, ...]:
    """The classes of an element."""
    named = element.get("class")
    return _split(named[:_LONGEST_CLASS]) if named else ()


def has_class(*wanted: str) -> Callable[[_Element], bool]:
    """Whether an element has one of some classes."""
    chosen = frozenset(wanted)
    return lambda element: not chosen.isdisjoint(classes(element))


def called(pattern: re.Pattern[str], never: re.Pattern[str] | None = None) -> Callable[[_Element], bool]:
    """Whether a class of an element fits a pattern, and not the other. Pages use few classes, so that answers are kept."""

    @lru_cache(maxsize=4096)
    def fits(text: str) -> bool:
        return any(pattern.search(name) and not (never and never.search(name)) for name in text.split())

    def is_called(element: _Element) -> bool:
        named = element.get("class")
        return named is not None and fits(named[:_LONGEST_CLASS])

    return is_called


def words(element: _Element | None, most: int = 2000) -> str:
    """The beginning of the words of an element, on one line."""
    if element is None:
        return ""
    return " ".join(" ".join(_texts(element, most)).split())[:most]


def tight_words(element: _Element | None, most: int = 2000) -> str:
    """As ``words``, where elements within a line part no words."""
    return "" if element is None else " ".join("".join(_texts(element, most)).split())[:most]


def _texts(element: _Element, most: int) -> Iterator[str]:
    size = 0
    for text in islice(element.itertext(), 4000):
        yield str(text)
        size += len(text)
        if size > 2 * most + 200:  # white space is cut
            return


def number_in(text: str) -> float | None:
    """The first number of a text ("−3 points", "1,204", "1.2k"); None where it has none."""
    found = _NUMBER.search(text)
    if found is None or len(found.group(2)) > 15:
        return None
    number = float(re.sub(r"\D", "", found.group(2)))
    if found.group(3):
        number = (number + int(found.group(3)) / 10) * 1000
    elif found.group(4):
        number *= 1000
    return -number if found.group(1) else number


def without_nested(node: Node) -> frozenset[_Element]:
    """The elements that belong to other nodes, to be left out of a node's own body."""
    return frozenset(inner.element for inner in node.nested)
