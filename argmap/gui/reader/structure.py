"""A post's text as parts of one kind each: its blocks, the innermost where they nest, with found quotes among them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.gui.reader.content import QuoteMark
from argmap.model.kinds import BlockKind
from argmap.model.records import Post

MARKER = re.compile(r"[ \t]*(?:[-*+•‣–]\s|\(?\w{1,3}[.)]\s)")
"""What a list item begins with when its marker is in the text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters start to end, all of one kind. ``opens``: a block begins here, so that a list item shows its mark."""

    start: int
    end: int
    kind: BlockKind
    depth: int
    opens: bool


def parts(post: Post, marks: Sequence[QuoteMark]) -> list[Part]:
    """The parts of a post in order. They cover its text."""
    spans = [(block.start, block.end, block.kind, block.depth) for block in post.blocks if block.start < block.end]
    for mark in marks:
        inside = any(kind is BlockKind.QUOTE and start <= mark.start < end for start, end, kind, _ in spans)
        if mark.whole and not inside:
            spans.append((*_lines(post.text, mark.start, mark.end), BlockKind.QUOTE, 1))
    edges = sorted({0, len(post.text), *(s[0] for s in spans), *(s[1] for s in spans)})
    starts = {start for start, *_ in spans}
    found: list[Part] = []
    active = sorted(spans, key=lambda span: (span[0], -span[1]))
    open_spans: list[tuple[int, int, BlockKind, int]] = []
    reached = 0
    for start, end in itertools.pairwise(edges):
        while reached < len(active) and active[reached][0] <= start:
            open_spans.append(active[reached])
            reached += 1
        open_spans = [span for span in open_spans if span[1] > start]
        kind, depth = (open_spans[-1][2], open_spans[-1][3]) if open_spans else (BlockKind.OWN, 0)
        found.append(Part(start, end, kind, depth, start in starts))
    return found


def part_at(found: Sequence[Part], offset: int) -> Part:
    """The part that holds a character, the last one for the end of the text."""
    return found[max(0, bisect_right(found, offset, key=lambda part: part.start) - 1)]


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    line_end = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text)
