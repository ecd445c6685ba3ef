"""Circles in directed graphs, given as successors by node. Linear, but for networkx's import, which waits until a circle is
possible at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import networkx

_Node = TypeVar("_Node", bound=Hashable)


def circular(successors: Mapping[_Node, Sequence[_Node]]) -> set[_Node]:
    """The nodes on some circle, a loop included: strongly connected components with an edge inside."""
    if not any(node in successors for following in successors.values() for node in following):
        return set()
    return _on_circles(_graph(successors))


def path_to_circle(successors: Callable[[_Node], Sequence[_Node]], start: _Node) -> tuple[list[_Node], list[_Node]]:
    """The shortest way from a node to one that is on a circle, both included, and a shortest circle through that one, in
    order from it. Both are empty when no circle can be reached. Looks only at what can be reached."""
    reached = {start: successors(start)}
    queue = deque([start])
    while queue:
        for node in reached[queue.popleft()]:
            if node not in reached:
                reached[node] = successors(node)
                queue.append(node)
    on_circle = circular(reached)
    if not on_circle:
        return [], []
    graph = _graph(reached)
    ways = _ways(graph, start)
    nearest = next(node for node in ways if node in on_circle)
    trips = _ways(graph, nearest)
    closing = set(graph.predecessors(nearest))
    last = next(node for node in trips if node in closing)
    return _way(ways, nearest), _way(trips, last)


def _ways(graph: networkx.DiGraph[_Node], start: _Node) -> dict[_Node, _Node | None]:
    """What can be reached from a node, nearest first, with the node before each on a shortest way."""
    from networkx import bfs_predecessors

    return {start: None, **dict(bfs_predecessors(graph, start))}


def _way(ways: Mapping[_Node, _Node | None], end: _Node) -> list[_Node]:
    way: list[_Node] = []
    here: _Node | None = end
    while here is not None:
        way.append(here)
        here = ways[here]
    return way[::-1]


def _graph(successors: Mapping[_Node, Sequence[_Node]]) -> networkx.DiGraph[_Node]:
    from networkx import DiGraph

    return DiGraph((node, following) for node, nodes in successors.items() for following in nodes)


def _on_circles(graph: networkx.DiGraph[_Node]) -> set[_Node]:
    from networkx import strongly_connected_components

    return {
        node
        for component in strongly_connected_components(graph)
        for node in component
        if len(component) > 1 or graph.has_edge(node, node)
    }
