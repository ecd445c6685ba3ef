"""The sheet that a flow is drawn on: a column with a heading for each round, rows, and the places that stayed empty."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from argmap.layout import flow
from argmap.layout.grid import Grid
from argmap.layout.shape import Shape
from argmap.layout.trees import Trees
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind
from argmap.picture import fonts
from argmap.picture.drawing import Card, Point, Rect, Run, Sheet

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

EMPTY = "Nobody answered"

_ATTACKS = {RelationKind.OBJECTS, RelationKind.UNDERCUTS, RelationKind.CONTRADICTS}
_HEAD, _FOOT, _SIDE = 46.0, 20.0, flow.COLUMN_GAP / 2
_CELL = (118.0, 30.0)


def flow_sheet(
    debate: Debate, verdicts: Verdicts | None, shape: Shape, cards: Mapping[str, Card], places: Mapping[str, Point]
) -> Sheet | None:
    """The sheet under a flow whose cards stand where ``places`` says; None where no card is linked to another. Where cards
    have been moved, it follows them, and draws nothing through or under them."""
    trees = flow.rounds(shape)
    linked = {i: Rect(*places[i], cards[i].width, cards[i].height) for i in trees.order if i in places and i in cards}
    if not linked:
        return None
    lefts, right = _columns(trees, linked)
    top = min(rect.y for rect in linked.values()) - _HEAD
    bottom = max(rect.bottom for rect in linked.values()) + _FOOT
    cells = tuple(_cells(debate, verdicts, trees, linked, lefts, right))
    if any(cell.x >= right + 2 * _SIDE for cell, _ in cells):  # a round that nobody has opened
        lefts.append(right + 2 * _SIDE)
    edges = [left - _SIDE for left in lefts]
    right = max([right, *(cell.right for cell, _ in cells)]) + _SIDE
    edges.append(right)
    bands = [Rect(edges[n], top, edges[n + 1] - edges[n], bottom - top) for n in range(1, len(edges) - 1, 2)]
    opening = trees.order[0] in debate.provisions
    runs = [_run(_heading(n, opening), "gist", left, top + 20) for n, left in enumerate(lefts)]
    head = Rect(edges[0], top + _HEAD - 16, right - edges[0], 1.2)
    rules = [head, *(Rect(edges[0], y, right - edges[0], 1) for y in _between_trees(trees, linked))]
    return Sheet(tuple(bands), tuple(rules), tuple(runs), cells, Rect(edges[0], top, right - edges[0], bottom - top))


def _heading(number: int, opening: bool) -> str:
    if number == 0:
        return "Proposal" if opening else "Opening"
    return f"Round {number}"


def _columns(trees: Trees, linked: Mapping[str, Rect]) -> tuple[list[float], float]:
    """(the left edge of each column, where most of its cards begin; the right edge of the last one)."""
    starts: dict[int, Counter[float]] = {}
    for node, rect in linked.items():
        starts.setdefault(trees.depth[node], Counter())[rect.x] += 1
    lefts: list[float] = []
    for number in sorted(starts):
        usual = min(starts[number].items(), key=lambda pair: (-pair[1], pair[0]))[0]
        first = min(starts[number]) if number == 0 else usual
        lefts.append(max(first, lefts[-1] + 2 * _SIDE) if lefts else first)
    return lefts, max(rect.right for rect in linked.values())


def _between_trees(trees: Trees, linked: Mapping[str, Rect]) -> list[float]:
    """The heights above roots at which a line meets no card."""
    spans = sorted((rect.y, rect.bottom) for rect in linked.values())
    starts = [start for start, _ in spans]
    reached, highest = [], float("-inf")
    for _, end in spans:
        highest = max(highest, end)
        reached.append(highest)
    found = []
    for node, rect in linked.items():
        y = rect.y - _FOOT
        before = bisect_right(starts, y)
        if trees.depth[node] == 0 and before and reached[before - 1] < y:
            found.append(y)
    return sorted(found)


def _cells(
    debate: Debate,
    verdicts: Verdicts | None,
    trees: Trees,
    linked: Mapping[str, Rect],
    lefts: list[float],
    right: float,
) -> Iterable[tuple[Rect, Run]]:
    """An empty place, with its words, beside each argument that nobody answered, where no card stands."""
    boxes = Grid((i, (rect.x, rect.y, rect.right, rect.bottom)) for i, rect in linked.items())
    wide, high = _CELL
    for node in _unanswered(debate, verdicts):
        if node not in linked or trees.children[node]:
            continue
        rect, column = linked[node], trees.depth[node] + 1
        x = lefts[column] if column < len(lefts) else right + 2 * _SIDE
        cell = Rect(max(x, rect.right + _SIDE), rect.y, wide, high)
        if not boxes.meeting((cell.x - 8, cell.y - 8, cell.right + 8, cell.bottom + 8)):
            words = _run(EMPTY, "footer", 0, 0)
            yield cell, _run(EMPTY, "footer", cell.x + (wide - words.width) / 2, cell.y + high / 2 + 3.6)


def _unanswered(debate: Debate, verdicts: Verdicts | None) -> list[str]:
    """The statements that attack and that nobody has met, as verdicts have it, or else those that nothing acts on."""
    if verdicts is not None:
        return [i for i, verdict in sorted(verdicts.statements.items()) if "unanswered" in verdict.flags]
    met = {relation.target.id for relation in debate.relations.values()}
    attacks = (relation for relation in debate.relations.values() if relation.kind in _ATTACKS)
    return sorted({i for relation in attacks if relation.id not in met for i in relation.sources if i not in met})


def _run(words: str, role: str, x: float, y: float) -> Run:
    return Run(words, x, y, fonts.width(words, role), role, "secondary")
