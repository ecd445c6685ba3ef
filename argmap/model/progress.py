"""How long work tells of itself and hears that it should stop."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called now and then with the fraction done (0 to 1) and a few words. Raises Cancelled when the work should stop."""


class Cancelled(Exception):  # noqa: N818 (it is a wish, not an error)
    """Raised from inside a progress call when the user has cancelled; the work unwinds and leaves everything as it was."""


def silent(fraction: float, message: str) -> None:
    """Progress that nobody watches."""
