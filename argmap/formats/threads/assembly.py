"""Posts from segments, and the debate that they make: texts, blocks, authors, quotes, parents, spans of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from argmap.analysis.quotes import FoundQuote, Part, PostText, find_quotes, joined_quotes, parents_from_quotes
from argmap.analysis.scrapes import Merged
from argmap.formats.threads.boundaries import Start
from argmap.formats.threads.paragraphs import Paragraph
from argmap.formats.threads.segments import Segment, part_roles
from argmap.model.ids import new_id
from argmap.model.kinds import BlockKind, ParentBasis, SpanRole
from argmap.model.progress import Progress
from argmap.model.records import Author, Block, Post, Quote, SourceSpan

TURNS_IN_ORDER = 40
"""Labelled turns up to which each is offered as the answer to the one before. In a longer transcript that guess is right half
the time at best and would nest every reply in the last."""
ORDER_CONFIDENCE = 0.5
"""The measured share of posts that answer the post right before them."""
TWO_SPEAKERS_CONFIDENCE = 0.7


@dataclass(slots=True)
class Draft:
    """A post on its way: which segments it has, its text, and where in the text each segment begins."""

    id: str
    segments: range
    text: str = ""
    places: dict[int, int] = field(default_factory=dict)


def drafts(
    source: str, found: Sequence[Paragraph], segments: Sequence[Segment], starts: Sequence[Start]
) -> list[Draft]:
    """The posts' texts. Between paragraphs stands what stood there in the source, where nothing but white space did."""
    loose = "\n\n" if re.search(r"\S[ \t]*\n[ \t]*\n[ \t]*\S", source) else "\n"
    edges = [*(start.segment for start in starts), len(segments)]
    made = []
    for first, last in pairwise(edges):
        draft = Draft(new_id(), range(first, last))
        parts: list[str] = []
        size = 0
        for number in draft.segments:
            segment = segments[number]
            if size and segment.text:
                gap = _gap(source, segments[number - 1], segment, loose)
                parts.append(gap)
                size += len(gap)
            draft.places[number] = size
            parts.append(segment.text)
            size += len(segment.text)
        draft.text = "".join(parts)
        made.append(draft)
    return made


def _gap(source: str, before: Segment, here: Segment, loose: str) -> str:
    if here.paragraph != before.paragraph + 1:
        return loose
    gap = source[before.end : here.start]
    if gap.strip() or before.is_marked or here.is_marked:
        return "\n\n" if gap.count("\n") > 1 or before.is_marked != here.is_marked else "\n"
    return gap


def blocks(draft: Draft, segments: Sequence[Segment], quotes: Sequence[FoundQuote]) -> tuple[Block, ...]:
    """What each span of a post is, given its quotes, which do not overlap. Paragraphs that repeat another post from end to end are quote blocks too."""
    whole = sorted((quote.start, quote.end) for quote in quotes)
    made = []
    for number in draft.segments:
        segment, start = segments[number], draft.places[number]
        end = start + len(segment.text)
        kind, depth = segment.kind, segment.depth
        at = bisect_right(whole, (start, len(draft.text))) - 1
        if kind is BlockKind.OWN and at >= 0 and end <= whole[at][1]:
            kind, depth = BlockKind.QUOTE, 1
        if start < end:
            made.append(Block(kind, start, end, depth))
    return tuple(made)


def quotes_of_posts(
    made: Sequence[Draft], segments: Sequence[Segment], merged: Merged, progress: Progress
) -> list[FoundQuote]:
    """The quotes of posts whose ends the file marks."""
    roles = part_roles(segments, merged)
    posts = []
    for draft in made:
        parts = [
            Part(draft.places[n], draft.places[n] + len(segments[n].text), roles[n])
            for n in draft.segments
            if segments[n].text
        ]
        posts.append(PostText(draft.id, draft.text, tuple(parts)))
    return find_quotes(posts, progress=progress)


def quotes_moved(made: Sequence[Draft], quotes: Mapping[int, FoundQuote]) -> list[FoundQuote]:
    """Quotes between segments as quotes between the posts that the segments are in."""
    place = {number: (draft, draft.places[number]) for draft in made for number in draft.segments}
    moved = []
    for number, quote in sorted(quotes.items()):
        draft, offset = place[number]
        source = None if quote.of_post is None else place[int(quote.of_post)]
        of_start = None if source is None or quote.of_start is None else quote.of_start + source[1]
        of_end = None if source is None or quote.of_end is None else quote.of_end + source[1]
        of_post = None if source is None else source[0].id
        start, end = quote.start + offset, quote.end + offset
        moved.append(FoundQuote(draft.id, start, end, of_post, of_start, of_end, quote.basis, quote.similarity))
    return joined_quotes({draft.id: draft.text for draft in made}, moved)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The records of a thread, without its source and findings."""

    authors: list[Author]
    posts: list[Post]
    quotes: list[Quote]


def assemble(
    source_id: str, made: Sequence[Draft], segments: Sequence[Segment], quotes: Sequence[FoundQuote]
) -> Assembled:
    """Posts in reading order with their authors and what they answer."""
    authors: dict[str, Author] = {}
    names: list[str] = []
    for draft in made:
        turn = segments[draft.segments[0]].turn
        name = "" if turn is None else " ".join(turn.name.split())
        names.append(name.casefold())
        if name and name.casefold() not in authors:
            authors[name.casefold()] = Author(new_id(), name)
    parents = _parents(made, names, quotes)
    by_post: dict[str, list[FoundQuote]] = {}
    for quote in quotes:
        by_post.setdefault(quote.post, []).append(quote)
    posts = []
    for position, (draft, name) in enumerate(zip(made, names, strict=True)):
        turn = segments[draft.segments[0]].turn
        parent, basis, confidence = parents.get(draft.id, (None, ParentBasis.NONE, None))
        posts.append(
            Post(
                draft.id,
                source=source_id,
                author=authors[name].id if name else None,
                parent=parent,
                parent_basis=basis,
                parent_confidence=confidence,
                position=position,
                posted_at=None if turn is None else turn.posted_at,
                text=draft.text,
                blocks=blocks(draft, segments, by_post.get(draft.id, ())),
            )
        )
    return Assembled(list(authors.values()), posts, [_record(quote) for quote in quotes])


def _record(found: FoundQuote) -> Quote:
    return Quote(
        new_id(),
        found.post,
        found.start,
        found.end,
        found.of_post,
        found.of_start,
        found.of_end,
        found.basis,
        found.similarity,
    )


_Parent = tuple[str | None, ParentBasis, float | None]


def _parents(made: Sequence[Draft], names: Sequence[str], quotes: Sequence[FoundQuote]) -> dict[str, _Parent]:
    quoted = parents_from_quotes([draft.id for draft in made], quotes)
    parents: dict[str, _Parent] = {
        post: (found.parent, ParentBasis.QUOTE, found.confidence) for post, found in quoted.items()
    }
    turns = sum(bool(name) for name in names)
    if not 2 <= turns <= TURNS_IN_ORDER:
        return parents
    sure = TWO_SPEAKERS_CONFIDENCE if len({n for n in names if n}) == 2 else ORDER_CONFIDENCE
    for number, draft in enumerate(made):
        before = number - 1
        while before >= 0 and names[before] in ("", names[number]):
            before -= 1
        if (
            names[number]
            and before >= 0
            and draft.id not in parents
            and not _leads_to(made[before].id, draft.id, parents)
        ):
            parents[draft.id] = (made[before].id, ParentBasis.ORDER, sure)
    return parents


def _leads_to(post: str, ancestor: str, parents: Mapping[str, _Parent]) -> bool:
    here: str | None = post
    while here is not None and here != ancestor:
        here = parents[here][0] if here in parents else None
    return here == ancestor


def spans(
    found: Sequence[Paragraph],
    segments: Sequence[Segment],
    made: Sequence[Draft],
    merged: Merged,
    numbers: Sequence[int],
) -> tuple[SourceSpan, ...]:
    """What became of every character of the source that is not white space, in order, none twice."""
    post_of = {number: draft.id for draft in made for number in draft.segments}
    of_piece = {id(segment.piece): post_of[number] for number, segment in enumerate(segments)}
    rows: list[tuple[int, int, SpanRole, str | None]] = [
        (s.start, s.end, SpanRole.POST, post_of[n]) for n, s in enumerate(segments)
    ]
    rows += [(p.start, p.end, SpanRole.NOISE, None) for p in found if p.is_noise]
    for repeat in merged.repeats:
        paragraph = found[numbers[repeat.passage]]
        size = sum(end - start for start, end in paragraph.pieces)
        end = paragraph.end if repeat.end >= size else paragraph.place(repeat.end)
        rows.append((paragraph.place(repeat.start), end, SpanRole.DUPLICATE, of_piece[id(repeat.piece)]))
    return tuple(_fused(sorted(rows, key=lambda row: row[:2])))


def _fused(rows: Sequence[tuple[int, int, SpanRole, str | None]]) -> Iterator[SourceSpan]:
    """Neighbours with the same fate as one span."""
    last: SourceSpan | None = None
    for start, end, role, post in rows:
        if start >= end:
            continue
        if last is not None and last.role is role and last.post == post and role is not SpanRole.NOISE:
            last = SourceSpan(last.start, end, role, post)
            continue
        if last is not None:
            yield last
        last = SourceSpan(start, end, role, post)
    if last is not None:
        yield last
