"""PNG: the map as pixels."""

from __future__ import annotations

import math

from argmap.formats.registry import Format, FormatError, WriteOptions
from argmap.model.debate import Debate

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 32_000
"""Pixels; QPainter paints no further than 32,767 (its coordinates are 16 bits wide)."""
USUAL = 2.0
"""Pixels to a map unit, for screens of twice the usual density, where nothing is asked for and the map is not too large."""
LEGIBLE = 0.6
"""The least scale at which the words on cards can be read."""


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The whole map at ``options.scale`` pixels a map unit; without one at 2, or as large as fits, which is noted. Raises
    FormatError for a scale that makes more than 100 megapixels."""
    if options.scale is not None and not 0 < options.scale < 1000:
        raise FormatError(f"A PNG cannot be made at scale {options.scale:g}. Choose a scale between 0.1 and 8.")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter

    from argmap.formats.pictures.prepared import prepared
    from argmap.picture.paper import paint_page

    made = prepared(debate, options)
    width, height, scale = _size(made.page.width, made.page.height, options)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise FormatError(
            f"There is not enough memory for a PNG of {width:,} × {height:,} pixels. Export an SVG or PDF."
        )
    dots = round(96 / 0.0254 * scale)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.setText("Title", made.page.title)
    image.setText("Description", made.page.described)
    image.fill(made.colours.window)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        paint_page(painter, made.page, made.picture, made.colours)
    finally:
        painter.end()  # an image that goes while it is painted on takes the program with it
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def fitting(width: float, height: float) -> float:
    """The largest scale at which a page of this size, in map units, is a PNG."""
    return min(math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / max(width, height))


def refusal(width: float, height: float, scale: float) -> str:
    """Why a page of this size, in map units, is no PNG at a scale, and what to do; "" where it is one."""
    wide, high = math.ceil(width * scale), math.ceil(height * scale)
    if wide * high <= MOST_PIXELS and max(wide, high) <= LONGEST_SIDE:
        return ""
    fits = math.floor(fitting(width, height) * 100 - 1) / 100
    offer = (
        f"Export it at scale {fits:g} or less ({math.ceil(width * fits):,} × {math.ceil(height * fits):,} pixels), or as SVG or PDF."
        if fits > 0.05
        else "Export it as SVG or PDF, or only the part around one provision."
    )
    limit = "100 megapixels" if wide * high > MOST_PIXELS else f"{LONGEST_SIDE:,} pixels on a side"
    return f"At scale {scale:g} the map would be {wide:,} × {high:,} pixels, more than the {limit} that a PNG may have. {offer}"


def _size(width: float, height: float, options: WriteOptions) -> tuple[int, int, float]:
    """The image's size in pixels, and its scale. Raises FormatError when the scale that is asked for is too large."""
    if options.scale is not None:
        scale, refused = options.scale, refusal(width, height, options.scale)
        if refused:
            raise FormatError(refused)
    else:
        scale = chosen_scale(width, height)
        if scale < USUAL:
            small = "" if scale >= LEGIBLE else "; its words are too small to be read, so SVG or PDF would serve better"
            options.note(f"The map is too large for a PNG at scale {USUAL:g} and was drawn at scale {scale:g}{small}.")
    return max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)), scale


def chosen_scale(width: float, height: float) -> float:
    """The scale for a page of this size, in map units, where none is asked for: 2, or a little less than what just fits."""
    return min(USUAL, float(f"{0.99 * fitting(width, height):.3g}"))


FORMAT = Format("png", "PNG image", (".png",), write=write)
