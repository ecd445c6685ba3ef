"""The signs of the kinds of card, as outlines in a unit square: the same shapes on screen, on paper and in icons."""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

KINDS = ("claim", "support", "objection", "concession", "question", "provision", "topic")


@functools.cache
def path(kind: str) -> QPainterPath:
    """A kind's sign, to be filled, in the square from (0, 0) to (1, 1). Do not change it."""
    return _DRAWN[kind]()


def _stroked(line: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    return stroker.createStroke(line).simplified()


def _claim() -> QPainterPath:
    drawn = QPainterPath()
    drawn.addEllipse(QRectF(0.06, 0.06, 0.88, 0.88))
    return drawn


def _support() -> QPainterPath:
    drawn = QPainterPath(QPointF(0.5, 0.06))
    drawn.lineTo(1.0, 0.92)
    drawn.lineTo(0.0, 0.92)
    drawn.closeSubpath()
    return drawn


def _objection() -> QPainterPath:
    drawn = QPainterPath()
    for start, end in (((0.12, 0.12), (0.88, 0.88)), ((0.12, 0.88), (0.88, 0.12))):
        drawn.moveTo(*start)
        drawn.lineTo(*end)
    return _stroked(drawn, 0.2)


def _concession() -> QPainterPath:
    """A ring whose left half is filled."""
    ring = QPainterPath()
    ring.addEllipse(QRectF(0.12, 0.12, 0.76, 0.76))
    half = QPainterPath(QPointF(0.5, 0.12))
    half.arcTo(QRectF(0.12, 0.12, 0.76, 0.76), 90, 180)
    half.closeSubpath()
    return _stroked(ring, 0.14).united(half)


def _question() -> QPainterPath:
    hook = QPainterPath(QPointF(0.22, 0.3))
    hook.cubicTo(0.22, -0.04, 0.8, -0.04, 0.8, 0.27)
    hook.cubicTo(0.8, 0.45, 0.51, 0.42, 0.51, 0.66)
    drawn = _stroked(hook, 0.17)
    drawn.addEllipse(QRectF(0.39, 0.77, 0.23, 0.23))
    return drawn


def _provision() -> QPainterPath:
    """The section sign: an S above, and the same S turned round below it, that share their middle."""
    upper = QPainterPath(QPointF(0.74, 0.18))
    upper.cubicTo(0.7, 0.0, 0.28, 0.0, 0.28, 0.2)
    upper.cubicTo(0.28, 0.38, 0.76, 0.38, 0.76, 0.6)
    upper.cubicTo(0.76, 0.68, 0.7, 0.72, 0.62, 0.74)
    turned = QTransform().translate(1, 1).rotate(180)
    upper.addPath(turned.map(upper))
    return _stroked(upper, 0.12)


def _topic() -> QPainterPath:
    """A hash."""
    drawn, lean = QPainterPath(), 0.1 * math.tan(math.radians(35))
    for middle in (0.34, 0.66):
        drawn.moveTo(middle + lean, 0.06)
        drawn.lineTo(middle - lean, 0.94)
        drawn.moveTo(0.04, middle)
        drawn.lineTo(0.96, middle)
    return _stroked(drawn, 0.13)


_DRAWN = {
    "claim": _claim,
    "support": _support,
    "objection": _objection,
    "concession": _concession,
    "question": _question,
    "provision": _provision,
    "topic": _topic,
}
