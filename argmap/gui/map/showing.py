"""Which part of the map the user has asked to see: filters, focus, folded branches, a moment of the past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from argmap.model.kinds import Table
from argmap.model.records import View
from argmap.picture.filtering import is_filtering
from argmap.picture.visible import EVERYTHING, Focus, below, branch, visible

if TYPE_CHECKING:
    from argmap.analysis.past import Moment
    from argmap.gui.map.map_view import MapView

FEWEST, MOST = 1, 3
"""Steps around a card in focus."""


class Showing(QObject):
    """Applies what is asked to the map's scene. Nothing of it moves a card or changes the debate."""

    changed = Signal()
    """Something else is asked for."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self.view = EVERYTHING
        """The filters and folds in force; its id is that of the named view that was chosen, "" when none was."""
        self.focus: Focus | None = None
        self.moment: Moment | None = None
        """The moment of the past that is shown, None for the present."""
        self._steps = 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing is asked for but the map as it is."""
        return self.focus is None and self.moment is None and not is_filtering(self.view) and not self.view.folded

    def reset(self) -> None:
        """Another debate is shown: nothing is asked of it."""
        self.view, self.focus, self.moment = EVERYTHING, None, None
        self.changed.emit()

    def ask(self, view: View, focus: Focus | None, moment: Moment | None) -> None:
        """Asks for exactly this."""
        if (view, focus, moment) == (self.view, self.focus, self.moment):
            return
        elsewhen = moment != self.moment
        if elsewhen and self._map.acts.editor is not None:
            self._map.acts.editor.keep()  # nothing can be worded in the past
        self.view, self.focus, self.moment = view, focus, moment
        if elsewhen:
            self._map.following.reload()
        else:
            self.apply()
        self.changed.emit()

    def narrow(self, **filters: Any) -> None:
        """Asks for other filters, the others staying as they are. It is no longer a named view then."""
        self.ask(replace(self.view, id="", name="", **filters), self.focus, self.moment)

    def clear(self) -> None:
        """Takes all filters away; folds, focus and whether the rest is hidden stay."""
        self.ask(View("", folded=self.view.folded, hides=self.view.hides), self.focus, self.moment)

    def open_view(self, view: View) -> None:
        """Shows a named view, the whole of it."""
        self.ask(view, None, None)

    def toggle_hides(self) -> None:
        """Hides instead of dimming what is left out, or the other way round."""
        self.narrow(hides=not self.view.hides)
        words = "hidden" if self.view.hides else "dimmed"
        self._map.hinted.emit(f"What filters and focus leave out is {words}")

    def set_moment(self, moment: Moment | None) -> None:
        """Shows the map as it stood at a moment; None for as it is."""
        self.ask(self.view, self.focus, moment)

    def stay(self, moment: Moment | None) -> None:
        """The map still shows this moment: another one was asked for and not drawn."""
        if moment != self.moment:
            self.moment = moment
            self.changed.emit()

    # Focus

    def toggle_focus(self) -> None:
        """Focuses the selected card or link, or leaves the focus when that is in it already."""
        current = self._map.choices.current
        if self.focus is not None and current in (None, self.focus.id):
            self.leave_focus()
        else:
            self.focus_steps(self._steps)

    def focus_steps(self, steps: int) -> None:
        """Focuses the selected card or link, or else what is in focus, with so many steps around it."""
        current = self._map.choices.current
        if current is None and self.focus is not None:
            current = self.focus.id
        if current is None or current not in self._map.scene.sight:
            self._map.hinted.emit("Select a card first, then F shows it with its neighbours")
            return
        self._steps = min(max(steps, FEWEST), MOST)
        self.ask(self.view, Focus(current, self._steps), self.moment)
        self._map.reveal(current)
        words = "1 step" if self._steps == 1 else f"{self._steps} steps"
        self._map.hinted.emit(f"Focus: {words} around it · 1–3 steps · H hides or dims the rest · Esc leaves")

    def leave_focus(self) -> bool:
        """Shows everything again that the focus left out; False when there was none."""
        if self.focus is None:
            return False
        self.ask(self.view, None, self.moment)
        self._map.hinted.emit("The focus is left · F takes it up again")
        return True

    # Folds

    def toggle_fold(self, card_ids: Iterable[str]) -> None:
        """Folds the branches of cards, or unfolds them when the last of the cards is folded."""
        children = below(self._map.scene.debate)
        cards = [i for i in card_ids if i in children]
        if not cards:
            self._map.hinted.emit("Nothing hangs on the selected card")
            return
        folded = set(self.view.folded)
        folded = folded - set(cards) if cards[-1] in folded else folded | set(cards)
        self._fold(folded)

    def fold_all(self) -> None:
        """Folds every branch that hangs on a root, or unfolds all when anything is folded."""
        if self.view.folded:
            self._fold(set())
            return
        children = below(self._map.scene.debate)
        hanging = {child for several in children.values() for child in several}
        self._fold(children.keys() - hanging)

    def uncover(self, card_ids: Iterable[str]) -> None:
        """Unfolds whatever hides one of these cards; filters that hide one let it through while it is selected."""
        hidden = [i for i in card_ids if i in self._map.scene.sight.part.hidden]
        if hidden and self.view.folded:
            children = below(self._map.scene.debate)
            covering = {f for f in self.view.folded if not set(hidden).isdisjoint(branch(children, f))}
            if covering:
                self._fold(set(self.view.folded) - covering)
        if self.view.hides and (self.focus is not None or is_filtering(self.view)):
            self.apply()

    def _fold(self, folded: set[str]) -> None:
        self.narrow(folded=tuple(sorted(folded)))
        inside = [i for i in self._map.session.selection.ids if i in self._map.scene.sight.part.hidden]
        keeper = next((i for i in sorted(folded) if self._map.scene.sight.is_card(i)), None)
        if inside and keeper is not None:
            children = below(self._map.scene.debate)
            found = (i for i in sorted(folded) if inside[-1] in branch(children, i))
            self._map.choices.pick(next((i for i in found if self._map.scene.sight.is_card(i)), keeper))

    def apply(self) -> None:
        """Shows what is asked for of the debate as it is now. A focus whose card or link is not there leaves out nothing."""
        scene = self._map.scene
        spared = self._map.session.selection.ids if self.view.hides else ()
        there = self.focus is not None and (self.focus.id in scene.board.places or self.focus.id in scene.board.links)
        part = visible(scene.debate, scene.verdicts, self.view, self.focus if there else None, spared)
        damage = scene.show(part)
        if damage:
            self._map.tiles.spoil(damage)
            self._map.on_moved()

    def saved(self, name: str) -> View:
        """What is asked for, as a view under a name."""
        debate = self._map.session.debate
        there = debate.statements.keys() | debate.provisions.keys()
        return replace(
            self.view,
            id="",
            name=name,
            provisions=tuple(i for i in self.view.provisions if i in debate.provisions),
            topics=tuple(i for i in self.view.topics if i in debate.topics),
            authors=tuple(i for i in self.view.authors if i in debate.authors),
            folded=tuple(i for i in self.view.folded if i in there),
        )


def chosen_cards(view: MapView) -> tuple[str, ...]:
    """The selected cards; for a link, the one that it starts from."""
    selection = view.session.selection
    links = selection.only(Table.RELATIONS)
    return tuple(view.scene.board.links[i].sources[0] for i in links if i in view.scene.board.links) or selection.ids
