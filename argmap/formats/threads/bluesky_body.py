"""What a post of Bluesky says: its words with the targets of its links, and what it shows and quotes.

Links ("facets") tell their place in bytes of UTF-8. https://docs.bsky.app/docs/advanced-guides/post-richtext
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.html_inline import link
from argmap.formats.threads.json_values import list_of, number_of, object_of, text_of
from argmap.formats.threads.plain_body import plain_body
from argmap.formats.threads.thread import Body, Cited, joined
from argmap.model.kinds import BlockKind
from argmap.model.records import Block


def body_of(post: dict[str, Any]) -> Body:
    """The body of a post as a view shows it: its record, and what is embedded in it."""
    record = object_of(post, "record")
    words = _with_targets(text_of(record, "text"), list_of(record, "facets"))
    embed = object_of(post, "embed") or object_of(record, "embed")
    shown = "\n\n".join(_shown(object_of(embed, "media") or embed, words))
    return joined([plain_body(words), plain_body(shown), *_quoted(embed)])


def _with_targets(text: str, facets: Sequence[Any]) -> str:
    """A text with the targets of its links after their words, or for them where they are only the target cut short."""
    raw = text.encode("utf-8", errors="replace")
    links: list[tuple[int, int, str]] = []
    for facet in facets:
        index = object_of(facet, "index")
        start, end = number_of(index, "byteStart"), number_of(index, "byteEnd")
        target = next((text_of(f, "uri") for f in list_of(facet, "features") if text_of(f, "uri")), "")
        if target and start is not None and end is not None and 0 <= start < end <= len(raw):
            links.append((int(start), int(end), target))
    parts: list[str] = []
    done = 0
    for start, end, target in sorted(links):
        said = _cut(raw, start, end)
        before = _cut(raw, done, start) if start >= done else None
        if said is None or before is None:
            continue
        parts += (before, *link(said.strip(), target, [said]))
        done = end
    return "".join(parts) + (_cut(raw, done, len(raw)) or "")


def _cut(raw: bytes, start: int, end: int) -> str | None:
    """Some bytes as text; None where they begin or end within a character."""
    try:
        return raw[start:end].decode("utf-8")
    except UnicodeDecodeError:
        return None


def _shown(embed: dict[str, Any], words: str) -> list[str]:
    """Pictures, films and the preview of a page, each as a line."""
    lines = []
    for image in list_of(embed, "images"):
        alt = " ".join(text_of(image, "alt").split())
        lines.append(f"[image: {alt}]" if alt else "[image]")
    if "video" in text_of(embed, "$type"):
        alt = " ".join(text_of(embed, "alt").split())
        lines.append(f"[video: {alt}]" if alt else "[video]")
    page = object_of(embed, "external")
    address, title = text_of(page, "uri"), " ".join(text_of(page, "title").split())
    if address and address not in words:
        lines.append(f"{title} ({address})" if title else address)
    return lines


def _quoted(embed: dict[str, Any]) -> list[Body]:
    """The post that is quoted, below the name of who wrote it."""
    record = object_of(embed, "record")
    record = object_of(record, "record") or record
    uri = text_of(record, "uri")
    if not uri:
        return []
    who = text_of(object_of(record, "author"), "handle")
    text = normalised(text_of(object_of(record, "value"), "text")).strip()
    announced = f"@{who}:" if who else ""
    if not text:
        announced = f"{announced} {uri}".strip()
    parts = [Body(announced, (Block(BlockKind.NOISE, 0, len(announced)),))] if announced else []
    if text:
        parts.append(Body(text, (Block(BlockKind.QUOTE, 0, len(text), 1),), (Cited(0, len(text), uri),)))
    return parts
