"""The colours that topics get in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

CYCLE = (
    "#3480cc",
    "#d4551e",
    "#298e5b",
    "#9d65c5",
    "#a2750d",
    "#d24c84",
    "#118a95",
    "#558b2e",
    "#7970d6",
    "#7d7d7d",
)
"""Ten hues of one lightness, so that a dot of each keeps a contrast of 3:1 on the light and on the dark panels (WCAG 2.2,
1.4.11). Neighbours in the cycle are far apart in hue."""

NAMES = ("blue", "orange", "green", "purple", "ochre", "pink", "teal", "olive", "violet", "grey")
"""What the colours of the cycle are called."""


def next_colour(used: Iterable[str]) -> str:
    """The colour of the cycle that is used least, the earlier one on a tie."""
    counts = Counter(colour.lower() for colour in used)
    return min(CYCLE, key=lambda colour: counts[colour])


def name_of(colour: str) -> str:
    """A colour's name where it is one of the cycle, else its code."""
    return dict(zip(CYCLE, NAMES, strict=True)).get(colour.lower(), colour)
