"""The picture of the debate that the map shows, kept up to date piece by piece."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from argmap.gui.map import slots
from argmap.gui.map.board import SPILL, Board, blocked
from argmap.gui.map.dimming import FAINT, dimmed
from argmap.gui.map.rerouting import concerned, rerouted
from argmap.gui.map.sight import STUB, Sight
from argmap.gui.map.signs import paint_bridges, paint_stub
from argmap.gui.map.stale import Stale, add_rejudged, stale_after
from argmap.model.debate import Debate, Edit
from argmap.model.kinds import Table
from argmap.picture import compose
from argmap.picture.cards import measure_card
from argmap.picture.drawing import Card, Link, Picture, Point, Rect
from argmap.picture.inks import card_colours
from argmap.picture.painter import Level, paint_card, paint_links, paint_sheet
from argmap.picture.palette import Palette
from argmap.picture.visible import Part

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

MOST_CARRIED = 250
"""Links that follow a card while it is dragged, at most."""

MOST_LED = 40
"""Links up to which those that follow are led round cards at every movement; more follow plainly until they are put down."""

MOST_ROUTED = 400
"""Links up to which an update leads them round cards; more are drawn plainly, and ``is_plain`` tells so."""

LINES_FROM = 0.04
"""The zoom below which no lines are drawn."""


@dataclass(slots=True)
class Update:
    """What an update did: ``damage`` are the rectangles that look different, ``placed`` the cards that were given a place,
    and ``moved`` how many cards stand elsewhere than before."""

    damage: list[Rect] = field(default_factory=list)
    placed: dict[str, Point] = field(default_factory=dict)
    moved: int = 0


class Scene:
    """A board that follows a debate. Methods that change it return the rectangles, in map units, that look different now."""

    def __init__(self) -> None:
        self.debate = Debate()
        self.verdicts: Verdicts | None = None
        self.show_verdicts = True
        self.board = Board()
        self.sight = Sight(self.board)
        self.lifted: frozenset[str] = frozenset()
        """Ids of cards that are being carried, and of their links: ``paint`` leaves them out."""
        self.is_plain = False
        """Whether there are lines that were not led round cards, because they were too many at once."""
        self._last_loose: str | None = None

    def picture(self) -> Picture:
        """All of it, for exports."""
        return self.board.picture(self.debate.title)

    def paint(self, painter: QPainter, window: Rect, zoom: float, palette: Palette) -> None:
        """Paints what is seen within a rectangle of the map, except what is being carried. From very far away, lines would
        only hide the cards."""
        sight, level, faint = self.sight, Level.at(zoom), self.sight.part.dimmed
        if sight.sheet is not None:
            paint_sheet(painter, sight.sheet, palette, level=level, clip=window)
        links = [i for i in sight.links_in(window) if i not in self.lifted] if zoom >= LINES_FROM else []
        cards = [i for i in sight.cards_in(window.grown(SPILL)) if i not in self.lifted]
        for dim in (True, False) if faint else (False,):
            here = (self.board.links[i] for i in links if (i in faint) is dim)
            paint_links(painter, here, _begun(painter, palette, level, dim), level=level)
        if sight.part.bridges and zoom >= LINES_FROM:
            paint_bridges(painter, sight.bridges_in(window), palette, zoom)
        for dim in (True, False) if faint else (False,):
            colours = _begun(painter, palette, level, dim)
            self._paint_cards(painter, [i for i in cards if (i in faint) is dim], colours, level)
        if sight.part.stubs and level is not Level.BLOCKS:
            for card_id in sight.stubs_in(window.grown(STUB)):
                if card_id not in self.lifted:
                    paint_stub(painter, sight.stub(card_id), f"+{sight.part.stubs[card_id]}", palette)

    def _paint_cards(self, painter: QPainter, card_ids: Iterable[str], palette: Palette, level: Level) -> None:
        if level is Level.BLOCKS:
            self._paint_blocks(painter, card_ids, palette)
            return
        for card_id in card_ids:
            paint_card(painter, self.board.cards[card_id], *self.board.places[card_id], palette, level=level)

    def show(self, part: Part) -> list[Rect]:
        """Shows a part of the board, in place of the one shown before."""
        before, self.sight = self.sight.part, Sight(self.board, part)
        return [] if part == before else self.sight.changed_from(before)

    def _paint_blocks(self, painter: QPainter, card_ids: Iterable[str], palette: Palette) -> None:
        """As ``paint_card`` does, but all blocks of a colour at once."""
        blocks: dict[tuple[str, bool], list[QRectF]] = {}
        alike: dict[tuple[str, bool], Card] = {}
        cards, places = self.board.cards, self.board.places
        for card_id in card_ids:
            card = cards[card_id]
            look = card.kind, card.dimmed
            if look not in alike:
                alike[look], blocks[look] = card, []
            blocks[look].append(QRectF(*places[card_id], card.width, card.height))
        painter.setPen(Qt.PenStyle.NoPen)
        for look, rects in blocks.items():
            painter.setBrush(QColor(card_colours(alike[look], palette)[1]))
            painter.drawRects(rects)

    def take(self, debate: Debate, verdicts: Verdicts | None, board: Board, *, is_plain: bool = False) -> None:
        """Shows a debate on a board that was made of it, the whole of it."""
        self.debate, self.verdicts, self.board = debate, verdicts, board
        self.sight, self.is_plain = Sight(board), is_plain
        self.lifted, self._last_loose = frozenset(), None

    def stale(self, verdicts: Verdicts, edits: Iterable[Edit]) -> Stale:
        """What is to be drawn anew after edits that the debate has been through, and with these verdicts."""
        stale = stale_after(self.debate, edits)
        add_rejudged(stale, self.debate, self.verdicts, verdicts)
        return stale

    def drop_gone(self, stale: Stale) -> list[Rect]:
        """Takes away cards and links whose records are gone; what else is stale stays as it is."""
        kept = self.debate.statements.keys() | self.debate.provisions.keys()
        cards = stale.cards - kept
        links = (stale.links - self.debate.relations.keys()) | self.board.attached(cards)
        damage = [rect for i in sorted(links) for rect in self.board.remove_link(i)]
        return damage + [rect for i in sorted(cards) for rect in self.board.remove_card(i)]

    def update(self, verdicts: Verdicts, stale: Stale, remembered: Mapping[str, Point]) -> Update:
        """Draws anew what is stale. ``remembered`` are places that cards were given before. No card moves but those that are
        new, those that were moved, and those that hung on nothing and now answer something."""
        self.verdicts = verdicts
        done = Update()
        reshaped = {i for i in sorted(stale.cards) if self._measured(i, done.damage)}
        reshaped |= self._move_stated(stale, remembered, done)
        new = {i for i in reshaped if i in self.board.cards and i not in self.board.places}
        reshaped |= self._place(new | self._settling(stale), new, remembered, done)
        provisions = stale.cards & self.debate.provisions.keys()
        # what a version tells has no relation that would go with the card
        orphaned = self.board.attached(i for i in stale.cards if i not in self.board.cards)
        ids = concerned(self.board, self.debate, stale.links | orphaned, reshaped, provisions)
        done.damage += self._redraw(ids, provisions)
        ruled = self.board.sheet is not None
        if done.damage or stale.cards or ruled is not (compose.own_layout(self.debate) == "flow"):
            done.damage += self._rule()  # takes as long as all else together: not after a drag, which has done it
        return done

    def has_branch(self, card_id: str | None) -> bool:
        """Whether something is linked to a card, so that there is a branch to fold."""
        return card_id in self.board.places and any(
            self.board.links[i].target == card_id for i in self.board.attached((card_id,))
        )

    def lift(self, card_ids: Iterable[str]) -> list[Rect]:
        """Takes cards and their links out of what ``paint`` paints, to be carried. Very many links stay behind until the
        cards are put down."""
        ids = set(card_ids)
        links = self.board.with_undercuts(self.board.attached(ids))
        self.lifted = frozenset(ids | links if len(links) <= MOST_CARRIED else ids)
        return self.board.rects(self.lifted)

    def carry(self, places: Mapping[str, Point]) -> None:
        """Moves lifted cards. Their links follow; what others do when they are put down is seen then."""
        for card_id, place in places.items():
            self.board.put_card(card_id, place)
        ids = self.lifted & self.board.links.keys()
        self._take(ids, rerouted(self.board, self.debate, self.verdicts, ids, plain=len(ids) > MOST_LED))

    def drop(self) -> list[Rect]:
        """Puts down what was lifted, where it is now."""
        carried, self.lifted = self.lifted, frozenset()
        return self.board.rects(carried) + self._reroute(carried & self.board.cards.keys()) + self._rule()

    def move(self, places: Mapping[str, Point]) -> list[Rect]:
        """Moves cards and routes their links."""
        damage = [rect for card_id, place in places.items() for rect in self.board.put_card(card_id, place)]
        return damage + self._reroute(places.keys()) + self._rule()

    def _rule(self) -> list[Rect]:
        """Lays the sheet of a flow under the cards as they stand now; other layouts have none."""
        layout = compose.own_layout(self.debate)
        return self.board.lay(
            compose.sheet_under(self.debate, self.verdicts, self.board.cards, self.board.places, layout)
        )

    def _reroute(self, reshaped: Collection[str]) -> list[Rect]:
        return self._redraw(concerned(self.board, self.debate, reshaped=reshaped))

    def _redraw(self, ids: Collection[str], provisions: Collection[str] = ()) -> list[Rect]:
        plain = len(ids) > MOST_ROUTED
        self.is_plain |= plain
        return self._take(ids, rerouted(self.board, self.debate, self.verdicts, ids, provisions, plain=plain))

    def _take(self, ids: Iterable[str], links: Mapping[str, Link]) -> list[Rect]:
        """Draws links; those of ``ids`` that are not among them go."""
        damage: list[Rect] = []
        for link_id in sorted({*ids, *links}):
            link = links.get(link_id)
            if link is None:
                damage += self.board.remove_link(link_id)
            elif link != self.board.links.get(link_id):
                damage += self.board.put_link(link)
        return damage

    def _measured(self, card_id: str, damage: list[Rect]) -> bool:
        """Measures a card again, or removes it when its record is gone. Whether its size changed or it is new."""
        if card_id not in self.debate.statements and card_id not in self.debate.provisions:
            damage += self.board.remove_card(card_id)
            return False
        old = self.board.cards.get(card_id)
        card = measure_card(self.debate, self.verdicts, card_id, show_verdicts=self.show_verdicts)
        if card == old:
            return False
        damage += self.board.set_content(card)
        return old is None or (old.width, old.height) != (card.width, card.height)

    def _move_stated(self, stale: Stale, remembered: Mapping[str, Point], done: Update) -> set[str]:
        """Moves cards whose stored position changed. One whose position was taken back returns to where it was before."""
        moved: set[str] = set()
        for card_id in sorted(stale.moved & self.board.places.keys()):
            place = self._stated(card_id) or remembered.get(card_id)
            if place is not None and place != self.board.places[card_id]:
                done.damage += self.board.put_card(card_id, place)
                moved.add(card_id)
        done.moved += len(moved)
        return moved

    def _place(self, card_ids: set[str], new: set[str], remembered: Mapping[str, Point], done: Update) -> set[str]:
        """Gives cards a place: the stored one, the one that a new card had before if it is free, or a free slot."""
        for card_id in slots.anchors_first(self.debate, card_ids, self.board.cards):
            done.damage += self.board.take_up(card_id)
            place = self._stated(card_id)
            if place is None:
                place = remembered.get(card_id) if card_id in new else None
                card = self.board.cards[card_id]
                if place is None or blocked(self.board.boxes, Rect(*place, card.width, card.height), card_id):
                    place = slots.free_slot(self.debate, card, self.board, self._last_loose)
                    done.placed[card_id] = place
            done.damage += self.board.put_card(card_id, place)
            if slots.is_loose(self.debate, card_id):
                self._last_loose = card_id
        return card_ids

    def _settling(self, stale: Stale) -> set[str]:
        """Statements that hung on nothing until now, and that nobody has put anywhere."""
        found = set()
        for card_id in stale.linked:
            if card_id not in self.board.places or card_id in self.debate.positions:
                continue
            others = {
                (t, i) for t, i in self.debate.referrers(card_id) if t is not Table.RELATIONS or i not in stale.links
            }
            if not others and not self.board.attached((card_id,)):
                found.add(card_id)
        return found

    def _stated(self, card_id: str) -> Point | None:
        position = self.debate.positions.get(card_id)
        return None if position is None else (position.x, position.y)


def _begun(painter: QPainter, palette: Palette, level: Level, dim: bool) -> Palette:
    """The colours to paint with what is dimmed or not; near by, where topics have colours of their own, the painter's opacity
    dims them."""
    painter.setOpacity(FAINT if dim and level is Level.TEXT else 1.0)
    return dimmed(palette) if dim and level is not Level.TEXT else palette
