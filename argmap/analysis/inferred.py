"""What an import left open: everything in a debate that was inferred rather than read, as a list to decide, least sure first.

An item is read off its record and is never stored: once the record says that a person decided, the item is settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.model.debate import Debate, Edit
from argmap.model.edits.authors import APART
from argmap.model.edits.quotes import REJECTED
from argmap.model.kinds import FindingLevel, ParentBasis, PostStatus, QuoteBasis, SpanRole, Table
from argmap.model.queries import thread_order
from argmap.model.records import AnyRecord, Finding, Post, Quote

UNMEASURED = 0.5
"""Where a guess without a figure stands among those that have one."""
NO_SOURCE = 0.9
"""Where a quote by the file's marks stands whose source is not here: that it is a quote is sure."""
_NOTED = {FindingLevel.ERROR: 0.0, FindingLevel.WARNING: 0.6, FindingLevel.INFO: 1.0}
"""Where findings stand that are no guesses."""
LOST_SOURCE = "quote-without-source"
"""The code of findings that say of a post what its quotes without a source say themselves."""


class Kind(StrEnum):
    """What an item is about, in the order in which they are offered."""

    QUOTE = "quote"
    PARENT = "parent"
    BOUNDARY = "boundary"
    LABEL = "label"
    FINDING = "finding"
    AUTHORS = "authors"
    NOISE = "noise"


class Decision(StrEnum):
    """What has been decided of an item. SEEN: a finding that was settled elsewhere, or in other words."""

    OPEN = ""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SEEN = "settled"


ORDER = {kind: number for number, kind in enumerate(Kind)}
_CODES = {"boundary": Kind.BOUNDARY, "no-boundaries": Kind.BOUNDARY, "label": Kind.LABEL}


class Item(NamedTuple):
    """Something to decide. ``record`` is the quote, post, finding or author that it is about, ``other`` the second author.
    ``confidence`` is 0 to 1, None where nothing tells; ``sureness`` is what the list is sorted by, 0 to 1 as well."""

    kind: Kind
    record: str
    sureness: float
    confidence: float | None = None
    decision: Decision = Decision.OPEN
    other: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same while the item is decided."""
        return self.record, self.other

    @property
    def rank(self) -> tuple[float, int, str, str]:
        """Its place in the list: least sure first, else by kind and then as the records were made."""
        return _rank(self)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it."""
        return self.decision is Decision.OPEN


def _rank(item: Item) -> tuple[float, int, str, str]:
    return item.sureness, ORDER[item.kind], item.record, item.other


def inferred(debate: Debate) -> list[Item]:
    """Every item of a debate, settled ones too, least sure first; authors that look alike aside. Linear."""
    return sorted(_items(debate), key=_rank)


def undecided(debate: Debate) -> int:
    """How many items are open, authors that look alike aside. Linear."""
    return sum(item.is_open for item in _items(debate))


def _items(debate: Debate) -> Iterator[Item]:
    yield from filter(None, map(_of_quote, debate.quotes.values()))
    yield from filter(None, map(_of_post, debate.posts.values()))
    yield from filter(None, map(_of_finding, debate.findings.values()))


def item_of(record: AnyRecord) -> Item | None:
    """The item that a record is, None for one that was read as it is."""
    if isinstance(record, Quote):
        return _of_quote(record)
    if isinstance(record, Post):
        return _of_post(record)
    if isinstance(record, Finding):
        return _of_finding(record)
    return None


def _of_quote(quote: Quote) -> Item | None:
    decision = Decision.OPEN
    if quote.decided_by:
        decision = Decision.REJECTED if quote.decided_by == REJECTED else Decision.ACCEPTED
    if quote.basis is QuoteBasis.USER:
        return None
    if quote.of_post is None:
        marked = quote.basis is QuoteBasis.MARKUP
        return Item(Kind.QUOTE, quote.id, NO_SOURCE if marked else UNMEASURED, None, decision)
    if quote.basis is QuoteBasis.MARKUP and not quote.decided_by:
        return None
    return Item(Kind.QUOTE, quote.id, quote.similarity, quote.similarity, decision)


def _of_post(post: Post) -> Item | None:
    if post.parent_basis is ParentBasis.NATIVE and post.parent_confidence is None and post.status is PostStatus.OK:
        return None  # as almost always
    if post.status is PostStatus.NOISE:
        return Item(Kind.NOISE, post.id, 1.0, None, Decision.ACCEPTED)
    if post.parent_basis is ParentBasis.USER:
        return Item(Kind.PARENT, post.id, 1.0, None, Decision.ACCEPTED if post.parent else Decision.REJECTED)
    guess = post.parent_basis in (ParentBasis.QUOTE, ParentBasis.ORDER) or post.parent_confidence is not None
    if post.parent is None or not guess:
        return None
    sure = post.parent_confidence
    return Item(Kind.PARENT, post.id, UNMEASURED if sure is None else sure, sure)


def _of_finding(finding: Finding) -> Item | None:
    if finding.code == LOST_SOURCE and finding.where:
        return None  # the quotes of the post tell it
    decision = _decision_of(finding)
    if finding.code == APART:
        first, _, second = finding.where.partition(" ")
        return Item(Kind.AUTHORS, first, 1.0, None, decision, second)
    kind = _CODES.get(finding.code, Kind.FINDING)
    sureness = _NOTED[finding.level] if kind is Kind.FINDING else UNMEASURED
    return Item(kind, finding.id, sureness, None, decision)


def _decision_of(finding: Finding) -> Decision:
    known = {decision.value: decision for decision in Decision}
    return known.get(finding.decision, Decision.SEEN)


def above(items: Iterable[Item], item: Item) -> list[Item]:
    """The open items of the same kind that are at least as sure as one, itself among them."""
    return [i for i in items if i.is_open and i.kind is item.kind and i.sureness >= item.sureness]


def lost_source_findings(debate: Debate, quotes: Iterable[Quote]) -> list[Finding]:
    """The open findings about quotes without a source that are settled once these quotes are: of posts where no other such
    quote is open."""
    decided = {quote.id for quote in quotes}
    posts = {debate.quotes[quote_id].post for quote_id in decided}
    waiting = {
        quote.post
        for quote in debate.quotes.values()
        if quote.post in posts and quote.of_post is None and not quote.decided_by and quote.id not in decided
    }
    return [
        finding
        for finding in debate.findings.values()
        if finding.code == LOST_SOURCE and not finding.decision and finding.where in posts - waiting
    ]


def post_before(debate: Debate, post_id: str) -> str | None:
    """The post whose text stands before a post's in its source; where the source does not tell, the one above it in the
    thread. None for the first one. Linear."""
    post = debate.posts[post_id]
    source = debate.sources.get(post.source or "")
    if source is not None:
        spans = sorted((s for s in source.spans if s.role is SpanRole.POST), key=lambda span: span.start)
        named = [span.post for span in spans if span.post in debate.posts]
        if post_id in named:
            index = named.index(post_id)
            return named[index - 1] if index else None
    order = [each.id for each, _ in thread_order(debate)]
    index = order.index(post_id)
    return order[index - 1] if index else None


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is after an import. ``parents`` counts posts by how their parent is known, NONE left out."""

    posts: int
    authors: int
    quotes: int
    quotes_with_source: int
    parents: dict[ParentBasis, int]
    absent: int
    aside: int
    duplicates: int
    noise: int
    findings: int
    open_findings: int


def counts(debate: Debate) -> Counts:
    """The counts that head an import review. ``absent`` are posts that are named or counted without their text, ``aside``
    those that were set aside, ``duplicates`` and ``noise`` spans of the sources. Linear."""
    parents = dict.fromkeys(ParentBasis, 0)
    absent = aside = 0
    for post in debate.posts.values():
        absent += post.status in (PostStatus.MISSING, PostStatus.STUB)
        aside += post.status is PostStatus.NOISE
        if post.parent is not None:
            parents[post.parent_basis] += 1
    roles = [span.role for source in debate.sources.values() for span in source.spans]
    quotes = [quote for quote in debate.quotes.values() if quote.decided_by != REJECTED]
    findings = list(debate.findings.values())
    return Counts(
        posts=len(debate.posts) - absent,
        authors=len(debate.authors),
        quotes=len(quotes),
        quotes_with_source=sum(quote.of_post is not None for quote in quotes),
        parents={basis: number for basis, number in parents.items() if number and basis is not ParentBasis.NONE},
        absent=absent,
        aside=aside,
        duplicates=roles.count(SpanRole.DUPLICATE),
        noise=roles.count(SpanRole.NOISE),
        findings=len(findings),
        open_findings=sum(not finding.decision for finding in findings),
    )


def touched(debate: Debate, edit: Edit) -> Iterator[tuple[str, Item | None]]:
    """(record id, what it is now) of the records of an edit that are items or may have been."""
    for change in edit.changes:
        if change.table in (Table.QUOTES, Table.POSTS, Table.FINDINGS):
            record = debate.table(change.table).get(change.id)
            yield change.id, None if record is None else item_of(record)
