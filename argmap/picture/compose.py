"""The map as a picture: cards measured, placed and linked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.layout import choosing
from argmap.layout.grid import Grid
from argmap.layout.insertion import nearest_free
from argmap.layout.shape import Placement, Shape
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.progress import Progress, part_of, silent
from argmap.picture import cards as card_measure
from argmap.picture.drawing import Card, Link, Picture, Point, Rect, Sheet
from argmap.picture.forest import Forest, forest
from argmap.picture.links import route
from argmap.picture.newcomers import joined
from argmap.picture.sheet import flow_sheet, unanswered

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

LAYOUTS = tuple(known.name for known in choosing.layouts())
"""The names of the layouts that ``compose`` knows."""

_INDENT = 22.0
_FARTHEST = 1e8


def compose(
    debate: Debate,
    verdicts: Verdicts | None,
    *,
    places: Mapping[str, Point] | None = None,
    layout: str = "",
    show_verdicts: bool = True,
    numbers: Mapping[str, int] | None = None,
    plain: bool = False,
    progress: Progress = silent,
) -> Picture:
    """The picture of a debate. Cards stand where the debate's positions or else ``places`` put them; the others go into
    free slots near what they answer, or are all laid out when none has a place. A named ``layout`` moves all that are not
    pinned. ``plain`` lines are not led round cards. Raises KeyError for a layout that does not exist."""
    if layout and layout not in LAYOUTS:
        raise KeyError(layout)
    told = part_of(progress, 0.0, 0.4)
    cards = card_measure.measure(debate, verdicts, show_verdicts=show_verdicts, numbers=numbers, progress=told)
    known = known_places(debate, cards, places or {}, pinned_only=bool(layout))
    if layout or not known:
        made = arranged(debate, cards, layout, known)
    else:
        made = Placement(place(debate, cards, known), own_layout(debate))
    placed = made.places
    links = route(debate, verdicts, cards, placed, plain=plain, progress=part_of(progress, 0.5, 1.0))
    sheet = sheet_under(debate, verdicts, cards, placed, made.layout)
    return Picture(debate.title, cards, placed, links, bounds(cards, placed, links, sheet), sheet, made.note)


def sheet_under(
    debate: Debate, verdicts: Verdicts | None, cards: Mapping[str, Card], places: Mapping[str, Point], layout: str
) -> Sheet | None:
    """What lies under cards that stand in a layout: the columns of a flow, and under others nothing."""
    if layout != "flow":
        return None
    return flow_sheet(debate, verdicts, shape_of(debate, forest(debate), cards, linked=False), cards, places)


def known_places(
    debate: Debate, cards: Mapping[str, Card], places: Mapping[str, Point], *, pinned_only: bool = False
) -> dict[str, Point]:
    """Where cards stand already: the debate's own positions before those given."""
    known = {} if pinned_only else {i: at for i, at in places.items() if i in cards}
    for node, position in debate.positions.items():
        if node in cards and (position.pinned or not pinned_only):
            known[node] = (position.x, position.y)
    return {i: (x, y) for i, (x, y) in known.items() if math.isfinite(x + y) and abs(x) + abs(y) < _FARTHEST}


def place(
    debate: Debate, cards: Mapping[str, Card], known: Mapping[str, Point], *, fresh: bool = False, layout: str = ""
) -> dict[str, Point]:
    """A place for every card. Those known keep theirs; the others are laid out, as ``arranged`` does it, when none is known
    or ``fresh`` says so, else each goes into a free slot near what it answers."""
    if fresh or not known:
        return arranged(debate, cards, layout, known).places
    trees = forest(debate)
    return joined(debate, trees, shape_of(debate, trees, cards, linked=False), cards, known)


def arranged(
    debate: Debate, cards: Mapping[str, Card], layout: str = "", pinned: Mapping[str, Point] | None = None
) -> Placement:
    """All cards laid out afresh around those that are pinned, whose places are given. ``layout`` is the name of a layout, or
    "" for the debate's own, or else for the one that suits its shape; the placement tells which it was. Raises KeyError for
    a layout that does not exist."""
    trees = forest(debate)
    shape = shape_of(debate, trees, cards)
    name = layout or own_layout(debate)
    if name == "flow":
        shape = replace(shape, vacant=frozenset(unanswered(debate, None)))
    made = choosing.place(name, shape) if name else choosing.best(shape)
    if not pinned:
        return made
    return Placement(_around_pinned(made.places, cards, pinned), made.layout, made.note)


def own_layout(debate: Debate) -> str:
    """The name of the layout that was chosen for a debate, "" for none or one that does not exist."""
    return debate.info.layout if debate.info.layout in LAYOUTS else ""


def suggested(debate: Debate, cards: Mapping[str, Card]) -> str:
    """The name of the layout that suits the shape of a map."""
    return choosing.best(shape_of(debate, forest(debate), cards)).layout


def shape_of(debate: Debate, trees: Forest, cards: Mapping[str, Card], *, linked: bool = True) -> Shape:
    """The shape of a map, for a layout; without the links across where it need not be ``linked``."""
    return Shape(
        {i: (card.width, card.height) for i, card in cards.items()},
        trees.edges,
        trees.roots,
        {i: min(depth, 4) * _INDENT for i, depth in trees.indents.items() if depth},
        trees.beside,
        trees.loose,
        tuple(_ends(debate, cards)) if linked else (),
    )


def _ends(debate: Debate, cards: Mapping[str, Card]) -> Iterator[tuple[str, str]]:
    """(source, target) of every line, as cards: a line that ends on another one leads to where that one starts."""
    for _, relation in sorted(debate.relations.items()):
        target = relation.target.id
        if target in debate.relations:
            target = debate.relations[target].sources[0]
        if target in cards:
            yield from ((source, target) for source in relation.sources if source in cards)
    for statement, provision, _ in queries.amendments(debate):
        if statement in cards and provision.id in cards:
            yield statement, provision.id


def _around_pinned(
    places: dict[str, Point], cards: Mapping[str, Card], pinned: Mapping[str, Point]
) -> dict[str, Point]:
    """Moves what would lie under a pinned card to the nearest free place of its column."""
    placed = {i: at for i, at in places.items() if i not in pinned} | dict(pinned)
    held = Grid((i, cards[i].area(at)) for i, at in pinned.items())
    covered = [i for i, at in placed.items() if i not in pinned and held.meeting(cards[i].area(at))]
    standing = placed.keys() - set(covered)
    occupied = Grid((i, cards[i].area(placed[i])) for i in placed if i in standing)
    for i in covered:
        card, (x, y) = cards[i], placed[i]
        at = placed[i] = (x, nearest_free(x, y, (card.width, card.height), occupied))
        occupied.add(i, card.area(at))
    return placed


def bounds(
    cards: Mapping[str, Card], places: Mapping[str, Point], links: Mapping[str, Link], sheet: Sheet | None = None
) -> Rect:
    """The rectangle that holds every card, line and mark, and what lies under them."""
    around = card_measure.bounds(cards, places)
    left, top, right, bottom = around.x, around.y, around.right, around.bottom
    for link in links.values():
        left, top = min(left, link.bounds.x), min(top, link.bounds.y)
        right, bottom = max(right, link.bounds.right), max(bottom, link.bounds.bottom)
    if sheet is not None:
        left, top = min(left, sheet.bounds.x), min(top, sheet.bounds.y)
        right, bottom = max(right, sheet.bounds.right), max(bottom, sheet.bounds.bottom)
    return Rect(left, top, right - left, bottom - top)
