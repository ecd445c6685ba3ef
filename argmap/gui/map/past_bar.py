"""The row with which the map is looked at as it stood on a day."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from argmap.analysis.past import Moment, days
from argmap.gui.map.map_view import MapView
from argmap.gui.panels.style import sheet
from argmap.model import queries
from argmap.picture.dates import show_date
from argmap.picture.palette import Palette

PAUSE = 60
"""Milliseconds for which the slider rests before the map follows."""


class PastBar(QWidget):
    """A slider over the days on which something was said. It is there while the past is looked at."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._map = view
        self._days: list[str] = []
        self._words = QLabel()
        self._words.setMinimumWidth(190)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Day")
        self.slider.setToolTip("The day whose end is shown: arrow keys, Home and End; Escape goes back to the present")
        self.slider.setPageStep(7)
        leave = QToolButton()
        leave.setText("Back to the present")
        leave.setProperty("look", "plain")
        leave.setToolTip("Show the map as it is (Escape)")
        leave.clicked.connect(lambda: self._map.showing.set_moment(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 7)
        row.setSpacing(10)
        for widget in (self._words, self.slider, leave):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._on_rested)
        self.slider.valueChanged.connect(self._on_slid)
        view.showing.changed.connect(self.refresh)
        self.hide()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(f"{sheet(palette)} QLabel {{ color: {palette.accent}; font-weight: 600; }}")

    def begin(self) -> None:
        """Looks at the map as it stood on the last day but one, or leaves the past."""
        if self._map.showing.moment is not None:
            self._map.showing.set_moment(None)
            return
        self._days = days(self._map.session.debate)
        if not self._days:
            self._map.hinted.emit("Nothing on the map has a date, so there is no past to show")
            return
        self._map.showing.set_moment(Moment(self._days[-1]))
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Shows which moment is looked at."""
        moment = self._map.showing.moment
        self.setVisible(moment is not None)
        if moment is None:
            return
        self._days = self._days or days(self._map.session.debate)
        post = self._map.session.debate.posts.get(moment.post)
        day = moment.day or (post.posted_at or "" if post is not None else "")[:10]
        after = f"after {queries.author_name(self._map.session.debate, post)}, " if post is not None else ""
        self._words.setText(f"As it stood {after}{show_date(day)}".rstrip(", "))
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(len(self._days) - 1, 0))
        self.slider.setValue(max((n for n, d in enumerate(self._days) if d <= day), default=0))
        self.slider.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._map.showing.set_moment(None)
            self._map.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_slid(self, value: int) -> None:
        if 0 <= value < len(self._days):
            self._words.setText(f"As it stood {show_date(self._days[value])}")
        self._later.start()

    def _on_rested(self) -> None:
        value = self.slider.value()
        if self._map.showing.moment is not None and 0 <= value < len(self._days):
            self._map.showing.set_moment(Moment(self._days[value]))
