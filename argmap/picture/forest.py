"""Which card hangs under which: the forest that the tidy layout draws, read off a debate's relations."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import TargetKind
from argmap.model.records import Relation

FIRST = {TargetKind.PROVISION: 0, TargetKind.STATEMENT: 1, TargetKind.RELATION: 2}
"""Which of its relations places a statement: the one whose target comes first here."""


@dataclass(frozen=True, slots=True)
class Forest:
    """``edges`` are (parent, child) in the order in which children appear. ``roots`` start with the provisions, in the
    order of their tree; ``indents`` are their depths in it. ``loose`` hang on nothing and nothing hangs on them. ``parents``
    tell under what, or for an undercut beside what, a card stands."""

    edges: tuple[tuple[str, str], ...]
    roots: tuple[str, ...]
    indents: dict[str, int]
    loose: tuple[str, ...]
    parents: dict[str, str]
    beside: dict[str, str]


def forest(debate: Debate) -> Forest:
    """A statement hangs under the target of its first relation, where one to a provision comes before one to a statement;
    what undercuts a link stands beside the link's source. Children are in thread order. Circles are cut where they close.
    """
    provisions = queries.provision_order(debate)
    order = [statement.id for statement in queries.statement_order(debate)]
    outgoing = _outgoing(debate)
    trees = _Trees()
    cutting: dict[str, list[str]] = {}
    for statement in order:
        for relation in outgoing.get(statement, ()):
            if relation.target.kind is TargetKind.RELATION:
                hit = debate.relations.get(relation.target.id)
                if hit is not None and hit.sources[0] != statement:
                    cutting.setdefault(hit.sources[0], []).append(statement)
                    break
            elif trees.hang(statement, relation.target.id):
                break
    cuts = {cut for several in cutting.values() for cut in several}
    for statement, provision, _ in queries.amendments(debate):
        if statement not in trees.parents and statement not in cuts:
            trees.hang(statement, provision.id)
    beside = _beside(cutting, trees)
    children = _children(order, trees, beside, _companions(debate, order, trees, beside))
    edges = tuple((parent, child) for parent, below in children.items() for child in below)
    placed = {child for _, child in edges}
    tops = [i for i in order if i not in placed]
    linked = {i for relation in debate.relations.values() for i in (*relation.sources, relation.target.id)}
    return Forest(
        edges,
        (*(p.id for p, _ in provisions), *(i for i in tops if i in children or i in linked)),
        {provision.id: depth for provision, depth in provisions},
        tuple(i for i in tops if i not in children and i not in linked),
        dict(trees.parents),
        beside,
    )


def _outgoing(debate: Debate) -> dict[str, list[Relation]]:
    """Each statement's relations, the one that places it first."""
    found: dict[str, list[Relation]] = {}
    for relation in sorted(debate.relations.values(), key=lambda r: (FIRST[r.target.kind], r.id)):
        for source in relation.sources:
            found.setdefault(source, []).append(relation)
    return found


class _Trees:
    """Parents given one at a time, each refused that would close a circle: tree roots are kept by union-find."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}
        self._above: dict[str, str] = {}

    def hang(self, child: str, parent: str) -> bool:
        """Puts a card that has no parent under another; False when that one hangs on it already."""
        if self._root(parent) == child:
            return False
        self.parents[child] = parent
        self._above[child] = parent
        return True

    def _root(self, node: str) -> str:
        root = node
        while root in self._above:
            root = self._above[root]
        while node != root:  # shorten the way for the next search
            self._above[node], node = root, self._above[node]
        return root


def _beside(cutting: dict[str, list[str]], trees: _Trees) -> dict[str, str]:
    """Gives what undercuts a link the parent of the link's source, or that source itself where it has none. The result
    tells beside which card each stands."""
    beside: dict[str, str] = {}
    pending = {cut for cuts in cutting.values() for cut in cuts}
    ready = [source for source in cutting if source not in pending]
    for start in (ready, list(cutting)):  # the second: circles of undercuts, broken anywhere
        queue = [source for source in start if source in cutting]
        for source in queue:  # grows while it is walked
            for cut in cutting.pop(source, ()):
                parent = trees.parents.get(source)
                if parent is not None and trees.hang(cut, parent):
                    beside[cut] = source
                elif parent is None:
                    trees.hang(cut, source)
                if cut in cutting:
                    queue.append(cut)
    return beside


def _companions(debate: Debate, order: list[str], trees: _Trees, beside: dict[str, str]) -> dict[str, str]:
    """For linked premises under one parent, the first of them in thread order: the others stand below it."""
    place = {node: index for index, node in enumerate(order)}
    companions: dict[str, str] = {}
    for relation in sorted(debate.relations.values(), key=lambda relation: relation.id):
        if len(relation.sources) < 2:
            continue
        first, *others = sorted(relation.sources, key=place.__getitem__)
        for other in others:
            same = trees.parents.get(first) == trees.parents.get(other) is not None
            if same and not {first, other} & beside.keys():
                companions.setdefault(other, first)
    return companions


def _children(
    order: list[str], trees: _Trees, beside: dict[str, str], companions: dict[str, str]
) -> dict[str, list[str]]:
    """Children in thread order, each followed by what stands beside it and by its companions."""
    followers: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    for node in order:
        leader = beside.get(node) or companions.get(node)
        if leader is not None:
            followers.setdefault(leader, []).append(node)
        elif node in trees.parents:
            plain.setdefault(trees.parents[node], []).append(node)
    children: dict[str, list[str]] = {}
    for parent, nodes in plain.items():
        stack = list(reversed(nodes))
        below = children[parent] = []
        while stack:
            node = stack.pop()
            below.append(node)
            stack.extend(reversed(followers.get(node, ())))
    return children
