"""The map in words: every statement and provision in order, with its number, verdict and reason, and who said it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
    """What a statement does to another record: the deed in words, and the record's id and name."""

    deed: str
    target: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a provision in words: its number, status, date, threshold, text, and what brought it about."""

    number: int
    status: str
    when: str
    threshold: str
    text: str
    because: str


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


def entries(debate: Debate, shown: Debate, verdicts: Verdicts) -> list[Entry]:
    """An entry for everything on the map of ``shown``, the whole of ``debate`` or a part, in the order of the whole. Numbers
    are those of the whole debate; depths are among what is shown."""
    from argmap.picture.numbering import told

    above = {node.id: node.under for node in told(debate)}
    depths: dict[str, int] = {}
    found = []
    for number, node in enumerate(told(debate), start=1):
        if node.id not in shown.statements and node.id not in shown.provisions:
            continue
        under = above[node.id]
        while under and under not in depths:  # what is left out passes on to what it hangs under
            under = above[under]
        depths[node.id] = depths[under] + 1 if under else _indent(shown, node.id)
        entry = _entry(debate, shown, verdicts, node.id)
        found.append(replace(entry, number=number, depth=depths[node.id], under=under))
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
    reason = in_words(debate, verdicts, record_id)
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
            found.append(Tie(deed_of(relation), shown_by, name_of(debate, target)))
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
    others = len(relation.sources) - 1
    joined = f" (together with {others} more)" if others else ""
    versions = relation.versions if relation.target.kind is TargetKind.PROVISION else ()
    of = f" version {', '.join(map(str, versions))} of" if versions else ""
    return f"{deed}{of}{joined}"


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
