"""The application: one window, or one picture of it."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from argmap import paths
from argmap.gui.garbage import collector
from argmap.gui.interrupt import Interrupt
from argmap.gui.main_window import MainWindow
from argmap.gui.settings import Settings
from argmap.gui.theme import Theme
from argmap.gui.views import View

SETTLED = 250
"""Milliseconds without work before a picture of the window is taken, so that timers of no length have run."""

STARTED = 1000
"""Milliseconds after which the window and a debate of usual size are there. Until then whoever starts the program may hold
the garbage collector off, since nothing that is made is garbage."""

TURN = 0.001
"""Seconds after which a job lets the window have its turn: with Python's own 5 ms, a frame that is painted while a job runs
takes three times as long, and the job is done no sooner."""


def run(
    file: str | None = None,
    *,
    screenshot: str | None = None,
    size: tuple[int, int] = (1600, 1000),
    theme: str | None = None,
    view: str | None = None,
    select: str | None = None,
) -> int:
    """Opens the window on a file and stays until it is closed; with ``screenshot``, writes a PNG of it instead. ``size`` is
    in pixels. Returns the exit status: 2 when the file cannot be opened or the picture cannot be written."""
    application = make_application()
    QTimer.singleShot(STARTED, collector.start)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch, "settings.ini") if screenshot else None)
        window = MainWindow(Theme(application, theme or settings.theme), settings)
        _report_faults(window)
        if screenshot is not None:
            return _picture(window, Path(scratch), file, Path(screenshot), size, view, select)
        if view:
            window.set_view(View(view))
        interrupt = Interrupt(application)
        window.show()
        if file is not None:
            window.files.open(Path(file), selecting=select)
        status = application.exec()
        interrupt.deleteLater()
        window.routing.printing.let_go()
        return status


def make_application() -> QApplication:
    """The application object; offscreen where there is no display."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    sys.setswitchinterval(TURN)
    application.setApplicationName("argmap")
    application.setDesktopFileName("argmap")
    application.setWindowIcon(QIcon(str(paths.resource("icons", "argmap.svg"))))
    return application


def _picture(
    window: MainWindow,
    scratch: Path,
    file: str | None,
    target: Path,
    size: tuple[int, int],
    view: str | None,
    select: str | None,
) -> int:
    """Opens the file for reading only, or what is made of it in a scratch folder, so that nothing of the user's changes, and
    pictures the window."""
    from argmap.formats.files import is_debate_file, write_whole
    from argmap.formats.registry import FormatError
    from argmap.gui.opening import is_sample, open_path
    from argmap.store.debate_file import DebateFile, StoreError

    try:
        if file is not None:
            path = Path(file)
            theirs = is_debate_file(path) and not is_sample(path)
            window.session.open(DebateFile.open(path, read_only=True) if theirs else open_path(path, scratch).file)
        if view:
            window.set_view(View(view))
        window.resize(*size)
        window.show()
        settle(window)
        if select is not None:
            record = window.session.debate.find(select)
            if record is None:
                raise FormatError(
                    f"There is nothing with the id “{select}” in the debate. Take one from its JSON export."
                )
            window.session.select(record.table, record.id)
            settle(window)
        write_whole(target, _png(window))
    except (FormatError, StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        window.close()
    return 0


def settle(window: MainWindow, quiet: int = SETTLED) -> None:
    """Lets the window work until nothing runs and ``quiet`` milliseconds have passed."""
    loop = QEventLoop()
    timer = QTimer(interval=quiet)
    timer.timeout.connect(lambda: None if window.jobs.is_busy else loop.quit())
    timer.start()
    loop.exec()


def _png(window: MainWindow) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    return bytes(data.data())


def _report_faults(window: MainWindow) -> None:
    """Tells of a fault in argmap itself and goes on: what was done until then is in the file."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        window.messages.problem(
            f"Something went wrong in argmap ({kind.__name__}). Your work is saved; please report this.",
            "Copy details",
            lambda: QApplication.clipboard().setText(details),
        )

    sys.excepthook = hook
