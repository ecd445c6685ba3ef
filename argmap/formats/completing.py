"""What is done to a thread once it is read, whatever format it came in: quotes are looked for, and known posts met again."""

from __future__ import annotations

from collections.abc import Collection

from argmap.formats.registry import formats
from argmap.model.debate import Debate, Edit
from argmap.model.progress import Progress, silent


def find_quotes(debate: Debate, posts: Collection[str] | None = None, progress: Progress = silent) -> Edit:
    """The edit that adds the quotes that some posts (all by default) hold, and what these then answer. The posts of formats
    whose reader has looked already only lend their words."""
    from argmap.analysis import quoting

    looked = {known.name for known in formats() if known.quoted}
    return quoting.find(debate, posts, progress, skip_formats=looked)


def family(format_name: str) -> str:
    """What the native ids of a format's posts belong to: formats of one family name the same posts by the same ids."""
    return next((known.family or known.name for known in formats() if known.name == format_name), format_name)
