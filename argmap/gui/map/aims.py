"""What a link that is being drawn can be: of which kind, to what, and why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF

from argmap.gui.map import wording
from argmap.gui.map.board import Board
from argmap.gui.map.kind_strip import KindChoice
from argmap.gui.map.relinking import fitting_kind, linked, reaimed, restarted, twin_of, why_not_aimed
from argmap.model.debate import Debate, Edit
from argmap.model.edits import relations
from argmap.model.kinds import RelationKind, TargetKind
from argmap.model.records import Target

KINDS = tuple(RelationKind)
"""What the digits 1 to 9 stand for."""

TWIN = "There is a link already that says just this. Choose another card, or another kind of link."


class Purpose(Enum):
    """What the other end is for."""

    RELATE = "relate"
    AIM = "aim"
    START = "start"
    MERGE = "merge"


@dataclass(slots=True)
class Aim:
    """``sources`` are statements, or for AIM and START what the other end of ``relation`` is. ``target`` is the card or link
    aimed at; ``kind`` what the user has asked for; ``point`` where the mouse is, in pixels of the view, None without one;
    ``why_not`` why what is pointed at cannot be taken, "" when it can."""

    purpose: Purpose
    sources: tuple[str, ...]
    relation: str = ""
    target: str | None = None
    kind: RelationKind | None = None
    point: QPointF | None = None
    why_not: str = ""

    @property
    def wants_statement(self) -> bool:
        """Whether only a statement will do at the other end."""
        return self.purpose in (Purpose.START, Purpose.MERGE)


def target_of(debate: Debate, board: Board, record_id: str) -> Target:
    """A card or link as what a link leads to; an amendment that only a version tells of stands for its provision."""
    for kind in TargetKind:
        if record_id in debate.table(kind.table):
            return Target(kind, record_id)
    return Target(TargetKind.PROVISION, board.links[record_id].target)


def kind_of(debate: Debate, board: Board, aim: Aim) -> RelationKind:
    """What the link is or will be: what was asked for, else what it says already or what its source is there for."""
    if aim.kind is not None:
        return aim.kind
    target = target_of(debate, board, aim.target) if aim.target is not None else None
    if aim.relation:
        relation = debate.relations[aim.relation]
        aimed = target if target is not None and aim.purpose is Purpose.AIM else relation.target
        return fitting_kind(debate, relation, aimed)
    if target is None:
        return relations.NATURAL[debate.statements[aim.sources[-1]].kind]
    return relations.natural_kind(debate, aim.sources[-1], target)


def why_not(debate: Debate, board: Board, aim: Aim, record_id: str) -> str:
    """Why what is being drawn cannot end at a card or link, in a sentence, "" when it can."""
    return _why_not_there(debate, aim, record_id) or _why_not_so(debate, board, aim, record_id)


def _why_not_there(debate: Debate, aim: Aim, record_id: str) -> str:
    """Why not, whatever it says."""
    if record_id in aim.sources:
        if aim.purpose is Purpose.MERGE:
            return "That is the same statement. Choose another one to merge it with."
        return wording.ITSELF
    if record_id == aim.relation:
        return "An arrow cannot lead to itself. Choose a card, or another arrow."
    if aim.wants_statement and record_id not in debate.statements:
        merging = aim.purpose is Purpose.MERGE
        return f"{'Only statements can be merged' if merging else 'A link starts from a statement'}. Choose one."
    return ""


def _why_not_so(debate: Debate, board: Board, aim: Aim, record_id: str) -> str:
    """Why it cannot say of a card or link what it would say."""
    if aim.purpose is Purpose.MERGE:
        return ""
    kind, target = kind_of(debate, board, aim), target_of(debate, board, record_id)
    if aim.purpose is Purpose.RELATE:
        return wording.why_not(debate, kind, aim.sources, target) or ""
    relation = debate.relations[aim.relation]
    if aim.purpose is Purpose.AIM:
        wanted = replace(relation, kind=kind, target=target)
        why = why_not_aimed(debate, relation, target, kind)
    else:
        wanted = replace(relation, kind=kind, sources=(record_id,))
        why = wording.why_not(debate, kind, wanted.sources, wanted.target)
    return why or (TWIN if twin_of(debate, wanted) is not None else "")


def kind_choices(debate: Debate, board: Board, aim: Aim) -> list[KindChoice]:
    """What the link can be, with the keys that make it so."""
    merging, now = aim.purpose is Purpose.MERGE, kind_of(debate, board, aim)
    found = []
    for number, kind in enumerate(KINDS, start=1):
        trial = replace(aim, kind=kind, purpose=Purpose.RELATE if merging else aim.purpose)
        possible = aim.target is None or not why_not(debate, board, trial, aim.target)
        found.append(KindChoice(str(number), wording.VERBS[kind].rstrip(":"), possible, not merging and kind is now))
    if not aim.relation:
        trial = replace(aim, purpose=Purpose.MERGE)
        possible = aim.target is None or not why_not(debate, board, trial, aim.target)
        found.append(KindChoice("M", wording.SAME, possible, merging))
    return found


def edit_for(debate: Debate, board: Board, aim: Aim, target_id: str) -> Callable[[], tuple[Edit, str]]:
    """What makes the edit that draws or changes the link, and tells the link's id. It raises EditError."""
    if aim.purpose is Purpose.START:
        return lambda: (restarted(debate, aim.relation, target_id, aim.kind), aim.relation)
    target = target_of(debate, board, target_id)
    if aim.purpose is Purpose.AIM:
        return lambda: (reaimed(debate, aim.relation, target, aim.kind), aim.relation)
    kind = aim.kind or relations.natural_kind(debate, aim.sources[-1], target)
    return lambda: linked(debate, kind, aim.sources, target)
