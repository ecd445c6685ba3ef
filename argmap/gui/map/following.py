"""The map kept in step with the session: edits are followed piece by piece, and what is large is composed afresh."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from argmap.gui.map import words
from argmap.gui.map.board import Board
from argmap.gui.map.composing import Composed, Composing
from argmap.gui.map.stale import Stale
from argmap.gui.session import JUDGED_BY
from argmap.model.debate import Edit
from argmap.model.kinds import Table
from argmap.picture.drawing import Point

if TYPE_CHECKING:
    from argmap.analysis.past import Moment
    from argmap.analysis.verdicts import Verdicts
    from argmap.gui.map.camera import Camera
    from argmap.gui.map.map_view import MapView

MANY = 500
"""Cards and links up to which edits are followed piece by piece on the window's thread."""


class Following(QObject):
    """Brings a map up to date a moment after an edit, when verdicts are in and other views have painted."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map, self._session = view, view.session
        self.composing = Composing(view)
        self._edits: list[Edit] = []
        self._since: list[Edit] = []
        """Edits that the map has followed since its lines were sent to be led round cards."""
        self._reload = self._is_new = True
        self._shown_path: object = None
        self._shown_moment: Moment | None = None
        self._held: tuple[tuple[str, Point] | None, Mapping[str, Point], Camera] | None = None
        self._behind = QTimer(self, singleShot=True, interval=0)
        self._behind.timeout.connect(self.catch_up)
        self._retired: Verdicts | None = None
        """Verdicts that are over: many thousands, freed when what is new has been painted."""
        self._afterwards = QTimer(self, singleShot=True, interval=0)
        self._afterwards.timeout.connect(self._let_go)
        self.composing.composed.connect(self._on_composed)
        self.composing.routed.connect(self._on_routed)
        self.composing.abandoned.connect(self._on_abandoned)
        view.session.opened.connect(self.on_opened)
        view.session.edited.connect(self.on_edited)
        view.session.judged.connect(self.catch_up)
        self._behind.start()

    @property
    def is_settled(self) -> bool:
        """Whether the map that is shown is that of the debate that is open."""
        return not self._reload and not self.composing.is_loading

    def on_opened(self) -> None:
        self._map.pointer.cancel()
        self.composing.stop()
        self._reload, self._held = True, None
        self._edits.clear()
        self._map.showing.reset()
        self._behind.start()

    def on_edited(self, edit: Edit) -> None:
        self._edits.append(edit)
        if not edit.touches(*JUDGED_BY):  # else ``judged`` follows
            self.catch_up_soon()

    def catch_up_soon(self) -> None:
        """Catches up when all that is due now has been done."""
        self._behind.start()

    def catch_up(self) -> None:
        """Shows the debate as it is now, or sees to it that it is shown as soon as it is composed."""
        self._behind.stop()
        if self._reload:
            path = None if self._session.file is None else self._session.file.path
            self._is_new = self._is_new or path != self._shown_path
            self._shown_path = path
            self._load(self._session.places)
        elif self.composing.is_loading:
            return  # what it makes is of the debate as it was; the edits since then are followed after that
        elif self._map.showing.moment is not None:
            if self._edits:
                self.reload()
        elif self._edits and not self._map.scene.board.cards:
            self._load(self._session.places)
        elif self._map.pointer.busy and not self._edits:
            return  # verdicts, which are later than the edit itself, wait until the mouse lets go
        elif self._edits or self._map.scene.verdicts is not self._session.verdicts:
            self._map.pointer.cancel()
            self._follow()

    def reload(self) -> None:
        """Takes the debate as it is, or as it was at the moment that is asked for; the cards stay where they are."""
        self._map.pointer.cancel()  # what is being dragged goes back before anything is taken for its place
        self._load(self._standing({i for edit in self._edits for i in edit.ids(Table.POSITIONS)}))

    def route(self) -> None:
        """Leads lines round cards that were drawn plainly because they are many."""
        if self._map.scene.is_plain and not self.composing.is_busy:
            self._since.clear()
            self.composing.route()

    def _load(self, known: Mapping[str, Point]) -> None:
        self._map.pointer.cancel()
        self._reload = False
        self._edits.clear()
        self.composing.load(known)
        if self.composing.is_loading and (self._is_new or not self._map.scene.board.cards):
            self._show_words(f"Drawing the map of {len(self._session.debate.statements):,} statements…")

    def _show_words(self, text: str) -> None:
        """Nothing but these words until a map comes."""
        self._map.scene.take(self._session.debate, self._session.verdicts, Board())
        self._map.overlay.words = text
        self._map.redraw()
        self._map.on_moved()

    def _on_composed(self, made: Composed) -> None:
        view, session = self._map, self._session
        is_new, self._is_new = self._is_new, False
        self._shown_moment, past = view.showing.moment, view.showing.moment is not None
        view.scene.take(made.debate if past else session.debate, made.verdicts, made.board, is_plain=made.is_plain)
        if session.is_open and not past:
            self._remember(made.board)
        view.laid_out.emit(made.milliseconds)
        view.overlay.words = words.when_empty(made.debate, session.is_open)
        view.overlay.fixed = past or session.read_only
        view.redraw()
        view.showing.apply()
        view.finder.refresh()
        view.on_moved()
        view.corners.refresh()
        if is_new:
            view.open_view()
            view.trail.forget()
        self._hold_again()
        self.catch_up()  # with the edits that were made meanwhile
        self.route()

    def _on_routed(self, made: Composed) -> None:
        view, part, verdicts = self._map, self._map.scene.sight.part, self._map.scene.verdicts
        shown = dict(view.scene.board.places)
        view.scene.take(view.scene.debate, made.verdicts, made.board)
        view.scene.show(part)
        edits, self._since = self._since, []
        if verdicts is not None and (edits or verdicts is not made.verdicts):
            stale = view.scene.stale(verdicts, edits)
            stale.linked.clear()  # all have settled near what they answer
            stale.moved |= {i for i, at in made.board.places.items() if shown.get(i, at) != at}
            update = view.scene.update(verdicts, stale, {**self._session.places, **shown})
            self._session.remember_places(update.placed)
            view.showing.apply()
        view.tiles.spoil((view.scene.board.bounds(),))
        view.on_moved()
        self.route()  # where those edits drew many lines plainly

    def _on_abandoned(self) -> None:
        """The user cancelled: the next thing that wants the map composes it after all, as of the moment that is shown."""
        self._reload = True
        self._behind.stop()
        if self._map.scene.board.cards:
            self._map.showing.stay(self._shown_moment)
        else:
            self._map.overlay.words = (
                "The map was not drawn.\nSelect a statement, or fit the map into the view, to draw it."
            )
            self._map.viewport().update()

    def _follow(self) -> None:
        started = perf_counter()
        view, (edits, self._edits) = self._map, (self._edits, [])
        several = sum(len(edit.ids(Table.POSITIONS)) for edit in edits) > 1
        held = view.tidying.held() if several else None
        before, camera = (dict(view.scene.board.places) if several else {}), view.camera
        stale = view.scene.stale(self._session.verdicts, edits)
        if self.composing.jobs is not None and len(stale) > MANY:
            self._held = (held, before, camera) if several else None
            self._compose_again(stale)
            return
        if self.composing.is_routing:
            self._since += edits
        self._retired = view.scene.verdicts
        update = view.scene.update(self._session.verdicts, stale, self._session.places)
        self._afterwards.start()
        if update.placed:
            self._session.remember_places(update.placed)
        view.tiles.spoil(update.damage)
        if not view.showing.is_whole:
            view.showing.apply()
        view.finder.refresh()
        view.overlay.words = words.when_empty(self._session.debate, self._session.is_open)
        if held is not None and update.moved > 1:
            view.tidying.hold(*held, before, camera)
        if update.damage:
            view.laid_out.emit((perf_counter() - started) * 1000)
        view.on_moved()
        current = self._session.selection.current
        if current in update.placed:
            view.reveal(current)
        self.route()

    def _remember(self, board: Board) -> None:
        """Keeps the places that were found for cards, be it when they were shown in the past."""
        debate = self._session.debate
        there = debate.statements.keys() | debate.provisions.keys()
        known = self._session.places.keys() | debate.positions.keys()
        placed = {i: at for i, at in board.places.items() if i in there and i not in known}
        if placed:
            self._session.remember_places(placed)

    def _let_go(self) -> None:
        self._retired = None

    def _compose_again(self, stale: Stale) -> None:
        """What is gone goes at once, so that nobody asks about it; the rest stays as it is until the map is composed."""
        places = self._standing(stale.moved)
        self._map.tiles.spoil(self._map.scene.drop_gone(stale))
        self._load(places)

    def _standing(self, moved: Collection[str]) -> dict[str, Point]:
        """Where the cards stand; those that were moved, be it back, where they stood before anybody had moved them."""
        shown, before = self._map.scene.board.places, self._session.places
        return {**shown, **{i: at for i, at in before.items() if i in moved or i not in shown}}

    def _hold_again(self) -> None:
        """After a layout of very many cards: the view keeps the card in its place, as it does where there are few."""
        kept, self._held = self._held, None
        if kept is not None and kept[0] is not None:
            self._map.tidying.hold(*kept[0], kept[1], kept[2])
