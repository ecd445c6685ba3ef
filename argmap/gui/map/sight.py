"""What of a board can be seen, and questions that the mouse and the keyboard ask of that."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.gui.map.board import SPILL, Board
from argmap.gui.map.bridges import Bridges, ends
from argmap.gui.map.nearness import distance
from argmap.picture import compose
from argmap.picture.drawing import Picture, Point, Rect, Sheet
from argmap.picture.visible import WHOLE, Bridge, Part

STUB = 22.0
"""How far a stub, the count of what a folded card hides, reaches beyond the card's right edge, in map units."""


class Sight:
    """A board through a part: cards and links that are hidden are not there. Reads the board as it is at the moment."""

    def __init__(self, board: Board, part: Part = WHOLE) -> None:
        self.board = board
        self.part = part
        self._bounds: Rect | None = None
        self._measured = -1
        self._sheets: tuple[Sheet | None, Sheet | None] = (None, None)
        self._bridges: Bridges | None = None

    def __contains__(self, record_id: object) -> bool:
        """Whether a card or link is there to be seen."""
        return record_id not in self.part.hidden and (record_id in self.board.places or record_id in self.board.links)

    def is_card(self, record_id: str | None) -> bool:
        """Whether this is a card that is seen."""
        return record_id in self.board.places and record_id not in self.part.hidden

    def is_link(self, record_id: str | None) -> bool:
        """Whether this is a link that is seen."""
        return record_id in self.board.links and record_id not in self.part.hidden

    def cards(self) -> list[str]:
        """Every card that is seen."""
        hidden = self.part.hidden
        return [i for i in self.board.places if i not in hidden]

    @property
    def sheet(self) -> Sheet | None:
        """What lies under the cards, without the empty places beside those that are hidden or dimmed."""
        sheet = self.board.sheet
        if sheet is None or not (self.part.hidden or self.part.dimmed):
            return sheet
        if self._sheets[0] is not sheet:
            self._sheets = (sheet, sheet.without(self.part.hidden | self.part.dimmed))
        return self._sheets[1]

    def rect(self, card_id: str) -> Rect:
        """Where a card is."""
        return self.board.rect(card_id)

    def bounds(self, *, exact: bool = False) -> Rect:
        """The rectangle that holds everything that is seen; see ``Board.bounds``. What is hidden is measured once."""
        if not self.part.hidden:
            return self.board.bounds(exact=exact)
        if self._bounds is None or (exact and self._measured != self.board.changes):
            self._bounds, self._measured = self.picture("").bounds, self.board.changes
        return self._bounds

    def picture(self, title: str) -> Picture:
        """What is seen as a value that later changes leave alone."""
        board, hidden = self.board, self.part.hidden
        places = {i: at for i, at in board.places.items() if i not in hidden}
        cards = {i: board.cards[i] for i in places}
        links = {i: link for i, link in board.links.items() if i not in hidden}
        return Picture(title, cards, places, links, compose.bounds(cards, places, links))

    def stub(self, card_id: str) -> Rect:
        """Where a card has the sign that folds and unfolds its branch."""
        rect = self.board.rect(card_id)
        return Rect(rect.right - 4, rect.y + rect.height / 2 - 9, STUB + 4, 18)

    # Looking things up

    def cards_in(self, window: Rect) -> list[str]:
        """The cards that lie in a rectangle of the map, in the same order every time."""
        return [i for i in self.board.cards_in(window) if i not in self.part.hidden]

    def links_in(self, window: Rect) -> list[str]:
        """The links that may be seen in a rectangle of the map, in the same order every time."""
        return [i for i in self.board.links_in(window) if i not in self.part.hidden]

    def stubs_in(self, window: Rect) -> list[str]:
        """The folded cards whose stubs lie in a rectangle of the map."""
        return [i for i in self.part.stubs if self.is_card(i) and self.stub(i).meets(window)]

    def bridges_in(self, window: Rect) -> list[tuple[Bridge, Point, Point]]:
        """The bridges that may be seen in a rectangle of the map, each with its ends on the edges of the two cards."""
        if self._bridges is None:
            self._bridges = Bridges(self.board, self.part.bridges)
        return self._bridges.near(window)

    def card_at(self, point: Point) -> str | None:
        """The card under a point of the map."""
        x, y = point
        found = self.board.boxes.meeting((x - 0.01, y - 0.01, x + 0.01, y + 0.01))
        return max((i for i in found if i not in self.part.hidden), default=None)

    def link_at(self, point: Point, tolerance: float) -> str | None:
        """The link whose line is nearest to a point of the map, within a distance in map units."""
        window = Rect(*point, 0, 0).grown(tolerance)
        near = ((distance(self.board.links[i], point), i) for i in self.links_in(window))
        return min(((away, i) for away, i in near if away <= tolerance), default=(0.0, None))[1]

    def links_from(self, *card_ids: str) -> list[str]:
        """The links that start from any of some cards, from the top down."""
        links = self.board.links
        return self._downwards(
            i for i in self.board.attached(card_ids) if not set(card_ids).isdisjoint(links[i].sources)
        )

    def links_to(self, record_id: str) -> list[str]:
        """The links that act on a card or a link, from the top down."""
        links = self.board.links
        return self._downwards(i for i in self.board.attached((record_id,)) if links[i].target == record_id)

    def targets_of(self, card_id: str) -> list[str]:
        """The cards that a card acts on; in place of an arrow, the card that the arrow starts from."""
        found = []
        for link_id in self.links_from(card_id):
            target = self.board.links[link_id].target
            while target in self.board.links:
                target = self.board.links[target].sources[0]
            found.append(target)
        found += [bridge.target for bridge in self.part.bridges if bridge.source == card_id]
        return [i for i in found if self.is_card(i) and i != card_id]

    def sources_at(self, card_id: str) -> list[str]:
        """The cards that act on a card, or on an arrow that starts from it."""
        links = self.links_to(card_id)
        links += [i for own in self.links_from(card_id) for i in self.links_to(own)]
        found = [source for i in links for source in self.board.links[i].sources if source != card_id]
        return [*found, *(bridge.source for bridge in self.part.bridges if bridge.target == card_id)]

    def changed_from(self, before: Part) -> list[Rect]:
        """The rectangles of the map that look different since another part of the same board was seen."""
        ids = (self.part.hidden ^ before.hidden) | (self.part.dimmed ^ before.dimmed)
        stubs = {i for i in {*self.part.stubs, *before.stubs} if self.part.stubs.get(i) != before.stubs.get(i)}
        damage = self.board.rects(ids)
        if self.board.sheet is not None:
            places = zip(self.board.sheet.beside, self.board.sheet.cells, strict=True)
            damage += [cell.grown(SPILL) for owner, (cell, _) in places if owner in ids]
        damage += [self.stub(i).grown(SPILL) for i in stubs if i in self.board.places]
        for bridge in set(self.part.bridges) ^ set(before.bridges):
            if bridge.source in self.board.places and bridge.target in self.board.places:
                start, end = ends(self.rect(bridge.source), self.rect(bridge.target))
                left, top = min(start[0], end[0]), min(start[1], end[1])
                damage.append(Rect(left, top, abs(end[0] - start[0]), abs(end[1] - start[1])).grown(40))
        return damage

    def _downwards(self, link_ids: Iterable[str]) -> list[str]:
        links = self.board.links
        return sorted((i for i in link_ids if i not in self.part.hidden), key=lambda i: (links[i].middle[1], i))
