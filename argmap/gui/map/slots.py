"""Where a card that is new on the map goes: a free slot near what it answers, so that nothing else moves."""

from __future__ import annotations

from collections.abc import Container, Set

from argmap.gui.map.board import Board
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.picture.drawing import Card, Point
from argmap.picture.newcomers import anchor_of, slot


def free_slot(debate: Debate, card: Card, board: Board, last_loose: str | None) -> Point:
    """Where a card goes among those that stand already. ``last_loose`` is the card that hangs on nothing and was put
    down last; the next one goes below it."""
    anchor, beside = anchor_of(debate, card.id, board.places)
    if anchor is None and last_loose is not None and last_loose in board.places:
        anchor, beside = last_loose, True
    return slot(debate, card, anchor, board.boxes, board.sheet, beside=beside)


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
