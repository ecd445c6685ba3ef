"""The import review, built when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from argmap.gui.late_page import LatePage
from argmap.gui.models.thread_model import ThreadModel
from argmap.gui.session import Session

if TYPE_CHECKING:
    from argmap.gui.review.review_view import ReviewView


class ReviewPage(LatePage["ReviewView"]):
    """Holds a ReviewView."""

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

    def make(self) -> ReviewView:
        from argmap.gui.review.review_view import ReviewView

        view = ReviewView(self._session, self._thread)
        view.acts.told.connect(self.told)
        view.acts.hinted.connect(self.hinted)
        view.acts.place_wanted.connect(self.place_wanted)
        return view
