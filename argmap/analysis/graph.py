"""The map as a graph: what is near what, and what hangs on a provision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, TargetKind
from argmap.model.queries import amendments


def neighbourhood(debate: Debate, record_id: str, depth: int) -> set[str]:
    """A statement, provision or relation and what is at most ``depth`` links away, links included. A link comes whole: with
    all its sources, its target, and the links that undercut it, so that everything returned can be drawn. Empty for an id
    that is not on the map. Linear in the size of the map."""
    web = _web(debate)
    if record_id in debate.relations:
        reached = web.ends_of(web.whole({record_id}))
    elif record_id in debate.statements or record_id in debate.provisions:
        reached = {record_id}
    else:
        return set()
    edge, crossed = set(reached), set[str]()
    for _ in range(depth):
        links = web.whole({link for node in edge for link in web.links.get(node, ())} - crossed)
        crossed |= links
        ends = web.ends_of(links).union(*(web.amendments.get(node, ()) for node in edge))
        edge = ends - reached
        reached |= edge
        if not edge:
            break
    return reached | _links_among(debate, reached)


def _links_among(debate: Debate, nodes: set[str]) -> set[str]:
    """The relations with every end among these nodes, or on another such relation."""
    inside: set[str] = set()
    waiting: dict[str, list[str]] = {}
    for relation in debate.relations.values():
        if nodes.issuperset(relation.sources):
            if relation.target.kind is TargetKind.RELATION:
                waiting.setdefault(relation.target.id, []).append(relation.id)
            elif relation.target.id in nodes:
                inside.add(relation.id)
    queue = list(inside)
    for link in queue:  # grows while it is walked
        queue += waiting.pop(link, ())
    return set(queue)


def below_provision(debate: Debate, provision_id: str) -> set[str]:
    """A provision with those below it in the tree, and everything that acts on them, on what acts on them, and so on, or that
    changed them: statements and relations. A contradiction brings both its ends. Empty for an id that is no provision."""
    if provision_id not in debate.provisions:
        return set()
    children: dict[str, list[str]] = {}
    for provision in debate.provisions.values():
        if provision.parent is not None:
            children.setdefault(provision.parent, []).append(provision.id)
    acting: dict[str, list[str]] = {}
    for relation in debate.relations.values():
        acting.setdefault(relation.target.id, []).append(relation.id)
        acting[relation.id] = [*acting.get(relation.id, ()), *relation.sources]
        if relation.kind is RelationKind.CONTRADICTS:
            acting.setdefault(relation.sources[0], []).append(relation.id)
            acting[relation.id].append(relation.target.id)
    for statement, provision, _ in amendments(debate):
        acting.setdefault(provision.id, []).append(statement)
    found = {provision_id}
    queue = [provision_id]
    for here in queue:  # grows while it is walked
        for following in (*acting.get(here, ()), *children.get(here, ())):
            if following not in found:
                found.add(following)
                queue.append(following)
    return found


@dataclass(slots=True)
class _Web:
    """Who is linked with whom. ``links``: node to the relations that it is an end of; ``ends``: relation to its sources, and
    its target where that is a node; ``joined``: relation to those that it hits or that hit it; ``amendments``: statement to
    provisions and back."""

    links: dict[str, set[str]] = field(default_factory=dict)
    ends: dict[str, set[str]] = field(default_factory=dict)
    joined: dict[str, set[str]] = field(default_factory=dict)
    amendments: dict[str, set[str]] = field(default_factory=dict)

    def whole(self, links: Iterable[str]) -> set[str]:
        """Links with everything that hits them or that they hit."""
        found = set(links)
        queue = list(found)
        for link in queue:  # grows while it is walked
            more = self.joined.get(link, set()) - found
            found |= more
            queue.extend(more)
        return found

    def ends_of(self, links: Iterable[str]) -> set[str]:
        """The nodes at the ends of links."""
        return {node for link in links for node in self.ends[link]}


def _web(debate: Debate) -> _Web:
    web = _Web()
    for relation in debate.relations.values():
        ends = set(relation.sources)
        if relation.target.kind is TargetKind.RELATION:
            web.joined.setdefault(relation.id, set()).add(relation.target.id)
            web.joined.setdefault(relation.target.id, set()).add(relation.id)
        else:
            ends.add(relation.target.id)
        web.ends[relation.id] = ends
        for node in ends:
            web.links.setdefault(node, set()).add(relation.id)
    for statement, provision, _ in amendments(debate):
        web.amendments.setdefault(statement, set()).add(provision.id)
        web.amendments.setdefault(provision.id, set()).add(statement)
    return web
