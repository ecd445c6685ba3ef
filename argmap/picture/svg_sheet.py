"""The sheet under a flow as an SVG group."""

from __future__ import annotations

from argmap.picture import svg_elements as elements
from argmap.picture.drawing import Rect, Run, Sheet
from argmap.picture.inks import CELL_CORNER, CELL_DASH
from argmap.picture.palette import Palette


def sheet(drawn: Sheet, palette: Palette, *, beside: bool = False) -> str:
    """Columns, rows, headings and empty places, to stand before links and cards. Empty places say ``beside`` which card they
    are where that is asked for."""

    def ink(run: Run) -> str:
        return palette.ink.get(run.ink, palette.secondary)

    dash = " ".join(f"{part:g}" for part in CELL_DASH)
    colours = f'fill="{palette.fill["objection"]}" stroke="{palette.ink["objection"]}"'
    outline = f'rx="{CELL_CORNER:g}" {colours} stroke-dasharray="{dash}"'
    names = [f' data-beside="{elements.name("card", i)}"' for i in drawn.beside] if beside else [""] * len(drawn.cells)
    parts = [
        *(f'<rect {_box(band)} fill="{palette.panel}"/>' for band in drawn.bands),
        *(f'<rect {_box(rule)} fill="{palette.line}"/>' for rule in drawn.rules),
        *(elements.text([run], ink) for run in drawn.runs),
        *(
            f'<g class="unanswered"{name}><rect {_box(cell)} {outline}/>{elements.text([run], ink)}</g>'
            for (cell, run), name in zip(drawn.cells, names, strict=True)
        ),
    ]
    return '<g id="sheet">\n' + "\n".join(parts) + "\n</g>\n"


def _box(rect: Rect) -> str:
    return f'x="{rect.x:.1f}" y="{rect.y:.1f}" width="{rect.width:.1f}" height="{rect.height:.1f}"'
