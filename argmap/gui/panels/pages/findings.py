"""Findings as rows: what was noticed, where, and a button that settles it."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget

from argmap.gui.panels.doing import ask
from argmap.gui.panels.parts import LinkRow, button
from argmap.gui.session import Session
from argmap.model.edits import document
from argmap.model.kinds import FindingLevel
from argmap.model.records import Finding
from argmap.picture.palette import LIGHT, Palette

LEVELS = {FindingLevel.ERROR: "objection", FindingLevel.WARNING: "concession", FindingLevel.INFO: "question"}
"""The glyph and ink of a level."""
SETTLED = "settled"


def finding_row(session: Session, finding: Finding, colours: Palette = LIGHT, *, here: str = "") -> QWidget:
    """A finding. What is settled is quiet and can be opened again. ``here`` is the record whose findings are listed."""
    place = finding.where if finding.where and session.debate.find(finding.where) is None else ""
    words = escape(finding.text or finding.code)
    if place:
        words += f'<br><span style="color:{colours.secondary}">{escape(place)}</span>'
    if finding.decision:
        words = f'<span style="color:{colours.secondary}">{words} ({escape(finding.decision)})</span>'

    def clicked(address: str) -> None:
        record = session.debate.find(address)
        if record is not None:
            session.select(record.table, record.id)

    if not place and finding.where and finding.where != here:
        words += f' <a href="{escape(finding.where)}" style="text-decoration:none">show</a>'
    row = LinkRow(words, clicked, kind=LEVELS[finding.level], colours=colours)
    if finding.decision:
        row.add(
            button("Open again", "It is not settled after all", lambda: settle(session, finding.id, ""), look="add")
        )
    else:
        row.add(
            button("Settle", "Say that this is dealt with", lambda: settle(session, finding.id, SETTLED), look="add")
        )
    return row


def settle(session: Session, finding_id: str, decision: str) -> None:
    """Settles a finding, "" opens it again."""
    ask(session, lambda d: document.decide_finding(d, finding_id, decision))
