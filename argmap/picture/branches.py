"""One branch of a map laid out afresh, in the way in which the map stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from argmap.layout import choosing, flow
from argmap.layout.grid import Grid
from argmap.layout.insertion import nearest_free
from argmap.layout.shape import Shape
from argmap.model.debate import Debate
from argmap.picture.compose import own_layout, shape_of
from argmap.picture.drawing import Card, Point
from argmap.picture.forest import forest
from argmap.picture.sheet import unanswered


def branch_places(
    debate: Debate,
    cards: Mapping[str, Card],
    places: Mapping[str, Point],
    root: str,
    members: Collection[str],
) -> dict[str, Point]:
    """Where the cards of a branch go when it is laid out afresh around its root, which stays, as does all else. What would lie
    on a card that stays goes to the nearest free place of its column instead. In a flow every card goes into the column of
    its round, as the columns stand."""
    shape = shape_of(debate, forest(debate), cards)
    fresh = _fresh(debate, shape, places, root)
    dx, dy = places[root][0] - fresh[root][0], places[root][1] - fresh[root][1]
    pinned = {i for i in members if i in debate.positions and debate.positions[i].pinned}
    moving = [i for i in members if i not in pinned and i in places]
    staying = set(places) - set(moving)
    held = Grid((i, cards[i].area(places[i])) for i in sorted(staying))
    stood = {i: places[i] for i in staying}
    columns = _columns(shape, cards, stood, fresh) if own_layout(debate) == "flow" else {}
    wanted = {i: (columns.get(i, fresh[i][0] + dx), fresh[i][1] + dy) for i in moving}
    found: dict[str, Point] = {}
    covered = []
    for i, at in wanted.items():
        if held.meeting(cards[i].area(at)):
            covered.append(i)
        else:
            found[i] = at
            held.add(i, cards[i].area(at))
    for i in covered:
        x, y = wanted[i]
        found[i] = (x, nearest_free(x, y, (cards[i].width, cards[i].height), held))
        held.add(i, cards[i].area(found[i]))
    return found


def _fresh(debate: Debate, shape: Shape, places: Mapping[str, Point], root: str) -> dict[str, Point]:
    """The whole map laid out afresh: in the layout that was chosen for it; where none was, in the one that explains best how
    far to the left and right of the root the cards stand."""
    if layout := own_layout(debate):
        if layout == "flow":
            shape = replace(shape, vacant=frozenset(unanswered(debate, None)))
        return choosing.place(layout, shape).places
    suited = choosing.best(shape)
    tried = [suited, *(choosing.place(name, shape) for name in (choosing.DEFAULT, "outline") if name != suited.layout)]

    def explained(fresh: Mapping[str, Point]) -> int:
        off = places[root][0] - fresh[root][0]
        return sum(abs(at[0] - fresh[i][0] - off) < 1 for i, at in places.items() if i in fresh)

    return max(tried, key=lambda made: explained(made.places)).places


def _columns(
    shape: Shape, cards: Mapping[str, Card], stood: Mapping[str, Point], fresh: Mapping[str, Point]
) -> dict[str, float]:
    """For each card of a flow the left edge of the column of its round: where the cards that stay have it, and beyond those
    as far on as in a fresh layout."""
    rounds = flow.rounds(shape)

    def lefts_of(places: Mapping[str, Point]) -> list[float]:
        return flow.standing(rounds, {i: cards[i].area(at) for i, at in places.items() if i in cards})[0]

    lefts, usual = lefts_of(stood), lefts_of(fresh)
    lefts += [lefts[-1] + left - usual[len(lefts) - 1] for left in usual[len(lefts) :]]
    return {i: lefts[depth] for i, depth in rounds.depth.items() if depth}
