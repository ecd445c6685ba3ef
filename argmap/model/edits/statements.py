"""Edits of statements: tagging, wording, passages, topics, merging."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.kinds import Burden, StatementKind, Table
from argmap.model.records import Passage, Provision, Relation, Statement, Target, new_id


def tag(
    debate: Debate,
    kind: StatementKind,
    passages: Iterable[Passage] = (),
    gist: str = "",
    *,
    topics: Iterable[str] = (),
    statement_id: str | None = None,
) -> Edit:
    """Makes a statement. Without passages it is the analyst's own."""
    statement = Statement(statement_id or new_id(), kind, gist.strip(), tuple(passages), tuple(topics))
    return Edit(f"Tag {kind}", (Change(None, statement),))


def set_kind(debate: Debate, statement_id: str, kind: StatementKind) -> Edit:
    """Retypes a statement; its relations stay what they are."""
    return _revise(debate, statement_id, f"Retype as {kind}", kind=kind)


def set_gist(debate: Debate, statement_id: str, gist: str) -> Edit:
    """Words a statement anew; white space at the ends is dropped."""
    return _revise(debate, statement_id, "Edit gist", gist=gist.strip())


def set_note(debate: Debate, statement_id: str, note: str) -> Edit:
    """Sets the analyst's note."""
    return _revise(debate, statement_id, "Edit note", note=note)


def set_burden(debate: Debate, statement_id: str, burden: Burden) -> Edit:
    """Says whether a statement is presumed or must be shown."""
    return _revise(debate, statement_id, "Set burden of proof", burden=burden)


def set_topics(debate: Debate, statement_id: str, topics: Iterable[str]) -> Edit:
    """Gives a statement exactly these topics, by id."""
    return _revise(debate, statement_id, "Set topics", topics=tuple(dict.fromkeys(topics)))


def toggle_topic(debate: Debate, statement_id: str, topic: str) -> Edit:
    """Adds a topic to a statement, or takes it away when it is there."""
    topics = _get(debate, statement_id).topics
    chosen = tuple(t for t in topics if t != topic) if topic in topics else (*topics, topic)
    return set_topics(debate, statement_id, chosen)


def add_passage(debate: Debate, statement_id: str, passage: Passage) -> Edit:
    """Adds a place where the same point is made."""
    passages = _get(debate, statement_id).passages
    return _revise(debate, statement_id, "Add passage", passages=tuple(dict.fromkeys((*passages, passage))))


def remove_passage(debate: Debate, statement_id: str, passage: Passage) -> Edit:
    """Takes a passage away. The last one takes the statement with it."""
    passages = tuple(p for p in _get(debate, statement_id).passages if p != passage)
    if not passages:
        return delete(debate, statement_id)
    return _revise(debate, statement_id, "Remove passage", passages=passages)


def replace_passage(debate: Debate, statement_id: str, old: Passage, new: Passage) -> Edit:
    """Moves the ends of a passage."""
    passages = tuple(new if p == old else p for p in _get(debate, statement_id).passages)
    return _revise(debate, statement_id, "Resize passage", passages=tuple(dict.fromkeys(passages)))


def delete(debate: Debate, *statement_ids: str) -> Edit:
    """Deletes statements with the relations that hang on them."""
    for statement_id in statement_ids:
        _get(debate, statement_id)
    label = "Delete statement" if len(statement_ids) == 1 else f"Delete {len(statement_ids)} statements"
    return edit_of(label, debate.deletion(*((Table.STATEMENTS, i) for i in statement_ids)))


def merge(debate: Debate, keep: str, others: Sequence[str]) -> Edit:
    """Makes one statement of several that say the same: passages and topics are united, relations re-aimed, relations among
    them and doubles dropped. The gist, kind and burden of ``keep`` stay; notes are put one after another."""
    kept = _get(debate, keep)
    gone = [_get(debate, i) for i in others if i != keep]
    if not gone:
        raise EditError("Merging needs at least two different statements. Select another one first.")
    passages = dict.fromkeys(p for s in (kept, *gone) for p in s.passages)
    topics = dict.fromkeys(t for s in (kept, *gone) for t in s.topics)
    note = "\n".join(s.note for s in (kept, *gone) if s.note)
    united = replace(kept, passages=tuple(passages), topics=tuple(topics), note=note)
    changes = [Change(kept, united)]
    ids = {s.id for s in gone}
    doomed: list[tuple[Table, str]] = []
    seen: set[tuple[object, ...]] = set()
    for relation in sorted(debate.relations.values(), key=lambda r: r.id):
        new = _reaimed(relation, ids, keep)
        key = (new.kind, frozenset(new.sources), new.target)
        if (new != relation and new.sources == (new.target.id,)) or (
            key in seen and (new != relation or keep in (*new.sources, new.target.id))
        ):
            doomed.append((Table.RELATIONS, relation.id))
        elif new != relation:
            changes.append(Change(relation, new))
        seen.add(key)
    changes += [Change(p, _because(p, ids, keep)) for p in debate.provisions.values() if ids & set(p.references())]
    changes += _chained(debate.deletion(*((Table.STATEMENTS, i) for i in ids), *doomed), changes)
    return edit_of("Merge statements", changes)


def _reaimed(relation: Relation, ids: set[str], keep: str) -> Relation:
    sources = tuple(dict.fromkeys(keep if s in ids else s for s in relation.sources))
    target = Target(relation.target.kind, keep) if relation.target.id in ids else relation.target
    if sources == relation.sources and target == relation.target:
        return relation
    return replace(relation, sources=sources, target=target)


def _because(provision: Provision, ids: set[str], keep: str) -> Provision:
    versions = (replace(v, because_of=keep) if v.because_of in ids else v for v in provision.versions)
    return replace(provision, versions=tuple(versions))


def _chained(deletions: list[Change], earlier: list[Change]) -> list[Change]:
    """Of deletions computed on the old debate, those that still hold after the earlier changes re-aimed their records."""
    handled = {(change.table, change.id) for change in earlier}
    return [change for change in deletions if (change.table, change.id) not in handled]


def _get(debate: Debate, statement_id: str) -> Statement:
    statement = debate.statements.get(statement_id)
    if statement is None:
        raise EditError("That statement is no longer in the debate. Select another one.")
    return statement


def _revise(debate: Debate, statement_id: str, label: str, **fields: object) -> Edit:
    statement = _get(debate, statement_id)
    return edit_of(label, [Change(statement, replace(statement, **fields))])  # type: ignore[arg-type]
