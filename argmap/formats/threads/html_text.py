"""The text of a page that has no posts set apart: its title, its main part, and who speaks where by labels in the text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.formats.threads.html_body import element_body
from argmap.formats.threads.html_outline import Node, classes, has_class, tight_words, without_nested, words
from argmap.formats.threads.thread import Body, Cited, Note, PostDraft, Thread
from argmap.formats.threads.times import from_iso
from argmap.model.kinds import FindingLevel

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE = (
    "entry-content",
    "post-content",
    "article-body",
    "article-content",
    "story-body",
    "post-body",
    "toptext",
    "markup",
)
_LEAST = 200
"""Letters of a text that comments can be about."""
_MOST_OF_IT = 0.4
"""The share of a page's words that its main part has at least."""
_LONGEST_MAIL = 2_000_000
"""Characters of a page that may be a mail."""
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"})


def title_of(root: _Element) -> str:
    """What a page calls itself: the title that it gives others, else its first heading, else its title bar."""
    for element in root.iter("meta"):
        if element.get("property") == "og:title" and (element.get("content") or "").strip():
            return " ".join((element.get("content") or "").split())[:500]
    heading = next((text for e in root.iter("h1") if (text := tight_words(e, 500))), "")
    bar = next((text for e in root.iter("title") if (text := tight_words(e, 500))), "")
    if heading and len(bar) > len(heading) and bar.endswith(heading):
        return bar.removesuffix(heading).rstrip(" -–—|:·•»") or heading  # the heading is the site's name
    return re.sub(r"^(?:Thread|Topic):\s+", "", heading or bar)


def set_article(thread: Thread, page: Node, title: str) -> None:
    """Puts what a page's comments are about before them, where the page has it."""
    article = page.first(lambda e: e.get("itemprop") == "articleBody") if page.inner else None
    for name in _ARTICLE:
        article = page.first(has_class(name)) if article is None else article
    article = page.first(lambda e: e.tag == "article") if article is None else article
    if article is None:
        return
    body = element_body(article, without=without_nested(page) | _nodes_within(page, article) | _chrome(article))
    if len(body.text) < _LEAST:
        return
    date = next((found for e in article.iter("time") if (found := from_iso(e.get("datetime")))), None)
    draft = PostDraft("article", author=_meta(page, "author"), posted_at=date, title=title, body=body)
    for other in thread.posts:
        if other.parent is None and other.answers is None:
            other.parent = "article"
    thread.posts.insert(0, draft)


def address_of(root: _Element) -> str:
    """Where a page is at home, without what varies; "" where it does not say."""
    for element in root.iter("link", "meta"):
        told = element.get("href") if element.get("rel") == "canonical" else None
        told = element.get("content") if element.get("property") == "og:url" else told
        if told and told.strip():
            return _page_address(told)
    return ""


def home_of(root: _Element, thread: Thread, title: str) -> str:
    """What tells a page from others: its address, else that of a post's link, else its title, else its first words."""
    links = [
        draft.permalink
        for draft in thread.posts
        if draft.permalink and "://" in draft.permalink and "#" in draft.permalink
    ]
    words_of = " ".join(draft.body.text[:100] for draft in thread.posts[:3])
    return address_of(root) or (_page_address(links[0]) if links else "") or title or _digest(words_of)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _page_address(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|#.*$", "", address.strip())[:300].rstrip("/")


def set_apart(thread: Thread, page: str) -> None:
    """Makes the ids of a page's posts say which page they are from: "comment-1" is on many."""

    def full(native: str | None) -> str | None:
        return f"{page}#{native}" if native else None

    for draft in thread.posts:
        draft.native_id, draft.parent = full(draft.native_id), full(draft.parent)
        quotes = tuple(Cited(quote.start, quote.end, full(quote.of)) for quote in draft.body.quotes)
        draft.body = replace(draft.body, quotes=quotes)


def _nodes_within(page: Node, article: _Element) -> frozenset[_Element]:
    return frozenset(node.element for node in page.nested)


def _meta(page: Node, name: str) -> str:
    for element in page.inner:
        if element.tag == "meta" and name in (element.get("name"), element.get("property")):
            told = (element.get("content") or "").strip()
            return "" if "://" in told else told[:200]
    return ""


def thread_of(root: _Element, title: str, markup: str) -> Thread:
    """The thread of a page's text: a transcript, turns that labels part, or one post."""
    from argmap.formats.threads import mail_body, transcript_posts

    body, is_whole = _main_body(root)
    if not body.text:
        return Thread(title)
    spoken = transcript_posts.thread_of(body.text, title)
    if spoken is not None:
        text = "Its posts were found by the labels that name who speaks."
        spoken.notes.append(Note(FindingLevel.INFO, "format", text))
        return spoken
    turns = _turns(body, title)
    if turns is not None:
        return turns
    is_mail = is_whole and len(markup) < _LONGEST_MAIL
    if is_mail:
        body = mail_body.html_mail(markup)
    elif body.quotes:
        body = mail_body.marked(body)
    text = "Nothing in the page parts it into posts, so that it stands as one. Split it where posts begin."
    if body.quotes:
        text = "The page was read as one post with what it quotes."
    return Thread(title, [PostDraft(body=body)], [Note(FindingLevel.INFO, "format", text)])


def _main_body(root: _Element) -> tuple[Body, bool]:
    """The body of a page's main part, or of all of it where no part has most of its words; and whether it is all of it."""
    chrome = _chrome(root)
    whole = element_body(root, without=chrome)
    for element in root.iter("main", "article", "div", "td", "section"):
        marks = {element.get("role"), element.get("id"), *classes(element)}
        if element.tag in ("main", "article") or not marks.isdisjoint({"main", "content", "main-content", "article"}):
            part = element_body(element, without=_chrome(element))
            if len(part.text) > _MOST_OF_IT * len(whole.text):
                return part, False
            break
    return whole, not chrome


def _chrome(root: _Element) -> frozenset[_Element]:
    """What surrounds the text of every page of a site."""
    found = {e for e in root.iter("nav", "footer", "form", "button") if len(words(e, 3000)) < 2500}
    found |= {e for e in root.iter("div", "ul", "section", "header") if e.get("role") in _CHROME_ROLES}
    return frozenset(found)


def _turns(body: Body, title: str) -> Thread | None:
    """The thread of a text whose lines begin with names throughout; None for another text."""
    from argmap.formats.threads.chunks import lines_of, plain_chunks
    from argmap.formats.threads.turns import find_turns

    lines = lines_of(body.text, [0] * (body.text.count("\n") + 1))
    turns = find_turns(body.text, lines, plain_chunks(body.text, lines))
    if len(turns) < 2:
        return None
    starts = [turn for _, turn in sorted(turns.items())]
    drafts = []
    if body.text[: starts[0].start].strip():
        drafts.append(PostDraft(body=sliced(body, 0, starts[0].start)))
    for number, turn in enumerate(starts):
        end = starts[number + 1].start if number + 1 < len(starts) else len(body.text)
        drafts.append(PostDraft(author=turn.name, posted_at=turn.posted_at, body=sliced(body, turn.words_at, end)))
    text = "Its posts were found by the names that lines begin with."
    return Thread(title, drafts, [Note(FindingLevel.INFO, "format", text)])


def sliced(body: Body, start: int, end: int) -> Body:
    """The characters start to end of a body, without the white space around them."""
    text = body.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    blocks = []
    for block in body.blocks:
        first, last = max(block.start, start), min(block.end, end)
        words_there = body.text[first:last]
        if first < last and words_there.strip():
            lead = len(words_there) - len(words_there.lstrip())
            blocks.append(replace(block, start=first + lead - start, end=first + len(words_there.rstrip()) - start))
    quotes = [
        Cited(max(q.start, start) - start, min(q.end, end) - start, q.of)
        for q in body.quotes
        if q.start < end and q.end > start
    ]
    return Body(text, tuple(blocks), tuple(quotes))
