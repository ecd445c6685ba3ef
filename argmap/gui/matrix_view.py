"""The matrix of provisions and topics: where the objections are, and how many of them nobody has answered."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from argmap.analysis.matrix import Cell, matrix, name_of, to_rows
from argmap.analysis.thresholds import show
from argmap.gui.models.matrix_model import CELL, HEADING_COLUMN, PROVISION, MatrixModel, outcome
from argmap.gui.session import JUDGED_BY, Session
from argmap.model.debate import Edit
from argmap.model.kinds import Table, VersionStatus
from argmap.model.queries import authors_of, title_of
from argmap.model.records import Provision
from argmap.picture import fonts
from argmap.picture.contrast import mixed
from argmap.picture.palette import LIGHT, Palette

ROW_HEIGHT = 62
HEADING_WIDTH, CELL_WIDTH = 244, 116
LIST_WIDTH = 300
GAP = 3

_Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """Paints a provision as its map card looks, and a cell the redder the more is unanswered."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(HEADING_WIDTH if index.column() == HEADING_COLUMN else CELL_WIDTH, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if index.column() == HEADING_COLUMN:
            self._paint_provision(painter, frame, index.data(PROVISION), selected)
        else:
            self._paint_cell(painter, frame, index.data(CELL), selected)
        painter.restore()

    def _paint_provision(self, painter: QPainter, frame: QRectF, provision: Provision, selected: bool) -> None:
        ink = QColor(self.colours.ink["provision"])
        painter.setPen(QPen(QColor(self.colours.accent) if selected else ink, 2 if selected else 1))
        painter.setBrush(QColor(self.colours.fill["provision"]))
        painter.drawRoundedRect(frame, 6, 6)
        threshold = provision.current.threshold
        withdrawn = provision.current.status is VersionStatus.WITHDRAWN
        inner = frame.adjusted(10, 6, -10, -6)
        head = f"{provision.citation} {show(threshold) if threshold else provision.title}".strip()
        bold = fonts.font("gist")
        bold.setStrikeOut(withdrawn)
        self._line(painter, inner, 0, head, bold, ink)
        under = provision.title if threshold else ""
        status = f"{provision.current.status} {provision.current.at or ''}".strip()
        words = " · ".join(filter(None, (under, status)))
        self._line(painter, inner, 19, words, fonts.font("footer"), QColor(self.colours.text))

    def _paint_cell(self, painter: QPainter, frame: QRectF, cell: Cell, selected: bool) -> None:
        ground = self.colours.panel
        if cell.objections:
            ground = mixed(
                self.colours.fill["objection"], self.colours.ink["objection"], min(0.32, 0.08 * cell.unanswered)
            )
        painter.setPen(QPen(QColor(self.colours.accent), 2) if selected else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(frame, 6, 6)
        if cell.objections:
            inner = frame.adjusted(10, 6, -8, -6)
            text = QColor(self.colours.text)
            self._line(painter, inner, 0, str(cell.objections), fonts.font("threshold"), text)
            self._line(painter, inner, 23, outcome(cell), fonts.font("footer"), text)

    @staticmethod
    def _line(painter: QPainter, inner: QRectF, down: float, words: str, font: QFont, ink: QColor) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner.adjusted(0, down, 0, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, elided)


class MatrixView(QWidget):
    """The table, the objections behind its current cell, and how the current provision changed."""

    table_wanted = Signal(bytes)
    """The table as CSV (UTF-8 with a byte order mark, so that spreadsheets read it), to be written to a file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._palette = LIGHT
        self._model = MatrixModel(self)
        self._painter = CellPainter(self)
        self.table = QTableView()
        self.objections = QListWidget()
        self._title = QLabel()
        self._changes = QLabel()
        self._empty = QLabel(
            "No provisions yet.\nAdd one with Ctrl+Shift+N; objections to it are counted here by topic."
        )
        self._build_table()
        self._build_side()
        self._arrange()
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._refresh)
        session.opened.connect(self._later)
        session.edited.connect(self._on_edited)
        session.judged.connect(self._later)

    def set_palette(self, palette: Palette) -> None:
        """Takes the colours of a theme."""
        self._palette = palette
        self._painter.colours = palette
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(
            f"MatrixView, QTableView, QListWidget {{ background: {palette.window}; border: none; }}"
            f"QHeaderView::section {{ background: {palette.window}; color: {palette.secondary}; border: none;"
            " padding: 6px 10px; font-weight: 600; }"
            f"QListWidget::item {{ border-left: 4px solid {palette.ink['objection']}; background: {palette.card};"
            f" margin: 3px 0; padding: 7px 0 7px 9px; }} QListWidget::item:selected {{ background: {palette.selection}; }}"
        )
        self._changes.setStyleSheet(f"color: {palette.text}")
        self._empty.setStyleSheet(f"color: {palette.secondary}")
        self.table.viewport().update()

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setItemDelegate(self._painter)
        table.setAccessibleName("Objections by provision and topic")
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setHighlightSections(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.setFocusProxy(table)

    def _build_side(self) -> None:
        self.objections.setAccessibleName("Objections in this cell")
        self.objections.setWordWrap(True)
        self.objections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.objections.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.objections.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.objections.setFixedWidth(LIST_WIDTH)
        self.objections.currentItemChanged.connect(self._on_objection_chosen)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._title.setFont(fonts.font("gist"))
        self._changes.setTextFormat(Qt.TextFormat.PlainText)
        self._changes.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _arrange(self) -> None:
        export = QPushButton("Export table…")
        export.setToolTip("Write the table as CSV")
        export.clicked.connect(self._on_export_clicked)
        top = QHBoxLayout()
        top.addWidget(QLabel("Objections by provision and topic; the redder, the more are unanswered"))
        top.addStretch(1)
        top.addWidget(export)
        left = QVBoxLayout()
        left.addLayout(top)
        left.addWidget(self.table, 1)
        left.addWidget(self._changes)
        right = QVBoxLayout()
        right.addWidget(self._title)
        right.addWidget(self.objections, 1)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(20, 14, 14, 14)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)

    def _on_edited(self, edit: Edit) -> None:
        if edit.touches(Table.TOPICS) and not edit.touches(*JUDGED_BY):
            self._later()  # everything else is counted once it is judged

    def _later(self) -> None:
        """Counts when there is time, and only while somebody looks."""
        if self.isVisible():
            self._late.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if not self._session.is_judged:
            return  # it is counted once it is
        debate = self._session.debate.snapshot()  # what is deleted stays on show until it is counted afresh
        current = self.table.currentIndex()
        row, column = max(0, current.row()), max(1, current.column())
        self._model.show_matrix(debate, matrix(debate, self._session.verdicts))
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        for number in range(self._model.columnCount()):
            heading = self.table.horizontalHeader().sectionSizeHint(number)
            self.table.setColumnWidth(number, HEADING_WIDTH if number == HEADING_COLUMN else max(CELL_WIDTH, heading))
        self.table.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1), column))
        self._show_cell(self.table.currentIndex())

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._show_cell(current)

    def _show_cell(self, index: QModelIndex) -> None:
        provision = self._model.provision(index.row()) if index.isValid() else None
        self.objections.clear()
        if provision is None:
            self._title.clear()
            self._changes.clear()
            return
        if index.column() == HEADING_COLUMN:
            cell = self._model.cell(index.row(), self._model.columnCount() - 1)
        else:
            cell = self._model.cell(index.row(), index.column())
        heading = self._model.headerData(max(index.column(), 1), Qt.Orientation.Horizontal)
        where = name_of(provision) if index.column() == HEADING_COLUMN else f"{name_of(provision)} × {heading}"
        self._title.setText(f"{where}\n{cell.objections} objection{'s' * (cell.objections != 1)}")
        debate = self._model.debate
        for statement_id in cell.statements:
            statement = debate.statements[statement_id]
            names = ", ".join(debate.authors[a].name for a in authors_of(debate, statement)) or "Unknown author"
            words = " · ".join(filter(None, (names, self._state(statement_id))))
            item = QListWidgetItem(f"{title_of(statement, debate)}\n{words}")
            item.setData(Qt.ItemDataRole.UserRole, statement_id)
            self.objections.addItem(item)
        self._changes.setText(self._history(provision))

    def _state(self, statement_id: str) -> str:
        """Label and flags in words; a statement that was just made has none until it is judged."""
        verdict = self._session.verdicts.statements.get(statement_id)
        if verdict is None:
            return ""
        return ", ".join([*([verdict.label.value] if verdict.label else []), *(flag.value for flag in verdict.flags)])

    def _history(self, provision: Provision) -> str:
        """How a provision changed, a line for each version, when it ever did."""
        if len(provision.versions) < 2:
            return ""
        lines = [f"How {provision.citation or provision.title} changed"]
        for version in provision.versions:
            statement = self._model.debate.statements.get(version.because_of or "")
            because = f", because of “{title_of(statement, self._model.debate)}”" if statement else ""
            what = show(version.threshold) if version.threshold else version.text
            lines.append(f"   {version.at or ''}  {what}  {version.status}{because}")
        return "\n".join(lines)

    def _on_objection_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(Qt.ItemDataRole.UserRole) in self._session.debate.statements:
            self._session.select(Table.STATEMENTS, item.data(Qt.ItemDataRole.UserRole))

    def _on_export_clicked(self) -> None:
        text = io.StringIO()
        debate = self._session.debate
        csv.writer(text).writerows(to_rows(matrix(debate, self._session.verdicts), debate))
        self.table_wanted.emit(text.getvalue().encode("utf-8-sig"))
