"""Debates that were read from several files as one: those that tell of the same posts merged, the others side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from argmap.formats.completing import family
from argmap.model.debate import Debate, Edit
from argmap.model.ids import new_id
from argmap.model.kinds import FindingLevel, PostStatus, Table
from argmap.model.records import AnyRecord, Author, Finding, Info, Post, Source

_LISTED = 12
"""Findings of the same words that are listed one by one; more than that are counted in one."""


class Part(Protocol):
    """A file that a debate was read from."""

    @property
    def name(self) -> str: ...

    @property
    def data(self) -> bytes: ...


def merged(
    parts: Sequence[tuple[Debate, Sequence[Part]]], title: str, unread: Iterable[tuple[str, str]] = ()
) -> Debate:
    """One debate of several, each with the files that it was read from. Parts of one family that name the same posts are merged
    by the posts' ids: a dump of comments and one of submissions, or mails and an archive. Authors of one name are one; posts
    keep the order of the parts. A document that names neither its title nor its author is titled after its file. ``unread`` are (file, sentence)
    of what could not be read."""
    joining = _Joining()
    apart = _met(parts)
    for debate, files in apart:
        joining.add(debate, files)
    first = parts[0][0].title
    joining.records.append(Info(title=title or (first if len(apart) == 1 else f"{first} and more")))
    unread_findings = (Finding(new_id(), FindingLevel.WARNING, "unread", where, text) for where, text in unread)
    return Debate([*joining.records, *_counted(joining.findings), *unread_findings])


def _met(parts: Sequence[tuple[Debate, Sequence[Part]]]) -> list[tuple[Debate, Sequence[Part]]]:
    """The parts, merged where they tell of one post: with the same words, or where all but one only name it."""
    apart: dict[int, tuple[Debate, list[Part]]] = {}
    known: dict[tuple[str, str], tuple[int, Post]] = {}
    joined: dict[int, int] = {}  # parts by the earlier part that they are in now
    for number, (debate, files) in enumerate(parts):
        named = _named(debate)
        shared = {joined[known[key][0]] for key, post in named if key in known and _agree(known[key][1], post)}
        first, *others = sorted({*shared, number})
        apart[number] = debate, list(files)
        joined[number] = number
        for other in others:
            _merge(apart[first][0], apart[other][0])
            apart[first][1].extend(apart.pop(other)[1])
            joined.update((part, first) for part, at in joined.items() if at == other)
        for key, post in named:
            if key not in known or known[key][1].status is PostStatus.MISSING:
                known[key] = number, post
    return list(apart.values())


def _named(debate: Debate) -> list[tuple[tuple[str, str], Post]]:
    """A debate's posts by family and native id. Tables count their rows anew, so that theirs tell nothing."""
    families = {source.id: family(source.format) for source in debate.sources.values()}
    posts = [(families.get(post.source or "", ""), post) for post in debate.posts.values()]
    return [((own, post.native_id), post) for own, post in posts if own not in ("", "table") and post.native_id]


def _agree(one: Post, other: Post) -> bool:
    return PostStatus.MISSING in (one.status, other.status) or (bool(one.text) and one.text == other.text)


def _merge(debate: Debate, other: Debate) -> None:
    from argmap.analysis.reimport import merge

    debate.apply(merge(debate, other, "Import", family=family).edit)
    if not any(post.status is PostStatus.MISSING for post in debate.posts.values()):
        found = ((Table.FINDINGS, f.id) for f in debate.findings.values() if f.code == "absent-parent")
        debate.apply(Edit("Import", tuple(debate.deletion(*found))))


class _Joining:
    """The records of a debate that grows."""

    def __init__(self) -> None:
        self.records: list[AnyRecord] = []
        self.findings: list[Finding] = []
        self._ids: set[str] = set()
        self._authors: dict[str, Author] = {}
        self._next = 0

    def add(self, debate: Debate, files: Sequence[Part]) -> None:
        """Adds what one debate has, unless it is here already."""
        records = [record for record in debate.records() if not isinstance(record, Info)]
        if any(record.id in self._ids for record in records):
            return
        self._ids.update(record.id for record in records)
        people = self._people(debate)
        begun = self._next
        names = _names(debate, files)
        for record in records:
            if isinstance(record, Finding):
                self.findings.append(replace(record, where=names.get(record.where, record.where)))
            elif isinstance(record, Source):
                self.records.append(replace(record, name=names.get(record.name, record.name)))
            elif isinstance(record, Post):
                self.records.append(self._post(record, people, begun, debate, files))
            elif not isinstance(record, Author):
                self.records.append(record)

    def _people(self, debate: Debate) -> dict[str, str]:
        """The authors of a debate by their id, each as the one who has the name already."""
        people: dict[str, str] = {}
        for author in debate.authors.values():
            known = self._authors.get(author.name.casefold()) if author.name else None
            if known is None:
                known = author
                self.records.append(author)
                if author.name:
                    self._authors[author.name.casefold()] = author
            people[author.id] = known.id
        return people

    def _post(self, post: Post, people: dict[str, str], begun: int, debate: Debate, files: Sequence[Part]) -> Post:
        position = begun + post.position
        self._next = max(self._next, position + 1)
        title = post.title
        if len(debate.posts) == 1 and len(files) == 1 and not title and post.author is None:
            source = debate.sources.get(post.source or "")
            if source is not None and family(source.format) == "document":
                title = PurePath(files[0].name).stem
        author = people.get(post.author) if post.author is not None else None
        return replace(post, position=position, author=author, title=title)


def _names(debate: Debate, files: Sequence[Part]) -> dict[str, str]:
    """The names that files have in their folder, by the bare names that are not those of two."""
    by_bare: dict[str, list[str]] = {}
    for file in files:
        by_bare.setdefault(PurePath(file.name).name, []).append(file.name)
    return {bare: names[0] for bare, names in by_bare.items() if len(names) == 1}


def _counted(findings: Sequence[Finding]) -> list[Finding]:
    """Findings in order, those that say the same of many places as one."""
    places: dict[tuple[FindingLevel, str, str], list[Finding]] = {}
    for finding in findings:
        places.setdefault((finding.level, finding.code, finding.text), []).append(finding)
    made: list[Finding] = []
    for (level, code, text), alike in places.items():
        if len(alike) <= _LISTED:
            made += alike
        else:
            made.append(Finding(new_id(), level, code, "", f"In {len(alike):,} places: {text}"))
    return made
