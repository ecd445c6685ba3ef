"""Edits of views: parts of the map under a name."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import Table
from argmap.model.records import View


def save(debate: Debate, view: View) -> Edit:
    """Keeps a view under its name, in place of the one that has the name already."""
    name = _name(view.name)
    known = next((v for v in debate.views.values() if v.name.casefold() == name.casefold()), None)
    kept = replace(view, id=known.id if known is not None else new_id(), name=name)
    return edit_of("Save view", [Change(known, kept)])


def rename(debate: Debate, view_id: str, name: str) -> Edit:
    """Calls a view something else."""
    view, name = _get(debate, view_id), _name(name)
    if any(v.name.casefold() == name.casefold() and v.id != view_id for v in debate.views.values()):
        raise EditError(f"There is a view “{name}” already. Choose another name.")
    return edit_of("Rename view", [Change(view, replace(view, name=name))])


def delete(debate: Debate, view_id: str) -> Edit:
    """Forgets a view."""
    _get(debate, view_id)
    return edit_of("Delete view", debate.deletion((Table.VIEWS, view_id)))


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise EditError("A view needs a name. Type one.")
    return name


def _get(debate: Debate, view_id: str) -> View:
    view = debate.views.get(view_id)
    if view is None:
        raise EditError("That view is no longer in the debate. Choose another one.")
    return view
