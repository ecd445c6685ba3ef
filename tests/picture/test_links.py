"""How relations run between cards."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from argmap.analysis.verdicts import evaluate
from argmap.layout.segments import at
from argmap.model.debate import Debate
from argmap.model.edits import relations
from argmap.model.kinds import Extent, RelationKind, StatementKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Target
from argmap.picture.compose import compose
from argmap.picture.drawing import Curve, Link, Picture, Point
from argmap.picture.inks import card_path
from argmap.picture.links import route
from argmap.picture.strokes import LOOKS, MARK_SIZE, Mark, mark_of, mark_shapes, zigzag

S, R, P = TargetKind.STATEMENT, TargetKind.RELATION, TargetKind.PROVISION


def points(curve: Curve) -> list[Point]:
    found, start = [curve.start], curve.start
    for segment in curve.segments:
        found += [at(start, segment, i / 100)[0] for i in range(1, 101)]
        start = segment[2]
    return found


def distance(point: Point, link: Link) -> float:
    """From a point to a link's line."""
    best = math.inf
    for curve in link.curves:
        drawn = points(curve)
        for (x1, y1), (x2, y2) in itertools.pairwise(drawn):
            length = (x2 - x1) ** 2 + (y2 - y1) ** 2
            t = (
                max(0.0, min(1.0, ((point[0] - x1) * (x2 - x1) + (point[1] - y1) * (y2 - y1)) / length))
                if length
                else 0
            )
            best = min(best, math.dist(point, (x1 + t * (x2 - x1), y1 + t * (y2 - y1))))
    return best


def pictured(*statements: str, links: list[Relation]) -> Picture:
    return compose(Debate([*(Statement(i, StatementKind.CLAIM, i) for i in statements), *links]), None)


def test_every_relation_and_amendment_is_drawn(debate: Debate) -> None:
    picture = compose(debate, evaluate(debate))
    assert picture.links.keys() == debate.relations.keys() | {"amends:s3:v1"}
    assert picture.links["amends:s3:v1"].kind is RelationKind.AMENDS


def test_an_amendment_that_is_a_relation_too_is_drawn_once(debate: Debate) -> None:
    debate.apply(relations.relate(debate, RelationKind.AMENDS, ["s3"], Target(P, "v1"), relation_id="r12"))
    picture = compose(debate, None)
    assert [i for i, link in picture.links.items() if link.kind is RelationKind.AMENDS] == ["r12"]


def test_an_arrow_points_left_at_the_right_edge_of_its_target(debate: Debate) -> None:
    picture = compose(debate, None)
    link, target, source = picture.links["r2"], picture.rect("s2"), picture.rect("s3")
    assert source.x > target.right
    assert abs(link.angle) == pytest.approx(math.pi)
    assert 0 < link.tip[0] - target.right < 3
    assert target.y < link.tip[1] < target.bottom
    assert link.curves[0].start[0] == source.x


def test_the_ends_of_several_links_stand_apart(debate: Debate) -> None:
    picture = compose(debate, None)
    tips = sorted(link.tip[1] for link in picture.links.values() if link.target == "v1")
    assert len(tips) == 4
    assert all(b - a >= 9 for a, b in itertools.pairwise(tips))


def test_an_undercut_ends_on_the_line_it_hits(debate: Debate) -> None:
    picture = compose(debate, None)
    cut, hit = picture.links["r6"], picture.links["r5"]
    assert distance(cut.tip, hit) < 0.05
    assert cut.tip == pytest.approx(hit.middle)
    assert cut.curves[-1].segments[-1][2] == pytest.approx(cut.tip)


def test_an_undercut_comes_from_the_side_into_the_long_stretch_of_a_line_that_hangs() -> None:
    links = [
        Relation("r", RelationKind.SUPPORTS, ("b",), Target(S, "a")),
        Relation("u", RelationKind.UNDERCUTS, ("c",), Target(R, "r")),
        Relation("w", RelationKind.UNDERCUTS, ("d",), Target(R, "u")),
    ]
    cards = pictured("a", "b", "c", "d", links=links).cards
    places = {"a": (0.0, 0.0), "b": (36.0, 200.0), "c": (36.0, 400.0), "d": (36.0, 600.0)}
    debate = Debate([*(Statement(i, StatementKind.CLAIM, i) for i in "abcd"), *links])
    drawn = route(debate, None, cards, places)
    for cut, hit in (("u", "r"), ("w", "u")):
        line, other = drawn[cut], drawn[hit]
        assert distance(line.tip, other) < 0.05
        assert line.angle == 0
        near = [p for p in points(line.curves[0]) if math.dist(p, line.tip) > 3]
        assert min(distance(p, other) for p in near[-200:]) > 2
        along = [p for p in points(other.curves[0]) if abs(p[1] - line.tip[1]) < 9]
        assert {round(x, 6) for x, _ in along} == {round(line.tip[0], 6)}


def test_undercuts_of_undercuts_end_on_lines_whatever_their_order() -> None:
    links = [
        Relation("r9", RelationKind.SUPPORTS, ("b",), Target(S, "a")),
        Relation("r5", RelationKind.UNDERCUTS, ("c",), Target(R, "r9")),
        Relation("r1", RelationKind.UNDERCUTS, ("d",), Target(R, "r5")),
        Relation("r2", RelationKind.UNDERCUTS, ("e",), Target(R, "r5")),
        Relation("r3", RelationKind.UNDERCUTS, ("f", "a"), Target(R, "r5")),
    ]
    picture = pictured(*"abcdef", links=links)
    for cut in links[1:]:
        link = picture.links[cut.id]
        assert distance(link.tip, picture.links[cut.target.id]) < 0.05, cut.id
        assert link.curves[-1].segments[-1][2] == pytest.approx(link.tip)
    tips = [picture.links[i].tip for i in ("r1", "r2", "r3")]
    assert len({(round(x), round(y)) for x, y in tips}) == 3


def test_undercuts_in_a_circle_are_drawn() -> None:
    links = [
        Relation("r1", RelationKind.UNDERCUTS, ("a",), Target(R, "r2")),
        Relation("r2", RelationKind.UNDERCUTS, ("b",), Target(R, "r1")),
        Relation("r3", RelationKind.UNDERCUTS, ("c",), Target(R, "r1")),
    ]
    picture = pictured(*"abc", links=links)
    assert picture.links.keys() == {"r1", "r2", "r3"}
    assert distance(picture.links["r3"].tip, picture.links["r1"]) < 0.05


def test_linked_premises_meet_before_the_target(debate: Debate) -> None:
    picture = compose(debate, None)
    link = picture.links["r4"]
    assert len(link.curves) == 3
    junction = link.curves[-1].start
    assert all(curve.segments[-1][2] == pytest.approx(junction) for curve in link.curves[:-1])
    assert junction[0] > picture.rect("v2").right


@pytest.mark.parametrize("kind", [RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.RESTS_ON])
def test_an_undercut_of_linked_premises_covers_neither_their_junction_nor_their_mark(kind: RelationKind) -> None:
    links = [
        Relation("r1", kind, ("b", "c"), Target(S, "a")),
        Relation("r2", RelationKind.UNDERCUTS, ("d",), Target(R, "r1")),
    ]
    picture = pictured("a", "b", "c", "d", links=links)
    joined, bar = picture.links["r1"], mark_shapes(picture.links["r2"])[-1]
    mark = [x for shape in mark_shapes(joined) for x, _ in shape.points]
    covered = [x for x, _ in bar.points]
    assert max(mark) < min(covered)
    assert max(covered) <= joined.curves[-1].start[0] - 3  # the junction's dot
    assert joined.middle == picture.links["r2"].tip


def test_lines_that_hang_keep_clear_of_their_own_cards() -> None:
    kinds = (RelationKind.SUPPORTS, RelationKind.OBJECTS, RelationKind.CONCEDES)
    links = [Relation(f"r{n}", kind, (f"s{n}",), Target(S, "a")) for n, kind in enumerate(kinds)]
    debate = Debate([*(Statement(i, StatementKind.CLAIM, i) for i in ("a", "s0", "s1", "s2")), *links])
    places = {"a": (0.0, 0.0), **{f"s{n}": (36.0, 90.0 * (n + 1)) for n in range(3)}}
    drawn = route(debate, None, compose(debate, None).cards, places)
    assert len({link.tip[0] for link in drawn.values()}) == 3
    for link in drawn.values():
        assert link.angle == pytest.approx(-math.pi / 2)
        assert link.tip[0] <= 36 - 8


def test_lines_that_hang_side_by_side_do_not_cross() -> None:
    kinds = (RelationKind.SUPPORTS, RelationKind.OBJECTS, RelationKind.CONCEDES)
    links = [Relation(f"r{n}", kind, (f"s{n}",), Target(S, "a")) for n, kind in enumerate(kinds)]
    debate = Debate([*(Statement(i, StatementKind.CLAIM, i) for i in ("a", "s0", "s1", "s2")), *links])
    places = {"a": (0.0, 0.0), **{f"s{n}": (36.0, 90.0 * (n + 1)) for n in range(3)}}
    drawn = route(debate, None, compose(debate, None).cards, places)
    assert drawn["r2"].tip[0] < drawn["r1"].tip[0] < drawn["r0"].tip[0]
    for one, other in itertools.combinations(drawn.values(), 2):
        assert all(distance(point, other) > 5 for point in points(one.curves[0]))


def test_lines_that_hang_below_a_provision_reach_its_round_corner() -> None:
    kinds = (RelationKind.OBJECTS, RelationKind.ABOUT, RelationKind.SUPPORTS, RelationKind.CONTRADICTS)
    links = [Relation(f"r{n}", kind, (f"s{n}",), Target(P, "v")) for n, kind in enumerate(kinds)]
    claims = [Statement(f"s{n}", StatementKind.CLAIM, f"s{n}") for n in range(4)]
    debate = Debate([Provision("v", None, "§ 1"), *claims, *links])
    cards = compose(debate, None).cards
    drawn = route(debate, None, cards, {"v": (0.0, 0.0), **{f"s{n}": (36.0, 90.0 * (n + 1)) for n in range(4)}})
    outline = card_path("provision", cards["v"].width, cards["v"].height)
    for link in drawn.values():
        (x, y), gap = link.tip, LOOKS[link.kind].tip
        assert outline.contains(QPointF(x, y - gap - 0.5))
        assert not outline.contains(QPointF(x, y - gap + 0.5))


def test_marks_that_hang_side_by_side_do_not_touch() -> None:
    kinds = (RelationKind.SUPPORTS, RelationKind.OBJECTS, RelationKind.CONCEDES, RelationKind.ABOUT)
    links = [Relation(f"r{n}", kind, (f"s{n}",), Target(S, "a")) for n, kind in enumerate(kinds)]
    debate = Debate([*(Statement(i, StatementKind.CLAIM, i) for i in ("a", "s0", "s1", "s2", "s3")), *links])
    places = {"a": (0.0, 0.0), **{f"s{n}": (36.0, 90.0 * (n + 1)) for n in range(4)}}
    drawn = route(debate, None, compose(debate, None).cards, places)
    spans = []
    for link in drawn.values():
        assert 0.7 <= link.size < 1
        shapes = mark_shapes(link)
        if mark_of(link.kind, link.partial) is Mark.ARROW:
            assert max(y for _, y in shapes[0].points) > link.curves[0].segments[-1][2][1]  # no gap before the line
        across = [x for shape in shapes for x, _ in shape.points] or [
            shape.centre[0] + side * shape.radius for shape in shapes for side in (-1, 1)
        ]
        spans.append((min(across), max(across)))
    for one, other in itertools.pairwise(sorted(spans)):
        assert one[1] < other[0]
    assert pictured("a", "b", links=[Relation("r", RelationKind.OBJECTS, ("b",), Target(S, "a"))]).links["r"].size == 1


def test_a_line_that_would_hardly_climb_runs_level() -> None:
    links = [Relation("r", RelationKind.SUPPORTS, ("b",), Target(S, "a"))]
    cards = pictured("a", "b", links=links).cards
    debate = Debate([Statement("a", StatementKind.CLAIM, "a"), Statement("b", StatementKind.CLAIM, "b"), *links])
    for lower, level in ((0.0, True), (5.0, True), (-7.0, True), (60.0, False)):
        drawn = route(debate, None, cards, {"a": (0.0, 0.0), "b": (320.0, lower)})["r"]
        assert (drawn.curves[0].start[1] == drawn.tip[1]) is level
        assert 0 < drawn.tip[1] < cards["a"].height
        assert lower < drawn.curves[0].start[1] < lower + cards["b"].height


def test_a_statement_can_act_on_itself() -> None:
    picture = pictured("a", links=[Relation("r", RelationKind.OBJECTS, ("a",), Target(S, "a"))])
    link, card = picture.links["r"], picture.rect("a")
    drawn = points(link.curves[0])
    assert drawn[0] != drawn[-1]
    assert max(x for x, _ in drawn) > card.right + 15
    assert card.y < link.tip[1] < card.bottom


def test_what_falls_is_dimmed(debate: Debate) -> None:
    verdicts = evaluate(debate)
    picture = compose(debate, verdicts)
    for relation_id, link in picture.links.items():
        verdict = verdicts.relations.get(relation_id)
        assert link.dimmed == (verdict is not None and verdict.label == "falls")
    assert any(link.dimmed for link in picture.links.values())


def test_what_stands_and_what_falls_share_no_end() -> None:
    sources = [f"s{i}" for i in range(40)]
    cards = [Statement(i, StatementKind.CLAIM, i) for i in ("goal", "fatal", *sources)]
    links = [Relation(f"r{i}", RelationKind.OBJECTS, (i,), Target(S, "goal")) for i in sources]
    links += [Relation(f"x{i}", RelationKind.OBJECTS, ("fatal",), Target(S, i)) for i in sources[::2]]
    debate = Debate([*cards, *links])
    places = {"goal": (0.0, 0.0), "fatal": (900.0, 0.0)} | {i: (500.0, n * 100.0) for n, i in enumerate(sources)}
    drawn = compose(debate, evaluate(debate))
    ends = route(debate, evaluate(debate), drawn.cards, places)
    tips = {
        dimmed: {link.tip for link in ends.values() if link.target == "goal" and link.dimmed is dimmed}
        for dimmed in (True, False)
    }
    assert tips[True]
    assert tips[False]
    assert not tips[True] & tips[False]


def test_links_of_cards_that_have_no_place_are_left_out(debate: Debate) -> None:
    picture = compose(debate, None)
    places = {i: at for i, at in picture.places.items() if i != "s6"}
    links = route(debate, None, picture.cards, places)
    assert links.keys() == picture.links.keys() - {"r5", "r6", "r10"}


def test_every_kind_looks_different() -> None:
    looks = {(look.width, look.dash, look.double, look.zigzag, look.mark) for look in LOOKS.values()}
    assert len(looks) == len(LOOKS) == len(RelationKind)
    assert mark_of(RelationKind.CONCEDES, True) is Mark.OPEN_ARROW
    assert mark_of(RelationKind.CONCEDES, False) is Mark.ARROW


@pytest.mark.parametrize("kind", list(RelationKind))
@pytest.mark.parametrize("partial", [False, True])
def test_no_mark_reaches_farther_than_it_says(kind: RelationKind, partial: bool, debate: Debate) -> None:
    target = Target(R, "r1") if kind is RelationKind.UNDERCUTS else Target(S, "s4")
    relation = Relation("x", kind, ("s6",), target, extent=Extent.PARTIAL if partial else None)
    link = compose(Debate([*debate.records(), relation]), None).links["x"]
    for shape in mark_shapes(link):
        for x, y in (*shape.points, *([shape.centre] if shape.radius else [])):
            reach = shape.radius + shape.width / 2
            assert link.bounds.x <= x - reach
            assert x + reach <= link.bounds.right
            assert link.bounds.y <= y - reach
            assert y + reach <= link.bounds.bottom


def test_a_zigzag_keeps_to_its_course() -> None:
    curve = Curve((0, 0), (((100, 0), (100, 200), (200, 200)),))
    link = Link("x", RelationKind.CONTRADICTS, (), "", (curve,), (0, 0), 0, (0, 0), None)  # type: ignore[arg-type]
    drawn = zigzag(curve)
    assert drawn[0] == (0, 0)
    assert drawn[-1] == pytest.approx((200, 200))
    assert len(drawn) > 20
    assert all(distance(point, link) < MARK_SIZE for point in drawn)
    assert max(distance(point, link) for point in drawn) > 2


@settings(deadline=None)
@given(st.data())
def test_any_map_is_drawn_within_its_bounds(random_debates: st.SearchStrategy[Debate], data: st.DataObject) -> None:
    debate = data.draw(random_debates)
    layout = data.draw(st.sampled_from(["", "tidy"]))
    picture = compose(debate, evaluate(debate), layout=layout)
    assert debate.relations.keys() <= picture.links.keys()
    whole = picture.bounds
    for link in picture.links.values():
        target = debate.relations[link.id].target if link.id in debate.relations else None
        if target is not None and target.kind is R and target.id in picture.links:
            assert distance(link.tip, picture.links[target.id]) < 0.1
        for x, y in (point for curve in link.curves for point in points(curve)):
            assert link.bounds.x <= x <= link.bounds.right
            assert link.bounds.y <= y <= link.bounds.bottom
        assert whole.x <= link.bounds.x
        assert link.bounds.right <= whole.right + 1e-6
        assert whole.y <= link.bounds.y
        assert link.bounds.bottom <= whole.bottom + 1e-6
    for card in picture.cards:
        rect = picture.rect(card)
        assert whole.x <= rect.x
        assert rect.right <= whole.right
        assert whole.y <= rect.y
        assert rect.bottom <= whole.bottom
