"""A link that is being drawn, by mouse or by keys: from where, to what, and what it will say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRect

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.map import wording
from argmap.gui.map.rerouting import is_told
from argmap.gui.map.walking import Way, next_card, next_link
from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.edits import relations
from argmap.model.ids import new_id
from argmap.model.kinds import Extent, RelationKind, Table, TargetKind
from argmap.model.queries import relations_from
from argmap.model.records import Relation, Target

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

KINDS = tuple(RelationKind)
"""What the digits 1 to 9 stand for."""


class Purpose(Enum):
    """What the other end is for."""

    RELATE = "relate"
    AIM = "aim"
    START = "start"
    MERGE = "merge"


@dataclass(slots=True)
class Aim:
    """``sources`` are statements, or for AIM and START what the other end of ``relation`` is. ``target`` is the card or link
    aimed at; ``kind`` what the user has asked for; ``point`` where the mouse is, in pixels of the view, None without one."""

    purpose: Purpose
    sources: tuple[str, ...]
    relation: str = ""
    target: str | None = None
    kind: RelationKind | None = None
    point: QPointF | None = None


class Linking:
    """At most one link is being drawn. It becomes one edit when it is finished."""

    def __init__(self, view: MapView) -> None:
        self._map = view
        self._session = view.session
        self.aim: Aim | None = None

    @property
    def _debate(self) -> Debate:
        return self._session.debate

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
        self._map.hinted.emit("")
        return True

    def point_at(self, target: str | None, point: QPointF | None = None) -> None:
        """Aims at a card or link, or at nothing."""
        if self.aim is None:
            return
        takes_links = self.aim.purpose in (Purpose.RELATE, Purpose.AIM)
        is_link = target is not None and target in self._map.scene.board.links
        if target in self.aim.sources or target == self.aim.relation or (is_link and not takes_links):
            target = None
        self.aim.target, self.aim.point = target, point
        self._show()

    def walk(self, way: Way, *, to_link: bool) -> None:
        """Aims at the next card, or at the next link, in a direction."""
        aim, sight = self.aim, self._map.scene.sight
        if aim is None:
            return
        here = aim.target or self._from_card(aim)
        if here is None:
            return
        if sight.is_link(here) or to_link:
            found = next_link(sight, here, way)
        else:
            found = next_card(sight, here, way)
            if found in aim.sources:
                found = next_card(sight, found, way) or found
        if found is not None and found not in aim.sources:
            self.point_at(found)
            self._map.reveal(found)

    def choose_kind(self, number: int) -> None:
        """Says what the link will be; 1 to 9."""
        if self.aim is not None and self.aim.purpose is not Purpose.MERGE:
            self.aim.kind = KINDS[number - 1]
            self._show()

    def choose_from_list(self) -> None:
        """Offers every card that could be aimed at, to be picked by typing."""
        aim = self.aim
        if aim is None:
            return
        rows = [Choice(i, wording.title(self._debate, i), "", kind) for i, kind in wording.cards(self._debate)]
        fits = (Purpose.START, Purpose.MERGE)
        rows = [r for r in rows if r.id not in aim.sources and not (aim.purpose in fits and r.glyph == "provision")]
        picker = Picker(rows, title=f"{self.words()}…", parent=self._map, palette=self._map.colours)
        picker.picked.connect(self._on_picked)
        card = self._from_card(aim)
        rect = self._map.camera.rect_to_view(self._map.scene.board.rect(card)) if card else None
        corner = self._map.viewport().mapToGlobal(QPointF(rect.x if rect else 0, rect.bottom if rect else 0)).toPoint()
        picker.popup_near(QRect(corner.x(), corner.y() - 1, 1, 1))

    def finish(self) -> bool:
        """Makes what was drawn, as one edit, and selects it; False when it was refused or led nowhere."""
        aim = self.aim
        self._end()
        if aim is None or aim.target is None:
            self._map.hinted.emit("Nothing was linked")
            return False
        target = aim.target
        if is_told(self._debate, target):
            target = self._map.scene.board.links[target].target
        if aim.purpose is Purpose.MERGE:
            return self._map.acts.merge(target, aim.sources)
        make = self._maker(aim, target)
        relation_id = self._map.acts.link(make)
        return relation_id is not None

    def kind(self) -> RelationKind:
        """What the link is or will be."""
        aim = self.aim
        if aim is None:
            return RelationKind.ABOUT
        if aim.kind is not None:
            return aim.kind
        if aim.relation:
            relation = self._debate.relations[aim.relation]
            target = self._target(aim.target) if aim.target and aim.purpose is Purpose.AIM else relation.target
            return fitting_kind(self._debate, relation, target)
        if aim.target is None:
            return relations.NATURAL[self._debate.statements[aim.sources[-1]].kind]
        return relations.natural_kind(self._debate, aim.sources[-1], self._target(aim.target))

    def words(self) -> str:
        """What is being done, in a word or two."""
        if self.aim is not None and self.aim.purpose is Purpose.MERGE:
            return "says the same as"
        return wording.VERBS[self.kind()]

    def _maker(self, aim: Aim, target_id: str) -> Callable[[], tuple[Edit, str]]:
        debate = self._debate
        if aim.purpose is Purpose.START:
            return lambda: (restarted(debate, aim.relation, target_id, aim.kind), aim.relation)
        target = self._target(target_id)
        if aim.purpose is Purpose.AIM:
            return lambda: (reaimed(debate, aim.relation, target, aim.kind), aim.relation)
        kind = aim.kind or relations.natural_kind(debate, aim.sources[-1], target)
        return lambda: linked(debate, kind, aim.sources, target)

    def _target(self, target_id: str) -> Target:
        for kind in TargetKind:
            if target_id in self._debate.table(kind.table):
                return Target(kind, target_id)
        return Target(TargetKind.PROVISION, self._map.scene.board.links[target_id].target)

    def _from_card(self, aim: Aim) -> str | None:
        """The card from which the line is drawn."""
        card = aim.sources[-1]
        links = self._map.scene.board.links
        return links[card].sources[0] if card in links else card if card in self._map.scene.board.places else None

    def _start(self, aim: Aim) -> bool:
        if self._map.acts.refuses():
            return False
        self.aim = aim
        self._show()
        return True

    def _on_picked(self, target: str) -> None:
        self.point_at(target)
        self.finish()

    def _end(self) -> None:
        self.aim = None
        self._map.overlay.aim = None
        self._map.viewport().update()

    def _show(self) -> None:
        self._map.overlay.aim = self.aim
        self._map.overlay.aim_kind = self.kind()
        self._map.overlay.aim_words = self.words()
        self._map.viewport().update()
        if self.aim is not None:
            target = wording.title(self._debate, self.aim.target) if self.aim.target else "…"
            keys = "Arrows choose · Ctrl+arrows an arrow · L a list · Enter · Esc"
            kinds = "" if self.aim.purpose is Purpose.MERGE else " · 1–9 what it is"
            self._map.hinted.emit(f"{self.words().capitalize()} {target} · {keys}{kinds}")


def linked(debate: Debate, kind: RelationKind, sources: tuple[str, ...], target: Target) -> tuple[Edit, str]:
    """The edit that links statements to a target as one, and the id of the link. Links of the same kind that some of them
    have to it already become part of the one."""
    wording.check(debate, kind, sources, target)
    there = [
        r
        for source in sources
        for r in relations_from(debate, source)
        if r.kind is kind and r.target == target and set(r.sources) <= set(sources)
    ]
    if not there:
        relation_id = new_id()
        return relations.relate(debate, kind, sources, target, relation_id=relation_id), relation_id
    kept, *doubles = dict.fromkeys(there)
    changes = relations.set_sources(debate, kept.id, sources).changes
    gone = debate.deletion(*((Table.RELATIONS, r.id) for r in doubles), after=changes)
    return edit_of("Link premises", gone), kept.id


def fitting_kind(debate: Debate, relation: Relation, target: Target) -> RelationKind:
    """What a link says when it is aimed at something else: the same where that can be."""
    if wording.why_not(debate, relation.kind, relation.sources, target) is None:
        return relation.kind
    return relations.natural_kind(debate, relation.sources[0], target)


def reaimed(debate: Debate, relation_id: str, target: Target, kind: RelationKind | None) -> Edit:
    """A link aimed at something else, and of another kind where it has to be or is asked for."""
    relation = debate.relations.get(relation_id)
    if relation is None:
        raise EditError("That link is no longer in the debate. Select another one.")
    kind = kind or fitting_kind(debate, relation, target)
    wording.check(debate, kind, relation.sources, target)
    edit = relations.set_target(debate, relation_id, target)
    if kind is relation.kind or not edit:
        return edit if kind is relation.kind else relations.set_kind(debate, relation_id, kind)
    undercuts = [c for c in relations.set_kind(debate, relation_id, kind).changes if c.id != relation_id]
    moved = cast("Relation", edit.changes[0].after)
    extent = (relation.extent or Extent.FULL) if kind is RelationKind.CONCEDES else None
    return edit_of("Re-aim link", [Change(relation, replace(moved, kind=kind, extent=extent)), *undercuts])


def restarted(debate: Debate, relation_id: str, source: str, kind: RelationKind | None) -> Edit:
    """A link that starts from another statement, and of another kind where that is asked for."""
    if source not in debate.statements:
        raise EditError("A link starts from a statement. Choose one.")
    edit = relations.set_sources(debate, relation_id, [source])
    if kind is None:
        return Edit("Move start of link", edit.changes)
    both = Debate(debate.records())
    both.apply(edit)
    return edit_of("Move start of link", [*edit.changes, *relations.set_kind(both, relation_id, kind).changes])
