"""The .argmap file: one SQLite file, edited in place, in which everything is always saved."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from argmap.model.codec import CodecError
from argmap.model.debate import Debate, Edit, edit_of
from argmap.store import connections, history, new_files, opening, verify
from argmap.store.contents import read_records, write_changes, write_placements
from argmap.store.errors import StoreError
from argmap.store.history import HistoryRow, Step
from argmap.store.lock import FileLock
from argmap.store.rows import HASH_RANGE
from argmap.store.tables import STATE
from argmap.store.verify import Contents

__all__ = ["DebateFile", "Step", "StoreError"]


@dataclass(frozen=True, slots=True)
class _Present:
    """Where the file stands: what its state row says, and what follows from it."""

    cursor: int
    revision: int
    content: int
    undo_label: str
    redo_label: str
    last_edit: str


_Work = Callable[[sa.Connection], tuple[int, int]]
"""What happens within a transaction; gives the new cursor and by how much the content hash grows."""

Trying = Callable[[Edit], None]
"""Makes an edit in the debate that is shown, or raises why it cannot be made."""

_Replay = Callable[[list[HistoryRow], history.Records], tuple[Edit, dict[int, str]]]


class DebateFile:
    """An open .argmap file. It writes what it is told, one transaction for each edit, and leaves the debate to whoever holds
    it: ``debate`` is what was loaded, and only ``reload`` puts another one there.

    ``warning`` is a sentence for the user when the file was changed behind the program's back, else "". It is opened all the
    same, since nothing is lost by looking, and the next edit accepts what is there. One thread at a time may use it.
    """

    def __init__(self, path: str, real: str, lock: FileLock | None, reason: str, contents: Contents) -> None:
        self.path = path
        self.read_only_reason = reason
        self._real = real
        self._lock = lock
        self._connection: sa.Connection | None = None
        self._print = (0, 0, 0, 0)
        self._take(contents)
        if lock is not None:
            with connections.telling(real, "The file cannot be opened"):
                self._connection = connections.writing(real)

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        debate: Debate,
        *,
        label: str = "New debate",
        placements: Mapping[str, tuple[float, float]] | None = None,
    ) -> Self:
        """A new file with a debate in it, open for writing; ``label`` says in its history how it came to be.

        Raises StoreError when something has this name already, when it cannot be written, or for a debate that is not valid.
        """
        real = new_files.check_new(os.fspath(path))
        lock = FileLock(real)
        reason = lock.take()
        if reason:
            raise StoreError(f"“{os.fspath(path)}” cannot be made now. {reason}")
        try:
            new_files.write_new(real, debate, label, placements or {})
            content = verify.Contents(debate, dict(placements or {}), 1, 1, 0, "")
            file = cls(os.fspath(path), real, lock, "", content)
            file._read_present()
        except BaseException:
            lock.release()
            raise
        return file

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Self:
        """An existing file, verified. It is ``read_only`` when asked for, when it is write-protected, or while another
        process has it open; ``read_only_reason`` says which. Raises StoreError when it cannot be read or trusted."""
        given = os.fspath(path)
        real = verify.check_place(given)
        lock, reason = _right_to_write(real, given) if not read_only else (None, "")
        try:
            if lock is not None:
                file = cls(given, real, lock, reason, opening.read_held(real))
                file._read_present()
            else:
                if read_only:
                    reason = f"“{os.path.basename(given)}” was opened for reading only."
                contents, present = _read_shared(real)
                file = cls(given, real, lock, reason, contents)
                file._present = present
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return file

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._connection is None

    @property
    def undo_label(self) -> str:
        """What ``undo`` would take back, "" when nothing."""
        return self._present.undo_label

    @property
    def redo_label(self) -> str:
        """What ``redo`` would make again, "" when nothing."""
        return self._present.redo_label

    @property
    def last_edit(self) -> str:
        """When what is here now was done last, ISO 8601 in UTC: undone steps do not count."""
        return self._present.last_edit

    def steps(self) -> list[Step]:
        """The history, oldest first. Raises StoreError when the file cannot be read any more."""
        with self._reading() as connection:
            return history.steps(connection, self._present.cursor)

    def append(
        self,
        edit: Edit,
        *,
        joins: bool = False,
        bulk: bool = False,
        placements: Mapping[str, tuple[float, float]] | None = None,
    ) -> None:
        """Writes an edit and its row in the history; when this returns, both are on the disk. ``joins``: it is undone
        together with the edit before it. ``bulk``: the row names what is added instead of copying it. ``placements`` are
        automatic places to keep. Raises StoreError, and changes nothing, when it cannot be written."""
        edit = edit_of(edit.label, edit.changes)
        if not edit:
            return

        def work(connection: sa.Connection) -> tuple[int, int]:
            grown = write_changes(connection, edit.changes, self._real)
            write_placements(connection, placements or {})
            return history.add(connection, self._present.cursor, edit, joins=joins, bulk=bulk), grown

        self._transact(f"“{edit.label}” was not done", work)
        self.placements.update(placements or {})

    def undo(self, trying: Trying = lambda edit: None) -> Edit | None:
        """Takes the last step back in the file and gives the edit that does so in the debate, None when there is no step.
        Raises StoreError, and changes nothing, when it cannot be done. ``trying`` gets the edit before it is final: what it
        raises is raised, and nothing is changed then."""
        return self._replay("Undo was not done", history.rows_before, history.undoing, trying, forward=False)

    def redo(self, trying: Trying = lambda edit: None) -> Edit | None:
        """Makes the step again that was undone last, and gives its edit, None when there is none. Else like ``undo``."""
        return self._replay("Redo was not done", history.rows_after, history.redoing, trying, forward=True)

    def changed_on_disk(self) -> bool:
        """Whether another process has changed, replaced or removed the file since it was read or written here."""
        try:
            if _print_of(self._real) == self._print:
                return False
            with connections.reading(self._real, immutable=False) as connection:
                if connection.scalar(sa.select(STATE.c.revision)) != self._present.revision:
                    return True
        except (OSError, sa.exc.DBAPIError):
            return not os.path.exists(self._real + "-journal")  # with one, somebody is writing now: ask again later
        self._print = _print_of(self._real)
        return False

    def reload(self) -> None:
        """Reads the file again into a new ``debate``. Raises StoreError, and keeps what is here, when it cannot be read."""
        if self._lock is None:
            contents, present = _read_shared(self._real)
            self._take(contents)
            self._present = present
        else:
            contents = opening.read_held(self._real)
            if self._connection is not None:
                self._connection.close()
            self._take(contents)
            with connections.telling(self._real, "The file cannot be opened"):
                self._connection = connections.writing(self._real)
            self._read_present()

    def save_copy(self, path: str | os.PathLike[str]) -> None:
        """Writes a complete copy, with its history, and replaces what has that name. Raises StoreError; it is never the file
        itself, and a copy that cannot be finished leaves nothing."""
        if self._connection is not None:  # outside a transaction, which would keep the backup waiting
            new_files.write_copy(connections.driver(self._connection), self._real, os.fspath(path))
            return
        with self._reading() as connection:
            new_files.write_copy(connections.driver(connection), self._real, os.fspath(path))

    def close(self) -> None:
        """Lets go of the file. Nothing is left to save."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self.read_only_reason = f"“{os.path.basename(self.path)}” is closed. Open it again."
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _take(self, contents: Contents) -> None:
        self.debate = contents.debate
        self.placements = contents.placements
        self.warning = contents.warning
        self._present = _Present(contents.cursor, contents.revision, contents.content, "", "", "")
        self._print = _print_of(self._real)

    def _read_present(self) -> None:
        with self._reading() as connection:
            state = connection.execute(sa.select(STATE)).one()
            content = self._present.content if self.warning else int(state.content, 16)
            self._present = _present_at(connection, state.cursor, state.revision, content)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """A read transaction on the file as it is now."""
        if self._connection is None:
            with opening.shared(self._real) as connection:
                yield connection
        else:
            with connections.telling(self._real, "The file cannot be read"), self._connection.begin():
                yield self._connection

    def _transact(self, doing: str, work: _Work) -> None:
        connection = self._connection
        if connection is None:
            raise StoreError(self.read_only_reason)
        if _print_of(self._real)[:2] != self._print[:2]:
            raise StoreError(
                f"{doing}: “{os.path.basename(self.path)}” was moved, replaced or deleted. Save a copy, and open that."
            )
        with connections.telling(self._real, doing), connection.begin():
            if connection.scalar(sa.select(STATE.c.revision)) != self._present.revision:
                raise StoreError(
                    f"{doing}: another program changed “{os.path.basename(self.path)}”. Open it again before you go on."
                )
            cursor, grown = work(connection)
            content, revision = (self._present.content + grown) % HASH_RANGE, self._present.revision + 1
            state = {"cursor": cursor, "revision": revision, "content": f"{content:064x}"}
            connection.execute(sa.update(STATE).values(state))
            present = _present_at(connection, cursor, revision, content)
        self._present = present
        self._print = _print_of(self._real)

    def _replay(
        self,
        doing: str,
        step: Callable[[sa.Connection, int], list[HistoryRow]],
        replay: _Replay,
        trying: Trying,
        *,
        forward: bool,
    ) -> Edit | None:
        found: list[Edit] = []

        def work(connection: sa.Connection) -> tuple[int, int]:
            rows = step(connection, self._present.cursor)
            try:
                edit, texts = replay(rows, read_records(connection, history.named(rows)))
            except CodecError as error:
                raise StoreError(f"{doing}: “{os.path.basename(self.path)}” is damaged: {error}") from error
            grown = write_changes(connection, edit.changes, self._real)
            history.rewrite(connection, texts)
            found.append(edit)
            trying(edit)
            return rows[-1].seq if forward else history.seq_before(connection, rows[0].seq), grown

        if not (self.redo_label if forward else self.undo_label):
            if self._connection is None:
                raise StoreError(self.read_only_reason)
            return None
        self._transact(doing, work)
        return found[0]


def _right_to_write(real: str, given: str) -> tuple[FileLock | None, str]:
    """The lock of a file, or why it can only be read."""
    if not os.access(real, os.W_OK):
        return None, f"“{os.path.basename(given)}” is write-protected, so it can be read but not changed here."
    lock = FileLock(real)
    reason = lock.take()
    return (None, reason) if reason else (lock, "")


def _read_shared(real: str) -> tuple[Contents, _Present]:
    """Both in one transaction, so that they belong together and the file is verified once."""
    with opening.shared(real) as connection, connections.telling(real, "The file cannot be read"):
        contents = verify.load(connection, real)
        return contents, _present_at(connection, contents.cursor, contents.revision, contents.content)


def _present_at(connection: sa.Connection, cursor: int, revision: int, content: int) -> _Present:
    undo, redo = history.label_before(connection, cursor), history.label_after(connection, cursor)
    return _Present(cursor, revision, content, undo, redo, history.time_of(connection, cursor))


def _print_of(path: str) -> tuple[int, int, int, int]:
    """By which it shows that a file was changed or replaced; all zero when it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0, 0, 0)
    return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
