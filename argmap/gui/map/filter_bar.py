"""The row above the map: what it is narrowed to, views under a name, the day it is looked at, words to find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from argmap.gui.dialogs.picker import Choice, Picker
from argmap.gui.map import filter_choices as rows
from argmap.gui.map.map_view import MapView
from argmap.gui.map.view_menu import ViewMenu
from argmap.gui.panels.style import sheet
from argmap.picture.filtering import is_filtering
from argmap.picture.palette import LIGHT, Palette

HEIGHT = 44


class FilterBar(QWidget):
    """Buttons that show and change what the map's ``showing`` is asked for; those in use come first where room is short."""

    days_wanted = Signal()
    """The user wants to choose days."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._map = view
        self._colours = LIGHT
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Filters of the map")
        self._buttons = {kind: self._button(kind) for kind in rows.KINDS}
        self.rest = self._plain("Filter", "Choose what the map is narrowed to (I)", self.choose)
        self.cleared = self._plain("Clear", "Take all filters away (Shift+I)", view.showing.clear)
        self.views = self._plain("Views", "Parts of the map under a name (V)", self.open_views)
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.field = FindField(view)
        self.count = QLabel()
        self.count.setProperty("look", "quiet")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 7, 10, 7)
        self._row.setSpacing(6)
        for widget in (self.rest, *self._buttons.values(), self.cleared, self.views):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.count)
        self._row.addWidget(self.field)
        view.showing.changed.connect(self.refresh)
        view.finder.changed.connect(self._on_found)
        view.find_wanted.connect(self.field.begin)
        view.session.opened.connect(self.refresh)
        self.refresh()

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._colours = palette
        active = f"QToolButton[active=true] {{ background: {palette.selection}; border-color: {palette.accent}; }}"
        active += " QToolButton[active=true]:focus { border-width: 2px; padding: 2px 7px; }"
        self.setStyleSheet(f"{sheet(palette)} FilterBar {{ background: {palette.window}; }} {active}")

    def refresh(self) -> None:
        """Shows what is asked for now."""
        showing, debate = self._map.showing, self._map.session.debate
        for kind, button in self._buttons.items():
            words = rows.told(debate, showing.view, kind)
            button.setText(f"{rows.KINDS[kind]}: {words or 'all'} ▾")
            _mark(button, bool(words))
        self.cleared.setEnabled(is_filtering(showing.view))
        self.views.setText(f"{showing.view.name or 'Views'} ▾")
        self._arrange()
        self._on_found()

    def choose(self) -> None:
        """Offers what the map can be narrowed by."""
        showing, debate = self._map.showing, self._map.session.debate
        choices = [Choice(k, f"{name}…", rows.told(debate, showing.view, k)) for k, name in rows.KINDS.items()]
        hides = "Dim what is left out" if showing.view.hides else "Hide what is left out"
        choices += [Choice("hides", hides, "H"), Choice("clear", "Clear all filters", "Shift+I")]
        self._pick("Narrow the map by", choices, self.rest).picked.connect(self._on_chosen)

    def choose_from(self, kind: str) -> None:
        """Offers what can be ticked for one of the filters."""
        if kind == "days":
            self.days_wanted.emit()
            return
        debate, showing = self._map.session.debate, self._map.showing
        choices = rows.choices(debate, kind)
        if not choices:
            self._map.hinted.emit(f"There is nothing yet to choose from: {rows.KINDS[kind].lower()}")
            return
        near = self._buttons[kind] if self._buttons[kind].isVisible() else self.rest
        picker = self._pick(rows.KINDS[kind], choices, near, chosen=getattr(showing.view, kind))
        picker.ticked.connect(lambda ids: showing.narrow(**{kind: rows.value(kind, ids)}))

    def open_views(self) -> None:
        """Opens the menu of named views."""
        ViewMenu(self._map, self).popup(self.views.mapToGlobal(QPoint(0, self.views.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_chosen(self, kind: str) -> None:
        if kind == "hides":
            self._map.showing.toggle_hides()
        elif kind == "clear":
            self._map.showing.clear()
        else:
            self.choose_from(kind)

    def _arrange(self) -> None:
        """Shows the filters in use, and the rest of the row as long as there is room. How many are in use is told at its
        start, and marked there where one of them does not fit."""
        in_use = [button for button in self._buttons.values() if button.property("active")]
        self.rest.setText(f"Filter ({len(in_use)})" if in_use else "Filter")
        room = self.width() - 20 - self.rest.sizeHint().width() - (60 if self.count.text() else 0)
        finding = self.field.hasFocus() or bool(self.field.text())
        cleared = [self.cleared] if self.cleared.isEnabled() else []
        first: list[QWidget] = [*([self.field] if finding else []), *cleared, *in_use, self.views]
        others: list[QWidget] = [*([] if finding else [self.field]), *self._buttons.values()]
        self.cleared.setVisible(bool(cleared))
        for widget in (*first, *(other for other in others if other not in first)):
            wide = widget.sizeHint().width() + 6
            fits = wide <= room or (finding and widget is self.field)
            widget.setVisible(fits)
            room -= wide if fits else room if widget in others else 0  # after one that is left out none follows
        _mark(self.rest, not all(button.isVisibleTo(self) for button in in_use))

    def _on_found(self) -> None:
        finder = self._map.finder
        found = f"{finder.number or '–'} of {len(finder.hits)}" if finder.hits else "none" if finder.words else ""
        self.count.setText(found)
        self.count.setVisible(bool(found))
        if not self.field.hasFocus() and self.field.text() != finder.words:
            self.field.setText(finder.words)
        self._arrange()

    def _button(self, kind: str) -> QToolButton:
        name = rows.KINDS[kind]
        return self._plain(f"{name}: all ▾", f"Narrow the map by {name.lower()}", lambda: self.choose_from(kind))

    def _plain(self, text: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text.rstrip(" ▾"))
        button.setProperty("look", "plain")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False: act())
        return button

    def _pick(
        self, title: str, choices: Iterable[Choice], near: QWidget, chosen: Iterable[str] | None = None
    ) -> Picker:
        picker = Picker(list(choices), title=title, parent=self, palette=self._colours, chosen=chosen)
        picker.popup_near(QRect(near.mapToGlobal(QPoint(0, 0)), near.size()))
        return picker


def _mark(button: QToolButton, active: bool) -> None:
    """Shows whether what a button stands for is in use."""
    if button.property("active") is not active:
        button.setProperty("active", active)
        button.style().unpolish(button)
        button.style().polish(button)


class FindField(QLineEdit):
    """Words to be found on the map: Enter goes to the next hit, Shift+Enter to the one before, Escape leaves."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._map = view
        self.setPlaceholderText("Find on map  /")
        self.setAccessibleName("Find on the map")
        self.setToolTip("Number the cards that have these words (/); Enter and F3 go to the next")
        self.setMinimumWidth(110)
        self.setMaximumWidth(170)
        self.textEdited.connect(view.finder.search)

    def sizeHint(self) -> QSize:
        return QSize(150, super().sizeHint().height())

    def begin(self) -> None:
        """Takes the keyboard, the words that are there selected."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._map.finder.go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._map.finder.search("")
            self._map.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Down:
            self._map.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
