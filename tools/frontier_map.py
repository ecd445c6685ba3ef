"""What an analyst made of the main sample's thread: provisions, topics, statements and relations, by short keys."""

from __future__ import annotations

from frontier_candour import CANDOUR
from frontier_lines import LINES

PROVISIONS = (
    (
        "params",
        "§ 3(a)(1)",
        "Parameters",
        "≥ 70 B parameters",
        "A model of 70 billion parameters or more is a frontier model.",
    ),
    (
        "tokens",
        "§ 3(a)(2)",
        "Training data",
        "> 1 T training tokens",
        "So is a model trained on more than one trillion tokens.",
    ),
    ("mmlu", "§ 3(a)(3)", "Capability", "≥ 70 % MMLU", "So is a model that scores 70 % or more on MMLU."),
    (
        "licence",
        "§ 5",
        "Licence to train or fine-tune",
        "",
        "Nobody trains or fine-tunes a frontier model without a licence.",
    ),
    ("tiers", "§ 6", "Tiered duties", "", "Lower tiers report; only the top tier needs a licence."),
    ("fast", "§ 7", "Fast-track exemption", "", "A plainly harmless model is exempted within days."),
)

TOPICS = (
    ("over", "over-inclusion", "#c2410c", "The line catches what it should not."),
    ("scope", "scope", "#2b6cb0", "What the definition is for, and how far it reaches."),
    ("agency", "agency capacity", "#8f5602", "Whether the office can do what it is given to do."),
    ("enforce", "enforceability", "#b83280", "Whether the rule can be made to hold."),
    ("speech", "prior restraint", "#6b46c1", "Leave that must be asked before speaking."),
    ("commerce", "commerce clause", "#2f7d4f", "Whether Congress has the power."),
    ("open", "open source", "#0f766e", "What happens to open models and the people who build on them."),
    ("candour", "candour", "#4a5568", "Whether the proposal is presented for what it is."),
)

POINTS = (*LINES, *CANDOUR)
RESTS = (("medium", "veto"),)
"""(premise, what rests on it)."""
CONTRADICTS = (("trained", "below"),)
PARTIAL = {"tiered", "look", "reworded"}
"""Concessions that concede in part."""
WITHDRAWN = ("tokens", "dropped", "2026-09-13")
ADDED = ("tiers", "tiered", "2026-09-13")
"""(provision, the statement that brought it about, when)."""
