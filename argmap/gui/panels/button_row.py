"""A row of buttons at the foot of a panel: the commands used most, and a menu with all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget


class ButtonRow(QWidget):
    """Buttons for some actions, and one named More that opens a menu of all of them with their keys."""

    def __init__(
        self, shown: Sequence[tuple[str, QAction]], every: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 6)
        row.setSpacing(5)
        for text, action in shown:
            button = _button(text)
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text().rstrip("…"))
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        self.menu = QMenu(self)
        self.menu.addActions(list(every))
        more = _button("More ▾")
        more.setToolTip("All commands of this panel, with their keys")
        more.setAccessibleName("More commands")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self.menu)
        row.addWidget(more)
        self._more = more

    def minimumSizeHint(self) -> QSize:
        return QSize(self._more.sizeHint().width() + 16, self._more.sizeHint().height() + 11)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many buttons as there is room for; the menu has them all."""
        super().resizeEvent(event)
        room = self.width() - 16 - self._more.sizeHint().width()
        for button in self._buttons:
            room -= button.sizeHint().width() + 5
            button.setVisible(room >= 0)


def _button(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setProperty("look", "plain")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
