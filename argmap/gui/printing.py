"""The map on paper and on the clipboard: print, print preview, and copy as a picture. All paint what exports paint."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from argmap.formats.parts import past_words
from argmap.formats.registry import FormatError, WriteOptions
from argmap.gui.jobs import Job, Jobs
from argmap.gui.map.map_view import MapView
from argmap.gui.messages import Messages
from argmap.gui.session import Session
from argmap.model.debate import Debate
from argmap.model.progress import Cancelled, Progress, part_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from argmap.analysis.past import Moment
    from argmap.formats.pictures.prepared import Prepared

_LEGIBLE = 0.6
"""The least share of its own size at which a map is printed on one sheet; a larger map is laid over several."""
_SHARP, _MOST_PIXELS = 2.0, 40_000_000
"""Pixels to a map unit of a copied picture, and how many pixels it may have."""
_AT_ONCE = 150
"""Milliseconds for which nobody minds waiting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed or copied: a debate at a moment of the past, None for as it is, and how it is drawn."""

    debate: Debate
    moment: Moment | None
    options: WriteOptions

    def then(self) -> Debate:
        """The debate at that moment."""
        from argmap.analysis.past import as_of

        return self.debate if self.moment is None else as_of(self.debate, self.moment)

    def prepared(self, progress: Progress) -> Prepared:
        """Its picture and page."""
        from argmap.formats.pictures.prepared import prepared

        return prepared(self.then(), replace(self.options, progress=progress))


class Printing(QObject):
    """Makes pictures of what the map shows at the moment: hidden and dimmed cards are left out."""

    def __init__(self, session: Session, map_view: MapView, messages: Messages, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._session = session
        self._map = map_view
        self._messages = messages
        self._window = window
        self._jobs = jobs
        self._copied: QMimeData | None = None

    def seen(self) -> frozenset[str] | None:
        """The cards that the map shows, None where that is all of them, or none."""
        self._map.catch_up()
        sight = self._map.scene.sight
        left_out = sight.part.hidden | sight.part.dimmed
        cards = frozenset(i for i in sight.board.places if i not in left_out)
        return cards if cards and len(cards) < len(sight.board.places) else None

    def moment(self) -> Moment | None:
        """The moment of the past that the map shows, None for the present."""
        return self._map.showing.moment

    def print(self) -> None:
        """Asks for a printer, and prints."""
        from PySide6.QtPrintSupport import QPrintDialog

        printer = self._printer()
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("Print")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> Job:
        """Prints in a job, which the window shows and can cancel."""
        wanted = self._wanted_on(printer)
        done: Callable[[object], None] = lambda _: self._messages.done("Sent to the printer.")  # noqa: E731
        return self._jobs.start("Printing", lambda progress: paint_sheets(printer, wanted, progress), done)

    def preview(self) -> None:
        """Shows the sheets as they would be printed."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        printer = self._printer()  # the dialog does not keep it
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle("Print preview")
        dialog.resize(1000, 760)
        dialog.paintRequested.connect(self.paint_on)
        dialog.exec()

    def paint_on(self, printer: QPrinter) -> None:
        """Prints and comes back when that is done. The sheets are painted off this thread; meanwhile the window lives, and
        after a moment in which nothing can be asked for, a dialog in front of it offers to cancel: a second request must not
        paint on the same printer."""
        wanted = self._wanted_on(printer)
        waiting = QEventLoop()
        offer = QProgressDialog("Laying out the sheets", "Cancel", 0, 100, self._window)
        offer.setWindowModality(Qt.WindowModality.ApplicationModal)
        offer.setMinimumDuration(1_000_000)  # it is shown below
        offer.setAutoClose(False)
        failures: list[object] = []
        jobs = Jobs()
        job = jobs.start("Sheets", lambda progress: paint_sheets(printer, wanted, progress), lambda _: None)
        job.progressed.connect(lambda fraction, _: offer.setValue(round(99 * fraction)))
        offer.canceled.connect(job.cancel)
        jobs.failed.connect(failures.append)
        jobs.ended.connect(lambda _: waiting.quit())
        QTimer.singleShot(_AT_ONCE, waiting.quit)
        if jobs.is_busy:
            waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if jobs.is_busy:
            offer.show()
            waiting.exec()
        offer.close()
        offer.deleteLater()
        for failure in failures:
            self._messages.problem(str(failure))

    def copy(self) -> None:
        """Puts a picture of the map on the clipboard, as pixels and as SVG."""
        wanted = self._wanted(self._map.colours.name)

        def work(progress: Progress) -> tuple[QImage, bytes]:
            from argmap.formats.registry import by_name

            writer = by_name("svg").write
            assert writer is not None  # noqa: S101
            image = image_of(wanted.prepared(part_of(progress, 0.0, 0.5)))
            return image, writer(wanted.then(), replace(wanted.options, progress=part_of(progress, 0.5, 1.0)))

        self._jobs.start("Copying the map", work, self._on_copied)

    def _on_copied(self, made: tuple[QImage, bytes]) -> None:
        image, svg = made
        data = QMimeData()
        data.setImageData(image)
        data.setData("image/svg+xml", svg)
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = data
        self._messages.done("Copied the map as a picture.")

    def let_go(self) -> None:
        """Leaves a copied picture on the clipboard as pixels alone: what Python made must not outlive it there."""
        clipboard = QGuiApplication.clipboard()
        if self._copied is not None and clipboard.mimeData() is self._copied:
            clipboard.setImage(clipboard.image())
        self._copied = None

    def _printer(self) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter

        return QPrinter(QPrinter.PrinterMode.HighResolution)

    def _wanted_on(self, printer: QPrinter) -> Wanted:
        from PySide6.QtPrintSupport import QPrinter

        return self._wanted("light" if printer.colorMode() == QPrinter.ColorMode.Color else "grey")

    def _wanted(self, theme: str) -> Wanted:
        seen, moment, file = self.seen(), self.moment(), self._session.file
        options = WriteOptions(
            theme=theme,
            shown=seen,
            part="What the window shows" if seen is not None else "",
            stood=past_words(self._session.debate, moment) if moment is not None else "",
            placed=seen is not None,
            places=dict(self._session.places),
            last_edit=file.last_edit if file is not None else "",
        )
        return Wanted(self._session.debate.snapshot(), moment, options)


def paint_sheets(printer: QPrinter, wanted: Wanted, progress: Progress) -> None:
    """Prints a map: fitted to one sheet where it can be read so, else in its own size over several. May run on any thread;
    sheets that were begun are taken back when it is cancelled. Raises FormatError when the printer does not take them,
    or there would be more than 10,000."""
    from argmap.picture.sheets import Sheets, paint_fitted, paint_tiled
    from argmap.picture.tiling import MARGIN, POINTS, counted_sheets, refusal, tiling_on

    made = wanted.prepared(part_of(progress, 0.0, 0.4))
    printer.setDocName(made.page.title)
    printer.setFullPage(True)
    paper = printer.pageLayout().fullRectPoints()
    width, height = float(paper.width()), float(paper.height())
    sheets = Sheets(made.page, made.picture, made.colours)
    fits = min((width - MARGIN) / made.page.width, (height - MARGIN) / made.page.height) >= _LEGIBLE * POINTS
    if not fits and (refused := refusal(counted_sheets(made.page.width, made.page.height, width, height))):
        raise FormatError(refused)
    painter = QPainter()
    if not painter.begin(printer):
        raise FormatError("The printer does not take the map. Choose another printer, or export a PDF.")
    begun = 0
    try:
        painter.scale(printer.resolution() / 72, printer.resolution() / 72)
        if fits:
            paint_fitted(painter, sheets, width, height, MARGIN / 2)
            return
        tiles = tiling_on(made.page, made.picture, width, height)

        def new_sheet() -> None:
            nonlocal begun
            begun += 1
            progress(0.4 + 0.6 * begun / (len(tiles.tiles) + 1), f"Sheet {begun} of {len(tiles.tiles) + 1}")
            printer.newPage()

        paint_tiled(painter, sheets, tiles, new_sheet)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()


def image_of(made: Prepared) -> QImage:
    """A page as pixels, two to a map unit or, where that would be too many, fewer."""
    from argmap.picture.paper import paint_page

    page = made.page
    scale = min(_SHARP, math.sqrt(_MOST_PIXELS / (page.width * page.height)), 32_000 / max(page.width, page.height))
    image = QImage(math.ceil(page.width * scale), math.ceil(page.height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint_page(painter, page, made.picture, made.colours)
    finally:
        painter.end()
    return image
