"""Links drawn anew where something changed, without routing the whole map."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from argmap.gui.map.board import Board
from argmap.gui.map.nearness import passes
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, TargetKind
from argmap.model.records import AnyRecord
from argmap.picture.drawing import Link
from argmap.picture.links import route

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

HUB = 80
"""A card with more links than this has them so close together that one more does not move the others."""


def concerned(
    board: Board,
    debate: Debate,
    changed: Iterable[str] = (),
    reshaped: Collection[str] = (),
    provisions: Iterable[str] = (),
) -> set[str]:
    """The links whose course may differ when the links ``changed`` come, go or differ, the cards ``reshaped`` stand
    elsewhere or have another size, and the versions of ``provisions`` may tell of other amendments: these, those that share
    a card with them, those that run where a card is now, and those that end on any of them. All others stay as they are,
    even where a way round a card is no longer needed."""
    own = board.attached(reshaped) | set(changed) | {i for i in board.attached(provisions) if is_told(debate, i)}
    shared = {end for link_id in own for end in _ends(board, debate, link_id)}
    for provision in provisions:
        told = {link.sources[0] for i in own if (link := board.links.get(i)) is not None and link.target == provision}
        makers = {version.because_of for version in debate.provisions[provision].versions} - told
        shared.update(maker for maker in (*makers, provision) if makers and maker in board.places)
    for end in shared:
        links = board.attached((end,))
        if len(links) <= HUB:
            own |= links
    for card_id in reshaped:
        if card_id in board.places:
            rect = board.rect(card_id)
            own |= {i for i in board.links_in(rect) if i not in own and passes(board.links[i], rect)}
    return board.with_undercuts(_with_hit(debate, own))


def rerouted(
    board: Board,
    debate: Debate,
    verdicts: Verdicts | None,
    link_ids: Collection[str],
    provisions: Collection[str] = (),
    *,
    plain: bool = False,
) -> dict[str, Link]:
    """These links as they run now, with those that the versions of ``provisions`` tell of. One that is no longer drawn is
    missing. ``plain`` ones are not led round cards."""
    context = _with_hit(debate, link_ids)
    for end in {end for link_id in context for end in _ends(board, debate, link_id)}:
        links = board.attached((end,))
        if len(links) <= HUB:
            context |= links
    told = {board.links[i].target for i in context if i in board.links and is_told(debate, i)} | set(provisions)
    part = Debate(_records(debate, context, told))
    ends = {i for relation in part.relations.values() for i in (*relation.sources, relation.target.id)}
    ends.update(i for statement, provision, _ in queries.amendments(part) for i in (statement, provision.id))
    places = {i: board.places[i] for i in ends if i in board.places}
    routed = route(part, verdicts, board.cards, places, boxes=board.boxes, plain=plain)
    wanted = set(provisions)
    return {i: k for i, k in routed.items() if i in link_ids or (k.target in wanted and is_told(debate, i))}


def is_told(debate: Debate, link_id: str) -> bool:
    """Whether a link is an amendment that only a provision's version tells of, so that there is no relation for it."""
    return link_id.startswith("amends:") and link_id not in debate.relations


def _ends(board: Board, debate: Debate, link_id: str) -> set[str]:
    """The cards, or the link, at the ends of a link, as it was drawn and as it is now."""
    ends: set[str] = set()
    drawn, relation = board.links.get(link_id), debate.relations.get(link_id)
    if drawn is not None:
        ends.update((*drawn.sources, drawn.target))
    if relation is not None:
        ends.update((*relation.sources, relation.target.id))
    return {end for end in ends if end in board.places or end in board.links}


def _with_hit(debate: Debate, link_ids: Iterable[str]) -> set[str]:
    """These links, those that they act on, and so on."""
    found = set(link_ids)
    queue = list(found)
    for link_id in queue:  # grows while it is walked
        relation = debate.relations.get(link_id)
        if relation is not None and relation.target.kind is TargetKind.RELATION and relation.target.id not in found:
            found.add(relation.target.id)
            queue.append(relation.target.id)
    return found


def _records(debate: Debate, link_ids: Iterable[str], provisions: Iterable[str]) -> Iterable[AnyRecord]:
    """The relations of these links with those that they act on, and the provisions with what amends them."""
    wanted = set(link_ids)
    for provision_id in provisions:
        provision = debate.provisions.get(provision_id)
        if provision is not None:
            yield provision
            makers = {version.because_of for version in provision.versions if version.because_of is not None}
            amends = (r for i in makers for r in queries.relations_from(debate, i) if r.kind is RelationKind.AMENDS)
            wanted.update(relation.id for relation in amends)
    for relation_id in sorted(_with_hit(debate, wanted)):
        if relation_id in debate.relations:
            yield debate.relations[relation_id]
