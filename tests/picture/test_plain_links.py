"""Links as plain curves: quick, but complete."""

import itertools
import math

import pytest

from argmap.analysis.verdicts import evaluate
from argmap.layout.segments import at
from argmap.model.debate import Debate
from argmap.model.edits import relations
from argmap.model.kinds import RelationKind, StatementKind, TargetKind
from argmap.model.progress import Cancelled
from argmap.model.records import Relation, Statement, Target
from argmap.picture import links
from argmap.picture.cards import measure
from argmap.picture.compose import arranged
from argmap.picture.drawing import Card, Link, Point
from argmap.picture.plain_links import TOLD_EVERY

S, R = TargetKind.STATEMENT, TargetKind.RELATION


def plain(debate: Debate) -> tuple[dict[str, Card], dict[str, Point], dict[str, Link]]:
    cards = measure(debate, evaluate(debate))
    places = arranged(debate, cards).places
    return cards, places, links.route(debate, evaluate(debate), cards, places, plain=True)


def test_the_same_links_are_drawn_as_when_they_are_routed(debate: Debate) -> None:
    cards, places, drawn = plain(debate)
    routed = links.route(debate, evaluate(debate), cards, places)
    assert list(drawn) == list(routed)
    for one, other in zip(drawn.values(), routed.values(), strict=True):
        assert (one.id, one.kind, one.sources, one.target) == (other.id, other.kind, other.sources, other.target)
        assert (one.partial, one.dimmed, len(one.curves)) == (other.partial, other.dimmed, len(other.curves))


def test_lines_start_and_end_at_the_sides_of_their_cards(debate: Debate) -> None:
    cards, places, drawn = plain(debate)
    for link in drawn.values():
        for source, curve in zip(link.sources, link.curves, strict=False):
            x, y = places[source]
            assert curve.start[0] in (x, x + cards[source].width)
            assert y < curve.start[1] < y + cards[source].height
        if link.target in cards:
            x, y = places[link.target]
            assert min(abs(link.tip[0] - x), abs(link.tip[0] - x - cards[link.target].width)) < 12
            assert y < link.tip[1] < y + cards[link.target].height


def test_the_ends_of_several_links_at_one_side_stand_apart(debate: Debate) -> None:
    _, _, drawn = plain(debate)
    tips = sorted(link.tip[1] for link in drawn.values() if link.target == "v1")
    assert len(tips) == 4
    assert all(b - a >= 9 for a, b in itertools.pairwise(tips))


def test_an_undercut_ends_on_the_line_that_it_hits(debate: Debate) -> None:
    debate.apply(relations.relate(debate, RelationKind.UNDERCUTS, ["s3"], Target(R, "r1"), relation_id="u1"))
    debate.apply(relations.relate(debate, RelationKind.UNDERCUTS, ["s4"], Target(R, "r1"), relation_id="u2"))
    _, _, drawn = plain(debate)
    hit = drawn["r1"].curves[-1]
    course = [at(hit.start, hit.segments[0], step / 200)[0] for step in range(201)]
    for name in ("u1", "u2"):
        assert min(math.dist(drawn[name].tip, point) for point in course) < 3
    assert math.dist(drawn["u1"].tip, drawn["u2"].tip) > 5


def test_bounds_hold_the_line_and_its_mark(debate: Debate) -> None:
    _, _, drawn = plain(debate)
    for link in drawn.values():
        for curve in link.curves:
            for step in range(21):
                x, y = at(curve.start, curve.segments[0], step / 20)[0]
                assert link.bounds.x + 12 <= x <= link.bounds.right - 12
                assert link.bounds.y + 12 <= y <= link.bounds.bottom - 12
        assert link.bounds.x <= link.tip[0] - 12 + 1e-9
        assert link.tip[0] + 12 - 1e-9 <= link.bounds.right


def test_a_statement_that_acts_on_itself_has_a_loop() -> None:
    one = Statement("s1", StatementKind.CLAIM, "This sentence is false")
    debate = Debate([one, Relation("r1", RelationKind.OBJECTS, ("s1",), Target(S, "s1"))])
    _, _, drawn = plain(debate)
    (curve,) = drawn["r1"].curves
    assert abs(curve.start[1] - drawn["r1"].tip[1]) > 5
    assert curve.segments[0][0][0] > curve.start[0] + 20


@pytest.mark.parametrize("kind", [False, True], ids=["routed", "plain"])
def test_links_can_be_cancelled(kind: bool) -> None:
    count = 3 * TOLD_EVERY
    debate = Debate(
        [
            *(Statement(f"s{i}", StatementKind.CLAIM, f"s{i}") for i in range(count + 1)),
            *(Relation(f"r{i}", RelationKind.SUPPORTS, (f"s{i}",), Target(S, f"s{i // 3}")) for i in range(1, count)),
        ]
    )
    told: list[float] = []

    def stop(fraction: float, message: str) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise Cancelled

    cards = measure(debate, None)
    with pytest.raises(Cancelled):
        links.route(debate, None, cards, arranged(debate, cards).places, plain=kind, progress=stop)
    assert told == sorted(told)
    assert all(0 <= fraction <= 1 for fraction in told)
