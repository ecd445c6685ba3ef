"""An export of WordPress ("WXR", a feed with more in it): articles with the comments on them.
https://developer.wordpress.org/advanced-administration/wordpress/export/

An article is the root of its comments. A comment's native id is that of its article and its own, since exports that were put
together by hand use the same number twice; both bear the address of their site, as every site counts from one.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from argmap.formats.registry import Format, FormatError
from argmap.formats.threads import building, times
from argmap.formats.threads.thread import NOTHING, Body, Note, PostDraft, Thread
from argmap.formats.threads.told import Clock, counted, xml_letters
from argmap.formats.threads.xml_values import child, children, local, parse, value
from argmap.model.debate import Debate
from argmap.model.kinds import FindingLevel, PostStatus
from argmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER = "0000-00-00 00:00:00"  # what WordPress writes for a time that it does not know
_STATUS = {"spam": PostStatus.NOISE, "trash": PostStatus.REMOVED, "post-trashed": PostStatus.REMOVED}
_ECHOES = ("pingback", "trackback")
_NAMES = r"</?(?:p|div|ul|ol|li|dl|dt|dd|blockquote|h[1-6]|hr|table|t[hrd]|thead|tbody|figure|figcaption|section|br)\b[^<>]*>"
_BLOCK = re.compile(_NAMES, re.IGNORECASE)
_AROUND = re.compile(rf"({_NAMES})[ \t]*\n|\n[ \t]*(?={_NAMES})", re.IGNORECASE)


def read(data: bytes, name: str, progress: Progress = silent) -> Debate:
    """A debate from an export. Raises FormatError for what is none, or has no comments."""
    progress(0.0, "Reading XML")
    root = parse(data, name)
    channel = child(root, "channel") if local(root) == "rss" else None
    items = [] if channel is None else list(children(channel, "item"))
    if channel is None or not any(child(item, "comment") is not None for item in items):
        raise FormatError(
            f"“{PurePath(name).name}” holds no comments of WordPress. In WordPress choose Tools, Export, All content."
        )
    progress(0.5, "Reading comments")
    return building.build(_thread(channel, items), data, name, FORMAT.name)


def sniff(head: bytes) -> float:
    """How sure it is that a file is an export of WordPress: by the name of its elements' space, or of its comments."""
    letters = xml_letters(head)
    if b"<rss" not in letters:
        return 0.0
    return 0.95 if b"wordpress.org/export/" in letters or b"<wp:comment>" in letters else 0.0


def _thread(channel: _Element, items: list[_Element]) -> Thread:
    thread, clock = Thread(), Clock()
    left_out = articles = 0
    site = _site(channel)
    for item in items:
        comments = list(children(item, "comment"))
        if not comments:
            left_out += 1
            continue
        articles += 1
        article = _article(item, site, clock)
        thread.posts.append(article)
        thread.title = article.title if articles == 1 else value(channel, "title")
        thread.posts += (_comment(comment, article.native_id or "", clock) for comment in comments)
    thread.notes = clock.note()
    waiting = sum(value(comment, "comment_approved") == "0" for item in items for comment in children(item, "comment"))
    echoes = sum(value(comment, "comment_type") in _ECHOES for item in items for comment in children(item, "comment"))
    if waiting:
        text = f"{counted(waiting, 'comment')} {'was' if waiting == 1 else 'were'} still waiting for approval."
        thread.notes.append(Note(FindingLevel.INFO, "unapproved", text))
    if echoes:
        text = f"{counted(echoes, 'link')} from other sites {'stands' if echoes == 1 else 'stand'} among the comments as noise."
        thread.notes.append(Note(FindingLevel.INFO, "noise", text))
    if left_out:
        text = f"{counted(left_out, 'page')} without comments {'was' if left_out == 1 else 'were'} left out."
        thread.notes.append(Note(FindingLevel.INFO, "noise", text))
    return thread


def _site(channel: _Element) -> str:
    """Where a site is at home, "" where the export does not say."""
    address = value(channel, "base_blog_url") or value(channel, "link") or value(channel, "base_site_url")
    return re.sub(r"^https?://(?:www\.)?", "", address.strip()).rstrip("/").casefold()


def _article(item: _Element, site: str, clock: Clock) -> PostDraft:
    body = _body(_content(item))
    address = value(item, "link")
    number = value(item, "post_id") or address or value(item, "guid") or value(item, "title")
    return PostDraft(
        f"{site}/post/{number}".lstrip("/"),
        author=value(item, "creator"),
        posted_at=_when(item, "post_date", clock),
        edited_at=_edited(item, clock),
        status=PostStatus.OK if body.text else PostStatus.MISSING,
        title=value(item, "title") or address,
        body=body,
        permalink=address or None,
    )


def _comment(comment: _Element, article: str, clock: Clock) -> PostDraft:
    number, answered = value(comment, "comment_id"), value(comment, "comment_parent")
    status = _STATUS.get(value(comment, "comment_approved"), PostStatus.OK)
    if value(comment, "comment_type") in _ECHOES and status is PostStatus.OK:
        status = PostStatus.NOISE
    return PostDraft(
        f"{article}/{number}" if number else None,
        f"{article}/{answered}" if answered not in ("", "0") else article,
        author=value(comment, "comment_author"),
        posted_at=_when(comment, "comment_date", clock),
        status=status,
        body=_body(value(comment, "comment_content")),
    )


def _content(item: _Element) -> str:
    """The article; its excerpt, which has the same name in another space, only where there is nothing else."""
    texts = [(str(e.tag), "".join(str(part) for part in e.itertext())) for e in children(item, "encoded")]
    whole = next((text for tag, text in texts if "/content" in tag and text.strip()), "")
    return whole or next((text for _, text in texts if text.strip()), "")


def _body(markup: str) -> Body:
    """WordPress keeps paragraphs as blank lines and lines as they are, and only makes elements of them when it shows them."""
    from argmap.formats.threads.html_body import html_body

    if not markup.strip():
        return NOTHING
    if "<!-- wp:" in markup or "<pre" in markup:
        return html_body(markup)  # has its elements already, or lines that stay as they are
    parts = re.split(r"\n[ \t]*\n[ \t\n]*", re.sub(r"\r\n?", "\n", markup.strip()))
    return html_body("\n".join(part if _BLOCK.match(part) else f"<p>{_with_breaks(part)}</p>" for part in parts))


def _with_breaks(part: str) -> str:
    """A paragraph with its lines as HTML has them, apart from those that only part blocks."""
    return _AROUND.sub(r"\1 ", part).replace("\n", "<br>")


def _when(element: _Element, key: str, clock: Clock) -> str | None:
    """When something was written: in UTC where the export tells it, else by the site's clock."""
    utc, own = value(element, f"{key}_gmt"), value(element, key)
    if utc and utc != _NEVER and times.from_iso(utc) is not None:
        return clock.iso(f"{utc} UTC")
    return clock.iso(own) if own != _NEVER else None


def _edited(item: _Element, clock: Clock) -> str | None:
    edited = _when(item, "post_modified", clock)
    return edited if edited != _when(item, "post_date", Clock()) else None


FORMAT = Format(
    "wordpress", "WordPress export (WXR)", (".xml", ".wxr"), read=read, sniff=sniff, binding=True, family="wordpress"
)
