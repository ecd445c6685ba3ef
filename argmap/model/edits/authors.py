"""Edits of authors: what they are called, and which of them are one."""

from __future__ import annotations

from dataclasses import replace

from argmap.model.debate import Change, Debate, Edit, EditError, edit_of
from argmap.model.ids import new_id
from argmap.model.kinds import FindingLevel, Table
from argmap.model.records import Author, Finding


def rename(debate: Debate, author_id: str, name: str) -> Edit:
    """Changes an author's name everywhere; the old one stays known as another name of theirs."""
    author = _get(debate, author_id)
    name = " ".join(name.split())
    if not name:
        raise EditError("An author needs a name. Type one.")
    return edit_of("Rename author", [Change(author, _called(author, name, author.name))])


def merge(debate: Debate, kept_id: str, *other_ids: str) -> Edit:
    """Makes one author of several: the first gets the others' posts and keeps their names as other names."""
    kept = _get(debate, kept_id)
    others = [_get(debate, i) for i in dict.fromkeys(other_ids) if i != kept_id]
    if not others:
        raise EditError("It takes two authors to make one of. Choose another one.")
    changes = [Change(kept, _called(kept, kept.name, *(n for o in others for n in (o.name, *o.aliases))))]
    gone = {author.id for author in others}
    changes += [Change(p, replace(p, author=kept_id)) for p in debate.posts.values() if p.author in gone]
    label = "Merge authors"
    return edit_of(label, debate.deletion(*((Table.AUTHORS, i) for i in sorted(gone)), after=changes))


APART = "authors-apart"
"""The code of a finding that says of two authors, whose ids are its place, that they are two people."""


def keep_apart(debate: Debate, first_id: str, second_id: str) -> Edit:
    """Says that two authors whose names look alike are two people, so that nobody is asked again."""
    first, second = sorted((_get(debate, first_id), _get(debate, second_id)), key=lambda author: author.id)
    text = f"“{first.name}” and “{second.name}” are two people."
    where = f"{first.id} {second.id}"
    finding = Finding(new_id(), FindingLevel.INFO, APART, where, text, decision="rejected")
    return Edit("Keep authors apart", (Change(None, finding),))


def _called(author: Author, name: str, *others: str) -> Author:
    """The author with a name and other names, each once and none of them the name itself."""
    names = {n.casefold(): n for n in (*author.aliases, *others) if n}
    names.pop(name.casefold(), None)
    return replace(author, name=name, aliases=tuple(names.values()))


def _get(debate: Debate, author_id: str) -> Author:
    author = debate.authors.get(author_id)
    if author is None:
        raise EditError("That author is no longer in the debate. Select another one.")
    return author
