"""Going from card to card with the keyboard: which one lies in a direction."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import Qt

from argmap.gui.map.sight import Sight
from argmap.picture.drawing import Rect


class Way(Enum):
    """A direction. LEFT is towards what a card answers, RIGHT towards what answers it."""

    LEFT = Qt.Key.Key_Left
    RIGHT = Qt.Key.Key_Right
    UP = Qt.Key.Key_Up
    DOWN = Qt.Key.Key_Down


WAYS = {way.value: way for way in Way}
"""Arrow keys."""

COLUMN = 40.0
"""Cards whose left edges are this close, in map units, stand in one column."""


def next_card(sight: Sight, card_id: str, way: Way) -> str | None:
    """The card that an arrow key leads to, or None. Left and Right follow links, those that lead that way on the map before
    others; where there are none, and for Up and Down at the end of a column, the nearest card that way is taken."""
    here = sight.rect(card_id)
    if way in (Way.UP, Way.DOWN):
        column = (i for i in sight.cards() if i != card_id and abs(sight.board.places[i][0] - here.x) <= COLUMN)
        return _nearest(sight, here, way, column) or _nearest(sight, here, way, sight.cards())
    linked = sight.targets_of(card_id) if way is Way.LEFT else sight.sources_at(card_id)
    return (
        _nearest(sight, here, way, linked) or _closest(sight, here, linked) or _nearest(sight, here, way, sight.cards())
    )


def next_link(sight: Sight, selected_id: str, way: Way, *, held: bool = True) -> str | None:
    """The link or card that an arrow key leads to with Ctrl ``held``, or from a link without it too. From a card: its first
    link on that side. From a link: Left to what it acts on; Up and Down to the other links that act on that, or with Ctrl to
    the others that start where it does; Right to the card that it starts from, or with Ctrl to what undercuts it."""
    link = sight.board.links.get(selected_id)
    if link is None:
        links = sight.links_from(selected_id) if way is Way.LEFT else sight.links_to(selected_id)
        return links[0] if links and way in (Way.LEFT, Way.RIGHT) else None
    if way is Way.LEFT:
        return link.target
    if way is Way.RIGHT:
        undercuts = sight.links_to(selected_id) if held else []
        return undercuts[0] if undercuts else link.sources[0]
    siblings = sight.links_from(*link.sources) if held else sight.links_to(link.target)
    if selected_id not in siblings:
        return None
    index = siblings.index(selected_id) + (1 if way is Way.DOWN else -1)
    return siblings[index] if 0 <= index < len(siblings) else None


def reading_order(sight: Sight) -> list[str]:
    """Every card, column by column from the left, each from the top."""
    return sorted(sight.cards(), key=lambda i: (sight.board.places[i][0] // COLUMN, sight.board.places[i][1], i))


def _closest(sight: Sight, here: Rect, card_ids: Iterable[str]) -> str | None:
    return min(card_ids, key=lambda i: (_gap(here, sight.rect(i)), i), default=None)


def _nearest(sight: Sight, here: Rect, way: Way, card_ids: Iterable[str]) -> str | None:
    """The nearest card that begins farther that way."""
    ahead = [i for i in card_ids if _is_ahead(here, sight.rect(i), way)]
    return _closest(sight, here, ahead)


def _is_ahead(here: Rect, there: Rect, way: Way) -> bool:
    match way:
        case Way.LEFT:
            return there.x < here.x - COLUMN
        case Way.RIGHT:
            return there.x > here.x + COLUMN
        case Way.UP:
            return there.y < here.y
        case Way.DOWN:
            return there.y > here.y


def _gap(one: Rect, other: Rect) -> float:
    """How far apart two rectangles are, sideways and up added; within that, how far their left edges are."""
    across = max(0.0, other.x - one.right, one.x - other.right)
    down = max(0.0, other.y - one.bottom, one.y - other.bottom)
    return across + down + 0.001 * (abs(other.x - one.x) + abs(other.y - one.y))
