"""Work that may take long, off the GUI thread, with progress and cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from argmap.gui.garbage import collector
from argmap.model.progress import Cancelled, Progress

REPORT_EVERY = 0.05
"""Seconds between two progress reports that reach the window."""


class Job(QObject):
    """One piece of work. Its signals arrive on the thread that made it."""

    progressed = Signal(float, str)
    """The fraction done and a few words."""
    finished = Signal(object, object)
    """The job and its result."""
    failed = Signal(object, object)
    """The job and the exception that ended it; Cancelled when the user did."""

    def __init__(
        self,
        label: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        dropped: Callable[[Any], None] | None = None,
    ) -> None:
        super().__init__()
        self.label = label
        self.done = done
        self.dropped = dropped
        self.result: Any = None
        self._work = work
        self._cancelled = threading.Event()
        self._reported = 0.0

    def cancel(self) -> None:
        """Asks the work to stop at its next progress call."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def progress(self, fraction: float, message: str) -> None:
        """What the work calls. Raises Cancelled once the user has cancelled."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY or fraction >= 1:
            self._reported = now
            self.progressed.emit(fraction, message)

    def run(self) -> None:
        """Does the work on the calling thread and tells how it ended."""
        try:
            self.result = self._work(self.progress)
        except Exception as error:
            self.failed.emit(self, error)
        else:
            self.finished.emit(self, self.result)

    def drop(self) -> None:
        """Lets go of a result that came after all, though nobody wants it any more."""
        if self.result is not None and self.dropped is not None:
            self.dropped(self.result)


class Jobs(QObject):
    """The jobs under way, of which the window shows the latest."""

    started = Signal(object)
    """A Job began."""
    ended = Signal(object)
    """A Job is over, however it ended."""
    failed = Signal(object)
    """The exception of a job that failed; not sent for a cancelled one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Job, threading.Thread] = {}

    @property
    def is_busy(self) -> bool:
        """Whether any job runs."""
        return bool(self._running)

    def start(
        self,
        label: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        dropped: Callable[[Any], None] | None = None,
    ) -> Job:
        """Runs ``work(progress)`` on another thread, then ``done(result)`` on this one. ``work`` touches no widget. A result
        that was cancelled too late to be stopped goes to ``dropped``, for what it holds to be let go of."""
        job = Job(label, work, done, dropped)
        self._running[job] = threading.Thread(target=job.run, name=label)
        job.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        job.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self.started.emit(job)
        collector.hold()
        self._running[job].start()
        return job

    @Slot()
    def cancel_all(self) -> None:
        """Asks every running job to stop."""
        for job in self._running:
            job.cancel()

    def wait(self) -> None:
        """Cancels what runs and waits for it, for example before the window goes."""
        self.cancel_all()
        for job in list(self._running):
            if self._end(job):
                job.drop()

    @Slot(object, object)
    def _on_finished(self, job: Job, result: Any) -> None:
        collector.hold()  # what shows a large result makes much that is no garbage either
        try:
            if self._end(job):
                if job.is_cancelled:
                    job.drop()
                else:
                    job.done(result)
        finally:
            collector.release()

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if self._end(job) and not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _end(self, job: Job) -> bool:
        """Whether the job was still waited for."""
        thread = self._running.pop(job, None)
        if thread is None:
            return False
        thread.join()  # so that the last to let go of the job, and of what hangs on it, is this thread
        collector.release()
        self.ended.emit(job)
        return True
