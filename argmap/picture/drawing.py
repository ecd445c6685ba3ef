"""What a picture of the map is made of, before it meets a painter or a file: plain values in map units (pixels at 100 %).

The screen, PNG, PDF and SVG all draw exactly these, so that an export shows what the screen shows.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from struct import Struct
from typing import Protocol

from argmap.model.kinds import RelationKind

Point = tuple[float, float]

_POINT, _SEGMENT = Struct("2d"), Struct("6d")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, margin: float) -> Rect:
        """The rectangle with a margin on every side."""
        return Rect(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)

    def meets(self, other: Rect) -> bool:
        """Whether the two share a point."""
        return self.x <= other.right and other.x <= self.right and self.y <= other.bottom and other.y <= self.bottom


@dataclass(frozen=True, slots=True)
class Run:
    """One line of text. ``x`` is its left end and ``y`` its baseline, from the card's top left corner; ``role`` names a
    style of ``fonts.STYLES``; ``ink`` a role of the palette ("text", "secondary") or a kind whose ink it has; ``rtl`` says
    that it belongs to a right-to-left paragraph."""

    text: str
    x: float
    y: float
    width: float
    role: str
    ink: str = "text"
    struck: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filled, rounded patch behind a run: a topic ("#rrggbb" in ``colour`` is its dot) or a badge. From the card's corner.
    ``fill`` is "raised" or a kind whose tint it has."""

    rect: Rect
    fill: str
    colour: str = ""


class Face(Protocol):
    """What is written on a card. Of tens of thousands of cards few are seen at a time, so it may be made when it is read."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The lines of text."""
        ...

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The patches behind some of them."""
        ...

    @property
    def described(self) -> str:
        """A sentence about all of it, for tooltips, screen readers and <title>."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A face that is made already."""

    runs: tuple[Run, ...] = ()
    chips: tuple[Chip, ...] = ()
    described: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A measured card, not yet placed. ``kind`` is a statement kind's value or "provision"; ``own`` marks the analyst's own
    words (a dashed outline), ``dimmed`` one that falls. ``glyph`` is where the kind's sign goes, a square from the corner.
    ``title`` is its full text."""

    id: str
    kind: str
    width: float
    height: float
    face: Face = Written()
    glyph: Rect = Rect(0, 0, 0, 0)
    own: bool = False
    dimmed: bool = False
    title: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The lines of text on it."""
        return self.face.runs

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The patches behind some of them."""
        return self.face.chips

    @property
    def described(self) -> str:
        """A sentence about it."""
        return self.face.described

    def area(self, at: Point) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the card where its top left corner is at a point."""
        return at[0], at[1], at[0] + self.width, at[1] + self.height


@dataclass(frozen=True, slots=True, init=False)
class Curve:
    """A start and cubic Bézier segments, each (first control, second control, end). A map has tens of thousands, so they
    are kept as one row of numbers, in a fifth of the memory."""

    _numbers: bytes

    def __init__(self, start: Point, segments: Iterable[tuple[Point, Point, Point]]) -> None:
        numbers = array("d", start)
        for one, other, end in segments:
            numbers.extend((*one, *other, *end))
        object.__setattr__(self, "_numbers", numbers.tobytes())

    @property
    def start(self) -> Point:
        """Where it begins."""
        x, y = _POINT.unpack_from(self._numbers)
        return x, y

    @property
    def segments(self) -> tuple[tuple[Point, Point, Point], ...]:
        """Its course from there."""
        rows = _SEGMENT.iter_unpack(self._numbers[_POINT.size :])
        return tuple(((a, b), (c, d), (e, f)) for a, b, c, d, e, f in rows)

    @property
    def numbers(self) -> list[float]:
        """All of that in a row: x and y of each point."""
        return array("d", self._numbers).tolist()

    @property
    def stations(self) -> Iterator[Point]:
        """Where it begins, and where each segment ends."""
        numbers = self.numbers
        return zip(numbers[::6], numbers[1::6], strict=True)


@dataclass(frozen=True, slots=True)
class Link:
    """A drawn relation, or an amendment read off a provision's version (then ``id`` is "amends:<statement>:<provision>").

    ``curves`` are one for a single source; linked premises have one each to a junction and a last one to the target. ``tip``
    is where the end mark goes and ``angle`` the direction of travel there, in radians, clockwise from the x axis as y grows
    downwards; ``middle`` is the point on the line that an undercut hits. ``dimmed``: the relation itself falls.
    ``size`` is that of its mark, less than 1 where marks stand close together."""

    id: str
    kind: RelationKind
    sources: tuple[str, ...]
    target: str
    curves: tuple[Curve, ...]
    tip: Point
    angle: float
    middle: Point
    bounds: Rect
    partial: bool = False
    dimmed: bool = False
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lies under the cards of a flow, in map units. ``bands`` are every other column, ``rules`` thin lines, ``runs``
    the columns' headings, and ``cells`` the empty places beside what nobody answered, each with its words; ``beside`` are
    the ids of the cards that those are for. Cards of a column begin at its number in ``lefts``; ``roots`` are those of the
    first one from the top down: upper edge, lower edge and title."""

    bands: tuple[Rect, ...]
    rules: tuple[Rect, ...]
    runs: tuple[Run, ...]
    cells: tuple[tuple[Rect, Run], ...]
    bounds: Rect
    beside: tuple[str, ...] = ()
    lefts: tuple[float, ...] = ()
    roots: tuple[tuple[float, float, str], ...] = ()

    def without(self, gone: Collection[str]) -> Sheet:
        """The same without the empty places beside these cards."""
        kept = [(owner, cell) for owner, cell in zip(self.beside, self.cells, strict=True) if owner not in gone]
        return replace(self, cells=tuple(cell for _, cell in kept), beside=tuple(owner for owner, _ in kept))


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything drawn, in map units. ``places`` are the cards' top left corners; ``bounds`` holds every card, line and mark,
    and the ``sheet`` under a flow. ``note`` is a sentence about the layout where it is not the one that was asked for."""

    title: str
    cards: Mapping[str, Card]
    places: Mapping[str, Point]
    links: Mapping[str, Link]
    bounds: Rect
    sheet: Sheet | None = None
    note: str = ""

    def rect(self, card_id: str) -> Rect:
        """Where a card is."""
        card, (x, y) = self.cards[card_id], self.places[card_id]
        return Rect(x, y, card.width, card.height)
