"""Which elements of a page are its posts: the group of alike elements that best looks like a discussion.

Groups are elements with a class, a kind of id or a schema.org type in common. A group is better the more of the page's words
it holds, the more of its members say who wrote and when, and the more members there are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.formats.threads.html_fields import author_element, time_element
from argmap.formats.threads.html_names import UNSEEN, names
from argmap.formats.threads.html_outline import Node, classes, depths, outline, words

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
    """Alike elements, and how much they look like posts. ``key`` names what they have in common."""

    key: str
    keys: tuple[str, ...]
    page: Node
    nodes: list[Node]
    score: float
    telling: float
    """The share of its members that say who wrote or when."""

    @property
    def is_nested(self) -> bool:
        """Whether members stand in members."""
        return any(node.parent is not None for node in self.nodes)


def best_group(root: _Element) -> Group | None:
    """The group that looks most like a discussion; None where none does."""
    counted = _counted(root)
    total = max(1, counted.pop("", _Count()).letters)
    ranked = sorted(counted.items(), key=lambda item: -_rank(item[0], item[1], total))
    tried = [_group(root, (key,), total) for key, count in ranked[:_TRIED] if _rank(key, count, total) > 0]
    best = max((group for group in tried if group is not None), key=lambda group: group.score, default=None)
    if best is None:
        return None
    more = sorted((key for key in counted if _POST.search(key) and key != best.key), key=lambda key: -counted[key].seen)
    for key in more[:_TRIED]:
        best = _joined(root, best, key, total)
    return best


def _joined(root: _Element, best: Group, key: str, total: int) -> Group:
    """A group with a second kind of posts, such as remarks under answers, where those tell who wrote without taking that from
    the first kind."""
    both = _group(root, (*best.keys, key), total)
    if both is None or len(both.nodes) <= len(best.nodes):
        return best
    old = {node.element for node in best.nodes}
    fresh = [node for node in both.nodes if node.element not in old]
    named = sum(author_element(node) is not None and time_element(node) is not None for node in fresh)
    kept = sum(author_element(node) is not None for node in both.nodes if node.element in old)
    had = sum(author_element(node) is not None for node in best.nodes)
    within = all(node.parent is not None for node in fresh)
    return both if within and named >= 0.8 * len(fresh) and kept >= had else best


@dataclass(slots=True)
class _Count:
    """How often a key was seen, letters within its outermost elements, and how many of them are open."""

    seen: int = 0
    letters: int = 0
    open: int = 0


def keys_of(element: _Element) -> Iterator[str]:
    """What an element may have in common with others."""
    if element.tag in _NO_POSTS or not element.attrib:
        return
    for name in dict.fromkeys(classes(element)[:12]):
        yield re.sub(r"\d+", "#", name)
    element_id = element.get("id") or ""
    if any(letter.isdigit() for letter in element_id) and len(element_id) < 60:
        yield "id:" + re.sub(r"\d+", "#", element_id)
    kind = (element.get("itemtype") or "").rsplit("/", 1)[-1]
    if kind in _TYPES:
        yield "type:"


def _counted(root: _Element) -> dict[str, _Count]:
    """The keys of a page; under "" what all of it holds."""
    from lxml import etree

    counted: dict[str, _Count] = {"": _Count(1, 0, 1)}
    open_keys: list[list[str]] = []
    letters = 0
    began: dict[str, int] = {}
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            skipped += element.tag in UNSEEN
            keys = [] if skipped else list(keys_of(element))
            open_keys.append(keys)
            for key in keys:
                count = counted.setdefault(key, _Count())
                count.seen += 1
                count.open += 1
                if count.open == 1:
                    began[key] = letters
            letters += 0 if skipped or not element.text else len(element.text.strip())
            continue
        for key in open_keys.pop():
            count = counted[key]
            count.open -= 1
            if count.open == 0:
                count.letters += letters - began[key]
        skipped -= element.tag in UNSEEN
        letters += 0 if skipped or not element.tail else len(element.tail.strip())
    counted[""].letters = letters
    return counted


def _rank(key: str, count: _Count, total: int) -> float:
    """How promising a key is before anything is looked at closely."""
    if count.seen < 2 or count.letters < _LEAST * total:
        return 0.0
    rank = count.letters / total * math.log2(1 + count.seen)
    rank *= 3.0 if _POST.search(key) else 1.0
    return rank * (0.4 if _PART.search(key) else 1.0)


def _group(root: _Element, keys: tuple[str, ...], total: int) -> Group | None:
    key, wanted = keys[0], frozenset(keys)
    page, nodes = outline(root, lambda element: not wanted.isdisjoint(keys_of(element)))
    step = max(1, len(nodes) // _SAMPLED)
    sample = nodes[::step]
    who = sum(author_element(node) is not None for node in sample) / len(sample)
    when = sum(time_element(node) is not None for node in sample) / len(sample)
    said = sum(len(words(node.element, 80)) > 2 for node in sample) / len(sample)
    telling = max(who, when)
    named = bool(_POST.search(key))
    if telling < (0.3 if named else 0.6) or said < 0.5:
        return None
    held = sum(len(words(node.element, 20_000)) for node in nodes if node.parent is None)
    score = min(1.0, held / total) * (0.2 + 0.4 * who + 0.4 * when) * math.log2(1 + len(nodes)) * said
    score *= (1.5 if named else 1.0) * (0.8 if _PART.search(key) else 1.0) * (1.25 if depths(nodes) > 1 else 1.0)
    return Group(key, keys, page, nodes, score, telling)
