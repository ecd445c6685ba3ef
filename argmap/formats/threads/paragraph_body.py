"""The body of a document whose paragraphs are known: each becomes a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.thread import Body, Cited
from argmap.model.kinds import BlockKind
from argmap.model.records import Block

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph of a document. ``depth`` is of lists or quotes, or a heading's level. ``is_row``: it is a row of a table, and
    stands right below the row before it."""

    text: str
    kind: BlockKind = BlockKind.OWN
    depth: int = 0
    is_row: bool = False


def body_of_paragraphs(paragraphs: Iterable[DocumentParagraph]) -> Body:
    """The body that paragraphs make, a blank line between them; items of a list and rows of a table follow each other without
    one. Quotes that follow each other are one quote."""
    pieces: list[str] = []
    blocks: list[Block] = []
    quotes: list[Cited] = []
    size = 0
    last: DocumentParagraph | None = None
    for paragraph in paragraphs:
        words = cleaned(paragraph.text)
        if not words:
            continue
        gap = "" if last is None else "\n" if _are_close(last, paragraph) else "\n\n"
        start = size + len(gap)
        size = start + len(words)
        pieces += (gap, words)
        blocks.append(Block(paragraph.kind, start, size, paragraph.depth))
        if paragraph.kind is BlockKind.QUOTE:
            if last is not None and last.kind is BlockKind.QUOTE:
                quotes[-1] = Cited(quotes[-1].start, size)
            else:
                quotes.append(Cited(start, size))
        last = paragraph
    return Body("".join(pieces), tuple(blocks), tuple(quotes))


def cleaned(text: str) -> str:
    """A paragraph's text without control characters and without white space at the ends of its lines."""
    text = normalised(_CONTROL.sub("", text))
    return "\n".join(line for raw in text.split("\n") if (line := _SPACES.sub(" ", raw).strip()))


def _are_close(last: DocumentParagraph, paragraph: DocumentParagraph) -> bool:
    both = {last.kind, paragraph.kind}
    return both in ({BlockKind.LIST_ITEM}, {BlockKind.FOOTNOTE}) or (last.is_row and paragraph.is_row)
