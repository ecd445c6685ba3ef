"""The matrix, built when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from argmap.gui.late_page import LatePage
from argmap.gui.session import Session

if TYPE_CHECKING:
    from argmap.gui.matrix_view import MatrixView


class MatrixPage(LatePage["MatrixView"]):
    """Holds a MatrixView."""

    table_wanted = Signal(bytes)
    """See MatrixView."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def make(self) -> MatrixView:
        from argmap.gui.matrix_view import MatrixView

        view = MatrixView(self._session)
        view.table_wanted.connect(self.table_wanted)
        return view
