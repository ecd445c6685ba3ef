"""An export of Disqus: the pages of a site ("threads") and the comments on all of them ("posts"), in XML.
https://help.disqus.com/en/articles/1717164-comments-export

Each page with comments becomes the root of its comments, with the page's title; its own words are rarely in the export.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building
from argmap.formats.threads.thread import NOTHING, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted, xml_letters
from argmap.formats.threads.xml_values import attribute, child, children, local, parse, value
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel, PostStatus
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from lxml.etree import _Element


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from an export. Raises FormatError for what is none, or has no comments."""
    progress(0.0, "Reading XML")
    root = parse(data, name)
    posts = list(children(root, "post")) if local(root) == "disqus" else []
    if not posts:
        raise FormatError(
            f"“{PurePath(name).name}” holds no comments of Disqus. Export the comments of the site again, as XML."
        )
    progress(0.5, "Reading comments")
    return building.build(_thread(root, posts), data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is an export of Disqus: by its first element."""
    letters = xml_letters(head)
    if b"<disqus" not in letters:
        return 0.0
    return 0.98 if b"disqus.com" in letters else 0.8


def _thread(root: _Element, posts: list[_Element]) -> Thread:
    pages = {attribute(page, "id"): page for page in children(root, "thread")}
    thread, clock = Thread(), Clock()
    shown: set[str] = set()
    for post in posts:
        page = attribute(child(post, "thread"), "id")
        if page in pages and page not in shown:
            thread.posts.append(_page(page, pages[page], clock))
        shown.add(page)
        thread.posts.append(_comment(post, page, clock))
    titles = [draft.title for draft in thread.posts if draft.title]
    thread.title = titles[0] if len(shown & pages.keys()) == 1 and titles else ""
    thread.notes = clock.note()
    silent_pages = len(pages.keys() - shown)
    if silent_pages:
        text = f"{counted(silent_pages, 'page')} without comments {'was' if silent_pages == 1 else 'were'} left out."
        thread.notes.append(Note(FindingLevel.INFO, "noise", text))
    return thread


def _page(page_id: str, page: _Element, clock: Clock) -> PostDraft:
    from argmap.formats.threads.html_body import html_body

    message = value(page, "message")
    body = html_body(message) if message else NOTHING
    address = value(page, "link")
    return PostDraft(
        f"thread/{page_id}",
        author=_author(page),
        posted_at=clock.iso(value(page, "createdAt")),
        status=_status(page, PostStatus.OK if body.text else PostStatus.MISSING),
        title=value(page, "title") or address or value(page, "id"),
        body=body,
        permalink=address or None,
    )


def _comment(post: _Element, page: str, clock: Clock) -> PostDraft:
    from argmap.formats.threads.html_body import html_body

    answered = attribute(child(post, "parent"), "id")
    message = value(post, "message")
    return PostDraft(
        attribute(post, "id") or None,
        answered or (f"thread/{page}" if page else None),
        author=_author(post),
        posted_at=clock.iso(value(post, "createdAt")),
        status=_status(post, PostStatus.OK),
        body=html_body(message) if message else NOTHING,
    )


def _author(element: _Element) -> str:
    """Who wrote something; the e-mail address is nobody's business."""
    author = child(element, "author")
    return "" if author is None else value(author, "name") or value(author, "username")


def _status(element: _Element, otherwise: PostStatus) -> PostStatus:
    if value(element, "isDeleted").casefold() == "true":
        return PostStatus.DELETED
    return PostStatus.NOISE if value(element, "isSpam").casefold() == "true" else otherwise


FORMAT = Format("disqus", "Disqus export (XML)", (".xml",), read=read, sniff=sniff, binding=True, family="disqus")
