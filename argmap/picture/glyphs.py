"""The signs of the kinds of card, as outlines in a unit square: the same shapes on screen, on paper and in icons."""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

KINDS = ("claim", "support", "objection", "concession", "question", "provision", "topic")


@functools.cache
def path(kind: str) -> QPainterPath:
    """A kind's sign, to be filled, in the square from (0, 0) to (1, 1). Do not change it."""
    return _DRAWN[kind]()


@functools.cache
def svg(kind: str, x: float, y: float, size: float) -> str:
    """The same as the "d" of an SVG path, in a square of a size at a place."""
    drawn, parts, index = path(kind), [], 0

    def at(i: int) -> str:
        element = drawn.elementAt(i)
        return f"{x + element.x * size:.2f} {y + element.y * size:.2f}"

    while index < drawn.elementCount():
        element = drawn.elementAt(index)
        if element.isCurveTo():
            parts.append(f"C{at(index)} {at(index + 1)} {at(index + 2)}")
            index += 3
        else:
            parts.append(("M" if element.isMoveTo() else "L") + at(index))
            index += 1
    return "".join(parts)


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
    hook = QPainterPath(QPointF(0.24, 0.3))
    hook.cubicTo(0.24, -0.02, 0.78, -0.02, 0.78, 0.3)
    hook.cubicTo(0.78, 0.5, 0.51, 0.48, 0.51, 0.72)
    drawn = _stroked(hook, 0.17)
    drawn.addEllipse(QRectF(0.4, 0.8, 0.2, 0.2))
    return drawn


def _provision() -> QPainterPath:
    """The section sign: two hooks through each other."""
    hooks = QPainterPath(QPointF(0.72, 0.2))
    hooks.cubicTo(0.66, -0.02, 0.3, 0.02, 0.3, 0.22)
    hooks.cubicTo(0.3, 0.44, 0.78, 0.4, 0.78, 0.6)
    hooks.cubicTo(0.78, 0.7, 0.68, 0.74, 0.6, 0.74)
    hooks.moveTo(0.28, 0.8)
    hooks.cubicTo(0.34, 1.02, 0.7, 0.98, 0.7, 0.78)
    hooks.cubicTo(0.7, 0.56, 0.22, 0.6, 0.22, 0.4)
    hooks.cubicTo(0.22, 0.3, 0.32, 0.26, 0.4, 0.26)
    return _stroked(hooks, 0.13)


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
