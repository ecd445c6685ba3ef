"""Files that were not there before: a new debate, and a copy. A half-made file never has the real name."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import sqlalchemy as sa

from argmap.model.checks import problems
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.store import connections, history
from argmap.store.contents import add_records, write_placements
from argmap.store.errors import StoreError
from argmap.store.lock import FileLock
from argmap.store.rows import HASH_RANGE
from argmap.store.tables import APPLICATION_ID, SCHEMA, STATE, VERSION

_DOING = "The file was not written"


def check_new(path: str) -> str:
    """The absolute path of a file that is to be made. Raises StoreError where it cannot be."""
    if os.path.isdir(path):
        raise StoreError(f"“{path}” is a folder. Choose a name for a file in it.")
    if os.path.lexists(path):
        raise StoreError(f"“{path}” is there already. Choose another name.")
    folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))
    if not os.path.isdir(folder):
        raise StoreError(f"The folder “{folder}” is not there. Choose another one.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"The folder “{folder}” is write-protected. Choose another one.")
    real = os.path.join(folder, os.path.basename(path))
    _check_leftovers(real)
    return real


def write_new(path: str, debate: Debate, label: str, placements: Mapping[str, tuple[float, float]]) -> None:
    """Writes a debate to a new file. Its history begins with a row that cannot be undone: how the debate came to be is no
    step. Raises StoreError, and leaves nothing behind, when it cannot be written or the debate is not valid."""
    fault = next(problems(debate), None)
    if fault is not None:
        raise StoreError(f"The debate cannot be kept in a file: {fault}")
    with _beside(path) as part:
        with connections.telling(path, _DOING):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            connection = connections.writing(part)
            try:
                with connection.begin():
                    _fill(connection, debate, label, placements)
            finally:
                connection.close()
        _publish(part, path)


def write_copy(source: sqlite3.Connection, own: str, path: str) -> None:
    """Writes a complete copy of an open file, replacing what is at ``path``. Raises StoreError."""
    if os.path.isdir(path):
        raise StoreError(f"“{path}” is a folder. Choose a name for a file in it.")
    target = os.path.realpath(path)
    if os.path.exists(target) and os.path.exists(own) and os.path.samefile(target, own):
        raise StoreError(f"“{path}” is the file that is open. Choose another name for the copy.")
    if os.path.lexists(target) and not os.path.isfile(target):
        raise StoreError(f"“{path}” is not a file. Choose another name for the copy.")
    folder = os.path.dirname(target)
    if not os.path.isdir(folder):
        raise StoreError(f"The folder “{folder}” is not there. Choose another one.")
    _check_leftovers(target)
    lock = FileLock(target)
    reason = lock.take()
    if reason:
        raise StoreError(f"The copy was not written. {reason}")
    try:
        with _beside(target) as part, connections.telling(path, "The copy was not written"):
            with closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
            _sync(part)
            os.replace(part, target)
            _sync(folder)
    finally:
        lock.release()


def _check_leftovers(path: str) -> None:
    """Refuses a name beside which a crash has left the journal of an older file: SQLite would put it into the new one."""
    for leftover in (path + "-journal", path + "-wal"):
        if os.path.lexists(leftover):
            raise StoreError(
                f"“{leftover}” is left from an older file of that name. Delete it, or choose another name."
            )


def _fill(connection: sa.Connection, debate: Debate, label: str, placements: Mapping[str, tuple[float, float]]) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    for statement in SCHEMA.values():
        connection.exec_driver_sql(statement)
    content = sum(add_records(connection, table, debate.table(table).values()) for table in Table) % HASH_RANGE
    write_placements(connection, placements)
    cursor = history.begin(connection, label)
    connection.execute(sa.insert(STATE), {"id": 1, "cursor": cursor, "revision": 1, "content": f"{content:064x}"})


@contextmanager
def _beside(path: str) -> Iterator[str]:
    """A path in a hidden folder of its own on the same disk, which is gone afterwards with all that was not moved away."""
    with connections.telling(path, _DOING):
        place = tempfile.TemporaryDirectory(prefix=".argmap-", dir=os.path.dirname(path))
    with place:
        yield os.path.join(place.name, os.path.basename(path))


def _publish(part: str, path: str) -> None:
    """Gives a finished file its name, unless another file has taken it meanwhile."""
    with connections.telling(path, _DOING):
        try:
            os.link(part, path)
        except FileExistsError:
            raise StoreError(f"“{path}” is there already. Choose another name.") from None
        except OSError:  # no hard links on this disk
            check_new(path)
            os.rename(part, path)
        _sync(os.path.dirname(path))


def _sync(path: str) -> None:
    """Makes what was written, or the names in a folder, outlast a power cut where the system can."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
