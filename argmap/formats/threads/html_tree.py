"""The tree of an HTML text, whatever state it is in: nothing is loaded, no script runs, and no text is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError
from argmap.formats.threads.html_names import names

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 3_000_000
"""Tags of a page above which it is refused: each takes some 200 bytes."""
LONGEST = 64 * 2**20
"""Characters of a page above which it is refused."""
DEEPEST = 1000
"""Levels of nesting below which tags are left out and their text kept. The parser itself stops at 2,048, with all that is left."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_UNSEEN = re.compile(r"<!--|<(script|style|template|noscript)\b", re.IGNORECASE)
_VOID = names("area base br col embed hr img input link meta param source track wbr p")
_INLINE = names("a abbr b bdi bdo big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u")
_FORBIDDEN = dict.fromkeys([0, 0x0B, *range(0x0E, 0x20)])
"""Control characters that markup cannot hold, for str.translate."""


def parsed(markup: str) -> _Element | None:
    """As ``tree_of``, without telling whether all of the nesting is there."""
    return tree_of(markup)[0]


def tree_of(markup: str) -> tuple[_Element | None, bool]:
    """The root of what a browser would make of the markup, without comments, None where there is nothing; and whether its
    nesting is whole: tags deeper than DEEPEST are left out. Raises FormatError for markup that is too large to hold."""
    if len(markup) > LONGEST:
        raise FormatError(
            f"A text with HTML has more than {LONGEST // 2**20} million characters. Cut the file into parts."
        )
    if markup.count("<") > MOST_TAGS:
        raise FormatError(f"A text with HTML has more than {MOST_TAGS:,} tags. Cut the file into parts.")
    markup = markup.translate(_FORBIDDEN)
    root, is_whole = _parsed(markup)
    if not is_whole:
        root, _ = _parsed(_flattened(_seen(markup)))
    return root, is_whole


def _parsed(markup: str) -> tuple[_Element | None, bool]:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, not markup.strip() or "depth" not in str(parser.error_log)
    deep = any("depth" in entry.message for entry in parser.error_log.filter_from_errors())
    return root, not deep


def _seen(markup: str) -> str:
    """The markup without comments, scripts and styles, in one pass."""
    parts = []
    at = 0
    while found := _UNSEEN.search(markup, at):
        parts.append(markup[at : found.start()])
        end = "-->" if found.group(1) is None else f"</{found.group(1)}"
        closed = re.compile(re.escape(end), re.IGNORECASE).search(markup, found.end())
        if closed is None:
            return "".join(parts)  # a browser shows nothing of the rest either
        at = closed.end() if found.group(1) is None else markup.find(">", closed.end()) + 1 or len(markup)
    return "".join([*parts, markup[at:]])


def _flattened(markup: str) -> str:
    """The markup without the tags that open below DEEPEST; where they would break a line there is a blank line."""
    open_tags: list[str] = []

    def seen(found: re.Match[str]) -> str:
        closing, tag = found.group(1), found.group(2).lower()
        if tag in _VOID:
            return found.group()
        if closing:
            if tag not in open_tags[-8:]:
                return ""
            while open_tags.pop() != tag:
                pass
        else:
            open_tags.append(tag)
        if len(open_tags) + bool(closing) <= DEEPEST:
            return found.group()
        return "" if tag in _INLINE else "<br><br>"

    return _TAG.sub(seen, markup)
