"""The history of the debate: every step, and the way back to any of them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from argmap.gui.models.history_model import HistoryModel
from argmap.gui.panels.outline_view import OutlinePainter
from argmap.gui.panels.parts import button
from argmap.gui.panels.style import dress
from argmap.gui.session import Session
from argmap.picture.palette import Palette


class HistoryPanel(QWidget):
    """Steps from the oldest to the newest, the present one bold. Enter goes to a step by undoing or redoing up to it. It reads
    the file only while it is in sight."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.model = HistoryModel(session)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self._painter = OutlinePainter(self.view, two_lines=False)
        self.view.setItemDelegate(self._painter)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setAccessibleName("History")
        self.setFocusProxy(self.view)
        self.back = button("Go to this step", "Undo or redo up to the selected step (Enter)", self.go)
        row = QHBoxLayout()
        row.setContentsMargins(8, 5, 8, 6)
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self._reloading = QTimer(self, singleShot=True, interval=0)
        self._reloading.timeout.connect(self.reload)
        self.view.activated.connect(lambda _: self.go())
        session.opened.connect(self._on_changed)
        session.edited.connect(lambda _: self._on_changed())

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        dress(self, palette)
        self._painter.colours = palette
        self.view.viewport().update()

    def reload(self) -> None:
        """Reads the steps and stands on the present one."""
        self.model.reload()
        present = self.model.index(max(0, self.model.present))
        self.view.setCurrentIndex(present)
        self.view.scrollTo(present)
        self.back.setEnabled(not self.session.read_only)

    def go(self) -> None:
        """Undoes or redoes until the selected step is the last one done."""
        wanted, present = self.view.currentIndex().row(), self.model.present
        if wanted < 0 or present < 0:
            return
        walk = self.session.undo if wanted < present else self.session.redo
        for _ in range(abs(wanted - present)):
            walk()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._reloading.start()
