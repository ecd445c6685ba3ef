"""The thread at the left: every post, who wrote it, how much of it is tagged."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.models import wording
from argmap.gui.models.thread_model import ThreadModel
from argmap.gui.panels.author_picker import author_picker
from argmap.gui.panels.doing import ask
from argmap.gui.panels.outline_view import OutlineView
from argmap.gui.panels.style import dress
from argmap.gui.session import Selection, Session
from argmap.model.edits import posts
from argmap.model.kinds import Table
from argmap.model.queries import thread_order
from argmap.picture.palette import LIGHT, Palette

_ROOT = " root"


class ThreadPanel(QWidget):
    """Posts in thread order. What is selected here is selected everywhere, and the other way round: a statement selects the
    posts in which it is said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._colours = LIGHT
        self._following = False
        self._behind = False
        self.model = ThreadModel(session)
        self.view = OutlineView(self.model, "Thread", parent=self)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.view)
        self._add_actions()
        self.view.selectionModel().selectionChanged.connect(self._on_rows_selected)
        self.model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        self.model.modelReset.connect(self._on_model_reset)
        session.selected.connect(self.on_selected)
        self.on_selected(session.selection)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._colours = palette
        dress(self, palette)
        self.view.set_palette(palette)

    def on_selected(self, selection: Selection) -> None:
        """Shows what is selected, without selecting anything anew; out of sight, once somebody looks."""
        if self.isVisible():
            self._follow(selection, reveal=True)
        else:
            self._behind = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._behind:
            self._behind = False
            self._follow(self.session.selection, reveal=True)

    def set_author(self) -> None:
        """Asks who wrote the selected posts."""
        ids = self.view.selected_ids()
        if not ids:
            return
        picker = author_picker(self.session, ids, self, self._colours)
        self._pop_up(picker)

    def set_parent(self) -> None:
        """Asks what the current post answers."""
        post_id = self.view.current_id
        if post_id is None:
            return
        debate = self.session.debate
        choices = [Choice(_ROOT, "Nothing: it starts a thread", glyph="")]
        for post, depth in thread_order(debate):
            if post.id != post_id:
                name = wording.author_of(debate, post)
                choices.append(Choice(post.id, f"{name}: {wording.opening_words(post, 60)}", depth=min(depth, 5)))
        picker = Picker(choices, title="What the post answers", parent=self, palette=self._colours)
        picker.picked.connect(
            lambda parent: ask(
                self.session, lambda d: posts.set_parent(d, post_id, None if parent == _ROOT else parent)
            )
        )
        self._pop_up(picker)

    def confirm_parent(self) -> None:
        """Makes the inferred parents of the selected posts the user's own word."""
        guessed = [i for i in self.view.selected_ids() if wording.is_guess(self.session.debate.posts[i])]
        makers = [lambda d, i=i: posts.set_parent(d, i, d.posts[i].parent) for i in guessed]
        ask(self.session, *makers)

    def join_with_above(self) -> None:
        """Joins the current post to the one above it in the list."""
        post_id = self.view.current_id
        above = self.model.previous(post_id) if post_id is not None else None
        if post_id is None or above is None:
            self.session.refused.emit("There is no post above to join this one to. Select a later post.")
        elif ask(self.session, lambda d: posts.join(d, above, post_id)):
            self.session.select(Table.POSTS, above)

    def _follow(self, selection: Selection, *, reveal: bool) -> None:
        wanted = self._posts_of(selection)
        if wanted == set(self.view.selected_ids()):
            self._following = False
            return
        self._following = True
        self.view.clearSelection()
        current = selection.current if selection.table is Table.POSTS else next(iter(wanted), None)
        if current is not None and (reveal or self.model.index_of(current).isValid()):
            self.view.go_to(current)
        chooser = self.view.selectionModel()
        for post_id in wanted:
            index = self.model.reveal(post_id) if reveal else self.model.index_of(post_id)
            chooser.select(index, chooser.SelectionFlag.Select)
        self._following = False

    def _add_actions(self) -> None:
        add = self.view.add_command
        add("Set author…", "F2", self.set_author)
        add("Set what it answers…", "Shift+F2", self.set_parent)
        add("Guessed answer is right", "Shift+Return", self.confirm_parent)
        add("Join with the post above", "Ctrl+J", self.join_with_above)

    def _pop_up(self, picker: Picker) -> None:
        rect = self.view.visualRect(self.view.currentIndex())
        rect.moveTopLeft(self.view.viewport().mapToGlobal(rect.topLeft()))
        picker.popup_near(rect)

    def _posts_of(self, selection: Selection) -> set[str]:
        debate, current = self.session.debate, selection.current or ""
        if selection.table is Table.POSTS:
            return set(selection.ids)
        if selection.table is Table.STATEMENTS and current in debate.statements:
            return {passage.post for passage in debate.statements[current].passages[:1]}
        if selection.table is Table.QUOTES and current in debate.quotes:
            return {debate.quotes[current].post}
        return set()

    def _on_rows_selected(self) -> None:
        if not self._following:
            ids = self.view.selected_ids()
            if ids:
                self.session.select(Table.POSTS, *ids)

    def _on_model_about_to_be_reset(self) -> None:
        self._following = True

    def _on_model_reset(self) -> None:
        if self.isVisible():
            self._follow(self.session.selection, reveal=False)  # what was folded away stays so
        else:
            self._following, self._behind = False, True
