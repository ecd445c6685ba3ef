"""Edits of the codebook of topics."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import Table
from argmap.model.records import Topic


def add(
    debate: Debate,
    name: str,
    *,
    colour: str = "",
    definition: str = "",
    parent: str | None = None,
    topic_id: str | None = None,
) -> Edit:
    """Makes a topic. Raises EditError for a name that is empty or that a sibling has."""
    name = _checked(debate, name, parent, None)
    topic = Topic(topic_id or new_id(), parent, name, colour, definition.strip())
    return Edit("Add topic", (Change(None, topic),))


def revise(
    debate: Debate, topic_id: str, *, name: str | None = None, colour: str | None = None, definition: str | None = None
) -> Edit:
    """Changes what a topic is called, looks like or means; None leaves it."""
    topic = _get(debate, topic_id)
    new = replace(
        topic,
        name=topic.name if name is None else _checked(debate, name, topic.parent, topic_id),
        colour=topic.colour if colour is None else colour,
        definition=topic.definition if definition is None else definition.strip(),
    )
    return edit_of("Edit topic", [Change(topic, new)])


def move(debate: Debate, topic_id: str, parent: str | None) -> Edit:
    """Puts a topic below another, or at the top."""
    topic = _get(debate, topic_id)
    return edit_of("Move topic", [Change(topic, replace(topic, parent=parent))])


def delete(debate: Debate, topic_id: str) -> Edit:
    """Deletes a topic and takes it from every statement. Its children move up to where it stood."""
    topic = _get(debate, topic_id)
    changes = [Change(t, replace(t, parent=topic.parent)) for t in debate.topics.values() if t.parent == topic_id]
    return edit_of("Delete topic", debate.deletion((Table.TOPICS, topic_id), after=changes))


def _checked(debate: Debate, name: str, parent: str | None, own_id: str | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise EditError("A topic needs a name. Type one.")
    for other in debate.topics.values():
        if other.parent == parent and other.id != own_id and other.name.casefold() == name.casefold():
            raise EditError(f"There is a topic “{other.name}” here already. Choose another name.")
    return name


def _get(debate: Debate, topic_id: str) -> Topic:
    topic = debate.topics.get(topic_id)
    if topic is None:
        raise EditError("That topic is no longer in the debate. Select another one.")
    return topic
