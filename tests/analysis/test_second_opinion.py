"""The verdicts against a second evaluation that shares nothing with the first: the rules of the debate applied directly,
without an argumentation framework, until nothing more follows (the least fixed point in three values, S. C. Kleene,
"Introduction to Metamathematics", 1952, §64)."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from argmap.analysis.verdicts import Label, Verdicts, evaluate
from argmap.model.debate import Debate
from argmap.model.kinds import Burden, Extent, RelationKind, StatementKind, TargetKind, VersionStatus
from argmap.model.records import Relation, Statement, Target

COUNT = 2_000
Truth = bool | None
NAMES: Mapping[Truth, Label] = {True: Label.STANDS, False: Label.FALLS, None: Label.DISPUTED}
FORCE = {
    RelationKind.SUPPORTS,
    RelationKind.RESTS_ON,
    RelationKind.OBJECTS,
    RelationKind.UNDERCUTS,
    RelationKind.CONTRADICTS,
}


def every(values: Iterable[Truth]) -> Truth:
    found = list(values)
    return False if False in found else None if None in found else True


def some(values: Iterable[Truth]) -> Truth:
    found = list(values)
    return True if True in found else None if None in found else False


def opposite(value: Truth) -> Truth:
    return None if value is None else not value


class SecondOpinion:
    """Truth values of statements, provisions and effects, where an effect is (relation id, from, to)."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.relations = list(debate.relations.values())
        self.value: dict[object, Truth] = dict.fromkeys([*debate.statements, *debate.provisions])
        self.effects: list[tuple[str, tuple[str, ...], str]] = []
        for r in self.relations:
            if r.kind in FORCE:
                self.effects.append((r.id, r.sources, r.target.id))
            if r.kind is RelationKind.CONTRADICTS:
                self.effects.append((r.id, (r.target.id,), r.sources[0]))
        self.value.update(dict.fromkeys(self.effects))
        self.off = {effect for effect in self.effects if self.is_off(effect)}
        before = None
        while before != self.value:
            before = dict(self.value)
            self.value = {key: self.rule(key) for key in before}

    def authors(self, statement_ids: Iterable[str]) -> set[str] | None:
        """Who says these, None when somebody is unknown."""
        found: set[str] = set()
        for statement_id in statement_ids:
            passages = self.debate.statements[statement_id].passages
            named = {self.debate.posts[p.post].author for p in passages}
            if not passages or None in named:
                return None
            found |= {a for a in named if a is not None}
        return found

    def has_conceded(self, author: str, what: str) -> bool:
        for r in self.relations:
            if r.kind is RelationKind.CONCEDES and r.target.id == what and r.extent is not Extent.PARTIAL:
                if what in self.debate.provisions and not self.is_current(r):
                    continue
                for s in r.sources:
                    if any(self.debate.posts[p.post].author == author for p in self.debate.statements[s].passages):
                        return True
        return False

    def is_current(self, r: Relation) -> bool:
        now = self.debate.provisions[r.target.id].versions[-1].number
        return r.versions == () or now in r.versions

    def is_off(self, effect: tuple[str, tuple[str, ...], str]) -> bool:
        r = self.debate.relations[effect[0]]
        if r.target.kind is TargetKind.PROVISION and not self.is_current(r):
            return True
        if r.kind in (RelationKind.SUPPORTS, RelationKind.RESTS_ON):
            return False
        who = self.authors(effect[1])
        if not who:
            return False
        if r.kind is not RelationKind.UNDERCUTS:
            return all(self.has_conceded(author, effect[2]) for author in who)
        hit = self.debate.relations[r.target.id]
        if hit.target.kind is not TargetKind.STATEMENT:
            return False
        passages = self.debate.statements[hit.target.id].passages
        owners = {self.debate.posts[p.post].author for p in passages}
        return who <= owners and all(self.has_conceded(a, s) for a in who for s in hit.sources)

    def rule(self, key: object) -> Truth:
        if isinstance(key, tuple):
            if key in self.off:
                return False
            undercuts = [e for e in self.effects if self.is_undercut(e[0]) and e[2] == key[0]]
            return every([*(self.value[s] for s in key[1]), *(opposite(self.value[u]) for u in undercuts)])
        amended = (r.kind is RelationKind.AMENDS and r.target.id == key for r in self.relations)
        if key in self.debate.statements and any(amended):
            return False
        kinds = {r.id: r.kind for r in self.relations}
        into = [e for e in self.effects if e[2] == key]
        attacks = [e for e in into if kinds[e[0]] in (RelationKind.OBJECTS, RelationKind.CONTRADICTS)]
        premises = [e for e in into if kinds[e[0]] is RelationKind.RESTS_ON and e not in self.off]
        supports = [e for e in into if kinds[e[0]] is RelationKind.SUPPORTS]
        needed = [*(opposite(self.value[e]) for e in attacks), *(self.value[e] for e in premises)]
        statement = self.debate.statements.get(str(key))
        if statement is not None and statement.burden is Burden.MUST_BE_SHOWN:
            needed.append(some(self.value[e] for e in supports))
        return every(needed)

    def is_undercut(self, relation_id: str) -> bool:
        return self.debate.relations[relation_id].kind is RelationKind.UNDERCUTS

    def label(self, record_id: str) -> Label | None:
        statement = self.debate.statements.get(record_id)
        provision = self.debate.provisions.get(record_id)
        if record_id in self.debate.relations:
            halves = [self.value[e] for e in self.effects if e[0] == record_id]
            return NAMES[some(halves)] if halves else None
        if statement is not None and statement.kind is StatementKind.QUESTION:
            return None
        if provision is not None and provision.versions[-1].status is VersionStatus.WITHDRAWN:
            return None
        return NAMES[self.value[record_id]]


def labels(verdicts: Verdicts) -> dict[str, Label | None]:
    tables = (verdicts.statements, verdicts.relations, verdicts.provisions)
    return {record_id: verdict.label for table in tables for record_id, verdict in table.items()}


def test_both_evaluations_agree(random_debate: Callable[[int], Debate]) -> None:
    seen: dict[tuple[str, Label | None], int] = {}
    switched_off = 0
    for seed in range(COUNT):
        debate = random_debate(seed)
        opinion = SecondOpinion(debate)
        found = labels(evaluate(debate))
        assert found == {record_id: opinion.label(record_id) for record_id in found}, f"seed {seed}"
        switched_off += len(opinion.off)
        for record_id, label in found.items():
            seen[record_id[0], label] = seen.get((record_id[0], label), 0) + 1
    assert switched_off > COUNT / 10
    rare = {(table, label) for table in "srv" for label in (*Label, None) if seen.get((table, label), 0) < COUNT / 50}
    assert not rare, "the random debates test too little"


@pytest.mark.corpus
def test_equals_the_typed_maps(corpus: Path) -> None:
    kinds = {"requires": "rests_on"}
    names = {"undecided": "disputed"}
    cases = json.loads((corpus / "af" / "typed_maps_dev.json").read_text(encoding="utf-8"))
    assert cases
    for case in cases:
        statements = [
            Statement(
                f"c:{claim}",
                StatementKind.CLAIM,
                burden=Burden.MUST_BE_SHOWN if burden == "burden" else Burden.PRESUMED,
            )
            for claim, burden in case["claims"].items()
        ]
        relations = []
        for name, plain in case["relations"].items():
            undercuts = plain["type"] == "undercuts"
            kind = TargetKind.RELATION if undercuts else TargetKind.STATEMENT
            target = Target(kind, f"{'r' if undercuts else 'c'}:{plain['target']}")
            sources = tuple(dict.fromkeys(f"c:{claim}" for claim in plain["sources"]))
            relations.append(
                Relation(f"r:{name}", RelationKind(kinds.get(plain["type"], plain["type"])), sources, target)
            )
        found = labels(evaluate(Debate([*statements, *relations])))
        assert found == {record_id: names.get(label, label) for record_id, label in case["labels"].items()}
