"""Reasons: the words for each way to stand, fall or be disputed, and that every chain ends."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.reasons import Reason, explain, in_words, sentences
from argmap.analysis.verdicts import Label, WhatIf, evaluate
from argmap.model.debate import Debate
from argmap.model.edits import statements
from argmap.model.kinds import Burden, Extent, RelationKind, StatementKind, TargetKind, VersionStatus
from argmap.model.records import AnyRecord, Author, Passage, Post, Provision, Relation, Statement, Target, Version

K = RelationKind


def claim(statement_id: str, *, author: str = "", must_be_shown: bool = False) -> Statement:
    burden = Burden.MUST_BE_SHOWN if must_be_shown else Burden.PRESUMED
    passages = (Passage("post", 0, 4),) if author else ()
    return Statement(statement_id, StatementKind.CLAIM, statement_id.upper(), passages, burden=burden)


def rel(relation_id: str, kind: RelationKind, sources: str, target: str, *versions: int) -> Relation:
    on = {"r": TargetKind.RELATION, "v": TargetKind.PROVISION}.get(target[0], TargetKind.STATEMENT)
    extent = Extent.FULL if kind is K.CONCEDES else None
    return Relation(relation_id, kind, tuple(sources.split()), Target(on, target), versions, extent)


def told(ids: str, *records: AnyRecord, what_if: WhatIf = WhatIf()) -> str:  # noqa: B008
    """Why the first of these claims has its verdict; further records complete the debate."""
    people = (Author("ada", "Ada"), Post("post", author="ada", text="words"))
    given_ids = {record.id for record in records}
    debate = Debate([*people, *(claim(i) for i in ids if i not in given_ids), *records])
    return in_words(debate, evaluate(debate, what_if), ids[0])


@pytest.mark.parametrize(
    ("expected", "ids", "records"),
    [
        ("It stands because nobody objects to it.", "a", []),
        (
            "It falls because “B” objects to it and stands. “B” stands because nobody has answered it.",
            "ab",
            [rel("r1", K.OBJECTS, "b", "a")],
        ),
        (
            "It falls because “B” and “C” object to it and stand. “B” stands because nobody has answered it.",
            "abc",
            [rel("r1", K.OBJECTS, "b c", "a")],
        ),
        (
            "It stands although “B” objects to it, for that falls. “B” falls because “C” objects to it and stands. "
            "“C” stands because nobody has answered it.",
            "abc",
            [rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "c", "b")],
        ),
        (
            "It stands although “B” objects to it, for “C” undercuts that. “C” stands because nobody has answered it.",
            "abc",
            [rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.UNDERCUTS, "c", "r1")],
        ),
        (
            "It falls because “B” objects to it and stands. The objection from “B” holds although “C” undercuts it, for that "
            "falls. “C” falls because “D” objects to it and stands. “D” stands because nobody has answered it.",
            "abcd",
            [rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.UNDERCUTS, "c", "r1"), rel("r3", K.OBJECTS, "d", "c")],
        ),
        (
            "It falls because its premise “B” falls. “B” falls because “C” objects to it and stands. "
            "“C” stands because nobody has answered it.",
            "abc",
            [rel("r1", K.RESTS_ON, "b", "a"), rel("r2", K.OBJECTS, "c", "b")],
        ),
        (
            "It falls because its link to the premise “B” has no effect: “C” undercuts it. "
            "“C” stands because nobody has answered it.",
            "abc",
            [rel("r1", K.RESTS_ON, "b", "a"), rel("r2", K.UNDERCUTS, "c", "r1")],
        ),
        (
            "It stands because what it rests on, “B”, does. “B” stands because nobody objects to it.",
            "ab",
            [rel("r1", K.RESTS_ON, "b", "a")],
        ),
        ("It falls because it must be shown and nothing supports it.", "a", [claim("a", must_be_shown=True)]),
        (
            "It falls because it must be shown and nothing that supports it stands. “B” falls because “C” objects to it and "
            "stands. “C” stands because nobody has answered it.",
            "abc",
            [claim("a", must_be_shown=True), rel("r1", K.SUPPORTS, "b", "a"), rel("r2", K.OBJECTS, "c", "b")],
        ),
        (
            "It stands because “B” supports it. “B” stands because nobody objects to it.",
            "ab",
            [claim("a", must_be_shown=True), rel("r1", K.SUPPORTS, "b", "a")],
        ),
        ("It falls because it was amended by “B”.", "ab", [rel("r1", K.AMENDS, "b", "a")]),
        (
            "It stands although “B” objects to it, for whoever said so has conceded “A” in “C”.",
            "abc",
            [
                claim("b", author="ada"),
                claim("c", author="ada"),
                rel("r1", K.OBJECTS, "b", "a"),
                rel("r2", K.CONCEDES, "c", "a"),
            ],
        ),
        (
            "It stands: nobody objects to it, and it was conceded.",
            "abc",
            [rel("r1", K.OBJECTS, "a", "b"), rel("r2", K.CONCEDES, "c", "a")],
        ),
        (
            "It is disputed because of a circle that nothing outside settles: “B” objects to “A”; “A” objects to “B”.",
            "ab",
            [rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "a", "b")],
        ),
        (
            "It is disputed because of a circle that nothing outside settles: “A” and “B” contradict each other.",
            "ab",
            [rel("r1", K.CONTRADICTS, "a", "b")],
        ),
        (
            "It is disputed because “B” is. That goes back to a circle that nothing outside settles: “C” objects to itself.",
            "abc",
            [rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.OBJECTS, "c", "b"), rel("r3", K.OBJECTS, "c", "c")],
        ),
        (
            "It is disputed because of a circle that nothing outside settles: “A” rests on itself.",
            "a",
            [rel("r1", K.RESTS_ON, "a", "a")],
        ),
        (
            "A question neither stands nor falls; this one is answered.",
            "ab",
            [Statement("a", StatementKind.QUESTION, "Why?"), rel("r1", K.ANSWERS, "b", "a")],
        ),
        (
            "It falls because the question “Why?” objects to it and stands. "
            "The question “Why?” counts because nobody has answered it.",
            "ab",
            [Statement("b", StatementKind.QUESTION, "Why?"), rel("r1", K.OBJECTS, "b", "a")],
        ),
    ],
)  # fmt: skip
def test_what_is_said(expected: str, ids: str, records: list[AnyRecord]) -> None:
    assert told(ids, *records) == expected


def test_the_nearest_of_several_circles_is_told() -> None:
    links = [rel(f"r{a}", K.OBJECTS, b, a) for a, b in ("ab", "bc", "cd", "de")]
    far, near = rel("r1", K.OBJECTS, "e", "e"), rel("r2", K.OBJECTS, "c", "c")
    assert told("abcde", *links, far).endswith(": “E” objects to itself.")
    assert told("abcde", *links, far, near).endswith(": “C” objects to itself.")


def test_suppositions_are_said_to_be_such() -> None:
    objection = rel("r1", K.OBJECTS, "b", "a")
    assert told("ab", objection, what_if=WhatIf(accept=frozenset("a"))) == "It is taken to stand."
    assert told("ab", objection, what_if=WhatIf(reject=frozenset("a"))).startswith("It is taken to fall.")
    assert told("ab", objection, what_if=WhatIf(ignore=frozenset("a"))) == "It is left out of account."
    without = told("ab", objection, what_if=WhatIf(reject=frozenset({"r1"})))
    assert without == "It stands although “B” objects to it, for it is taken to fail."


def test_versions_and_withdrawal() -> None:
    amended = Provision("v", citation="§ 1", title="Plates", versions=(Version(1), Version(2)))
    debate = Debate([amended, claim("a"), rel("r1", K.OBJECTS, "a", "v", 1), rel("r2", K.ABOUT, "a", "v")])
    verdicts = evaluate(debate)
    assert in_words(debate, verdicts, "r1") == "It has no effect, for it was about an earlier version of § 1 Plates."
    assert in_words(debate, verdicts, "v") == "It stands because nobody objects to it as it is now."
    assert in_words(debate, verdicts, "r2").startswith("“About” has no force of its own")
    withdrawn = Debate([Provision("v", versions=(Version(1, status=VersionStatus.WITHDRAWN),))])
    assert in_words(withdrawn, evaluate(withdrawn), "v") == "It was withdrawn, so nothing is at issue any more."


def test_further_attackers_are_told_beside_the_main_line_and_counted_when_many() -> None:
    debate = Debate([*(claim(i) for i in "abcdefg"), *(rel(f"r{i}", K.OBJECTS, i, "a") for i in "bcdefg")])
    words = in_words(debate, evaluate(debate), "a")
    assert words == (
        "It falls because “B” objects to it and stands. “B” stands because nobody has answered it. "
        "Besides, it falls because “C” objects to it and stands. Besides, it falls because “D” objects to it and stands. "
        "Besides, it falls because “E” objects to it and stands. And 2 more like that."
    )


def test_pieces_know_the_records_that_they_name() -> None:
    debate = Debate([*(claim(i) for i in "abc"), rel("r1", K.OBJECTS, "b", "a"), rel("r2", K.UNDERCUTS, "c", "r1")])
    assert explain(debate, evaluate(debate), "a")[:5] == [
        Reason("It"),
        Reason(" stands although "),
        Reason("“B”", "b"),
        Reason(" objects to it, for "),
        Reason("“C”", "c"),
    ]
    assert explain(debate, evaluate(debate), "nothing") == []


def test_long_titles_are_cut_between_words_and_more_when_named_again() -> None:
    gist = "word " * 40
    debate = Debate([claim("a"), Statement("b", StatementKind.OBJECTION, gist.strip()), rel("r1", K.OBJECTS, "b", "a")])
    first, again = (p.text for p in explain(debate, evaluate(debate), "a") if p.id == "b")
    assert first.endswith("word…”")
    assert again.endswith("word…”")
    assert len(again) < len(first) < 100


def test_an_explanation_outlives_its_records() -> None:
    debate = Debate([*(claim(i) for i in "ab"), rel("r1", K.OBJECTS, "b", "a")])
    verdicts = evaluate(debate)
    debate.apply(statements.delete(debate, "b"))
    assert in_words(debate, verdicts, "a").startswith("It falls because something that was deleted objects to it")


def test_a_long_chain_is_told_by_its_ends() -> None:
    count = 20_000
    chain = [rel(f"r{n}", K.OBJECTS, f"s{n + 1}", f"s{n}") for n in range(count)]
    debate = Debate([*(claim(f"s{n}") for n in range(count + 1)), *chain])
    verdicts = evaluate(debate)
    assert len(sentences(debate, verdicts, "s0")) == count + 1
    words = in_words(debate, verdicts, "s0")
    assert "And so on through 19993 more." in words
    assert words.endswith(f"“S{count}” stands because nobody has answered it.")
    ring = Debate([*debate.records(), rel("rx", K.OBJECTS, "s0", f"s{count}")])
    assert in_words(ring, evaluate(ring), "s0").endswith("; 19995 more.")


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_chain_ends_and_names_what_is_there(random_debate: Callable[[int], Debate], seed: int) -> None:
    debate = random_debate(seed)
    verdicts = evaluate(debate)
    for record_id in [*debate.statements, *debate.relations, *debate.provisions]:
        verdict = verdicts.of(record_id)
        found = sentences(debate, verdicts, record_id)
        assert verdict is not None
        assert found
        assert all(piece.id == "" or debate.find(piece.id) is not None for s in found for piece in s.pieces)
        assert all((str(s)[0].isupper() or str(s)[0] in "“§") and str(s).endswith(".") for s in found)
        assert found[0].about == record_id
        chain = [s for s in found if not s.beside]
        if verdict.label in (Label.STANDS, Label.FALLS):
            assert len(chain) <= verdict.rank
            labelled = (verdicts.statements.get(s.about) for s in chain)
            ranks = [v.rank for v in labelled if v is not None and v.label is not None]
            assert ranks == sorted(set(ranks), reverse=True)
            assert "deleted" not in in_words(debate, verdicts, record_id)
        elif verdict.label is Label.DISPUTED:
            assert "circle that nothing outside settles" in str(found[-1])
