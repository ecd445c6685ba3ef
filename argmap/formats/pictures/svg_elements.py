"""Cards, links and the legend as SVG elements: the same shapes, colours and lines of text that the painter draws."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping

from lxml import etree
from PySide6.QtGui import QPainterPath

from argmap.picture import fonts, glyphs, painter
from argmap.picture.drawing import Card, Curve, Link, Picture, Point, Rect, Run
from argmap.picture.legend import Page
from argmap.picture.palette import Palette
from argmap.picture.strokes import LOOKS, Shape, mark_shapes, zigzag

Ink = Callable[[Run], str]
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_RIGHT_TO_LEFT, _END = "\u202b", "\u202c"
"""Brackets of an embedding (UAX 9): they order a line like its paragraph and leave its anchor at the left."""


def number(value: float) -> str:
    """A length in as few characters as a hundredth of a pixel needs."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def name(prefix: str, record_id: str) -> str:
    """An XML id for a record of any id."""
    safe = re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}_", record_id)
    return f"{prefix}-{safe}"


def add(parent: etree._Element, tag: str, attributes: Mapping[str, str], text: str | None = None) -> etree._Element:
    """Adds an element."""
    element = etree.SubElement(parent, _NAMESPACE + tag, attributes)  # type: ignore[call-overload]
    element.text = text
    return element


def add_text(parent: etree._Element, runs: Iterable[Run], ink: Ink) -> None:
    """Adds lines of text as one element, so that they are selected and read as one."""
    listed = list(runs)
    if not listed:
        return
    element = add(parent, "text", {})
    for run in listed:
        style = fonts.STYLES[run.role]
        attributes = {
            "x": number(run.x),
            "y": number(run.y),
            "class": run.role,
            "font-size": number(style.size),
            "fill": ink(run),
        }
        if style.weight != fonts.REGULAR:
            attributes["font-weight"] = str(style.weight)
        if run.struck:
            attributes["text-decoration"] = "line-through"
        line = add(element, "tspan", attributes, _RIGHT_TO_LEFT + run.text + _END if run.rtl else run.text)
        line.tail = "\n"


def add_card(parent: etree._Element, card: Card, x: float, y: float, colours: Palette) -> None:
    """Adds a card as a group with a title, its outline, its sign and one text."""
    ground, band, outline = painter.card_colours(card, colours)
    classes = " ".join(
        part for part in ("card", card.kind, "falls" if card.dimmed else "", "own" if card.own else "") if part
    )
    at = f"translate({number(x)} {number(y)})"
    group = add(parent, "g", {"id": name("card", card.id), "class": classes, "transform": at})
    add(group, "title", {}, card.described)
    provision = card.kind == "provision"
    box = {"fill": ground, "stroke": band if card.own and not provision else outline}
    if provision or card.own:
        box["stroke-width"] = "1.2"
    if card.own:
        box["stroke-dasharray"] = "4.8 3.6"
    if provision:
        add(group, "path", {"d": _outline(card.kind, card.width, card.height), **box})
    else:
        size = {"width": number(card.width), "height": number(card.height), "rx": number(painter.RADIUS)}
        add(group, "rect", {**size, **box})
        add(group, "path", {"d": _band(card.height), "fill": band})
    for chip in card.chips:
        fill = colours.fill.get(chip.fill, colours.raised)
        _add_rect(group, chip.rect, {"rx": number(min(chip.rect.height, 17) / 2), "fill": fill})
        if chip.colour:
            centre = {"cx": number(chip.rect.x + 9), "cy": number(chip.rect.y + 8.5), "r": "3"}
            add(group, "circle", {**centre, "fill": painter.topic_colour(chip.colour, colours)})
    if card.glyph.width:
        _add_glyph(group, card.kind, card.glyph, colours)
    add_text(group, card.runs, lambda run: painter.run_ink(run, card, colours))


def add_link(parent: etree._Element, link: Link, colours: Palette, described: str, *, marked: bool = True) -> None:
    """Adds a relation as a group: its line or lines, and the mark at its end."""
    look, colour = LOOKS[link.kind], painter.link_colour(link, colours)
    classes = (
        f"link {link.kind.value.replace('_', '-')}{' partial' if link.partial else ''}{' falls' if link.dimmed else ''}"
    )
    group = add(parent, "g", {"id": name("link", link.id), "class": classes, "stroke": colour})
    if described:
        add(group, "title", {}, described)
    way = "".join(_polyline(zigzag(c)) if look.zigzag else _curve(c) for c in link.curves)
    if look.double:
        add(group, "path", {"d": way, "stroke-width": number(look.width * 2 + 2.2)})
        add(group, "path", {"d": way, "stroke-width": "2.2", "stroke": colours.window})
    else:
        line = {"d": way, "stroke-width": number(look.width), "stroke-linejoin": "round"}
        if look.dash:
            line["stroke-dasharray"] = " ".join(number(part) for part in look.dash)
            if look.dash[0] < 2:
                line["stroke-linecap"] = "round"
        add(group, "path", line)
    if len(link.curves) > 1:
        x, y = link.curves[-1].start
        add(group, "circle", {"cx": number(x), "cy": number(y), "r": "3", "fill": colour, "stroke": "none"})
    if marked:
        _add_mark(group, mark_shapes(link), colour, max(1.9, look.width * 0.8), colours.window)


def add_legend(parent: etree._Element, page: Page, colours: Palette, ink: Ink) -> None:
    """Adds the legend of a page and the rules on it."""
    for number_, entry in enumerate(page.entries):
        group = add(parent, "g", {"class": "entry", "fill": "none"})
        for link in entry.links:
            add_link(group, _renamed(link, number_), colours, "", marked=link.id != "hit")
        if entry.kind:
            _add_glyph(group, entry.kind, entry.glyph, colours)
        add_text(group, [entry.run], ink)
    for rule in page.rules:
        _add_rect(parent, rule, {"fill": colours.line})


def told(link: Link, picture: Picture) -> str:
    """A relation in a sentence."""
    sources = " and ".join(f"“{picture.cards[source].title}”" for source in link.sources)
    if link.target in picture.cards:
        goal = f"“{picture.cards[link.target].title}”"
    else:
        hit = picture.links[link.target]
        goal = f"that “{picture.cards[hit.sources[0]].title}” {hit.kind.label}"
    part = " in part" if link.partial else ""
    return f"{sources} {link.kind.label} {goal}{part}".replace("\n", " ")


def _renamed(link: Link, index: int) -> Link:
    from dataclasses import replace

    return replace(link, id=f"legend {index} {link.id}")


def _add_mark(parent: etree._Element, shapes: list[Shape], colour: str, width: float, ground: str) -> None:
    for shape in shapes:
        if shape.radius:
            x, y = shape.centre
            circle = {"cx": number(x), "cy": number(y), "r": number(shape.radius)}
            add(parent, "circle", {**circle, "fill": colour if shape.filled else ground, "stroke-width": "1.4"})
        elif shape.filled:
            add(parent, "path", {"d": _polyline(shape.points) + "Z", "fill": colour, "stroke": "none"})
        else:
            add(parent, "path", {"d": _polyline(shape.points), "stroke-width": number(width)})


def _add_glyph(parent: etree._Element, kind: str, place: Rect, colours: Palette) -> None:
    at = f"translate({number(place.x)} {number(place.y)}) scale({number(place.width)})"
    add(parent, "path", {"d": _glyph(kind), "transform": at, "fill": colours.ink[kind]})


def _add_rect(parent: etree._Element, rect: Rect, attributes: Mapping[str, str]) -> None:
    place = {"x": number(rect.x), "y": number(rect.y), "width": number(rect.width), "height": number(rect.height)}
    add(parent, "rect", {**place, **attributes})


def _polyline(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _curve(curve: Curve) -> str:
    parts = [f"M{number(curve.start[0])} {number(curve.start[1])}"]
    for segment in curve.segments:
        parts.append("C" + " ".join(f"{number(x)} {number(y)}" for x, y in segment))
    return "".join(parts)


@functools.cache
def _glyph(kind: str) -> str:
    return _path(glyphs.path(kind), 1000)


@functools.lru_cache(maxsize=2_000)
def _outline(kind: str, width: float, height: float) -> str:
    return _path(painter.card_path(kind, width, height))


@functools.lru_cache(maxsize=2_000)
def _band(height: float) -> str:
    return _path(painter.band_path(height))


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
