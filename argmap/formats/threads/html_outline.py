"""The parts of a page that hold a post each, nested or in a row, and what stands in each of them alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER = re.compile(
    r"(?<![\d.,])([-−–]?)\s?(\d{1,3}(?:[,. \u202f]\d{3})+|\d+)(?:\.(\d)\s?k\b|\s?(k)\b)?", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Node:
    """An element that holds a post: ``inner`` are the elements within it that no other node within it holds, in order, and
    ``nested`` the nodes right within it. ``parent`` is the node around it."""

    element: _Element
    parent: Node | None = None
    inner: list[_Element] = field(default_factory=list)
    nested: list[Node] = field(default_factory=list)

    def first(self, wanted: Callable[[_Element], bool]) -> _Element | None:
        """The first of its own elements that is wanted."""
        return next((element for element in self.inner if wanted(element)), None)


def outline(root: _Element, is_node: Callable[[_Element], bool]) -> tuple[Node, list[Node]]:
    """The page as a node of its own, which holds what no other does, and the nodes that ``is_node`` picks, in order."""
    from lxml import etree

    page = Node(root)
    nodes: list[Node] = []
    waiting = [page]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            if element is waiting[-1].element and len(waiting) > 1:
                waiting.pop()
        elif element is not root and is_node(element):
            node = Node(element, waiting[-1] if len(waiting) > 1 else None)
            waiting[-1].nested.append(node)
            waiting.append(node)
            nodes.append(node)
        else:
            waiting[-1].inner.append(element)
    return page, nodes


def classes(element: _Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def has_class(*wanted: str) -> Callable[[_Element], bool]:
    """Whether an element has one of some classes."""
    chosen = frozenset(wanted)
    return lambda element: not chosen.isdisjoint(classes(element))


def words(element: _Element | None, most: int = 2000) -> str:
    """The beginning of the words of an element, on one line."""
    if element is None:
        return ""
    return " ".join(" ".join(_texts(element, most)).split())[:most]


def _texts(element: _Element, most: int) -> Iterator[str]:
    size = 0
    for text in islice(element.itertext(), 4000):
        yield str(text)
        size += len(text)
        if size > most:
            return


def tight_words(element: _Element | None, most: int = 2000) -> str:
    """As ``words``, where elements within a line part no words."""
    return "" if element is None else " ".join("".join(_texts(element, most)).split())[:most]


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


def ancestors_in(node: Node) -> Iterator[Node]:
    """The nodes around a node, nearest first."""
    while node.parent is not None:
        node = node.parent
        yield node


def without_nested(node: Node) -> frozenset[_Element]:
    """The elements that belong to other nodes, to be left out of a node's own body."""
    return frozenset(inner.element for inner in node.nested)


def depths(nodes: Sequence[Node]) -> int:
    """How deep nodes nest, 1 where none is within another."""
    known: dict[int, int] = {}
    for node in nodes:
        known[id(node)] = 1 if node.parent is None else known[id(node.parent)] + 1
    return max(known.values(), default=0)
