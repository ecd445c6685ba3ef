"""What the readers of structured exports notice while they read: how files begin, and how much of them could not be read."""

from __future__ import annotations

import codecs
import re

from argmap.formats.threads import times
from argmap.formats.threads.thread import Note
from argmap.model.kinds import FindingLevel

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_XML = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z])")


def json_letters(head: bytes) -> bytes:
    """The head of a JSON file as ASCII, also where it is UTF-16 or UTF-32; empty for what is no object or list."""
    letters = _letters(head)
    return letters if letters.startswith((b"{", b"[")) else b""


def xml_letters(head: bytes) -> bytes:
    """The head of an XML file as ASCII, in whatever encoding it is; empty for what is none."""
    letters = _letters(head)
    return letters if _XML.match(letters) else b""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 post", "1,200 posts"."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


class Clock:
    """Reads the times of a file, and counts those that are none."""

    def __init__(self) -> None:
        self._unread = 0

    def iso(self, told: object) -> str | None:
        """A time as ISO 8601; None for one that is absent or cannot be read."""
        if told is None or told == "":
            return None
        found = times.from_iso(told)
        self._unread += found is None
        return found

    def note(self) -> list[Note]:
        """What to say about times that could not be read: one note, or none."""
        if not self._unread:
            return []
        text = (
            f"{counted(self._unread, 'time')} could not be read and {'was' if self._unread == 1 else 'were'} left out."
        )
        return [Note(FindingLevel.WARNING, "time", text)]


def _letters(head: bytes) -> bytes:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()
