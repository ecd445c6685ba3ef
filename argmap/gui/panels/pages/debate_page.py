"""The inspector's page for the debate as a whole, shown while nothing is selected."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QWidget

from argmap.gui.models import wording
from argmap.gui.panels.doing import ask
from argmap.gui.panels.editors import TextEditor
from argmap.gui.panels.pages.findings import LEVELS, finding_row
from argmap.gui.panels.pages.page import Page, to
from argmap.gui.panels.parts import Filling, LinkRow, link, quiet
from argmap.gui.session import Session
from argmap.model.edits import document
from argmap.model.kinds import RelationKind, Table
from argmap.model.queries import authors_of, title_of
from argmap.model.records import Finding, Statement

MOST = 60
"""How many rows of a list are shown; the rest is counted."""


class DebatePage(Page):
    """Title and counts of the debate, the objections that nobody answered, and the findings."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        heading = QLabel("Debate")
        heading.setProperty("look", "title")
        self.column.addWidget(heading)
        self.title = TextEditor("Title", "What the debate is about", self._write_title, one_paragraph=True)
        self.title.setProperty("look", "gist")
        self.counts = quiet()
        self.unanswered = Filling(gap=6)
        self.findings = Filling(gap=8)
        self.add_section("Title", self.title)
        self.column.addWidget(self.counts)
        self.unanswered_heading = self.add_section("Unanswered objections", self.unanswered)
        self.findings_heading = self.add_section("Findings", self.findings)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Shows the debate as it is now."""
        from argmap.analysis.matrix import unanswered

        debate = self.session.debate
        self.title.set_stored(debate.title)
        self.title.setReadOnly(self.session.read_only)
        counts = (
            wording.counted(len(debate.posts), "post"),
            wording.counted(len(debate.authors), "author"),
            wording.counted(len(debate.quotes), "quote"),
            wording.counted(len(debate.statements), "statement"),
            wording.counted(len(debate.relations), "link"),
            wording.counted(len(debate.provisions), "provision"),
            wording.counted(len(debate.topics), "topic"),
        )
        self.counts.setText(" · ".join(counts))
        waiting = unanswered(debate, self.session.verdicts)
        shown = tuple((s, title_of(s, debate), self._who(s)) for s in waiting[:MOST])
        self.unanswered.fill((shown, len(waiting), self.colours.name), lambda: self._objection_rows(waiting))
        self.unanswered_heading.setText(
            f"Unanswered objections ({len(waiting)})" if waiting else "Unanswered objections"
        )
        findings = sorted(debate.findings.values(), key=_weight)
        self.findings.fill((tuple(findings), self.colours.name), lambda: self._finding_rows(findings))
        self.findings_heading.setVisible(bool(findings))
        open_ones = sum(1 for finding in findings if not finding.decision)
        self.findings_heading.setText(f"Findings ({open_ones} open)" if findings else "Findings")

    def commit(self) -> None:
        """Makes an edit of the title when it was typed."""
        self.title.commit()

    def _who(self, statement: Statement) -> str:
        names = [self.session.debate.authors[i].name for i in authors_of(self.session.debate, statement)]
        return ", ".join(names) or wording.UNKNOWN_AUTHOR

    def _objection_rows(self, unanswered: list[Statement]) -> Iterator[QWidget]:
        debate = self.session.debate
        if not unanswered:
            objections = any(r.kind is RelationKind.OBJECTS for r in debate.relations.values())
            yield quiet("None: every objection is answered." if objections else "None: no objections yet.")
        for statement in unanswered[:MOST]:
            html = link(to(Table.STATEMENTS, statement.id), wording.clipped(title_of(statement, debate), 120))
            html += (
                f'<br><span style="color:{self.colours.secondary}">{wording.clipped(self._who(statement), 60)}</span>'
            )
            yield LinkRow(html, self.on_link, kind=statement.kind.value, colours=self.colours)
        if len(unanswered) > MOST:
            yield quiet(f"and {len(unanswered) - MOST} more; the status bar lists them all")

    def _finding_rows(self, findings: list[Finding]) -> Iterator[QWidget]:
        for finding in findings[:MOST]:
            yield finding_row(self.session, finding, self.colours)
        if len(findings) > MOST:
            yield quiet(f"and {len(findings) - MOST} more, shown as these are settled")

    def _write_title(self, text: str) -> bool:
        return ask(self.session, lambda d: document.set_title(d, text))


def _weight(finding: Finding) -> tuple[bool, int, str]:
    """Open ones first, then errors before warnings before the rest."""
    return bool(finding.decision), list(LEVELS).index(finding.level), finding.id
