"""Edits of the debate as a whole: its title, its findings, and what a bulk import adds."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.kinds import Table


def set_title(debate: Debate, title: str) -> Edit:
    """Names the debate."""
    return edit_of("Set title", [Change(debate.info, replace(debate.info, title=" ".join(title.split())))])


def decide_finding(debate: Debate, finding_id: str, decision: str) -> Edit:
    """Settles a finding; "" opens it again."""
    finding = debate.findings.get(finding_id)
    if finding is None:
        raise EditError("That finding is no longer in the debate. Select another one.")
    return edit_of("Settle finding", [Change(finding, replace(finding, decision=decision))])


def add_all(debate: Debate, other: Debate, label: str) -> Edit:
    """Adds every record of another debate to this one, its title only when this one has none.

    Raises EditError when an id is in both.
    """
    changes = [Change(None, record) for record in other.records() if record.table is not Table.INFO]
    if any(debate.find(change.id) is not None for change in changes):
        raise EditError("Some of this is in the debate already. Import it into a new debate instead.")
    if not debate.title and other.title:
        changes.append(Change(debate.info, other.info))
    return Edit(label, tuple(changes))
