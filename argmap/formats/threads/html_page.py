"""Saved web pages of any kind: the discussion in a page where its markup sets one apart, else its text.

Looked for in this order: pages of LessWrong and its like; what the page tells machines (schema.org); the group of elements
that best looks like posts; speakers' labels in the text; and failing all that, the main text as one post. Nothing that a page
refers to is loaded, and nothing in it runs.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, FormatError
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from lxml.etree import _Element

    from argmap.formats.threads.thread import Thread

MOST_TAGS = 1_500_000
"""Tags of a page above which it is refused: no person wrote it, and each takes memory several times over."""
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    rb"\s*<(?:div|p|span|table|ul|ol|section|article|blockquote|h[1-6]|dl|pre|main|a|b|i|br|font|center)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(rb"</(?:div|p|span|td|li|blockquote|article|section|a|h[1-6])\s*>", re.IGNORECASE)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from a page. Raises FormatError for what holds no words, or is no page."""
    from argmap.formats.threads.building import build
    from argmap.formats.threads.html_decoding import decode_page

    progress(0.0, "Decoding")
    page = decode_page(data, name)
    progress(0.1, "Looking for posts")
    thread, format_name = page_thread(page.text, name)
    progress(0.8, "Building the thread")
    if not thread.posts:
        raise FormatError(
            f"“{PurePath(name).name}” shows no words. Open the page in a browser, and save it from there."
        )
    return build(thread, data, PurePath(name).name, format_name)


def page_thread(markup: str, name: str) -> tuple[Thread, str]:
    """The thread of a page's markup, and the name of the format that it turned out to be in. Raises FormatError."""
    from argmap.formats.threads.html_tree import DEEPEST
    from argmap.formats.threads.thread import Note, Thread
    from argmap.model.kinds import FindingLevel

    root, is_whole = _root(markup, name)
    if root is None:
        return Thread(), FORMAT.name
    thread, format_name = _found(root, markup)
    if not is_whole:
        text = f"What nests deeper than {DEEPEST:,} levels in this page was read without its structure."
        thread.notes.append(Note(FindingLevel.WARNING, "markup", text))
    return thread, format_name


def _found(root: _Element, markup: str) -> tuple[Thread, str]:
    """The thread of a tree, by whichever way finds most posts."""
    from argmap.formats.threads import html_comments, html_linked, html_text
    from argmap.formats.threads.html_groups import best_group
    from argmap.formats.threads.thread import Note
    from argmap.model.kinds import FindingLevel

    forum = _forum_thread(root, markup)
    if forum is not None:
        return forum, "forum-magnum"
    title = html_text.title_of(root)
    found: list[tuple[int, Thread, str]] = []
    linked = html_linked.thread_of(root)
    if linked is not None:
        found.append((_size(linked), linked, "Its posts were found by what the page tells search engines."))
    group = best_group(root)
    if group is not None:
        grouped = html_comments.thread_of(group, title)
        if _size(grouped) > 1:
            html_text.set_article(grouped, group.page, title)
            html_text.set_apart(grouped, html_text.home_of(root, grouped, title))
            how = "by their nesting" if group.is_nested else "as a list of elements that are alike"
            found.append(
                (
                    _size(grouped),
                    grouped,
                    f"Its posts were found {how} (“{group.keys[0].split(':')[-1] or 'schema.org'}”).",
                )
            )
    if found:
        _, thread, how = max(found, key=lambda item: item[0])
        thread.title = thread.title or title
        thread.notes.append(Note(FindingLevel.INFO, "format", how))
        return thread, FORMAT.name
    return html_text.thread_of(root, title, markup), FORMAT.name


def _root(markup: str, name: str) -> tuple[_Element | None, bool]:
    from argmap.formats.threads.html_tree import tree_of

    if markup.count("<") > MOST_TAGS:
        raise FormatError(
            f"“{PurePath(name).name}” has more than {MOST_TAGS:,} tags, too many for a page that people wrote. Cut it into parts."
        )
    return tree_of(markup)


def _forum_thread(root: _Element, markup: str) -> Thread | None:
    from argmap.formats.threads import forum_magnum_greater_wrong, forum_magnum_page

    thread = None
    if (
        "comments-node" in markup
        or "__APOLLO_STATE__" in markup
        or "ApolloSSRDataTransport" in markup
        or "PostsPage" in markup
    ):
        thread = forum_magnum_page.thread_of(root)
    if thread is None and ("comment-item" in markup or "post-body" in markup):
        thread = forum_magnum_greater_wrong.thread_of(root)
    return thread if thread is not None and thread.posts else None


def forum_thread(data: bytes, name: str) -> Thread:
    """The thread of a page of LessWrong or a forum like it. Raises FormatError for a page that is none."""
    from argmap.formats.threads.html_decoding import decode_page

    thread, _ = page_thread(decode_page(data, name).text, name)
    return thread


def _size(thread: Thread) -> int:
    return sum(bool(draft.body.text) for draft in thread.posts)


def sniff(head: bytes) -> float:
    """How likely a file is a page, or a part of one: nearly sure where it begins as one."""
    from argmap.formats.threads.html_decoding import html_letters

    letters = html_letters(head)
    if _PAGE.match(letters):
        return 0.6
    if _FRAGMENT.match(letters):
        return 0.5 if len(_CLOSED.findall(letters[:8000])) > 2 else 0.15
    return 0.06 if letters and not letters.startswith(b"<?xml") else 0.0  # enough where the name says so


FORMAT = Format("html", "Web page", (".html", ".htm", ".xhtml"), read=read, sniff=sniff, binding=True)
