"""A large map is composed in a job, the window staying free: its lines first run plainly, then round the cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from argmap.gui.map.board import Board
from argmap.model.progress import Progress, part_of, silent
from argmap.picture import compose
from argmap.picture.drawing import Picture, Point
from argmap.picture.links import route

if TYPE_CHECKING:
    from argmap.analysis.past import Moment
    from argmap.analysis.verdicts import Verdicts
    from argmap.gui.jobs import Job, Jobs
    from argmap.gui.map.map_view import MapView
    from argmap.model.debate import Debate

AT_ONCE = 400
"""Cards up to which a map is composed on the window's thread: below 0.1 s."""

PLAIN_FIRST = 3000
"""Relations from which a map is shown with plain lines before their ways round cards are found."""

WAIT = 80
"""Milliseconds after which it is looked again whether the mouse has let go of what it drags."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A board that was composed, and the debate and verdicts that it shows. The debate may be one of the past."""

    debate: Debate
    verdicts: Verdicts | None
    board: Board
    is_plain: bool
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Order:
    """What a map is composed of: a debate that does not change meanwhile, the moment of the past to show, if any, the
    present verdicts, and the places that cards had before."""

    debate: Debate
    moment: Moment | None
    verdicts: Verdicts
    known: Mapping[str, Point]
    show_verdicts: bool
    is_plain: bool

    def composed(self, progress: Progress = silent) -> Composed:
        """Composes it, in a job or at once."""
        started = perf_counter()
        debate, verdicts = self._shown()
        picture = compose.compose(
            debate,
            verdicts,
            places=self.known,
            show_verdicts=self.show_verdicts,
            plain=self.is_plain,
            progress=part_of(progress, 0.0, 0.9),
        )
        progress(0.9, "Drawing the map")
        return Composed(debate, verdicts, Board(picture), self.is_plain, (perf_counter() - started) * 1000)

    def _shown(self) -> tuple[Debate, Verdicts]:
        if self.moment is None:
            return self.debate, self.verdicts
        from argmap.analysis.past import as_of
        from argmap.analysis.verdicts import evaluate

        past = as_of(self.debate, self.moment)
        return past, evaluate(past)


class Composing(QObject):
    """One job at a time; what was asked for last counts. A result waits until the mouse has let go of what it drags."""

    composed = Signal(object)
    """A Composed map to be shown in place of the one that is."""
    routed = Signal(object)
    """The map that is shown, Composed as it was when the job began, with lines that run round cards."""
    abandoned = Signal()
    """The user cancelled the composing of a map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self.jobs: Jobs | None = None
        """Where large maps are composed; None: on the window's thread like all others."""
        self._job: Job | None = None
        self._take: Callable[[], None] | None = None
        self.is_loading = False
        """Whether a map is being composed that is to take the place of the one that is shown."""
        self._waiting = QTimer(self, singleShot=True, interval=WAIT)
        self._waiting.timeout.connect(self._hand_over)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._job is not None

    @property
    def is_routing(self) -> bool:
        """Whether lines of the map that is shown are being led round cards."""
        return self._job is not None and not self.is_loading

    def use(self, jobs: Jobs) -> None:
        """Takes the window's jobs for what takes long."""
        self.jobs = jobs
        jobs.ended.connect(self._on_ended)

    def stop(self) -> None:
        """What is under way is not wanted any more."""
        job, self._job, self._take, self.is_loading = self._job, None, None, False
        self._waiting.stop()
        if job is not None:
            job.cancel()

    def load(self, known: Mapping[str, Point]) -> None:
        """Composes the map of the session's debate, or of its past, from places known; ``composed`` has the result, at once
        where there are few cards."""
        self.stop()
        session, moment = self._map.session, self._map.showing.moment
        small = self.jobs is None or len(session.debate.statements) + len(session.debate.provisions) <= AT_ONCE
        order = Order(
            session.debate if small else session.debate.snapshot(),
            moment,
            session.verdicts,
            known,
            self._map.scene.show_verdicts,
            not small and len(session.debate.relations) >= PLAIN_FIRST,
        )
        if small:
            self.composed.emit(order.composed())
        else:
            self.is_loading = True
            self._start("Drawing the map", order.composed, self.composed.emit)

    def route(self) -> None:
        """Leads the lines of the map that is shown round cards; ``routed`` has the result."""
        if self.jobs is None:
            return
        self.stop()
        scene = self._map.scene
        debate, verdicts, board = scene.debate.snapshot(), scene.verdicts, scene.board
        cards, places, sheet = dict(board.cards), dict(board.places), board.sheet

        def work(progress: Progress) -> Composed:
            started = perf_counter()
            links = route(debate, verdicts, cards, places, progress=part_of(progress, 0.0, 0.9))
            around = compose.bounds(cards, places, links, sheet)
            progress(0.9, "Drawing lines round cards")
            made = Board(Picture(debate.title, cards, places, links, around, sheet))
            return Composed(debate, verdicts, made, False, (perf_counter() - started) * 1000)

        self._start("Drawing lines round cards", work, self.routed.emit)

    def _start(self, label: str, work: Callable[[Progress], object], done: Callable[[object], None]) -> None:
        assert self.jobs is not None  # noqa: S101
        # the jobs tell of this one's end before they hand its result over
        self._job = self.jobs.start(label, work, lambda result: self._on_done(lambda: done(result)))

    def _on_done(self, take: Callable[[], None]) -> None:
        self._take = take
        self._hand_over()

    def _hand_over(self) -> None:
        if self._take is None:
            return
        if self._map.pointer.busy:
            self._waiting.start()
            return
        take, self._take, self._job, self.is_loading = self._take, None, None, False
        take()

    def _on_ended(self, job: Job) -> None:
        """A job of the window is over; a result, if there is one, comes after this."""
        if job is self._job and (job.is_cancelled or job.result is None):
            was_loading = self.is_loading
            self._job, self.is_loading = None, False
            if was_loading:
                self.abandoned.emit()
