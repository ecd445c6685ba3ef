"""A page laid over sheets of paper: which part of it each sheet shows. All in points (1/72 inch)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.picture.drawing import Picture, Rect
from argmap.picture.legend import Page

POINTS = 0.75
"""Points to a map unit: 96 units to the inch, as on screen."""

PAPERS: Mapping[str, tuple[float, float]] = {"A4": (595.0, 842.0), "A3": (842.0, 1191.0), "Letter": (612.0, 792.0)}
"""Sheets by name, upright."""

ORIENTATIONS = ("portrait", "landscape")

MARGIN = 34.0
"""12 mm at every edge of a tiled sheet: more than printers leave white, and room for marks and page numbers."""

OVERLAP = 20.0
"""7 mm that neighbouring sheets share, to be glued on each other."""


MOST_SHEETS = 10_000
"""Nobody glues more, and a map with a card that was dragged very far away would take millions."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A sheet's part of the page. ``number`` counts sheets from 1, the index included; ``area`` is in map units of the page;
    ``cards`` and ``links`` are the ids of what is to be seen on it."""

    number: int
    column: int
    row: int
    area: Rect
    cards: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def name(self) -> str:
        """The tile's place, like a field of a chess board that counts from the top."""
        letters, column = "", self.column + 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """Sheets of ``width`` by ``height`` points in ``columns`` and ``rows``; those with nothing on them are not among the
    ``tiles``."""

    width: float
    height: float
    columns: int
    rows: int
    tiles: tuple[Tile, ...]


def oriented(paper: str, orientation: str, wide: bool) -> tuple[float, float]:
    """A sheet's width and height; without an orientation, lying when what it is for is ``wide``. Raises KeyError for a paper
    that does not exist."""
    short, long = PAPERS[paper]
    lying = orientation == "landscape" if orientation else wide
    return (long, short) if lying else (short, long)


def tiling(page: Page, picture: Picture, paper: str, orientation: str = "") -> Tiling:
    """A page in its own size over as many sheets as it takes; without an orientation, in the one that takes fewer."""
    ways = [orientation] if orientation else list(ORIENTATIONS)
    made = [tiling_on(page, picture, *oriented(paper, way, False)) for way in ways]
    return min(made, key=lambda one: (len(one.tiles), one.width))


def tiling_on(page: Page, picture: Picture, width: float, height: float) -> Tiling:
    """A page in its own size over sheets of a width and height in points."""
    inner, step, columns, rows = _grid(page.width, page.height, width, height)
    cells: dict[tuple[int, int], tuple[list[str], list[str]]] = {}

    def fill(box: Rect, which: int | None, name: str = "") -> None:
        left = max(0, math.ceil((box.x - inner[0]) / step[0]))
        right = min(columns - 1, math.floor(box.right / step[0]))
        top = max(0, math.ceil((box.y - inner[1]) / step[1]))
        bottom = min(rows - 1, math.floor(box.bottom / step[1]))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                lists = cells.setdefault((row, column), ([], []))
                if which is not None:
                    lists[which].append(name)

    dx, dy = page.origin
    for card_id in picture.places:
        fill(picture.rect(card_id).moved(dx, dy), 0, card_id)
    for link_id, link in picture.links.items():
        fill(link.bounds.moved(dx, dy), 1, link_id)
    if picture.sheet is not None:
        fill(picture.sheet.bounds.moved(dx, dy), None)
    for box in _words(page):
        fill(box, None)
    tiles = [
        Tile(number, column, row, Rect(column * step[0], row * step[1], *inner), tuple(cards), tuple(links))
        for number, ((row, column), (cards, links)) in enumerate(sorted(cells.items()), start=2)
    ]
    return Tiling(width, height, columns, rows, tuple(tiles))


def counted_sheets(page_width: float, page_height: float, width: float, height: float) -> int:
    """How many sheets of a width and height in points a page in its own size, in map units, is laid over at most."""
    _, _, columns, rows = _grid(page_width, page_height, width, height)
    return columns * rows


def fewest_sheets(page_width: float, page_height: float, paper: str, orientation: str = "") -> int:
    """The same for sheets of a named paper; without an orientation, in the one that takes fewer."""
    ways = [orientation] if orientation else ORIENTATIONS
    return min(counted_sheets(page_width, page_height, *oriented(paper, way, False)) for way in ways)


def refusal(sheets: int) -> str:
    """Why a page is not laid over so many sheets, and what to do; "" where it is."""
    if sheets <= MOST_SHEETS:
        return ""
    return (
        f"In its own size the map would take up to {sheets:,} sheets, more than the {MOST_SHEETS:,} that are made at once. "
        "Fit it to one sheet, or take only a part of it."
    )


def _grid(
    page_width: float, page_height: float, width: float, height: float
) -> tuple[tuple[float, float], tuple[float, float], int, int]:
    """What a sheet shows and how far it is to the next, across and down in map units, and how many columns and rows."""
    inner = (width - 2 * MARGIN) / POINTS, (height - 2 * MARGIN) / POINTS
    shared = OVERLAP / POINTS
    step = inner[0] - shared, inner[1] - shared
    columns = max(1, math.ceil((page_width - shared) / step[0]))
    rows = max(1, math.ceil((page_height - shared) / step[1]))
    return inner, step, columns, rows


def _words(page: Page) -> Iterable[Rect]:
    """Where text stands on a page around its map."""
    for run in page.runs:
        yield Rect(run.x, run.y - 20, run.width, 24)
    for entry in page.entries:
        link = entry.link
        left = link.bounds.x if link is not None else entry.glyph.x
        yield Rect(left, entry.run.y - 16, entry.run.x + entry.run.width - left, 22)
