"""The starter vocabularies that ship: codebooks to begin with."""

from __future__ import annotations

import json
from dataclasses import dataclass

from argmap import paths
from argmap.gui.models.topic_colours import next_colour
from argmap.model.debate import Change, Debate, Edit, edit_of
from argmap.model.edits import topics
from argmap.model.ids import new_id
from argmap.model.records import Topic


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic of a vocabulary and the topics below it."""

    name: str
    definition: str = ""
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A codebook to begin with."""

    name: str
    description: str
    entries: tuple[Entry, ...]

    def size(self) -> int:
        """How many topics it has."""
        waiting = list(self.entries)
        count = 0
        while waiting:
            count += 1
            waiting.extend(waiting.pop().below)
        return count


def vocabularies() -> list[Vocabulary]:
    """Those in ``resources/vocabularies``, by file name."""
    found = []
    for path in sorted(paths.resource("vocabularies").glob("*.json")):
        plain = json.loads(path.read_text(encoding="utf-8"))
        found.append(Vocabulary(plain["name"], plain["description"], _entries(plain["topics"])))
    return found


def load(debate: Debate, vocabulary: Vocabulary) -> Edit:
    """Adds a vocabulary's topics, each with a colour of the cycle. A topic whose name is at its place already stays as it is,
    and what belongs below it goes there."""
    colours = [topic.colour for topic in debate.topics.values() if topic.colour]
    here = {(topic.parent, topic.name.casefold()): topic.id for topic in debate.topics.values()}
    changes: list[Change] = []
    waiting: list[tuple[str | None, Entry]] = [(None, entry) for entry in reversed(vocabulary.entries)]
    while waiting:
        parent, entry = waiting.pop()
        topic_id = here.get((parent, entry.name.casefold()))
        if topic_id is None:
            topic_id = new_id()
            colour = next_colour(colours)
            colours.append(colour)
            changes.append(Change(None, Topic(topic_id, parent, entry.name, colour, entry.definition)))
        waiting.extend((topic_id, below) for below in reversed(entry.below))
    return edit_of(f"Load vocabulary {vocabulary.name}", changes)


def add_named(debate: Debate, name: str, parent: str | None = None, topic_id: str | None = None) -> Edit:
    """Adds a topic with the next colour of the cycle."""
    colour = next_colour(topic.colour for topic in debate.topics.values())
    return topics.add(debate, name, colour=colour, parent=parent, topic_id=topic_id)


def _entries(plain: list[dict[str, object]]) -> tuple[Entry, ...]:
    found = []
    for entry in plain:
        below = entry.get("topics", [])
        assert isinstance(below, list)  # noqa: S101 (our own files; a test reads each)
        found.append(Entry(str(entry["name"]), str(entry.get("definition", "")), _entries(below)))
    return tuple(found)
