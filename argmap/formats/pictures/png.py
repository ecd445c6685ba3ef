"""PNG: the map as pixels."""

from __future__ import annotations

import math

from argmap.formats.registry import Format, FormatError, WriteOptions
from argmap.model.debate import Debate

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 32_000
"""Pixels; QPainter paints no further than 32,767 (its coordinates are 16 bits wide)."""


def write(debate: Debate, options: WriteOptions) -> bytes:
    """The whole map at ``options.scale`` pixels a map unit. Raises FormatError above 100 megapixels."""
    if not 0 < options.scale < 1000:
        raise FormatError(f"A PNG cannot be made at scale {options.scale:g}. Choose a scale between 0.1 and 8.")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter

    from argmap.formats.pictures.prepared import prepared
    from argmap.picture.paper import paint_page

    made = prepared(debate, options)
    width, height = _size(made.page.width, made.page.height, options.scale)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise FormatError(
            f"There is not enough memory for a PNG of {width:,} × {height:,} pixels. Export an SVG or PDF."
        )
    dots = round(96 / 0.0254 * options.scale)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.setText("Title", made.page.title)
    image.setText("Description", made.page.described)
    image.fill(made.colours.window)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.scale(options.scale, options.scale)
        paint_page(painter, made.page, made.picture, made.colours)
    finally:
        painter.end()  # an image that goes while it is painted on takes the program with it
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _size(width: float, height: float, scale: float) -> tuple[int, int]:
    """The image's size in pixels."""
    wide, high = math.ceil(width * scale), math.ceil(height * scale)
    if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE:
        fits = min(math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / max(width, height))
        fits = math.floor(fits * 100 - 1) / 100
        offer = (
            f"Export it at scale {fits:g} or less ({math.ceil(width * fits):,} × {math.ceil(height * fits):,} pixels), or as SVG or PDF."
            if fits > 0.05
            else "Export it as SVG or PDF, or only the part around one provision."
        )
        limit = "100 megapixels" if wide * high > MOST_PIXELS else f"{LONGEST_SIDE:,} pixels on a side"
        raise FormatError(
            f"At scale {scale:g} the map would be {wide:,} × {high:,} pixels, more than the {limit} that a PNG may have. {offer}"
        )
    return wide, high


FORMAT = Format("png", "PNG image", (".png",), write=write)
