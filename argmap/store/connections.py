"""Connections to SQLite files: one to write an edit at a time, and others that cannot change what they read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from argmap.store.errors import StoreError, told

_GUARDS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0")
_OLDEST = (3, 37)
"""The first SQLite that knows STRICT tables."""

_PATIENCE = 5.0
"""Seconds to wait for another process to finish a transaction; each takes milliseconds."""


@contextmanager
def telling(path: str, doing: str) -> Iterator[None]:
    """Turns what SQLite and the operating system raise into StoreError; ``doing`` is how its sentence begins."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError, OverflowError, UnicodeError) as error:
        raise told(error, path, doing) from error


def writing(path: str) -> sa.Connection:
    """A connection that keeps every transaction on the disk before it returns: rollback journal, synchronous FULL. It may be
    used from any thread, by one at a time. Whoever opens it closes it."""
    return _engine(path, "mode=rw", ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=OFF")).connect()


@contextmanager
def reading(path: str, *, immutable: bool) -> Iterator[sa.Connection]:
    """A connection within one read transaction, unable to write. ``immutable``: nobody else can change the file meanwhile,
    so that SQLite takes no lock and looks for no journal."""
    engine = _engine(path, "mode=ro&immutable=1" if immutable else "mode=ro", ("query_only=ON", "cache_size=-100000"))
    with engine.connect() as connection, connection.begin():
        yield connection


def _engine(path: str, how: str, pragmas: tuple[str, ...]) -> sa.Engine:
    if sqlite3.sqlite_version_info < _OLDEST:
        needed = ".".join(map(str, _OLDEST))
        raise StoreError(f"Debates need SQLite {needed}; this Python has {sqlite3.sqlite_version}. Use a newer Python.")
    uri = f"{Path(os.path.abspath(path)).as_uri()}?{how}"

    def connect() -> sqlite3.Connection:
        # With isolation_level None Python's driver leaves transactions to the BEGIN below.
        connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            if hasattr(connection, "setlimit"):
                connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            for pragma in (*_GUARDS, *pragmas):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=NullPool)
    begin = "BEGIN" if "mode=ro" in how else "BEGIN IMMEDIATE"
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def driver(connection: sa.Connection) -> sqlite3.Connection:
    """The sqlite3 connection below one of SQLAlchemy's."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)  # noqa: S101
    return found
