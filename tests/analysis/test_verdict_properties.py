"""Properties of verdicts on random debates."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.verdicts import Flag, Label, Verdict, Verdicts, WhatIf, evaluate
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import AnyRecord, Relation, Statement, Target

STANDS, FALLS, DISPUTED = Label.STANDS, Label.FALLS, Label.DISPUTED
K = RelationKind


def verdict_of(verdicts: Verdicts, record_id: str) -> Verdict:
    found = verdicts.of(record_id)
    assert found is not None
    return found


RandomDebate = Callable[[int], Debate]
ORDER = {FALLS: 0, DISPUTED: 1, STANDS: 2}
SEEDS = st.integers(0, 10**6)


def all_labels(debate: Debate, what_if: WhatIf = WhatIf()) -> dict[str, Label | None]:  # noqa: B008
    verdicts = evaluate(debate, what_if)
    tables = (verdicts.statements, verdicts.relations, verdicts.provisions)
    return {i: v.label for table in tables for i, v in table.items()}


def with_records(debate: Debate, *records: AnyRecord) -> Debate:
    return Debate([*debate.records(), *records])


def without_records(debate: Debate, ids: Iterable[str]) -> Debate:
    """The debate less these records and every relation that names one of them."""
    gone = set(ids)
    while True:
        more = {r.id for r in debate.relations.values() if r.id not in gone and gone & set(r.references())}
        if not more:
            return Debate(record for record in debate.records() if record.id not in gone)
        gone |= more


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, pick=st.integers(0, 100))
def test_a_new_objection_never_raises_and_fells_what_is_presumed(
    random_debate: RandomDebate, seed: int, pick: int
) -> None:
    debate = random_debate(seed)
    target = sorted([*debate.statements, *debate.provisions])[pick % (len(debate.statements) + len(debate.provisions))]
    on = TargetKind.STATEMENT if target in debate.statements else TargetKind.PROVISION
    objected = with_records(
        debate, Statement("new", StatementKind.OBJECTION), Relation("rnew", K.OBJECTS, ("new",), Target(on, target))
    )
    before, after = all_labels(debate)[target], all_labels(objected)[target]
    assert (before is None) is (after is None)
    if after is not None and before is not None:
        assert ORDER[after] <= ORDER[before]
        assert after is FALLS


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS)
def test_ids_and_order_do_not_matter(random_debate: RandomDebate, seed: int) -> None:
    debate = random_debate(seed)
    source = random.Random(seed)  # noqa: S311
    ids = [*debate.statements, *debate.relations, *debate.provisions]
    names = dict(zip(ids, source.sample(range(10**6), len(ids)), strict=True))
    new = {i: f"{names[i]}x" for i in ids}
    records: list[AnyRecord] = [*debate.authors.values(), *debate.posts.values()]
    records += [replace(p, id=new[p.id]) for p in debate.provisions.values()]
    records += [replace(s, id=new[s.id]) for s in debate.statements.values()]
    records += [
        replace(
            r, id=new[r.id], sources=tuple(new[s] for s in r.sources), target=Target(r.target.kind, new[r.target.id])
        )
        for r in debate.relations.values()
    ]
    source.shuffle(records)
    before, after = evaluate(debate), evaluate(Debate(records))
    for i in ids:
        old, now = verdict_of(before, i), verdict_of(after, new[i])
        assert (now.label, now.flags, now.rank) == (old.label, old.flags, old.rank)
        assert set(now.because) == {new[b] for b in old.because}


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, pick=st.integers(0, 100))
def test_ignoring_is_the_same_as_never_having_been_there(random_debate: RandomDebate, seed: int, pick: int) -> None:
    debate = random_debate(seed)
    ids = [*debate.statements, *debate.provisions]
    gone = ids[pick % len(ids)]
    ignored, never = all_labels(debate, WhatIf(ignore=frozenset({gone}))), all_labels(without_records(debate, [gone]))
    undercuts = {r.id for r in debate.relations.values() if r.id not in never}
    assert never == {i: label for i, label in ignored.items() if i != gone and i not in undercuts}


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS)
def test_removing_what_has_fallen_altogether_changes_nothing(random_debate: RandomDebate, seed: int) -> None:
    debate = random_debate(seed)
    before = all_labels(debate)
    for statement in debate.statements:
        touching = [r for r in debate.relations.values() if statement in r.references()]
        needed = any(r.kind is K.RESTS_ON and statement in r.sources for r in touching)
        if before[statement] is FALLS and not needed and all(before[r.id] is FALLS for r in touching):
            after = all_labels(without_records(debate, [statement]))
            assert after == {i: before[i] for i in after}


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS)
def test_because_names_records_and_begins_with_one_that_fits(random_debate: RandomDebate, seed: int) -> None:
    debate = random_debate(seed)
    verdicts = evaluate(debate)
    for statement in debate.statements.values():
        verdict = verdicts.statements[statement.id]
        assert all(debate.find(i) is not None for i in verdict.because)
        if verdict.label is FALLS and verdict.because:
            first = debate.relations[verdict.because[0]]
            expected = {K.SUPPORTS: FALLS, K.RESTS_ON: FALLS, K.AMENDS: None}.get(first.kind, STANDS)
            assert verdicts.relations[first.id].label is expected
        elif verdict.label is FALLS:
            assert Flag.UNSUPPORTED in verdict.flags
