"""What makes a record valid in its debate: the one list of rules that edits and readers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from math import isfinite
from operator import attrgetter
from typing import Any

from argmap.model.debate import SHARED_IDS, Debate
from argmap.model.kinds import RelationKind, Table, TargetKind
from argmap.model.records import (
    AnyRecord,
    Position,
    Post,
    Provision,
    Quote,
    Relation,
    Source,
    Statement,
    Topic,
    View,
)

UNDERCUTTABLE = frozenset(
    {
        RelationKind.SUPPORTS,
        RelationKind.RESTS_ON,
        RelationKind.OBJECTS,
        RelationKind.UNDERCUTS,
        RelationKind.CONTRADICTS,
    }
)
"""The kinds of relation that have force, and so can be undercut."""

TARGETS: dict[RelationKind, frozenset[TargetKind]] = {
    kind: frozenset({TargetKind.STATEMENT, TargetKind.PROVISION}) for kind in RelationKind
} | {
    RelationKind.UNDERCUTS: frozenset({TargetKind.RELATION}),
    RelationKind.CONTRADICTS: frozenset({TargetKind.STATEMENT}),
    RelationKind.ANSWERS: frozenset(TargetKind),
}
"""What each kind of relation may act on."""


def problem(debate: Debate, record: AnyRecord) -> str | None:
    """Why this record cannot stand in this debate, as the end of a sentence, or None when it can."""
    return _RULES[record.table](debate, record) if record.id else _nameless(record)


def problems(debate: Debate) -> Iterator[str]:
    """Everything wrong with a debate that was built rather than edited. Linear time."""
    return faults(debate, debate.records())


def faults(debate: Debate, suspects: Iterable[AnyRecord]) -> Iterator[str]:
    """What is wrong with some of a debate's records, ids used in two tables included. Linear time."""
    trees: dict[Table, list[str]] = {table: [] for table in _TREES}
    unique = {table: debate.table(table) for table in Table if table not in SHARED_IDS}
    doubled: set[str] = set()
    for table, group in groupby(suspects, key=attrgetter("table")):
        records = list(group)
        rule = _RULES_ALONE[table]
        for record in records:
            fault = rule(debate, record) if record.id else _nameless(record)
            if fault is not None:
                yield fault
        ids = set(map(attrgetter("id"), records)) - doubled
        if table in unique:
            for other, named in unique.items():
                twice = ids & named.keys() if other is not table and named else ()
                yield from (f"the id “{record_id}” is used twice." for record_id in sorted(twice))
                doubled.update(twice)
        if table in _TREES:
            trees[table] += [record.id for record in records]
    yield from _cycles(debate.posts, trees[Table.POSTS])
    yield from _cycles(debate.provisions, trees[Table.PROVISIONS])
    yield from _cycles(debate.topics, trees[Table.TOPICS])


_TREES = {Table.POSTS, Table.PROVISIONS, Table.TOPICS}


def _nameless(record: AnyRecord) -> str:
    return f"a record in “{record.table}” has no id."


def _missing(table: Mapping[str, AnyRecord], named: str | None, what: str) -> str | None:
    if named is None or named in table:
        return None
    return f"{what} names “{named}”, which is not there."


def _span(start: int, end: int, length: int, what: str, *, empty: bool = False) -> str | None:
    if 0 <= start < end <= length or (empty and 0 <= start == end <= length):
        return None
    return f"{what} covers characters {start} to {end} of a text of {length} characters."


def _cycle(
    table: Mapping[str, Post] | Mapping[str, Provision] | Mapping[str, Topic], record: Post | Provision | Topic
) -> str | None:
    """Walks up from one record; ids met twice mean a cycle."""
    seen = {record.id}
    parent = record.parent
    while parent is not None:
        if parent in seen:
            own = parent == record.id and record.parent == record.id
            return f"“{record.id}” is its own parent." if own else f"the parents of “{record.id}” run in a circle."
        seen.add(parent)
        above = table.get(parent)
        parent = above.parent if above is not None else None
    return None


def _cycles(
    tree: Mapping[str, Post] | Mapping[str, Provision] | Mapping[str, Topic], starts: Iterable[str]
) -> Iterator[str]:
    """One sentence for each circle of parents above some records. Every record is walked over once."""
    finished: set[str] = set()
    for start in starts:
        if start in tree and tree[start].parent in finished:  # as almost always, parents coming first
            finished.add(start)
            continue
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in tree and here not in finished:
            if here in path:
                own = tree[here].parent == here
                yield f"“{here}” is its own parent." if own else f"the parents of “{here}” run in a circle."
                break
            path[here] = None
            here = tree[here].parent
        finished.update(path)


def _source(debate: Debate, source: Source) -> str | None:
    for span in source.spans:
        fault = _missing(debate.posts, span.post, f"a span of source “{source.name or source.id}”")
        if fault is None and not 0 <= span.start <= span.end:
            fault = f"a span of source “{source.name or source.id}” runs from {span.start} to {span.end}."
        if fault is not None:
            return fault
    return None


def _post(debate: Debate, post: Post, *, walk: bool = True) -> str | None:
    posts = debate.posts
    if not (
        (post.parent is None or post.parent in posts)
        and (post.author is None or post.author in debate.authors)
        and (post.source is None or post.source in debate.sources)
    ):
        what = f"post “{post.id}”"
        return (
            _missing(debate.sources, post.source, what)
            or _missing(debate.authors, post.author, what)
            or _missing(posts, post.parent, what)
        )
    length = len(post.text)
    for block in post.blocks:
        if not 0 <= block.start <= block.end <= length:
            return _span(block.start, block.end, length, f"a block of post “{post.id}”")
    return _cycle(posts, post) if walk else None


def _quote(debate: Debate, quote: Quote) -> str | None:
    what = f"quote “{quote.id}”"
    fault = _missing(debate.posts, quote.post, what) or _missing(debate.posts, quote.of_post, what)
    if fault is None:
        fault = _span(quote.start, quote.end, len(debate.posts[quote.post].text), what)
    if fault is None and (quote.of_start is not None or quote.of_end is not None):
        if quote.of_post is None or quote.of_start is None or quote.of_end is None:
            return f"the source of {what} is named in part: it takes a post, a start and an end."
        fault = _span(quote.of_start, quote.of_end, len(debate.posts[quote.of_post].text), f"the source of {what}")
    return fault


def _provision(debate: Debate, provision: Provision, *, walk: bool = True) -> str | None:
    what = f"provision “{provision.citation or provision.id}”"
    fault = _missing(debate.provisions, provision.parent, what)
    if fault is None and not provision.versions:
        fault = f"{what} has no version."
    if fault is None and [v.number for v in provision.versions] != sorted({v.number for v in provision.versions}):
        fault = f"the versions of {what} are not numbered upwards."
    for version in provision.versions:
        fault = fault or _missing(debate.statements, version.because_of, f"version {version.number} of {what}")
    return fault or (_cycle(debate.provisions, provision) if walk else None)


def _topic(debate: Debate, topic: Topic, *, walk: bool = True) -> str | None:
    fault = _missing(debate.topics, topic.parent, f"topic “{topic.id}”")
    return fault or (_cycle(debate.topics, topic) if walk else None)


def _statement(debate: Debate, statement: Statement) -> str | None:
    posts = debate.posts
    for passage in statement.passages:
        post = posts.get(passage.post)
        if post is None or not 0 <= passage.start < passage.end <= len(post.text):
            what = f"a passage of {_called(statement)}"
            return _missing(posts, passage.post, what) or _span(
                passage.start, passage.end, len(posts[passage.post].text), what
            )
    missing = (_missing(debate.topics, topic, _called(statement)) for topic in statement.topics)
    return next((fault for fault in missing if fault is not None), None) if statement.topics else None


def _called(statement: Statement) -> str:
    return f"statement “{statement.gist or statement.id}”"


def _position(debate: Debate, position: Position) -> str | None:
    if position.node not in debate.statements and position.node not in debate.provisions:
        return f"a position names “{position.node}”, which is no statement or provision."
    return None if isfinite(position.x) and isfinite(position.y) else f"the position of “{position.node}” is no place."


def _relation(debate: Debate, relation: Relation) -> str | None:
    what = f"relation “{relation.id}”"
    if not relation.sources or len(set(relation.sources)) != len(relation.sources):
        return f"{what} needs one or more different sources."
    for source in relation.sources:
        fault = _missing(debate.statements, source, what)
        if fault is not None:
            return fault
    target = relation.target
    fault = _missing(debate.table(target.kind.table), target.id, what)
    if fault is not None:
        return fault
    if target.kind not in TARGETS[relation.kind]:
        return f"{what}: “{relation.kind.label}” cannot act on a {target.kind}."
    if relation.kind is RelationKind.CONTRADICTS and len(relation.sources) > 1:
        return f"{what}: “contradicts” has one source."
    if target.kind is TargetKind.RELATION:
        if target.id == relation.id:
            return f"{what} acts on itself."
        if relation.kind is RelationKind.UNDERCUTS and debate.relations[target.id].kind not in UNDERCUTTABLE:
            return f"{what}: “{debate.relations[target.id].kind.label}” has no force to undercut."
    if target.kind is TargetKind.PROVISION:
        known = {version.number for version in debate.provisions[target.id].versions}
        if not set(relation.versions) <= known:
            return f"{what} names a version of a provision that is not there."
    return None


def _view(debate: Debate, view: View) -> str | None:
    what = f"the view “{view.name or view.id}”"
    for table, ids in (
        (debate.provisions, view.provisions),
        (debate.topics, view.topics),
        (debate.authors, view.authors),
    ):
        fault = next((f for i in ids if (f := _missing(table, i, what)) is not None), None)
        if fault is not None:
            return fault
    nodes = (i for i in view.folded if i not in debate.statements and i not in debate.provisions)
    return next((f"{what} folds “{i}”, which is no statement or provision." for i in nodes), None)


def _nothing(debate: Debate, record: AnyRecord) -> str | None:
    return None


_Rule = Callable[[Debate, Any], str | None]
_RULES: dict[Table, _Rule] = dict.fromkeys(Table, _nothing) | {
    Table.SOURCES: _source,
    Table.POSTS: _post,
    Table.QUOTES: _quote,
    Table.PROVISIONS: _provision,
    Table.TOPICS: _topic,
    Table.STATEMENTS: _statement,
    Table.RELATIONS: _relation,
    Table.POSITIONS: _position,
    Table.VIEWS: _view,
}
_RULES_ALONE: dict[Table, _Rule] = _RULES | {
    Table.POSTS: partial(_post, walk=False),
    Table.PROVISIONS: partial(_provision, walk=False),
    Table.TOPICS: partial(_topic, walk=False),
}
"""The same without the walk up the tree, which would make a deep thread quadratic."""
