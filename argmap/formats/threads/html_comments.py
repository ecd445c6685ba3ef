"""The posts of a page whose markup sets them apart, as drafts: bodies, authors, times, and what answers what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from argmap.formats.threads.html_body import element_body
from argmap.formats.threads.html_dates import Dates
from argmap.formats.threads.html_fields import (
    author_element,
    author_of,
    ids_of,
    is_about,
    link_of,
    parent_reference,
    score_of,
    time_element,
    time_of,
)
from argmap.formats.threads.html_groups import Group
from argmap.formats.threads.html_names import ANNOUNCES, NO_QUOTES
from argmap.formats.threads.html_outline import Node, called, classes, number_in, tight_words, without_nested, words
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft, Thread
from argmap.formats.threads.told import counted
from argmap.model.kinds import FindingLevel, PostStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODIES = (
    re.compile(
        r"^(?:commtext|cooked|bbWrapper|usertext-body|comment-copy|post-message|postcontent|restore|post_message)$"
    ),
    re.compile(
        r"^(?:e-content|js-post-body|s-prose|post-text|comment__text|comment-text|commenttext|comment_text|messageContent)$"
    ),
    re.compile(
        r"(?:^|[-_])(?:comment|post|message|msg|reply|answer|entry)s?[-_]{0,2}(?:body|content|text|message|inner-text|copy|bd)(?:$|[-_])",
        re.I,
    ),
    re.compile(
        r"^(?:content|text|body|message|md|markdown|prose|inner|rte|rich-?text|txt|words)$|(?:^|[-_])(?:body|content|text)$",
        re.I,
    ),
)
_BODY_IDS = re.compile(r"(?:post_message_|msg_)\d+$|(?:comment-content|comment-body|post-body)[-_]?\d*$")
_ASIDE = re.compile(
    r"(?:^|[-_])(?:meta|metadata|avatar|actions?|buttons?|toolbar|controls?|vot(?:e|es|er|ing)|score|points|permalink|share|flair|"
    r"badges?|postprofile|user-?info|author-?info|reply-?link|reply|tagline|comhead|navs|comment-?head(?:er)?|post-?head(?:er)?|"
    r"comment-?footer|byline|expand|collapse|togg|menu|tools|likes?)(?:$|[-_])",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"form", "button", "nav", "header", "footer", "time", "input"})
_COMMANDS = re.compile(
    r"(?:reply|report|share|permalink|quote|edit|delete|parent|save|give award|embed|hide|link|flag|like|unlike|upvote|downvote|"
    r"more|collapse|expand|\[[-–+]\]|#\d*|top|up|down|follow|context|full comments \(?\d*\)?|prev|next|root)",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\W*(?:this |the )?(?:comment|post|message|reply|answer)?\s*(?:has been |was |is )?(deleted|removed|flagged|unavailable|hidden)"
    r"(?: by (?:its |the )?(?:author|user|owner|a? ?moderators?|admins?))?\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(\d[\d,]*)\s+(?:more|hidden|collapsed|older|newer|further)\s+(?:comments?|repl(?:y|ies)|answers?|posts?)|"
    r"(?:load|show|view|see|read)\s+(?:all\s+)?(\d[\d,]*)?\s*(?:more\s+)?(?:comments?|repl(?:y|ies)|answers?|posts?)\b"
    r"(?:\s*\(\s*(\d[\d,]*))?|continue this thread|load more\b|show more (?:comments|replies))",
    re.IGNORECASE,
)
_DEPTH = re.compile(r"(?:^|[-_])(?:depth|level|indent|nesting|nest|lvl)[-_]?(\d{1,3})$", re.IGNORECASE)
_INDENT = re.compile(r"(?:margin|padding)(?:-inline)?-(?:left|start)\s*:\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
_is_apart = called(_ASIDE)
_is_body = [called(pattern) for pattern in _BODIES]
_DIGITS = re.compile(r"\d+")
_DEEPEST = 10_000
_MOST_IN_COMMAND = 40  # elements within a link such as "Reply"; looking for words in more of them takes too long


def thread_of(group: Group, title: str) -> Thread:
    """The thread of a group's posts, in the order of the page."""
    return _Reading(group).thread(title)


class _Reading:
    """A group on its way to drafts."""

    def __init__(self, group: Group) -> None:
        self._group = group
        known = [ids_of(node) for node in group.nodes]
        self._natives = [ids[0] if ids else None for ids in known]
        self._by_digits = {**_by_digits(known, None), **_by_digits(known, 1)}
        self._drafts: dict[int, PostDraft] = {}
        self._dates = Dates()
        self._absent = 0
        self._more = False

    def thread(self, title: str) -> Thread:
        group = self._group
        thread = Thread(title)
        parts = [_parts(node) for node in group.nodes]
        self._dates.learn(_head(node, part.body) for node, part in zip(group.nodes, parts, strict=True))
        for node, native, part in zip(group.nodes, self._natives, parts, strict=True):
            if self._is_stub(node):
                continue
            draft = self._draft(node, native, part)
            self._drafts[id(node)] = draft
            thread.posts.append(draft)
        self._set_parents()
        for element in group.page.inner:
            self._count_more(element)
        thread.notes += self._notes(thread.posts)
        return thread

    def _draft(self, node: Node, native: str | None, parts: _Parts) -> PostDraft:
        body = self._body(node, parts)
        status = PostStatus.OK
        gone = _GONE.match(body.text) if len(body.text) < 80 else None
        if gone is not None:
            status = (
                PostStatus.REMOVED
                if "moderator" in body.text.lower() or gone.group(1) == "removed"
                else PostStatus.DELETED
            )
            body = NOTHING
        author = author_of(node, parts.author)
        if author.strip("[]").lower() in ("deleted", "removed", "anonymous"):
            author = ""
        for part in node.inner:
            self._count_more(part)
        return PostDraft(
            native,
            author=author,
            posted_at=time_of(node, self._dates.iso) or self._dates.iso_in(_head(node, parts.body)),
            status=status,
            body=body,
            permalink=link_of(node, native),
            score=score_of(node),
        )

    def _body(self, node: Node, parts: _Parts) -> Body:
        if parts.body is not None:
            return element_body(parts.body, cited_of=self._cited_of, without=without_nested(node) | _scripts(node))
        aside = {e for e in node.inner if _is_aside(e)}
        aside |= {e for e in (parts.author, parts.time) if e is not None}
        return element_body(node.element, cited_of=self._cited_of, without=without_nested(node) | aside)

    def _cited_of(self, element: _Element) -> str | None:
        """The post that a quote names: by an attribute, or by a link in it that leads to a post of this page."""
        for key in ("data-source", "data-post-id", "data-post", "data-quote", "cite"):
            for digits in _DIGITS.findall((element.get(key) or "")[:300]):
                if self._by_digits.get(digits):
                    return self._by_digits[digits]
        before = element.getprevious()
        announces = [before] if before is not None and not ANNOUNCES.isdisjoint(classes(before)) else []
        for link in islice((link for part in (*announces, element) for link in part.iter("a")), 6):
            tail = (link.get("data-post-id") or (link.get("href") or "").rpartition("#")[2])[:80]
            found = [self._by_digits[d] for d in _DIGITS.findall(tail) if self._by_digits.get(d)]
            if found:
                return found[0]
        return None

    def _is_stub(self, node: Node) -> bool:
        """Whether a node only says that more would come."""
        text = words(node.element, 90)
        found = _MORE.match(text.lstrip("[(+ ")) if len(text) < 80 and not node.nested else None
        if found is not None:
            self._add_more(found)
        return found is not None

    def _count_more(self, element: _Element) -> None:
        if element.tag in ("a", "button", "summary", "label") or "load-more" in " ".join(classes(element)).lower():
            text = tight_words(element, 90)
            found = _MORE.match(text.lstrip("[(+ ")) if 0 < len(text) < 70 else None
            if found is not None:
                self._add_more(found)

    def _add_more(self, found: re.Match[str]) -> None:
        digits = next((group for group in found.groups() if group), "")
        self._absent += int(digits.replace(",", "")) if 0 < len(digits) < 8 else 0
        self._more = True

    def _set_parents(self) -> None:
        """What each post answers: the one around it, the one it names, else by how far it is set in."""
        named = {native: draft for draft in self._drafts.values() if (native := draft.native_id)}
        levels = [] if self._group.is_nested else [_level(node) for node in self._group.nodes]
        by_level = len({level for level in levels if level is not None}) > 1
        open_levels: list[tuple[float, PostDraft]] = []
        for number, node in enumerate(self._group.nodes):
            draft = self._drafts.get(id(node))
            if draft is None:
                continue
            around = self._drafts.get(id(node.parent)) if node.parent is not None else None
            reference = parent_reference(node) if around is None else None
            if reference is not None:
                around = named.get(reference) or named.get(self._by_digits.get(_last_digits(reference)) or "")
            level = levels[number] if by_level else None
            if level is not None:
                while open_levels and open_levels[-1][0] >= level:
                    open_levels.pop()
                around = around or (open_levels[-1][1] if open_levels else None)
                open_levels.append((level, draft))
            if (
                around is None
                and (draft.native_id or "").startswith("t1_")
                and _is_reddit_post(first := next(iter(self._drafts.values())))
            ):
                around = first
            if around is not None and around is not draft:
                _answer(draft, around)

    def _notes(self, posts: Sequence[PostDraft]) -> list[Note]:
        notes = self._dates.notes()
        if self._absent:
            verb = "is" if self._absent == 1 else "are"
            notes.append(
                Note(FindingLevel.WARNING, "stub", f"{counted(self._absent, 'comment')} {verb} not in this file.")
            )
        elif self._more:
            text = (
                "The page has places where more comments would have loaded. Open them there, and save the page again."
            )
            notes.append(Note(FindingLevel.WARNING, "stub", text))
        unnamed = sum(not draft.author and draft.status is PostStatus.OK for draft in posts)
        if unnamed == len(posts):
            notes.append(Note(FindingLevel.WARNING, "label", "Nothing in the page says who wrote its posts."))
        return notes


def _by_digits(known: Sequence[Sequence[str]], most: int | None) -> dict[str, str | None]:
    """The ids of posts by the numbers in their first ``most`` ids; None for numbers that several have."""
    found: dict[str, str | None] = {}
    for ids in known:
        for digits in {digits for one in ids[:most] for digits in _DIGITS.findall(one)}:
            found[digits] = None if digits in found else ids[0]
    return found


def _answer(draft: PostDraft, around: PostDraft) -> None:
    if around.native_id:
        draft.parent = around.native_id
    else:
        draft.answers = around


def _is_reddit_post(draft: PostDraft) -> bool:
    """Old pages of Reddit have what comments are about before them, not around them."""
    return (draft.native_id or "").startswith("t3_")


def _last_digits(reference: str) -> str:
    found = _DIGITS.findall(reference[-80:])
    return found[-1] if found else ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where in a post its author, its time and its words stand."""

    author: _Element | None
    time: _Element | None
    body: _Element | None


def _parts(node: Node) -> _Parts:
    author, time = author_element(node), time_element(node)
    return _Parts(author, time, _body_element(node, [e for e in (author, time) if e is not None]))


def _body_element(node: Node, first: Sequence[_Element]) -> _Element | None:
    """The element that holds a post's words and nothing of who and when, which ``first`` tell."""
    inside_quotes = _within(node, lambda e: e.tag == "blockquote" and NO_QUOTES.isdisjoint(map(str.lower, classes(e))))
    chosen = [
        e for e in node.inner if e.attrib and e not in inside_quotes and e.tag not in _ASIDE_TAGS and e.tag != "a"
    ]
    for element in chosen:
        if element.get("itemprop") in ("text", "articleBody", "commentText", "reviewBody"):
            return element
    about = [e for e in node.inner if e.attrib and is_about(e) and e not in inside_quotes]
    loose, strict = _around(first, node), _around([*first, *about[:20]], node)
    for patterns, around in ((range(2), loose), (range(2, len(_BODIES)), strict), (range(2, len(_BODIES)), loose)):
        for pattern in patterns:
            for element in chosen:
                if element not in around and _is_called(element, pattern) and _has_words(element):
                    return element
    return None


def _within(node: Node, is_top: Callable[[_Element], bool], most: int | None = None) -> set[_Element]:
    """The own elements of a node that some of them hold, with those; only the first ``most`` are looked at."""
    found: set[_Element] = set()
    for element in node.inner[:most]:
        if is_top(element) or element.getparent() in found:
            found.add(element)
    return found


def _around(elements: Sequence[_Element], node: Node) -> set[_Element]:
    """Some elements of a node with all that they stand in."""
    found: set[_Element] = set()
    for element in elements:
        here: _Element | None = element
        while here is not None and here is not node.element and here not in found:
            found.add(here)
            here = here.getparent()
    return found


def _has_words(element: _Element) -> bool:
    return bool(words(element, 40)) or element.find(".//img") is not None


def _is_called(element: _Element, pattern: int) -> bool:
    return _is_body[pattern](element) or (pattern == 0 and bool(_BODY_IDS.match(element.get("id") or "")))


def _scripts(node: Node) -> frozenset[_Element]:
    """Forms and buttons, which are in no body."""
    return frozenset(e for e in node.inner if e.tag in ("form", "button"))


def _is_aside(element: _Element) -> bool:
    if element.tag in _ASIDE_TAGS or _is_apart(element):
        return len(words(element, 400)) < 300
    if element.tag not in ("a", "span", "li", "label"):
        return False
    if next(islice(element.iter(), _MOST_IN_COMMAND, None), None) is not None:
        return False
    return bool(_COMMANDS.fullmatch(tight_words(element, 40)))


def _head(node: Node, body: _Element | None) -> str:
    """The words of a post around its body, without it."""
    parts: list[str] = []
    size = 0
    in_body = _within(node, lambda e: e is body, 400)
    for element in node.inner[:400]:
        if element in in_body:
            continue
        text = " ".join(part.strip() for part in (element.text or "", element.tail or "") if part.strip())
        parts += [text] if text else []
        size += len(text)
        if size > 400:
            break
    return " ".join(parts)[:500]


def _level(node: Node) -> float | None:
    """How far a post is set in, by whatever tells: levels in attributes or classes, or the width of what stands before it."""
    for key in ("data-depth", "data-level", "data-indent", "aria-level", "depth", "data-nesting-level"):
        told = node.element.get(key)
        if told and number_in(told) is not None:
            return number_in(told)
    for element in [node.element, *node.inner[:6]]:
        if element.get("indent") is not None:
            return number_in(element.get("indent") or "")
        for name in classes(element):
            found = _DEPTH.search(name)
            if found:
                return float(found.group(1))
        found = _INDENT.search(element.get("style") or "")
        if found:
            return float(found.group(1))
    return None
