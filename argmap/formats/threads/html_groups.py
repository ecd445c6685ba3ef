"""Which elements of a page are its posts: the group of alike elements that best looks like a discussion.

Groups are elements with a class, a kind of id or a schema.org type in common. A group is better the more of the page's words
it holds, the more of its members say who wrote and when, and the more members there are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap.formats.threads.html_fields import author_element, time_element
from argmap.formats.threads.html_names import UNSEEN, names
from argmap.formats.threads.html_outline import Node, Page, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_POSTS = UNSEEN | names(
    "a abbr b big button cite code em font h1 h2 h3 h4 h5 h6 hr i img label p pre q s small span strong sub sup time tt u ul ol "
    "form fieldset nav html body br blockquote summary figure figcaption center main iframe picture"
)
_POST = re.compile(
    r"(?:^|[-_:])(?:comments?|repl(?:y|ies)|posts?|messages?|answers?|msg|thing|athing|comtr|topic-?post|review|statement|"
    r"contribution|speech|turn|postcontainer|postbit(?:legacy)?|note|status|tweet)(?:[-_](?:item|node|#|row|box|entry|wrapper|"
    r"container|block|card|single|frame|root|view|list-item))?(?:$|[-_]#)|^type:",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:^|[-_])(?:list|area|form|body|content|text|meta|header|footer|head|foot|count|links?|buttons?|author|avatar|nav|menu|"
    r"sidebar|related|share|toolbar|tags?|children|section|actions?|info|details|title|date|time|inner|main|left|right|top|bottom|"
    r"profile|signature|quote|spoiler|clearfix|row|col)s?(?:$|[-_])",
    re.IGNORECASE,
)
_TYPES = names(
    "Comment UserComments DiscussionForumPosting SocialMediaPosting Answer Question Review BlogPosting Message Conversation"
)
_TRIED = 14  # groups that are looked at closely
_SAMPLED = 40  # members of a group that are looked at
_LEAST = 0.06
"""The share of a page's words that a discussion has at least."""


@dataclass(slots=True)
class Group:
    """Alike elements, and how much they look like posts. ``keys`` name what they have in common, the first one most of them."""

    keys: tuple[str, ...]
    page: Node
    nodes: list[Node]
    score: float

    @property
    def is_nested(self) -> bool:
        """Whether members stand in members."""
        return any(node.parent is not None for node in self.nodes)


def best_group(root: _Element) -> Group | None:
    """The group that looks most like a discussion; None where none does."""
    search = _Search(Page(root))
    ranked = sorted(search.keyed, key=lambda key: -search.rank(key))
    tried = [search.group((key,)) for key in ranked[:_TRIED] if search.rank(key) > 0]
    best = max((group for group in tried if group is not None), key=lambda group: group.score, default=None)
    if best is None:
        return None
    more = sorted(
        (k for k in search.keyed if _POST.search(k) and k not in best.keys), key=lambda k: -len(search.keyed[k])
    )
    for key in more[:_TRIED]:
        best = search.joined(best, key)
    return best


def keys_of(element: _Element) -> Iterator[str]:
    """What an element may have in common with others."""
    if element.tag in _NO_POSTS or not element.attrib:
        return
    named = element.get("class")
    if named:
        yield from _class_keys(named[:400])
    element_id = element.get("id") or ""
    if 1 < len(element_id) < 60 and any(letter.isdigit() for letter in element_id):
        yield "id:" + re.sub(r"\d+", "#", element_id)
    kind = element.get("itemtype")
    if kind and kind.rsplit("/", 1)[-1] in _TYPES:
        yield "type:"


@lru_cache(maxsize=4096)
def _class_keys(named: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.sub(r"\d+", "#", name) for name in named.split()[:12]))


class _Search:
    """A page, and the numbers of its elements by what they have in common."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._total = max(1, page.letters[0])
        self.keyed: dict[str, list[int]] = {}
        for number, element in enumerate(page.elements):
            for key in keys_of(element):
                self.keyed.setdefault(key, []).append(number)

    def rank(self, key: str) -> float:
        """How promising a key is before its elements are looked at."""
        numbers = self.keyed[key]
        held = self._held(numbers) if len(numbers) > 1 else 0
        if held < _LEAST * self._total:
            return 0.0
        rank = held / self._total * math.log2(1 + len(numbers))
        rank *= 3.0 if _POST.search(key) else 1.0
        return rank * (0.4 if _PART.search(key) else 1.0)

    def _held(self, numbers: Sequence[int]) -> int:
        """The letters in some elements, those within others not counted twice."""
        held = end = 0
        for number in numbers:
            if number >= end:
                held += self._page.letters[number]
                end = self._page.ends[number]
        return held

    def group(self, keys: tuple[str, ...]) -> Group | None:
        """The elements that have one of some keys, where they look like posts."""
        numbers = sorted({number for key in keys for number in self.keyed[key]})
        page, nodes = self._page.outline(numbers)
        sample = nodes[:: max(1, len(nodes) // _SAMPLED)]
        who = sum(author_element(node) is not None for node in sample) / len(sample)
        when = sum(time_element(node) is not None for node in sample) / len(sample)
        said = sum(len(words(node.element, 80)) > 2 for node in sample) / len(sample)
        is_named = bool(_POST.search(keys[0]))
        if max(who, when) < (0.3 if is_named else 0.6) or said < 0.5:
            return None
        score = (
            min(1.0, self._held(numbers) / self._total)
            * (0.2 + 0.4 * who + 0.4 * when)
            * math.log2(1 + len(nodes))
            * said
        )
        score *= (1.5 if is_named else 1.0) * (0.8 if _PART.search(keys[0]) else 1.0)
        score *= 1.25 if any(node.parent is not None for node in nodes) else 1.0
        return Group(keys, page, nodes, score)

    def joined(self, best: Group, key: str) -> Group:
        """A group with a second kind of posts, such as remarks under answers, where those tell who wrote without taking that
        from the first kind."""
        both = self.group((*best.keys, key))
        if both is None or len(both.nodes) <= len(best.nodes):
            return best
        old = {node.number for node in best.nodes}
        fresh = [node for node in both.nodes if node.number not in old]
        if any(node.parent is None for node in fresh):
            return best
        sample = fresh[:: max(1, len(fresh) // _SAMPLED)]
        named = sum(author_element(node) is not None and time_element(node) is not None for node in sample)
        again = [node for node in both.nodes if node.number in old]
        around = [(a, b) for a, b in zip(best.nodes, again, strict=True) if len(a.nested) != len(b.nested)]
        around = around[:: max(1, len(around) // _SAMPLED)]
        had, kept = (sum(author_element(pair[side]) is not None for pair in around) for side in (0, 1))
        return both if named >= 0.8 * len(sample) and kept >= had else best
