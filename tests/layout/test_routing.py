"""Lines leave and enter where they should, and go round what is in their way."""

import math
from itertools import pairwise

import pytest

from argmap.layout import passages, routing
from argmap.layout.grid import Area, Grid
from argmap.layout.routing import Port, Side
from argmap.layout.segments import Segment, at, bounds, loop

Point = tuple[float, float]


def points(start: Point, segments: list[Segment], steps: int = 40) -> list[Point]:
    """A way as many points."""
    found = [start]
    for segment in segments:
        found += [at(start, segment, i / steps)[0] for i in range(1, steps + 1)]
        start = segment[2]
    return found


def inside(area: Area, point: Point, margin: float = 0.5) -> bool:
    return area[0] + margin < point[0] < area[2] - margin and area[1] + margin < point[1] < area[3] - margin


def route(areas: dict[str, Area], source: str, target: str) -> tuple[Point, list[Segment]]:
    """The way from the middle of one box's side to another's."""
    boxes = Grid(areas.items())
    leave, enter = routing.sides(areas[source], areas[target])
    start = routing.spread(areas[source], leave, [("s", 0, "")])["s"]
    end = routing.spread(areas[target], enter, [("t", 0, "")])["t"]
    between = passages.columns(areas[source], areas[target], boxes, (source, target))
    return start.point, routing.curve(start, end, boxes, (source, target), between, lead=10)


def test_sides_face_each_other() -> None:
    left, right, below = (0, 0, 100, 50), (200, 0, 300, 50), (20, 200, 120, 250)
    assert routing.sides(right, left) == (Side.LEFT, Side.RIGHT)
    assert routing.sides(left, right) == (Side.RIGHT, Side.LEFT)
    assert routing.sides(left, below) == (Side.RIGHT, Side.RIGHT)


def test_ends_are_spread_in_the_order_of_where_they_come_from() -> None:
    area = (0.0, 0.0, 100.0, 90.0)
    ports = routing.spread(area, Side.RIGHT, [("low", 500, "x"), ("high", -500, "x"), ("middle", 40, "y")])
    heights = [ports[key].point[1] for key in ("high", "middle", "low")]
    assert heights == [30, 45, 60]
    assert {port.point[0] for port in ports.values()} == {100}


def test_too_many_ends_share_a_place_by_kind_and_keep_apart() -> None:
    area = (0.0, 0.0, 100.0, 80.0)
    wishes = [(f"{kind}{i}", i, kind) for i in range(50) for kind in ("objects", "supports")]
    ports = routing.spread(area, Side.RIGHT, wishes)
    heights = {ports[key].point[1] for key, _, _ in wishes}
    assert len(heights) == 2
    assert max(heights) - min(heights) >= 9
    assert all(10 < y < 70 for y in heights)


def test_three_crosses_below_a_box_stand_side_by_side_left_of_what_hangs_there() -> None:
    ports = routing.spread((0, 0, 200, 80), Side.BOTTOM, [(i, 9, "") for i in "abc"], within=(0, 36))
    assert [ports[i].point for i in "abc"] == [(5, 80), (18, 80), (31, 80)]


def test_a_line_is_level_where_it_leaves_and_where_its_mark_is() -> None:
    areas: dict[str, Area] = {"parent": (0, 0, 200, 80), "child": (290, 300, 490, 380)}
    start, way = route(areas, "child", "parent")
    assert start == (290, 340)
    assert way[-1][2] == (200, 40)
    late = [point for point in points(start, way) if point[0] < 210]
    assert late
    assert all(y == pytest.approx(40, abs=0.01) for _, y in late)


@pytest.mark.parametrize("height", [-400, 0, 37, 60, 400])
def test_a_line_passes_between_the_boxes_of_a_column(height: float) -> None:
    areas: dict[str, Area] = {f"c{i}": (300, i * 100.0 - 1000, 520, i * 100.0 - 920) for i in range(20)}
    areas |= {"target": (0, 0, 200, 80), "source": (620, height, 820, height + 80)}
    start, way = route(areas, "source", "target")
    hit = [i for i in areas if i.startswith("c") and any(inside(areas[i], p) for p in points(start, way))]
    assert hit == []
    assert way[-1][2] == (200, 40)


def test_lines_to_different_boxes_pass_a_gap_on_rails_apart_from_each_other() -> None:
    areas: dict[str, Area] = {"above": (300, -400, 520, 100), "below": (300, 124, 520, 600)}
    areas |= {f"target{i}": (0, i * 60.0, 200, i * 60.0 + 40) for i in range(6)}
    areas |= {"source": (620, 60, 820, 90), "other": (620, 0, 820, 30)}
    levels = {}
    for target in sorted(areas.keys() - {"above", "below", "source", "other"}):
        for source in ("source", "other"):
            start, way = route(areas, source, target)
            drawn = points(start, way)
            assert not any(inside(areas[box], p) for box in ("above", "below") for p in drawn)
            levels[target, source] = min(drawn, key=lambda p: abs(p[0] - 410))[1]
    assert all(levels[target, "source"] == levels[target, "other"] for target, _ in levels)
    apart = sorted(set(levels.values()))
    assert len(apart) >= 4
    assert all(b - a > 1.3 for a, b in pairwise(apart))
    assert 103 < apart[0] < apart[-1] < 121


def test_a_line_keeps_off_a_wider_neighbour_of_its_target() -> None:
    areas: dict[str, Area] = {
        "target": (0, 0, 200, 80),
        "wide": (0, 98, 260, 180),
        "source": (348, 600, 548, 680),
    }
    start, way = route(areas, "source", "target")
    assert not any(inside(areas["wide"], point) for point in points(start, way))


def test_a_line_in_one_column_bows_out_past_what_is_between() -> None:
    areas: dict[str, Area] = {"a": (0, 0, 200, 80), "between": (0, 100, 260, 180), "b": (0, 200, 200, 280)}
    start, way = route(areas, "b", "a")
    drawn = points(start, way)
    assert not any(inside(areas["between"], point) for point in drawn)
    assert max(x for x, _ in drawn) > 260
    assert way[-1][2] == (200, 40)


def test_far_apart_boxes_are_joined_without_looking_at_all_between() -> None:
    areas: dict[str, Area] = {f"c{i}": (300, i * 100.0, 500, i * 100.0 + 80) for i in range(1000)}
    areas |= {"target": (0, 0, 200, 80), "source": (600, 90_000, 800, 90_080)}
    boxes = Grid(areas.items())
    assert passages.columns(areas["source"], areas["target"], boxes, ("source", "target")) == [(296, 504)]


@pytest.mark.parametrize("slope", [0.0, 0.4, 1.2])
def test_a_line_meets_another_at_a_right_angle(slope: float) -> None:
    along = (math.cos(slope), math.sin(slope))
    way, heading = routing.meet(Port((200, 300), Side.LEFT), (150, 200), along, Grid())
    assert way[-1][2] == (150, 200)
    assert heading[0] * along[0] + heading[1] * along[1] == pytest.approx(0)
    start = (200.0, 300.0) if len(way) == 1 else way[-2][2]
    arriving = at(start, way[-1], 1.0)[1]
    assert arriving == pytest.approx(heading, abs=1e-6)


def test_a_line_to_another_one_goes_round_a_box() -> None:
    areas: dict[str, Area] = {"in the way": (200, 0, 400, 80), "source": (480, 10, 680, 90)}
    start = Port((480, 50), Side.LEFT)
    way, _ = routing.meet(start, (175, 40), (1, 0), Grid(areas.items()), ("source",))
    drawn = points(start.point, way)
    assert drawn[-1] == (175, 40)
    assert not any(inside(areas["in the way"], point) for point in drawn)


def test_a_loop_comes_back() -> None:
    way = loop((100, 20), (100, 60))
    drawn = points((100, 20), way)
    assert drawn[-1] == (100, 60)
    assert max(x for x, _ in drawn) > 120


def test_bounds_hold_the_whole_way() -> None:
    start, way = route({"a": (0, 0, 200, 80), "b": (290, 300, 490, 380)}, "b", "a")
    left, top, right, bottom = bounds(start, way)
    assert all(left - 1e-6 <= x <= right + 1e-6 and top - 1e-6 <= y <= bottom + 1e-6 for x, y in points(start, way))


def test_a_way_has_no_jumps() -> None:
    areas: dict[str, Area] = {f"c{i}": (300, i * 100.0 - 1000, 520, i * 100.0 - 920) for i in range(20)}
    areas |= {"target": (0, 0, 200, 80), "source": (620, 700, 820, 780)}
    start, way = route(areas, "source", "target")
    assert all(math.dist(a, b) < 60 for a, b in pairwise(points(start, way)))


def test_what_stands_below_and_further_in_hangs_unless_something_is_in_the_room_at_its_left() -> None:
    parent, child = (0.0, 0.0, 200.0, 80.0), (36.0, 300.0, 236.0, 380.0)
    assert routing.hangs(child, parent, Grid([("p", parent), ("c", child)]))
    assert not routing.hangs(child, parent, Grid([("p", parent), ("c", child), ("x", (10, 150, 210, 200))]))
    assert not routing.hangs((0, 300, 200, 380), parent, Grid())
    assert not routing.hangs((36, 60, 236, 140), parent, Grid())
    assert not routing.hangs(parent, child, Grid())
    low = routing.spread(parent, Side.BOTTOM, [("a", 0, "x"), ("b", 1, "y")], within=(0, 36))
    assert all(9 <= port.point[0] <= 27 and port.point[1] == 80 for port in low.values())
    way = routing.curve(Port((36, 340), Side.LEFT), low["a"], Grid())
    drawn = points((36, 340), way)
    assert drawn[-1] == low["a"].point
    assert all(y > 80 - 1e-9 and x <= 36 for x, y in drawn)


def test_a_very_high_line_turns_in_a_gap_that_is_free_all_the_way() -> None:
    areas: dict[str, Area] = {"target": (0, 0, 200, 80), "source": (900, 9000, 1100, 9080)}
    areas |= {f"a{i}": (300, 700 + i * 100.0, 500, 780 + i * 100.0) for i in range(75)}  # not near either end
    areas |= {f"b{i}": (600, i * 100.0, 800, i * 100.0 + 80) for i in range(90)}
    start, way = route(areas, "source", "target")
    assert not [i for i in areas if any(inside(areas[i], p) for p in points(start, way, 400))]


def test_an_upright_lane_is_the_free_one_nearest_to_the_wish() -> None:
    boxes = Grid([("x", (40, 0, 60, 50))])
    assert passages.lane(0, 100, -10, 10, Grid()) == 50
    assert passages.lane(0, 100, -10, 10, boxes) in (36, 64)
    assert passages.lane(0, 100, -10, 10, boxes, 0.9) == 90
    assert passages.lane(0, 100, 60, 90, boxes) == 50
    assert passages.lane(41, 59, -10, 10, boxes) is None
