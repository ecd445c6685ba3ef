"""Every command of the window as a QAction: one table from which menus, toolbar, palette and the list of keys are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name in code, its words, its keys and the menu it is in.

    ``keys`` are application-wide; ``view_key`` is a key of the view that has the focus, shown beside the words but handled
    by that view. ``needs`` is what must be there: "debate", "writable" or nothing. ``group`` makes checkable alternatives.
    """

    name: str
    text: str
    menu: str
    keys: str = ""
    view_key: str = ""
    needs: str = ""
    group: str = ""
    checkable: bool = False
    tip: str = ""


MENUS = ("&File", "&Edit", "&Statement", "&Map", "&View", "&Help")

COMMANDS = (
    Command("new", "New debate…", "&File", "Ctrl+N", tip="Start an empty debate in a file of its own"),
    Command("open", "Open…", "&File", "Ctrl+O", tip="Open a debate, or a thread file as a new debate beside it"),
    Command(
        "open_folder",
        "Open a folder…",
        "&File",
        "Ctrl+Shift+O",
        tip="Make a new debate of a folder of messages, comments or parts of a thread",
    ),
    Command(
        "open_copied",
        "New debate from clipboard",
        "&File",
        "Ctrl+Shift+V",
        tip="Make a new debate of the thread that you copied",
    ),
    Command("open_sample", "Open the sample debate", "&File", tip="Open a copy of a finished debate to look around in"),
    Command(
        "import_into",
        "Add a file to this debate…",
        "&File",
        "Ctrl+I",
        needs="writable",
        tip="Add a thread, or only what is new in one that was added before",
    ),
    Command(
        "import_folder",
        "Add a folder to this debate…",
        "&File",
        "Ctrl+Shift+I",
        needs="writable",
        tip="Add a folder of messages, comments or parts of a thread",
    ),
    Command("paste", "Add from clipboard", "&File", "Ctrl+V", needs="writable", tip="Add the thread that you copied"),
    Command(
        "find_quotes",
        "Look for quotes",
        "&File",
        needs="writable",
        tip="Look for quotes again; what you have decided stays as it is",
    ),
    Command(
        "export", "Export…", "&File", "Ctrl+E", needs="debate", tip="Write the map as a picture, or the debate as data"
    ),
    Command("print_preview", "Print preview…", "&File", needs="debate", tip="See the map on sheets of paper first"),
    Command(
        "print", "Print…", "&File", "Ctrl+P", needs="debate", tip="Print the map on one sheet, or on several to glue"
    ),
    Command(
        "copy_map",
        "Copy map as picture",
        "&Map",
        "Ctrl+Shift+C",
        needs="debate",
        tip="Put what the map shows on the clipboard, as a picture",
    ),
    Command("save_copy", "Save a copy…", "&File", "Ctrl+Shift+S", needs="debate"),
    Command("close", "Close debate", "&File", "Ctrl+W", needs="debate"),
    Command("quit", "Quit", "&File", "Ctrl+Q"),
    Command("undo", "Undo", "&Edit", "Ctrl+Z", needs="writable"),
    Command("redo", "Redo", "&Edit", "Ctrl+Shift+Z, Ctrl+Y", needs="writable"),
    Command("find", "Find…", "&Edit", "Ctrl+F", needs="debate", tip="Search posts, statements and provisions"),
    Command("palette", "Command palette…", "&Edit", "Ctrl+Shift+P", tip="Run any command by typing its name"),
    Command("tag_claim", "Claim", "&Statement", view_key="C", needs="writable", tip="Tag the sentence as a claim"),
    Command(
        "tag_support", "Support", "&Statement", view_key="S", needs="writable", tip="Tag the sentence as a support"
    ),
    Command(
        "tag_objection",
        "Objection",
        "&Statement",
        view_key="O",
        needs="writable",
        tip="Tag the sentence as an objection",
    ),
    Command(
        "tag_concession",
        "Concession",
        "&Statement",
        view_key="N",
        needs="writable",
        tip="Tag the sentence as a concession",
    ),
    Command(
        "tag_question", "Question", "&Statement", view_key="Q", needs="writable", tip="Tag the sentence as a question"
    ),
    Command(
        "provision", "Provision…", "&Statement", view_key="P", needs="writable", tip="Link the statement to a provision"
    ),
    Command("topics", "Topics…", "&Statement", view_key="T", needs="writable", tip="Give the statement topics"),
    Command("link", "Link to…", "&Statement", view_key="L", needs="writable", tip="Link the statement to another one"),
    Command("merge", "Merge with…", "&Statement", view_key="M", needs="writable", tip="Make one statement of two"),
    Command(
        "untag", "Untag", "&Statement", view_key="Del", needs="writable", tip="Delete the statement, not the words"
    ),
    Command(
        "new_provision", "New provision…", "&Statement", "Ctrl+Shift+N", needs="writable", tip="From the selected words"
    ),
    Command(
        "own_statement",
        "Implicit premise…",
        "&Statement",
        "Ctrl+Shift+M",
        needs="writable",
        tip="A statement nobody made",
    ),
    Command("split_post", "Split post here", "&Statement", "Ctrl+Return", needs="writable"),
    Command("join_post", "Join with the post above", "&Statement", "Ctrl+Shift+J", needs="writable"),
    Command("fit", "Fit map", "&Map", "Ctrl+9", needs="debate"),
    Command("zoom_in", "Zoom in", "&Map", "Ctrl++, Ctrl+=", needs="debate"),
    Command("zoom_out", "Zoom out", "&Map", "Ctrl+-", needs="debate"),
    Command("zoom_reset", "Actual size", "&Map", "Ctrl+0", needs="debate"),
    Command(
        "find_on_map", "Find on map…", "&Map", view_key="/", needs="debate", tip="Number the cards that have some words"
    ),
    Command(
        "map_focus",
        "Focus",
        "&Map",
        view_key="F",
        needs="debate",
        tip="Show a card with its neighbours; 1 to 3 set how far",
    ),
    Command("map_fold", "Fold or unfold the branch", "&Map", view_key="B", needs="debate"),
    Command("map_fold_all", "Fold or unfold all", "&Map", view_key="Shift+B", needs="debate"),
    Command(
        "map_filter",
        "Filter…",
        "&Map",
        view_key="I",
        needs="debate",
        tip="Narrow the map by provision, topic, author, kind, verdict, days",
    ),
    Command("map_hides", "Hide or dim what is left out", "&Map", view_key="H", needs="debate"),
    Command("map_views", "Views…", "&Map", view_key="V", needs="debate", tip="Parts of the map under a name"),
    Command("map_past", "As it stood…", "&Map", view_key="D", needs="debate", tip="The map as it stood on a day"),
    Command(
        "map_past_post",
        "As it stood after this post",
        "&Map",
        needs="debate",
        tip="The map as it stood when the selected post, or what is selected, had just been said",
    ),
    Command(
        "map_text", "Map as text…", "&Map", view_key="X", needs="debate", tip="An outline to read from top to bottom"
    ),
    Command("map_back", "Back", "&Map", view_key="Alt+Left", needs="debate"),
    Command("map_forward", "Forward", "&Map", view_key="Alt+Right", needs="debate"),
    Command("tidy", "Tidy map", "&Map", "Ctrl+T", needs="writable", tip="Lay the map out afresh; pinned cards stay"),
    Command(
        "tidy_branch",
        "Tidy branch",
        "&Map",
        "Ctrl+Shift+T",
        needs="writable",
        tip="Lay out afresh what hangs on the card",
    ),
    Command(
        "layout_automatic",
        "Automatic layout",
        "&Map",
        needs="writable",
        group="layout",
        tip="The layout that suits the shape of the map",
    ),
    Command(
        "layout_tidy",
        "Tree",
        "&Map",
        needs="writable",
        group="layout",
        tip="Answers in columns to the right of what they answer",
    ),
    Command(
        "layout_outline",
        "Outline",
        "&Map",
        needs="writable",
        group="layout",
        tip="One card a line, answers further in: large maps at a glance",
    ),
    Command(
        "layout_layered",
        "Layers",
        "&Map",
        needs="writable",
        group="layout",
        tip="Columns that keep crossing lines few, for small maps",
    ),
    Command("layout_flow", "Flow", "&Map", needs="writable", group="layout", tip="A column for each round of replies"),
    Command("verdicts", "Show verdicts", "&Map", "Ctrl+Shift+D", needs="debate", checkable=True),
    Command("read", "Read", "&View", "F5", group="view"),
    Command("split", "Split", "&View", "F6", group="view"),
    Command("map", "Map", "&View", "F7", group="view"),
    Command("matrix", "Matrix", "&View", "F8", group="view"),
    Command("review", "Review", "&View", "F9", group="view", tip="What the import inferred, to accept or put right"),
    Command("to_panel", "Go to thread, provisions, topics", "&View", "Ctrl+1"),
    Command("to_reader", "Go to reader", "&View", "Ctrl+2"),
    Command("to_map", "Go to map", "&View", "Ctrl+3"),
    Command("to_inspector", "Go to inspector", "&View", "Ctrl+4"),
    Command("theme_system", "Colours of the desktop", "&View", group="theme"),
    Command("theme_light", "Light", "&View", group="theme"),
    Command("theme_dark", "Dark", "&View", group="theme"),
    Command("keys", "Keys", "&Help", "F1", tip="Every key on one page"),
    Command("about", "About argmap", "&Help"),
)

_BREAKS = {
    "import_into",
    "close",
    "find",
    "provision",
    "new_provision",
    "split_post",
    "find_on_map",
    "map_filter",
    "map_back",
    "tidy",
    "layout_automatic",
    "verdicts",
    "to_panel",
    "theme_system",
}
"""Commands with a line above them in their menu."""


class Actions(QObject):
    """The QActions by name, and the menus that hold them."""

    chosen = Signal(str)
    """The name of a command that the user has chosen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            self._actions[command.name] = self._make(command, window)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Puts the menus on a menu bar; returns them by title."""
        menus = {title: bar.addMenu(title) for title in MENUS}
        for command in COMMANDS:
            if command.name in _BREAKS:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(self._actions[command.name])
        return menus

    def allow(self, present: Iterable[str]) -> None:
        """Enables what can be done; ``present`` holds "debate" and "writable" when they are there."""
        there = {"", *present}
        for command in COMMANDS:
            self._actions[command.name].setEnabled(command.needs in there)

    def _make(self, command: Command, window: QWidget) -> QAction:
        text = f"{command.text}\t{command.view_key}" if command.view_key else command.text
        action = QAction(text, window)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable or bool(command.group))
        if command.keys:
            action.setShortcuts([QKeySequence(keys) for keys in command.keys.split(", ")])
        action.setToolTip(tooltip(command))
        action.setStatusTip(command.tip)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            group.addAction(action)
        action.triggered.connect(self._on_triggered)
        window.addAction(action)
        return action

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.chosen.emit(sender.objectName())


def key_of(command: Command) -> str:
    """A command's first key for people, for example "Ctrl+F"."""
    return command.view_key or command.keys.split(", ")[0]


def tooltip(command: Command) -> str:
    """A command's tip with its key."""
    words = command.tip or command.text.rstrip("…")
    key = key_of(command)
    return f"{words} ({key})" if key else words


def command_named(name: str) -> Command:
    """The command of this name."""
    return next(command for command in COMMANDS if command.name == name)
