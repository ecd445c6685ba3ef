"""The matrix, built when it is first looked at: a window that opens on the reader need not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.gui.session import Session
from argmap.picture.palette import LIGHT, Palette

if TYPE_CHECKING:
    from argmap.gui.matrix_view import MatrixView


class MatrixPage(QWidget):
    """Stands for a MatrixView until somebody looks, and holds it from then on."""

    table_wanted = Signal(bytes)
    """See MatrixView."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._palette = LIGHT
        self.view: MatrixView | None = None
        self.setMinimumWidth(400)  # the stack it is in would not let the window be narrower than the widest page
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._palette = palette
        if self.view is not None:
            self.view.set_palette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        if self.view is None:
            from argmap.gui.matrix_view import MatrixView

            self.view = MatrixView(self._session)
            self.view.table_wanted.connect(self.table_wanted)
            self.view.set_palette(self._palette)
            self._column.addWidget(self.view)
            self.setFocusProxy(self.view)
        super().showEvent(event)
