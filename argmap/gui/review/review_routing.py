"""What the review sets off in other views, and what belongs to it while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.gui.views import View

if TYPE_CHECKING:
    from argmap.gui.main_window import MainWindow


class ReviewRouting(QObject):
    """Knows the window; the review and the reader do not know each other."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def on_reading_wanted(self, post_id: str, start: int, end: int) -> None:
        """Reads on at some words of the thread, or at the beginning of a post."""
        window = self._window
        if window.views.view not in (View.READ, View.SPLIT):
            window.set_view(View.READ)
        if end > start:
            window.reader.go_to(post_id, start, end)
        else:
            window.reader.go_to(post_id)
        window.reader.setFocus()

    def on_reader_hinted(self, hint: str) -> None:
        """Shows what keys do in the reader while it is seen."""
        if self._window.reader.isVisible():
            self._window.status.set_hint(hint)

    def restructure(self, name: str, in_reader: Callable[[], object]) -> None:
        """Splits or joins a post where the user looks: in the review while it is shown, else in the reader."""
        review = self._window.review
        if review.view is not None and review.isVisible():
            review.view.acts.run(name)
        else:
            in_reader()
