"""The tree of provisions, each with how it fares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.gui.models import wording
from argmap.gui.models.outline_model import Line, OutlineModel
from argmap.gui.session import Session
from argmap.model.debate import Edit
from argmap.model.kinds import RelationKind, Table, VersionStatus
from argmap.model.queries import provision_order, relations_to
from argmap.model.records import Relation


@dataclass(frozen=True, slots=True)
class Tally:
    """How many objections to a provision there are, how many of them stand against its current version, and how many nobody
    has answered."""

    objections: int = 0
    standing: int = 0
    unanswered: int = 0

    def words(self) -> str:
        """The tally in a few words, "" without objections."""
        return f"{wording.counted(self.objections, 'objection')}, {self.short()}" if self.objections else ""

    def short(self) -> str:
        """What matters most of it."""
        if not self.objections:
            return ""
        stand = f"{self.standing or 'none'} stand{'s' if self.standing <= 1 else ''}"
        return f"{self.unanswered} unanswered, {stand}" if self.unanswered else stand


def objections(session: Session, provision_id: str) -> list[Relation]:
    """The relations that object to a provision, in any of its versions."""
    return [r for r in relations_to(session.debate, provision_id) if r.kind is RelationKind.OBJECTS]


def tally(session: Session, provision_id: str) -> Tally:
    """How a provision fares, by the session's verdicts."""
    found = objections(session, provision_id)
    if not found:
        return Tally()
    from argmap.analysis.verdicts import Flag, Label

    verdicts = session.verdicts
    standing = unanswered = 0
    for relation in found:
        verdict = verdicts.relations.get(relation.id)
        standing += verdict is not None and verdict.label is Label.STANDS
        sources = (verdicts.statements.get(source) for source in relation.sources)
        unanswered += any(source is not None and Flag.UNANSWERED in source.flags for source in sources)
    return Tally(len(found), standing, unanswered)


class ProvisionModel(OutlineModel):
    """A row for each provision: citation and title; threshold, status and objections below; the digit that links it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Table.PROVISIONS)
        session.judged.connect(self.on_judged)
        self.rebuild()

    def ordered(self) -> list[tuple[str, int]]:
        """Provisions depth first."""
        return [(provision.id, depth) for provision, depth in provision_order(self.session.debate)]

    def line(self, record_id: str) -> Line:
        """What the row of a provision shows."""
        provision = self.session.debate.provisions[record_id]
        current = provision.current
        withdrawn = current.status is VersionStatus.WITHDRAWN
        digit = self._place[record_id] + 1
        threshold = wording.threshold_text(current)
        counts = tally(self.session, record_id)
        fares = counts.words()
        status = "" if current.status is VersionStatus.PROPOSED else current.status.value
        rest = status if withdrawn else " · ".join(part for part in (counts.short(), status) if part)
        name = wording.provision_name(provision)
        key = str(digit) if digit <= 9 else ""
        spoken = ", ".join(part for part in (name, threshold, wording.status_text(current), fares) if part)
        return Line(
            head=provision.citation or provision.title or "Untitled provision",
            text=provision.title if provision.citation else "",
            under=threshold,
            right=rest,
            dot="provision",
            key=key,
            struck=withdrawn,
            faded=withdrawn,
            tip=f"{spoken}\nPress {key} in the reader to link the selected statement to it" if key else spoken,
            spoken=spoken,
        )

    def touched_rows(self, edit: Edit) -> Iterable[str] | None:
        """All rows when a count can have changed."""
        return None if edit.touches(Table.RELATIONS, Table.STATEMENTS) else edit.ids(Table.PROVISIONS)

    def on_judged(self) -> None:
        """New verdicts are in."""
        self.touch()
