"""The headings of a flow's columns, which stay at the top of the view when the sheet's own are out of it or too small."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from argmap.gui.map.camera import Camera
from argmap.picture import fonts
from argmap.picture.drawing import Rect, Run, Sheet
from argmap.picture.painter import Level, paint_runs
from argmap.picture.palette import Palette
from argmap.picture.text import is_rtl

HEIGHT = 26.0
"""How high they are, in pixels."""

_EDGE = 8.0


def strip(sheet: Sheet | None, camera: Camera, size: tuple[int, int]) -> Rect | None:
    """Where headings are painted in a view of this size, in pixels; None where there are none, or the sheet's own can be
    read."""
    if sheet is None:
        return None
    seen = camera.rect_to_view(sheet.bounds)
    own = camera.to_view(0, min(run.y for run in sheet.runs))[1] - 14 * camera.zoom
    if own >= 0 and Level.at(camera.zoom) is Level.TEXT:
        return None
    left, right = max(seen.x, 0.0), min(seen.right, float(size[0]))
    top = max(seen.y - HEIGHT, 0.0)
    shown = left < right and top < size[1] and seen.bottom > HEIGHT
    return Rect(left, top, right - left, HEIGHT) if shown else None


def paint_headings(painter: QPainter, sheet: Sheet, place: Rect, camera: Camera, palette: Palette) -> None:
    """Paints a strip with the heading of each column over it, as much of it as there is room for."""
    painter.save()
    painter.fillRect(QRectF(place.x, place.y, place.width, place.height), QColor(palette.raised))
    painter.fillRect(QRectF(place.x, place.bottom - 1, place.width, 1), QColor(palette.secondary))
    runs = [run for column in columns(sheet, place, camera) for run in column]
    paint_runs(painter, runs, lambda run: palette.text if run.role == "gist" else palette.secondary)
    painter.restore()


def columns(sheet: Sheet, place: Rect, camera: Camera) -> Iterator[list[Run]]:
    """What is written over each column in view: its name, or only its number, and then what else is said of it. The first
    one says on what the rows below hang, once that is out of view."""
    said = [list(runs) for _, runs in groupby(sheet.runs, key=lambda run: run.x)]
    starts = [camera.to_view(runs[0].x, 0)[0] for runs in said]
    ends = [start - 2 * _EDGE for start in starts[1:]] + [place.right]
    for number, (runs, start, end) in enumerate(zip(said, starts, ends, strict=True)):
        left, right, baseline = max(start, place.x + _EDGE), min(end, place.right - _EDGE), place.y + 17
        above = _out_of_view(sheet, camera.y + place.bottom / camera.zoom) if number == 0 else ""
        if above:
            yield _cut(above, left, baseline, right)
            continue
        name = runs[0].text
        fitting = (words for words in (name, str(number)) if fonts.width(words, "gist") <= right - left)
        if (words := next(fitting, None)) is None:
            continue
        wide = fonts.width(words, "gist")
        found = [Run(words, left, baseline, wide, "gist")]
        for run in reversed(runs[1:]):  # the numbers come last and matter most
            if left + wide + _EDGE + run.width <= right:
                found.append(Run(run.text, left + wide + _EDGE, baseline, run.width, run.role, rtl=run.rtl))
                break
        yield found


def _out_of_view(sheet: Sheet, top: float) -> str:
    """What the rows at a height of the map hang on, where all of that stands above it."""
    begun = bisect_right(sheet.roots, top, key=itemgetter(0))
    _, bottom, title = sheet.roots[begun - 1] if begun else (0.0, top, "")
    return title if bottom < top else ""


def _cut(words: str, left: float, baseline: float, right: float) -> list[Run]:
    shown = words
    while words and fonts.width(shown, "gist") > right - left:
        words = words[:-1].rstrip()
        shown = f"{words}…"
    return [Run(shown, left, baseline, fonts.width(shown, "gist"), "gist", rtl=is_rtl(shown))] if words else []
