"""A branch tidied by itself."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout import flow
from argmap.model.debate import Debate
from argmap.model.edits import document, positions
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Target
from argmap.picture.branches import branch_places
from argmap.picture.compose import LAYOUTS, compose, shape_of
from argmap.picture.drawing import Picture, Rect
from argmap.picture.forest import forest
from argmap.picture.visible import below, branch


def a_debate(chance: Random, count: int) -> Debate:
    """Two provisions, and statements that answer what came before them, a few of them two things."""
    records: list[Provision | Statement | Relation] = [Provision(f"p{i}", None, f"§ {i}", position=i) for i in range(2)]
    kinds = [RelationKind.OBJECTS, RelationKind.SUPPORTS]
    for i in range(count):
        records.append(Statement(f"s{i:03}", StatementKind.OBJECTION, "word " * chance.randint(1, 20)))
        under = i < 2 or chance.random() < 0.1
        target = (
            Target(TargetKind.PROVISION, f"p{i % 2}")
            if under
            else Target(TargetKind.STATEMENT, f"s{chance.randrange(i):03}")
        )
        records.append(Relation(f"r{i:03}", chance.choice(kinds), (f"s{i:03}",), target))
        if i and chance.random() < 0.15:
            across = Target(TargetKind.STATEMENT, f"s{chance.randrange(i):03}")
            records.append(Relation(f"x{i:03}", chance.choice(kinds), (f"s{i:03}",), across))
    return Debate(records)


def rect(picture: Picture, card_id: str, at: tuple[float, float]) -> Rect:
    card = picture.cards[card_id]
    return Rect(*at, card.width, card.height).grown(-0.01)


def a_branch(debate: Debate, chance: Random) -> tuple[str, list[str]]:
    children = below(debate)
    root = chance.choice(sorted(children))
    return root, branch(children, root)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(chance=st.randoms(use_true_random=False), count=st.integers(4, 40), named=st.booleans())
def test_a_branch_of_a_tidy_map_is_tidy_already(layout: str, chance: Random, count: int, named: bool) -> None:
    debate = a_debate(chance, count)
    places = dict(compose(debate, None, layout=layout).places)
    if named:
        debate.apply(document.set_layout(debate, layout))
    elif layout in ("layered", "flow"):  # is not told by how the cards stand
        return
    root, members = a_branch(debate, chance)
    found = branch_places(debate, compose(debate, None, places=places).cards, places, root, members)
    assert found.keys() == set(members)
    assert all(found[i] == pytest.approx(places[i]) for i in members)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(chance=st.randoms(use_true_random=False), count=st.integers(4, 40))
def test_a_branch_that_was_scattered_lies_on_nothing_and_a_flows_in_its_columns(
    layout: str, chance: Random, count: int
) -> None:
    debate = a_debate(chance, count)
    debate.apply(document.set_layout(debate, layout))
    picture = compose(debate, None, layout=layout)
    root, members = a_branch(debate, chance)
    scattered = {i: (float(chance.randint(-500, 3000)), float(chance.randint(-500, 3000))) for i in members}
    moved_root = {root: (picture.places[root][0], picture.places[root][1] + chance.randint(0, 300))}
    places = {**picture.places, **scattered, **moved_root}
    found = branch_places(debate, picture.cards, places, root, members)
    assert found.keys() == set(members)
    after = {**places, **found}
    for i in members:
        mine = rect(picture, i, after[i])
        assert not [o for o in after if o != i and rect(picture, o, after[o]).meets(mine)]
    if layout == "flow":
        rounds = flow.rounds(shape_of(debate, forest(debate), picture.cards))
        for i in members:
            column = [o for o in rounds.order if rounds.depth[o] == rounds.depth[i]]
            assert len({after[o][0] for o in column if o in found}) == 1
            further = {after[o][0] for o in found if rounds.depth[o] == rounds.depth[i] + 1}
            assert all(x > after[i][0] + picture.cards[i].width for x in further)


def test_a_branch_of_a_flow_goes_into_the_columns_as_they_stand() -> None:
    debate = a_debate(Random(5), 40)  # noqa: S311
    debate.apply(document.set_layout(debate, "flow"))
    picture = compose(debate, None, layout="flow")
    depth = flow.rounds(shape_of(debate, forest(debate), picture.cards)).depth
    places = {i: (x + 50 * depth[i], y) for i, (x, y) in picture.places.items()}
    members = branch(below(debate), "p0")
    scattered = {**places, **{i: (places[i][0] + 7, places[i][1] + 9) for i in members}}
    found = branch_places(debate, picture.cards, scattered, "p0", members)
    shared = {depth[i] for i in places if i not in members}
    assert {0, 1, 2} <= shared
    assert all(found[i] == places[i] for i in members if depth[i] in shared)


def test_what_is_pinned_stays() -> None:
    debate = a_debate(Random(3), 30)  # noqa: S311
    picture = compose(debate, None)
    root = "p0"
    members = branch(below(debate), root)
    debate.apply(positions.drag(debate, {members[0]: (4000.0, 40.0)}))
    found = branch_places(debate, picture.cards, {**picture.places, members[0]: (4000.0, 40.0)}, root, members)
    assert found.keys() == set(members[1:])


def test_an_old_tree_stays_a_tree_though_layers_would_suit_it() -> None:
    pairs = 12
    names = [f"n{i:02}" for i in range(2 * pairs + 1)]
    links = [(f"n{i:02}", "n00") for i in range(1, pairs + 1)]
    links += [(f"n{i + pairs:02}", f"n{i:02}") for i in range(1, pairs + 1)]
    links += [(f"n{i + pairs:02}", f"n{pairs + 1 - i:02}") for i in range(1, pairs + 1)]
    debate = Debate(
        [
            *(Statement(i, StatementKind.CLAIM, i) for i in names),
            *(
                Relation(f"r{number:02}", RelationKind.OBJECTS, (source,), Target(TargetKind.STATEMENT, target))
                for number, (source, target) in enumerate(links)
            ),
        ]
    )
    tree, layers = compose(debate, None, layout="tidy"), compose(debate, None)
    assert layers.places == compose(debate, None, layout="layered").places != tree.places
    for picture in (tree, layers):
        members = branch(below(debate), "n00")
        assert branch_places(debate, picture.cards, picture.places, "n00", members) == {
            i: picture.places[i] for i in members
        }
    assert compose(debate, None, places=tree.places).places == tree.places  # what is stored is not laid out afresh
