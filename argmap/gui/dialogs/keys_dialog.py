"""Every key of argmap on one page."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from argmap.gui.actions import COMMANDS, MENUS, key_of
from argmap.gui.review.keys import PAGE as REVIEW_KEYS
from argmap.model.kinds import RelationKind

READER_KEYS = (
    ("↓ ↑ or J K", "next, previous sentence"),
    ("Shift with them", "more or fewer sentences"),
    ("Alt+← Alt+→", "move the end by a word"),
    ("Alt+Shift+← →", "move the beginning by a word"),
    ("Enter", "accept what a tag answers; edit the gist"),
    ("1–9", "another target; after that, link the provision with this number"),
    ("Esc", "leave the proposal"),
)
_KINDS = ", ".join(f"{number} {kind.label}" for number, kind in enumerate(RelationKind, start=1))
MAP_KEYS = (
    ("← →", "to what a card acts on, to what acts on it"),
    ("↑ ↓", "to the card above, below"),
    ("Shift with them", "add to the selection"),
    ("Ctrl with ← →", "onto a link of the card, and from a link onto what undercuts it"),
    ("↑ ↓ on a link", "to the others that act on the same; with Ctrl, to those that start from the same"),
    ("← → on a link", "to what it acts on, to what it starts from"),
    ("Ctrl+Shift with them", "move the card and pin it"),
    ("Home End or J K", "first, last, next, previous card"),
    ("Enter", "to the words in the reader"),
    ("F 1 2 3", "focus on a card, with so many steps around it"),
    ("H", "hide or dim what is left out"),
    ("B Shift+B", "fold or unfold the branch, all branches"),
    ("I Shift+I V D", "filters, none of them, views, the past"),
    ("— ← → Ctrl with them", "in the past: the day before or after; the post before or after"),
    ("/ F3 Shift+F3", "find words, next hit, the one before"),
    ("Alt+← Alt+→", "back and forward"),
    ("C S O N Q", "make the selected statements of this kind"),
    ("F2", "word the card in place: Enter keeps it, Esc does not"),
    ("M", "merge the selected statements, or with one that is chosen next"),
    ("L", "link the selected statements, as premises where they are several"),
    ("— arrows J K", "while linking: choose the card where it ends"),
    ("— Ctrl with arrows", "while linking: an arrow, to undercut it, and on to others as always"),
    ("— L or /", "while linking: choose from a list by typing"),
    ("— Space", "while linking: take the card in as one more premise"),
    ("— 1–9 M", "while linking: what it says, as the strip above the map shows"),
    ("— Enter Esc", "while linking: make it, give it up"),
    ("1–9", f"make the selected link one that {_KINDS}"),
    ("A Shift+A", "aim the selected link elsewhere, start it elsewhere"),
    ("R E", "reverse the selected link, concede in full or in part"),
    ("Delete", "delete the statement or link"),
    ("U", "pin the card where it stands, or let it move again"),
    ("Menu Shift+F10", "all that can be done with what is selected"),
    ("mouse: ring at a card", "drag it to a card or an arrow to link; click it, then the other, does the same"),
    ("mouse: ends of an arrow", "drag them elsewhere; click the arrow first"),
    ("mouse: Shift and drag", "select the cards in a frame"),
    ("mouse: side buttons", "back and forward"),
    ("X", "the map as text"),
    ("W + − 0", "fit the map, zoom in, out, actual size"),
    ("PgUp PgDown", "up and down by a view"),
    ("mouse: Space and drag", "move the map about, whatever lies under the mouse; so does the middle button"),
    ("G", "show or fold the legend"),
)
PANEL_KEYS = (
    ("F2", "name the author of posts; edit a provision or topic"),
    ("Shift+F2", "say what a post answers; Shift+Enter confirms a guess"),
    ("Ctrl+J", "join a post with the one above"),
    ("Insert Delete", "add, delete a provision or topic"),
    ("Shift+Enter", "new version of a provision"),
    ("Alt+arrows", "move a provision up, down, in, out"),
    ("Space", "give the selected statements a topic, or take it away"),
    ("Enter", "in History: go back or forward to this step"),
)


class KeysDialog(QDialog):
    """A table of keys, menu by menu, then those of the views and panels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self.resize(560, 640)
        page = QTextBrowser()
        page.setOpenLinks(False)
        page.setAccessibleName("Keys")
        page.setHtml("".join(self._sections()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(page)
        column.addWidget(buttons)

    @staticmethod
    def _sections() -> list[str]:
        sections = []
        for menu in MENUS:
            rows = [(key_of(c), c.text.rstrip("…")) for c in COMMANDS if c.menu == menu and key_of(c)]
            sections.append(_section(menu.replace("&", ""), rows))
        return [
            *sections,
            _section("In the reader", READER_KEYS),
            _section("On the map", MAP_KEYS),
            _section("In the panels", PANEL_KEYS),
            _section("In the review", REVIEW_KEYS),
        ]


def _section(title: str, rows: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td width='190'><span style='font-weight:600'>{escape(key)}</span></td><td>{escape(words)}</td></tr>"
        for key, words in rows
    )
    return f"<h3 style='font-weight:600'>{escape(title)}</h3><table cellspacing='4'>{cells}</table>"
