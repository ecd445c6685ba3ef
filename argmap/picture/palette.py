"""The colours of argmap, as "#rrggbb", for the window and for paper. Text on its ground has a contrast of at least 4.5:1
and lines at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test checks every pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from argmap.model.kinds import RelationKind, StatementKind


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. ``ink`` and ``fill`` map a statement kind's value, or "provision", to its colour and its tint; ``chip`` is
    the ground of topics on cards."""

    name: str
    window: str
    panel: str
    raised: str
    card: str
    chip: str
    line: str
    text: str
    secondary: str
    faint: str
    accent: str
    selection: str
    ink: Mapping[str, str]
    fill: Mapping[str, str]

    def relation(self, kind: RelationKind) -> str:
        """The colour of a relation's line."""
        return self.ink.get(_RELATION_INK[kind], self.secondary)


_RELATION_INK: dict[RelationKind, str] = {
    RelationKind.SUPPORTS: StatementKind.SUPPORT,
    RelationKind.RESTS_ON: StatementKind.CLAIM,
    RelationKind.OBJECTS: StatementKind.OBJECTION,
    RelationKind.UNDERCUTS: StatementKind.OBJECTION,
    RelationKind.CONTRADICTS: StatementKind.OBJECTION,
    RelationKind.CONCEDES: StatementKind.CONCESSION,
    RelationKind.AMENDS: "provision",
    RelationKind.ANSWERS: "",
    RelationKind.ABOUT: "",
}

LIGHT = Palette(
    name="light",
    window="#FBFAF8",
    panel="#F5F3EF",
    raised="#EFECE6",
    card="#FFFFFF",
    chip="#EFECE6",
    line="#E2DDD4",
    text="#23262C",
    secondary="#62666F",
    faint="#9A9DA3",
    accent="#2F5D8C",
    selection="#DCE8F4",
    ink={
        "claim": "#2B6CB0",
        "objection": "#BE400C",
        "concession": "#8F5602",
        "support": "#2C764A",
        "question": "#62666F",
        "provision": "#5B4B9A",
    },
    fill={
        "claim": "#E6F0FA",
        "objection": "#FCEBE3",
        "concession": "#FBF2D9",
        "support": "#E4F3EA",
        "question": "#EFECE6",
        "provision": "#ECE9F7",
    },
)

DARK = Palette(
    name="dark",
    window="#1D1F23",
    panel="#24272C",
    raised="#2B2F35",
    card="#282B31",
    chip="#363B43",
    line="#363B43",
    text="#E6E7E9",
    secondary="#A3A8B1",
    faint="#737984",
    accent="#7FB2E5",
    selection="#2C3E52",
    ink={
        "claim": "#6FB1F0",
        "objection": "#F08A5D",
        "concession": "#E0B34A",
        "support": "#6CC68F",
        "question": "#A3A8B1",
        "provision": "#B0A2EE",
    },
    fill={
        "claim": "#22384F",
        "objection": "#4A2D22",
        "concession": "#443818",
        "support": "#1F3D2C",
        "question": "#2B2F35",
        "provision": "#332E4D",
    },
)


GREY = Palette(
    name="grey",
    window="#FFFFFF",
    panel="#F4F4F4",
    raised="#ECECEC",
    card="#FFFFFF",
    chip="#ECECEC",
    line="#DADADA",
    text="#1C1C1C",
    secondary="#595959",
    faint="#8F8F8F",
    accent="#333333",
    selection="#E0E0E0",
    ink={
        "claim": "#4A4A4A",
        "objection": "#000000",
        "concession": "#5C5C5C",
        "support": "#3A3A3A",
        "question": "#595959",
        "provision": "#262626",
    },
    fill={
        "claim": "#F0F0F0",
        "objection": "#E0E0E0",
        "concession": "#F4F4F4",
        "support": "#EAEAEA",
        "question": "#ECECEC",
        "provision": "#E9E9E9",
    },
)
"""For printers without colour: kinds are told apart by sign and word, relations by line and mark."""

THEMES = ("light", "dark", "grey")
"""The names of the palettes."""


def palette(theme: str) -> Palette:
    """The palette of a theme, one of ``THEMES``."""
    return {"dark": DARK, "grey": GREY}.get(theme, LIGHT)


def paper_palette(theme: str) -> Palette:
    """A theme's palette for paper: light is on white."""
    chosen = palette(theme)
    return replace(chosen, window="#FFFFFF") if chosen.name == "light" else chosen
