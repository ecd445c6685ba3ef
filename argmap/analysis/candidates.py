"""Where some words of a post may be quoted from: the passages of other posts that are most like them."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.analysis.normal import words
from argmap.analysis.places import locate
from argmap.model.debate import Debate
from argmap.model.records import Passage

MOST = 9
"""Candidates that are offered, as many as there are digits."""
COMPARED = 60
"""Posts that are compared closely, those that share most words."""
FEWEST = 0.6
"""The likeness from which a passage is offered."""
LONGEST = 400_000
"""Characters of a post that are looked through."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and how like the quoted words it is, 0 to 1."""

    passage: Passage
    similarity: float


def candidates(debate: Debate, post_id: str, start: int, end: int) -> list[Candidate]:
    """The likeliest sources of a span of a post, best first. Linear in the words of the debate."""
    quoted = debate.posts[post_id].text[start:end]
    wanted = {word for word in words(quoted).words if len(word) > 2} or set(words(quoted).words)
    if not wanted:
        return []
    shared = []
    for post in debate.posts.values():
        if post.id != post_id and post.text:
            lowered = post.text[:LONGEST].casefold()
            count = sum(word in lowered for word in wanted)
            if count >= max(1, 0.2 * len(wanted)):
                shared.append((count, post.id))
    shared.sort(reverse=True)
    found = [c for _, other in shared[:COMPARED] if (c := _best(quoted, other, debate.posts[other].text)) is not None]
    found.sort(key=lambda c: (-c.similarity, c.passage.post))
    return found[:MOST]


def _best(quoted: str, post_id: str, text: str) -> Candidate | None:
    """The place in a post that is most like the words, None when nothing there is."""
    from rapidfuzz import fuzz

    place = locate(quoted, text[:LONGEST], run=2)
    if place is not None and place.similarity >= FEWEST:
        end = place.end if place.exact else _of_same_length(quoted, text, place.start, place.end)
        alike = max(place.similarity, fuzz.ratio(_lowered(quoted), _lowered(text[place.start : end])) / 100)
        return Candidate(Passage(post_id, place.start, end), round(alike, 2))
    lowered, needle = _lowered(text[:LONGEST]), _lowered(quoted)
    if len(lowered) < len(needle):
        return None
    near = fuzz.partial_ratio_alignment(needle, lowered, score_cutoff=100 * FEWEST)
    if near is None or near.dest_end <= near.dest_start:
        return None
    start, end = near.dest_start, near.dest_end
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Candidate(Passage(post_id, start, end), round(near.score / 100, 2))


def _of_same_length(quoted: str, text: str, start: int, end: int) -> int:
    """Where a passage ends that has as many words as the quoted ones, when it is not past its end already."""
    count = len(words(quoted).words)
    near = words(text[start : start + 2 * len(quoted) + 40])
    end = max(end, start + near.ends[min(count, len(near.ends)) - 1]) if near.ends else end
    return end + (text[end : end + 1] == quoted.rstrip()[-1:] != "")


def _lowered(text: str) -> str:
    """In small letters, where that keeps every character's place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
