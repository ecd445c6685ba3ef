"""What became of a provision: its versions, one below the other."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QVBoxLayout, QWidget

from argmap.gui.models import wording
from argmap.gui.panels.parts import link, rich
from argmap.gui.session import Session
from argmap.model.kinds import Table, VersionStatus
from argmap.model.queries import title_of
from argmap.model.records import Version


class VersionHistory(QWidget):
    """A line for each version: day, threshold or first words, status, and the statement that brought it about, as a link."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as rich text."""
        return self._shown

    def show_provision(self, provision_id: str | None) -> None:
        """Shows the versions of a provision, nothing for None."""
        provision = self.session.debate.provisions.get(provision_id or "")
        lines = () if provision is None else tuple(self._line(version) for version in provision.versions)
        if lines == self._shown:
            return
        self._shown = lines
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._column.addWidget(rich(line, lambda statement: self.session.select(Table.STATEMENTS, statement)))

    def _line(self, version: Version) -> str:
        words = escape(wording.version_text(version))
        if version.status is VersionStatus.WITHDRAWN:
            words = f"<s>{words}</s>"
        parts = [
            wording.day(version.at, year=True),
            f'<span style="font-weight:600">{words}</span>',
            version.status.value,
        ]
        statement = self.session.debate.statements.get(version.because_of or "")
        if statement is not None:
            title = wording.clipped(title_of(statement, self.session.debate), 90)
            parts.append(f"because of “{link(statement.id, title)}”")
        return " ".join(part for part in parts if part)
