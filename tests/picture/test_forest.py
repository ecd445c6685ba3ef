"""Which card hangs under which."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Target, Version
from argmap.picture.forest import forest


def made(*relations: tuple[str, RelationKind, str, TargetKind, str], statements: str = "abcdef") -> Debate:
    """Statements, two provisions p and q, and relations (id, kind, sources, target kind, target)."""
    records = [Statement(i, StatementKind.CLAIM, i) for i in statements]
    links = [Relation(i, kind, tuple(sources), Target(t, target)) for i, kind, sources, t, target in relations]
    return Debate([Provision("p", None, "§ 1"), Provision("q", "p", "§ 1(a)"), *records, *links])


S, R, P = TargetKind.STATEMENT, TargetKind.RELATION, TargetKind.PROVISION
SUPPORTS, OBJECTS, UNDERCUTS = RelationKind.SUPPORTS, RelationKind.OBJECTS, RelationKind.UNDERCUTS


def children(debate: Debate) -> dict[str, str]:
    below: dict[str, str] = {}
    for parent, child in forest(debate).edges:
        below[parent] = below.get(parent, "") + child
    return below


def test_a_statement_hangs_under_a_provision_before_a_statement() -> None:
    debate = made(("r1", SUPPORTS, "a", S, "b"), ("r2", OBJECTS, "a", P, "p"), ("r3", OBJECTS, "b", P, "q"))
    assert children(debate) == {"p": "a", "q": "b"}


def test_children_come_in_thread_order_whatever_the_order_of_links() -> None:
    debate = made(("r1", SUPPORTS, "c", P, "p"), ("r2", SUPPORTS, "a", P, "p"), ("r3", SUPPORTS, "b", P, "p"))
    assert children(debate) == {"p": "abc"}


def test_an_undercut_stands_beside_the_source_of_what_it_hits() -> None:
    debate = made(
        ("r1", SUPPORTS, "b", P, "p"),
        ("r2", SUPPORTS, "c", P, "p"),
        ("r3", UNDERCUTS, "e", R, "r1"),
        ("r4", UNDERCUTS, "a", R, "r3"),
    )
    assert children(debate) == {"p": "beac"}
    assert forest(debate).beside == {"e": "b", "a": "e"}


def test_an_undercut_of_a_roots_link_hangs_under_that_root() -> None:
    debate = made(("r1", SUPPORTS, "a", S, "a"), ("r2", UNDERCUTS, "b", R, "r1"))
    assert children(debate) == {"a": "b"}


def test_linked_premises_stand_together() -> None:
    debate = made(
        ("r1", SUPPORTS, "ac", P, "p"), ("r2", SUPPORTS, "b", P, "p"), ("r3", SUPPORTS, "d", P, "p"), statements="abcd"
    )
    assert children(debate) == {"p": "acbd"}


def test_circles_are_cut() -> None:
    debate = made(("r1", SUPPORTS, "a", S, "b"), ("r2", SUPPORTS, "b", S, "c"), ("r3", SUPPORTS, "c", S, "a"))
    edges = forest(debate).edges
    assert len(edges) == 2
    assert forest(debate).roots[2:] == ("c",)


def test_undercuts_in_a_circle_are_cut_too() -> None:
    debate = made(("r1", UNDERCUTS, "a", R, "r2"), ("r2", UNDERCUTS, "b", R, "r1"), statements="ab")
    found = forest(debate)
    assert len(found.edges) == 1
    assert not found.loose


def test_provisions_are_roots_in_their_order_and_know_their_depth() -> None:
    found = forest(made())
    assert found.roots == ("p", "q")
    assert found.indents == {"p": 0, "q": 1}
    assert found.loose == tuple("abcdef")


def test_who_amends_hangs_under_what_was_amended_unless_under_something_else() -> None:
    base = made(("r1", SUPPORTS, "b", S, "a"))
    amended = Provision("p", None, "§ 1", versions=(Version(1), Version(2, because_of="b"), Version(3, because_of="c")))
    debate = Debate([*(r for r in base.records() if r.id != "p"), amended])
    assert children(debate) == {"a": "b", "p": "c"}


@given(st.data())
def test_every_card_appears_once(random_debates: st.SearchStrategy[Debate], data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    found = forest(debate)
    placed = [*found.roots, *found.loose, *(child for _, child in found.edges)]
    assert sorted(placed) == sorted([*debate.statements, *debate.provisions])
