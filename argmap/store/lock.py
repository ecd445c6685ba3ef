"""Who may change a file: one process at a time."""

from __future__ import annotations

import os
import socket

from PySide6.QtCore import QLockFile


class FileLock:
    """The right to change one file, held by a small file ``.NAME.lock`` beside it. A holder that was killed loses it at
    once; one that lives keeps it for as long as it likes."""

    def __init__(self, path: str) -> None:
        folder, name = os.path.split(os.path.abspath(path))
        self.name = name
        self.lock_path = os.path.join(folder, f".{name}.lock")
        self._lock = QLockFile(self.lock_path)
        self._lock.setStaleLockTime(0)  # any other value lets a second process steal a lock that is merely old

    def take(self) -> str:
        """Takes the lock. "" when it is ours now, else why not, as a sentence."""
        if self._lock.tryLock(0):
            return ""
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            return self._holder()
        return f"The folder of “{self.name}” is write-protected, so the file can be read but not changed here."

    def release(self) -> None:
        """Gives the lock back, if it is ours."""
        self._lock.unlock()

    def _holder(self) -> str:
        held = f"“{self.name}” can be read but not changed here, because"
        pid, host, app = self._lock.getLockInfo()
        if pid <= 0:
            return f"{held} another program has just opened it."
        app = "argmap" if not app or app.startswith("python") else app
        if host and host != socket.gethostname():
            lock = os.path.basename(self.lock_path)
            return f"{held} {app} has it open on {host} (process {pid}). If that is over, delete the file {lock} beside it."
        if pid == os.getpid():
            return f"{held} this program has it open already."
        return f"{held} {app} has it open (process {pid} on {host})."
