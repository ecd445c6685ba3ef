"""How the application starts."""

import gc

from argmap.gui.app import collect_garbage


def test_garbage_is_looked_for_again_and_what_is_there_stays_collectable() -> None:
    gc.disable()
    try:
        collect_garbage()
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0
    finally:
        gc.enable()
