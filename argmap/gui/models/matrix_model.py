"""The matrix of provisions and topics as a Qt table."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from argmap.analysis.matrix import OTHER, Cell, Matrix, name_of
from argmap.model.debate import Debate
from argmap.model.records import Provision

_Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
PROVISION = Qt.ItemDataRole.UserRole + 1
HEADING_COLUMN = 0
_EMPTY = Cell()


class MatrixModel(QAbstractTableModel):
    """Column 0 is the provision; then a column for each topic that occurs, and one for all objections."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._debate = Debate()
        self._matrix = Matrix((), (), {}, _EMPTY)

    @property
    def debate(self) -> Debate:
        """The debate that was counted."""
        return self._debate

    def show_matrix(self, debate: Debate, matrix: Matrix) -> None:
        """Shows another matrix."""
        self.beginResetModel()
        self._debate, self._matrix = debate, matrix
        self.endResetModel()

    def provision(self, row: int) -> Provision | None:
        """The provision of a row."""
        if 0 <= row < len(self._matrix.rows):
            return self._debate.provisions.get(self._matrix.rows[row].provision)
        return None

    def cell(self, row: int, column: int) -> Cell:
        """The counts behind a cell; an empty one for a provision's own column."""
        if not 0 <= row < len(self._matrix.rows) or column == HEADING_COLUMN:
            return _EMPTY
        found = self._matrix.rows[row]
        if column == self.columnCount() - 1:
            return found.total
        return found.cells.get(self._matrix.columns[column - 1], _EMPTY)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._matrix.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self._matrix.rows else len(self._matrix.columns) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        if section == HEADING_COLUMN:
            return "provision"
        if section == self.columnCount() - 1:
            return "all"
        topic = self._matrix.columns[section - 1]
        return "no topic" if topic == OTHER else self._debate.topics[topic].name

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == PROVISION:
            return self.provision(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(self._words(index.row(), index.column()))}</p>"  # what looks like HTML would be taken for it
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), index.column())
        return None

    def _words(self, row: int, column: int) -> str:
        provision = self.provision(row)
        if provision is None:
            return ""
        if column == HEADING_COLUMN:
            return name_of(provision)
        cell = self.cell(row, column)
        heading = self.headerData(column, Qt.Orientation.Horizontal)
        if not cell.objections:
            return f"{provision.citation} × {heading}: no objections"
        count = f"{cell.objections} objection{'s' * (cell.objections != 1)}"
        return f"{provision.citation} × {heading}: {count}, {outcome(cell)}"


def outcome(cell: Cell) -> str:
    """What became of a cell's objections, the most urgent first."""
    if cell.unanswered:
        return f"{cell.unanswered} unanswered"
    if cell.conceded:
        return f"{cell.conceded} conceded"
    return "answered" if cell.answered else f"{cell.standing} standing"
