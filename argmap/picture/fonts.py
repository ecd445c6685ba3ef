"""The typeface of the map: styles by role, and the fonts that text is measured and drawn with.

Sizes are in map units (pixels at 100 %) and may be half pixels, which a QFont cannot say. Text is therefore measured and
painted with a font ``FINE`` times as large and scaled back, which gives the same widths on every screen and on paper.
"""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from argmap.paths import resource

FINE = 2
"""How much larger than it appears a font of ``fine_font`` is."""

FAMILIES = ("Inter", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Nimbus Sans")
"""The shipped family, and what stands in for it in an exported file on a machine that lacks it."""

REGULAR, SEMIBOLD = 400, 600


@dataclass(frozen=True, slots=True)
class Style:
    """How text of one role looks. ``size`` and ``line`` (the distance of baselines) in map units; ``weight`` is CSS's."""

    size: float
    weight: int
    line: float


STYLES: Mapping[str, Style] = {
    "kind": Style(10.5, SEMIBOLD, 14),
    "verdict": Style(10.5, SEMIBOLD, 14),
    "badge": Style(10, SEMIBOLD, 14),
    "gist": Style(12.5, SEMIBOLD, 17),
    "footer": Style(10.5, REGULAR, 15),
    "chip": Style(10, REGULAR, 14),
    "citation": Style(10.5, SEMIBOLD, 14),
    "threshold": Style(15, SEMIBOLD, 20),
    "status": Style(10.5, REGULAR, 15),
    "title": Style(20, SEMIBOLD, 26),
    "subtitle": Style(12, REGULAR, 17),
    "legend": Style(11, REGULAR, 16),
    "stamp": Style(10.5, REGULAR, 15),
    "body": Style(13, REGULAR, 18),
    "key": Style(10, REGULAR, 14),
    "far": Style(19, SEMIBOLD, 22),
    "farther": Style(26, SEMIBOLD, 29),
}
"""The roles of text on cards, on the page around them, and in the window."""

_own_application: list[QGuiApplication] = []


@functools.cache
def load() -> None:
    """Makes the shipped fonts known to Qt, once. Starts a QGuiApplication when there is none, off screen where there is no
    display, so that pictures can be made without a window."""
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _own_application.append(QGuiApplication(["argmap"]))
    QLoggingCategory.setFilterRules("qt.text.font.db=false")  # it tells of every font that lacks a script
    for name in ("Inter-Regular.otf", "Inter-SemiBold.otf"):
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


class _Kept(threading.local):
    """Fonts of one thread: Qt's font engines belong to the thread that made them, and pictures are also made in jobs."""

    def __init__(self) -> None:
        self.fonts: dict[str, QFont] = {}
        self.metrics: dict[str, QFontMetricsF] = {}


_kept = _Kept()


def fine_font(role: str) -> QFont:
    """The font to measure and paint a role with, ``FINE`` times as large as it is to appear. Do not change it."""
    found = _kept.fonts.get(role)
    if found is None:
        found = _kept.fonts[role] = _font(STYLES[role], FINE)
    return found


def font(role: str) -> QFont:
    """A role's font at its own size, rounded to whole pixels, for widgets beside the map."""
    return _font(STYLES[role], 1)


def _font(style: Style, scale: int) -> QFont:
    load()
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(round(style.size * scale))
    made.setWeight(QFont.Weight(style.weight))
    made.setFeature(
        QFont.Tag("calt"), 0
    )  # its variants of signs such as ≥ would be lost when text is copied from a PDF
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def metrics(role: str) -> QFontMetricsF:
    """The metrics of ``fine_font``: divide by ``FINE`` for map units."""
    found = _kept.metrics.get(role)
    if found is None:
        found = _kept.metrics[role] = QFontMetricsF(fine_font(role))
    return found


@functools.lru_cache(maxsize=20_000)
def width(text: str, role: str) -> float:
    """How wide a line of text is, in map units."""
    return metrics(role).horizontalAdvance(text) / FINE


@functools.cache
def ascent(role: str) -> float:
    """From the top of a role's line to its baseline, in map units: the line's leading is split above and below."""
    style, measured = STYLES[role], metrics(role)
    height = (measured.ascent() + measured.descent()) / FINE
    return (style.line - height) / 2 + measured.ascent() / FINE
