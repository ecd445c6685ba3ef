"""Cards, links and the legend as SVG: the same shapes, colours and lines of text that the painter draws.

Elements are written as text, a tenth of the work of building a tree of them. Everything that a debate brings goes through
``escaped`` or ``name``, or is checked to be a colour.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtGui import QPainterPath

from argmap.picture import fonts, glyphs, inks
from argmap.picture.drawing import Card, Chip, Curve, Link, Picture, Point, Rect, Run
from argmap.picture.legend import Page
from argmap.picture.palette import Palette
from argmap.picture.strokes import LOOKS, Shape, mark_shapes, zigzag

Ink = Callable[[Run], str]
_MARKUP = re.compile('[&<>"]')
_LEFT_TO_RIGHT = "\u200e"
"""A mark without width that counts as a letter from left to right."""
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters from right to left."""
_RIGHT_TO_LEFT, _END = "\u202b", "\u202c"
"""Brackets of an embedding (UAX 9): they order a line like its paragraph and leave its anchor at the left."""


def escaped(text: str) -> str:
    """Text as XML may hold it."""
    if _MARKUP.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def name(prefix: str, record_id: str) -> str:
    """An XML id for a record of any id."""
    if record_id.isascii() and record_id.isalnum():
        return f"{prefix}-{record_id}"
    return f"{prefix}-" + re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}_", record_id)


def text(runs: Iterable[Run], ink: Ink) -> str:
    """Lines of text as one element, so that they are selected and read as one."""
    lines = [
        f'<tspan x="{run.x:.1f}" y="{run.y:.1f}" {_length(run)}{_style(run.role)} fill="{ink(run)}"'
        f"{_STRUCK if run.struck else ''}>{escaped(_bracketed(run))}</tspan>"
        for run in runs
    ]
    return f"<text>{chr(10).join(lines)}</text>" if lines else ""


_STRUCK = ' text-decoration="line-through"'


def _length(run: Run) -> str:
    """How long a line was measured, so that it is as long in another font: else it would leave its card. Letters are moved
    together; those that are written joined are drawn narrower."""
    if len(run.text) < 2:
        return ""
    return f'textLength="{run.width:.1f}" {"" if run.text.isascii() else _GLYPHS}'


_GLYPHS = 'lengthAdjust="spacingAndGlyphs" '


def _bracketed(run: Run) -> str:
    """A line that leaves the lines after it alone: to some readers all lines of a text are one paragraph, in which figures
    join the letters from right to left that stand before them."""
    if run.rtl:
        return _RIGHT_TO_LEFT + run.text + _END
    return run.text + _LEFT_TO_RIGHT if not run.text.isascii() and _TURNED.search(run.text) else run.text


@functools.cache
def _style(role: str) -> str:
    style = fonts.STYLES[role]
    weight = f' font-weight="{style.weight}"' if style.weight != fonts.REGULAR else ""
    return f'class="{role}" font-size="{style.size:g}"{weight}'


def card(shown: Card, x: float, y: float, colours: Palette, attributes: str = "") -> str:
    """A card as a group with a title, its outline, its sign and one text; with further ``attributes`` it is named by those
    and has no title."""
    sign = glyph(shown.kind, shown.glyph, colours) if shown.glyph.width else ""
    classes = f"card {shown.kind}{' falls' if shown.dimmed else ''}{' own' if shown.own else ''}"
    told = "" if attributes else f"<title>{escaped(shown.described)}</title>"
    return (
        f'<g id="{name("card", shown.id)}" class="{classes}" transform="translate({x:.1f} {y:.1f})"{attributes}>'
        f"{told}{_body(shown, colours)}{''.join(_chip(chip, colours) for chip in shown.chips)}{sign}"
        f"{text(shown.runs, lambda run: inks.run_ink(run, shown, colours))}</g>\n"
    )


def sample(shown: Card, place: Rect, colours: Palette) -> str:
    """A small card that explains a state of cards, without a name."""
    words = text(shown.runs, lambda run: inks.run_ink(run, shown, colours))
    return f'<g transform="translate({place.x:.1f} {place.y:.1f})">{_body(shown, colours)}{words}</g>'


def _body(shown: Card, colours: Palette) -> str:
    """A card's outline and band."""
    ground, band, outline = inks.card_colours(shown, colours)
    provision = shown.kind == "provision"
    stroke = band if shown.own and not provision else outline
    box = f'fill="{ground}" stroke="{stroke}"{_WIDER if provision or shown.own else ""}{_DASHED if shown.own else ""}'
    if provision:
        return f'<path d="{_outline(shown.kind, shown.width, shown.height)}" {box}/>'
    size = f'width="{shown.width:g}" height="{shown.height:g}" rx="{inks.RADIUS:g}"'
    return f'<rect {size} {box}/><path d="{_band(shown.height)}" fill="{band}"/>'


_WIDER = ' stroke-width="1.2"'
_DASHED = ' stroke-dasharray="4.8 3.6"'


def _chip(chip: Chip, colours: Palette) -> str:
    place, corner = chip.rect, min(chip.rect.height, 17) / 2
    drawn = f'{_rect(place)} rx="{corner:g}" fill="{colours.fill.get(chip.fill, colours.chip)}"/>'
    if chip.colour:
        fill = inks.topic_colour(chip.colour, colours)
        drawn += f'<circle cx="{place.x + 9:.1f}" cy="{place.y + 8.5:.1f}" r="3" fill="{fill}"/>'
    return drawn


def link(drawn: Link, colours: Palette, described: str, *, marked: bool = True, attributes: str = "") -> str:
    """A relation as a group: its line or lines, and the mark at its end."""
    look, colour = LOOKS[drawn.kind], inks.link_colour(drawn, colours)
    kind = drawn.kind.value.replace("_", "-")
    classes = f"link {kind}{' partial' if drawn.partial else ''}{' falls' if drawn.dimmed else ''}"
    way = "".join(_polyline(zigzag(c)) if look.zigzag else _curve(c) for c in drawn.curves)
    if look.double:
        lines = f'<path d="{way}" stroke-width="{look.width * 2 + 2.2:g}"/>'
        lines += f'<path d="{way}" stroke-width="2.2" stroke="{colours.window}"/>'
    else:
        dash = f' stroke-dasharray="{" ".join(f"{part:g}" for part in look.dash)}"' if look.dash else ""
        cap = ' stroke-linecap="round"' if look.dash and look.dash[0] < 2 else ""
        lines = f'<path d="{way}" stroke-width="{look.width:g}" stroke-linejoin="round"{dash}{cap}/>'
    if len(drawn.curves) > 1:
        x, y = drawn.curves[-1].start
        lines += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}" stroke="none"/>'
    mark = "".join(_shape(shape, colour, colours.window) for shape in mark_shapes(drawn)) if marked else ""
    told = f"<title>{escaped(described)}</title>" if described else ""
    return f'<g id="{name("link", drawn.id)}" class="{classes}" stroke="{colour}"{attributes}>{told}{lines}{mark}</g>\n'


def told(drawn: Link, picture: Picture) -> str:
    """A relation in a sentence."""
    sources = " and ".join(f"“{picture.cards[source].title}”" for source in drawn.sources)
    if drawn.target in picture.cards:
        goal = f"“{picture.cards[drawn.target].title}”"
    else:
        hit = picture.links[drawn.target]
        goal = f"that “{picture.cards[hit.sources[0]].title}” {hit.kind.label}"
    part = " in part" if drawn.partial else ""
    return f"{sources} {drawn.kind.label} {goal}{part}".replace("\n", " ")


def legend(page: Page, colours: Palette, ink: Ink) -> str:
    """The legend of a page and the rules on it."""
    parts = []
    for number, entry in enumerate(page.entries):
        samples = [replace(s, id=f"legend-{number}-{s.id}") for s in (entry.hit, entry.link) if s is not None]
        lines = "".join(link(s, colours, "", marked=s is samples[-1]) for s in samples)
        sign = glyph(entry.kind, entry.glyph, colours) if entry.kind else ""
        sign += sample(entry.card, entry.glyph, colours) if entry.card is not None else ""
        parts.append(f'<g class="entry"><g fill="none">{lines}</g>{sign}{text([entry.run], ink)}</g>\n')
    parts += [f'{_rect(rule)} fill="{colours.line}"/>' for rule in page.rules]
    return "".join(parts)


def glyph(kind: str, place: Rect, colours: Palette) -> str:
    """The sign of a kind in a square."""
    at = f"translate({place.x:.1f} {place.y:.1f}) scale({place.width:g})"
    return f'<path d="{_glyph(kind)}" transform="{at}" fill="{colours.ink[kind]}"/>'


def _shape(shape: Shape, colour: str, ground: str) -> str:
    if shape.radius:
        x, y = shape.centre
        fill = colour if shape.filled else ground
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{shape.radius:g}" fill="{fill}" stroke-width="1.4"/>'
    if shape.filled:
        return f'<path d="{_polyline(shape.points)}Z" fill="{colour}" stroke="none"/>'
    stroke = f' stroke="{ground}"' if shape.clearing else ""
    return f'<path d="{_polyline(shape.points)}" stroke-width="{shape.width:g}"{stroke}/>'


def _rect(rect: Rect) -> str:
    return f'<rect x="{rect.x:.1f}" y="{rect.y:.1f}" width="{rect.width:.1f}" height="{rect.height:.1f}"'


def _polyline(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _curve(curve: Curve) -> str:
    numbers = curve.numbers
    return ("M%.1f %.1f" + "C%.1f %.1f %.1f %.1f %.1f %.1f" * (len(numbers) // 6)) % tuple(numbers)


@functools.cache
def _glyph(kind: str) -> str:
    return _path(glyphs.path(kind), 1000)


@functools.lru_cache(maxsize=2_000)
def _outline(kind: str, width: float, height: float) -> str:
    return _path(inks.card_path(kind, width, height))


@functools.lru_cache(maxsize=2_000)
def _band(height: float) -> str:
    return _path(inks.band_path(height))


def _path(drawn: QPainterPath, fine: int = 100) -> str:
    """A painter's path as the "d" of an SVG path."""
    parts, index = [], 0

    def at(i: int) -> str:
        element = drawn.elementAt(i)
        return f"{round(element.x * fine) / fine:g} {round(element.y * fine) / fine:g}"

    while index < drawn.elementCount():
        element = drawn.elementAt(index)
        if element.isCurveTo():
            parts.append(f"C{at(index)} {at(index + 1)} {at(index + 2)}")
            index += 3
        else:
            parts.append(("M" if element.isMoveTo() else "L") + at(index))
            index += 1
    return "".join(parts)
