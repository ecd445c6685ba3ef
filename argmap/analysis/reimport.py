"""Adding what a file holds to a debate that may hold some of it already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argmap.model.debate import Debate, Edit
from argmap.model.edits.document import add_all


@dataclass(frozen=True, slots=True)
class Merged:
    """The edit that adds what is new."""

    edit: Edit
    questions: tuple[object, ...] = ()


def merge(
    debate: Debate,
    other: Debate,
    label: str,
    *,
    family: Callable[[str], str] = str,
    choices: Mapping[str, object] | None = None,
) -> Merged:
    """The edit that adds another debate to this one."""
    return Merged(add_all(debate, other, label))
