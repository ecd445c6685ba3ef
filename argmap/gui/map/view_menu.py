"""The menu of named views: choose one, keep what is shown under a name, rename and forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from argmap.model.debate import EditError
from argmap.model.edits import views
from argmap.model.records import View

if TYPE_CHECKING:
    from argmap.gui.map.map_view import MapView


class ViewMenu(QMenu):
    """Made afresh each time it is opened."""

    def __init__(self, view: MapView, parent: QWidget) -> None:
        super().__init__(parent)
        self._map, self._session = view, view.session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._chosen()
        for number, kept in enumerate(self._in_order(), start=1):
            action = self.addAction(f"&{number} {kept.name}" if number < 10 else kept.name)
            action.setCheckable(True)
            action.setChecked(chosen is not None and kept.id == chosen.id)
            action.triggered.connect(lambda _=False, kept=kept: view.showing.open_view(kept))
        if self._session.debate.views:
            self.addSeparator()
        whole = self.addAction("&Whole map")
        whole.setEnabled(not view.showing.is_whole)
        whole.triggered.connect(lambda: view.showing.open_view(View("")))
        self.addSeparator()
        self.addAction("&Save what is shown as…").triggered.connect(self._on_save)
        if chosen is not None:
            self.addAction(f"&Rename “{chosen.name}”…").triggered.connect(lambda: self._on_rename(chosen))
            self.addAction(f"&Delete “{chosen.name}”").triggered.connect(lambda: self._on_delete(chosen))

    def _in_order(self) -> list[View]:
        return sorted(self._session.debate.views.values(), key=lambda view: view.name.casefold())

    def _chosen(self) -> View | None:
        return self._session.debate.views.get(self._map.showing.view.id)

    def _on_save(self) -> None:
        name = self._asked("Save view", "Name of the view:", self._map.showing.view.name)
        if name is None:
            return
        try:
            edit = views.save(self._session.debate, self._map.showing.saved(name))
        except EditError as error:
            self._session.refused.emit(str(error))
            return
        if self._session.do(edit):
            kept = edit.changes[0].after if edit else None
            if isinstance(kept, View):
                self._map.showing.ask(kept, self._map.showing.focus, self._map.showing.moment)

    def _on_rename(self, view: View) -> None:
        name = self._asked("Rename view", "New name of the view:", view.name)
        if name is None:
            return
        try:
            edit = views.rename(self._session.debate, view.id, name)
        except EditError as error:
            self._session.refused.emit(str(error))
            return
        if self._session.do(edit) and edit and isinstance(edit.changes[0].after, View):
            self._map.showing.ask(edit.changes[0].after, self._map.showing.focus, self._map.showing.moment)

    def _on_delete(self, view: View) -> None:
        if self._session.do(views.delete(self._session.debate, view.id)):
            self._map.showing.narrow()

    def _asked(self, title: str, question: str, before: str) -> str | None:
        name, agreed = QInputDialog.getText(self._map, title, question, text=before)
        return name if agreed else None
