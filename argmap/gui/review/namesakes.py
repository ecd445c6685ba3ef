"""Authors of a debate that may be one person."""

from __future__ import annotations

from collections import Counter

from argmap.analysis.lookalikes import Alike, lookalikes
from argmap.model.debate import Debate


def namesakes(debate: Debate) -> list[Alike]:
    """The authors whose names look alike; of two, the one with more posts is to be kept."""
    written = Counter(post.author for post in debate.posts.values() if post.author is not None)
    return lookalikes({author.id: author.name for author in debate.authors.values()}, written)
