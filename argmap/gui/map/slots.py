"""Where a card that is new on the map goes: a free slot near what it answers, so that nothing else moves."""

from __future__ import annotations

from collections.abc import Container, Set

from argmap.gui.map.board import Board
from argmap.layout.insertion import insert
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import Table, TargetKind
from argmap.picture.drawing import Card, Point

_FIRST = {TargetKind.PROVISION: 0, TargetKind.STATEMENT: 1, TargetKind.RELATION: 2}


def free_slot(debate: Debate, card: Card, board: Board, last_loose: str | None) -> Point:
    """Where a card goes among those that stand already. ``last_loose`` is the card that hangs on nothing and was put
    down last; the next one goes below it."""
    anchor, beside = anchor_of(debate, card.id, board.places)
    if anchor is None and last_loose is not None and last_loose in board.places:
        anchor, beside = last_loose, True
    near = board.boxes.area(anchor) if anchor is not None else None
    return insert((card.width, card.height), near, board.boxes, beside=beside)


def anchor_of(debate: Debate, card_id: str, placed: Container[str]) -> tuple[str | None, bool]:
    """The placed card that another one goes near, and whether it goes above or below that, in its column, rather than to
    the right: what it acts on, provisions first; for an undercut, the source of the arrow that it hits; what it amended;
    for a provision, the one before it."""
    if card_id in debate.provisions:
        return _provision_before(debate, card_id, placed), True
    for relation in sorted(queries.relations_from(debate, card_id), key=lambda r: (_FIRST[r.target.kind], r.id)):
        target, beside = relation.target.id, False
        while target in debate.relations:
            target, beside = debate.relations[target].sources[0], True
        if target in placed and target != card_id:
            return target, beside
    for provision_id in sorted(i for _, i in debate.referrers(card_id) if i in debate.provisions):
        if provision_id in placed:
            return provision_id, False
    return None, False


def anchors_first(debate: Debate, card_ids: Set[str], cards: Container[str]) -> list[str]:
    """Cards to be placed, each after the one that it goes near."""
    order: dict[str, None] = {}
    for start in sorted(card_ids):
        chain: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in card_ids and here not in order and here not in chain:
            chain[here] = None
            here = anchor_of(debate, here, cards)[0]
        order.update(dict.fromkeys(reversed(chain)))
    return list(order)


def is_loose(debate: Debate, card_id: str) -> bool:
    """Whether a statement hangs on nothing and nothing hangs on it."""
    return card_id in debate.statements and not debate.referrers(card_id) - {(Table.POSITIONS, card_id)}


def _provision_before(debate: Debate, provision_id: str, placed: Container[str]) -> str | None:
    order = [provision.id for provision, _ in queries.provision_order(debate)]
    before = order[: order.index(provision_id)]
    return next((i for i in reversed(before) if i in placed), None)
