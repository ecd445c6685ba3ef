"""New cards join the way in which the others stand, and move none of them."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout import flow
from argmap.layout.grid import Grid
from argmap.layout.outline import INDENT
from argmap.model.debate import Debate
from argmap.model.edits import document, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Target
from argmap.picture.cards import measure
from argmap.picture.compose import LAYOUTS, compose, shape_of
from argmap.picture.drawing import Picture
from argmap.picture.forest import forest
from argmap.picture.newcomers import anchor_of, slot

S, P, R = TargetKind.STATEMENT, TargetKind.PROVISION, TargetKind.RELATION


def a_debate(chance: Random, count: int) -> Debate:
    """Two provisions, and statements of some length that answer what came before them."""
    records: list[Provision | Statement | Relation] = [Provision(f"p{i}", None, f"§ {i}", position=i) for i in range(2)]
    for i in range(count):
        records.append(Statement(f"s{i:03}", StatementKind.OBJECTION, "word " * chance.randint(1, 20)))
        target = Target(P, f"p{i % 2}") if i < 2 or chance.random() < 0.1 else Target(S, f"s{chance.randrange(i):03}")
        kind = chance.choice([RelationKind.OBJECTS, RelationKind.SUPPORTS])
        records.append(Relation(f"r{i:03}", kind, (f"s{i:03}",), target))
    return Debate(records)


def grown(debate: Debate, places: dict[str, tuple[float, float]], number: int, target: Target) -> Picture:
    """The map after one more statement, whose id is "n" and its number."""
    new = f"n{number}"
    debate.apply(statements.tag(debate, StatementKind.OBJECTION, gist="A new point is made", statement_id=new))
    kind = RelationKind.UNDERCUTS if target.kind is R else RelationKind.OBJECTS
    debate.apply(relations.relate(debate, kind, [new], target))
    picture = compose(debate, None, places=places)
    assert {i: picture.places[i] for i in places} == places
    return picture


def on_others(picture: Picture, card_id: str) -> list[str]:
    rect = picture.rect(card_id).grown(-0.01)
    return [i for i in picture.cards if i != card_id and picture.rect(i).meets(rect)]


@pytest.mark.parametrize("layout", LAYOUTS)
@given(chance=st.randoms(use_true_random=False), count=st.integers(2, 40))
def test_a_new_card_moves_and_covers_none_in_any_layout(layout: str, chance: Random, count: int) -> None:
    debate = a_debate(chance, count)
    debate.apply(document.set_layout(debate, layout))
    places = dict(compose(debate, None, layout=layout).places)
    for number in range(4):
        statement = Target(S, chance.choice(sorted(debate.statements)))
        target = chance.choice(
            [statement, statement, Target(P, "p0"), Target(R, chance.choice(sorted(debate.relations)))]
        )
        picture = grown(debate, places, number, target)
        assert on_others(picture, f"n{number}") == []
        places = dict(picture.places)


@given(chance=st.randoms(use_true_random=False), count=st.integers(2, 40))
def test_in_a_flow_it_stands_in_the_column_of_its_round(chance: Random, count: int) -> None:
    debate = a_debate(chance, count)
    debate.apply(document.set_layout(debate, "flow"))
    first = compose(debate, None, layout="flow")
    places = dict(first.places)
    for number in range(4):
        target = Target(S, chance.choice(sorted(debate.statements)))
        if chance.random() < 0.3:
            target = Target(R, chance.choice(sorted(debate.relations)))
        cards = measure(debate, None)
        before = compose(debate, None, places=places)
        picture = grown(debate, places, number, target)
        assert picture.sheet is not None
        depth = flow.rounds(shape_of(debate, forest(debate), measure(debate, None))).depth[f"n{number}"]
        x = picture.places[f"n{number}"][0]
        assert before.sheet is not None
        if depth < len(before.sheet.lefts):
            assert x == before.sheet.lefts[depth]
        else:
            assert x == max(before.rect(i).right for i in cards) + flow.COLUMN_GAP
        assert x == picture.sheet.lefts[depth]
        anchor, beside = anchor_of(debate, f"n{number}", places)
        window = slot(debate, picture.cards[f"n{number}"], anchor, stood(before), before.sheet, beside=beside)
        assert window[0] == x  # the window, which knows the sheet but not the whole shape, finds the same column
        places = dict(picture.places)


def stood(picture: Picture) -> Grid:
    areas = ((i, picture.rect(i)) for i in picture.cards)
    return Grid((i, (rect.x, rect.y, rect.right, rect.bottom)) for i, rect in areas)


def a_sheet() -> tuple[Debate, Picture]:
    """§ 0 ← a, which nobody answers; § 0 ← b ← c."""
    gists = {"a": "a", "b": "b", "c": "A point that takes two lines of words"}
    points = (Statement(i, StatementKind.OBJECTION, gist) for i, gist in gists.items())
    debate = Debate([Provision("p0", None, "§ 0"), *points])
    for number, (source, target) in enumerate((("a", "p0"), ("b", "p0"), ("c", "b"))):
        to = Target(P if target == "p0" else S, target)
        debate.apply(relations.relate(debate, RelationKind.OBJECTS, [source], to, relation_id=f"r{number}"))
    debate.apply(document.set_layout(debate, "flow"))
    return debate, compose(debate, None, layout="flow")


def test_the_answer_to_what_nobody_answered_takes_the_empty_place() -> None:
    debate, first = a_sheet()
    assert grown(debate, dict(first.places), 0, Target(S, "a")).places["n0"] == (
        first.places["c"][0],
        first.places["a"][1],
    )


def test_it_leaves_the_empty_places_of_others_empty() -> None:
    debate, first = a_sheet()
    assert first.sheet is not None
    debate.apply(statements.tag(debate, StatementKind.OBJECTION, gist="new", statement_id="n0"))
    debate.apply(relations.relate(debate, RelationKind.OBJECTS, ["n0"], Target(S, "b")))
    card = measure(debate, None)["n0"]
    x, y = slot(debate, card, "b", stood(first), first.sheet)
    assert x == first.places["c"][0]
    (cell,) = (cell for (cell, _), owner in zip(first.sheet.cells, first.sheet.beside, strict=True) if owner == "a")
    assert not (y < cell.bottom and cell.y < y + card.height)
    bare = replace(first.sheet, cells=(), beside=())
    assert slot(debate, card, "b", stood(first), bare)[1] < cell.bottom  # where it would go else


def test_a_new_round_is_a_new_column_at_the_right_of_the_sheet() -> None:
    debate, first = a_sheet()
    assert first.sheet is not None
    picture = grown(debate, dict(first.places), 0, Target(S, "c"))
    assert picture.sheet is not None
    assert picture.places["n0"] == (first.rect("c").right + flow.COLUMN_GAP, first.places["c"][1])
    again = grown(debate, dict(picture.places), 1, Target(S, "n0"))
    assert again.sheet is not None
    assert again.places["n1"][0] == picture.rect("n0").right + flow.COLUMN_GAP
    assert len(again.sheet.lefts) == len(picture.sheet.lefts) + 1 == len(first.sheet.lefts) + 2


def test_the_round_of_a_card_counts_though_it_was_dragged_elsewhere() -> None:
    debate, first = a_sheet()
    places = {**first.places, "c": (-900.0, 40.0)}
    assert grown(debate, places, 0, Target(S, "b")).places["n0"][0] == first.places["c"][0]
    assert grown(debate, places, 1, Target(S, "c")).places["n1"][0] == first.rect("c").right + flow.COLUMN_GAP


@given(chance=st.randoms(use_true_random=False), count=st.integers(60, 90), named=st.booleans())
def test_in_an_outline_it_stands_one_step_further_in_below_what_it_answers_or_else_near_it(
    chance: Random, count: int, named: bool
) -> None:
    debate = a_debate(chance, count)
    places = dict(compose(debate, None, layout="outline").places)
    if named:  # else it is told by how the cards stand
        debate.apply(document.set_layout(debate, "outline"))
    last = max(debate.statements, key=lambda i: (places[i][1], i))  # at the foot of its column
    for number, answered in enumerate((last, chance.choice(sorted(set(debate.statements) - {last})))):
        picture = grown(debate, places, number, Target(S, answered))
        (x, y), anchor = picture.places[f"n{number}"], picture.rect(answered)
        assert on_others(picture, f"n{number}") == []
        if number == 0 or x == anchor.x + INDENT:
            assert (x, y) == (anchor.x + INDENT, max(y, anchor.bottom + 18))
            assert y <= anchor.bottom + 600
        else:
            assert x > anchor.right
        places = dict(picture.places)


def test_in_a_tree_it_stands_in_the_column_that_is_there() -> None:
    debate = Debate(
        [Provision("p0", None, "§ 0"), Provision("p1", "p0", "§ 0(a)"), Statement("a", StatementKind.CLAIM, "a")]
    )
    debate.apply(relations.relate(debate, RelationKind.OBJECTS, ["a"], Target(P, "p1")))
    first = compose(debate, None, layout="tidy")
    picture = grown(debate, dict(first.places), 0, Target(P, "p0"))
    assert picture.places["n0"][0] == first.places["a"][0] > first.rect("p0").right + 88
