"""An editor over a card, for wording its gist in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from argmap.model.edits import statements
from argmap.picture import fonts

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView

LOWEST, NARROWEST = 54, 200
"""The least height and width in pixels, however small the card is shown."""

FOR_A_WHILE = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""Why the keyboard leaves, and will come back."""


class GistEditor(QPlainTextEdit):
    """Enter keeps what is typed, Escape does not, and leaving it does. It moves with the map."""

    def __init__(self, view: MapView, statement_id: str) -> None:
        super().__init__(view.viewport())
        self._map, self._id = view, statement_id
        self._before = view.session.debate.statements[statement_id].gist
        self._over = False
        self.setPlainText(self._before)
        self.setAccessibleName("Gist of the statement")
        self.setToolTip("Enter keeps it, Escape leaves it as it was")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        colours = view.colours
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {colours.card}; color: {colours.text};"
            f" border: 2px solid {colours.accent}; border-radius: 6px; padding: 2px 6px; }}"
        )
        self.selectAll()
        view.overlay.reworded = statement_id
        view.looked.connect(self.place)
        view.session.closing.connect(self.keep)
        view.session.opened.connect(self.leave)
        self.place()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Puts it over its card, as large as that is shown."""
        if self._id not in self._map.scene.board.places:
            self.leave()
            return
        if self._id in self._map.scene.sight.part.hidden:
            self.keep()
            return
        rect = self._map.camera.rect_to_view(self._map.scene.board.rect(self._id))
        font = QFont(fonts.font("gist"))
        font.setPixelSize(max(11, round(fonts.STYLES["gist"].size * min(self._map.camera.zoom, 1.6))))
        self.setFont(font)
        wide, high = max(NARROWEST, round(rect.width)), max(LOWEST, round(rect.height))
        room = self._map.viewport()
        left = min(round(rect.x), max(0, room.width() - wide)) if rect.x >= 0 else round(rect.x)
        self.setGeometry(left, round(rect.y), min(wide, max(room.width(), NARROWEST)), high)

    def keep(self) -> None:
        """Words the statement so."""
        typed = " ".join(self.toPlainText().split())
        if not self._over and typed != self._before:
            debate = self._map.session.debate
            self._over = True
            if not self._map.acts.do(lambda: statements.set_gist(debate, self._id, typed)):
                self._over = False
                return
        self.leave()

    def leave(self) -> None:
        """Goes, and gives the keyboard back to the map."""
        had_focus = self.hasFocus()
        self._over = True
        if self._map.acts.editor is self:
            self._map.acts.editor = None
            self._map.overlay.reworded = None
            self._map.looked.disconnect(self.place)
            self._map.session.closing.disconnect(self.keep)
            self._map.session.opened.disconnect(self.leave)
        self.hide()
        self.deleteLater()
        if had_focus:
            self._map.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in FOR_A_WHILE and not self._over:
            self.keep()
