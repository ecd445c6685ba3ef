"""Posts that stand for others that a file only counts: how many are still absent once more files are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from argmap.model.records import Post

_COUNTED = re.compile(r"([\d,]{1,12}) (?:reply|replies|comment|comments|post|posts)\b")


def count_of(stub: Post) -> int | None:
    """How many posts a stub stands for, None where it only says that there are more."""
    found = _COUNTED.match(stub.title)
    return int(found[1].replace(",", "")) if found else None


def with_count(stub: Post, count: int) -> Post:
    """The stub for so many posts."""
    one = count == 1
    title = f"{count:,} {'reply' if one else 'replies'} that {'is' if one else 'are'} not in this file"
    return stub if count_of(stub) == count else replace(stub, title=title)


def below(parents: Mapping[str, str | None], posts: Iterable[str], roots: Iterable[str]) -> dict[str, int]:
    """How many of some posts stand below each of the roots. Linear: what lies between is walked once."""
    counts = dict.fromkeys(roots, 0)
    nearest: dict[str, str | None] = {}
    for post in posts:
        path = []
        here = parents.get(post)
        while here is not None and here not in counts and here not in nearest:
            path.append(here)
            here = parents.get(here)
        root = nearest[here] if here is not None and here not in counts else here
        nearest.update(dict.fromkeys(path, root))
        if root is not None:
            counts[root] += 1
    return counts
