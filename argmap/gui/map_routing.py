"""What the commands of the Map menu set off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from argmap.gui.map.showing import chosen_cards
from argmap.gui.views import MAP

if TYPE_CHECKING:
    from argmap.gui.main_window import MainWindow


LAYOUT_COMMANDS = {
    "layout_automatic": "",
    "layout_tidy": "tidy",
    "layout_outline": "outline",
    "layout_layered": "layered",
    "layout_flow": "flow",
}
"""The commands that lay the map out, and the layouts that they stand for."""


class MapRouting(QObject):
    """Knows the window and its map. What needs the keyboard on the map takes it there first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.map.tidying.jobs = window.jobs
        window.map.following.composing.use(window.jobs)
        window.session.opened.connect(self._on_edited)
        window.session.edited.connect(self._on_edited)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does, by its name."""
        window, view, page = self._window, self._window.map, self._window.map_page
        return {
            "fit": view.fit,
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "zoom_reset": view.reset_zoom,
            "tidy": view.tidying.tidy,
            "tidy_branch": view.tidying.tidy_branch,
            **{name: partial(view.tidying.set_layout, layout) for name, layout in LAYOUT_COMMANDS.items()},
            "verdicts": lambda: view.set_show_verdicts(window.actions_["verdicts"].isChecked()),
            "find_on_map": self._there(page.bar.field.begin),
            "map_focus": self._there(view.showing.toggle_focus),
            "map_fold": self._there(lambda: view.showing.toggle_fold(chosen_cards(view))),
            "map_fold_all": self._there(view.showing.fold_all),
            "map_filter": self._there(page.bar.choose),
            "map_hides": self._there(view.showing.toggle_hides),
            "map_views": self._there(page.bar.open_views),
            "map_text": self._there(view.text_wanted.emit),
            "map_past": self._there(page.past.begin),
            "map_past_post": self._there(page.past.begin_after_selected),
            "map_back": self._there(view.trail.back),
            "map_forward": self._there(view.trail.forward),
        }

    def _on_edited(self) -> None:
        """Ticks the layout of the debate."""
        layout = self._window.session.debate.info.layout
        for name, known in LAYOUT_COMMANDS.items():
            self._window.actions_[name].setChecked(layout == known)

    def _there(self, act: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            self._window.views.go_to(MAP)
            act()

        return run
