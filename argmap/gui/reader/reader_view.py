"""The reader: the thread of the session's debate, with keys that tag, link and restructure it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from argmap.gui.reader import choices, highlights
from argmap.gui.reader.cursor import Cursor
from argmap.gui.reader.empty_state import paint_empty
from argmap.gui.reader.linking import Linking
from argmap.gui.reader.movements import MODIFIERS
from argmap.gui.reader.proposal_bar import ProposalBar
from argmap.gui.reader.proposals import proposals
from argmap.gui.reader.sentence_view import SentenceView
from argmap.gui.reader.tagging import Tagging
from argmap.gui.session import Selection, Session
from argmap.model.debate import Edit
from argmap.model.edits import posts
from argmap.model.kinds import StatementKind, Table
from argmap.model.records import Passage
from argmap.picture.palette import Palette

TAG_KEYS: dict[int, StatementKind] = {
    Qt.Key.Key_C: StatementKind.CLAIM,
    Qt.Key.Key_S: StatementKind.SUPPORT,
    Qt.Key.Key_O: StatementKind.OBJECTION,
    Qt.Key.Key_N: StatementKind.CONCESSION,
    Qt.Key.Key_Q: StatementKind.QUESTION,
}
_ON_WORDS = "C claim · S support · O objection · N concession · Q question · J/K next, previous sentence"
_ON_STATEMENT = "1–9 provision · P provisions · T topics · L link · M merge · Enter gist · Del untag"
_ON_PROPOSAL = "Enter takes the first · 1–9 another · Esc leaves it free"


_ACTIONS: dict[int, str] = {
    Qt.Key.Key_P: "choose_provision",
    Qt.Key.Key_T: "choose_topics",
    Qt.Key.Key_L: "link_statement",
    Qt.Key.Key_M: "merge_statement",
    Qt.Key.Key_Delete: "untag",
    Qt.Key.Key_Backspace: "untag",
}


class ReaderView(SentenceView):
    """Shows and edits one session's thread. It follows the session's selection, and selects what its cursor is on."""

    hinted = Signal(str)
    """What keys do at present, for the status bar."""
    gist_wanted = Signal(str)
    """A statement whose gist is to be worded."""
    provision_wanted = Signal(str, str)
    """A provision is to be made: its words, and the statement to link to it or ""."""
    provision_version_wanted = Signal(str, str)
    """A concession changes a provision: statement, provision."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tagging = Tagging(session)
        self._linking = Linking(self, self._tagging)
        self._following = False
        self._unfollowed = False
        self._proposed_for: tuple[str, Passage] | None = None
        self.bar = ProposalBar(self.viewport())
        self.bar.set_palette(self.colours)
        self.bar.accepted.connect(self._on_accepted)
        self.setAccessibleName("Reader")
        session.opened.connect(self.on_opened)
        session.edited.connect(self.on_edited)
        session.selected.connect(self.on_selected)
        self.cursor_moved.connect(self._on_cursor_moved)
        self.clicked.connect(self._on_clicked)
        self.on_opened()

    def set_palette(self, palette: Palette) -> None:
        super().set_palette(palette)
        self.bar.set_palette(palette)

    def tag(self, kind: StatementKind) -> None:
        """Tags the sentence or selection and proposes what it answers."""
        passage = self.passage()
        if passage is None:
            return
        statement_id = self._tagging.tag(kind, passage)
        if statement_id is None:
            return
        debate = self._session.debate
        found = [] if self._tagging.is_answered_by(statement_id) else proposals(debate, passage, statement_id)
        if found:
            self._proposed_for = (statement_id, passage)
            rows = choices.of_proposals(debate, statement_id, ((p.statement, p.why) for p in found))
            self.bar.propose(f"{choices.VERBS[kind]}…", rows)
            self._place_bar()
        else:
            self.bar.leave()
        self._hint()

    def choose_provision(self) -> None:
        """Picks a provision for the statement under the cursor, or makes one from the words."""
        passage = self.passage()
        if passage is not None:
            self._leave_proposal()
            self._linking.choose_provision(self._tagging.statement_on(passage), self.selected_text())

    def choose_topics(self) -> None:
        """Picks topics for the statement under the cursor."""
        self._with_statement(self._linking.choose_topics)

    def link_statement(self) -> None:
        """Picks what the statement under the cursor acts on."""
        self._with_statement(self._linking.link)

    def merge_statement(self) -> None:
        """Makes one of the statement under the cursor and the other selected one, or one that is picked."""
        passage = self.passage()
        if passage is None:
            return
        self._leave_proposal()
        own = self._tagging.statement_on(passage)
        others = [i for i in self._session.selection.only(Table.STATEMENTS) if i != own]
        if own is not None and len(others) == 1:
            self._tagging.merge(others[0], own)
        else:
            self._linking.merge(own, passage)

    def untag(self) -> None:
        """Takes the statement away from the passage under the cursor."""
        passage = self.passage()
        statement_id = self._tagging.statement_on(passage) if passage is not None else None
        self._leave_proposal()
        if passage is None or statement_id is None:
            self.hinted.emit("There is no tag here to take away.")
            return
        self._tagging.untag(statement_id, passage)

    def split_here(self) -> None:
        """Splits the post before the sentence under the cursor."""
        here = self.ensure_cursor()
        if here is not None:
            edit = self._tagging.made(lambda: posts.split(self._session.debate, here.post, here.start))
            if edit and self._session.do(edit):
                second = next(
                    change.id for change in edit.changes if change.before is None and change.table is Table.POSTS
                )
                self.go_to(second)
                self.ensure_cursor()

    def join_with_previous(self) -> None:
        """Joins the post under the cursor to the one above it."""
        here = self.ensure_cursor()
        index = self.document.index(here.post) if here is not None else 0
        if here is None or index < 1:
            self.hinted.emit("There is no post above to join with.")
            return
        above = self.document.post(index - 1)
        shift = len(above.text) + 2 if above.text else 0
        edit = self._tagging.made(lambda: posts.join(self._session.debate, above.id, here.post))
        if edit and self._session.do(edit):
            self.go_to(above.id, here.start + shift, here.end + shift)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & MODIFIERS
        key = event.key()
        if self.bar.is_open:
            if plain and self.bar.key(key):
                self._hint()
                return
            self._leave_proposal()
        if plain and key in TAG_KEYS:
            self.tag(TAG_KEYS[key])
        elif plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            number = key - int(Qt.Key.Key_0)
            self._with_statement(lambda statement: self._linking.provision_number(statement, number))
        elif plain and key in _ACTIONS:
            getattr(self, _ACTIONS[key])()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._with_statement(self.gist_wanted.emit)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()
        self._hint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not len(self.document):
            paint_empty(self.viewport(), self.colours, is_open=self._session.is_open)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.bar.is_open:
            self._place_bar()

    def on_opened(self) -> None:
        """Another debate is here."""
        self.bar.leave()
        self._tagging.end_act()
        self.show_debate(self._session.debate)
        self._hint()

    def on_edited(self, edit: Edit) -> None:
        """Draws again what an edit touches; out of sight, once somebody looks."""
        if not self.isVisible() and (self.is_behind or edit.touches(Table.POSTS, Table.AUTHORS, Table.QUOTES)):
            self.fall_behind()
        else:
            moved, touched = self.document.touched(edit)
            if touched:
                self.refresh(touched, moved=moved, texts=edit.touches(Table.POSTS, Table.QUOTES))
        here = self.cursor_span
        if here is not None and edit.touches(Table.POSTS):
            post = self._session.debate.posts.get(here.post)
            if post is None or here.end > len(post.text):
                self.set_cursor(None if post is None else Cursor(here.post, 0, 0, 0), reveal=False)
        if self.bar.is_open and self._proposed_for is not None:
            named = {self._proposed_for[0], *(choice.id for choice in self.bar.choices)}
            if not named <= self._session.debate.statements.keys():
                self.bar.leave()
        if not self.is_behind:
            self._hint()

    def catch_up(self) -> None:
        """Takes up the edits that were put off, and the selection that was made meanwhile."""
        if self.is_behind:
            super().catch_up()
            if self._unfollowed:
                self._unfollowed = False
                self.on_selected(self._session.selection)

    def on_selected(self, selection: Selection) -> None:
        """Follows what was selected elsewhere."""
        if self.is_behind and not self._following:
            self._unfollowed = True
            return
        statements = selection.only(Table.STATEMENTS)
        self.outline(statements[-1] if statements else "")
        if self._following or selection.current is None:
            return
        self._following = True
        if statements:
            passages = self._session.debate.statements[statements[-1]].passages
            here = self.passage() if self.selected_text() else None
            if passages and (here is None or self._tagging.statement_on(here) != statements[-1]):
                self.go_to(passages[0].post, passages[0].start, passages[0].end)
        elif selection.table is Table.POSTS and (
            self.cursor_span is None or self.cursor_span.post != selection.current
        ):
            self.go_to(selection.current)
        self._following = False

    def _on_cursor_moved(self) -> None:
        self._tagging.end_act()
        self._leave_proposal()
        passage = None if self.cursor_span is None or not self.selected_text() else self.passage()
        if not self._following and self.cursor_span is not None:
            self._following = True
            statement_id = self._tagging.statement_on(passage) if passage is not None else None
            if statement_id is not None:
                self._session.select(Table.STATEMENTS, statement_id)
            else:
                self._session.select(Table.POSTS, self.cursor_span.post)
            self._following = False
        self._hint()

    def _on_clicked(self, post_id: str, offset: int) -> None:
        """Selects the statement under the pointer, at repeated clicks the next one that overlaps there; else the
        sentence."""
        over = highlights.at(self.document.highlights(post_id), offset)
        if not over:
            span = self.sentence_at(post_id, offset)
            if span is not None:
                self.set_cursor(Cursor.on(post_id, span), reveal=False)
            return
        ids = [mark.statement for mark in over]
        selected = self._session.selection.current
        again = selected in ids and self._session.selection.table is Table.STATEMENTS
        mark = over[(ids.index(selected) + 1) % len(over)] if again and selected is not None else over[0]
        self._following = True
        self.set_cursor(Cursor.on(post_id, (mark.start, mark.end)), reveal=False)
        self._following = False
        self._session.select(Table.STATEMENTS, mark.statement)
        self._hint()

    def _on_accepted(self, target: str) -> None:
        if self._proposed_for is not None:
            self._tagging.link(self._proposed_for[0], target)
        self._hint()

    def _with_statement(self, act: Callable[[str], None]) -> None:
        passage = self.passage()
        statement_id = self._tagging.statement_on(passage) if passage is not None else None
        self._leave_proposal()
        if statement_id is None:
            self.hinted.emit(f"Tag the sentence first: {_ON_WORDS}")
        else:
            act(statement_id)

    def _leave_proposal(self) -> None:
        if self.bar.is_open:
            self.bar.leave()
            self._hint()

    def _place_bar(self) -> None:
        self.bar.place(self.cursor_rect(), self.viewport().rect())

    def _hint(self) -> None:
        here = self.cursor_span
        if self.bar.is_open:
            self.hinted.emit(_ON_PROPOSAL)
        elif here is None or not len(self.document):
            self.hinted.emit(_ON_WORDS if len(self.document) else "")
        else:
            marks = self.document.highlights(here.post)
            self.hinted.emit(_ON_STATEMENT if highlights.within(marks, here.start, here.end) else _ON_WORDS)
