"""The menu of a card, a link or the ground: all that can be done there, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from argmap.analysis.past import Moment
from argmap.gui.map.aims import KINDS
from argmap.model.kinds import RelationKind, StatementKind, Table

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

TAG_KEYS = {
    StatementKind.CLAIM: "C",
    StatementKind.SUPPORT: "S",
    StatementKind.OBJECTION: "O",
    StatementKind.CONCESSION: "N",
    StatementKind.QUESTION: "Q",
}


class MapMenu(QMenu):
    """Made afresh for what is selected."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selection = view.session.selection
        if selection.table is Table.STATEMENTS:
            self._fill_statement(len(selection.ids))
        elif selection.table is Table.RELATIONS:
            self._fill_link(selection.ids[-1])
        if selection.table in (Table.STATEMENTS, Table.PROVISIONS):
            self._fill_card()
        if selection.table is None or not self.actions():
            self._fill_ground()

    def _fill_statement(self, count: int) -> None:
        acts, view = self._map.acts, self._map
        several = count > 1
        self._add("&Link to…" if not several else "&Link as premises of…", "L", lambda: _begin(view))
        self._add("&Merge" if several else "&Merge with…", "M", acts.merge_chosen)
        self._add("Edit the &words", "F2", acts.edit_gist, enabled=not several)
        kinds = self.addMenu("&Kind")
        now = view.session.debate.statements[view.session.selection.ids[-1]].kind
        for kind, key in TAG_KEYS.items():
            action = kinds.addAction(f"{kind.capitalize()}\t{key}")
            action.setCheckable(True)
            action.setChecked(kind is now)
            action.triggered.connect(lambda _=False, kind=kind: acts.retype(kind))
        self.addSeparator()
        self._add("&Read the passage", "Enter", lambda: view.choices.read(view.choices.current))
        said = view.session.debate.statements[view.session.selection.ids[-1]].passages
        if said:
            self._add(
                "As it stood a&fter this was said", "", lambda: view.showing.set_moment(Moment(post=said[0].post))
            )

    def _fill_link(self, relation_id: str) -> None:
        acts, view = self._map.acts, self._map
        relation = view.session.debate.relations[relation_id]
        kinds = self.addMenu("&Kind of link")
        for number, kind in enumerate(KINDS, start=1):
            action = kinds.addAction(f"{kind.label.capitalize()}\t{number}")
            action.setCheckable(True)
            action.setChecked(kind is relation.kind)
            action.triggered.connect(lambda _=False, number=number: acts.set_link_kind(number))
        if relation.kind is RelationKind.CONCEDES:
            self._add("&Full or partial", "E", acts.toggle_extent)
        self._add("&Aim at another card…", "A", lambda: view.linking.begin_with(relation_id))
        self._add("&Start from another card…", "Shift+A", lambda: view.linking.begin_with(relation_id, start=True))
        self._add("&Reverse", "R", acts.reverse)
        self.addSeparator()
        self._add("F&ocus", "F", view.showing.toggle_focus)
        self._add("&Delete", "Del", view.choices.delete)

    def _fill_card(self) -> None:
        view = self._map
        self.addSeparator()
        self._add("F&ocus", "F", view.showing.toggle_focus)
        self._add("Fold or unfold the &branch", "B", lambda: view.showing.toggle_fold(view.session.selection.ids))
        self._add("&Tidy the branch", "Ctrl+Shift+T", view.tidying.tidy_branch)
        self._add("&Unpin" if view.choices.is_pinned else "&Pin where it stands", "U", view.choices.toggle_pin)
        self.addSeparator()
        self._add("&Delete", "Del", view.choices.delete)

    def _fill_ground(self) -> None:
        view = self._map
        self._add("&Fit map", "W", view.fit)
        self._add("Fold or &unfold all", "Shift+B", view.showing.fold_all)
        self._add("F&ilter…", "I", view.filters_wanted.emit)
        self._add("&Views…", "V", view.views_wanted.emit)
        self._add("As it &stood…", "D", view.past_wanted.emit)
        self._add("Map as te&xt…", "X", view.text_wanted.emit)
        self._add("Find &on map…", "/", view.find_wanted.emit)
        self.addSeparator()
        self._add("&Tidy map", "Ctrl+T", view.tidying.tidy)

    def _add(self, words: str, key: str, act: Callable[[], object], *, enabled: bool = True) -> None:
        action = self.addAction(f"{words}\t{key}" if key else words)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _=False: act())


def _begin(view: MapView) -> None:
    view.linking.begin(view.session.selection.only(Table.STATEMENTS))
