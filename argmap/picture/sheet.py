"""The sheet that a flow is drawn on: a column with a heading for each round, rows, and the places that stayed empty."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from argmap.layout import flow
from argmap.layout.grid import Grid
from argmap.layout.shape import Shape
from argmap.layout.trees import Trees
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.picture import fonts, text
from argmap.picture.drawing import Card, Point, Rect, Run, Sheet

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

EMPTY = "Nobody answered"

_HEAD, _FOOT, _SIDE, _CLEAR = 74.0, 20.0, flow.COLUMN_GAP / 2, 8.0
_CELL = (136.0, 40.0)
_MOST_NAMES = 3


def flow_sheet(
    debate: Debate, verdicts: Verdicts | None, shape: Shape, cards: Mapping[str, Card], places: Mapping[str, Point]
) -> Sheet | None:
    """The sheet under a flow whose cards stand where ``places`` says; None where no card is linked to another. Where cards
    have been moved, it follows them, and draws nothing through or under them."""
    trees = flow.rounds(shape)
    linked = {i: Rect(*places[i], cards[i].width, cards[i].height) for i in trees.order if i in places and i in cards}
    if not linked:
        return None
    lefts, right = flow.standing(trees, {i: (r.x, r.y, r.right, r.bottom) for i, r in linked.items()})
    top = min(rect.y for rect in linked.values()) - _HEAD
    bottom = max(rect.bottom for rect in linked.values()) + _FOOT
    open_points = [node for node in unanswered(debate, verdicts) if node in linked]
    cells = dict(_cells(open_points, trees, linked, lefts, right))
    if any(cell.x >= right + 2 * _SIDE for cell, _ in cells.values()):  # a round that nobody has opened
        lefts.append(right + 2 * _SIDE)
    edges = [left - _SIDE for left in lefts]
    right = max([right, *(cell.right for cell, _ in cells.values())]) + _SIDE
    edges.append(right)
    bands = [Rect(edges[n], top, edges[n + 1] - edges[n], bottom - top) for n in range(1, len(edges) - 1, 2)]
    head = Rect(edges[0], top + _HEAD - 16, right - edges[0], 1.2)
    rules = [head, *(Rect(edges[0], y, right - edges[0], 1) for y in _between_trees(trees, linked))]
    bounds = Rect(edges[0], top, right - edges[0], bottom - top)
    runs = tuple(_headings(debate, trees, linked, set(open_points), edges, top))
    roots = sorted((rect.y, rect.bottom, cards[i].title) for i, rect in linked.items() if not trees.depth[i])
    return Sheet(
        tuple(bands), tuple(rules), runs, tuple(cells.values()), bounds, tuple(cells), tuple(lefts), tuple(roots)
    )


def _headings(
    debate: Debate, trees: Trees, linked: Mapping[str, Rect], open_points: set[str], edges: list[float], top: float
) -> Iterator[Run]:
    """Above each column which round it is, who speaks in it, and how many points it has and how many want an answer."""
    columns: list[list[str]] = [[] for _ in edges[1:]]
    for node in trees.order:
        if node in linked:
            columns[trees.depth[node]].append(node)
    for number, nodes in enumerate(columns):
        left, room = edges[number] + _SIDE, edges[number + 1] - edges[number] - _SIDE
        name = f"Round {number}" if number else "Proposal" if trees.order[0] in debate.provisions else "Opening"
        yield _run(name, "gist", left, top + 19)
        speakers = Counter(
            author
            for node in nodes
            if node in debate.statements
            for author in queries.authors_of(debate, debate.statements[node])
        )
        ranked = sorted(speakers, key=lambda author: (-speakers[author], debate.authors[author].name, author))
        who = _shortened([text.one_line(debate.authors[author].name) or "?" for author in ranked], room)
        waiting = sum(node in open_points for node in nodes)
        for line, words in enumerate(part for part in (who, _counted(nodes, debate, waiting)) if part):
            yield _run(words, "footer", left, top + 36 + 15 * line)


def _counted(nodes: list[str], debate: Debate, waiting: int) -> str:
    provisions = sum(node in debate.provisions for node in nodes)
    numbers = ((provisions, "provision"), (len(nodes) - provisions, "point"))
    words = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in numbers if n]
    return ", ".join([*words, f"{waiting:,} unanswered"] if waiting else words)


def _shortened(names: list[str], room: float) -> str:
    """As many names as there is room for, and how many more there are."""
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        words = ", ".join(names[:shown]) + (f" +{rest}" if rest else "")
        if shown <= _MOST_NAMES and (fonts.width(words, "footer") <= room or shown == 1):
            return words if fonts.width(words, "footer") <= room else _cut(names[0], rest, room)
    return ""


def _cut(name: str, rest: int, room: float) -> str:
    end = f"… +{rest}" if rest else "…"
    while len(name) > 1 and fonts.width(name + end, "footer") > room:
        name = name[:-1].rstrip()
    return name + end


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
    open_points: list[str], trees: Trees, linked: Mapping[str, Rect], lefts: list[float], right: float
) -> Iterator[tuple[str, tuple[Rect, Run]]]:
    """For each argument that nobody answered an empty place, with its words, where no card stands: beside it, or else below
    what stands there."""
    boxes = Grid((i, (rect.x, rect.y, rect.right, rect.bottom)) for i, rect in linked.items())
    wide, high = _CELL
    words = fonts.width(EMPTY, "footer")
    taken: set[tuple[float, float]] = set()
    for node in open_points:
        rect, column = linked[node], trees.depth[node] + 1
        x = lefts[column] if column < len(lefts) else right + 2 * _SIDE
        x = max(x, rect.right + _SIDE)
        below = max((linked[i].bottom for i in trees.children[node] if i in linked), default=rect.y)
        for y in (rect.y, below + 2 * _CLEAR):
            cell = Rect(x, y, wide, high)
            around = (x - _CLEAR, y - _CLEAR, cell.right + _CLEAR, cell.bottom + _CLEAR)
            if boxes.is_free(around) and (x, y) not in taken:
                taken.add((x, y))
                where = x + (wide - words) / 2, y + high / 2 + 3.6
                yield node, (cell, Run(EMPTY, *where, words, "footer", "objection"))
                break


def unanswered(debate: Debate, verdicts: Verdicts | None) -> list[str]:
    """The statements that attack and that nobody has met, as verdicts have it, or as they would have it."""
    if verdicts is not None:
        return [i for i, verdict in sorted(verdicts.statements.items()) if "unanswered" in verdict.flags]
    from argmap.analysis.flags import replies
    from argmap.analysis.flattening import WhatIf, flatten

    return sorted({source for _, source in replies(debate, flatten(debate, WhatIf())).unanswered})


def _run(words: str, role: str, x: float, y: float) -> Run:
    return Run(words, x, y, fonts.width(words, role), role, "secondary")
