"""Which earlier passages share runs of words with this one: an inverted index of word n-grams ("shingles").

Containment (Broder 1997): the part of a passage's shingles that another passage holds too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

POSTINGS = 60
"""How many holders of one shingle are remembered. What more passages than that share is a phrase of the language."""

WORD_RUN = 3
"""Words to a shingle."""

CHARACTER_RUN = 6
"""Characters to a shingle in scripts without spaces, where each character counts as a word."""

_BITS = 21  # two million different words


def shingles(numbers: Sequence[int], run: int = WORD_RUN) -> list[int]:
    """The runs of ``run`` numbers as one integer each, without collisions; a shorter passage is one shingle."""
    if len(numbers) <= run:
        return [_packed(numbers)] if numbers else []
    if run == WORD_RUN:
        pairs = zip(numbers, numbers[1:], numbers[2:], strict=False)
        return [(a << 2 * _BITS) | (b << _BITS) | c for a, b, c in pairs]
    return [_packed(numbers[i : i + run]) for i in range(len(numbers) - run + 1)]


def _packed(numbers: Iterable[int]) -> int:
    packed = 0
    for number in numbers:
        packed = (packed << _BITS) | number
    return packed


class ShingleIndex:
    """For each shingle the first passages that hold it. Most are held once, so those are kept as a bare number."""

    def __init__(self) -> None:
        self._holders: dict[int, int | list[int]] = {}

    def add(self, passage: int, held: Iterable[int]) -> None:
        """Remembers a passage's shingles."""
        holders = self._holders
        for shingle in held:
            there = holders.get(shingle)
            if there is None:
                holders[shingle] = passage
            elif isinstance(there, int):
                holders[shingle] = [there, passage]
            elif len(there) < POSTINGS:
                there.append(passage)

    def shared(self, wanted: Iterable[int]) -> dict[int, int]:
        """How many of the wanted shingles each passage holds; passages that hold none are left out."""
        counts: dict[int, int] = {}
        get = self._holders.get
        for shingle in wanted:
            there = get(shingle)
            if there is None:
                continue
            for passage in (there,) if isinstance(there, int) else there:
                counts[passage] = counts.get(passage, 0) + 1
        return counts
