"""Ctrl+C in the terminal that the window was started from."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

STATUS = 128 + signal.SIGINT
"""The exit status of a program that Ctrl+C has ended."""


class Interrupt(QObject):
    """Closes the windows as their close button does, and ends the application with STATUS. Qt's event loop does not let
    Python see a signal, so the signal writes to a socket that the loop watches. Keep it as long as the loop runs."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._heard, self._told = socket.socketpair()
        self._heard.setblocking(False)
        self._told.setblocking(False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_interrupted)
        signal.signal(signal.SIGINT, lambda number, frame: None)  # without a handler nothing would be written
        signal.set_wakeup_fd(self._told.fileno())

    def on_interrupted(self) -> None:
        """Leaves."""
        self._notifier.setEnabled(False)
        self._application.closeAllWindows()
        self._application.exit(STATUS)
