"""The map on paper and on the clipboard."""

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication

from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind, Table
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


def test_a_large_map_is_printed_on_several_with_an_index(page, tmp_path: Path) -> None:
    claims = [Statement(f"s{i:03}", StatementKind.CLAIM, f"point {i:03} of many " + "word " * 12) for i in range(120)]
    DebateFile.create(tmp_path / "large.argmap", Debate(claims)).close()
    sheets = printed(page.open(tmp_path / "large.argmap"), tmp_path / "out.pdf")
    assert len(sheets) > 2
    assert "Cut along the marks" in sheets[0]
    everything = " ".join(sheets[1:])
    assert all(f"point {i:03}" in everything for i in range(120))


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
    opened.trigger("copy_map")
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
    opened.trigger("copy_map")
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
        "svg = application.clipboard().mimeData().hasFormat('image/svg+xml'); window.routing.printing.let_go();"
        "print(svg, application.clipboard().image().width() > 800); window.close()"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "True True\n")
