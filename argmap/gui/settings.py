"""What argmap remembers between runs, in plain types: the window's shape, the theme, the files opened last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from argmap.formats.threads.table_columns import ColumnMap
    from argmap.formats.threads.table_reading import TableFile

RECENT = 10
"""How many files are remembered."""


class Settings:
    """Reads and writes the user's settings; ``path`` is an INI file, or None for where the desktop keeps them."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "argmap", "argmap")
        else:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        return self._text("theme", "system")

    @theme.setter
    def theme(self, mode: str) -> None:
        self._store.setValue("theme", mode)

    @property
    def folder(self) -> str:
        """The folder in which a file was chosen last, "" when none was."""
        return self._text("folder", "")

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    @property
    def view(self) -> str:
        """The view that was shown last: "read", "split", "map", "matrix" or "review"."""
        return self._text("view", "split")

    @view.setter
    def view(self, view: str) -> None:
        self._store.setValue("view", view)

    @property
    def recent(self) -> list[str]:
        """Paths of the debates opened last, the latest first; those that are gone are left out."""
        paths = self._text("recent", "").split("\n")
        return [path for path in paths if path and Path(path).exists()]

    def add_recent(self, path: Path) -> None:
        """Puts a path at the head of ``recent``."""
        paths = [str(path), *(p for p in self.recent if p != str(path))]
        self._store.setValue("recent", "\n".join(paths[:RECENT]))

    def columns(self, table: TableFile) -> ColumnMap | None:
        """What the columns of a table with these headers were said to be when one was read last."""
        return table.recalled(self._text(f"columns/{table.key}", ""))

    def set_columns(self, table: TableFile, columns: ColumnMap) -> None:
        """Remembers what the columns of a table are, for all that have the same headers."""
        self._store.setValue(f"columns/{table.key}", columns.spelled())

    def bytes_of(self, name: str) -> QByteArray | None:
        """A saved geometry or state."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else None

    def set_bytes(self, name: str, value: QByteArray) -> None:
        """Saves a geometry or state."""
        self._store.setValue(name, value)

    def _text(self, name: str, default: str) -> str:
        value = self._store.value(name, default)
        return value if isinstance(value, str) else default
