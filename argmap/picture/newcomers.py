"""Where cards go that are new on a map: in the way in which the others stand, so that nothing else moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Protocol

from argmap.layout import flow, outline
from argmap.layout.grid import Grid
from argmap.layout.insertion import Standing, insert
from argmap.layout.shape import Shape
from argmap.layout.trees import Trees
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.picture.drawing import Card, Point, Sheet
from argmap.picture.forest import FIRST, Forest


class _Placed(Protocol):
    """What tells whether a card has a place."""

    def __contains__(self, card_id: str, /) -> bool: ...


_SAMPLE = 60
_WALKED = 64


def anchor_of(debate: Debate, card_id: str, placed: _Placed) -> tuple[str | None, bool]:
    """The placed card that another one goes near, and whether it goes above or below that, in its column, rather than to
    the right: what it acts on, provisions first; for an undercut, the source of the arrow that it hits; what it amended;
    for a provision, the one before it."""
    if card_id in debate.provisions:
        return _provision_before(debate, card_id, placed), True
    for relation in sorted(queries.relations_from(debate, card_id), key=lambda r: (FIRST[r.target.kind], r.id)):
        target, beside = relation.target.id, False
        while target in debate.relations:
            target, beside = debate.relations[target].sources[0], True
        if target in placed and target != card_id:
            return target, beside
    for provision_id in sorted(i for _, i in debate.referrers(card_id) if i in debate.provisions):
        if provision_id in placed:
            return provision_id, False
    return None, False


def slot(
    debate: Debate, card: Card, anchor: str | None, occupied: Grid, sheet: Sheet | None, *, beside: bool = False
) -> Point:
    """Where a card goes near its ``anchor`` among ``occupied`` places, on the ``sheet`` of a flow or, if None, in the way of
    the others. Beside an anchor means that it does not answer it."""
    box = (card.width, card.height)
    near = occupied.area(anchor) if anchor is not None and anchor in occupied else None
    if anchor is None or near is None:
        return insert(box, None, occupied)
    if sheet is None or not sheet.lefts:
        return insert(box, near, occupied, beside=beside, standing=Standing(_way_of_standing(debate, occupied)))
    if card.id in debate.provisions:
        return sheet.lefts[0], insert(box, None, occupied)[1]
    if beside and not queries.relations_from(debate, card.id):
        return insert(box, near, occupied, beside=True)  # hangs on nothing: no part of the sheet
    column = _round_of(debate, anchor, occupied, sheet.lefts) + 1
    right = sheet.bounds.right + flow.COLUMN_GAP / 2
    x = sheet.lefts[column] if column < len(sheet.lefts) else right
    kept = [
        (x, cell.y, cell.right, cell.bottom)
        for (cell, _), owner in zip(sheet.cells, sheet.beside, strict=True)
        if cell.x == x and owner != anchor
    ]
    standing = Standing("flow", sheet.lefts, right, kept)
    return insert(box, near, occupied, standing=standing, column=column)


def joined(
    debate: Debate, trees: Forest, shape: Shape, cards: Mapping[str, Card], known: Mapping[str, Point]
) -> dict[str, Point]:
    """A place for every card. Those known keep theirs; each other goes into a free slot near what it answers."""
    placed = dict(known)
    occupied = Grid((i, cards[i].area(at)) for i, at in placed.items())
    rounds = flow.rounds(shape) if debate.info.layout == "flow" else None
    standing = Standing(_way_of_standing(debate, occupied)) if rounds is None else _columns(rounds, occupied)
    for node in _parents_first(trees):
        if node in placed or node not in cards:
            continue
        box = (cards[node].width, cards[node].height)
        anchor = trees.beside.get(node) or trees.parents.get(node)
        near = occupied.area(anchor) if anchor is not None and anchor in occupied else None
        column = rounds.depth.get(node) if rounds is not None and near is not None else None
        beside = node in trees.beside
        at = insert(box, near, occupied, beside=beside, standing=standing, column=column)
        placed[node] = at
        occupied.add(node, cards[node].area(at))
        if column is not None and column >= len(standing.lefts):
            standing = replace(standing, lefts=(*standing.lefts, at[0]))
        if column is not None:
            standing = replace(standing, right=max(standing.right, at[0] + box[0] + flow.COLUMN_GAP))
    return placed


def _columns(rounds: Trees, occupied: Grid) -> Standing:
    areas = {node: occupied.area(node) for node in rounds.order if node in occupied}
    lefts, right = flow.standing(rounds, areas)
    return Standing("flow", lefts, right + flow.COLUMN_GAP)


def _way_of_standing(debate: Debate, occupied: Grid) -> str:
    """The layout whose way the cards stand in, as far as a few links tell: an outline, or "" for any other. Only in an
    outline cards hang below what they answer, though not those that a new column parts from it."""
    layout = debate.info.layout
    if layout:
        return layout
    further_in, seen = 0, 0
    for relation in islice(debate.relations.values(), _SAMPLE):
        source, target = relation.sources[0], relation.target.id
        if source in occupied and target in occupied:
            one, other = occupied.area(source), occupied.area(target)
            further_in += other[0] < one[0] < other[2] and one[1] >= other[3]
            seen += 1
    return outline.LAYOUT.name if 5 * further_in > seen else ""


def _round_of(debate: Debate, card_id: str, placed: Grid, lefts: tuple[float, ...]) -> int:
    """How many cards there are on the way from one to the root that it hangs on. After very many, it is told by the column
    in which the one reached there stands."""
    walked = {card_id}
    here = card_id
    while here not in debate.provisions:
        above = anchor_of(debate, here, placed)[0]
        if above is None or above in walked:
            break
        walked.add(above)
        here = above
        if len(walked) > _WALKED:
            x = placed.area(here)[0]
            return len(walked) - 1 + min(range(len(lefts)), key=lambda number: abs(lefts[number] - x))
    return len(walked) - 1


def _provision_before(debate: Debate, provision_id: str, placed: _Placed) -> str | None:
    order = [provision.id for provision, _ in queries.provision_order(debate)]
    before = order[: order.index(provision_id)]
    return next((i for i in reversed(before) if i in placed), None)


def _parents_first(trees: Forest) -> list[str]:
    """Every node, each after what it is placed by."""
    order: list[str] = []
    below: dict[str, list[str]] = {}
    for parent, child in trees.edges:
        below.setdefault(parent, []).append(child)
    stack = list(reversed(trees.roots))
    while stack:
        node = stack.pop()
        order.append(node)
        stack.extend(reversed(below.get(node, ())))
    return [*order, *trees.loose]
