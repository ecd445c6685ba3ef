"""SVG: the map as shapes and selectable text, with ids and classes to style and link to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.registry import Format, WriteOptions
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.picture.drawing import Run


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The whole map, one unit a pixel, on a ground of its own, with title, legend, date and source."""
    from argmap.formats.pictures.prepared import prepared
    from argmap.picture import svg_elements as elements
    from argmap.picture import svg_sheet
    from argmap.picture.fonts import FAMILIES

    made = prepared(debate, options)
    page, picture, colours = made.page, made.picture, made.colours

    def ink(run: Run) -> str:
        return colours.text if run.ink == "text" else colours.secondary

    families = ", ".join(f"'{family}'" if " " in family else family for family in FAMILIES)
    size = f'width="{page.width:.1f}" height="{page.height:.1f}"'
    x, y = page.origin
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {page.width:.1f} {page.height:.1f}" {size}',
        f' font-family="{families}, sans-serif" style="font-feature-settings: \'calt\' 0"',
        ' role="img" aria-labelledby="title desc">\n',
        f'<title id="title">{elements.escaped(page.title)}</title>\n',
        f'<desc id="desc">{elements.escaped(page.described)}</desc>\n',
        f'<rect id="ground" {size} fill="{colours.window}"/>\n',
        f'<g id="heading">{elements.text(page.runs, ink)}</g>\n',
        f'<g id="map" transform="translate({x:.1f} {y:.1f})">\n',
        svg_sheet.sheet(picture.sheet, colours) if picture.sheet is not None else "",
        '<g id="links" fill="none">\n',
        *(elements.link(k, colours, elements.told(k, picture)) for k in picture.links.values()),
        '</g>\n<g id="cards">\n',
        *(elements.card(picture.cards[i], *at, colours) for i, at in picture.places.items()),
        f'</g>\n</g>\n<g id="legend">{elements.legend(page, colours, ink)}</g>\n</svg>\n',
    ]
    return "".join(parts).encode()


FORMAT = Format("svg", "SVG drawing", (".svg",), write=write)
