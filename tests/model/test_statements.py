"""Merging, passages, and what goes when a statement is deleted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.model.debate import Debate, EditError
from argmap.model.edits import statements
from argmap.model.kinds import Extent, RelationKind, StatementKind, TargetKind
from argmap.model.records import Passage, Position, Post, Provision, Relation, Statement, Target, Version


def _claims(*ids: str) -> list[Statement]:
    return [Statement(i, StatementKind.CLAIM, i) for i in ids]


def _on(target: str) -> Target:
    kind = {"s": TargetKind.STATEMENT, "r": TargetKind.RELATION, "v": TargetKind.PROVISION}[target[0]]
    return Target(kind, target)


def _relation(relation_id: str, kind: RelationKind, source: str, target: str, *versions: int) -> Relation:
    return Relation(relation_id, kind, tuple(source.split()), _on(target), versions)


def test_a_merge_unites_passages_topics_and_notes(debate: Debate) -> None:
    debate.apply(statements.set_note(debate, "s6", "see 2019"))
    debate.apply(statements.merge(debate, "s2", ["s4", "s6", "s4"]))
    kept = debate.statements["s2"]
    assert debate.statements.keys().isdisjoint({"s4", "s6"})
    assert [p.post for p in kept.passages] == ["p2", "p2", "p4"]
    assert (kept.topics, kept.note, kept.gist) == (("scope", "enf"), "see 2019", "Every courier bike is faster")


def test_a_merge_re_aims_relations_and_keeps_their_undercuts(debate: Debate) -> None:
    debate.apply(statements.merge(debate, "s4", ["s6"]))
    assert debate.relations["r5"].sources == ("s4",)
    assert debate.relations["r6"].target == _on("r5")
    assert debate.relations["r10"].target == _on("s4")


def test_relations_among_the_merged_go(debate: Debate) -> None:
    debate.apply(statements.merge(debate, "s5", ["s6"]))
    assert "r5" not in debate.relations
    assert "r6" not in debate.relations  # it undercut r5
    assert debate.relations["r9"].sources == ("s9",)


def test_doubles_are_united_with_their_versions_and_what_acts_on_them() -> None:
    objects, undercuts = RelationKind.OBJECTS, RelationKind.UNDERCUTS
    debate = Debate(
        [
            *_claims("s1", "s2", "s3", "s4"),
            Provision("v", versions=(Version(1), Version(2))),
            _relation("r1", objects, "s1", "v", 1),
            _relation("r2", objects, "s2", "v", 2),
            _relation("r3", undercuts, "s3", "r1"),
            _relation("r4", undercuts, "s3", "r2"),
            _relation("r5", undercuts, "s4", "r4"),
        ]
    )
    debate.apply(statements.merge(debate, "s1", ["s2"]))
    assert dict(debate.relations) == {
        "r1": _relation("r1", objects, "s1", "v", 1, 2),
        "r3": _relation("r3", undercuts, "s3", "r1"),
        "r5": _relation("r5", undercuts, "s4", "r3"),
    }


def test_a_double_concession_is_full_when_either_is() -> None:
    concedes, full, partial = RelationKind.CONCEDES, Extent.FULL, Extent.PARTIAL
    debate = Debate(
        [
            *_claims("s1", "s2", "s3"),
            Relation("r1", concedes, ("s1",), _on("s3"), (), partial),
            Relation("r2", concedes, ("s2",), _on("s3"), (), full),
        ]
    )
    debate.apply(statements.merge(debate, "s2", ["s1"]))
    assert dict(debate.relations) == {"r1": Relation("r1", concedes, ("s2",), _on("s3"), (), full)}


def test_linked_premises_that_become_one_are_named_once_and_versions_name_the_kept_one() -> None:
    debate = Debate(
        [
            *_claims("s1", "s2", "s3"),
            Provision("v", versions=(Version(1), Version(2, because_of="s2"))),
            _relation("r1", RelationKind.SUPPORTS, "s1 s2", "s3"),
        ]
    )
    debate.apply(statements.merge(debate, "s1", ["s2"]))
    assert debate.relations["r1"].sources == ("s1",)
    assert debate.provisions["v"].versions[1].because_of == "s1"


def test_doubles_that_were_there_before_and_are_not_touched_stay() -> None:
    about = RelationKind.ABOUT
    others = [_relation("r1", about, "s3", "s4"), _relation("r2", about, "s3", "s4")]
    debate = Debate([*_claims("s1", "s2", "s3", "s4"), *others])
    debate.apply(statements.merge(debate, "s1", ["s2"]))
    assert list(debate.relations) == ["r1", "r2"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_merge_loses_no_words_and_no_link_to_anything_else(
    random_debates: st.SearchStrategy[Debate], data: st.DataObject
) -> None:
    debate = data.draw(random_debates)
    keep, *others = data.draw(st.permutations(list(debate.statements)))[: data.draw(st.integers(2, 4))]
    merged = {keep, *others}

    def said() -> set[Passage]:
        return {p for s in debate.statements.values() for p in s.passages}

    def links() -> set[tuple[object, ...]]:
        """Every link as (kind, sources, target), merged ids replaced, those among the merged and on relations left out."""
        found: set[tuple[object, ...]] = set()
        for relation in debate.relations.values():
            sources = frozenset(keep if s in merged else s for s in relation.sources)
            target = keep if relation.target.id in merged else relation.target.id
            among = sources == {keep} and target == keep
            if not among and relation.target.kind is not TargetKind.RELATION:
                found.add((relation.kind, sources, target))
        return found

    before = (said(), links())
    debate.apply(statements.merge(debate, keep, others))
    assert (said(), links()) == before


def test_deleting_takes_relations_undercuts_and_the_card_with_it(debate: Debate) -> None:
    debate = Debate([*debate.records(), Position("s6", 0, 0)])
    debate.apply(statements.delete(debate, "s6"))
    assert debate.relations.keys().isdisjoint({"r5", "r6", "r10"})
    assert not debate.positions


def test_deleting_one_of_linked_premises_leaves_the_other(debate: Debate) -> None:
    debate.apply(statements.delete(debate, "s9"))
    assert debate.relations["r4"].sources == ("s5",)
    assert "r9" not in debate.relations


def test_deleting_what_caused_a_version_leaves_the_version(debate: Debate) -> None:
    debate.apply(statements.delete(debate, "s3"))
    assert debate.provisions["v1"].versions[1].because_of is None


def test_removing_the_last_passage_takes_the_statement_but_one_that_is_not_there_takes_nothing(debate: Debate) -> None:
    assert not statements.remove_passage(debate, "s9", Passage("p1", 0, 1))  # the analyst's own
    assert not statements.remove_passage(debate, "s1", Passage("p1", 0, 1))
    debate.apply(statements.remove_passage(debate, "s1", debate.statements["s1"].passages[0]))
    assert "s1" not in debate.statements


def test_passages_and_topics_are_never_doubled(debate: Debate) -> None:
    passage = debate.statements["s1"].passages[0]
    assert not statements.add_passage(debate, "s1", passage)
    debate.apply(
        statements.tag(debate, StatementKind.CLAIM, [passage, passage], topics=["enf", "enf"], statement_id="n")
    )
    assert debate.statements["n"].passages == (passage,)
    assert debate.statements["n"].topics == ("enf",)


@pytest.mark.parametrize(
    ("passage", "says"),
    [(Passage("p9", 0, 1), "not there"), (Passage("p1", 5, 5), "5 to 5"), (Passage("p1", 0, 999), "0 to 999")],
)
def test_a_passage_must_lie_in_its_post(debate: Debate, passage: Passage, says: str) -> None:
    with pytest.raises(EditError, match=says):
        debate.apply(statements.tag(debate, StatementKind.CLAIM, [passage]))


def test_an_id_that_something_else_has_is_refused(debate: Debate) -> None:
    with pytest.raises(EditError, match="used twice"):
        debate.apply(statements.tag(debate, StatementKind.CLAIM, statement_id="p1"))
    with pytest.raises(EditError, match="no longer fits"):
        debate.apply(statements.tag(debate, StatementKind.CLAIM, statement_id="s1"))


def test_a_merge_needs_two(debate: Debate) -> None:
    with pytest.raises(EditError, match="two different"):
        statements.merge(debate, "s1", ["s1"])
    assert Debate([Post("p")]).posts["p"].text == ""
