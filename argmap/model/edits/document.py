"""Edits of the debate as a whole: its title, its findings, and what a bulk import adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.kinds import Table
from argmap.model.records import Post


def set_title(debate: Debate, title: str) -> Edit:
    """Names the debate."""
    return edit_of("Set title", [Change(debate.info, replace(debate.info, title=" ".join(title.split())))])


def set_layout(debate: Debate, layout: str) -> Edit:
    """Says how the map is laid out; "" for the way that suits its shape."""
    return edit_of("Set layout", [Change(debate.info, replace(debate.info, layout=layout))])


def decide_finding(debate: Debate, finding_id: str, decision: str) -> Edit:
    """Settles a finding; "" opens it again."""
    return decide_findings(debate, [finding_id], decision)


def decide_findings(debate: Debate, finding_ids: Iterable[str], decision: str) -> Edit:
    """Settles several findings in one way."""
    changes = []
    for finding_id in finding_ids:
        finding = debate.findings.get(finding_id)
        if finding is None:
            raise EditError("That finding is no longer in the debate. Select another one.")
        changes.append(Change(finding, replace(finding, decision=decision)))
    return edit_of("Settle finding", changes)


_TAGGED = (Table.PROVISIONS, Table.TOPICS, Table.STATEMENTS, Table.RELATIONS)
"""Tables of what people make of a thread."""


def add_all(debate: Debate, other: Debate, label: str) -> Edit:
    """Adds every record of another debate to this one, its title only when this one has none. An author whose name is here
    already is the same one. Nothing is added when all the files that the other was made of are here already.

    Raises EditError when an id is in both, and when the other says something of its own of files that are here already.
    """
    files = {source.sha256 for source in debate.sources.values() if source.sha256}
    if other.sources and all(source.sha256 in files for source in other.sources.values()):
        if any(debate.table(table).get(i) != r for table in _TAGGED for i, r in other.table(table).items()):
            raise EditError(
                "It is about files that are in the debate already, but tagged otherwise. Open it by itself."
            )
        return Edit(label, ())
    names = {author.name.casefold(): author.id for author in debate.authors.values() if author.name}
    known = {a.id: names[a.name.casefold()] for a in other.authors.values() if a.name.casefold() in names}
    changes: list[Change] = []
    for record in other.records():
        if record.table is Table.INFO or (record.table is Table.AUTHORS and record.id in known):
            continue
        if isinstance(record, Post) and record.author in known:
            record = replace(record, author=known[record.author])  # noqa: PLW2901
        changes.append(Change(None, record))
    if any(debate.find(change.id) is not None for change in changes):
        raise EditError("Some of this is in the debate already. Import it into a new debate instead.")
    if not debate.title and other.title:
        changes.append(Change(debate.info, other.info))
    return Edit(label, tuple(changes))
