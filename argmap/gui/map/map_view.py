"""The argument map: the session's debate as cards and links, to look at, walk through and arrange."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
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
from argmap.gui.map.following import Following
from argmap.gui.map.gist_editor import FOR_A_WHILE
from argmap.gui.map.keys import HINT, Keys
from argmap.gui.map.linking import Linking
from argmap.gui.map.pointer import Pointer
from argmap.gui.map.showing import Showing
from argmap.gui.map.tidying import Tidying
from argmap.gui.map.trail import Trail
from argmap.gui.session import Selection, Session
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
    told = Signal(str)
    """Something worth knowing of what was just done."""

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
        self.following = Following(self)
        self.setAccessibleName("Argument map")
        self.showing.changed.connect(self.trail.note)
        session.selected.connect(self.on_selected)
        self.is_ready = True
        offer(self)

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
            self.following.reload()

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

    def on_selected(self, selection: Selection) -> None:
        self.overlay.links = selection.only(Table.RELATIONS)
        self.overlay.chosen = selection.only(Table.STATEMENTS) or selection.only(Table.PROVISIONS)
        self.viewport().update()
        if self.opening and selection.current is not None:
            self.opening = self.fitting = False
        if self.following.is_settled:
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
        """Shows the debate as it is now; a large one, as soon as it is composed."""
        self.following.catch_up()

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
        self.hinted.emit(self.linking.hint() or HINT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.overlay.focused = self.pointer.panning = False
        if event.reason() not in FOR_A_WHILE:
            self.linking.cancel()
        self.viewport().update()
        self.hinted.emit("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.session.selection.current is not None:
            self.reveal(self.session.selection.current)
