"""Files read whole, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from argmap.formats.registry import FormatError

SIZE_CAP = 1 << 30
"""Bytes of the largest file that is read into memory."""


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises FormatError for what cannot be read."""
    try:
        if path.is_dir():
            raise FormatError(f"“{path.name}” is a folder. Choose a file in it.")
        if path.stat().st_size > SIZE_CAP:
            raise FormatError(f"“{path.name}” is larger than 1 GB. Split it and import the parts.")
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise FormatError(f"“{path}” cannot be read: {reason}. Check the path.") from None


def is_debate_file(path: Path) -> bool:
    """Whether a file is, by suffix or content, an .argmap file rather than something to import."""
    if path.suffix.lower() == ".argmap":
        return True
    if not path.is_file():  # what is taken from a pipe to look at it would be missing when it is read
        return False
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except (OSError, ValueError):
        return False


def check_target(path: Path) -> None:
    """Raises FormatError for a place where nothing may be written: a folder, or where a debate is or could be, since a debate
    is more than any export of it."""
    if path.is_dir():
        raise FormatError(f"“{path}” is a folder. Choose a file name.")
    if path.suffix.lower() == ".argmap":
        raise FormatError(f"An export never writes .argmap files. Choose another ending than that of “{path.name}”.")
    if is_debate_file(path):
        raise FormatError(f"“{path}” is a debate, and an export never takes the place of one. Choose another name.")


def write_whole(path: Path, content: bytes) -> None:
    """Puts a file in place in one step; one that is there is replaced, but never a debate. Raises FormatError, and leaves
    everything as it was, when that cannot be done."""
    check_target(path)
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)  # mkstemp makes it private; a new file is as open as the user has it
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FormatError(f"“{path}” cannot be written: {reason}. Choose another place.") from None
