"""The debate that a verb is about, read from whatever file holds it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argmap.formats.registry import FormatError
from argmap.model.debate import Debate

DEBATE_FILE = "an .argmap file, or any file that argmap reads"


def named(text: str) -> str:
    """The name of a file or of something in a debate, as an argument. Raises ArgumentTypeError for an empty one, as a variable
    of a script without a value gives it: as a path that would be the current folder, with all that is in it."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name names nothing")
    return text


@dataclass(frozen=True, slots=True)
class Loaded:
    """A debate read from a file, with what an .argmap file keeps beside it."""

    debate: Debate
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    last_edit: str = ""
    warning: str = ""


def load(name: str, format_name: str | None = None) -> Loaded:
    """Reads a debate from an .argmap file or in any other format. Changes nothing."""
    from argmap.formats.files import is_debate_file, read_bytes
    from argmap.formats.registry import read

    path = Path(name)
    if is_debate_file(path) and format_name is None:
        from argmap.store.debate_file import DebateFile

        with DebateFile.open(path, read_only=True) as file:
            if file.warning:
                print(file.warning, file=sys.stderr)
            return Loaded(file.debate, dict(file.placements), file.last_edit, file.warning)
    return Loaded(read(read_bytes(path), path.name, format_name))


def check_replaced(target: Path, source: str) -> None:
    """Raises FormatError, before any work is done, when a file would be replaced by what is made of it."""
    if target.exists() and target.samefile(source):
        raise FormatError(f"“{target}” is the file that is read. Choose another name for what is written.")
