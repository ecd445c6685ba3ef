"""What the commands about files do: open, new, import, export, copy, close. Each runs as a job where it can take long."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from argmap import paths
from argmap.formats.files import write_whole
from argmap.gui.importing import Importer
from argmap.gui.jobs import Jobs
from argmap.gui.messages import Messages
from argmap.gui.opening import SUFFIX, Opened, open_path
from argmap.gui.session import Session
from argmap.gui.settings import Settings
from argmap.model.debate import Debate
from argmap.model.progress import Progress
from argmap.model.records import Info

if TYPE_CHECKING:
    from argmap.analysis.past import Moment
    from argmap.store.debate_file import DebateFile

SAMPLE = "frontier-thresholds.argmap"


class Files(QObject):
    """The commands that have to do with files."""

    exported = Signal(str)
    """The path of a file that was written."""

    def __init__(self, session: Session, jobs: Jobs, messages: Messages, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._messages = messages
        self._settings = settings
        self._window = window
        self._selecting: str | None = None
        self.seen: Callable[[], frozenset[str] | None] = lambda: None
        """The cards that the map shows at the moment, None for all."""
        self.moment: Callable[[], Moment | None] = lambda: None
        """The moment of the past that the map shows, None for the present."""
        self.imports = Importer(session, jobs, messages, settings, window)
        self.imports.made.connect(self._on_opened)

    def new(self) -> None:
        """Asks where a new, empty debate is to be, and opens it."""
        path = self._ask_save("New debate", "debate.argmap", f"Debate (*{SUFFIX})")
        if path is None:
            return
        title = path.stem.replace("-", " ").replace("_", " ")
        self._run(f"Making {path.name}", lambda progress: _create(path, Debate([Info(title=title)])))

    def choose(self) -> None:
        """Asks for a file and opens it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open", self._settings.folder, open_filter())
        if name:
            self.open(Path(name))

    def choose_folder(self) -> None:
        """Asks for a folder of messages or comments and makes a new debate of it."""
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder", self._settings.folder)
        if name:
            self.open(Path(name))

    def open(self, path: Path, folder: Path | None = None, selecting: str | None = None) -> None:
        """Opens a debate, or makes one of a thread file, in a job, and selects a record by id when one is named.
        ``folder``: see ``opening.open_path``."""
        self._selecting = selecting
        self.imports.open(path, folder)

    def open_sample(self) -> None:
        """Opens a copy of the main sample."""
        self.open(paths.sample_debates() / SAMPLE)

    def import_into(self) -> None:
        """Asks for a thread file and adds it to the open debate as one step."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Import", self._settings.folder, open_filter())
        if name:
            self.imports.add(Path(name))

    def import_folder(self) -> None:
        """Asks for a folder of messages or comments and adds it to the open debate as one step."""
        name = QFileDialog.getExistingDirectory(self._window, "Add a folder", self._settings.folder)
        if name:
            self.imports.add(Path(name))

    def save_copy(self) -> None:
        """Asks for a place and writes a copy of the open debate there."""
        file = self._session.file
        if file is None:
            return
        path = self._ask_save("Save a copy", f"{Path(file.path).stem} copy{SUFFIX}", f"Debate (*{SUFFIX})")
        if path is not None:
            work: Callable[[Progress], Any] = lambda progress: file.save_copy(path)  # noqa: E731
            self._jobs.start(f"Saving {path.name}", work, lambda _: self._messages.done(f"Saved a copy as {path}."))

    def export(self) -> None:
        """Asks what to export and writes it in a job."""
        from argmap.formats.registry import by_name
        from argmap.gui.dialogs.export_dialog import ExportDialog

        dialog = ExportDialog(self._session, self._window, seen=self.seen(), moment=self.moment())
        if not dialog.exec():
            return
        choice = dialog.choice()
        chosen = by_name(choice.format_name)
        suffix = chosen.suffixes[0]
        stem = Path(self._session.file.path).stem if self._session.file is not None else "map"
        path = self._ask_save("Export", f"{stem}{suffix}", f"{chosen.label} (*{suffix})")
        if path is not None:
            self.export_to(path, choice.format_name, choice.options, choice.moment)

    def export_table(self, content: bytes) -> None:
        """Asks for a place and writes a table there."""
        stem = Path(self._session.file.path).stem if self._session.file is not None else "table"
        path = self._ask_save("Export table", f"{stem}.csv", "Table (*.csv)")
        if path is not None:
            done: Callable[[Any], None] = lambda _: self._messages.done(f"Exported to {path}.")  # noqa: E731
            self._jobs.start(f"Exporting {path.name}", lambda progress: write_whole(path, content), done)

    def export_to(self, path: Path, format_name: str, options: Any, moment: Moment | None = None) -> None:
        """Writes the debate as it is now, or was at a moment, to a file, which is replaced when it exists."""
        from argmap.analysis.past import as_of
        from argmap.formats.registry import by_name

        writer = by_name(format_name).write
        assert writer is not None  # noqa: S101
        snapshot = self._session.debate.snapshot()
        file = self._session.file
        options = replace(
            options, places=dict(self._session.places), last_edit=file.last_edit if file is not None else ""
        )

        notes: list[str] = []

        def work(progress: Progress) -> None:
            debate = snapshot if moment is None else as_of(snapshot, moment)
            write_whole(path, writer(debate, replace(options, progress=progress, note=notes.append)))

        def done(_: Any) -> None:
            self._messages.done(" ".join((f"Exported to {path}.", *notes)))
            self.exported.emit(str(path))

        self._jobs.start(f"Exporting {path.name}", work, done)

    def _run(self, label: str, work: Callable[[Progress], Opened]) -> None:
        self._jobs.start(label, work, self._on_opened, Opened.drop)

    def _on_opened(self, opened: Opened) -> None:
        path = Path(opened.file.path)
        self._settings.folder = str(path.parent)  # not that of a sample, where nobody's work is safe
        self._settings.add_recent(path)
        held = self._session.file
        if held is not None and opened.file.read_only and _is_writer_of(held, opened.file):
            opened.file.close()
            if held.changed_on_disk():  # by another program, so what is held is no longer what is there
                self._session.close()
                self._run(f"Opening {path.name}", lambda progress: open_path(path))
                return
            self._messages.info(f"“{path.name}” is open here already.")
        else:
            self._messages.forget()
            self._session.open(opened.file, opened.verdicts)
            if opened.file.read_only:
                self._messages.info(opened.file.read_only_reason)
            elif opened.file.warning:
                self._messages.problem(opened.file.warning)
            else:
                self.imports.tell_opened(opened)
        record = self._session.debate.find(self._selecting) if self._selecting else None
        if record is not None:
            self._session.select(record.table, record.id)

    def _ask_save(self, title: str, name: str, filters: str) -> Path | None:
        start = str(Path(self._settings.folder or Path.home()) / name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, start, filters)
        if not chosen:
            return None
        path, suffix = Path(chosen), Path(name).suffix
        self._settings.folder = str(path.parent)
        if path.suffix.lower() == suffix:
            return path
        path = path.with_name(path.name + suffix)
        if path.exists():  # the file dialog has asked about a file of another name
            self._messages.problem(f"There is a file {path.name} in that folder already. Choose another name.")
            return None
        return path


def _is_writer_of(held: DebateFile, other: DebateFile) -> bool:
    """Whether an open file is the very one that keeps another from being written."""
    return not held.read_only and os.path.realpath(held.path) == os.path.realpath(other.path)


def open_filter() -> str:
    """What file dialogs offer to open."""
    from argmap.formats.registry import formats

    suffixes = sorted({suffix for known in formats() if known.read is not None for suffix in known.suffixes})
    return f"Debates and threads (*{SUFFIX} {' '.join(f'*{suffix}' for suffix in suffixes)});;All files (*)"


def _create(path: Path, debate: Debate) -> Opened:
    from argmap.store.debate_file import DebateFile

    if path.exists():  # the file dialog has asked whether it may be replaced; a debate in use may not
        from argmap.store.debate_file import StoreError

        raise StoreError(f"There is a file {path.name} in that folder already. Choose another name for the new debate.")
    return Opened(DebateFile.create(path, debate))
