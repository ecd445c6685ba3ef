"""The map with the rows above it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.gui.map.filter_bar import FilterBar
from argmap.gui.map.map_view import MapView
from argmap.gui.map.past_bar import PastBar
from argmap.gui.map.text_dialog import TextDialog
from argmap.gui.session import Session
from argmap.picture.palette import Palette


class MapPage(QWidget):
    """Holds the map, the filters and the row for the past; the keyboard goes to the map."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.view = MapView(session)
        self.bar = FilterBar(self.view)
        self.past = PastBar(self.view)
        self.bar.days_wanted.connect(self._on_days_wanted)
        self.view.filters_wanted.connect(self.bar.choose)
        self.view.views_wanted.connect(self.bar.open_views)
        self.view.past_wanted.connect(self.past.begin)
        self.view.text_wanted.connect(self._on_text_wanted)
        self.setMinimumSize(self.view.minimumSize())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.past)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        session.opened.connect(self._on_opened)
        self._on_opened()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self.bar.set_palette(palette)
        self.past.set_palette(palette)
        self.view.set_palette(palette)

    def _on_opened(self) -> None:
        self.bar.setVisible(self.view.session.is_open)
        self.bar.refresh()

    def _on_days_wanted(self) -> None:
        from argmap.gui.map.days_dialog import DaysDialog

        DaysDialog(self.view, self).open()

    def _on_text_wanted(self) -> None:
        TextDialog(self.view, self).open()
