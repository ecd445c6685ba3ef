"""The import review, built when it is first looked at: a window that opens on the reader need not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.gui.models.thread_model import ThreadModel
from argmap.gui.session import Session
from argmap.picture.palette import LIGHT, Palette

if TYPE_CHECKING:
    from argmap.gui.review.review_view import ReviewView


class ReviewPage(QWidget):
    """Stands for a ReviewView until somebody looks, and holds it from then on."""

    told = Signal(str)
    """Something was done; the sentence to show."""
    hinted = Signal(str)
    """Why a key did nothing."""
    place_wanted = Signal(str, int, int)
    """A place is to be shown in the reader: post, start, end."""

    def __init__(self, session: Session, thread: ThreadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = thread
        self._palette = LIGHT
        self.view: ReviewView | None = None
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
            from argmap.gui.review.review_view import ReviewView

            self.view = ReviewView(self._session, self._thread)
            self.view.acts.told.connect(self.told)
            self.view.acts.hinted.connect(self.hinted)
            self.view.acts.place_wanted.connect(self.place_wanted)
            self.view.set_palette(self._palette)
            self._column.addWidget(self.view)
            self.setFocusProxy(self.view)
        super().showEvent(event)
