"""The map in words: every statement and provision in order, with its number, verdict and reason, and who said it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from argmap.formats.registry import WriteOptions
from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import Extent, RelationKind, TargetKind
from argmap.model.records import Provision, Relation, Statement, Version

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdict, Verdicts


@dataclass(frozen=True, slots=True)
class Saying:
    """A passage: its words, who said them ("" unknown), when as people read it, and where it is found on the web ("")."""

    words: str
    author: str
    when: str
    permalink: str

    @property
    def by(self) -> str:
        """Who and when in one line."""
        return ", ".join(part for part in (self.author or "Unknown author", self.when) if part)


@dataclass(frozen=True, slots=True)
class Tie:
    """What a statement does to another record: the deed in words, the id and number of the card that it leads to, the
    record's name, and what is to be added, such as versions of a provision."""

    deed: str
    target: str
    name: str
    added: str = ""
    number: int = 0

    @property
    def in_words(self) -> str:
        """All of it, with the number of the card."""
        return f"{self.deed} {self.number} “{self.name}”{self.added}"


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a provision in words: its number, status, date, threshold, text, and what brought it about."""

    number: int
    status: str
    when: str
    threshold: str
    text: str
    because: str

    @property
    def in_words(self) -> str:
        """All of it on one line."""
        status = " ".join(part for part in (self.status, self.when) if part)
        because = f", because of “{self.because}”" if self.because else ""
        said = ". ".join(part for part in (self.threshold, " ".join(self.text.split())) if part)
        return f"Version {self.number} ({status}{because}){f': {said}' if said else ''}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement or provision. ``under`` is the id of the entry that it hangs under, "" for none, ``depth`` how deep.
    ``kind`` is a statement kind's value or "provision"; ``verdict`` a few words, "" for none, and ``reason`` why."""

    id: str
    number: int
    depth: int
    under: str
    kind: str
    title: str
    verdict: str
    reason: str
    note: str = ""
    sayings: tuple[Saying, ...] = ()
    ties: tuple[Tie, ...] = ()
    topics: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The whole of an outline: its title, which part of the map it tells of and how much that is, date and source, the table
    of provisions with its ``columns``, and the entries."""

    title: str
    about: str
    stamp: str
    provisions: tuple[tuple[str, ...], ...]
    entries: tuple[Entry, ...]
    columns: tuple[str, ...] = (
        "No.",
        "Provision",
        "Version",
        "Threshold",
        "Status",
        "Because of",
        "Objections",
        "Verdict",
    )


def account(debate: Debate, options: WriteOptions) -> Account:
    """The outline that is asked for. Raises FormatError for a focus or provision that does not exist."""
    from argmap.analysis.verdicts import evaluate
    from argmap.formats.parts import kept
    from argmap.picture import excerpt, legend

    verdicts = evaluate(debate)
    keep, about = kept(debate, options)
    about = _line(about)
    shown = debate if keep is None else excerpt.excerpt(debate, keep)
    listed = entries(debate, shown, verdicts)
    amount = f"{legend.many(len(shown.statements), 'statement')}, {legend.many(len(shown.provisions), 'provision')}."
    rows = tuple(row for entry in listed if entry.changes for row in _rows(debate, entry))
    title = _line(debate.info.title) or "Argument map"
    return Account(
        title, f"{about}: {amount}" if about else amount, legend.stamp(debate, options.last_edit), rows, tuple(listed)
    )


def _rows(debate: Debate, entry: Entry) -> Iterator[tuple[str, ...]]:
    """A row of the table of provisions for each version, the current one with its objections and verdict."""
    provision = debate.provisions[entry.id]
    name = _line(" · ".join(part for part in (provision.citation, provision.title) if part)) or "Provision"
    objecting = [r for r in queries.relations_to(debate, entry.id) if r.kind is RelationKind.OBJECTS]
    for change in entry.changes:
        hits = sum(not r.versions or change.number in r.versions for r in objecting)
        last = change is entry.changes[-1]
        status = " ".join(part for part in (change.status, change.when) if part)
        verdict = entry.verdict if last else ""
        yield (
            str(entry.number),
            name,
            str(change.number),
            change.threshold or " ".join(change.text.split()),
            status,
            change.because,
            str(hits),
            verdict,
        )


def entries(debate: Debate, shown: Debate, verdicts: Verdicts) -> list[Entry]:
    """An entry for everything on the map of ``shown``, the whole of ``debate`` or a part, in the order of the whole. Numbers
    are those of the whole debate; depths are among what is shown."""
    from argmap.picture.numbering import told

    order = told(debate)
    above = {node.id: node.under for node in order}
    numbers = {node.id: number for number, node in enumerate(order, start=1)}
    depths: dict[str, int] = {}
    found = []
    for node in order:
        if node.id not in shown.statements and node.id not in shown.provisions:
            continue
        under = above[node.id]
        while under and under not in depths:  # what is left out passes on to what it hangs under
            under = above[under]
        depths[node.id] = depths[under] + 1 if under else _indent(shown, node.id)
        entry = _entry(debate, shown, verdicts, node.id)
        ties = tuple(replace(tie, number=numbers[tie.target]) for tie in entry.ties)
        found.append(replace(entry, number=numbers[node.id], depth=depths[node.id], under=under, ties=ties))
    return found


def _indent(shown: Debate, record_id: str) -> int:
    """How deep a provision is in the tree of provisions; 0 for a statement."""
    depth, provision = 0, shown.provisions.get(record_id)
    while provision is not None and provision.parent is not None:
        depth, provision = depth + 1, shown.provisions.get(provision.parent)
    return depth


def _entry(debate: Debate, shown: Debate, verdicts: Verdicts, record_id: str) -> Entry:
    from argmap.analysis.reasons import in_words

    verdict = verdicts.of(record_id)
    reason = _line(in_words(debate, verdicts, record_id))
    if record_id in shown.provisions:
        provision = debate.provisions[record_id]
        changes = tuple(_change(debate, version) for version in provision.versions)
        return Entry(
            record_id, 0, 0, "", "provision", name_of(debate, record_id), said(verdict), reason, changes=changes
        )
    statement = debate.statements[record_id]
    return Entry(
        record_id,
        0,
        0,
        "",
        statement.kind.value,
        name_of(debate, record_id),
        said(verdict),
        reason,
        _plain(statement.note),
        _sayings(debate, statement),
        _ties(debate, shown, record_id),
        tuple(_line(debate.topics[topic].name) for topic in statement.topics if debate.topics[topic].name),
    )


def said(verdict: Verdict | None) -> str:
    """A verdict in a few words, "" for none."""
    if verdict is None:
        return ""
    parts = [*((verdict.label.value,) if verdict.label is not None else ()), *(flag.value for flag in verdict.flags)]
    return ", ".join(dict.fromkeys(parts))


def name_of(debate: Debate, record_id: str) -> str:
    """What a record is called on one line."""
    if record_id in debate.statements:
        return _line(queries.title_of(debate.statements[record_id], debate))
    if record_id in debate.provisions:
        return _named(debate.provisions[record_id])
    relation = debate.relations[record_id]
    return f"that “{name_of(debate, relation.sources[0])}” {relation.kind.label}"


def _named(provision: Provision) -> str:
    from argmap.analysis.thresholds import show

    threshold = provision.current.threshold
    parts = [provision.citation, provision.title, "" if threshold is None else show(threshold)]
    return _line(" · ".join(part for part in parts if part)) or "Provision"


def _sayings(debate: Debate, statement: Statement) -> tuple[Saying, ...]:
    from argmap.picture.dates import show_date

    found = []
    for passage in statement.passages:
        post = debate.posts[passage.post]
        words = _line(queries.passage_text(debate, passage))
        author, when = _line(queries.author_name(debate, post)), _line(show_date(post.posted_at))
        found.append(Saying(words, author, when, _address(post.permalink)))
    return tuple(found)


def _address(permalink: str | None) -> str:
    """A permalink that a page may lead to: of the web, and without what ends an address."""
    address = "".join((permalink or "").split())
    return address if address.lower().startswith(("https://", "http://")) and address.isprintable() else ""


def _ties(debate: Debate, shown: Debate, statement_id: str) -> tuple[Tie, ...]:
    """What a statement does, to what is shown."""
    found = []
    for relation in queries.relations_from(debate, statement_id):
        target = relation.target.id
        if target in shown.statements or target in shown.provisions or target in shown.relations:
            shown_by = shown.relations[target].sources[0] if target in shown.relations else target
            found.append(Tie(deed_of(relation), shown_by, name_of(debate, target), _added(relation)))
    for cause, provision, number in queries.amendments(shown):
        if cause == statement_id:
            found.append(Tie(f"brought about version {number} of", provision.id, _named(provision)))
    return tuple(found)


def deed_of(relation: Relation) -> str:
    """What a relation does, in words that a name can follow."""
    words = {RelationKind.OBJECTS: "objects to", RelationKind.ABOUT: "is about", RelationKind.UNDERCUTS: "undercuts"}
    deed = words.get(relation.kind, relation.kind.label)
    if relation.kind is RelationKind.RESTS_ON:
        deed = "is what is needed for"
    if relation.extent is Extent.PARTIAL:
        deed += " in part"
    return deed


def _added(relation: Relation) -> str:
    """Which versions of a provision a relation hits, and how many statements act together."""
    parts = []
    if relation.versions and relation.target.kind is TargetKind.PROVISION:
        noun = "version" if len(relation.versions) == 1 else "versions"
        parts.append(f"{noun} {', '.join(map(str, relation.versions))}")
    if len(relation.sources) > 1:
        parts.append(f"together with {len(relation.sources) - 1} more")
    return f" ({', '.join(parts)})" if parts else ""


def _change(debate: Debate, version: Version) -> Change:
    from argmap.analysis.thresholds import show
    from argmap.picture.dates import show_date

    threshold = "" if version.threshold is None else _line(show(version.threshold))
    because = "" if version.because_of is None else name_of(debate, version.because_of)
    return Change(
        version.number, version.status.value, _line(show_date(version.at)), threshold, _plain(version.text), because
    )


def _line(words: str) -> str:
    from argmap.picture.text import one_line

    return one_line(words)


def _plain(words: str) -> str:
    from argmap.picture.text import plain

    return plain(words)
