"""The flags of a debate's records: what else there is to know of them, whatever their label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from argmap.analysis.flattening import ATTACKS, Flat, conceded_by, is_withdrawn
from argmap.analysis.labelling import IN
from argmap.model.debate import Debate
from argmap.model.kinds import Extent, RelationKind, TargetKind, VersionStatus

_REPLIES = ATTACKS | {RelationKind.ANSWERS}


class Flag(StrEnum):
    """What else there is to know of a record, whatever its label."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    CONCEDED = "conceded"
    PARTLY_CONCEDED = "partly conceded"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    UNSUPPORTED = "unsupported"
    CIRCULAR = "circular"


def flags_of(debate: Debate, flat: Flat, labels: list[int]) -> dict[str, set[Flag]]:
    """Id of each record with a flag to its flags; ``flat`` and ``labels`` are the labelled framework of the debate."""
    flags: dict[str, set[Flag]] = {}
    for record_id, flag in (*_answers(debate), *_concessions(debate), *_changes(debate, flat)):
        flags.setdefault(record_id, set()).add(flag)
    for number, (role, record_id) in enumerate(flat.meaning):
        if role == "lack" and labels[number] == IN:
            flags.setdefault(record_id, set()).add(Flag.UNSUPPORTED)
    for statement_id in _circular(debate):
        flags.setdefault(statement_id, set()).add(Flag.CIRCULAR)
    for found in flags.values():
        if Flag.ANSWERED in found:
            found.discard(Flag.UNANSWERED)  # one of several objections by the same statement was met
    return flags


def _answers(debate: Debate) -> Iterator[tuple[str, Flag]]:
    """Whether anybody met what objects or undercuts, or answered a question. A concession meets an objection too, but does
    not answer it."""
    met = _met(debate)
    for relation in debate.relations.values():
        if relation.kind in (RelationKind.OBJECTS, RelationKind.UNDERCUTS):
            for source in relation.sources:
                reply = met.get(source, set()) | met.get(relation.id, set())
                if reply & _REPLIES:
                    yield source, Flag.ANSWERED
                elif not reply:
                    yield source, Flag.UNANSWERED
        elif relation.kind is RelationKind.ANSWERS:
            yield relation.target.id, Flag.ANSWERED


def _concessions(debate: Debate) -> Iterator[tuple[str, Flag]]:
    in_full = conceded_by(debate)
    for relation in debate.relations.values():
        if relation.kind is RelationKind.CONCEDES:
            if relation.extent is not Extent.PARTIAL:
                yield relation.target.id, Flag.CONCEDED
            elif relation.target.id not in in_full:
                yield relation.target.id, Flag.PARTLY_CONCEDED


def _changes(debate: Debate, flat: Flat) -> Iterator[tuple[str, Flag]]:
    for relation_id, why in flat.dead.items():
        yield relation_id, Flag.AMENDED if why == "amended" else Flag.CONCEDED
    for statement_id in flat.retired:
        yield statement_id, Flag.AMENDED
    for provision in debate.provisions.values():
        if is_withdrawn(provision):
            yield provision.id, Flag.WITHDRAWN
        elif len(provision.versions) > 1 and provision.current.status is VersionStatus.AMENDED:
            yield provision.id, Flag.AMENDED


def _met(debate: Debate) -> dict[str, set[RelationKind]]:
    """Id of a statement or relation to the kinds of what attacks, answers or concedes it, standing or not."""
    met: dict[str, set[RelationKind]] = {}
    for relation in debate.relations.values():
        if relation.kind in _REPLIES or relation.kind is RelationKind.CONCEDES:
            met.setdefault(relation.target.id, set()).add(relation.kind)
        if relation.kind is RelationKind.CONTRADICTS:
            met.setdefault(relation.sources[0], set()).add(relation.kind)
    return met


def _circular(debate: Debate) -> set[str]:
    """The statements that rest on themselves, through however many premises (strongly connected components of "rests on",
    R. Tarjan, SIAM Journal on Computing 1 (1972), written without recursion)."""
    below: dict[str, list[str]] = {}
    for relation in debate.relations.values():
        if relation.kind is RelationKind.RESTS_ON and relation.target.kind is TargetKind.STATEMENT:
            below.setdefault(relation.target.id, []).extend(relation.sources)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ones: dict[str, None] = {}
    found: set[str] = set()
    for root in below:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = []
        _enter(root, index, low, open_ones, work, below)
        while work:
            here, premises = work[-1]
            following = next(premises, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    found |= _component(here, open_ones, below)
            elif following not in index:
                _enter(following, index, low, open_ones, work, below)
            elif following in open_ones:
                low[here] = min(low[here], index[following])
    return found


def _enter(
    here: str,
    index: dict[str, int],
    low: dict[str, int],
    open_ones: dict[str, None],
    work: list[tuple[str, Iterator[str]]],
    below: Mapping[str, list[str]],
) -> None:
    index[here] = low[here] = len(index)
    open_ones[here] = None
    work.append((here, iter(below.get(here, ()))))


def _component(root: str, open_ones: dict[str, None], below: Mapping[str, list[str]]) -> set[str]:
    """Takes a finished component off the open ones; it is a circle when it has several members or a loop."""
    members: set[str] = set()
    while root not in members:
        members.add(open_ones.popitem()[0])
    return members if len(members) > 1 or root in below.get(root, ()) else set()
