"""Laying the map out afresh, all of it or one branch, in the way that was chosen for the debate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from argmap.gui.map.glide import Glide
from argmap.layout import choosing
from argmap.layout.shape import Placement
from argmap.model.debate import Edit, edit_of
from argmap.model.edits import document, positions
from argmap.picture import compose
from argmap.picture.branches import branch_places
from argmap.picture.drawing import Point
from argmap.picture.visible import below, branch

if TYPE_CHECKING:
    from argmap.gui.jobs import Jobs
    from argmap.gui.map.camera import Camera
    from argmap.gui.map.map_view import MapView

AT_ONCE = 2000
"""Cards up to which a layout takes so little time that it is made on the window's thread."""

AUTOMATIC = ""
"""Stands for the layout that suits the shape of the map."""


class Tidying:
    """Each layout is one step to undo. What is pinned stays, and the selected card stays where it is in the view."""

    def __init__(self, view: MapView) -> None:
        self._map = view
        self._session = view.session
        self.jobs: Jobs | None = None
        """Where large maps are laid out; None: on the window's thread like all others."""
        self.glide = Glide(view)

    def tidy(self) -> None:
        """Lays the map out afresh, around what is pinned."""
        self._lay_out("", lambda places: positions.tidy(self._session.debate, places), "The map is tidy already")

    def set_layout(self, name: str) -> None:
        """Lays the map out in another way, and remembers it for the debate; AUTOMATIC for the way that suits it."""
        debate, cards = self._session.debate, self._map.scene.board.cards
        label = choosing.by_name(name).label if name else "Automatic"

        def edit(places: Mapping[str, Point]) -> Edit:
            chosen = document.set_layout(self._session.debate, name)
            moved = positions.tidy(self._session.debate, places)
            return edit_of(f"Lay out: {label}", [*chosen.changes, *moved.changes])

        self._lay_out(name or compose.suggested(debate, cards), edit, f"That is how it is laid out already: {label}")

    def tidy_branch(self) -> None:
        """Lays out afresh what hangs on the selected card, which stays; so does all else."""
        if not self._is_drawn():
            return
        debate, board = self._session.debate, self._map.scene.board
        root = self._map.choices.current
        members = branch(below(debate), root) if root is not None and root in board.places else []
        if root is None or not members:
            self._map.hinted.emit("Select a card on which others hang, then its branch can be tidied")
            return
        places = branch_places(debate, board.cards, board.places, root, members)
        moved = {i: at for i, at in places.items() if at != board.places[i]}
        edit = Edit("Tidy branch", positions.tidy(debate, moved).changes)
        if not edit:
            self._map.hinted.emit("The branch is tidy already")
        elif self._map.acts.do(lambda: edit):
            self._map.catch_up()

    def held(self) -> tuple[str, Point] | None:
        """The card that is to stay where it is in the view, and where that is: the selected one, else the one in the middle."""
        board, seen = self._map.scene.board, self._map.camera.seen(*self._map.view_size)
        current = self._session.selection.current
        visible = self._map.scene.sight.cards_in(seen)
        middle = (seen.x + seen.width / 2, seen.y + seen.height / 2)
        card_id = current if current in visible else None
        if card_id is None and visible:
            card_id = min(
                visible, key=lambda i: abs(board.places[i][0] - middle[0]) + abs(board.places[i][1] - middle[1])
            )
        return None if card_id is None else (card_id, self._map.camera.to_view(*board.places[card_id]))

    def hold(self, card_id: str, where: Point, before: Mapping[str, Point], camera: Camera) -> None:
        """Moves the view so that a card is at a point of it again, and lets the others glide from where they were."""
        if card_id in self._map.scene.board.places and not self._map.fitting:
            x, y = self._map.camera.to_view(*self._map.scene.board.places[card_id])
            self._map.pan(where[0] - x, where[1] - y)
        self.glide.begin(before, camera)

    def _is_drawn(self) -> bool:
        """Whether all cards are there to be laid out; tells when they are not."""
        self._map.catch_up()
        if not self._map.following.is_settled:
            self._map.hinted.emit("The map is still being drawn; lay it out when it is there")
        return self._map.following.is_settled

    def _lay_out(self, layout: str, edit: Callable[[Mapping[str, Point]], Edit], idle: str) -> None:
        """Finds places, in a job where there are many cards, and makes the edit."""
        if self._map.acts.refuses() or not self._is_drawn():
            return
        debate, cards = self._session.debate, dict(self._map.scene.board.cards)
        pinned = compose.known_places(debate, cards, {}, pinned_only=True)
        started = perf_counter()

        def done(made: Placement) -> None:
            self._map.laid_out.emit((perf_counter() - started) * 1000)
            made_edit = edit(made.places)
            if not made_edit:
                self._map.hinted.emit(idle)
            elif self._map.acts.do(lambda: made_edit):
                self._map.catch_up()
            if made.note:
                self._map.hinted.emit(made.note)

        if self.jobs is None or len(cards) <= AT_ONCE:
            done(compose.arranged(debate, cards, layout, pinned))
            return
        snapshot = debate.snapshot()

        def finished(made: Placement) -> None:
            if self._session.debate is debate and debate.revision == snapshot.revision:
                done(made)
            else:
                self._map.hinted.emit("The debate was changed while it was laid out; tidy it again")

        self.jobs.start("Laying out the map", lambda _: compose.arranged(snapshot, cards, layout, pinned), finished)
