"""What the filters of a view let through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import Table
from argmap.model.records import Statement, View

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdict, Verdicts


def let_through(debate: Debate, verdicts: Verdicts | None, view: View, nodes: Iterable[str]) -> set[str]:
    """Those of the nodes that pass every filter of a view. A provision passes when it is named, or none is, and when
    something that passes bears on it, or nothing is asked of statements. A statement bears on a provision when links lead
    from it there, through whatever they lead; naming a provision names those below it, and naming a topic likewise."""
    found = set(nodes)
    if view.provisions:
        named = _with_below(debate, Table.PROVISIONS, view.provisions)
        found &= named | _bearing_on(debate, named)
    tests = _tests(debate, verdicts, view)
    if not tests:
        return found
    passing = {i for i in found if i in debate.statements and all(passes(debate.statements[i]) for passes in tests)}
    return passing | (_borne_on(debate, passing) & found)


def is_filtering(view: View) -> bool:
    """Whether a view has any filter at all; folds are none."""
    return bool(
        view.provisions or view.topics or view.authors or view.kinds or view.verdicts or view.since or view.until
    )


def _tests(debate: Debate, verdicts: Verdicts | None, view: View) -> list[Callable[[Statement], bool]]:
    """What a statement is asked."""
    tests: list[Callable[[Statement], bool]] = []
    if view.topics:
        topics = _with_below(debate, Table.TOPICS, view.topics)
        tests.append(lambda statement: not topics.isdisjoint(statement.topics))
    if view.authors:
        authors = set(view.authors)
        tests.append(lambda statement: not authors.isdisjoint(queries.authors_of(debate, statement)))
    if view.kinds:
        tests.append(lambda statement: statement.kind in view.kinds)
    if view.verdicts and verdicts is not None:
        judged = verdicts.statements
        tests.append(lambda statement: _is_judged(judged.get(statement.id), view.verdicts))
    if view.since or view.until:
        tests.append(lambda statement: _is_within(debate, statement, view.since, view.until))
    return tests


def _is_judged(verdict: Verdict | None, wanted: Collection[str]) -> bool:
    return verdict is not None and (verdict.label in wanted or any(flag in wanted for flag in verdict.flags))


def _is_within(debate: Debate, statement: Statement, since: str, until: str) -> bool:
    """Whether it was said on one of these days, as those who said it count them."""
    days = ((debate.posts[passage.post].posted_at or "")[:10] for passage in statement.passages)
    return any(day and (not since or since[:10] <= day) and (not until or day <= until[:10]) for day in days)


def _with_below(debate: Debate, table: Table, ids: Iterable[str]) -> set[str]:
    """These provisions or topics, and those below them."""
    children: dict[str, list[str]] = {}
    for record in debate.table(table).values():
        parent = getattr(record, "parent", None)
        if parent is not None:
            children.setdefault(parent, []).append(record.id)
    queue = [i for i in dict.fromkeys(ids) if i in debate.table(table)]
    for record_id in queue:  # grows while it is walked; the records are a forest
        queue += children.get(record_id, ())
    return set(queue)


def _bearing_on(debate: Debate, targets: Iterable[str]) -> set[str]:
    """The statements from which links lead to any of these records."""
    makers: dict[str, list[str]] = {}
    for statement, provision, _ in queries.amendments(debate):
        makers.setdefault(provision.id, []).append(statement)
    acting: dict[str, list[str]] = {}
    for relation in debate.relations.values():
        acting.setdefault(relation.target.id, []).append(relation.id)
    found: set[str] = set()
    queue = list(targets)
    seen = set(queue)
    for record_id in queue:  # grows while it is walked
        link = debate.relations.get(record_id)
        sources = link.sources if link is not None else ()
        found.update(sources)
        found.update(makers.get(record_id, ()))
        for more in (*sources, *makers.get(record_id, ()), *acting.get(record_id, ())):
            if more not in seen:
                seen.add(more)
                queue.append(more)
    return found


def _borne_on(debate: Debate, statements: Iterable[str]) -> set[str]:
    """The provisions to which links lead from any of these statements."""
    leading: dict[str, list[str]] = {}
    for relation in debate.relations.values():
        for source in relation.sources:
            leading.setdefault(source, []).append(relation.target.id)
        leading[relation.id] = [*leading.get(relation.id, ()), relation.target.id]
    for statement, provision, _ in queries.amendments(debate):
        leading.setdefault(statement, []).append(provision.id)
    queue = list(statements)
    seen = set(queue)
    for record_id in queue:  # grows while it is walked
        more = [i for i in leading.get(record_id, ()) if i not in seen]
        seen.update(more)
        queue += more
    return {i for i in seen if i in debate.provisions}
