"""When Python looks for garbage that runs in circles: only while no other thread works.

It looks on whichever thread happens to ask for memory, and destroys there what it finds. A timer, a model or a widget that is
destroyed on another thread than its own takes the program with it.
"""

from __future__ import annotations

import gc


class Collector:
    """Python's one collector. ``hold`` and ``release`` come in pairs, all of them on the window's thread."""

    def __init__(self) -> None:
        self._holds = 0
        self._wanted = False

    def hold(self) -> None:
        """No garbage is looked for until it is released as often as held."""
        if not self._holds:
            self._wanted = gc.isenabled()
            gc.disable()
        self._holds += 1

    def release(self) -> None:
        """Gives back one hold. What came meanwhile is a debate rather than garbage, and counts as old."""
        self._holds -= 1
        if not self._holds and self._wanted:
            _count_as_old()
            gc.enable()

    def start(self) -> None:
        """Looks for garbage from now on, or once nobody holds it. What is there counts as old, so that it is not gone through
        soon."""
        _count_as_old()
        self._wanted = True
        if not self._holds:
            gc.enable()


def _count_as_old() -> None:
    gc.freeze()
    gc.unfreeze()


collector = Collector()
