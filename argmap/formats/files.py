"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from argmap.formats.registry import FormatError


def write_whole(path: Path, content: bytes) -> None:
    """Puts a file in place in one step; one that is there is replaced. Raises FormatError, and leaves everything as it was,
    when that cannot be done."""
    if path.is_dir():
        raise FormatError(f"“{path}” is a folder. Choose a file name.")
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
