"""The page around an exported map: title, legend, date and source, measured. Nothing of it lies over the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from argmap.layout.grid import Grid
from argmap.layout.routing import Port, Side, curve
from argmap.model.debate import Debate
from argmap.model.kinds import RelationKind, StatementKind
from argmap.picture import fonts, text
from argmap.picture.dates import show_date
from argmap.picture.drawing import Card, Curve, Link, Picture, Rect, Run, Written
from argmap.picture.strokes import LOOKS

MARGIN = 32.0
NARROWEST = 560.0
"""The least width of a page, in map units."""

_SAMPLE = 46.0
_ROW = 24.0
_NOWHERE = Rect(0, 0, 0, 0)
EMPTY = "This map is empty: no statement has been tagged yet, and no provision added."
NOT_YET = "Nothing of this map had been said by then."
"""What stands in for the map of a moment before all that is on it."""
_RELATION_LABELS = {
    RelationKind.SUPPORTS: "supports",
    RelationKind.RESTS_ON: "is what the other rests on",
    RelationKind.OBJECTS: "objects to",
    RelationKind.UNDERCUTS: "undercuts the link",
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.CONCEDES: "concedes",
    RelationKind.AMENDS: "amends",
    RelationKind.ANSWERS: "answers",
    RelationKind.ABOUT: "is about",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a kind of card by its sign, a state of cards by a small ``card`` that stands at ``glyph``, or a
    kind or state of relations by a sample of its line; ``hit`` is the line that an undercut ends on, to be drawn without a
    mark."""

    run: Run
    kind: str = ""
    glyph: Rect = _NOWHERE
    link: Link | None = None
    hit: Link | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page that holds a whole picture, in map units. ``origin`` is where the map's own (0, 0) comes to lie. ``counts`` and
    ``stamp`` are what stands below the title and at the foot of the page."""

    width: float
    height: float
    origin: tuple[float, float]
    runs: tuple[Run, ...]
    entries: tuple[Entry, ...]
    rules: tuple[Rect, ...]
    title: str
    described: str
    counts: str
    stamp: str


def entries(picture: Picture) -> list[Entry]:
    """What the legend of a picture explains: the kinds and states of card and of relation that occur in it. At the origin,
    unplaced."""
    kinds = {card.kind for card in picture.cards.values()}
    found = []
    for kind in ("provision", *StatementKind):
        if kind in kinds:
            label = Run(kind.capitalize(), 16, 0, fonts.width(kind.capitalize(), "legend"), "legend", "text")
            found.append(Entry(label, str(kind), Rect(0, -9.5, 10, 10)))
    found += _states(picture)
    drawn = {(link.kind, link.partial) for link in picture.links.values()}
    for relation in RelationKind:
        for partial in (False, True):
            if (relation, partial) in drawn:
                label_text = _RELATION_LABELS[relation] + (" in part" if partial else "")
                wide = fonts.width(label_text, "legend")
                label = Run(label_text, _SAMPLE + 10, 0, wide, "legend", "text")
                found.append(_explained(label, relation, partial))
    faded = {link.kind for link in picture.links.values() if link.dimmed}
    if faded:
        kind = next((k for k in _PLAIN if k in faded), min(faded))
        entry = _explained(_label("has no force now", _SAMPLE + 10), kind, False)
        found.append(replace(entry, link=entry.link and replace(entry.link, id="sample-faded", dimmed=True)))
    return found


_PLAIN = (RelationKind.OBJECTS, RelationKind.SUPPORTS, RelationKind.CONCEDES, RelationKind.AMENDS)
"""Relations whose faded lines are known again by any of these."""


def _label(words: str, x: float) -> Run:
    return Run(words, x, 0, fonts.width(words, "legend"), "legend", "text")


def _states(picture: Picture) -> list[Entry]:
    """What a dashed border and grey, struck text say, where a card has them."""
    statements = [card for card in picture.cards.values() if card.kind != "provision"]
    shown = []
    if any(card.own for card in statements):
        shown.append(("implied, said by nobody", Card("sample-implied", StatementKind.CLAIM, 34, 18, own=True)))
    fallen = [card for card in picture.cards.values() if card.dimmed]
    if fallen:
        struck = any(run.struck for card in fallen for run in card.runs)
        run = Run("abc", 10, 13, fonts.width("abc", "footer"), "footer", "secondary", struck)
        shown.append(("falls", Card("sample-falls", StatementKind.CLAIM, 34, 18, Written((run,)), dimmed=True)))
    return [
        Entry(_label(words, card.width + 7), glyph=Rect(0, -13, card.width, card.height), card=card)
        for words, card in shown
    ]


def _explained(label: Run, kind: RelationKind, partial: bool) -> Entry:
    """A kind of relation by a short piece of line with its mark."""
    look = LOOKS[kind]
    if kind is RelationKind.UNDERCUTS:
        x = _SAMPLE - 12
        hit = _sample(RelationKind.SUPPORTS, (x, -14), (x, 6), (x, 6), False)
        return Entry(label, link=_sample(kind, (0, -4), (x, -4), (x, -4), False), hit=hit)
    return Entry(label, link=_sample(kind, (0, -4), (_SAMPLE - look.setback, -4), (_SAMPLE - look.tip, -4), partial))


def _sample(
    kind: RelationKind, start: tuple[float, float], end: tuple[float, float], tip: tuple[float, float], partial: bool
) -> Link:
    way = curve(Port(start, Side.RIGHT), Port(end, Side.LEFT), Grid()) if start[1] == end[1] else [(start, end, end)]
    box = Rect(start[0], start[1] - 8, end[0] - start[0], 16)
    return Link(f"sample-{kind}", kind, (), "", (Curve(start, tuple(way)),), tip, 0.0, tip, box, partial)


def page(picture: Picture, debate: Debate, *, date: str = "", about: str = "") -> Page:
    """The page of a picture. ``date`` is an ISO time; ``about`` says which part of the map this is, "" for all."""
    area, about = picture.bounds, text.one_line(about)
    width = max(area.width + 2 * MARGIN, NARROWEST)
    inner = width - 2 * MARGIN
    runs: list[Run] = []
    title = text.one_line(picture.title) or "Argument map"
    y = _block(runs, title, "title", inner, MARGIN, "text")
    counts, foot = _counts(picture, about), stamp(debate, date)
    y = _block(runs, counts, "subtitle", inner, y + 2, "secondary") + 20
    if not picture.cards:
        y = _block(runs, NOT_YET if about else EMPTY, "subtitle", inner, y, "text")
    origin = (MARGIN - area.x + max(0.0, (inner - area.width) / 2 if not picture.cards else 0.0), y - area.y)
    y += area.height + 24
    placed, y = _placed(entries(picture), inner, y)
    rules = [Rect(MARGIN, y, inner, 1)]
    y = _block(runs, foot, "stamp", inner, y + 8, "secondary")
    return Page(
        width,
        y + MARGIN - 8,
        origin,
        tuple(runs),
        tuple(placed),
        tuple(rules),
        title,
        f"Argument map: {counts}",
        counts,
        foot,
    )


def _block(runs: list[Run], words: str, role: str, width: float, y: float, ink: str) -> float:
    style, ascent = fonts.STYLES[role], fonts.ascent(role)
    for line in text.wrap(words, role, width):
        runs.append(Run(line.text, MARGIN + line.x, y + ascent, line.width, role, ink, rtl=line.rtl))
        y += style.line
    return y


def _placed(listed: Sequence[Entry], inner: float, y: float) -> tuple[list[Entry], float]:
    """Legend entries in rows, cards before relations, and the y below them."""
    placed: list[Entry] = []
    for group in ([e for e in listed if e.link is None], [e for e in listed if e.link is not None]):
        x = 0.0
        for entry in group:
            wide = entry.run.x + entry.run.width
            if x > 0 and x + wide > inner:
                x, y = 0.0, y + _ROW
            placed.append(_moved(entry, MARGIN + x, y + 15))
            x += wide + 26
        y += _ROW if group else 0
    return placed, y + 8


def _moved(entry: Entry, dx: float, dy: float) -> Entry:
    return replace(
        entry,
        run=replace(entry.run, x=entry.run.x + dx, y=entry.run.y + dy),
        glyph=entry.glyph.moved(dx, dy),
        link=entry.link and moved_link(entry.link, dx, dy),
        hit=entry.hit and moved_link(entry.hit, dx, dy),
    )


def moved_link(link: Link, dx: float, dy: float) -> Link:
    """The same link elsewhere."""

    def put(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] + dx, point[1] + dy

    curves = tuple(
        Curve(put(curve.start), tuple((put(a), put(b), put(c)) for a, b, c in curve.segments)) for curve in link.curves
    )
    return replace(link, curves=curves, tip=put(link.tip), middle=put(link.middle), bounds=link.bounds.moved(dx, dy))


def _counts(picture: Picture, about: str) -> str:
    """What the picture shows, in figures."""
    provisions = sum(card.kind == "provision" for card in picture.cards.values())
    statements = len(picture.cards) - provisions
    shown = [many(statements, "statement"), many(provisions, "provision"), many(len(picture.links), "link")]
    return " · ".join(filter(None, (about, *shown, picture.note.rstrip("."))))


def many(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def stamp(debate: Debate, date: str) -> str:
    """When the debate was last edited and where it comes from."""
    names = list(dict.fromkeys(text.one_line(s.name) for s in debate.sources.values() if s.name))
    parts = []
    if date:
        parts.append(f"Last edited {text.one_line(show_date(date))}")
    if names:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        parts.append(f"Source: {', '.join(names[:3])}{more}")
    parts.append("Made with argmap")
    return " · ".join(parts)
