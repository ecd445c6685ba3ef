"""The body of a mail out of its texts, plain or HTML: quotes, and what is marked as no words of the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from argmap.formats.threads.chunks import Chunk, Line, lines_of, plain_chunks
from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.mail_marks import Row, mark
from argmap.formats.threads.mail_text import unflowed
from argmap.formats.threads.plain_body import body_of
from argmap.formats.threads.thread import NOTHING, Body, Cited, joined
from argmap.model.kinds import BlockKind
from argmap.model.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_EARLIER_CLASSES = frozenset(
    {"yahoo_quoted", "gmail_quote_container", "protonmail_quote", "zmail_extra", "ms-outlook-mobile-reference-message"}
)
_EARLIER_IDS = frozenset({"OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container", "yahoo_quoted"})


def plain_mail(text: str, *, flowed: bool = False, delete_space: bool = False) -> Body:
    """The body that a text/plain part is."""
    text = normalised(text)
    depths: list[int] | None = None
    if flowed:
        text, depths = unflowed(text, delete_space=delete_space)
        text = normalised(text)  # letters may have been parted from their accents
    lines = lines_of(text, depths)
    rows = [Row(text[line.inner : line.end], line.depth) for line in lines]
    mark(rows)
    lines = [
        line if line.depth == row.depth else replace(line, depth=row.depth)
        for line, row in zip(lines, rows, strict=True)
    ]
    return body_of(text, lines, list(_chunks(text, lines, rows)))


def _chunks(text: str, lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[Chunk]:
    """The chunks of what is words, and a chunk for each piece of noise."""
    start = 0
    for (noise, is_code), run in groupby(rows, key=lambda row: (row.noise, row.is_code)):
        end = start + sum(1 for _ in run)
        if noise or is_code:
            yield Chunk(start, end, BlockKind.NOISE if noise else BlockKind.CODE)
        else:
            for chunk in plain_chunks(text, lines[start:end]):
                yield replace(chunk, first=chunk.first + start, last=chunk.last + start)
        start = end


def html_mail(markup: str) -> Body:
    """The body that a text/html part is. Quotes that name the mail they are from (cite="mid:…") say so."""
    from argmap.formats.threads.html_body import element_body
    from argmap.formats.threads.html_tree import parsed

    root = parsed(markup)
    if root is None:
        return NOTHING
    for element in root.iter("div", "span", "section"):
        classes = frozenset((element.get("class") or "").split())
        if (classes & _EARLIER_CLASSES or element.get("id") in _EARLIER_IDS) and element.find(".//blockquote") is None:
            element.tag = "blockquote"
    return marked(element_body(root, cited_of=_cited_of))


def _cited_of(element: _Element) -> str | None:
    cite = (element.get("cite") or "").strip()
    return unquote(cite[4:]).strip("<>") or None if cite.lower().startswith("mid:") else None


def marked(body: Body) -> Body:
    """A body with the lines marked that are noise, and as a quote what stands below an “Original Message” line."""
    rows, starts, owners = _rows(body)
    before = [(row.depth, row.noise) for row in rows]
    mark(rows)
    if before == [(row.depth, row.noise) for row in rows]:
        return body
    blocks: list[Block] = []
    quotes = list(body.quotes)
    rest: int | None = None
    for owner, run in groupby(range(len(rows)), key=owners.__getitem__):
        if owner < 0:
            continue
        block = body.blocks[owner]
        for (depth, noise), part in groupby(run, key=lambda n: (rows[n].depth, rows[n].noise)):
            numbers = list(part)
            start = max(block.start, starts[numbers[0]])
            end = min(block.end, starts[numbers[-1]] + len(rows[numbers[-1]].text))
            changed = (depth, noise) != before[numbers[0]]
            made = replace(block, start=start, end=end)
            if noise:
                made = Block(BlockKind.NOISE, start, end)
            elif changed:
                made = Block(BlockKind.QUOTE, start, end, depth)
                rest = start if rest is None else rest
            blocks.append(made)
    if rest is not None:
        last = max((b.end for b in blocks if b.kind is not BlockKind.NOISE), default=rest)
        quotes = [q for q in quotes if q.end <= rest] + [Cited(rest, last)]
    return Body(body.text, tuple(_trimmed(body.text, blocks)), tuple(_quotes_left(quotes, blocks)))


def _rows(body: Body) -> tuple[list[Row], list[int], list[int]]:
    """The lines of a body, where each starts, and the number of the block it lies in, -1 for none."""
    rows: list[Row] = []
    starts: list[int] = []
    owners: list[int] = []
    start = at = 0
    for text in body.text.split("\n"):
        end = start + len(text)
        while at < len(body.blocks) and body.blocks[at].end <= start:
            at += 1
        owner = at if at < len(body.blocks) and body.blocks[at].start <= end and text.strip() else -1
        block = body.blocks[owner] if owner >= 0 else None
        depth = block.depth if block is not None and block.kind is BlockKind.QUOTE else 0
        rows.append(Row(text, depth, owner + 1 if block is not None and block.kind is BlockKind.NOISE else 0))
        starts.append(start)
        owners.append(owner)
        start = end + 1
    return rows, starts, owners


def _trimmed(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks without white space at their ends, and without those that are nothing else."""
    for block in blocks:
        words = text[block.start : block.end]
        if words.strip():
            lead = 0 if block.kind in (BlockKind.CODE, BlockKind.LIST_ITEM) else len(words) - len(words.lstrip())
            yield replace(block, start=block.start + lead, end=block.start + len(words.rstrip()))


def _quotes_left(quotes: Iterable[Cited], blocks: Sequence[Block]) -> Iterator[Cited]:
    """Quotes cut to what in them is not noise."""
    for quote in quotes:
        inside = [b for b in blocks if quote.start <= b.start < quote.end and b.kind is not BlockKind.NOISE]
        if inside:
            yield replace(quote, start=inside[0].start, end=max(quote.start, inside[-1].end))


def quoted_whole(heading: str, body: Body) -> Body:
    """A mail that is enclosed in another: all of it a quote below its headers."""
    blocks = [
        b
        if b.kind is BlockKind.NOISE
        else Block(BlockKind.QUOTE, b.start, b.end, b.depth * (b.kind is BlockKind.QUOTE) + 1)
        for b in body.blocks
    ]
    inside = [b for b in blocks if b.kind is BlockKind.QUOTE]
    quotes = (Cited(inside[0].start, inside[-1].end),) if inside else ()
    head = Body(heading, (Block(BlockKind.NOISE, 0, len(heading)),)) if heading else NOTHING
    return joined([head, Body(body.text, tuple(blocks), quotes)])
