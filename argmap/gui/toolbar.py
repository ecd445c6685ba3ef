"""The bar of buttons below the menus: files, undo, tagging, search, views."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from argmap.gui.actions import Actions, command_named, key_of, tooltip
from argmap.gui.key_button import KeyButton
from argmap.paths import resource
from argmap.picture import fonts
from argmap.picture.palette import Palette

BUTTONS: tuple[tuple[str, str, str], ...] = (
    ("open", "Open…", ""),
    ("export", "Export…", ""),
    ("|", "", ""),
    ("undo", "↶ Undo", ""),
    ("redo", "↷ Redo", ""),
    ("|", "", ""),
    ("tag_claim", "Claim", "claim"),
    ("tag_objection", "Objection", "objection"),
    ("tag_concession", "Concession", "concession"),
    ("tag_support", "Support", "support"),
    ("provision", "Provision", "provision"),
    ("topics", "Topic", "topic"),
    ("|", "", ""),
)
VIEWS = ("read", "split", "map", "matrix", "review")
WITH_KEY = {"tag_claim", "tag_objection", "tag_concession", "tag_support", "provision", "topics", *VIEWS}
TIGHT_BELOW = 1240
"""Window width in pixels under which only tag buttons show their keys."""
SLACK = 28
"""Pixels by which the bar may turn out wider once it has its style."""


class SearchField(QPushButton):
    """Looks like a field and opens the search when it is pressed; the list that opens has the filter to type in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Search…", parent)
        self.setObjectName("search")
        self.setAccessibleName("Search posts, statements and provisions")
        self.setToolTip("Search posts, statements and provisions (Ctrl+F)")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFixedHeight(30)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 7, 0)
        self._cap = QLabel("Ctrl F")
        self._cap.setFont(fonts.font("key"))
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addStretch(1)
        row.addWidget(self._cap)
        self.set_compact(False, False)

    def set_compact(self, compact: bool, tight: bool) -> None:
        """Takes less room, or hardly any."""
        self.setFixedWidth(88 if tight else 126 if compact else 150)
        self._cap.setHidden(tight)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(
            f"#search {{ text-align: left; color: {palette.secondary}; background: {palette.card}; padding: 0 10px; }}"
        )
        self._cap.setStyleSheet(
            f"color: {palette.secondary}; background: {palette.panel}; border: 1px solid {palette.line};"
            " border-radius: 4px; padding: 0 4px;"
        )


class ToolBar(QToolBar):
    """The window's only toolbar. It cannot be moved or hidden."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Tools", parent)
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions = actions
        self._buttons: dict[str, KeyButton] = {}
        for name, text, glyph in BUTTONS:
            if name == "|":
                self.addSeparator()
            else:
                self._add(name, text, glyph)
        self.search = SearchField()
        self.search.clicked.connect(actions["find"].trigger)
        self.addWidget(self.search)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        for name in VIEWS:
            self._add(name, command_named(name).text, "")
        for child in self.findChildren(QToolButton, "qt_toolbar_ext_button"):
            child.setToolTip("More tools")
            child.setAccessibleName("More tools")
        self._wide = self.sizeHint().width() + SLACK

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        for button in self._buttons.values():
            button.set_palette(palette)
        self.search.set_palette(palette)
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")  # Qt's own arrows are black on any ground
        if isinstance(more, QToolButton):
            more.setIcon(QIcon(str(resource("icons", f"more-{palette.name}.svg"))))
            more.setToolTip("More buttons")

    def fit_to(self, width: int) -> None:
        """Shows the tag buttons without their words where there is no room in so many pixels for all buttons with theirs, and
        the other buttons without their keys where there is less."""
        compact, tight = width < self._wide, width < TIGHT_BELOW
        for button in self._buttons.values():
            button.set_compact(compact if button.has_sign else tight)
        self.search.set_compact(compact, tight)

    def _add(self, name: str, text: str, glyph: str) -> None:
        command, action = command_named(name), self._actions[name]
        button = KeyButton(text, key_of(command) if name in WITH_KEY else "", glyph)
        button.setAccessibleName(command.text.rstrip("…"))
        button.setToolTip(tooltip(command))
        button.setCheckable(action.isCheckable())
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())
        button.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._buttons[name] = button
        self.addWidget(button)

    def _on_action_changed(self) -> None:
        for name, button in self._buttons.items():
            action = self._actions[name]
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())
