"""What of the map an edit concerns: which cards are to be measured again, which links to be drawn anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter, ne
from typing import TYPE_CHECKING

from argmap.model import queries
from argmap.model.debate import Change, Debate, Edit
from argmap.model.kinds import Table, TargetKind
from argmap.model.records import Author, Post, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.analysis.verdicts import Verdict, Verdicts


@dataclass(slots=True)
class Stale:
    """Ids of cards whose content may differ, of relations that may be drawn otherwise, of cards with another position, and
    of statements that a new relation starts from. Some may be gone from the debate."""

    cards: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        """How many cards and links are concerned."""
        return len(self.cards | self.moved) + len(self.links)


def stale_after(debate: Debate, edits: Iterable[Edit]) -> Stale:
    """What edits concern, the debate being as it is after them."""
    stale, edits = Stale(), tuple(edits)
    for edit in edits:
        for change in edit.changes:
            _note(debate, change, stale)
    if _gained_or_lost_posts(debate, edits):
        stale.cards.update(i for i, statement in debate.statements.items() if not statement.passages)
    return stale


def _gained_or_lost_posts(debate: Debate, edits: Iterable[Edit]) -> bool:
    """Whether a debate may have had no post before these edits, or has none after them: only where there are posts do cards
    say that they are implied."""
    posts = [change for edit in edits for change in edit.changes if change.table is Table.POSTS]
    added = sum(change.before is None for change in posts)
    lost = sum(change.after is None for change in posts)
    return bool(added and added >= len(debate.posts)) or bool(lost and not debate.posts)


def _note(debate: Debate, change: Change, stale: Stale) -> None:
    match change.table:
        case Table.STATEMENTS | Table.PROVISIONS:
            stale.cards.add(change.id)
        case Table.RELATIONS:
            stale.links.add(change.id)
            for relation in (change.before, change.after):
                if isinstance(relation, Relation) and relation.target.kind is not TargetKind.RELATION:
                    stale.cards.add(relation.target.id)  # provisions count what is said of them
            if isinstance(change.after, Relation) and change.before is None:
                stale.linked.update(change.after.sources)
        case Table.POSITIONS:
            stale.moved.add(change.id)
        case Table.TOPICS:
            stale.cards.update(_statements_naming(debate, change.id))
        case Table.POSTS if _author(change.before) != _author(change.after):
            stale.cards.update(_statements_naming(debate, change.id))
        case Table.AUTHORS if _name(change.before) != _name(change.after):
            for table, post in debate.referrers(change.id):
                if table is Table.POSTS:
                    stale.cards.update(_statements_naming(debate, post))


def _statements_naming(debate: Debate, record_id: str) -> Iterable[str]:
    return (name for table, name in debate.referrers(record_id) if table is Table.STATEMENTS)


def _author(record: object) -> str | None:
    return record.author if isinstance(record, Post) else None


def _name(record: object) -> str | None:
    return record.name if isinstance(record, Author) else None


def add_rejudged(stale: Stale, debate: Debate, old: Verdicts | None, new: Verdicts) -> None:
    """Adds what looks different because another verdict was found: the cards themselves, the provisions that tell how
    those fare that act on them, and links that fall or stand again."""
    if old is new:
        return
    if old is None:
        stale.cards |= new.statements.keys() | new.provisions.keys()
        stale.links |= new.relations.keys()
        return
    changed, links = _differing(old.statements, new.statements), _differing(old.relations, new.relations)
    stale.cards |= changed | _differing(old.provisions, new.provisions)
    stale.links |= links
    through = [debate.relations[i] for i in links & debate.relations.keys()]
    for statement in changed & debate.statements.keys():
        through += queries.relations_from(debate, statement)
    stale.cards.update(r.target.id for r in through if r.target.kind is TargetKind.PROVISION)


_looks = attrgetter("label", "flags")


def _differing(old: Mapping[str, Verdict], new: Mapping[str, Verdict]) -> set[str]:
    """The ids whose label or flags differ, among those judged now. (Of many thousands after each edit, hence no loop.)"""
    others = compress(new, map(ne, map(old.get, new), new.values()))
    return {i for i in others if i not in old or _looks(old[i]) != _looks(new[i])}
