"""What people copy from a page or a document, as a debate: with its markup where that tells more than the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.registry import FormatError
from argmap.model.debate import Debate
from argmap.model.progress import Progress, part_of, silent

if TYPE_CHECKING:
    from argmap.formats.threads.thread import Body

NAME = "Clipboard"
"""What a debate from the clipboard, and its source, are called until somebody names them."""
LARGEST = 64 * 2**20
"""Characters of a clipboard above which it is refused."""


def from_clipboard(text: str, html: str | None, progress: Progress = silent) -> Debate:
    """The debate that was copied, as plain text and, where the program it is from gave that, as HTML.

    The HTML is read where it sets posts apart; where it only marks quotes, its words are read with those marked by ``>``;
    else the plain text is, in whatever format it is (Markdown, mail, JSON, …). The source keeps what was read. Nothing that
    the HTML refers to is loaded. Quotes that nothing marks are left to ``completing.find_quotes``. Raises FormatError when there are no words, or too many.
    """
    if max(len(text), len(html or "")) > LARGEST:
        raise FormatError(
            "The clipboard holds more than 64 million characters. Save the thread as a file and open that."
        )
    progress(0.0, "Looking for posts")
    if html is not None and html.strip():
        debate = _from_html(html, part_of(progress, 0.0, 0.5))
        if debate is not None:
            return debate
        text = _marked_text(html, text)
    if not text.strip():
        raise FormatError("There are no words on the clipboard. Copy the thread first.")
    return _from_text(text, part_of(progress, 0.5, 1.0))


def _from_html(html: str, progress: Progress) -> Debate | None:
    """The debate that the markup sets apart; None where it has no posts."""
    from argmap.formats.threads.building import build
    from argmap.formats.threads.html_page import page_thread

    try:
        thread, format_name = page_thread(html, NAME)
    except FormatError:
        return None  # the plain text may still do
    progress(0.8, "Building the thread")
    if sum(bool(draft.body.text) for draft in thread.posts) < 2:
        return None
    return build(thread, html.encode("utf-8", "replace"), NAME, format_name)


def _marked_text(html: str, text: str) -> str:
    """The words of the markup with its quotes marked, where it has quotes or there are no other words; else the text."""
    from argmap.formats.threads.html_body import html_body

    try:
        body = html_body(html)
    except FormatError:
        return text
    return marked_text(body) if body.quotes or not text.strip() else text


def marked_text(body: Body) -> str:
    """A body as plain text, its quotes with a ``>`` for each level before their lines."""
    from argmap.model.kinds import BlockKind

    parts: list[str] = []
    end = 0
    for block in body.blocks:
        words = body.text[block.start : block.end]
        if block.kind is BlockKind.QUOTE:
            words = "\n".join(f"{'>' * min(block.depth, 9)} {line}" for line in words.split("\n"))
        parts += (body.text[end : block.start], words)
        end = block.end
    return "".join(parts)


def _from_text(text: str, progress: Progress) -> Debate:
    from argmap.formats import registry

    data = text.encode("utf-8", "replace")
    found = registry.choices(data, NAME)
    return registry.read(data, NAME, None if found else "text", progress, quotes=False)
