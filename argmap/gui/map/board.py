"""Placed cards and the links between them, indexed by place and by what hangs on what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.gui.map.grid import Grid
from argmap.layout.grid import Area
from argmap.layout.grid import Grid as Boxes
from argmap.picture import compose
from argmap.picture.drawing import Card, Link, Picture, Point, Rect, Sheet
from argmap.picture.links import segments_of
from argmap.picture.strokes import MARK_SIZE

SPILL = 3.0
"""How far outside its rectangle a card may be painted, in map units."""

_NARROW = 160.0
"""A rectangle no wider or no higher than this holds little but the line in it, in map units."""


class Board:
    """Methods that change it return the rectangles, in map units, that look different now. Read ``cards``, ``places`` and
    ``links`` freely. A card may be there before it has a place."""

    def __init__(self, picture: Picture | None = None) -> None:
        self.cards: dict[str, Card] = {}
        self.places: dict[str, Point] = {}
        self.links: dict[str, Link] = {}
        self.boxes = Boxes()
        """The same places, as layouts want them."""
        self._lines: Grid[str] = Grid()
        self.changes = 0
        """Grows whenever something comes, goes or moves."""
        self.shifted: set[str] = set()
        """Cards that came, went or moved. Whoever keeps places of their own empties it when they have followed."""
        self._at: dict[str, set[str]] = {}
        self._bounds: Rect | None = None
        self._sheet: Sheet | None = None if picture is None else picture.sheet
        self._slack = False
        if picture is not None:
            self.cards = dict(picture.cards)
            for card_id, place in picture.places.items():
                self.put_card(card_id, place)
            for link in picture.links.values():
                self.put_link(link)
            self._bounds = picture.bounds
            self.shifted.clear()

    def rect(self, card_id: str) -> Rect:
        """Where a card is."""
        card, (x, y) = self.cards[card_id], self.places[card_id]
        return Rect(x, y, card.width, card.height)

    def bounds(self, *, exact: bool = False) -> Rect:
        """The rectangle that holds every card, line and mark. It may be too large for a while after something at its edge
        went; an ``exact`` one costs linear time then."""
        if self._bounds is None or (exact and self._slack):
            self._bounds, self._slack = compose.bounds(self.cards, self.places, self.links, self._sheet), False
        return self._bounds

    def picture(self, title: str) -> Picture:
        """All of it as a value that later changes leave alone."""
        return Picture(
            title,
            dict(self.cards),
            dict(self.places),
            dict(self.links),
            compose.bounds(self.cards, self.places, self.links, self._sheet),
            sheet=self._sheet,
        )

    @property
    def sheet(self) -> Sheet | None:
        """What lies under the cards, if anything does."""
        return self._sheet

    def lay(self, sheet: Sheet | None) -> list[Rect]:
        """Puts another sheet under the cards."""
        if sheet == self._sheet:
            return []
        damage = [known.bounds for known in (self._sheet, sheet) if known is not None]
        self._sheet, self._slack = sheet, True
        for rect in damage:
            self._grow(rect)
        return damage

    # Looking things up

    def cards_in(self, window: Rect) -> list[str]:
        """The cards that lie in a rectangle of the map, in the same order every time."""
        return sorted(self.boxes.meeting(area(window)))

    def links_in(self, window: Rect) -> list[str]:
        """The links that may be seen in a rectangle of the map, in the same order every time."""
        return sorted(self._lines.hits(window))

    def attached(self, ids: Iterable[str]) -> set[str]:
        """The links that start from or act on any of these cards and links."""
        return {link_id for i in ids for link_id in self._at.get(i, ())}

    def with_undercuts(self, link_ids: Iterable[str]) -> set[str]:
        """These links, those that act on them, and so on."""
        found = set(link_ids)
        queue = list(found)
        for link_id in queue:  # grows while it is walked
            more = {i for i in self._at.get(link_id, ()) if i not in found}
            found |= more
            queue += more
        return found

    # Changing it

    def put_card(self, card_id: str, place: Point) -> list[Rect]:
        """Places a card, or moves it."""
        damage = self.rects((card_id,))
        self._shrink(damage)
        self.places[card_id] = place
        self.shifted.add(card_id)
        rect = self.rect(card_id)
        self.boxes.add(card_id, area(rect))
        self._grow(rect)
        return [*damage, rect.grown(SPILL)]

    def take_up(self, card_id: str) -> list[Rect]:
        """Takes a card from its place; it keeps its content."""
        damage = self.rects((card_id,))
        if damage:
            del self.places[card_id]
            self.shifted.add(card_id)
            self.boxes.remove(card_id)
            self._shrink(damage)
        return damage

    def set_content(self, card: Card) -> list[Rect]:
        """Gives a card another content, and with that perhaps another size."""
        damage = self.rects((card.id,))  # what it leaves behind when it shrinks
        self._shrink(damage)
        self.cards[card.id] = card
        return damage + self.put_card(card.id, self.places[card.id]) if card.id in self.places else damage

    def remove_card(self, card_id: str) -> list[Rect]:
        """Takes a card away; its links are to go as well."""
        damage = self.take_up(card_id)
        self.cards.pop(card_id, None)
        return damage

    def put_link(self, link: Link) -> list[Rect]:
        """Draws a link, in place of the one of its id."""
        damage = self.remove_link(link.id)
        self.links[link.id] = link
        self._lines.put(link.id, *_pieces(link))
        for end in (*link.sources, link.target):
            self._at.setdefault(end, set()).add(link.id)
        self._grow(link.bounds)
        return [*damage, link.bounds]

    def remove_link(self, link_id: str) -> list[Rect]:
        """Takes a link away; one that is not there is fine."""
        link = self.links.pop(link_id, None)
        if link is None:
            return []
        self._lines.remove(link_id)
        for end in (*link.sources, link.target):
            self._at[end].discard(link_id)
        self._shrink((link.bounds,))
        return [link.bounds]

    def rects(self, ids: Iterable[str]) -> list[Rect]:
        """Where these cards and links are painted."""
        ids = list(ids)
        rects = [self.rect(i).grown(SPILL) for i in ids if i in self.places]
        return rects + [self.links[i].bounds for i in ids if i in self.links]

    def _grow(self, rect: Rect) -> None:
        self.changes += 1
        if self._bounds is not None:
            self._bounds = _around(self._bounds, rect)

    def _shrink(self, gone: Iterable[Rect]) -> None:
        self.changes += 1
        if self._bounds is not None and not self._slack:
            self._slack = any(_around(rect.grown(SPILL), self._bounds) != self._bounds for rect in gone)


def area(rect: Rect) -> Area:
    """A rectangle by its edges, as layouts have it."""
    return rect.x, rect.y, rect.right, rect.bottom


def blocked(boxes: Boxes, rect: Rect, own_id: str) -> bool:
    """Whether a card would lie on another one."""
    return any(i != own_id for i in boxes.meeting(area(rect)))


def _around(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.right, other.right), max(one.bottom, other.bottom)
    if (left, top, right, bottom) == area(other):
        return other
    return Rect(left, top, right - left, bottom - top)


def _pieces(link: Link) -> Iterator[Rect]:
    """Rectangles that hold a link's lines and mark, so that a long one is found where it runs and not wherever its bounds
    reach: one for as many of its stretches as fit into a narrow one."""
    if min(link.bounds.width, link.bounds.height) <= _NARROW:
        yield link.bounds
        return
    found: list[Area] = []
    for start, segment in segments_of(link):
        xs, ys = zip(start, *segment, strict=True)
        here = min(xs), min(ys), max(xs), max(ys)
        whole = _joined(found[-1], here) if found else here
        if found and min(whole[2] - whole[0], whole[3] - whole[1]) <= _NARROW:
            found[-1] = whole
        else:
            found.append(here)
    found[-1] = _joined(found[-1], (*link.tip, *link.tip))
    for left, top, right, bottom in found:
        yield Rect(left, top, right - left, bottom - top).grown(MARK_SIZE)


def _joined(one: Area, other: Area) -> Area:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
