"""The arrangement of the window: panels left, reader and map in the middle, inspector right."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QWidget

PANEL, READER, MAP, INSPECTOR = range(4)
SIZES = (270, 520, 520, 290)
"""Widths in pixels at 1600."""
INSPECTOR_FROM = 1000
PANEL_FROM = 760
"""Window widths in pixels from which inspector and panels have room."""


class View(StrEnum):
    """What the middle of the window shows."""

    READ = "read"
    SPLIT = "split"
    MAP = "map"
    MATRIX = "matrix"
    REVIEW = "review"


class Views(QStackedWidget):
    """The welcome page, the four columns, the matrix with its inspector, and the import review by itself."""

    def __init__(
        self,
        welcome: QWidget,
        columns: tuple[QTabWidget, QWidget, QWidget, QWidget],
        matrix: QWidget,
        review: QWidget,
    ) -> None:
        super().__init__()
        self._columns = columns
        self._welcome = welcome
        self._view = View.SPLIT
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        middle = QStackedWidget()
        self._middle = middle
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setHandleWidth(1)
        both.setChildrenCollapsible(False)
        both.addWidget(columns[READER])
        both.addWidget(columns[MAP])
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        both.setSizes([SIZES[READER], SIZES[MAP]])
        self._both = both
        middle.addWidget(both)
        middle.addWidget(matrix)
        middle.addWidget(review)
        self._matrix = matrix
        self._review = review
        self.splitter.addWidget(columns[PANEL])
        self.splitter.addWidget(middle)
        self.splitter.addWidget(columns[INSPECTOR])
        for index, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(index, stretch)
        self.splitter.setSizes([SIZES[PANEL], SIZES[READER] + SIZES[MAP], SIZES[INSPECTOR]])
        self.addWidget(welcome)
        self.addWidget(self.splitter)

    @property
    def view(self) -> View:
        """The view that is shown, or would be if a debate were open."""
        return self._view

    def set_view(self, view: View) -> None:
        """Shows reader, map, both, the matrix or the review; the keyboard goes with it."""
        self._view = view
        self._middle.setCurrentIndex({View.MATRIX: 1, View.REVIEW: 2}.get(view, 0))
        self._columns[READER].setVisible(view in (View.READ, View.SPLIT))
        self._columns[MAP].setVisible(view in (View.MAP, View.SPLIT))
        self.fit_to(self.width())
        others = {View.MAP: self._columns[MAP], View.MATRIX: self._matrix, View.REVIEW: self._review}
        target = others.get(view, self._columns[READER])
        if self.currentWidget() is self.splitter:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_debate(self, shown: bool) -> None:
        """Shows the debate, or the welcome page."""
        self.setCurrentWidget(self.splitter if shown else self._welcome)
        if shown:
            self.set_view(self._view)
        else:
            self._welcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_to(self, width: int) -> None:
        """Hides the columns at the sides when the window is too narrow for them."""
        self._columns[INSPECTOR].setVisible(width >= INSPECTOR_FROM and self._view is not View.REVIEW)
        self._columns[PANEL].setVisible(width >= PANEL_FROM and self._view not in (View.MATRIX, View.REVIEW))

    def go_to(self, column: int) -> None:
        """Gives the keyboard to a column, showing it if need be."""
        if column in (READER, MAP) and not self._columns[column].isVisible():
            self.set_view(View.SPLIT)
        widget = self._columns[column]
        widget.setVisible(True)
        if isinstance(widget, QTabWidget) and widget.currentWidget() is not None:
            widget.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
