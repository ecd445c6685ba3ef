"""The provisions at the left: what the proposal says, where it draws its lines, and how each fares."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from argmap.gui.models.provision_model import ProvisionModel
from argmap.gui.panels.button_row import ButtonRow
from argmap.gui.panels.doing import ask
from argmap.gui.panels.outline_view import OutlineView
from argmap.gui.panels.style import dress
from argmap.gui.panels.version_history import VersionHistory
from argmap.gui.session import Selection, Session
from argmap.model.edits import provisions
from argmap.model.kinds import Table, VersionStatus
from argmap.picture.palette import Palette


class ProvisionsPanel(QWidget):
    """The tree of provisions and, below it, the versions of the one that is selected."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._following = False
        self.model = ProvisionModel(session)
        self.view = OutlineView(self.model, "Provisions", two_lines=True, parent=self)
        self.setFocusProxy(self.view)
        self.empty = QLabel("No provisions yet. Press Insert to add one, or select words in the reader and press P.")
        self.empty.setWordWrap(True)
        self.empty.setProperty("look", "quiet")
        self.empty.setContentsMargins(14, 8, 14, 8)
        self.heading = QLabel()
        self.heading.setProperty("look", "section")
        self.heading.setWordWrap(True)
        self.history = VersionHistory(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self.view, 3)
        column.addWidget(self._history_box(), 1)
        column.addWidget(self._add_commands())
        self.view.activated_id.connect(lambda _: self.edit())
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        self.model.modelReset.connect(self._on_model_reset)
        session.selected.connect(self.on_selected)
        session.edited.connect(lambda _: self._show_history())
        self._on_model_reset()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        dress(self, palette)
        self.view.set_palette(palette)

    def on_selected(self, selection: Selection) -> None:
        """Shows the provision that is selected; another selection leaves this one where it is."""
        chosen = selection.only(Table.PROVISIONS)
        if chosen and chosen[-1] != self.view.current_id:
            self._following = True
            self.view.go_to(chosen[-1])
            self._following = False

    def add(self) -> None:
        """Asks for a new provision, beside the current one."""
        from argmap.gui.dialogs.provision_dialog import ProvisionDialog

        current = self.view.current_id
        below = self.session.debate.provisions[current].parent if current is not None else None
        ProvisionDialog(self.session, self, below=below).open()

    def edit(self) -> None:
        """Asks what the current provision is to be called and say."""
        from argmap.gui.dialogs.provision_dialog import ProvisionDialog

        if (current := self.view.current_id) is not None:
            ProvisionDialog(self.session, self, provision_id=current).open()

    def new_version(self, status: VersionStatus = VersionStatus.AMENDED) -> None:
        """Asks for the next version of the current provision."""
        from argmap.gui.dialogs.version_dialog import VersionDialog

        if (current := self.view.current_id) is not None:
            because_of = self.session.selection.only(Table.STATEMENTS)
            reason = because_of[-1] if because_of else None
            VersionDialog(self.session, current, self, because_of=reason, status=status).open()

    def remove_last_version(self) -> None:
        """Takes the current provision's last version away."""
        if (current := self.view.current_id) is not None:
            number = self.session.debate.provisions[current].current.number
            ask(self.session, lambda d: provisions.remove_version(d, current, number))

    def delete(self) -> None:
        """Deletes the current provision; undo brings it back."""
        if (current := self.view.current_id) is not None:
            ask(self.session, lambda d: provisions.delete(d, current))

    def move_by(self, rows: int) -> None:
        """Moves the current provision up or down among its siblings."""
        if (current := self.view.current_id) is not None:
            parent = self.session.debate.provisions[current].parent
            siblings = self._children(parent)
            place = siblings.index(current) + rows
            if 0 <= place < len(siblings):
                ask(self.session, lambda d: provisions.move(d, current, parent, place))

    def indent(self) -> None:
        """Puts the current provision below the sibling before it."""
        if (current := self.view.current_id) is not None:
            siblings = self._children(self.session.debate.provisions[current].parent)
            place = siblings.index(current)
            if place:
                above = siblings[place - 1]
                count = len(self._children(above))
                ask(self.session, lambda d: provisions.move(d, current, above, count))

    def outdent(self) -> None:
        """Puts the current provision beside the one that it is below."""
        if (current := self.view.current_id) is not None:
            debate = self.session.debate
            parent = debate.provisions[current].parent
            if parent is not None:
                above = debate.provisions[parent].parent
                place = self._children(above).index(parent) + 1
                ask(self.session, lambda d: provisions.move(d, current, above, place))

    def _children(self, parent: str | None) -> list[str]:
        below = [p for p in self.session.debate.provisions.values() if p.parent == parent]
        return [p.id for p in sorted(below, key=lambda p: (p.position, p.id))]

    def _add_commands(self) -> ButtonRow:
        command = self.view.add_command
        add = command("Add provision…", "Ins", self.add)
        edit = command("Edit…", "F2", self.edit)
        version = command("New version…", "Shift+Return", self.new_version)
        every = [
            *(add, edit, version),
            command("Withdraw…", "", lambda: self.new_version(VersionStatus.WITHDRAWN)),
            command("Remove last version", "", self.remove_last_version),
            command("Delete", "Del", self.delete),
            command("Move up", "Alt+Up", lambda: self.move_by(-1)),
            command("Move down", "Alt+Down", lambda: self.move_by(1)),
            command("Indent", "Alt+Right", self.indent),
            command("Outdent", "Alt+Left", self.outdent),
        ]
        return ButtonRow([("Add…", add), ("Edit…", edit), ("Version…", version)], every, self)

    def _history_box(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(14, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(90)
        self._history_area = area
        return area

    def _show_history(self) -> None:
        provision = self.session.debate.provisions.get(self.view.current_id or "")
        self._history_area.setVisible(provision is not None)
        self.empty.setVisible(not self.session.debate.provisions)
        if provision is not None:
            self.heading.setText(f"How {provision.citation or provision.title} changed")
        self.history.show_provision(provision.id if provision is not None else None)

    def _on_current_changed(self) -> None:
        current = self.view.current_id
        if not self._following and current is not None:
            self.session.select(Table.PROVISIONS, current)
        self._show_history()

    def _on_model_about_to_be_reset(self) -> None:
        self._following = True

    def _on_model_reset(self) -> None:
        self._following = True
        chosen = self.session.selection.only(Table.PROVISIONS)
        self.view.recall(chosen[-1] if chosen else None)
        self._following = False
        self._show_history()
