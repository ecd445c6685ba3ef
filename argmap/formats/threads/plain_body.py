"""The body of a post that is plain text: `>` quotes, list items, fenced code and paragraphs, without the quote marks.

Lines keep their breaks and their indent; several blank lines become one, except in code.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.formats.threads.chunks import Chunk, Kind, Line, lines_of, plain_chunks
from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.thread import Body, Cited
from argmap.model.kinds import BlockKind
from argmap.model.records import Block


def plain_body(text: str) -> Body:
    """The body that a plain text is. A rule (a line of dashes and the like) is noise."""
    text = normalised(text)
    if is_one_paragraph(text):
        return paragraph(text)
    alone = _paragraphs_alone(text)
    if alone:
        return _stacked(alone)
    lines = lines_of(text)
    return body_of(text, lines, plain_chunks(text, lines))


def is_one_paragraph(text: str) -> bool:
    """Whether a normalised text can be told at a glance to be one paragraph of its author's own, as most short posts are."""
    return "\n" not in text and text[:1].isalpha() and text[1:2] not in ".)"


def _paragraphs_alone(text: str) -> list[str]:
    """The paragraphs of a text in which each is one line that begins with a word, between blank lines; none for any other."""
    found: list[str] = []
    is_after_blank = True
    for line in text.split("\n"):
        if not line or line.isspace():
            is_after_blank = True
        elif is_after_blank and line[0].isalpha() and line[1:2] not in (".", ")"):
            found.append(line.rstrip())
            is_after_blank = False
        else:
            return []
    return found


def _stacked(paragraphs: Sequence[str]) -> Body:
    blocks: list[Block] = []
    start = 0
    for words in paragraphs:
        blocks.append(Block(BlockKind.OWN, start, start + len(words)))
        start += len(words) + 2
    return Body("\n\n".join(paragraphs), tuple(blocks))


def paragraph(text: str) -> Body:
    """The body that one paragraph is."""
    text = text.rstrip()
    return Body(text, (Block(BlockKind.OWN, 0, len(text)),))


def body_of(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> Body:
    """The body that the chunks of a normalised text make: in order, apart, and together all lines that are not blank.
    Quotes in lines that follow each other are one quote. A quote and what is none have a blank line between them."""
    pieces: list[str] = []
    blocks: list[Block] = []
    quotes: list[Cited] = []
    size = 0
    last: Chunk | None = None
    for chunk in chunks:
        words = _words(text, lines, chunk)
        if not words.strip():
            continue
        gap = _gap(last, chunk)
        start = size + len(gap) + _lead(words, chunk)
        size += len(gap) + len(words)
        pieces += (gap, words)
        kind = BlockKind.NOISE if isinstance(chunk.kind, Kind) else chunk.kind
        blocks.append(Block(kind, start, size, 0 if kind is BlockKind.OWN else chunk.depth))
        if kind is BlockKind.QUOTE:
            if last is not None and last.kind is BlockKind.QUOTE and _is_quoted(lines, last.last, chunk.first):
                quotes[-1] = Cited(quotes[-1].start, size)
            else:
                quotes.append(Cited(start, size))
        last = chunk
    return Body("".join(pieces), tuple(blocks), tuple(quotes))


def _words(text: str, lines: Sequence[Line], chunk: Chunk) -> str:
    rows = [text[line.inner : line.end].rstrip() for line in lines[chunk.first : chunk.last]]
    while rows and not rows[0]:
        del rows[0]
    return "\n".join(rows).rstrip()


def _lead(words: str, chunk: Chunk) -> int:
    """Characters of white space that a block leaves out at its front: the indent of code, quotes and list items is theirs."""
    return (
        0 if chunk.kind in (BlockKind.CODE, BlockKind.LIST_ITEM, BlockKind.QUOTE) else len(words) - len(words.lstrip())
    )


def _gap(last: Chunk | None, chunk: Chunk) -> str:
    if last is None:
        return ""
    parted = chunk.first > last.last or (last.kind is BlockKind.QUOTE) != (chunk.kind is BlockKind.QUOTE)
    return "\n\n" if parted else "\n"


def _is_quoted(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether all lines between two quotes bear a mark, so that they are one quote."""
    return all(line.depth for line in lines[first:last])
