"""A debate as it stood on a day, or when a post had just been made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import Table, TargetKind
from argmap.model.records import AnyRecord, Post, Provision, Relation, Statement, Version


class Moment(NamedTuple):
    """The end of a day, ISO 8601, or the moment after a post, by id. One of the two is given."""

    day: str = ""
    post: str = ""


def as_of(debate: Debate, moment: Moment) -> Debate:
    """The statements, relations and versions of provisions that were there at a moment, with everything else. A statement
    is there once one of its passages is; the analyst's own, once something that it is linked to is. Posts without a time
    count as made with what they reply to, or when their turn in the thread came. The debate that is given is not changed. Linear time."""
    posts = _posts_until(debate, moment)
    said = dict(_said(debate, posts))
    statements = said | {i: debate.statements[i] for i in _implied(debate, set(said))}
    provisions = {p.id: p for p in (_provision(p, statements, moment, debate) for p in debate.provisions.values()) if p}
    for orphan in [p for p in provisions.values() if p.parent is not None and p.parent not in provisions]:
        provisions[orphan.id] = replace(orphan, parent=None)
    relations = _relations(debate, statements, provisions)
    gone = {*debate.statements, *debate.relations, *debate.provisions} - {*statements, *relations, *provisions}
    now: dict[str, AnyRecord] = {**statements, **provisions, **relations}
    there = (r for r in debate.records() if r.id not in gone and r.table is not Table.VIEWS)
    past = Debate(r if r.table is Table.POSITIONS else now.get(r.id, r) for r in there)
    past.revision = debate.revision
    return past


def days(debate: Debate) -> list[str]:
    """The days on which something of the map was said or a provision changed, ISO 8601, in order."""
    found = {(debate.posts[p.post].posted_at or "")[:10] for s in debate.statements.values() for p in s.passages}
    found |= {(v.at or "")[:10] for p in debate.provisions.values() for v in p.versions}
    return sorted(found - {""})


def posts(debate: Debate) -> list[str]:
    """The posts in which something of the map was said, by id, in the order in which they were made. One without a time
    counts as made with what it replies to."""
    said = {passage.post for statement in debate.statements.values() for passage in statement.passages}
    made: dict[str | None, datetime] = {None: datetime.min.replace(tzinfo=UTC)}
    found: list[tuple[datetime, int, str]] = []
    for number, (post, _) in enumerate(queries.thread_order(debate)):
        made[post.id] = _time(post) or made.get(post.parent, made[None])
        if post.id in said:
            found.append((made[post.id], number, post.id))
    return [post_id for _, _, post_id in sorted(found)]


def _posts_until(debate: Debate, moment: Moment) -> set[str]:
    """The posts that had been made."""
    order = [post for post, _ in queries.thread_order(debate)]
    if moment.day:
        made: dict[str | None, str] = {None: ""}
        for post in order:
            made[post.id] = (post.posted_at or "")[:10] or made.get(post.parent, "")
        return {post.id for post in order if made[post.id] <= moment.day[:10]}
    last = debate.posts.get(moment.post)
    if last is None:
        return set(debate.posts)
    until = _time(last)
    found: set[str] = set()
    passed = False
    for post in order:
        at = _time(post)
        if post.id == last.id or (not passed if until is None or at is None else at <= until):
            found.add(post.id)
        passed = passed or post.id == last.id
    return found


def _time(post: Post) -> datetime | None:
    """When a post was made; a time without a zone is taken for one of UTC."""
    try:
        at = datetime.fromisoformat(post.posted_at or "")
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _said(debate: Debate, posts: set[str]) -> Iterator[tuple[str, Statement]]:
    for statement in debate.statements.values():
        passages = tuple(p for p in statement.passages if p.post in posts)
        if passages:
            yield statement.id, statement if passages == statement.passages else replace(statement, passages=passages)


def _implied(debate: Debate, there: set[str]) -> set[str]:
    """The analyst's own statements that are linked to something that is there, or to no statement at all."""
    own = {s.id for s in debate.statements.values() if not s.passages}
    beside: dict[str, set[str]] = {}
    for relation in debate.relations.values():
        hit = debate.relations.get(relation.target.id)
        ends = {*relation.sources, *(hit.sources if hit is not None else ()), relation.target.id}
        ends &= debate.statements.keys()
        for end in ends:
            beside.setdefault(end, set()).update(ends - {end})
    found = {i for i in own if not beside.get(i)}
    queue = [*there, *found]
    for node in queue:  # grows while it is walked
        more = (beside.get(node, set()) & own) - found
        found |= more
        queue += sorted(more)
    return found


def _provision(
    provision: Provision, statements: dict[str, Statement], moment: Moment, debate: Debate
) -> Provision | None:
    """A provision with the versions that were there; None when it had not been proposed."""
    last = debate.posts.get(moment.post)
    day = moment.day or ((last.posted_at or "") if last is not None else "")
    versions: list[Version] = []
    for version in provision.versions:
        late = bool(version.at and day and version.at[:10] > day[:10])
        if late or (version.because_of is not None and version.because_of not in statements):
            break
        versions.append(version)
    if not versions:
        return None
    return provision if len(versions) == len(provision.versions) else replace(provision, versions=tuple(versions))


def _relations(
    debate: Debate, statements: dict[str, Statement], provisions: dict[str, Provision]
) -> dict[str, Relation]:
    """The relations between what was there; those whose premises had not all been said are left out."""
    found: dict[str, Relation] = {}
    waiting: dict[str, list[Relation]] = {}
    queue: list[Relation] = []
    for relation in debate.relations.values():
        if any(source not in statements for source in relation.sources):
            continue
        if relation.target.kind is TargetKind.RELATION:
            waiting.setdefault(relation.target.id, []).append(relation)
        elif relation.target.kind is TargetKind.STATEMENT:
            queue += [relation] if relation.target.id in statements else []
        elif relation.target.id in provisions:
            known = {version.number for version in provisions[relation.target.id].versions}
            hit = tuple(number for number in relation.versions if number in known)
            if hit or not relation.versions:
                queue.append(relation if hit == relation.versions else replace(relation, versions=hit))
    for relation in queue:  # grows while it is walked
        found[relation.id] = relation
        queue += [r for r in waiting.get(relation.id, ()) if r.id not in found]
    return found
