"""Applying edits: all of an edit or nothing, and nothing that breaks the debate."""

import time

import pytest

from argmap.model.checks import problems
from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.edits import document, positions, provisions, relations, topics
from argmap.model.kinds import Comparator, Extent, RelationKind, StatementKind, Table, TargetKind, VersionStatus
from argmap.model.records import (
    Author,
    Info,
    Passage,
    Position,
    Post,
    Provision,
    Quote,
    Relation,
    Source,
    SourceSpan,
    Statement,
    Target,
    Threshold,
    Topic,
    Version,
)


def test_the_sample_debate_is_sound(debate: Debate) -> None:
    assert list(problems(debate)) == []


def test_changes_of_one_record_become_one_and_those_without_effect_go() -> None:
    a, b, c = Author("x", "a"), Author("x", "b"), Author("x", "c")
    edit = edit_of("Name", [Change(None, a), Change(a, b), Change(b, c)])
    assert edit.changes == (Change(None, c),)
    assert not edit_of("Name", [Change(a, b), Change(b, a)])
    assert not edit_of("Name", [Change(None, a), Change(a, None)])
    assert edit.ids(Table.AUTHORS) == {"x"}
    assert edit.touches(Table.AUTHORS)
    assert not edit.touches(Table.POSTS)


def test_an_edit_of_something_that_changed_since_is_refused_whole(debate: Debate) -> None:
    stale = [Change(None, Author("di", "Di")), Change(Author("ada", "Someone else"), Author("ada", "X"))]
    before = debate.snapshot()
    with pytest.raises(EditError, match="“Rename” no longer fits the debate"):
        debate.apply(Edit("Rename", tuple(stale)))
    assert debate == before
    assert debate.referrers("di") == set()


@pytest.mark.parametrize("table", [t for t in Table if t not in (Table.INFO, Table.POSITIONS, Table.FINDINGS)])
def test_what_is_named_elsewhere_cannot_just_vanish(debate: Debate, table: Table) -> None:
    named = [r for r in debate.table(table).values() if debate.referrers(r.id)]
    for record in named:
        with pytest.raises(EditError, match="still refers to"):
            debate.apply(Edit("Drop", (Change(record, None),)))
    assert list(problems(debate)) == []


def test_a_snapshot_is_left_alone_by_later_edits(debate: Debate) -> None:
    copy = debate.snapshot()
    debate.apply(document.set_title(debate, "  New   title "))
    assert (copy.title, debate.title, debate.revision) == ("Fast bicycles", "New title", copy.revision + 1)


def test_records_cannot_be_written_past_apply(debate: Debate) -> None:
    with pytest.raises(TypeError):
        debate.posts["x"] = Post("x")  # type: ignore[index]


def test_an_id_may_be_the_word_debate() -> None:
    debate = Debate([Info(title="T"), Topic("debate")])
    assert list(problems(debate)) == []
    assert debate.find("debate") == Topic("debate")


def test_a_deep_thread_is_added_in_linear_time() -> None:
    """Walking up from every post would take 200 million steps."""
    deep = Debate(Post(f"p{i:06}", parent=f"p{i - 1:06}" if i else None) for i in range(20_000))
    debate = Debate()
    start = time.process_time()
    debate.apply(document.add_all(debate, deep, "Import"))
    assert len(debate.posts) == 20_000
    assert time.process_time() - start < 20


def test_adding_all_of_a_debate_twice_is_refused(debate: Debate) -> None:
    empty = Debate()
    empty.apply(document.add_all(empty, debate, "Import"))
    assert empty == debate
    with pytest.raises(EditError, match="in the debate already"):
        document.add_all(debate, debate, "Import")


def test_an_imported_file_is_added_once_and_its_authors_are_those_of_the_same_name(debate: Debate) -> None:
    authors = [Author("new-bo", "bo LIND"), Author("new-di", "Di")]
    posts = [Post("n1", "f", author="new-bo", text="x"), Post("n2", "f", author="new-di", text="y")]
    other = Debate([Source("f", "more.txt", sha256="ab"), *authors, *posts])
    debate.apply(document.add_all(debate, other, "Import"))
    assert [debate.posts[i].author for i in ("n1", "n2")] == ["bo", "new-di"]
    assert "new-bo" not in debate.authors
    assert not document.add_all(debate, Debate([Source("g", "copy.txt", sha256="ab")]), "Import")


def test_what_somebody_else_made_of_the_same_file_is_not_called_nothing_new(debate: Debate) -> None:
    debate.apply(document.add_all(debate, Debate([Source("f", "more.txt", sha256="ab")]), "Import"))
    tagged = Debate([Source("g", "copy.txt", sha256="ab"), Statement("own", StatementKind.CLAIM, "A point")])
    with pytest.raises(EditError, match="tagged otherwise"):
        document.add_all(debate, tagged, "Import")
    debate.apply(Edit("Tag", (Change(None, tagged.statements["own"]),)))
    assert not document.add_all(debate, tagged, "Import")


_STATEMENTS = [Statement(i, StatementKind.CLAIM) for i in ("s1", "s2")]
_BROKEN: list[tuple[list[object], str]] = [
    ([Post("")], "has no id"),
    ([Post("p", "?")], "post “p” names “?”"),
    ([Post("p", author="?")], "post “p” names “?”"),
    ([Post("p", parent="p")], "“p” is its own parent."),
    ([Post("p", parent="q"), Post("q", parent="p")], "the parents of “p” run in a circle."),
    ([Topic("a", "b"), Topic("b", "a")], "the parents of “a” run in a circle."),
    ([Provision("a", "a")], "“a” is its own parent."),
    ([Topic("p"), Post("p")], "the id “p” is used twice."),
    ([Provision("v", versions=())], "has no version"),
    ([Provision("v", versions=(Version(2), Version(1)))], "not numbered upwards"),
    ([Provision("v", versions=(Version(1), Version(1)))], "not numbered upwards"),
    ([Provision("v", versions=(Version(1, because_of="?"),))], "version 1 of provision “v” names “?”"),
    ([Source("f", spans=(SourceSpan(0, 1, "post", "?"),))], "names “?”"),  # type: ignore[arg-type]
    ([Source("f", spans=(SourceSpan(2, 1, "noise"),))], "from 2 to 1"),  # type: ignore[arg-type]
    ([Post("p"), Quote("q", "p", 0, 1)], "quote “q” covers characters 0 to 1 of a text of 0"),
    ([Post("p", text="x"), Quote("q", "p", 0, 1, "p")], ""),
    ([Post("p", text="x"), Quote("q", "p", 0, 1, "p", 0)], "named in part"),
    ([Post("p", text="x"), Quote("q", "p", 0, 1, None, 0, 1)], "named in part"),
    ([Post("p", text="x"), Quote("q", "p", 0, 1, "p", 0, 2)], "the source of quote “q” covers"),
    ([Statement("s", StatementKind.CLAIM, "", (Passage("?", 0, 1),))], "names “?”"),
    ([Statement("s", StatementKind.CLAIM, "", (), ("?",))], "names “?”"),
    ([Position("?", 0, 0)], "no statement or provision"),
    ([*_STATEMENTS, Position("s1", float("nan"), 0)], "is no place"),
    ([*_STATEMENTS, Relation("r", RelationKind.ABOUT, (), Target(TargetKind.STATEMENT, "s1"))], "one or more"),
    ([*_STATEMENTS, Relation("r", RelationKind.ABOUT, ("?",), Target(TargetKind.STATEMENT, "s1"))], "names “?”"),
    ([*_STATEMENTS, Relation("r", RelationKind.ABOUT, ("s1",), Target(TargetKind.PROVISION, "s1"))], "names “s1”"),
    ([*_STATEMENTS, Relation("r", RelationKind.UNDERCUTS, ("s1",), Target(TargetKind.STATEMENT, "s2"))], "cannot act"),
    ([*_STATEMENTS, Relation("r", RelationKind.ANSWERS, ("s1",), Target(TargetKind.RELATION, "r"))], "on itself"),
    (
        [*_STATEMENTS, Relation("r", RelationKind.CONTRADICTS, ("s1", "s2"), Target(TargetKind.STATEMENT, "s2"))],
        "has one source",
    ),
]


@pytest.mark.parametrize(("records", "says"), _BROKEN)
def test_what_is_wrong_with_a_debate_is_said(records: list[object], says: str) -> None:
    found = list(problems(Debate(records)))  # type: ignore[arg-type]
    assert any(says in fault for fault in found) if says else found == []
    assert len(found) == len(set(found))


def test_an_amendment_retires_relations_until_they_are_carried_over(debate: Debate) -> None:
    statement = Target(TargetKind.PROVISION, "v2")
    bare = Relation("bare", RelationKind.OBJECTS, ("s6",), statement)
    debate.apply(Edit("Link", (Change(None, bare),)))
    assert relations.carry_over(debate, ["bare"], 1).changes[0].after.versions == (1,)
    debate.apply(provisions.withdraw(debate, "v2", because_of="s6"))
    assert debate.provisions["v2"].current.status is VersionStatus.WITHDRAWN
    assert debate.provisions["v2"].current.threshold == Threshold("test score", Comparator.AT_LEAST, 80, "%")
    assert debate.relations["bare"].versions == (1,)
    debate.apply(relations.carry_over(debate, ["bare"], 2))
    assert debate.relations["bare"].versions == (1, 2)
    debate.apply(provisions.remove_version(debate, "v2", 2))
    assert debate.relations["bare"].versions == (1,)
    with pytest.raises(EditError, match="at least one version"):
        provisions.remove_version(debate, "v2", 1)
    with pytest.raises(EditError, match="no version 7"):
        provisions.set_version(debate, "v2", 7)


@pytest.mark.parametrize(("gone", "held"), [(1, 2), (2, 1), (3, 2)])
def test_removing_a_version_brings_nothing_back_that_an_amendment_retired(debate: Debate, gone: int, held: int) -> None:
    for _ in range(2):
        debate.apply(provisions.add_version(debate, "v2"))
    debate.apply(relations.set_versions(debate, "r4", [gone]))
    debate.apply(provisions.remove_version(debate, "v2", gone))
    assert debate.relations["r4"].versions == (held,)


def test_deleting_a_provision_or_topic_moves_its_children_up(debate: Debate) -> None:
    debate.apply(provisions.delete(debate, "v2"))
    assert debate.provisions["v3"].parent is None
    assert debate.relations.keys().isdisjoint({"r4", "r7"})
    debate.apply(topics.add(debate, "sub", parent="enf", topic_id="sub"))
    debate.apply(topics.delete(debate, "enf"))
    assert debate.topics["sub"].parent is None
    assert debate.statements["s4"].topics == ()


def test_provisions_move_among_their_siblings(debate: Debate) -> None:
    debate.apply(provisions.move(debate, "v3", None, 0))
    assert {p.id: (p.parent, p.position) for p in debate.provisions.values()} == {
        "v3": (None, 0),
        "v1": (None, 1),
        "v2": (None, 2),
    }


def test_links_are_full_or_partial_only_when_they_concede(debate: Debate) -> None:
    with pytest.raises(EditError, match="Only a concession"):
        relations.set_extent(debate, "r1", Extent.FULL)
    debate.apply(relations.set_kind(debate, "r5", RelationKind.CONCEDES))
    assert debate.relations["r5"].extent is Extent.FULL
    assert "r6" not in debate.relations  # a concession has no force to undercut
    with pytest.raises(EditError, match="Only a link to a provision"):
        relations.carry_over(debate, ["r5"], 1)


def test_a_link_that_is_there_is_not_made_again(debate: Debate) -> None:
    target = Target(TargetKind.PROVISION, "v1")
    assert relations.relate(debate, RelationKind.ABOUT, ["s4"], target)
    assert not relations.relate(debate, RelationKind.CONCEDES, ["s3"], Target(TargetKind.STATEMENT, "s2"))


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("s8", Target(TargetKind.RELATION, "r5"), RelationKind.UNDERCUTS),
        ("s1", Target(TargetKind.STATEMENT, "s2"), RelationKind.OBJECTS),
        ("s1", Target(TargetKind.STATEMENT, "s5"), RelationKind.SUPPORTS),
        ("s3", Target(TargetKind.PROVISION, "v1"), RelationKind.ABOUT),
        ("s7", Target(TargetKind.STATEMENT, "s5"), RelationKind.ABOUT),
    ],
)
def test_the_link_that_is_proposed(debate: Debate, source: str, target: Target, kind: RelationKind) -> None:
    assert relations.natural_kind(debate, source, target) is kind


def test_pinned_cards_stay_where_they_are_at_a_tidy(debate: Debate) -> None:
    debate.apply(positions.drag(debate, {"s1": (5, 6)}))
    debate.apply(positions.tidy(debate, {"s1": (0, 0), "s2": (1, 1)}))
    assert dict(debate.positions) == {"s1": Position("s1", 5, 6, True), "s2": Position("s2", 1, 1)}
    debate.apply(positions.unpin(debate, ["s1"]))
    debate.apply(positions.tidy(debate, {"s1": (0, 0)}))
    assert debate.positions["s1"] == Position("s1", 0, 0)


def test_topics_of_one_parent_have_different_names(debate: Debate) -> None:
    with pytest.raises(EditError, match="There is a topic “scope” here already"):
        topics.add(debate, " Scope ")
    with pytest.raises(EditError, match="needs a name"):
        topics.revise(debate, "enf", name=" ")
    debate.apply(topics.add(debate, "Scope", parent="enf"))
    with pytest.raises(EditError, match="in a circle"):
        debate.apply(topics.move(debate, "enf", next(t.id for t in debate.topics.values() if t.parent)))
