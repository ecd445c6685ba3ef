"""The map as text: an outline that a screen reader reads from top to bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from argmap.gui.map import words
from argmap.gui.map.map_view import MapView
from argmap.gui.models.wording import counted
from argmap.picture.numbering import told


class TextDialog(QDialog):
    """Every card that is shown, a line each, indented by what it hangs on, with its number, verdict and links."""

    def __init__(self, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # the text of a large map is megabytes
        self.setWindowTitle("The map as text")
        self.resize(720, 560)
        lines = outline(view)
        self.text = QPlainTextEdit("\n".join(line for _, line in lines))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The map as text")
        current = view.session.selection.current
        at = next((n for n, (card_id, _) in enumerate(lines) if card_id == current), 0)
        cursor = QTextCursor(self.text.document().findBlockByNumber(at))
        self.text.setTextCursor(cursor)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(QLabel(f"{counted(len(lines), 'card')}, as the map shows them now"))
        column.addWidget(self.text)
        column.addWidget(buttons)
        self.text.setFocus()


def outline(view: MapView) -> list[tuple[str, str]]:
    """(card, line) for every card that is shown, parents before children; numbers are those that lines refer to."""
    view.catch_up()
    scene = view.scene
    shown = [node for node in told(scene.debate) if scene.sight.is_card(node.id)]
    numbers = {node.id: place for place, node in enumerate(shown, start=1)}
    return [
        (node.id, f"{'    ' * node.depth}{numbers[node.id]}. {words.in_full(scene, node.id, numbers)}")
        for node in shown
    ]
