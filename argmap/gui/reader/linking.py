"""The pickers that the reader opens on a statement: provisions, topics, other statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.reader import choices
from argmap.gui.reader.tagging import Tagging
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind
from argmap.model.queries import provision_order
from argmap.model.records import Passage

if TYPE_CHECKING:
    from argmap.gui.reader.reader_view import ReaderView


class Linking:
    """Opens one picker after another under the passage, and hands what is chosen to the tagging."""

    def __init__(self, view: ReaderView, tagging: Tagging) -> None:
        self._view, self._tagging = view, tagging

    @property
    def _debate(self) -> Debate:
        return self._view.document.debate

    def provision_number(self, statement_id: str, number: int) -> None:
        """Links a statement to the provision of a number, counting from 1 in the order of the tree."""
        order = provision_order(self._debate)
        if number <= len(order):
            self.provision(statement_id, order[number - 1][0].id)
        else:
            many = "There are no provisions yet" if not order else f"There are only {len(order)} provisions"
            self._view.hinted.emit(f"{many}. Press P to make one from this text.")

    def provision(self, statement_id: str, provision_id: str) -> None:
        """Links a statement to a provision; for a concession asks what becomes of the provision."""
        if self._debate.statements[statement_id].kind is not StatementKind.CONCESSION:
            if self._tagging.link_provision(statement_id, provision_id):
                self._view.hinted.emit(f"Linked to {choices.provision_title(self._debate.provisions[provision_id])}.")
            return

        def chosen(what: str) -> None:
            if what == choices.WITHDRAW:
                self._tagging.withdraw(statement_id, provision_id)
            elif what == choices.NEW_VERSION:
                self._view.provision_version_wanted.emit(statement_id, provision_id)
            else:
                self._tagging.link_provision(statement_id, provision_id)

        title = f"What becomes of {choices.provision_title(self._debate.provisions[provision_id])}?"
        self._open(title, choices.of_concession(), chosen)

    def choose_provision(self, statement_id: str | None, words: str) -> None:
        """Picks a provision to link; without a statement only a new one can be made, from the words."""
        rows = choices.of_provisions(self._debate) if statement_id is not None else []
        picker = self._open(
            "Link to provision" if rows else "Provisions",
            rows,
            lambda provision_id: self.provision(statement_id or "", provision_id),
            creates=lambda text: "New provision from this text…",
        )
        picker.created.connect(lambda text: self._view.provision_wanted.emit(words, statement_id or ""))

    def choose_topics(self, statement_id: str) -> None:
        """Ticks topics, or makes one by typing its name."""
        picker = self._open(
            "Topics",
            choices.of_topics(self._debate),
            None,
            chosen_before=self._debate.statements[statement_id].topics,
            creates=lambda text: f"New topic “{text}”" if text else "",
        )
        picker.ticked.connect(lambda chosen: self._tagging.set_topics(statement_id, chosen))
        picker.created.connect(lambda name: self._tagging.new_topic(statement_id, name))

    def link(self, statement_id: str) -> None:
        """Picks the statement to link to, links, and offers to change what the link is."""
        rows = choices.of_statements(self._debate, but=[statement_id])
        self._open("Link to", rows, lambda target: self._link_to(statement_id, target))

    def merge(self, statement_id: str | None, passage: Passage) -> None:
        """Picks the statement that says the same. An untagged passage is added to it."""
        rows = choices.of_statements(self._debate, but=[statement_id] if statement_id else [])

        def chosen(other: str) -> None:
            if statement_id is None:
                self._tagging.restate(other, passage)
            else:
                self._tagging.merge(other, statement_id)

        self._open("Says the same as", rows, chosen)

    def _link_to(self, statement_id: str, target: str) -> None:
        link = self._tagging.link(statement_id, target)
        if link is None:
            return

        def chosen(what: str) -> None:
            if what.startswith(choices.UNDERCUT):
                self._tagging.undercut(link, what.removeprefix(choices.UNDERCUT))
            elif what != self._debate.relations[link].kind:
                self._tagging.retype_link(link, RelationKind(what))

        undercuttable = self._tagging.undercuttable(target)
        self._open("The link is", choices.of_kinds(self._debate, self._debate.relations[link], undercuttable), chosen)

    def _open(
        self,
        title: str,
        rows: Sequence[Choice],
        picked: Callable[[str], None] | None,
        *,
        chosen_before: Iterable[str] | None = None,
        creates: Callable[[str], str] = lambda text: "",
    ) -> Picker:
        picker = Picker(
            rows,
            title=title,
            parent=self._view,
            palette=self._view.colours,
            chosen=chosen_before,
            creates=creates,
        )
        if picked is not None:
            picker.picked.connect(picked)
        picker.popup_near(self._anchor())
        return picker

    def _anchor(self) -> QRect:
        """Where the passage is on the screen."""
        rect = self._view.cursor_rect()
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())
