"""How long work tells of itself and hears that it should stop."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")

Progress = Callable[[float, str], None]
"""Called now and then with the fraction done (0 to 1) and a few words. Raises Cancelled when the work should stop."""


class Cancelled(Exception):  # noqa: N818 (it is a wish, not an error)
    """Raised from inside a progress call when the user has cancelled; the work unwinds and leaves everything as it was."""


def silent(fraction: float, message: str) -> None:
    """Progress that nobody watches."""


def part_of(progress: Progress, low: float, high: float) -> Progress:
    """The progress of a part of some work that takes it from ``low`` to ``high``."""
    return lambda fraction, message: progress(low + fraction * (high - low), message)


def told(items: Sequence[_Item], progress: Progress, message: str, every: int) -> Iterator[_Item]:
    """The items, one after another; before every so many of them the progress is told."""
    for number, item in enumerate(items):
        if number % every == 0:
            progress(number / len(items), message)
        yield item
