"""Steps that bring a file of an older version up to this one. They run on a copy; the old file stays beside the new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from argmap.model.kinds import Table
from argmap.store import connections
from argmap.store.errors import StoreError
from argmap.store.old_schemas import VERSION_1
from argmap.store.tables import METADATA, RECORDS, SCHEMA, VERSION, ddl


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What leads from one version to the next. ``schema`` is that of the older version, name to statement, for verifying its
    files: what ``tables.SCHEMA`` was. ``run`` may use any SQL, such as ALTER TABLE … ADD COLUMN, and leaves every table with
    the columns of the next version; how the statements are spelled is put right afterwards."""

    schema: Mapping[str, str]
    run: Callable[[sa.Connection], None]


def _to_version_2(connection: sa.Connection) -> None:
    """Authors got other names, posts a second score, maps a layout and views."""
    connection.exec_driver_sql('ALTER TABLE "info" ADD COLUMN "layout" TEXT NOT NULL DEFAULT \'\'')
    connection.exec_driver_sql(ddl(RECORDS[Table.VIEWS]))
    connection.exec_driver_sql('ALTER TABLE "authors" ADD COLUMN "aliases" TEXT NOT NULL DEFAULT \'[]\'')
    connection.exec_driver_sql('ALTER TABLE "posts" ADD COLUMN "agreement" ANY')


UPGRADES: Mapping[int, Upgrade] = {1: Upgrade(VERSION_1, _to_version_2)}
"""Version to the step that leads from it to the next."""


def schema_of(version: int, upgrades: Mapping[int, Upgrade] = UPGRADES, newest: int = VERSION) -> Mapping[str, str]:
    """The schema that a file of this version has. Raises StoreError for a version that has been forgotten."""
    if version == newest:
        return SCHEMA
    if version not in upgrades:
        raise StoreError(f"Files of version {version} cannot be read any more. Open it with an older argmap first.")
    return upgrades[version].schema


def upgrade_copy(path: str, version: int, upgrades: Mapping[int, Upgrade], newest: int) -> None:
    """Brings a file, which has to be somebody's private copy, from ``version`` to ``newest``. Raises StoreError."""
    connection = connections.writing(path)
    try:
        with connections.telling(path, "The file cannot be upgraded"), connection.begin():
            for number in range(version, newest):
                upgrades[number].run(connection)
            _respell(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={newest}")
    finally:
        connection.close()


def replace_keeping(path: str, upgraded: str, version: int) -> str:
    """Puts an upgraded copy in a file's place and gives the path where the old file is kept."""
    kept = f"{path}.bak-v{version}"
    number = 2
    while os.path.lexists(kept):
        kept = f"{path}.bak-v{version}-{number}"
        number += 1
    with connections.telling(path, "The file cannot be upgraded"):
        shutil.copy2(path, kept)
        shutil.copymode(path, upgraded)
        os.replace(upgraded, path)
    return kept


def _respell(connection: sa.Connection) -> None:
    """Makes every table anew from this version's statement, because a file is recognised by it to the letter."""
    for table in METADATA.sorted_tables:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        connection.exec_driver_sql(f'ALTER TABLE "{table.name}" RENAME TO "old_{table.name}"')
        connection.exec_driver_sql(ddl(table))
        connection.exec_driver_sql(
            f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM "old_{table.name}" ORDER BY rowid'  # noqa: S608
        )
        connection.exec_driver_sql(f'DROP TABLE "old_{table.name}"')
