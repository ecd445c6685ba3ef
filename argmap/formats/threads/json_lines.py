"""Files with one JSON object on each line, read line by line, so that a large one never stands in memory as values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any

from argmap.formats.registry import FormatError
from argmap.formats.threads.decoding import normalised
from argmap.formats.threads.json_values import LARGEST, check_amount, decoded, load, value_of
from argmap.formats.threads.thread import Note
from argmap.model.kinds import FindingLevel
from argmap.model.progress import Progress, silent

LONGEST_LINE = 16 * 2**20
"""Characters of a line above which a file is refused: no post is as long."""
LISTED = 20
"""Lines that are no JSON and are told of one by one; more than that are counted."""
RARE = 0.01
"""The share of lines that may be no JSON; they are left out and told of. Some files are cut or glued in places."""


@dataclass(frozen=True, slots=True)
class Record:
    """An object and where its line stands in the file's decoded, normalised text, None where it has no line of its own."""

    value: dict[str, Any]
    span: tuple[int, int] | None = None


class Records:
    """The objects of a file, once, in order. ``notes`` and ``noise`` (spans of lines that are none) are complete afterwards.

    Takes JSON Lines, and also one JSON list or object for the whole file: the same data are handed around both ways.
    """

    def __init__(self, data: bytes, name: str, progress: Progress = silent) -> None:
        self._data = data
        self._name = PurePath(name).name
        self._progress = progress
        self.notes: list[Note] = []
        self.noise: list[tuple[int, int]] = []

    def __iter__(self) -> Iterator[Record]:
        """Raises FormatError for what is neither, or too much of it."""
        refuse_packed(self._data, self._name)
        if len(self._data) > LARGEST:
            check_amount(self._data, self._name)
        lines = decoded(self._data, self._name).replace("\r\n", "\n").split("\n")
        full = islice((line for line in lines if line and not line.isspace()), 2)
        first, second = next(full, ""), next(full, "")
        if second and _is_object(first):
            yield from self._lines(lines)
        else:
            yield from (Record(value) for value in listed(load(self._data, self._name)))

    def _lines(self, lines: list[str]) -> Iterator[Record]:
        bad: list[int] = []
        at = 0
        total = len(lines)
        for number in range(total):
            line, lines[number] = normalised(lines[number]), ""  # its text is not needed twice
            start, at = at, at + len(line) + 1
            if number % 4096 == 0:
                self._progress(0.5 * number / total, "Reading lines")
            if not line or line.isspace():
                continue
            value = self._value(line, number)
            if isinstance(value, dict):
                yield Record(value, (start, start + len(line)))
            else:
                bad.append(number)
                self.noise.append((start, start + len(line)))
                self._check(bad, number)
        self._tell(bad, total)

    def _value(self, line: str, number: int) -> Any:
        if len(line) > LONGEST_LINE:
            raise FormatError(
                f"Line {number + 1:,} of “{self._name}” has more than {LONGEST_LINE // 2**20} million characters, so it is "
                "no post. Choose another file."
            )
        try:
            return value_of(line)
        except json.JSONDecodeError:
            return None

    def _check(self, bad: list[int], number: int) -> None:
        """Raises FormatError where too many lines so far are none: then it is another kind of file."""
        if len(bad) > 20 + RARE * number:
            raise FormatError(
                f"Line {bad[0] + 1:,} of “{self._name}” is no JSON object, and many more are none. "
                "Choose a file with one object on each line."
            )

    def _tell(self, bad: list[int], total: int) -> None:
        odd = [number + 1 for number in bad if number != total - 1]
        told = [f"Line {number:,} is no JSON object and was left out." for number in odd]
        if len(odd) > LISTED:
            told = [f"{len(odd):,} lines are no JSON objects and were left out, the first of them line {odd[0]:,}."]
        if len(odd) < len(bad):
            told.append("The last line is cut off; what it said is not here. Download the file again to have it.")
        self.notes += (Note(FindingLevel.WARNING, "format", text) for text in told)


def listed(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list, or of the list under "data" as servers answer, or the one object that a value is."""
    inner = value.get("data") if isinstance(value, dict) else value
    if isinstance(inner, list):
        yield from (entry for entry in inner if isinstance(entry, dict))
    elif isinstance(value, dict):
        yield value


def refuse_packed(data: bytes, name: str) -> None:
    """Raises FormatError for compressed files, which these data are handed around as."""
    kinds = (
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"\x1f\x8b", "gzip"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ", "xz"),
        (b"PK\x03\x04", "ZIP"),
    )
    for mark, kind in kinds:
        if data.startswith(mark):
            raise FormatError(f"“{name}” is compressed ({kind}). Unpack it and open the file that comes out.")


def _is_object(line: str) -> bool:
    if not line.lstrip().startswith("{") or len(line) > LONGEST_LINE:
        return False
    try:
        return isinstance(value_of(line), dict)
    except json.JSONDecodeError:
        return False
