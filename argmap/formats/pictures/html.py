"""Interactive HTML: the map in one file that needs nothing else, to look at in any browser without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.registry import Format, WriteOptions
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.formats.pictures.prepared import Prepared
    from argmap.picture.palette import Palette

_STARTS = {"light": "system", "dark": "dark", "grey": "grey"}
"""The colours that a page opens in. A light one follows the reader's system."""


def write(debate: Debate, options: WriteOptions) -> bytes:
    """One page with the map as SVG, its outline as text, and a script that moves, folds, focuses and searches. Colours are
    custom properties, one set for each theme."""
    from argmap.formats.pictures import html_page
    from argmap.formats.pictures.html_colours import paired
    from argmap.formats.pictures.prepared import prepared
    from argmap.formats.reports.outline import entries
    from argmap.picture.palette import THEMES, paper_palette

    made = prepared(debate, options)
    listed = entries(debate, made.shown, made.verdicts)
    palettes = {theme: paper_palette(theme) for theme in THEMES}
    map_, colours = paired([_map(made, palette) for palette in palettes.values()])
    key, more = paired([_key(made, palette) for palette in palettes.values()], first=len(colours))
    sets = {
        theme: html_page.named_colours(palette) | {f"c{n}": c[at] for n, c in enumerate((*colours, *more))}
        for at, (theme, palette) in enumerate(palettes.items())
    }
    page = html_page.page(made, listed, map_, key, sets, start=_STARTS[options.theme], numbered=options.numbered)
    return page.encode()


def _map(made: Prepared, colours: Palette) -> str:
    """The content of the map's SVG, with what the script needs to know of each card and link."""
    from argmap.picture import svg_elements as elements
    from argmap.picture import svg_sheet
    from argmap.picture.numbering import told

    picture = made.picture
    above = {node.id: node.under for node in told(made.shown)}

    def of_card(card_id: str) -> str:
        card = picture.cards[card_id]
        under = f' data-under="{elements.name("card", above[card_id])}"' if above.get(card_id) else ""
        size = f'data-w="{card.width:g}" data-h="{card.height:g}"'
        return f' role="button" tabindex="-1" aria-label="{elements.escaped(card.described)}" {size}{under}'

    def of_link(link_id: str) -> str:
        link = picture.links[link_id]
        goal = elements.name("card" if link.target in picture.cards else "link", link.target)
        area = " ".join(f"{part:.0f}" for part in (link.bounds.x, link.bounds.y, link.bounds.width, link.bounds.height))
        ends = " ".join(elements.name("card", i) for i in link.sources)
        return f' data-from="{ends}" data-to="{goal}" data-box="{area}"'

    under = "" if picture.sheet is None else svg_sheet.sheet(picture.sheet, colours, beside=True)
    links = (
        elements.link(k, colours, elements.told(k, picture), attributes=of_link(i)) for i, k in picture.links.items()
    )
    cards = (elements.card(picture.cards[i], *at, colours, of_card(i)) for i, at in picture.places.items())
    return f'{under}<g id="links">\n{"".join(links)}</g>\n<g id="cards">\n{"".join(cards)}</g>\n'


def _key(made: Prepared, colours: Palette) -> str:
    """The legend as list items with a small drawing each."""
    from dataclasses import replace

    from argmap.picture import legend
    from argmap.picture import svg_elements as elements

    items = []
    for number, entry in enumerate(legend.entries(made.picture)):
        samples = [replace(s, id=f"key-{number}-{s.id}") for s in (entry.hit, entry.link) if s is not None]
        drawn = "".join(elements.link(s, colours, "", marked=s is samples[-1]) for s in samples)
        sign = elements.glyph(entry.kind, entry.glyph.moved(18, 0), colours) if entry.kind else ""
        if entry.card is not None:
            sign = elements.sample(entry.card, entry.glyph.moved(23 - entry.glyph.width / 2, 0), colours)
        box = 'viewBox="-1 -15 52 22" width="52" height="22" aria-hidden="true"'
        items.append(f'<li><svg {box}><g fill="none">{drawn}</g>{sign}</svg>{elements.escaped(entry.run.text)}</li>')
    return "\n".join(items)


FORMAT = Format("html-map", "Interactive web page", (".html",), write=write)
