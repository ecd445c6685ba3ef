"""Bridges are found where they run, also after their cards were moved."""

import pytest

from argmap.gui.map.board import Board
from argmap.gui.map.bridges import Bridges, course
from argmap.layout.segments import at
from argmap.picture.drawing import Card, Picture, Rect
from argmap.picture.visible import Bridge

PLACES = {"a": (0.0, 0.0), "b": (900.0, 3_000.0), "c": (30.0, 5_000.0), "d": (2_500.0, -400.0)}
EVERYWHERE = Rect(-9e3, -9e3, 2e4, 2e4)
LINKED = [Bridge("b", "a"), Bridge("c", "a"), Bridge("d", "b"), Bridge("b", "c")]


@pytest.fixture
def board(qapp: object) -> Board:
    cards = {i: Card(i, "claim", 200, 80) for i in PLACES}
    return Board(Picture("", cards, PLACES, {}, Rect(0, -400, 2_700, 5_480)))


def windows() -> list[Rect]:
    return [Rect(x * 256.0, y * 256.0, 256, 256) for x in range(-8, 12) for y in range(-8, 24)]


def assert_found(board: Board, bridges: Bridges) -> None:
    """Every bridge is found in every window that it passes through, by walking along it."""
    found = {window: {bridge for bridge, _, _ in bridges.near(window)} for window in windows()}
    for bridge, start, end in bridges.near(EVERYWHERE):
        points = [at(start, course(start, end), step / 100)[0] for step in range(101)]
        for window, here in found.items():
            assert bridge in here or not any(window.meets(Rect(*point, 0, 0)) for point in points)


def test_each_is_found_where_it_runs(board: Board) -> None:
    assert_found(board, Bridges(board, LINKED))


def test_a_long_one_is_not_found_everywhere(board: Board) -> None:
    bridges = Bridges(board, LINKED)
    seen = [window for window in windows() if LINKED[0] in {bridge for bridge, _, _ in bridges.near(window)}]
    assert len(seen) < 45


def test_they_follow_their_cards(board: Board) -> None:
    bridges = Bridges(board, LINKED)
    assert_found(board, bridges)
    board.put_card("b", (-1_500.0, 900.0))
    assert_found(board, bridges)
    (start,) = {start for bridge, start, _ in bridges.near(EVERYWHERE) if bridge == ("b", "a")}
    assert start == (-1_300.0, 940.0)
    assert Bridge("d", "b") not in {bridge for bridge, _, _ in bridges.near(Rect(1_700, 2_000, 500, 1_200))}


def test_one_whose_card_goes_is_gone(board: Board) -> None:
    bridges = Bridges(board, LINKED)
    board.remove_card("b")
    assert [bridge for bridge, _, _ in bridges.near(EVERYWHERE)] == [Bridge("c", "a")]
