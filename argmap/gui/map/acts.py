"""What keys, gestures and the menu do to the debate by way of the map. Each is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from argmap.gui.map import wording
from argmap.gui.map.aims import KINDS
from argmap.gui.map.gist_editor import GistEditor
from argmap.gui.map.relinking import closes_circle, retyped, reversed_
from argmap.model.debate import Edit, EditError, edit_of
from argmap.model.edits import relations, statements
from argmap.model.kinds import Extent, RelationKind, StatementKind, Table

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

CIRCLE = (
    "This link closes a circle of statements that hold each other up, and none of them is held up by that."
    " Undo (Ctrl+Z) if that is not what was said."
)


class Acts:
    """Makes the edits through the session. What cannot be is told in one sentence."""

    def __init__(self, view: MapView) -> None:
        self._map = view
        self._session = view.session
        self._made: tuple[str, int] | None = None
        self.editor: GistEditor | None = None

    def refuses(self) -> bool:
        """Whether nothing can be changed here now, which is told."""
        if self._map.showing.moment is not None:
            self._session.refused.emit(
                "This is the map as it stood. Go back to the present (Escape) to change something."
            )
            return True
        if self._session.read_only:
            self._session.refused.emit(self._session.why_read_only)
            return True
        return False

    def do(self, make: Callable[[], Edit], *, joins: bool = False) -> bool:
        """Makes an edit; False when it was refused."""
        if self.refuses():
            return False
        try:
            edit = make()
        except EditError as error:
            self._session.refused.emit(str(error))
            return False
        return self._session.do(edit, joins=joins)

    # Statements

    def retype(self, kind: StatementKind) -> None:
        """Makes the selected statements ones of this kind."""
        chosen = self._statements()
        if not chosen:
            self._map.hinted.emit(f"Select a statement first, then this key makes it {_a(kind)}")
            return
        debate = self._session.debate
        changes = [c for i in chosen for c in statements.set_kind(debate, i, kind).changes]
        if self.do(lambda: edit_of(f"Retype as {kind}", changes)):
            what = f"{len(chosen)} statements are" if len(chosen) > 1 else "It is"
            self._map.hinted.emit(f"{what} now {_a(kind)}; the links stay what they are")

    def edit_gist(self) -> None:
        """Opens an editor over the selected card."""
        current = self._map.choices.current
        if current is None or current not in self._session.debate.statements or current not in self._map.scene.sight:
            provision = current in self._session.debate.provisions
            words = "A provision is worded in the inspector" if provision else "Select a statement first"
            self._map.hinted.emit(words)
        elif not self.refuses():
            if self.editor is not None:
                self.editor.keep()
            self._map.reveal(current)
            self.editor = GistEditor(self._map, current)

    def merge(self, keep: str, others: Sequence[str]) -> bool:
        """Makes one statement of several, and selects it."""
        if keep not in self._session.debate.statements:
            self._session.refused.emit("Only statements can be merged. Choose a statement.")
            return False
        if not self.do(lambda: statements.merge(self._session.debate, keep, others)):
            return False
        self._session.select(Table.STATEMENTS, keep)
        self._map.hinted.emit(f"Merged into {wording.title(self._session.debate, keep)}")
        return True

    def merge_chosen(self) -> None:
        """Merges the selected statements into the first of them; with a single one, asks for the other."""
        chosen = self._statements()
        if len(chosen) > 1:
            self.merge(chosen[0], chosen[1:])
        else:
            self._map.linking.begin(chosen, merging=True)

    # Links

    def link(self, make: Callable[[], tuple[Edit, str]]) -> str | None:
        """Makes or changes a link, and selects it; the id, or None when it was refused."""
        made: list[str] = []

        def edit() -> Edit:
            change, relation_id = make()
            made.append(relation_id)
            return change

        before = self._session.debate.revision
        if not self.do(edit):
            return None
        relation_id, now = made[0], self._session.debate.revision
        self._made = (relation_id, now) if now != before else None
        self._session.select(Table.RELATIONS, relation_id)
        self._tell(relation_id)
        if now == before:
            self._map.told.emit("That link is there already; it is selected now.")
        elif closes_circle(self._session.debate, self._session.debate.relations[relation_id]):
            self._map.told.emit(CIRCLE)
        return relation_id

    def set_link_kind(self, number: int) -> None:
        """Makes the selected link what a digit stands for; right after it was made, as part of the same step."""
        debate, relation_id = self._session.debate, self._link()
        if relation_id is None:
            return
        make = partial(retyped, debate, relation_id, KINDS[number - 1])
        joins = self._made == (relation_id, debate.revision)
        if self.do(make, joins=joins):
            self._made = (relation_id, debate.revision) if joins else None
            self._tell(relation_id)

    def reverse(self) -> None:
        """Turns the selected link round."""
        relation_id = self._link()
        if relation_id is not None and self.do(partial(reversed_, self._session.debate, relation_id)):
            self._tell(relation_id)

    def toggle_extent(self) -> None:
        """Makes the selected concession partial, or full again."""
        relation_id = self._link()
        if relation_id is None:
            return
        partial = self._session.debate.relations[relation_id].extent is not Extent.PARTIAL
        extent = Extent.PARTIAL if partial else Extent.FULL
        if self.do(lambda: relations.set_extent(self._session.debate, relation_id, extent)):
            self._map.hinted.emit(f"The concession is {extent.value}")

    def _link(self) -> str | None:
        """The selected link."""
        current = self._map.choices.current
        if current in self._session.debate.relations:
            return current
        self._map.hinted.emit("Select an arrow first: click it, or press Ctrl and an arrow key")
        return None

    def _statements(self) -> tuple[str, ...]:
        return self._session.selection.only(Table.STATEMENTS)

    def _tell(self, relation_id: str) -> None:
        debate = self._session.debate
        relation = debate.relations[relation_id]
        said = f"{wording.VERBS[relation.kind].capitalize()} {wording.title(debate, relation.target.id)}"
        extent = " · E full or partial" if relation.kind is RelationKind.CONCEDES else ""
        self._map.hinted.emit(f"{said} · 1–9 another kind · A aim · R reverse{extent} · Del")


def _a(kind: StatementKind) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
