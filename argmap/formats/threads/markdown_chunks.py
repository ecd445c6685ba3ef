"""The chunks of a Markdown text, by the block tokens of markdown-it-py and their line ranges."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from argmap.formats.threads.chunks import FOOTNOTE, Chunk, Kind, Line, lines_of, parted
from argmap.model.kinds import BlockKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---).*\n){1,200}?---[ \t]*(?:\n|$)")
OPEN_FENCES = 50
"""How many unclosed fences are looked for."""

_LEAVES: dict[str, BlockKind | Kind] = {
    "paragraph_open": BlockKind.OWN,
    "heading_open": BlockKind.HEADING,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.OWN,
    "hr": Kind.RULE,
}


def markdown_chunks(text: str) -> tuple[list[Line], list[Chunk]]:
    """The lines of a Markdown text, with the `>` that are quote marks, and its chunks in order. Lines that Markdown gives no
    block of their own (reference definitions) are paragraphs."""
    front = _front_matter_lines(text)
    body = "\n" * front + "\n".join(text.split("\n")[front:])
    tokens = _parsed(body)
    count = text.count("\n") + 1
    depths = [0] * count
    leaves = list(_leaves(tokens, depths))
    lines = lines_of(text, depths)
    chunks = [Chunk(0, front, Kind.FRONT_MATTER)] if front else []
    done = front
    for leaf in leaves:
        first, last = max(leaf.first, done), min(leaf.last, count)
        chunks += _unclaimed(text, lines, done, first)
        chunks += _parted_leaf(text, lines, Chunk(first, last, leaf.kind, leaf.depth)) if first < last else ()
        done = max(done, last)
    chunks += _unclaimed(text, lines, done, count)
    return lines, chunks


@functools.cache
def _parser() -> MarkdownIt:
    """Made once: making one takes as long as reading ten posts."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(["inline", "reference"])


def _parsed(body: str) -> list[Token]:
    """The block tokens; a fence that is never closed is none, for it would swallow every post after it."""
    parser = _parser()
    lines = body.split("\n")
    for _ in range(OPEN_FENCES):
        tokens = parser.parse("\n".join(lines))
        opened = next((t for t in tokens if t.type == "fence" and t.map and _is_open(t, lines)), None)
        if opened is None or opened.map is None:
            return tokens
        lines[opened.map[0]] = "x" + lines[opened.map[0]]  # only what is parsed, not what is kept
    return parser.parse("\n".join(lines))


def _is_open(fence: Token, lines: Sequence[str]) -> bool:
    last = lines[min(fence.map[1], len(lines)) - 1] if fence.map else ""
    return fence.map is not None and (fence.map[1] - fence.map[0] < 2 or fence.markup not in last)


def _front_matter_lines(text: str) -> int:
    found = _FRONT_MATTER.match(text)
    return found.group().rstrip("\n").count("\n") + 1 if found and ":" in found.group() else 0


def _leaves(tokens: Sequence[Token], depths: list[int]) -> list[Chunk]:
    leaves = []
    quotes = lists = 0
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
            if token.nesting > 0 and token.map:
                first, last = token.map
                depths[first:last] = [quotes] * (min(last, len(depths)) - first)
        elif token.type == "list_item_open":
            lists += 1
        elif token.type == "list_item_close":
            lists -= 1
        elif token.type in _LEAVES and token.map:
            kind: BlockKind | Kind = _LEAVES[token.type]
            depth = 0
            if quotes and kind is not Kind.RULE:
                kind, depth = BlockKind.QUOTE, quotes
            elif lists and kind is BlockKind.OWN:
                kind, depth = BlockKind.LIST_ITEM, lists
            elif kind is BlockKind.HEADING:
                depth = int(token.tag[1:])
            leaves.append(Chunk(token.map[0], token.map[1], kind, depth))
    return leaves


def _parted_leaf(text: str, lines: Sequence[Line], leaf: Chunk) -> list[Chunk]:
    last = leaf.last
    while last > leaf.first and not text[lines[last - 1].inner : lines[last - 1].end].strip():
        last -= 1
    if leaf.first >= last:  # separators that are ink to Markdown and white space to Python
        return []
    if leaf.kind in (BlockKind.OWN, BlockKind.QUOTE):
        kind = BlockKind.OWN if leaf.kind is BlockKind.OWN else BlockKind.QUOTE
        return list(parted(text, lines, leaf.first, last, kind, leaf.depth))
    return [Chunk(leaf.first, last, leaf.kind, leaf.depth)]


def _unclaimed(text: str, lines: Sequence[Line], first: int, last: int) -> list[Chunk]:
    chunks = []
    for number in range(first, last):
        body = text[lines[number].inner : lines[number].end]
        if body.strip():
            kind = BlockKind.FOOTNOTE if FOOTNOTE.match(body) else BlockKind.OWN
            chunks.append(Chunk(number, number + 1, kind))
    return chunks
