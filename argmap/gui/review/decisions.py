"""The edits that decide items: what accepting and rejecting mean for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from argmap.analysis.inferred import Decision, Item, Kind, lost_source_findings, post_before
from argmap.gui.panels.doing import Maker
from argmap.model.debate import Debate, Edit, EditError
from argmap.model.edits import authors, document, posts, quotes
from argmap.model.kinds import PostStatus
from argmap.model.records import Passage

REOPENED = frozenset({Kind.QUOTE, Kind.BOUNDARY, Kind.LABEL, Kind.FINDING})
"""Kinds of which it is still known what they were before they were decided."""


def accepting(debate: Debate, items: Sequence[Item]) -> list[Maker]:
    """What makes items the user's own word, as makers of edits that are to be one step."""
    makers: list[Maker] = []
    found = _by_kind(items)
    if quoted := found.pop(Kind.QUOTE, []):
        makers.append(partial(_quotes, ids=quoted, accepted=True))
        makers.append(_settles_findings(debate, quoted))
    if answers := found.pop(Kind.PARENT, []):
        makers.append(partial(_parents, ids=answers))
    for kind in (Kind.BOUNDARY, Kind.LABEL, Kind.FINDING):
        if ids := found.pop(kind, []):
            makers.append(partial(_findings, ids=ids, decision=Decision.ACCEPTED))
    makers += (partial(_merge, pair=item) for item in items if item.kind is Kind.AUTHORS)
    return makers


def rejecting(debate: Debate, item: Item) -> list[Maker]:
    """What says that an item is wrong, and mends what follows from it."""
    match item.kind:
        case Kind.QUOTE:
            return [partial(_quotes, ids=[item.record], accepted=False), _settles_findings(debate, [item.record])]
        case Kind.PARENT:
            return [lambda d: posts.set_parent(d, item.record, None)]
        case Kind.AUTHORS:
            return [lambda d: authors.keep_apart(d, item.record, item.other)]
        case Kind.NOISE:
            return [lambda d: posts.set_noise(d, [item.record], False)]
        case Kind.BOUNDARY if debate.findings[item.record].where in debate.posts:
            where = debate.findings[item.record].where
            return [lambda d: joined(d, where, post_before(d, where)), _rejects(item.record)]
        case _:
            return [_rejects(item.record)]


def reopening(item: Item) -> list[Maker]:
    """What makes a settled item of one of the kinds REOPENED an open one again."""
    if item.kind is Kind.QUOTE:
        return [lambda d: quotes.reopen(d, item.record)]
    return [lambda d: document.decide_finding(d, item.record, Decision.OPEN)]


def sourcing(debate: Debate, quote_id: str, of: Passage | None) -> list[Maker]:
    """What says where a quote is from; None for not here."""
    return [lambda d: quotes.set_source(d, quote_id, of), _settles_findings(debate, [quote_id])]


def joined(debate: Debate, post_id: str, above: str | None) -> Edit:
    """A post made one with the one above it, and the open guesses that it begins there rejected."""
    if above is None:
        raise EditError("There is no post above to join this one to. Select a later post.")
    return posts.join(debate, above, post_id)


def aside(debate: Debate, post_ids: Sequence[str]) -> Edit:
    """Sets posts aside, or takes them back when all of them are aside."""
    noise = all(debate.posts[i].status is PostStatus.NOISE for i in post_ids)
    blank = [i for i in post_ids if debate.posts[i].status not in (PostStatus.OK, PostStatus.NOISE)]
    if blank:
        raise EditError("Only a post whose text is here can be set aside. Select such posts alone.")
    return posts.set_noise(debate, post_ids, not noise)


def boundary_at(debate: Debate, post_id: str) -> list[Maker]:
    """What settles the open guesses that a post begins where it does, once it is joined to another."""
    ids = [f.id for f in debate.findings.values() if f.code == "boundary" and f.where == post_id and not f.decision]
    return [partial(_findings, ids=ids, decision=Decision.REJECTED)] if ids else []


def _quotes(debate: Debate, ids: Sequence[str], accepted: bool) -> Edit:
    return (quotes.accept if accepted else quotes.reject)(debate, *ids)


def _settles_findings(debate: Debate, quote_ids: Sequence[str]) -> Maker:
    decided = [debate.quotes[i] for i in quote_ids if debate.quotes[i].of_post is None]
    findings = [f.id for f in lost_source_findings(debate, decided)] if decided else []
    return partial(_findings, ids=findings, decision=Decision.SEEN)


def _parents(debate: Debate, ids: Sequence[str]) -> Edit:
    return posts.accept_parents(debate, ids)


def _findings(debate: Debate, ids: Sequence[str], decision: str) -> Edit:
    return document.decide_findings(debate, ids, decision)


def _rejects(finding_id: str) -> Maker:
    return partial(_findings, ids=[finding_id], decision=Decision.REJECTED)


def _merge(debate: Debate, pair: Item) -> Edit:
    if pair.record not in debate.authors or pair.other not in debate.authors:
        return Edit("Merge authors", ())  # one of them went into another author just now
    return authors.merge(debate, pair.record, pair.other)


def _by_kind(items: Sequence[Item]) -> dict[Kind, list[str]]:
    found: dict[Kind, list[str]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item.record)
    return found
