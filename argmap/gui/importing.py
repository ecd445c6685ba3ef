"""What the commands that read threads do: ask what a file leaves open, read it in a job, make a debate of it or add it to the
one that is open, and look for quotes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from argmap.gui import opening
from argmap.gui.jobs import Jobs
from argmap.gui.messages import Messages
from argmap.gui.models.wording import counted
from argmap.gui.opening import How, Look, Opened
from argmap.gui.session import Session
from argmap.gui.settings import Settings
from argmap.model.debate import Debate, Edit, EditError
from argmap.model.kinds import Table
from argmap.model.progress import Progress

if TYPE_CHECKING:
    from argmap.analysis.reimport import Choice, Merged


class Importer(QObject):
    """Reads threads for the window."""

    made = Signal(object)
    """An Opened, whether it was made just now or opened."""
    review_wanted = Signal()
    """The user wants to look over what was inferred."""

    def __init__(self, session: Session, jobs: Jobs, messages: Messages, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._settings = settings
        self._window = window

    def open(self, path: Path, folder: Path | None = None) -> None:
        """Opens a debate, or makes one of a thread file; see ``opening.open_path``."""

        def go(how: How | None) -> None:
            work: Callable[[Progress], Opened] = lambda progress: opening.open_path(path, folder, progress, how)  # noqa: E731
            self._jobs.start(f"Opening {path.name}", work, self.made.emit, Opened.drop)

        self._look(path, go)

    def open_copied(self) -> None:
        """Makes a new debate of what is on the clipboard."""
        copied = self._copied()
        if copied is None:
            return
        text, html = copied
        folder = Path(self._settings.folder) if self._settings.folder else opening.documents()
        work: Callable[[Progress], Opened] = lambda progress: opening.import_clipboard(text, html, folder, progress)  # noqa: E731
        self._jobs.start("Reading the clipboard", work, self.made.emit, Opened.drop)

    def add(self, path: Path) -> None:
        """Adds a thread file, or what is new in it, to the open debate as one step."""

        debate = self._session.debate

        def go(how: How | None) -> None:
            self._add(debate, path.name, lambda progress: opening.read_path(path, progress, how))

        self._look(path, go)

    def paste(self) -> None:
        """Adds what is on the clipboard to the open debate."""
        from argmap.formats.threads.clipboard import from_clipboard

        copied = self._copied()
        if copied is not None:
            self._add(self._session.debate, "the clipboard", lambda progress: from_clipboard(*copied, progress))

    def find_quotes(self, posts: Collection[str] | None = None, told: str = "", *, joins: bool = False) -> None:
        """Looks for quotes in a job and adds what was found as one step, or to the last step where it ``joins`` that and
        nothing else was done meanwhile. ``told`` is what was said so far."""
        from argmap.analysis import quoting
        from argmap.formats.completing import find_quotes

        debate, snapshot = self._session.debate, self._session.debate.snapshot()

        def done(found: Edit) -> None:
            if self._session.debate is not debate:
                return  # closed meanwhile; the command finds them another time
            edit = quoting.rebased(found, debate)
            if self._session.do(edit, joins=joins and debate.revision == snapshot.revision, bulk=True):
                count = sum(change.before is None for change in edit.changes if change.table is Table.QUOTES)
                self._tell(f"{told} {counted(count, 'new quote')} found.".strip())

        self._jobs.start("Looking for quotes", lambda progress: find_quotes(snapshot, posts, progress), done)

    def tell_opened(self, opened: Opened) -> None:
        """Says what came of a file, once it is shown. A new debate is looked over first where something in it is inferred; the
        quotes of a long thread are looked for now."""
        if opened.quotes_later:
            self._messages.done(f"{opened.told} Quotes are being looked for.")
            self.find_quotes(told=opened.told)
        elif opened.is_new:
            doubts = self._doubts()
            if doubts:
                self.review_wanted.emit()
                self._messages.done(f"{opened.told} {doubts} F6 goes on to the thread.")
            else:
                self._messages.done(opened.told)
        elif opened.told:
            self._messages.done(opened.told)

    def _tell(self, text: str) -> None:
        """A message with the way to the review where there is something to look over."""
        doubts = self._doubts()
        if doubts:
            self._messages.done(f"{text} {doubts}", "Review (F9)", self.review_wanted.emit)
        else:
            self._messages.done(text)

    def _doubts(self) -> str:
        """How much there is to look over, as a sentence, "" for nothing."""
        from argmap.analysis.inferred import undecided

        count = undecided(self._session.debate)
        are = "is" if count == 1 else "are"
        return f"{counted(count, 'thing')} in it {are} inferred or doubtful." if count else ""

    def _look(self, path: Path, go: Callable[[How | None], None]) -> None:
        """Has a first look at a file and asks what it leaves open; goes on unless the user does not want to."""

        def looked(found: Look) -> None:
            how = self._asked(path.name, found)
            if how is not None:
                go(how)

        if opening.is_plain(path):
            go(None)
        else:
            self._jobs.start(f"Looking at {path.name}", lambda progress: opening.look(path, progress), looked)

    def _asked(self, name: str, found: Look) -> How | None:
        """What the user answers; None when they would rather not."""
        if found.readings:
            from argmap.gui.dialogs.format_dialog import FormatDialog

            ways = FormatDialog(name, found.readings, self._window)
            return How(ways.reading().format.name) if ways.exec() else None
        if found.table is not None:
            from argmap.gui.dialogs.columns_dialog import ColumnsDialog

            columns = ColumnsDialog(found.table, self._settings.columns(found.table), self._window)
            if not columns.exec():
                return None
            self._settings.set_columns(found.table, columns.columns())
            return How(columns=columns.columns())
        return How()

    def _copied(self) -> tuple[str, str | None] | None:
        """Text and HTML of the clipboard, None when it has neither."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # None when nobody has copied anything
        text = data.text() if data is not None and data.hasText() else ""
        html = data.html() if data is not None and data.hasHtml() else None
        if text.strip() or (html or "").strip():
            return text, html
        self._messages.problem("There is no text on the clipboard. Copy the thread first.")
        return None

    def _add(self, debate: Debate, name: str, reading: Callable[[Progress], Debate]) -> None:
        snapshot = debate.snapshot()

        def work(progress: Progress) -> tuple[Debate, Merged]:
            other = reading(progress)
            progress(1.0, f"Comparing {name}")
            return other, _merged(snapshot, other, name, {})

        def read(result: tuple[Debate, Merged]) -> None:
            self._settle(debate, name, *result, snapshot.revision, None)

        self._jobs.start(f"Reading {name}", work, read)

    def _settle(
        self,
        debate: Debate,
        name: str,
        other: Debate,
        merged: Merged,
        revision: int,
        choices: Mapping[str, Choice] | None,
    ) -> None:
        """Takes what came of a file once everything was asked and nothing else has changed the debate since; else it is
        compared again, as it was the first time: not on the window's thread."""
        asked = choices
        if self._session.debate is debate and asked is None and merged.questions:
            from argmap.gui.review.places_dialog import PlacesDialog

            dialog = PlacesDialog(merged.questions, debate, self._window)
            asked = dialog.choices() if dialog.exec() else {}
        if self._session.debate is not debate:  # also while the dialog was there
            self._messages.problem(f"“{name}” was not imported: the debate that it was for is not open any more.")
        elif debate.revision == revision and (asked is choices or not asked):
            self._take(name, merged.edit)
        else:
            snapshot = debate.snapshot()
            self._jobs.start(
                f"Adding {name}",
                lambda progress: _merged(snapshot, other, name, asked or {}),
                lambda again: self._settle(debate, name, other, again, snapshot.revision, asked),
            )

    def _take(self, name: str, edit: Edit) -> None:
        if not edit:
            self._messages.done(f"Nothing new: all of “{name}” is here already.")
            return
        if not self._session.do(edit, bulk=True):
            return
        new = [c.id for c in edit.changes if c.table is Table.POSTS and c.before is None]
        edited = sum(c.table is Table.POSTS and c.before is not None for c in edit.changes)
        changed = f" and changed {counted(edited, 'post')}" if edited else ""
        told = f"Added {counted(len(new), 'post')}{changed} from “{name}”. Ctrl+Z takes all of it back."
        if new:
            self.find_quotes(new, told, joins=True)
        else:
            self._tell(told)


def _merged(debate: Debate, other: Debate, name: str, choices: Mapping[str, Choice]) -> Merged:
    from argmap.analysis import reimport
    from argmap.formats.completing import family

    try:
        return reimport.merge(debate, other, f"Import {name}", family=family, choices=choices)
    except EditError as error:
        raise EditError(f"“{name}” was not imported. {error}") from None
