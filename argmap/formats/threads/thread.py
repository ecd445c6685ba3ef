"""What a reader of a thread format finds in a file, before it becomes records: posts that name each other by the file's own
ids. ``building.build`` makes a debate of it, so that no reader has to care for ids, authors, circles or absent parents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from argmap.model.kinds import FindingLevel, ParentBasis, PostStatus
from argmap.model.records import Block


@dataclass(frozen=True, slots=True)
class Cited:
    """Characters start to end of a body are a quote by the file's own marks. ``of`` is the native id of the post that the
    file says it is from, None where it does not say."""

    start: int
    end: int
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a post without its markup, normalised (``decoding.normalised``); its blocks, in order and apart; and the
    outermost quotes that the markup names. Offsets are code points of ``text``."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    quotes: tuple[Cited, ...] = ()


NOTHING = Body()


def joined(bodies: Iterable[Body]) -> Body:
    """Several bodies as one, a blank line between them."""
    texts: list[str] = []
    blocks: list[Block] = []
    quotes: list[Cited] = []
    size = 0
    for body in bodies:
        if not body.text.strip():
            continue
        size += 2 * bool(texts)
        texts.append(body.text)
        blocks += (replace(b, start=b.start + size, end=b.end + size) for b in body.blocks)
        quotes += (replace(q, start=q.start + size, end=q.end + size) for q in body.quotes)
        size += len(body.text)
    return Body("\n\n".join(texts), tuple(blocks), tuple(quotes))


@dataclass(frozen=True, slots=True)
class Note:
    """Something doubtful that the reader noticed. ``code`` names the kind of doubt in a word or two, for example "stub"."""

    level: FindingLevel
    code: str
    text: str


@dataclass(slots=True)
class PostDraft:
    """One post as the file tells it.

    ``native_id`` is the file's own id, None where it has none. ``parent`` is the native id of what it answers, and
    ``parent_basis`` how the file tells (NATIVE or HEADER); where ``parent_confidence`` is not None it is only likely.
    ``also_parents`` are ids to try, nearest first, when no post has the id ``parent`` (mail's References). ``author`` is ""
    where unknown. Times are ISO 8601, with an offset where the file tells the zone. ``span`` is the post's place in the
    source's decoded, normalised text, where that is known. ``answers`` is the draft that it answers, in files whose posts have
    no ids.
    """

    native_id: str | None = None
    parent: str | None = None
    parent_basis: ParentBasis = ParentBasis.NATIVE
    parent_confidence: float | None = None
    also_parents: tuple[str, ...] = ()
    author: str = ""
    posted_at: str | None = None
    edited_at: str | None = None
    status: PostStatus = PostStatus.OK
    title: str = ""
    body: Body = NOTHING
    permalink: str | None = None
    score: float | None = None
    agreement: float | None = None
    span: tuple[int, int] | None = None
    notes: list[Note] = field(default_factory=list)
    answers: PostDraft | None = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Thread:
    """What a file holds: posts in the file's order (a post may answer one that comes later), and doubts about the whole.
    ``noise`` are spans of the source's text that are in no post; ``aliases`` other names of authors, by the name in use."""

    title: str = ""
    posts: list[PostDraft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    noise: list[tuple[int, int]] = field(default_factory=list)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
