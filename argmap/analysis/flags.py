"""The flags of a debate's records: what else there is to know of them, whatever their label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.analysis.circles import circular
from argmap.analysis.flattening import ATTACKS, Flat, Role, hits_current, is_withdrawn
from argmap.analysis.labelling import IN, UNDECIDED
from argmap.model.debate import Debate
from argmap.model.kinds import Extent, RelationKind, TargetKind, VersionStatus
from argmap.model.records import Provision, Relation


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


OBJECTING = frozenset({RelationKind.OBJECTS, RelationKind.UNDERCUTS})
"""The kinds of relation whose sources want an answer."""

_SUPPORTS, _RESTS_ON, _CONCEDES = (
    RelationKind.SUPPORTS,
    RelationKind.RESTS_ON,
    RelationKind.CONCEDES,
)  # quicker to look up


def flags_of(debate: Debate, flat: Flat, labels: Sequence[int]) -> dict[str, tuple[Flag, ...]]:
    """Id of each record with a flag to its flags, in their own order; ``flat`` and ``labels`` are the labelled framework."""
    met = _met(flat)
    links = _replies(debate, flat, met)
    unanswered = {source for _, source in links.unanswered}
    found: dict[Flag, set[str]] = {flag: set() for flag in Flag}
    found[Flag.UNANSWERED] = unanswered
    found[Flag.ANSWERED] = (met.answered | {source for _, source in links.answered}) - unanswered
    for record_id, flag in (*_concessions(debate, flat), *_changes(debate, flat)):
        found[flag].add(record_id)
    found[Flag.UNSUPPORTED] = {record_id for record_id, argument in flat.lack.items() if labels[argument] == IN}
    found[Flag.CIRCULAR] = _circular(flat, labels)
    flags: dict[str, tuple[Flag, ...]] = {}
    for flag, ids in found.items():
        for record_id in ids:
            flags[record_id] = (*flags.get(record_id, ()), flag)
    return flags


@dataclass(frozen=True, slots=True)
class Replies:
    """(relation id, source id) of what objects or undercuts: ``unanswered`` where neither the relation nor the source is
    attacked, answered or conceded, ``answered`` where either is attacked or answered. What hits an old version, or what has
    been amended or withdrawn, is in neither unless somebody has met it: it wants no answer."""

    unanswered: set[tuple[str, str]]
    answered: set[tuple[str, str]]


def replies(debate: Debate, flat: Flat) -> Replies:
    """How each objection has been met."""
    return _replies(debate, flat, _met(flat))


@dataclass(slots=True)
class _Met:
    """What somebody has reacted to, standing or not, by id of statement or relation."""

    attacked: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    conceded: set[str] = field(default_factory=set)
    amended: set[str] = field(default_factory=set)


def _met(flat: Flat) -> _Met:
    met = _Met()
    sets = {
        RelationKind.ANSWERS: met.answered,
        RelationKind.CONCEDES: met.conceded,
        **dict.fromkeys(ATTACKS, met.attacked),
    }
    for relation in flat.live.values():
        chosen = sets.get(relation.kind)
        if chosen is not None and relation.sources != (relation.target.id,):  # nobody answers himself
            chosen.add(relation.target.id)
            if relation.kind is RelationKind.CONTRADICTS:
                chosen.add(relation.sources[0])
        elif relation.kind is RelationKind.AMENDS and relation.target.kind is TargetKind.STATEMENT:
            met.amended.add(relation.target.id)
    return met


def _replies(debate: Debate, flat: Flat, met: _Met) -> Replies:
    found = Replies(set(), set())
    replied = met.attacked | met.answered
    for relation in flat.live.values():
        if relation.kind not in OBJECTING:
            continue
        wanted = relation.target.id not in met.amended and _is_aimed(debate, relation)
        for source in relation.sources:
            if source in replied or relation.id in replied:
                found.answered.add((relation.id, source))
            elif wanted and source not in met.conceded and source not in met.amended:
                found.unanswered.add((relation.id, source))
    return found


def _is_aimed(debate: Debate, relation: Relation) -> bool:
    """Whether a relation hits something of the proposal as it is now."""
    if relation.target.kind is not TargetKind.PROVISION:
        return True
    provision = debate.provisions[relation.target.id]
    return hits_current(relation, provision) and not is_withdrawn(provision)


def _concessions(debate: Debate, flat: Flat) -> Iterator[tuple[str, Flag]]:
    """A concession to an old version of a provision is of no account; one in full covers partial ones."""
    yield from ((record_id, Flag.CONCEDED) for record_id in flat.conceded)
    for relation in flat.live.values():
        if relation.kind is _CONCEDES and relation.extent is Extent.PARTIAL:
            provision = debate.provisions.get(relation.target.id)
            if relation.target.id not in flat.conceded and (provision is None or hits_current(relation, provision)):
                yield relation.target.id, Flag.PARTLY_CONCEDED


def _changes(debate: Debate, flat: Flat) -> Iterator[tuple[str, Flag]]:
    """What was amended or withdrawn, and the relations that this or a concession has put out of action."""
    for record_id, role in flat.struck:
        if role is not Role.REJECTED:
            yield record_id, Flag.CONCEDED if role is Role.CONCEDED else Flag.AMENDED
    for provision in debate.provisions.values():
        if is_withdrawn(provision):
            yield provision.id, Flag.WITHDRAWN
        if is_amended(provision):
            yield provision.id, Flag.AMENDED


def is_amended(provision: Provision) -> bool:
    """Whether a provision has said something else before; being adopted or withdrawn as it was is no amendment."""
    first, *later = provision.versions
    return first.status is VersionStatus.AMENDED or any(
        version.status in (VersionStatus.AMENDED, VersionStatus.PROPOSED) for version in later
    )


def _circular(flat: Flat, labels: Sequence[int]) -> set[str]:
    """The statements that rest on themselves, through however many premises, or that must be shown and are undecided since
    nothing but themselves supports them."""
    above: dict[str, list[str]] = {}
    for relation in flat.live.values():
        kind = relation.kind
        if kind is _RESTS_ON or (
            kind is _SUPPORTS and relation.target.id in flat.lack and _leans(flat, labels, relation)
        ):
            for source in relation.sources:
                above.setdefault(source, []).append(relation.target.id)
    return circular(above) if above else set()


def _leans(flat: Flat, labels: Sequence[int], support: Relation) -> bool:
    """Whether an undecided statement hangs on this support."""
    return labels[flat.node[support.target.id]] == UNDECIDED and labels[flat.node[support.id]] == UNDECIDED
