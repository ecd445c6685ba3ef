"""What editing on the map says: of links, of cards, and why something cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.gui.models.wording import ACTS
from argmap.model import queries
from argmap.model.checks import TARGETS, UNDERCUTTABLE
from argmap.model.debate import Debate, EditError
from argmap.model.kinds import RelationKind, TargetKind
from argmap.model.records import Target

VERBS = {**ACTS, RelationKind.RESTS_ON: "is what it rests on:"}
"""What the statement at the start of a link does to what it leads to."""

SAME = "says the same as"
"""What merging says of the two."""

ITSELF = "A card cannot be linked to itself. Choose another card, or an arrow."

LONGEST = 40


def title(debate: Debate, record_id: str) -> str:
    """A card or link in a few words."""
    statement, provision = debate.statements.get(record_id), debate.provisions.get(record_id)
    if statement is not None:
        return f"“{_short(queries.title_of(statement, debate))}”"
    if provision is not None:
        return _short(" ".join(p for p in (provision.citation, provision.title) if p) or "the provision")
    relation = debate.relations.get(record_id)
    if relation is None:
        return "the arrow"
    return f"the arrow “{relation.kind.label}” of {title(debate, relation.sources[0])}"


def cards(debate: Debate) -> Iterator[tuple[str, str]]:
    """(id, kind) of every card: provisions, then statements in thread order."""
    yield from ((provision.id, "provision") for provision, _ in queries.provision_order(debate))
    yield from ((statement.id, statement.kind.value) for statement in queries.statement_order(debate))


def why_not(debate: Debate, kind: RelationKind, sources: Sequence[str], target: Target) -> str | None:
    """Why statements cannot be linked so, in a sentence, or None when they can."""
    if target.kind not in TARGETS[kind]:
        what = {TargetKind.RELATION: "an arrow", TargetKind.PROVISION: "a provision"}.get(target.kind, "a statement")
        able = ", ".join(k.label for k in RelationKind if target.kind in TARGETS[k])
        if kind is RelationKind.UNDERCUTS:
            return "Only an arrow can be undercut. Aim at the arrow, or choose another kind of link."
        return f"“{kind.label}” cannot lead to {what}. What can: {able}."
    if kind is RelationKind.CONTRADICTS and len(sources) > 1:
        return "“contradicts” is between two statements. Select a single one."
    if target.id in sources:
        return ITSELF
    hit = debate.relations.get(target.id)
    if kind is RelationKind.UNDERCUTS and hit is not None and hit.kind not in UNDERCUTTABLE:
        return f"“{hit.kind.label}” has no force, so there is nothing to undercut."
    return None


def check(debate: Debate, kind: RelationKind, sources: Sequence[str], target: Target) -> None:
    """Raises EditError with the reason when statements cannot be linked so."""
    why = why_not(debate, kind, sources, target)
    if why is not None:
        raise EditError(why)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
