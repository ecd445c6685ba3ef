"""Edits of statements: tagging, wording, passages, topics, merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import Burden, Extent, StatementKind, Table, TargetKind
from argmap.model.records import Passage, Provision, Relation, Statement, Target

_V = TypeVar("_V")


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
    statement = Statement(statement_id or new_id(), kind, gist.strip(), _each(passages), _each(topics))
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
    return _revise(debate, statement_id, "Set topics", topics=_each(topics))


def toggle_topic(debate: Debate, statement_id: str, topic: str) -> Edit:
    """Adds a topic to a statement, or takes it away when it is there."""
    topics = _get(debate, statement_id).topics
    chosen = tuple(t for t in topics if t != topic) if topic in topics else (*topics, topic)
    return set_topics(debate, statement_id, chosen)


def add_passage(debate: Debate, statement_id: str, passage: Passage) -> Edit:
    """Adds a place where the same point is made."""
    passages = _get(debate, statement_id).passages
    return _revise(debate, statement_id, "Add passage", passages=_each((*passages, passage)))


def remove_passage(debate: Debate, statement_id: str, passage: Passage) -> Edit:
    """Takes a passage away. The last one takes the statement with it."""
    before = _get(debate, statement_id).passages
    passages = tuple(p for p in before if p != passage)
    if before and not passages:
        return delete(debate, statement_id)
    return _revise(debate, statement_id, "Remove passage", passages=passages)


def replace_passage(debate: Debate, statement_id: str, old: Passage, new: Passage) -> Edit:
    """Moves the ends of a passage."""
    passages = tuple(new if p == old else p for p in _get(debate, statement_id).passages)
    return _revise(debate, statement_id, "Resize passage", passages=_each(passages))


def delete(debate: Debate, *statement_ids: str) -> Edit:
    """Deletes statements with the relations that hang on them."""
    for statement_id in statement_ids:
        _get(debate, statement_id)
    label = "Delete statement" if len(statement_ids) == 1 else f"Delete {len(statement_ids)} statements"
    return edit_of(label, debate.deletion(*((Table.STATEMENTS, i) for i in statement_ids)))


def merge(debate: Debate, keep: str, others: Sequence[str]) -> Edit:
    """Makes one statement of several that say the same: passages and topics are united, relations re-aimed, relations among
    them dropped and doubles united. The gist, kind and burden of ``keep`` stay; notes are put one after another."""
    kept = _get(debate, keep)
    gone = [_get(debate, i) for i in dict.fromkeys(others) if i != keep]
    if not gone:
        raise EditError("Merging needs at least two different statements. Select another one first.")
    united = replace(
        kept,
        passages=_each(p for s in (kept, *gone) for p in s.passages),
        topics=_each(t for s in (kept, *gone) for t in s.topics),
        note="\n".join(s.note for s in (kept, *gone) if s.note),
    )
    ids = {s.id for s in gone}
    changes = [Change(kept, united)]
    changes += [Change(p, _because(p, ids, keep)) for p in debate.provisions.values() if ids & set(p.references())]
    re_aimed, doomed = _merged_relations(debate, dict.fromkeys(ids, keep))
    changes += re_aimed
    doomed += [(Table.STATEMENTS, statement.id) for statement in gone]
    return edit_of("Merge statements", debate.deletion(*doomed, after=changes))


def _merged_relations(debate: Debate, stand_ins: dict[str, str]) -> tuple[list[Change], list[tuple[Table, str]]]:
    """What becomes of relations when ids are replaced by their stand-ins: (changes, deletions). A relation that has become
    the double of another is united with it, and what acted on it acts on the other, which can make more doubles."""
    relations = dict(sorted(debate.relations.items()))
    found = True
    while found:
        found = False
        seen: dict[object, str] = {}
        for relation_id, relation in list(relations.items()):
            new = relations[relation_id] = _reaimed(relation, stand_ins)
            before = debate.relations[relation_id]
            if new.sources == (new.target.id,) and before.sources != (before.target.id,):
                del relations[relation_id]
                continue
            key = (new.kind, frozenset(new.sources), new.target)
            twin = seen.setdefault(key, relation_id)
            changed = any(relations[i] != debate.relations[i] for i in (twin, relation_id))
            if twin != relation_id and changed:
                relations[twin] = _united(debate, relations[twin], relations.pop(relation_id))
                stand_ins[relation_id] = twin
                found = True
    changes = [Change(debate.relations[i], r) for i, r in relations.items() if r != debate.relations[i]]
    return changes, [(Table.RELATIONS, i) for i in sorted(debate.relations.keys() - relations.keys())]


def _united(debate: Debate, relation: Relation, double: Relation) -> Relation:
    """One relation that hits all the versions that either hits, and concedes in full when either does."""
    versions: set[int] = set()
    if relation.target.kind is TargetKind.PROVISION:
        current = (debate.provisions[relation.target.id].current.number,)
        versions = {*(relation.versions or current), *(double.versions or current)}
    extent = relation.extent if relation.extent is Extent.FULL else double.extent or relation.extent
    return replace(relation, versions=tuple(sorted(versions)), extent=extent)


def _reaimed(relation: Relation, stand_ins: Mapping[str, str]) -> Relation:
    sources = _each(stand_ins.get(s, s) for s in relation.sources)
    target = Target(relation.target.kind, stand_ins.get(relation.target.id, relation.target.id))
    return replace(relation, sources=sources, target=target)


def _because(provision: Provision, ids: set[str], keep: str) -> Provision:
    versions = (replace(v, because_of=keep) if v.because_of in ids else v for v in provision.versions)
    return replace(provision, versions=tuple(versions))


def _each(values: Iterable[_V]) -> tuple[_V, ...]:
    return tuple(dict.fromkeys(values))


def _get(debate: Debate, statement_id: str) -> Statement:
    statement = debate.statements.get(statement_id)
    if statement is None:
        raise EditError("That statement is no longer in the debate. Select another one.")
    return statement


def _revise(debate: Debate, statement_id: str, label: str, **fields: object) -> Edit:
    statement = _get(debate, statement_id)
    return edit_of(label, [Change(statement, replace(statement, **fields))])  # type: ignore[arg-type]
