"""A link that is being drawn, by mouse or by keys: from where, to what, and what it will say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.map import wording
from argmap.gui.map.accessible import announce
from argmap.gui.map.aims import KINDS, Aim, Purpose, edit_for, kind_choices, kind_of, why_not
from argmap.gui.map.board import Board
from argmap.gui.map.walking import Way, next_card, next_link, reading_order
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView


class Linking(QObject):
    """At most one link is being drawn. It becomes one edit when it is finished."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self._session = view.session
        self.aim: Aim | None = None
        self._session.edited.connect(self._on_edited)
        self._session.opened.connect(self._end)

    @property
    def _debate(self) -> Debate:
        return self._session.debate

    @property
    def _board(self) -> Board:
        return self._map.scene.board

    def begin(self, sources: tuple[str, ...], *, merging: bool = False) -> bool:
        """Starts from statements; False, with the reason told, where that cannot be."""
        said = tuple(i for i in sources if i in self._debate.statements)
        if not said:
            provision = any(i in self._debate.provisions for i in sources)
            why = (
                "A provision cannot be where a link starts; select a statement" if provision else "Select a card first"
            )
            self._map.hinted.emit(why)
            return False
        return self._start(Aim(Purpose.MERGE if merging else Purpose.RELATE, said))

    def begin_with(self, relation_id: str, *, start: bool = False) -> bool:
        """Takes hold of the end of a link, or of its start; False, with the reason told, where that cannot be."""
        relation = self._debate.relations.get(relation_id)
        if relation is None:
            self._map.hinted.emit("Select an arrow first; one that tells of a new version is changed in the inspector")
            return False
        if start and len(relation.sources) > 1:
            self._map.hinted.emit("This arrow has several premises; remove it and link them anew")
            return False
        held = (relation.target.id,) if start else relation.sources
        return self._start(Aim(Purpose.START if start else Purpose.AIM, held, relation_id))

    def cancel(self) -> bool:
        """Gives up; False when nothing was being drawn."""
        if self.aim is None:
            return False
        self._end()
        self._map.hinted.emit("Nothing was changed")
        return True

    def point_at(self, target: str | None, point: QPointF | None = None) -> None:
        """Aims at a card or link, or at nothing. What cannot be taken is told at once, and refused when it is taken."""
        aim = self.aim
        if aim is None:
            return
        aim.point = point
        if target is not None and target == aim.target:
            self._map.viewport().update()
        else:
            self._aim_at(target)

    def walk(self, way: Way, *, to_link: bool) -> None:
        """Aims at the next card, or at the next link, in a direction."""
        aim, sight = self.aim, self._map.scene.sight
        if aim is None:
            return
        if aim.target is not None and aim.target not in sight:
            self._aim_at(None)  # it has been folded away
        here = aim.target or self._from_card(aim)
        if here is None:
            return
        if sight.is_link(here) or to_link:
            found = next_link(sight, here, way, held=to_link)
        else:
            found = next_card(sight, here, way)
            if found in aim.sources:
                found = next_card(sight, found, way) or found
        self._walk_to(found)

    def step(self, by: int) -> None:
        """Aims at the next card in reading order, or at one before."""
        aim = self.aim
        if aim is None:
            return
        order = [i for i in reading_order(self._map.scene.sight) if i not in aim.sources or i == aim.sources[-1]]
        here = aim.target or self._from_card(aim)
        index = order.index(here) + by if here in order else 0
        if 0 <= index < len(order):
            self._walk_to(order[index])

    def choose_kind(self, number: int) -> None:
        """Says what the link will be; 1 to 9."""
        aim = self.aim
        if aim is None:
            return
        if aim.purpose is Purpose.MERGE:
            aim.purpose = Purpose.RELATE
        aim.kind = KINDS[number - 1]
        self._aim_at(aim.target)

    def toggle_merging(self) -> None:
        """Makes one statement of the two instead of linking them, or the other way round."""
        aim = self.aim
        if aim is None or aim.relation:
            return
        aim.purpose = Purpose.RELATE if aim.purpose is Purpose.MERGE else Purpose.MERGE
        self._aim_at(aim.target)

    def take_in(self) -> None:
        """Takes the card aimed at as one more from which the link starts."""
        aim = self.aim
        if aim is None or aim.relation:
            return
        if aim.target is None or aim.target in aim.sources or aim.target not in self._debate.statements:
            self._map.hinted.emit("Aim at another statement first, then Space takes it in as one more premise")
            return
        aim.sources = (*aim.sources, aim.target)
        self._aim_at(None)

    def choose_from_list(self) -> None:
        """Offers every card that could be aimed at, to be picked by typing."""
        aim = self.aim
        if aim is None:
            return
        rows = [Choice(i, wording.title(self._debate, i), "", kind) for i, kind in wording.cards(self._debate)]
        rows = [r for r in rows if r.id not in aim.sources and not (aim.wants_statement and r.glyph == "provision")]
        picker = Picker(rows, title=f"{self.words()}…", parent=self._map, palette=self._map.colours)
        picker.picked.connect(self._on_picked)
        card = self._from_card(aim)
        rect = self._map.camera.rect_to_view(self._board.rect(card)) if card else None
        corner = self._map.viewport().mapToGlobal(QPointF(rect.x if rect else 0, rect.bottom if rect else 0)).toPoint()
        picker.popup_near(QRect(corner.x(), corner.y() - 1, 1, 1))

    def finish(self) -> bool:
        """Makes what was drawn, as one edit, and selects it; False when it was refused, which ends it, or when nothing is
        aimed at, which does not."""
        aim = self.aim
        if aim is None:
            return False
        if aim.target is None:
            self._map.hinted.emit(
                "Aim at a card or an arrow first: arrow keys, L for a list, or click it · Esc gives up"
            )
            return False
        self._end()
        if aim.why_not:
            self._session.refused.emit(aim.why_not)
            return False
        if aim.purpose is Purpose.MERGE:
            return self._map.acts.merge(aim.target, aim.sources)
        return self._map.acts.link(edit_for(self._debate, self._board, aim, aim.target)) is not None

    def kind(self) -> RelationKind:
        """What the link is or will be."""
        return RelationKind.ABOUT if self.aim is None else kind_of(self._debate, self._board, self.aim)

    def words(self) -> str:
        """What is being done, in a word or two."""
        if self.aim is not None and self.aim.purpose is Purpose.MERGE:
            return wording.SAME
        return wording.VERBS[self.kind()]

    def hint(self) -> str:
        """What can be done now, "" when nothing is being drawn."""
        aim = self.aim
        if aim is None or aim.why_not:
            return "" if aim is None else aim.why_not
        target = wording.title(self._debate, aim.target) if aim.target else "…"
        more = "" if aim.relation else " · Space adds a premise"
        keys = f"Arrows choose · Ctrl+arrows an arrow · L a list{more} · Enter · Esc"
        return f"{self.words().capitalize()} {target} · {keys}"

    def _from_card(self, aim: Aim) -> str | None:
        """The card from which the line is drawn."""
        card = aim.sources[-1]
        links = self._board.links
        return links[card].sources[0] if card in links else card if card in self._board.places else None

    def _aim_at(self, target: str | None) -> None:
        """Finds out what there is to say of a target."""
        if self.aim is not None:
            self.aim.target = target
            self.aim.why_not = "" if target is None else why_not(self._debate, self._board, self.aim, target)
            self._show()

    def _walk_to(self, found: str | None) -> None:
        if self.aim is not None and found is not None and found not in self.aim.sources:
            self.point_at(found)
            self._map.reveal(found)

    def _start(self, aim: Aim) -> bool:
        if self._map.acts.refuses():
            return False
        self.aim = aim
        self._show()
        return True

    def _on_picked(self, target: str) -> None:
        self.point_at(target)
        self.finish()

    def _on_edited(self) -> None:
        """What is being linked may be gone, or be something else now."""
        aim, debate = self.aim, self._debate
        if aim is None:
            return
        ends = {*debate.statements, *debate.provisions, *debate.relations}
        if not ends.issuperset(aim.sources) or (aim.relation and aim.relation not in debate.relations):
            self._end()
            self._map.hinted.emit("What was being linked is no longer in the debate")
            return
        self._aim_at(aim.target if aim.target in ends else None)

    def _end(self) -> None:
        self.aim = None
        self._map.overlay.aim = None
        self._map.pointer.show_cursor()
        self._map.viewport().update()

    def _show(self) -> None:
        aim, overlay = self.aim, self._map.overlay
        if aim is None:
            return
        overlay.aim, overlay.aim_kind, overlay.aim_words = aim, self.kind(), self.words()
        overlay.aim_choices = kind_choices(self._debate, self._board, aim)
        self._map.pointer.show_cursor()
        self._map.viewport().update()
        self._map.hinted.emit(self.hint())
        announce(self._map, self.hint())
