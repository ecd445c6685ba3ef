"""The comments that a file only counts ("load more comments") or only names: how many of them are really absent, once the
parts that were fetched later are there too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from argmap.formats.threads.thread import Note, PostDraft
from argmap.formats.threads.told import counted
from argmap.model.kinds import FindingLevel, PostStatus


@dataclass(slots=True)
class Stub:
    """``count`` comments below ``parent``, of which ``children`` are the direct replies; no number and no children where the
    branch goes on at a page of its own. All are native ids. ``missing`` is how many of them are nowhere."""

    parent: str
    count: int
    children: tuple[str, ...]
    page: int = 0
    missing: int = 0
    is_open: bool = False
    """Whether something of it is absent after all."""

    @property
    def leads_on(self) -> bool:
        """Whether it only says that the branch goes on elsewhere."""
        return not self.children and self.count <= 0

    def draft(self) -> PostDraft:
        """The post that stands for it."""
        if self.leads_on:
            title = "More replies, which are not in this file"
        else:
            title = f"{counted(self.missing, 'reply', 'replies')} that {'is' if self.missing == 1 else 'are'} not in this file"
        return PostDraft(f"{self.parent}/more", self.parent, status=PostStatus.STUB, title=title)


@dataclass(slots=True)
class _Node:
    """A comment or submission, or a name that only others mention. ``weight`` counts the comments from here on down."""

    children: list[str] = field(default_factory=list)
    stubs: list[Stub] = field(default_factory=list)
    weight: int = 1


def settled(drafts: Sequence[PostDraft], stubs: Sequence[Stub]) -> list[Stub]:
    """The stubs that are still open, one for each parent, with what is missing below them. Of stubs that name the same
    comments the last holds, since it was fetched last."""
    here = {draft.native_id for draft in drafts}
    nodes: dict[str, _Node] = {}
    above: dict[str, str] = {}
    for draft in drafts:
        name = draft.native_id or ""
        nodes.setdefault(name, _Node())
        if draft.parent is not None and name not in above and draft.parent != name:
            above[name] = draft.parent
            nodes.setdefault(draft.parent, _Node()).children.append(name)
    for stub in stubs:
        nodes.setdefault(stub.parent, _Node()).stubs.append(stub)
    for name in _deepest_first(nodes, above):
        node = nodes[name]
        _settle_below(node, {child: nodes[child].weight for child in node.children if child in here})
        node.weight += sum(nodes[child].weight for child in node.children)
        node.weight += sum(stub.missing for stub in node.stubs if stub.is_open)
    return list(_one_each(stub for stub in stubs if stub.is_open))


def _deepest_first(nodes: dict[str, _Node], above: dict[str, str]) -> list[str]:
    """All names, each before its parent; those in a circle come first."""
    order = [name for name in nodes if name not in above]
    for name in order:
        order += nodes[name].children  # grows while it is walked
    return [*(nodes.keys() - set(order)), *reversed(order)]


def _settle_below(node: _Node, known: dict[str, int]) -> None:
    """``known`` are the direct replies that are there, with how many comments each stands for."""
    for stub in reversed(node.stubs):
        if stub.leads_on:
            stub.is_open = not node.children and not any(other.is_open for other in node.stubs)
            continue
        rest = [child for child in stub.children if child not in known]
        if stub.children and not rest:
            continue
        found = sum(known[child] for child in stub.children if child in known)
        stub.missing = max(len(rest), stub.count - found)
        stub.is_open = True
        each, first = divmod(stub.missing, max(1, len(rest)))
        known.update((child, each + (first if number == 0 else 0)) for number, child in enumerate(rest))


def _one_each(stubs: Iterable[Stub]) -> list[Stub]:
    """The open stubs of one parent as one."""
    by_parent: dict[str, Stub] = {}
    for stub in stubs:
        first = by_parent.setdefault(stub.parent, stub)
        if first is not stub:
            first.missing += stub.missing
            first.count, first.children = first.count + stub.count, first.children + stub.children
    return list(by_parent.values())


def notes_of(stubs: Sequence[Stub], files: int) -> list[Note]:
    """What to say of open stubs: one note, or none."""
    missing = sum(stub.missing for stub in stubs)
    branches = sum(stub.leads_on for stub in stubs)
    told = []
    if missing:
        told.append(
            f"{counted(missing, 'comment')} {'is' if missing == 1 else 'are'} not in {'this file' if files == 1 else 'these files'}"
        )
    if branches:
        told.append(
            f"{counted(branches, 'branch', 'branches')} {'goes' if branches == 1 else 'go'} on at a page of {'its' if branches == 1 else 'their'} own"
        )
    return [Note(FindingLevel.WARNING, "stub", f"{', and '.join(told)}.")] if told else []
