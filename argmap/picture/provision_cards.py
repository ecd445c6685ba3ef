"""The card of a provision: what it cites, where it draws the line, and what has become of it."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, TargetKind, VersionStatus
from argmap.model.records import Provision, Relation, Threshold
from argmap.picture import fonts, text
from argmap.picture.card_parts import BOTTOM, LEFT, RIGHT, TOP, WIDTHS, Word, add_block, add_word, fitting_width
from argmap.picture.dates import show_date
from argmap.picture.drawing import Card, Chip, Rect, Run, Written

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdict, Verdicts

_GLYPH = 9.0
_TIED = "\u00a0"
"""Stands for a space at which no line is broken, until the lines are made."""


@dataclass(frozen=True, slots=True)
class _Content:
    """All that a provision's card depends on. ``number``: 0 for none. ``room`` is kept for a word that is not shown."""

    id: str
    number: int
    citation: str
    title: str
    threshold: str
    status: str
    word: Word
    falls: bool
    withdrawn: bool
    room: float = 0.0


def provision_card(
    debate: Debate, verdicts: Verdicts | None, provision: Provision, number: int = 0, shown: bool = True
) -> Card:
    """The measured card of a provision, with a number unless that is 0. Verdicts that are not ``shown`` keep their room."""
    current = provision.current
    verdict = verdicts.provisions.get(provision.id) if verdicts is not None else None
    threshold = _shown(current.threshold) if current.threshold is not None else ""
    withdrawn = current.status is VersionStatus.WITHDRAWN
    if withdrawn and not threshold:
        earlier = [v.threshold for v in provision.versions if v.threshold is not None]
        threshold = _shown(earlier[-1]) if earlier else ""
    word = _word(verdict, withdrawn)
    return _measured(
        _Content(
            provision.id,
            number,
            text.one_line(provision.citation),
            text.one_line(provision.title) or ("" if threshold else text.plain(current.text)),
            text.one_line(threshold),
            text.one_line(_status(debate, verdicts if shown else None, provision)),
            word if shown else Word(),
            shown and verdict is not None and verdict.label == "falls" and not withdrawn,
            withdrawn,
            0.0 if shown else word.width,
        )
    )


def _shown(threshold: Threshold) -> str:
    from argmap.analysis.thresholds import show  # its patterns take a while, and many maps have no threshold

    return show(threshold)


def _word(verdict: Verdict | None, withdrawn: bool) -> Word:
    if verdict is None or verdict.label is None or withdrawn:
        return Word()
    return Word(
        verdict.label.value,
        {"stands": "support", "falls": "secondary", "disputed": "concession"}[verdict.label.value],
    )


def _status(debate: Debate, verdicts: Verdicts | None, provision: Provision) -> str:
    """The version in force where there was another before, its status and when, and how many objections it has met."""
    current = provision.current
    parts = []
    if len(provision.versions) > 1 and current.status is not VersionStatus.WITHDRAWN:  # then none is in force
        parts.append(f"v{current.number}")
    if current.status is not VersionStatus.PROPOSED:
        parts.append(f"{current.status.value} {show_date(current.at)}".strip().replace(" ", _TIED))
    objections = [
        r
        for r in queries.relations_to(debate, provision.id)
        if r.kind is RelationKind.OBJECTS and r.target.kind is TargetKind.PROVISION
    ]
    if current.status is VersionStatus.WITHDRAWN:
        now, before = objections, 0
    else:
        now = [r for r in objections if not r.versions or current.number in r.versions]
        before = len(objections) - len(now)
    if now or not before:
        parts.append(_counted(now, verdicts))
    if before:
        parts.append(f"{before}{_TIED}to an earlier version")
    return f"{_TIED}· ".join(parts)


def _counted(objections: list[Relation], verdicts: Verdicts | None) -> str:
    """How many objections there are and how they fare, as "3 objections: 1 stands, 1 unanswered, 1 conceded"."""
    if not objections:
        return f"no{_TIED}objections"
    noun = f"1{_TIED}objection" if len(objections) == 1 else f"{len(objections)}{_TIED}objections"
    if verdicts is None:
        return noun
    fates = Counter(_fate(relation, verdicts) for relation in objections)
    fates.pop("", None)
    if len(objections) == 1:
        fate = next(iter(fates), "")
        return f"{noun}, {f'it{_TIED}' if fate in ('stands', 'falls') else ''}{fate}" if fate else noun
    order = ("unanswered", "stands", "disputed", "conceded", "falls")
    plural = {"stands": "stand", "falls": "fall"}
    told = [f"{fates[f]}{_TIED}{f if fates[f] == 1 else plural.get(f, f)}" for f in order if fates[f]]
    return f"{noun}: {', '.join(told)}" if told else noun


def _fate(relation: Relation, verdicts: Verdicts) -> str:
    """How an objection fares in one word; the link counts as well as what is said."""
    said = [verdicts.statements[source] for source in relation.sources if source in verdicts.statements]
    if any("conceded" in verdict.flags for verdict in said):
        return "conceded"
    link = verdicts.relations.get(relation.id)
    labels = {verdict.label for verdict in (*said, link) if verdict is not None}
    if "falls" in labels:
        return "falls"
    if "disputed" in labels:
        return "disputed"
    if any("unanswered" in verdict.flags for verdict in said):
        return "unanswered"
    return "stands" if "stands" in labels else ""


@functools.lru_cache(maxsize=5_000)
def _measured(content: _Content) -> Card:
    """Citation and title on one line above a threshold; without one the title is what the card says."""
    heading = " · ".join(part for part in (content.citation, content.title) if part)
    large, role = (content.threshold, "threshold") if content.threshold else (content.title, "gist")
    small = heading if content.threshold else content.citation
    if not large:
        large = content.citation or "Provision"
        small = "" if large == content.citation else small
    signed = small.startswith("§") or (not small and large.startswith("§"))
    left = LEFT if signed else LEFT + _GLYPH + 4
    small = small or "Provision"
    if content.number:
        small, left, signed = f"{content.number} · {small}", LEFT + _GLYPH + 4, False
    room = content.word.width or content.room
    width = max(
        fitting_width(large, role),
        next((w for w in WIDTHS if left + fonts.width(small, "citation") + 12 + room + RIGHT <= w), 260),
    )
    runs: list[Run] = []
    chips: list[Chip] = []
    add_word(runs, chips, content.word, width, TOP + 1 + fonts.ascent("citation"))
    reserved = room + 12 if room else 0
    y = add_block(runs, small, "citation", width - reserved, TOP + 1, "provision", left=left)
    gone = content.falls or (content.withdrawn and not content.threshold)
    ink = "secondary" if gone else "provision" if content.threshold else "text"
    y = add_block(runs, large, role, width, y + 2, ink, struck=content.withdrawn)
    said: list[Run] = []
    y = add_block(said, content.status, "status", width, y + 2, "secondary")
    runs += [replace(run, text=run.text.replace(_TIED, " ")) for run in said]
    glyph = Rect(0, 0, 0, 0) if signed else Rect(LEFT, TOP + 3, _GLYPH, _GLYPH)
    return Card(
        content.id,
        "provision",
        width,
        round(y + BOTTOM),
        Written(tuple(runs), tuple(chips), _described(content)),
        glyph,
        False,
        content.falls,
        " · ".join(part for part in (content.citation, content.title, content.threshold) if part) or "Provision",
    )


def _described(content: _Content) -> str:
    parts = [part for part in (content.citation, content.title, content.threshold) if part]
    number = f"{content.number}. " if content.number else ""
    named = f"{number}Provision {', '.join(parts)}".strip()
    status = content.status.replace(_TIED, " ")
    return ". ".join(part.rstrip(".") for part in (named, status, content.word.text) if part) + "."
