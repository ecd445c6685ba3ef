"""Edits of quotes: what the user makes of what was found."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import BlockKind, QuoteBasis, Table
from argmap.model.records import Passage, Post, Quote

ACCEPTED = "user"
REJECTED = "user:rejected"


def accept(debate: Debate, *quote_ids: str) -> Edit:
    """Makes inferred quotes the user's own word."""
    return _decide(debate, "Accept quote", quote_ids, ACCEPTED)


def reject(debate: Debate, *quote_ids: str) -> Edit:
    """Says that these are not quotes. They are kept as rejected, so that they are not found again."""
    return _decide(debate, "Reject quote", quote_ids, REJECTED)


def reopen(debate: Debate, *quote_ids: str) -> Edit:
    """Makes decided quotes undecided ones again."""
    return _decide(debate, "Open quote again", quote_ids, "")


def set_source(debate: Debate, quote_id: str, of: Passage | None) -> Edit:
    """Says what a quote repeats; None says that its source is not here."""
    quote = _get(debate, quote_id)
    if of is None:
        new = replace(quote, of_post=None, of_start=None, of_end=None, decided_by=ACCEPTED)
    else:
        new = replace(quote, of_post=of.post, of_start=of.start, of_end=of.end, decided_by=ACCEPTED)
    return edit_of("Set source of quote", [Change(quote, new)])


def add(debate: Debate, span: Passage, of: Passage | None) -> Edit:
    """Marks a span of a post as a quote."""
    quote = Quote(new_id(), span.post, span.start, span.end, basis=QuoteBasis.USER, decided_by=ACCEPTED)
    if of is not None:
        quote = replace(quote, of_post=of.post, of_start=of.start, of_end=of.end)
    return Edit("Mark quote", (Change(None, quote),))


def delete(debate: Debate, *quote_ids: str) -> Edit:
    """Forgets quotes."""
    return edit_of("Remove quote", debate.deletion(*((Table.QUOTES, i) for i in quote_ids)))


def _decide(debate: Debate, label: str, quote_ids: tuple[str, ...], decided_by: str) -> Edit:
    quotes = [_get(debate, i) for i in quote_ids]
    changes = [Change(q, replace(q, decided_by=decided_by)) for q in quotes]
    posts = {q.post: debate.posts[q.post] for q in quotes}
    for quote in quotes:
        if quote.basis in (QuoteBasis.EXACT, QuoteBasis.FUZZY):  # marks in the file stay what they are
            posts[quote.post] = _reblocked(posts[quote.post], quote, decided_by != REJECTED)
    changes += [Change(debate.posts[post_id], post) for post_id, post in posts.items()]
    return edit_of(label, changes)


def _reblocked(post: Post, quote: Quote, quoted: bool) -> Post:
    """The post with the block that is an inferred quote drawn as one, or as the author's own words."""
    old, new = (BlockKind.OWN, BlockKind.QUOTE) if quoted else (BlockKind.QUOTE, BlockKind.OWN)
    blocks = tuple(
        replace(b, kind=new, depth=int(quoted))
        if b.kind is old and quote.start <= b.start and b.end <= quote.end and (b.depth <= 1 or quoted)
        else b
        for b in post.blocks
    )
    return replace(post, blocks=blocks)


def _get(debate: Debate, quote_id: str) -> Quote:
    quote = debate.quotes.get(quote_id)
    if quote is None:
        raise EditError("That quote is no longer in the debate. Select another one.")
    return quote
