"""Ids of records."""

from __future__ import annotations

import os
import threading
import time

_newest = 0
_making = threading.Lock()


def new_id() -> str:
    """A fresh id: 32 hex digits laid out as a version 7 UUID (RFC 9562). Each sorts after all that this process made before
    it, also when the clock is set back."""
    global _newest  # noqa: PLW0603 (one clock for all threads)
    with _making:
        _newest = max(_newest + 1, (time.time_ns() // 1_000_000) << 20)
        milliseconds, count = _newest >> 20, _newest & 0xFFFFF  # the count keeps the order within one millisecond
    random = int.from_bytes(os.urandom(6), "big")
    high = (milliseconds << 16) | 0x7000 | (count >> 8)
    low = (0b10 << 62) | ((count & 0xFF) << 48) | random
    return f"{(high << 64) | low:032x}"
