"""Verdicts: each rule on the smallest map that shows it, flags, suppositions."""

import json
from dataclasses import replace

import pytest

from argmap.analysis.verdicts import Flag, Label, Verdict, WhatIf, changed, evaluate, to_plain
from argmap.model.debate import Debate
from argmap.model.edits import provisions, relations
from argmap.model.kinds import Burden, Extent, RelationKind, StatementKind, TargetKind, VersionStatus
from argmap.model.records import AnyRecord, Author, Passage, Post, Provision, Relation, Statement, Target, Version

STANDS, FALLS, DISPUTED = Label.STANDS, Label.FALLS, Label.DISPUTED
K = RelationKind


def claim(statement_id: str, *authors: str, burden: Burden = Burden.PRESUMED) -> Statement:
    """A claim made by these authors; "?" is an unknown one, none makes it the analyst's own."""
    return Statement(
        statement_id, StatementKind.CLAIM, statement_id, tuple(Passage(f"p{a}", 0, 4) for a in authors), burden=burden
    )


def shown(statement_id: str) -> Statement:
    return claim(statement_id, burden=Burden.MUST_BE_SHOWN)


def question(statement_id: str) -> Statement:
    return Statement(statement_id, StatementKind.QUESTION, statement_id)


def rel(
    relation_id: str, kind: RelationKind, sources: str, target: str, *versions: int, partial: bool = False
) -> Relation:
    """A relation; its target is a relation, provision or statement by the first letter of its id: r, v or another."""
    on = {"r": TargetKind.RELATION, "v": TargetKind.PROVISION}.get(target[0], TargetKind.STATEMENT)
    extent = (Extent.PARTIAL if partial else Extent.FULL) if kind is K.CONCEDES else None
    return Relation(relation_id, kind, tuple(sources.split()), Target(on, target), versions, extent)


def provision(*statuses: VersionStatus) -> Provision:
    return Provision("v", citation="§ 1", versions=tuple(Version(n, status=s) for n, s in enumerate(statuses, 1)))


def debate_of(*records: AnyRecord) -> Debate:
    people = [Author("ada", "Ada"), Author("bo", "Bo")]
    posts = [Post("pada", author="ada", text="words"), Post("pbo", author="bo", text="words"), Post("p?", text="words")]
    return Debate([*people, *posts, *records])


def labels(debate: Debate, ids: str, what_if: WhatIf = WhatIf()) -> list[Label | None]:  # noqa: B008
    verdicts = evaluate(debate, what_if)
    return [_of(verdicts.of(i)).label for i in ids.split()]


def flags(debate: Debate, record_id: str, what_if: WhatIf = WhatIf()) -> list[str]:  # noqa: B008
    return list(_of(evaluate(debate, what_if).of(record_id)).flags)


def _of(verdict: Verdict | None) -> Verdict:
    assert verdict is not None
    return verdict


PROPOSED, AMENDED, WITHDRAWN, ADOPTED = (
    VersionStatus.PROPOSED,
    VersionStatus.AMENDED,
    VersionStatus.WITHDRAWN,
    VersionStatus.ADOPTED,
)


# rules


def test_an_empty_debate_has_no_verdicts() -> None:
    verdicts = evaluate(Debate())
    assert (verdicts.statements, verdicts.relations, verdicts.provisions) == ({}, {}, {})


def test_an_objection_fells_and_an_objection_to_it_restores() -> None:
    debate = debate_of(claim("a"), claim("b"), claim("c"), rel("r1", K.OBJECTS, "b", "a"))
    assert labels(debate, "a b r1") == [FALLS, STANDS, STANDS]
    debate = debate_of(*debate.statements.values(), *debate.relations.values(), rel("r2", K.OBJECTS, "c", "b"))
    assert labels(debate, "a b c r1 r2") == [STANDS, FALLS, STANDS, FALLS, STANDS]


def test_an_undercut_hits_the_relation_and_leaves_its_source() -> None:
    debate = debate_of(
        *map(claim, "abcd"),
        rel("r1", K.OBJECTS, "b", "a"),
        rel("r2", K.UNDERCUTS, "c", "r1"),
    )
    assert labels(debate, "a b r1") == [STANDS, STANDS, FALLS]
    again = debate_of(*debate.statements.values(), *debate.relations.values(), rel("r3", K.UNDERCUTS, "d", "r2"))
    assert labels(again, "a b r1 r2") == [FALLS, STANDS, STANDS, FALLS]


def test_linked_premises_act_only_together() -> None:
    linked = [*map(claim, "abcd"), rel("r1", K.OBJECTS, "b c", "a")]
    assert labels(debate_of(*linked), "a r1") == [FALLS, STANDS]
    assert labels(debate_of(*linked, rel("r2", K.OBJECTS, "d", "c")), "a r1 b c") == [STANDS, FALLS, STANDS, FALLS]


def test_what_rests_on_a_premise_falls_with_it_or_with_the_link() -> None:
    rests = [*map(claim, "abcd"), rel("r1", K.RESTS_ON, "b", "a")]
    assert labels(debate_of(*rests), "a b r1") == [STANDS, STANDS, STANDS]
    assert labels(debate_of(*rests, rel("r2", K.OBJECTS, "c", "b")), "a b r1") == [FALLS, FALLS, FALLS]
    assert labels(debate_of(*rests, rel("r2", K.UNDERCUTS, "c", "r1")), "a b r1") == [FALLS, STANDS, FALLS]


def test_support_lifts_only_what_must_be_shown() -> None:
    assert labels(debate_of(claim("a"), claim("b"), rel("r1", K.SUPPORTS, "b", "a")), "a") == [STANDS]
    assert labels(debate_of(shown("a")), "a") == [FALLS]
    supported = [shown("a"), *map(claim, "bcd"), rel("r1", K.SUPPORTS, "b", "a")]
    assert labels(debate_of(*supported), "a") == [STANDS]
    fallen = [*supported, rel("r2", K.OBJECTS, "c", "b")]
    assert labels(debate_of(*fallen), "a") == [FALLS]
    assert labels(debate_of(*fallen, rel("r3", K.SUPPORTS, "d", "a")), "a") == [STANDS]  # one standing reason is enough
    assert labels(debate_of(*supported, rel("r3", K.OBJECTS, "d", "a")), "a") == [FALLS]  # but it does not outweigh


def test_a_contradiction_is_two_objections_undercut_together() -> None:
    both = [*map(claim, "abcd"), rel("r1", K.CONTRADICTS, "a", "b")]
    assert labels(debate_of(*both), "a b r1") == [DISPUTED, DISPUTED, DISPUTED]
    assert labels(debate_of(*both, rel("r2", K.OBJECTS, "c", "a")), "a b r1") == [FALLS, STANDS, STANDS]
    assert labels(debate_of(*both, rel("r2", K.OBJECTS, "c", "b")), "a b r1") == [STANDS, FALLS, STANDS]
    assert labels(debate_of(*both, rel("r2", K.UNDERCUTS, "c", "r1")), "a b r1") == [STANDS, STANDS, FALLS]
    neither = [rel("r2", K.OBJECTS, "c", "a"), rel("r3", K.OBJECTS, "d", "b")]
    assert labels(debate_of(*both, *neither), "a b r1") == [FALLS, FALLS, FALLS]


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_a_circle_of_objections_is_disputed(length: int) -> None:
    ids = "abcd"[:length]
    ring = [rel(f"r{n}", K.OBJECTS, i, ids[(n + 1) % length]) for n, i in enumerate(ids)]
    debate = debate_of(*map(claim, ids), *ring)
    assert labels(debate, " ".join(ids)) == [DISPUTED] * length


def test_provisions_are_objected_to_like_statements_and_do_not_pull_each_other_down() -> None:
    child = Provision("v2", "v", "§ 1(a)")
    debate = debate_of(provision(PROPOSED), child, claim("a"), rel("r1", K.OBJECTS, "a", "v"))
    assert labels(debate, "v v2") == [FALLS, STANDS]


def test_an_attack_on_a_provision_counts_for_the_versions_that_it_names() -> None:
    amended = [provision(PROPOSED, AMENDED), claim("a")]
    assert labels(debate_of(*amended, rel("r1", K.OBJECTS, "a", "v", 1)), "v r1") == [STANDS, FALLS]
    assert labels(debate_of(*amended, rel("r1", K.OBJECTS, "a", "v", 1, 2)), "v r1") == [FALLS, STANDS]
    assert labels(debate_of(*amended, rel("r1", K.OBJECTS, "a", "v")), "v r1") == [FALLS, STANDS]
    assert labels(debate_of(*amended, rel("r1", K.RESTS_ON, "a", "v", 1), rel("r2", K.OBJECTS, "a", "a")), "v") == [
        STANDS
    ]


def test_amending_retires_the_objections_until_they_are_carried_over() -> None:
    debate = debate_of(provision(PROPOSED), claim("a"), rel("r1", K.OBJECTS, "a", "v"))
    assert labels(debate, "v") == [FALLS]
    debate.apply(provisions.add_version(debate, "v", text="softer"))
    assert labels(debate, "v r1") == [STANDS, FALLS]
    assert flags(debate, "v") == ["amended"]
    assert flags(debate, "r1") == ["amended"]
    debate.apply(relations.carry_over(debate, ["r1"], 2))
    assert labels(debate, "v r1") == [FALLS, STANDS]


def test_withdrawn_provisions_questions_and_relations_without_force_have_no_label() -> None:
    debate = debate_of(
        provision(PROPOSED, WITHDRAWN),
        question("q"),
        claim("a"),
        rel("r1", K.ABOUT, "q", "v"),
        rel("r2", K.ANSWERS, "a", "q"),
        rel("r3", K.CONCEDES, "a", "v"),
        rel("r4", K.AMENDS, "a", "v"),
        rel("r5", K.OBJECTS, "a", "v", 1, 2),
    )
    assert labels(debate, "v q r1 r2 r3 r4 r5") == [None, None, None, None, None, None, STANDS]
    assert flags(debate, "v") == ["conceded", "withdrawn"]


def test_a_question_counts_by_its_relations() -> None:
    asked = [claim("a"), question("q"), claim("b"), rel("r1", K.OBJECTS, "q", "a")]
    assert labels(debate_of(*asked), "a q") == [FALLS, None]
    assert labels(debate_of(*asked, rel("r2", K.OBJECTS, "b", "q")), "a q") == [STANDS, None]


def test_an_amended_statement_falls() -> None:
    debate = debate_of(
        claim("a"), claim("b"), claim("c"), rel("r1", K.AMENDS, "b", "a"), rel("r2", K.OBJECTS, "a", "c")
    )
    assert labels(debate, "a b c r1") == [FALLS, STANDS, STANDS, None]
    verdict = evaluate(debate).statements["a"]
    assert (verdict.flags, verdict.because) == ((Flag.AMENDED,), ("r1", "b"))


# concessions

ATTACK = [claim("a", "bo"), claim("b", "ada"), claim("c", "ada"), rel("r1", K.OBJECTS, "b", "a")]


def test_a_full_concession_switches_off_what_its_author_said_against() -> None:
    debate = debate_of(*ATTACK, rel("r2", K.CONCEDES, "c", "a"))
    assert labels(debate, "a b r1 r2") == [STANDS, STANDS, FALLS, None]
    assert (flags(debate, "a"), flags(debate, "r1")) == (["conceded"], ["conceded"])
    assert evaluate(debate).relations["r1"].because == ("r2", "c")


def test_a_partial_concession_switches_nothing_off() -> None:
    debate = debate_of(*ATTACK, rel("r2", K.CONCEDES, "c", "a", partial=True))
    assert labels(debate, "a r1") == [FALLS, STANDS]
    assert flags(debate, "a") == ["partly conceded"]


def test_a_concession_without_an_extent_is_full() -> None:
    debate = debate_of(*ATTACK, replace(rel("r2", K.CONCEDES, "c", "a"), extent=None))
    assert labels(debate, "a") == [STANDS]


def test_a_full_concession_covers_a_partial_one() -> None:
    partial = rel("r3", K.CONCEDES, "c", "a", partial=True)
    assert flags(debate_of(*ATTACK, rel("r2", K.CONCEDES, "c", "a"), partial), "a") == ["conceded"]


@pytest.mark.parametrize(
    ("who", "off"),
    [(["ada"], True), (["bo"], False), (["ada", "bo"], False), (["ada", "?"], False), (["?"], False), ([], False)],
)
def test_only_attacks_whose_authors_have_all_conceded_are_off(who: list[str], off: bool) -> None:
    debate = debate_of(
        claim("a"), claim("b", *who), claim("c", "ada"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.CONCEDES, "c", "a")
    )
    assert labels(debate, "a r1") == ([STANDS, FALLS] if off else [FALLS, STANDS])


def test_authors_may_concede_one_after_another() -> None:
    debate = debate_of(
        claim("a"),
        claim("b", "ada", "bo"),
        claim("c", "ada"),
        claim("d", "bo"),
        rel("r1", K.OBJECTS, "b", "a"),
        rel("r2", K.CONCEDES, "c", "a"),
        rel("r3", K.CONCEDES, "d", "a"),
    )
    assert labels(debate, "a r1") == [STANDS, FALLS]


def test_an_unknown_author_switches_off_nothing() -> None:
    debate = debate_of(
        claim("a"), claim("b", "?"), claim("c", "?"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.CONCEDES, "c", "a")
    )
    assert labels(debate, "a r1") == [FALLS, STANDS]
    assert flags(debate, "a") == ["conceded"]


def test_a_concession_switches_off_one_half_of_a_contradiction() -> None:
    for source, target in ("ab", "ba"):
        debate = debate_of(
            claim("a", "bo"), claim("b", "ada"), claim("c", "ada"),
            rel("r1", K.CONTRADICTS, source, target), rel("r2", K.CONCEDES, "c", "a"),
        )  # fmt: skip
        assert labels(debate, "a b r1") == [STANDS, FALLS, STANDS]


def test_a_concession_covers_undercuts_of_what_was_conceded_against_the_same_author() -> None:
    conceded = [
        claim("mine", "ada"), claim("theirs", "bo"), claim("so", "ada"), claim("yes", "ada"),
        rel("r1", K.OBJECTS, "theirs", "mine"), rel("r2", K.UNDERCUTS, "so", "r1"),
    ]  # fmt: skip
    assert labels(debate_of(*conceded), "mine r2") == [STANDS, STANDS]
    assert labels(debate_of(*conceded, rel("r3", K.CONCEDES, "yes", "theirs")), "mine r2") == [FALLS, FALLS]
    others = [replace(conceded[0], passages=(Passage("pbo", 0, 4),)), *conceded[1:]]
    assert labels(debate_of(*others, rel("r3", K.CONCEDES, "yes", "theirs")), "mine r2") == [STANDS, STANDS]


def test_a_concession_to_an_old_version_says_nothing_of_the_new_one() -> None:
    said = [provision(PROPOSED, AMENDED), claim("a", "ada"), claim("b", "ada"), rel("r1", K.OBJECTS, "a", "v", 1, 2)]
    assert labels(debate_of(*said, rel("r2", K.CONCEDES, "b", "v", 1)), "v") == [FALLS]
    assert labels(debate_of(*said, rel("r2", K.CONCEDES, "b", "v", 2)), "v") == [STANDS]


# flags


def test_an_objection_is_unanswered_until_something_attacks_or_answers_it_or_its_relation() -> None:
    said = [*map(claim, "abc"), rel("r1", K.OBJECTS, "b", "a")]
    assert flags(debate_of(*said), "b") == ["unanswered"]
    assert flags(debate_of(*said), "a") == []
    for reply in (
        rel("r2", K.OBJECTS, "c", "b"),
        rel("r2", K.CONTRADICTS, "c", "b"),
        rel("r2", K.CONTRADICTS, "b", "c"),
        rel("r2", K.ANSWERS, "c", "b"),
        rel("r2", K.ANSWERS, "c", "r1"),
        rel("r2", K.UNDERCUTS, "c", "r1"),
    ):
        assert flags(debate_of(*said, reply), "b") == ["answered"], reply
    for silence in (rel("r2", K.SUPPORTS, "c", "b"), rel("r2", K.ABOUT, "c", "b"), rel("r2", K.OBJECTS, "b", "b")):
        assert flags(debate_of(*said, silence), "b") == ["unanswered"], silence


def test_a_concession_meets_an_objection_without_answering_it() -> None:
    said = [*map(claim, "abc"), rel("r1", K.OBJECTS, "b", "a")]
    assert flags(debate_of(*said, rel("r2", K.CONCEDES, "c", "b")), "b") == ["conceded"]
    assert flags(debate_of(*said, rel("r2", K.CONCEDES, "c", "b", partial=True)), "b") == ["partly conceded"]


def test_an_objection_is_unanswered_while_any_of_its_relations_is() -> None:
    said = [*map(claim, "abcd"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "b", "d")]
    assert flags(debate_of(*said, rel("r3", K.UNDERCUTS, "c", "r1")), "b") == ["unanswered"]
    assert flags(debate_of(*said, rel("r3", K.OBJECTS, "c", "b")), "b") == ["answered"]


def test_what_was_amended_or_withdrawn_wants_no_answer() -> None:
    objection = rel("r1", K.OBJECTS, "a", "v", 1)
    assert flags(debate_of(provision(PROPOSED, AMENDED), claim("a"), objection), "a") == []
    assert flags(debate_of(provision(PROPOSED, AMENDED), claim("a"), replace(objection, versions=(1, 2))), "a") == [
        "unanswered"
    ]
    assert flags(debate_of(provision(WITHDRAWN), claim("a"), objection), "a") == []
    amended = [*map(claim, "abc"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.AMENDS, "c", "a")]
    assert flags(debate_of(*amended), "b") == []
    assert flags(debate_of(*map(claim, "abc"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.AMENDS, "c", "b")), "b") == [
        "amended"
    ]


def test_an_amendment_of_a_provision_is_read_off_its_versions() -> None:
    said = [provision(PROPOSED), claim("a"), claim("b"), rel("r1", K.OBJECTS, "a", "v"), rel("r2", K.AMENDS, "b", "v")]
    assert labels(debate_of(*said), "v") == [FALLS]
    assert flags(debate_of(*said), "v") == []
    assert flags(debate_of(*said), "a") == ["unanswered"]


def test_a_question_is_open_or_answered() -> None:
    assert flags(debate_of(question("q"), claim("a")), "q") == []
    assert flags(debate_of(question("q"), claim("a"), rel("r1", K.ANSWERS, "a", "q")), "q") == ["answered"]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([PROPOSED], []),
        ([PROPOSED, AMENDED], ["amended"]),
        ([PROPOSED, PROPOSED], ["amended"]),
        ([PROPOSED, ADOPTED], []),
        ([PROPOSED, AMENDED, ADOPTED], ["amended"]),
        ([PROPOSED, WITHDRAWN], ["withdrawn"]),
        ([PROPOSED, AMENDED, WITHDRAWN], ["amended", "withdrawn"]),
        ([PROPOSED, WITHDRAWN, PROPOSED], ["amended"]),
    ],
)
def test_what_became_of_a_provision(statuses: list[VersionStatus], expected: list[str]) -> None:
    assert flags(debate_of(provision(*statuses)), "v") == expected


def test_unsupported_is_what_must_be_shown_and_is_not() -> None:
    assert flags(debate_of(shown("a")), "a") == ["unsupported"]
    assert flags(debate_of(claim("a")), "a") == []
    assert flags(debate_of(shown("a"), claim("b"), rel("r1", K.SUPPORTS, "b", "a")), "a") == []


def test_resting_on_oneself_is_circular_and_disputed() -> None:
    ring = [rel("r1", K.RESTS_ON, "a", "b"), rel("r2", K.RESTS_ON, "b", "c"), rel("r3", K.RESTS_ON, "c", "a")]
    debate = debate_of(*map(claim, "abcd"), *ring, rel("r4", K.RESTS_ON, "a", "d"))
    assert labels(debate, "a b c d") == [DISPUTED] * 4
    assert [flags(debate, i) for i in "abcd"] == [["circular"]] * 3 + [[]]
    assert flags(debate_of(claim("a"), rel("r1", K.RESTS_ON, "a", "a")), "a") == ["circular"]


def test_what_must_be_shown_cannot_show_itself() -> None:
    ring = [shown("a"), shown("b"), rel("r1", K.SUPPORTS, "a", "b"), rel("r2", K.SUPPORTS, "b", "a")]
    assert labels(debate_of(*ring), "a b") == [DISPUTED, DISPUTED]
    assert flags(debate_of(*ring), "a") == ["circular"]
    helped = [*ring, claim("c"), rel("r3", K.SUPPORTS, "c", "a")]
    assert labels(debate_of(*helped), "a b") == [STANDS, STANDS]
    assert flags(debate_of(*helped), "a") == []


# because, rank, JSON


def test_because_names_the_deciders() -> None:
    debate = debate_of(
        shown("s"), *map(claim, "abcdef"),
        rel("r1", K.OBJECTS, "b c", "a"), rel("r2", K.OBJECTS, "d", "b"), rel("r3", K.UNDERCUTS, "e", "r2"),
        rel("r4", K.RESTS_ON, "a", "f"), rel("r5", K.SUPPORTS, "b", "s"), rel("r6", K.SUPPORTS, "a", "s"),
    )  # fmt: skip
    verdicts = evaluate(debate)
    because = {i: _of(verdicts.of(i)).because for i in ["a", "b", "c", "d", "f", "s", "r1", "r2", "r3", "r4"]}
    assert because["a"] == ("r1", "b", "c")
    assert because["b"] == ("r2", "d")
    assert because["c"] == because["d"] == ()
    assert because["f"] == ("r4", "a")
    assert because["s"] == ("r5", "b")
    assert because["r1"] == ("b", "c")
    assert because["r2"] == ("r3", "e")
    assert because["r3"] == ("e",)
    assert because["r4"] == ("a",)


def test_the_shortest_decider_of_what_falls_and_the_longest_of_what_stands_come_first() -> None:
    debate = debate_of(
        *map(claim, "abcdefg"),
        rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "c", "b"), rel("r3", K.OBJECTS, "d", "c"),
        rel("r4", K.OBJECTS, "e", "a"),
        rel("r5", K.OBJECTS, "c", "g"), rel("r6", K.OBJECTS, "f", "g"), rel("r7", K.OBJECTS, "b", "f"),
    )  # fmt: skip
    verdicts = evaluate(debate)
    assert verdicts.statements["a"].because == ("r4", "e", "r1", "b")
    assert verdicts.statements["g"].because == ("r6", "f", "r5", "c")
    ranks = {i: v.rank for i, v in verdicts.statements.items()}
    assert ranks["d"] == ranks["e"] == 1
    assert ranks["c"] < ranks["b"]


def test_the_plain_form_is_json(debate: Debate) -> None:
    plain = to_plain(evaluate(debate))
    assert json.loads(json.dumps(plain)) == plain
    assert list(plain) == ["statements", "relations", "provisions"]
    assert plain["provisions"]["v1"] == {"label": "falls", "flags": ["amended"], "because": ["r3", "s4"]}
    assert plain["relations"]["r1"] == {"label": "falls", "flags": ["amended"], "because": ["v1"]}
    assert plain["relations"]["r8"] == {"label": None, "flags": [], "because": []}
    assert plain["statements"]["s2"] == {"label": "stands", "flags": ["conceded"], "because": []}
    assert plain["statements"]["s4"]["flags"] == ["unanswered"]
    assert plain["statements"]["s7"] == {"label": None, "flags": ["answered"], "because": []}
    assert plain["statements"]["s5"] == {"label": "disputed", "flags": [], "because": ["r5", "s6"]}


# suppositions


def test_supposing_that_something_was_never_said() -> None:
    debate = debate_of(*map(claim, "abcd"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.RESTS_ON, "c", "d"))
    assert labels(debate, "a b r1", WhatIf(ignore=frozenset("b"))) == [STANDS, None, None]
    assert labels(debate, "a b r1", WhatIf(ignore=frozenset({"r1"}))) == [STANDS, STANDS, None]
    assert labels(debate, "d r2", WhatIf(ignore=frozenset("c"))) == [STANDS, None]


def test_supposing_that_something_stands_or_falls() -> None:
    debate = debate_of(*map(claim, "abc"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "a", "c"))
    assert labels(debate, "a c", WhatIf(accept=frozenset("a"))) == [STANDS, FALLS]
    assert labels(debate, "a b", WhatIf(reject=frozenset("b"))) == [STANDS, FALLS]
    assert labels(debate, "a r1", WhatIf(reject=frozenset({"r1"}))) == [STANDS, FALLS]
    assert labels(debate, "a", WhatIf(accept=frozenset("a"), reject=frozenset("a"))) == [STANDS]
    assert labels(debate_of(shown("a")), "a", WhatIf(accept=frozenset("a"))) == [STANDS]
    both = debate_of(claim("a"), claim("b"), rel("r1", K.CONTRADICTS, "a", "b"))
    assert labels(both, "a b r1", WhatIf(reject=frozenset({"r1"}))) == [STANDS, STANDS, FALLS]


def test_supposing_that_authors_had_kept_silent() -> None:
    debate = debate_of(
        claim("a", "bo"), claim("b", "ada"), claim("c", "ada", "bo"), claim("d"), claim("e", "?"),
        rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "c", "d"),
    )  # fmt: skip
    assert labels(debate, "a b c d e", WhatIf(without_authors=frozenset({"ada"}))) == [
        STANDS,
        None,
        STANDS,
        FALLS,
        STANDS,
    ]
    nobody = WhatIf(without_authors=frozenset({"ada", "bo"}))
    assert labels(debate, "a b c d e", nobody) == [None, None, None, STANDS, STANDS]


def test_silent_authors_concede_nothing() -> None:
    debate = debate_of(
        claim("a"),
        claim("b", "bo"),
        claim("c", "ada", "bo"),
        rel("r1", K.OBJECTS, "b", "a"),
        rel("r2", K.CONCEDES, "c", "a"),
    )
    assert labels(debate, "a") == [STANDS]
    without_ada = WhatIf(without_authors=frozenset({"ada"}))
    assert labels(debate, "a", without_ada) == [STANDS]
    assert labels(debate, "a", WhatIf(ignore=frozenset("c"))) == [FALLS]


def test_supposing_that_everything_conceded_stands() -> None:
    debate = debate_of(
        claim("a", "bo"),
        claim("b", "bo"),
        claim("c", "?"),
        rel("r1", K.OBJECTS, "b", "a"),
        rel("r2", K.CONCEDES, "c", "a"),
    )
    assert labels(debate, "a") == [FALLS]
    assert labels(debate, "a", WhatIf(accept_conceded=True)) == [STANDS]


def test_changed_lists_the_other_labels() -> None:
    debate = debate_of(*map(claim, "abc"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "a", "c"))
    before, after = evaluate(debate), evaluate(debate, WhatIf(reject=frozenset("b")))
    assert changed(before, after) == {
        "a": (FALLS, STANDS), "b": (STANDS, FALLS), "c": (STANDS, FALLS), "r1": (STANDS, FALLS), "r2": (FALLS, STANDS),
    }  # fmt: skip
    assert changed(before, before) == {}


# depth


@pytest.mark.parametrize("kind", [K.OBJECTS, K.RESTS_ON])
def test_fifty_thousand_deep(kind: RelationKind) -> None:
    count = 50_000
    chain = [rel(f"r{n}", kind, f"s{n + 1}", f"s{n}") for n in range(count - 1)]
    statements = [claim(f"s{n}") for n in range(count)]
    verdicts = evaluate(debate_of(*statements, *chain))
    assert verdicts.statements["s0"].label is (FALLS if kind is K.OBJECTS else STANDS)
    assert verdicts.statements["s0"].rank > count
    ring = evaluate(debate_of(*statements, *chain, rel("rx", kind, "s0", f"s{count - 1}")))
    assert ring.statements["s0"].label is DISPUTED
    assert (Flag.CIRCULAR in ring.statements["s0"].flags) is (kind is K.RESTS_ON)
