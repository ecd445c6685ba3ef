"""What is done to cards and links that are picked on the map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from argmap.gui.map.rerouting import is_told
from argmap.model.edits import positions, provisions, relations, statements
from argmap.model.kinds import Table

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView


class Choices:
    """Selects through the session, and edits what is selected."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._session = view.session
        self.choosing = False
        """Whether a selection that is announced was made here, where it can be seen."""

    @property
    def current(self) -> str | None:
        """The id of what was selected last."""
        return self._session.selection.current

    def pick(self, record_id: str, *, add: bool = False) -> None:
        """Selects a card or link; with ``add``, adds it to what is selected, or takes it out again. An amendment that only
        a version tells of stands for its provision."""
        link = self._view.scene.board.links.get(record_id)
        if link is not None and is_told(self._session.debate, record_id):
            record_id = link.target
        for table in (Table.STATEMENTS, Table.PROVISIONS, Table.RELATIONS):
            if record_id in self._session.debate.table(table):
                chosen = self._session.selection.only(table) if add else ()
                others = tuple(i for i in chosen if i != record_id)
                self._choose(table, others if record_id in chosen else (*others, record_id))
                return

    def pick_cards(self, card_ids: Iterable[str]) -> None:
        """Selects cards; where statements and provisions are mixed, the statements."""
        ids = tuple(dict.fromkeys(card_ids))
        found = tuple(i for i in ids if i in self._session.debate.statements)
        self._choose(Table.STATEMENTS if found else Table.PROVISIONS, found or ids)

    def clear(self) -> None:
        """Selects nothing."""
        self._session.select(None)

    def read(self, record_id: str | None) -> None:
        """Asks for the words of a statement, or of the statement that a link starts from."""
        if record_id is None:
            return
        debate = self._session.debate
        relation = debate.relations.get(record_id)
        statement = debate.statements.get(relation.sources[0] if relation is not None else record_id)
        if statement is not None and statement.passages:
            self._view.passage_wanted.emit(statement.id)
        elif statement is not None:
            self._view.hinted.emit("Nobody said this; it is the analyst's own · F2 words it")
        elif record_id in debate.provisions:
            self._view.hinted.emit("The text of a provision is in the inspector")

    def delete(self) -> None:
        """Deletes what is selected, with the links that hang on it."""
        selection, debate = self._session.selection, self._session.debate
        if self._view.acts.refuses():
            return
        if selection.table is Table.STATEMENTS:
            self._session.do(statements.delete(debate, *selection.ids))
        elif selection.table is Table.RELATIONS:
            self._session.do(relations.delete(debate, *selection.ids))
        elif selection.table is Table.PROVISIONS and selection.current is not None:
            self._session.do(provisions.delete(debate, selection.current))

    @property
    def is_pinned(self) -> bool:
        """Whether one of the selected cards stays where it is."""
        held = self._session.debate.positions
        return any(i in held and held[i].pinned for i in self._view.overlay.chosen)

    def toggle_pin(self) -> None:
        """Pins the selected cards where they stand, or lets them move again at the next Tidy when any of them is pinned."""
        view, debate = self._view, self._session.debate
        places = {i: view.scene.board.places[i] for i in view.overlay.chosen if i in view.scene.board.places}
        if not places:
            view.hinted.emit("Select a card first, then U pins it where it stands")
        elif self.is_pinned:
            if view.acts.do(lambda: positions.unpin(debate, places)):
                view.hinted.emit("It moves again at the next Tidy")
        elif view.acts.do(lambda: positions.pin(debate, places)):
            view.hinted.emit("Pinned: Tidy leaves it where it stands · U lets it move again")

    def nudge(self, dx: float, dy: float) -> None:
        """Moves the selected cards by so many map units, and pins them there."""
        standing = self._view.scene.board.places
        chosen = {i: standing[i] for i in self._view.overlay.chosen if i in standing}
        places = {i: (x + dx, y + dy) for i, (x, y) in chosen.items()}
        if places and self._view.acts.do(lambda: positions.drag(self._session.debate, places)):
            self._view.catch_up()
            self._view.reveal(next(reversed(places)))

    def _choose(self, table: Table, ids: tuple[str, ...]) -> None:
        self.choosing = True
        self._session.select(table, *ids)
        self.choosing = False
