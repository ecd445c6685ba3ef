"""The records of a debate: frozen values that name each other by id.

Offsets are Python code points of the text they point into, half-open. Times are ISO 8601 strings, kept as they came.
Every record has an ``id``, ``references()`` (the ids it names) and ``without(gone)``: what it becomes when a record that
it names is deleted, or None when it goes too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol, Self

from argmap.model.kinds import (
    BlockKind,
    Burden,
    Comparator,
    Extent,
    FindingLevel,
    ParentBasis,
    PostStatus,
    QuoteBasis,
    RelationKind,
    SpanRole,
    StatementKind,
    Table,
    TargetKind,
    VersionStatus,
)


class Record(Protocol):
    """What every record of a debate offers."""

    table: ClassVar[Table]

    @property
    def id(self) -> str: ...

    def references(self) -> Iterator[str]: ...

    def without(self, gone: str) -> Self | None: ...


class _Alone:
    """What records have in common that name no other."""

    __slots__ = ()

    def references(self) -> Iterator[str]:
        return iter(())

    def without(self, gone: str) -> Self | None:
        return self


@dataclass(frozen=True, slots=True)
class Info(_Alone):
    """What is said of the debate as a whole. There is exactly one, and its id is "debate". ``layout`` is how its map is laid
    out, "" for the way that suits its shape."""

    table: ClassVar[Table] = Table.INFO
    id: str = "debate"
    title: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """What the characters start to end of a source's decoded, normalised text became; ``post`` is the post that they are,
    or that they repeat, or None for noise."""

    start: int
    end: int
    role: SpanRole
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An imported file. ``content`` is its bytes, never altered; ``sha256`` their digest in hex."""

    table: ClassVar[Table] = Table.SOURCES
    id: str
    name: str = ""
    format: str = ""
    sha256: str = ""
    imported_at: str | None = None
    content: bytes | None = None
    spans: tuple[SourceSpan, ...] = ()

    def references(self) -> Iterator[str]:
        return (span.post for span in self.spans if span.post is not None)

    def without(self, gone: str) -> Self | None:
        spans = (replace(s, role=SpanRole.NOISE, post=None) if s.post == gone else s for s in self.spans)
        return replace(self, spans=tuple(spans))


@dataclass(frozen=True, slots=True)
class Author(_Alone):
    """Somebody who wrote posts. ``aliases`` are other names that the same person posts under."""

    table: ClassVar[Table] = Table.AUTHORS
    id: str
    name: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A span of a post's text of one kind; ``depth`` is the nesting of quotes or lists, or a heading's level."""

    kind: BlockKind
    start: int
    end: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """One contribution to the thread. ``position`` orders posts that have the same parent; ``parent_confidence`` is 0 to 1,
    or None where the parent is a fact. ``posted_at`` has an offset where the file tells the zone, and none where it does not.
    ``score`` is what readers gave it; ``agreement`` is the second axis that some forums have."""

    table: ClassVar[Table] = Table.POSTS
    id: str
    source: str | None = None
    native_id: str | None = None
    author: str | None = None
    parent: str | None = None
    parent_basis: ParentBasis = ParentBasis.NONE
    parent_confidence: float | None = None
    position: int = 0
    posted_at: str | None = None
    edited_at: str | None = None
    status: PostStatus = PostStatus.OK
    title: str = ""
    text: str = ""
    permalink: str | None = None
    score: float | None = None
    agreement: float | None = None
    blocks: tuple[Block, ...] = ()

    def references(self) -> Iterator[str]:
        return (named for named in (self.source, self.author, self.parent) if named is not None)

    def without(self, gone: str) -> Self | None:
        post = self
        if post.source == gone:
            post = replace(post, source=None)
        if post.author == gone:
            post = replace(post, author=None)
        if post.parent == gone:
            post = replace(post, parent=None, parent_basis=ParentBasis.NONE, parent_confidence=None)
        return post


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one post that repeats a span of another. The source is absent when ``of_post`` is None. ``similarity`` is
    0 to 1; ``decided_by`` is who accepted or rejected it ("" while it is only inferred, "user:rejected" when refused)."""

    table: ClassVar[Table] = Table.QUOTES
    id: str
    post: str
    start: int
    end: int
    of_post: str | None = None
    of_start: int | None = None
    of_end: int | None = None
    basis: QuoteBasis = QuoteBasis.MARKUP
    similarity: float = 1.0
    decided_by: str = ""

    def references(self) -> Iterator[str]:
        yield self.post
        if self.of_post is not None:
            yield self.of_post

    def without(self, gone: str) -> Self | None:
        if self.post == gone:
            return None
        return replace(self, of_post=None, of_start=None, of_end=None) if self.of_post == gone else self


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a provision draws its line, for example measure "training tokens", MORE_THAN, 1e12, unit "tokens"."""

    measure: str
    comparator: Comparator
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a provision; ``number`` counts from 1 and ``because_of`` is the statement that brought it about."""

    number: int
    text: str = ""
    status: VersionStatus = VersionStatus.PROPOSED
    at: str | None = None
    because_of: str | None = None
    threshold: Threshold | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A clause of the proposal, with everything it has said. The last of ``versions`` (at least one) is the current one."""

    table: ClassVar[Table] = Table.PROVISIONS
    id: str
    parent: str | None = None
    citation: str = ""
    title: str = ""
    position: int = 0
    versions: tuple[Version, ...] = (Version(1),)

    @property
    def current(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    def references(self) -> Iterator[str]:
        if self.parent is not None:
            yield self.parent
        for version in self.versions:
            if version.because_of is not None:
                yield version.because_of

    def without(self, gone: str) -> Self | None:
        versions = (replace(v, because_of=None) if v.because_of == gone else v for v in self.versions)
        return replace(self, parent=None if self.parent == gone else self.parent, versions=tuple(versions))


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of the codebook. ``colour`` is "#rrggbb" or ""."""

    table: ClassVar[Table] = Table.TOPICS
    id: str
    parent: str | None = None
    name: str = ""
    colour: str = ""
    definition: str = ""

    def references(self) -> Iterator[str]:
        return iter(() if self.parent is None else (self.parent,))

    def without(self, gone: str) -> Self | None:
        return replace(self, parent=None) if self.parent == gone else self


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters start to end of a post's text."""

    post: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A point made in the debate, a node of the map. Without passages it is the analyst's own (an implicit premise)."""

    table: ClassVar[Table] = Table.STATEMENTS
    id: str
    kind: StatementKind
    gist: str = ""
    passages: tuple[Passage, ...] = ()
    topics: tuple[str, ...] = ()
    burden: Burden = Burden.PRESUMED
    note: str = ""

    def references(self) -> Iterator[str]:
        for passage in self.passages:
            yield passage.post
        yield from self.topics

    def without(self, gone: str) -> Self | None:
        passages = tuple(p for p in self.passages if p.post != gone)
        if self.passages and not passages:
            return None  # said nowhere any more; left alone it would pass for the analyst's own words
        return replace(self, passages=passages, topics=tuple(t for t in self.topics if t != gone))


@dataclass(frozen=True, slots=True)
class Target:
    """What a relation acts on: a statement, a relation or a provision, by id."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge of the map: the sources (statements; several are linked premises) act on the target. ``versions`` are the
    numbers of a target provision's versions that it hits. ``extent`` is for concessions."""

    table: ClassVar[Table] = Table.RELATIONS
    id: str
    kind: RelationKind
    sources: tuple[str, ...]
    target: Target
    versions: tuple[int, ...] = ()
    extent: Extent | None = None

    def references(self) -> Iterator[str]:
        yield from self.sources
        yield self.target.id

    def without(self, gone: str) -> Self | None:
        sources = tuple(s for s in self.sources if s != gone)
        return None if self.target.id == gone or not sources else replace(self, sources=sources)


@dataclass(frozen=True, slots=True)
class Position:
    """Where the top left corner of a node's card stands on the map, in map units (pixels at 100 %), when the user has said
    so by dragging, pinning or Tidy."""

    table: ClassVar[Table] = Table.POSITIONS
    node: str
    x: float
    y: float
    pinned: bool = False

    @property
    def id(self) -> str:
        return self.node

    def references(self) -> Iterator[str]:
        yield self.node

    def without(self, gone: str) -> Self | None:
        return None if self.node == gone else self


@dataclass(frozen=True, slots=True)
class View:
    """A part of the map under a name. Each of the filters lets through what it names, and everything when it names nothing:
    provisions, topics and authors by id, kinds of statement, verdicts by label or flag, and days, ISO 8601, both included.
    ``folded`` are the statements and provisions whose branches are folded, ``hides`` whether what is filtered out is hidden
    rather than dimmed."""

    table: ClassVar[Table] = Table.VIEWS
    id: str
    name: str = ""
    provisions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[StatementKind, ...] = ()
    verdicts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    folded: tuple[str, ...] = ()
    hides: bool = False

    def references(self) -> Iterator[str]:
        yield from (*self.provisions, *self.topics, *self.authors, *self.folded)

    def without(self, gone: str) -> Self | None:
        def left(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(i for i in ids if i != gone)

        return replace(
            self,
            provisions=left(self.provisions),
            topics=left(self.topics),
            authors=left(self.authors),
            folded=left(self.folded),
        )


@dataclass(frozen=True, slots=True)
class Finding(_Alone):
    """Something doubtful that an import or a check noticed. ``where`` names the place in words or by id; ``decision`` is
    "" until the user has settled it."""

    table: ClassVar[Table] = Table.FINDINGS
    id: str
    level: FindingLevel
    code: str
    where: str = ""
    text: str = ""
    decision: str = ""


AnyRecord = Info | Source | Author | Post | Quote | Provision | Topic | Statement | Relation | Position | View | Finding
RECORD_TYPES: dict[Table, type[AnyRecord]] = {
    record.table: record
    for record in (Info, Source, Author, Post, Quote, Provision, Topic, Statement, Relation, Position, View, Finding)
}
