"""Cards: what stands on the card of a statement or provision, measured. A card is as high as its text needs."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from argmap.model import queries
from argmap.model.debate import Debate
from argmap.model.progress import Progress, silent, told
from argmap.model.records import Statement
from argmap.picture import fonts, text
from argmap.picture.card_parts import BOTTOM, LEFT, RIGHT, TOP, Word, add_block, add_footer, add_word, fitting_width
from argmap.picture.drawing import Card, Chip, Rect, Run
from argmap.picture.provision_cards import provision_card

if TYPE_CHECKING:
    from argmap.analysis.verdicts import Verdict, Verdicts

_Values = TypeVar("_Values", bound=Hashable)

_GLYPH = 9.0
_SIGN = Rect(LEFT, TOP + 2.5, _GLYPH, _GLYPH)
_NAMES_SHOWN = 2
_TOLD_EVERY = 500


def measure(
    debate: Debate,
    verdicts: Verdicts | None,
    *,
    show_verdicts: bool = True,
    numbers: Mapping[str, int] | None = None,
    progress: Progress = silent,
) -> dict[str, Card]:
    """The card of every provision and statement, by id, with the ``numbers`` that they are to show. Where verdicts are not
    shown their room is kept, so that no card grows into the next one. Cards whose content was measured before are not
    measured again. Raises Cancelled when ``progress`` does."""
    known, shown = numbers or {}, show_verdicts
    cards = {i: provision_card(debate, verdicts, p, known.get(i, 0), shown) for i, p in debate.provisions.items()}
    for statement in told(list(debate.statements.values()), progress, "Measuring cards", _TOLD_EVERY):
        cards[statement.id] = _statement(debate, verdicts, statement, known.get(statement.id, 0), shown)
    return cards


def measure_card(debate: Debate, verdicts: Verdicts | None, record_id: str, *, show_verdicts: bool = True) -> Card:
    """The card of one statement or provision. Raises KeyError when the debate has none of this id."""
    if record_id in debate.provisions:
        return provision_card(debate, verdicts, debate.provisions[record_id], shown=show_verdicts)
    return _statement(debate, verdicts, debate.statements[record_id], shown=show_verdicts)


@dataclass(frozen=True, slots=True)
class _Content:
    """All that a statement's card depends on, and so its face. ``number``: 0 for none. ``room`` is kept for a word that is
    not shown."""

    id: str
    number: int
    kind: str
    gist: str
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    own: bool
    word: Word
    falls: bool
    room: float = 0.0

    @property
    def runs(self) -> tuple[Run, ...]:
        return _laid(self).runs

    @property
    def chips(self) -> tuple[Chip, ...]:
        return _laid(self).chips

    @property
    def described(self) -> str:
        return _described(self)


def _statement(
    debate: Debate, verdicts: Verdicts | None, statement: Statement, number: int = 0, shown: bool = True
) -> Card:
    verdict = verdicts.statements.get(statement.id) if verdicts is not None else None
    names = [debate.authors[author].name for author in queries.authors_of(debate, statement)]
    topics = [debate.topics[topic] for topic in statement.topics]
    word = verdict_word(verdict, statement.kind.value)
    return _measured(
        _Content(
            statement.id,
            number,
            statement.kind.value,
            text.plain(queries.title_of(statement, debate)) or statement.kind.value.capitalize(),
            _one_of(tuple(dict.fromkeys(names))),
            _one_of(tuple((topic.name, topic.colour) for topic in topics)),
            bool(debate.posts) and not statement.passages,  # where nobody is quoted, nothing is implied either
            word if shown else _word(),
            shown and verdict is not None and verdict.label == "falls",
            0.0 if shown else word.width,
        )
    )


@functools.lru_cache(maxsize=4_000)
def _one_of(values: _Values) -> _Values:
    """The first of those that are equal, so that many cards share one."""
    return values


_word = functools.lru_cache(maxsize=4_000)(Word)


def verdict_word(verdict: Verdict | None, kind: str) -> Word:
    """What a statement's card says of its verdict, on the right of its first line."""
    if verdict is None:
        return _word()
    flags, label = set(verdict.flags), verdict.label
    if "unanswered" in flags:
        return _word("unanswered", kind, filled=True)
    for flag in ("conceded", "amended", "withdrawn"):
        if flag in flags:
            return _word(flag, "concession" if flag == "conceded" else "provision")
    if label is None:
        return _word("answered", "secondary") if "answered" in flags else _word()
    extra = next((flag for flag in ("partly conceded", "circular", "unsupported") if flag in flags), "")
    ink = {"stands": "support", "falls": "secondary", "disputed": "concession"}[label.value]
    return _word(f"{label.value} · {extra}" if extra else label.value, ink)


class _Laid(NamedTuple):
    runs: tuple[Run, ...]
    chips: tuple[Chip, ...]
    width: float
    height: float


@functools.lru_cache(maxsize=60_000)
def _measured(content: _Content) -> Card:
    laid = _laid(content)
    return Card(
        content.id, content.kind, laid.width, laid.height, content, _SIGN, content.own, content.falls, content.gist
    )


@functools.lru_cache(maxsize=2_000)
def _laid(content: _Content) -> _Laid:
    label = f"{content.number} · {content.kind.capitalize()}" if content.number else content.kind.capitalize()
    label_x = LEFT + _GLYPH + 5
    heading = label_x + fonts.width(label, "kind") + 14 + (content.word.width or content.room) + RIGHT
    width = fitting_width(content.gist, "gist", heading)
    runs: list[Run] = []
    chips: list[Chip] = []
    baseline = TOP + fonts.ascent("kind")
    runs.append(Run(label, label_x, baseline, fonts.width(label, "kind"), "kind", content.kind))
    add_word(runs, chips, content.word, width, baseline)
    y = TOP + fonts.STYLES["kind"].line + 3
    ink = "secondary" if content.falls else "text"
    y = add_block(runs, content.gist, "gist", width, y, ink, struck=content.falls)
    y = add_footer(runs, chips, _names(content), content.topics, width, y + 5)
    return _Laid(tuple(runs), tuple(chips), width, round(y + BOTTOM))


def _names(content: _Content) -> str:
    if content.own:
        return "implied"
    names = [text.one_line(name) for name in content.authors]
    shown = ", ".join(name for name in names[:_NAMES_SHOWN] if name)
    return f"{shown} +{len(names) - _NAMES_SHOWN}" if len(names) > _NAMES_SHOWN else shown


def _described(content: _Content) -> str:
    names = [text.one_line(name) for name in content.authors]
    by = " implied, said by nobody" if content.own else f" by {', '.join(names)}" if names else ""
    number = f"{content.number}. " if content.number else ""
    parts = [f"{number}{content.kind.capitalize()}{by}: {text.one_line(content.gist)}"]
    if content.word.text:
        parts.append(content.word.text)
    if content.topics:
        parts.append("topics: " + ", ".join(text.one_line(name) for name, _ in content.topics))
    return ". ".join(part.rstrip(".") for part in parts) + "."


def bounds(cards: Mapping[str, Card], places: Mapping[str, tuple[float, float]]) -> Rect:
    """The rectangle around all placed cards; empty at the origin when there are none."""
    boxes = [(x, y, x + cards[i].width, y + cards[i].height) for i, (x, y) in places.items() if i in cards]
    if not boxes:
        return Rect(0, 0, 0, 0)
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return Rect(left, top, max(b[2] for b in boxes) - left, max(b[3] for b in boxes) - top)
