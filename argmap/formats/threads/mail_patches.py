"""Patches within a mail's text (unified diffs), which are code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_OPENS = re.compile(r"(?:diff --git |diff -[a-zA-Z]|Index: \S|--- \S)")
_HUNK = re.compile(r"@@+ -\d+(?:,(\d{1,7}))? \+\d+(?:,(\d{1,7}))? @@")
_BETWEEN = re.compile(
    r"(?:diff |index [0-9a-f]|--- |\+\+\+ |new file mode|deleted file mode|old mode|new mode|similarity |rename |copy |Binary files|"
    r"GIT binary|Index: |={20,}|\\ No newline)"
)
_MOST_BETWEEN = 12


def patches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where patches are: first line and the line after the last, each with one hunk at least."""
    number = 0
    while number < len(lines):
        end = _patch(lines, number) if lines[number][:1] in "diI-" and _OPENS.match(lines[number]) else number
        if end > number:
            yield number, end
        number = max(end, number + 1)


def _patch(lines: Sequence[str], start: int) -> int:
    """The line after a patch that opens at a line, or that line where none does."""
    end = number = start
    while number < len(lines) and number - end <= _MOST_BETWEEN:
        hunk = _HUNK.match(lines[number])
        if hunk is not None:
            number = end = _hunk(lines, number + 1, int(hunk.group(1) or 1), int(hunk.group(2) or 1))
        elif (
            _BETWEEN.match(lines[number])
            or not lines[number].strip()
            or (number > start and _BETWEEN.match(lines[number - 1]))
        ):
            number += 1
        else:
            break
    return end


def _hunk(lines: Sequence[str], number: int, old: int, new: int) -> int:
    """The line after a hunk with so many lines of the old and the new text. Lines that were broken on the way count for
    nothing; where lines are missing, the hunk ends with its last line that bears a mark."""
    end = number
    while number < len(lines) and (old > 0 or new > 0):
        line = lines[number]
        if _HUNK.match(line) or line.startswith("diff --git "):
            break
        old -= line[:1] in ("-", " ", "")
        new -= line[:1] in ("+", " ", "")
        number += 1
        end = number if line[:1] in ("+", "-", " ") else end
    return number if old <= 0 and new <= 0 else end
