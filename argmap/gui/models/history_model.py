"""What was done to the debate, as its file tells."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from argmap.gui.models import wording
from argmap.gui.models.outline_model import Line, Role
from argmap.gui.session import Session

if TYPE_CHECKING:
    from argmap.store.debate_file import Step


class HistoryModel(QAbstractListModel):
    """A row for each step, oldest first. Steps that were undone are faded; those that cannot come back are left out."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._steps: list[Step] = []

    @property
    def present(self) -> int:
        """The row of the last step that is done, -1 for none."""
        return max((row for row, step in enumerate(self._steps) if step.done), default=-1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        """The steps."""
        return 0 if parent.isValid() else len(self._steps)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's roles and those of Role that the painter of outlines asks for."""
        if not index.isValid() or index.row() >= len(self._steps):
            return None
        step = self._steps[index.row()]
        when = _when(step.at)
        state = "" if step.done else ", undone"
        if role == Role.DEPTH:
            return 0
        if role == Role.LINE:
            here = index.row() == self.present
            return Line(
                head=step.label if here else "",
                text="" if here else step.label,
                right=when,
                dot="claim" if here else "none",
                faded=not step.done,
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return step.label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (f"{step.label}{state}", when, step.who) if part)
        return None

    def reload(self) -> None:
        """Reads the steps from the file."""
        self.beginResetModel()
        file = self.session.file
        self._steps = [] if file is None else [step for step in file.steps() if not step.dropped]
        self.endResetModel()


def _when(iso: str) -> str:
    """A step's time on this machine's clock: the hour today, else the day."""
    try:
        moment = datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError):  # the second: a moment that is in no year from 1 to 9999 here
        return iso
    today = moment.date() == datetime.now().astimezone().date()
    return f"{moment:%H:%M}" if today else wording.day(moment.isoformat(), year=True)
