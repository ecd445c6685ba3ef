"""Who wrote a post of a page, when, with what score and under which address: by the words that pages use for their parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from argmap.formats.threads import times
from argmap.formats.threads.html_outline import Node, called, classes, number_in, tight_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_AUTHOR = re.compile(
    r"(?:^|[-_])(?:author|auth(?:or)?-?name|user-?name|user-?link|hnuser|fn|big-?username|poster|nick(?:name)?|display-?name|"
    r"commenter|byline|screen-?name|full-?name|member-?name|contributor|speaker|names?|user|creator|participant|who|writer|sender|guest)(?:$|[-_])",
    re.IGNORECASE,
)
_SURE_AUTHOR = re.compile(
    r"^(?:author|user-?name(?:-colou?red|-link)?|hnuser|fn|bigusername|comment-?author(?:-name)?|author-?name|p-author|p-name|nickname|"
    r"poster|display-?name|commenter(?:-name)?|comment__author|post-author|message-name)$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"avatar|image|photo|badge|rank|title|flair|info|details|tooltip|menu|karma|extra|profile-pic", re.IGNORECASE
)
_USER_LINK = re.compile(
    r"(?:^|//[^/]+)?/(?:users?|u|profiles?|members?|people|author|@[\w.-]+|user)(?:/|\.php\?|\?|$|[\w.-]+$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:^|[-_])(?:date|time|time-?ago|age|posted|posted-?(?:at|on)|when|published|created|timestamp|dateline|datetime|relative-?time|"
    r"permalink|meta-?date)(?:$|[-_])",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"^(?:score|karma|points|votes?|vote-?(?:count|score)|votecount|likes?|like-?count|upvotes?|rating|karma-value|unvoted)$|(?:^|[-_])(?:score|karma|vote-?count|points|like-?count)$",
    re.IGNORECASE,
)
_EPOCHS = (
    "data-time",
    "data-timestamp",
    "data-epoch",
    "data-js-date",
    "data-utime",
    "data-unixtime",
    "data-created",
    "data-date",
    "data-livestamp",
    "data-datetime",
)
_IDS = (
    "data-fullname",
    "data-post-id",
    "data-comment-id",
    "data-commentid",
    "data-message-id",
    "data-answerid",
    "data-questionid",
    "data-content",
    "data-id",
    "id",
)
_PARENTS = (
    "data-parent-id",
    "data-parent",
    "data-parentid",
    "data-parent-comment-id",
    "data-in-reply-to",
    "data-reply-to",
    "parentid",
)
_SAYS = re.compile(
    r"^(?:(?:posted|written|asked|answered|comment(?:ed)?|reply|answer)?\s*\bby:?\s+|from:?\s+|author:?\s+|re:\s+)|\s*(?:[:,]|\b(?:says?|said|wrote|writes|commented|replied|posted)\b.*)\s*$",
    re.IGNORECASE,
)


_is_sure_author = called(_SURE_AUTHOR)
_is_author = called(_AUTHOR, never=_NO_AUTHOR)
_is_dated = called(_DATED)
_is_scored = called(_SCORED)


def author_of(node: Node, found: _Element | None) -> str:
    """The name of who wrote a post, "" where the page does not say; ``found`` is the ``author_element``."""
    told = node.element.get("data-author") or node.element.get("data-author-name") or ""
    told = _name(found) if not told and found is not None else told
    return _SAYS.sub("", _SAYS.sub("", " ".join(told.split()))).strip(" :·|•,»«-–—@") if told else ""


def author_element(node: Node) -> _Element | None:
    """The element that a post's author stands in."""
    for wanted in (_is_author_property, _is_sure_author, _is_user_link, _is_author):
        found = next((e for e in node.inner if wanted(e) and 0 < len(tight_words(e, 80)) <= 60), None)
        if found is not None:
            return found
    return None


def _name(element: _Element) -> str:
    """The name in an author's element: what is marked as the name, else a link's words, else all."""
    for part in element.iter():
        if "name" in (part.get("itemprop") or "").split() or _is_sure_author(part):
            text = part.get("content") or tight_words(part, 100)
            if text and part is not element:
                return text
    links = [link for link in element.iter("a") if tight_words(link, 100)]
    return tight_words(links[0], 100) if len(links) == 1 else tight_words(element, 100)


def _is_author_property(element: _Element) -> bool:
    named = element.get("itemprop")
    if named and not {"author", "creator"}.isdisjoint(named.split()):
        return True
    rel = element.get("rel")
    return rel is not None and "author" in rel.split()


def is_about(element: _Element) -> bool:
    """Whether an element surely tells who wrote, or when."""
    return element.tag == "time" or _is_author_property(element) or _is_sure_author(element)


def _is_user_link(element: _Element) -> bool:
    return element.tag == "a" and bool(_USER_LINK.search((element.get("href") or "")[:300]))


def time_of(node: Node, dated: Callable[[str], str | None]) -> str | None:
    """When a post was written. ``dated`` reads a date in words, which is tried where the markup has none for machines."""
    spoken: list[_Element] = []
    for element in node.inner:
        found = _machine_time(element)
        if found is not None:
            return found
        if element.tag in ("time", "relative-time") or _is_dated(element):
            spoken.append(element)
    for element in spoken[:6]:
        for text in (element.get("title") or "", tight_words(element, 120)):
            found = dated(text)
            if found is not None:
                return found
    return None


def time_element(node: Node) -> _Element | None:
    """The element that a post's time stands in."""
    return node.first(lambda e: _machine_time(e) is not None or e.tag == "time" or _is_dated(e))


def _machine_time(element: _Element) -> str | None:
    if not element.attrib:
        return None
    is_date = element.get("itemprop") in ("datePublished", "dateCreated", "commentTime", "dateModified")
    for told in (element.get("datetime"), element.get("content") if is_date else None):
        if told:
            found = times.from_iso(told) or times.from_epoch(told)
            if found is not None:
                return found
    for key in _EPOCHS:
        told = element.get(key)
        if told:
            found = times.from_iso(told) or (
                times.from_epoch(told) if re.fullmatch(r"\d{9,16}(?:\.\d+)?", told.strip()) else None
            )
            if found is not None:
                return found
    title = element.get("title")
    if title and element.tag in ("abbr", "span", "a", "time", "div") and re.match(r"\s*\d{4}-\d\d", title):
        seconds = title.partition(" ")[2]
        if re.fullmatch(r"\d{9,12}", seconds):
            return times.from_epoch(seconds)
        return times.from_iso(title.split(",")[0])
    return None


def score_of(node: Node) -> float | None:
    """What readers gave a post."""
    counted = [e for e in node.inner if "unvoted" in classes(e) and "score" in classes(e)] or node.inner
    for element in counted:
        if element.get("itemprop") == "upvoteCount":
            return number_in(element.get("content") or tight_words(element, 40))
        if _is_scored(element) and element.tag not in (
            "form",
            "ul",
            "table",
            "button",
        ):
            found = number_in(tight_words(element, 40)[:40])
            if found is not None and len(tight_words(element, 80)) < 40:
                return found
    return None


_POST_ID = re.compile(
    r"(?:post|comment|msg|message|issue|issuecomment|reply|answer|discussion|thing|p|c|t)[-_]?\w{0,12}?\d+"
)


def ids_of(node: Node) -> list[str]:
    """The ids that the page gives a post, the one that says most first: those of its element, else of what it begins with."""
    own = [told.strip() for key in _IDS if (told := node.element.get(key)) and told.strip() and len(told) < 200]
    inner = []
    for element in node.inner[:40]:
        if element.tag in ("a", "blockquote"):
            continue
        inner += [told for key in _IDS[:7] if (told := element.get(key)) and len(told) < 200]
        named = element.get("id")
        inner += [named] if named and _POST_ID.fullmatch(named) else []
    return [*own, *inner]


def parent_reference(node: Node) -> str | None:
    """The id of the post that a post says it answers."""
    for key in _PARENTS:
        told = (node.element.get(key) or "").strip()
        if told and told != "0":
            return told
    for element in node.inner:
        if element.tag == "a" and (element.get("href") or "").find("#") >= 0:
            name = " ".join([*classes(element), element.get("title") or "", tight_words(element, 30)]).lower()
            if re.search(r"\bparent\b|in[- ]reply[- ]to|reply-to|replied-to", name):
                return (element.get("href") or "").rsplit("#", 1)[-1] or None
    return None


def link_of(node: Node, native: str | None) -> str | None:
    """The address of a post itself."""
    tail = f"#{node.element.get('id') or native}"
    for element in node.inner:
        href = element.get("href") if element.tag == "a" else None
        if href and (
            "permalink"
            in " ".join([*classes(element), element.get("itemprop") or "", element.get("title") or ""]).lower()
            or (len(tail) > 2 and href.endswith(tail))
        ):
            return href
    found = node.element.get("data-permalink")
    return found or next((a.get("href") for a in _around_times(node) if a.get("href")), None)


def _around_times(node: Node) -> Iterator[_Element]:
    for element in node.inner:
        if element.tag in ("time", "abbr", "relative-time") or element.get("datetime"):
            parent = element.getparent()
            if parent is not None and parent.tag == "a":
                yield parent
        elif _is_dated(element):
            links = element.findall("a")
            if element.tag == "a" or len(links) == 1:
                yield links[0] if links else element
