"""The dialog for a provision: what it is called, says and draws its line at."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from argmap.gui.dialogs.form_dialog import FormDialog, bad_date, text_field
from argmap.gui.dialogs.threshold_field import ThresholdField
from argmap.gui.models import wording
from argmap.gui.panels.doing import Maker, ask
from argmap.gui.session import Session
from argmap.model.debate import Debate, Edit
from argmap.model.edits import provisions, relations
from argmap.model.ids import new_id
from argmap.model.kinds import Table, TargetKind
from argmap.model.queries import provision_order
from argmap.model.records import Target, Threshold


class ProvisionDialog(FormDialog):
    """Makes a provision, prefilled from some words and linked to a statement when they are given, or edits one."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        provision_id: str | None = None,
        text: str = "",
        statement_id: str | None = None,
        below: str | None = None,
    ) -> None:
        adds = provision_id is None
        super().__init__(session, "New provision" if adds else "Edit provision", "Add" if adds else "Save", parent)
        self.provision_id = provision_id
        self._statement_id = statement_id
        self.provision_id_made = ""
        known = session.debate.provisions.get(provision_id or "")
        current = known.current if known is not None else None
        self.citation = QLineEdit(known.citation if known else "")
        self.citation.setPlaceholderText("§ 3(a)(2)")
        self.title = QLineEdit(known.title if known else "")
        self.text = text_field(current.text if current else text.strip())
        self.threshold = ThresholdField(current.threshold if current else _threshold_in(text))
        self.date = QLineEdit((current.at or "") if current else "")
        self.date.setPlaceholderText("2026-09-12, or empty")
        self.above = QComboBox()
        self._offer_parents(known.parent if known else below)
        self.field("Citation", self.citation, "Where the proposal says it")
        self.field("Title", self.title, "What it is about, in a word or two")
        self.field("Text", self.text, "What it says; Ctrl+Enter accepts")
        self.field("Threshold", self.threshold)
        self.field("Proposed on" if adds else "Date", self.date)
        self.field("Below", self.above, "The provision that it is a part of")
        self.citation.setFocus()

    def problem(self) -> str:
        """What keeps the provision from being saved."""
        citation, title = self.citation.text().strip(), self.title.text().strip()
        if not citation and not title:
            return "A provision needs a citation or a title. Type one of them."
        for other in self.session.debate.provisions.values():
            if citation and other.citation == citation and other.id != self.provision_id:
                return f"There is a provision {citation} already. Choose another citation."
        return self.threshold.problem() or bad_date(self.date.text())

    def save(self) -> bool:
        """Makes one undo step of everything."""
        return ask(self.session, *(self._adding() if self.provision_id is None else self._editing(self.provision_id)))

    def _adding(self) -> list[Maker]:
        provision_id = self.provision_id_made = new_id()

        def add(debate: Debate) -> Edit:
            return provisions.add(
                debate,
                self.citation.text(),
                self.title.text(),
                text=self.text.toPlainText(),
                threshold=self.threshold.threshold(),
                parent=self.above.currentData(),
                at=self.date.text().strip() or None,
                provision_id=provision_id,
            )

        statement_id = self._statement_id
        if statement_id is None:
            return [add]
        target = Target(TargetKind.PROVISION, provision_id)

        def link(debate: Debate) -> Edit:
            return relations.relate(
                debate, relations.natural_kind(debate, statement_id, target), [statement_id], target
            )

        return [add, link]

    def _editing(self, provision_id: str) -> list[Maker]:
        known = self.session.debate.provisions.get(provision_id)
        number = known.current.number if known is not None else 0
        above = self.above.currentData()

        def describe(debate: Debate) -> Edit:
            return provisions.describe(debate, provision_id, citation=self.citation.text(), title=self.title.text())

        def revise(debate: Debate) -> Edit:
            return provisions.set_version(
                debate,
                provision_id,
                number,
                text=self.text.toPlainText(),
                at=self.date.text().strip() or None,
                threshold=self.threshold.threshold(),
            )

        makers: list[Maker] = [describe, revise]
        if known is not None and above != known.parent:
            makers.append(lambda debate: provisions.move(debate, provision_id, above, len(debate.provisions)))
        return makers

    def accept(self) -> None:
        """Saves, and selects a provision that was added unless it was added for a statement."""
        super().accept()
        if self.result() and self.provision_id is None and self._statement_id is None:
            self.session.select(Table.PROVISIONS, self.provision_id_made)

    def _offer_parents(self, chosen: str | None) -> None:
        self.above.addItem("Nothing, it stands at the top", None)
        own = self.provision_id
        own_depth: int | None = None
        for provision, depth in provision_order(self.session.debate):
            if provision.id == own:
                own_depth = depth
                continue
            if own_depth is not None and depth > own_depth:
                continue  # it is below the one that is edited
            own_depth = None
            self.above.addItem("    " * depth + wording.provision_name(provision), provision.id)
        self.above.setCurrentIndex(max(0, self.above.findData(chosen)) if chosen is not None else 0)


def _threshold_in(text: str) -> Threshold | None:
    """The first threshold that some words hold."""
    if not text.strip():
        return None
    from argmap.analysis.thresholds import find

    found = find(text)
    return found[0][2] if found else None
