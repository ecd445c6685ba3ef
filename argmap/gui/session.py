"""The open debate: the one place through which every view reads it and every change goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from argmap.gui.jobs import Jobs
from argmap.model.debate import Debate, Edit, EditError
from argmap.model.kinds import Table

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts
    from argmap.store.debate_file import DebateFile

JUDGED_BY = frozenset({Table.STATEMENTS, Table.RELATIONS, Table.PROVISIONS, Table.POSTS})
"""Tables whose changes can change a verdict."""

JUDGED_AT_ONCE = 1000
"""Statements up to which verdicts take so little time that they are found on the window's thread."""
PAUSE = 120
"""Milliseconds without an edit before a large map is judged, in a job."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected in all views: records of one table, the last one current, and optionally a span of a post."""

    table: Table | None = None
    ids: tuple[str, ...] = ()

    @property
    def current(self) -> str | None:
        """The id of the record that was selected last."""
        return self.ids[-1] if self.ids else None

    def only(self, table: Table) -> tuple[str, ...]:
        """The selected ids when they are of this table, else nothing."""
        return self.ids if self.table is table else ()


class Session(QObject):
    """Holds a debate and its file. Views listen to the signals and call the methods; none of them changes the debate."""

    opened = Signal()
    """Another debate is here; everything is to be drawn afresh. Also after Reload."""
    closing = Signal()
    """The file is about to be let go of; what is typed and not yet an edit is to become one now, or never."""
    edited = Signal(object)
    """An Edit was made, undone or redone; redraw what it touches."""
    selected = Signal(object)
    """The Selection changed."""
    judged = Signal()
    """``verdicts`` belong to the present debate again."""
    refused = Signal(str)
    """Something the user asked for cannot be done; the sentence to show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.debate = Debate()
        self.file: DebateFile | None = None
        self.selection = Selection()
        self.places: dict[str, tuple[float, float]] = {}
        self._unsaved_places: dict[str, tuple[float, float]] = {}
        self._verdicts: Verdicts | None = None
        self._judges = Jobs(self)
        self._judging = QTimer(self, singleShot=True)
        self._judging.timeout.connect(self._judge)
        self._judges.failed.connect(self._on_judging_failed)

    @property
    def is_open(self) -> bool:
        """Whether a file is open."""
        return self.file is not None

    @property
    def read_only(self) -> bool:
        """Whether edits are refused, because somebody else holds the file or it cannot be written."""
        return self.file is None or self.file.read_only

    @property
    def why_read_only(self) -> str:
        """Why edits are refused, in a sentence."""
        return "Open a debate first." if self.file is None else self.file.read_only_reason

    @property
    def verdicts(self) -> Verdicts:
        """The verdicts; ``judged`` tells when new ones are in."""
        if self._verdicts is None:
            self._judge_now()
        assert self._verdicts is not None  # noqa: S101
        return self._verdicts

    @property
    def is_judged(self) -> bool:
        """Whether the verdicts are those of the debate as it is; else ``judged`` follows."""
        return self._verdicts is None or not (self._judging.isActive() or self._judges.is_busy)

    def open(self, file: DebateFile, verdicts: Verdicts | None = None) -> None:
        """Takes an opened file in place of the one that was open, which is closed. ``verdicts`` are the debate's where they
        are known already."""
        self.close_file()
        self.file = file
        self.debate = file.debate
        self.places = dict(file.placements)
        self._unsaved_places = {}
        self._verdicts = verdicts
        self.selection = Selection()
        self.opened.emit()
        self.selected.emit(self.selection)

    def close_file(self) -> None:
        """Lets go of the file; the debate stays until another is opened."""
        if self.file is not None:
            self.closing.emit()
            self._judging.stop()
            self._judges.wait()
            self.file.close()
            self.file = None

    def close(self) -> None:
        """Closes the debate; none is open then."""
        self.close_file()
        self.debate = Debate()
        self.places, self._unsaved_places, self._verdicts = {}, {}, None
        self.selection = Selection()
        self.opened.emit()
        self.selected.emit(self.selection)

    def do(self, edit: Edit, *, joins: bool = False, bulk: bool = False) -> bool:
        """Makes an edit and writes it to the file. ``joins``: undone together with the edit before it. False when refused,
        with the reason in ``refused``; an edit without changes is done at once."""
        if not edit:
            return True
        if self.read_only:
            self.refused.emit(self.why_read_only)
            return False
        assert self.file is not None  # noqa: S101
        from argmap.store.debate_file import StoreError

        try:
            self.debate.apply(edit)
        except EditError as error:
            self.refused.emit(str(error))
            return False
        try:
            self.file.append(edit, joins=joins, bulk=bulk, placements=self._unsaved_places)
        except Exception as error:
            self.debate.apply(edit.inverse())  # what is shown is never more than what is kept
            if not isinstance(error, StoreError):
                raise
            self.refused.emit(str(error))
            return False
        self._unsaved_places = {}
        self._announce(edit)
        return True

    def undo(self) -> None:
        """Takes the last step back."""
        self._walk("undo")

    def redo(self) -> None:
        """Makes the step again that was taken back last."""
        self._walk("redo")

    @property
    def undo_label(self) -> str:
        """What Undo would take back, "" when nothing."""
        return "" if self.file is None or self.read_only else self.file.undo_label

    @property
    def redo_label(self) -> str:
        """What Redo would make again, "" when nothing."""
        return "" if self.file is None or self.read_only else self.file.redo_label

    def select(self, table: Table | None, *ids: str) -> None:
        """Selects records of one table in every view."""
        selection = Selection(table, ids) if ids else Selection()
        if selection != self.selection:
            self.selection = selection
            self.selected.emit(selection)

    def remember_places(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Keeps where cards were put automatically; written to the file with the next edit."""
        self.places.update(places)
        self._unsaved_places.update(places)

    def _walk(self, direction: str) -> None:
        if self.file is None or self.read_only:
            self.refused.emit(self.why_read_only)
            return
        from argmap.store.debate_file import StoreError

        made: list[Edit] = []

        def make(edit: Edit) -> None:
            self.debate.apply(edit)
            made.append(edit)

        try:
            edit = self.file.undo(make) if direction == "undo" else self.file.redo(make)
        except Exception as error:
            for edit in made:
                self.debate.apply(edit.inverse())
            if not isinstance(error, StoreError | EditError):  # EditError for a history that somebody tampered with
                raise
            self.refused.emit(str(error))
            return
        if edit is not None:
            self._announce(edit)

    def _announce(self, edit: Edit) -> None:
        if self.selection.table is not None:
            kept = tuple(i for i in self.selection.ids if i in self.debate.table(self.selection.table))
            if kept != self.selection.ids:
                self.select(self.selection.table, *kept)
        self.edited.emit(edit)
        if edit.touches(*JUDGED_BY):
            self._judging.start(0 if len(self.debate.statements) <= JUDGED_AT_ONCE else PAUSE)

    def _judge(self) -> None:
        if len(self.debate.statements) <= JUDGED_AT_ONCE:
            self._judge_now()
            self.judged.emit()
        elif not self._judges.is_busy:
            from argmap.analysis.verdicts import evaluate

            debate, snapshot = self.debate, self.debate.snapshot()
            self._judges.start(
                "Judging",
                lambda progress: evaluate(snapshot),
                lambda verdicts: self._on_judged(debate, snapshot.revision, verdicts),
            )

    def _on_judged(self, debate: Debate, revision: int, verdicts: Verdicts) -> None:
        """Takes verdicts that belong to the debate as it is; others came too late, and are asked for again."""
        if debate is self.debate and revision == debate.revision:
            self._verdicts = verdicts
            self.judged.emit()
        elif self.is_open:
            self._judging.start(PAUSE)

    def _on_judging_failed(self, error: Exception) -> None:
        """Verdicts never fail but by a fault of argmap itself, which goes the way of every other."""
        raise error

    def _judge_now(self) -> None:
        from argmap.analysis.verdicts import evaluate

        self._verdicts = evaluate(self.debate)
