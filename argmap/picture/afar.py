"""What a card says where its own text would be too small to read: its title in large type, as much of it as there is room for."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from argmap.picture import fonts, text
from argmap.picture.drawing import Card, Rect, Run

LEAST = 6.8
"""Pixels of the view that type is high at least."""

ROLES = ("far", "farther")
"""Styles of type, the second for views from farther away."""

FARTHEST = LEAST / fonts.STYLES[ROLES[-1]].size
"""The lowest zoom at which titles are shown; below it there would be room for hardly a word."""

_LEFT, _RIGHT, _PAD = 11.0, 5.0, 5.0
_TIED = re.compile(r"(?<=[\d≥≤<>=]) ")
"""The spaces of a threshold at which no line is broken."""

_MOST = 240
"""Characters of a title that are looked at; no card has room for more of such type."""


@dataclass(frozen=True, slots=True)
class Title:
    """Lines in large type, and where the kind's sign goes; a square without a size for none."""

    runs: tuple[Run, ...]
    glyph: Rect


def role_at(scale: float) -> str:
    """The smallest type that can be read at a zoom, or else the largest there is."""
    return next((role for role in ROLES if fonts.STYLES[role].size * scale >= LEAST), ROLES[-1])


def title_of(card: Card, role: str) -> Title:
    """A card's title in a style of type, from the card's corner."""
    ink = "secondary" if card.dimmed else "provision" if card.kind == "provision" else "text"
    struck = any(run.struck for run in card.runs)
    return _title(_words(card)[:_MOST], card.kind != "provision", card.width, card.height, role, ink, struck)


def _words(card: Card) -> str:
    """Of a provision, what it cites and where it draws the line."""
    if card.kind != "provision":
        return card.title
    cited = " ".join(run.text for run in card.runs if run.role == "citation").split(" · ")[0]
    large = " ".join(run.text for run in card.runs if run.role in ("threshold", "gist"))
    large = _TIED.sub("\u00a0", large)
    return f"{cited} {large}" if cited != "Provision" else large


@functools.lru_cache(maxsize=20_000)
def _title(words: str, signed: bool, width: float, height: float, role: str, ink: str, struck: bool) -> Title:
    style = fonts.STYLES[role]
    sign = style.size * 0.62 if signed else 0.0
    left = _LEFT + sign + style.size * 0.3 if signed else _LEFT
    room = width - left - _RIGHT
    lines = text.wrap(text.one_line(words), role, room)
    shown = max(1, int((height - 2 * _PAD) / style.line))
    top = (height - style.line * min(shown, len(lines))) / 2
    runs = []
    for number, line in enumerate(lines[:shown]):
        cut = number == shown - 1 and len(lines) > shown
        said = _cut(line.text, role, room) if cut else line.text
        wide = fonts.width(said, role) if cut else line.width
        x = left + (room - wide if line.rtl else line.x)
        baseline = top + number * style.line + fonts.ascent(role)
        runs.append(Run(said, x, baseline, wide, role, ink, struck, line.rtl))
    return Title(tuple(runs), Rect(_LEFT, top + (style.line - sign) / 2, sign, sign))


def _cut(words: str, role: str, room: float) -> str:
    """Words with an ellipsis after as many of them as fit, or of the characters of a long one."""
    kept = words
    while kept and fonts.width(f"{kept}…", role) > room:
        kept = kept[:-1]
    if kept != words and " " in kept[len(words) // 3 :]:
        kept = kept[: kept.rindex(" ")]
    return f"{kept.rstrip(' ,.;:–-')}…"
