"""The codebook at the left: topics, their colours, how often each is used."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.models import wording
from argmap.gui.models.topic_model import TopicModel
from argmap.gui.models.vocabularies import load, vocabularies
from argmap.gui.panels.button_row import ButtonRow
from argmap.gui.panels.doing import ask
from argmap.gui.panels.outline_view import OutlineView
from argmap.gui.panels.style import dress
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.edits import statements, topics
from argmap.model.kinds import Table
from argmap.model.queries import topic_order
from argmap.picture.palette import LIGHT, Palette


class TopicsPanel(QWidget):
    """The tree of topics. Space or Enter gives the current one to the selected statements, or takes it away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._colours = LIGHT
        self.model = TopicModel(session)
        self.view = _TopicView(self.model, "Topics", parent=self)
        self.setFocusProxy(self.view)
        self.empty = QLabel("No topics yet. Press Insert to add one, or load a starter vocabulary from More.")
        self.hint = QLabel()
        for label in (self.empty, self.hint):
            label.setWordWrap(True)
            label.setProperty("look", "quiet")
            label.setContentsMargins(14, 6, 14, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.hint)
        column.addWidget(self._add_commands())
        self.view.activated_id.connect(lambda _: self.toggle())
        self.model.modelReset.connect(self._on_model_reset)
        session.selected.connect(self._on_selected)
        self._on_model_reset()
        self._on_selected()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._colours = palette
        dress(self, palette)
        self.view.set_palette(palette)

    def toggle(self) -> None:
        """Gives the current topic to the selected statements, or takes it from them when all have it."""
        topic_id = self.view.current_id
        chosen = self.session.selection.only(Table.STATEMENTS)
        if topic_id is None:
            return
        if not chosen:
            self.session.refused.emit("No statement is selected. Select one to give it a topic.")
            return
        on = self.model.is_on_selection(topic_id)
        changing = [i for i in chosen if (topic_id in self.session.debate.statements[i].topics) == on]
        ask(self.session, *(partial(_toggled, statement_id=i, topic_id=topic_id) for i in changing))

    def add(self) -> None:
        """Asks for a new topic, beside the current one."""
        current = self.view.current_id
        below = self.session.debate.topics[current].parent if current is not None else None
        self._ask(below=below)

    def add_below(self) -> None:
        """Asks for a new topic below the current one."""
        if (current := self.view.current_id) is not None:
            self._ask(below=current)

    def edit(self) -> None:
        """Asks for the current topic's name, colour and definition."""
        if (current := self.view.current_id) is not None:
            self._ask(topic_id=current)

    def delete(self) -> None:
        """Deletes the current topic; undo brings it back."""
        if (current := self.view.current_id) is not None:
            ask(self.session, lambda d: topics.delete(d, current))

    def indent(self) -> None:
        """Puts the current topic below the one before it on the same level."""
        current = self.view.current_id
        if current is None:
            return
        parent = self.session.debate.topics[current].parent
        siblings = [topic.id for topic, _ in topic_order(self.session.debate) if topic.parent == parent]
        place = siblings.index(current)
        if place:
            ask(self.session, lambda d: topics.move(d, current, siblings[place - 1]))

    def outdent(self) -> None:
        """Puts the current topic beside the one that it is below."""
        current = self.view.current_id
        parent = self.session.debate.topics[current].parent if current is not None else None
        if current is not None and parent is not None:
            above = self.session.debate.topics[parent].parent
            ask(self.session, lambda d: topics.move(d, current, above))

    def load_vocabulary(self) -> None:
        """Asks which starter vocabulary to add."""
        known = vocabularies()
        choices = [
            Choice(str(number), vocabulary.name, wording.counted(vocabulary.size(), "topic"))
            for number, vocabulary in enumerate(known)
        ]
        picker = Picker(choices, title="Load a starter vocabulary", parent=self, palette=self._colours)
        picker.picked.connect(lambda number: ask(self.session, lambda d: load(d, known[int(number)])))
        picker.popup_near(QRect(self.mapToGlobal(self.view.pos()), self.view.size().boundedTo(self.minimumSizeHint())))

    def _ask(self, *, topic_id: str | None = None, below: str | None = None) -> None:
        from argmap.gui.dialogs.topic_dialog import TopicDialog

        dialog = TopicDialog(self.session, self, topic_id=topic_id, below=below)
        dialog.accepted.connect(lambda: self.view.go_to(dialog.topic_id_made or dialog.topic_id or ""))
        dialog.open()

    def _add_commands(self) -> ButtonRow:
        command = self.view.add_command
        add = command("Add topic…", "Ins", self.add)
        edit = command("Edit…", "F2", self.edit)
        every = [
            add,
            command("Add below…", "Shift+Ins", self.add_below),
            edit,
            command("Delete", "Del", self.delete),
            command("Indent", "Alt+Right", self.indent),
            command("Outdent", "Alt+Left", self.outdent),
            command("Load starter vocabulary…", "Ctrl+L", self.load_vocabulary),
        ]
        return ButtonRow([("Add…", add), ("Edit…", edit)], every, self)

    def _on_selected(self) -> None:
        chosen = len(self.session.selection.only(Table.STATEMENTS))
        which = "the selected statement" if chosen == 1 else f"{chosen} selected statements"
        self.hint.setText(f"Space gives a topic to {which}, or takes it away.")
        self.hint.setVisible(bool(chosen) and bool(self.session.debate.topics))

    def _on_model_reset(self) -> None:
        self.empty.setVisible(not self.session.debate.topics)
        self.view.recall()


def _toggled(debate: Debate, statement_id: str, topic_id: str) -> Edit:
    return statements.toggle_topic(debate, statement_id, topic_id)


class _TopicView(OutlineView):
    """Space toggles, where other lists would look for a space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.activated_id.emit(self.current_id or "")
            return
        super().keyPressEvent(event)
