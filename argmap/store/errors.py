"""What can go wrong with a file, in a sentence. Cheap to import."""

from __future__ import annotations

import os

_SENTENCES = {
    "SQLITE_FULL": "{doing}: the disk is full. Free some space and try again.",
    "SQLITE_BUSY": "{doing}: another program is using “{name}” at this moment. Try again when it has finished.",
    "SQLITE_LOCKED": "{doing}: another program is using “{name}” at this moment. Try again when it has finished.",
    "SQLITE_READONLY": "{doing}: “{name}” or its folder is write-protected. Save a copy somewhere else.",
    "SQLITE_PERM": "{doing}: there is no permission to use “{name}”. Ask whoever owns it, or use a copy.",
    "SQLITE_CANTOPEN": "{doing}: “{name}” or its folder cannot be opened. Check that both are there and may be changed.",
    "SQLITE_CORRUPT": "{doing}: “{name}” is damaged. Use a copy from before the damage.",
    "SQLITE_NOTADB": "{doing}: “{name}” is damaged. Use a copy from before the damage.",
    "SQLITE_IOERR": "{doing}: the disk that “{name}” is on reports an error. Check the disk, and save a copy elsewhere.",
    "SQLITE_TOOBIG": "{doing}: a text or a source is larger than a file can hold (1 GB). Leave it out.",
    "SQLITE_CONSTRAINT": "{doing}: “{name}” holds something else than this program expects. Close it and open it again.",
}


class StoreError(Exception):
    """An .argmap file that cannot be read or written. Its text says what, where and what to do, and is fit to show."""


def told(error: BaseException, path: str, doing: str) -> StoreError:
    """The StoreError for what SQLite, the operating system or a value that fits no file raised while ``doing`` something,
    for example "The edit was not made"."""
    name = os.path.basename(path)
    code = _code(error)
    for start, sentence in _SENTENCES.items():
        if code.startswith(start):
            return StoreError(sentence.format(doing=doing, name=name))
    if isinstance(error, OSError):
        reason = (error.strerror or str(error)).lower()
        return StoreError(f"{doing}: {reason} (“{error.filename or path}”). Check the disk and the permissions.")
    if isinstance(error, (OverflowError, UnicodeError)):
        return StoreError(f"{doing}: a number is too large or a text is not Unicode. Correct it and try again.")
    return StoreError(f"{doing}: “{name}” is damaged ({_brief(error)}). Use a copy from before the damage.")


def _code(error: BaseException) -> str:
    """SQLite's name for an error, "" when it is none of SQLite's. SQLAlchemy's errors carry the original."""
    import sqlite3  # loads a library, and every command imports this module

    original = getattr(error, "orig", error)
    return (getattr(original, "sqlite_errorname", None) or "") if isinstance(original, sqlite3.Error) else ""


def _brief(error: BaseException) -> str:
    return " ".join(str(getattr(error, "orig", error)).split())[:120]
