"""Signs fill a unit square, and no two are alike."""

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from argmap.picture import glyphs


@pytest.mark.parametrize("kind", glyphs.KINDS)
def test_a_sign_fills_its_square(kind: str) -> None:
    box = glyphs.path(kind).boundingRect()
    assert QRectF(-0.06, -0.06, 1.12, 1.12).contains(box)
    assert max(box.width(), box.height()) > 0.75


def drawn(path: QPainterPath) -> bytes:
    image = QImage(16, 16, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(16, 16)
    painter.fillPath(path, QColor("black"))
    painter.end()
    return bytes(image.constBits())


def test_signs_look_different() -> None:
    pictures = {kind: drawn(glyphs.path(kind)) for kind in glyphs.KINDS}
    for one, other in itertools.combinations(glyphs.KINDS, 2):
        different = sum(abs(a - b) > 100 for a, b in zip(pictures[one], pictures[other], strict=True))
        assert different > 12, (one, other)
