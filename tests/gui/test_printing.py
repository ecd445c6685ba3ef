"""The map on paper and on the clipboard."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from argmap.gui.printing import paint_sheets
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind, Table
from argmap.model.progress import Cancelled
from argmap.model.records import Statement
from argmap.store.debate_file import DebateFile


@pytest.fixture
def opened(page, tmp_path: Path, debate: Debate):
    DebateFile.create(tmp_path / "bikes.argmap", debate).close()
    return page.open(tmp_path / "bikes.argmap")


def printed(opened, path: Path) -> list[str]:
    """The text of every sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    opened.window.routing.printing.paint_on(printer)
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    finally:
        document.close()


def test_a_small_map_is_printed_on_one_sheet(opened, tmp_path: Path) -> None:
    sheets = printed(opened, tmp_path / "out.pdf")
    assert len(sheets) == 1
    for gist in ("Fast bicycles", "Every courier bike is faster", "objects to"):
        assert gist in sheets[0]


@pytest.fixture
def large(page, tmp_path: Path):
    claims = [Statement(f"s{i:03}", StatementKind.CLAIM, f"point {i:03} of many " + "word " * 12) for i in range(120)]
    DebateFile.create(tmp_path / "large.argmap", Debate(claims)).close()
    return page.open(tmp_path / "large.argmap")


def test_a_large_map_is_printed_on_several_with_an_index(large, tmp_path: Path) -> None:
    sheets = printed(large, tmp_path / "out.pdf")
    assert len(sheets) > 2
    assert "Cut along the marks" in sheets[0]
    everything = " ".join(sheets[1:])
    assert all(f"point {i:03}" in everything for i in range(120))


def a_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_is_a_job(large, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    large.window.routing.printing.print_on(printer)
    assert large.window.jobs.is_busy
    large.settle()
    assert large.said == "Sent to the printer."
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(document) > 2
    document.close()


def test_a_job_that_is_cancelled_stops_between_two_sheets(large, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    told: list[str] = []

    def progress(fraction: float, words: str) -> None:
        told.append(words)
        if words.startswith("Sheet 2 "):
            raise Cancelled

    with pytest.raises(Cancelled):
        paint_sheets(printer, large.window.routing.printing._wanted_on(printer), progress)
    assert told[-1].startswith("Sheet 2 of ")
    assert printer.printerState() is not QPrinter.PrinterState.Active


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(opened, tmp_path: Path, capfd) -> None:
    opened.window.routing.printing.print_on(a_printer(tmp_path / "no" / "out.pdf"))
    opened.settle()
    assert opened.said == "The printer does not take the map. Choose another printer, or export a PDF."


def test_the_window_lives_while_sheets_are_laid_out(large, tmp_path: Path) -> None:
    ticks: list[int] = []
    clock = QTimer(interval=0)
    clock.timeout.connect(lambda: ticks.append(1))
    clock.start()
    large.window.routing.printing.paint_on(a_printer(tmp_path / "out.pdf"))
    clock.stop()
    assert ticks  # on a thread that is kept busy there would be none


def test_laying_out_the_sheets_can_be_cancelled(page, tmp_path: Path) -> None:
    claims = [Statement(f"s{i:04}", StatementKind.CLAIM, f"point {i} of many " + "word " * 12) for i in range(1500)]
    DebateFile.create(tmp_path / "huge.argmap", Debate(claims)).close()
    page.open(tmp_path / "huge.argmap")
    pressed: list[str] = []

    def cancel() -> None:
        for offer in page.window.findChildren(QProgressDialog):
            if offer.isVisible():
                pressed.append(offer.labelText())
                offer.findChild(QPushButton).click()
                return
        QTimer.singleShot(10, cancel)

    QTimer.singleShot(0, cancel)
    page.window.routing.printing.paint_on(a_printer(tmp_path / "out.pdf"))
    assert pressed == ["Laying out the sheets"]
    assert page.said == ""


def test_the_past_is_printed_as_it_stood(opened, tmp_path: Path) -> None:
    from argmap.analysis.past import Moment

    opened.window.map.showing.set_moment(Moment(post="p2"))
    opened.settle()
    (sheet,) = printed(opened, tmp_path / "out.pdf")
    assert "As it stood after Bo Lind" in sheet
    assert "Plates cannot be read at night" in sheet
    assert "No study shows" not in sheet


def test_the_preview_paints_the_same(opened, qtbot) -> None:
    seen: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintPreviewDialog):
            QTimer.singleShot(10, look)
            return
        sheets = dialog.findChild(QPrintPreviewWidget)
        if sheets is None or not sheets.pageCount():
            QTimer.singleShot(10, look)
            return
        seen.append(sheets.pageCount())
        dialog.reject()

    QTimer.singleShot(0, look)
    opened.trigger("print_preview")
    assert seen == [1]


def test_a_copied_map_is_an_image_and_an_svg(opened) -> None:
    QGuiApplication.clipboard().clear()
    opened.trigger("copy_map").settle()
    data = QGuiApplication.clipboard().mimeData()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 800
    assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) > 9
    assert b"Every courier bike" in bytes(data.data("image/svg+xml").data())
    assert opened.said == "Copied the map as a picture."


def test_what_the_map_leaves_out_is_not_copied(opened) -> None:
    printing = opened.window.routing.printing
    assert printing.seen() is None
    opened.session.select(Table.STATEMENTS, "s2")
    opened.trigger("map_focus")
    seen = printing.seen()
    assert seen is not None
    assert "s2" in seen
    assert "s8" not in seen
    opened.trigger("copy_map").settle()
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data())
    assert b"What the window shows" in svg
    assert b"Every courier bike" in svg
    assert b"covers cars only" not in svg


def test_a_picture_left_on_the_clipboard_does_no_harm_at_the_end(tmp_path: Path, debate: Debate) -> None:
    DebateFile.create(tmp_path / "bikes.argmap", debate).close()
    code = (
        "import sys; from pathlib import Path; from argmap.gui.app import make_application;"
        "from argmap.gui.main_window import MainWindow; from argmap.gui.settings import Settings;"
        "from argmap.gui.theme import Theme; from argmap.store.debate_file import DebateFile;"
        "folder = Path(sys.argv[1]); application = make_application();"
        "window = MainWindow(Theme(application, 'light'), Settings(folder / 's.ini'));"
        "window.session.open(DebateFile.open(folder / 'bikes.argmap')); window.routing.printing.copy();"
        "window.jobs.waited = [application.processEvents() for _ in iter(lambda: window.jobs.is_busy, False)];"
        "svg = application.clipboard().mimeData().hasFormat('image/svg+xml'); window.routing.printing.let_go();"
        "print(svg, application.clipboard().image().width() > 800); window.close()"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "True True\n")


@pytest.mark.skipif(
    not shutil.which("Xvfb") or not shutil.which("xclip"), reason="needs Xvfb and xclip to paste elsewhere"
)
def test_other_programs_get_pixels_and_svg(tmp_path: Path, debate: Debate) -> None:
    DebateFile.create(tmp_path / "bikes.argmap", debate).close()
    code = (
        "import sys; from pathlib import Path; from argmap.gui.app import make_application;"
        "from argmap.gui.main_window import MainWindow; from argmap.gui.settings import Settings;"
        "from argmap.gui.theme import Theme; from argmap.store.debate_file import DebateFile;"
        "folder = Path(sys.argv[1]); application = make_application();"
        "window = MainWindow(Theme(application, 'light'), Settings(folder / 's.ini')); window.show();"
        "window.session.open(DebateFile.open(folder / 'bikes.argmap'));"
        "window.actions_['copy_map'].trigger();"
        "window.jobs.ended.connect(lambda _: print('copied', flush=True)); application.exec()"
    )
    with started(["Xvfb", "-displayfd", "1", "-screen", "0", "1200x900x24"], os.environ) as server:
        assert server.stdout is not None
        display = f":{server.stdout.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        with started([sys.executable, "-c", code, str(tmp_path)], environment) as program:
            assert program.stdout is not None
            assert "copied" in program.stdout.readline()

            def pasted(kind: str) -> bytes:
                command = ["xclip", "-selection", "clipboard", "-o", "-t", kind]
                return subprocess.run(command, env=environment, capture_output=True, timeout=30, check=True).stdout

            assert {"image/png", "image/svg+xml"} <= set(pasted("TARGETS").decode().split())
            assert pasted("image/png").startswith(b"\x89PNG")
            assert b"Every courier bike" in pasted("image/svg+xml")


@contextmanager
def started(command: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A program, for as long as it is needed."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=quiet, text=True) as program:
        try:
            yield program
        finally:
            program.kill()
