"""Which part of a map is shown: what filters, a focus and folded branches leave of it, and what stands for the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import TargetKind
from argmap.model.records import Relation, View
from argmap.picture.filtering import is_filtering, let_through
from argmap.picture.forest import forest

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdicts

EVERYTHING = View("")
"""No filter and no fold."""

FARTHEST = 400
"""Hidden cards that a bridge leads through at most; a way through more of them is not followed."""


class Focus(NamedTuple):
    """The cards within so many steps along the links, either way, from a card or from both ends of a link."""

    id: str
    steps: int = 1


class Bridge(NamedTuple):
    """Two cards that are shown and linked only by way of cards that are not; ``source`` acts on ``target`` at the far end."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """What of a map is shown. ``hidden`` and ``dimmed`` are ids of cards and of drawn links; everything else is shown as
    ever. ``stubs`` tell how many cards each folded card hides, and ``bridges`` which cards are linked through hidden ones."""

    hidden: frozenset[str] = frozenset()
    dimmed: frozenset[str] = frozenset()
    stubs: Mapping[str, int] = field(default_factory=dict)
    bridges: tuple[Bridge, ...] = ()


WHOLE = Part()


def visible(
    debate: Debate,
    verdicts: Verdicts | None,
    view: View = EVERYTHING,
    focus: Focus | None = None,
    spared: Collection[str] = (),
) -> Part:
    """The part of a debate's map that a view and a focus leave. What the filters or the focus leave out is dimmed, or hidden
    where the view says so; ``spared`` cards never are. What hangs on a folded card is hidden. Linear time."""
    if focus is None and not view.folded and not is_filtering(view):
        return WHOLE
    map_ = _Map(debate)
    folded_by = _folded(debate, view.folded)
    kept = let_through(debate, verdicts, view, map_.nodes)
    if focus is not None:
        kept &= map_.within(focus)
    kept |= set(spared)
    out = map_.nodes.keys() - kept
    hidden = (out if view.hides else set()) | folded_by.keys()
    if not out and not hidden:
        return WHOLE
    dimmed = out - hidden
    stubs: dict[str, int] = {}
    for card_id, folds in folded_by.items():
        for fold in folds if card_id in map_.nodes else ():
            stubs[fold] = stubs.get(fold, 0) + 1
    lines = map_.lines
    gone = {link.id for link in lines if any(end in hidden for end in link.ends)}
    gone |= map_.hanging(gone)
    faint = {link.id for link in lines if link.id not in gone and any(end in dimmed for end in link.ends)}
    bridges = _bridges(map_, hidden, gone, {i: folds[0] for i, folds in folded_by.items()}) if hidden else ()
    return Part(frozenset(hidden | gone), frozenset(dimmed | faint), stubs, bridges)


def below(debate: Debate) -> dict[str, list[str]]:
    """The cards that hang on each card, in the order of the map."""
    found: dict[str, list[str]] = {}
    for parent, child in forest(debate).edges:
        found.setdefault(parent, []).append(child)
    return found


def branch(children: Mapping[str, list[str]], card_id: str) -> list[str]:
    """Everything that hangs on a card, directly or not, without the card itself."""
    found: list[str] = []
    seen = {card_id}
    queue = [card_id]
    for node in queue:  # grows while it is walked
        for child in children.get(node, ()):
            if child not in seen:
                seen.add(child)
                found.append(child)
                queue.append(child)
    return found


def _folded(debate: Debate, folds: Collection[str]) -> dict[str, list[str]]:
    """Each card that a fold hides, with the folds that hide it, the outermost of them first."""
    if not folds:
        return {}
    children = below(debate)
    branches = {fold: branch(children, fold) for fold in dict.fromkeys(folds)}
    found: dict[str, list[str]] = {}
    for fold in sorted(branches, key=lambda i: (-len(branches[i]), i)):
        for card_id in branches[fold]:
            found.setdefault(card_id, []).append(fold)
    return found


class _Line(NamedTuple):
    """A link as cards: ``ends`` are its sources and where it leads; a link on another link leads to where that starts."""

    id: str
    sources: tuple[str, ...]
    target: str

    @property
    def ends(self) -> tuple[str, ...]:
        return (*self.sources, self.target)


class _Map:
    """The cards and links of a debate, and who is beside whom."""

    def __init__(self, debate: Debate) -> None:
        self._debate = debate
        self.nodes = {**dict.fromkeys(debate.provisions), **dict.fromkeys(debate.statements)}
        self.lines = list(_lines(debate))

    def within(self, focus: Focus) -> set[str]:
        """The cards that are at most so many steps away."""
        beside: dict[str, set[str]] = {}
        for line in self.lines:
            for one in line.ends:
                beside.setdefault(one, set()).update(line.ends)
        found = {focus.id} & self.nodes.keys()
        if not found:
            found = {end for line in self.lines if line.id == focus.id for end in line.ends}
        for _ in range(focus.steps):
            found |= {other for one in found for other in beside.get(one, ())}
        return found

    def hanging(self, gone: Collection[str]) -> set[str]:
        """The links that act on any of these links, and so on."""
        acting: dict[str, list[str]] = {}
        for relation in self._debate.relations.values():
            if relation.target.kind is TargetKind.RELATION:
                acting.setdefault(relation.target.id, []).append(relation.id)
        queue = list(gone)
        found: set[str] = set()
        for link_id in queue:  # grows while it is walked
            more = [i for i in acting.get(link_id, ()) if i not in found]
            found.update(more)
            queue += more
        return found


def _lines(debate: Debate) -> Iterator[_Line]:
    told: set[tuple[str, str]] = set()
    for relation in debate.relations.values():
        target = _card_hit(debate, relation)
        told.update((source, target) for source in relation.sources)
        yield _Line(relation.id, relation.sources, target)
    for statement, provision, _ in queries.amendments(debate):
        if (statement, provision.id) not in told:
            yield _Line(f"amends:{statement}:{provision.id}", (statement,), provision.id)


def _card_hit(debate: Debate, relation: Relation) -> str:
    """The card that a relation leads to; undercuts in a circle lead to where one of them starts."""
    seen = {relation.id}
    while relation.target.id in debate.relations and relation.target.id not in seen:
        relation = debate.relations[relation.target.id]
        seen.add(relation.id)
        if relation.target.kind is not TargetKind.RELATION or relation.target.id in seen:
            return relation.sources[0]
    return relation.sources[0] if relation.target.id in debate.relations else relation.target.id


def _bridges(
    map_: _Map, hidden: Collection[str], gone: Collection[str], stands_for: Mapping[str, str]
) -> tuple[Bridge, ...]:
    """Ways through hidden cards between those that are shown. A folded card speaks for what it hides; ``stands_for`` are the
    folds of cards hidden by one."""

    def speaker(card_id: str) -> str | None:
        fold = stands_for.get(card_id, card_id)
        return None if fold in hidden else fold

    onward: dict[str, list[str]] = {}
    direct = set()
    for line in map_.lines:
        for source in line.sources:
            if line.id in gone:
                onward.setdefault(source, []).append(line.target)
            else:
                direct.add((source, line.target))
    found: dict[Bridge, None] = {}
    for start in onward:
        own = speaker(start)
        if own is None:
            continue
        seen = {start}
        queue = [start]
        for node in queue:  # grows while it is walked
            for target in onward.get(node, ()):
                other = speaker(target)
                if other is None and target not in seen and len(queue) < FARTHEST:
                    seen.add(target)
                    queue.append(target)
                elif other is not None and other != own and (own, other) not in direct:
                    found[Bridge(own, other)] = None
    return tuple(found)
