"""The map on paper and on the clipboard: print, print preview, and copy as a picture. All paint what exports paint."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from argmap.formats.registry import WriteOptions
from argmap.gui.map.map_view import MapView
from argmap.gui.messages import Messages
from argmap.gui.session import Session

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from argmap.formats.pictures.prepared import Prepared

_LEGIBLE = 0.6
"""The least share of its own size at which a map is printed on one sheet; a larger map is laid over several."""
_SHARP, _MOST_PIXELS = 2.0, 40_000_000
"""Pixels to a map unit of a copied picture, and how many pixels it may have."""


class Printing(QObject):
    """Makes pictures of what the map shows at the moment: hidden and dimmed cards are left out."""

    def __init__(self, session: Session, map_view: MapView, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._map = map_view
        self._messages = messages
        self._window = window
        self._copied: QMimeData | None = None

    def seen(self) -> frozenset[str] | None:
        """The cards that the map shows, None where that is all of them, or none."""
        self._map.catch_up()
        sight = self._map.scene.sight
        left_out = sight.part.hidden | sight.part.dimmed
        cards = frozenset(i for i in sight.board.places if i not in left_out)
        return cards if cards and len(cards) < len(sight.board.places) else None

    def print(self) -> None:
        """Asks for a printer, and prints."""
        from PySide6.QtPrintSupport import QPrintDialog

        printer = self._printer()
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("Print")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.paint_on(printer)
            self._messages.done("Sent to the printer.")

    def preview(self) -> None:
        """Shows the sheets as they would be printed."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        printer = self._printer()  # the dialog does not keep it
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle("Print preview")
        dialog.resize(1000, 760)
        dialog.paintRequested.connect(self.paint_on)
        dialog.exec()

    def copy(self) -> None:
        """Puts a picture of the map on the clipboard, as pixels and as SVG."""
        from argmap.formats.registry import by_name

        options = self._options(self._map.colours.name)
        data = QMimeData()
        data.setImageData(image_of(_prepared(self._session, options)))
        writer = by_name("svg").write
        if writer is not None:
            data.setData("image/svg+xml", writer(self._session.debate, options))
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = data
        self._messages.done("Copied the map as a picture.")

    def let_go(self) -> None:
        """Leaves a copied picture on the clipboard as pixels alone: what Python made must not outlive it there."""
        clipboard = QGuiApplication.clipboard()
        if self._copied is not None and clipboard.mimeData() is self._copied:
            clipboard.setImage(clipboard.image())
        self._copied = None

    def paint_on(self, printer: QPrinter) -> None:
        """Prints the map: fitted to one sheet where it can be read so, else in its own size over several."""
        from PySide6.QtPrintSupport import QPrinter

        from argmap.picture.sheets import Sheets, paint_fitted, paint_tiled
        from argmap.picture.tiling import MARGIN, POINTS, tiling_on

        colour = printer.colorMode() == QPrinter.ColorMode.Color
        made = _prepared(self._session, self._options("light" if colour else "grey"))
        printer.setDocName(made.page.title)
        printer.setFullPage(True)
        paper = printer.pageLayout().fullRectPoints()
        width, height = float(paper.width()), float(paper.height())
        sheets = Sheets(made.page, made.picture, made.colours)
        fits = min((width - MARGIN) / made.page.width, (height - MARGIN) / made.page.height) >= _LEGIBLE * POINTS
        painter = QPainter(printer)
        try:
            painter.scale(printer.resolution() / 72, printer.resolution() / 72)
            if fits:
                paint_fitted(painter, sheets, width, height, MARGIN / 2)
            else:
                paint_tiled(painter, sheets, tiling_on(made.page, made.picture, width, height), printer.newPage)
        finally:
            painter.end()

    def _printer(self) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter

        return QPrinter(QPrinter.PrinterMode.HighResolution)

    def _options(self, theme: str) -> WriteOptions:
        seen, file = self.seen(), self._session.file
        return WriteOptions(
            theme=theme,
            shown=seen,
            part="What the window shows" if seen is not None else "",
            placed=seen is not None,
            places=dict(self._session.places),
            last_edit=file.last_edit if file is not None else "",
        )


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


def _prepared(session: Session, options: WriteOptions) -> Prepared:
    from argmap.formats.pictures.prepared import prepared

    return prepared(session.debate, options)
