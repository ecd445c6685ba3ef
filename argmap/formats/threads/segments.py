"""The merged thread as a list of segments: paragraphs, or parts of them, each once and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.analysis.quotes import FoundQuote, Part, PostText, Role, find_quotes
from argmap.analysis.scrapes import Merged, Piece, merge_scrapes
from argmap.formats.threads.paragraphs import Paragraph
from argmap.formats.threads.turns import Turn
from argmap.model.kinds import BlockKind
from argmap.model.progress import Progress


@dataclass(slots=True)
class Segment:
    """``text`` is said by somebody; ``paragraph`` is its number, and the source has it at start to end. ``piece`` says in
    which scrapes it stands."""

    paragraph: int
    start: int
    end: int
    text: str
    kind: BlockKind
    depth: int
    turn: Turn | None
    piece: Piece

    @property
    def is_marked(self) -> bool:
        """Whether the file itself marks it as a quote."""
        return self.kind is BlockKind.QUOTE


def merged_segments(source: str, found: Sequence[Paragraph]) -> tuple[list[Segment], Merged, list[int]]:
    """The segments, how the scrapes were merged, and the paragraph number of each passage that was compared."""
    numbers = [n for n, paragraph in enumerate(found) if not paragraph.is_noise]
    texts = [found[n].text(source) for n in numbers]
    turns = {i for i, n in enumerate(numbers) if found[n].turn is not None}
    merged = merge_scrapes(texts, turns or None)
    segments = []
    for piece in merged.pieces:
        paragraph = found[numbers[piece.passage]]
        kind = paragraph.kind if isinstance(paragraph.kind, BlockKind) else BlockKind.OWN
        text = texts[piece.passage][piece.start : piece.end]
        lead = len(text) - len(text.lstrip()) if piece.start else 0
        start = paragraph.place(piece.start + lead) if piece.start else paragraph.start
        end = paragraph.place(piece.end) if piece.end < len(texts[piece.passage]) else paragraph.end
        turn = paragraph.turn if piece.start == 0 else None
        segments.append(
            Segment(numbers[piece.passage], start, end, text[lead:].rstrip(), kind, paragraph.depth, turn, piece)
        )
    return segments, merged, numbers


def quotes_of_segments(segments: Sequence[Segment], merged: Merged, progress: Progress) -> dict[int, FoundQuote]:
    """What each segment quotes, by its number, before anybody knows where posts end. The ids in the quotes are segment
    numbers as text."""
    roles = part_roles(segments, merged)
    posts = [PostText(str(n), s.text, (Part(0, len(s.text), roles[n]),)) for n, s in enumerate(segments)]
    found = find_quotes(posts, posts_known=False, progress=progress)
    return {int(quote.post): quote for quote in found}


def part_roles(segments: Sequence[Segment], merged: Merged) -> list[Role]:
    """What is known of each segment. Where one scrape keeps the quotes that another drops, what stands in both is nobody's
    quote; a lone segment there is one only if somebody's own words follow it."""
    keeps = any(segment.piece.quoting for segment in segments)
    roles = []
    for segment in segments:
        if segment.is_marked:
            roles.append(Role.MARKED)
        elif segment.piece.quoting and segment.kind is BlockKind.OWN:
            roles.append(Role.LONE)
        else:
            roles.append(Role.OWN if keeps or (merged.copies > 1 and segment.piece.held == 1) else Role.OPEN)
    following = False
    for number in range(len(segments) - 1, -1, -1):
        if roles[number] in (Role.OWN, Role.OPEN):
            following = True
        elif roles[number] is Role.LONE and not following:
            roles[number] = Role.OPEN
        if segments[number].turn is not None:
            following = False
    return roles
