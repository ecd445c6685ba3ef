"""Circles in directed graphs, given as successors by node. Everything is iterative and linear."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def circular(successors: Mapping[_Node, Sequence[_Node]]) -> set[_Node]:
    """The nodes on some circle, a loop included: strongly connected components with an edge inside (R. Tarjan,
    "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1, 1972)."""
    found: set[_Node] = set()
    index: dict[_Node, int] = {}
    low: dict[_Node, int] = {}
    unfinished: dict[_Node, None] = {}
    for root in successors:
        work: list[tuple[_Node, Iterator[_Node]]] = []
        following: _Node | None = root if root not in index else None
        while following is not None or work:
            if following is not None:
                index[following] = low[following] = len(index)
                unfinished[following] = None
                work.append((following, iter(successors.get(following, ()))))
            here, edges = work[-1]
            following = None
            for node in edges:
                if node not in index:
                    following = node
                    break
                if node in unfinished:
                    low[here] = min(low[here], index[node])
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    found |= _finished(here, unfinished, successors)
    return found


def _finished(root: _Node, unfinished: dict[_Node, None], successors: Mapping[_Node, Sequence[_Node]]) -> set[_Node]:
    """Takes a component off the unfinished nodes; the result is empty when it is a single node without a loop."""
    members: set[_Node] = set()
    while root not in members:
        members.add(unfinished.popitem()[0])
    return members if len(members) > 1 or root in successors.get(root, ()) else set()


def path_to_circle(successors: Callable[[_Node], Sequence[_Node]], start: _Node) -> tuple[list[_Node], list[_Node]]:
    """The shortest way from a node to one that is on a circle, both included, and a shortest circle through that one, in
    order from it. Both are empty when no circle can be reached. Looks only at what can be reached."""
    before: dict[_Node, _Node] = {}
    reached = {start: successors(start)}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for node in reached[here]:
            if node not in reached:
                reached[node] = successors(node)
                before[node] = here
                queue.append(node)
    on_circle = circular(reached)
    nearest = next((node for node in reached if node in on_circle), None)
    if nearest is None:
        return [], []
    return _path(before, start, nearest), _shortest_circle(reached, nearest)


def _shortest_circle(successors: Mapping[_Node, Sequence[_Node]], start: _Node) -> list[_Node]:
    before: dict[_Node, _Node] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for node in successors[here]:
            if node == start:
                return _path(before, start, here)
            if node not in before:
                before[node] = here
                queue.append(node)
    return []


def _path(before: Mapping[_Node, _Node], start: _Node, end: _Node) -> list[_Node]:
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]
