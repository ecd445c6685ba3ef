"""Contrast of colours as WCAG 2.2 defines it, and colours faded as far as it allows."""

from __future__ import annotations

import functools


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: ``share`` (0 to 1) of the other."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@functools.cache
def faded(ink: str, ground: str, least: float = 3.05) -> str:
    """An ink paled towards its ground, but no further than a contrast that lines need to be seen by."""
    best = ink
    for step in range(1, 13):
        paler = mixed(ink, ground, step / 20)
        if contrast(paler, ground) < least:
            break
        best = paler
    return best


@functools.cache
def visible(colour: str, ground: str, towards: str, least: float = 3.0) -> str:
    """A colour as it is where its contrast with its ground suffices, else moved no further than that needs towards another
    that is far from the ground: lighter on dark, darker on light."""
    if contrast(colour, ground) >= least:
        return colour
    shares = (mixed(colour, towards, step / 20) for step in range(1, 20))
    return next((moved for moved in shares if contrast(moved, ground) >= least), towards)
