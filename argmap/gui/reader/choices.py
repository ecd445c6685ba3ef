"""The rows of the reader's pickers."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.gui.dialogs.picker_rows import Choice
from argmap.model.debate import Debate
from argmap.model.edits.relations import NATURAL, natural_kind
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.queries import authors_of, provision_order, statement_order, title_of, topic_order
from argmap.model.records import Provision, Relation, Statement, Target

VERBS = {
    StatementKind.CLAIM: "Answers",
    StatementKind.SUPPORT: "Supports",
    StatementKind.OBJECTION: "Objects to",
    StatementKind.CONCESSION: "Concedes",
    StatementKind.QUESTION: "Asks about",
}
_WHY = {"quoted": "quoted here", "parent": "in the post above", "recent": "recent"}
WITHDRAW, NEW_VERSION, ONLY_ABOUT = "withdraw", "version", "about"
UNDERCUT = "undercut:"


def provision_title(provision: Provision) -> str:
    """What a provision is called in a list."""
    return " ".join(filter(None, (provision.citation, provision.title))) or "Untitled provision"


def of_provisions(debate: Debate) -> list[Choice]:
    """Every provision, in the order that digits count them."""
    return [
        Choice(p.id, provision_title(p), _threshold(p), "provision", depth=depth)
        for p, depth in provision_order(debate)
    ]


def of_topics(debate: Debate) -> list[Choice]:
    """Every topic."""
    return [Choice(t.id, t.name, t.definition, "topic", t.colour, depth) for t, depth in topic_order(debate)]


def of_statements(debate: Debate, *, but: Iterable[str] = ()) -> list[Choice]:
    """Every statement in thread order, but for some."""
    left_out = set(but)
    return [of_statement(debate, s) for s in statement_order(debate) if s.id not in left_out]


def of_statement(debate: Debate, statement: Statement, why: str = "") -> Choice:
    """A statement, with its authors or why it is offered."""
    names = ", ".join(debate.authors[a].name for a in authors_of(debate, statement))
    return Choice(statement.id, title_of(statement, debate), why or names, statement.kind.value)


def of_proposals(debate: Debate, own: str, found: Iterable[tuple[str, str]]) -> list[Choice]:
    """Proposed statements, each with why, and with what the link would be where that is not what the kind says."""
    rows = []
    for statement_id, why in found:
        kind = natural_kind(debate, own, Target(TargetKind.STATEMENT, statement_id))
        usual = kind is NATURAL[debate.statements[own].kind]
        hint = _WHY[why] if usual else f"{kind.label} · {_WHY[why]}"
        rows.append(of_statement(debate, debate.statements[statement_id], hint))
    return rows


def of_kinds(debate: Debate, link: Relation, undercuttable: Iterable[Relation]) -> list[Choice]:
    """What a link just made could be instead, what it is first; then the links of its target that it could undercut."""
    kinds = [link.kind, *(k for k in RelationKind if k not in (link.kind, RelationKind.UNDERCUTS))]
    rows = [Choice(k.value, k.label.capitalize(), "as it is" if k is link.kind else "") for k in kinds]
    for relation in undercuttable:
        if relation.id != link.id:
            source = title_of(debate.statements[relation.sources[0]], debate)
            rows.append(Choice(UNDERCUT + relation.id, f"Undercuts: “{source}” {relation.kind.label}", "the arrow"))
    return rows


def of_concession() -> list[Choice]:
    """What a concession may do to a provision."""
    return [
        Choice(WITHDRAW, "It is withdrawn", "because of this concession"),
        Choice(NEW_VERSION, "New version…", "amended words or threshold"),
        Choice(ONLY_ABOUT, "Only about it", "nothing changes in it"),
    ]


def _threshold(provision: Provision) -> str:
    threshold = provision.current.threshold
    if threshold is None:
        return provision.current.status.value
    from argmap.analysis.thresholds import show

    return show(threshold)
