"""The argument map: the session's debate as cards and links, to look at, walk through and arrange."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)

from argmap.gui.map import words
from argmap.gui.map.accessible import offer, tell_selected
from argmap.gui.map.acts import Acts
from argmap.gui.map.canvas import MapCanvas
from argmap.gui.map.choices import Choices
from argmap.gui.map.finder import Finder
from argmap.gui.map.keys import HINT, Keys
from argmap.gui.map.linking import Linking
from argmap.gui.map.pointer import Pointer
from argmap.gui.map.showing import Showing
from argmap.gui.map.tidying import Tidying
from argmap.gui.map.trail import Trail
from argmap.gui.session import JUDGED_BY, Selection, Session
from argmap.model.debate import Edit
from argmap.model.kinds import Table
from argmap.picture.drawing import Picture, Point

_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}


class MapView(MapCanvas):
    """Shows the session's debate. It follows edits a moment later, when verdicts are in and other views have painted."""

    laid_out = Signal(float)
    """How long it took to measure, place and link the cards that changed, in milliseconds."""
    passage_wanted = Signal(str)
    """The id of a statement whose passage the user wants to read."""
    find_wanted = Signal()
    """The user wants to type words to be found on the map."""
    filters_wanted = Signal()
    """The user wants to choose what the map is narrowed to."""
    views_wanted = Signal()
    """The user wants the menu of named views."""
    text_wanted = Signal()
    """The user wants to read the map as text."""
    past_wanted = Signal()
    """The user wants to see the map as it stood, or to come back from there."""
    hinted = Signal(str)
    """What can be done here, for the status bar."""

    is_ready = False  # Qt sends the viewport events while it is still being made

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.choices = Choices(self)
        self.showing = Showing(self)
        self.trail = Trail(self)
        self.finder = Finder(self)
        self.acts = Acts(self)
        self.linking = Linking(self)
        self.tidying = Tidying(self)
        self.pointer = Pointer(self)
        self._keys = Keys(self)
        self._edits: list[Edit] = []
        self._reload = True
        self._shown_path: object = None
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self.catch_up)
        self.setAccessibleName("Argument map")
        self.showing.changed.connect(self.trail.note)
        session.opened.connect(self.on_opened)
        session.edited.connect(self.on_edited)
        session.judged.connect(self.catch_up)
        session.selected.connect(self.on_selected)
        self.is_ready = True
        offer(self)
        self._behind.start()

    # What others ask for

    def picture(self) -> Picture:
        """The map as it stands, for exports."""
        self.catch_up()
        return self.scene.picture()

    def places(self) -> dict[str, Point]:
        """Where the cards stand: top left corners in map units."""
        self.catch_up()
        return dict(self.scene.board.places)

    def set_show_verdicts(self, shown: bool) -> None:
        """Shows or hides verdicts on the cards."""
        self.catch_up()
        if shown != self.scene.show_verdicts:
            self.scene.show_verdicts = shown
            self._load(self.scene.board.places)

    def centre_on(self, card_id: str) -> None:
        """Puts a card in the middle of the view; nothing happens when there is no such card."""
        self.catch_up()
        super().centre_on(card_id)

    def fit(self) -> None:
        """Shows the whole map, no larger than actual size. It stays fitted until the user moves the view."""
        self.catch_up()
        super().fit()

    def reveal(self, record_id: str) -> None:
        """Scrolls as little as makes a card, or the card that a link starts from, visible."""
        board = self.scene.board
        card_id = board.links[record_id].sources[0] if record_id in board.links else record_id
        if self.scene.sight.is_card(card_id) and self.isVisible():
            self.show_rect(board.rect(card_id))

    def words_about(self, record_id: str | None) -> str:
        """What a tooltip says of a card or link."""
        debate, verdicts = self.scene.debate, self.scene.verdicts
        if record_id is None or not (record_id in self.scene.board.places or record_id in self.scene.board.links):
            return ""
        if record_id in self.scene.board.links:
            return words.about_link(debate, verdicts, record_id)
        return words.about_card(debate, verdicts, record_id)

    def settle(self) -> None:
        """Draws at once whatever is left to draw, nothing being on its way any more."""
        self.tidying.glide.end()
        super().settle()

    # Following the session

    def on_opened(self) -> None:
        self.pointer.cancel()
        self._reload = True
        self._edits.clear()
        self.showing.reset()
        self._behind.start()

    def on_edited(self, edit: Edit) -> None:
        self._edits.append(edit)
        if not edit.touches(*JUDGED_BY):  # else ``judged`` follows
            self._behind.start()

    def on_selected(self, selection: Selection) -> None:
        self.overlay.links = selection.only(Table.RELATIONS)
        self.overlay.chosen = selection.only(Table.STATEMENTS) or selection.only(Table.PROVISIONS)
        self.viewport().update()
        if self.opening and selection.current is not None:
            self.opening = self.fitting = False
        if not self._reload:
            self.trail.note()
        if selection.current is not None and not self.pointer.busy:
            self.catch_up()
            self.showing.uncover(selection.ids)
            if not self.choices.choosing:
                self.reveal(selection.current)
        self.setAccessibleDescription(self.words_about(selection.current).replace("\n", ". "))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        tell_selected(self)

    def catch_up(self) -> None:
        """Shows the debate as it is now."""
        self._behind.stop()
        if self._reload or (self._edits and not self.scene.board.cards):
            same = self.session.file is not None and self.session.file.path == self._shown_path
            self._shown_path = self.session.file.path if self.session.file is not None else None
            self._load(self.session.places)
            if not same:
                self.open_view()
                self.trail.forget()
        elif self.showing.moment is not None:
            if self._edits:
                self.reload()
        elif self._edits or self.scene.verdicts is not self.session.verdicts:
            self.pointer.cancel()
            self._follow_edits()

    def reload(self) -> None:
        """Takes the debate as it is, or as it was at the moment that is asked for; the cards stay where they are."""
        self._load({**self.session.places, **self.scene.board.places})

    def _load(self, known: Mapping[str, Point]) -> None:
        self.pointer.cancel()
        self._reload = False
        self._edits.clear()
        started = perf_counter()
        debate, verdicts = self.showing.present()
        placed = self.scene.load(debate, verdicts, known)
        if placed and self.session.is_open and self.showing.moment is None:
            self.session.remember_places(placed)
        self.laid_out.emit((perf_counter() - started) * 1000)
        self.overlay.words = words.when_empty(debate, self.session.is_open)
        self.redraw()
        self.showing.apply()
        self.finder.refresh()
        self.on_moved()
        self.corners.refresh()

    def _follow_edits(self) -> None:
        started = perf_counter()
        edits, self._edits = self._edits, []
        several = sum(len(edit.ids(Table.POSITIONS)) for edit in edits) > 1
        held = self.tidying.held() if several else None
        before, camera = (dict(self.scene.board.places) if several else {}), self.camera
        update = self.scene.update(self.session.verdicts, edits, self.session.places)
        if update.placed:
            self.session.remember_places(update.placed)
        self.tiles.spoil(update.damage)
        if not self.showing.is_whole:
            self.showing.apply()
        self.finder.refresh()
        self.overlay.words = words.when_empty(self.session.debate, self.session.is_open)
        if held is not None and update.moved > 1:
            self.tidying.hold(*held, before, camera)
        if update.damage:
            self.laid_out.emit((perf_counter() - started) * 1000)
        self.on_moved()
        current = self.session.selection.current
        if current in update.placed:
            self.reveal(current)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.tidying.glide.is_active:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        self.tidying.glide.paint(painter)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        return (self.is_ready and self.pointer.handle(event)) or super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keys.press(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key; by mouse it is the pointer's."""
        self.pointer.open_menu(None)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keys.release(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.overlay.focused = event.reason() in _BY_KEY
        self.viewport().update()
        self.hinted.emit(HINT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.overlay.focused = self.pointer.panning = False
        self.viewport().update()
        self.hinted.emit("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.session.selection.current is not None:
            self.reveal(self.session.selection.current)
