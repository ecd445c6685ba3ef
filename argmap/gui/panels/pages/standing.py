"""Whether something stands, why, and what would change if it did not."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from argmap.gui.models import wording
from argmap.gui.panels.pages.page import to
from argmap.gui.panels.parts import Filling, link, rich
from argmap.gui.session import Session
from argmap.model.kinds import StatementKind, Table, TargetKind
from argmap.model.queries import title_of
from argmap.model.records import Provision, Relation, Statement, Target
from argmap.picture.palette import LIGHT, Palette

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdict, Verdicts

TONES = {"stands": "support", "falls": "objection", "disputed": "concession"}
"""The kind whose ink a label has."""


class Standing(QFrame):
    """The verdict on a statement, relation or provision, with its reasons as links and a question to put to the map."""

    def __init__(self, session: Session, clicked: Callable[[str], object]) -> None:
        super().__init__()
        self.session = session
        self._clicked = clicked
        self._colours = LIGHT
        self._record_id = ""
        self._asked = ""
        self.setProperty("look", "box")
        self._rows = Filling()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self._rows)

    @property
    def html(self) -> tuple[str, ...]:
        """What is shown, paragraph by paragraph, as rich text."""
        return self._paragraphs

    def set_palette(self, colours: Palette) -> None:
        """Takes the colours of a theme."""
        self._colours = colours

    def show_record(self, record_id: str) -> None:
        """Shows the verdict on a record."""
        if record_id != self._record_id:
            self._asked = ""
        self._record_id = record_id
        self._paragraphs = tuple(self._told())
        self._rows.fill((record_id, self._paragraphs), lambda: [rich(p, self._on_link) for p in self._paragraphs])

    def _told(self) -> list[str]:
        verdicts = self.session.verdicts
        verdict = verdicts.of(self._record_id)
        if verdict is None:
            return ["No verdict yet."]
        paragraphs = [self._label(verdict), *self._reasons(verdicts)]
        question = self._question(verdict)
        if self._asked:
            paragraphs.append(self._answer(verdicts))
        elif question:
            paragraphs.append(link("ask", question))
        return [paragraph for paragraph in paragraphs if paragraph]

    def _label(self, verdict: Verdict) -> str:
        label = "" if verdict.label is None else verdict.label.value
        flags = ", ".join(flag.value for flag in verdict.flags)
        tone = self._colours.ink[TONES[label]] if label else self._colours.secondary
        words = f'<span style="color:{tone};font-weight:600">{escape((label or "No verdict").capitalize())}</span>'
        return f"{words} · {escape(flags)}" if flags else words

    def _reasons(self, verdicts: Verdicts) -> list[str]:
        from argmap.analysis.reasons import explain

        parts = []
        for reason in explain(self.session.debate, verdicts, self._record_id):
            parts.append(self._named(reason.id, reason.text) if reason.id else escape(reason.text))
        return ["".join(parts)] if parts else []

    def _named(self, record_id: str, text: str) -> str:
        record = self.session.debate.find(record_id)
        return escape(text) if record is None else link(to(record.table, record_id), text)

    def _question(self, verdict: Verdict) -> str:
        record = self.session.debate.statements.get(self._record_id)
        if verdict.label is None or record is None:
            return ""
        if verdict.label.value == "stands":
            open_objection = record.kind is StatementKind.OBJECTION and "unanswered" in verdict.flags
            return "What if it were answered?" if open_objection else "What if it fell?"
        return "What if it stood?"

    def _answer(self, verdicts: Verdicts) -> str:
        """What would change, as far as labels go."""
        from argmap.analysis.verdicts import WhatIf, changed, evaluate

        falls = self._asked == "falls"
        only = frozenset({self._record_id})
        other = evaluate(self.session.debate, WhatIf(reject=only) if falls else WhatIf(accept=only))
        changes = [
            f"{self._link(record_id)} {verb_of(after.value)}"
            for record_id, (_, after) in changed(verdicts, other).items()
            if record_id != self._record_id and record_id not in self.session.debate.relations and after is not None
        ]
        intro = "If it fell" if falls else "If it stood"
        return f"{intro}: " + ("; ".join(changes) + "." if changes else "nothing else would change.")

    def _link(self, record_id: str) -> str:
        debate = self.session.debate
        record = debate.find(record_id)
        match record:
            case Statement():
                words = title_of(record, debate)
            case Provision():
                words = wording.provision_title(record)
            case Relation():
                words = wording.target_title(debate, Target(TargetKind.RELATION, record_id))
            case _:
                words = record_id
        return link(to(record.table if record is not None else Table.STATEMENTS, record_id), wording.clipped(words, 60))

    def _on_link(self, address: str) -> None:
        if address == "ask":
            verdict = self.session.verdicts.of(self._record_id)
            stands = verdict is not None and verdict.label is not None and verdict.label.value == "stands"
            self._asked = "falls" if stands else "stands"
            self.show_record(self._record_id)
        else:
            self._clicked(address)


def verb_of(label: str) -> str:
    """A label as what something would do."""
    return {"stands": "would stand", "falls": "would fall", "disputed": "would be disputed"}[label]
