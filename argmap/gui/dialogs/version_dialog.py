"""The dialog for a new version of a provision: amended, withdrawn or adopted, because of what, and what it leaves standing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from argmap.gui.dialogs.form_dialog import FormDialog, bad_date, text_field
from argmap.gui.dialogs.threshold_field import ThresholdField
from argmap.gui.models import wording
from argmap.gui.panels.doing import Maker, ask
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.edits import provisions, relations
from argmap.model.kinds import StatementKind, VersionStatus
from argmap.model.queries import relations_to, statement_order, title_of
from argmap.model.records import Relation

STATUSES = (VersionStatus.AMENDED, VersionStatus.WITHDRAWN, VersionStatus.ADOPTED)


class VersionDialog(FormDialog):
    """Makes the next version of a provision. What hit the old version is listed; what is ticked is said to hit the new one
    as well."""

    def __init__(
        self,
        session: Session,
        provision_id: str,
        parent: QWidget | None = None,
        *,
        because_of: str | None = None,
        status: VersionStatus = VersionStatus.AMENDED,
    ) -> None:
        provision = session.debate.provisions[provision_id]
        super().__init__(session, f"New version of {wording.provision_title(provision)}", "Add version", parent)
        self.provision_id = provision_id
        current = provision.current
        self.status = QComboBox()
        for choice in STATUSES:
            self.status.addItem(choice.value.capitalize(), choice)
        self.status.setCurrentIndex(STATUSES.index(status))
        self.date = QLineEdit(_said_on(session, because_of))
        self.date.setPlaceholderText("2026-09-13, or empty")
        self.because = QComboBox()
        self._offer_reasons(because_of)
        self.text = text_field(current.text)
        self.threshold = ThresholdField(current.threshold)
        self.field("It is", self.status)
        self.field("Because of", self.because, "The statement that brought the change about")
        self.field("Date", self.date)
        self.field("Text", self.text, "What it says now; Ctrl+Enter accepts")
        self.field("Threshold", self.threshold)
        self.still = QListWidget()
        self._list_relations()
        self.status.activated.connect(self._on_status_chosen)
        self._on_status_chosen()
        self.status.setFocus()

    def problem(self) -> str:
        """What keeps the version from being added."""
        return ("" if self._withdraws() else self.threshold.problem()) or bad_date(self.date.text())

    def save(self) -> bool:
        """Makes the version and carries over what is ticked, in one undo step."""
        chosen = VersionStatus(self.status.currentData())
        at = self.date.text().strip() or None
        because_of = self.because.currentData()
        number = self.session.debate.provisions[self.provision_id].current.number + 1

        def change(debate: Debate) -> Edit:
            if self._withdraws():
                return provisions.withdraw(debate, self.provision_id, because_of=because_of, at=at)
            return provisions.add_version(
                debate,
                self.provision_id,
                text=self.text.toPlainText(),
                status=chosen,
                at=at,
                because_of=because_of,
                threshold=self.threshold.threshold(),
            )

        makers: list[Maker] = [change]
        ticked = self.ticked()
        if ticked:
            makers.append(lambda debate: relations.carry_over(debate, ticked, number))
        return ask(self.session, *makers)

    def ticked(self) -> list[str]:
        """The ids of the relations that are said to hit the new version too."""
        items = (self.still.item(row) for row in range(self.still.count()))
        return [str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() is Qt.CheckState.Checked]

    def _withdraws(self) -> bool:
        return VersionStatus(self.status.currentData()) is VersionStatus.WITHDRAWN

    def _on_status_chosen(self) -> None:
        for part in (self.text, self.threshold):
            part.setEnabled(not self._withdraws())

    def _offer_reasons(self, chosen: str | None) -> None:
        """Nothing, the statement that is given, then concessions, then all others, each in thread order."""
        debate = self.session.debate
        self.because.addItem("Nothing that was said", None)
        self.because.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        order = sorted(statement_order(debate), key=lambda s: s.kind is not StatementKind.CONCESSION)
        for statement in order:
            words = wording.clipped(title_of(statement, debate), 70)
            self.because.addItem(f"{statement.kind.capitalize()}: {words}", statement.id)
        self.because.setCurrentIndex(max(0, self.because.findData(chosen)) if chosen is not None else 0)

    def _list_relations(self) -> None:
        provision = self.session.debate.provisions[self.provision_id]
        number = provision.current.number
        hits = [r for r in relations_to(self.session.debate, provision.id) if number in (r.versions or (number,))]
        for relation in hits:
            item = QListWidgetItem(_words(self.session, relation))
            item.setData(Qt.ItemDataRole.UserRole, relation.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.still.addItem(item)
        if not hits:
            self.still.hide()
            return
        caption = QLabel("Tick what still applies to the new version:")
        caption.setWordWrap(True)
        self.still.setAccessibleName("What still applies")
        self.still.setToolTip("Space ticks. What is not ticked stays with the version it was said of.")
        self.still.setFixedHeight(min(6, len(hits)) * 26 + 10)
        self.still.setCurrentRow(0)
        self.form.addRow(caption)
        self.form.addRow(self.still)


def _words(session: Session, relation: Relation) -> str:
    debate = session.debate
    sources = " and ".join(f"“{title_of(debate.statements[i], debate)}”" for i in relation.sources)
    return f"{sources} {wording.verb(relation, incoming=False)} it"


def _said_on(session: Session, statement_id: str | None) -> str:
    """The day on which a statement was first said, ISO, "" when unknown."""
    statement = session.debate.statements.get(statement_id or "")
    if statement is None or not statement.passages:
        return ""
    return (session.debate.posts[statement.passages[0].post].posted_at or "")[:10]
