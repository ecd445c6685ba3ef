"""Where cards come to stand."""

import itertools
import math
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.grid import Grid
from argmap.model.debate import Debate
from argmap.model.edits import document, positions, provisions, relations, statements
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.records import Position, Provision, Relation, Statement, Target
from argmap.picture.cards import measure
from argmap.picture.compose import LAYOUTS, arranged, compose, suggested
from argmap.picture.drawing import Picture
from argmap.picture.legend import page


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    rects = {i: picture.rect(i).grown(-0.01) for i in picture.cards}
    return [(a, b) for a, b in itertools.combinations(rects, 2) if rects[a].meets(rects[b])]


def test_every_card_has_a_place_of_its_own(debate: Debate) -> None:
    picture = compose(debate, None)
    assert picture.places.keys() == picture.cards.keys()
    assert overlapping(picture) == []
    assert picture.title == "Fast bicycles"


def test_provisions_stand_at_the_left_in_order_and_children_to_the_right(debate: Debate) -> None:
    picture = compose(debate, None)
    v1, v2, v3 = (picture.rect(i) for i in ("v1", "v2", "v3"))
    assert v1.bottom < v2.y < v2.bottom < v3.y
    assert v1.x == v2.x < v3.x < v2.right  # a child provision is a little further in
    assert all(picture.rect(s).x > v1.right for s in picture.cards if s.startswith("s"))
    assert picture.rect("s3").x > picture.rect("s2").right
    assert picture.rect("s1").y < picture.rect("s2").y < picture.rect("s4").y


def test_a_new_statement_moves_nothing_and_stands_near_what_it_answers(debate: Debate) -> None:
    before = compose(debate, None)
    debate.apply(statements.tag(debate, StatementKind.OBJECTION, gist="Plates can be lit", statement_id="s10"))
    debate.apply(relations.relate(debate, RelationKind.OBJECTS, ["s10"], Target(TargetKind.STATEMENT, "s4")))
    after = compose(debate, None, places=before.places)
    assert {i: after.places[i] for i in before.places} == before.places
    assert overlapping(after) == []
    new, answered = after.rect("s10"), after.rect("s4")
    assert new.x > answered.right
    assert abs(new.y - answered.y) < 300


def test_a_new_undercut_stands_beside_the_source_of_the_arrow(debate: Debate) -> None:
    before = compose(debate, None)
    debate.apply(statements.tag(debate, StatementKind.OBJECTION, gist="Beside", statement_id="s10"))
    debate.apply(relations.relate(debate, RelationKind.UNDERCUTS, ["s10"], Target(TargetKind.RELATION, "r3")))
    after = compose(debate, None, places=before.places)
    assert after.places["s10"][0] == after.places["s4"][0]
    assert overlapping(after) == []


def test_a_new_provision_goes_below_all(debate: Debate) -> None:
    before = compose(debate, None)
    debate.apply(provisions.add(debate, "§ 9", "Fees", provision_id="v9"))
    after = compose(debate, None, places=before.places)
    assert after.places["v9"][1] >= max(before.rect(i).bottom for i in before.cards)


def test_dragged_cards_stand_where_they_were_dropped(debate: Debate) -> None:
    debate.apply(positions.drag(debate, {"s1": (1234.5, -77.0)}))
    picture = compose(debate, None, places={"s1": (1, 2), "s2": (400, 2)})
    assert picture.places["s1"] == (1234.5, -77)
    assert picture.places["s2"] == (400, 2)
    assert overlapping(picture) == []


def test_tidy_leaves_pinned_cards_alone_and_keeps_off_them(debate: Debate) -> None:
    tidy = compose(debate, None)
    debate.apply(positions.drag(debate, {"s1": tidy.places["s6"], "v3": (5000, 5000)}))
    debate.apply(positions.unpin(debate, ["v3"]))
    again = compose(debate, None, layout="tidy")
    assert again.places["s1"] == tidy.places["s6"]
    assert again.places["v3"] == tidy.places["v3"]
    assert overlapping(again) == []


def test_places_that_no_map_has_are_not_believed(debate: Debate) -> None:
    wild = {"s1": (math.nan, 0.0), "s2": (math.inf, 1.0), "s3": (1e300, 0.0), "s4": (10.0, 20.0), "ghost": (0.0, 0.0)}
    picture = compose(debate, None, places=wild)
    assert picture.places["s4"] == (10, 20)
    assert picture.bounds.width < 10_000
    assert "ghost" not in picture.places


def test_an_unknown_layout_is_an_error(debate: Debate) -> None:
    with pytest.raises(KeyError):
        compose(debate, None, layout="spiral")


def test_an_empty_debate_is_an_empty_picture() -> None:
    picture = compose(Debate(), None)
    assert (picture.cards, picture.places, picture.links) == ({}, {}, {})
    assert picture.bounds.width == picture.bounds.height == 0


def test_statements_that_hang_on_nothing_fill_a_block_below() -> None:
    loose = [Statement(f"s{i:03}", StatementKind.CLAIM, f"Point number {i}") for i in range(120)]
    on = Relation("r", RelationKind.SUPPORTS, ("s000",), Target(TargetKind.PROVISION, "v"))
    picture = compose(Debate([Provision("v", None, "§ 1"), *loose, on]), None)
    block = [picture.rect(s.id) for s in loose[1:]]
    assert min(r.y for r in block) > picture.rect("v").bottom
    width = max(r.right for r in block) - min(r.x for r in block)
    height = max(r.bottom for r in block) - min(r.y for r in block)
    assert 1 < width / height < 2.5
    assert overlapping(picture) == []


def test_growing_a_map_one_card_at_a_time_never_moves_or_covers_one() -> None:
    chance = random.Random(7)  # noqa: S311
    debate = Debate([Provision("v", None, "§ 1", "Root")])
    places = dict(compose(debate, None).places)
    for number in range(120):
        target = f"s{chance.randrange(number)}" if number and chance.random() < 0.8 else "v"
        kind = TargetKind.PROVISION if target == "v" else TargetKind.STATEMENT
        gist = "word " * chance.randint(1, 25)
        debate.apply(statements.tag(debate, StatementKind.OBJECTION, gist=gist, statement_id=f"s{number}"))
        debate.apply(relations.relate(debate, RelationKind.OBJECTS, [f"s{number}"], Target(kind, target)))
        picture = compose(debate, None, places=places)
        assert {i: picture.places[i] for i in places} == places
        places = dict(picture.places)
    grid = Grid()
    for card in picture.cards:
        rect = picture.rect(card)
        area = (rect.x, rect.y, rect.right, rect.bottom)
        assert grid.meeting(area) == []
        grid.add(card, area)


def test_the_same_debate_gives_the_same_picture(debate: Debate) -> None:
    shuffled = list(debate.records())
    random.Random(1).shuffle(shuffled)  # noqa: S311
    one, other = compose(debate, None), compose(Debate(shuffled), None)
    assert one.places == other.places
    assert one.links == other.links


def test_positions_alone_are_enough(debate: Debate) -> None:
    at = compose(debate, None).places
    fixed = Debate([*debate.records(), *(Position(i, x + 10, y) for i, (x, y) in at.items())])
    assert compose(fixed, None).places == {i: (x + 10, y) for i, (x, y) in at.items()}


def test_a_picture_can_be_made_in_a_job_while_the_window_makes_one(debate: Debate) -> None:
    texts = [Statement(f"x{i}", StatementKind.CLAIM, f"Point {i} é 🚲 is made at some length here") for i in range(200)]
    whole = Debate([*debate.records(), *texts])
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(compose, whole, None) for _ in range(4)]
        here = compose(whole, None)
        assert all(job.result() == here for job in jobs)


@pytest.mark.parametrize("name", LAYOUTS)
@given(data=st.data())
def test_any_debate_is_laid_out_in_every_way_without_cards_on_cards(
    random_debates: st.SearchStrategy[Debate], name: str, data: st.DataObject
) -> None:
    debate = data.draw(random_debates)
    picture = compose(debate, None, layout=name)
    assert picture.places.keys() == picture.cards.keys()
    held = {i for i, at in debate.positions.items() if at.pinned}  # the user may have put them on each other
    assert not [pair for pair in overlapping(picture) if not held & {*pair}]
    assert picture.note == ""


def test_a_debate_keeps_its_own_layout_and_else_has_the_one_that_suits_it(debate: Debate) -> None:
    cards = measure(debate, None)
    assert arranged(debate, cards).layout == suggested(debate, cards) == "tidy"
    debate.apply(document.set_layout(debate, "outline"))
    assert arranged(debate, cards).layout == "outline"
    assert arranged(debate, cards, "flow").layout == "flow"
    debate.apply(document.set_layout(debate, "spiral"))  # from a later argmap
    assert arranged(debate, cards).layout == "tidy"


def test_a_layout_that_cannot_be_is_said_on_the_page() -> None:
    chain = [Statement(f"s{i:03}", StatementKind.CLAIM, f"Point {i}") for i in range(320)]
    links = [
        Relation(f"r{i:03}", RelationKind.SUPPORTS, (f"s{i:03}",), Target(TargetKind.STATEMENT, f"s{i - 1:03}"))
        for i in range(1, 320)
    ]
    debate = Debate([*chain, *links])
    picture = compose(debate, None, layout="layered")
    assert "300" in picture.note
    assert picture.note.rstrip(".") in page(picture, debate).counts


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_gives_way_to_a_pinned_card_stays_in_its_column(debate: Debate, layout: str) -> None:
    first = compose(debate, None, layout=layout)
    debate.apply(positions.drag(debate, {"s1": first.places["s6"]}))
    again = compose(debate, None, layout=layout)
    assert again.places["s6"] != first.places["s6"]
    assert again.places["s6"][0] == first.places["s6"][0]
    assert overlapping(again) == []
