"""SVG: the map as shapes and selectable text, with ids and classes to style and link to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.registry import Format, WriteOptions
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.formats.pictures.svg_elements import Ink


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The whole map, one unit a pixel, on a ground of its own, with title, legend, date and source."""
    from lxml import etree

    from argmap.formats.pictures import svg_elements as elements
    from argmap.formats.pictures.prepared import prepared
    from argmap.picture.fonts import FAMILIES

    made = prepared(debate, options)
    page, picture, colours = made.page, made.picture, made.colours
    size = {"width": elements.number(page.width), "height": elements.number(page.height)}
    families = ", ".join(f"'{name}'" if " " in name else name for name in FAMILIES)
    root = etree.Element(
        "{http://www.w3.org/2000/svg}svg",
        {
            "viewBox": f"0 0 {size['width']} {size['height']}",
            **size,
            "font-family": f"{families}, sans-serif",
            "style": "font-feature-settings: 'calt' 0",
            "role": "img",
            "aria-labelledby": "title desc",
        },
        nsmap={None: "http://www.w3.org/2000/svg"},
    )
    elements.add(root, "title", {"id": "title"}, page.title)
    elements.add(root, "desc", {"id": "desc"}, page.described)
    elements.add(root, "rect", {"id": "ground", **size, "fill": colours.window})
    ink: Ink = lambda run: colours.text if run.ink == "text" else colours.secondary  # noqa: E731
    elements.add_text(elements.add(root, "g", {"id": "heading"}), page.runs, ink)
    at = f"translate({elements.number(page.origin[0])} {elements.number(page.origin[1])})"
    drawing = elements.add(root, "g", {"id": "map", "transform": at})
    lines = elements.add(drawing, "g", {"id": "links", "fill": "none"})
    for link in picture.links.values():
        elements.add_link(lines, link, colours, elements.told(link, picture))
    cards = elements.add(drawing, "g", {"id": "cards"})
    for card_id, (x, y) in picture.places.items():
        elements.add_card(cards, picture.cards[card_id], x, y, colours)
    elements.add_legend(elements.add(root, "g", {"id": "legend"}), page, colours, ink)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


FORMAT = Format("svg", "SVG drawing", (".svg",), write=write)
