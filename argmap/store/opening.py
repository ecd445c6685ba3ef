"""How a file is read: verified, after a crash by way of a copy, and from an older version by an upgrade."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from argmap.store import connections, verify
from argmap.store.errors import StoreError
from argmap.store.tables import STATE, VERSION
from argmap.store.upgrades import UPGRADES, Upgrade, replace_keeping, schema_of, upgrade_copy
from argmap.store.verify import Contents

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


def read_held(path: str, upgrades: Mapping[int, Upgrade] = UPGRADES, newest: int = VERSION) -> Contents:
    """What a file holds whose lock is ours. Where a journal lies beside it (a crash) the file is rolled back; an older file
    is upgraded and the old one kept beside it. Raises StoreError, and changes nothing, when the file cannot be trusted."""
    if _has_journal(path):
        with _private_copy(path) as copy, _reading(copy, immutable=True) as connection:
            verify.verified(connection, copy, schema_of(verify.check_header(copy, newest), upgrades, newest))
            if verify.check_header(copy, newest) == newest:
                verify.load(connection, copy)
        _roll_back(path)
    version = verify.check_header(path, newest)
    with _reading(path, immutable=True) as connection:
        verify.verified(connection, path, schema_of(version, upgrades, newest))
        if version == newest:
            return verify.load(connection, path)
    with _private_copy(path, os.path.dirname(path)) as copy:
        contents = _upgraded(copy, version, upgrades, newest)
        replace_keeping(path, copy, version)
    return contents


@contextmanager
def shared(path: str, upgrades: Mapping[int, Upgrade] = UPGRADES, newest: int = VERSION) -> Iterator[sa.Connection]:
    """A read transaction on a verified file that another process may be writing, or on a copy of it where reading it as it
    is would change it: after a crash, or for an upgrade."""
    crashed = _has_journal(path) and _needs_rollback(path)
    version = newest if crashed else verify.check_header(path, newest)
    if crashed or version < newest:
        with _private_copy(path) as copy:
            version = verify.check_header(copy, newest)
            with _reading(copy, immutable=True) as connection:
                verify.verified(connection, copy, schema_of(version, upgrades, newest))
            if version < newest:
                _upgraded(copy, version, upgrades, newest)
            with _reading(copy, immutable=True) as connection:
                yield connection
        return
    with _reading(path, immutable=False) as connection:
        verify.verified(connection, path, schema_of(version, upgrades, newest))
        yield connection


@contextmanager
def _reading(path: str, *, immutable: bool) -> Iterator[sa.Connection]:
    """A read transaction that has begun: from here on nobody can write."""
    with connections.telling(path, "The file cannot be read"):
        try:
            with connections.reading(path, immutable=immutable) as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
                yield connection
        except DBAPIError:
            verify.check_size(path)  # which says more
            raise


def _upgraded(copy: str, version: int, upgrades: Mapping[int, Upgrade], newest: int) -> Contents:
    """Upgrades a private copy, verifies what came out, and gives it."""
    upgrade_copy(copy, version, upgrades, newest)
    with _reading(copy, immutable=True) as connection:
        verify.verified(connection, copy, schema_of(newest, upgrades, newest))
        contents = verify.load(connection, copy)
    with connections.telling(copy, "The file cannot be upgraded"):
        connection = connections.writing(copy)
        try:
            with connection.begin():
                connection.execute(sa.update(STATE).values(content=f"{contents.content:064x}"))
        finally:
            connection.close()
    return contents


def _has_journal(path: str) -> bool:
    """Whether an unfinished transaction may lie beside a file. Raises StoreError for a journal that argmap never writes: one
    that names a second journal, which SQLite would delete, whatever file it is."""
    journal = path + "-journal"
    if not os.path.isfile(journal):
        return False
    with connections.telling(path, "The file cannot be read"), open(journal, "rb") as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - len(_JOURNAL_MAGIC)))
        if file.read() == _JOURNAL_MAGIC:
            name = os.path.basename(journal)
            raise StoreError(f"“{name}” beside the file was not written by argmap. Do not trust it; use another copy.")
    return True


def _needs_rollback(path: str) -> bool:
    """Whether the journal beside a file is left from a crash, and not that of a process that is writing."""
    try:
        with connections.reading(path, immutable=False) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "") if isinstance(error.orig, sqlite3.Error) else ""
        return name not in {"SQLITE_BUSY", "SQLITE_NOTADB"}
    return False


def _roll_back(path: str) -> None:
    """Opens a file for writing, which is when SQLite undoes what a crash left unfinished."""
    connection = None
    with connections.telling(path, "The file cannot be recovered after a crash"):
        try:
            connection = connections.writing(path)
            with connection.begin():
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        finally:
            if connection is not None:
                connection.close()


@contextmanager
def _private_copy(path: str, folder: str | None = None) -> Iterator[str]:
    """A copy with the same name in a folder of its own (inside ``folder``, else where temporary files go), rolled back where
    a crash left a journal."""
    with connections.telling(path, "The file cannot be copied"):
        place = tempfile.TemporaryDirectory(prefix=".argmap-", dir=folder)
    with place:
        copy = os.path.join(place.name, os.path.basename(path))
        with connections.telling(path, "The file cannot be copied"):
            shutil.copyfile(path, copy)
            if os.path.isfile(path + "-journal"):
                shutil.copyfile(path + "-journal", copy + "-journal")
        if os.path.isfile(copy + "-journal"):
            _roll_back(copy)
        yield copy
