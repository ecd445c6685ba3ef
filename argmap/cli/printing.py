"""What verbs print: JSON, counts, and words from a file as a terminal may be given them."""

from __future__ import annotations

import json
import re

BAD_INPUT = 2
"""Exit status for what the user can put right; one sentence on standard error says what."""

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal, and what turns the direction of the words after it."""


def on_one_line(text: str) -> str:
    """Words from a file as a terminal may be given them."""
    return " ".join(_STEERING.sub(" ", text).split())


def counted(count: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def print_json(plain: object) -> None:
    """Prints a plain value as JSON."""
    print(json.dumps(plain, indent=1))
