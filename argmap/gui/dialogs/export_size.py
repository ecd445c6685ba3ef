"""How large an exported picture becomes, found out off the GUI thread and told in words."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from argmap.analysis.past import Moment
from argmap.formats.registry import FormatError, WriteOptions
from argmap.gui.jobs import Jobs
from argmap.model.debate import Debate
from argmap.model.progress import Progress

_MILLIMETRES = 25.4 / 72
"""Millimetres to a point."""


class Sizes(QObject):
    """The pages of a debate in map units, each measured once for what changes its size."""

    measured = Signal()
    """A page was measured, or cannot be."""

    def __init__(self, debate: Debate, parent: QObject) -> None:
        super().__init__(parent)
        self._debate = debate.snapshot()
        self._known: dict[object, tuple[float, float] | str] = {}
        self._jobs = Jobs(self)
        self._wanted: object = None

    def of(self, options: WriteOptions, moment: Moment | None) -> tuple[float, float] | str | None:
        """A page's width and height in map units, why there is none, or None while it is measured."""
        key = (
            *(options.focus, options.depth if options.focus else 0, options.provision, options.shown),
            *(options.numbered, options.layout, options.placed, moment),
        )
        if key in self._known:
            return self._known[key]
        if self._wanted != key:
            self._wanted = key
            self._jobs.cancel_all()
            self._jobs.start("Measuring", self._work(options, moment), lambda found: self._on_measured(key, found))
        return None

    def stop(self) -> None:
        """Measures nothing more."""
        self._jobs.wait()

    def _work(self, options: WriteOptions, moment: Moment | None) -> Callable[[Progress], tuple[float, float] | str]:
        from dataclasses import replace

        debate = self._debate

        def work(progress: Progress) -> tuple[float, float] | str:
            from argmap.analysis.past import as_of
            from argmap.formats.pictures.prepared import prepared

            try:
                then = debate if moment is None else as_of(debate, moment)
                page = prepared(then, replace(options, progress=progress)).page
            except FormatError as error:
                return str(error)
            return page.width, page.height

        return work

    def _on_measured(self, key: object, found: tuple[float, float] | str) -> None:
        self._known[key] = found
        if self._wanted == key:
            self._wanted = None
        self.measured.emit()


def size_words(format_name: str, options: WriteOptions, width: float, height: float) -> str:
    """What a page of this size, in map units, becomes: pixels, sheets of paper, or units."""
    if format_name == "png":
        from argmap.formats.pictures.png import LEGIBLE, USUAL, chosen_scale

        scale = options.scale or chosen_scale(width, height)
        wide, high = math.ceil(width * scale), math.ceil(height * scale)
        own = "" if options.scale or scale == USUAL else f" at scale {scale:g}, the largest that fits"
        small = "; the words on it are too small to be read" if scale < LEGIBLE else ""
        return f"{wide:,} × {high:,} pixels, {wide * high / 1e6:.1f} megapixels{own}{small}"
    if format_name == "pdf":
        return _paper_words(options, width, height)
    return f"{width:,.0f} × {height:,.0f} units"


def _paper_words(options: WriteOptions, width: float, height: float) -> str:
    from argmap.formats.pictures.pdf import sheet
    from argmap.formats.pictures.png import LEGIBLE
    from argmap.picture.tiling import MARGIN, POINTS, fewest_sheets, oriented, refusal

    if options.tiled:
        most = fewest_sheets(width, height, options.paper or "A4", options.orientation)
        if refused := refusal(most):
            return refused
        across, down = (round(side * POINTS * _MILLIMETRES) for side in (width, height))
        if most > 1:
            return f"{across:,} × {down:,} mm over up to {most:,} sheets, with an index"
    wide = width > height
    if options.paper or options.tiled:
        across_points, down_points = oriented(options.paper or "A4", options.orientation, wide)
    else:
        across_points, down_points = sheet(POINTS * width, POINTS * height)
    scale = min((across_points - MARGIN) / width, (down_points - MARGIN) / height) / POINTS
    small = f"; at {scale:.0%} of its size the words on it are too small to be read" if scale < LEGIBLE / 2 else ""
    return f"One page of {across_points * _MILLIMETRES:.0f} × {down_points * _MILLIMETRES:.0f} mm{small}"
