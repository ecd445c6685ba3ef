"""What the filters of the map offer, and what they are set to in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from argmap.analysis.flags import Flag
from argmap.gui.dialogs.picker_rows import Choice
from argmap.gui.models.wording import counted
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import StatementKind
from argmap.model.records import View
from argmap.picture.dates import show_date

KINDS = {
    "provisions": "Provision",
    "topics": "Topic",
    "authors": "Author",
    "kinds": "Kind",
    "verdicts": "Verdict",
    "days": "Days",
}
"""The filters by the field of a view that holds them, with what they are called; days are two fields."""

LABELS = ("stands", "falls", "disputed")


def choices(debate: Debate, kind: str) -> list[Choice]:
    """What one of the filters can be set to."""
    if kind == "provisions":
        order = queries.provision_order(debate)
        return [Choice(p.id, _provision(debate, p.id), "", "provision", depth=depth) for p, depth in order]
    if kind == "topics":
        return [Choice(t.id, t.name, "", "topic", t.colour, depth=depth) for t, depth in queries.topic_order(debate)]
    if kind == "authors":
        said = Counter(i for s in debate.statements.values() for i in queries.authors_of(debate, s))
        order_ = sorted(said, key=lambda i: (-said[i], debate.authors[i].name.casefold()))
        return [Choice(i, debate.authors[i].name or "unnamed", counted(said[i], "statement")) for i in order_]
    if kind == "kinds":
        return [Choice(k.value, k.capitalize(), "", k.value) for k in StatementKind]
    return [Choice(word, word.capitalize(), "") for word in (*LABELS, *(flag.value for flag in Flag))]


def value(kind: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Ticked ids as the field of a view holds them."""
    return tuple(StatementKind(i) for i in ids) if kind == "kinds" else tuple(ids)


def told(debate: Debate, view: View, kind: str) -> str:
    """What a filter is set to, "" for nothing."""
    if kind == "days":
        if view.since == view.until:
            return show_date(view.since)
        since, until = show_date(view.since), show_date(view.until)
        return f"{since} – {until}" if since and until else f"from {since}" if since else f"to {until}" if until else ""
    ids: tuple[str, ...] = getattr(view, kind)
    names = {
        "provisions": lambda i: _provision(debate, i),
        "topics": lambda i: debate.topics[i].name if i in debate.topics else "",
        "authors": lambda i: debate.authors[i].name if i in debate.authors else "",
    }
    named = [name for i in ids if (name := names.get(kind, str)(i))]
    if not named:
        return ""
    first = named[0] if len(named[0]) <= 22 else f"{named[0][:21]}…"
    return first if len(named) == 1 else f"{first} +{len(named) - 1}"


def _provision(debate: Debate, provision_id: str) -> str:
    provision = debate.provisions.get(provision_id)
    if provision is None:
        return ""
    return " ".join(part for part in (provision.citation, provision.title) if part) or "Untitled provision"
